//! The help of netreg without a command: the commands in groups, a line each.

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command};

use crate::cli::manual::{GLOBAL, described, groups};
use crate::cli::topics::table;

/// What to try first.
const FIRST_STEPS: [(&str, &str); 3] = [
    ("netreg init --from-example", "Start with the publicly known networks"),
    ("netreg count --by region", "Count the networks of each region"),
    ("netreg help add", "Read what a command does, with examples"),
];

/// The widest help.
const WIDEST: usize = 80;

/// Returns the program with this help, fitted to a width. clap would list the commands without groups.
pub fn with_overview(program: Command, width: usize) -> Command {
    let help = help(&program, width.min(WIDEST));
    program.override_help(help)
}

fn help(program: &Command, width: usize) -> StyledStr {
    let about = program.get_about().map(ToString::to_string).unwrap_or_default();
    let mut text = format!("{about}\n\n{} netreg [OPTIONS] <COMMAND>\n", heading("Usage:"));
    // One width for all groups, so that what the commands do is in one column.
    let names: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
    let widest = names.iter().map(|name| name.len()).max().unwrap_or_default();
    for (title, commands) in groups(program) {
        let rows = commands.iter().map(|command| (format!("{:<widest$}", command.get_name()), line(command)));
        text += &section(title, &rows.collect::<Vec<_>>(), width);
    }
    let mut options: Vec<(String, String)> = described(program).map(option).collect();
    options.push(("-h, --help".to_owned(), "Print help".to_owned()));
    options.push(("-V, --version".to_owned(), "Print the version".to_owned()));
    text += &section(GLOBAL, &options, width);
    let steps = FIRST_STEPS.map(|(command, does)| (command.to_owned(), does.to_owned()));
    text += &section("First steps", &steps, width);
    let end = program.get_after_help().map(ToString::to_string).unwrap_or_default();
    format!("{text}\n{end}\n").into()
}

fn heading(text: &str) -> String {
    format!("\x1b[1m\x1b[4m{text}\x1b[0m")
}

/// Returns rows below a heading.
fn section(title: &str, rows: &[(String, String)], width: usize) -> String {
    let rows: Vec<(&str, &str)> = rows.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    format!("\n{}\n{}", heading(&format!("{title}:")), table(&rows, width))
}

/// Returns what a command does, with its other names.
fn line(command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let aliases: Vec<&str> = command.get_visible_aliases().collect();
    match aliases.as_slice() {
        [] => about,
        [alias] => format!("{about} [alias: {alias}]"),
        aliases => format!("{about} [aliases: {}]", aliases.join(", ")),
    }
}

/// Returns the forms of an option, and what it does.
fn option(arg: &Arg) -> (String, String) {
    let short = arg.get_short().map_or("    ".to_owned(), |short| format!("-{short}, "));
    let names = arg.get_value_names().filter(|_| arg.get_action().takes_values());
    let value = names.map_or(String::new(), |names| format!(" <{}>", names.join(" ")));
    let mut does = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !value.is_empty() && !default.is_empty() {
        does += &format!(" [default: {}]", default.join(", "));
    }
    let values = arg.get_possible_values();
    if !value.is_empty() && !values.is_empty() {
        let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        does += &format!(" [possible values: {}]", values.join(", "));
    }
    if let Some(variable) = arg.get_env() {
        does += &format!(" [env: {}]", variable.to_string_lossy());
    }
    (format!("{short}--{}{value}", arg.get_long().unwrap_or_default()), does)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::Cli;
    use clap::CommandFactory;

    #[test]
    fn each_command_has_one_line_of_80_columns() {
        let program = Cli::command();
        let help = help(&program, 80).to_string();
        let lines: Vec<&str> = help.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() <= 80), "{help}");
        for command in program.get_subcommands() {
            let whole = line(command);
            let is_listed =
                |text: &&&str| text.trim_start().starts_with(command.get_name()) && text.ends_with(&whole);
            assert_eq!(lines.iter().filter(is_listed).count(), 1, "{whole}: {help}");
        }
    }
}
