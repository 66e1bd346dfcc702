//! Reads the answer to a question: in a line that can be edited or, on a terminal without cursor, in a plain one.

use std::env;

use anyhow::Context;
use netreg::text::visible;
use rustyline::config::Configurer;
use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::{Behavior, ColorMode, CompletionType, Config, Editor};

use crate::cli::conversation::completer::{Helper, Words};
use crate::cli::error::Interrupted;
use crate::cli::ui::{Ui, no_answer};

/// Terminals on which the editor would write its questions to standard output, and complete nothing.
const PLAIN: [&str; 3] = ["dumb", "cons25", "emacs"];

/// The reader of answers.
pub struct Reader<'u> {
    ui: &'u Ui,
    /// `None` where lines are plain.
    editor: Option<Editor<Helper, DefaultHistory>>,
}

impl<'u> Reader<'u> {
    /// Returns a reader for the terminal of the process.
    pub fn new(ui: &'u Ui) -> Self {
        let is_plain = |term: String| PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(&term));
        let editor = if env::var("TERM").is_ok_and(is_plain) { None } else { editor(ui) };
        Self { ui, editor }
    }

    /// Returns `true` if Tab completes an answer.
    pub fn completes(&self) -> bool {
        self.editor.is_some()
    }

    /// Completes the next answers with these words.
    pub fn offer(&mut self, words: Words) {
        if let Some(helper) = self.editor.as_mut().and_then(Editor::helper_mut) {
            helper.words = words;
        }
    }

    /// Asks a question and returns the answer. `earlier` is the answer that was valid before, `wrong` the one that was
    /// not: a line that can be edited begins with it.
    ///
    /// # Errors
    ///
    /// Fails if the user presses Ctrl-C or Ctrl-D.
    pub fn read(&mut self, prompt: &str, earlier: &str, wrong: Option<&str>) -> anyhow::Result<String> {
        let Some(editor) = &mut self.editor else { return plain(self.ui, prompt, earlier) };
        let prompt = format!("{} ", visible(prompt));
        match editor.readline_with_initial(&prompt, (wrong.unwrap_or(earlier), "")) {
            Ok(line) => Ok(line),
            Err(ReadlineError::Interrupted) => Err(Interrupted.into()),
            Err(ReadlineError::Eof) => Err(no_answer()),
            Err(error) => Err(error).context("cannot read the answer"),
        }
    }
}

/// Returns the editor of lines; `None` if the terminal cannot be used.
fn editor(ui: &Ui) -> Option<Editor<Helper, DefaultHistory>> {
    // Standard output may be a file.
    let config = Config::builder().behavior(Behavior::PreferTerm);
    let config = config.completion_type(CompletionType::List).completion_show_all_if_ambiguous(true);
    let mut editor = Editor::with_config(config.build()).ok()?;
    editor.enable_synchronized_output(false);
    // The helper decides, because it also takes out what could control the terminal.
    editor.set_color_mode(ColorMode::Forced);
    editor.set_helper(Some(Helper { words: Words::default(), has_colour: ui.has_colour_in_questions() }));
    Some(editor)
}

/// Asks in a plain line; an empty answer keeps the earlier one.
fn plain(ui: &Ui, prompt: &str, earlier: &str) -> anyhow::Result<String> {
    if earlier.is_empty() {
        return ui.ask(prompt);
    }
    let label = prompt.trim_end_matches(':');
    let answer = ui.ask(&format!("{label} [Enter keeps {earlier}, - removes it]:"))?;
    Ok(if answer.is_empty() { earlier.to_owned() } else { answer })
}
