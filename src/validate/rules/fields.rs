//! NR3xx: rules about single fields; the checks of addresses are in `addresses.rs`.

use std::collections::{HashMap, HashSet};

use crate::model::{Item, Kind, Record, Table, Value, record::is_slug, spelling::basic_string};
use crate::text::{Span, TextEdit, counted, is_unsafe, quoted};
use crate::validate::rules::addresses;
use crate::validate::rules::rule::{Check, Context, On, Rule, Sink, rule};

pub static RULES: [Rule; 12] = [
    rule! {
        "NR301", "no-source", Warning,
        "A record names no source.",
        "The registry exists so that readers can check its numbers. Each record should name the \
         page that supports it.",
        Check::Record(On::Lacking, addresses::missing);
        at |field| matches!(field.key, "source" | "sources")
    },
    rule! {
        "NR302", "not-https", Error,
        "An address is not a valid https address.",
        "Readers follow these addresses. Not every browser opens an address without `https://` \
         safely, and only a person can check whether the page is also available with it.",
        Check::Record(On::Unusual, addresses::malformed);
        at |field| field.kind.is_address()
    },
    rule! {
        "NR303", "empty", Error,
        "A text is empty, or contains only white space.",
        "Leave out what is not known. An absent field says that; an empty one looks like a \
         mistake.",
        Check::Record(On::NotPlain, empty)
    },
    rule! {
        "NR304", "padded", Warning,
        "A text begins or ends with white space.",
        "White space at the ends is invisible, and makes equal texts unequal.",
        Check::Record(On::NotPlain, padded), fix
    },
    rule! {
        "NR305", "control-character", Error,
        "A text contains a control character, an invisible character or a mark that changes the \
         direction of writing.",
        "Such characters are invisible. They can make a text look like another text, and can \
         control the terminal or the page that shows it.",
        Check::Record(On::NotPlain, control)
    },
    rule! {
        "NR306", "repeated-entry", Warning,
        "A list contains the same entry twice.",
        "Entries are counted and compared. A repeated entry is usually a copying mistake.",
        Check::Record(On::AnyField, repeated), fix;
        at |field| field.kind.is_list()
    },
    rule! {
        "NR307", "unknown-status", Error,
        "The status is not `established`, `planned` or `closed`.",
        "The status decides whether a network is counted.",
        Check::Reading
    },
    rule! {
        "NR308", "source-twice", Warning,
        "Two sources of a network lead to the same page.",
        "Two sources look like more evidence than one. Addresses lead to the same page if they \
         differ only in the case of the host, in a slash at the end or in what follows `#`.",
        Check::Record(On::AnyField, addresses::twice);
        at |field| matches!(field.key, "sources")
    },
    rule! {
        "NR309", "not-a-total", Error,
        "The `value` of a denominator is below 1, or the `networks` of a published total are \
         below 0.",
        "netreg compares numbers with these totals. It cannot divide by zero, and no total is \
         negative.",
        Check::Record(On::AnyField, total);
        at |field| matches!(field.key, "value" | "networks")
    },
    rule! {
        "NR310", "countries-against-value", Error,
        "A denominator lists more or fewer countries than its `value` says.",
        "If countries are listed, a share says how many of them have a network. `48 of 152` is \
         wrong unless all 152 are listed. A country that is listed twice counts once.",
        Check::Record(On::EveryField, countries);
        across |field| matches!(field.key, "value" | "countries")
    },
    rule! {
        "NR311", "not-an-id", Error,
        "The ID of a denominator or milestone is not valid.",
        "The ID is used after `--of` or `--as-of`. It contains only small letters, digits and \
         hyphens, and begins with a letter. `today` is not allowed, because it is a date.",
        Check::Record(On::Ids, id);
        at |_| false
    },
    rule! {
        "NR312", "default-given", Warning,
        "The status of a network is given as `established`, which is the default.",
        "A network without a status is established. If there is one way to say this, diffs stay \
         small.",
        Check::Record(On::AnyField, default), fix;
        at |field| matches!(field.key, "status")
    },
];

fn empty(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in &record.entries {
        for (text, span) in entry.texts().filter(|(text, _)| text.trim().is_empty()) {
            let what = if text.is_empty() { "is empty" } else { "contains only white space" };
            let key = entry.field.key;
            let message = if entry.field.kind.is_list() {
                format!("an entry of `{key}` {what}")
            } else {
                format!("`{key}` {what}")
            };
            let required = entry.field.required && !entry.field.kind.is_list();
            let help =
                if required { "add the missing text" } else { "remove it: leave out what is not known" };
            sink.report(record, span, message).help = Some(help.to_owned());
        }
    }
}

