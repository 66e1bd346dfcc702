//! The values of a text, for tests and fuzz targets that check that none changes.

use netreg::model::record::Value;
use netreg::parse::Registry;

/// Returns every value with its table and field, sorted.
pub fn values(text: &str) -> Vec<String> {
    let document = Registry::parse(text);
    let mut values = Vec::new();
    let mut lists = std::collections::BTreeMap::new();
    for record in &document.records {
        let number = lists.entry(record.table).and_modify(|number| *number += 1).or_insert(0);
        let number = if record.table.is_list() { *number } else { 0 };
        for entry in &record.entries {
            let value = match &entry.value {
                Value::List(items) => {
                    format!("{:?}", items.iter().map(|item| &item.text).collect::<Vec<_>>())
                }
                other => format!("{other:?}"),
            };
            values.push(format!("{:?} {number} {} {}: {value}", record.table, record.key, entry.field.key));
        }
    }
    values.sort();
    values
}
