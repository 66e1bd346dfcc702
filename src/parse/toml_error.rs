//! The complaints of the TOML parser, as diagnostics in the words of a registry.
//!
//! The parser gives no code with a complaint, so each is recognised once, by the beginning of its message.
//! `Cargo.toml` pins the version of the parser, and `tests/reader.rs` fails if the messages change.

use crate::model::{Diagnostic, Severity, spelling::basic_string};
use crate::parse::{code, faulty_text::FaultyText};
use crate::text::{self, Span};

/// A complaint of the parser.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// Its place.
    pub at: Span,
    /// Its words.
    message: String,
    /// What it is about.
    pub cause: Cause,
}

impl Complaint {
    /// Recognises a complaint by its message.
    pub fn new(at: Span, message: &str) -> Self {
        let known = CAUSES.into_iter().find(|(beginning, _)| message.starts_with(beginning));
        let cause = known.map_or(Cause::Other, |(_, cause)| cause);
        Self { at, message: message.to_owned(), cause }
    }

    /// Returns the complaint about a header that lacks its first bracket, which is ours and not the parser's.
    pub fn missing_bracket(at: Span) -> Self {
        Self { at, message: String::new(), cause: Cause::MissingBracket }
    }
}

/// What a complaint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A carriage return that ends no line.
    LoneReturn,
    /// A key that is given twice.
    DuplicateKey,
    /// A header without its first bracket.
    MissingBracket,
    /// Text after the end of a header or value.
    ExtraContent,
    /// A text without quotes.
    UnquotedText,
    /// A text without its last quote, which is this character.
    UnclosedText(char),
    /// An escape sequence that TOML does not have.
    UnknownEscape,
    /// A control character in a comment.
    InvalidComment,
    /// `True` or another misspelling of a truth value.
    InvalidBoolean,
    /// One that needs no more than its place: its message and help.
    Plain(&'static str, &'static str),
    /// Anything else.
    Other,
}

/// How the parser's messages begin. The first row that fits counts.
const CAUSES: [(&str, Cause); 16] = [
    ("carriage return must be followed", Cause::LoneReturn),
    ("duplicate key", Cause::DuplicateKey),
    ("invalid unquoted key", INVALID_KEY),
    ("unquoted keys cannot be empty", Cause::Plain("missing key", "write a key before `=`")),
    ("extra `=`", Cause::Plain("more than one `=`", "write only one `=`")),
    ("unexpected key or value", Cause::ExtraContent),
    ("string values must be quoted", Cause::UnquotedText),
    ("invalid basic string, expected `\"`", Cause::UnclosedText('"')),
    ("invalid literal string, expected `'`", Cause::UnclosedText('\'')),
    ("missing escaped value", Cause::UnknownEscape),
    ("invalid basic string, expected non-double-quote visible characters", CONTROL),
    ("invalid literal string, expected non-single-quote visible characters", CONTROL),
    ("invalid comment character", Cause::InvalidComment),
    (
        "missing comma between array elements",
        Cause::Plain("missing comma between two entries", "add `,` here"),
    ),
    ("extra comma in array", Cause::Plain("unexpected comma", "remove the comma")),
    ("invalid boolean", Cause::InvalidBoolean),
];

const INVALID_KEY: Cause = Cause::Plain("invalid key", "use only the letters a to z, digits, `-` and `_`");

const CONTROL: Cause = Cause::Plain("the text contains a control character", "remove the character");

/// A help repeats text of the file up to this length, in bytes.
const LONG: usize = 80;

fn error(at: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code::SYNTAX, Severity::Error, at, message)
}

fn lone_return(at: Span) -> Diagnostic {
    error(at, "carriage return without a line feed").help("replace it with a line feed (LF)")
}

/// Returns a diagnostic of the first carriage return in a text that ends no line.
pub fn find_lone_return(text: &str) -> Option<Diagnostic> {
    text::find_byte(text, b'\r')?;
    let mut returns = text.match_indices('\r').map(|(at, _)| at);
    let at = returns.find(|at| !text[at + 1..].starts_with('\n'))?;
    Some(lone_return(Span::new(at, at + 1)))
}

