//! Fields as they are typed: a flag for each, and the words that `set` takes.
//!
//! Promises: both come from the table of fields, so a field that is added there can be typed. What
//! a word means is left to the library's `typed.rs`.

use clap::{Arg, ArgAction};
use netreg::model::field::{Field, Kind};
use netreg::model::record::Value;
use netreg::text::shell_word;

/// Makes the flag of a field; the key of the field does as well.
pub fn flag(field: &'static Field) -> Arg {
    let value = match field.kind {
        Kind::Text | Kind::Texts => "TEXT",
        Kind::Address | Kind::Addresses => "URL",
        Kind::Date => "DATE",
        Kind::Day => "DAY",
        Kind::Status => "STATUS",
        Kind::Codes => "COUNTRY",
        Kind::Number => "NUMBER",
    };
    let again = if field.kind.is_list() { " (repeatable)" } else { "" };
    let action = if field.kind.is_list() { ArgAction::Append } else { ArgAction::Set };
    let arg = Arg::new(field.key).long(field.flag()).value_name(value).action(action);
    let arg = if field.flag() == field.key { arg } else { arg.alias(field.key) };
    arg.help(format!("{}{again}", field.help.trim_end_matches('.')))
}

/// Spells a field as `set` takes it.
pub fn as_set(field: &Field, value: &Value<'_>) -> Vec<String> {
    let quote = |word: String| {
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
        Value::Date(when) => vec![format!("{key}={}", when.to_string().trim_matches(['[', ']']))],
        Value::Status(status) => vec![format!("{key}={}", status.word())],
    }
}
