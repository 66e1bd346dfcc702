//! The parser's complaints in the words of a registry.
//!
//! Promises: the defect is said in a clause and, where people stumble often, with the remedy
//! ready to type. Everything else keeps the parser's own words. What the parser says is known by
//! its wording, so `Cargo.toml` holds its version; the slips in `tests/reader.rs` notice another.

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::spelling::basic_string;
use crate::parse::code;
use crate::text::{self, Span};

/// What is wrong with a header that lacks its first bracket.
pub const NO_BRACKET: &str = "a header begins with `[`";

/// Longer than this, in bytes, a remedy does not repeat what stands in the file.
const LONG: usize = 80;

fn error(at: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code::SYNTAX, Severity::Error, at, message)
}

/// Tells whether a complaint is about a carriage return, which is never a value's or a key's fault.
#[must_use]
pub fn is_lone_return(message: &str) -> bool {
    message.starts_with("carriage return must be followed")
}

/// Makes a finding of a carriage return that ends no line.
fn lone_return(at: Span) -> Diagnostic {
    error(at, "a carriage return stands alone").help("end lines with LF or CR LF")
}

/// Finds the first carriage return in a text that ends no line: nobody can say where lines end.
#[must_use]
pub fn find_lone_return(text: &str) -> Option<Diagnostic> {
    let mut returns = text.match_indices('\r').map(|(at, _)| at);
    let at = returns.find(|at| !text[at + 1..].starts_with('\n'))?;
    Some(lone_return(Span::new(at, at + 1)))
}

fn nul(at: Span) -> Diagnostic {
    error(at, "a NUL character stands here").help("remove it: a registry is a text file")
}

/// Makes a finding of a complaint about the text in general.
#[must_use]
pub fn finding(text: &str, message: &str, at: Span) -> Diagnostic {
    let line = line_of(text, at);
    if is_lone_return(message) {
        let at = Span { start: at.start.saturating_sub(1), end: at.start };
        return lone_return(at);
    }
    if message.starts_with("invalid comment character") {
        return error(at, "a comment holds a control character").help("remove the character");
    }
    if line.contains('\0') {
        return nul(at);
    }
    if message.starts_with("invalid unquoted key") || message.starts_with("unquoted keys cannot be empty") {
        return error(at, "a key holds letters, digits, `-` and `_`").help("write a key that does");
    }
    if message == NO_BRACKET {
        return error(at, NO_BRACKET);
    }
    if message.starts_with("extra `=`") {
        return error(at, "`=` stands here twice").help("write one `=` between key and value");
    }
    if message.starts_with("unexpected key or value") {
        return error(at, "more stands on this line than one field")
            .help("begin a new line, or `#` before a comment");
    }
    error(at, format!("not valid TOML: {}", text::visible(message)))
}

/// Makes a finding of a complaint about a header line.
#[must_use]
pub fn header(text: &str, message: &str, at: Span, usual: Option<String>) -> Diagnostic {
    let finding = finding(text, message, at);
    let another_line = finding.message.starts_with("more stands");
    match usual {
        _ if another_line => finding,
        Some(usual) => finding.help(format!("write `{usual}`")),
        None => finding.help("a header is a line of its own, such as `[network.ZMB]`"),
    }
}

/// Makes a finding of a complaint about one value of the text, that of `key` at `value`.
#[must_use]
pub fn value(text: &str, message: &str, at: Span, key: &str, value: Span) -> Diagnostic {
    let raw = value.of(text);
    if raw.is_empty() {
        return error(at, format!("{} has no value", text::quoted(key)))
            .help("give one, or remove the line: what is not known stays absent");
    }
    // Inside a list it is one of its words that is meant.
    let in_list = raw.starts_with('[');
    let (word, at) = if in_list { word_at(text, at) } else { (raw, at) };
    // A bare word is taken for a number or a truth value if it begins like one.
    let is_truth = matches!(word.to_ascii_lowercase().as_str(), "true" | "false");
    let is_word = word.starts_with(char::is_alphabetic) && !is_truth && message.starts_with("invalid");
    if message.starts_with("string values must be quoted") || is_word {
        let bare = word.trim_matches(|c| matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»'));
        let at = if in_list { Span { end: at.start + Span::new(word.len(), 0).start, ..at } } else { value };
        let right = basic_string(bare.trim());
        let help = if right.len() > LONG {
            "put it in quotes: `\"…\"`".to_owned()
        } else {
            format!("write `{right}`")
        };
        return error(at, "a text stands in straight quotes").help(help);
    }
    if message.starts_with("invalid basic string, expected `\"`")
        || message.starts_with("invalid literal string, expected `'`")
    {
        let quote = if message.starts_with("invalid basic") { '"' } else { '\'' };
        return error(if in_list { at } else { value }, "the text is not closed")
            .help(format!("add `{quote}` where it ends"));
    }
    if message.starts_with("missing escaped value") {
        let at = Span { start: at.start.saturating_sub(1), ..at };
        return error(at, "`\\` begins an escape that there is none of").help("write `\\\\` for a backslash");
    }
    if message.starts_with("missing comma between array elements") {
        return error(at, "a comma is missing between two entries").help("write `,` here");
    }
    if message.starts_with("extra comma in array") {
        return error(at, "a comma stands where an entry should").help("remove one comma");
    }
    if message.starts_with("invalid boolean") {
        return error(value, "this is not a value of TOML").help("write `true` or `false`");
    }
    if message.contains("-quote visible characters") {
        return error(at, "the text holds a control character").help("remove the character");
    }
    finding(text, message, at)
}

/// Returns the word of a list at a place, and where it is without the spaces before it.
fn word_at(text: &str, at: Span) -> (&str, Span) {
    let rest = text.get(at.start as usize..).unwrap_or_default();
    let word = rest.split([',', ']', '\n']).next().unwrap_or_default();
    let start = at.start + Span::new(word.len() - word.trim_start().len(), 0).start;
    (word.trim(), Span { start, end: at.end.max(start) })
}

/// Makes a finding of a line without `=`.
#[must_use]
pub fn no_value(at: Span, line: &str) -> Diagnostic {
    if line.contains('\0') {
        return nul(at);
    }
    let finding = error(at, "a field is written `key = value`");
    if line.ends_with(']') && !line.contains('[') {
        let header = text::visible(line);
        return finding.help(if line.len() > LONG {
            "a header begins with `[`".to_owned()
        } else {
            format!("write `[{header}` if it is a header")
        });
    }
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let (word, rest) = line.split_at(line.find(|c| !is_key(c)).unwrap_or(line.len()));
    let rest = rest.trim_start().trim_start_matches(':').trim_start();
    let value_like = rest.starts_with(['"', '\'', '[']) || rest.starts_with(|c: char| c.is_ascii_digit());
    finding.help(match (word.is_empty(), rest.is_empty()) {
        (false, true) => format!("write `{word} = …`, or `#` before a comment"),
        (false, false) if value_like && rest.len() <= LONG => {
            format!("write `{word} = {}`", text::visible(rest))
        }
        _ => "write `=` between key and value, or `#` before a comment".to_owned(),
    })
}

fn line_of(text: &str, at: Span) -> &str {
    let start = text[..at.start as usize].rfind('\n').map_or(0, |end| end + 1);
    text[start..].split('\n').next().unwrap_or_default().trim()
}
