//! A citation file (Citation File Format 1.2.0), in YAML (1.2).

use crate::render::json;
use crate::render::site::facts::Facts;
use crate::render::site::license::{self, License};

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
        License::Ids(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| format!("\n  - {}", quoted(id))).collect();
            out += &format!("license:{}\n", ids.concat());
        }
        License::Page(page) => out += &format!("license-url: {}\n", quoted(page)),
        License::None => {}
    }
    if let Some(revision) = &facts.revision {
        out += &format!("commit: {}\n", revision.commit);
    }
    out += &format!("date-released: {}\nversion: {}\n", facts.as_of.last, quoted(&facts.days()));
    Some(out)
}

/// Returns a text as a double-quoted scalar, which a string of JSON is (section 7.3.1).
fn quoted(text: &str) -> String {
    json::document(&text).trim_end().to_owned()
}
