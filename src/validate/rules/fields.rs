//! NR3xx: sources, addresses and the hygiene of texts.
//!
//! Promises: a fix changes the spelling of a text or takes a repetition away, never what is said.
//! What is looked for in addresses is in `addresses.rs`.

use std::collections::HashMap;

use crate::model::field::{Kind, Table};
use crate::model::record::{Record, Value, is_slug};
use crate::model::spelling::basic_string;
use crate::text::TextEdit;
use crate::text::{Span, counted, is_unsafe, quoted};
use crate::validate::rules::addresses;
use crate::validate::rules::rule::{Check, Context, Rule, Sink, rule};

pub static RULES: [Rule; 12] = [
    rule!(
        "NR301",
        "no-source",
        Warning,
        "A record names no page that it rests on.",
        "The registry exists because numbers could not be checked: each record should name the \
         page that says so.",
        Check::Record(addresses::missing);
        at |field| matches!(field.key, "source" | "sources")
    ),
    rule!(
        "NR302",
        "not-https",
        Error,
        "An address is not an https address.",
        "Readers follow sources. An address without `https://` is not one that every browser \
         opens safely, and nobody but a person can tell whether the page is there under https.",
        Check::Record(addresses::malformed);
        at |field| field.kind.is_address()
    ),
    rule!(
        "NR303",
        "empty",
        Error,
        "A text is empty or blank.",
        "What is not known is left out: an absent field says so, an empty one looks like a slip.",
        Check::Record(empty),
    ),
    rule!(
        "NR304",
        "padded",
        Warning,
        "A text begins or ends with blanks.",
        "Blanks at the ends are invisible and make equal texts unequal.",
        Check::Record(padded),
        fix,
    ),
    rule!(
        "NR305",
        "control-character",
        Error,
        "A text holds a control character, a mark that turns the direction of writing, or one that cannot be seen.",
        "Such characters are invisible, can make a text read otherwise than it is, and can steer \
         the terminal or page that shows it.",
        Check::Record(control),
    ),
    rule!(
        "NR306",
        "repeated-entry",
        Warning,
        "A list holds the same entry twice.",
        "Entries are counted and compared; a repetition is a slip of copying.",
        Check::Record(repeated),
        fix;
        at |field| field.kind.is_list()
    ),
    rule!(
        "NR307",
        "unknown-status",
        Error,
        "The status is none of `established`, `planned` and `closed`.",
        "The status decides whether a network counts.",
        Check::Reading,
    ),
    rule!(
        "NR308",
        "source-twice",
        Warning,
        "Two sources of a network lead to the same page.",
        "Two sources say more than one. Addresses that differ in the case of the host, a slash at the \
         end or a mark behind `#` are one page.",
        Check::Network(addresses::twice);
        at |field| matches!(field.key, "sources")
    ),
    rule!(
        "NR309",
        "not-a-total",
        Error,
        "The `value` of a denominator is not positive, or the `networks` of a published total are below zero.",
        "A number is held against it: nothing can be divided by zero, and no total is below it.",
        Check::Record(total);
        at |field| matches!(field.key, "value" | "networks")
    ),
    rule!(
        "NR310",
        "members-against-value",
        Error,
        "A denominator lists more or fewer members than its `value` says.",
        "Where members are listed, a share says how many of them have a network: `48 of 152` is wrong \
         unless all 152 are known.",
        Check::Record(members);
        across |field| matches!(field.key, "value" | "members")
    ),
    rule!(
        "NR311",
        "not-an-id",
        Error,
        "The ID of a denominator or milestone is not one that can be typed.",
        "It is typed after `--of` and `--as-of`: small letters, digits and hyphens, a letter first, and \
         not `today`, which is a date.",
        Check::Record(id);
        at |_| false
    ),
    rule!(
        "NR312",
        "default-given",
        Warning,
        "A network says that its status is `established`.",
        "That is what a network without a status is. One way to say it keeps differences small.",
        Check::Network(default),
        fix;
        at |field| matches!(field.key, "status")
    ),
];

fn empty(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in &record.entries {
        for (text, span) in entry.texts().filter(|(text, _)| text.trim().is_empty()) {
            let what = if text.is_empty() { "empty" } else { "blank" };
            let key = entry.field.key;
            let message = if entry.field.kind.is_list() {
                format!("an entry of `{key}` is {what}")
            } else {
                format!("`{key}` is {what}")
            };
            let required = entry.field.required && !entry.field.kind.is_list();
            let help = if required { "write it" } else { "remove it: what is not known stays absent" };
            sink.report(record, span, message).help = Some(help.to_owned());
        }
    }
}

