//! Properties of every text: generated registries, damaged ones, and texts that look like TOML.

mod support;

use netreg::format::format;
use netreg::model::Language;
use netreg::model::date::Date;
use netreg::model::diagnostic::{Diagnostic, Severity};
use netreg::model::field::Table;
use netreg::model::record::{Record, Value, is_slug};
use netreg::parse::Registry;
use netreg::parse::{Source, code};
use netreg::render::diagnostics::{CheckedFile, human, json};
use netreg::render::networks;
use netreg::render::networks::sheet::{Heading, Sheet};
use netreg::select::cell::Cell;
use netreg::text::Span;
use netreg::validate::{Levels, all, validate_for, validate_text};

use proptest::prelude::*;
use support::cells::entries_of;
use support::states::compare;
use support::synth::{Random, registry};
use support::{cases, context, findings, readers_agree};
use toml::de::{DeTable, DeValue};

/// Parses a whole file with the TOML parser, for comparison.
fn whole(text: &str) -> Result<DeTable<'_>, String> {
    // Deep nesting would exhaust the stack; netreg reports such a file anyway.
    DeTable::parse(text).map(toml::Spanned::into_inner).map_err(|error| error.to_string())
}

fn errors(found: &[Diagnostic]) -> Vec<&Diagnostic> {
    found.iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// Everything that must hold whatever the text is.
fn invariants_hold(text: &str) -> Result<(), TestCaseError> {
    readers_agree(text);
    let document = Registry::parse(text);
    spans_are_in_order(&document, text)?;
    let found = findings(text);
    for finding in &found {
        let places =
            finding.related.iter().map(|(span, _)| *span).chain([finding.span]).chain(finding.header());
        for span in places.chain(finding.fix.as_ref().map(|fix| fix.span)) {
            prop_assert!(text.get(span.range()).is_some(), "{:?} in {text:?}", finding);
        }
    }
    let file = CheckedFile::new("x", text, &found);
    let shown = human::render(&file, false, 80);
    prop_assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{shown:?}");
    prop_assert!(json::render(&[file]).ends_with('\n'));
    match whole(text) {
        Ok(table) if errors(&found).is_empty() => same_values(&document, &table)?,
        Ok(_) => {
            // Valid TOML has no syntax error.
            let broken = [code::SYNTAX, code::OPEN, code::OPEN_TEXT, code::TWICE];
            let broken = found.iter().find(|finding| broken.contains(&finding.code));
            let conflict = found.iter().any(|finding| finding.code == code::CONFLICT);
            prop_assert!(broken.is_none() || conflict, "{broken:?} in {text:?}");
        }
        Err(error) => prop_assert!(!errors(&found).is_empty(), "not reported: {error} in {text:?}"),
    }
    Ok(())
}

fn spans_are_in_order(document: &Registry<'_>, text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for record in &document.records {
        prop_assert!(end <= record.block.start && record.block.contains(record.header));
        prop_assert!(record.header.contains(record.key_span));
        prop_assert!(text.get(record.block.range()).is_some() && text.get(record.header.range()).is_some());
        end = record.block.end;
        let mut after = record.header.end;
        for entry in &record.entries {
            prop_assert!(
                after <= entry.key.start
                    && entry.key.end <= entry.span.start
                    && entry.span.end <= record.block.end
            );
            prop_assert!(text.get(entry.key.range()).is_some() && text.get(entry.span.range()).is_some());
            prop_assert!(
                entry.texts().all(|(_, span)| entry.span.contains(span) && text.get(span.range()).is_some())
            );
            after = entry.span.end;
        }
    }
    Ok(())
}

