//! NR5xx: the form of the file, not what it says.
//!
//! Promises: warnings alone; what is meant is read all the same.

use crate::rules::{Check, Rule, rule};

pub static RULES: [Rule; 2] = [
    rule!(
        "NR501",
        "byte-order-mark",
        Warning,
        "The file begins with a byte order mark.",
        "UTF-8 needs none. netreg keeps it, but Python's reader and others refuse the file.",
        Check::Reading,
    ),
    rule!(
        "NR502",
        "newer-syntax",
        Warning,
        "Something is valid in TOML 1.1 alone.",
        "Readers of TOML 1.0 refuse the whole file: Python's own and older editors are among them.",
        Check::Reading,
    ),
];
