//! Round trips: what `list` writes as CSV, TSV, JSON and a workbook, `import` reads as the same records.

use netreg::edit::{self, FieldValue};
use netreg::import::{self, Document, Mapping, Mode};
use netreg::model::{Address, Date, Item, Kind, Language, Record, Status, Table, Value, country};
use netreg::parse::Registry;
use netreg::render::networks::sheet::Sheet;
use netreg::render::networks::{csv, json};
use netreg::select::column::Column;
use netreg::text::Span;
use proptest::prelude::*;

use support::{cases, synth::Random};

mod support;

/// Pieces of texts that a format, a spreadsheet or a terminal takes for something else.
const PIECES: [&str; 44] = [
    "Ice",
    "a",
    " ",
    "  ",
    "\u{a0}",
    "=1+1",
    "+",
    "-",
    "@",
    "'",
    "\"",
    "\"\"",
    ",",
    ";",
    "; ",
    "\\",
    "\\u{41}",
    "\\n",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "|",
    "n/a",
    "NA",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "::error::",
    "##[x]",
    "é",
    "中国",
    "السودان",
    "Kosovo",
    "*",
    "_x000D_",
    "_x0041_",
    "&amp;",
    "<b>",
    "]]>",
    "😀",
    "\u{fffe}",
];

/// Returns a text that has at least one character, and what no rule of the format forbids.
fn text(random: &mut Random) -> String {
    let number = random.below(5) + 1;
    (0..number).map(|_| random.pick(&PIECES)).collect()
}

fn address(random: &mut Random) -> String {
    format!("https://example.org/{}", text(random).replace(|c: char| c.is_whitespace(), "-"))
}

fn date(random: &mut Random) -> Date {
    let forms = [
        "2021-06-30",
        "2020-07",
        "2019",
        "[2021-03-18..2021-06-24]",
        "[2019..2020-05]",
        "[..2024-08]",
        "[..2023]",
    ];
    Date::parse(random.pick(&forms)).expect("a date")
}

/// Returns the value of a field of a network: any that the format has, as netreg spells it.
fn value(kind: Kind, random: &mut Random) -> Value<'static> {
    let list = |texts: Vec<String>| {
        let item = |text: String| Item { text: text.into(), span: Span::default() };
        Value::List(texts.into_iter().map(item).collect())
    };
    let number = random.below(3) + 1;
    match kind {
        Kind::Text => Value::Text(text(random).into()),
        Kind::Address => Value::Text(address(random).into()),
        Kind::Addresses => list((0..number).map(|_| address(random)).collect()),
        Kind::Entity => Value::Text(format!("Office of {}", text(random)).into()),
        Kind::Entities => list((0..number).map(|_| format!("{} of Ice", text(random))).collect()),
        Kind::Codes => list((0..number).map(|_| random.pick(&["FJI", "TUV", "NAM"]).to_owned()).collect()),
        Kind::Date => Value::Date(date(random)),
        Kind::Day => Value::Date(Date::parse("2021-06-30").expect("a day")),
        Kind::Status => Value::Status(Status::ALL[random.below(3)]),
        Kind::Number => Value::Number(7),
    }
}

/// Returns a registry with networks of countries and slugs, in which each field is hostile.
fn registry(seed: u64, networks: usize) -> String {
    let mut random = Random::new(seed);
    let mut records: Vec<(Address, Vec<FieldValue>)> = Vec::new();
    for at in 0..networks {
        let key = match random.below(3) {
            0 => format!("slug-{at}"),
            _ => country::all()[random.below(country::all().len())].alpha3.to_owned(),
        };
        if records.iter().any(|(address, _)| address.key == key) {
            continue;
        }
        let mut fields: Vec<FieldValue> = Vec::new();
        for field in Table::Network.fields() {
            let value = match (field.key, country::by_code(&key)) {
                ("name", Some(country)) => Value::Text(country.name.into()),
                // White space and marks are not a part of a name.
                ("name", None) => {
                    Value::Text(format!("Land {}", text(&mut random)).trim().replace('*', "").into())
                }
                _ if random.once_in(3) => continue,
                _ => value(field.kind, &mut random),
            };
            if !value.is_default() {
                fields.push((field, value));
            }
        }
        records.push((Address::network(&key), fields));
    }
    let new: Vec<(&Address, &[FieldValue])> =
        records.iter().map(|(address, fields)| (address, fields.as_slice())).collect();
    edit::add(&Registry::parse("[registry]\nformat = 1\n"), &new).expect("they are new").text
}

