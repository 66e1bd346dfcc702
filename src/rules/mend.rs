//! Mending what a finding mends without guessing.
//!
//! Promises: only the edits that findings carry are made; afterwards no finding carries one. What
//! concerns the form alone is left to `format/`.

use crate::diagnostic::Diagnostic;
use crate::read::{Source, code};
use crate::rules::{Context, Levels, check};
use crate::splice::apply;

/// Two edits of one place need two rounds; more are a fault of ours, and must not go on for ever.
const ROUNDS: usize = 16;

/// Returns how many of the findings about a text [`mend`] mends at once: none where a merge was not
/// finished, because a person must say first which side is meant.
#[must_use]
pub fn mendable(findings: &[Diagnostic]) -> usize {
    if findings.iter().any(|finding| finding.code == code::CONFLICT) {
        return 0;
    }
    findings.iter().filter(|finding| finding.fix.is_some()).count()
}

/// Makes every edit that the findings carry, save those of rules that are allowed, and those that
/// the findings then carry. Returns the text and how many were made.
#[must_use]
pub fn mend(ctx: &Context, levels: &Levels, text: &str) -> (String, usize) {
    let mut text = text.to_owned();
    let mut made = 0;
    for _ in 0..ROUNDS {
        let mut findings = check(ctx, &Source::new(&text));
        levels.apply(&mut findings);
        if mendable(&findings) == 0 {
            break;
        }
        let fixes: Vec<_> = findings.into_iter().filter_map(|finding| finding.fix).collect();
        let (mended, done) = apply(&text, &fixes);
        if mended == text {
            break;
        }
        made += done;
        text = mended;
    }
    (text, made)
}
