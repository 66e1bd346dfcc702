//! What a script asks: the words of a command line, and how the answer is spelled.
//!
//! bash and PowerShell give the line, because they would divide it otherwise: bash also at `=` and `:`. The others give
//! the words.

use std::env;
use std::ffi::OsString;

use crate::cli::complete::line::{Quoting, Word, words};
use crate::cli::complete::shell::Shell;

/// The variable in which the script for PowerShell gives the line: arguments with quotes do not get through there.
pub const LINE: &str = "NETREG_COMPLETE_LINE";

/// What bash says in `COMP_TYPE` if it lists the words and inserts none.
const LISTS: &str = "63";

/// What a script asks.
pub struct Request {
    /// The words between the program and that before the cursor.
    pub words: Vec<String>,
    /// The word before the cursor.
    pub current: String,
    /// How the answer is spelled.
    pub form: Form,
}

/// How an answer is spelled.
#[derive(Debug, PartialEq, Eq)]
pub enum Form {
    /// bash replaces the end of the word, and takes quotes as they are.
    Bash {
        /// The end of the word, as it is on the line.
        tail: String,
        /// The quote that is open.
        open: Option<char>,
        /// Whether the words are only shown.
        lists: bool,
    },
    /// The complete word, which the shell quotes, and its help; first a mark that says if a space comes next.
    Marked,
    /// The complete word, which the shell quotes, and its help.
    Plain,
    /// The complete word, quoted for PowerShell, and its help.
    PowerShell,
}

impl Request {
    /// Returns what the script of a shell asks with these arguments.
    pub fn of(shell: Shell, args: &[OsString]) -> Option<Self> {
        let args: Vec<String> = args.iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
        match (shell, args.as_slice()) {
            (Shell::Bash, [line, tail, rest @ ..]) => {
                let mut words = words(line, Quoting::Posix);
                let last = words.pop()?;
                let tail = if last.start + tail.len() <= line.len() && line.ends_with(tail.as_str()) {
                    tail.clone()
                } else {
                    line.get(last.start..)?.to_owned()
                };
                let form =
                    Form::Bash { tail, open: last.open, lists: rest.first().is_some_and(|r| r == LISTS) };
                Some(Self::new(texts(words), last.text, form))
            }
            (Shell::Powershell, []) => {
                let mut words = words(&env::var(LINE).ok()?, Quoting::PowerShell);
                let last = words.pop()?;
                Some(Self::new(texts(words), last.text, Form::PowerShell))
            }
            (Shell::Fish, [before @ .., token]) => {
                // A token has no spaces but quoted ones.
                let current = words(token, Quoting::Fish).pop()?.text;
                Some(Self::new(before.to_vec(), current, Form::Plain))
            }
            (Shell::Zsh | Shell::Elvish, [before @ .., current]) => {
                Some(Self::new(before.to_vec(), current.clone(), Form::Marked))
            }
            _ => None,
        }
    }

    /// Returns a request with the words from the one after the program, which may come after assignments.
    fn new(words: Vec<String>, current: String, form: Form) -> Self {
        let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let is_assignment = |word: &String| word.split_once('=').is_some_and(|(name, _)| is_name(name));
        let words = words.into_iter().skip_while(is_assignment).skip(1).collect();
        Self { words, current, form }
    }
}

fn texts(words: Vec<Word>) -> Vec<String> {
    words.into_iter().map(|word| word.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(shell: Shell, args: &[&str]) -> Request {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        Request::of(shell, &args).expect("a request")
    }

    #[test]
    fn bash_gives_a_line_that_it_has_divided_at_the_sign() {
        for (line, tail, current) in [
            ("netreg set ZMB status=", "", "status="),
            ("netreg set ZMB status=pl", "pl", "status=pl"),
            ("netreg set ZMB status=pl", "status=pl", "status=pl"),
            ("A=b B_1=/x/y /a=b/netreg set ZMB \"name=Costa R", "name=Costa R", "name=Costa R"),
            ("netreg set ZMB Costa\\ R", "Costa\\ R", "Costa R"),
        ] {
            let request = asked(Shell::Bash, &[line, tail, "9"]);
            assert_eq!(request.words, ["set", "ZMB"], "{line}");
            assert_eq!(request.current, current);
            let Form::Bash { tail: kept, lists, .. } = request.form else { panic!("{:?}", request.form) };
            assert_eq!((kept.as_str(), lists), (tail, false));
        }
        let request = asked(Shell::Bash, &["netreg show", "other", "63"]);
        let form = Form::Bash { tail: "show".to_owned(), open: None, lists: true };
        assert_eq!(request.form, form);
    }

    #[test]
    fn other_shells_give_words() {
        for shell in [Shell::Zsh, Shell::Fish, Shell::Elvish] {
            let request = asked(shell, &["netreg", "set", "ZMB", "status="]);
            assert_eq!(
                (request.words.join(" "), request.current.as_str()),
                ("set ZMB".to_owned(), "status=")
            );
        }
        assert_eq!(asked(Shell::Fish, &["netreg", "'Costa R"]).current, "Costa R");
    }
}
