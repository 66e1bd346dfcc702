//! NR1xx: rules that compare codes and names with ISO 3166-1 and UN M49, in neutral words.

use unicode_script::{Script, UnicodeScript};

use crate::model::country::{self, named};
use crate::model::{Country, Diagnostic, Field, Kind, Record, record::is_slug, spelling::basic_string};
use crate::text::{TextEdit, in_a_row, normalize, quoted};
use crate::validate::rules::rule::{Check, Context, On, Rule, Sink, rule};

pub static RULES: [Rule; 7] = [
    rule! {
        "NR101", "key-not-a-country", Error,
        "The key of a network is not an ISO 3166-1 alpha-3 code of a country or area in UN M49, \
         not `XKX` and not a slug.",
        "The key identifies the network. Names change and have many spellings; codes do not. A \
         slug (small letters, digits, hyphens) is for a network that is not one country's.",
        Check::Record(On::Networks, key);
        at |_| false
    },
    rule! {
        "NR102", "other-name", Warning,
        "The name is another name of the country than its UN M49 short name.",
        "Lists are comparable if every list uses the same name every year. If a country changes \
         its name, its record stays, and only the name is updated.",
        Check::Record(On::ShortKey, other_name), fix;
        at |field| matches!(field.key, "name")
    },
    rule! {
        "NR103", "wrong-name", Error,
        "The name is not a name of the country whose code is the key.",
        "Either the key or the name is wrong, and netreg cannot know which.",
        Check::Record(On::ShortKey, wrong_name);
        at |field| matches!(field.key, "name")
    },
    rule! {
        "NR104", "unknown-code", Error,
        "An entry of `covers`, or of the `countries` of a denominator, is not a country code.",
        "netreg compares countries by their codes.",
        Check::Record(On::AnyField, codes);
        at |field| field.kind == Kind::Codes
    },
    rule! {
        "NR105", "look-alike", Error,
        "A word in a name mixes letters of scripts that look alike, such as Latin and Cyrillic.",
        "To a reader the name looks right. To every search, comparison and count it is another \
         name.",
        Check::Record(On::NotPlain, look_alike), fix;
        at is_name
    },
    rule! {
        "NR106", "slug-like-code", Error,
        "The key is a slug that reads as the code of a country.",
        "Country codes can be given in small letters, so the key would be ambiguous. The key of a \
         country's network is the code in capitals.",
        Check::Record(On::ShortKey, slug);
        at |_| false
    },
    rule! {
        "NR107", "covers-beside-code", Error,
        "A network whose key is a country code has the field `covers`.",
        "It is the network of that country and counts for no other. A network that is not one \
         country's has a slug as its key, and `covers`.",
        Check::Record(On::AnyField, covers);
        at |field| matches!(field.key, "covers")
    },
];

fn key(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    if is_slug(&record.key) || record.country().is_some() {
        return;
    }
    let finding = sink.report(
        record,
        record.key_span,
        if country::is_code_shaped(&record.key) {
            format!("{} is not the code of a country or area in UN M49", quoted(&record.key))
        } else {
            format!("{} is neither a country code nor a slug", quoted(&record.key))
        },
    );
    finding.help = Some(match country::find(&record.key) {
        Ok(country) => format!("write `[network.{}]` for {}", country.alpha3, country.display_name()),
        Err(country::Miss::Several(found)) => format!("write {}", choices(&found)),
        Err(country::Miss::None(near)) => match record.text("name").and_then(named) {
            Some(country) => format!("write `[network.{}]` for {}", country.alpha3, country.display_name()),
            None if near.is_empty() => {
                "write the alpha-3 code of the country, such as `[network.ZMB]`, or a slug \
                for a network that is not one country's, such as `[network.pacific]`"
                    .to_owned()
            }
            None => format!("did you mean {}?", choices(&near)),
        },
    });
}

/// Returns the headers for these countries as a list in a sentence.
fn choices(countries: &[&Country]) -> String {
    let choices: Vec<String> = countries
        .iter()
        .map(|country| format!("`[network.{}]` for {}", country.alpha3, country.display_name()))
        .collect();
    in_a_row(&choices, "or")
}

/// Returns the country of a record and the name in the file, if that is not the name in UN M49.
fn misnamed<'r>(record: &'r Record<'_>) -> Option<(&'static Country, &'r str)> {
    let country = record.country()?;
    // White space around a text has its own rule, NR304.
    let name = record.text("name")?.trim();
    (name != country.name && !name.is_empty()).then_some((country, name))
}

/// Returns `true` if the country has this name, in any spelling: its UN M49 name or another name. `named` is the
/// country that the name finds.
fn is_own(country: &'static Country, name: &str, named: Option<&'static Country>) -> bool {
    let normalized = normalize(name);
    named == Some(country) || country.aliases().any(|alias| normalize(alias.name) == normalized)
}

/// Returns the list that decides the name of a country; the user-assigned code is not in UN M49.
fn list(country: &Country) -> &'static str {
    if country.m49.is_empty() { "in this registry" } else { "in UN M49" }
}

/// NR102. It is a warning, because a country that changes its name must not fail the check of every registry.
fn other_name(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let (Some((country, name)), Some(entry)) = (misnamed(record), record.entry("name")) else { return };
    if !is_own(country, name, named(name)) {
        return;
    }
    let normalized = normalize(name);
    let former = country.aliases().any(|alias| alias.is_former() && normalize(alias.name) == normalized);
    let message = match (former, normalized == normalize(country.name)) {
        (true, _) => format!("{} is a former name", quoted(name)),
        (_, true) => format!("{} is not exactly the name {}", quoted(name), list(country)),
        _ => format!("{} is not the short name {}", quoted(name), list(country)),
    };
    let finding = sink.report(record, entry.span, message);
    write_name(finding, country);
}

