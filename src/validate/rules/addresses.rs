//! The checks of NR301, NR302 and NR308, which look only at the spelling of an address, never at the page.

use std::collections::HashMap;

use crate::model::{Entry, Item, Kind, Record, Table, Value};
use crate::text::bytes::{BETWEEN_ENTRIES, ODD_IN_ADDRESS, kinds};
use crate::text::{Span, quoted};
use crate::validate::rules::rule::{Context, Sink};

/// NR301, whose row is in `fields.rs`.
pub fn missing(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let field = match record.table {
        Table::Network => "sources",
        Table::Denominator | Table::Milestone | Table::Published => "source",
        Table::Registry | Table::Allow => return,
    };
    let missing = match record.entry(field).map(|entry| &entry.value) {
        None => record.lacks(field),
        Some(Value::List(items)) => items.is_empty() && !record.unparsed.may_give(field),
        Some(_) => false,
    };
    if !missing {
        return;
    }
    let place = record.entry(field).map_or(record.header, |entry| entry.span);
    let example = if field == "sources" { "sources = [\"https://…\"]" } else { "source = \"https://…\"" };
    sink.report(record, place, "the record names no source").help = Some(format!("add `{example}`"));
}

/// NR302, whose row is in `fields.rs`.
pub fn malformed(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in record.entries.iter().filter(|entry| entry.field.kind.is_address()) {
        for (text, span) in entry.texts().filter(|(text, _)| !is_usual(text)) {
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
                    "check whether the page is also available with `https://`",
                ),
                _ => (
                    format!("{} is not an https address", quoted(text)),
                    "write the full address, beginning with `https://`",
                ),
            };
            sink.report(record, span, message).help = Some(help.to_owned());
        }
    }
}

/// Returns `true` if an address is certainly right, and only one, as most are.
pub fn is_usual(address: &str) -> bool {
    let rest = address.strip_prefix("https://").unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        && kinds(rest) & (ODD_IN_ADDRESS | BETWEEN_ENTRIES) == 0
}

/// Returns what is wrong with an https address; nothing with another text (RFC 3986, sections 2 and 3.2.2).
pub fn defect(address: &str) -> Option<&'static str> {
    let rest = address.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // `…` is a placeholder from a help text or an example.
    if rest.starts_with(['/', '?', '#', ':', '…']) || rest.is_empty() {
        Some("has no host")
    } else if host.contains('@') {
        Some("contains a user name or password")
    } else if address.contains(char::is_whitespace) {
        Some("contains white space")
    } else if address.contains(['"', '<', '>', '\\', '^', '`', '{', '|', '}']) {
        Some("contains a character that an address cannot have")
    } else {
        None
    }
}

/// NR308, whose row is in `fields.rs`.
pub fn twice(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let is_list = |entry: &&Entry<'_>| entry.field.kind == Kind::Addresses;
    let Some(Value::List(sources)) = record.entries.iter().find(is_list).map(|entry| &entry.value) else {
        return;
    };
    if sources.len() < 2 || sources.len() <= FEW && !has_twice(sources) {
        return;
    }
    let mut seen: HashMap<(String, &str), (&str, Span)> = HashMap::new();
    for item in sources {
        let text = item.text.trim();
        let (host, path) = page(text);
        let (first, place) = *seen.entry((host.to_lowercase(), path)).or_insert((text, item.span));
        // The same address twice has its own rule, NR306.
        if first == text || text.is_empty() {
            continue;
        }
        let finding =
            sink.report(record, item.span, format!("{} is the same page as another source", quoted(text)));
        finding.related.push((place, "first listed here".to_owned()));
        finding.help = Some("keep only the address that the browser shows".to_owned());
    }
}

/// The number of sources up to which it is fastest to compare each with each.
const FEW: usize = 8;

/// Returns `true` if two of a few sources are the same page.
fn has_twice(sources: &[Item<'_>]) -> bool {
    let is_same = |(host, path): (&str, &str), (other, other_path): (&str, &str)| {
        path == other_path && (host == other || host.to_lowercase() == other.to_lowercase())
    };
    let mut pairs = sources.iter().enumerate().map(|(at, item)| (page(item.text.trim()), &sources[..at]));
    pairs.any(|(own, before)| before.iter().any(|other| is_same(own, page(other.text.trim()))))
}

/// Returns the two parts of an address that are equal for equal pages (RFC 3986, section 6.2): the scheme and host, in
/// which capitals do not count, and the path without a slash at its end and without a fragment.
fn page(address: &str) -> (&str, &str) {
    let rest = address.split('#').next().unwrap_or_default();
    let rest = if rest.contains('?') { rest } else { rest.trim_end_matches('/') };
    let after = rest.find("://").map_or(0, |at| at + "://".len());
    let host = rest[after..].find(['/', '?']).map_or(rest.len(), |at| after + at);
    rest.split_at(host)
}
