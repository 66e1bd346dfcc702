//! Which part of a day a number format shows (ECMA-376, part 1, section 18.8.31, "numFmts").

use crate::import::grid::Shown;

/// Returns the part of a day that cells with a number format show; `None` if the format is not one of dates: a date has
/// it where the language of the program chooses the format, as the numbers 27 to 58 do, and the workbook has no code.
/// `m` beside hours is minutes, but a format of a date with hours shows its day in any case.
pub fn shown(code: &str) -> Option<Shown> {
    let letters = letters(code);
    if letters.starts_with("general") {
        return None;
    }
    let has = |letter: char| letters.contains(letter);
    // From three letters on it is the day of the week.
    let has_day = letters.split(|c| c != 'd').any(|run| matches!(run.len(), 1 | 2));
    // Buddhist and Japanese years are written with other letters.
    let has_year = has('y') || has('e') || has('b') || has('g');
    (has_year || has('m') || has('d') || has('h') || has('s')).then(|| match (has_year, has('m'), has_day) {
        (true, true, true) => Shown::Day,
        (true, true, false) => Shown::Month,
        (true, false, _) => Shown::Year,
        (false, _, _) => Shown::Part,
    })
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
            ("dddd, d mmmm yyyy", Shown::Day),
            ("dddd, mmmm yyyy", Shown::Month),
            ("dddd, yyyy", Shown::Year),
        ] {
            assert_eq!(shown(code), Some(part), "{code}");
        }
        assert_eq!(shown("General"), None);
        assert_eq!(shown("@"), None);
    }
}
