//! Whatever the text is: reading and checking never panic, every place lies inside it, and what
//! is mended carries no edit any more.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netreg::read::Source;
use netreg::rules::{Context, Levels, check, mend, mendable};

fuzz_target!(|text: &str| {
    let context = Context { today: "2026-06-15".parse().unwrap() };
    for finding in check(&context, &Source::new(text)) {
        let places =
            finding.related.iter().map(|(span, _)| *span).chain([finding.span]).chain(finding.header);
        for span in places.chain(finding.fix.map(|fix| fix.span)) {
            assert!(text.get(span.range()).is_some());
        }
    }
    let (mended, _) = mend(&context, &Levels::default(), text);
    assert_eq!(mendable(&check(&context, &Source::new(&mended))), 0);
});
