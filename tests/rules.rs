//! The catalogue of rules. Each rule has a bad file, the same file fixed, and the expected output.
//! `SNAPSHOTS=overwrite cargo test` accepts a new output.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use netreg::format::format;
use netreg::model::diagnostic::Diagnostic;
use netreg::parse::Registry;
use netreg::render::diagnostics::{CheckedFile, human, rule_page};
use netreg::validate::{Rule, all, check, find, fix};
use snapbox::Data;
use support::{context, findings};

fn folder(code: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules").join(code)
}

#[test]
fn each_rule_reports_its_bad_file_and_accepts_its_good_one() {
    for rule in all() {
        let code = rule.code.to_string();
        let bad = findings(rule.bad);
        assert!(bad.iter().any(|finding| finding.code == rule.code), "{code} reports nothing: {bad:#?}");
        assert!(
            bad.iter().all(|finding| finding.code == rule.code),
            "{code}: another rule reports too: {bad:#?}"
        );
        assert!(bad.iter().all(|finding| finding.severity == rule.severity), "{code}: another severity");
        assert!(bad.iter().all(|finding| finding.help.is_some()), "{code}: no help");
        let good = findings(rule.good);
        assert!(good.is_empty(), "{code}: the good file has findings: {good:#?}");
    }
}

#[test]
fn output_for_each_bad_file_matches_its_snapshot() {
    for rule in all() {
        let code = rule.code.to_string();
        let found = check(&context(), rule.bad);
        let file = CheckedFile::new("bad.toml", rule.bad, &found);
        let shown = human::render(&file, false, 100);
        snapbox::assert_data_eq!(shown, Data::read_from(&folder(&code).join("bad.stdout"), None).raw());
    }
}

#[test]
fn each_fixable_rule_has_a_fix_case() {
    for rule in all() {
        let code = rule.code.to_string();
        let case = folder(&code).join("fixed.toml");
        let found = findings(rule.bad);
        if !rule.fixes {
            assert!(found.iter().all(|finding| finding.fix.is_none()), "{code} carries an edit");
            assert!(!case.exists(), "{code} carries no edit and has a fix case");
            continue;
        }
        assert!(found.iter().any(|finding| finding.fix.is_some()), "{code}: its bad file is not fixed");
        let fixed = fix(rule.bad, findings).text;
        assert_eq!(findings(&fixed), [], "{code}: after the fix:\n{fixed}");
        snapbox::assert_data_eq!(fixed, Data::read_from(&case, None).raw());
        for fix in found.iter().filter_map(|finding| finding.fix.as_ref()) {
            let mut text = rule.bad.to_owned();
            text.replace_range(fix.span.range(), &fix.text);
            assert!(findings(&text).len() < found.len(), "{code}: after one fix:\n{text}");
        }
    }
}

#[test]
fn rules_page_matches_the_catalogue() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    snapbox::assert_data_eq!(rule_page::render_all(), Data::read_from(&path, None).raw());
    let text = fs::read_to_string(path).expect("the page is there");
    for rule in all() {
        assert!(text.contains(&format!("\n## {} {}\n", rule.code, rule.name)), "{} has no page", rule.code);
    }
}

#[test]
fn formatting_findings_are_fixed_by_fmt_and_carry_no_edit() {
    for rule in all().filter(|rule| rule.code.is_form()) {
        let found = findings(rule.bad);
        assert!(found.iter().all(|finding| finding.fix.is_none()), "{}", rule.code);
        assert!(
            found.iter().all(|finding| finding.help.as_ref().is_some_and(|help| help.contains("netreg fmt")))
        );
        let text = format(&Registry::parse(rule.bad)).expect("it has a form");
        assert_eq!(findings(&text), [], "{}: after formatting:\n{text}", rule.code);
        assert_ne!(text, rule.bad);
    }
}

#[test]
fn codes_are_unique_and_sorted_and_each_has_a_folder() {
    let codes: Vec<String> = all().map(|rule| rule.code.to_string()).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    let folders: BTreeSet<String> = fs::read_dir(folder(""))
        .expect("the catalogue is there")
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(folders, codes.iter().cloned().collect());
    let names: BTreeSet<&str> = all().map(|rule| rule.name).collect();
    assert_eq!(names.len(), codes.len());
    for code in &codes {
        assert_eq!(find(code).map(|rule| rule.code.to_string()).as_ref(), Some(code));
    }
}

