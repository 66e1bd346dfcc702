//! `docs/cli.md`: every command on one page.

use clap::{Arg, Command};
use netreg::text::any_of;

use crate::cli::manual::ending::{Content, EXAMPLES, Part};
use crate::cli::manual::{GLOBAL, below, complete, described, ending_of, groups};

const INTRODUCTION: &str = "\
# The command line

What each command does, with its arguments and options. `netreg` alone lists the commands. `netreg help COMMAND` prints
the same as this page, and `netreg COMMAND -h` a shorter form.

The result of a command goes to standard output, and all messages to standard error. So a file or a pipe gets only the
result.
";

const SET_UP: &str = "\
## Completion in a shell

With Tab, a shell completes commands and options, countries by code or name, the records of the registry, fields, and
the values of a field: `netreg set ZMB status=` and Tab shows the three statuses. Add the line of your shell to its file,
and open a new terminal.

| shell | file | line |
| --- | --- | --- |
| bash | `~/.bashrc` | `eval \"$(netreg generate completions bash)\"` |
| zsh | `~/.zshrc`, at its end | `eval \"$(netreg generate completions zsh)\"` |
| fish | `~/.config/fish/config.fish` | `netreg generate completions fish \\| source` |
| Elvish | `~/.config/elvish/rc.elv` | `eval (netreg generate completions elvish \\| slurp)` |
| PowerShell | the file that `$PROFILE` names | `netreg generate completions powershell \\| Out-String \\| Invoke-Expression` |

The line generates the script each time the shell starts, so the script always fits the installed version. Completion
reads the registry that the command would use. It reads only the beginning of a very large registry. It writes nothing
and runs no other program.

## Man pages

`netreg generate man -o DIR` writes a page for each command into a folder. `man -l DIR/netreg-add.1` shows one. In
`~/.local/share/man/man1`, `man netreg-add` finds it.
";

/// Returns the page of a program.
pub fn page(program: Command) -> String {
    let program = complete(program);
    let mut page = INTRODUCTION.to_owned();
    for (title, names) in groups(&program) {
        page += &format!("\n**{title}**\n\n| command | what it does |\n| --- | --- |\n");
        for command in names {
            let name = command.get_name();
            page += &format!("| [`{name}`](#netreg-{name}) | {} |\n", about(command));
        }
    }
    page +=
        &format!("\n## {GLOBAL}\n\nThey belong to every command, and can be before or after its name.\n\n");
    let global = described(&program).filter(|arg| is_global(arg));
    page += &global.map(argument).collect::<String>();
    page += &ending_of(&program).iter().map(part).collect::<String>();
    for (title, commands) in groups(&program) {
        page += &format!("\n## {title}\n");
        page += &commands.into_iter().map(section).collect::<String>();
    }
    page + "\n" + SET_UP
}

/// Returns the section of a command and of those below it.
fn section(command: &Command) -> String {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let level = if name.matches(' ').count() > 1 { "####" } else { "###" };
    let aliases: Vec<String> = command.get_visible_aliases().map(|alias| format!("`{alias}`")).collect();
    let also =
        if aliases.is_empty() { String::new() } else { format!(" Also called {}.", aliases.join(" and ")) };
    let usage = command.clone().render_usage().to_string();
    let usage: Vec<&str> = usage.trim_start_matches("Usage: ").lines().map(str::trim).collect();
    let (examples, rest): (Vec<Part>, Vec<Part>) =
        ending_of(command).into_iter().partition(|part| part.title == EXAMPLES);
    let begin = format!("\n{level} {name}\n\n{}.{also}\n", about(command));
    let parts = |parts: &[Part]| parts.iter().map(part).collect::<String>();
    let usage = format!("\n```text\n{}\n```\n", usage.join("\n"));
    let below: String = below(command).map(section).collect();
    begin + &usage + &parts(&examples) + &lists(command) + &parts(&rest) + &below
}

