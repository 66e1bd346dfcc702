//! One edit of a text at a time.

use netreg::edit::{self, Change, Edited, FieldValue, Reason};
use netreg::model::{Address, Field};
use netreg::parse::Registry;

type Outcome = Result<Edited, Reason>;

/// Returns the address that a name is or, for a key, that of a network.
pub fn address(name: &str) -> Address {
    Address::parse(name).expect("it is possible").unwrap_or_else(|| Address::network(name))
}

pub fn add(text: &str, key: &str, fields: &[FieldValue]) -> Outcome {
    edit::add(&Registry::parse(text), &[(&address(key), fields)]).map_err(|refusal| refusal.reason)
}

pub fn set(text: &str, key: &str, field: &'static Field, change: &Change) -> Outcome {
    let changes = [(field, change.clone())];
    edit::set(&Registry::parse(text), &[&address(key)], &changes).map_err(|refusal| refusal.reason)
}

pub fn rename(text: &str, key: &str, to: &str) -> Outcome {
    edit::rename(&Registry::parse(text), &address(key), &[], to).map_err(|refusal| refusal.reason)
}

pub fn remove(text: &str, key: &str) -> Outcome {
    edit::remove(&Registry::parse(text), &address(key)).map_err(|refusal| refusal.reason)
}

pub fn lines<'t>(text: &'t str, key: &str) -> Result<&'t str, Reason> {
    edit::lines(&Registry::parse(text), &address(key)).map_err(|refusal| refusal.reason)
}
