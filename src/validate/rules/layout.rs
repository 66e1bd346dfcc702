//! NR5xx: the layout of the file, not its content. `netreg fmt` fixes all of it.

use crate::validate::rules::rule::{Check, Rule, rule};

pub static RULES: [Rule; 5] = [
    rule!(
        "NR501",
        "record-order",
        Warning,
        "A record is out of order.",
        "Records are ordered by table, then by key in byte order, within each section. A known \
         place for each keeps two branches from adding theirs at the same line.",
        Check::Layout,
    ),
    rule!(
        "NR502",
        "newer-syntax",
        Warning,
        "Something is valid in TOML 1.1 alone.",
        "Readers of TOML 1.0 refuse the whole file: Python's own and older editors are among them.",
        Check::Reading,
    ),
    rule!(
        "NR503",
        "field-order",
        Warning,
        "The fields of a record are out of order.",
        "Records whose fields stand in one order can be compared at a glance.",
        Check::Layout,
    ),
    rule!(
        "NR504",
        "spelling",
        Warning,
        "A header or a field is not in its usual spelling.",
        "One spelling for the same thing can be searched for, and keeps differences free of noise.",
        Check::Layout,
    ),
    rule!(
        "NR505",
        "spacing",
        Warning,
        "Blank lines, blanks or line ends are not as usual.",
        "One blank line between records, and none inside, shows where each begins and ends, and \
         which comment is whose.",
        Check::Layout,
    ),
];
