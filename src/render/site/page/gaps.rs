//! What the registry does not know, in one honest paragraph.

use crate::render::site::facts::Facts;

/// Returns the paragraph.
pub(crate) fn section(_: &Facts<'_>) -> String {
    String::new()
}
