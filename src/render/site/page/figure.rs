//! A figure: pictures, and the table of the same data.

use crate::render::html::text_alone;
use crate::render::site::facts::Facts;

/// Returns pictures with the table of the same data, which is folded.
pub(crate) fn figure(facts: &Facts<'_>, pictures: &str, table: &str) -> String {
    let summary = text_alone(facts.phrase("The data of this picture"));
    format!("<figure>\n{pictures}<details>\n<summary>{summary}</summary>\n{table}</details>\n</figure>\n")
}
