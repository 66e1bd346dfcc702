//! A citation file (Citation File Format 1.2.0), in YAML (1.2).

use crate::render::site::facts::Facts;
use crate::render::site::files::dataset;
use crate::render::site::license::{self, License};
use crate::text::{is_unsafe, respelt};

/// Returns the citation file; none without a publisher, which it needs as author.
pub(crate) fn file(facts: &Facts<'_>) -> Option<String> {
    let publisher = facts.head("publisher")?;
    let mut out = format!(
        "cff-version: 1.2.0\nmessage: {}\ntype: dataset\ntitle: {}\nauthors:\n  - name: {}\n",
        quoted("If you use this list, please cite it with its date."),
        quoted(facts.title()),
        quoted(publisher)
    );
    out += &format!("abstract: {}\n", quoted(&dataset::description(facts)));
    match license::of(facts.head("license").unwrap_or_default()) {
        License::Ids(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| format!("\n  - {}", quoted(id))).collect();
            out += &format!("license:{}\n", ids.concat());
        }
        License::Page(page) => out += &format!("license-url: {}\n", quoted(page)),
        License::None => {}
    }
    if let Some(revision) = facts.committed() {
        out += &format!("commit: {}\n", revision.commit);
    }
    out += &format!("date-released: {}\nversion: {}\n", facts.question.bounds.today, quoted(&facts.days()));
    Some(out)
}

/// Returns a text as a double-quoted scalar (section 7.3.1). A string of JSON can be another text in YAML, which
/// does not put the two halves of a character together.
fn quoted(text: &str) -> String {
    let spelt = respelt(text, |c, _| match c {
        '"' | '\\' => Some(format!("\\{c}")),
        c if is_unsafe(c) => Some(format!("\\U{:08x}", u32::from(c))),
        _ => None,
    });
    format!("\"{spelt}\"")
}
