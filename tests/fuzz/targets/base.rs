//! Whatever two texts are: comparing them never panics, each finding is new, old or suppressed, and a text
//! that is compared with itself has nothing new but what hides a part of it. The two stand on either side
//! of a line `%%%`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netreg::validate::baseline::{State, compare};
use netreg::parse::{Source, code};
use netreg::validate::{Context, Validation, validate};

fn state<'d>(text: &'d str, found: &'d Validation) -> State<'d> {
    State { text, findings: &found.findings, suppressed: &found.suppressed }
}

fuzz_target!(|text: &str| {
    let context = Context { today: "2026-06-15".parse().unwrap() };
    let found = |text: &str| validate(&context, &Source::new(text));
    let (old, new) = text.split_once("\n%%%\n").unwrap_or((text, text));
    let (before, after) = (found(old), found(new));
    let compared = compare(state(old, &before), state(new, &after));
    let suppressed = compared.new_suppressed.len() + compared.old_suppressed.len();
    assert!(suppressed <= after.suppressed.len());
    assert_eq!(compared.new.len() + compared.old.len() + suppressed, after.findings.len() + after.suppressed.len());
    let same = compare(state(new, &after), state(new, &after));
    assert!(same.new.iter().all(|finding| code::hides(finding.code)), "{:#?}", same.new);
    assert_eq!(same.fixed, 0);
});
