//! Output: the result on stdout, messages about it on stderr.
//!
//! Output has colour only if the terminal supports it or `--color` asks for it. Messages cannot control the
//! terminal, because control characters in them are escaped. Where a name with a footnote mark is shown, the
//! footnote follows.

use std::env;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice, adapter::strip_str, stream::RawStream};
use netreg::model::country::footnote;
use netreg::text::{visible, visible_line};

use crate::cli::error::{self, Problem};
use crate::cli::{args::Color, step::test_hook, store::space::lack_of_space};

/// The width of a page without a terminal.
const USUAL_WIDTH: u16 = 100;

/// The printer of a run.
#[derive(Clone, Copy)]
pub struct Ui {
    colour: ColorChoice,
    quiet: bool,
    /// `true` if questions are allowed.
    pub input: bool,
}

impl Ui {
    /// Returns a printer that follows `--color`, `--quiet` and `--no-input`.
    pub fn new(when: Color, quiet: bool, no_input: bool) -> Self {
        let colour = match when {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { colour, quiet, input: !no_input }
    }

    /// Prints a result without changing it.
    ///
    /// # Errors
    ///
    /// Fails if stdout cannot be written.
    pub fn out(&self, text: &str) -> anyhow::Result<()> {
        self.bytes(text.as_bytes())
    }

    /// Prints a result that need not be a text, without changing it.
    ///
    /// # Errors
    ///
    /// Fails if stdout cannot be written.
    #[expect(clippy::unused_self, reason = "all output goes through the printer")]
    pub fn bytes(&self, bytes: &[u8]) -> anyhow::Result<()> {
        test_hook("rendered");
        let mut stream = io::stdout().lock();
        stream.write_all(bytes).and_then(|()| stream.flush()).map_err(unprinted)
    }

    /// Prints a result while it is produced.
    ///
    /// # Errors
    ///
    /// Fails if stdout cannot be written.
    #[expect(clippy::unused_self, reason = "all output goes through the printer")]
    pub fn stream(
        &self,
        result: impl FnOnce(&mut BufWriter<StdoutLock<'_>>) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        test_hook("rendered");
        let mut stream = BufWriter::new(io::stdout().lock());
        result(&mut stream).and_then(|()| stream.flush()).map_err(unprinted)
    }

    /// Prints the footnote of a result on stderr, also with `--quiet`: the format of the result has no place for it.
    pub fn footnote(&self, note: &str) {
        self.tell(String::new(), Some(note));
    }

    /// Prints a note about the result, unless `--quiet` is given.
    pub fn note(&self, message: &str) {
        if !self.quiet {
            self.say("note", "\x1b[1;36m", message, None);
        }
    }

    /// Prints notes about the result, unless `--quiet` is given.
    pub fn notes(&self, messages: &[String]) {
        for message in messages {
            self.note(message);
        }
    }

    /// Prints a warning, also with `--quiet`.
    pub fn warning(&self, message: &str, help: Option<&str>) {
        self.say("warning", "\x1b[1;33m", message, help);
    }

    /// Prints the error of a run or a part of it.
    pub fn failure(&self, error: &anyhow::Error) {
        self.say("error", "\x1b[1;31m", &format!("{error:#}"), error::help(error));
    }

    /// Prints a line on stderr without a label, such as a summary, unless `--quiet` is given.
    pub fn summary(&self, line: &str) {
        if !self.quiet {
            self.tell(format!("{}\n", visible(line)), footnote(line));
        }
    }

    /// Prints a line that says that all is well, for a person at a terminal: programs see the exit code.
    pub fn reassure(&self, line: &str) {
        if io::stderr().is_terminal() {
            self.summary(line);
        }
    }

    /// Prints text on stderr that a renderer has made: findings or a network. The renderer has escaped it.
    pub fn aside(&self, rendered: &str) {
        self.tell(rendered.to_owned(), footnote(rendered).filter(|note| !rendered.contains(note)));
    }

    /// Prints lines of a registry on stderr.
    pub fn lines(&self, lines: &str) {
        let indented = |line: &str| format!("  {}", visible_line(line)).trim_end().to_owned() + "\n";
        self.aside(&lines.lines().map(indented).collect::<String>());
    }

    /// Prints the error that a command was understood, but that netreg refuses to do it.
    pub fn refused(&self, message: &str, help: Option<&str>) {
        self.say("error", "\x1b[1;31m", message, help);
    }

    /// Prints a patch. A terminal gets it in colour and with control characters escaped.
    ///
    /// # Errors
    ///
    /// Fails if stdout cannot be written.
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
        let mut stream = coloured(io::stdout().lock(), self.colour);
        for line in patch.lines() {
            writeln!(stream, "{}{}\x1b[0m", style(line), visible_line(line)).map_err(unprinted)?;
        }
        Ok(())
    }

    /// Prints a message with a label and, if it has one, its help.
    fn say(&self, word: &str, style: &str, message: &str, help: Option<&str>) {
        let mut text = format!("{style}{word}\x1b[0m: {}\n", visible(message));
        if let Some(help) = help {
            text += &format!("\x1b[1;36mhelp\x1b[0m: {}\n", visible(help));
        }
        self.tell(text, footnote(message).or(help.and_then(footnote)));
    }

    /// Prints text on stderr, with its footnote if it has one. It is written at once, so that other programs hardly write in
    /// between.
    pub fn tell(&self, mut text: String, footnote: Option<&str>) {
        text.extend(footnote.into_iter().flat_map(|note| [note, "\n"]));
        let mut stream = coloured(io::stderr().lock(), self.colour);
        if stream.current_choice() == ColorChoice::Never {
            text = strip_str(&text).to_string();
        }
        // A message that cannot be printed must not change the result, so errors are ignored.
        let _ = stream.write_all(text.as_bytes());
    }

    /// Returns `true` if a question may be in colour.
    pub fn has_colour_in_questions(&self) -> bool {
        coloured(io::stderr(), self.colour).current_choice() != ColorChoice::Never
    }

    /// Returns `true` if a result may contain colour.
    pub fn shows_colour(&self) -> bool {
        coloured(io::stdout(), self.colour).current_choice() != ColorChoice::Never
    }
}

/// Returns a stream that keeps colours, or strips them.
fn coloured<S: RawStream + IsTerminal>(stream: S, colour: ColorChoice) -> AutoStream<S> {
    let is_plain = colour == ColorChoice::Auto && is_unforced(&stream);
    AutoStream::new(stream, if is_plain { ColorChoice::Never } else { colour })
}

/// Returns `true` if `CLICOLOR_FORCE` is 0, which forces nothing, and nothing else asks for colour on a stream.
/// anstream takes any value for a yes.
pub fn is_unforced(stream: &impl IsTerminal) -> bool {
    let is = |name, word| env::var_os(name).is_some_and(|value| value == word);
    is("CLICOLOR_FORCE", "0") && (!stream.is_terminal() || is("CLICOLOR", "0") || is("TERM", "dumb"))
}

/// Returns the error for a result that could not be printed.
pub fn unprinted(error: io::Error) -> anyhow::Error {
    const CANNOT: &str = "cannot write the result";
    match lack_of_space(error.kind()) {
        Some((reason, help)) => Problem::new(format!("{CANNOT}: {reason}")).help(help).into(),
        None => anyhow::Error::new(error).context(CANNOT),
    }
}

/// Returns the width to which a table is fitted: the width of the terminal, or `None` without a terminal.
pub fn table_width() -> Option<u16> {
    io::stdout().is_terminal().then(page_width)
}

/// Returns the width of a page: the width of the terminal, or the usual one without a terminal.
pub fn page_width() -> u16 {
    terminal_size::terminal_size_of(io::stdout()).map_or(USUAL_WIDTH, |(width, _)| width.0)
}

/// Returns the width to which messages are fitted where they are: that of the terminal, or the usual one.
pub fn message_width() -> u16 {
    terminal_size::terminal_size_of(io::stderr()).map_or(USUAL_WIDTH, |(width, _)| width.0)
}