#[test]
fn summaries_are_sentences_and_messages_are_not() {
    for rule in all() {
        assert!(rule.summary.ends_with('.') && rule.why.ends_with('.'), "{}", rule.code);
        for finding in findings(rule.bad) {
            let first = finding.message.chars().next().expect("a message");
            assert!(!finding.message.ends_with('.'), "{}", finding.message);
            assert!(!first.is_uppercase() || finding.message.starts_with("February"), "{}", finding.message);
        }
    }
}

/// Returns `true` if a finding is about formatting only.
fn is_form(finding: &Diagnostic) -> bool {
    finding.code.is_form()
}

/// Checks the codes of a network, and the help of the first finding.
#[track_caller]
fn expect(network: &str, codes: &[&str], help: &str) {
    let text = format!(
        "[registry]\nformat = 1\nsince = 2018-12-19\n\n{network}sources = [\"https://example.org\"]\n"
    );
    // The order of fields is checked elsewhere.
    let found: Vec<_> = findings(&text).into_iter().filter(|finding| !is_form(finding)).collect();
    assert_eq!(found.iter().map(|finding| finding.code.to_string()).collect::<Vec<_>>(), codes, "{network}");
    let said = found.first().and_then(|finding| finding.help.as_deref()).unwrap_or_default();
    assert!(said.contains(help), "{network}: {said}");
}

#[test]
fn unknown_country_key_gets_a_suggestion() {
    for (key, name, help) in [
        ("Zambia", "Zambia", "`[network.ZMB]` for Zambia"),
        ("ZM", "Zambia", "`[network.ZMB]` for Zambia"),
        ("894", "Zambia", "`[network.ZMB]` for Zambia"),
        ("ZMX", "Zambia", "`[network.ZMB]` for Zambia"),
        ("\"Ivory Coast\"", "Côte d’Ivoire", "`[network.CIV]` for Côte d’Ivoire"),
        ("Zambja", "Somewhere", "did you mean `[network.ZMB]` for Zambia?"),
        ("Korea", "Korea", "`[network.KOR]` for Republic of Korea or `[network.PRK]`"),
        ("Kosovo", "Kosovo", "`[network.XKX]` for Kosovo*"),
        ("EUR", "Somewhere", "a slug"),
        ("Pacific-2", "Somewhere", "a slug"),
    ] {
        expect(&format!("[network.{key}]\nname = \"{name}\"\n"), &["NR101"], help);
    }
    expect("[network.pacific-2]\nname = \"Somewhere\"\n", &[], "");
}

#[test]
fn code_outside_m49_is_reported_in_neutral_words() {
    let found = findings(
        "[registry]\nformat = 1\n\n[network.TWN]\nname = \"X\"\nsources = [\"https://example.org\"]\n",
    );
    assert_eq!(found[0].message, "`TWN` is not the code of a country or area in UN M49");
}

#[test]
fn name_must_match_the_country_of_the_key() {
    for (key, name, codes, help) in [
        ("COG", "Congo", &[][..], ""),
        ("XKX", "Kosovo", &[], ""),
        ("XKX", "Kosovo*", &["NR102"], "`\"Kosovo\"`"),
        ("CIV", "Côte d'Ivoire", &["NR102"], "`\"Côte d’Ivoire\"`"),
        ("TUR", "Turkey", &["NR102"], "`\"Türkiye\"`"),
        ("BOL", "Bolivia", &["NR102"], "(Plurinational State of)"),
        ("COD", "Congo", &["NR103"], "else write `[network.COG]`"),
        ("ZMB", "Zambja", &["NR103"], "write `\"Zambia\"` if the key is right"),
        ("ZMB", " Zambia", &["NR304"], "Zambia"),
    ] {
        expect(&format!("[network.{key}]\nname = \"{name}\"\n"), codes, help);
    }
}

