//! Edits: the requested change is made, and no other byte is touched.

mod support;

use std::collections::BTreeMap;

use netreg::edit::{self, About, Change, Edited, FieldChange, Loss, Reason, Remark, Whereabouts};
use netreg::format::format;
use netreg::model::date::Date;
use netreg::model::diagnostic::Severity;
use netreg::model::field::{Field, Table};
use netreg::model::record::{Item, Value};
use netreg::model::{Address, Record};
use netreg::parse::Registry;
use netreg::text::Span;
use netreg::validate::fix;
use proptest::prelude::*;
use support::comments::comments;
use support::edits;
use support::states::introduced;
use support::synth::{Random, registry, scattered};
use support::{cases, findings};

fn field(key: &str) -> &'static Field {
    Table::Network.field(key).expect("a field")
}

fn text(text: &str) -> Value<'static> {
    Value::Text(text.to_owned().into())
}

fn list(entries: &[&str]) -> Value<'static> {
    let item = |entry: &&str| Item { text: (*entry).to_owned().into(), span: Span::default() };
    Value::List(entries.iter().map(item).collect())
}

/// Returns the lines of every record with its comments, without the last line ending, which may change.
fn units(text: &str) -> BTreeMap<String, String> {
    let document = Registry::parse(text);
    let layout = document.layout();
    let mut units = BTreeMap::new();
    let mut suppressions = 0;
    for unit in layout.units() {
        let record = unit.record.expect("every unit is a record");
        let name = record.address().map_or_else(
            || {
                suppressions += 1;
                format!("allow {suppressions}")
            },
            |address| address.to_string(),
        );
        let lines = unit.span.of(text).trim_end_matches(['\r', '\n']);
        assert_eq!(units.insert(name, lines.to_owned()), None, "every address is there once");
    }
    units
}

/// Checks that `new` differs from `old` only in `span`.
fn outside_is_unchanged(old: &str, new: &str, span: Span) -> Result<(), TestCaseError> {
    let (before, after) = (&old[..span.start as usize], &old[span.end as usize..]);
    prop_assert!(new.len() >= before.len() + after.len(), "{old}\n-----\n{new}");
    prop_assert!(new.starts_with(before) && new.ends_with(after), "{old}\n-----\n{new}");
    Ok(())
}

/// Checks that every record except those named in `but` has the same lines and comments.
fn other_records_are_unchanged(old: &str, new: &str, but: &[&str]) -> Result<(), TestCaseError> {
    let (mut old_units, mut new_units) = (units(old), units(new));
    for name in but {
        old_units.remove(&edits::address(name).to_string());
        new_units.remove(&edits::address(name).to_string());
    }
    prop_assert_eq!(old_units, new_units, "{}\n-----\n{}", old, new);
    Ok(())
}

fn no_new_error(old: &str, new: &str) -> Result<(), TestCaseError> {
    let fresh = introduced(old, new, None);
    let errors: Vec<_> = fresh.iter().filter(|finding| finding.severity == Severity::Error).collect();
    prop_assert!(errors.is_empty(), "{errors:#?}\n{old}\n-----\n{new}");
    Ok(())
}

/// Tells that a registry in its canonical form is in it still.
fn formatting_is_kept(old: &str, new: &str) -> Result<(), TestCaseError> {
    let form = |text: &str| format(&Registry::parse(text)).expect("it has a form");
    prop_assert!(form(old) != old || form(new) == new, "{old}\n-----\n{new}");
    Ok(())
}

/// Checks that a text with CR LF is edited and formatted like the same text with LF.
fn line_ends(unix: &str, key: &str, seed: u64) -> Result<(), TestCaseError> {
    let dos = unix.replace('\n', "\r\n");
    let before = value(unix, key, "members");
    let edits: [&dyn Fn(&str) -> String; 5] = [
        &|text| {
            edits::add(text, "k00001-new", &[(field("members"), list(&["A"; 40]))]).expect("it is new").text
        },
        &|text| edits::remove(text, key).expect("it is there").text,
        &|text| edits::rename(text, key, "k00001-new").expect("it is there").text,
        &|text| {
            let (field, change, _) = change(&mut Random::new(seed), before.as_deref());
            edits::set(text, key, field, &change).expect("it is there").text
        },
        &|text| format(&Registry::parse(text)).expect("it has a form"),
    ];
    for edit in edits {
        prop_assert_eq!(edit(unix).replace('\n', "\r\n"), edit(&dos));
    }
    Ok(())
}

/// Returns `true` if nothing is above a network. Without it, the comment of the next record is the
/// first of the file, and so belongs to the file.
fn is_first(text: &str, key: &str) -> bool {
    text[..place(text, key).start as usize].trim_start_matches('\u{FEFF}').trim().is_empty()
}

/// Returns the span of a network's lines.
fn place(text: &str, key: &str) -> Span {
    let lines = edits::lines(text, key).expect("it is there");
    let start = lines.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(start, start + lines.len())
}

fn value(text: &str, key: &str, field: &str) -> Option<String> {
    let document = Registry::parse(text);
    let network = document.networks().find(|network| network.key == key).expect("it is there");
    network.entry(field).map(|entry| match &entry.value {
        Value::List(items) => items.iter().map(|item| item.text.as_ref()).collect::<Vec<_>>().join("|"),
        Value::Text(text) => text.clone().into_owned(),
        Value::Date(when) => when.to_string(),
        Value::Status(status) => status.word().to_owned(),
        Value::Number(number) => number.to_string(),
    })
}

