//! How to cite the report.

use crate::render::html::text;
use crate::render::site::facts::Facts;

/// Returns the section of the page.
pub(crate) fn section(facts: &Facts<'_>) -> String {
    let mut out = format!("<p>{}</p>\n", text(&citation(facts)));
    let licence = match facts.head("license") {
        Some(licence) => facts.filled("License: {}", &[licence]),
        None => facts.phrase("No license is given: ask before you use the data").to_owned(),
    };
    out += &format!("<p>{}</p>\n", text(&licence));
    out
}

/// Returns the citation: who, what, which state.
fn citation(facts: &Facts<'_>) -> String {
    let parts = facts.head("publisher").into_iter().chain([facts.title()]);
    let mut parts: Vec<String> = parts.map(str::to_owned).collect();
    parts.push(facts.filled("As of {}", &[&facts.days()]));
    parts.extend(facts.revision());
    parts.extend(facts.filters());
    parts.join(". ") + "."
}
