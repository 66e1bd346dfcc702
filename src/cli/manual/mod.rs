//! The manual: the texts of the command line on one page, and as man pages; the help without a command.
//!
//! Everything comes from the program that parses the arguments, so the manual cannot disagree with it.

mod ending;
pub mod markdown;
pub mod overview;
pub mod pages;

use clap::{Arg, Command};

use crate::cli::topics;
use ending::Part;

/// The width of the tables in the help.
const WIDTH: usize = 100;

/// The heading of the options that all commands share.
const GLOBAL: &str = "Global options";

/// The groups of the commands, as a reader meets them.
const GROUPS: [(&str, &[&str]); 5] = [
    ("Keep a registry", &["init", "add", "set", "remove", "import", "fmt"]),
    ("Ask a registry", &["list", "show", "count", "gaps", "countries"]),
    ("Check and compare", &["validate", "diff", "log", "merge"]),
    ("Share", &["report", "announce"]),
    ("Set up other programs", &["generate"]),
];

/// Returns the program with every text that a help can have.
fn complete(program: Command) -> Command {
    let mut program = topics::with_fields(program, WIDTH).disable_help_subcommand(true);
    program.build();
    program
}

/// Returns the groups that have commands, with these.
fn groups(program: &Command) -> impl Iterator<Item = (&'static str, Vec<&Command>)> {
    let of = |(title, names): &(&'static str, &[&str])| {
        let commands = names.iter().filter_map(|name| program.find_subcommand(name));
        (*title, commands.collect::<Vec<_>>())
    };
    GROUPS.iter().map(of).filter(|(_, commands)| !commands.is_empty())
}

/// Returns the commands below a command that a user can run.
fn below(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|command| command.get_name() != "help" && !command.is_hide_set())
}

/// Returns the end of the help of a command.
fn ending_of(command: &Command) -> Vec<Part> {
    let text = command.get_after_long_help().or(command.get_after_help());
    text.map(|text| ending::parts(&text.to_string())).unwrap_or_default()
}

/// Returns the arguments of a command that are described: not those that ask for help.
fn described(command: &Command) -> impl Iterator<Item = &Arg> {
    let is_help = |arg: &Arg| ["help", "version"].contains(&arg.get_id().as_str());
    command.get_arguments().filter(move |arg| !arg.is_hide_set() && !is_help(arg))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::Cli;
    use crate::cli::complete::line::{Quoting, words};
    use clap::{CommandFactory, Parser};

    /// Returns the commands that the examples of a command and of those below it show.
    fn examples(command: &Command) -> Vec<String> {
        let of = |part: Part| match part.content {
            ending::Content::Commands(lines) => lines,
            _ => Vec::new(),
        };
        let own = ending_of(command).into_iter().flat_map(of);
        own.chain(below(command).flat_map(examples)).collect()
    }

    #[test]
    fn examples_are_commands_that_netreg_takes() {
        let examples = examples(&complete(Cli::command()));
        assert!(examples.len() > 25, "{examples:?}");
        for example in examples {
            // The script of a shell is not run by netreg.
            let line = example.trim_start_matches("eval \"$(").trim_end_matches(")\"");
            let line = line.split(" > ").next().unwrap_or_default();
            let words: Vec<String> = words(line, Quoting::Posix).into_iter().map(|word| word.text).collect();
            assert_eq!(words[0], "netreg", "{example}");
            if let Err(error) = Cli::try_parse_from(words) {
                panic!("{example}: {error}");
            }
        }
    }

    #[test]
    fn each_command_is_in_one_group_and_has_examples() {
        let program = complete(Cli::command());
        for command in below(&program) {
            let name = command.get_name();
            let groups = GROUPS.iter().filter(|(_, names)| names.contains(&name));
            assert_eq!(groups.count(), 1, "`{name}` must be in a group of the manual");
            let examples = ending_of(command).into_iter().find(|part| part.title == ending::EXAMPLES);
            let examples = examples.map(|part| part.content);
            let has_several = matches!(examples, Some(ending::Content::Commands(lines)) if lines.len() > 1);
            assert!(has_several, "the help of `{name}` has fewer than two examples");
        }
    }
}
