//! For any three texts: a merge does not panic; what only one side changed is taken; both directions agree whether
//! anything is in dispute; and a clean merge, merged again, is itself. The texts are one text with changes, so that they
//! have something in common: the second and third input replace the lines at two places of the first.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netreg::compare::merge::{Markers, Sides, merge};

/// Replaces some lines of a text by others.
fn changed(text: &str, at: u8, number: u8, by: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let from = usize::from(at) * lines.len() / 256;
    let to = (from + usize::from(number) % 8).min(lines.len());
    [&lines[..from], &[by][..], &lines[to..]].concat().concat()
}

fuzz_target!(|input: (&str, u8, u8, &str, u8, u8, &str)| {
    let (base, at, number, by, other_at, other_number, other_by) = input;
    let ours = changed(base, at, number, by);
    let theirs = changed(base, other_at, other_number, other_by);
    let markers = Markers::default();
    let merged = |base, ours, theirs| merge(Sides { base, ours, theirs }, &markers);
    assert_eq!(merged(base, &ours, base).text, ours);
    assert_eq!(merged(base, base, &theirs).text, theirs);
    let (one, other) = (merged(base, &ours, &theirs), merged(base, &theirs, &ours));
    if one.unread.is_empty() {
        assert_eq!(one.is_clean(), other.is_clean());
    }
    if one.is_clean() {
        assert_eq!(merged(base, &one.text, &one.text).text, one.text);
        assert!(!one.unread.is_empty() || merged(&ours, &one.text, &ours).text == one.text);
    } else {
        assert!(one.text.contains("<<<<<<<"));
    }
});