fn nul(at: Span) -> Diagnostic {
    error(at, "the line contains a NUL character").help("remove the NUL character")
}

/// Returns a diagnostic of an odd space at the beginning of a place or just before it. The places of faults inside a text
/// are not for this.
pub fn odd_space(text: &str, at: Span) -> Option<Diagnostic> {
    let (before, rest) = text.split_at_checked(at.start as usize)?;
    let here = rest.chars().next().map(|c| (c, before.len()));
    let last = before.chars().next_back().map(|c| (c, before.len() - c.len_utf8()));
    let (c, start) = [here, last].into_iter().flatten().find(|(c, _)| text::is_odd_space(*c))?;
    let help = if text::is_invisible(c) { "remove it" } else { "replace it with a space" };
    let message = format!("{} is not allowed here", text::called(c));
    Some(error(Span::new(start, start + c.len_utf8()), message).help(help))
}

/// Returns a diagnostic of the first odd space in a key without quotes.
pub fn odd_space_in_key(text: &str, key: Span) -> Option<Diagnostic> {
    let raw = key.of(text);
    let at = raw.find(text::is_odd_space).filter(|_| !raw.starts_with(['"', '\'']))?;
    odd_space(text, Span { start: key.start + Span::new(at, 0).start, ..key })
}

/// Returns a diagnostic of a complaint about a line.
pub fn finding(whole: &FaultyText<'_>, complaint: &Complaint) -> Diagnostic {
    let (text, at, cause) = (whole.text, complaint.at, complaint.cause);
    let is_outside =
        cause == INVALID_KEY || matches!(cause, Cause::ExtraContent | Cause::UnquotedText | Cause::Other);
    if let Some(odd) = odd_space(text, at).filter(|_| is_outside) {
        return odd;
    }
    match cause {
        // The parser notices the character after the carriage return.
        Cause::LoneReturn => lone_return(Span { start: at.start.saturating_sub(1), end: at.start }),
        _ if cause != Cause::InvalidComment && whole.line(at.start).1 => nul(at),
        Cause::Plain(message, help) => error(at, message).help(help),
        Cause::InvalidComment => {
            error(at, "the comment contains a control character").help("remove the character")
        }
        Cause::DuplicateKey => error(at, "duplicate key").help("remove one of the two"),
        Cause::InvalidBoolean => error(at, "invalid value").help("write `true` or `false`"),
        Cause::MissingBracket => error(at, "missing `[` at the beginning of the header"),
        Cause::ExtraContent => error(at, "unexpected text at the end of the line").help(extra_help(text, at)),
        _ => error(at, format!("not valid TOML: {}", text::visible(&complaint.message))),
    }
}

/// Returns the help for text after the end of a header or value.
fn extra_help(text: &str, at: Span) -> String {
    let extra = text[at.start as usize..].lines().next().unwrap_or_default().trim();
    if (1..=LONG).contains(&extra.len()) && !extra.contains(char::is_alphanumeric) {
        format!("remove `{}`", text::visible(extra))
    } else if extra.starts_with(char::is_alphabetic) && !extra.contains('=') {
        "write `#` before a comment".to_owned()
    } else {
        "start a new line here".to_owned()
    }
}

/// Returns a diagnostic of a complaint about a header line, whose usual spelling is `usual`.
pub fn header(whole: &FaultyText<'_>, complaint: &Complaint, usual: Option<String>) -> Diagnostic {
    let finding = finding(whole, complaint);
    match (complaint.cause, usual) {
        (Cause::ExtraContent | Cause::LoneReturn | Cause::InvalidComment, _) => finding,
        (_, Some(usual)) => finding.help(format!("write `{usual}`")),
        (_, None) => finding.help("write the header on a line of its own, such as `[network.ZMB]`"),
    }
}