/// Compares what netreg read with what the parser makes of the whole file.
fn same_values(document: &Registry<'_>, table: &DeTable<'_>) -> Result<(), TestCaseError> {
    let count = |table: &DeTable<'_>, key: &str| {
        table.get(key).and_then(|value| value.get_ref().as_table().map(DeTable::len)).unwrap_or(0)
    };
    prop_assert_eq!(document.networks().count(), count(table, "network"));
    prop_assert_eq!(document.of(Table::Denominator).count(), count(table, "denominator"));
    for record in &document.records {
        let Some(top) = table.get(record.table.key()) else {
            return Err(TestCaseError::fail("a table is missing"));
        };
        let fields = match top.get_ref() {
            DeValue::Table(all) if record.table.is_keyed() => {
                all.get(record.key.as_ref()).and_then(|value| value.get_ref().as_table())
            }
            DeValue::Table(one) => Some(one),
            DeValue::Array(all) => {
                let before =
                    document.of(record.table).take_while(|other| other.block != record.block).count();
                all.get(before).and_then(|value| value.get_ref().as_table())
            }
            _ => None,
        };
        let Some(fields) = fields else {
            return Err(TestCaseError::fail(format!("{} is missing", record.key)));
        };
        prop_assert_eq!(record.entries.len(), fields.len());
        for entry in &record.entries {
            let theirs = fields.get(entry.field.key).map(toml::Spanned::get_ref);
            prop_assert!(
                theirs.is_some_and(|theirs| is_same(&entry.value, theirs)),
                "{:?} is not {:?}",
                entry.value,
                theirs
            );
        }
    }
    Ok(())
}

fn is_same(ours: &Value<'_>, theirs: &DeValue<'_>) -> bool {
    match (ours, theirs) {
        // A reader may change line endings inside a text (TOML 1.0, "String").
        (Value::Text(text), DeValue::String(string)) => *text == string.replace("\r\n", "\n"),
        (Value::Status(status), DeValue::String(string)) => status.word() == string,
        (Value::Date(when), DeValue::String(string)) => Date::parse(string).as_ref() == Ok(when),
        (Value::Date(when), DeValue::Datetime(date)) => when.to_string() == date.to_string(),
        (Value::Number(number), DeValue::Integer(integer)) => {
            i64::from_str_radix(integer.as_str(), integer.radix()).ok() == Some(*number)
        }
        (Value::List(items), DeValue::Array(array)) => {
            let theirs: Vec<_> = array.iter().map(|item| item.get_ref().as_str()).collect();
            items.iter().map(|item| Some(item.text.as_ref())).collect::<Vec<_>>() == theirs
        }
        _ => false,
    }
}

/// Damages a text in one of the usual ways.
fn damage(text: &str, random: &mut Random) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let at = random.below(bytes.len().max(1));
    match random.below(6) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(..at)),
        2 => bytes[at] ^= 1 << random.below(7),
        3 => bytes[at] = *b"[]{}\"'=.,#\n\r\0 \\".get(random.below(15)).expect("it is below"),
        4 => {
            let piece = [
                "\"\"\"",
                "'''",
                "[network.",
                "<<<<<<< a\n",
                "=======\n",
                "\n>>>>>>> b\n",
                "[[",
                "\u{202e}",
                "\u{FEFF}",
                "é",
            ];
            bytes.splice(at..at, random.pick(&piece).bytes());
        }
        _ => {
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            let (a, b) = (random.below(lines.len()), random.below(lines.len()));
            lines.swap(a, b);
            return lines.concat();
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Changes the layout of a registry: quotes, spaces, blank lines, line ends, comments beside fields.
fn loosened(text: &str, random: &mut Random) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut line = line.replacen(" = ", random.pick(&[" = ", "=", "\t= ", " ="]), 1);
        line = line.replace("\", \"", random.pick(&["\", \"", "\" ,\"", "\",\n\"", "\",\t\""]));
        if random.once_in(2) && !line.contains(['\'', '\\']) {
            line = line.replace('"', "'");
        }
        out.push_str(random.pick(&["", "", "", "", "  ", "\t", "\n"]));
        out.push_str(&line);
        out.push_str(random.pick(&["\n", "\n", "\n", "\n", " \n", " # beside\n", "\n\n"]));
    }
    if random.once_in(2) { out.replace('\n', "\r\n") } else { out }
}

