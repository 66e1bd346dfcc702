//! Sheets with changes at random, always the same: importing them does not panic, and what they give can be read. The fuzz
//! targets `sheet` and `workbook` ask the same of any bytes.
#![cfg(feature = "xlsx")]

mod support;

#[path = "fuzz/targets/planned.rs"]
mod planned;

use std::fs;

use proptest::prelude::*;
use support::workbook::Parts;
use support::{cases, run, with_registry};

const REGISTRY: &str = "[registry]\nformat = 1\n\n[network.BVT]\nname = \"Bouvet Island\"\nestablished = 2021-06-30\n\
    chairs = [\"IOM\", \"UN RC\"]\nsources = [\"https://example.org/bouvet\"]\n\n[network.fog]\nname = \"Fog\"\n\
    established = \"2019-03\"\nnote = \"one; \\\\\\ntwo\"\n";

/// What is put at a random place.
const PIECES: [&str; 30] = [
    "",
    "\"",
    "'",
    ";",
    ",",
    "\t",
    "|",
    "\n",
    "\r\n",
    "\\",
    "\\u{41}",
    "=",
    "-",
    "n/a",
    "2021-06",
    "44348",
    "..",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "&amp;",
    "<v>",
    "</c>",
    "s=\"3\"",
    "NA",
    "\u{a0}",
    "\u{202e}é",
];

/// A sheet takes longer than a registry.
fn fewer() -> ProptestConfig {
    ProptestConfig { cases: cases().cases / 5, ..cases() }
}

/// A change: where, how many bytes go, and which piece comes.
type Mutation = (prop::sample::Index, usize, usize);

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, 0..PIECES.len()), 1..6)
}

/// Returns the beginning of the character at a place.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

fn mutated(text: &str, mutations: &[Mutation]) -> String {
    let mut text = text.to_owned();
    for (place, gone, piece) in mutations {
        let at = boundary(&text, place.index(text.len() + 1));
        let end = boundary(&text, (at + gone).min(text.len())).max(at);
        text.replace_range(at..end, PIECES[*piece]);
    }
    text
}

/// Makes a sheet of the registry.
fn sheet(name: &str) -> Vec<u8> {
    let (here, _) = with_registry(&format!("import_mutated_{name}"), REGISTRY);
    let file = format!("sheet.{name}");
    assert!(run(&here, &["-q", "list", "-o", &file]).status.success());
    fs::read(here.join(file)).expect("it is there")
}

#[test]
fn texts_are_imported_without_a_panic() {
    let texts = ["csv", "tsv", "json"].map(|name| (name, String::from_utf8(sheet(name)).expect("UTF-8")));
    proptest!(fewer(), |(mutations in mutations(), at in 0..3_usize)| {
        let (name, text) = &texts[at];
        planned::check(mutated(text, &mutations).as_bytes(), Some(name));
    });
}

#[test]
fn workbooks_are_imported_without_a_panic() {
    let parts = Parts::of(&sheet("xlsx"));
    let names = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];
    proptest!(fewer(), |(mutations in mutations(), at in 0..4_usize)| {
        let part = mutated(&parts.text(names[at]), &mutations);
        planned::check(&parts.with(names[at], part).zipped(), None);
    });
}
