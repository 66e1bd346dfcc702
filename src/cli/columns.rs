//! The columns that a list shows, and the one by which it is sorted, by their names.

use netreg::select::column::Column;
use netreg::text::all_of;

use crate::cli::error::Problem;

/// Returns the names of the columns to show, each once, at its first place: those `given`, else the `usual` ones.
pub fn ids<'s>(given: &'s [String], usual: &[&'s str], all: &[&'s str]) -> anyhow::Result<Vec<&'s str>> {
    let given: Vec<&str> = given.iter().map(|id| known_as(id.trim(), all)).collect();
    let mut ids = Vec::new();
    for id in if given.is_empty() { usual } else { &given } {
        let named = match id {
            &"all" => all,
            id if all.contains(id) => std::slice::from_ref(id),
            id => return Err(unknown_column(id, all).into()),
        };
        for id in named {
            if !ids.contains(id) {
                ids.push(*id);
            }
        }
    }
    Ok(ids)
}

/// Returns the column of networks or countries with this name.
pub fn one(id: &str, all: &[&'static str]) -> anyhow::Result<Column> {
    let id = known_as(id, all);
    let column = Column::of(id).filter(|column| all.contains(&column.id()));
    column.ok_or_else(|| unknown_column(id, all).into())
}

/// Returns the name of a column: the key of a country is shown as `alpha-3`.
fn known_as<'s>(id: &'s str, all: &[&str]) -> &'s str {
    if id == "alpha-3" && all.contains(&"key") { "key" } else { id }
}

fn unknown_column(id: &str, all: &[&str]) -> Problem {
    Problem::new(format!("unknown column `{id}`"))
        .suggest(id, all.iter().copied(), || format!("the columns are {}", all_of(all)))
}
