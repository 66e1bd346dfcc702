//! Mending what a finding mends without guessing.
//!
//! Promises: only the edits that findings carry are made; afterwards no finding carries one. What
//! concerns the form alone is left to `format/`.

use std::collections::BTreeMap;

use crate::model::diagnostic::{Code, Diagnostic};
use crate::parse::code;
use crate::text::counted;
use crate::text::{TextEdit, apply};
use crate::validate::name;

/// Two edits of one place need two rounds; more are a fault of ours, and must not go on for ever.
const ROUNDS: usize = 16;

/// Returns how many of the findings about a text [`mend`] mends at once: none where a merge was not
/// finished, because a person must say first which side is meant.
#[must_use]
pub fn fixable(findings: &[Diagnostic]) -> usize {
    if findings.iter().any(|finding| finding.code == code::CONFLICT) {
        return 0;
    }
    findings.iter().filter(|finding| finding.fix.is_some()).count()
}

/// A text that was mended.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// What it is now.
    pub text: String,
    /// How many findings of each rule were mended.
    pub made: BTreeMap<Code, usize>,
}

impl Fixed {
    /// Says what was mended in a file, "2 findings in registry.toml: 1 other-name (NR102), 1 padded
    /// (NR304)", if something was.
    #[must_use]
    pub fn account(&self, file: &str) -> Option<String> {
        let by_rule = self.made.iter().map(|(code, number)| format!("{number} {} ({code})", name(*code)));
        let by_rule: Vec<String> = by_rule.collect();
        let all = counted(self.made.values().sum(), "finding");
        (!by_rule.is_empty()).then(|| format!("{all} in {file}: {}", by_rule.join(", ")))
    }
}

/// Makes every edit that the findings about a text carry, and those that the findings then carry.
/// Which findings are meant is said by `found`, which is asked again after each round.
#[must_use]
pub fn fix(text: &str, mut found: impl FnMut(&str) -> Vec<Diagnostic>) -> Fixed {
    let mut mended = Fixed { text: text.to_owned(), made: BTreeMap::new() };
    for _ in 0..ROUNDS {
        let findings = found(&mended.text);
        if fixable(&findings) == 0 {
            break;
        }
        let (codes, fixes): (Vec<Code>, Vec<TextEdit>) =
            findings.into_iter().filter_map(|finding| Some((finding.code, finding.fix?))).unzip();
        let (text, done) = apply(&mended.text, &fixes);
        if text == mended.text {
            break;
        }
        for at in done {
            *mended.made.entry(codes[at]).or_default() += 1;
        }
        mended.text = text;
    }
    mended
}
