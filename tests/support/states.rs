//! Comparing two texts of a registry.

use netreg::model::{Address, Diagnostic};
use netreg::parse::Registry;
use netreg::validate::baseline::{self, Comparison, State};
use netreg::validate::{Validation, validate};

use super::{context, findings};

/// Validates both texts and compares what was found; returns what was found in the new one, too.
pub fn compare(old: &str, new: &str) -> (Validation, Comparison) {
    let (before, after) = (Registry::parse(old), Registry::parse(new));
    let (was, is) = (validate(&context(), &before), validate(&context(), &after));
    let compared =
        baseline::compare(State { registry: &before, found: &was }, State { registry: &after, found: &is });
    (is, compared)
}

/// Returns the findings that a change from one text to the other brings.
pub fn introduced(old: &str, new: &str, renamed: Option<(&str, &str)>) -> Vec<Diagnostic> {
    let (was, is) = (findings(old), findings(new));
    let renamed = renamed.map(|(from, to)| (Address::network(from), Address::network(to)));
    let renamed = renamed.as_ref().map(|(from, to)| (from, to));
    baseline::introduced((old, &was), (new, &is), renamed).into_iter().cloned().collect()
}
