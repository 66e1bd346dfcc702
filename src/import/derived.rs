//! The cells that netreg works out from others: what somebody changed there is not lost in silence.

use crate::import::cell;
use crate::import::date::date_in;
use crate::import::finding::Finding;
use crate::import::grid::Dialect;
use crate::import::known::Target;
use crate::import::rows::Incoming;
use crate::model::{Date, Level, Problem, Record};
use crate::select::column::common_area;
use crate::text::quoted;

/// Finds the earliest and latest days that are not those of the date beside them, which is as it was in `record`.
pub fn changed(incoming: &Incoming, record: &Record<'_>, dialect: Dialect) -> Vec<Finding> {
    let finding = |(target, column, content): &(Target, usize, _)| {
        let (Target::Earliest(field) | Target::Latest(field)) = *target else { return None };
        let cell = incoming.fields.iter().find(|cell| cell.field == field);
        if cell.is_some_and(|cell| !cell.said.is(record.entry(field.key).map(|entry| &entry.value))) {
            return None;
        }
        let shown = date_in(field, content, dialect).ok().flatten()?;
        let date = record.when(field.key);
        let day = match target {
            Target::Earliest(_) => date.and_then(Date::earliest),
            _ => date.map(Date::latest),
        };
        (day.map(Date::day) != Some(shown)).then(|| {
            let problem =
                Problem::new(format!("`{target}` follows from `{}`, so it cannot be changed", field.key));
            let date = date.map_or("empty".to_owned(), |date| quoted(&date.to_string()));
            let help = format!("change the column `{}`, which is {date}", field.key);
            Finding::of_cell(incoming.row, *column, problem.help(help))
        })
    };
    incoming.derived.iter().filter_map(finding).collect()
}

/// Finds the regions that are not those of the network, whose key and countries are as they were in `record`. Another table
/// may have regions of its own, so this is for sheets that were made from a registry.
pub fn moved(incoming: &Incoming, record: &Record<'_>, dialect: Dialect) -> Vec<Finding> {
    let covers = incoming.fields.iter().find(|cell| cell.field.key == "covers");
    if covers.is_some_and(|cell| !cell.said.is(record.entry("covers").map(|entry| &entry.value))) {
        return Vec::new();
    }
    let finding = |(target, column, content): &(Target, usize, _)| {
        let level = match target {
            Target::Derived("region") => Level::Region,
            Target::Derived("sub-region") => Level::SubRegion,
            _ => return None,
        };
        let shown = cell::text(content, dialect).ok().flatten()?;
        let area = common_area(record, level);
        (!area.is_some_and(|area| area.all_names().any(|name| name == shown))).then(|| {
            let problem = Problem::new(format!("`{target}` follows from the key, so it cannot be changed"));
            let help = match area {
                Some(area) => format!("write `{}`, or nothing", area.name),
                None => "empty the cell".to_owned(),
            };
            Finding::of_cell(incoming.row, *column, problem.help(help))
        })
    };
    incoming.derived.iter().filter_map(finding).collect()
}
