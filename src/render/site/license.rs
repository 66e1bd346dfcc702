//! A licence as the registry gives it: IDs of the SPDX list, or a page.

/// Under what the data may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum License<'t> {
    /// Any one of these, by their SPDX IDs.
    Ids(Vec<&'t str>),
    /// What a page says.
    Page(&'t str),
    /// Nothing is known.
    None,
}

/// Returns the licence that a text names.
pub(crate) fn of(text: &str) -> License<'_> {
    let text = text.trim();
    if text.starts_with("https://") {
        return License::Page(text);
    }
    let ids: Vec<&str> = text.split(" OR ").map(str::trim).filter(|id| !id.is_empty()).collect();
    let is_id = |id: &&str| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.+".contains(&byte));
    if ids.is_empty() || !ids.iter().all(is_id) { License::None } else { License::Ids(ids) }
}

impl License<'_> {
    /// Returns the pages with the texts of the licence.
    pub fn pages(&self) -> Vec<String> {
        match self {
            Self::Ids(ids) => ids.iter().map(|id| format!("https://spdx.org/licenses/{id}.html")).collect(),
            Self::Page(page) => vec![(*page).to_owned()],
            Self::None => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn license_is_ids_or_a_page() {
        assert_eq!(of("MIT OR Apache-2.0"), License::Ids(vec!["MIT", "Apache-2.0"]));
        assert_eq!(of("https://example.org/terms"), License::Page("https://example.org/terms"));
        assert_eq!(of(""), License::None);
        assert_eq!(of("free for all"), License::None);
        assert_eq!(of("CC-BY-4.0").pages(), ["https://spdx.org/licenses/CC-BY-4.0.html"]);
    }
}
