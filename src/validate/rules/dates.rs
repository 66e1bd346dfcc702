//! NR2xx: dates are possible and in a sensible order.
//!
//! Promises: only what is certain is an error: a date that may lie in the future, or may lie
//! before another, does not fail. Today is handed in; one day more is allowed, because it is
//! tomorrow already east of Greenwich.

use crate::model::date::{Date, number};
use crate::model::field::{Kind, Table};
use crate::model::record::{Record, Status, Value};
use crate::validate::index::{Index, latest_day};
use crate::validate::rules::rule::{Check, Context, Rule, Sink, rule};

pub static RULES: [Rule; 8] = [
    rule!(
        "NR201",
        "no-date",
        Error,
        "The value is not a date, or not one that the calendar has.",
        "A date that does not exist cannot be compared, and guessing it would invent a fact.",
        Check::Reading,
    ),
    rule!(
        "NR202",
        "date-notation",
        Error,
        "The date is clear, but written in another notation than the format asks for.",
        "A day is a TOML date, without quotes; a month, year or set is a text. Other readers of \
         the file rely on it.",
        Check::Reading,
        fix,
    ),
    rule!(
        "NR203",
        "before-since",
        Error,
        "A network has a date before the day on which this registry begins.",
        "`since` is the day before which no network can exist; an earlier date is a slip, or \
         `since` is wrong.",
        Check::Registry(before_since);
        across |field| field.kind == Kind::Date || field.key == "since"
    ),
    rule!(
        "NR204",
        "in-the-future",
        Error,
        "Something is said to have happened that cannot have happened yet.",
        "A network that is going to be set up has `status = \"planned\"` and no date; the count \
         of today must not hold it.",
        Check::Record(future);
        across |field| matches!(field.kind, Kind::Date | Kind::Day) || field.key == "status"
    ),
    rule!(
        "NR205",
        "closed-before-established",
        Error,
        "The network was certainly closed before it can have been established.",
        "One of the two dates is wrong, and counts of past days depend on both.",
        Check::Network(order);
        across |field| matches!(field.key, "established" | "closed")
    ),
    rule!(
        "NR206",
        "status-against-date",
        Error,
        "The status and the dates of a network contradict each other.",
        "A planned network has not begun, and only a closed one has ended.",
        Check::Network(status);
        across |field| matches!(field.key, "status" | "established" | "launched" | "closed")
    ),
    rule!(
        "NR207",
        "launched-before-established",
        Error,
        "The network was certainly launched before it can have been established.",
        "`established` is the day on which it was set up or, where only that is known, launched: a \
         launch before it means that one of the two is wrong.",
        Check::Network(launch);
        across |field| matches!(field.key, "established" | "launched")
    ),
    rule!(
        "NR208",
        "launched-the-same-day",
        Warning,
        "The day of the launch is that of the establishment.",
        "`launched` says that the network was launched on another day than it was set up; where it was \
         not, it is left out.",
        Check::Network(same_day),
        fix;
        across |field| matches!(field.key, "established" | "launched")
    ),
];

fn before_since(_: &Context, index: &Index<'_>, sink: &mut Sink<'_>) {
    let registry = index.preamble.iter().find(|record| record.table == Table::Registry);
    let since = registry.and_then(|record| record.entry("since"));
    let Some((Value::Date(since), place)) = since.map(|entry| (&entry.value, entry.span)) else { return };
    let before = |day: i32| day < number(since.latest());
    for fact in index.networks.iter().filter(|fact| before(fact.latest)) {
        let Some(record) = index.record_at(fact.start) else { continue };
        for entry in record.entries.iter().filter(|entry| latest_day(entry).is_some_and(before)) {
            let Value::Date(when) = entry.value else { continue };
            let message = format!("`{when}` is before {since}, when this registry begins");
            let finding = sink.report(&record, entry.span, message);
            finding.related.push((place, "no network is older than this".to_owned()));
            finding.help = Some("correct the date, or `since`".to_owned());
        }
    }
}

fn future(ctx: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let tomorrow = ctx.today.succ_opt().unwrap_or(ctx.today);
    if record.table == Table::Allow || record.table == Table::Milestone {
        return;
    }
    for entry in &record.entries {
        let Value::Date(when) = entry.value else { continue };
        // "By a day to come" says nothing; "some day this year" may still be right.
        let certain = when.earliest().unwrap_or(when.latest());
        // A planned network has no such date, which is said as that.
        let planned = record.table == Table::Network && record.known_status() == Some(Status::Planned);
        if certain <= tomorrow || planned && entry.field.key != "verified" {
            continue;
        }
        let help = match (record.table, entry.field.key) {
            (Table::Network, "established" | "launched") => {
                "write `status = \"planned\"` and no date until it has happened"
            }
            _ => "write the day on which it happened",
        };
        sink.report(record, entry.span, format!("`{when}` is in the future: today is {}", ctx.today)).help =
            Some(help.to_owned());
    }
}

fn order(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    established_first(record, "closed", sink);
}

fn launch(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    established_first(record, "launched", sink);
}

fn same_day(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let Some(launched) = record.entry("launched") else { return };
    let day = |key| record.when(key).and_then(Date::as_day);
    if let Some(day) = day("launched").filter(|launch| day("established") == Some(*launch)) {
        let fix = sink.without(record, launched);
        let finding = sink.report(record, launched.span, format!("{day} is the day of `established` too"));
        finding.help = Some("remove `launched`".to_owned());
        finding.fix = fix;
    }
}

/// Reports a date that certainly lies before the network was established.
fn established_first(record: &Record<'_>, key: &str, sink: &mut Sink<'_>) {
    let (Some(established), Some(later)) = (record.entry("established"), record.entry(key)) else { return };
    let (Value::Date(first), Value::Date(last)) = (&established.value, &later.value) else { return };
    if first.earliest().is_some_and(|day| last.latest() < day) {
        let finding =
            sink.report(record, later.span, format!("`{last}` is before the network was established"));
        finding.related.push((established.span, "established here".to_owned()));
        finding.help = Some("correct the date that is wrong".to_owned());
    }
}

fn status(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    // A status that could not be read contradicts nothing.
    let Some(state) = record.known_status() else { return };
    let dates: &[&str] = match state {
        Status::Planned => &["established", "launched", "closed"],
        Status::Established => &["closed"],
        Status::Closed => &[],
    };
    for entry in dates.iter().filter_map(|key| record.entry(key)) {
        let key = entry.field.key;
        let (message, help) = match state {
            Status::Planned => (
                format!("a planned network has no `{key}` date"),
                format!("remove `status` if it was {key}, else the date"),
            ),
            _ => (
                "a network with a `closed` date is closed".to_owned(),
                "write `status = \"closed\"`, or remove the date".to_owned(),
            ),
        };
        let place = record.entry("status").map(|status| status.span);
        let finding = sink.report(record, entry.span, message);
        finding.related.extend(place.map(|span| (span, "its status".to_owned())));
        finding.help = Some(help);
    }
}
