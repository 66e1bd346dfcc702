//! Workbooks of Excel: what a reader of them finds is what the registry says, and nothing in them runs.
#![cfg(feature = "xlsx")]

mod support;

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use netreg::model::{Language, Table};
use netreg::parse::Registry;
use netreg::render::networks::headings::titles_of;
use netreg::render::networks::sheet::{Heading, Sheet};
use netreg::render::networks::xlsx::{COMMIT, Origin, UNCOMMITTED, workbook};
use netreg::select::{cell::Cell, column::Column};
use proptest::prelude::*;
use support::cells::entries_of;
use support::git::Repository;
use support::{UTOPIA, cases, folder, netreg, run, run_on, skipped, stderr, with_registry};

/// A registry of which each field has a value that a spreadsheet could change.
const REGISTRY: &str = r#"[registry]
format = 1
title = "Made-up networks"

[denominator.all]
title = "countries"
value = 152
date = 2018-12-19

[network.ATA]
name = "Antarctica"
status = "planned"
established = "2021-06"
closed = "[..2024-08]"
coordinator = "IOM"
members = ["IOM", "A; B", "C\\D"]
verified = 2026-05-01
note = "=cmd|' /C calc'!A0"

[network.utopia]
name = "+1"
established = 2021-06-30
launched = 1899-12-31
coordinator = "@x"
verified = 1900-02-28
note = "http://example.org/ mailto:a@example.org"
"#;

type Book = Xlsx<Cursor<Vec<u8>>>;

fn opened(bytes: Vec<u8>) -> Book {
    open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook")
}

/// Returns the workbook of all networks of a registry.
fn of_networks(text: &str, language: Language) -> Vec<u8> {
    let registry = Registry::parse(text);
    let columns: Vec<Column> = Column::all().collect();
    let networks: Vec<_> = registry.networks().collect();
    workbook(Sheet::of_networks(&columns, &networks, language), &Origin::default()).expect("it is made")
}

/// Returns the workbook of one cell.
fn of_cell(cell: Cell<'_>) -> Result<Vec<u8>, netreg::model::Problem> {
    let mut sheet = Sheet::new("rows", vec![Heading::new("note", "Note")], Language::English);
    sheet.rows.push([cell]);
    workbook(sheet, &Origin::default())
}

/// Returns the cells of the first sheet, below the headings by heading.
fn rows(book: &mut Book) -> Vec<Vec<(String, Data)>> {
    let range = book.worksheet_range_at(0).expect("a sheet").expect("it is read");
    let mut rows = range.rows();
    let headings: Vec<String> = rows.next().expect("headings").iter().map(ToString::to_string).collect();
    rows.map(|row| headings.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

/// Returns a cell of a row; its heading is there.
fn cell<'r>(row: &'r [(String, Data)], heading: &str) -> &'r Data {
    &row.iter().find(|(title, _)| title == heading).unwrap_or_else(|| panic!("no {heading} in {row:?}")).1
}

/// Returns the number format of a cell of the first sheet, by row and heading.
fn number_format(book: &mut Book, row: usize, heading: &str) -> String {
    let name = book.sheet_names()[0].clone();
    let headings = rows(book)[row].iter().map(|(title, _)| title.clone()).collect::<Vec<_>>();
    let at = headings.iter().position(|title| title == heading).expect("a heading");
    let styles = book.worksheet_style(&name).expect("styles");
    let place = (u32::try_from(row + 1).expect("few rows"), u32::try_from(at).expect("few columns"));
    let style = styles.get(place).expect("a style");
    style.number_format.as_ref().map(|format| format.format_code.clone()).unwrap_or_default()
}

