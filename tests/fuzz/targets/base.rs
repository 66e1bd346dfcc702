//! For any two texts: the comparison never panics, and each finding is new, old or suppressed. A text
//! compared with itself has no new findings, except those about unparsed text. A line `%%%` separates the
//! two texts in the input.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netreg::baseline::{State, compare};
use netreg::read::{Source, code};
use netreg::rules::{Context, Examined, examine};

fn state<'d>(text: &'d str, found: &'d Examined) -> State<'d> {
    State { text, findings: &found.findings, excused: &found.excused }
}

fuzz_target!(|text: &str| {
    let context = Context { today: "2026-06-15".parse().unwrap() };
    let found = |text: &str| examine(&context, &Source::new(text));
    let (old, new) = text.split_once("\n%%%\n").unwrap_or((text, text));
    let (before, after) = (found(old), found(new));
    let compared = compare(state(old, &before), state(new, &after));
    let excused = compared.new_excused.len() + compared.old_excused.len();
    assert!(excused <= after.excused.len());
    assert_eq!(compared.new.len() + compared.old.len() + excused, after.findings.len() + after.excused.len());
    let same = compare(state(new, &after), state(new, &after));
    assert!(same.new.iter().all(|finding| code::hides(finding.code)), "{:#?}", same.new);
    assert_eq!(same.healed, 0);
});
