//! Whether a text is clearly several entries of a list, written as one.
//!
//! A name may contain a comma: "Ministry of Labour, Employment and Social Security". So only the form counts that no
//! name has: brackets, quotes, addresses, or short names of entities such as "UN RC, IOM".

use crate::model::entity;
use crate::text::bytes::{BETWEEN_ENTRIES, IN_ADDRESS, SPACE, kinds};

/// The most words that a short name of an entity has: "UN Resident Coordinator".
const MOST_WORDS: usize = 3;

/// Returns the entries that a text contains if it is clearly a list of them: `["UN RC", "IOM"]`, `UNICEF,UNDP`, two
/// addresses. A text in brackets is a list also with one entry or none.
pub fn several(text: &str) -> Option<Vec<&str>> {
    if is_one(text) {
        return None;
    }
    let text = text.trim();
    if let Some(inner) = in_brackets(text) {
        return Some(addresses(inner).unwrap_or_else(|| pieces(inner).into_iter().map(unquoted).collect()));
    }
    addresses(text)
        .or_else(|| quoted(text))
        .or_else(|| words(text))
        .or_else(|| short_names(text))
        .or_else(|| entities(text))
}

/// Returns `true` if a text certainly is one entry. Most are, and a closer look takes longer.
pub fn is_one(text: &str) -> bool {
    let kinds = kinds(text);
    let has = |kind| kinds & kind != 0;
    // No two names with "and" between them, and no address, are shorter.
    let is_long = text.len() >= "x and y".len();
    let may_be_several = has(BETWEEN_ENTRIES)
        || has(IN_ADDRESS) && !text.starts_with("http")
        || has(SPACE) && is_long && (text.contains(" and ") || text.contains("http"));
    !may_be_several
}

/// Returns what is between the brackets of `[…]`, if there are no others.
fn in_brackets(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    (!inner.contains(['[', ']'])).then_some(inner)
}

