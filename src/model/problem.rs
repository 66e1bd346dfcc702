//! The one error type of netreg: what is wrong and what to do about it.

use std::fmt;

use crate::text::did_you_mean;

/// Something that is wrong, with the one thing to do about it if it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong: one clause in lower case, without a full stop.
    pub message: String,
    /// What to do about it, ready to type.
    pub help: Option<String>,
}

impl Problem {
    /// Returns a problem without help.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Sets the help.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the help if there is none.
    pub fn or_help(self, help: &str) -> Self {
        if self.help.is_some() { self } else { self.help(help) }
    }

    /// Puts the place of the problem before the message: "in `--date`: …".
    pub fn at(mut self, place: &str) -> Self {
        self.message = format!("{place}: {}", self.message);
        self
    }

    /// Sets the help: the candidate that is most similar to `input` or, if none is similar, what `otherwise`
    /// returns.
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