/// Returns the arguments of a command, then its options, each list with its title.
fn lists(command: &Command) -> String {
    let args: Vec<&Arg> = described(command).filter(|arg| !is_global(arg)).collect();
    let of = |is_positional: bool, heading: Option<&str>| {
        let is_it = |arg: &&&Arg| arg.is_positional() == is_positional && arg.get_help_heading() == heading;
        args.iter().filter(is_it).map(|arg| argument(arg)).collect::<String>()
    };
    let mut lists = vec![("Arguments", of(true, None)), ("Options", of(false, None))];
    let mut headings: Vec<&str> = args.iter().filter_map(|arg| arg.get_help_heading()).collect();
    headings.dedup();
    lists.extend(
        headings.iter().map(|heading| (*heading, of(true, Some(heading)) + &of(false, Some(heading)))),
    );
    let is_there = |(_, list): &(&str, String)| !list.is_empty();
    let one = |(title, list): &(&str, String)| format!("\n{title}:\n\n{list}");
    lists.iter().filter(|list| is_there(list)).map(one).collect()
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn is_global(arg: &Arg) -> bool {
    arg.get_help_heading() == Some(GLOBAL)
}

/// Returns the entry of an argument: its forms, what it means, its values, its default.
fn argument(arg: &Arg) -> String {
    let takes_value = arg.get_num_args().is_some_and(|number| number.takes_values());
    let value = arg.get_value_names().map(|names| names.join(" ")).unwrap_or_default();
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let mut forms: Vec<String> = short.into_iter().chain(long).collect();
    match forms.last_mut() {
        Some(last) if takes_value => {
            let is_optional = arg.get_num_args().is_some_and(|number| number.min_values() == 0);
            *last += &if is_optional { format!(" [{value}]") } else { format!(" {value}") };
        }
        None => forms.push(value),
        Some(_) => {}
    }
    let forms: Vec<String> = forms.iter().map(|form| format!("`{form}`")).collect();
    let help = arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default();
    let mut paragraphs = help.split("\n\n").map(|paragraph| ticked(&paragraph.replace('\n', " ")));
    let (first, default) = with_default(&paragraphs.next().unwrap_or_default(), arg);
    let (values, list) = if takes_value { values(arg) } else { <(String, String)>::default() };
    let mut text = format!("- {}: {first}.{values}{default}{}\n{list}", forms.join(", "), environment(arg));
    for paragraph in paragraphs {
        text += &format!("\n  {paragraph}\n");
    }
    text
}

/// Returns the values from which an argument takes one: in a sentence or, if they are explained, as a list.
fn values(arg: &Arg) -> (String, String) {
    let values = arg.get_possible_values();
    let values: Vec<_> = values.iter().filter(|value| !value.is_hide_set()).collect();
    let listed = |value: &&clap::builder::PossibleValue| {
        Some(format!("  - `{}`: {}\n", value.get_name(), value.get_help()?))
    };
    let lines: Vec<String> = values.iter().filter_map(listed).collect();
    let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
    match (names.is_empty(), lines.is_empty()) {
        (true, _) => (String::new(), String::new()),
        (_, true) => (format!(" One of {}.", any_of(&names)), String::new()),
        _ => (String::new(), lines.concat()),
    }
}

/// Returns a text with backticks round options.
fn ticked(text: &str) -> String {
    let outside = |part: &str| {
        let word = |word: &str| match word.trim_end_matches(['.', ',', ';', ':', ')']) {
            option if option.starts_with("--") => word.replacen(option, &format!("`{option}`"), 1),
            _ => word.to_owned(),
        };
        part.split(' ').map(word).collect::<Vec<_>>().join(" ")
    };
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| if at % 2 == 0 { outside(part) } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("`")
}

/// Returns the help of an argument without its default, and a sentence with the default.
fn with_default(help: &str, arg: &Arg) -> (String, String) {
    if let Some((help, default)) = help.strip_suffix(']').and_then(|help| help.split_once(" [default")) {
        return (help.to_owned(), format!(" Default{default}."));
    }
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    // A flag is off.
    let takes_value = arg.get_num_args().is_some_and(|number| number.takes_values());
    let has_default = takes_value && !defaults.is_empty();
    let default = if has_default { format!(" Default: `{}`.", defaults.join(",")) } else { String::new() };
    (help.to_owned(), default)
}

fn environment(arg: &Arg) -> String {
    let variable = arg.get_env().map(|name| name.to_string_lossy());
    variable.map(|name| format!(" `{name}` in the environment does the same.")).unwrap_or_default()
}

/// Returns a part of the end of a help.
fn part(part: &Part) -> String {
    let title = &part.title;
    match &part.content {
        Content::Text(text) if title.is_empty() => format!("\n{}.\n", ticked(text)),
        Content::Text(text) => format!("\n{title}: {}.\n", ticked(text)),
        Content::Rows(rows) => {
            let row = |(name, meaning): &(String, String)| format!("- `{name}`: {meaning}\n");
            let title = if title.is_empty() { String::new() } else { format!("\n{}:\n", ticked(title)) };
            format!("{title}\n{}", rows.iter().map(row).collect::<String>())
        }
        Content::Commands(lines) => {
            let title = if title == EXAMPLES { String::new() } else { format!("\n{title}:\n") };
            format!("{title}\n```sh\n{}\n```\n", lines.join("\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_have_backticks() {
        for (text, page) in [
            ("with --key, or `--no-key`", "with `--key`, or `--no-key`"),
            ("(see --of) - a--b", "(see `--of`) - a--b"),
            ("`a` --b: --c.", "`a` `--b`: `--c`."),
        ] {
            assert_eq!(ticked(text), page);
        }
    }
}
