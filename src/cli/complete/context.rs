//! What is known of the command line that is completed: its command, options and words, and the registry.

use std::env;
use std::path::PathBuf;
use std::sync::OnceLock;

use clap::{Arg, Command};
use netreg::model::Language;

use crate::cli::args;
use crate::cli::complete::known::Known;

/// A command line, up to the word before the cursor.
#[derive(Default)]
pub struct Context {
    /// The command; empty if none is given yet.
    pub command: String,
    /// The words of the command that belong to no option.
    pub words: Vec<String>,
    /// The options that have a value, by ID.
    options: Vec<(String, String)>,
    registry: OnceLock<Known>,
}

impl Context {
    /// Reads the words of a command line; `program` is built.
    pub fn of(program: &Command, words: &[String]) -> Self {
        let mut context = Self::default();
        let mut command = program;
        let mut rest = words.iter();
        let mut has_options = true;
        while let Some(word) = rest.next() {
            if !has_options || !word.starts_with('-') || word == "-" {
                match command.find_subcommand(word).filter(|_| context.words.is_empty()) {
                    Some(next) => command = next,
                    None => context.words.push(word.clone()),
                }
            } else if word == "--" {
                has_options = false;
            } else if let Some((arg, value)) = with_value(command, word)
                && let Some(value) = value.or_else(|| rest.next().cloned())
            {
                context.options.push((arg.get_id().to_string(), value));
            }
            // The name of a nested command is that of its parent, too: `generate completions`.
            if context.command.is_empty() && !std::ptr::eq(command, program) {
                command.get_name().clone_into(&mut context.command);
            }
        }
        context
    }

    /// Returns the value of an option, the last one if there are several.
    fn option(&self, id: &str) -> Option<&str> {
        let own = self.options.iter().rev().find(|(option, _)| option == id);
        own.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Returns the language of names.
    pub fn language(&self) -> Language {
        let given = self.option("lang").map(|code| Language::of(code).unwrap_or_default());
        given.unwrap_or_else(args::usual_language)
    }

    /// Returns the registry that the command would use, read when it is first asked for.
    pub fn registry(&self) -> &Known {
        self.registry.get_or_init(|| {
            let named = self.option("file").map(expanded);
            let named = named.or_else(|| env::var_os("NETREG_FILE").map(PathBuf::from));
            Known::read(named.filter(|path| !path.as_os_str().is_empty()).as_deref())
        })
    }
}

/// Returns the path of a word that no shell has expanded yet.
fn expanded(word: &str) -> PathBuf {
    match (word.strip_prefix("~/"), env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(word),
    }
}

/// Returns the option with a value that a word gives, and the value if it is in the same word: `--file=a`, `-f`, `-qfa`.
fn with_value<'c>(command: &'c Command, word: &str) -> Option<(&'c Arg, Option<String>)> {
    let takes = |arg: &&Arg| arg.get_num_args().is_some_and(|number| number.takes_values());
    if let Some(long) = word.strip_prefix("--") {
        let (name, value) = long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
        let is_named = |arg: &&Arg| {
            arg.get_long() == Some(name) || arg.get_all_aliases().is_some_and(|all| all.contains(&name))
        };
        let arg = command.get_arguments().find(is_named).filter(takes)?;
        return Some((arg, value.map(str::to_owned)));
    }
    let shorts = word.strip_prefix('-')?;
    shorts.char_indices().find_map(|(at, c)| {
        let arg = command.get_arguments().find(|arg| arg.get_short() == Some(c)).filter(takes)?;
        let value = &shorts[at + c.len_utf8()..];
        let value = value.strip_prefix('=').unwrap_or(value);
        Some((arg, (!value.is_empty()).then(|| value.to_owned())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::Cli;
    use clap::CommandFactory;

    fn context(line: &str) -> Context {
        let mut program = Cli::command();
        program.build();
        Context::of(&program, &line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_told_from_words() {
        for (line, command, words, file) in [
            ("set ZMB", "set", "ZMB", None),
            ("-f a set ZMB status=closed", "set", "ZMB status=closed", Some("a")),
            ("set -f a ZMB -f=b", "set", "ZMB", Some("b")),
            ("set --file=a ZMB -qfb MWI", "set", "ZMB MWI", Some("b")),
            ("set -q ZMB --yes --today 2026-01-01 MWI", "set", "ZMB MWI", None),
            ("add ZMB --chair IOM --date 2021", "add", "ZMB", None),
            ("edit ZMB", "set", "ZMB", None),
            ("generate completions", "generate", "", None),
            ("show -- -f a", "show", "-f a", None),
            ("--what -x set set", "set", "set", None),
            ("-f", "", "", None),
        ] {
            let context = context(line);
            assert_eq!(
                (context.command.as_str(), context.words.join(" ").as_str()),
                (command, words),
                "{line}"
            );
            assert_eq!(context.option("file"), file, "{line}");
        }
    }
}
