//! The files beside the page.

mod badge;
mod citation;
pub(crate) mod dataset;
mod feed;
mod sheets;

use crate::render::site::facts::Facts;

/// The page.
pub const PAGE: &str = "index.html";

/// The description of the data.
const PACKAGE: &str = "datapackage.json";

/// The files that a report can consist of, each with what it is, the page last.
pub const FILES: [(&str, &str); 10] = [
    ("networks.csv", "The counted networks, for a spreadsheet"),
    ("v1/networks.json", "The counted networks, for programs"),
    ("v1/registry.json", "The numbers, denominators, milestones and published totals"),
    (CHANGES, "What changed in each revision"),
    ("feed.xml", "The dates of the networks, for feed readers"),
    ("badge.svg", "The number as a badge"),
    ("badge.json", "The number for services that draw badges"),
    (PACKAGE, "The description of the data (Data Package)"),
    ("CITATION.cff", "How to cite (Citation File Format)"),
    (PAGE, "The page"),
];

/// What changed.
const CHANGES: &str = "v1/changes.json";

/// A file of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path inside the folder of the report.
    pub path: &'static str,
    /// Its text.
    pub text: String,
}

/// Returns the files beside the page, each with what it is. `changes` is what changed in each commit, as `log` writes it;
/// without it, and without a publisher, a file is missing.
pub(crate) fn beside(facts: &Facts<'_>, changes: Option<&str>) -> Vec<(File, &'static str)> {
    let (networks, rows) = sheets::networks(facts).apart();
    let of = |path: &str| match path {
        "networks.csv" => Some(sheets::csv(&networks, &rows)),
        "v1/networks.json" => Some(sheets::json(&networks, &rows)),
        "v1/registry.json" => Some(sheets::registry_json(facts)),
        CHANGES => changes.map(str::to_owned),
        "feed.xml" => Some(feed::render(facts)),
        "badge.svg" => Some(badge::svg(facts)),
        "badge.json" => Some(badge::endpoint(facts)),
        PACKAGE => Some(dataset::package(facts, &networks.columns, changes.is_some())),
        "CITATION.cff" => citation::file(facts),
        _ => None,
    };
    FILES.iter().filter_map(|&(path, what)| Some((File { path, text: of(path)? }, what))).collect()
}
