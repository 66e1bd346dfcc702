//! NR404 to NR406: the suppressions themselves.

use crate::validate::rules::rule::{Check, Rule, rule};

pub static RULES: [Rule; 3] = [
    rule!(
        "NR404",
        "excuse-of-nothing",
        Warning,
        "An excuse names no rule that can be suppressed, or no record of the registry.",
        "It excuses nothing, and whoever wrote it believes that it does. What could not be read, and what \
         `netreg fmt` mends, cannot be suppressed.",
        Check::Suppressions,
    ),
    rule!(
        "NR405",
        "excuse-not-needed",
        Warning,
        "An excuse takes no finding away.",
        "What it suppressed has been mended. Left behind, it would hide the next finding of its kind. One \
         excuse takes away one finding: for two, there are two.",
        Check::Suppressions,
    ),
    rule!(
        "NR406",
        "excuse-run-out",
        Warning,
        "The last day on which an excuse holds has passed.",
        "What it suppressed is reported again from then on.",
        Check::Suppressions,
    ),
];
