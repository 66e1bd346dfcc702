//! The parser's complaints in the words of a registry.
//!
//! The parser gives no code with a complaint, so each is recognised once, by the beginning of its message.
//! `Cargo.toml` pins the version of the parser, and `tests/reader.rs` notices changed messages.

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::spelling::basic_string;
use crate::parse::code;
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
    #[must_use]
    pub fn new(at: Span, message: &str) -> Self {
        let known = CAUSES.into_iter().find(|(beginning, _)| message.starts_with(beginning));
        Self { at, message: message.to_owned(), cause: known.map_or(Cause::Other, |(_, cause)| cause) }
    }

    /// Returns the complaint about a header that lacks its first bracket, which is ours and not the parser's.
    #[must_use]
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
    /// A key with characters that need quotes.
    InvalidKey,
    /// A key without characters.
    EmptyKey,
    /// A header without its first bracket.
    MissingBracket,
    /// A second `=`.
    ExtraEquals,
    /// Text after the end of a header or value.
    ExtraContent,
    /// A text without quotes.
    UnquotedText,
    /// A text without its last quote, which is this character.
    UnclosedText(char),
    /// An escape sequence that TOML does not have.
    UnknownEscape,
    /// A control character in a text.
    ControlCharacter,
    /// A control character in a comment.
    InvalidComment,
    /// Two entries without a comma between them.
    MissingComma,
    /// A comma without an entry before it.
    ExtraComma,
    /// `True` or another misspelling of a truth value.
    InvalidBoolean,
    /// Another invalid value.
    InvalidValue,
    /// Anything else.
    Other,
}

impl Cause {
    /// Returns `true` if the parser calls something invalid, as it does a word that it takes for a number or
    /// a truth value because of its first letter.
    fn is_invalid(self) -> bool {
        use Cause::{
            ControlCharacter, InvalidBoolean, InvalidComment, InvalidKey, InvalidValue, UnclosedText,
        };
        let value = matches!(self, UnclosedText(_) | ControlCharacter | InvalidBoolean | InvalidValue);
        value || matches!(self, InvalidComment | InvalidKey)
    }
}

/// How the parser's messages begin. The last row is for what those above it leave.
const CAUSES: [(&str, Cause); 17] = [
    ("carriage return must be followed", Cause::LoneReturn),
    ("duplicate key", Cause::DuplicateKey),
    ("invalid unquoted key", Cause::InvalidKey),
    ("unquoted keys cannot be empty", Cause::EmptyKey),
    ("extra `=`", Cause::ExtraEquals),
    ("unexpected key or value", Cause::ExtraContent),
    ("string values must be quoted", Cause::UnquotedText),
    ("invalid basic string, expected `\"`", Cause::UnclosedText('"')),
    ("invalid literal string, expected `'`", Cause::UnclosedText('\'')),
    ("missing escaped value", Cause::UnknownEscape),
    ("invalid basic string, expected non-double-quote visible characters", Cause::ControlCharacter),
    ("invalid literal string, expected non-single-quote visible characters", Cause::ControlCharacter),
    ("invalid comment character", Cause::InvalidComment),
    ("missing comma between array elements", Cause::MissingComma),
    ("extra comma in array", Cause::ExtraComma),
    ("invalid boolean", Cause::InvalidBoolean),
    ("invalid", Cause::InvalidValue),
];

/// Longer than this, in bytes, a remedy does not repeat what stands in the file.
const LONG: usize = 80;

fn error(at: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code::SYNTAX, Severity::Error, at, message)
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
pub fn finding(text: &str, complaint: &Complaint) -> Diagnostic {
    let at = complaint.at;
    match complaint.cause {
        Cause::LoneReturn => lone_return(Span { start: at.start.saturating_sub(1), end: at.start }),
        Cause::InvalidComment => {
            error(at, "a comment holds a control character").help("remove the character")
        }
        _ if line_of(text, at).contains('\0') => nul(at),
        Cause::InvalidKey | Cause::EmptyKey => {
            error(at, "a key holds letters, digits, `-` and `_`").help("write a key that does")
        }
        Cause::MissingBracket => error(at, "a header begins with `[`"),
        Cause::ExtraEquals => error(at, "`=` stands here twice").help("write one `=` between key and value"),
        Cause::ExtraContent => error(at, "more stands on this line than one field")
            .help("begin a new line, or `#` before a comment"),
        _ => error(at, format!("not valid TOML: {}", text::visible(&complaint.message))),
    }
}

/// Makes a finding of a complaint about a header line, whose usual spelling is `usual`.
#[must_use]
pub fn header(text: &str, complaint: &Complaint, usual: Option<String>) -> Diagnostic {
    let finding = finding(text, complaint);
    match usual {
        _ if complaint.cause == Cause::ExtraContent => finding,
        Some(usual) => finding.help(format!("write `{usual}`")),
        None => finding.help("a header is a line of its own, such as `[network.ZMB]`"),
    }
}

/// Makes a finding of a complaint about the value of `key`, which is at `value`.
#[must_use]
pub fn value(text: &str, complaint: Complaint, key: &str, value: Span) -> Diagnostic {
    let raw = value.of(text);
    if raw.is_empty() {
        return missing_value(complaint.at, key);
    }
    // In a list, the complaint is about one entry.
    let in_list = raw.starts_with('[');
    let (word, at) = if in_list { word_at(text, complaint.at) } else { (raw, complaint.at) };
    let entry = if in_list { at } else { value };
    let is_truth = matches!(word.to_ascii_lowercase().as_str(), "true" | "false");
    let is_word = word.starts_with(char::is_alphabetic) && !is_truth && complaint.cause.is_invalid();
    if complaint.cause == Cause::UnquotedText || is_word {
        let end = if in_list { at.start + Span::new(word.len(), 0).start } else { value.end };
        return unquoted(Span { end, ..entry }, word);
    }
    match complaint.cause {
        Cause::UnclosedText(quote) => {
            error(entry, "the text is not closed").help(format!("add `{quote}` where it ends"))
        }
        Cause::UnknownEscape => error(
            Span { start: at.start.saturating_sub(1), ..at },
            "`\\` begins an escape that there is none of",
        )
        .help("write `\\\\` for a backslash"),
        Cause::MissingComma => error(at, "a comma is missing between two entries").help("write `,` here"),
        Cause::ExtraComma => error(at, "a comma stands where an entry should").help("remove one comma"),
        Cause::InvalidBoolean => error(value, "this is not a value of TOML").help("write `true` or `false`"),
        Cause::ControlCharacter => {
            error(at, "the text holds a control character").help("remove the character")
        }
        _ => finding(text, &Complaint { at, ..complaint }),
    }
}

/// Makes a finding of a key without a value.
#[must_use]
pub fn missing_value(at: Span, key: &str) -> Diagnostic {
    error(at, format!("{} has no value", text::quoted(key)))
        .help("give one, or remove the line: what is not known stays absent")
}

/// Makes a finding of a text without straight quotes.
fn unquoted(at: Span, word: &str) -> Diagnostic {
    let bare = word.trim_matches(|c| matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»'));
    let right = basic_string(bare.trim());
    let help = if right.len() > LONG {
        "put it in quotes: `\"…\"`".to_owned()
    } else {
        format!("write `{right}`")
    };
    error(at, "a text stands in straight quotes").help(help)
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
