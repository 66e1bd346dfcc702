//! What an earlier text held that could not be read, so that it is not known what was found in it.
//!
//! Promises: a finding was hidden there only if everything that its rule looks at was there: a field with the
//! same value, or one whose values were in the same place, in lines that could not be read; a field that is
//! missing was not there in any spelling. Each value of the earlier text stands for one of the new one, each
//! record for one. A comment hides nothing, nor does anything hide a finding in which other records have a
//! part. How lines are paired is left to `pair.rs`.

use std::collections::HashMap;

use crate::model::diagnostic::Diagnostic;
use crate::model::field::Table;
use crate::model::record::Record;
use crate::parse::Registry;
use crate::parse::code;
use crate::text::Span;
use crate::validate::baseline::State;
use crate::validate::baseline::fingerprint::Who;
use crate::validate::baseline::multiset::Multiset;
use crate::validate::baseline::pair::{Old, Pair, says_something};
use crate::validate::{self, Check, Rule};

/// What was not read of an earlier text, by the keys of its records; of those without a key, by an empty one.
#[derive(Default)]
pub struct Hidden {
    left: HashMap<String, Vec<Old>>,
    /// What each record of the new text was, by its header.
    pairs: HashMap<Span, Option<Pair>>,
}

/// What is below a header that gave no record.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Body {
    /// The table, where the header names one.
    table: Option<Table>,
    key: String,
    text: String,
}

impl Hidden {
    /// Looks what was not read of an old state; what is not read of the new one either is hidden still.
    pub fn between(old: (State<'_>, &Registry<'_>), new: (State<'_>, &Registry<'_>)) -> Self {
        if is_known(old.0) && old.1.damaged() == 0 {
            return Self::default();
        }
        let mut left: HashMap<String, Vec<Old>> = HashMap::new();
        let records = || old.1.records.iter().filter(|_| is_known(old.0));
        for record in records().filter(|record| !record.complete) {
            left.entry(record.key.clone().into_owned()).or_default().push(Old::read(old.0.text, record));
        }
        let mut still: Multiset<Body> = bodies(new.0, new.1).into_iter().collect();
        for body in bodies(old.0, old.1) {
            if !still.take(&body) {
                left.entry(body.key).or_default().push(Old::unread(body.table, &body.text));
            }
        }
        // Of several records with one key, those that were read stand for one each as well.
        for record in records().filter(|record| record.complete) {
            if let Some(left) = left.get_mut(record.key.as_ref()) {
                left.push(Old::read(old.0.text, record));
            }
        }
        Self { left, pairs: HashMap::new() }
    }

    /// Returns `true` if a finding about a record of a new text was there in the old one already, hidden;
    /// `who` the record was then.
    pub fn held(&mut self, text: &str, finding: &Diagnostic, record: &Record<'_>, who: Who<'_>) -> bool {
        let Some(rule) = validate::of(finding.code) else { return false };
        let is_rule = matches!(rule.check, Check::Record(_) | Check::Network(_));
        if !(is_rule || matches!(rule.check, Check::Reading)) {
            return false;
        }
        let left = self.left.get_mut(if record.table.is_list() { "" } else { who.key });
        let pair = self.pairs.entry(record.header).or_insert_with(|| Pair::of(left?, text, record));
        let Some(pair) = pair else { return false };
        // Whether a name is right, for one, depends on the key.
        if rule.is_about_countries() && who.key != record.key {
            return false;
        }
        if finding.span != record.header && record.header.contains(finding.span) {
            return is_rule && !pair.was_read();
        }
        pair.has_line_unread(finding.span.start)
            || depends_on(rule, finding, record.table)
                .is_some_and(|keys| keys.iter().all(|key| pair.is_as_it_was(key)))
    }
}

/// Returns the keys of the fields that a finding depends on, none if that is not known.
fn depends_on(rule: &Rule, finding: &Diagnostic, table: Table) -> Option<Vec<&'static str>> {
    match finding.field {
        Some(field) if !rule.compares => Some(vec![field]),
        _ if matches!(rule.check, Check::Reading) => None,
        _ => {
            let fields = table.fields().iter().filter(|field| (rule.looks_at)(field));
            Some(fields.map(|field| field.key).collect())
        }
    }
}

/// Returns `true` if a state is of a format that is known.
fn is_known(state: State<'_>) -> bool {
    !state.findings.iter().any(|finding| finding.code == code::UNKNOWN_FORMAT)
}

/// Returns what is below each header of a text that gave no record.
fn bodies(state: State<'_>, document: &Registry<'_>) -> Vec<Body> {
    let text = unread(state, document);
    let mut bodies = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        from += line.len();
        if let Some((table, key)) = header(line) {
            let body = body(&text[from..]);
            if !body.is_empty() {
                bodies.push(Body { table, key: key.to_owned(), text: body });
            }
        }
    }
    bodies
}

/// Returns a text with spaces for what was read: whole records, of others the header and the fields. Below a
/// text that is never closed there may be more headers.
fn unread(state: State<'_>, document: &Registry<'_>) -> String {
    let mut out = String::with_capacity(state.text.len());
    let mut from = 0;
    let spans = document.records.iter().filter(|_| is_known(state)).flat_map(|record| {
        let whole = if record.complete { record.content } else { record.header };
        let fields = record.entries.iter().map(|entry| Span { start: entry.key.start, end: entry.span.end });
        std::iter::once(whole).chain(fields.filter(|_| !record.complete))
    });
    for span in spans {
        out.push_str(Span { start: from, end: span.start }.of(state.text));
        out.extend(span.of(state.text).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = span.end;
    }
    out.push_str(state.text.get(from as usize..).unwrap_or_default());
    out
}

/// Returns the table and the key in a line that may be a header: `ZMB` of `[netwrk.ZMB]`, nothing of
/// `[[published]]`.
fn header(line: &str) -> Option<(Option<Table>, &str)> {
    let inner = line.trim().strip_prefix('[')?.split(']').next().unwrap_or_default();
    let (table, key) = inner.split_once('.').unwrap_or((inner, ""));
    let word = |word: &'_ str| word.trim().trim_matches(['"', '\'', '[']).to_owned();
    Some((Table::of(&word(table)), key.trim().trim_matches(['"', '\''])))
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
