//! Plurals and lists for sentences.

/// Returns `1 finding`, `2 findings`, `2 countries`: a number with its noun.
pub fn counted(number: usize, noun: &str) -> String {
    match noun.strip_suffix("ry") {
        _ if number == 1 => format!("1 {noun}"),
        Some(stem) => format!("{number} {stem}ries"),
        None => format!("{number} {noun}s"),
    }
}

/// Returns "`a`, `b` or `c`".
pub fn any_of(words: &[&str]) -> String {
    listed(words, "or")
}

/// Returns "`a`, `b` and `c`".
pub fn all_of(words: &[&str]) -> String {
    listed(words, "and")
}

fn listed(words: &[&str], join: &str) -> String {
    let ticked: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    in_a_row(&ticked, join)
}

/// Returns the words as a list in a sentence: "a, b and c", where "and" is `join`.
pub fn in_a_row<W: AsRef<str>>(words: &[W], join: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} {join} {last}", first.join(", ")),
        words => words.concat(),
    }
}