/// Returns a file in the archive that a workbook is; none without `unzip`.
fn part(bytes: &[u8], name: &str, part: &str) -> Option<String> {
    let file = folder(name).join("book.xlsx");
    fs::write(&file, bytes).expect("it is written");
    let Ok(output) = Command::new("unzip").arg("-p").arg(&file).arg(part).output() else {
        skipped("the parts of a workbook need `unzip`");
        return None;
    };
    assert!(output.status.success(), "{part}: {}", stderr(&output));
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// Returns the day of a cell that is a date; none if it is something else.
fn day(cell: &Data) -> Option<String> {
    match cell {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}

#[test]
fn cells_have_types() {
    let mut book = opened(of_networks(REGISTRY, Language::English));
    assert_eq!(book.sheet_names(), ["Networks", "Columns", "Entities"]);
    let rows = rows(&mut book);
    let [antarctica, utopia] = &rows[..] else { panic!("{rows:?}") };
    for (heading, expected) in [
        ("Key", text("ATA")),
        ("Status", text("planned")),
        ("Established", text("2021-06")),
        ("Closed", text("[..2024-08]")),
        ("Closed (earliest)", Data::Empty),
        ("Launched", Data::Empty),
        ("Members", text("IOM; A\\; B; C\\\\D")),
        ("Note", text("=cmd|' /C calc'!A0")),
        ("M49", text("010")),
        ("Alpha-2", text("AQ")),
    ] {
        assert_eq!(*cell(antarctica, heading), expected, "{heading}");
    }
    for (row, heading, expected) in [
        (antarctica, "Established (earliest)", "2021-06-01"),
        (antarctica, "Established (latest)", "2021-06-30"),
        (antarctica, "Closed (latest)", "2024-08-31"),
        (antarctica, "Verified", "2026-05-01"),
        (utopia, "Established (earliest)", "2021-06-30"),
    ] {
        assert_eq!(day(cell(row, heading)).as_deref(), Some(expected), "{heading}: {:?}", cell(row, heading));
    }
    // Programs do not agree on the days before March 1900.
    for (heading, expected) in
        [("Launched (earliest)", "1899-12-31"), ("Verified", "1900-02-28"), ("Established", "2021-06-30")]
    {
        assert_eq!(*cell(utopia, heading), text(expected), "{heading}");
    }
    for (heading, expected) in [
        ("Key", "@"),
        ("Established", "@"),
        ("Established (latest)", "yyyy-mm-dd"),
        ("Verified", "yyyy-mm-dd"),
        ("Note", "@"),
    ] {
        assert_eq!(number_format(&mut book, 0, heading), expected, "{heading}");
    }
}

#[test]
fn numbers_are_numbers() {
    let (here, _) = with_registry("numbers_are_numbers", REGISTRY);
    let arguments = [
        &["list", "denominator", "-o", "d.xlsx"][..],
        &["count", "--cumulative", "--today", "2026-06-15", "-o", "g.xlsx"],
        &["count", "--by", "status", "--of", "all", "--as-of", "2021-06", "-o", "c.xlsx"],
    ];
    for args in arguments {
        let output = run(&here, args);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    let mut denominators = opened(fs::read(here.join("d.xlsx")).expect("it is there"));
    assert_eq!(denominators.sheet_names()[0], "Denominators");
    assert_eq!(*cell(&rows(&mut denominators)[0], "Value"), Data::Float(152.0));
    let mut counts = opened(fs::read(here.join("c.xlsx")).expect("it is there"));
    let row = rows(&mut counts).remove(0);
    assert_eq!(*cell(&row, "Networks (certain)"), Data::Float(0.0));
    assert_eq!(*cell(&row, "Networks (possible)"), Data::Float(1.0));
    assert!(matches!(cell(&row, "Percentage (possible)"), Data::Float(_)), "{row:?}");
    assert_eq!(number_format(&mut counts, 0, "Percentage (certain)"), "0.0");
    let mut growth = opened(fs::read(here.join("g.xlsx")).expect("it is there"));
    let last = rows(&mut growth).pop().expect("rows");
    assert_eq!(day(cell(&last, "As of")).as_deref(), Some("2026-06-15"));
}

#[test]
fn number_never_goes_out_without_its_notes() {
    let args = ["count", "--by", "name", "--of", "all", "--as-of", "2021-06", "--today", "2026-06-15"];
    let output = run_on(REGISTRY.as_bytes(), &[&args[..], &["--format", "xlsx", "-f", "-"]].concat());
    let mut book = opened(output.stdout.clone());
    let notes = book.worksheet_range("Notes").expect("the notes");
    let notes: Vec<[String; 2]> = notes.rows().map(|row| [row[0].to_string(), row[1].to_string()]).collect();
    let printed: Vec<[String; 2]> = stderr(&output)
        .lines()
        .filter_map(|line| Some(["Note".to_owned(), line.strip_prefix("note: ")?.to_owned()]))
        .collect();
    assert!(printed.len() > 2, "{printed:?}");
    let caption = ["Rows", "Networks as of 2021-06-01 to 2021-06-30"].map(str::to_owned);
    let registry = ["Registry", "Made-up networks"].map(str::to_owned);
    assert_eq!(notes, [&[registry, caption][..], &printed].concat());
}

#[test]
fn footnote_is_in_the_workbook() {
    let (here, _) = with_registry("footnote_is_in_the_workbook", UTOPIA);
    let output = run(&here, &["countries", "XKX", "-o", "c.xlsx"]);
    assert_eq!(stderr(&output), "wrote c.xlsx\n");
    let mut book = opened(fs::read(here.join("c.xlsx")).expect("it is there"));
    let notes = book.worksheet_range("Notes").expect("the notes");
    assert!(notes.get((0, 1)).is_some_and(|note| note.to_string().starts_with("* References to Kosovo")));
}

#[test]
fn columns_are_explained() {
    let mut book = opened(of_networks(REGISTRY, Language::French));
    let columns = book.worksheet_range("Columns").expect("a sheet");
    let imported = |wanted: &str| -> Vec<String> {
        let rows = columns.rows().skip(1).filter(|row| row[3] == wanted);
        rows.map(|row| row[1].to_string()).collect()
    };
    let fields: Vec<&str> = Table::Network.fields().iter().map(|field| field.key).collect();
    assert_eq!(imported("yes"), [&["key"][..], &fields].concat());
    let derived = ["established", "launched", "closed"]
        .map(|date| ["earliest", "latest"].map(|end| format!("{date}-{end}")));
    let looked_up = ["alpha-2", "m49", "region", "sub-region"].map(str::to_owned);
    assert_eq!(imported("no"), [&derived.concat()[..], &looked_up].concat());
    let first = rows(&mut book).remove(0);
    let titles: Vec<String> = columns.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert_eq!(first.iter().map(|(title, _)| title).collect::<Vec<_>>(), titles.iter().collect::<Vec<_>>());
    assert!(columns.rows().all(|row| row.iter().all(|cell| !cell.to_string().is_empty())), "{columns:?}");
}

#[test]
fn headings_are_those_that_an_import_can_ask_for() {
    for language in Language::ALL {
        let first = rows(&mut opened(of_networks(REGISTRY, language))).remove(0);
        let titles: Vec<&String> = first.iter().map(|(title, _)| title).collect();
        for heading in Table::Network.fields().iter().map(Heading::of_field) {
            for title in titles_of(&heading, language) {
                assert!(titles.contains(&&title), "{title} in {}: {titles:?}", language.code());
            }
        }
    }
}

#[test]
fn hostile_texts_stay_texts() {
    for hostile in [
        "=cmd|' /C calc'!A0",
        "{=1+1}",
        "+1",
        "-1",
        "@x",
        "'x",
        "\"x\"",
        "http://example.org/",
        "https://example.org/",
        "mailto:a@example.org",
        "internal:Columns!A1",
        "_x000D_",
        "_x005F_x000D_ _x0",
        " x ",
        "\tx\n",
        "\n",
        " ",
        "<t>&amp;</t>",
        "]]>",
        "a\r\nb",
        "\u{0}\u{1}\u{b}\u{1b}[31m\u{7f}\u{85}\u{feff}",
        "\u{202e}\u{fffe}\u{ffff}",
        "\u{1f600}\u{e000}",
        "1e5",
        "2021-06",
        "TRUE",
        "#N/A",
        "NA",
        "::error::x",
    ] {
        let bytes = of_cell(Cell::Text(hostile.into())).expect("it is made");
        if let Some(xml) = part(&bytes, "hostile_texts_stay_texts", "xl/worksheets/sheet1.xml") {
            assert!(!xml.contains("<f>") && !xml.contains("<hyperlink"), "{hostile:?}: {xml}");
        }
        let mut book = opened(bytes);
        let read = rows(&mut book).remove(0).remove(0).1;
        let Data::String(read) = read else { panic!("{hostile:?} is read as {read:?}") };
        assert_eq!(unescaped(&read), hostile, "{read:?}");
        let formulas = book.worksheet_formula("Rows").expect("it is read");
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{hostile:?}");
    }
}

/// Returns the text of a cell of one text.
fn unescaped(cell: &str) -> String {
    // Only in a list does a semicolon end something.
    entries_of(&cell.replace(';', "\\;")).concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases().cases / 4, ..cases() })]

    #[test]
    fn text_comes_back_as_it_was(text in "[=+@'; \\\\a\u{0}\u{1b}\u{202e}\n\t\r\"éx_0D<&{}\u{fffe}-]{1,12}|\\PC{1,20}|(_x[0-9A-F]{4}_|_|x){1,4}") {
        let read = rows(&mut opened(of_cell(Cell::Text((&text).into())).expect("it is made"))).remove(0).remove(0).1;
        prop_assert_eq!(unescaped(&read.to_string()), text);
    }

    #[test]
    fn list_comes_back_as_it_was(entries in prop::collection::vec("[=+@'; \\\\a\u{1b}\u{202e}\n\t\r\"é,u{}_-]{1,6}", 1..4)) {
        let list = Cell::List(entries.iter().map(Into::into).collect());
        let read = rows(&mut opened(of_cell(list).expect("it is made"))).remove(0).remove(0).1;
        prop_assert_eq!(entries_of(&read.to_string()), entries);
    }
}

