//! A report: a page that is quoted, and the files beside it.
//!
//! All of them are made of the same facts (`facts.rs`), whose numbers are those of `count`. Same input, same bytes.

mod badge;
mod cite;
mod data;
mod dataset;
mod facts;
mod feed;
mod gaps;
mod growth;
mod license;
mod links;
mod map;
mod page;
mod picture;
mod ratios;
mod regions;
mod table;
mod tables;
mod tiles;
mod timeline;
mod total;
mod yaml;

pub use facts::{Facts, Revision};
pub use page::MARK;

/// The files that a report can consist of, each with what it is, the page last.
pub const FILES: [(&str, &str); 10] = [
    ("networks.csv", "The networks that count, for a spreadsheet"),
    ("v1/networks.json", "The networks that count, for programs"),
    ("v1/registry.json", "The numbers, denominators, milestones and published totals"),
    ("v1/changes.json", "What changed in each commit"),
    ("feed.xml", "The dates as a feed"),
    ("badge.svg", "The number as a badge"),
    ("badge.json", "The number for services that draw badges"),
    ("datapackage.json", "The description of the data (Data Package)"),
    ("CITATION.cff", "How to cite (Citation File Format)"),
    (PAGE, "The page"),
];

/// The page.
pub const PAGE: &str = "index.html";

/// A file of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path inside the folder of the report.
    pub path: &'static str,
    /// Its text.
    pub text: String,
}

/// Returns the files of a report, in the order of [`FILES`]. `changes` is what changed in each commit, as `log` writes it;
/// without it, and without a publisher, a file is missing.
pub fn files(facts: &Facts<'_>, changes: Option<String>) -> Vec<File> {
    let mut changes = changes;
    let of = |path: &'static str| {
        let text = match path {
            "networks.csv" => Some(data::networks_csv(facts)),
            "v1/networks.json" => Some(data::networks_json(facts)),
            "v1/registry.json" => Some(data::registry_json(facts)),
            "v1/changes.json" => changes.take(),
            "feed.xml" => Some(feed::render(facts)),
            "badge.svg" => Some(badge::svg(facts)),
            "badge.json" => Some(badge::endpoint(facts)),
            "CITATION.cff" => cite::file(facts),
            _ => None,
        };
        text.map(|text| File { path, text })
    };
    let mut files: Vec<File> = FILES.iter().map(|(path, _)| *path).filter_map(of).collect();
    let made = |files: &[File]| -> Vec<(&'static str, &'static str)> {
        let is_made = |path: &str| files.iter().any(|file| file.path == path);
        FILES.iter().copied().filter(|(path, _)| is_made(path)).collect()
    };
    let json: Vec<_> = made(&files).into_iter().filter(|(path, _)| path.starts_with("v1/")).collect();
    let package = dataset::package(facts, &data::networks(facts).columns, &json);
    files.push(File { path: "datapackage.json", text: package });
    let others = made(&files);
    files.push(File { path: PAGE, text: page::render(facts, &others) });
    files.sort_by_key(|file| FILES.iter().position(|(path, _)| *path == file.path));
    files
}
