//! What an earlier text held that could not be read, so that it is not known what was found in it.
//!
//! Promises: a finding was hidden there only if what it is about is still in the same place: on a line that was
//! not read and has not changed, or on one that replaces such a line and has its value. Each line of the
//! earlier text stands for one of the new one, each record for one. A comment hides nothing, nor does
//! anything hide a finding in which other records have a part.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::baseline::bag::Bag;
use crate::baseline::identity::Who;
use crate::baseline::{State, plain};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::field::Table;
use crate::patch;
use crate::read::{code, may_give};
use crate::record::Record;
use crate::rules::{self, Check, Rule};
use crate::text::Span;

/// What was not read of an earlier text, by the keys of its records; of those without a key, by an empty one.
#[derive(Default)]
pub struct Hidden {
    left: HashMap<String, Vec<Old>>,
    /// What each record of the new text was, by its header.
    pairs: HashMap<Span, Option<Pair>>,
}

/// A record of the earlier text.
struct Old {
    /// The table, where the header was understood.
    table: Option<Table>,
    /// The lines below its header.
    lines: Vec<String>,
    /// Whether each of them may say something that was not read.
    unread: Vec<bool>,
}

/// A record of the new text beside what it was.
struct Pair {
    old: Old,
    /// The lines below the header of the new record, and where each begins.
    lines: Vec<String>,
    starts: Vec<u32>,
    /// For each line of the new record, the lines in whose place it is.
    places: Vec<Range<usize>>,
    /// Which line of the new record each line stands for that was found in the old one.
    taken: HashMap<usize, usize>,
}

impl Hidden {
    /// Looks what was not read of an old state; what is not read of the new one either is hidden still.
    pub fn between(old: (State<'_>, &Document<'_>), new: (State<'_>, &Document<'_>)) -> Self {
        let mut left: HashMap<String, Vec<Old>> = HashMap::new();
        if is_known(old.0) {
            if old.1.damaged() == 0 {
                return Self::default();
            }
            for record in old.1.records.iter().filter(|record| !record.whole) {
                left.entry(record.key.clone().into_owned()).or_default().push(Old::read(old.0.text, record));
            }
        }
        let mut still: Bag<(String, String)> = bodies(new.0, new.1).into_iter().collect();
        for (key, body) in bodies(old.0, old.1) {
            if !still.take(&(key.clone(), body.clone())) {
                left.entry(key).or_default().push(Old::unread(&body));
            }
        }
        // Of several records with one key, those that were read stand for one each as well.
        for record in old.1.records.iter().filter(|record| record.whole && is_known(old.0)) {
            if let Some(left) = left.get_mut(record.key.as_ref()) {
                left.push(Old::read(old.0.text, record));
            }
        }
        Self { left, pairs: HashMap::new() }
    }

    /// Returns `true` if a finding about a record of a new text was there in the old one already, hidden;
    /// `who` the record was then.
    pub fn held(&mut self, text: &str, finding: &Diagnostic, record: &Record<'_>, who: Who<'_>) -> bool {
        let Some(rule) = rules::of(finding.code) else { return false };
        let is_rule = matches!(rule.check, Check::Record(_) | Check::Network(_));
        if self.left.is_empty() || !(is_rule || matches!(rule.check, Check::Reading)) {
            return false;
        }
        let left = self.left.get_mut(if record.table.is_list() { "" } else { who.key });
        let pair = self.pairs.entry(record.header).or_insert_with(|| Pair::of(left?, text, record));
        let Some(pair) = pair else { return false };
        if finding.span == record.header {
            return is_rule && pair.lacked(rule, finding, record.table);
        }
        if record.header.holds(finding.span) {
            return is_rule && pair.old.table.is_none();
        }
        let value = plain(finding.span.of(text));
        // Quotes alone are no value that could be found again.
        let value = value.lines().next().filter(|value| is_rule && value.len() > "\"\"".len());
        pair.had(finding.span.start, value)
    }
}

impl Old {
    /// Takes a record that was read, perhaps in part.
    fn read(text: &str, record: &Record<'_>) -> Self {
        let mut is_read = HashSet::new();
        for entry in &record.entries {
            let line = |at: u32| text[record.header.end as usize..at as usize].matches('\n').count();
            is_read.extend(line(entry.key.start)..=line(entry.span.end));
        }
        // In the part that was not read there may be a conflict, or other headers.
        let end = if record.whole { record.content.end } else { record.block.end };
        let lines = below(text, Span { start: record.header.end, end }).into_iter().zip(1..);
        let own = lines.take_while(|(line, at)| is_read.contains(at) || !line.trim_start().starts_with('['));
        let marked = own.map(|(line, at)| {
            let is_unread = !is_read.contains(&at) && says_something(&line);
            (line, is_unread)
        });
        let (lines, unread) = marked.unzip();
        Self { table: Some(record.table), lines, unread }
    }

    /// Takes what is below a header that was not understood.
    fn unread(body: &str) -> Self {
        let lines: Vec<String> = body.lines().map(str::to_owned).collect();
        Self { table: None, unread: lines.iter().map(|line| says_something(line)).collect(), lines }
    }