fn padded(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in &record.entries {
        for (text, span) in entry.texts() {
            let trimmed = text.trim();
            // A text of several lines ends with a line end as a matter of course.
            if trimmed.len() == text.len() || trimmed.is_empty() || text.contains('\n') {
                continue;
            }
            let right = basic_string(trimmed);
            let finding = sink.report(record, span, "the text begins or ends with blanks");
            finding.help = Some(format!("write {}", quoted(&right)));
            finding.fix = Some(TextEdit::replace(span, right));
        }
    }
}

fn control(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    if let Some(c) = record.key.chars().find(|c| is_unsafe(*c)) {
        sink.report(
            record,
            record.key_span,
            format!("the key holds an invisible character, U+{:04X}", u32::from(c)),
        )
        .help = Some("type the key anew, without it".to_owned());
    }
    for entry in &record.entries {
        // A note may have lines and tabs.
        let allowed = |c: char| {
            entry.field.kind == Kind::Text && matches!(c, '\n' | '\t' | '\r') && entry.field.key == "note"
        };
        for (text, span) in entry.texts() {
            let mut found = text.chars().filter(|c| is_unsafe(*c) && !allowed(*c));
            let Some(c) = found.next() else { continue };
            let others = match found.count() {
                0 => String::new(),
                others => format!(", and {}", counted(others, "more such character")),
            };
            let (what, help) = match c {
                '\n' | '\r' => ("a line break", "write it in one line: only `note` may have several"),
                '\t' => ("a tab", "write a blank: only `note` may hold tabs"),
                c if c.is_control() => ("a control character", "type the text anew, without it"),
                _ => ("an invisible mark", "type the text anew, without it"),
            };
            let message = format!("the text holds {what}, U+{:04X}{others}", u32::from(c));
            let finding = sink.report(record, span, message);
            finding.help = Some(help.to_owned());
        }
    }
}

fn repeated(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in &record.entries {
        let Value::List(items) = &entry.value else { continue };
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for (before, item) in std::iter::once(None).chain(items.iter().map(Some)).zip(items) {
            let text = item.text.trim();
            let (Some(first), Some(before)) = (seen.get(text).copied(), before) else {
                seen.insert(text, item.span);
                continue;
            };
            // Empty entries have a rule of their own.
            if text.is_empty() {
                continue;
            }
            let span = Span { start: before.span.end, end: item.span.end };
            let between = Span { end: item.span.start, ..span }.of(sink.text);
            let behind = sink.text[item.span.end as usize..].trim_start_matches([' ', '\t', ',']);
            // Nobody but a person can tell what becomes of a comment on one of the two.
            let is_plain = !between.contains('#') && !behind.starts_with('#');
            let finding = sink.report(record, item.span, format!("{} is listed twice", quoted(&item.text)));
            finding.related.push((first, "first listed here".to_owned()));
            finding.help = Some("remove one of the two".to_owned());
            finding.fix = is_plain.then(|| TextEdit::delete(span));
        }
    }
}

fn total(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let (field, least) = match record.table {
        Table::Denominator => ("value", 1),
        Table::Published => ("networks", 0),
        _ => return,
    };
    let (Some(entry), Some(number)) = (record.entry(field), record.number(field)) else { return };
    if number < least {
        let finding = sink.report(record, entry.span, format!("`{number}` is no total"));
        finding.help = Some(format!("write the number that the source gives, {least} or more"));
    }
}

fn members(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    if record.table != Table::Denominator {
        return;
    }
    let (Some(entry), Some(value)) = (record.entry("members"), record.entry("value")) else { return };
    let mut codes: Vec<&str> = entry.texts().map(|(code, _)| code.trim()).collect();
    codes.sort_unstable();
    codes.dedup();
    let Some(number) = record.number("value").filter(|number| usize::try_from(*number) != Ok(codes.len()))
    else {
        return;
    };
    let listed = counted(codes.len(), "member");
    let finding = sink.report(record, entry.span, format!("{listed} listed, and `value` is {number}"));
    finding.related.push((value.span, "the total".to_owned()));
    finding.help = Some("list every member, or leave `members` out".to_owned());
}

fn id(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let (option, example) = match record.table {
        Table::Denominator => ("--of", "gcm-states"),
        Table::Milestone => ("--as-of", "imrf-2022"),
        _ => return,
    };
    let key = record.key.as_ref();
    if is_slug(key) && key != "today" {
        return;
    }
    let message = match key {
        "today" => "`today` is a date already".to_owned(),
        _ => format!("{} is not an ID", quoted(key)),
    };
    sink.report(record, record.key_span, message).help = Some(format!(
        "write small letters, digits and hyphens, a letter first, such as `{example}`: it is typed after `{option}`"
    ));
}

fn default(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let Some(entry) = record.entry("status").filter(|entry| entry.value.is_default()) else { return };
    let fix = sink.without(record, entry);
    let finding = sink.report(record, entry.span, "a network is established where nothing else is said");
    finding.help = Some("remove `status`".to_owned());
    finding.fix = fix;
}