/// Adds the fix that replaces a name with the name of the country.
fn write_name(finding: &mut Diagnostic, country: &Country) {
    let name = basic_string(country.name);
    finding.help = Some(format!("write `{name}`"));
    finding.fix = Some(TextEdit::replace(finding.span, name));
}

fn wrong_name(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let (Some((country, name)), Some(entry)) = (misnamed(record), record.entry("name")) else { return };
    let other = named(name);
    // NR105 reports a name that mixes scripts.
    if is_own(country, name, other) || mixed(name).is_some() {
        return;
    }
    let code = country.alpha3;
    let message = match other {
        Some(other) => format!("{} is the name of `{}`, not of `{code}`", quoted(name), other.alpha3),
        None => format!("{} is not a name of `{code}`", quoted(name)),
    };
    let help = match other {
        Some(other) => format!(
            "write `\"{}\"` if the key is right, else write `[network.{}]`",
            country.name, other.alpha3
        ),
        None => format!("write `\"{}\"` if the key is right", country.name),
    };
    let key_span = record.key_span;
    let finding = sink.report(record, entry.span, message);
    finding.help = Some(help);
    finding.related.push((key_span, format!("`{code}` is {}", country.display_name())));
}

fn codes(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in record.entries.iter().filter(|entry| entry.field.kind == Kind::Codes) {
        for (code, span) in
            entry.texts().filter(|(code, _)| !code.trim().is_empty() && country::by_code(code).is_none())
        {
            let finding = sink.report(
                record,
                span,
                format!("{} is not the code of a country or area in UN M49", quoted(code)),
            );
            finding.help = Some(match country::known(code) {
                Some(country) => format!("write `\"{}\"` for {}", country.alpha3, country.display_name()),
                None => "write the alpha-3 code of a country, such as `\"ZMB\"`".to_owned(),
            });
        }
    }
}

/// Scripts with letters that look alike; other scripts look different, so a mixture with them is visible.
const ALIKE: [Script; 6] =
    [Script::Latin, Script::Greek, Script::Cyrillic, Script::Armenian, Script::Cherokee, Script::Coptic];

/// Returns the first word that mixes scripts that look alike, and the first letter of the script that
/// has the fewest letters in it.
fn mixed(text: &str) -> Option<(&str, char)> {
    // Only a letter of another script than Latin can look like one of another.
    let is_foreign = |c: char| !c.is_ascii() && ALIKE[1..].contains(&c.script());
    if text.is_ascii() || !text.chars().any(is_foreign) {
        return None;
    }
    // A combining accent belongs to the word.
    let is_apart = |c: char| !c.is_alphanumeric() && c.script() != Script::Inherited;
    text.split(is_apart).find_map(|word| {
        let of = |script: Script| word.chars().filter(move |c| c.script() == script);
        let scripts = ALIKE.into_iter().filter(|script| of(*script).next().is_some());
        let fewest = scripts.clone().min_by_key(|script| of(*script).count())?;
        (scripts.count() > 1).then(|| of(fewest).next().map(|letter| (word, letter)))?
    })
}

/// Cyrillic and Greek letters, and in the same order the Latin letters that look like them. UTS #39 has 6,300 such pairs,
/// in a table that every command would load.
const TWINS: [&str; 2] =
    ["АВЕКМНОРСТХУІЅЈаеорсухіѕјԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXYISJaeopcyxisjdhABEZHIKMNOPTYXo"];

/// Returns the Latin letter that looks like this one, or the letter itself.
fn twin(c: char) -> char {
    TWINS[0].chars().zip(TWINS[1].chars()).find(|(other, _)| *other == c).map_or(c, |(_, latin)| latin)
}

/// Returns `true` if a field contains names; a sentence may have letters of other scripts as an example.
fn is_name(field: &Field) -> bool {
    field.kind.is_entity() || matches!(field.key, "name" | "title")
}

fn look_alike(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    for entry in record.entries.iter().filter(|entry| is_name(entry.field)) {
        for (text, span) in entry.texts() {
            let Some((word, fewer)) = mixed(text) else { continue };
            // The name of a country is in Latin letters, even if most letters here are not.
            let country = record.country().filter(|_| entry.field.key == "name");
            let is_foreign = |c: char| ALIKE[1..].contains(&c.script());
            let first = country.and_then(|_| word.chars().find(|c| is_foreign(*c))).unwrap_or(fewer);
            let finding = sink.report(
                record,
                span,
                format!(
                    "{} mixes scripts: `{first}` is a {} letter, U+{:04X}",
                    quoted(word),
                    first.script().full_name(),
                    u32::from(first)
                ),
            );
            let country = country.filter(|country| text.chars().map(twin).eq(country.name.chars()));
            finding.help = Some("type the word again, in one script".to_owned());
            if let Some(country) = country {
                write_name(finding, country);
            }
        }
    }
}

fn slug(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let Some(country) = Some(&record.key).filter(|key| is_slug(key)).and_then(|key| country::coded(key))
    else {
        return;
    };
    let name = country.display_name();
    let finding =
        sink.report(record, record.key_span, format!("{} reads as the code of {name}", quoted(&record.key)));
    finding.help = Some(format!("write `[network.{}]` for {name}, else use a longer slug", country.alpha3));
}

fn covers(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let Some(entry) = record.entry("covers").filter(|entry| entry.texts().next().is_some()) else { return };
    let Some(country) = record.country() else { return };
    let name = country.display_name();
    let message = format!("the network of {name} cannot have `covers`");
    sink.report(record, entry.span, message).help = Some(format!(
        "remove `covers` if the network is only for {name}, else use a slug such as `[network.pacific]`"
    ));
}
