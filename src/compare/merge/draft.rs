//! A merged text that is being written, with the disputes in it.

use crate::compare::identity::Identity;
use crate::compare::merge::conflict::{Dispute, Disputed};
use crate::compare::merge::markers::Markers;
use crate::compare::merge::sides::{Side, Sides};

/// What is written where the sides disagree.
#[derive(Clone, Copy)]
pub enum Style<'m> {
    /// Both versions between markers.
    Marked(&'m Markers<'m>),
    /// The version of one side.
    Only(Side),
}

/// A text in progress: a record, or some comments.
pub struct Draft<'m> {
    style: Style<'m>,
    /// Whether the side that is called the first is theirs.
    is_swapped: bool,
    record: Option<Identity>,
    /// The text so far.
    pub text: String,
    /// What is in dispute in it.
    pub disputes: Vec<Dispute>,
}

impl<'m> Draft<'m> {
    /// Begins the text of a record; of none for comments of the file.
    pub fn of(style: Style<'m>, is_swapped: bool, record: Option<Identity>) -> Self {
        Self { style, is_swapped, record, text: String::new(), disputes: Vec::new() }
    }

    /// Adds lines, with a line end behind each.
    pub fn lines<'l>(&mut self, lines: impl IntoIterator<Item = &'l str>) {
        for line in lines {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    /// Adds versions of complete lines that are in dispute, between markers.
    pub fn dispute(&mut self, about: Disputed, base: &str, first: &str, second: &str) {
        let (ours, theirs) = if self.is_swapped { (second, first) } else { (first, second) };
        match self.style {
            Style::Marked(markers) => markers.put(Sides { base, ours, theirs }, &mut self.text),
            Style::Only(Side::Base) => self.text.push_str(base),
            Style::Only(Side::Ours) => self.text.push_str(ours),
            Style::Only(Side::Theirs) => self.text.push_str(theirs),
        }
        self.disputes.push(Dispute { record: self.record.clone(), about });
    }
}
