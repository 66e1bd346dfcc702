//! Three sequences side by side: where two that come from a third agree with it, and where they do not (Khanna, Kunal
//! and Pierce: A Formal Investigation of Diff3, 2007).

use std::hash::Hash;
use std::ops::Range;

use crate::text::diff;

/// A run of the base with what each side has in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it is in the base.
    pub base: Range<usize>,
    /// Where it is in ours.
    pub ours: Range<usize>,
    /// Where it is in theirs.
    pub theirs: Range<usize>,
    /// Whether all three are the same.
    pub is_same: bool,
}

/// Aligns `ours` and `theirs` with `base`. The runs cover each of the three from its beginning to its end.
pub fn aligned<T: Hash + Eq + Ord>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<Run> {
    let (in_ours, in_theirs) = (diff::equal(base, ours), diff::equal(base, theirs));
    let mut runs: Vec<Run> = Vec::new();
    let (mut at, mut our, mut their) = (0, 0, 0);
    let ends = |at: usize| Some((in_ours.get(at).copied()??, in_theirs.get(at).copied()??));
    while at < base.len() || our < ours.len() || their < theirs.len() {
        let from = (at, our, their);
        let is_same = ends(at) == Some((our, their));
        if is_same {
            while ends(at) == Some((our, their)) {
                (at, our, their) = (at + 1, our + 1, their + 1);
            }
        } else {
            at = (at..base.len()).find(|at| ends(*at).is_some()).unwrap_or(base.len());
            (our, their) = ends(at).unwrap_or((ours.len(), theirs.len()));
        }
        runs.push(Run { base: from.0..at, ours: from.1..our, theirs: from.2..their, is_same });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(base: &str, ours: &str, theirs: &str) -> String {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        let (b, o, t) = (chars(base), chars(ours), chars(theirs));
        let part = |all: &[char], range: &Range<usize>| all[range.clone()].iter().collect::<String>();
        let runs = aligned(&b, &o, &t).into_iter().map(|run| {
            if run.is_same {
                return part(&b, &run.base);
            }
            format!("({}|{}|{})", part(&o, &run.ours), part(&b, &run.base), part(&t, &run.theirs))
        });
        runs.collect()
    }

    #[test]
    fn runs_say_where_the_three_agree() {
        assert_eq!(shown("abc", "abc", "abc"), "abc");
        assert_eq!(shown("abc", "axc", "abc"), "a(x|b|b)c");
        assert_eq!(shown("abc", "abcx", "abcy"), "abc(x||y)");
        assert_eq!(shown("abc", "bc", "abd"), "(|a|a)b(c|c|d)");
        assert_eq!(shown("", "x", ""), "(x||)");
        assert_eq!(shown("", "", ""), "");
    }
}
