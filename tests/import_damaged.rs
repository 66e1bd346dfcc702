//! Damaged workbooks: each is read rightly or refused with a message, in bounded memory and time, and never changes the
//! registry. All are made from one good workbook, always the same.
#![cfg(all(unix, feature = "xlsx"))]

mod support;

use std::fmt::Write;
use std::fs;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use support::workbook::Parts;
use support::{netreg, run, stderr, text, with_registry};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const REGISTRY: &str = "[registry]\nformat = 1\n\n\
    [network.fog]\nname = \"Fog\"\nestablished = 2021-06-30\nchairs = [\"IOM\", \"UN RC\"]\n\
    sources = [\"https://example.org/fog\"]\nverified = 2026-01-05\n\n\
    [network.ice]\nname = \"Ice\"\nestablished = \"2019-03\"\ncoordinator = \"IOM\"\n\
    sources = [\"https://example.org/ice\"]\nnote = \"one\\ntwo\"\n";

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
const WORKBOOK: &str = "xl/workbook.xml";
const STYLES: &str = "xl/styles.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

/// The address space that a run may have, in KiB. A debug build of netreg takes some 60 MB of it to start.
const MEMORY: u64 = 1 << 20;

/// The time that a run may take.
const TIME: Duration = Duration::from_secs(120);

