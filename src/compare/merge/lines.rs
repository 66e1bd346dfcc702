//! The merge by lines, for a text that cannot be read as a registry.

use std::collections::HashMap;

use crate::compare::merge::conflict::{Dispute, Disputed};
use crate::compare::merge::markers::Markers;
use crate::compare::merge::sides::{Merged, Sides};
use crate::model::Table;
use crate::parse::{Registry, code};
use crate::text::aligned;

/// Merges plain texts of which one could not be read in full. Where the result has more faults than either side, or a record
/// is gone that no side has removed, the whole texts are in dispute.
pub fn merge_unread(texts: Sides<&str>, registries: Sides<&Registry<'_>>, markers: &Markers<'_>) -> Merged {
    let merged = merge(texts, markers);
    if merged.is_clean() && !is_sound(registries, &Registry::verbatim(&merged.text)) {
        return whole(texts, markers);
    }
    merged
}

/// Returns `true` if a merged text has no more faults than a side, and each record that it must have.
fn is_sound(registries: Sides<&Registry<'_>>, merged: &Registry<'_>) -> bool {
    let faults = |registry: &Registry<'_>| {
        let unfit = registry.diagnostics.iter().filter(|finding| code::is_unfit(finding.code));
        registry.damaged() + unfit.count()
    };
    let records = |registry: &Registry<'_>| {
        let mut records: HashMap<(Table, String), usize> = HashMap::new();
        for record in registry.records.iter().filter(|record| record.table.is_keyed()) {
            *records.entry((record.table, record.key.to_string())).or_default() += 1;
        }
        records
    };
    let [base, ours, theirs] = registries.in_order().map(records);
    let found = records(merged);
    let must_be_there = |id: &&(Table, String)| {
        let (was, one, two) = (base.get(*id), ours.get(*id), theirs.get(*id));
        (if one == was { two } else { one }).is_some()
    };
    let most = faults(registries.ours).max(faults(registries.theirs));
    faults(merged) <= most
        && ours.keys().chain(theirs.keys()).filter(must_be_there).all(|id| found.contains_key(id))
}

/// Merges plain texts by lines, as git does.
fn merge(texts: Sides<&str>, markers: &Markers<'_>) -> Merged {
    let split = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let (base, ours, theirs) = (split(texts.base), split(texts.ours), split(texts.theirs));
    let mut merged = Merged { text: String::with_capacity(texts.ours.len()), ..Merged::default() };
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
    let merged = merge(texts, markers);
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
        let merged = merge(texts, &Markers::default());
        assert_eq!(merged.text, "a\n<<<<<<< ours\nx\nc\n||||||| base\nb\nc\n=======\ny\nc\n>>>>>>> theirs\n");
        assert_eq!(merged.disputes.len(), 1);
        let clean = merge(Sides { base: "a\nb\n", ours: "x\nb\n", theirs: "a\nb\nc\n" }, &Markers::default());
        assert_eq!((clean.text.as_str(), clean.is_clean()), ("x\nb\nc\n", true));
    }
}
