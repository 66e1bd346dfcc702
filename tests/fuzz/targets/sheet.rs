//! For any text with separators, and for any JSON: importing it does not panic, and what it gives can be read.
#![no_main]

mod planned;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for ending in ["csv", "json"] {
        planned::check(text.as_bytes(), Some(ending));
    }
});
