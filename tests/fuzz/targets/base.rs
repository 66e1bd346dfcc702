//! Whatever two texts are: comparing them never panics, each finding is new, old or suppressed, and a text
//! that is compared with itself has nothing new but what hides a part of it. The two are on either side
//! of a line `%%%`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netreg::parse::{Registry, code};
use netreg::validate::baseline::{State, compare};
use netreg::validate::{Context, validate};

fuzz_target!(|text: &str| {
    let context = Context { today: "2026-06-15".parse().unwrap() };
    let (old, new) = text.split_once("\n%%%\n").unwrap_or((text, text));
    let (before, after) = (Registry::parse(old), Registry::parse(new));
    let (was, is) = (validate(&context, &before), validate(&context, &after));
    let (old, new) = (State { registry: &before, found: &was }, State { registry: &after, found: &is });
    let compared = compare(old, new);
    let suppressed = compared.new_suppressed.len() + compared.old_suppressed.len();
    assert!(suppressed <= is.suppressed.len());
    assert_eq!(compared.new.len() + compared.old.len() + suppressed, is.findings.len() + is.suppressed.len());
    let same = compare(new, new);
    assert!(same.new.iter().all(|finding| code::hides(finding.code)), "{:#?}", same.new);
    assert_eq!(same.fixed, 0);
});
