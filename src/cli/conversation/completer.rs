//! What the line editor asks for while an answer is typed: words after Tab, and how the line is shown.

use std::borrow::Cow;

use netreg::model::Language;
use netreg::render::networks::wrap::columns;
use netreg::text::is_unsafe;
use rustyline::Context;
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::validate::Validator;

use crate::cli::complete::matching::of_name;
use crate::cli::conversation::country;

/// The words with which an answer can be completed.
#[derive(Default)]
pub enum Words {
    /// No words.
    #[default]
    None,
    /// Countries, first by their names in this language.
    Countries(Language),
    /// These words.
    These(Vec<Word>),
}

/// A word with its meaning.
pub struct Word {
    text: String,
    meaning: &'static str,
}

impl Word {
    /// Returns a word with its meaning, which may be empty.
    pub fn new(text: impl Into<String>, meaning: &'static str) -> Self {
        Self { text: text.into(), meaning }
    }
}

impl Words {
    /// Returns `true` if there is a choice of words.
    pub fn are_several(&self) -> bool {
        match self {
            Self::None => false,
            Self::Countries(_) => true,
            Self::These(words) => words.len() > 1,
        }
    }

    /// Returns what a text can become.
    fn offers(&self, typed: &str) -> Vec<Pair> {
        match self {
            Self::None => Vec::new(),
            Self::Countries(language) => country::offers(typed, *language),
            Self::These(words) => these(typed, words),
        }
    }
}

/// The most words that are shown with their meanings, one a line.
const MOST_EXPLAINED: usize = 15;

/// Returns the words that begin with a text, or whose meanings do. What is inserted is the word.
fn these(typed: &str, words: &[Word]) -> Vec<Pair> {
    let is_begun = |Word { text, meaning }: &&Word| {
        typed.is_empty() || of_name(typed, text).or_else(|| of_name(typed, meaning)).is_some()
    };
    let begun: Vec<&Word> = words.iter().filter(is_begun).collect();
    let pair = |Word { text, meaning }: &Word| {
        let is_bare = meaning.is_empty() || begun.len() > MOST_EXPLAINED;
        let display = if is_bare { text.clone() } else { format!("{text} ({meaning})") };
        Pair { display, replacement: text.clone() }
    };
    begun.iter().map(|word| pair(word)).collect()
}

/// The helper of the line editor.
#[derive(Default)]
pub struct Helper {
    /// The words of the question.
    pub words: Words,
    /// Whether the question is in colour.
    pub has_colour: bool,
}

impl Completer for Helper {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let typed = line[..pos].trim_start();
        Ok((pos - typed.len(), self.words.offers(typed)))
    }
}

impl Highlighter for Helper {
    /// Returns the line as it is shown: what could control the terminal is not in it. What is left out has as many
    /// columns as what replaces it, because the editor counts the columns of the line.
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if !line.contains(is_unsafe) {
            return line.into();
        }
        let shown = |c: char| match c {
            '\n' | '\t' => c.to_string(),
            c if is_unsafe(c) => "?".repeat(columns(c.encode_utf8(&mut [0; 4]))),
            c => c.to_string(),
        };
        line.chars().map(shown).collect::<String>().into()
    }

    fn highlight_char(&self, line: &str, _: usize, _: CmdKind) -> bool {
        line.contains(is_unsafe)
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        if self.has_colour { format!("\x1b[1m{prompt}\x1b[0m").into() } else { prompt.into() }
    }
}

impl Hinter for Helper {
    type Hint = String;
}

impl Validator for Helper {}

impl rustyline::Helper for Helper {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organization_is_found_by_its_spelling_and_by_its_name() {
        let words = [
            Word::new("IOM", "International Organization for Migration"),
            Word::new("ILO", "International Labour Organization"),
        ];
        for (typed, found) in [
            ("", &["IOM", "ILO"][..]),
            ("io", &["IOM"]),
            ("international org", &["IOM"]),
            ("Inter", &["IOM", "ILO"]),
            ("OM", &[]),
        ] {
            let offered: Vec<String> =
                these(typed, &words).into_iter().map(|pair| pair.replacement).collect();
            assert_eq!(offered, found, "{typed}");
        }
        assert_eq!(these("IO", &words)[0].display, "IOM (International Organization for Migration)");
    }

    #[test]
    fn line_cannot_control_the_terminal() {
        let helper = Helper::default();
        for (line, shown) in
            [("Zambia", "Zambia"), ("a\u{1b}[2Jb\u{9b}", "a[2Jb"), ("a\u{202e}b\nc", "ab\nc")]
        {
            assert_eq!(helper.highlight(line, 0), shown, "{line:?}");
        }
    }
}
