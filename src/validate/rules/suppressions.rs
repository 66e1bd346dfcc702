//! NR404 to NR406: rules about suppressions, which `validate/suppress.rs` checks.

use crate::validate::rules::rule::{Check, Rule, rule};

pub static RULES: [Rule; 3] = [
    rule! {
        "NR404", "suppression-of-nothing", Warning,
        "A suppression names an unknown rule or record, or a rule that cannot be suppressed.",
        "It has no effect, although its author expects one. Rules about unreadable \
         text (NR0xx and some others) and about layout (NR5xx) cannot be suppressed.",
        Check::Suppressions
    },
    rule! {
        "NR405", "unused-suppression", Warning,
        "A suppression removes no finding.",
        "The finding that it suppressed is fixed. If the suppression stays, it hides the next finding \
         of its rule in the record. One suppression removes one finding: two findings need two.",
        Check::Suppressions
    },
    rule! {
        "NR406", "expired-suppression", Warning,
        "A suppression has expired.",
        "`until` is its last day. After that day, netreg reports the suppressed finding again.",
        Check::Suppressions
    },
];
