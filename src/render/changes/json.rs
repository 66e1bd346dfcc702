//! What changed, as one JSON document for programs. `docs/format.md`, "Changes as JSON", describes its shape.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::Serializer;

use crate::compare::diff::{Difference, FieldChange, Judgement, RecordChange, Written};
use crate::model::country::footnote;
use crate::model::{Kind, Language, Table, Value};
use crate::render::changes::{Comparison, StateName};
use crate::render::json::{self, Streamed};
use crate::select::cell::Cell;
use crate::select::figures::{Figure, Figures};

/// The version of the shape. It grows when a program that reads the document has to change.
pub(crate) const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a, C> {
    format: u32,
    old: Named<'a>,
    new: Named<'a>,
    numbers: Numbers<'a>,
    changes: C,
    layout: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    footnote: Option<&'static str>,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<&'a str>,
}

/// A value before and after.
#[derive(Serialize)]
struct FromTo<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<T>,
}

/// The published numbers before and after.
#[derive(Serialize)]
pub(crate) struct Numbers<'a> {
    networks: FromTo<Cell<'a>>,
    denominators: Vec<Denominator<'a>>,
}

#[derive(Serialize)]
struct Denominator<'a> {
    id: &'a str,
    #[serde(flatten)]
    ratio: FromTo<Ratio<'a>>,
}

#[derive(Serialize)]
struct Ratio<'a> {
    number: Cell<'a>,
    value: u64,
}

/// A record that came, went, moved or changed.
#[derive(Serialize)]
pub(crate) struct ChangedRecord<'a> {
    change: &'static str,
    table: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Cow<'a, str>>,
    fields: Vec<ChangedField<'a>>,
}

#[derive(Serialize)]
struct ChangedField<'a> {
    field: &'a str,
    #[serde(flatten)]
    values: FromTo<Shown<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    judgement: Option<&'static str>,
}

/// A value; `true` if it is a day.
struct Shown<'a>(Written<'a>, bool);

/// The text of a value that was not parsed.
#[derive(Serialize)]
struct Unparsed<'a> {
    unparsed: &'a str,
}

/// Writes the document, one record at a time.
///
/// # Errors
/// Those of `out`.
pub fn write(comparison: &Comparison<'_>, out: &mut impl Write) -> io::Result<()> {
    let difference = comparison.difference;
    let document = Document {
        format: VERSION,
        old: named(comparison.old),
        new: named(comparison.new),
        numbers: numbers(&comparison.figures),
        changes: Streamed(|| changes(difference)),
        layout: difference.layout,
        footnote: footnote_of(difference),
    };
    json::write(&document, out)
}

fn named(side: &StateName) -> Named<'_> {
    Named { name: &side.name, commit: side.commit.as_deref() }
}

/// Returns the footnote if the name of a changed record needs it.
pub(crate) fn footnote_of(difference: &Difference<'_>) -> Option<&'static str> {
    changes(difference).find_map(|change| footnote(change.name.as_deref()?))
}

/// Returns the numbers of two states; of denominators those that differ.
pub(crate) fn numbers([old, new]: &[Option<Figures>; 2]) -> Numbers<'_> {
    let count = |figures: &Option<Figures>| figures.as_ref().map(|figures| Cell::Count(figures.networks));
    let ratio = |figure: &Figure| Ratio { number: Cell::Count(figure.number), value: figure.value };
    let changed = old.as_ref().zip(new.as_ref()).map(|(old, new)| old.changed(new)).unwrap_or_default();
    let denominators = changed.into_iter().filter_map(|(old, new)| {
        let id = old.or(new)?.id.as_str();
        Some(Denominator { id, ratio: FromTo { from: old.map(ratio), to: new.map(ratio) } })
    });
    Numbers { networks: FromTo { from: count(old), to: count(new) }, denominators: denominators.collect() }
}

/// Returns the records that changed.
pub(crate) fn changes<'a>(difference: &'a Difference<'_>) -> impl Iterator<Item = ChangedRecord<'a>> {
    difference.records.iter().map(|change| ChangedRecord {
        change: change.event().word(),
        table: change.identity.table.key(),
        key: &change.identity.key,
        from: change.from,
        name: name(change),
        fields: change.fields.iter().map(field).collect(),
    })
}

/// Returns the name of a network.
fn name<'a>(change: &RecordChange<'a>) -> Option<Cow<'a, str>> {
    let record = change.record().filter(|record| record.table == Table::Network)?;
    Some(record.display_name(Language::English))
}

fn field<'a>(change: &FieldChange<'a>) -> ChangedField<'a> {
    let is_day = change.field.is_some_and(|field| field.kind == Kind::Day);
    let shown = |written| Shown(written, is_day);
    let (added, removed) = change.entries().map(|entries| (entries.added, entries.removed)).unzip();
    ChangedField {
        field: change.key,
        values: FromTo { from: change.old.map(shown), to: change.new.map(shown) },
        added,
        removed,
        judgement: change.judgement().map(Judgement::word),
    }
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(written, is_day) = *self;
        match written {
            Written::Raw(raw) => Unparsed { unparsed: raw }.serialize(serializer),
            Written::Value(Value::Text(text)) => serializer.serialize_str(text),
            Written::Value(Value::Number(number)) => serializer.serialize_i64(*number),
            Written::Value(Value::Date(day)) if is_day => serializer.collect_str(day),
            Written::Value(Value::Date(date)) => Cell::Date(*date).serialize(serializer),
            Written::Value(Value::Status(status)) => serializer.serialize_str(status.word()),
            Written::Value(Value::List(items)) => serializer.collect_seq(items.iter().map(|item| &item.text)),
        }
    }
}
