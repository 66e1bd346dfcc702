//! The page: one HTML document with everything in it, that needs no script and loads nothing.

mod cite;
mod figure;
mod gaps;
mod growth;
pub(crate) mod links;
mod map;
mod notes;
mod picture;
mod ratios;
mod regions;
mod style;
mod table;
mod tables;
mod total;

use crate::model::country::{FOOTNOTE, footnote};
use crate::render::html::{direction, text, text_alone};
use crate::render::site::facts::Facts;
use crate::render::site::files::dataset;
use crate::render::site::page::style::STYLE;
use crate::render::site::timeline::Timeline;

/// The version of netreg that makes the page.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the page may load and run: nothing but its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The patterns that all pictures use, in an element that takes no room.
const PATTERNS: &str = "<svg class=\"patterns\" aria-hidden=\"true\" focusable=\"false\"><defs>\
    <pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
    <rect class=\"paper\" width=\"6\" height=\"6\"/><rect class=\"stroke\" width=\"2.4\" height=\"6\"/></pattern>\
    </defs></svg>\n";

/// Returns the page. `others` are the other files of the report, with what each is, for the list of data.
pub(crate) fn render(facts: &Facts<'_>, others: &[(&'static str, &'static str)]) -> String {
    let (language, title) = (facts.language, text_alone(facts.title()));
    let side = if facts.is_from_the_right() { " dir=\"rtl\"" } else { "" };
    let description = facts.head("description").unwrap_or_default();
    let regions = regions::regions(facts);
    let timeline = Timeline::of(facts);
    let sections = [
        ("growth", "Networks over time", growth::section(facts, &timeline)),
        ("map", "Countries and areas", map::section(facts)),
        ("regions", "By region", regions::section(facts, &regions)),
        ("ratios", "Compared with other totals", ratios::section(facts)),
        ("networks", "The networks", table::section(facts, &regions)),
        ("gaps", "What is missing", gaps::section(facts)),
        ("cite", "How to cite", cite::section(facts)),
        ("data", "The data", data(facts, others)),
    ];
    let (mut contents, mut body) = (String::new(), String::new());
    for (id, heading, section) in sections.iter().filter(|(.., section)| !section.is_empty()) {
        let heading = facts.phrase(heading);
        contents += &format!("<li>{}</li>\n", links::to(id, heading));
        body += &format!("<section id=\"{id}\">\n<h2>{}</h2>\n{section}</section>\n", text_alone(heading));
    }
    let mut about = String::new();
    if !description.is_empty() {
        about += &format!("<p{}>{}</p>\n", direction(description, language), text(description));
    }
    if let Some(page) = facts.head("homepage") {
        let page = facts.labelled(&text_alone(facts.phrase("Homepage")), &links::source(page));
        about += &format!("<p>{page}</p>\n");
    }
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"{side}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n{MARK} {VERSION}\">\n\
         <meta name=\"description\" content=\"{}\">\n<title>{title}</title>\n\
         <link rel=\"alternate\" type=\"application/atom+xml\" href=\"feed.xml\" title=\"{title}\">\n\
         {}<style>\n{STYLE}</style>\n</head>\n<body>\n{PATTERNS}",
        language.code(),
        text_alone(&facts.filled("Country networks as of {}", &[&facts.days()])),
        dataset::script(facts),
    );
    page += &format!(
        "<header>\n<h1{}>{}</h1>\n{about}{}</header>\n",
        direction(facts.title(), language),
        text(facts.title()),
        total::section(facts)
    );
    page += &format!(
        "<nav aria-label=\"{}\">\n<ul>\n{contents}</ul>\n</nav>\n",
        text_alone(facts.phrase("Contents"))
    );
    page += &format!("<main>\n{body}</main>\n<footer>\n");
    if footnote(&page).is_some() {
        page += &format!("<p>{}</p>\n", text(facts.phrase(FOOTNOTE)));
    }
    for line in facts.source() {
        page += &format!("<p>{}</p>\n", text(&line));
    }
    page + "</footer>\n</body>\n</html>\n"
}

/// The beginning of the line by which a page is known to be one of ours.
pub const MARK: &str = "<meta name=\"generator\" content=\"netreg";

/// Returns the list of the other files.
fn data(facts: &Facts<'_>, others: &[(&'static str, &'static str)]) -> String {
    let one = |(path, what): &(&str, &'static str)| {
        let link = format!("<a href=\"{path}\">{path}</a>");
        format!("<li>{}</li>\n", facts.labelled(&link, &text_alone(facts.phrase(what))))
    };
    format!("<ul>\n{}</ul>\n", others.iter().map(one).collect::<Vec<_>>().concat())
}
