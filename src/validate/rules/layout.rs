//! NR5xx: rules about the layout of the file, which `netreg fmt` fixes.

use crate::validate::rules::rule::{Check, Rule, rule};

pub static RULES: [Rule; 5] = [
    rule! {
        "NR501", "record-order", Warning,
        "A record is out of order.",
        "Records are ordered by table, then by key in byte order, within each section. If each \
         record has its own place, two branches rarely add records at the same line.",
        Check::Layout
    },
    rule! {
        "NR502", "newer-syntax", Warning,
        "The file uses syntax that only TOML 1.1 has.",
        "Readers of TOML 1.0 reject the whole file. Python's own reader and older editors are \
         among them.",
        Check::Reading
    },
    rule! {
        "NR503", "field-order", Warning,
        "The fields of a record are out of order.",
        "Records are easy to compare if their fields are in the same order.",
        Check::Layout
    },
    rule! {
        "NR504", "spelling", Warning,
        "A header or a field is not in its usual spelling.",
        "If the same thing always has the same spelling, a search finds it, and a diff shows only \
         real changes.",
        Check::Layout
    },
    rule! {
        "NR505", "spacing", Warning,
        "Blank lines, spaces or line ends are not in the usual layout.",
        "One blank line between records and none inside shows where each record begins and ends, \
         and which record a comment belongs to.",
        Check::Layout
    },
];
