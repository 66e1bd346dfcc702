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
use crate::cli::questions::no_answer;
use crate::cli::ui::Ui;

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

    /// Completes the next answers with these words; the key Up brings back the earlier answer.
    pub fn offer(&mut self, words: Words, earlier: &str) {
        let Some(editor) = &mut self.editor else { return };
        if let Some(helper) = editor.helper_mut() {
            helper.words = words;
        }
        // It is in memory only, and that an answer cannot be brought back is no failure.
        let _ = editor.clear_history();
        self.recall(earlier);
    }

    /// Lets the key Up bring back an answer, so that it can be edited. The line does not begin with it, because what is
    /// typed would be added to it.
    pub fn recall(&mut self, answer: &str) {
        if let Some(editor) = &mut self.editor {
            let _ = editor.add_history_entry(answer);
        }
    }

    /// Asks a question and returns the answer.
    ///
    /// # Errors
    ///
    /// Fails if the user presses Ctrl-C or Ctrl-D.
    pub fn read(&mut self, prompt: &str) -> anyhow::Result<String> {
        let Some(editor) = &mut self.editor else { return self.ui.ask(prompt) };
        match editor.readline(&format!("{} ", visible(prompt))) {
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