    /// Takes the one of these that a record with these lines was: one with the same lines, else the first; of
    /// records without a key, the first with the same first field.
    fn of(left: &mut Vec<Self>, table: Table, lines: &[String]) -> Option<Self> {
        let is_it = |old: &Self| old.table.is_none_or(|other| other == table);
        let is_alike = |old: &Self| {
            let first = table.fields().first().map(|field| field.key);
            let is_first = |line: &&String| first.is_some_and(|first| line.trim_start().starts_with(first));
            !table.is_list() || lines.iter().find(is_first).is_some_and(|line| old.lines.contains(line))
        };
        let same = left.iter().position(|old| is_it(old) && old.lines == lines);
        let at = same.or_else(|| left.iter().position(|old| is_it(old) && is_alike(old)))?;
        Some(left.remove(at))
    }
}

impl Pair {
    /// Takes what a record of the new text was out of these, if it was one of them.
    fn of(left: &mut Vec<Old>, text: &str, record: &Record<'_>) -> Option<Self> {
        let span = Span { start: record.header.end, ..record.content };
        let lines = below(text, span);
        let old = Old::of(left, record.table, &lines)?;
        let ends = span.of(text).match_indices('\n').map(|(at, _)| span.start + Span::new(at + 1, 0).start);
        Some(Self {
            places: patch::places(&old.lines, &lines),
            starts: ends.collect(),
            old,
            lines,
            taken: HashMap::new(),
        })
    }

    /// Returns `true` if the line of a place was there, unread, or replaces one that was and has this value.
    fn had(&mut self, at: u32, value: Option<&str>) -> bool {
        let Some(line) = self.starts.partition_point(|start| *start <= at).checked_sub(1) else {
            return false;
        };
        let stands = |at: &usize| {
            let old = &self.old.lines[*at];
            self.old.unread[*at]
                && self.taken.get(at).is_none_or(|other| *other == line)
                && (Some(old) == self.lines.get(line)
                    || value.is_some_and(|value| without_comment(old).contains(value)))
        };
        let found = self.places.get(line).cloned().and_then(|mut place| place.find(stands));
        found.inspect(|at| _ = self.taken.insert(*at, line)).is_some()
    }

    /// Returns `true` if the field that a finding misses was not there either.
    fn lacked(&self, rule: &Rule, finding: &Diagnostic, table: Table) -> bool {
        let is_meant = |key| {
            finding.field.map_or_else(|| table.field(key).is_some_and(rule.looks_at), |field| field == key)
        };
        let mut keys = table.fields().iter().map(|field| field.key).filter(|key| is_meant(key));
        self.old.unread.contains(&true) && !keys.any(|key| may_give(table, &self.old.lines.join("\n"), key))
    }
}

/// Returns `true` if a line is neither blank nor a comment.
fn says_something(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim_start().starts_with('#')
}

/// Returns a line up to the first `#` that is not in quotes.
fn without_comment(line: &str) -> &str {
    let mut quote = None;
    let end = line.find(|c| match (c, quote) {
        ('#', None) => true,
        ('"' | '\'', None) => {
            quote = Some(c);
            false
        }
        _ => {
            quote = quote.filter(|quote| *quote != c);
            false
        }
    });
    &line[..end.unwrap_or(line.len())]
}

/// Returns the lines below that in which a span begins, without their ends.
fn below(text: &str, span: Span) -> Vec<String> {
    span.of(text).lines().skip(1).map(|line| line.trim_end().to_owned()).collect()
}

/// Returns `true` if a state is of a format that is known.
fn is_known(state: State<'_>) -> bool {
    !state.findings.iter().any(|finding| finding.code == code::UNKNOWN_FORMAT)
}

/// Returns what is below each header of a text that gave no record, with the key in that header.
fn bodies(state: State<'_>, document: &Document<'_>) -> Vec<(String, String)> {
    let text = unread(state, document);
    let mut bodies = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        from += line.len();
        if let Some(key) = key(line) {
            let body = body(&text[from..]);
            if !body.is_empty() {
                bodies.push((key.to_owned(), body));
            }
        }
    }
    bodies
}

/// Returns a text with spaces for what was read: whole records, of others the header and the fields. Below a
/// text that is never closed there may be more headers.
fn unread(state: State<'_>, document: &Document<'_>) -> String {
    let mut out = String::with_capacity(state.text.len());
    let mut from = 0;
    let spans = document.records.iter().filter(|_| is_known(state)).flat_map(|record| {
        let whole = if record.whole { record.content } else { record.header };
        let fields = record.entries.iter().map(|entry| Span { start: entry.key.start, end: entry.span.end });
        std::iter::once(whole).chain(fields.filter(|_| !record.whole))
    });
    for span in spans {
        out.push_str(Span { start: from, end: span.start }.of(state.text));
        out.extend(span.of(state.text).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = span.end;
    }
    out.push_str(state.text.get(from as usize..).unwrap_or_default());
    out
}

/// Returns the key in a line that may be a header: `ZMB` of `[netwrk.ZMB]`, nothing of `[[published]]`.
fn key(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix('[')?.split(']').next().unwrap_or_default();
    let key = inner.split_once('.').map_or("", |(_, key)| key);
    Some(key.trim().trim_matches(['"', '\'']))
}

/// Returns what is below a header, up to the next or to a line of an unfinished merge, without the
/// comments at its end.
fn body(text: &str) -> String {
    let ends = ["[", "<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let is_end = |line: &str| ends.iter().any(|end| line.trim_start().starts_with(end));
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).take_while(|line| !is_end(line)).collect();
    while lines.last().is_some_and(|line| !says_something(line)) {
        lines.pop();
    }
    lines.join("\n")
}