/// Returns a diagnostic of a complaint about the value of `key`, which is at `value`.
pub fn value(whole: &FaultyText<'_>, complaint: Complaint, key: &str, value: Span) -> Diagnostic {
    let text = whole.text;
    let raw = value.of(text);
    if raw.is_empty() {
        return missing_value(complaint.at, key);
    }
    // In a list, the complaint is about one entry.
    let in_list = raw.starts_with('[');
    let (word, at) = if in_list { word_at(text, complaint.at) } else { (raw, complaint.at) };
    let entry = if in_list { at } else { value };
    if let Some(odd) = odd_space(text, entry).filter(|_| complaint.cause != Cause::UnknownEscape) {
        return odd;
    }
    let is_truth = matches!(word.to_ascii_lowercase().as_str(), "true" | "false");
    let is_word =
        word.starts_with(char::is_alphabetic) && !is_truth && complaint.message.starts_with("invalid");
    if complaint.cause == Cause::UnquotedText || is_word {
        let end = if in_list { at.start + Span::new(word.len(), 0).start } else { value.end };
        return unquoted(Span { end, ..entry }, word);
    }
    match complaint.cause {
        Cause::UnclosedText(quote) => {
            error(entry, "the text is not closed").help(format!("add `{quote}` at its end"))
        }
        Cause::UnknownEscape => {
            let backslash = Span { start: at.start.saturating_sub(1), ..at };
            error(backslash, "unknown escape sequence").help("write `\\\\` for a backslash")
        }
        Cause::InvalidBoolean => finding(whole, &Complaint { at: value, ..complaint }),
        _ => finding(whole, &Complaint { at, ..complaint }),
    }
}

/// Returns a diagnostic of a key without a value.
pub fn missing_value(at: Span, key: &str) -> Diagnostic {
    error(at, format!("{} has no value", text::quoted(key)))
        .help("write the value, or remove the line if it is not known")
}

/// Returns a diagnostic of a text without straight quotes.
fn unquoted(at: Span, word: &str) -> Diagnostic {
    let is_quote = |c| text::is_curly(c) || matches!(c, '"' | '\'' | '«' | '»');
    let message = if word.starts_with(text::is_curly) || word.ends_with(text::is_curly) {
        "use straight quotes (`\"`), not curly ones"
    } else {
        "a text needs straight quotes (`\"`)"
    };
    let right = basic_string(word.trim_matches(is_quote).trim());
    let help = if right.len() > LONG {
        "write it between quotes: `\"…\"`".to_owned()
    } else {
        format!("write `{right}`")
    };
    error(at, message).help(help)
}

/// Returns the entry of a list that begins at a place, and its span without the spaces before it.
fn word_at(text: &str, at: Span) -> (&str, Span) {
    let rest = text.get(at.start as usize..).unwrap_or_default();
    let word = rest.split([',', ']', '\n']).next().unwrap_or_default();
    let start = at.start + Span::new(word.len() - word.trim_start().len(), 0).start;
    (word.trim(), Span { start, end: at.end.max(start) })
}

/// Returns a diagnostic of a line without `=`.
pub fn no_value(text: &str, at: Span, line: &str) -> Diagnostic {
    if line.contains('\0') {
        return nul(at);
    }
    let rest = line.trim_start_matches(|c: char| c.is_whitespace() || text::is_odd_space(c));
    let begins = text[at.start as usize..].starts_with(text::is_odd_space)
        && (rest.is_empty() || rest.starts_with(['#', '[']));
    if let Some(odd) = odd_space(text, at).filter(|_| begins) {
        return odd;
    }
    let is_header = line.ends_with(']') && !line.contains('[');
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let (key, rest) = line.split_at(line.find(|c| !is_key(c)).unwrap_or(line.len()));
    let value = rest.trim_start().trim_start_matches(':').trim_start();
    let is_value = value.starts_with(['"', '\'', '[']) || value.starts_with(|c: char| c.is_ascii_digit());
    let help = if is_header && line.len() <= LONG {
        format!("write `[{}` if this is a header", text::visible(line))
    } else if is_header {
        "write `[` at the beginning if this is a header".to_owned()
    } else if !key.is_empty() && value.is_empty() {
        format!("write `{key} = …`")
    } else if !key.is_empty() && is_value && value.len() <= LONG {
        format!("write `{key} = {}`", text::visible(value))
    } else if line.contains([':', '"']) {
        "write `=` between key and value".to_owned()
    } else {
        "write `#` before a comment".to_owned()
    };
    error(at, "missing `=`").help(help)
}