/// Returns the records of a registry as data.
fn records(text: &str) -> Vec<(String, Vec<(&'static str, Value<'static>)>)> {
    let owned = |value: &Value<'_>| match value {
        Value::Text(text) => Value::Text(text.to_string().into()),
        Value::List(items) => Value::List(
            items
                .iter()
                .map(|item| Item { text: item.text.to_string().into(), span: Span::default() })
                .collect(),
        ),
        Value::Number(number) => Value::Number(*number),
        Value::Date(date) => Value::Date(*date),
        Value::Status(status) => Value::Status(*status),
    };
    let registry = Registry::parse(text);
    let record = |network: &Record<'_>| {
        let fields = network.entries.iter().map(|entry| (entry.field.key, owned(&entry.value))).collect();
        (network.key.to_string(), fields)
    };
    registry.networks().map(record).collect()
}

/// Returns what `list --columns all` writes in a format, with names in a language.
fn exported(text: &str, format: &str, language: Language) -> Vec<u8> {
    let registry = Registry::parse(text);
    let networks: Vec<&Record<'_>> = registry.networks().collect();
    let columns: Vec<Column> = Column::all().collect();
    let sheet = Sheet::of_networks(&columns, &networks, language);
    let (sheet, rows) = sheet.apart();
    let mut out = Vec::new();
    match format {
        "csv" => drop(csv::csv(sheet.with(rows.iter()), &mut out)),
        "tsv" => drop(csv::tsv(sheet.with(rows.iter()), &mut out)),
        "json" => json::write([sheet.with(rows.iter())], &mut out).expect("a vector takes every byte"),
        #[cfg(feature = "xlsx")]
        "xlsx" => {
            use netreg::render::networks::xlsx::{Origin, workbook};
            out = workbook(sheet.with(rows.iter()), &Origin::default()).expect("there is room");
        }
        _ => panic!("{format}"),
    }
    out
}

const FORMATS: &[&str] =
    if cfg!(feature = "xlsx") { &["csv", "tsv", "json", "xlsx"] } else { &["csv", "tsv", "json"] };

/// Returns the registry that an import makes of another one, with what is wrong.
fn imported(bytes: &[u8], format: &str, into: &str, mode: Mode<'_>) -> (String, Vec<String>) {
    let document = Document::read(bytes, Some(format)).expect("it is a sheet");
    let sheet = import::choose(document, None, &Mapping::default()).expect("it has headings");
    let reading = import::read(&sheet.grid, &sheet.headings);
    let registry = Registry::parse(into);
    let plan = import::plan(&registry, &reading.incoming, mode, sheet.grid.dialect).expect("all is clear");
    let findings = reading.findings.iter().chain(&plan.findings);
    (plan.text, findings.map(|finding| format!("{finding:?}")).collect())
}

proptest! {
    // A workbook takes longer to make than a text.
    #![proptest_config(ProptestConfig { cases: cases().cases / 10, ..cases() })]

    #[test]
    fn every_format_brings_back_the_same_records(seed: u64, networks in 0_usize..6, language in 0_usize..6) {
        let text = registry(seed, networks);
        let empty = "[registry]\nformat = 1\n";
        for format in FORMATS {
            let bytes = exported(&text, format, Language::ALL[language]);
            if networks == 0 && *format == "json" {
                // Without rows there are no members.
                continue;
            }
            let (new, findings) = imported(&bytes, format, empty, Mode::Add);
            prop_assert_eq!(&findings, &Vec::<String>::new(), "{}", format);
            prop_assert_eq!(records(&new), records(&text), "{}", format);
        }
    }

    #[test]
    fn sheet_that_nobody_changed_changes_nothing(seed: u64, networks in 1_usize..6, language in 0_usize..6) {
        let text = registry(seed, networks);
        let base = Registry::parse(&text);
        for format in FORMATS {
            let bytes = exported(&text, format, Language::ALL[language]);
            for mode in [Mode::Update, Mode::Against(&base)] {
                let (new, findings) = imported(&bytes, format, &text, mode);
                prop_assert_eq!(&findings, &Vec::<String>::new(), "{}", format);
                prop_assert_eq!(&new, &text, "{}", format);
            }
        }
    }
}
