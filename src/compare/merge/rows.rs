//! The rows of a merged text: what becomes of each record and comment.

use crate::compare::identity::Identity;
use crate::compare::merge::block::Block;
use crate::compare::merge::conflict::{Dispute, Disputed};
use crate::compare::merge::draft::{Draft, Style};
use crate::compare::merge::pairs::{self, Group};
use crate::compare::merge::sides::Sides;
use crate::compare::merge::state::{Kind, State};
use crate::compare::merge::{comments, intros, moved, record};
use crate::model::Table;

/// A part of the merged text.
#[derive(Debug)]
pub struct Row {
    /// Its lines, each with a line end.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// The part of the first state that it is, if that state decides where it is.
    pub first: Option<usize>,
    /// The part of the second state that it is.
    pub second: Option<usize>,
    /// What a record is sorted by.
    pub key: Option<(Table, String)>,
    /// What is in dispute in it.
    pub disputes: Vec<Dispute>,
    /// What a record is and was known by in which changes of both sides came together.
    pub mixed: Vec<Identity>,
}

/// Makes the rows of a merge. Of two sides, the first decides about the order.
pub struct Rows<'m, 't> {
    /// The base, the first and the second, under the names of a merge whose first side is ours.
    pub states: Sides<&'m State<'t>>,
    /// The part that each record of them is.
    places: Sides<Vec<usize>>,
    style: Style<'m>,
    is_swapped: bool,
}

impl<'m, 't> Rows<'m, 't> {
    /// Returns what makes rows; `is_swapped` says that the first side is called theirs.
    pub fn new(states: Sides<&'m State<'t>>, style: Style<'m>, is_swapped: bool) -> Self {
        let places =
            Sides { base: states.base.places(), ours: states.ours.places(), theirs: states.theirs.places() };
        Self { states, places, style, is_swapped }
    }

    /// Returns the rows of comments: that of the file, and those of sections.
    pub fn comments(&self) -> Vec<Row> {
        let Sides { base, ours, theirs } = self.states;
        let head = |state: &State<'_>| state.of_kind(Kind::Head).next();
        let heads = Sides { base: head(base), ours: head(ours), theirs: head(theirs) };
        let heads = std::iter::once((Kind::Head, heads));
        let all = heads.chain(intros::triples(self.states).into_iter().map(|triple| (Kind::Intro, triple)));
        let rows = all.map(|(kind, triple)| {
            let lines = |state: &State<'t>, part: Option<usize>| -> Vec<&'t str> {
                part.map(|part| state.lines(part).lines().collect()).unwrap_or_default()
            };
            let mut draft = self.draft(None);
            let (first, second) = (lines(ours, triple.ours), lines(theirs, triple.theirs));
            record::remarks(&lines(base, triple.base), &first, &second, &mut draft);
            row(draft, kind, triple.ours, triple.theirs, None)
        });
        rows.filter(|row| !row.text.is_empty()).collect()
    }

    /// Returns the row of a group of records; none where it is removed.
    pub fn group(&self, group: &Group) -> Option<Row> {
        match (&group.triples[..], &group.conflict) {
            ([triple], None) => self.record(self.turned(*triple)),
            (_, Some(conflict)) => Some(self.key_in_dispute(&group.triples, conflict)),
            (_, None) => None,
        }
    }

    fn record(&self, triple: pairs::Triple) -> Option<Row> {
        let Sides { base, ours, theirs } = self.states;
        let parts = self.parts(triple);
        let Sides { base: was, ours: first, theirs: second } = parts;
        let ids = (triple.ours.map(|at| &ours.ids[at]), triple.theirs.map(|at| &theirs.ids[at]));
        match (first, second) {
            (None, None) => None,
            (Some(first), Some(second)) => {
                let id = pairs::key(triple, self.states);
                // Under the key that the second side gave it, it may belong elsewhere.
                let stays = id == ids.0 || id.is_some_and(|id| id.table.is_list());
                let place = stays.then_some(first);
                let mut draft = self.draft(id);
                let (one, two) = (ours.lines(first), theirs.lines(second));
                let is_known = |was: &usize| !base.is_torn(base.parts[*was].span);
                let old = was.filter(is_known).map(|was| base.lines(was));
                if one == two || old == Some(two) {
                    draft.text.push_str(one);
                } else if old == Some(one) {
                    draft.text.push_str(two);
                } else {
                    let (mut one, mut two) = (ours.block(first)?, theirs.block(second)?);
                    let mut old = was.and_then(|was| base.block(was));
                    if let Some(old) = &mut old {
                        moved::leave_to_first(old, &mut one, &mut two);
                    }
                    record::merge(old.as_ref(), &one, &two, &mut draft);
                }
                let is_mixed = draft.text != one && draft.text != two;
                let known_by = [ids.0, ids.1].into_iter().flatten().filter(|_| is_mixed);
                let mixed = known_by.cloned().collect();
                Some(Row { mixed, ..row(draft, Kind::Unit, place, Some(second), id) })
            }
            (Some(left), None) => self.left((was, ours, left), parts, ids.0),
            (None, Some(left)) => self.left((was, theirs, left), parts, ids.1),
        }
    }

