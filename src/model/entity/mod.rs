//! The one spelling of each entity of the United Nations system.
//!
//! Only a text that consists of an entity's names finds it. A text that contains other words, such as "IOM (co-chair)"
//! or "UN RC and IOM", finds nothing, nor does the name of a ministry.

mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::{normalize, split};

/// The spellings, sorted.
static SPELLINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| distinct().collect());

/// The spellings, each at its place or, if that is taken, at the next free one. Most places are free.
static PLACES: LazyLock<[&'static str; 256]> = LazyLock::new(|| {
    let mut places = [""; 256];
    for spelling in distinct() {
        let mut at = place(spelling);
        while !places[usize::from(at)].is_empty() {
            at = at.wrapping_add(1);
        }
        places[usize::from(at)] = spelling;
    }
    places
});

/// The keys of all names and spellings, each with the spelling of its entity; made at first use.
static KEYS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let names = rows().flat_map(|(spelling, name)| [(spelling, spelling), (spelling, name)]);
    names.map(|(spelling, name)| (words(name).concat(), spelling)).collect()
});

/// With which two letters names and spellings begin, which are those of their keys, too: a bit for each pair of letters,
/// each of which counts with its five lowest bits. Found when the program is built.
static BEGINNINGS: [u32; 32] = {
    let (table, mut beginnings) = (table::TABLE.as_bytes(), [0; 32]);
    let (mut first, mut letters, mut at) = (0, 0, 0);
    while at < table.len() {
        let byte = table[at].to_ascii_lowercase();
        if matches!(byte, b'\n' | b':') {
            letters = 0;
        } else if is_letter(byte) {
            match letters {
                0 => first = byte % 32,
                1 => beginnings[first as usize] |= 1 << (byte % 32),
                _ => {}
            }
            letters += 1;
        }
        at += 1;
    }
    beginnings
};

/// Returns the rows of the table: a spelling and a name.
fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let parts = |row: &'static str| {
        let at = row.bytes().position(|byte| byte == b':')?;
        Some((&row[..at], row.get(at + ": ".len()..)?))
    };
    split(table::TABLE, b'\n').filter_map(parts)
}

/// Returns each spelling once. The rows of an entity are one below the other.
fn distinct() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    rows()
        .map(|(spelling, _)| spelling)
        .filter(move |spelling| std::mem::replace(&mut last, *spelling) != *spelling)
}

/// Returns the spellings of all entities.
pub fn spellings() -> &'static [&'static str] {
    &SPELLINGS
}

/// Returns the name in English of the entity with this spelling; empty if there is none.
pub fn name(spelling: &str) -> &'static str {
    // The first row of an entity has it.
    rows().find(|(known, _)| *known == spelling).map_or("", |(_, name)| name)
}

/// No text with two names of an entity has more bytes; a longer one is skipped.
const LONGEST: usize = 300;

/// Returns the spelling of the entity that a text names, in whatever spelling, if there is one.
///
/// A text can also have two names of one entity: "International Organization for Migration (IOM)".
pub fn find(name: &str) -> Option<&'static str> {
    if let Some(spelling) = spelt(name) {
        return Some(spelling);
    }
    if name.len() > LONGEST || !may_be_found(name) {
        return None;
    }
    let words = words(name);
    let named = |words: &[String]| KEYS.get(&words.concat()).copied();
    named(&words).or_else(|| {
        (1..words.len()).find_map(|at| named(&words[..at]).filter(|first| named(&words[at..]) == Some(first)))
    })
}

/// Returns the spelling of the entity that a text names or, if it names none, the text.
pub fn canonical(name: &str) -> &str {
    find(name).unwrap_or(name)
}

/// Returns `true` if a text is the spelling of an entity.
pub fn is_spelt(name: &str) -> bool {
    spelt(name).is_some()
}

/// Returns the spelling that is exactly this text.
fn spelt(name: &str) -> Option<&'static str> {
    let (places, mut at) = (&*PLACES, place(name));
    loop {
        match places[usize::from(at)] {
            "" => return None,
            // They are too short for a call of the function that compares many bytes.
            spelling if spelling.len() == name.len() && spelling.bytes().eq(name.bytes()) => {
                return Some(spelling);
            }
            _ => at = at.wrapping_add(1),
        }
    }
}