#[test]
fn dates_are_checked_against_today_and_since() {
    for (fields, codes) in [
        // Today is 15 June 2026 in these tests; east of Greenwich it may already be 16 June.
        ("established = 2026-06-16", &[][..]),
        ("established = 2026-06-17", &["NR204"]),
        ("established = \"2026-06\"", &[]),
        ("established = \"2026\"", &[]),
        ("established = \"2026-07\"", &["NR204"]),
        ("established = \"[2026-06-01..2026-12-31]\"", &[]),
        ("established = \"[..2027]\"", &["NR204"]),
        ("verified = 2027-01-01", &["NR204"]),
        ("established = 2018-12-18", &["NR203"]),
        ("established = 2018-12-19", &[]),
        ("established = \"2018-12\"", &[]),
        ("established = \"2018-11\"", &["NR203"]),
        ("established = \"[..2018-12]\"", &[]),
        ("established = \"[..2017]\"", &["NR203"]),
        ("status = \"closed\"\nestablished = \"2020\"\nclosed = \"2020\"", &[]),
        ("status = \"closed\"\nestablished = 2020-06-30\nclosed = \"[..2020-05]\"", &["NR205"]),
        ("status = \"closed\"", &[]),
        ("closed = 2022-01-01\nestablished = 2021-01-01", &["NR206"]),
        ("status = \"planned\"\nlaunched = 2021-01-01", &["NR206"]),
    ] {
        expect(&format!("[network.utopia]\nname = \"Utopia\"\n{fields}\n"), codes, "");
    }
}

#[test]
fn addresses_must_be_complete_and_https() {
    for (address, codes) in [
        ("https://example.org", &[][..]),
        ("https://example.org/å?q=1#x", &[]),
        ("HTTPS://example.org", &["NR302"]),
        ("http://example.org", &["NR302"]),
        ("example.org/page", &["NR302"]),
        ("ftp://example.org", &["NR302"]),
        ("https://", &["NR302"]),
        ("https:///page", &["NR302"]),
        ("https://example.org/a b", &["NR302"]),
        ("mailto:a@example.org", &["NR302"]),
    ] {
        expect(&format!("[network.utopia]\nname = \"Utopia\"\nwebsite = \"{address}\"\n"), codes, "");
    }
}

#[test]
fn listed_countries_count_once_each() {
    for (value, countries, message) in [
        (2, "\"ATA\", \"BVT\"", None),
        (2, "\"ATA\", \"BVT\", \"BVT\"", None),
        (2, "\"ATA\"", Some("the list has 1 country, but `value` is 2")),
        (3, "\"ATA\", \"BVT\"", Some("the list has 2 countries, but `value` is 3")),
        (3, "\"ATA\", \"BVT\", \"BVT\"", Some("the list has 2 different countries, but `value` is 3")),
    ] {
        let fields = format!("title = \"Islands\"\nvalue = {value}\ncountries = [{countries}]\n");
        let found = findings(&format!("[registry]\nformat = 1\n\n[denominator.islands]\n{fields}"));
        let found = found.iter().find(|finding| finding.code.to_string() == "NR310");
        assert_eq!(found.map(|finding| finding.message.as_str()), message, "{fields}");
    }
}

#[test]
fn duplicate_name_is_reported_on_the_slug_not_the_country() {
    let coded = "[network.ZMB]\nname = \"Zambia\"\nsources = [\"https://example.org/1\"]\n";
    let slug = "[network.other]\nname = \"ZAMBIA\"\nsources = [\"https://example.org/2\"]\n";
    for (first, second) in [(coded, slug), (slug, coded)] {
        let found = findings(&format!("[registry]\nformat = 1\n\n{first}\n{second}"));
        let found: Vec<_> = found.iter().filter(|finding| !is_form(finding)).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].code.to_string().as_str(), found[0].key()), ("NR402", Some("other")));
    }
}

/// A suppression of NR302 for the network `x`, above the rest of a registry.
fn suppressed(rest: &str) -> Vec<String> {
    let suppression = "[[allow]]\nrule = \"NR302\"\nkey = \"x\"\nreason = \"R\"\n\n";
    let text = format!("[registry]\nformat = 1\n\n{suppression}{rest}");
    findings(&text)
        .iter()
        .filter(|finding| !is_form(finding))
        .map(|finding| finding.code.to_string())
        .collect()
}

