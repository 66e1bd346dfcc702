//! Conditions: `coordinator=IOM`, `established<imrf-2022`, `!website`, `in=ldcs`.

use netreg::model::{Field, Kind, Level, Table};
use netreg::select::column::Column;
use netreg::select::filter::{IN, signs};

use crate::cli::complete::context::Context;
use crate::cli::complete::values::{Candidates, after, areas, beginning, days, ids, of_field, records};

/// Returns the conditions that can come next.
pub fn candidates(typed: &str, context: &Context) -> Candidates {
    let negated = typed.strip_prefix('!');
    let field = negated.unwrap_or(typed);
    let Some(at) = field.find(['=', '!', '~', '<', '>']) else {
        return match negated {
            Some(field) => after("!", beginning(field, Column::all().map(|column| (column.id(), "")))),
            None => fields(field),
        };
    };
    let (name, rest) = field.split_at(at);
    let sign = signs().find(|sign| rest.starts_with(sign)).unwrap_or_default();
    let value = rest.get(sign.len()..).unwrap_or_default();
    // Each of several values is completed.
    let value = value.rsplit('|').next().unwrap_or_default();
    let begin = &typed[..typed.len() - value.len()];
    after(begin, values(name, value, context))
}

/// Returns the fields of conditions with their usual signs, and one that is complete with all of its signs.
fn fields(typed: &str) -> Candidates {
    let one = |column: Column| {
        let mut signs: Vec<&str> = match column {
            // `~` compares texts.
            column if column.id() == typed => {
                signs().filter(|sign| !(is_date(column) && *sign == "~")).collect()
            }
            column if is_date(column) => vec!["<", ">"],
            _ => vec!["="],
        };
        signs.sort_by_key(|sign| sign.len());
        if column.id() == typed {
            signs.insert(0, "");
        }
        signs.into_iter().map(move |sign| (format!("{}{sign}", column.id()), column.meaning()))
    };
    let mut found = beginning(typed, Column::all().flat_map(one));
    found.extend(beginning(typed, [(format!("{IN}="), "The countries of a denominator")]));
    found
}

fn is_date(column: Column) -> bool {
    matches!(column, Column::Field(Field { kind: Kind::Day | Kind::Date, .. }))
}

/// Returns the values with which a field can be compared.
fn values(name: &str, value: &str, context: &Context) -> Candidates {
    let language = context.language();
    match Column::of(name) {
        None if name == IN => ids(value, Table::Denominator, context),
        None | Some(Column::Alpha2 | Column::M49) => Vec::new(),
        Some(column) if is_date(column) => days(value, context),
        Some(Column::Region) => areas(value, Some(Level::Region), language),
        Some(Column::SubRegion) => areas(value, Some(Level::SubRegion), language),
        Some(Column::Key | Column::Field(Field { key: "name", .. })) => records(value, context),
        Some(Column::Field(field)) => of_field(field, value, context),
    }
}