/// Returns a text with one small change, such as a person makes by mistake.
fn touched(text: &str, random: &mut Random) -> String {
    let at = netreg::text::boundary(text, random.below(text.len()));
    let (before, after) = text.split_at(at);
    let rest = after.strip_prefix(|_: char| true).unwrap_or_default();
    let typed = random.pick(&[
        " ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "#",
        "\"",
        "'",
        "\\",
        "[",
        "]",
        ",",
        ", ",
        "=",
        "-",
        ".",
        "0",
        "9",
        "a",
        "é",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{200b}",
        "\n[x]\n",
        "\n# c\n",
        "name = \"x\"\n",
        "\n  ",
    ]);
    match random.below(4) {
        0 => format!("{before}{rest}"),
        1 => format!("{before}{typed}{rest}"),
        2 => format!("{before}{after}{}", &before[netreg::text::boundary(before, at.saturating_sub(40))..]),
        _ => format!("{before}{typed}{after}"),
    }
}

/// Typos that a rule reports: the right text and the wrong one.
const SLIPS: [(&str, &str); 5] = [
    ("\"IOM\"", "\"IOM\", \"IOM\""),
    ("https://", "http://"),
    ("networks = 52", "networks = -52"),
    ("status = \"planned\"", "status = \"closed\""),
    ("verified = 2025-01-31", "verified = 2035-01-31"),
];

/// Makes each of these typos with a chance of one in `once_in`, at most `most` times.
fn with_slips<'s>(
    text: String,
    slips: impl IntoIterator<Item = (&'s str, &'s str)>,
    (once_in, most): (usize, usize),
    random: &mut Random,
) -> String {
    slips.into_iter().fold(text, |text, (right, wrong)| {
        if random.once_in(once_in) { text.replacen(right, wrong, most) } else { text }
    })
}

