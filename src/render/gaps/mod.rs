//! The worklist of a keeper: how many entries each section has, and the entries.

mod sections;

use crate::model::{Language, country::footnote};
use crate::render::gaps::sections::{entries, gap, number};
use crate::render::markdown::escape;
use crate::render::networks::notes::{self, Limits};
use crate::render::networks::rows::Rows;
use crate::render::networks::sheet::{Heading, Sheet};
use crate::render::networks::{empty, markdown, table};
use crate::select::as_of::AsOf;
use crate::select::cell::Cell;
use crate::select::gaps::{Gaps, Section};

pub use sections::title;

/// The numbers of all sections, and the entries of those that are shown.
#[derive(Debug)]
pub struct Worklist {
    numbers: Sheet,
    entries: Vec<Sheet>,
}

impl Worklist {
    /// Returns the worklist with the entries of some sections, in the order of all. Names are in the language.
    pub fn new(gaps: &Gaps<'_>, shown: &[Section], language: Language) -> Self {
        let columns =
            vec![Heading::new("section", "Section"), number("number", "Number"), Heading::new("gap", "Gap")];
        let mut numbers = Sheet::new("gaps", columns, language);
        for section in Section::ALL {
            let number = Cell::Number(gaps.number(section) as u64);
            let gap = Cell::of_text(gap(gaps, section, language));
            numbers.rows.push([Cell::of_text(section.id()), number, gap]);
        }
        numbers.notes = notes::limit_notes(Limits {
            as_of: AsOf::day(gaps.today),
            today: gaps.today,
            left_out: gaps.left_out,
            dated_ahead: gaps.dated_ahead,
        });
        numbers.notes.extend(notes::unknown_countries_note(gaps.unknown_countries));
        let shown = Section::ALL.into_iter().filter(|section| shown.contains(section));
        Self { numbers, entries: shown.map(|section| entries(gaps, section, language)).collect() }
    }

    /// Returns what makes the numbers less than the whole truth.
    pub fn notes(&self) -> &[String] {
        &self.numbers.notes
    }

    /// Returns the numbers, then the entries, as rows for programs.
    pub fn sheets(self) -> impl Iterator<Item = Sheet> {
        std::iter::once(self.numbers).chain(self.entries)
    }

    /// Returns the worklist as tables, each but that of the numbers below its title, with the footnote if a name needs it;
    /// `width` is that of the terminal.
    pub fn human(self, width: Option<u16>) -> String {
        let numbers = Sheet { notes: Vec::new(), ..self.numbers };
        let page =
            Self { numbers, ..self }.parts(|title| format!("{title}\n"), |sheet| table::render(sheet, width));
        match footnote(&page) {
            Some(note) => format!("{page}\n{note}\n"),
            None => page,
        }
    }

    /// Returns the worklist as a page with a heading for each section.
    pub fn markdown(self) -> String {
        self.parts(|title| format!("## {}\n\n", escape(title)), markdown::render)
    }

    /// Returns the parts of a page. The numbers of all sections are one of them unless some sections were chosen, each of
    /// which has its number in its title.
    fn parts(self, title: impl Fn(&str) -> String, table: impl Fn(&Sheet<Rows<'_>>) -> String) -> String {
        let is_chosen = (1..Section::ALL.len()).contains(&self.entries.len());
        let part = |mut sheet: Sheet| {
            empty::leave_out(&mut sheet, |_| false);
            let title = if sheet.caption.is_empty() { String::new() } else { title(&sheet.caption) };
            if sheet.rows.is_empty() { title } else { title + &table(&sheet) }
        };
        self.sheets().skip(usize::from(is_chosen)).map(part).collect::<Vec<_>>().join("\n")
    }
}
