//! NR315: the rule about the license of the registry.

use crate::model::Record;
use crate::text::quoted;
use crate::validate::rules::addresses;
use crate::validate::rules::rule::{Check, Context, On, Rule, Sink, rule};

pub static RULES: [Rule; 1] = [rule! {
    "NR315", "not-a-license", Error,
    "The license of the registry is neither SPDX IDs nor an https address.",
    "Programs that cite the registry read its license. They know it by an ID of the SPDX License List, such as \
     `CC-BY-4.0`, or by the address of its text. Where readers can choose, ` OR ` is between the IDs.",
    Check::Record(On::AnyField, license);
    at |field| field.key == "license"
}];

/// What is between the IDs of licenses of which a reader can choose one.
const OR: &str = " OR ";

fn license(_: &Context, record: &Record<'_>, sink: &mut Sink<'_>) {
    let Some(entry) = record.entry("license") else { return };
    let Some(text) = record.text("license").map(str::trim).filter(|text| !text.is_empty()) else { return };
    if text.split(OR).all(is_id) || text.starts_with("https://") && addresses::defect(text).is_none() {
        return;
    }
    let finding = sink.report(record, entry.span, format!("{} is not a license", quoted(text)));
    finding.help =
        Some("write its SPDX ID, such as `MIT OR Apache-2.0`, or the https address of its text".to_owned());
}

/// Returns `true` if a text has only characters of an SPDX ID.
fn is_id(text: &str) -> bool {
    let is_of_id = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'+');
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.bytes().all(is_of_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Registry;

    #[test]
    fn license_is_spdx_ids_or_an_address() {
        for (license, is_right) in [
            ("MIT", true),
            ("CC-BY-4.0", true),
            ("GPL-2.0+", true),
            ("MIT OR Apache-2.0", true),
            ("MIT OR Apache-2.0 OR ISC", true),
            ("https://creativecommons.org/licenses/by/4.0/", true),
            ("", true),
            ("MIT or Apache-2.0", false),
            ("MIT AND Apache-2.0", false),
            ("MIT OR", false),
            ("OR MIT", false),
            ("MIT OR  OR ISC", false),
            ("MIT/Apache-2.0", false),
            ("Creative Commons", false),
            ("http://example.org/license", false),
            ("https://", false),
            ("https://example.org/a license", false),
            ("© the authors", false),
        ] {
            let text = format!("[registry]\nformat = 1\nlicense = \"{license}\"\n");
            let registry = Registry::parse(&text);
            let context = Context { today: "2026-01-31".parse().expect("a day") };
            let mut found = Vec::new();
            super::license(&context, &registry.records[0], &mut Sink::new(&RULES[0], &text, &mut found));
            assert_eq!(found.is_empty(), is_right, "{license}");
        }
    }
}
