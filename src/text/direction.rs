//! The direction of writing: what keeps its order beside and inside a text from right to left.
//!
//! Between Arabic words, a date such as `2021-12-02` is shown as `02-12-2021` (Unicode Standard Annex 9), so it is isolated.

use std::borrow::Cow;

/// Returns `true` if a text contains a character that is written from right to left.
pub fn is_right_to_left(text: &str) -> bool {
    !text.is_ascii() && text.contains(is_written_from_the_right)
}

/// Returns `true` if a character is written from right to left (Unicode Character Database, the blocks of such
/// scripts with their presentation forms).
fn is_written_from_the_right(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}

/// Returns a text for a line with other texts, whose order it must not change: a text from right to left is
/// put between isolate marks, which take no column (Unicode Standard Annex 9, "Explicit Directional
/// Isolates"). So are the dates and ranges in it.
pub fn isolated(text: &str) -> Cow<'_, str> {
    if !is_right_to_left(text) {
        return text.into();
    }
    let piece = |(piece, is_turned)| {
        if is_turned { format!("\u{2066}{piece}\u{2069}") } else { String::from(piece) }
    };
    let pieces: String = pieces(text).into_iter().map(piece).collect();
    format!("\u{2068}{pieces}\u{2069}").into()
}

/// Returns the pieces of a text from right to left, each with whether it would be turned round although it is written
/// from left to right: a date, a range, an address.
pub fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let start = rest.find(|c| !is_written_from_the_right(c)).unwrap_or(rest.len());
        let end = start + run(&rest[start..]);
        let inner = without_edges(&rest[start..end]);
        let from = start + rest[start..end].find(inner).unwrap_or_default();
        let to = from + inner.len();
        if can_turn(inner) {
            pieces.extend([(&rest[..from], false), (inner, true), (&rest[to..end], false)]);
        } else {
            pieces.push((&rest[..end], false));
        }
        rest = &rest[end..];
    }
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Returns a text without the spaces and marks around it, which belong to the sentence, unless they are brackets that
/// belong together.
fn without_edges(text: &str) -> &str {
    let is_mark = |c: char| !(c.is_alphanumeric() || "%/".contains(c));
    let inner = text.trim_matches(is_mark);
    if inner.matches('(').count() == inner.matches(')').count() {
        return inner;
    }
    text.trim_matches(|c| is_mark(c) && !"()".contains(c))
}

/// Returns the length of the text up to the next character from right to left. An address may contain some.
fn run(text: &str) -> usize {
    let mut length = 0;
    for word in text.split_inclusive(' ') {
        match word.find(is_written_from_the_right) {
            Some(at) if !word[..at].contains("://") => return length + at,
            _ => length += word.len(),
        }
    }
    length
}

/// Returns `true` if a text is more than words and whole numbers, which are never turned round.
fn can_turn(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && text.contains(|c: char| !(c.is_alphanumeric() || c == ' '))
        || text.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_ranges_in_a_text_from_right_to_left_are_isolated() {
        for (text, shown) in [
            ("2021-12-02", "2021-12-02"),
            ("زامبيا", "زامبيا"),
            ("في موعد أقصاه 2024-08", "في موعد أقصاه [2024-08]"),
            ("من 2021-03-18 إلى 2021-06-24", "من [2021-03-18] إلى [2021-06-24]"),
            ("50 (من 2021-03-18 إلى 2021-06-24)", "50 (من [2021-03-18] إلى [2021-06-24])"),
            ("11..58، 0.0 % .. 24.3 %، 7", "[11..58]، [0.0 % .. 24.3 %]، 7"),
            ("2020 أو قبل ذلك", "2020 أو قبل ذلك"),
            ("كوسوفو*", "كوسوفو*"),
            ("في2021-06", "في[2021-06]"),
            ("دورة COP-28 2021، UN", "دورة [COP-28 2021]، UN"),
            ("شبكة UN (2021-06)", "شبكة [UN (2021-06)]"),
            ("نشره آخرون: 61 (2022-02-16). شبكات", "نشره آخرون: [61 (2022-02-16)]. شبكات"),
            ("ر https://a.org/ب/1/ (x) ر", "ر [https://a.org/ب/1/ (x)] ر"),
        ] {
            let inner = |text: &str| text.replace('\u{2066}', "[").replace('\u{2069}', "]");
            let isolated = isolated(text);
            let isolated =
                isolated.strip_prefix('\u{2068}').map_or(isolated.as_ref(), |text| &text[..text.len() - 3]);
            assert_eq!(inner(isolated), shown);
            let joined: String = pieces(text).into_iter().map(|(piece, _)| piece).collect();
            assert_eq!(joined, text);
        }
    }
}
