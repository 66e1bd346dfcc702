//! One edit of a text at a time.

use netreg::edit::{self, Change, Edited, Reason};
use netreg::model::field::Field;
use netreg::model::record::Value;
use netreg::parse::Registry;

type Outcome = Result<Edited, Reason>;

pub fn add(text: &str, key: &str, fields: &[(&'static Field, Value<'static>)]) -> Outcome {
    edit::add(&Registry::parse(text), &[(key, fields)]).map_err(|refusal| refusal.reason)
}

pub fn set(text: &str, key: &str, field: &'static Field, change: &Change) -> Outcome {
    let changes = [(field, change.clone())];
    edit::set(&Registry::parse(text), &[key], &changes).map_err(|refusal| refusal.reason)
}

pub fn rename(text: &str, key: &str, to: &str) -> Outcome {
    edit::rename(&Registry::parse(text), key, &[], to).map_err(|refusal| refusal.reason)
}

pub fn remove(text: &str, key: &str) -> Outcome {
    edit::remove(&Registry::parse(text), key).map_err(|refusal| refusal.reason)
}

pub fn lines<'t>(text: &'t str, key: &str) -> Result<&'t str, Reason> {
    edit::lines(&Registry::parse(text), key).map_err(|refusal| refusal.reason)
}
