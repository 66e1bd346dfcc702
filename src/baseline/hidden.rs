//! What an earlier text held that could not be read, so that nobody knows what was found in it.
//!
//! Promises: a finding was hidden there only if what it is about was not read: its record, which stands
//! now as it stood or has the value that stood there, or its field, whose value stood where nothing was
//! understood. A finding that other records have a part in never was.

use std::collections::HashMap;

use crate::baseline::bag::Bag;
use crate::baseline::identity::Who;
use crate::baseline::{State, plain};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::read::code;
use crate::record::Record;
use crate::rules::{self, Check};
use crate::text::Span;

/// What stood in the parts of a text that were not read.
#[derive(Default)]
pub struct Hidden<'d> {
    /// The text, blank where it was understood.
    unread: String,
    /// The records that were read.
    read: HashMap<Who<'d>, &'d Record<'d>>,
    /// What stood below each key in a header that was not read, and how often.
    bodies: Bodies,
    /// What was decided of a record of the new text, by its header.
    decided: HashMap<Span, bool>,
}

/// What stands below each key, and how often.
type Bodies = HashMap<String, Bag<String>>;

impl<'d> Hidden<'d> {
    /// Looks what was not read of an old state; what is not read of the new one either is hidden still.
    pub fn between(old: (State<'_>, &'d Document<'d>), new: (State<'_>, &Document<'_>)) -> Self {
        if is_known(old.0) && old.1.damaged() == 0 {
            return Self::default();
        }
        let unread = unread(old.0, old.1);
        let mut bodies = bodies(&unread);
        for (key, below) in self::bodies(&self::unread(new.0, new.1)) {
            let Some(old) = bodies.get_mut(&key) else { continue };
            for (body, number) in below.each() {
                for _ in 0..number {
                    old.take(body);
                }
            }
        }
        // Of another format, nothing is known.
        let records = old.1.records.iter().filter(|_| is_known(old.0));
        let read = records.map(|record| (Who::of(record), record));
        Self { read: read.collect(), unread, bodies, decided: HashMap::new() }
    }

    /// Tells whether a finding about a record of a new text was there in the old one already, hidden;
    /// `who` the record was then.
    pub fn held(&mut self, text: &str, finding: &Diagnostic, record: &Record<'_>, who: Who<'_>) -> bool {
        let check = rules::of(finding.code).map(|rule| rule.check);
        let is_rule = matches!(check, Some(Check::Record(_) | Check::Network(_)));
        if !(is_rule || matches!(check, Some(Check::Reading))) {
            return false;
        }
        let value = plain(finding.span.of(text));
        let is_value = is_rule && finding.span != record.header && value.len() > "\"\"".len();
        let old = if record.table.is_list() { None } else { self.read.get(&who).copied() };
        let Some(old) = old else {
            // A header without a key tells no record from another.
            let key = if record.table.is_list() { "" } else { who.key };
            let stood = self.stood(text, record, key);
            let mut left = self.bodies.get(key).into_iter().flat_map(Bag::each);
            return stood || is_value && left.any(|(body, _)| body.contains(&*value));
        };
        match finding.field {
            _ if old.whole => false,
            Some(field) if finding.span != record.header => {
                let was_read = old.entries.iter().any(|entry| entry.field.key == field);
                is_value && !was_read && old.block.of(&self.unread).contains(&*value)
            }
            // Something is missing. Who took no field away did not do it.
            _ => is_rule && old.entries.iter().all(|entry| record.entry(entry.field.key).is_some()),
        }
    }

    /// Tells whether a record stood in a part of the old text that was not read: as often as it did.
    fn stood(&mut self, text: &str, record: &Record<'_>, key: &str) -> bool {
        *self.decided.entry(record.header).or_insert_with(|| {
            let below = text.get(record.header.end as usize..).and_then(|rest| rest.split_once('\n'));
            let body = body(below.map_or("", |(_, below)| below));
            self.bodies.get_mut(key).is_some_and(|below| below.take(&body))
        })
    }
}

/// Tells whether a state is of a format that is known.
fn is_known(state: State<'_>) -> bool {
    !state.findings.iter().any(|finding| finding.code == code::UNKNOWN_FORMAT)
}

/// Returns a text with blanks for what was understood: records that were read in full, and the fields of
/// others.
fn unread(state: State<'_>, document: &Document<'_>) -> String {
    if !is_known(state) {
        return state.text.to_owned();
    }
    let spans = document.records.iter().flat_map(|record| {
        let fields = record.entries.iter().map(|entry| Span { start: entry.key.start, end: entry.span.end });
        let whole = record.whole.then_some(record.content);
        whole.into_iter().chain(fields.filter(|_| !record.whole))
    });
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut out = String::with_capacity(state.text.len());
    let mut from = 0;
    for span in spans {
        if span.start < from {
            continue;
        }
        out.push_str(Span { start: from, end: span.start }.of(state.text));
        out.extend(span.of(state.text).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = span.end;
    }
    out.push_str(state.text.get(from as usize..).unwrap_or_default());
    out
}

/// Looks what stands below the headers of a text.
fn bodies(text: &str) -> Bodies {
    let mut bodies = Bodies::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        from += line.len();
        if let Some(key) = key(line) {
            let body = body(&text[from..]);
            if !body.is_empty() {
                bodies.entry(key.to_owned()).or_default().put(body);
            }
        }
    }
    bodies
}

/// Returns the key in a line that may be a header: `ZMB` of `[netwrk.ZMB]`, nothing of `[[published]]`.
fn key(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix('[')?.split(']').next().unwrap_or_default();
    let key = inner.split_once('.').map_or("", |(_, key)| key);
    Some(key.trim().trim_matches(['"', '\'']))
}

/// Returns what stands below a header, up to the next or to a line of an unfinished merge, without the
/// comments at its end.
fn body(text: &str) -> String {
    let ends = ["[", "<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let is_end = |line: &str| ends.iter().any(|end| line.trim_start().starts_with(end));
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).take_while(|line| !is_end(line)).collect();
    while lines.last().is_some_and(|line| line.is_empty() || line.trim_start().starts_with('#')) {
        lines.pop();
    }
    lines.join("\n")
}
