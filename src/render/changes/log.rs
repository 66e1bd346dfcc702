//! What changed in each commit of a history: for a terminal, as a changelog, for programs.

use serde::Serialize;

use crate::compare::diff::Difference;
use crate::render::changes::json::{ChangedRecord, Numbers, VERSION, changes, footnote_of, numbers};
use crate::render::changes::markdown::{self, escape};
use crate::render::changes::{headline, human, short};
use crate::render::json;
use crate::select::figures::Figures;
use crate::text::visible;

/// A commit, and what changed in it.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Its ID.
    pub commit: &'a str,
    /// The day of its author.
    pub day: &'a str,
    /// The first line of its message.
    pub subject: &'a str,
    /// The published numbers before and after; none where one record is asked about.
    pub figures: Option<[Option<Figures>; 2]>,
    /// What changed.
    pub difference: &'a Difference<'a>,
}

/// The format of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Human,
    /// A changelog in Markdown.
    Markdown,
    /// A JSON document.
    Json,
}

/// A log that grows by one commit at a time, so that no registry is kept.
#[derive(Debug)]
pub struct Log {
    format: Format,
    entries: Vec<String>,
    day: String,
    footnote: Option<&'static str>,
}

#[derive(Serialize)]
struct Document<'a> {
    commit: &'a str,
    date: &'a str,
    subject: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    numbers: Option<Numbers<'a>>,
    changes: Vec<ChangedRecord<'a>>,
    layout: bool,
}

impl Log {
    /// Returns a log without commits.
    pub fn new(format: Format) -> Self {
        Self { format, entries: Vec::new(), day: String::new(), footnote: None }
    }

    /// Returns how many commits it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns `true` if it has no commit.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds a commit that is older than those before.
    pub fn add(&mut self, entry: &Entry<'_>) {
        self.footnote = self.footnote.or_else(|| footnote_of(entry.difference));
        let text = match self.format {
            Format::Human => of_terminal(entry),
            Format::Markdown => {
                let heading = if self.day == entry.day {
                    String::new()
                } else {
                    format!("## {}\n\n", escape(entry.day))
                };
                heading + &of_changelog(entry)
            }
            Format::Json => of_document(entry),
        };
        entry.day.clone_into(&mut self.day);
        self.entries.push(text);
    }

    /// Returns the log as text; in JSON one document, also without commits.
    pub fn text(&self) -> String {
        let note = self.footnote;
        match self.format {
            Format::Json => document(&self.entries, note),
            Format::Human => {
                self.entries.join("\n") + &note.map_or(String::new(), |note| format!("\n{note}\n"))
            }
            Format::Markdown => {
                self.entries.join("\n") + &note.map_or(String::new(), |note| format!("\n{}\n", escape(note)))
            }
        }
    }
}

fn of_terminal(entry: &Entry<'_>) -> String {
    let title = format!("{} {} {}\n", short(entry.commit), visible(entry.day), visible(entry.subject));
    let numbers = entry.figures.as_ref().map(|figures| format!("{}\n\n", headline(figures)));
    let below = numbers.unwrap_or_default() + &human::records(entry.difference);
    below.lines().fold(title, |text, line| text + format!("  {line}").trim_end() + "\n")
}

fn of_changelog(entry: &Entry<'_>) -> String {
    let numbers = entry.figures.as_ref().map(|figures| format!(": {}", escape(&headline(figures))));
    let (subject, short) = (escape(entry.subject), short(entry.commit));
    format!(
        "**{subject}** ({short}){}\n\n{}",
        numbers.unwrap_or_default(),
        markdown::records(entry.difference)
    )
}

fn of_document(entry: &Entry<'_>) -> String {
    json::document(&Document {
        commit: entry.commit,
        date: entry.day,
        subject: entry.subject,
        numbers: entry.figures.as_ref().map(numbers),
        changes: changes(entry.difference).collect(),
        layout: entry.difference.layout,
    })
}

/// Returns one document of those of the commits. A text in JSON has no line end, so each line can be indented.
fn document(entries: &[String], note: Option<&str>) -> String {
    let indented = |entry: &String| -> String {
        let lines: Vec<String> = entry.lines().map(|line| format!("    {line}")).collect();
        lines.join("\n")
    };
    let entries: Vec<String> = entries.iter().map(indented).collect();
    let commits =
        if entries.is_empty() { "[]".to_owned() } else { format!("[\n{}\n  ]", entries.join(",\n")) };
    let note =
        note.map_or(String::new(), |note| format!(",\n  \"footnote\": {}", json::document(&note).trim_end()));
    format!("{{\n  \"format\": {VERSION},\n  \"commits\": {commits}{note}\n}}\n")
}