fn padded(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in &record.entries {
        for (text, span) in entry.texts() {
            let trimmed = text.trim();
            // A text of several lines normally ends with a line end.
            if trimmed.len() == text.len() || trimmed.is_empty() || text.contains('\n') {
                continue;
            }
            let right = basic_string(trimmed);
            let finding = sink.report(record, span, "the text begins or ends with white space");
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
            format!("the key contains an invisible character, U+{:04X}", u32::from(c)),
        )
        .help = Some("type the key again, without it".to_owned());
    }
    for entry in &record.entries {
        // A note can contain line breaks and tabs.
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
                '\n' | '\r' => ("a line break", "write it on one line: only `note` can have several lines"),
                '\t' => ("a tab", "write a space: only `note` can contain tabs"),
                c if c.is_control() => ("a control character", "type the text again, without it"),
                _ => ("an invisible character", "type the text again, without it"),
            };
            let message = format!("the text contains {what}, U+{:04X}{others}", u32::from(c));
            let finding = sink.report(record, span, message);
            finding.help = Some(help.to_owned());
        }
    }
}

fn repeated(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in &record.entries {
        let Value::List(items) = &entry.value else { continue };
        if !repeats(items, record.plain) {
            continue;
        }
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            let text = item.text.trim();
            let Some(first) = seen.get(text).copied() else {
                seen.insert(text, item.span);
                continue;
            };
            // Empty entries have their own rule, NR303.
            if text.is_empty() {
                continue;
            }
            let fix = sink.without_item(entry, at);
            let finding = sink.report(record, item.span, format!("{} is listed twice", quoted(&item.text)));
            finding.related.push((first, "first listed here".to_owned()));
            finding.help = Some("remove one of the two".to_owned());
            finding.fix = fix;
        }
    }
}

/// The number of entries up to which it is fastest to compare each with those before it.
const FEW: usize = 12;

/// Returns `true` if two entries of a list are equal, without the white space round them; plain entries have none.
fn repeats(items: &[Item<'_>], plain: bool) -> bool {
    if items.len() < 2 {
        return false;
    }
    if !plain || items.len() > FEW {
        let mut texts: Vec<&str> = items.iter().map(|item| item.text.trim()).collect();
        texts.sort_unstable();
        return !texts.is_sorted_by(|a, b| a < b);
    }
    // Equal entries have the same bit.
    let mut seen = 0_u64;
    items.iter().enumerate().any(|(at, item)| {
        let bit = 1 << (letters(&item.text) % u64::BITS);
        let may_be_seen = seen & bit != 0;
        seen |= bit;
        may_be_seen && items[..at].iter().any(|other| other.text == item.text)
    })
}

/// Returns a number that is different for most texts, made of the length and a few letters.
fn letters(text: &str) -> u32 {
    match text.as_bytes() {
        [first, second, .., last] => {
            u32::from(*first) * 3
                + u32::from(*second) * 11
                + u32::from(*last) * 5
                + Span::new(0, text.len()).end
        }
        _ => 0,
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
        let finding = sink.report(record, entry.span, format!("`{number}` is not a valid total"));
        finding.help = Some(format!("write the number that the source gives: {least} or more"));
    }
}

fn countries(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    if record.table != Table::Denominator {
        return;
    }
    let (Some(entry), Some(value)) = (record.entry("countries"), record.entry("value")) else { return };
    let codes: HashSet<&str> = entry.texts().map(|(code, _)| code.trim()).collect();
    let Some(number) = record.number("value").filter(|number| usize::try_from(*number) != Ok(codes.len()))
    else {
        return;
    };
    let is_repeated = entry.texts().count() > codes.len();
    let listed = counted(codes.len(), if is_repeated { "different country" } else { "country" });
    let message = format!("the list has {listed}, but `value` is {number}");
    let finding = sink.report(record, entry.span, message);
    finding.related.push((value.span, "the total".to_owned()));
    finding.help = Some("list all countries or none".to_owned());
}

fn id(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let example = if record.table == Table::Milestone { "imrf-2022" } else { "gcm-states" };
    let key = record.key.as_ref();
    if is_slug(key) && key != "today" {
        return;
    }
    let (message, help) = if key == "today" {
        ("`today` is a date, so it cannot be an ID".to_owned(), "choose another ID".to_owned())
    } else {
        let form = "use small letters, digits and hyphens, beginning with a letter";
        (format!("{} is not a valid ID", quoted(key)), format!("{form}, such as `{example}`"))
    };
    sink.report(record, record.key_span, message).help = Some(help);
}

fn default(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let Some(entry) = record.entry("status").filter(|entry| entry.value.is_default()) else { return };
    let fix = sink.without(record, entry);
    let finding = sink.report(record, entry.span, "`established` is the default status");
    finding.help = Some("remove `status`".to_owned());
    finding.fix = fix;
}