/// Makes a line of a registry unparseable, in a way that is repaired by restoring the line.
fn obscured(text: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = random.below(lines.len());
    let mut out: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let line = &mut out[at];
    *line = match random.below(6) {
        _ if line.starts_with("[network.") => {
            line.replace("[network.", random.pick(&["[netwrk.", "[[network."]))
        }
        0 => line.replacen(" = ", "x = ", 1),
        1 => line.replacen(" = ", " ", 1),
        2 => line.replacen(']', "", 1),
        3 => line.replacen(" = \"", " = ", 1),
        4 => line.replacen("\"\n", "\" junk\n", 1),
        _ => line.replacen(" = ", " = 1 # ", 1),
    };
    out.concat()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn generated_registries_are_valid_and_agree_with_the_toml_parser(seed: u64, networks in 0_usize..12) {
        let text = registry(seed, networks);
        let found = findings(&text);
        prop_assert!(errors(&found).is_empty(), "{found:#?} in {text}");
        invariants_hold(&text)?;
        prop_assert_eq!(Registry::parse(&text).networks().count(), networks);
    }

    #[test]
    fn damaged_registries_never_panic_and_are_never_silently_accepted(seed: u64, times in 1_usize..5) {
        let mut random = Random::new(seed);
        let mut text = registry(seed, 4);
        for _ in 0..times {
            text = damage(&text, &mut random);
            if text.is_empty() {
                break;
            }
        }
        invariants_hold(&text)?;
    }

    #[test]
    fn all_readers_read_a_nearly_canonical_registry_alike(
        seed: u64, networks in 1_usize..6, is_loose: bool, times in 0_usize..3,
    ) {
        let text = registry(seed, networks);
        let mut text = format(&Registry::parse(&text)).unwrap_or(text);
        let mut random = Random::new(seed);
        if is_loose {
            text = loosened(&text, &mut random);
        }
        for _ in 0..times.min(text.len()) {
            text = touched(&text, &mut random);
        }
        readers_agree(&text);
    }

    #[test]
    fn run_that_allows_the_layout_finds_all_else(seed: u64, networks in 1_usize..6, suppressed in 0_usize..3) {
        let mut random = Random::new(seed);
        let mut text = loosened(&registry(seed, networks), &mut random);
        for _ in 0..suppressed {
            let rule = random.pick(&["NR504", "NR301", "NR308", "NR501", "NR999"]);
            text += &format!("\n[[allow]]\nrule = \"{rule}\"\nkey = \"registry\"\nreason = \"x\"\n");
        }
        let allowed = all().filter(|rule| rule.is_layout() || random.once_in(20)).map(|rule| rule.code).collect();
        let levels = Levels { allowed, deny_warnings: random.once_in(2), ..Levels::default() };
        let (quick, whole) = (validate_for(&context(), &text, &levels), validate_text(&context(), &text));
        let whole = whole.levelled(&levels);
        prop_assert_eq!(quick.findings, whole.findings, "{}", text);
        prop_assert_eq!(quick.suppressed, whole.suppressed);
        prop_assert_eq!(quick.networks, whole.networks);
    }

    #[test]
    fn formatting_and_line_endings_add_no_new_findings(seed: u64, networks in 1_usize..10) {
        let mut random = Random::new(seed);
        let slips = [
            ("\"UN RC\"", "\"UN RC\", \"UN RC\""),
            ("\"IOM\"", "\"IOM \""),
            ("https://", "http://"),
            ("\"https://", "\" https://"),
            ("verified = 2025-01-31", "verified = '2025-01-31'"),
            ("members = [\"", "members = [\"X\", 1, \""),
            ("value = ", "members = [\"ATA\", 'BVT', \"ZZZ\"]\nvalue = "),
        ];
        let old = with_slips(registry(seed, networks), slips, (2, 2), &mut random);
        let other = if old.contains("\r\n") { old.replace("\r\n", "\n") } else { old.replace('\n', "\r\n") };
        for new in [format(&Registry::parse(&old)).unwrap_or(old.clone()), other] {
            let (before, after) = (findings(&old), findings(&new));
            let compared = compare(&old, &new).1;
            prop_assert!(compared.new.is_empty(), "{:#?}\n{old}\n-----\n{new}", compared.new);
            prop_assert_eq!(compared.old.len(), after.len());
            prop_assert_eq!(compared.fixed, before.len() - after.len());
        }
    }

    #[test]
    fn unknown_field_does_not_change_which_findings_are_new(seed: u64, networks in 1_usize..8) {
        let mut random = Random::new(seed);
        let old = registry(seed, networks).replace('\r', "");
        let slips = SLIPS.into_iter().chain([("\"Utopia", "\" Utopia")]);
        let new = with_slips(old.clone(), slips, (2, 1), &mut random);
        let mangled = |text: &str| text.replace("sources = ", "sauces = 1\nsources = ");
        let codes = |old: &str, new: &str| {
                    let compared = compare(old, new).1;
            let codes = compared.new.iter().filter(|finding| !finding.code.is_form());
            codes.map(|finding| finding.code.to_string()).collect::<Vec<_>>()
        };
        let plain = codes(&old, &new);
        let beside = codes(&mangled(&old), &mangled(&new));
        prop_assert_eq!(plain, beside, "{}\n-----\n{}", old, new);
    }

    #[test]
    fn added_fault_is_new_even_in_a_damaged_file(seed: u64, networks in 1_usize..8, times in 1_usize..5) {
        let mut random = Random::new(seed);
        let mut old = registry(seed, networks).replace('\r', "");
        for _ in 0..times {
            old = old.replacen("https://", "http://", random.below(3));
            old = damage(&old, &mut random);
            prop_assume!(!old.is_empty());
        }
        let values: Vec<&str> = old.split('"').filter(|text| text.starts_with("http://")).collect();
        let value = if values.is_empty() { "http://example.org" } else { random.pick(&values) }.to_owned();
        // Insert a line with a fault anywhere, with a value that may also be elsewhere.
        let mut lines: Vec<&str> = old.split_inclusive('\n').collect();
        let line = format!("website = \"{value}\"\n");
        let row = random.below(lines.len() + 1);
        let at = lines[..row].concat().len();
        lines.insert(row, &line);
        let new = lines.concat();
        let (before, after) = (findings(&old), findings(&new));
        let is_fault = |finding: &&Diagnostic| finding.code.to_string() == "NR302";
        let is_mine = |finding: &&Diagnostic| (at..at + line.len()).contains(&finding.span.range().start);
        let faults: Vec<_> = after.iter().filter(is_fault).collect();
        let mine = faults.iter().copied().filter(is_mine).count();
        // The line may also close an unclosed value above, and so reveal unparsed faults.
        if mine == 1 && faults.len() == before.iter().filter(is_fault).count() + 1 {
            let compared = compare(&old, &new).1;
            let new_faults = compared.new.iter().filter(is_fault);
            prop_assert!(new_faults.filter(is_mine).count() == 1, "{old}\n-----\n{new}");
        }
    }

    #[test]
    fn finding_new_against_the_intact_text_is_new_against_the_damaged_one(seed: u64, networks in 1_usize..6, times in 1_usize..4) {
        let mut random = Random::new(seed);
        let more = [
            ("closed = 2025", "closed = 2015"),
            ("coordinator = '", "coordinator = ' "),
            ("value = 152", "value = 0"),
            ("established = 20", "established = 19"),
        ];
        let slips = || SLIPS.into_iter().chain(more);
        let faulty = with_slips(registry(seed, networks).replace('\r', ""), slips(), (4, 1), &mut random);
        let mut old = faulty.clone();
        (0..times).for_each(|_| old = obscured(&old, &mut random));
        let new = with_slips(faulty.clone(), slips(), (4, 1), &mut random);
        let fresh = |old: &str, new: &str| {
                    let compared = compare(old, new).1;
            let fresh = compared.new.iter().filter(|finding| !finding.code.is_form());
            fresh.map(|finding| format!("{} {:?}", finding.code, finding.span)).collect::<Vec<_>>()
        };
        let (beside_damaged, beside_repaired) = (fresh(&old, &new), fresh(&faulty, &new));
        for finding in &beside_repaired {
            prop_assert!(beside_damaged.contains(finding), "{} is not reported as new\n{}\n-----\n{}", finding, old, new);
        }
    }

    #[test]
    fn text_that_looks_like_toml_never_panics(text in "(\\[|\\]|\\[network\\.|name|x|=|\"|'|\"\"\"|'''|\\{|\\}|,|\\.|#|\n|\r\n|\r| |2021-06-30|1|\\\\|é|\u{202e}|<<<<<<<|>>>>>>> |=======){0,40}") {
        invariants_hold(&text)?;
    }

    #[test]
    fn csv_cell_can_be_parsed_back(entries in prop::collection::vec("[=+@'; \\\\a\u{1b}\u{202e}\n\t\r\"é,u{}-]{1,6}", 1..4)) {
        let mut sheet = Sheet::new("rows", vec![Heading::new("note", "Note")], Language::English);
        sheet.rows.push([Cell::List(entries.iter().map(Into::into).collect())]);
        let mut text = Vec::new();
        networks::csv::csv(sheet, &mut text).expect("a vector takes every byte");
        let cell = csv::Reader::from_reader(text.as_slice()).records().next().expect("a row").expect("it is read")[0].to_owned();
        let first = cell.trim_start().chars().next();
        prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@')), "{cell:?}");
        prop_assert_eq!(entries_of(cell.strip_prefix('\'').unwrap_or(&cell)), entries);
    }

    #[test]
    fn parsed_date_prints_as_its_input(year in 1000_i32..3000, month in 1_u32..=13, day in 0_u32..=32, form in 0..6) {
        let text = match form {
            0 => format!("{year}-{month:02}-{day:02}"),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}"),
            3 => format!("[..{year}-{month:02}]"),
            4 => format!("[{year}-{month:02}-{day:02}..{}]", year + 1),
            _ => format!("{year}-{month}-{day}"),
        };
        if let Ok(when) = Date::parse(&text) {
            prop_assert_eq!(when.to_string(), text);
            prop_assert!(when.earliest().is_none_or(|first| first <= when.latest()));
        }
    }
}

