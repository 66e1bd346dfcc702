//! What `set` replaces: how it is shown, and when a person is asked first.

use netreg::edit::{Change, Changes, FieldChange, Loss};
use netreg::model::{Address, Country, country};
use netreg::parse::Registry;
use netreg::text::{counted, in_a_row, isolated, visible};

/// Returns a line for each value that is lost, with the one that replaces it.
pub fn lines(changed: &[FieldChange], is_of_several: bool) -> String {
    let line = |change: &FieldChange| {
        let shown = |value: &str| isolated(&visible(value)).into_owned();
        let before = shown(change.before.as_deref()?);
        let after = change.after.as_deref().map_or("(none)".to_owned(), shown);
        let whose = if is_of_several { format!("{} ", visible(&change.record)) } else { String::new() };
        Some(format!("  {whose}{}: {before} → {after}\n", change.field))
    };
    changed.iter().filter(|change| change.lost != Loss::Nothing).filter_map(line).collect()
}

/// Returns what the wanted changes do that is easily done by mistake, a sentence each.
pub fn doubts(changed: &[FieldChange], wanted: &Changes) -> Vec<String> {
    let names = |of: &dyn Fn(&FieldChange) -> bool| {
        let mut names: Vec<&str> =
            changed.iter().filter(|change| of(change)).map(|change| change.record.as_str()).collect();
        names.dedup();
        names
    };
    let is_unsourced = |change: &FieldChange| change.field == "sources" && change.after.is_none();
    // An entry that is removed by its name is meant.
    let is_replaced = |change: &FieldChange| {
        let is_complete = |change: &Change| matches!(change, Change::Put(_) | Change::Clear);
        wanted.iter().any(|(field, by)| field.key == change.field && is_complete(by))
    };
    let unsourced = names(&is_unsourced);
    let losing = names(&|change| change.lost == Loss::Text && is_replaced(change) && !is_unsourced(change));
    let mut doubts = Vec::new();
    if !unsourced.is_empty() {
        doubts.push(format!("This leaves {} without `sources`.", in_a_row(&unsourced, "and")));
    }
    if losing.len() > 1 {
        doubts.push(format!("This replaces or removes text in {}.", counted(losing.len(), "record")));
    }
    doubts
}

/// Returns the two countries if a network gets the key of another country, and with it that country's facts. A
/// network that has the name of the other country already had the wrong key.
pub fn other_country(
    registry: &Registry<'_>,
    from: &Address,
    to: &Address,
) -> Option<(&'static Country, &'static Country)> {
    let (old, new) = (country::by_code(&from.key)?, country::by_code(&to.key)?);
    let name =
        registry.networks().find(|network| from.names(network)).and_then(|network| network.text("name"));
    let is_correction = name.and_then(country::named).is_some_and(|named| named.alpha3 == new.alpha3);
    (old.alpha3 != new.alpha3 && !is_correction).then_some((old, new))
}
