//! Man pages, one for each command.
//!
//! They have no date, so the same program gives the same bytes on every day.

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::manual::ending::{Content, EXAMPLES, EXIT_CODES, Part};
use crate::cli::manual::{below, complete, ending_of};

/// The page of a command.
pub struct Page {
    /// The name of its file: `netreg-add.1`.
    pub file: String,
    /// The text, for `man`.
    pub text: String,
}

/// Returns the pages of a program, that of the program first.
pub fn all(program: Command) -> Vec<Page> {
    let program = complete(program);
    let mut commands = Vec::new();
    collect(&program, &mut commands);
    let names: Vec<String> = commands.iter().map(|command| name(command)).collect();
    commands.into_iter().map(|command| page(command, &names)).collect()
}

/// Returns the page of the program.
pub fn main(program: Command) -> String {
    all(program).into_iter().next().map(|page| page.text).unwrap_or_default()
}

fn collect<'c>(command: &'c Command, found: &mut Vec<&'c Command>) {
    found.push(command);
    below(command).for_each(|command| collect(command, found));
}

/// Returns the name of the page of a command.
fn name(command: &Command) -> String {
    command.get_display_name().unwrap_or(command.get_name()).to_owned()
}

fn page(command: &Command, names: &[String]) -> Page {
    let own = name(command);
    let bare = command.clone().after_help(None).after_long_help(None);
    let bare = bare.subcommand_value_name("command").subcommand_help_heading("COMMANDS");
    let mut begin = Vec::new();
    // A vector takes everything that is written to it.
    let _ = Man::new(bare).render(&mut begin);
    let begin = String::from_utf8_lossy(&begin);
    let parts = ending_of(command);
    let is_note = |part: &&Part| part.title != EXAMPLES && part.title != EXIT_CODES;
    let mut rest = Roff::new();
    section(&mut rest, "NOTES", parts.iter().filter(is_note), true);
    section(&mut rest, "EXIT STATUS", parts.iter().filter(|part| part.title == EXIT_CODES), false);
    section(&mut rest, "EXAMPLES", parts.iter().filter(|part| part.title == EXAMPLES), false);
    see_also(&mut rest, &own, names);
    let rest = rest.render();
    // What comes before the first section belongs at the beginning of a page.
    let at = rest.find(".SH").unwrap_or_default();
    Page { file: format!("{own}.1"), text: with_title(&begin, &own) + &rest[at..] }
}

/// Returns a page with its title line. That of the library would lack the date, and have the next word in its place.
fn with_title(page: &str, name: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let title = format!(".TH {} 1 \"\" \"netreg {version}\" \"netreg\"", name.to_uppercase());
    let line = |line: &str| if line.starts_with(".TH ") { title.clone() } else { line.to_owned() };
    page.lines().map(|text| line(text) + "\n").collect()
}

/// Adds a section with these parts, if there are any.
fn section<'p>(roff: &mut Roff, heading: &str, parts: impl Iterator<Item = &'p Part>, has_titles: bool) {
    for (at, part) in parts.enumerate() {
        if at == 0 {
            roff.control("SH", [heading]);
        } else {
            roff.control("PP", []);
        }
        if has_titles && !part.title.is_empty() {
            roff.text([roman(format!("{}:", part.title))]);
        }
        match &part.content {
            Content::Text(text) => {
                roff.text([roman(text.clone())]);
            }
            Content::Rows(rows) => {
                for (name, meaning) in rows {
                    roff.control("TP", []);
                    roff.text([bold(name.clone())]);
                    roff.text([roman(meaning.clone())]);
                }
            }
            Content::Commands(lines) => {
                roff.control("RS", ["4"]);
                roff.control("nf", []);
                for line in lines {
                    roff.text([roman(line.clone())]);
                }
                roff.control("fi", []);
                roff.control("RE", []);
            }
        }
    }
}

/// Adds the section that names the other pages: from that of the program all, from another that of the program.
fn see_also(roff: &mut Roff, own: &str, names: &[String]) {
    let is_main = own == names[0];
    let others = names.iter().filter(|name| *name != own && (is_main || **name == names[0]));
    let others: Vec<String> = others.map(|name| format!("{name}(1)")).collect();
    roff.control("SH", ["SEE ALSO"]);
    roff.text([roman(others.join(", "))]);
}
