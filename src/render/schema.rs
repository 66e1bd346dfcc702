//! The schema for an editor: what a registry may contain, as JSON Schema (draft 07), from the table of fields.
//!
//! It accepts all that netreg accepts, and says of each value what a schema can say. `docs/format.md`, "In an editor",
//! lists the rest.

use serde_json::{Map, Value, json};

use crate::model::{Field, Kind, Status, Table, country, field::FORMAT};
use crate::render::json;
use crate::validate;

/// A slug or an ID (`record::is_slug`).
const SLUG: &str = "^[a-z][a-z0-9-]*$";

/// A year.
const YEAR: &str = "[0-9]{4}";

/// A month of a year.
const MONTH: &str = "-(0[1-9]|1[0-2])";

/// A day of a month. A pattern cannot say which months have it.
const DAY: &str = "-(0[1-9]|[12][0-9]|3[01])";

/// Returns the schema as one JSON document.
pub fn render() -> String {
    let tables: Map<String, Value> =
        Table::ALL.into_iter().map(|table| (table.key().to_owned(), place(table))).collect();
    let mut definitions: Map<String, Value> =
        Table::ALL.into_iter().map(|table| (table.key().to_owned(), fields(table))).collect();
    let codes: Vec<&str> = country::all().iter().map(|country| country.alpha3).collect();
    definitions.insert("code".to_owned(), json!({ "type": "string", "enum": codes }));
    json::document(&json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": format!("netreg registry, format {FORMAT}"),
        "description": "Made by `netreg generate schema`.",
        "type": "object",
        "additionalProperties": false,
        "required": ["registry"],
        "properties": tables,
        "definitions": definitions,
    }))
}

/// Returns the schema of the place of a table.
fn place(table: Table) -> Value {
    let one = json!({ "$ref": format!("#/definitions/{}", table.key()) });
    if table.is_list() {
        return json!({ "type": "array", "items": one });
    }
    if !table.is_keyed() {
        return one;
    }
    let mut keys = Map::new();
    if table == Table::Network {
        for country in country::all() {
            let mut titled = json!({ "title": country.display_name(), "allOf": [one] });
            if let Some(note) = country::footnote(country.display_name()) {
                titled["description"] = note.into();
            }
            keys.insert(country.alpha3.to_owned(), titled);
        }
    }
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": keys,
        "patternProperties": { SLUG: one },
    })
}

/// Returns the schema of the fields of a table.
fn fields(table: Table) -> Value {
    let fields = table.fields();
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    let values: Map<String, Value> =
        fields.iter().map(|field| (field.key.to_owned(), value(table, field))).collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": values,
    })
}

/// Returns the schema of a field.
fn value(table: Table, field: &Field) -> Value {
    let text = json!({ "type": "string", "pattern": "\\S" });
    let address = json!({ "type": "string", "pattern": "^https://[^ ]+$" });
    let list = |items: &Value| json!({ "type": "array", "items": items, "uniqueItems": true });
    let mut value = match field.kind {
        Kind::Text if table == Table::Allow && field.key == "rule" => {
            let rules = validate::all().filter(|rule| rule.is_suppressible());
            json!({ "type": "string", "enum": rules.map(|rule| rule.code.to_string()).collect::<Vec<_>>() })
        }
        Kind::Text | Kind::Entity => text,
        Kind::Address => address,
        Kind::Number if field.key == "format" => json!({ "type": "integer", "const": FORMAT }),
        Kind::Number => json!({ "type": "integer", "minimum": i64::from(table == Table::Denominator) }),
        Kind::Day => json!({ "type": "string", "format": "date" }),
        Kind::Date => json!({ "anyOf": [
            { "type": "string", "format": "date" },
            { "type": "string", "pattern": inexact() },
        ] }),
        Kind::Status => json!({ "type": "string", "enum": Status::ALL.map(Status::word) }),
        Kind::Entities => list(&text),
        Kind::Addresses => list(&address),
        Kind::Codes => list(&json!({ "$ref": "#/definitions/code" })),
    };
    value["title"] = field.title.into();
    value["description"] = field.help.into();
    value
}

/// Returns the pattern of a date that is not a day: a year, a month, or a set (`model/date/`).
fn inexact() -> String {
    let part = format!("{YEAR}({MONTH}({DAY})?)?");
    format!("^({YEAR}({MONTH})?|\\[({part})?\\.\\.{part}\\])$")
}
