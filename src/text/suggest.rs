//! The spelling that somebody most likely meant.

/// Returns the candidate that `word` was most likely meant to be, if one is near enough:
/// one slip in four characters, at least one (optimal string alignment).
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| Some((slips(&lower, &candidate.to_lowercase())?, candidate)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Returns the question that suggests the nearest of the candidates to `word`, if one is near enough.
#[must_use]
pub fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    nearest(word, candidates).map(|near| format!("did you mean `{near}`?"))
}

/// Returns how many slips of the hand make `typed` of `meant`, if they are few enough to believe.
#[must_use]
pub fn slips(typed: &str, meant: &str) -> Option<usize> {
    let length = typed.chars().count();
    let most = (length / 4).max(1);
    if length.abs_diff(meant.chars().count()) > most {
        return None;
    }
    let slips = strsim::osa_distance(typed, meant);
    (slips <= most).then_some(slips)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_near() {
        let fields = ["name", "coordinator", "sources"];
        assert_eq!(nearest("Sorces", fields), Some("sources"));
        assert_eq!(nearest("coordinater", fields), Some("coordinator"));
        assert_eq!(nearest("website", fields), None);
    }
}
