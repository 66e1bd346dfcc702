//! Makes the edits that findings carry, until none carries one.

use std::collections::BTreeMap;

use crate::model::{Code, Diagnostic};
use crate::parse::code;
use crate::text::{TextEdit, apply, counted};
use crate::validate::rules::name;

/// Two edits of one place need two rounds. More rounds are a bug of netreg, and must not go on for ever.
const ROUNDS: usize = 16;

/// Returns how many of the findings about a text [`fix`] fixes at once: none where a merge conflict is unresolved,
/// because a person must choose a side first.
pub fn fixable(findings: &[Diagnostic]) -> usize {
    if findings.iter().any(|finding| finding.code == code::CONFLICT) {
        return 0;
    }
    findings.iter().filter(|finding| finding.fix.is_some()).count()
}

/// A text whose findings were fixed.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// The text now.
    pub text: String,
    /// How many findings of each rule were fixed.
    pub made: BTreeMap<Code, usize>,
    rounds: usize,
}

impl Fixed {
    /// Returns a text of which nothing is fixed yet.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// Makes the edits that the findings about the text carry. Returns `true` if the text has changed, so that
    /// others may carry one now.
    pub fn apply(&mut self, findings: &[Diagnostic]) -> bool {
        if fixable(findings) == 0 || self.rounds == ROUNDS {
            return false;
        }
        self.rounds += 1;
        let fixes = findings.iter().filter_map(|finding| Some((finding.code, finding.fix.clone()?)));
        let (codes, edits): (Vec<Code>, Vec<TextEdit>) = fixes.unzip();
        let (text, done) = apply(&self.text, &edits);
        if text == self.text {
            return false;
        }
        for at in done {
            *self.made.entry(codes[at]).or_default() += 1;
        }
        self.text = text;
        true
    }

    /// Says what was fixed in a file, if something was: "2 findings in registry.toml: 1 other-name (NR102),
    /// 1 padded (NR304)".
    pub fn account(&self, file: &str) -> Option<String> {
        let by_rule = self.made.iter().map(|(code, number)| format!("{number} {} ({code})", name(*code)));
        let by_rule: Vec<String> = by_rule.collect();
        let all = counted(self.made.values().sum(), "finding");
        (!by_rule.is_empty()).then(|| format!("{all} in {file}: {}", by_rule.join(", ")))
    }
}

/// Makes every edit that the findings about a text carry, and those that the findings then carry. `found` returns
/// the findings to fix about a text, and is asked again after each round.
pub fn fix(text: &str, mut found: impl FnMut(&str) -> Vec<Diagnostic>) -> Fixed {
    let mut fixed = Fixed::new(text);
    while fixed.apply(&found(&fixed.text)) {}
    fixed
}
