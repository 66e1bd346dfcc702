//! For any text: parsing and checking never panic, both readers read the same, every place is inside the text, and a
//! fixed text has no more fixes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netreg::parse::Registry;
use netreg::validate::{Context, check, fix, fixable};

fuzz_target!(|text: &str| {
    let mut both = Registry::parse(text);
    both.records.iter_mut().for_each(|record| record.canonical = false);
    assert_eq!(both, Registry::parse_generally(text));
    let context = Context { today: "2026-06-15".parse().unwrap() };
    let found = |text: &str| check(&context, text);
    for finding in found(text) {
        let places =
            finding.related.iter().map(|(span, _)| *span).chain([finding.span]).chain(finding.header());
        for span in places.chain(finding.fix.map(|fix| fix.span)) {
            assert!(text.get(span.range()).is_some());
        }
    }
    assert_eq!(fixable(&found(&fix(text, found).text)), 0);
});
