//! Suggestions for misspelt words.

/// Returns the candidate that is most similar to `word`, if one is similar enough: at most one typing error
/// in four characters, but one in any case (optimal string alignment). Case is ignored.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| Some((slips(&lower, &candidate.to_lowercase())?, candidate)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Returns "did you mean `…`?" with the candidate that is most similar to `word`, if one is similar enough.
pub fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    nearest(word, candidates).map(|near| format!("did you mean `{near}`?"))
}

/// Returns the number of typing errors that turn `word` into `input`, if they are few enough for a suggestion.
pub fn slips(input: &str, word: &str) -> Option<usize> {
    let length = input.chars().count();
    let most = (length / 4).max(1);
    if length.abs_diff(word.chars().count()) > most {
        return None;
    }
    let slips = strsim::osa_distance(input, word);
    (slips <= most).then_some(slips)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_similar_words_are_suggested() {
        let fields = ["name", "coordinator", "sources"];
        assert_eq!(nearest("Sorces", fields), Some("sources"));
        assert_eq!(nearest("coordinater", fields), Some("coordinator"));
        assert_eq!(nearest("website", fields), None);
    }
}
