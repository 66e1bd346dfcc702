//! JSON: a list of networks, or the document that `netreg list --format json` writes.
//!
//! A text is what it is: nothing in it is an escape, and `-` is a text. A member that is given twice is an error.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::import::grid::{Content, Dialect, Grid, MOST_COLUMNS, Row, Size, Unit};
use crate::model::{Problem, Table};
use crate::text::quoted;

/// A value of JSON, with the members of an object in their order.
enum Json {
    Null,
    Bool(bool),
    Number(f64),
    /// A whole number as it is written: as a fraction it would lose digits.
    Whole(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// Returns the grid of a text: its first row has the names of the members.
///
/// # Errors
/// Where it is not JSON, or no list of networks, or if there are more members than a sheet can have.
pub fn grid(text: &str) -> Result<Grid, Problem> {
    let json: Json = serde_json::from_str(text).map_err(|error| {
        let help = "write a list of networks, as `netreg list --format json` does";
        Problem::new(format!("this is not JSON: {error}")).help(help)
    })?;
    let items = items(json)?;
    let mut names: Vec<String> = Vec::new();
    let mut rows = vec![Row::default()];
    let mut size = Size::default();
    for (number, item) in (1..).zip(items) {
        let Json::Object(members) = item else {
            return Err(Problem::new(format!("item {number} is not an object")));
        };
        let mut cells = vec![Content::Absent; names.len()];
        for (name, value) in members {
            let column = names.iter().position(|other| *other == name).unwrap_or_else(|| {
                names.push(name);
                cells.push(Content::Absent);
                names.len() - 1
            });
            cells[column] = content(value);
        }
        size.add(cells.len(), cells.len())?;
        rows.push(Row { number, cells });
    }
    rows[0].cells = names.into_iter().map(Content::Exact).collect();
    Ok(Grid { name: None, unit: Unit::Item, rows, dialect: Dialect::default() })
}

/// Returns the list of networks in a document.
fn items(json: Json) -> Result<Vec<Json>, Problem> {
    let name = Table::Network.plural();
    let none = || {
        Problem::new(format!("there is no list `{name}` in this JSON"))
            .help("write a list of networks, as `netreg list --format json` does")
    };
    match json {
        Json::List(items) => Ok(items),
        Json::Object(members) => {
            let list = members.into_iter().find(|(member, _)| member == name);
            match list {
                Some((_, Json::List(items))) => Ok(items),
                _ => Err(none()),
            }
        }
        _ => Err(none()),
    }
}

/// Returns the content of a cell.
fn content(json: Json) -> Content {
    let unusable = |what: &str| {
        let help = "write a text, a number or a list of texts";
        Content::Unusable(format!("{what} cannot be the value of a field"), help.to_owned())
    };
    match json {
        Json::Null => Content::Absent,
        Json::Bool(value) => unusable(if value { "`true`" } else { "`false`" }),
        Json::Number(number) => Content::Number(number),
        Json::Text(text) | Json::Whole(text) => Content::Exact(text),
        Json::List(items) => {
            let text = |item: Json| match item {
                Json::Text(text) => Some(text),
                _ => None,
            };
            let texts: Option<Vec<String>> = items.into_iter().map(text).collect();
            texts.map_or_else(|| unusable("a list of other things than texts"), Content::List)
        }
        // A date, with its earliest and latest day.
        Json::Object(members) => {
            let date = members.into_iter().find(|(member, _)| member == "date");
            match date {
                Some((_, Json::Text(date))) => Content::Exact(date),
                _ => unusable("an object"),
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

/// Takes any value of JSON.
struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Whole(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Whole(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, Json>()? {
            if members.iter().any(|(other, _)| *other == name) {
                return Err(A::Error::custom(format!("the member {} is given twice", quoted(&name))));
            }
            if members.len() == MOST_COLUMNS {
                return Err(A::Error::custom(format!("an object has more than {MOST_COLUMNS} members")));
            }
            members.push((name, value));
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_become_columns_in_the_order_in_which_they_are_met() {
        let text = r#"{"format": 1, "networks": [
            {"key": "ice", "established": {"date": "2021", "earliest": "2021-01-01"}},
            {"note": "-", "key": "fog", "chairs": ["a;b"], "website": null}]}"#;
        let grid = grid(text).expect("a list");
        let exact = |text: &str| Content::Exact(text.to_owned());
        assert_eq!(grid.rows[0].cells, ["key", "established", "note", "chairs", "website"].map(exact));
        assert_eq!(grid.rows[1].cells, [exact("ice"), exact("2021")]);
        let list = Content::List(vec!["a;b".to_owned()]);
        assert_eq!(grid.rows[2].cells, [exact("fog"), Content::Absent, exact("-"), list, Content::Absent]);
    }

    #[test]
    fn whole_number_keeps_its_digits() {
        let grid = grid("[{\"note\": 9007199254740993}, {\"note\": 2021}, {\"note\": 1.5}]").expect("a list");
        let cells: Vec<&Content> = grid.rows[1..].iter().map(|row| row.cell(0)).collect();
        let exact = |text: &str| Content::Exact(text.to_owned());
        assert_eq!(cells, [&exact("9007199254740993"), &exact("2021"), &Content::Number(1.5)]);
    }

    #[test]
    fn what_is_no_list_of_networks_is_an_error() {
        for (text, message) in [
            ("{", "not JSON"),
            ("[{\"key\": \"a\", \"key\": \"b\"}]", "`key` is given twice"),
            ("{\"denominators\": []}", "no list `networks`"),
            ("3", "no list"),
            ("[3]", "item 1 is not an object"),
        ] {
            let problem = grid(text).expect_err(text);
            assert!(problem.message.contains(message), "{problem}");
        }
        let wide = (0..2000).map(|at| format!("{{\"m{at}\": 1}}")).collect::<Vec<_>>().join(",");
        let problem = grid(&format!("[{wide}]")).expect_err("it is too wide");
        assert!(problem.message.contains("more than 1000 columns"), "{problem}");
        let object = (0..2000).map(|at| format!("\"m{at}\": 1")).collect::<Vec<_>>().join(",");
        assert!(grid(&format!("[{{{object}}}]")).is_err());
        let deep = "[".repeat(100_000);
        assert!(grid(&deep).is_err());
    }
}