#[test]
fn registry_cut_anywhere_never_panics() {
    let text = registry(7, 3);
    for (at, _) in text.char_indices() {
        invariants_hold(&text[..at]).unwrap_or_else(|error| panic!("cut at {at}: {error}"));
        invariants_hold(&text[at..]).unwrap_or_else(|error| panic!("begun at {at}: {error}"));
    }
}

#[test]
fn real_registry_is_valid_and_agrees_with_the_toml_parser() {
    let text = include_str!("../registry.toml");
    invariants_hold(text).expect("the properties hold");
    assert_eq!(findings(text), []);
    let document = Registry::parse(text);
    let number = |table| document.of(table).count();
    assert_eq!(document.networks().count(), 62);
    assert_eq!([number(Table::Published), number(Table::Denominator), number(Table::Milestone)], [5, 10, 16]);
    let sourced = |record: &&Record<'_>| !record.list("sources").is_empty();
    assert!(document.networks().all(|network| sourced(&network)));
    assert!(document.records.is_sorted_by_key(|record| (record.table, record.key.clone())));
}

#[test]
fn record_is_read_again_from_its_position() {
    let text = registry(11, 6);
    let (source, document) = (Source::new(&text), Registry::parse(&text));
    for record in &document.records {
        assert_eq!(source.record_at(record.block.start).as_ref(), Some(record));
        assert_eq!(document.record_at(record.block.start), Some(record));
    }
    assert_eq!(source.record_at(Span::new(text.len(), 0).start), None);
}

