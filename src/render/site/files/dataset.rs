//! The report as a dataset: schema.org `Dataset` in the page (JSON-LD 1.1), and a data package (version 2.0) with the
//! schema of its table.

use serde_json::{Map, Value, json};

use crate::model::country::FOOTNOTE;
use crate::model::{Status, Table};
use crate::render::json;
use crate::render::networks::notes::caption;
use crate::render::networks::sheet::{Heading, Values};
use crate::render::site::facts::Facts;
use crate::render::site::license::{self, License};
use crate::select::certainty::Certainty;
use crate::text::normalize;

/// Returns the members that have a value.
fn object<const NUMBER: usize>(members: [(&str, Option<Value>); NUMBER]) -> Value {
    let given = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(given.collect::<Map<_, _>>())
}

/// Returns the description of the dataset with its number, day and filters, in English.
pub(crate) fn description(facts: &Facts<'_>) -> String {
    let about = facts.head("description").unwrap_or_default();
    let what = caption(Some(facts.as_of), facts.selection);
    format!("{about} {what}: {}.", facts.count()).trim().to_owned()
}

/// Returns the web page about the subject.
fn page<'a>(facts: &Facts<'a>) -> Option<&'a str> {
    facts.head("homepage").filter(|page| page.starts_with("https://"))
}

/// Returns the element with the dataset.
pub(crate) fn script(facts: &Facts<'_>) -> String {
    let text = |text: &str| Some(Value::from(text));
    let licenses = license::of(facts.head("license").unwrap_or_default()).pages();
    let organization = |name: &str| json!({"@type": "Organization", "name": name});
    let download = |path: &str, format: &str| json!({"@type": "DataDownload", "encodingFormat": format, "contentUrl": path});
    let dataset = object([
        ("@context", text("https://schema.org/")),
        ("@type", text("Dataset")),
        ("name", text(facts.title())),
        ("description", text(&description(facts))),
        ("about", page(facts).map(|page| json!({"@type": "Thing", "url": page}))),
        ("creator", facts.head("publisher").map(organization)),
        ("publisher", facts.head("publisher").map(organization)),
        ("license", (!licenses.is_empty()).then(|| Value::from(licenses))),
        ("dateModified", facts.committed().map(|revision| Value::from(revision.day.as_str()))),
        ("version", text(&facts.as_of.to_string())),
        ("temporalCoverage", Some(Value::from(coverage(facts)))),
        ("isAccessibleForFree", Some(Value::from(true))),
        (
            "distribution",
            Some(Value::from(vec![
                download("networks.csv", "text/csv"),
                download("v1/networks.json", "application/json"),
            ])),
        ),
    ]);
    // Nothing in a text of JSON can end the element.
    let document = json::document(&dataset).replace('<', "\\u003c").replace('>', "\\u003e");
    format!("<script type=\"application/ld+json\">\n{document}</script>\n")
}

/// Returns the days from the first possible one to the last, as an interval (ISO 8601).
fn coverage(facts: &Facts<'_>) -> String {
    let first = facts.question.bounds.since.map_or("..".to_owned(), |day| day.to_string());
    format!("{first}/{}", facts.as_of.last)
}

/// Returns the data package; `columns` are those of the table of networks. `has_changes` tells whether there is a file with
/// what changed.
pub(crate) fn package(facts: &Facts<'_>, columns: &[Heading], has_changes: bool) -> String {
    let text = |text: &str| Some(Value::from(text));
    let fields: Vec<Value> = columns.iter().flat_map(fields).collect();
    let table = json!({
        "name": "networks",
        "path": "networks.csv",
        "description": format!("The counted networks. {FOOTNOTE}"),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": fields,
            "missingValues": [""],
            "primaryKey": ["key"],
        },
    });
    let networks = ("v1/networks.json", "The networks");
    let registry = ("v1/registry.json", "The numbers, denominators, milestones and published totals");
    let changes = ("v1/changes.json", "What changed in each revision");
    let files = [networks, registry].into_iter().chain(has_changes.then_some(changes));
    let file = |(path, title): (&str, &str)| {
        let name = path.trim_end_matches(".json").replace('/', "-");
        json!({"name": name, "path": path, "title": title, "format": "json", "mediatype": "application/json"})
    };
    let resources: Vec<Value> = std::iter::once(table).chain(files.map(file)).collect();
    let publisher = |name: &str| json!([{"title": name, "roles": ["publisher"]}]);
    json::document(&object([
        ("$schema", text("https://datapackage.org/profiles/2.0/datapackage.json")),
        ("name", text(&name(facts.title()))),
        ("title", text(facts.title())),
        ("description", text(&description(facts))),
        ("homepage", page(facts).map(Value::from)),
        ("version", text(&facts.as_of.to_string())),
        ("licenses", licenses(facts)),
        ("contributors", facts.head("publisher").map(publisher)),
        ("resources", Some(Value::from(resources))),
    ]))
}

/// Returns the name of the package: the title in small letters with hyphens.
fn name(title: &str) -> String {
    let words = normalize(title);
    let is_plain = |word: &&str| word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let words: Vec<&str> = words.split(' ').filter(is_plain).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "networks".to_owned() } else { words.join("-") }
}

fn licenses(facts: &Facts<'_>) -> Option<Value> {
    let license = license::of(facts.head("license")?);
    let pages = license.pages();
    let names: Vec<Option<&str>> = match &license {
        License::Ids(ids) => ids.iter().copied().map(Some).collect(),
        License::Page(_) => vec![None],
        License::None => return None,
    };
    let one = |(name, page): (Option<&str>, &String)| {
        object([("name", name.map(Value::from)), ("path", Some(Value::from(page.as_str())))])
    };
    Some(Value::from(names.into_iter().zip(&pages).map(one).collect::<Vec<_>>()))
}

/// Returns the fields of a column: one, and for a date two more with its earliest and latest day.
fn fields(column: &Heading) -> Vec<Value> {
    let id = column.id;
    let own = Table::Network.field(id);
    let help = own.map(|field| field.help);
    let field = |name: String, kind: &str, description: Option<&str>, constraints: Option<Value>| {
        object([
            ("name", Some(Value::from(name))),
            ("type", Some(Value::from(kind))),
            ("title", Some(Value::from(column.title))),
            ("description", description.map(Value::from)),
            ("constraints", constraints),
        ])
    };
    let constraints = match id {
        "key" => Some(json!({"required": true, "unique": true})),
        "status" => {
            let words = Status::ALL.map(Status::word);
            Some(json!({"enum": words}))
        }
        "certainty" => {
            let names = [Certainty::Certain, Certainty::Possible].map(Certainty::name);
            Some(json!({"enum": names}))
        }
        _ => None,
    };
    match column.kind {
        Values::Dates => vec![
            field(id.to_owned(), "string", help, constraints),
            field(format!("{id}-earliest"), "date", Some("Its earliest possible day"), None),
            field(format!("{id}-latest"), "date", Some("Its latest possible day"), None),
        ],
        _ => vec![field(id.to_owned(), "string", help, constraints)],
    }
}
