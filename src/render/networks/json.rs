//! A sheet as one JSON document. A value that is not known has no member, not an empty one.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::render::{json::document, networks::sheet::Sheet};
use crate::select::{cell::Cell, count::Count, percent::Percentage};

/// The version of the document's shape. It grows when a program that reads the document has to change.
const VERSION: u32 = 1;

struct Document<'s>(&'s Sheet);
struct Row<'s>(&'s Sheet, &'s [Cell]);

/// The two ends of a range.
#[derive(Serialize)]
struct Ends<T> {
    certain: T,
    possible: T,
}

/// Returns a sheet as `{"format": 1, NAME: [{COLUMN: VALUE, …}, …]}`, with a member `footnote` if a cell
/// needs it.
pub fn render(sheet: &Sheet) -> String {
    document(&Document(sheet))
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sheet = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", &VERSION)?;
        map.serialize_entry(sheet.name, &sheet.rows.iter().map(|row| Row(sheet, row)).collect::<Vec<_>>())?;
        if let Some(note) = sheet.footnote() {
            map.serialize_entry("footnote", note)?;
        }
        map.end()
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for ((id, _), cell) in self.0.columns.iter().zip(self.1) {
            if *cell != Cell::Absent {
                map.serialize_entry(id, cell)?;
            }
        }
        map.end()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => items.serialize(serializer),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Count(Count { certain, possible }) => Ends { certain, possible }.serialize(serializer),
            Self::Percentages(certain, possible) => Ends { certain, possible }.serialize(serializer),
        }
    }
}

impl Serialize for Percentage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        // Exact up to 2^53 tenths, far more than any registry reaches.
        #[expect(clippy::cast_precision_loss, reason = "a tenth of a per cent needs no more")]
        map.serialize_entry("percent", &(self.tenths() as f64 / 10.0))?;
        if let Some(words) = self.words() {
            map.serialize_entry("words", &words)?;
        }
        map.end()
    }
}