#[test]
fn text_that_is_too_long_is_refused_and_not_cut() {
    let longest = "x".repeat(32_767);
    let read = rows(&mut opened(of_cell(Cell::of_text(&longest)).expect("it fits"))).remove(0).remove(0).1;
    assert_eq!(read, text(&longest));
    // Two characters of UTF-16 each.
    assert!(of_cell(Cell::of_text("\u{1f600}".repeat(16_383))).is_ok());
    assert!(of_cell(Cell::of_text("\u{1f600}".repeat(16_384))).is_err());
    let note = format!("{UTOPIA}note = \"{longest}y\"\n");
    let (here, _) = with_registry("text_that_is_too_long_is_refused_and_not_cut", &note);
    let output = run(&here, &["-q", "list", "-o", "networks.xlsx"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        "error: row 2 (`utopia`), column `Note`: a text is longer than the 32,767 characters for which a cell of Excel \
         has room\nhelp: `--format csv` has no such limit\n"
    );
    assert!(!here.join("networks.xlsx").exists());
}

#[test]
fn sheet_helps_who_types_into_it() {
    let bytes = of_networks(REGISTRY, Language::Arabic);
    let Some(xml) = part(&bytes, "sheet_helps_who_types_into_it", "xl/worksheets/sheet1.xml") else { return };
    for expected in [
        "rightToLeft=\"1\"",
        "<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" state=\"frozen\"/>",
        "<autoFilter ref=\"A1:Y3\"/>",
        // The statuses are the only ones; another entity is allowed after a warning. New rows have the lists, too.
        "<dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\" \
         errorTitle=\"Unknown status\" error=\"A status is planned, established or closed.\" sqref=\"C2:C1003\">\
         <formula1>\"planned,established,closed\"</formula1></dataValidation>",
        "<dataValidation type=\"list\" errorStyle=\"warning\" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\" \
         errorTitle=\"Not a known entity\" error=\"The list has the entities that netreg knows. Another name is allowed, \
         too.\" sqref=\"O2:O1003\"><formula1>Entities!$A$2:$A$52</formula1></dataValidation>",
        "sqref=\"P2:P1003\"",
    ] {
        assert!(xml.contains(expected), "{expected}\nis not in\n{xml}");
    }
    assert_eq!(xml.matches("<dataValidation ").count(), 3, "{xml}");
    let mut book = opened(bytes);
    let entities = book.worksheet_range("Entities").expect("a sheet");
    let listed: Vec<String> = entities.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert_eq!(listed, netreg::model::entity::spellings());
    let styles = book.worksheet_style("Networks").expect("styles");
    let heading = styles.get((0, 0)).and_then(|style| style.font.as_ref()).expect("a font");
    assert!(heading.is_bold(), "{heading:?}");
    let english = of_networks(REGISTRY, Language::English);
    let xml = part(&english, "sheet_helps_who_types_into_it", "xl/worksheets/sheet1.xml").expect("as before");
    assert!(!xml.contains("rightToLeft"), "{xml}");
}

#[test]
fn same_registry_gives_the_same_bytes_on_any_day() {
    let (here, _) = with_registry("same_registry_gives_the_same_bytes_on_any_day", REGISTRY);
    let made = |today: &str| {
        let output = run(&here, &["-q", "list", "--today", today, "--format", "xlsx"]);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
        output.stdout
    };
    let first = made("2026-06-15");
    std::thread::sleep(std::time::Duration::from_millis(2100)); // The times in an archive are exact to two seconds.
    assert!(first == made("2026-06-15"), "the same input");
    assert!(first == made("2027-01-01"), "another day");
    let output = run(&here, &["-q", "list", "-o", "networks.XLSX"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(first == fs::read(here.join("networks.XLSX")).expect("it is there"), "in a file");
}

/// Returns the properties of the workbook of a list in this folder: title, day of creation, commit, uncommitted changes;
/// and what was printed.
fn properties(here: &Path) -> ([Option<String>; 4], String) {
    let output = netreg()
        .current_dir(here)
        .args(["list", "--status", "planned,established", "-o", "networks.xlsx"])
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("the binary starts");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let mut book = opened(fs::read(here.join("networks.xlsx")).expect("it is there"));
    let found = book.workbook_properties().expect("properties");
    let custom = |name: &str| found.custom_properties.get(name).cloned();
    let printed = stderr(&output);
    ([found.title.clone(), found.created.clone(), custom(COMMIT), custom(UNCOMMITTED)], printed)
}

#[test]
fn workbook_names_the_commit_that_has_exactly_its_registry() {
    const NOTE: &str = "note: the registry has changes that are not committed; commit them and write the workbook again, so that \
        `netreg import` can tell your changes from those of others\nwrote networks.xlsx\n";
    let title = Some("Made-up networks".to_owned());
    let yes = Some("yes".to_owned());
    let constant = Some("2000-01-01T00:00:00Z".to_owned());
    let repository = Repository::new("workbook_names_the_commit_that_has_exactly_its_registry");
    repository.write("registry.toml", REGISTRY);
    let uncommitted = [title.clone(), constant.clone(), None, yes];
    assert_eq!(properties(&repository.0), (uncommitted.clone(), NOTE.to_owned()), "no commit yet");
    let first = repository.commit("first");
    let created = repository.git(&["log", "-1", "--format=%ad", "--date=format:%Y-%m-%dT00:00:00Z"]);
    let committed = [title, Some(created), Some(first), None];
    assert_eq!(properties(&repository.0), (committed.clone(), "wrote networks.xlsx\n".to_owned()));
    // Another file changes nothing, and neither do the ends of lines, which git may convert.
    repository.write("other.txt", "x");
    repository.commit("other");
    assert_eq!(properties(&repository.0).0, committed);
    repository.write("registry.toml", &REGISTRY.replace('\n', "\r\n"));
    assert_eq!(properties(&repository.0).0, committed);
    repository.write("registry.toml", &format!("{REGISTRY}\n# x\n"));
    assert_eq!(properties(&repository.0), (uncommitted.clone(), NOTE.to_owned()), "changed");
    repository.git(&["add", "registry.toml"]);
    assert_eq!(properties(&repository.0).0, uncommitted, "staged");
    // A text that only an older commit has is not that of the newest.
    repository.commit("second");
    repository.write("registry.toml", REGISTRY);
    assert_eq!(properties(&repository.0).0, uncommitted, "an older text");
    repository.write("registry.toml", "[network.ATA\n");
    repository.commit("cannot be read");
    repository.write("registry.toml", REGISTRY);
    assert_eq!(properties(&repository.0).0, uncommitted, "the newest version that can be read");
    // Outside of git, and from standard input, nothing is said.
    let output = run_on(REGISTRY.as_bytes(), &["list", "-q", "-f", "-", "--format", "xlsx"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let mut book = opened(output.stdout);
    assert_eq!(book.workbook_properties().expect("properties").custom_properties.len(), 0);
}
