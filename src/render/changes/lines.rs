//! The lines about a record and its fields, in the spelling of a terminal or of a page.

use crate::compare::diff::{Event, FieldChange, Judgement, RecordChange, Written};
use crate::compare::identity::Identity;
use crate::model::{Language, Table};

/// How the parts of a line are spelt, so that text from the file is only text.
pub struct Spelling {
    /// Spells a value.
    pub value: fn(Written<'_>) -> String,
    /// Spells an entry of a list.
    pub entry: fn(&str) -> String,
    /// Spells the names of records and fields.
    pub name: fn(&str) -> String,
}

/// Returns the name of a record with its key; of a renamed one with the key that it had.
pub fn title(change: &RecordChange<'_>, spelling: &Spelling) -> String {
    let (identity, name) = (&change.identity, spelling.name);
    let before = change.from.map(|key| Identity { key: key.to_owned(), ..identity.clone() });
    let before = before.map_or(String::new(), |before| format!("{} → ", name(&before.to_string())));
    match change.record() {
        Some(record) if identity.table == Table::Network => {
            let nth = if identity.nth > 0 { format!(" ({})", identity.nth + 1) } else { String::new() };
            let key = name(&record.key);
            format!("{} ({before}{key}){nth}", name(&record.display_name(Language::English)))
        }
        _ => before + &name(&identity.to_string()),
    }
}

/// Returns the line about a field of a record.
pub fn field(change: &FieldChange<'_>, event: Event, spelling: &Spelling) -> String {
    let value = spelling.value;
    let what = match (change.old, change.new) {
        (Some(old), Some(new)) => match entries(change, spelling) {
            Some(entries) => entries,
            None => format!("{} → {}{}", value(old), value(new), judgement(change)),
        },
        // What happened to the record happened to each of its fields.
        (None, Some(new)) if event == Event::Added => value(new),
        (Some(old), None) if event == Event::Removed => value(old),
        (None, Some(new)) => format!("{} (added)", value(new)),
        (Some(old), None) => format!("{} (removed)", value(old)),
        (None, None) => String::new(),
    };
    format!("{}: {what}", (spelling.name)(change.key))
}

/// Returns which entries of a list came and went; none if it is no list, or if they are in another order.
fn entries(change: &FieldChange<'_>, spelling: &Spelling) -> Option<String> {
    let entries = change.entries()?;
    let parts = [("added", entries.added), ("removed", entries.removed)];
    let some = parts.into_iter().filter(|(_, entries)| !entries.is_empty());
    let words = some.map(|(word, entries)| {
        let entries: Vec<String> = entries.into_iter().map(spelling.entry).collect();
        format!("{word} {}", entries.join(", "))
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// Returns what became of a date or a list, in brackets; nothing where the two values say it.
fn judgement(change: &FieldChange<'_>) -> String {
    if change.entries().is_some() {
        return " (order changed)".to_owned();
    }
    match change.judgement() {
        None | Some(Judgement::Changed) => String::new(),
        Some(Judgement::Narrowed) => " (narrowed: more exact)".to_owned(),
        Some(Judgement::Widened) => " (widened: less exact)".to_owned(),
        Some(Judgement::Contradicted) => " (contradicted: no day in common)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::diff::Difference;
    use crate::parse::Registry;

    #[test]
    fn renamed_record_has_its_name_once_and_both_keys() {
        let spelling = Spelling { value: |_| String::new(), entry: str::to_owned, name: str::to_owned };
        for (old, title) in [
            ("[network.ice]\nname = \"Land\"\n", "Land (ice → frost)"),
            ("[milestone.ice]\ntitle = \"Land\"\n", "milestone.ice → milestone.frost"),
        ] {
            let new = old.replace("ice", "frost");
            let (old, new) = (Registry::parse(old), Registry::parse(&new));
            let difference = Difference::between(&old, &new);
            let titles: Vec<String> =
                difference.records.iter().map(|change| super::title(change, &spelling)).collect();
            assert_eq!(titles, [title]);
        }
    }
}
