//! What is looked for in sources and other addresses: the checks of NR301, NR302 and NR308.
//!
//! Promises: an address is judged by its spelling alone. Whether the page still exists is left to a
//! link checker: netreg asks no network. The rows of the rules are in `fields.rs`.

use std::collections::HashMap;

use crate::model::field::Table;
use crate::model::record::{Record, Value};
use crate::text::{Span, quoted};
use crate::validate::rules::rule::{Context, Sink};

/// NR301.
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
    sink.report(record, place, "no source is given").help = Some(format!("add `{example}`"));
}

/// NR302.
pub fn malformed(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
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
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // A placeholder is nobody's page.
    if rest.starts_with(['/', '?', '#', ':', '…']) || rest.is_empty() {
        Some("names no host")
    } else if host.contains('@') {
        Some("holds a user name or password")
    } else if address.contains(char::is_whitespace) {
        Some("holds a blank")
    } else if address.contains(['"', '<', '>', '\\', '^', '`', '{', '|', '}']) {
        Some("holds a character that addresses do not have")
    } else {
        None
    }
}

/// NR308.
pub fn twice(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let sources = record.list("sources");
    if sources.len() < 2 {
        return;
    }
    let mut seen: HashMap<String, (&str, Span)> = HashMap::new();
    for item in sources {
        let text = item.text.trim();
        let (first, place) = *seen.entry(page(text)).or_insert((text, item.span));
        // The same address twice has a rule of its own.
        if first == text || text.is_empty() {
            continue;
        }
        let finding = sink.report(record, item.span, format!("{} is the same page again", quoted(text)));
        finding.related.push((place, "first listed here".to_owned()));
        finding.help = Some("keep the address that the browser shows".to_owned());
    }
}

/// Returns what tells pages apart in an address (RFC 3986, section 6.2): the host in small letters,
/// no slash at the end of the path, no fragment.
fn page(address: &str) -> String {
    let rest = address.split('#').next().unwrap_or_default();
    let rest = if rest.contains('?') { rest } else { rest.trim_end_matches('/') };
    let after = rest.find("://").map_or(0, |at| at + "://".len());
    let host = rest[after..].find(['/', '?']).map_or(rest.len(), |at| after + at);
    rest[..host].to_lowercase() + &rest[host..]
}
