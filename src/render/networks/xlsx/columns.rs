//! The columns of a workbook: their headings, what they mean, and what is typed into them.

use crate::model::{Field, Kind, Table};
use crate::render::networks::headings::{names_of, titles_of};
use crate::render::networks::sheet::{Heading, Sheet, Values};
use crate::select::column;

/// A column of a workbook.
pub struct Column {
    /// Its heading, in the language of the sheet.
    pub title: String,
    /// Its name in CSV.
    pub name: String,
    /// What it contains.
    pub input: Input,
    /// What it means, in one or more sentences.
    pub meaning: String,
    /// Whether `import` reads it.
    pub is_imported: bool,
}

/// What a column contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Texts.
    Text,
    /// One of the statuses.
    Status,
    /// The name of an entity.
    Entity,
    /// Dates as far as they are known.
    Date,
    /// Days.
    Day,
    /// Whole numbers.
    Number,
    /// Percentages.
    Percentage,
}

/// Returns the columns of a sheet.
pub fn of(sheet: &Sheet<()>) -> Vec<Column> {
    let table = Table::ALL.into_iter().find(|table| table.plural() == sheet.name);
    let columns = |heading: &Heading| {
        let field = table.and_then(|table| table.field(heading.id));
        let is_key = table.is_some_and(Table::is_keyed) && matches!(heading.id, "key" | "id");
        let named = names_of(heading).into_iter().zip(titles_of(heading, sheet.language));
        let column = |(at, (name, title)): (usize, (String, String))| Column {
            input: input(heading, field, at),
            meaning: meaning(heading, field, at),
            is_imported: (field.is_some() || is_key) && at == 0,
            title,
            name,
        };
        named.enumerate().map(column).collect::<Vec<_>>()
    };
    sheet.columns.iter().flat_map(columns).collect()
}

/// Returns what is in one of the columns of a heading.
fn input(heading: &Heading, field: Option<&Field>, at: usize) -> Input {
    match (heading.kind, field.map(|field| field.kind)) {
        (Values::Dates, _) => {
            if at == 0 {
                Input::Date
            } else {
                Input::Day
            }
        }
        (Values::Counts, _) | (_, Some(Kind::Number)) => Input::Number,
        (Values::Percentages, _) => Input::Percentage,
        (_, Some(Kind::Day)) => Input::Day,
        (_, None) if heading.id == "as-of" => Input::Day,
        (_, Some(Kind::Status)) => Input::Status,
        (_, Some(Kind::Entity)) => Input::Entity,
        _ => Input::Text,
    }
}

/// Returns what one of the columns of a heading means.
fn meaning(heading: &Heading, field: Option<&Field>, at: usize) -> String {
    let id = heading.id;
    match (heading.kind, at) {
        (Values::Dates, 1) => return format!("The earliest day that `{id}` can be, worked out from it."),
        (Values::Dates, 2) => return format!("The latest day that `{id}` can be, worked out from it."),
        (Values::Counts | Values::Percentages, 0) => return format!("{} Only what is certain.", what(id)),
        (Values::Counts | Values::Percentages, _) => {
            return format!("{} Also what is possible, because some dates are not exact.", what(id));
        }
        _ => {}
    }
    let form = match field.map(|field| field.kind) {
        Some(Kind::Date) => {
            " As far as it is known: `2021-06-30`, `2021-06`, `2021`, `[2021-03-18..2021-06-24]` (between two days), \
             `[..2024-08]` (then or earlier)."
        }
        Some(kind) if kind.is_list() => " Several are separated by a semicolon and a space.",
        _ => "",
    };
    match (field, column::Column::of(id)) {
        (Some(field), _) => format!("{}{form}", field.help),
        (None, Some(column)) => format!("{}.", column.meaning()),
        (None, None) => what(id).to_owned(),
    }
}

/// Returns what a column that is no field and no column of networks means.
fn what(id: &str) -> &'static str {
    match id {
        "id" => "The ID of the record.",
        "alpha-3" => "The alpha-3 code of the country (ISO 3166-1).",
        "other-names" => "Other names by which netreg finds the country.",
        "certainty" => {
            "`certain` if the row matches whatever the exact dates are, `possible` if only for some of these."
        }
        "networks" => "The number of networks.",
        "countries" => "The number of countries of the denominator that have a network.",
        "outside" => "The networks that are not counted, because they are outside the denominator.",
        "denominator" => "The ID of the denominator.",
        "title" => "The title of the denominator.",
        "value" => "The number that the denominator states.",
        "source" => "The web page that states it.",
        "share" => "The percentage of the denominator.",
        "as-of" => "The last day of the period: the networks of this day are counted.",
        "published" => "The numbers that others have published in this period, each with its date.",
        "date" => "The date of the number.",
        "year" => "The year in which the network was established.",
        _ => "",
    }
}