/// Returns one change of a field, with the value that is expected afterwards.
fn change(random: &mut Random, before: Option<&str>) -> (&'static Field, Change, Option<String>) {
    let words = ["IOM", "Ärzte, \"ohne\" \\ Grenzen", "UN RC", "国际移民组织"];
    let word = random.pick(&words);
    match random.below(7) {
        0 => (field("coordinator"), Change::Put(text(word)), Some(word.to_owned())),
        1 => (field("note"), Change::Clear, None),
        2 => (field("verified"), Change::Clear, None),
        3 => (
            field("verified"),
            Change::Put(Value::Date(Date::parse("2026-01-31").expect("a day"))),
            Some("2026-01-31".to_owned()),
        ),
        4 => (field("members"), Change::Put(list(&[word, "ILO"])), Some(format!("{word}|ILO"))),
        5 => {
            let mut entries: Vec<&str> = before.map(|list| list.split('|').collect()).unwrap_or_default();
            if !entries.contains(&word) {
                entries.push(word);
            }
            (field("members"), Change::Append(word.to_owned()), Some(entries.join("|")))
        }
        _ => {
            let entries: Vec<&str> = before.map(|list| list.split('|').collect()).unwrap_or_default();
            let word = entries.first().copied().unwrap_or("IOM").to_owned();
            let rest: Vec<&str> = entries.into_iter().filter(|entry| *entry != word).collect();
            let left = (!rest.is_empty()).then(|| rest.join("|"));
            (field("members"), Change::Take(word), left)
        }
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn adding_and_removing_a_network_restores_the_bytes(seed: u64, networks in 0_usize..8, number in 0_usize..9) {
        let old = registry(seed, networks);
        let key = format!("k{number:05}-new");
        let fields = [(field("sources"), list(&["https://example.org/new"])), (field("name"), text("Neu “1”"))];
        let new = edits::add(&old, &key, &fields).expect("it is not there").text;
        other_records_are_unchanged(&old, &new, &[&key])?;
        no_new_error(&old, &new)?;
        prop_assert_eq!(value(&new, &key, "name"), Some("Neu “1”".to_owned()));
        let own = place(&new, &key);
        prop_assert!(own.of(&new).trim_start_matches("\r\n").starts_with(&format!("[network.{key}]")), "{}", new);
        let tidy = format(&Registry::parse(&old)).expect("it has a form");
        formatting_is_kept(&tidy, &edits::add(&tidy, &key, &fields).expect("it is not there").text)?;
        let back = edits::remove(&new, &key).expect("it is there").text;
        prop_assert_eq!(&back, &old, "by way of {:?}", new);
        let again = edits::add(&new, &key, &fields);
        prop_assert_eq!(again, Err(Reason::Exists));
    }

    #[test]
    fn adding_and_removing_a_record_of_any_table_restores_the_bytes(seed: u64, tables in 0_usize..9, number in 0_usize..9) {
        let old = scattered(seed, tables);
        let tidy = format(&Registry::parse(&old)).expect("it has a form");
        let date = |text: &str| Value::Date(Date::parse(text).expect("a date"));
        let of = |table: Table, key: &str| table.field(key).expect("a field");
        let day = format!("2019-0{}", number + 1);
        let (d, m, p) = (Table::Denominator, Table::Milestone, Table::Published);
        let source = text("https://example.org/new");
        let new = [
            (format!("denominator.d9{number}-new"), [(of(d, "title"), text("D")), (of(d, "value"), Value::Number(3)), (of(d, "source"), source.clone())]),
            (format!("milestone.m9{number}-new"), [(of(m, "date"), date("2022")), (of(m, "title"), text("M")), (of(m, "source"), source.clone())]),
            (format!("published.{day}"), [(of(p, "networks"), Value::Number(3)), (of(p, "date"), date(&day)), (of(p, "source"), source)]),
        ];
        for (name, fields) in &new {
            for old in [&old, &tidy] {
                let new = edits::add(old, name, fields).expect("it is not there").text;
                other_records_are_unchanged(old, &new, &[name])?;
                no_new_error(old, &new)?;
                formatting_is_kept(old, &new)?;
                let back = edits::remove(&new, name).expect("it is there").text;
                prop_assert_eq!(&back, old, "by way of {:?}", new);
                prop_assert_eq!(edits::add(&new, name, fields), Err(Reason::Exists));
            }
        }
        // Together they go where they would go alone.
        let alone = new.iter().fold(old.clone(), |text, (name, fields)| edits::add(&text, name, fields).expect("it is not there").text);
        let addresses = new.each_ref().map(|(name, _)| edits::address(name));
        let records: Vec<(&Address, &[netreg::edit::FieldValue])> =
            addresses.iter().zip(&new).map(|(address, (_, fields))| (address, fields.as_slice())).collect();
        let together = netreg::edit::add(&Registry::parse(&old), &records).expect("they are not there").text;
        prop_assert_eq!(together, alone, "{}", old);
    }

    #[test]
    fn edit_of_a_record_of_any_table_changes_no_other(seed: u64, tables in 1_usize..9, at in 0_usize..9) {
        let old = scattered(seed, tables);
        let addresses: Vec<Address> = Registry::parse(&old).records.iter().filter_map(Record::address).collect();
        let address = &addresses[at % addresses.len()];
        let name = address.to_string();
        let note = address.table.field("note").or(address.table.field("title")).expect("a field");
        let new = edits::set(&old, &name, note, &Change::Put(text("n"))).expect("it is there").text;
        prop_assert!(new != old);
        outside_is_unchanged(&old, &new, place(&old, &name))?;
        other_records_are_unchanged(&old, &new, &[&name])?;
        let new = edits::remove(&old, &name).expect("it is there").text;
        other_records_are_unchanged(&old, &new, &[&name])?;
        let renamed = edits::rename(&old, &name, "m50-new");
        if address.table.is_keyed() {
            let new = renamed.expect("the key is free").text;
            other_records_are_unchanged(&old, &new, &[&name, &format!("{}.m50-new", address.table.key())])?;
            prop_assert_eq!(comments(&new), comments(&old));
        } else {
            prop_assert_eq!(renamed, Err(Reason::Keyless));
        }
    }

    #[test]
    fn set_changes_only_the_named_field(seed: u64, networks in 1_usize..6, at in 0_usize..6) {
        let old = registry(seed, networks);
        let key = format!("k{:05}", at % networks);
        let mut random = Random::new(seed ^ 1);
        let (field, change, expected) = change(&mut random, value(&old, &key, "members").as_deref());
        let edited = edits::set(&old, &key, field, &change).expect("it is there");
        let new = &edited.text;
        prop_assert_eq!(value(new, &key, field.key), expected, "{:?} {}\n-----\n{}", change, old, new);
        outside_is_unchanged(&old, new, place(&old, &key))?;
        other_records_are_unchanged(&old, new, &[&key])?;
        no_new_error(&old, new)?;
        let tidy = format(&Registry::parse(&old)).expect("it has a form");
        formatting_is_kept(&tidy, &edits::set(&tidy, &key, field, &change).expect("it is there").text)?;
        // A comment that is gone has been named.
        let gone = comments(&old).len() - comments(new).len();
        prop_assert_eq!(edited.remarks.iter().filter(|remark| matches!(remark.about, About::CommentRemoved(_))).count(), gone);
        // Done once, it is done.
        prop_assert_eq!(&edits::set(new, &key, field, &change).expect("it is there").text, new);
    }

    #[test]
    fn edits_made_together_are_as_if_made_one_after_another(seed: u64, networks in 1_usize..7, number in 1_usize..6) {
        let old = registry(seed, networks);
        let mut random = Random::new(seed ^ 2);
        let document = Registry::parse(&old);
        let name = [(field("name"), text("New"))];
        let places = ["a", "k00000", "k00001-x", "k00003", "k00007", "z"];
        let keys: Vec<String> = (0..number).map(|at| format!("{}-{at}", random.pick(&places))).collect();
        let addresses: Vec<Address> = keys.iter().map(Address::network).collect();
        let new: Vec<(&Address, &[netreg::edit::FieldValue])> =
            addresses.iter().map(|address| (address, name.as_slice())).collect();
        let one_by_one = keys.iter().try_fold(old.clone(), |text, key| {
            edits::add(&text, key, &name).map(|edited| edited.text)
        });
        let together = netreg::edit::add(&document, &new);
        // To add a record, the fields of the others are not needed.
        prop_assert_eq!(&netreg::edit::add(&Registry::outline(&old), &new), &together, "{}", old);
        let together = together.map(|edited| edited.text);
        prop_assert_eq!(together.map_err(|refusal| refusal.reason), one_by_one, "{}", old);
        // Changes of fields, several of one field among them, then another key.
        let mut changes = Vec::new();
        for _ in 0..number {
            let (field, change, _) = change(&mut random, Some("[]"));
            changes.push((field, change));
        }
        let keys: Vec<String> = (0..networks).filter(|_| random.below(2) == 0).map(|at| format!("k{at:05}")).collect();
        let to = (keys.len() == 1).then(|| format!("k{:05}-new", random.below(9)));
        let mut one_by_one = old.clone();
        for key in &keys {
            for (field, change) in &changes {
                one_by_one = edits::set(&one_by_one, key, field, change).expect("it is there").text;
            }
        }
        if let Some(to) = &to {
            one_by_one = edits::rename(&one_by_one, &keys[0], to).expect("it is there").text;
        }
        let addresses: Vec<Address> = keys.iter().map(Address::network).collect();
        let together = match &to {
            Some(to) => netreg::edit::rename(&document, &addresses[0], &changes, to),
            None => netreg::edit::set(&document, &addresses.iter().collect::<Vec<_>>(), &changes),
        };
        let together = together.expect("it is there").text;
        prop_assert_eq!(together, one_by_one, "{:?} {:?} {:?}\n{}", keys, changes, to, old);
    }

    #[test]
    fn removed_record_takes_only_its_own_comments(seed: u64, networks in 1_usize..6, at in 0_usize..6) {
        let old = registry(seed, networks);
        let key = format!("k{:05}", at % networks);
        prop_assume!(!is_first(&old, &key));
        let own = place(&old, &key).of(&old);
        let new = edits::remove(&old, &key).expect("it is there").text;
        other_records_are_unchanged(&old, &new, &[&key])?;
        no_new_error(&old, &new)?;
        let mut left = comments(&new);
        left.extend(comments(own));
        left.sort_unstable();
        prop_assert_eq!(left, comments(&old));
    }

    #[test]
    fn renamed_record_keeps_its_lines(seed: u64, networks in 1_usize..6, at in 0_usize..6, to in 0_usize..7) {
        let old = registry(seed, networks);
        let (key, to) = (format!("k{:05}", at % networks), format!("k{to:05}-new"));
        prop_assume!(!is_first(&old, &key));
        let new = edits::rename(&old, &key, &to).expect("it is there").text;
        other_records_are_unchanged(&old, &new, &[&key, &to])?;
        no_new_error(&old, &new)?;
        prop_assert_eq!(comments(&new), comments(&old));
        // If the record is now the first, its comment belongs to the file, and a remark says so.
        let above = &new[..place(&new, &to).start as usize];
        prop_assume!(above.lines().any(|line| !line.trim_start_matches('\u{FEFF}').trim().is_empty() && !line.starts_with('#')));
        let unit = |text: &str, key: &str| units(text).remove(&format!("network.{key}")).expect("it is there");
        let (before, after) = (unit(&old, &key), unit(&new, &to));
        let rest = |lines: &str, key: &str| lines.split_once(key).map(|(above, below)| {
            (above.trim_end_matches(['"', '\'']).to_owned(), below.trim_start_matches(['"', '\'']).to_owned())
        });
        prop_assert_eq!(rest(&before, &key), rest(&after, &to), "{}\n-----\n{}", old, new);
    }

    #[test]
    fn edits_are_the_same_with_crlf_line_endings(seed: u64, networks in 1_usize..6, at in 0_usize..6) {
        let unix = registry(seed, networks).replace("\r\n", "\n");
        line_ends(&unix, &format!("k{:05}", at % networks), seed)?;
    }

    #[test]
    fn fixed_text_has_no_more_fixes(seed: u64, networks in 1_usize..6) {
        let mut random = Random::new(seed);
        let mut old = registry(seed, networks);
        let mut faults = 0;
        for (right, wrong) in [
            ("\"UN RC\"", "\"UN RC\", \"UN RC\""),
            ("\"IOM\"", "\"IOM \""),
            ("[\"https://example.org/1\"]", "\"https://example.org/1\""),
            ("verified = 2025-01-31", "verified = \"2025-01-31\""),
            ("closed = 2025-06-30", "closed = '2025-06-30'"),
            ("date = \"2020\"", "date = 2020"),
            ("[registry]", "[network.TUR]\nname = \"Turkey\" # renamed\n[registry]"),
        ] {
            if random.once_in(2) && old.contains(right) {
                faults += 1;
                old = old.replacen(right, wrong, 1);
            }
        }
        let fixed = fix(&old, findings);
        let (new, made) = (fixed.text, fixed.made.values().sum::<usize>());
        let left = findings(&new);
        prop_assert!(left.iter().all(|finding| finding.fix.is_none()), "{left:#?} {new}");
        prop_assert!(made >= faults, "{made} of {faults}: {old}\n-----\n{new}");
        prop_assert_eq!(comments(&new), comments(&old), "{}\n-----\n{}", old, new);
        no_new_error(&old, &new)?;
        // Fixed, it is as it was, but for what the faults had hidden.
        prop_assert_eq!(made == 0, new == old);
    }
}

#[test]
fn networks_added_together_go_where_they_would_go_alone() {
    let old = "[registry]\nformat = 1\n\n[network.m]\nname = \"M\"\n\n[network.g]\nname = \"G\"\n";
    let keys = ["z", "a", "p", "f"];
    let alone =
        keys.iter().fold(old.to_owned(), |text, key| edits::add(&text, key, &[]).expect("it is new").text);
    let registry = Registry::parse(old);
    let addresses = keys.map(Address::network);
    let new: Vec<(&Address, &[netreg::edit::FieldValue])> =
        addresses.iter().map(|address| (address, &[][..])).collect();
    assert_eq!(netreg::edit::add(&registry, &new).expect("they are new").text, alone);
    // A key that is given twice is one network.
    let (x, m) = (Address::network("x"), Address::network("m"));
    let twice = netreg::edit::add(&registry, &[(&x, &[]), (&x, &[])]);
    assert!(matches!(twice, Err(refusal) if refusal.reason == Reason::Exists));
    let change = [(field("note"), Change::Put(text("n")))];
    let twice = netreg::edit::set(&registry, &[&m, &m], &change).expect("it is there");
    assert_eq!(twice, netreg::edit::set(&registry, &[&m], &change).expect("it is there"));
}

#[test]
fn torture_file_is_edited_the_same_with_crlf_line_endings() {
    let torture = include_str!("cli/torture/edits.in/registry.toml");
    for key in ["erewhon", "lilliput", "utopia"] {
        for seed in 0..50 {
            line_ends(torture, key, seed).expect("no difference");
        }
    }
}

/// Returns a registry with one network that contains this line.
fn with(line: &str) -> String {
    format!("[registry]\nformat = 1\n\n[network.utopia]\nname = \"Utopia\"\n{line}\n")
}

#[test]
fn list_entry_is_added_and_removed_in_any_layout() {
    let append = || Change::Append("C".to_owned());
    let take = |entry: &str| Change::Take(entry.to_owned());
    for (before, change, after) in [
        ("[]", append(), "[\"C\"]"),
        ("[ ]", append(), "[ \"C\"]"),
        ("[ # none\n]", append(), "[ # none\n  \"C\",\n]"),
        ("[\"A\"]", append(), "[\"A\", \"C\"]"),
        ("[\"A\",]", append(), "[\"A\", \"C\",]"),
        ("[\"A\" , ]", append(), "[\"A\" , \"C\", ]"),
        ("[\n    \"A\",\n]", append(), "[\n    \"A\",\n    \"C\",\n]"),
        ("[\n    \"A\"\n]", append(), "[\n    \"A\",\n    \"C\"\n]"),
        ("[\n\t\"A\", # a\n]", append(), "[\n\t\"A\", # a\n\t\"C\",\n]"),
        ("[\n\t\"A\" # a\n\t, # comma\n]", append(), "[\n\t\"A\" # a\n\t, # comma\n\t\"C\",\n]"),
        ("[\n  \"A\", 'B',\n]", append(), "[\n  \"A\", 'B',\n  \"C\",\n]"),
        ("[\"A\", \"B\"]", take("A"), "[\"B\"]"),
        ("[\"A\", \"B\"]", take("B"), "[\"A\"]"),
        ("[ 'A' , 'B' ]", take("B"), "[ 'A' ]"),
        ("[\"A\", \"B\",]", take("B"), "[\"A\",]"),
        ("[\"A\", \"B\", \"A\"]", take("A"), "[\"B\"]"),
        ("[\n\t\"A\",\n\t\"B\",\n]", take("A"), "[\n\t\"B\",\n]"),
        ("[\n\t\"A\", # a\n\t\"B\", # b\n]", take("A"), "[\n\t\"B\", # b\n]"),
        ("[\n  \"A\", # a\n  \"B\", # b\n]", take("B"), "[\n  \"A\", # a\n]"),
        ("[\"A\", \"C\", \"A\", \"A\"]", take("A"), "[\"C\"]"),
        ("[ \"IOM\" # a\n  , \"B\" # b\n  ,\n]", append(), "[ \"IOM\" # a\n  , \"B\" # b\n  ,\n  \"C\",\n]"),
        ("[\n  \"A\",\n  # b\n  \"B\"\n]", take("B"), "[\n  \"A\"\n  # b\n]"),
        ("[\"#, ]\", \"A\"]", take("#, ]"), "[\"A\"]"),
    ] {
        let edited =
            edits::set(&with(&format!("members = {before} # beside")), "utopia", field("members"), &change);
        assert_eq!(
            edited.expect("it is there").text,
            with(&format!("members = {after} # beside")),
            "{before} {change:?}"
        );
    }
    let empty = edits::set(&with("members = [\"A\"]"), "utopia", field("members"), &take("A"));
    assert_eq!(empty.expect("it is there").text, with("").trim_end().to_owned() + "\n");
}

#[test]
fn entry_taken_out_does_not_take_the_other_spelling_of_its_entity_with_it() {
    let edited = |list: &str, change: Change| {
        let line = format!("chairs = {list}");
        edits::set(&with(&line), "utopia", field("chairs"), &change).expect("it is there").text
    };
    for (before, entry, after) in [
        (r#"["IOM", "OIM"]"#, "OIM", r#"["IOM"]"#),
        (r#"["IOM", "OIM"]"#, "IOM", r#"["OIM"]"#),
        (r#"["OIM", "UNDP"]"#, "IOM", r#"["UNDP"]"#),
        (r#"[" Group A", "UNDP"]"#, "Group A", r#"["UNDP"]"#),
    ] {
        let new = edited(before, Change::Take(entry.to_owned()));
        assert_eq!(new, with(&format!("chairs = {after}")), "{before} {entry}");
    }
}

#[test]
fn entry_with_a_space_before_it_is_not_added_again() {
    let line = with(r#"chairs = [" Group A"]"#);
    let change = Change::Append("Group A".to_owned());
    let edited = edits::set(&line, "utopia", field("chairs"), &change).expect("it is there");
    assert_eq!(edited.text, line);
}

#[test]
fn invalid_value_can_be_replaced() {
    let when = Change::Put(Value::Date(Date::parse("2021-06").expect("a month")));
    for wrong in ["2021-06", "2021-13-01", "June", "[2021..2022]", "\"last year\"", "{}", "1e3"] {
        let edited =
            edits::set(&with(&format!("established = {wrong} # ?")), "utopia", field("established"), &when);
        assert_eq!(edited.expect(wrong).text, with("established = \"2021-06\" # ?"), "{wrong}");
    }
}

#[test]
fn edit_is_refused_where_the_text_is_ambiguous() {
    let change = Change::Put(text("x"));
    let note = field("note");
    for broken in
        ["members = [\"A\"", "note", "note = 1\nnote = 2", "name = \"again\"", "note = \"\"\"never closed"]
    {
        let text = with(broken);
        for refused in [
            edits::set(&text, "utopia", note, &change),
            edits::remove(&text, "utopia"),
            edits::rename(&text, "utopia", "other"),
        ] {
            assert!(
                matches!(&refused, Err(Reason::Unclear(found)) if !found.is_empty()),
                "{broken}: {refused:?}"
            );
        }
    }
    // A fault in another record does not prevent the edit.
    let elsewhere = with("members = [\"A\"") + "\n[network.zembla]\nname = \"Zembla\"\n";
    assert!(edits::set(&elsewhere, "zembla", note, &change).is_ok());
    assert!(edits::add(&elsewhere, "other", &[]).is_ok());
    // But what is below a text that never ends is unknown, and so is the right side of a conflict.
    for hidden in ["note = '''", "<<<<<<< a\n=======\n>>>>>>> b", "note = \"a\rb\""] {
        let text = format!("{}{hidden}\n", with(""));
        assert!(matches!(edits::add(&text, "other", &[]), Err(Reason::Unclear(_))), "{hidden}");
    }
    for named in
        ["[[network.other]]", "[network]\nother.name = \"Other\"", "[network.other.more]", "[netwrok.other]"]
    {
        let text = format!("{}{named}\n", with(""));
        assert!(matches!(edits::add(&text, "other", &[]), Err(Reason::Unclear(_))), "{named}");
        assert!(edits::add(&text, "third", &[]).is_ok(), "{named}");
    }
    let twice = with("") + "[network.utopia]\nname = \"Utopia\"\n";
    assert!(matches!(edits::remove(&twice, "utopia"), Err(Reason::Duplicate(headers)) if headers.len() == 2));
    assert_eq!(edits::remove(&twice, "nowhere"), Err(Reason::Absent));
}

#[test]
fn remark_names_the_insertion_point_in_an_unsorted_file() {
    let unsorted = "[registry]\nformat = 1\n\n[network.m]\nname = \"M\"\n\n[network.b]\nname = \"B\"\n";
    let edited = edits::add(unsorted, "n", &[]).expect("it is not there");
    assert_eq!(edited.text.find("[network.n]"), edited.text.find("[network.b]").map(|at| at - 13));
    let about = About::Unsorted(Some("m".to_owned()));
    assert_eq!(edited.remarks, [Remark { key: "n".to_owned(), about }]);
    let sections = "[registry]\nformat = 1\n\n# Far\n\n[network.m]\nname = \"M\"\n\n# Near\n\n[network.b]\nname = \"B\"\n";
    let edited = edits::add(sections, "c", &[]).expect("it is not there");
    assert_eq!((edited.text.ends_with("[network.c]\n"), edited.remarks), (true, Vec::new()));
}

#[test]
fn comments_stay_with_their_record_when_a_field_is_removed() {
    let clear = |lines: &str, field_name: &str| {
        let below = "\n[network.zembla]\nname = \"Zembla\"\n";
        let text = format!("{}{below}", with(lines));
        let new = edits::set(&text, "utopia", field(field_name), &Change::Clear).expect("it is there").text;
        let own = new.strip_suffix(below).unwrap_or_else(|| panic!("{new}")).to_owned();
        own.strip_prefix(&with("")[..with("").len() - 1]).expect("the rest stays").to_owned()
    };
    // Above the last field and below it: both still belong to the record.
    assert_eq!(clear("# why\nnote = \"n\"\n# end", "note"), "# why\n# end\n");
    assert_eq!(clear("\n# parted\nnote = \"n\"", "note"), "# parted\n");
    assert_eq!(clear("\nnote = \"n\"\n# end", "note"), "# end\n");
    // Nor does it pass to the next record.
    let text = with("# why\nnote = \"n\"") + "# its own\n[network.zembla]\nname = \"Zembla\"\n";
    let new = edits::set(&text, "utopia", field("note"), &Change::Clear).expect("it is there").text;
    assert_eq!(
        new,
        with("# why\n\n# its own").trim_end().to_owned() + "\n[network.zembla]\nname = \"Zembla\"\n"
    );
    // In the middle it stays in its position, and a remark says so.
    let text = with("# why\nnote = \"n\"\nwebsite = \"https://example.org\"");
    let edited = edits::set(&text, "utopia", field("note"), &Change::Clear).expect("it is there");
    assert_eq!(edited.text, with("# why\nwebsite = \"https://example.org\""));
    assert_eq!(edited.remarks, [stays(&["# why"], Whereabouts::NextField)]);
}

fn stays(lines: &[&str], whereabouts: Whereabouts) -> Remark {
    let lines = lines.iter().map(|line| (*line).to_owned()).collect();
    Remark { key: "utopia".to_owned(), about: About::CommentStays(lines, whereabouts) }
}

#[test]
fn comment_that_stays_is_named_with_all_of_its_lines() {
    let with = |more: &str| format!("[network.utopia]\nname = \"Utopia\"\n{more}\n");
    let set = |more: &str, key: &str, change: &Change| {
        edits::set(&with(more), "utopia", field(key), change).expect("it is there").remarks
    };
    let bottom = "# other\n\n# one\n # two\nnote = \"n\"";
    assert_eq!(
        set(bottom, "note", &Change::Clear),
        [stays(&["# other", "# one", "# two"], Whereabouts::Record)]
    );
    let middle = format!("{bottom}\nwebsite = \"https://example.org\"");
    assert_eq!(set(&middle, "note", &Change::Clear), [stays(&["# one", "# two"], Whereabouts::NextField)]);
    // A text is not a comment.
    let text = "coordinator = \"\"\"\n# text\"\"\"\nnote = \"n\"\nwebsite = \"https://example.org\"";
    assert_eq!(set(text, "note", &Change::Clear), []);
    let take = Change::Take("IOM".to_owned());
    let list = "members = [\n  \"ILO\",\n  # one\n  # two\n  \"IOM\",\n]";
    assert_eq!(set(list, "members", &take), [stays(&["# one", "# two"], Whereabouts::List)]);
    assert_eq!(set("members = [\n  # one\n\n  \"IOM\",\n  \"ILO\"\n]", "members", &take), []);
    assert_eq!(set("# one\nmembers = [\"IOM\"]", "members", &take), [stays(&["# one"], Whereabouts::Record)]);
}

#[test]
fn change_of_a_field_says_what_it_was() {
    let text = "[network.utopia]\nname = \"Utopia\"\nverified = \"2021-06-30\"\nstatus = \"open\"\nmembers = [\n  \"A\", # a\n]\n";
    let set = |changes: &[(&'static Field, Change)]| {
        let edited =
            edit::set(&Registry::parse(text), &[&Address::network("utopia")], changes).expect("it is there");
        let change = |change: FieldChange| (change.field, change.before, change.after, change.lost);
        edited.changed.into_iter().map(change).collect::<Vec<_>>()
    };
    let said = |field, before: &str, after: &str, lost| {
        let value = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
        (field, value(before), value(after), lost)
    };
    let day = |day| Change::Put(Value::Date(Date::parse(day).expect("a day")));
    let entry = |entry: &str| Change::Append(entry.to_owned());
    // Another spelling of the same value, and one that was not understood.
    let (spelling, status) = ((field("verified"), day("2021-06-30")), (field("status"), Change::Clear));
    assert_eq!(
        set(&[spelling, status]),
        [
            said("verified", "\"2021-06-30\"", "2021-06-30", Loss::Value),
            said("status", "\"open\"", "", Loss::Text),
        ]
    );
    // Several changes of a field are one; a list that grows has lost nothing.
    let members = field("members");
    let grown = set(&[(members, entry("B")), (members, entry("C")), (field("note"), Change::Clear)]);
    assert_eq!(grown, [said("members", "[\"A\"]", "[\"A\", \"B\", \"C\"]", Loss::Nothing)]);
    let taken = [(members, entry("B")), (members, Change::Take("A".to_owned()))];
    assert_eq!(set(&taken), [said("members", "[\"A\"]", "[\"B\"]", Loss::Text)]);
    assert_eq!(set(&[(members, entry("B")), (members, Change::Take("B".to_owned()))]), []);
    assert_eq!(set(&[(field("launched"), day("2022"))]), [said("launched", "", "\"2022\"", Loss::Nothing)]);
}

#[test]
fn first_network_is_inserted_below_the_preamble() {
    let text = "# Head.\n\n[registry]\nformat = 1\n\n# Totals\n\n[[published]]\ndate = 2021-06-24\nnetworks = 52\n\n\
        # Dates\n\n[milestone.m]\ntitle = \"M\"\ndate = 2022-05-17\n";
    let edited = edits::add(text, "utopia", &[]).expect("it is not there");
    assert_eq!(edited, Edited { text: format!("{text}\n[network.utopia]\n"), ..Edited::default() });
}

#[test]
fn network_with_an_unusual_header_is_not_added_again() {
    for there in [
        "[[network.ZMB]]\nname = \"Zambia\"",
        "[network]\nZMB.name = \"Zambia\"",
        "[network ZMB]\nname = \"Zambia\"",
        "network.ZMB]\nname = \"Zambia\"",
        "[network..ZMB]\nname = \"Zambia\"",
        "[Network.ZMB]\nname = \"Zambia\"",
        "[netwrok.ZMB]\nname = \"Zambia\"",
    ] {
        let text = with("") + "\n" + there + "\n";
        let added = edits::add(&text, "ZMB", &[]);
        assert!(matches!(added, Err(Reason::Unclear(_) | Reason::Exists)), "{there}: {added:?}");
    }
    let above = "network.ZMB.name = \"Zambia\"\n\n".to_owned() + &with("");
    assert!(matches!(edits::add(&above, "ZMB", &[]), Err(Reason::Unclear(_))));
}

#[test]
fn record_is_not_moved_into_an_unclosed_text() {
    let text = with("") + "\n[network.b]\nnote = \"\"\"never\n";
    assert!(matches!(edits::rename(&text, "utopia", "c"), Err(Reason::Unclear(_))));
}

#[test]
fn mixed_line_endings_and_byte_order_mark_are_kept() {
    // The byte order mark is not part of the comment after it.
    let text = "\u{FEFF}# head\n[network.a]\nname = \"A\"\n# of b\n[network.b]\nname = \"B\"\n";
    let new = edits::remove(text, "a").expect("it is there").text;
    assert_eq!(new, "\u{FEFF}# head\n\n# of b\n[network.b]\nname = \"B\"\n");
    // Mixed line endings, the last one missing.
    let text = "[registry]\nformat = 1\r\n\r\n[network.a]\r\nname = \"A\"\r\n\r\n[network.b]\r\nname = \"B\"";
    let new = edits::rename(text, "a", "c").expect("it is there").text;
    assert!(!new.contains("\r\r") && new.ends_with("name = \"A\""), "{new:?}");
}

#[test]
fn field_is_found_by_any_spelling_of_its_key() {
    let note = field("note");
    for key in ["note", "\"note\"", "'note'", "\"no\\u0074e\""] {
        let text = with(&format!("{key} = \"old\""));
        let new = edits::set(&text, "utopia", note, &Change::Put(self::text("new"))).expect(key).text;
        assert_eq!(new, with(&format!("{key} = \"new\"")));
        let new = edits::set(&text, "utopia", note, &Change::Clear).expect(key).text;
        assert_eq!(new, with("").trim_end().to_owned() + "\n", "{key}");
    }
    let other = with("'\"note\"' = \"another key\"");
    let new = edits::set(&other, "utopia", note, &Change::Put(self::text("new"))).expect("it is there").text;
    assert!(new.contains("another key"), "{new}");
}

#[test]
fn broken_text_nearby_is_not_changed() {
    // Found by fuzzing: an open list at the end of a text, and fields above the first header.
    for text in [
        with("members = [\"A\"").trim_end(),
        "name = \"Cabo Verde\"\nsources = [\"https://example.org/cpv\"]\n",
        "note = \"above\"\n# of the note\n\n[registry]\nformat = 1\n",
    ] {
        for key in ["AAA", "m", "zzz"] {
            let added = edits::add(text, key, &[(field("name"), self::text("New"))]).expect("it is new").text;
            let document = Registry::parse(&added);
            let network = document.networks().find(|network| network.key == key).expect("it is there");
            assert_eq!(network.entries.len(), 1, "{added}");
            assert_eq!(edits::remove(&added, key).expect("it is there").text, text, "{added}");
        }
    }
}

#[test]
fn suppressions_follow_a_renamed_record() {
    let text = "[registry]\nformat = 1\n\n[[allow]]\nrule = \"NR302\"\nkey = 'a' # the museum\nreason = \"R\"\n\n\
                [network.a]\nname = \"A\"\nwebsite = \"http://example.org\"\nsources = [\"https://example.org\"]\n\n\
                [network.b]\nname = \"B\"\nsources = [\"https://example.org\"]\n";
    let new = edits::rename(text, "a", "c").expect("it is there").text;
    assert!(new.contains("key = \"c\" # the museum\n"), "{new}");
    assert_eq!(findings(&new), []);
}

#[test]
fn suppressions_follow_in_the_spelling_that_they_have() {
    let allow = |key: &str| format!("\n[[allow]]\nrule = \"NR301\"\nkey = \"{key}\"\nreason = \"R\"\n");
    let milestone = "\n[milestone.a]\ntitle = \"A\"\ndate = \"2020\"\n";
    let text = format!("[registry]\nformat = 1\n{milestone}{}{}", allow("a"), allow("milestone.a"));
    let new = edits::rename(&text, "milestone.a", "b").expect("it is there").text;
    assert_eq!(new, text.replace("milestone.a", "milestone.b").replace("\"a\"", "\"b\""));
    // Where two records have the key, only the address tells for which one it is.
    let both = format!("{text}\n[network.a]\nname = \"A\"\n{}", allow("network.a"));
    let new = edits::rename(&both, "milestone.a", "b").expect("it is there").text;
    assert_eq!(new, both.replace("milestone.a", "milestone.b"));
    // The new key alone would name two.
    let other = format!("{text}\n[network.b]\nname = \"B\"\n");
    let new = edits::rename(&other, "milestone.a", "b").expect("it is there").text;
    assert_eq!(new, other.replace("milestone.a", "milestone.b").replace("\"a\"", "\"milestone.b\""));
    // A published total is named by its date.
    let text = format!("[[published]]\ndate = \"2021\"\nnetworks = 3\n{}", allow("published.2021"));
    let date = Table::Published.field("date").expect("a field");
    let change = Change::Put(Value::Date(Date::parse("[2021..2022]").expect("a date")));
    let new = edits::set(&text, "published.2021", date, &change).expect("it is there").text;
    let spelt = text.replace("= \"2021\"", "= \"[2021..2022]\"");
    assert_eq!(new, spelt.replace("published.2021", "published.2021..2022"));
}

#[test]
fn published_totals_of_one_date_are_not_told_apart() {
    let total = |date: &str| format!("[[published]]\ndate = {date}\nnetworks = 3\n\n");
    let text = total("2021-06-24") + &total("'2021-06-24'") + &total("\"2020\"");
    let fields = [(Table::Published.field("networks").expect("a field"), Value::Number(1))];
    let change = Change::Put(Value::Number(1));
    let twice = edits::set(&text, "published.2021-06-24", fields[0].0, &change);
    assert!(matches!(&twice, Err(Reason::Duplicate(headers)) if headers.len() == 2), "{twice:?}");
    assert_eq!(edits::add(&text, "published.2020", &fields), Err(Reason::Exists));
    let date = Table::Published.field("date").expect("a field");
    let to = Change::Put(Value::Date(Date::parse("2021-06-24").expect("a day")));
    assert_eq!(edits::set(&text, "published.2020", date, &to), Err(Reason::Exists));
    assert!(edits::remove(&text, "published.2020").is_ok());
    // One whose date cannot be read may be any of them.
    let unclear = edits::add(&(text + &total("June")), "published.2019", &fields);
    assert!(matches!(unclear, Err(Reason::Unclear(_))), "{unclear:?}");
}

#[test]
fn comment_that_moves_to_the_top_becomes_the_files_with_a_remark() {
    let text = "[network.b]\nname = \"B\"\n\n# mine\n[network.c]\nname = \"C\"\n\n[registry]\nformat = 1\n";
    let edited = edits::rename(text, "c", "a").expect("it is there");
    assert!(edited.text.starts_with("# mine\n[network.a]\n"), "{}", edited.text);
    let about = About::FirstComment(vec!["# mine".to_owned()]);
    assert!(edited.remarks.iter().any(|remark| remark.about == about), "{:?}", edited.remarks);
}
