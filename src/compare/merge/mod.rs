//! Two registries that come from a third become one, by record and field.
//!
//! Promises: what both sides agree on, or only one of them changed, is taken; all else is a conflict with markers. A
//! merge is clean only if its text, read again, says what the three make, and has every comment once, where it belongs.

mod arrange;
mod block;
mod by_record;
mod comments;
mod conflict;
mod draft;
mod field;
mod follow;
mod intros;
mod lines;
mod list;
mod markers;
mod moved;
mod pairs;
mod record;
mod rows;
mod shape;
mod sides;
mod state;
mod verify;

use std::borrow::Cow;

use crate::compare::identity::Identity;
use crate::format;
use crate::parse::{self, Registry, toml_error};
use crate::text::Span;
use draft::Style;
use shape::{Shape, plain};
use state::State;

pub use conflict::{Dispute, Disputed};
pub use markers::Markers;
pub use sides::{Merged, Side, Sides};

/// Merges the changes that `ours` and `theirs` made to `base`.
///
/// ```
/// use netreg::compare::merge::{Markers, Sides, merge};
///
/// let base = "[network.a]\nname = \"A\"\nestablished = \"2021\"\n";
/// let ours = base.replace("\"2021\"", "2021-06-30");
/// let theirs = base.replace("\"A\"", "\"Aa\"");
/// let merged = merge(Sides { base, ours: &ours, theirs: &theirs }, &Markers::default());
/// assert!(merged.is_clean());
/// assert_eq!(merged.text, "[network.a]\nname = \"Aa\"\nestablished = 2021-06-30\n");
/// ```
pub fn merge(texts: Sides<&str>, markers: &Markers<'_>) -> Merged {
    let Sides { base, ours, theirs } = texts;
    // What only one side changed, or both in the same way, is taken to the byte.
    if let Some(text) = [(theirs, base, ours), (ours, base, theirs), (ours, theirs, ours)]
        .into_iter()
        .find_map(|(one, other, taken)| (one == other).then_some(taken))
    {
        return Merged { text: text.to_owned(), ..Merged::default() };
    }
    let (plain_base, plain_ours, plain_theirs) = (plain(base), plain(ours), plain(theirs));
    let plain = Sides { base: &*plain_base, ours: &*plain_ours, theirs: &*plain_theirs };
    let merged = merge_plain(plain, markers);
    Merged { text: Shape::of(texts).give(merged.text), ..merged }
}

fn merge_plain(texts: Sides<&str>, markers: &Markers<'_>) -> Merged {
    let (settled, torn) = settled(texts.base);
    let [base, ours, theirs] = Sides { base: &*settled, ..texts }.in_order().map(Registry::verbatim);
    let sides = [(Side::Base, &base), (Side::Ours, &ours), (Side::Theirs, &theirs)];
    let unread: Vec<Side> =
        sides.into_iter().filter(|(_, registry)| !is_read(registry)).map(|(side, _)| side).collect();
    let registries = Sides { base: &base, ours: &ours, theirs: &theirs };
    if !unread.is_empty() {
        return Merged { unread, ..lines::merge_unread(texts, registries, markers) };
    }
    let Some(followed) = follow::followed(registries).filter(|_| torn.is_empty()) else {
        return merge_read(texts, registries, torn, markers);
    };
    let [base, ours, theirs] = followed.in_order();
    let [base, ours, theirs] = [&base, &ours, &theirs].map(|text| Registry::verbatim(text));
    merge_read(texts, Sides { base: &base, ours: &ours, theirs: &theirs }, torn, markers)
}

/// Merges registries that were read, of these texts; at the places in `torn` it is not known what the base was.
fn merge_read(
    texts: Sides<&str>,
    registries: Sides<&Registry<'_>>,
    torn: Vec<Span>,
    markers: &Markers<'_>,
) -> Merged {
    let [base, ours, theirs] = registries.in_order().map(State::of);
    let states = Sides { base: &base.torn(torn), ours: &ours, theirs: &theirs };
    let groups = pairs::groups(registries, states);
    let merged = by_record::merge(states, &groups, Style::Marked(markers));
    let is_right = if merged.is_clean() {
        let registry = Registry::verbatim(&merged.text);
        is_read(&registry) && verify::is_right(states, &groups, &registry)
    } else {
        // Whoever resolves the conflicts must find in them what either side has.
        [Side::Ours, Side::Theirs].into_iter().all(|side| {
            let text = by_record::merge(states, &groups, Style::Only(side)).text;
            let registry = Registry::verbatim(&text);
            is_read(&registry) && verify::is_right_for(side, states, &groups, &registry)
        })
    };
    if is_right { merged } else { lines::whole(texts, markers) }
}

/// Returns a base with one version of each of its conflicts, and the places of these: where two bases of a merge disagree,
/// git gives a text with markers, and it is not known what was there.
fn settled(base: &str) -> (Cow<'_, str>, Vec<Span>) {
    let conflicts = parse::parted_conflicts(base);
    if conflicts.is_empty() || is_read(&Registry::verbatim(base)) {
        return (base.into(), Vec::new());
    }
    let (mut text, mut torn, mut from) = (String::new(), Vec::new(), 0);
    for conflict in conflicts {
        text += &base[from..conflict.lines.start as usize];
        from = conflict.lines.end as usize;
        let start = text.len();
        let versions = [conflict.ours, conflict.theirs].map(|version| version.of(base));
        text += versions.into_iter().find(|version| !version.trim().is_empty()).unwrap_or_default();
        torn.push(Span::new(start, text.len()));
    }
    text += &base[from..];
    (text.into(), torn)
}

/// Returns `true` if it is certain where each record and field of a registry begins and ends, and none is there twice.
fn is_read(registry: &Registry<'_>) -> bool {
    registry.unread == 0
        && format::unfit(registry).is_none()
        && toml_error::find_lone_return(registry.text()).is_none()
        && Identity::all(registry).iter().all(|id| id.nth == 0 || id.table.is_list())
}
