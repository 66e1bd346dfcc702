//! The words of `set` and `add`: records, then `FIELD=VALUE`.

use netreg::model::{Address, Table, country};

use crate::cli::complete::context::Context;
use crate::cli::complete::values::{Candidates, after, beginning, countries, new_records, of_field, records};

/// The signs after the name of a field; the last two are for lists.
const SIGNS: [(&str, &str); 3] = [("=", "Set"), ("+=", "Add an entry"), ("-=", "Remove an entry")];

/// Returns the words that can come next.
pub fn candidates(typed: &str, context: &Context) -> Candidates {
    let named: Vec<&str> =
        context.words.iter().map(String::as_str).filter(|word| !word.contains('=')).collect();
    let table = named.first().map(|word| table(word));
    if let Some((name, _)) = typed.split_once('=') {
        return values(typed, name, &named, table.unwrap_or(Table::Network), context);
    }
    let fields = table.map(|table| fields(typed, table, context)).unwrap_or_default();
    if !fields.is_empty() {
        return fields;
    }
    if context.command == "add" { new_records(typed, context) } else { records(typed, context) }
}

/// Returns the table of a record.
fn table(word: &str) -> Table {
    Address::parse(word).ok().flatten().map_or(Table::Network, |address| address.table)
}

/// Returns the fields that can be given, each with its sign.
fn fields(typed: &str, table: Table, context: &Context) -> Candidates {
    let is_new = context.command == "add";
    let is_given = |word: &str| context.words.iter().any(|given| given.starts_with(word));
    let mut found = Vec::new();
    for field in table.fields() {
        let number = if field.kind.is_list() && !is_new { SIGNS.len() } else { 1 };
        let signs = SIGNS[..number].iter().map(|(sign, does)| {
            let help = if number > 1 { format!("{does}: {}", field.help) } else { field.help.to_owned() };
            (format!("{}{sign}", field.key), help)
        });
        let is_left = |word: &str| field.kind.is_list() || !is_given(word);
        found.extend(beginning(typed, signs.filter(|(word, _)| is_left(word))));
    }
    if !is_new && matches!(table, Table::Network | Table::Denominator | Table::Milestone) {
        found.extend(beginning(typed, [("key=", "Another key")]));
    }
    found
}

/// Returns the values that a field can be given; `name` is the field with a sign of lists, if there is one.
fn values(typed: &str, name: &str, named: &[&str], table: Table, context: &Context) -> Candidates {
    let (begin, value) = typed.split_at(name.len() + 1);
    let (key, removes) = match (name.strip_suffix('-'), name.strip_suffix('+')) {
        (Some(key), _) => (key, true),
        (_, Some(key)) => (key, false),
        _ => (name, false),
    };
    let found = match table.field(key) {
        None if key == "key" && table == Table::Network => {
            countries(value, country::all().iter(), context.language())
        }
        None => Vec::new(),
        Some(_) if removes => {
            let entries = context.registry().entries(named, key);
            beginning(value, entries.into_iter().map(|entry| (entry, "")))
        }
        Some(field) => of_field(field, value, context),
    };
    after(begin, found)
}
