//! A change of a large registry: its new text is validated and, at the same time, written beside the old one.

use std::panic::resume_unwind;
use std::thread;

use netreg::edit::Edited;
use netreg::model::{Address, Diagnostic};
use netreg::parse::Registry;
use netreg::validate::{Context, near};

use crate::cli::target::{Target, Written};

/// A new text that only has to be put in its place.
pub struct Ready {
    /// What was found in it.
    pub found: Vec<Diagnostic>,
    pub written: Written,
}

/// Makes an edit of the records with these addresses on the part of the text round them, as [`near`]; none if it is not
/// certain that an edit of the whole gives the same.
pub fn ready<T>(
    target: &Target,
    context: &Context,
    addresses: &[&Address],
    edit: impl FnOnce(&Registry<'_>) -> Option<(T, Edited)>,
) -> Option<(T, Edited, Ready)> {
    let near = near(&target.text().text, addresses, edit)?;
    let new = near.edited.text.as_str();
    let (found, written) = thread::scope(|scope| {
        let writer = scope.spawn(|| target.write(new));
        let found = near.confirmed(context);
        (found, writer.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    Some((near.made, near.edited, Ready { found: found?, written }))
}