/// Returns the place of a spelling. It follows from the letters in which most spellings differ: the second, third and last.
fn place(spelling: &str) -> u8 {
    match spelling.as_bytes() {
        bytes @ [_, second, third, ..] => {
            let last = bytes[bytes.len() - 1];
            second.wrapping_add(third.wrapping_mul(15)).wrapping_add(last.wrapping_mul(31))
        }
        _ => 0,
    }
}

/// Returns `false` if a text names no entity for certain, because none begins with these letters. To make its key
/// would take much longer.
pub fn may_be_found(name: &str) -> bool {
    let Some(beginning) = beginning(name) else { return false };
    let [first, second] = beginning;
    let is_of_a_name = BEGINNINGS[usize::from(first % 32)] & 1 << (second % 32) != 0;
    is_of_a_name || beginning == *b"th" || !beginning.is_ascii()
}

/// Returns the first two letters of a name, in small letters.
fn beginning(name: &str) -> Option<[u8; 2]> {
    let mut letters = name.bytes().filter(|byte| is_letter(*byte)).map(|byte| byte.to_ascii_lowercase());
    Some([letters.next()?, letters.next()?])
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// Returns the words of a name, equal for names that differ only in case, accents, punctuation, "the", British or
/// American spelling, and "UN" for "United Nations". Without spaces between them, abbreviations with and without
/// dots are equal, too.
fn words(name: &str) -> Vec<String> {
    let name = normalize(name).replace("united nations", "un");
    let word = |word: &str| match word {
        "organisation" => "organization".to_owned(),
        "programme" => "program".to_owned(),
        "labour" => "labor".to_owned(),
        "centre" => "center".to_owned(),
        word => word.to_owned(),
    };
    name.split(' ').map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_one_entity() {
        assert!(SPELLINGS.is_sorted_by(|a, b| a < b));
        assert!(SPELLINGS.len() < PLACES.len() / 2, "most places are free");
        let mut names: Vec<String> = rows().map(|(_, name)| words(name).concat()).collect();
        assert!(names.iter().all(|key| may_be_found(key)));
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:#?}");
        assert_eq!((name("IOM"), name("iom")), ("International Organization for Migration", ""));
        for (spelling, name) in rows() {
            assert_eq!(name, name.trim());
            let (upper, dotted) = (name.to_uppercase(), spelling.split("").collect::<Vec<_>>().join("."));
            for text in [spelling, name, &upper, &dotted, &format!("the {name} ({spelling})")] {
                assert_eq!(find(text), Some(spelling), "{text}");
            }
        }
    }

    #[test]
    fn another_spelling_of_an_entity_finds_it() {
        for (text, spelling) in [
            ("iom", "IOM"),
            ("I.O.M.", "IOM"),
            (" IOM", "IOM"),
            ("OIM", "IOM"),
            ("The International Organisation for Migration", "IOM"),
            ("International Organization for Migration (IOM)", "IOM"),
            ("IOM, the UN Migration Agency", "IOM"),
            ("Organisation internationale pour les migrations (OIM)", "IOM"),
            ("UNHCR (United Nations High Commissioner for Refugees)", "UNHCR"),
            ("UNHCR – the UN Refugee Agency", "UNHCR"),
            ("UN-Women", "UN Women"),
            ("UNDESA", "UN DESA"),
            ("U.N. Resident Co-ordinator", "UN RC"),
            ("UN Resident Coordinator’s Office", "UN RCO"),
            ("United Nations Children's Fund", "UNICEF"),
            ("World Food Program", "WFP"),
            ("International Labor Organization", "ILO"),
        ] {
            assert_eq!(find(text), Some(spelling), "{text}");
        }
    }

    #[test]
    fn other_words_beside_a_name_find_nothing() {
        for text in [
            "",
            "UN",
            "United Nations",
            "The",
            "IOM (co-chair)",
            "IOM Regional Office",
            "UN RC and IOM",
            "IOM, UNHCR",
            "UNICEF,UNDP",
            "RC",
            "Ministry of Foreign Affairs",
            "Ministry for Migration (IOM focal point)",
            "International Organization of Employers",
            "UN Network on Migration",
            "Government",
            "Women",
        ] {
            assert_eq!(find(text), None, "{text}");
            assert_eq!(canonical(text), text);
        }
    }
}
