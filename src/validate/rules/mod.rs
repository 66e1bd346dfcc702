//! The catalogue of rules, in the order of their codes.

pub(super) mod addresses;
mod country;
pub(super) mod dates;
pub(super) mod entities;
mod fields;
mod layout;
mod license;
mod reading;
pub(super) mod registry;
pub mod rule;
pub(super) mod suppressions;

use crate::model::Code;
use rule::Rule;

/// Returns every rule, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        &reading::RULES[..],
        &country::RULES,
        &dates::RULES,
        &fields::RULES,
        &entities::RULES,
        &license::RULES,
        &registry::RULES,
        &suppressions::RULES,
        &layout::RULES,
    ]
    .into_iter()
    .flatten()
}

/// Returns the rule with this code.
pub fn of(code: Code) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

/// Returns the name of the rule with this code, or an empty text if there is no such rule.
pub fn name(code: Code) -> &'static str {
    of(code).map_or("", |rule| rule.name)
}

/// Returns the rule with this code, as `NR101`, `nr101` or `101`, or with this name.
pub fn find(input: &str) -> Option<&'static Rule> {
    let upper = input.to_ascii_uppercase();
    let digits = upper.strip_prefix("NR").unwrap_or(&upper);
    all().find(|rule| rule.name == input || rule.code.to_string().strip_prefix("NR") == Some(digits))
}
