//! Which part of a day a number format shows (ECMA-376, part 1, section 18.8.31, "numFmts").

use crate::import::grid::Shown;

/// Returns the part of a day that cells with a number format show. `m` beside hours is minutes, but a format of a date
/// with hours shows its day in any case.
pub fn shown(code: &str) -> Shown {
    let letters = letters(code);
    // Buddhist and Japanese years are written with other letters.
    let has = |letter: char| letters.contains(letter);
    match (has('y') || has('e') || has('b') || has('g'), has('m'), has('d')) {
        (true, _, true) => Shown::Day,
        (true, true, false) => Shown::Month,
        (true, false, false) => Shown::Year,
        (false, _, _) => Shown::Part,
    }
}

/// Returns the letters of the first section of a format, in lower case, without what is quoted.
fn letters(code: &str) -> String {
    let mut letters = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => _ = chars.by_ref().find(|c| *c == '"'),
            '[' => _ = chars.by_ref().find(|c| *c == ']'),
            '\\' | '_' | '*' => _ = chars.next(),
            ';' => break,
            c => letters.extend(c.to_lowercase()),
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_show_days_months_and_years() {
        for (code, part) in [
            ("yyyy-mm-dd", Shown::Day),
            ("dd/mm/yy", Shown::Day),
            ("[$-409]d\\-mmm\\-yyyy;@", Shown::Day),
            ("m/d/yy h:mm", Shown::Day),
            ("mmm yyyy", Shown::Month),
            ("mmm-yy", Shown::Month),
            ("[$-40C]mmmm\\ yyyy", Shown::Month),
            ("yyyy\"d\"", Shown::Year),
            ("d-mmm", Shown::Part),
            ("mmmm", Shown::Part),
            ("h:mm", Shown::Part),
        ] {
            assert_eq!(shown(code), part, "{code}");
        }
    }
}