#[test]
fn suppression_covers_one_finding_and_adds_no_follow_up_errors() {
    let network = |fields: &str| format!("[network.x]\nname = \"X\"\n{fields}\n");
    for (rest, codes) in [
        (network("sources = [\"http://a.org\"]"), &[][..]),
        (network("sources = [\"http://a.org\", \"http://b.org\"]"), &["NR302"]),
        (network("sources = [\"https://a.org\"]"), &["NR405"]),
        (network("sources = [\"https://a.org\""), &["NR003"]),
        (network("sources = [\"http://a.org\"]").replace("network.x", "network.y"), &["NR404", "NR302"]),
        (format!("<<<<<<< a\n{}=======\n>>>>>>> b\n", network("sources = [\"http://a.org\"]")), &["NR002"]),
    ] {
        assert_eq!(suppressed(&rest), codes, "{rest}");
    }
}

#[test]
fn parse_errors_cannot_be_suppressed_or_allowed() {
    let of = |allowed: fn(&Rule) -> bool| -> Vec<String> {
        all().filter(|rule| !allowed(rule)).map(|rule| rule.code.to_string()).collect()
    };
    let reading = ["NR001", "NR002", "NR003", "NR004", "NR005", "NR006", "NR007", "NR008", "NR009", "NR010"];
    let mut firm: Vec<&str> = reading.to_vec();
    firm.extend(["NR014", "NR201", "NR202", "NR307", "NR401"]);
    assert_eq!(of(Rule::is_allowable), firm);
    let suppressible = of(Rule::is_suppressible);
    assert!(firm.iter().all(|code| suppressible.iter().any(|other| other == code)));
    assert!(suppressible.iter().all(|code| !["NR102", "NR301", "NR302", "NR403"].contains(&code.as_str())));
}

#[test]
fn redundant_line_is_removed_unless_duplicate_or_commented() {
    let fixed = |fields: &str| {
        let text = format!("[registry]\nformat = 1\n\n[network.x]\nname = \"X\"\n{fields}");
        (fix(&text, findings).text, text)
    };
    let source = "sources = [\"https://example.org\"]\n";
    for fields in [
        // Of two values, it is unknown which is right.
        format!("status = \"established\"\nstatus = \"planned\"\n{source}"),
        format!("established = 2020-01-01\nlaunched = 2020-01-01\nlaunched = 2021-01-01\n{source}"),
        format!("established = 2020-01-01\nestablished = 2021-01-01\nlaunched = 2020-01-01\n{source}"),
        // A comment beside or above.
        format!("status = \"established\" # says the RC\n{source}"),
        format!("# says the RC\nstatus = \"established\"\n{source}"),
        format!("{source}\n# says the RC\nstatus = \"established\"\n\n[network.y]\nname = \"Y\"\n{source}"),
    ] {
        let (new, old) = fixed(&fields);
        assert_eq!(new, old);
    }
    for (fields, left) in [
        (format!("status = \"established\"\n{source}"), source),
        (format!("\"status\"  =  'established'  \n{source}"), source),
        (format!("status = \"established\"\r\n{source}"), source),
        (format!("{source}status = \"established\""), source),
    ] {
        let (new, _) = fixed(&fields);
        assert!(new.ends_with(&format!("name = \"X\"\n{left}")), "{new}");
    }
}

#[test]
fn lookalike_letters_are_reported_and_mixed_scripts_are_not() {
    for (key, name, codes, help) in [
        ("ZMB", "Zаmbia", &["NR105"][..], "`\"Zambia\"`"),
        ("TGO", "Тоgо", &["NR105"], "`\"Togo\"`"),
        // The letter for G looks like none of Latin: only a person can tell what was meant.
        ("ZMB", "Гambia", &["NR105"], "type the word again"),
        ("ZMB", "Zа\u{301}mbia", &["NR105"], "type the word again"),
        ("x", "ЮНИСЕФ/UNICEF", &[], ""),
        ("x", "COVID-19 в Замбии", &[], ""),
        ("x", "Қазақстан желісі", &[], ""),
        ("x", "联合国UN网络", &[], ""),
        ("x", "Δίκτυο", &[], ""),
    ] {
        expect(&format!("[network.{key}]\nname = \"{name}\"\n"), codes, help);
    }
}

/// Returns the code and field of each finding about a record with these lines.
fn codes_of(lines: &[&str]) -> Vec<String> {
    let text = format!("[registry]\nformat = 1\n\n[network.utopia]\n{}\n", lines.join("\n"));
    let found = findings(&text);
    let form = |finding: &&Diagnostic| !finding.code.is_form();
    let mut codes: Vec<String> = found
        .iter()
        .filter(form)
        .map(|finding| format!("{} {}", finding.code, finding.field.unwrap_or_default()))
        .collect();
    codes.sort();
    codes
}

