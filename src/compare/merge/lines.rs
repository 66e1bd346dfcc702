//! The merge by lines, for a text that cannot be read as a registry.

use crate::compare::merge::conflict::{Dispute, Disputed};
use crate::compare::merge::markers::Markers;
use crate::compare::merge::sides::{Merged, Side, Sides};
use crate::text::aligned;

/// Merges plain texts by lines, as git does.
pub fn merge(texts: Sides<&str>, markers: &Markers<'_>, unread: Vec<Side>) -> Merged {
    let split = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let (base, ours, theirs) = (split(texts.base), split(texts.ours), split(texts.theirs));
    let mut merged = Merged { text: String::with_capacity(texts.ours.len()), unread, ..Merged::default() };
    for run in aligned(&base, &ours, &theirs) {
        let (b, o, t) = (&base[run.base], &ours[run.ours], &theirs[run.theirs]);
        if o == t || t == b {
            merged.text.extend(o.iter().copied());
        } else if o == b {
            merged.text.extend(t.iter().copied());
        } else {
            let (b, o, t) = (b.concat(), o.concat(), t.concat());
            let versions = Sides { base: b.as_str(), ours: &o, theirs: &t };
            markers.put(versions, &mut merged.text);
            merged.disputes.push(Dispute { record: None, about: Disputed::Lines });
        }
    }
    merged
}

/// Puts whole texts between markers, where a merge by lines would pretend that nothing is in dispute.
pub fn whole(texts: Sides<&str>, markers: &Markers<'_>) -> Merged {
    let merged = merge(texts, markers, Vec::new());
    if !merged.is_clean() {
        return merged;
    }
    let mut text = String::new();
    markers.put(texts, &mut text);
    Merged { text, disputes: vec![Dispute { record: None, about: Disputed::Lines }], ..merged }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_both_sides_changed_are_between_markers_of_git() {
        let texts = Sides { base: "a\nb\nc\n", ours: "a\nx\nc\n", theirs: "a\ny\nc" };
        let merged = merge(texts, &Markers::default(), Vec::new());
        assert_eq!(merged.text, "a\n<<<<<<< ours\nx\nc\n||||||| base\nb\nc\n=======\ny\nc\n>>>>>>> theirs\n");
        assert_eq!(merged.disputes.len(), 1);
        let clean = merge(
            Sides { base: "a\nb\n", ours: "x\nb\n", theirs: "a\nb\nc\n" },
            &Markers::default(),
            Vec::new(),
        );
        assert_eq!((clean.text.as_str(), clean.is_clean()), ("x\nb\nc\n", true));
    }
}