/// Returns the pieces between commas and semicolons that are not in quotes, without those that are empty.
fn pieces(text: &str) -> Vec<&str> {
    let (mut open, mut is_start) = (None, true);
    let is_separator = |c: char| {
        if open == Some(c) {
            open = None;
        } else if open.is_none() && is_start {
            open = closing(c);
        }
        let is_separator = open.is_none() && is_between(c);
        is_start = is_separator || is_start && c.is_whitespace();
        is_separator
    };
    text.split(is_separator).map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

fn is_between(c: char) -> bool {
    matches!(c, ',' | ';' | '，' | '；' | '、' | '،' | '؛')
}

/// Returns the quote that closes what `c` opens, if `c` is a quote.
fn closing(c: char) -> Option<char> {
    match c {
        '"' | '\'' => Some(c),
        '“' => Some('”'),
        '‘' => Some('’'),
        '«' => Some('»'),
        _ => None,
    }
}

/// Returns a piece without its quotes, if it has some.
fn unquoted(piece: &str) -> &str {
    let inner = |open| piece.strip_prefix(open)?.strip_suffix(closing(open)?);
    piece.chars().next().and_then(inner).map_or(piece, str::trim)
}

/// Returns several addresses, with white space, commas or semicolons between them.
fn addresses(text: &str) -> Option<Vec<&str>> {
    let is_end = |c: char| c.is_whitespace() || is_between(c);
    let begins = |at: &usize| {
        let (before, rest) = text.split_at(*at);
        (before.is_empty() || before.ends_with(is_end))
            && (rest.starts_with("https://") || rest.starts_with("http://"))
    };
    let starts: Vec<usize> = text.match_indices("http").map(|(at, _)| at).filter(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let found = starts.iter().zip(ends).map(|(start, end)| text[*start..end].trim_end_matches(is_end));
    (starts.len() > 1 && starts[0] == 0).then(|| found.collect())
}

/// Returns several pieces that are all in quotes.
fn quoted(text: &str) -> Option<Vec<&str>> {
    let pieces = pieces(text);
    let inner: Vec<&str> = pieces.iter().map(|piece| unquoted(piece)).collect();
    let is_quoted = |(piece, inner): (&&str, &&str)| piece.len() > inner.len();
    (pieces.len() > 1 && pieces.iter().zip(&inner).all(is_quoted)).then_some(inner)
}

/// Returns several words without any space: a name has a space behind its comma.
fn words(text: &str) -> Option<Vec<&str>> {
    let is_word = |word: &&str| {
        word.starts_with(char::is_alphabetic)
            && word.chars().all(|c| c.is_alphanumeric() || "-.&'’".contains(c))
    };
    let pieces = pieces(text);
    let is_list = pieces.len() > 1 && !text.contains(char::is_whitespace) && pieces.iter().all(is_word);
    is_list.then_some(pieces)
}

/// Returns several short names of entities, also with "and" between them.
fn short_names(text: &str) -> Option<Vec<&str>> {
    let pieces = pieces(text).into_iter().map(|piece| piece.strip_prefix("and ").unwrap_or(piece));
    let names = pieces.flat_map(|piece| piece.split(" and "));
    let names: Vec<&str> = names.flat_map(|piece| piece.split(" & ")).map(str::trim).collect();
    (names.len() > 1 && names.iter().all(|name| is_short_name(name))).then_some(names)
}

/// Returns several entities of the UN system with a mark between them that can also be in a name.
fn entities(text: &str) -> Option<Vec<&str>> {
    let names: Vec<&str> = text.split(MARKS).map(str::trim).collect();
    (names.len() > 1 && names.iter().all(|name| entity::find(name).is_some())).then_some(names)
}

/// Marks between entities.
const MARKS: [char; 3] = ['/', '+', '|'];

/// Returns `true` for acronyms, and for what begins with "UN": "UN RC", "UN Women", "UN-Habitat".
fn is_short_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_of_un = name.starts_with("UN ") || name.starts_with("UN-");
    let is_name = |word: &&str| is_acronym(word) || is_of_un && word.starts_with(char::is_uppercase);
    (1..=MOST_WORDS).contains(&words.len()) && words.iter().all(is_name)
}

/// Returns `true` for a word of capitals, perhaps with the `s` of a plural.
fn is_acronym(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    let is_capital = |c: char| c.is_uppercase() || c.is_numeric() || "-./&".contains(c);
    stem.chars().filter(|c| c.is_uppercase()).count() > 1 && stem.chars().all(is_capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_written_as_one_text_is_recognised() {
        for (text, entries) in [
            (r#"["UN RC", "IOM"]"#, &["UN RC", "IOM"][..]),
            // A shell takes the quotes away.
            ("[UN RC, IOM]", &["UN RC", "IOM"]),
            ("['IOM',]", &["IOM"]),
            ("[\"Labour, Employment\", IOM]", &["Labour, Employment", "IOM"]),
            ("[]", &[]),
            (r#""UN RC", "IOM""#, &["UN RC", "IOM"]),
            ("“UN RC”; «People’s Hall»", &["UN RC", "People’s Hall"]),
            ("UNICEF,UNDP", &["UNICEF", "UNDP"]),
            ("unicef,undp", &["unicef", "undp"]),
            ("UN RC, IOM", &["UN RC", "IOM"]),
            ("IOM; ILO;", &["IOM", "ILO"]),
            ("UN Women, UN-Habitat, UNHCR and NGOs", &["UN Women", "UN-Habitat", "UNHCR", "NGOs"]),
            ("IOM、UNHCR，UNDP", &["IOM", "UNHCR", "UNDP"]),
            ("IOM / UN Women + unhcr", &["IOM", "UN Women", "unhcr"]),
            ("UNDP, and IOM", &["UNDP", "IOM"]),
            ("IOM & OHCHR", &["IOM", "OHCHR"]),
            ("МОМ, УВКБ", &["МОМ", "УВКБ"]),
            ("https://a.example, https://b.example/x,y", &["https://a.example", "https://b.example/x,y"]),
            ("https://a.example http://b.example;", &["https://a.example", "http://b.example"]),
            ("[https://a.example,https://b.example]", &["https://a.example", "https://b.example"]),
        ] {
            assert_eq!(several(text).as_deref(), Some(entries), "{text}");
        }
    }

    #[test]
    fn name_with_a_comma_is_one_entry() {
        for text in [
            "",
            "UN RC",
            "IOM",
            "IOM,",
            "a, b",
            "\"IOM\"",
            "Ministry of Labour, Employment and Social Security",
            "Foreign Affairs, Trade, Regional Integration",
            "UN Department of Economic and Social Affairs, DESA",
            "UN Women and Girls",
            "IOM, Regional Office",
            "Ministry of Interior, UNHCR",
            "Research & Development",
            "IOM/Government",
            "R & D",
            "1,000 members",
            "[sic] IOM, and [sic] ILO",
            "https://a.example/?at=1,2;b=3",
            "https://web.archive.example/2021/https://b.example",
            "see https://a.example, https://b.example",
        ] {
            assert_eq!(several(text), None, "{text}");
        }
    }
}