#[test]
fn entity_in_several_spellings_or_in_one_entry_with_others_is_listed_once() {
    for (before, after) in [
        (r#"["iom", "OIM"]"#, r#"["IOM"]"#),
        (r#"["International Organization for Migration", "ILO", "IOM"]"#, r#"["ILO", "IOM"]"#),
        (r#"["IOM", "iom", "iom", " oim"]"#, r#"["IOM"]"#),
        (r#"["UNICEF,UNDP", "undp"]"#, r#"["UNICEF", "UNDP"]"#),
        (r#"["UNDP", "UNDP, UNDP"]"#, r#"["UNDP"]"#),
        (r#"["UNDP", "[]"]"#, r#"["UNDP"]"#),
        (r#"["iom,undp", "UN RC and IOM"]"#, r#"["IOM", "UNDP", "UN RC"]"#),
        (r#"["IOM, the UN Migration Agency"]"#, r#"["IOM"]"#),
        ("[\n  \"IOM,Tide\",\n  \"WHO\", # new\n]", "[\n  \"IOM\",\n  \"Tide\",\n  \"WHO\", # new\n]"),
        ("[\n  \"iom\",\n  \"IOM\", # new\n]", "[\n  \"IOM\", # new\n]"),
        // Where a comment is about one of the two, only a person can decide.
        ("[\n  \"iom\", # new\n  \"IOM\",\n]", "[\n  \"iom\", # new\n  \"IOM\",\n]"),
        ("[\n  # new\n  \"iom\",\n  \"IOM\",\n]", "[\n  # new\n  \"iom\",\n  \"IOM\",\n]"),
        ("[\n  \"iom\",\n  # new\n  \"IOM\",\n]", "[\n  \"iom\",\n  # new\n  \"IOM\",\n]"),
    ] {
        let text = |members: &str| {
            format!("[registry]\nformat = 1\n\n[network.utopia]\nname = \"Utopia\"\nmembers = {members}\n")
        };
        assert!(
            findings(&text(before)).iter().any(|finding| [313, 314].contains(&finding.code.0)),
            "{before}"
        );
        assert_eq!(fix(&text(before), findings).text, text(after));
    }
    let field = |line: &str| codes_of(&["name = \"Utopia\"", line, "sources = [\"https://example.org\"]"]);
    assert_eq!(field("secretariat = \"Oim\""), ["NR314 secretariat"]);
    assert_eq!(field("note = \"Oim\""), [""; 0]);
    // A name can contain the names of entities, and a field that is no list can contain several.
    for line in
        ["coordinator = \"UN RC and IOM\"", "chairs = [\"Ministry of Interior, IOM\", \"IOM (co-chair)\"]"]
    {
        assert_eq!(field(line), [""; 0], "{line}");
    }
}

#[test]
fn all_faults_of_a_record_are_found_in_one_run() {
    // Each of these is one fault, also beside another one.
    let faults = [
        "chairs = 1",
        "foo = 1",
        "note \"no sign\"",
        "coordinator = IOM",
        "verified = 2025-13-01",
        "secretariat = \"\"",
        "members = [\"IOM\", \"IOM\"]",
        "established = \"2021\" # a comment: name = 1, sources = 2",
        "launched = [",
    ];
    // Name and sources are missing as well: two more findings.
    let missing = ["NR011 name", "NR301 "];
    assert_eq!(codes_of(&[]), missing);
    for first in faults {
        for second in faults {
            // An unclosed list contains the lines below it, up to the next field.
            if first.ends_with('[') && first != second {
                continue;
            }
            let mut expected: Vec<String> = codes_of(&[first]);
            if first != second {
                expected.extend(codes_of(&[second]));
            }
            expected.sort();
            expected.dedup();
            let lines = if first == second { vec![first] } else { vec![first, second] };
            let found = codes_of(&lines);
            assert_eq!(found, expected, "{lines:?}");
            assert!(
                missing.iter().all(|code| found.iter().any(|found| found == code)),
                "{lines:?}: {found:?}"
            );
        }
    }
}

#[test]
fn field_that_may_be_in_unparsed_text_is_not_reported_as_missing() {
    for line in [
        "souces = [\"https://example.org\"]",
        "source = \"https://example.org\"",
        "sources [\"https://example.org\"]",
        "sources = \"https://example.org\"",
        "sources =",
        "\"sources\": [\"https://example.org\"]",
        "note = \"x\" sources = [\"https://example.org\"]",
        "sources = [\"https://example.org\"",
        "note = \"\"\"never closed",
        "<<<<<<< a\n=======\n>>>>>>> b",
    ] {
        let found = codes_of(&["name = \"Utopia\"", line]);
        assert!(!found.is_empty() && !found.contains(&"NR301 ".to_owned()), "{line}: {found:?}");
    }
}

#[test]
fn unused_suppression_is_found_beside_other_faults() {
    let text = |suppressed: &str, lines: &str, rest: &str| {
        format!(
            "[registry]\nformat = 1\n\n[[allow]]\nrule = \"{suppressed}\"\nkey = \"utopia\"\nreason = \"r\"\n\n\
             [network.utopia]\nname = \"Utopia\"\nsources = [\"https://example.org\"]\n{lines}\n{rest}"
        )
    };
    let is_found =
        |text: &str, code: &str| findings(text).iter().any(|finding| finding.code.to_string() == code);
    for (suppressed, lines, rest, expected) in [
        ("NR301", "chairs = 1", "", true),
        ("NR301", "foo = 1", "", true),
        ("NR301", "", "\n[netwrk.x]\nname = \"X\"\n", true),
        ("NR302", "chairs = 1", "", true),
        // The suppression may be used once these lines are parsed.
        ("NR302", "web-site = \"http://example.org\"", "", false),
        ("NR304", "chairs = 1", "", false),
        ("NR301", "note = \"\"\"never closed", "", false),
        ("NR402", "", "\n[netwrk.x]\nname = \"Utopia\"\n", false),
        (
            "NR402",
            "",
            "\n[denominator.d]\ntitle = \"D\"\nvalue = 1\nnote = \"\"\"\n\n[network.y]\nname = \"Utopia\"\n",
            false,
        ),
    ] {
        assert_eq!(
            is_found(&text(suppressed, lines, rest), "NR405"),
            expected,
            "{suppressed} {lines} {rest}"
        );
    }
    // A check against another field needs that field.
    let since = text("NR203", "established = 2017-01-01", "");
    assert!(!is_found(&since.replace("format = 1", "format = 1\nsince = 2018-13-01"), "NR405"));
    assert!(is_found(&since, "NR405"));
    // A record, or the table `[registry]`, may be below an unclosed text.
    let cut = "[[allow]]\nrule = \"NR301\"\nkey = \"utopia\"\nreason = \"r\"\n\n[network.x]\nname = \"X\"\nnote = \"\"\"\n\n\
               [network.utopia]\nname = \"Utopia\"\n\n[registry]\nformat = 1\n";
    assert!(!is_found(cut, "NR404") && !is_found(cut, "NR012") && is_found(cut, "NR004"));
    // A published total whose date cannot be read may be the one that is named.
    let total = "[registry]\nformat = 1\n\n[[published]]\ndate = June\nnetworks = 3\nsource = \"https://x\"\n\n\
                 [[allow]]\nrule = \"NR301\"\nkey = \"published.2021\"\nreason = \"r\"\n";
    assert!(!is_found(total, "NR404") && is_found(&total.replace("June", "\"2022\""), "NR404"));
    // A fault of the suppression itself is always reported.
    let unknown = text("NR999", "chairs = 1", "\n[netwrk.x]\nname = \"X\"\n");
    assert!(is_found(&unknown, "NR404"));
}

#[test]
fn address_in_a_suppression_names_one_record() {
    let left = |keys: &[&str]| -> Vec<String> {
        let allow = |key: &&str| format!("[[allow]]\nrule = \"NR301\"\nkey = \"{key}\"\nreason = \"r\"\n\n");
        let text = format!(
            "[registry]\nformat = 1\n\n[denominator.x]\ntitle = \"X\"\nvalue = 1\n\n\
             [[published]]\ndate = \"[2021..2022]\"\nnetworks = 1\n\n[[published]]\ndate = 2021-06-24\nnetworks = 2\n\n\
             {}[network.x]\nname = \"X\"\n",
            keys.iter().map(allow).collect::<String>()
        );
        let found = findings(&text).into_iter();
        found
            .map(|finding| {
                let record = finding.record.expect("it is about a record");
                format!("{} {} {}", finding.code, record.table.key(), record.name)
            })
            .collect()
    };
    let (denominator, network) = ("NR301 denominator x", "NR301 network x");
    let (set, day) = ("NR301 published [2021..2022]", "NR301 published 2021-06-24");
    assert_eq!(left(&[]), [denominator, set, day, network]);
    assert_eq!(left(&["network.x", "published.2021-06-24"]), [denominator, set]);
    assert_eq!(left(&["denominator.x", "published.2021..2022"]), [day, network]);
    assert_eq!(left(&["published.[2021..2022]"]), [denominator, day, network]);
    // The key alone suppresses what no address does, whichever is first.
    assert_eq!(left(&["x", "denominator.x"]), [set, day]);
    assert_eq!(left(&["network.x", "x"]), [set, day]);
    assert_eq!(left(&["x", "x"]), [set, day]);
    // An address that no record has, and one that is used already.
    assert!(left(&["milestone.x"]).contains(&"NR404 allow NR301".to_owned()));
    assert!(left(&["published.2021"]).contains(&"NR404 allow NR301".to_owned()));
    assert!(left(&["network.x", "network.x"]).contains(&"NR405 allow NR301".to_owned()));
}

#[test]
fn all_faults_of_a_suppression_are_found_in_one_run() {
    let codes = |suppression: &str| -> Vec<String> {
        let text = format!("[registry]\nformat = 1\n\n[[allow]]\n{suppression}\nreason = \"r\"\n");
        let found = findings(&text).into_iter().filter(|finding| !finding.code.is_form());
        found.map(|finding| finding.code.to_string()).collect()
    };
    assert_eq!(codes("rule = \"NR999\"\nkey = \"nowhere\"\nuntil = 2020-01-01"), ["NR404", "NR404", "NR406"]);
    assert_eq!(codes("rule = \"NR999\""), ["NR011", "NR404"]);
    assert_eq!(codes("key = \"nowhere\""), ["NR011", "NR404"]);
}

#[test]
fn invalid_status_contradicts_no_other_field() {
    for (lines, code) in [
        ("status = \"planed\"\nclosed = 2020-01-01", "NR206"),
        ("status = \"planed\"\ncovers = [\"FJI\"]", "NR403"),
        ("status = planned\ncovers = [\"FJI\"]", "NR403"),
    ] {
        let text = format!(
            "[registry]\nformat = 1\n\n[network.FJI]\nname = \"Fiji\"\nsources = [\"https://x\"]\n\n\
             [network.pacific]\nname = \"P\"\n{lines}\nsources = [\"https://x\"]\n"
        );
        assert!(findings(&text).iter().all(|finding| finding.code.to_string() != code), "{lines}");
    }
}

#[test]
fn field_on_a_broken_header_line_or_in_another_script_is_not_missing() {
    let head = "[registry]\nformat = 1\n\n";
    for text in [
        "[network.utopia name = \"Utopia\"\nsources = [\"https://x\"]\n",
        "[network.utopia sources = [\"https://x\"]\nname = \"Utopia\"\n",
        "[network.utopia]\nna\u{200B}me = \"U\"\nsources = [\"https://x\"]\n",
        "[network.utopia]\nname = \"U\"\ns\u{F6}urces = [\"https://x\"]\n",
        "[network.utopia]\nname = \"U\"\ns\u{43E}urces = [\"https://x\"]\n",
        "[network.utopia]\n\"name\": \"U\", \"sources\": [\"https://x\"]\n",
    ] {
        let found = findings(&format!("{head}{text}"));
        let is_false = |finding: &Diagnostic| ["NR011", "NR301"].contains(&&*finding.code.to_string());
        assert!(!found.is_empty() && !found.iter().any(is_false), "{text}: {found:?}");
    }
    // Text in a value or a comment is not a field.
    for line in [
        "website = [\"https://example.org/?sources=1\"]",
        "website = http://e.org/?sources=1",
        "chairs = \"sources = x\"",
        "chairs = 1 # sources = none yet",
        "chairs = [ # sources = none yet",
    ] {
        let found = codes_of(&["name = \"Utopia\"", line]);
        assert!(found.contains(&"NR301 ".to_owned()), "{line}: {found:?}");
    }
}
