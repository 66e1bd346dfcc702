//! A sheet as one JSON document. A value that is not known has no member, not an empty one.

use std::cell;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::model::Date;
use crate::render::json::{self, Streamed};
use crate::render::networks::sheet::{Heading, Sheet, footnote_of, footnote_of_notes};
use crate::select::{cell::Cell, count::Count, percent::Percentage};

/// The version of the document's shape. It grows when a program that reads the document has to change.
const VERSION: u32 = 1;

/// The sheets, with their rows, which are made while they are written.
struct Document<R>(Vec<(Sheet<()>, cell::Cell<Option<R>>)>);

/// A row under its headings.
struct Object<'s, R>(&'s [Heading], R);

/// A published total with its date.
#[derive(Serialize)]
struct Published {
    networks: u64,
    date: Dates,
}

/// A percentage with its words.
#[derive(Serialize)]
struct Share {
    percent: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'static str>,
}

/// The two ends of a range.
#[derive(Serialize)]
struct Ends<T> {
    certain: T,
    possible: T,
}

/// A date as it is written, with its earliest day, if it is known, and its latest.
#[derive(Serialize)]
struct Dates {
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<String>,
    latest: String,
}

impl Dates {
    fn of(date: Date) -> Self {
        Self {
            date: date.to_string(),
            earliest: date.earliest().map(|day| Date::day(day).to_string()),
            latest: Date::day(date.latest()).to_string(),
        }
    }
}

/// Writes sheets as `{"format": 1, NAME: [{COLUMN: VALUE, …}, …], …}`, with the members `notes` if there are some and
/// `footnote` if a cell needs it.
///
/// # Errors
/// Those of `out`.
pub fn write<'t, R: IntoIterator<Item: AsRef<[Cell<'t>]>>>(
    sheets: impl IntoIterator<Item = Sheet<R>>,
    out: &mut impl Write,
) -> io::Result<()> {
    let document = sheets.into_iter().map(|sheet| {
        let (sheet, rows) = sheet.apart();
        (sheet, cell::Cell::new(Some(rows)))
    });
    json::write(&Document(document.collect()), out)
}

impl<'t, R: IntoIterator<Item: AsRef<[Cell<'t>]>>> Serialize for Document<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", &VERSION)?;
        let footnote = cell::Cell::new(None);
        for (sheet, rows) in &self.0 {
            let object = |row: R::Item| {
                footnote.set(footnote.get().or_else(|| footnote_of(row.as_ref())));
                Object(&sheet.columns, row)
            };
            map.serialize_entry(sheet.name, &Streamed(|| rows.take().into_iter().flatten().map(object)))?;
        }
        let notes: Vec<&String> = self.0.iter().flat_map(|(sheet, _)| &sheet.notes).collect();
        if !notes.is_empty() {
            map.serialize_entry("notes", &notes)?;
        }
        if let Some(note) = footnote.get().or_else(|| footnote_of_notes(notes)) {
            map.serialize_entry("footnote", note)?;
        }
        map.end()
    }
}

impl<'t, R: AsRef<[Cell<'t>]>> Serialize for Object<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (heading, cell) in self.0.iter().zip(self.1.as_ref()) {
            match cell {
                Cell::Absent => {}
                cell => map.serialize_entry(heading.id, cell)?,
            }
        }
        map.end()
    }
}

impl Serialize for Cell<'_> {
    #[expect(clippy::cast_precision_loss, reason = "a tenth of a per cent needs no more")]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Date(date) => Dates::of(*date).serialize(serializer),
            Self::Status(status) => serializer.serialize_str(status.word()),
            Self::Certainty(certainty) => serializer.serialize_str(certainty.name()),
            Self::List(items) => items.serialize(serializer),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Totals(totals) => {
                let total = |(networks, date): &(u64, Date)| Published {
                    networks: *networks,
                    date: Dates::of(*date),
                };
                totals.iter().map(total).collect::<Vec<_>>().serialize(serializer)
            }
            Self::Count(Count { certain, possible }) => Ends { certain, possible }.serialize(serializer),
            Self::Percentages(certain, possible) => {
                // A range has words only if both ends have.
                let has_words = certain.words().is_some() && possible.words().is_some();
                let share = |percentage: &Percentage| Share {
                    // Exact up to 2^53 tenths, far more than any registry reaches.
                    percent: percentage.tenths() as f64 / 10.0,
                    words: percentage.words().filter(|_| has_words),
                };
                Ends { certain: share(certain), possible: share(possible) }.serialize(serializer)
            }
        }
    }
}
