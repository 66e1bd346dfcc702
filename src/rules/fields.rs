//! NR3xx: sources, addresses and the hygiene of texts.
//!
//! Promises: a fix changes the spelling of a text or takes a repetition away, never what is said.
//! Whether a page still exists is left to a link checker: netreg asks no network.

use std::collections::HashMap;

use crate::field::{Kind, Table};
use crate::record::{Record, Value};
use crate::rules::{Check, Context, Rule, Sink, rule};
use crate::splice::Splice;
use crate::text::{Span, is_unsafe, quoted};
use crate::write::basic_string;

pub static RULES: [Rule; 7] = [
    rule!(
        "NR301",
        "no-source",
        Warning,
        "A record names no page that it rests on.",
        "The registry exists because numbers could not be checked: each record should name the \
         page that says so.",
        Check::Record(source),
    ),
    rule!(
        "NR302",
        "not-https",
        Error,
        "An address is not an https address.",
        "Readers follow sources. An address without `https://` is not one that every browser \
         opens safely, and nobody but a person can tell whether the page is there under https.",
        Check::Record(address),
    ),
    rule!(
        "NR303",
        "empty",
        Error,
        "A text is empty or blank.",
        "What is not known is left out: an absent field says so, an empty one looks like a slip.",
        Check::Record(empty),
    ),
    rule!(
        "NR304",
        "padded",
        Warning,
        "A text begins or ends with blanks.",
        "Blanks at the ends are invisible and make equal texts unequal.",
        Check::Record(padded),
    ),
    rule!(
        "NR305",
        "control-character",
        Error,
        "A text holds a control character, or a mark that turns the direction of writing.",
        "Such characters are invisible, can make a text read otherwise than it is, and can steer \
         the terminal or page that shows it.",
        Check::Record(control),
    ),
    rule!(
        "NR306",
        "repeated-entry",
        Warning,
        "A list holds the same entry twice.",
        "Entries are counted and compared; a repetition is a slip of copying.",
        Check::Record(repeated),
    ),
    rule!(
        "NR307",
        "unknown-status",
        Error,
        "The status is none of `established`, `planned` and `closed`.",
        "The status decides whether a network counts.",
        Check::Reading,
    ),
];

fn source(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let field = match record.table {
        Table::Network => "sources",
        Table::Denominator | Table::Milestone | Table::Published => "source",
        Table::Registry | Table::Allow => return,
    };
    let missing = match record.entry(field).map(|entry| &entry.value) {
        None => record.whole,
        Some(Value::List(items)) => items.is_empty() && record.whole,
        Some(_) => false,
    };
    if !missing {
        return;
    }
    let place = record.entry(field).map_or(record.header, |entry| entry.span);
    let example = if field == "sources" { "sources = [\"https://…\"]" } else { "source = \"https://…\"" };
    sink.report(record, place, "no source is given").help = Some(format!("add `{example}`"));
}

fn address(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in record.entries.iter().filter(|entry| entry.field.kind.is_address()) {
        for (text, span) in entry.texts() {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            let (message, help) = match text.split_once("://") {
                Some(("https", _)) => match defect(text) {
                    Some(defect) => {
                        (format!("{} {defect}", quoted(text)), "copy the address again from the browser")
                    }
                    None => continue,
                },
                Some((scheme, _)) if scheme.eq_ignore_ascii_case("http") => (
                    format!("{} is not an https address", quoted(text)),
                    "look whether the page is there under `https://` too",
                ),
                _ => (
                    format!("{} is not an https address", quoted(text)),
                    "write the whole address, from `https://` on",
                ),
            };
            sink.report(record, span, message).help = Some(help.to_owned());
        }
    }
}

/// Says what no https address can have (RFC 3986, sections 2 and 3.2.2).
fn defect(address: &str) -> Option<&'static str> {
    let rest = address.strip_prefix("https://")?;
    // A placeholder is nobody's page.
    if rest.starts_with(['/', '?', '#', ':', '…']) || rest.is_empty() {
        Some("names no host")
    } else if address.contains(char::is_whitespace) {
        Some("holds a blank")
    } else if address.contains(['"', '<', '>', '\\', '^', '`', '{', '|', '}']) {
        Some("holds a character that addresses do not have")
    } else {
        None
    }
}

fn empty(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in &record.entries {
        for (text, span) in entry.texts().filter(|(text, _)| text.trim().is_empty()) {
            let what = if text.is_empty() { "empty" } else { "blank" };
            let key = entry.field.key;
            let message = if entry.field.kind.is_list() {
                format!("an entry of `{key}` is {what}")
            } else {
                format!("`{key}` is {what}")
            };
            let required = entry.field.required && !entry.field.kind.is_list();
            let help = if required { "write it" } else { "remove it: what is not known stays absent" };
            sink.report(record, span, message).help = Some(help.to_owned());
        }
    }
}

fn padded(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in &record.entries {
        for (text, span) in entry.texts() {
            let trimmed = text.trim();
            // A text of several lines ends with a line end as a matter of course.
            if trimmed.len() == text.len() || trimmed.is_empty() || text.contains('\n') {
                continue;
            }
            let right = basic_string(trimmed);
            let finding = sink.report(record, span, "the text begins or ends with blanks");
            finding.help = Some(format!("write {}", quoted(&right)));
            finding.fix = Some(Splice::replace(span, right));
        }
    }
}

fn control(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    if let Some(c) = record.key.chars().find(|c| is_unsafe(*c)) {
        sink.report(
            record,
            record.key_span,
            format!("the key holds an invisible character, U+{:04X}", u32::from(c)),
        )
        .help = Some("type the key anew, without it".to_owned());
    }
    for entry in &record.entries {
        // A note may have lines and tabs.
        let allowed = |c: char| {
            entry.field.kind == Kind::Text && matches!(c, '\n' | '\t' | '\r') && entry.field.key == "note"
        };
        for (text, span) in entry.texts() {
            let Some(c) = text.chars().find(|c| is_unsafe(*c) && !allowed(*c)) else { continue };
            let what = if c.is_control() { "a control character" } else { "an invisible mark" };
            let finding = sink.report(record, span, format!("the text holds {what}, U+{:04X}", u32::from(c)));
            finding.help = Some("type the text anew, without it".to_owned());
        }
    }
}

fn repeated(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in &record.entries {
        let Value::List(items) = &entry.value else { continue };
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for (before, item) in std::iter::once(None).chain(items.iter().map(Some)).zip(items) {
            let text = item.text.trim();
            let (Some(first), Some(before)) = (seen.get(text).copied(), before) else {
                seen.insert(text, item.span);
                continue;
            };
            // Empty entries have a rule of their own.
            if text.is_empty() {
                continue;
            }
            let span = Span { start: before.span.end, end: item.span.end };
            let between = Span { end: item.span.start, ..span }.of(sink.text);
            let behind = sink.text[item.span.end as usize..].trim_start_matches([' ', '\t', ',']);
            // Nobody but a person can tell what becomes of a comment on one of the two.
            let is_plain = !between.contains('#') && !behind.starts_with('#');
            let finding = sink.report(record, item.span, format!("{} is listed twice", quoted(&item.text)));
            finding.related.push((first, "first listed here".to_owned()));
            finding.help = Some("remove one of the two".to_owned());
            finding.fix = is_plain.then(|| Splice::delete(span));
        }
    }
}
