//! Adding networks by conversation: asks only for what is missing, goes back at `<`, and shows the record before it is
//! written.
//!
//! Nothing here writes: what was agreed on is returned. The registry is not locked meanwhile, so that no other writer
//! waits for an answer.

mod completer;
mod country;
mod draft;
mod question;
mod reader;

use netreg::text::{is_unsafe, visible};

use crate::cli::{error::Problem, ui::Ui};

pub use draft::Draft;
use question::{Before, QUESTIONS, Question, Taken};
use reader::Reader;

/// What goes back to the question before.
const BACK: &str = "<";

/// What is said instead of an answer, like no answer.
const NONE: &str = "-";

/// The longest answer, in characters: more than any address needs.
const LONGEST: usize = 2000;

/// Returns `true` if something is missing that a conversation asks for.
pub fn is_needed(draft: &Draft<'_>) -> bool {
    QUESTIONS.iter().any(|question| question.asks_for_value() && (question.is_missing)(draft))
}

/// Asks for what is missing. Returns the record that was agreed on, or `None` if it is not wanted.
///
/// # Errors
///
/// Fails if the user stops at a question, or if the record cannot be added to the registry.
pub fn hold<'a>(draft: Draft<'a>, ui: &'a Ui) -> anyhow::Result<Option<Draft<'a>>> {
    let questions: Vec<&Question> =
        QUESTIONS.iter().filter(|question| (question.is_missing)(&draft)).collect();
    let mut conversation =
        Conversation { draft, reader: Reader::new(ui), answers: vec![String::new(); questions.len()], ui };
    ui.hint("`<` goes back to the question before; Ctrl-C stops, and nothing is written");
    let mut at = 0;
    while let Some(question) = questions.get(at) {
        // An answer must not be in vain.
        conversation.draft.is_possible()?;
        match conversation.ask(at, question)? {
            Turn::On => at += 1,
            Turn::Back if at == 0 => ui.note("this is the first question"),
            Turn::Back => at -= 1,
            Turn::End => return Ok(None),
        }
    }
    Ok(Some(conversation.draft))
}

/// Where a conversation goes after a question.
enum Turn {
    /// To the next question.
    On,
    /// To the question before.
    Back,
    /// To its end: the record is not wanted.
    End,
}

struct Conversation<'a> {
    draft: Draft<'a>,
    reader: Reader<'a>,
    /// The last valid answer to each question; empty if there is none.
    answers: Vec<String>,
    ui: &'a Ui,
}

impl Conversation<'_> {
    /// Asks one question until its answer is valid.
    fn ask(&mut self, at: usize, question: &Question) -> anyhow::Result<Turn> {
        let words = (question.words)(&self.draft);
        match question.before {
            Before::Hint(hint) if self.reader.completes() && words.are_several() => {
                self.ui.hint(&format!("{hint}; Tab completes"))
            }
            Before::Hint(hint) => self.ui.hint(hint),
            Before::Record => self.ui.lines(&self.draft.lines()?),
        }
        let earlier = self.answers[at].clone();
        if !earlier.is_empty() {
            let rest = if question.is_optional { ", `-` leaves it out" } else { "" };
            self.ui.hint(&format!("Your answer was `{}`: Enter keeps it{rest}", visible(&earlier)));
        }
        self.reader.offer(words, &earlier);
        let prompt = (question.prompt)(&self.draft);
        loop {
            let input = self.reader.read(&prompt)?;
            let answer = match input.trim() {
                BACK => return Ok(Turn::Back),
                NONE => "",
                "" => &earlier,
                answer => answer,
            };
            match plain(answer).and_then(|()| (question.take)(&mut self.draft, answer)) {
                Ok(Taken::Valid) => {
                    answer.clone_into(&mut self.answers[at]);
                    return Ok(Turn::On);
                }
                Ok(Taken::Refused) => return Ok(Turn::End),
                Ok(Taken::Unusable) => {}
                Err(error) => self.ui.objection(&error),
            }
            if plain(answer).is_ok() {
                self.reader.recall(answer);
            }
        }
    }
}

/// Makes sure that an answer is one line of characters that can be seen.
///
/// # Errors
///
/// Fails if it is not.
fn plain(answer: &str) -> anyhow::Result<()> {
    let length = answer.chars().count();
    let odd = answer.chars().find(|c| is_unsafe(*c));
    let problem = match odd {
        _ if length > LONGEST => Problem::new(format!("the answer has {length} characters"))
            .help(format!("write at most {LONGEST}")),
        None if answer.ends_with(BACK) => {
            Problem::new("the answer ends with `<`").help("`<` alone goes back to the question before")
        }
        None => return Ok(()),
        Some('\n') => Problem::new("the answer has several lines").help("write one line"),
        Some(odd) => Problem::new(format!(
            "the answer contains a character that cannot be seen, U+{:04X}",
            u32::from(odd)
        ))
        .help("type the answer instead of pasting it"),
    };
    Err(problem.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answer_is_one_line_that_can_be_seen() {
        for (answer, message) in [
            ("", None),
            ("Côte d’Ivoire", None),
            ("زامبيا", None),
            ("IOM<", Some("the answer ends with `<`")),
            ("a\nb", Some("the answer has several lines")),
            ("a\u{1b}[2Jb", Some("the answer contains a character that cannot be seen, U+001B")),
            ("a\u{202e}b", Some("the answer contains a character that cannot be seen, U+202E")),
            (&"x".repeat(2001), Some("the answer has 2001 characters")),
        ] {
            let found = plain(answer).err().map(|error| error.to_string());
            assert_eq!(found.as_deref(), message, "{answer:?}");
        }
    }
}
