//! The canonical spelling of a value, a field and a record.
//!
//! It is TOML 1.0, and every TOML parser reads it as the same value. `edit/` writes new fields and records in
//! it; `format/` changes those that are already in a file.

use crate::model::field::{Field, Table};
use crate::model::record::Value;
use crate::text::bytes;

/// The length, in characters, above which a list of several entries is written on several lines.
pub const WIDTH: usize = 100;

/// The indentation of the entries of such a list.
pub const INDENT: &str = "  ";

/// Returns a text as a TOML basic string (TOML 1.0, "String"): quotes, backslashes and control
/// characters escaped.
pub fn basic_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns a key as it is written in a header, with quotes only if it needs them.
pub fn key(key: &str) -> String {
    if is_bare(key) { key.to_owned() } else { basic_string(key) }
}

/// Returns `true` if a key needs no quotes (TOML 1.0, "Keys").
pub fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(is_bare_byte)
}

/// Returns `true` if a byte can be in a key without quotes.
pub fn is_bare_byte(byte: u8) -> bool {
    static BARE: [bool; 256] =
        bytes::set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    BARE[usize::from(byte)]
}

/// Returns the header line of a table.
pub fn header(table: Table, name: &str) -> String {
    table.header(&key(name))
}

/// Returns the value of the field `key` as TOML; lines end with `newline`.
pub fn value(key: &str, value: &Value<'_>, newline: &str) -> String {
    match value {
        Value::Text(text) => basic_string(text),
        Value::Number(number) => number.to_string(),
        Value::Date(when) => when.to_toml(),
        Value::Status(status) => basic_string(status.word()),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| basic_string(&item.text)).collect();
            list(key, &items, newline)
        }
    }
}

/// Returns a value as TOML, however long it is, on one line.
pub fn on_one_line(value: &Value<'_>) -> String {
    match value {
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| basic_string(&item.text)).collect();
            format!("[{}]", items.join(", "))
        }
        value => self::value("", value, "\n"),
    }
}

/// Returns a field with its value, without a line end.
pub fn field(field: &Field, given: &Value<'_>, newline: &str) -> String {
    format!("{} = {}", field.key, value(field.key, given, newline))
}

/// Returns the list of the field `key`, made of entries that are already TOML. A list that is short or has only
/// one entry is on one line; any other list has one entry per line.
pub fn list<S: AsRef<str>>(key: &str, items: &[S], newline: &str) -> String {
    let one_line: String = format!("[{}]", items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "));
    if items.len() < 2 || is_short(key, &one_line) {
        return one_line;
    }
    let lines = items.iter().map(|item| format!("{INDENT}{},{newline}", item.as_ref()));
    format!("[{newline}{}]", lines.collect::<String>())
}

/// Returns `true` if a list that is written like this fits on one line.
pub fn is_short(key: &str, list: &str) -> bool {
    // No text has more characters than bytes.
    fits(key, list.len()) || fits(key, list.chars().count())
}

/// Returns `true` if a list of so many characters fits on one line.
pub fn fits(key: &str, length: usize) -> bool {
    key.len() + " = ".len() + length <= WIDTH
}

/// Returns a record: its header and its fields in canonical order, each with a line end.
pub fn record(table: Table, name: &str, fields: &[(&'static Field, Value<'_>)], newline: &str) -> String {
    let mut out = header(table, name) + newline;
    for field in table.fields() {
        for (_, given) in fields.iter().filter(|(given, _)| given.key == field.key) {
            out += &(self::field(field, given, newline) + newline);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_written_on_several_lines() {
        assert_eq!(list("chairs", &["\"IOM\"", "\"UN RC\""], "\n"), "[\"IOM\", \"UN RC\"]");
        let long = format!("\"https://example.org/{}\"", "x".repeat(60));
        assert_eq!(list("sources", &[&long], "\n"), format!("[{long}]"));
        assert_eq!(list("sources", &[&long, &long], "\r\n"), format!("[\r\n  {long},\r\n  {long},\r\n]"));
    }

    #[test]
    fn keys_have_quotes_only_if_they_need_them() {
        assert_eq!(header(Table::Network, "ZMB"), "[network.ZMB]");
        assert_eq!(header(Table::Network, "Côte"), "[network.\"Côte\"]");
        assert_eq!(header(Table::Published, ""), "[[published]]");
    }
}