    /// Returns the row of a record that only one state has beside the base.
    fn left(
        &self,
        (was, state, left): (Option<usize>, &State<'t>, usize),
        parts: pairs::Triple,
        id: Option<&'m Identity>,
    ) -> Option<Row> {
        let mut draft = self.draft(id);
        if let Some(was) = was {
            if is_unchanged(&self.states.base.block(was)?, &state.block(left)?) {
                return None;
            }
            let lines = |state: &State<'t>, part: Option<usize>| part.map_or("", |part| state.lines(part));
            let Sides { base, ours, theirs } = self.states;
            let (first, second) = (lines(ours, parts.ours), lines(theirs, parts.theirs));
            draft.dispute(Disputed::Removal, base.lines(was), first, second);
        } else {
            draft.text.push_str(state.lines(left));
        }
        Some(row(draft, Kind::Unit, parts.ours, parts.theirs, id))
    }

    /// Returns the row of records that cannot have the keys that they were given.
    fn key_in_dispute(&self, triples: &[pairs::Triple], conflict: &Dispute) -> Row {
        let Sides { base, ours, theirs } = self.states;
        let parts = || triples.iter().map(|triple| self.parts(self.turned(*triple)));
        let lines = |state: &State<'t>, parts: Vec<usize>| {
            parts.into_iter().map(|part| state.lines(part)).collect::<Vec<_>>().join("\n")
        };
        let mut draft = self.draft(conflict.record.as_ref());
        let firsts: Vec<usize> = parts().filter_map(|parts| parts.ours).collect();
        let seconds: Vec<usize> = parts().filter_map(|parts| parts.theirs).collect();
        let (first, second) = (firsts.iter().min().copied(), seconds.iter().min().copied());
        let was = lines(base, parts().filter_map(|parts| parts.base).collect());
        draft.dispute(conflict.about.clone(), &was, &lines(ours, firsts), &lines(theirs, seconds));
        let is = |state: &'m State<'t>, part: Option<usize>| Some(&state.ids[state.parts[part?].number]);
        let id = is(ours, first).or_else(|| is(theirs, second));
        row(draft, Kind::Unit, first, second, id)
    }

    /// Returns a record with ours for the first side, and theirs for the second.
    fn turned(&self, triple: pairs::Triple) -> pairs::Triple {
        if self.is_swapped { triple.swapped() } else { triple }
    }

    fn draft(&self, record: Option<&Identity>) -> Draft<'m> {
        Draft::of(self.style, self.is_swapped, record.cloned())
    }

    fn parts(&self, triple: pairs::Triple) -> Sides<Option<usize>> {
        Sides {
            base: triple.base.map(|at| self.places.base[at]),
            ours: triple.ours.map(|at| self.places.ours[at]),
            theirs: triple.theirs.map(|at| self.places.theirs[at]),
        }
    }
}

fn row(
    draft: Draft<'_>,
    kind: Kind,
    first: Option<usize>,
    second: Option<usize>,
    id: Option<&Identity>,
) -> Row {
    let key = |id: &Identity| {
        let (table, key) = id.sort_key();
        (table, key.to_owned())
    };
    Row {
        text: draft.text,
        kind,
        first,
        second,
        key: id.map(key),
        disputes: draft.disputes,
        mixed: Vec::new(),
    }
}

/// Returns `true` if a record says what it said, and has no new comment.
fn is_unchanged(base: &Block<'_>, left: &Block<'_>) -> bool {
    let says = |name: &str| match (base.field(name), left.field(name)) {
        (Some(base), Some(left)) => left.says(base),
        _ => false,
    };
    base.key == left.key
        && base.fields.len() == left.fields.len()
        && base.fields.iter().all(|field| says(&field.name))
        && comments::are_old(&base.comments(), &left.comments())
}
