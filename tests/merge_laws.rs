//! Properties of the merge, on random branches of generated registries.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use netreg::compare::merge::{Disputed, Markers, Merged, Sides, merge};
use netreg::model::Severity;
use netreg::parse::Registry;
use proptest::prelude::*;
use support::branches::Branch;
use support::synth::{Random, registry, scattered};
use support::{cases, findings};

fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
    merge(Sides { base, ours, theirs }, &Markers::default())
}

/// The words of comments and values that a text has and another has not.
fn new_words<'t>(text: &'t str, other: &str) -> BTreeSet<&'t str> {
    let words = |text: &'t str| text.split(|c: char| !c.is_alphanumeric()).collect::<BTreeSet<_>>();
    let old: BTreeSet<&str> = other.split(|c: char| !c.is_alphanumeric()).collect();
    words(text).into_iter().filter(|word| !old.contains(word)).collect()
}

/// What a registry says, whatever the order of its records, fields and lists: each value under its record.
fn says(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let registry = Registry::parse(text);
    assert_eq!(registry.damaged(), 0, "{text}");
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for record in &registry.records {
        let said = all.entry(format!("{} {}", record.table.key(), record.key)).or_default();
        for entry in &record.entries {
            let texts: Vec<&str> = entry.texts().map(|(text, _)| text).collect();
            let raw = if texts.is_empty() { vec![entry.span.of(text)] } else { texts };
            said.extend(
                raw.into_iter().map(|value| {
                    format!("{} {}", entry.field.key, value.trim_matches('"').replace('\r', ""))
                }),
            );
        }
    }
    all
}

fn errors(text: &str) -> BTreeSet<String> {
    let found = findings(text).into_iter().filter(|finding| finding.severity == Severity::Error);
    found.map(|finding| format!("{} {:?}", finding.code, finding.record.map(|record| record.name))).collect()
}

fn laws_hold(base: &str, ours: &str, theirs: &str) -> Result<bool, TestCaseError> {
    let shown = || format!("--- base\n{base}\n--- ours\n{ours}\n--- theirs\n{theirs}\n");
    prop_assert_eq!(&merged(base, ours, ours).text, ours);
    prop_assert_eq!(&merged(base, base, theirs).text, theirs);
    prop_assert_eq!(&merged(base, ours, base).text, ours);
    let (one, other) = (merged(base, ours, theirs), merged(base, theirs, ours));
    prop_assert_eq!(one.unread.as_slice(), &[], "{}", shown());
    prop_assert_eq!(one.is_clean(), other.is_clean(), "{}{:?}\n{:?}", shown(), one, other);
    // Only a merge that does not find itself right is one by lines.
    prop_assert!(
        one.disputes.iter().all(|dispute| dispute.about != Disputed::Lines),
        "{}{}",
        shown(),
        one.text
    );
    // No word of either side is lost, be it in markers.
    let words = new_words(ours, base).into_iter().chain(new_words(theirs, base));
    let result: BTreeSet<&str> = one.text.split(|c: char| !c.is_alphanumeric()).collect();
    for word in words {
        prop_assert!(result.contains(word), "{word} is lost\n{}--- result\n{}", shown(), one.text);
    }
    if !one.is_clean() {
        prop_assert!(one.text.contains("<<<<<<< ours"), "{}{}", shown(), one.text);
        return Ok(false);
    }
    prop_assert_eq!(says(&one.text), says(&other.text), "{}", shown());
    let new: Vec<String> = errors(&one.text)
        .into_iter()
        .filter(|error| !errors(ours).contains(error) && !errors(theirs).contains(error))
        .collect();
    prop_assert!(new.is_empty(), "{new:?}\n{}--- result\n{}", shown(), one.text);
    Ok(true)
}

proptest! {
    // Each case is merged five times, so there are fewer of them.
    #![proptest_config(ProptestConfig { cases: cases().cases.div_ceil(4), ..cases() })]

    #[test]
    fn branches_lose_nothing_when_they_are_merged(seed: u64, tables in 1usize..6, is_scattered: bool) {
        let base = if is_scattered { scattered(seed, 3 * tables) } else { registry(seed, tables) };
        let mut random = Random::new(seed ^ 1);
        let ours = Branch::of(&base, 'o', &mut random);
        let theirs = Branch::of(&base, 't', &mut random);
        laws_hold(&base, &ours, &theirs)?;
    }
}

#[test]
fn most_random_branches_merge() {
    // A merge that asks about everything would obey all laws.
    let clean = (0..400u64).filter(|seed| {
        let base = registry(*seed, 6);
        let mut random = Random::new(seed ^ 1);
        let ours = Branch::of(&base, 'o', &mut random);
        let theirs = Branch::of(&base, 't', &mut random);
        laws_hold(&base, &ours, &theirs).expect("the laws hold")
    });
    let clean = clean.count();
    assert!(clean > 240, "only {clean} of 400 are clean");
}
