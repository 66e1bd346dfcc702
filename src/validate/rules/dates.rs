//! NR2xx: rules about dates, which report only contradictions that are certain.

use crate::model::{Date, Kind, Record, Status, Table, Value, date::number};
use crate::validate::index::{Index, latest_day};
use crate::validate::rules::rule::{Check, Context, On, Rule, Sink, rule};

pub static RULES: [Rule; 8] = [
    rule! {
        "NR201", "no-date", Error,
        "The value is not a date, or the date does not exist.",
        "A date that does not exist cannot be compared. netreg does not guess it, because that \
         would invent a fact.",
        Check::Reading
    },
    rule! {
        "NR202", "date-notation", Error,
        "The date is clear, but not written as the format requires.",
        "A day is a TOML date, without quotes. A month, a year or a set is a text, in quotes. \
         Other readers of the file rely on this.",
        Check::Reading, fix
    },
    rule! {
        "NR203", "before-since", Error,
        "A network has a date before the `since` of the registry.",
        "`since` is the earliest day on which a network can exist. Either the date or `since` is \
         wrong.",
        Check::Registry(before_since);
        across |field| field.kind == Kind::Date || field.key == "since"
    },
    rule! {
        "NR204", "in-the-future", Error,
        "The date of something that has happened is in the future.",
        "A network that is not yet set up has `status = \"planned\"` and no date. The count of \
         today must not include it.",
        Check::Record(On::AnyField, future);
        across |field| matches!(field.kind, Kind::Date | Kind::Day) || field.key == "status"
    },
    rule! {
        "NR205", "closed-before-established", Error,
        "The network was certainly closed before it was established.",
        "One of the two dates is wrong, and counts of past days depend on both.",
        Check::Record(On::EveryField, order);
        across |field| matches!(field.key, "established" | "closed")
    },
    rule! {
        "NR206", "status-against-date", Error,
        "The status and the dates of a network contradict each other.",
        "A planned network has not begun, and only a closed network has ended.",
        // Without a status a network is established, so only the date when it ended contradicts it.
        Check::Record(On::Either(&["status", "closed"]), status);
        across |field| matches!(field.key, "status" | "established" | "launched" | "closed")
    },
    rule! {
        "NR207", "launched-before-established", Error,
        "The network was certainly launched before it was established.",
        "`established` is the day on which the network was set up or, if only that is known, \
         launched. So if the launch is earlier, one of the two dates is wrong.",
        Check::Record(On::EveryField, launch);
        across |field| matches!(field.key, "established" | "launched")
    },
    rule! {
        "NR208", "launched-the-same-day", Warning,
        "The network was launched on the day on which it was established.",
        "`launched` is only for a launch on another day. Leave it out if the day is the same.",
        Check::Record(On::EveryField, same_day), fix;
        across |field| matches!(field.key, "established" | "launched")
    },
];

fn before_since(_: &Context, index: &Index<'_>, sink: &mut Sink<'_>) {
    let registry = index.preamble.iter().find(|record| record.table == Table::Registry);
    let since = registry.and_then(|record| record.entry("since"));
    let Some((Value::Date(since), place)) = since.map(|entry| (&entry.value, entry.span)) else { return };
    let first = number(since.latest());
    let before = |day: i32| day < first;
    for fact in index.networks.iter().filter(|fact| before(fact.latest)) {
        let Some(record) = index.source.record_at(fact.start) else { continue };
        for entry in record.entries.iter().filter(|entry| latest_day(entry).is_some_and(before)) {
            let Value::Date(when) = entry.value else { continue };
            let message = format!("`{when}` is before {since}, the `since` of this registry");
            let finding = sink.report(&record, entry.span, message);
            finding.related.push((place, "no network can be older".to_owned()));
            finding.help = Some("correct the date that is wrong".to_owned());
        }
    }
}

fn future(ctx: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    if record.table == Table::Allow || record.table == Table::Milestone {
        return;
    }
    for entry in &record.entries {
        let Value::Date(when) = entry.value else { continue };
        // A date that begins in the past may be right. A date without a first day says nothing if its
        // last day is in the future.
        let certain = when.earliest().unwrap_or_else(|| when.latest());
        // East of Greenwich it is already tomorrow.
        if certain <= ctx.today || ctx.today.succ_opt() == Some(certain) {
            continue;
        }
        // NR206 reports that a planned network has a date.
        let planned = record.table == Table::Network && record.known_status() == Some(Status::Planned);
        if planned && entry.field.key != "verified" {
            continue;
        }
        let help = match (record.table, entry.field.key) {
            (Table::Network, "established" | "launched") => {
                "write `status = \"planned\"` and remove the date"
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
        let message = format!("`launched` and `established` are both {day}");
        let finding = sink.report(record, launched.span, message);
        finding.help = Some("remove `launched`".to_owned());
        finding.fix = fix;
    }
}

/// Reports a date that is certainly before the network was established.
fn established_first(record: &Record<'_>, key: &str, sink: &mut Sink<'_>) {
    let (Some(established), Some(later)) = (record.entry("established"), record.entry(key)) else { return };
    let (Value::Date(first), Value::Date(last)) = (&established.value, &later.value) else { return };
    if first.earliest().is_some_and(|day| last.latest() < day) {
        let finding =
            sink.report(record, later.span, format!("`{last}` is before the network was established"));
        finding.related.push((established.span, "established on this date".to_owned()));
        finding.help = Some("correct the date that is wrong".to_owned());
    }
}

fn status(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    // A status that could not be read does not contradict a date.
    let Some(state) = record.known_status() else { return };
    let contradicts = |key: &str| match state {
        Status::Planned => matches!(key, "established" | "launched" | "closed"),
        Status::Established => key == "closed",
        Status::Closed => false,
    };
    for entry in record.entries.iter().filter(|entry| contradicts(entry.field.key)) {
        let key = entry.field.key;
        let (message, help) = match state {
            Status::Planned => (
                format!("a planned network cannot have the date `{key}`"),
                format!("remove `status` if the network was {key}, else remove the date"),
            ),
            _ => (
                "a network that is not closed cannot have the date `closed`".to_owned(),
                "write `status = \"closed\"` if the network was closed, else remove the date".to_owned(),
            ),
        };
        let place = record.entry("status").map(|status| status.span);
        let finding = sink.report(record, entry.span, message);
        finding.related.extend(place.map(|span| (span, "the status".to_owned())));
        finding.help = Some(help);
    }
}
