//! Text in YAML (1.2, section 7.3.1): a double-quoted scalar, which JSON strings are.

use crate::render::json;

/// Returns a text as a scalar on one line.
pub(crate) fn quoted(text: &str) -> String {
    json::document(&text).trim_end().to_owned()
}
