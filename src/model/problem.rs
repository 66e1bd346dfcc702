//! What is wrong, and what helps: the one shape in which every part of netreg refuses something.

use std::fmt;

use crate::text::did_you_mean;

/// A refusal: one clause that says what is wrong and, where it is known, the one thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, in lower case without a full stop.
    pub message: String,
    /// What to do about it, ready to type.
    pub help: Option<String>,
}

impl Problem {
    /// Returns a problem without help.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Adds the help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Returns the same problem with the place where it is before the message: "in `--date`: …".
    #[must_use]
    pub fn at(mut self, place: &str) -> Self {
        self.message = format!("{place}: {}", self.message);
        self
    }

    /// Adds the nearest of the candidates to `input` as the help, or what `otherwise` returns.
    #[must_use]
    pub fn suggest<'c>(
        self,
        input: &str,
        candidates: impl IntoIterator<Item = &'c str>,
        otherwise: impl FnOnce() -> String,
    ) -> Self {
        self.help(did_you_mean(input, candidates).unwrap_or_else(otherwise))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}
