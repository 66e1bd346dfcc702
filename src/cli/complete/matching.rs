//! How a name goes on from what was typed.
//!
//! A candidate begins with what was typed, letter by letter: each shell leaves out others, or replaces what was typed.

use netreg::text::normalize;

/// Returns what was typed with the rest of a code, which is in upper case: the rest is as what was typed.
pub fn of_code(typed: &str, code: &str) -> Option<String> {
    if code.starts_with(typed) {
        return Some(code.to_owned());
    }
    Some(code.to_lowercase()).filter(|code| code.starts_with(typed))
}

/// Returns what was typed with the rest of a name. The case, accents and punctuation of the two need not be the same.
pub fn of_name(typed: &str, name: &str) -> Option<String> {
    if name.starts_with(typed) {
        return Some(name.to_owned());
    }
    let wanted = normalize(typed);
    // Punctuation is set aside, but an option is no name.
    if wanted.is_empty() || typed.starts_with('-') || !normalize(name).starts_with(&wanted) {
        return None;
    }
    let mut ends =
        name.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|end| normalize(&name[..*end]) == wanted);
    // A space that was typed is one of the name.
    let is_gap = |c: char| !c.is_alphanumeric();
    let end = if typed.ends_with(is_gap) {
        ends.next_back().filter(|end| *end == name.len() || name[..*end].ends_with(is_gap))
    } else {
        ends.next()
    }?;
    Some(format!("{typed}{}", &name[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_goes_on_from_what_was_typed() {
        for (typed, name, word) in [
            ("", "Zambia", Some("Zambia")),
            ("Zam", "Zambia", Some("Zambia")),
            ("zam", "Zambia", Some("zambia")),
            ("zambia", "Zambia", Some("zambia")),
            ("cote", "Côte d’Ivoire", Some("cote d’Ivoire")),
            ("cote d'i", "Côte d’Ivoire", Some("cote d'ivoire")),
            ("costa ", "Costa Rica", Some("costa Rica")),
            ("costa", "Costa Rica", Some("costa Rica")),
            ("St. Ki", "Saint Kitts and Nevis", Some("St. Kitts and Nevis")),
            ("Зам", "Замбия", Some("Замбия")),
            ("Niger ", "Nigeria", None),
            ("Guinea ", "Guinea-Bissau", Some("Guinea Bissau")),
            ("mbia", "Zambia", None),
            ("--za", "Zambia", None),
            ("Zambian", "Zambia", None),
        ] {
            assert_eq!(of_name(typed, name).as_deref(), word, "{typed}");
        }
    }

    #[test]
    fn code_has_the_case_of_what_was_typed() {
        for (typed, word) in
            [("", Some("ZMB")), ("ZM", Some("ZMB")), ("zm", Some("zmb")), ("Zm", None), ("ZMBX", None)]
        {
            assert_eq!(of_code(typed, "ZMB").as_deref(), word, "{typed}");
        }
    }
}
