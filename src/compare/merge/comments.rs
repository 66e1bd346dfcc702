//! Comment lines of three states become one.

use std::collections::HashSet;

use crate::text::aligned;

/// Merges the comment lines at one place; none where both sides changed the same comment differently.
///
/// What either side added is kept, once; what either side removed is not.
pub fn merged<'t>(base: &[&'t str], ours: &[&'t str], theirs: &[&'t str]) -> Option<Vec<&'t str>> {
    if ours == theirs || theirs == base {
        return Some(ours.to_vec());
    }
    if ours == base {
        return Some(theirs.to_vec());
    }
    let (base, ours, theirs) = (said(base), said(ours), said(theirs));
    let mut lines = Vec::new();
    for run in aligned(&base, &ours, &theirs) {
        let (base, ours, theirs) = (&base[run.base], &ours[run.ours], &theirs[run.theirs]);
        let (we_added, they_added) = (without(ours, base), without(theirs, base));
        let (we_removed, they_removed) = (without(base, ours), without(base, theirs));
        let new = without(&they_added, &we_added);
        let is_reworded = without(&we_removed, &they_removed).len() < we_removed.len();
        let alike = they_added.len() - new.len();
        let one_has_all = alike > 0 && alike == we_added.len().min(they_added.len());
        if is_reworded && !one_has_all && !(we_added.is_empty() && they_added.is_empty()) {
            return None;
        }
        lines.extend(without(ours, &they_removed));
        lines.extend(new);
    }
    Some(lines)
}

/// Merges the comments beside something: the one that stays there and, where both sides added one, the one that comes
/// above. None where both sides changed the comment differently. Each has the white space before it.
pub fn beside<'t>(base: &'t str, ours: &'t str, theirs: &'t str) -> Option<(&'t str, Option<&'t str>)> {
    let said = (base.trim(), ours.trim(), theirs.trim());
    match said {
        (_, o, t) if o == t => Some((ours, None)),
        (b, o, _) if o == b => Some((theirs, None)),
        (b, _, t) if t == b => Some((ours, None)),
        ("", _, t) => Some((ours, Some(t))),
        _ => None,
    }
}

/// Returns `true` if each of the comments was there before.
pub fn are_old(base: &[&str], now: &[&str]) -> bool {
    without(&said(now), &said(base)).is_empty()
}

/// Returns the comments that are new at something that the other side removed: they stay, because they belong to the
/// record. None where one may be an old one in other words.
pub fn left<'t>(base: &[&'t str], now: &[&'t str]) -> Option<Vec<&'t str>> {
    let (base, now) = (said(base), said(now));
    let new = without(&now, &base);
    (new.is_empty() || without(&base, &now).is_empty()).then_some(new)
}

/// Returns the lines that are not blank, without the white space round them.
fn said<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect()
}

fn without<'t>(lines: &[&'t str], others: &[&str]) -> Vec<&'t str> {
    let others: HashSet<&str> = others.iter().copied().collect();
    lines.iter().copied().filter(|line| !others.contains(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(base: &str, ours: &str, theirs: &str) -> Option<String> {
        let lines = |text: &'static str| text.split_terminator(' ').collect::<Vec<_>>();
        let leaked = |text: &str| lines(Box::leak(text.to_owned().into_boxed_str()));
        merged(&leaked(base), &leaked(ours), &leaked(theirs)).map(|lines| lines.join(" "))
    }

    #[test]
    fn comments_of_both_sides_are_kept_once() {
        for (base, ours, theirs, merged) in [
            ("", "a", "b", Some("a b")),
            ("", "a", "a b", Some("a b")),
            ("a", "a b", "a c", Some("a b c")),
            ("a", "x a", "a y", Some("x a y")),
            ("a b", "a", "a b c", Some("a c")),
            ("a b", "b", "a", Some("")),
            ("a", "x", "a y", Some("x y")),
            // Both removed one, and one added another elsewhere.
            ("a b", "b x", "b", Some("b x")),
            // The same comment in two new words, or one that was removed and changed.
            ("a", "x", "y", None),
            ("a", "", "y", None),
            ("a", "x", "x y", Some("x y")),
        ] {
            assert_eq!(shown(base, ours, theirs).as_deref(), merged, "{base} | {ours} | {theirs}");
        }
    }

    #[test]
    fn second_comment_beside_comes_above() {
        assert_eq!(beside("", " # a", " # b"), Some((" # a", Some("# b"))));
        assert_eq!(beside(" # a", "  # a", " # b"), Some((" # b", None)));
        assert_eq!(beside(" # a", " # b", " # c"), None);
        assert_eq!(beside(" # a", "", " # c"), None);
    }
}
