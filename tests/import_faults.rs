//! Bad cells in a large sheet: all of them are reported in one run, each with its place, and nothing is written.
#![cfg(feature = "xlsx")]

mod support;

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};
use support::{names, run, stderr, text, with_registry};

const REGISTRY: &str = "[registry]\nformat = 1\n\n[network.BVT]\nname = \"Bouvet Island\"\nestablished = 2021-06-30\n\
    sources = [\"https://example.org/bouvet\"]\n";

const HEADINGS: [&str; 10] = [
    "Key",
    "Name",
    "Status",
    "Established",
    "Covers",
    "Coordinator",
    "Members",
    "Website",
    "Sources",
    "Verified",
];

const ROWS: usize = 1000;

/// The bad cells: row, column counted from 0, what is in it, and what is said of it.
const FAULTS: [(usize, usize, &str, &str); 10] = [
    (2, 3, "03.04.2021", "depending on which number is the month"),
    (99, 2, "close", "is not a status"),
    (180, 3, "44348", "is a number, not a date"),
    (333, 4, "Korea", "can mean several"),
    (334, 5, "IOM/UNHCR", "has several names"),
    (500, 6, "IOM, UNHCR", "has several names"),
    (501, 7, "www.example.org", "not an https address"),
    (777, 9, "2021-06", "is not a day"),
    (900, 3, "2021-02-30", "February 2021 has 28 days"),
    (1001, 0, "No Slug!", "is not a country or area"),
];

/// Returns the cells of a sheet, the headings first.
fn cells() -> Vec<Vec<String>> {
    let row = |number: usize| -> Vec<String> {
        let own = [format!("place-{number}"), format!("Place {number}")];
        let same = [
            "established",
            "2021-06",
            "FJI; TUV",
            "IOM",
            "IOM; UNHCR",
            "https://example.org",
            "https://example.org/x",
        ];
        own.into_iter().chain(same.map(str::to_owned)).chain(["2026-01-05".to_owned()]).collect()
    };
    let headings = HEADINGS.map(str::to_owned).to_vec();
    let mut rows: Vec<Vec<String>> = [headings].into_iter().chain((0..ROWS).map(row)).collect();
    for (row, column, cell, _) in FAULTS {
        cell.clone_into(&mut rows[row - 1][column]);
    }
    rows
}

/// Imports a sheet with ten bad cells, and checks what is said of them.
fn check(here: &Path, file: &str, place: impl Fn(usize, usize) -> String) {
    let before = names(here);
    // What is given with `--map` is kept only if the sheet is imported.
    let output = run(here, &["import", file, "--map", "Website=website"]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for (row, column, _, words) in FAULTS {
        let place = format!("--> {file}: {}\n", place(row, column));
        let (before, _) = said.split_once(&place).unwrap_or_else(|| panic!("no `{place}` in {said}"));
        let message = before.trim_end().lines().last().unwrap_or_default();
        assert!(message.starts_with("error: "), "{message}");
        let help = said.split(&place).nth(1).and_then(|after| after.lines().next()).unwrap_or_default();
        assert!(format!("{message} {help}").contains(words), "{message}: {help}");
        assert!(help.starts_with("  help: "), "{help}");
    }
    assert_eq!(said.matches(" --> ").count(), FAULTS.len(), "{said}");
    assert!(said.contains("(without these: 990 added, 0 changed, 0 the same)"), "{said}");
    assert_eq!(text(&here.join("registry.toml")), REGISTRY);
    assert_eq!(names(here), before);
}

#[test]
fn bad_cells_of_csv_are_all_reported() {
    let (here, _) = with_registry("import_faults_csv", REGISTRY);
    let quoted = |cell: &String| format!("\"{cell}\"");
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n";
    fs::write(here.join("sheet.csv"), cells().iter().map(line).collect::<String>()).expect("it is written");
    check(&here, "sheet.csv", |row, column| format!("line {row}, column `{}`", HEADINGS[column]));
}

#[test]
fn bad_cells_of_a_workbook_are_all_reported() {
    let (here, _) = with_registry("import_faults_xlsx", REGISTRY);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Networks of 2026").expect("a name");
    for (row, cells) in (0..).zip(cells()) {
        for (column, cell) in (0..).zip(cells) {
            // A number without the format of a date.
            let written = match cell.parse::<f64>() {
                Ok(number) => sheet.write_number_with_format(row, column, number, &Format::new()),
                Err(_) => sheet.write_string(row, column, cell),
            };
            written.expect("a cell");
        }
    }
    workbook.save(here.join("sheet.xlsx")).expect("it is written");
    check(&here, "sheet.xlsx", |row, column| {
        let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
        format!("sheet `Networks of 2026`, row {row}, column `{}` ({letter}{row})", HEADINGS[column])
    });
}
