//! Comments that one side moved inside a record: they stay where the first side has them.
//!
//! Comments are merged place by place, and a comment that left one place for another would be removed and added.

use std::collections::{HashMap, HashSet};

use crate::compare::merge::block::Block;

/// Takes the comments out of the base and the second side that the second side has as often as the base, but not in the
/// same places: whether and where they stay is up to the first side. One that the first side moved, and the second removed,
/// is taken out of all three.
pub fn leave_to_first<'t>(base: &mut Block<'t>, first: &mut Block<'t>, second: &mut Block<'t>) {
    let [was, one, two] = [&*base, &*first, &*second].map(places);
    let is_moved = |by: &HashMap<&str, Vec<String>>, comment: &str| {
        let (was, is) = (was.get(comment), by.get(comment));
        was != is && was.map(Vec::len) == is.map(Vec::len)
    };
    let by_second: HashSet<&str> = was.keys().copied().filter(|comment| is_moved(&two, comment)).collect();
    let is_gone = |comment: &&str| is_moved(&one, comment) && !two.contains_key(*comment);
    let gone: HashSet<&str> = was.keys().copied().filter(is_gone).collect();
    // What both sides added, each in another place.
    let is_doubled = |comment: &&str| !was.contains_key(*comment) && one.get(*comment) != two.get(*comment);
    let doubled: HashSet<&str> =
        one.keys().copied().filter(|comment| two.contains_key(comment)).filter(is_doubled).collect();
    take_out(second, &doubled);
    take_out(base, &by_second);
    take_out(second, &by_second);
    take_out(base, &gone);
    take_out(first, &gone);
}

/// Returns the places in a record of each of its comments that is not in a list.
fn places<'t>(block: &Block<'t>) -> HashMap<&'t str, Vec<String>> {
    let mut places: HashMap<&str, Vec<String>> = HashMap::new();
    let mut see = |place: &str, comments: &[&'t str]| {
        for comment in comments.iter().map(|comment| comment.trim()).filter(|comment| !comment.is_empty()) {
            places.entry(comment).or_default().push(place.to_owned());
        }
    };
    see("above", &block.above);
    see("header", &[block.beside]);
    for field in &block.fields {
        see(&format!("above {}", field.name), &field.above);
        see(&format!("beside {}", field.name), &[field.beside]);
    }
    see("below", &block.below);
    places
}

/// Takes comments out of a record.
fn take_out<'t>(block: &mut Block<'t>, comments: &HashSet<&str>) {
    if comments.is_empty() {
        return;
    }
    let stays = |line: &&'t str| !comments.contains(line.trim());
    let beside = |comment: &'t str| if stays(&comment) { comment } else { "" };
    block.above.retain(stays);
    block.below.retain(stays);
    block.beside = beside(block.beside);
    for field in &mut block.fields {
        field.above.retain(stays);
        field.beside = beside(field.beside);
    }
}
