//! How to cite the report: on the page, and as a citation file (Citation File Format 1.2.0).

use crate::render::html::text;
use crate::render::site::facts::Facts;
use crate::render::site::license;
use crate::render::site::yaml::quoted;

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
    let parts = [
        facts.head("publisher").map(str::to_owned),
        Some(facts.title().to_owned()),
        facts.head("homepage").map(str::to_owned),
    ];
    let mut parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.push(facts.filled("As of {}", &[&facts.days()]));
    parts.extend(facts.revision());
    parts.extend(facts.filters());
    parts.join(". ") + "."
}

/// Returns the citation file; none without a publisher, which it needs as author.
pub(crate) fn file(facts: &Facts<'_>) -> Option<String> {
    let publisher = facts.head("publisher")?;
    let mut out = format!(
        "cff-version: 1.2.0\nmessage: {}\ntype: dataset\ntitle: {}\nauthors:\n  - name: {}\n",
        quoted("If you use this list, please cite it with its date."),
        quoted(facts.title()),
        quoted(publisher)
    );
    if let Some(description) = facts.head("description") {
        out += &format!("abstract: {}\n", quoted(description));
    }
    match license::of(facts.head("license").unwrap_or_default()) {
        license::License::Ids(ids) => {
            let ids: String = ids.iter().map(|id| format!("  - {}\n", quoted(id))).collect();
            out += &format!("license:\n{ids}");
        }
        license::License::Page(page) => out += &format!("license-url: {}\n", quoted(page)),
        license::License::None => {}
    }
    if let Some(revision) = &facts.revision {
        out += &format!("commit: {}\n", revision.commit);
    }
    out += &format!("date-released: {}\nversion: {}\n", facts.as_of.last, quoted(&facts.days()));
    Some(out)
}
