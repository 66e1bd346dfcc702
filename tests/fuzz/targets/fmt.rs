//! For any text: formatting twice gives the same as once, loses no comment and changes no value. The layout
//! rules report exactly the texts that formatting changes.
#![no_main]

#[path = "../../support/comments.rs"]
mod comments;
#[path = "../../support/values.rs"]
mod values;

use comments::comments;
use libfuzzer_sys::fuzz_target;
use netreg::format::format;
use netreg::parse::Registry;
use netreg::validate::{Context, check};
use values::values;

fuzz_target!(|text: &str| {
    let context = Context { today: "2026-06-15".parse().unwrap() };
    let is_form =
        |text: &str| !check(&context, text).iter().any(|finding| finding.code.to_string().starts_with("NR5"));
    let Ok(once) = format(&Registry::parse(text)) else { return };
    assert_eq!(format(&Registry::parse(&once)).as_ref(), Ok(&once));
    assert_eq!(comments(text), comments(&once));
    assert_eq!(values(text), values(&once));
    assert_eq!(is_form(text), text == once);
    assert!(is_form(&once));
});
