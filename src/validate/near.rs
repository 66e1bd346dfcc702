//! An edit that is made on a part of a registry, and confirmed by the validation of the new text.

use crate::edit::{Edited, Part};
use crate::model::{Address, Diagnostic};
use crate::parse::{Registry, Source, code};
use crate::validate::{Context, Validation, validate_each};

/// An edit of a registry that was made on a part of it.
pub struct Near<T> {
    /// What the edit gave beside the text.
    pub made: T,
    /// The edit, with the whole text.
    pub edited: Edited,
    /// What is found in the new text.
    pub findings: Vec<Diagnostic>,
}

/// Makes an edit of the records with these addresses on the part of a text round them, so that only the new text is
/// parsed as a whole; none if it is not certain that an edit of the whole gives the same. `edit` may be called in vain.
pub fn near<T>(
    context: &Context,
    text: &str,
    addresses: &[&Address],
    edit: impl FnOnce(&Registry<'_>) -> Option<(T, Edited)>,
) -> Option<Near<T>> {
    let part = Part::around(text, addresses)?;
    let (made, edited) = edit(&part.registry(addresses)?)?;
    let (text, mut witness) = part.whole(&edited.text);
    let source = Source::new(&text);
    let found = validate_each(context, &source, |record| witness.see(record));
    let is_certain = witness.confirms() && hides_nothing(&found);
    is_certain.then(|| Near { made, edited: Edited { text, ..edited }, findings: found.findings })
}

/// Returns `true` if nothing was found that makes uncertain where records begin and end, suppressed or not.
fn hides_nothing(found: &Validation) -> bool {
    let suppressed = found.suppressed.iter().map(|suppressed| &suppressed.finding);
    !found.findings.iter().chain(suppressed).any(|finding| code::is_unfit(finding.code))
}
