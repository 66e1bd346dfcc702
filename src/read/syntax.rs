//! The parser's complaints in the words of a registry.
//!
//! Promises: the defect is said in a clause and, where people stumble often, with the remedy
//! ready to type. Everything else keeps the parser's own words.

use crate::diagnostic::{Diagnostic, Severity};
use crate::read::code;
use crate::text::{self, Span};

/// Makes a finding of a complaint about the text in general.
#[must_use]
pub fn finding(text: &str, message: &str, at: Span) -> Diagnostic {
    let line = line_of(text, at);
    let alone = message.starts_with("carriage return must be followed");
    let at = if alone { Span { start: at.start.saturating_sub(1), end: at.start } } else { at };
    let (message, help) = match message {
        _ if alone => {
            ("a carriage return stands alone".to_owned(), Some("end lines with LF or CR LF".to_owned()))
        }
        _ if message.starts_with("invalid comment character") => {
            ("a comment holds a control character".to_owned(), Some("remove the character".to_owned()))
        }
        _ if message.starts_with("invalid unquoted key") && line.contains('=') => (
            "a key holds letters, digits, `-` and `_`".to_owned(),
            Some("write another key, or this one in quotes".to_owned()),
        ),
        _ if message.starts_with("invalid unquoted key") => no_value(line),
        _ if message.starts_with("key with no value") || message.starts_with("missing value for key") => {
            no_value(line)
        }
        _ if message.starts_with("extra `=`") => {
            ("`=` stands here twice".to_owned(), Some("write one `=` between key and value".to_owned()))
        }
        _ if message.starts_with("unexpected key or value") => (
            "more stands on this line than one field".to_owned(),
            Some("begin a new line, or `#` before a comment".to_owned()),
        ),
        _ => (plain(message), None),
    };
    let finding = Diagnostic::new(code::SYNTAX, Severity::Error, at, message);
    match help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// Makes a finding of a complaint about a header line.
#[must_use]
pub fn header(text: &str, message: &str, at: Span, usual: Option<String>) -> Diagnostic {
    let finding = finding(text, message, at);
    match (&finding.help, usual) {
        (Some(_), _) => finding,
        (None, Some(usual)) => finding.help(format!("write `{usual}`")),
        (None, None) => finding.help("a header is a line of its own, such as `[network.ZMB]`"),
    }
}

/// Makes a finding of a complaint about one value: `raw` is the value as it stands.
#[must_use]
pub fn value(message: &str, at: Span, key: &str, raw: &str, value: Span) -> Diagnostic {
    let error = |span, message: String| Diagnostic::new(code::SYNTAX, Severity::Error, span, message);
    if raw.is_empty() {
        return error(at, format!("`{key}` has no value"))
            .help("give one, or remove the line: what is not known stays absent");
    }
    // A bare word is taken for a number or a truth value if it begins like one.
    let is_word = raw.starts_with(char::is_alphabetic)
        && !matches!(raw.to_ascii_lowercase().as_str(), "true" | "false");
    if message.starts_with("string values must be quoted") || is_word {
        let bare =
            raw.trim_matches(|c| matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»')).trim();
        return error(value, "a text stands in straight quotes".to_owned())
            .help(format!("write `{}`", basic_string(bare)));
    }
    if message.starts_with("invalid basic string, expected `\"`")
        || message.starts_with("invalid literal string, expected `'`")
    {
        let quote = &raw[..1];
        return error(value, "the text is not closed".to_owned())
            .help(format!("add `{quote}` where it ends"));
    }
    if message.starts_with("missing escaped value") {
        let at = Span { start: at.start.saturating_sub(1), ..at };
        return error(at, "`\\` begins an escape that there is none of".to_owned())
            .help("write `\\\\` for a backslash");
    }
    if message.starts_with("missing comma between array elements") {
        return error(at, "a comma is missing between two entries".to_owned()).help("write `,` here");
    }
    if message.starts_with("extra comma in array") {
        return error(at, "a comma stands where an entry should".to_owned()).help("remove one comma");
    }
    if message.starts_with("invalid boolean") {
        return error(value, format!("`{raw}` is not a value of TOML")).help("write `true` or `false`");
    }
    if message.contains("non-double-quote visible characters")
        || message.contains("non-single-quote visible characters")
    {
        return error(at, "the text holds a control character".to_owned()).help("remove the character");
    }
    error(at, plain(message))
}

/// Returns a text as a TOML basic string (TOML 1.0, "String"): quotes, backslashes and control
/// characters escaped.
#[must_use]
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

fn plain(message: &str) -> String {
    format!("not valid TOML: {}", text::visible(message))
}

fn line_of(text: &str, at: Span) -> &str {
    let start = text[..at.start as usize].rfind('\n').map_or(0, |end| end + 1);
    text[start..].split('\n').next().unwrap_or_default().trim()
}

/// Says what is missing on a line without `=`.
fn no_value(line: &str) -> (String, Option<String>) {
    let message = "a field is written `key = value`".to_owned();
    let word_end =
        line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(line.len());
    let (word, rest) = line.split_at(word_end);
    let rest = rest.trim_start().trim_start_matches(':').trim_start();
    let help = if word.is_empty() {
        None
    } else if rest.is_empty() {
        Some(format!("write `{word} = …`, or `#` before a comment"))
    } else if rest.starts_with(['"', '\'', '[']) || rest.starts_with(|c: char| c.is_ascii_digit()) {
        Some(format!("write `{word} = {}`", text::visible(rest)))
    } else {
        Some("write `=` between key and value, or `#` before a comment".to_owned())
    };
    (message, help)
}
