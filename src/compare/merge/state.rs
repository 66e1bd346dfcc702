//! One state of a merge, taken apart: what is in the file, in its order.

use crate::compare::identity::Identity;
use crate::compare::merge::block::Block;
use crate::model::Record;
use crate::parse::Registry;
use crate::text::Span;

/// A registry with what makes its records the same as others.
pub struct State<'t> {
    /// The text.
    pub text: &'t str,
    records: &'t [Record<'t>],
    /// What each record is known by, in their order.
    pub ids: Vec<Identity>,
    /// What is in the file, in its order.
    pub parts: Vec<Part>,
    /// The places, in order, where the state is not known: those of conflicts in a base.
    torn: Vec<Span>,
}

/// A part of the file: complete lines, with blank lines between it and the next.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Which of the records it is, if it is one.
    pub number: usize,
}

/// The kinds of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The comment of the file.
    Head,
    /// A comment that opens a section.
    Intro,
    /// A record with its comments.
    Unit,
}

impl<'t> State<'t> {
    /// Takes a registry apart, in which everything was read.
    pub fn of(registry: &'t Registry<'t>) -> Self {
        let layout = registry.layout();
        let mut parts = Vec::with_capacity(registry.records.len() + 1);
        if layout.head != Span::default() {
            parts.push(Part { span: layout.head, kind: Kind::Head, number: 0 });
        }
        let mut numbers = 0..;
        for section in &layout.sections {
            let intro = |span: &Span| Part { span: *span, kind: Kind::Intro, number: 0 };
            parts.extend(section.intro.iter().map(intro));
            let number = || numbers.next().unwrap_or_default();
            let spans = section.units.iter().map(|unit| unit.span);
            parts.extend(spans.zip(std::iter::repeat_with(number)).map(unit));
        }
        let (text, ids) = (registry.text(), Identity::all(registry));
        Self { text, records: &registry.records, ids, parts, torn: Vec::new() }
    }

    /// Returns the state as one that is not known at some places, which are in order.
    #[must_use]
    pub fn torn(self, torn: Vec<Span>) -> Self {
        Self { torn, ..self }
    }

    /// Returns `true` if a place is not known.
    pub fn is_torn(&self, place: Span) -> bool {
        let at = self.torn.partition_point(|torn| torn.end <= place.start);
        self.torn.get(at).is_some_and(|torn| torn.overlaps(place))
    }

    /// Returns a record.
    pub fn record(&self, number: usize) -> &'t Record<'t> {
        &self.records[number]
    }

    /// Returns the lines of a part.
    pub fn lines(&self, part: usize) -> &'t str {
        self.parts[part].span.of(self.text)
    }

    /// Returns which part each record is.
    pub fn places(&self) -> Vec<usize> {
        self.of_kind(Kind::Unit).collect()
    }

    /// Takes the record of a part apart; none of a comment.
    pub fn block(&self, part: usize) -> Option<Block<'t>> {
        let Part { span, kind, number } = self.parts[part];
        let is_torn = |place| self.is_torn(place);
        (kind == Kind::Unit).then(|| Block::of(self.text, &self.records[number], span, is_torn))
    }

    /// Returns the parts of one kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> {
        (0..self.parts.len()).filter(move |at| self.parts[*at].kind == kind)
    }
}

fn unit((span, number): (Span, usize)) -> Part {
    Part { span, kind: Kind::Unit, number }
}
