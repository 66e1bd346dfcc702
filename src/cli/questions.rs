//! Questions: when they can be asked, how they are asked, and what is said about an answer.

use std::io::{self, BufRead, IsTerminal};

use anyhow::Context;
use netreg::model::country::footnote;
use netreg::render::networks::wrap::wrapped;
use netreg::text::visible;

use crate::cli::error::{self, Interrupted, Problem};
#[cfg(unix)]
use crate::cli::signal::interruptible;
use crate::cli::ui::{Ui, message_width};
use crate::cli::verdict::INTERRUPTED;

impl Ui {
    /// Returns `true` if the user can be asked: stdin and stderr are terminals, and `--no-input` is not given.
    pub fn can_ask(&self) -> bool {
        self.input && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks a question and returns the answer.
    ///
    /// # Errors
    ///
    /// Fails if the input ends without an answer. Ctrl-C ends the program.
    pub fn ask(&self, question: &str) -> anyhow::Result<String> {
        if let Some(note) = footnote(question) {
            self.footnote(note);
        }
        let ui = *self;
        let end = move || {
            ui.tell("\n".to_owned(), None);
            ui.failure(&Interrupted.into());
            INTERRUPTED
        };
        let mut line = String::new();
        let read = interruptible(end, || {
            self.tell(format!("\x1b[1m{}\x1b[0m ", visible(question)), None);
            io::stdin().lock().read_line(&mut line)
        });
        if read.context("cannot read the answer")? == 0 {
            self.tell("\n".to_owned(), None);
            return Err(no_answer());
        }
        Ok(line.trim().to_owned())
    }

    /// Asks a question and returns `true` for a yes. Every other answer is a no.
    ///
    /// # Errors
    ///
    /// Fails if the input ends without an answer.
    pub fn confirms(&self, question: &str) -> anyhow::Result<bool> {
        let answer = self.ask(&format!("{question} [y/N]"))?;
        Ok(matches!(answer.to_lowercase().as_str(), "y" | "yes"))
    }

    /// Prints what an answer can be, fitted to the terminal.
    pub fn hint(&self, hint: &str) {
        self.aside(&fitted(hint));
    }

    /// Prints what is wrong with an answer, fitted to the terminal.
    pub fn objection(&self, error: &anyhow::Error) {
        let lines = |word: &str, style: &str, text: &str| {
            let lines = fitted(&format!("{word}: {}", visible(text)));
            lines.replacen(word, &format!("{style}{word}\x1b[0m"), 1)
        };
        let help = error::help(error).map(|help| lines("help", "\x1b[1;36m", help));
        self.aside(&(lines("error", "\x1b[1;31m", &format!("{error:#}")) + &help.unwrap_or_default()));
    }
}

/// Calls `wait`: elsewhere than on Unix, Ctrl-C ends the program at once.
#[cfg(not(unix))]
fn interruptible<T>(_: impl FnOnce() -> u8, wait: impl FnOnce() -> T) -> T {
    wait()
}

/// Returns a text in lines that fit the terminal.
fn fitted(text: &str) -> String {
    wrapped(text, message_width().into()).join("\n") + "\n"
}

/// Returns the error that the input has ended at a question.
pub fn no_answer() -> anyhow::Error {
    Problem::new("no answer; nothing was written").into()
}