/// What becomes of a workbook.
#[derive(Clone, Copy, Debug)]
enum Expected {
    /// It is refused with a message that has these words.
    Refused(&'static str),
    /// It says what the registry has.
    Same,
    /// One of the two.
    Either,
}
use Expected::{Either, Refused, Same};

/// A workbook.
struct Case {
    name: String,
    bytes: Vec<u8>,
    expected: Expected,
}

fn case(name: impl Into<String>, bytes: Vec<u8>, expected: Expected) -> Case {
    Case { name: name.into(), bytes, expected }
}

/// Makes a folder with the registry, a copy of it, and the good workbook, whose bytes are returned.
fn made(name: &str) -> (PathBuf, Vec<u8>) {
    let (here, _) = with_registry(name, REGISTRY);
    fs::write(here.join("base.toml"), REGISTRY).expect("it is written");
    let output = run(&here, &["-q", "list", "-o", "good.xlsx"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let good = fs::read(here.join("good.xlsx")).expect("it is there");
    (here, good)
}

/// Imports a workbook with limited memory, and stops where it takes too long.
fn imported(here: &Path, file: &Path) -> Option<(ExitStatus, String)> {
    let program = netreg();
    let mut shell = Command::new("sh");
    let script = format!("ulimit -v {MEMORY}; exec \"$0\" import \"$1\" --against base.toml");
    shell.current_dir(here).args(["-c", &script]).arg(program.get_program()).arg(file);
    for (variable, _) in program.get_envs() {
        shell.env_remove(variable);
    }
    // A pipe that is full would stop it.
    let said = fs::File::create(here.join("said")).expect("a file");
    let mut child = shell.stdout(Stdio::null()).stderr(said).spawn().expect("it starts");
    let start = Instant::now();
    while start.elapsed() < TIME {
        if let Some(status) = child.try_wait().expect("it is ours") {
            return Some((status, text(&here.join("said"))));
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("it is ours");
    child.wait().expect("it ends");
    None
}

/// Says what is wrong with how a workbook is imported.
fn fault(here: &Path, number: usize, case: &Case) -> Option<String> {
    // Workbooks that are imported at once have a folder each.
    let here = here.join(number.to_string());
    fs::create_dir_all(&here).expect("it is made");
    for name in ["registry.toml", "base.toml"] {
        fs::write(here.join(name), REGISTRY).expect("it is written");
    }
    let file = here.join("damaged.xlsx");
    fs::write(&file, &case.bytes).expect("it is written");
    let Some((status, said)) = imported(&here, Path::new("damaged.xlsx")) else {
        return Some("it does not end".to_owned());
    };
    if text(&here.join("registry.toml")) != REGISTRY || here.join("import.toml").exists() {
        return Some(format!("it changes the registry: {said}"));
    }
    let is_clear = said.lines().any(|line| line.starts_with("error: ")) && !said.contains("crash");
    let is_right = match (status.code(), case.expected) {
        (Some(0), Same | Either) => true,
        (Some(1 | 2), Refused(words)) => is_clear && said.contains(words),
        (Some(1 | 2), Either) => is_clear,
        _ => false,
    };
    let bytes = case.bytes.len();
    fs::remove_dir_all(&here).expect("it is removed");
    (!is_right).then(|| format!("{status} of {bytes} bytes: {:?} {said}", case.expected))
}

/// Imports workbooks, as many at once as there are processors.
fn check(here: &Path, cases: &[Case]) {
    let next = AtomicUsize::new(0);
    let one = || {
        let mut faults = String::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(case) = cases.get(number) else { return faults };
            if let Some(fault) = fault(here, number, case) {
                writeln!(faults, "{}: {fault}", case.name).expect("a string");
            }
        }
    };
    let faults: Vec<String> = thread::scope(|scope| {
        let number = thread::available_parallelism().map_or(2, usize::from).min(4);
        let threads: Vec<_> = (0..number).map(|_| scope.spawn(one)).collect();
        threads.into_iter().map(|thread| thread.join().expect("it ends")).collect()
    });
    let faults = faults.concat();
    assert!(faults.is_empty(), "{faults}");
}

/// Returns places in bytes, always the same, spread over them.
fn places(length: usize, number: usize) -> impl Iterator<Item = usize> {
    (0..number).map(move |at| (at * length / number + at * 7919 % 97).min(length - 1))
}

/// Returns where the directory at the end of an archive begins.
fn directory(bytes: &[u8]) -> usize {
    bytes.windows(4).position(|four| four == b"PK\x01\x02").expect("an archive has a directory")
}

#[test]
fn cut_and_flipped_workbooks_change_nothing() {
    let (here, good) = made("import_damaged_bytes");
    let mut cases = vec![case("good", good.clone(), Same)];
    for length in places(good.len(), 20) {
        // Less than the first bytes of an archive is a text.
        let words = if length < 4 { "" } else { "damaged" };
        cases.push(case(format!("cut-{length}"), good[..length].to_vec(), Refused(words)));
    }
    let start = directory(&good);
    for (at, place) in places(good.len() - start, 30).enumerate() {
        let mut bytes = good.clone();
        bytes[start + place] ^= 1 << (at % 8);
        cases.push(case(format!("directory-{place}-{}", at % 8), bytes, Either));
    }
    for (at, place) in places(start, 40).enumerate() {
        let mut bytes = good.clone();
        bytes[place] ^= 1 << (at % 8);
        cases.push(case(format!("stream-{place}-{}", at % 8), bytes, Either));
    }
    check(&here, &cases);
}

#[test]
fn parts_that_are_gone_or_broken_change_nothing() {
    let (here, good) = made("import_damaged_parts");
    let parts = Parts::of(&good);
    let mut cases = Vec::new();
    for name in parts.names() {
        let expected = match name.as_str() {
            SHEET | STRINGS | RELATIONS | WORKBOOK | "_rels/.rels" => Refused(""),
            _ => Either,
        };
        let file = name.replace('/', "-");
        let text = parts.text(&name);
        let cut = text.char_indices().nth(text.chars().count() / 2).map_or("", |(at, _)| &text[..at]);
        for (what, parts) in [
            ("without", parts.without(&name)),
            ("empty", parts.with(&name, "")),
            ("half", parts.with(&name, cut)),
            ("zeros", parts.with(&name, vec![0; 1000])),
            ("not-utf8", parts.with(&name, [text.as_bytes(), b"\xFF\xFE"].concat())),
            ("deep", parts.with(&name, "<a>".repeat(10_000))),
            ("other", parts.with(&name, "<?xml version=\"1.0\"?><html><body>Not found</body></html>")),
        ] {
            // What follows the last element is not read.
            let expected = if what == "not-utf8" { Either } else { expected };
            cases.push(case(format!("{what}-{file}"), parts.zipped(), expected));
        }
    }
    check(&here, &cases);
}

/// The cell in which `ice` is.
const ICE: &str = "<c r=\"A3\" s=\"1\" t=\"s\"><v>31</v></c>";

#[test]
fn wrong_addresses_and_numbers_are_not_guessed() {
    let (here, good) = made("import_damaged_numbers");
    let parts = Parts::of(&good);
    let mut cases = Vec::new();
    let mut add = |part: &str, from: &str, to: &str, expected| {
        let name = format!("{part}: {from} -> {to}");
        cases.push(case(name, parts.changed(part, from, to).zipped(), expected));
    };
    // Addresses of cells.
    for address in
        ["A0", "", "3", "A", "ZZZZ99999999", "ZZZZZZZ3", "A4294967299", "A-3", "A3:B4", "Á3", "$A$3", "A 3"]
    {
        add(SHEET, "<c r=\"A3\"", &format!("<c r=\"{address}\""), Refused(""));
    }
    add(SHEET, "<c r=\"A3\"", "<c", Same);
    add(SHEET, "<c r=\"A3\"", "<c r=\"a3\"", Same);
    for number in ["0", "", "x", "4294967299", "99999999999999999999", "-3"] {
        add(SHEET, "<row r=\"3\"", &format!("<row r=\"{number}\""), Either);
    }
    for reference in ["Y3:A1", "A1", "A0:B0", "", "A1:ZZZZZZZZ99999999999", "A1:B2:C3", "A1:XFD1048576"] {
        add(SHEET, "<dimension ref=\"A1:Y3\"", &format!("<dimension ref=\"{reference}\""), Either);
    }
    // Corners.
    add(SHEET, "</row></sheetData>", "<c r=\"XFD3\"><v>1</v></c></row></sheetData>", Refused("columns"));
    add(SHEET, "</sheetData>", "<row r=\"1048576\"><c r=\"A1048576\"/></row></sheetData>", Same);
    add(
        SHEET,
        "</sheetData>",
        "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row></sheetData>",
        Refused("1048576"),
    );
    // Indexes of texts and of styles.
    for index in ["198", "4294967296", "99999999999999999999", "-1", "x", "1.5", "<![CDATA[31]]>", "<x/>31"] {
        add(SHEET, "<v>31</v>", &format!("<v>{index}</v>"), Refused(""));
    }
    add(SHEET, "<v>31</v>", "<v> </v>", Refused(""));
    add(SHEET, ICE, &ICE.replace("<v>31</v>", ""), Refused("not a country"));
    for style in ["9999", "-1", "x", "", "99999999999999999999"] {
        add(
            SHEET,
            "<c r=\"T2\" s=\"3\"",
            &format!("<c r=\"T2\" s=\"{style}\""),
            Refused("a number, not a date"),
        );
        add(SHEET, "<c r=\"A3\" s=\"1\"", &format!("<c r=\"A3\" s=\"{style}\""), Same);
    }
    // Numbers of days.
    for serial in [
        "-1", "0", "0.5", "60", "2958466", "1e300", "-1e300", "NaN", "inf", "-inf", "46027.5", "x", "0x10",
        "1e",
    ] {
        add(SHEET, "<v>46027</v>", &format!("<v>{serial}</v>"), Refused(""));
    }
    add(SHEET, "<v>46027</v>", "<v>46027.0</v>", Same);
    add(SHEET, "<v>46027</v>", "<v>4.6027e4</v>", Same);
    check(&here, &cases);
}

#[test]
fn wrong_cells_are_not_guessed() {
    let (here, good) = made("import_damaged_cells");
    let parts = Parts::of(&good);
    let mut cases = Vec::new();
    let mut add = |part: &str, from: &str, to: &str, expected| {
        let name = format!("{part}: {from} -> {to}");
        cases.push(case(name, parts.changed(part, from, to).zipped(), expected));
    };
    // Kinds of cells.
    for kind in ["x", "", "d", "e", "b"] {
        add(SHEET, "<c r=\"A3\" s=\"1\" t=\"s\"", &format!("<c r=\"A3\" s=\"1\" t=\"{kind}\""), Refused(""));
    }
    for text in
        ["<is><t>ice</t></is>", "<is><r><t>i</t></r><r><t>ce</t></r></is>", "<is><t><![CDATA[ice]]></t></is>"]
    {
        add(SHEET, ICE, &format!("<c r=\"A3\" t=\"inlineStr\">{text}</c>"), Same);
    }
    add(SHEET, ICE, "<c r=\"A3\" t=\"str\"><f>\"ice\"</f><v>ice</v></c>", Same);
    add(SHEET, ICE, "<c r=\"A3\" t=\"str\"><f>\"ice\"</f></c>", Refused("formula"));
    add(
        SHEET,
        ICE,
        "<c r=\"A3\" t=\"str\"><f t=\"shared\" si=\"99999999999\" ref=\"A3\">\"ice\"</f><v>ice</v></c>",
        Same,
    );
    add(SHEET, ICE, "<c r=\"A3\" t=\"str\"><v><![CDATA[ice]]></v></c>", Either);
    add(SHEET, ICE, "<c r=\"A3\"><v>&ice;</v></c>", Refused(""));
    add(SHEET, ICE, "<c r=\"A3\" t=\"inlineStr\"><is><t>&#xFFFFFFFF;</t></is></c>", Refused(""));
    add(SHEET, ICE, "<c r=\"A3\" t=\"inlineStr\"><is><t>&#0;</t></is></c>", Refused(""));
    add(SHEET, ICE, &format!("{ICE}{}", ICE.replace("31", "25")), Refused(""));
    add(SHEET, "<sheetData>", "<sheetData/><sheetData>", Either);
    add(SHEET, "<sheetData>", "<x:sheetData>", Either);
    check(&here, &cases);
}

#[test]
fn wrong_lists_and_relations_are_not_guessed() {
    let (here, good) = made("import_damaged_lists");
    let parts = Parts::of(&good);
    let mut cases = Vec::new();
    let mut add = |part: &str, from: &str, to: &str, expected| {
        let name = format!("{part}: {from} -> {to}");
        cases.push(case(name, parts.changed(part, from, to).zipped(), expected));
    };
    // Texts.
    for number in ["4294967295", "18446744073709551615", "99999999999999999999999", "-1", "", "x"] {
        add(STRINGS, "uniqueCount=\"198\"", &format!("uniqueCount=\"{number}\" "), Either);
        add(STRINGS, "count=\"250\"", &format!("count=\"{number}\""), Same);
    }
    add(STRINGS, "<sst ", "<!-- <sst uniqueCount='1'><si> --><sst uniqueCount = '4294967295' x=\"", Either);
    add(STRINGS, "<si><t>ice</t></si>", "<si><t>ice<x/></t></si>", Either);
    add(STRINGS, "<si><t>ice</t></si>", "<si><t>i&#99;e</t></si>", Same);
    add(STRINGS, "<si><t>ice</t></si>", "<si><t>ice</t><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>", Same);
    add(STRINGS, "<si><t>Key</t></si>", "", Refused(""));
    add(STRINGS, "<si><t>Key</t></si>", "<si/>", Refused("not a country"));
    let entity =
        "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    add(
        STRINGS,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
        entity,
        Refused("document type"),
    );
    add(STRINGS, "<si><t>ice</t></si>", "<si><t>&b;</t></si>", Refused(""));
    // The sheets of the workbook.
    add(WORKBOOK, "name=\"Networks\"", "name=\"a&#27;[31m&#x202E;b\"", Same);
    add(WORKBOOK, "name=\"Networks\"", "name=\"Columns\"", Either);
    add(WORKBOOK, "name=\"Networks\"", "name=\"\"", Either);
    add(WORKBOOK, "r:id=\"rId1\"", "r:id=\"rId99\"", Refused(""));
    add(WORKBOOK, "r:id=\"rId1\"", "r:id=\"rId2\"", Refused("same part"));
    add(WORKBOOK, "r:id=\"rId1\"", "", Refused(""));
    add(WORKBOOK, "<sheet name=\"Networks\"", "<sheet name=\"Networks\" state=\"x\"", Refused(""));
    add(WORKBOOK, "<workbookPr ", "<workbookPr date1904=\"1\" ", Refused("follows from"));
    add(WORKBOOK, "<sheets>", "<sheets><sheets><sheets>", Same);
    // What names other parts.
    for target in [
        "",
        "/",
        "..",
        "../../../etc/passwd",
        "/xl/workbook.xml",
        "workbook.xml",
        "_rels/workbook.xml.rels",
        "sharedStrings.xml",
        "https://example.org/sheet1.xml",
        "worksheets\\sheet1.xml",
        "worksheets/SHEET1.xml",
    ] {
        add(RELATIONS, "Target=\"worksheets/sheet1.xml\"", &format!("Target=\"{target}\""), Either);
    }
    add(RELATIONS, "Id=\"rId1\"", "Id=\"rId2\"", Refused(""));
    for target in ["", "xl/", "xl", "/xl/workbook.xml", "../xl/workbook.xml", "_rels/.rels", "workbook.xml"] {
        add("_rels/.rels", "Target=\"xl/workbook.xml\"", &format!("Target=\"{target}\""), Either);
    }
    // Styles.
    add(STYLES, "<cellXfs", "<x", Refused(""));
    add(
        "docProps/custom.xml",
        ">yes<",
        ">no</vt:lpwstr></property><property name=\"netreg commit\"><vt:lpwstr>HEAD<",
        Same,
    );
    check(&here, &cases);
}

/// Returns a workbook with more parts: this content, as often as is said.
fn with_more(good: &[u8], content: &[u8], number: usize) -> Vec<u8> {
    let mut one = ZipWriter::new(Cursor::new(Vec::new()));
    one.start_file("one", SimpleFileOptions::default()).expect("a part");
    io::Write::write_all(&mut one, content).expect("its bytes");
    let mut one = ZipArchive::new(one.finish().expect("an archive")).expect("an archive");
    let mut writer = ZipWriter::new_append(Cursor::new(good.to_vec())).expect("an archive");
    for at in 0..number {
        let part = one.by_index_raw(0).expect("a part");
        // It is compressed once.
        writer.raw_copy_file_rename(part, format!("xl/more/{at}.xml")).expect("a part");
    }
    writer.finish().expect("an archive").into_inner()
}

/// Returns a workbook in whose directory a part is listed again and again, with other names.
fn overlapping(good: &[u8], number: usize) -> Vec<u8> {
    let bytes = with_more(good, &vec![0; 4 << 20], 1);
    let start = directory(&bytes);
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").expect("the end of a directory");
    let last = bytes[..end].windows(4).rposition(|four| four == b"PK\x01\x02").expect("a part");
    let mut out = bytes[..end].to_vec();
    for at in 0..number {
        let mut entry = bytes[last..end].to_vec();
        let name = format!("{at:04}");
        // The name is "xl/more/0.xml", after 46 bytes.
        entry[46..50].copy_from_slice(name.as_bytes());
        out.extend(entry);
    }
    let mut tail = bytes[end..].to_vec();
    let parts = u16::from_le_bytes([tail[10], tail[11]]) + u16::try_from(number).expect("few parts");
    let length = u32::try_from(out.len() - start).expect("a small directory");
    tail[8..10].copy_from_slice(&parts.to_le_bytes());
    tail[10..12].copy_from_slice(&parts.to_le_bytes());
    tail[12..16].copy_from_slice(&length.to_le_bytes());
    out.extend(tail);
    out
}

/// Returns the rows of a sheet.
fn rows(numbers: impl Iterator<Item = usize>, cells: &str) -> String {
    let row = |mut rows: String, number: usize| {
        let cells = cells.replace('#', &number.to_string());
        write!(rows, "<row r=\"{number}\">{cells}</row>").expect("a string");
        rows
    };
    numbers.fold(String::new(), row)
}

#[test]
fn workbooks_that_unfold_to_too_much_are_refused() {
    let (here, good) = made("import_damaged_bombs");
    let parts = Parts::of(&good);
    let below = |rows: &str| parts.changed(SHEET, "</sheetData>", &format!("{rows}</sheetData>")).zipped();
    let fill = |part: &str, before: &str, one: &str, number: usize| {
        parts.changed(part, before, &format!("{}{before}", one.repeat(number))).zipped()
    };
    let sheet = "<sheet name=\"S\" r:id=\"rId1\"/>";
    let cases = [
        case("1 GB", with_more(&good, &vec![0; 1 << 20], 1000), Refused("too large")),
        case("one part many times", overlapping(&good, 100), Refused("")),
        case("many parts", with_more(&good, b"", 2_000), Same),
        case("many sheets", fill(WORKBOOK, "</sheets>", sheet, 10_000), Refused("same part")),
        case("many texts", fill(STRINGS, "</sst>", "<si/>", 100_000), Same),
        case(
            "a long text",
            fill(STRINGS, "</t></si><si><t>Name</t>", "x", 1 << 20),
            Refused("not a country"),
        ),
        case("the last column", below(&rows(4..3000, "<c r=\"XFD#\"><v>1</v></c>")), Refused("columns")),
        case("empty cells", below(&rows(4..3000, "<c r=\"XFD#\"/>")), Same),
        case("deep", fill(SHEET, "</sheetData>", "<row>", 1 << 18), Either),
        case("attributes", fill(SHEET, " r=\"3\" spans", " a=\"\"", 1 << 16), Either),
    ];
    check(&here, &cases);
}

/// As above; they take long without optimization.
#[test]
#[ignore = "takes minutes"]
fn larger_workbooks_that_unfold_to_too_much_are_refused() {
    let (here, good) = made("import_damaged_large");
    let parts = Parts::of(&good);
    let fill = |part: &str, before: &str, one: &str, number: usize| {
        parts.changed(part, before, &format!("{}{before}", one.repeat(number))).zipped()
    };
    let wide = rows(4..5000, "<c r=\"ALL#\"><v>1</v></c>");
    let property = "<property name=\"x\"><vt:lpwstr>y</vt:lpwstr></property>";
    let cases = [
        case("200 MB", with_more(&good, &vec![0; 1 << 20], 200), Same),
        case("many parts", with_more(&good, b"", 60_000), Same),
        case("zeros in a sheet", parts.with(SHEET, vec![0; 200 << 20]).zipped(), Refused("")),
        case("spaces in a sheet", fill(SHEET, "<sheetData>", " ", 200 << 20), Same),
        case("texts", fill(STRINGS, "</sst>", "<si/>", 5_000_000), Refused("texts")),
        case("formats", fill(STYLES, "</cellXfs>", "<xf/>", 1_000_000), Refused("formats")),
        case("formulas", fill(SHEET, "</sheetData>", "<row><c><f/></c></row>", 100_000), Either),
        case("cells and the empty ones before them", fill(SHEET, "</sheetData>", &wide, 1), Refused("cells")),
        case("properties", fill("docProps/custom.xml", "</Properties>", property, 300_000), Same),
        case("relations", fill(RELATIONS, "</Relationships>", "<Relationship Id=\"x\"/>", 1_000_000), Either),
    ];
    check(&here, &cases);
}
