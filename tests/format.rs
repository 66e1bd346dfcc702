//! The canonical form: what `fmt` changes and what it keeps.

mod support;

use netreg::format::format;
use netreg::parse::Registry;
use proptest::prelude::*;
use support::comments::comments;
use support::synth::{registry, scattered};
use support::values::values;
use support::{cases, findings};

fn formatted(text: &str) -> String {
    format(&Registry::parse(text)).unwrap_or_else(|finding| panic!("{finding:?} in {text}"))
}

fn layout(text: &str) -> Vec<String> {
    let found = findings(text);
    found.iter().map(|finding| finding.code.to_string()).filter(|code| code.starts_with("NR5")).collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn formatting_changes_only_the_layout(seed: u64, networks in 0_usize..10) {
        let text = registry(seed, networks);
        let once = formatted(&text);
        prop_assert_eq!(values(&text), values(&once), "{}\n-----\n{}", text, once);
        prop_assert_eq!(comments(&text), comments(&once), "{}\n-----\n{}", text, once);
        prop_assert_eq!(&once, &formatted(&once), "{}", text);
        prop_assert_eq!(text.starts_with('\u{FEFF}'), once.starts_with('\u{FEFF}'));
        let ends = |text: &str| (text.matches("\r\n").count() > 0, text.matches("\r\n").count() == text.matches('\n').count());
        prop_assert_eq!(ends(&text), ends(&once));
        prop_assert_eq!(text.ends_with('\n'), once.ends_with('\n'));
        // The rules on layout report every change, and nothing else.
        prop_assert_eq!(layout(&text).is_empty(), text == once, "{:?} {}", layout(&text), text);
        prop_assert_eq!(layout(&once), Vec::<String>::new(), "{}", once);
    }

    #[test]
    fn tables_without_a_key_keep_their_order_across_sections(seed: u64, tables in 0_usize..24) {
        let text = scattered(seed, tables);
        let once = formatted(&text);
        prop_assert_eq!(values(&text), values(&once), "{}\n-----\n{}", text, once);
        prop_assert_eq!(comments(&text), comments(&once), "{}\n-----\n{}", text, once);
        prop_assert_eq!(&once, &formatted(&once), "{}", text);
        prop_assert_eq!(layout(&text).is_empty(), text == once, "{:?} {}", layout(&text), text);
        prop_assert_eq!(layout(&once), Vec::<String>::new(), "{}", once);
    }
}

#[test]
fn record_with_other_line_ends_than_the_file_is_reported_line_by_line() {
    let windows = "[registry]\r\nformat = 1\r\n\r\n";
    let pasted = "[network.ATA]\nname = \"Antarctica\"\nsources = [\"https://example.org/a\"]\n";
    for above in [windows, "# Made up.\r\n\r\n[registry]\r\nformat = 1\r\n\r\n"] {
        assert_eq!(layout(&format!("{above}{pasted}")), ["NR505"; 3], "{above:?}");
    }
    let unix = windows.replace('\r', "");
    assert_eq!(
        layout(&format!("{unix}{}", pasted.replace('\n', "\r\n"))).first().map(String::as_str),
        Some("NR505")
    );
}

#[test]
fn published_totals_keep_their_order_across_sections() {
    let published = |networks: u32| format!("[[published]]\ndate = \"2020\"\nnetworks = {networks}\n");
    let zembla = UTOPIA.replace("utopia", "zembla").replace("Utopia", "Zembla");
    let text = with(&format!(
        "{}\n{UTOPIA}\n# Totals\n\n{}\n# More\n\n{}\n{zembla}",
        published(1),
        published(2),
        published(3)
    ));
    let right = with(&format!(
        "{}\n{UTOPIA}\n# Totals\n\n{}\n{}\n# More\n\n{zembla}",
        published(1),
        published(2),
        published(3)
    ));
    assert_eq!(formatted(&text), right);
    assert_eq!(values(&text), values(&right));
}

/// Returns a registry with this text below its first table.
fn with(rest: &str) -> String {
    format!("# Head.\n\n[registry]\nformat = 1\n\n{rest}")
}

const UTOPIA: &str = "[network.utopia]\nname = \"Utopia\"\nsources = [\"https://example.org/utopia\"]\n";

#[test]
fn carriage_return_inside_a_line_prevents_formatting() {
    for text in [
        with(&format!("{UTOPIA}# asked in May\rcontact = \"x\"\n")),
        with(&UTOPIA.replacen("]\n", "] # asked in May\rcontact = \"x\"\n", 1)),
        "[denominator.all]\r[network.zz]\nname = \"Z\"\n".to_owned(),
        "[registry]\n\r".to_owned(),
    ] {
        assert!(format(&Registry::parse(&text)).is_err(), "{text:?}");
        assert_eq!(layout(&text), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn key_with_an_escape_gets_its_plain_spelling() {
    let text = with(&UTOPIA.replace("name =", "\"n\\u0061me\" ="));
    assert_eq!(formatted(&text), with(UTOPIA));
    // A key with quotes inside is not the key of the field.
    let odd = with(&format!("{UTOPIA}'\"note\"' = 'x'\n"));
    assert_eq!(formatted(&odd), odd);
}

#[test]
fn invalid_toml_prevents_formatting_even_if_its_value_is_clear() {
    for line in
        ["established = 2021-06", "established = [2021..2022]\"", "verified = [1\nnote = 2]\nx", "note = x"]
    {
        for end in ["\n", "\r\n"] {
            let text = with(&UTOPIA.replace("sources", &format!("{line}\nsources"))).replace('\n', end);
            assert!(format(&Registry::parse(&text)).is_err(), "{text}");
            assert_eq!(layout(&text), Vec::<String>::new(), "{text}");
        }
    }
}

#[test]
fn sections_keep_their_headings() {
    let published = "[[published]]\ndate = 2021-06-24\nnetworks = 52\nsource = \"https://example.org/p\"\n";
    let apart = with(&format!("# Networks\n\n{UTOPIA}\n# Totals\n\n{published}"));
    assert_eq!(formatted(&apart), apart);
    assert_eq!(layout(&apart), Vec::<String>::new());
    let zembla = UTOPIA.replace("utopia", "zembla").replace("Utopia", "Zembla");
    let among = with(&format!("# Networks\n\n{UTOPIA}\n# More\n\n{published}\n{zembla}"));
    assert_eq!(formatted(&among), with(&format!("# Networks\n\n{published}\n{UTOPIA}\n# More\n\n{zembla}")));
    assert_eq!(layout(&among), ["NR501"]);
}

#[test]
fn escapes_of_toml_1_1_are_replaced_in_lists_of_multi_line_texts() {
    let text = with(&UTOPIA.replace("sources", "members = [\"\"\"a\n\\e\"\"\", \"\\x41\"]\nsources"));
    assert_eq!(layout(&text), ["NR502", "NR502"]);
    assert_eq!(layout(&formatted(&text)), Vec::<String>::new());
}

#[test]
fn unknown_format_version_prevents_formatting() {
    for text in [
        "[registry]\nformat =2  ",
        "[registry]\nformat = 0\n",
        "[network.x]\nname = 'X'\n[registry]\nformat = 9\n",
    ] {
        let finding = format(&Registry::parse(text)).expect_err("it has none");
        assert_eq!(finding.code.to_string(), "NR014", "{text}");
    }
}