/// Returns the pattern of a field in the schema.
fn pattern(table: &str, field: &str) -> String {
    let schema: serde_json::Value =
        serde_json::from_str(&netreg::render::schema::render()).expect("one document");
    let value = &schema["definitions"][table]["properties"][field];
    let one = value["pattern"].as_str().or(value["anyOf"][1]["pattern"].as_str());
    one.expect("a pattern").trim_start_matches('^').trim_end_matches('$').to_owned()
}

#[test]
fn texts_that_match_the_date_pattern_are_dates() {
    let strategy = prop::string::string_regex(&pattern("network", "established")).expect("a pattern");
    let mut runner = proptest::test_runner::TestRunner::new(cases());
    let result = runner.run(&strategy, |text| {
        // A pattern cannot check the length of a month or the order of two days.
        let is_known = |reason: &str| reason.ends_with(" days") || reason.starts_with("the set begins on ");
        if let Err(fault) = Date::parse(&text) {
            prop_assert!(is_known(&fault.message), "{text}: {}", fault.message);
        }
        Ok(())
    });
    result.expect("the pattern and the dates agree");
}

#[test]
fn texts_that_match_the_key_pattern_are_slugs() {
    let schema: serde_json::Value =
        serde_json::from_str(&netreg::render::schema::render()).expect("one document");
    let patterns = schema["properties"]["network"]["patternProperties"].as_object().expect("patterns");
    let pattern = patterns.keys().next().expect("one").trim_start_matches('^').trim_end_matches('$');
    let strategy = prop::string::string_regex(pattern).expect("a pattern");
    let mut runner = proptest::test_runner::TestRunner::new(cases());
    runner
        .run(&strategy, |slug| {
            prop_assert!(is_slug(&slug), "{slug}");
            Ok(())
        })
        .expect("the pattern and the slugs agree");
}
