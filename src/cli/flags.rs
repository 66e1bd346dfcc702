//! Fields on the command line: the flag of each field, and the arguments that `set` takes.
//!
//! Both come from the table of fields, so a new field needs no code here.

use clap::{Arg, ArgAction};
use netreg::model::{Field, Kind, Value};
use netreg::text::shell_word;

/// Returns the flag of a field. The key of the field is an alias of it.
pub fn flag(field: &'static Field) -> Arg {
    let value = match field.kind {
        Kind::Text | Kind::Entity | Kind::Entities => "TEXT",
        Kind::Address | Kind::Addresses => "URL",
        Kind::Date => "DATE",
        Kind::Day => "DAY",
        Kind::Status => "STATUS",
        Kind::Codes => "COUNTRY",
        Kind::Number => "NUMBER",
    };
    let repeatable = if field.kind.is_list() { " (repeatable)" } else { "" };
    let action = if field.kind.is_list() { ArgAction::Append } else { ArgAction::Set };
    let arg = Arg::new(field.key).long(field.flag()).value_name(value).action(action);
    let arg = if field.flag() == field.key { arg } else { arg.alias(field.key) };
    arg.help(format!("{}{repeatable}", field.help.trim_end_matches('.')))
}

/// Returns the arguments of `netreg set` that give a field this value.
pub fn as_set(field: &Field, value: &Value<'_>) -> Vec<String> {
    let quote = |word: String| {
        // A control character cannot be copied from a terminal.
        if word.contains(char::is_control) {
            return format!("{}=TEXT", field.key);
        }
        shell_word(&word)
    };
    let key = field.key;
    match value {
        Value::List(items) => items.iter().map(|item| quote(format!("{key}+={}", item.text))).collect(),
        Value::Text(text) => vec![quote(format!("{key}={text}"))],
        Value::Number(number) => vec![format!("{key}={number}")],
        Value::Date(date) => vec![format!("{key}={}", date.to_string().trim_matches(['[', ']']))],
        Value::Status(status) => vec![format!("{key}={}", status.word())],
    }
}
