//! The value of a field in a cell.

use crate::import::cell;
use crate::import::date::date_in;
use crate::import::grid::{Content, Dialect};
use crate::model::{Field, Item, Kind, Problem, Status, Value, entity, input};
use crate::text::{Span, any_of, quoted};

/// What a cell says of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The value; none if nothing is known.
    pub value: Option<Value<'static>>,
    /// The value as the cell spells it, where netreg has a usual spelling for it: `OIM` is `IOM`.
    pub spelt: Option<Value<'static>>,
}

impl Said {
    /// Returns `true` if it says that a field has this value.
    pub fn is(&self, value: Option<&Value<'_>>) -> bool {
        let value = value.filter(|value| !value.is_default());
        let own = self.value.as_ref().filter(|value| !value.is_default());
        is_same(own, value) || self.spelt.is_some() && is_same(self.spelt.as_ref(), value)
    }
}

/// Returns `true` if two values are the same, wherever they are.
fn is_same(one: Option<&Value<'_>>, other: Option<&Value<'_>>) -> bool {
    match (one, other) {
        (Some(Value::List(one)), Some(Value::List(other))) => {
            one.iter().map(|item| &item.text).eq(other.iter().map(|item| &item.text))
        }
        (Some(Value::List(items)), None) | (None, Some(Value::List(items))) => items.is_empty(),
        (one, other) => one == other,
    }
}

/// Returns what a cell says of a field.
///
/// # Errors
/// If it is not certain what it says.
pub fn said(field: &'static Field, content: &Content, dialect: Dialect) -> Result<Said, Problem> {
    if field.kind.is_list() {
        return of_list(field, &cell::list(content, dialect)?);
    }
    if matches!(field.kind, Kind::Date | Kind::Day) {
        let value = date_in(field, content, dialect)?.map(Value::Date);
        return Ok(Said { value, spelt: None });
    }
    let Some(text) = cell::text(content, dialect)? else { return Ok(Said { value: None, spelt: None }) };
    let value = match field.kind {
        Kind::Status => Value::Status(status(&text)?),
        Kind::Number => Value::Number(number(&text)?),
        _ => Value::Text(entry(field, &text)?.into()),
    };
    let spelt = matches!(value, Value::Text(_)).then(|| Value::Text(text.into()));
    Ok(Said { value: Some(value), spelt })
}

fn of_list(field: &'static Field, entries: &[String]) -> Result<Said, Problem> {
    let mut found: Vec<String> = Vec::new();
    for text in entries {
        let several =
            if field.kind == Kind::Codes { input::entries(field, text)? } else { vec![entry(field, text)?] };
        found.extend(several);
    }
    let list = |texts: Vec<String>| {
        let item = |text: String| Item { text: text.into(), span: Span::default() };
        (!texts.is_empty()).then(|| Value::List(texts.into_iter().map(item).collect()))
    };
    Ok(Said { value: list(found), spelt: list(entries.to_vec()) })
}

/// Returns the value for a text, or for an entry of a list. White space that the text has on purpose stays.
fn entry(field: &Field, text: &str) -> Result<String, Problem> {
    if field.kind.is_address() {
        return input::entry(field, text);
    }
    if !field.kind.is_entity() {
        return Ok(text.to_owned());
    }
    if text.eq_ignore_ascii_case("na") {
        return Err(
            Problem::new(format!("`{text}` is not a name")).help("leave the cell empty if it is not known")
        );
    }
    let parts: Vec<&str> =
        text.split([',', ';', '\n', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1
        && entity::find(text).is_none()
        && parts.iter().all(|part| entity::find(part).is_some())
    {
        let names: Vec<&str> = parts.iter().map(|part| entity::canonical(part)).collect();
        let help = if field.kind.is_list() {
            format!("write `{}`", names.join("; "))
        } else {
            format!("write one of them, such as `{}`", names[0])
        };
        return Err(Problem::new(format!("{} has several names", quoted(text))).help(help));
    }
    Ok(entity::canonical(text).to_owned())
}

fn status(text: &str) -> Result<Status, Problem> {
    let words = Status::ALL.map(Status::word);
    Status::of(&text.to_lowercase()).ok_or_else(|| {
        let problem = Problem::new(format!("{} is not a status", quoted(text)));
        problem.suggest(text, words, || format!("write {}", any_of(&words)))
    })
}

fn number(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| {
        Problem::new(format!("{} is not a whole number", quoted(text))).help("write a number, such as `152`")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Table;

    fn read(key: &str, text: &str) -> Result<Said, String> {
        let field = Table::Network.field(key).expect("a field");
        let dialect = Dialect { has_apostrophes: true, has_short_escapes: false, ..Dialect::default() };
        said(field, &Content::Text(text.to_owned()), dialect)
            .map_err(|problem| format!("{problem}; {}", problem.help.as_deref().unwrap_or_default()))
    }

    fn list(texts: &[&'static str]) -> Value<'static> {
        Value::List(texts.iter().map(|text| Item { text: (*text).into(), span: Span::default() }).collect())
    }

    #[test]
    fn values_are_of_the_kind_of_the_field() {
        for (key, text, value) in [
            ("chairs", "OIM; UN RC", list(&["IOM", "UN RC"])),
            ("covers", "Fiji, TUV; Ivory Coast", list(&["FJI", "TUV", "CIV"])),
            ("coordinator", "iom", Value::Text("IOM".into())),
            ("note", "iom, UNHCR", Value::Text("iom, UNHCR".into())),
            ("status", "Planned", Value::Status(Status::Planned)),
            ("sources", "https://example.org/a", list(&["https://example.org/a"])),
        ] {
            assert_eq!(read(key, text).expect("it is valid").value, Some(value), "{key}");
        }
    }

    #[test]
    fn value_is_also_what_the_cell_spells() {
        let said = read("coordinator", "OIM").expect("it is valid");
        let text = |text: &'static str| Value::Text(text.into());
        assert!(said.is(Some(&text("IOM"))) && said.is(Some(&text("OIM"))));
        assert!(!said.is(Some(&text("UNHCR"))) && !said.is(None));
        let empty = read("status", "").expect("it is valid");
        assert!(empty.is(None) && empty.is(Some(&Value::Status(Status::Established))));
        assert!(read("chairs", "-").expect("it is valid").is(None));
    }

    #[test]
    fn what_is_not_certain_is_a_problem() {
        for (key, text, message) in [
            ("chairs", "IOM, UNHCR", "write `IOM; UNHCR`"),
            ("coordinator", "IOM/UNHCR", "write one of them"),
            ("coordinator", "NA", "leave the cell empty"),
            ("covers", "Korea", "can mean several"),
            ("status", "close", "did you mean `closed`?"),
            ("website", "www.example.org", "https"),
        ] {
            let problem = read(key, text).expect_err(text);
            assert!(problem.contains(message), "{problem}");
        }
    }
}
