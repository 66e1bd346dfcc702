//! What happened to the networks, newest first, as a feed (Atom, RFC 4287).

use crate::model::country::{FOOTNOTE, footnote};
use crate::model::{Date, Day, Record, Status, Table};
use crate::render::html::escape;
use crate::render::networks::notes::caption;
use crate::render::site::facts::Facts;
use crate::render::site::page::links;
use crate::text::{hash, isolated, visible};

/// The most entries that a feed has.
const MOST: usize = 100;

/// The fields whose dates are events.
const EVENTS: [&str; 3] = ["established", "launched", "closed"];

/// Something that happened to a network.
struct Event<'a> {
    network: &'a Record<'a>,
    field: &'static str,
    date: Date,
}

/// Returns the feed.
pub(crate) fn render(facts: &Facts<'_>) -> String {
    let events = events(facts);
    let latest = events.first().map_or(facts.as_of.last, |event| event.date.latest());
    let author = facts.head("publisher").unwrap_or_else(|| facts.phrase("The maintainers of this registry"));
    let title: Vec<String> = std::iter::once(facts.title().to_owned()).chain(facts.filters()).collect();
    let title = title.join(". ");
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n<link rel=\"self\" href=\"feed.xml\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"index.html\"/>\n<author><name>{}</name></author>\n\
         <generator>netreg</generator>\n",
        facts.language.code(),
        text(&title),
        id(facts.title(), &caption(None, facts.selection)),
        time(latest),
        text(author)
    );
    for event in events.iter().take(MOST) {
        out += &entry(facts, event);
    }
    out + "</feed>\n"
}

/// Returns the events up to the last day of the report, newest first.
fn events<'a>(facts: &Facts<'a>) -> Vec<Event<'a>> {
    let of = |network: &'a Record<'a>| {
        EVENTS.into_iter().filter_map(move |field| Some(Event { network, field, date: network.when(field)? }))
    };
    let counted = facts.networks.iter().copied().filter(|network| network.status() != Status::Planned);
    let mut events: Vec<Event<'a>> =
        counted.flat_map(of).filter(|event| event.date.latest() <= facts.as_of.last).collect();
    events.sort_by(|a, b| {
        let key = |event: &Event<'a>| (event.date.latest(), event.date.earliest());
        key(b).cmp(&key(a)).then_with(|| a.network.key.cmp(&b.network.key)).then_with(|| a.field.cmp(b.field))
    });
    events
}

fn entry(facts: &Facts<'_>, event: &Event<'_>) -> String {
    let Event { network, field, date } = event;
    let heading = Table::Network.field(field).map_or(*field, |field| facts.phrase(field.title));
    let name = network.display_name(facts.language);
    let title = format!("{name}. {heading}: {}", facts.date(*date));
    let sources = links::texts(network, "sources");
    let links: Vec<String> = sources
        .iter()
        .filter(|page| page.starts_with("https://") && visible(page) == **page)
        .map(|page| format!("<link rel=\"related\" href=\"{}\"/>\n", escape(page)))
        .collect();
    let mark = footnote(&name).map(|_| facts.phrase(FOOTNOTE));
    let notes: Vec<&str> = network.text("note").into_iter().chain(mark).collect();
    let summary = (!notes.is_empty()).then(|| format!("<summary>{}</summary>\n", text(&notes.join(" "))));
    format!(
        "<entry>\n<title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"index.html#{}\"/>\n{}{}</entry>\n",
        text(&title),
        id(facts.title(), &format!("{}/{field}", network.key)),
        time(date.latest()),
        links::anchor(Table::Network, &network.key),
        links.concat(),
        summary.unwrap_or_default()
    )
}

/// Returns a day as the time at which it begins (RFC 3339).
fn time(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// Returns the ID of something in a registry, which is the same in every feed of it: a UUID of version 8 (RFC 9562) made of
/// hashes.
fn id(title: &str, name: &str) -> String {
    let (high, low) = (hash(&format!("netreg {title}\n{name}")), hash(&format!("{name}\n{title} netreg")));
    let high = high & !0xf000 | 0x8000;
    let low = low & !(0b11 << 62) | 0b10 << 62;
    let (first, second, third) = (high >> 32, high >> 16 & 0xffff, high & 0xffff);
    let (fourth, fifth) = (low >> 48, low & 0xffff_ffff_ffff);
    format!("urn:uuid:{first:08x}-{second:04x}-{third:04x}-{fourth:04x}-{fifth:012x}")
}

fn text(text: &str) -> String {
    escape(&isolated(&visible(text))).into_owned()
}
