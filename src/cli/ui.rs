//! The two streams: the result on stdout, what is said about it on stderr.
//!
//! Promises: colour only where the stream shows it or `--color` asks; the footnote stands under
//! whatever shows the marked name; nothing said about the run can steer the terminal.

use std::io::{self, BufRead, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use netreg::model::country::footnote;
use netreg::text::{visible, visible_line};

use crate::cli::args::Color;
use crate::cli::error::{self, Problem};
use crate::cli::step::test_hook;

/// How wide a page is where nobody says.
const USUAL_WIDTH: u16 = 100;

/// Where to print and how.
pub struct Ui {
    colour: ColorChoice,
    quiet: bool,
    /// Whether a question may be asked.
    input: bool,
}

impl Ui {
    /// Makes a printer that follows `--color`, `--quiet` and `--no-input`.
    pub fn new(when: Color, quiet: bool, no_input: bool) -> Self {
        let colour = match when {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { colour, quiet, input: !no_input }
    }

    /// Prints a result, as it is.
    #[expect(clippy::unused_self, reason = "whoever prints has been given the printer")]
    pub fn out(&self, text: &str) -> anyhow::Result<()> {
        test_hook("rendered");
        let mut stream = io::stdout().lock();
        stream.write_all(text.as_bytes()).and_then(|()| stream.flush()).map_err(unprinted)
    }

    /// Prints a result while it is made.
    #[expect(clippy::unused_self, reason = "whoever prints has been given the printer")]
    pub fn stream(
        &self,
        result: impl FnOnce(&mut BufWriter<StdoutLock<'_>>) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        test_hook("rendered");
        let mut stream = BufWriter::new(io::stdout().lock());
        result(&mut stream).and_then(|()| stream.flush()).map_err(unprinted)
    }

    /// Prints a result that people read, with the footnote if it is due.
    pub fn page(&self, text: &str, footnote: Option<&str>) -> anyhow::Result<()> {
        match footnote {
            Some(note) => self.out(&format!("{text}\n{note}\n")),
            None => self.out(text),
        }
    }

    /// Says the footnote of a result that has no place for it; never left out.
    #[expect(clippy::unused_self, reason = "whoever prints has been given the printer")]
    pub fn footnote(&self, note: &str) {
        let _ = writeln!(io::stderr(), "{note}");
    }

    /// Says something about the result, unless `--quiet`.
    pub fn note(&self, message: &str) {
        if !self.quiet {
            self.say("note", "\x1b[1;36m", message, None);
        }
    }

    /// Warns that the result is not all that it seems.
    pub fn warning(&self, message: &str, help: Option<&str>) {
        self.say("warning", "\x1b[1;33m", message, help);
    }

    /// Says why the run could not be done.
    pub fn failure(&self, error: &anyhow::Error) {
        self.say("error", "\x1b[1;31m", &format!("{error:#}"), error::help(error));
    }

    /// Prints a line on stderr that stands for itself, such as a summary.
    pub fn summary(&self, line: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr(), "{}", visible(line));
            if let Some(note) = footnote(line) {
                self.footnote(note);
            }
        }
    }

    /// Shows on stderr what people should see beside the result: findings, a network. It has been
    /// made harmless by whoever rendered it.
    pub fn aside(&self, rendered: &str) {
        let _ = write!(AutoStream::new(io::stderr().lock(), self.colour), "{rendered}");
        if let Some(note) = footnote(rendered).filter(|note| !rendered.contains(note)) {
            self.footnote(note);
        }
    }

    /// Says why something was not done that could have been.
    pub fn refused(&self, message: &str) {
        self.say("error", "\x1b[1;31m", message, None);
    }

    /// Prints a patch: exact, but where a terminal shows it nothing in it may steer that.
    pub fn patch(&self, patch: &str) -> anyhow::Result<()> {
        if !io::stdout().is_terminal() {
            return self.out(patch);
        }
        test_hook("rendered");
        let style = |line: &str| match line.as_bytes() {
            [b'-', ..] => "\x1b[31m",
            [b'+', ..] => "\x1b[32m",
            [b'@', ..] => "\x1b[36m",
            _ => "",
        };
        let mut stream = AutoStream::new(io::stdout().lock(), self.colour);
        for line in patch.lines() {
            writeln!(stream, "{}{}\x1b[0m", style(line), visible_line(line)).map_err(unprinted)?;
        }
        Ok(())
    }

    /// Tells whether a person can be asked: a terminal on both sides, and no `--no-input`.
    pub fn can_ask(&self) -> bool {
        self.input && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks for a line. Where the input ends instead, the run does too.
    pub fn ask(&self, question: &str) -> anyhow::Result<String> {
        let mut stream = AutoStream::new(io::stderr().lock(), self.colour);
        write!(stream, "\x1b[1m{}\x1b[0m ", visible(question))?;
        stream.flush()?;
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line).context("cannot read the answer")?;
        if read == 0 {
            writeln!(stream)?;
            return Err(Problem::new("there was no answer; nothing was written").into());
        }
        Ok(line.trim().to_owned())
    }

    /// Asks for a yes; anything else is a no.
    pub fn confirms(&self, question: &str) -> anyhow::Result<bool> {
        let answer = self.ask(&format!("{question} [y/N]"))?;
        Ok(matches!(answer.to_lowercase().as_str(), "y" | "yes"))
    }

    fn say(&self, word: &str, style: &str, message: &str, help: Option<&str>) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.colour);
        // Whoever does not read stderr does not want to know.
        let _ = writeln!(stream, "{style}{word}\x1b[0m: {}", visible(message));
        if let Some(help) = help {
            let _ = writeln!(stream, "\x1b[1;36mhelp\x1b[0m: {}", visible(help));
        }
        if let Some(note) = footnote(message).or(help.and_then(footnote)) {
            self.footnote(note);
        }
    }

    /// Tells whether a result may hold colour.
    pub fn shows_colour(&self) -> bool {
        AutoStream::new(io::stdout(), self.colour).current_choice() != ColorChoice::Never
    }
}

/// Says why a result was not printed.
pub fn unprinted(error: io::Error) -> anyhow::Error {
    const CANNOT: &str = "cannot write the result";
    match error::lack_of_room(error.kind()) {
        Some((reason, help)) => Problem::new(format!("{CANNOT}: {reason}")).help(help).into(),
        None => anyhow::Error::new(error).context(CANNOT),
    }
}

/// Returns the width to which a table is fitted: that of the terminal, none where there is none.
pub fn table_width() -> Option<u16> {
    io::stdout().is_terminal().then(page_width)
}

/// Returns the width of a page: that of the terminal where there is one.
pub fn page_width() -> u16 {
    terminal_size::terminal_size_of(io::stdout()).map_or(USUAL_WIDTH, |(width, _)| width.0)
}
