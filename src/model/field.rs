//! The tables of a registry and their fields, one row per field.
//!
//! Every other list of fields is made from these rows: the keys that the parser knows, flags, columns,
//! filters, the schema and the tables in `docs/format.md`. To add a field, add a row.

use crate::model::kind::Kind;
use crate::text::nearest;

/// The version of the file format that this table of fields describes.
pub const FORMAT: i64 = 1;

/// A kind of table in a registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// `[registry]`: about the file itself.
    Registry,
    /// `[denominator.ID]`: a total that counts are compared with.
    Denominator,
    /// `[milestone.ID]`: a named date.
    Milestone,
    /// `[[published]]`: a number of networks that was published elsewhere.
    Published,
    /// `[[allow]]`: a suppression of one finding in one record.
    Allow,
    /// `[network.KEY]`: one country network.
    Network,
}

/// A field of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The key in the file.
    pub key: &'static str,
    /// The heading in tables and pages.
    pub title: &'static str,
    /// The kind of its value.
    pub kind: Kind,
    /// Its position in the canonical order, from 0.
    pub rank: usize,
    /// How its line begins in the canonical spelling: the key and an equals sign between spaces.
    pub opening: Opening,
    /// Whether a record without it is an error.
    pub required: bool,
    /// One sentence for the help of commands, the schema and `docs/format.md`.
    pub help: &'static str,
}

/// How the line of a field begins: `name = `. As one number it is compared in a few steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    bytes: u128,
    mask: u128,
    /// The length in bytes.
    pub length: usize,
}

impl Opening {
    const fn of(key: &str) -> Self {
        let (key, sign) = (key.as_bytes(), b" = ");
        let (mut bytes, mut mask) = ([0; 16], [0; 16]);
        let length = key.len() + sign.len();
        let mut at = 0;
        while at < length {
            bytes[at] = if at < key.len() { key[at] } else { sign[at - key.len()] };
            mask[at] = u8::MAX;
            at += 1;
        }
        Self { bytes: u128::from_le_bytes(bytes), mask: u128::from_le_bytes(mask), length }
    }

    /// Returns `true` if a line begins so, of which, and of what is below it, these are the next bytes.
    #[inline]
    pub fn begins(&self, line: &[u8; 16]) -> bool {
        (u128::from_le_bytes(*line) ^ self.bytes) & self.mask == 0
    }
}

impl Field {
    /// Returns the name of its flag: the key; for a list, whose flag takes one entry at a time, the singular.
    pub fn flag(&self) -> &'static str {
        match self.key {
            "established" => "date",
            key if self.kind.is_list() => key.strip_suffix('s').unwrap_or(key),
            key => key,
        }
    }
}

impl Table {
    /// All tables, in their canonical order.
    pub const ALL: [Self; 6] =
        [Self::Registry, Self::Denominator, Self::Milestone, Self::Published, Self::Allow, Self::Network];

    /// Returns the first word of the table's header.
    pub fn key(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Denominator => "denominator",
            Self::Milestone => "milestone",
            Self::Published => "published",
            Self::Allow => "allow",
            Self::Network => "network",
        }
    }

    /// Returns what its records are called, for the list in JSON.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Registry => "registries",
            Self::Denominator => "denominators",
            Self::Milestone => "milestones",
            Self::Published => "published",
            Self::Allow => "suppressions",
            Self::Network => "networks",
        }
    }

    /// Returns its name in a sentence: "a network".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Registry => "the registry table",
            Self::Denominator => "a denominator",
            Self::Milestone => "a milestone",
            Self::Published => "a published total",
            Self::Allow => "a suppression",
            Self::Network => "a network",
        }
    }

    /// Returns the table whose header begins with `key`.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.key() == key)
    }

    /// Returns `true` if a registry can have several, each with a key: `[network.KEY]`.
    pub fn is_keyed(self) -> bool {
        matches!(self, Self::Denominator | Self::Milestone | Self::Network)
    }

    /// Returns `true` if a registry can have several, without keys: `[[published]]`.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Published | Self::Allow)
    }

    /// Returns the canonical header; `key` is ignored if the table has no keys.
    pub fn header(self, key: &str) -> String {
        let name = self.key();
        match self {
            Self::Denominator | Self::Milestone | Self::Network => format!("[{name}.{key}]"),
            Self::Published | Self::Allow => format!("[[{name}]]"),
            Self::Registry => format!("[{name}]"),
        }
    }

    /// Returns the fields in their canonical order.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Registry => &REGISTRY,
            Self::Denominator => &DENOMINATOR,
            Self::Milestone => &MILESTONE,
            Self::Published => &PUBLISHED,
            Self::Allow => &ALLOW,
            Self::Network => &NETWORK,
        }
    }

    /// Returns the field that names a record, beside its key if it has one: the first of the fields.
    pub fn naming_field(self) -> &'static Field {
        &self.fields()[0]
    }

    /// Returns the position of a field in the canonical order, from 0.
    pub fn rank(self, key: &str) -> Option<usize> {
        self.field(key).map(|field| field.rank)
    }

    /// Returns what an unknown `word` probably means: the key of the field whose flag of `add` it is, else the most
    /// similar of `names`.
    pub fn probable<'n>(self, word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        let flagged = self.fields().iter().find(|field| field.flag() == word);
        flagged.map(|field| field.key).or_else(|| nearest(word, names))
    }

    /// Returns the field with this key.
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.key == key)
    }
}

const fn field(key: &'static str, title: &'static str, kind: Kind, help: &'static str) -> Field {
    Field { key, title, kind, rank: 0, opening: Opening::of(key), required: false, help }
}

const fn required(key: &'static str, title: &'static str, kind: Kind, help: &'static str) -> Field {
    Field { required: true, ..field(key, title, kind, help) }
}

/// Returns the fields of a table with their ranks.
const fn ranked<const NUMBER: usize>(mut fields: [Field; NUMBER]) -> [Field; NUMBER] {
    let mut rank = 0;
    while rank < NUMBER {
        fields[rank].rank = rank;
        rank += 1;
    }
    fields
}

// The first row of each array is the naming field of its table.

static REGISTRY: [Field; 8] = ranked([
    required("format", "Format", Kind::Number, "The version of the file format: 1."),
    field("title", "Title", Kind::Text, "The title of the registry."),
    field("description", "Description", Kind::Text, "One or two sentences on what the registry contains."),
    field("homepage", "Homepage", Kind::Address, "The web page about the subject of the registry."),
    field("contact", "Contact", Kind::Text, "The person or address to write to."),
    field("publisher", "Publisher", Kind::Text, "The person or body that publishes the registry."),
    field("license", "License", Kind::Text, "Its license: SPDX IDs joined by ` OR `, or an https address."),
    field("since", "Since", Kind::Day, "The earliest day on which a network can have existed."),
]);

static DENOMINATOR: [Field; 6] = ranked([
    required("title", "Title", Kind::Text, "The name of what is counted, to be printed after the number."),
    required("value", "Value", Kind::Number, "How many there are."),
    field("date", "Date", Kind::Date, "The date of the number."),
    field("source", "Source", Kind::Address, "The web page that states it."),
    field("note", "Note", Kind::Text, "A remark for readers."),
    field(
        "countries",
        "Countries",
        Kind::Codes,
        "The countries counted, as alpha-3 codes, if they are known.",
    ),
]);

static MILESTONE: [Field; 4] = ranked([
    required("title", "Title", Kind::Text, "The name of the event."),
    required("date", "Date", Kind::Date, "The date of the event."),
    field("source", "Source", Kind::Address, "The web page that states it."),
    field("note", "Note", Kind::Text, "A remark for readers."),
]);

static PUBLISHED: [Field; 4] = ranked([
    required("date", "Date", Kind::Date, "The date for which the number was published."),
    required("networks", "Networks", Kind::Number, "The published number of networks."),
    field("source", "Source", Kind::Address, "The web page that states it."),
    field("note", "Note", Kind::Text, "A remark for readers."),
]);

static ALLOW: [Field; 4] = ranked([
    required("rule", "Rule", Kind::Text, "The code of the rule to suppress, such as NR301."),
    required("key", "Key", Kind::Text, "The key or the address of the record."),
    required("reason", "Reason", Kind::Text, "The reason for the suppression."),
    field("until", "Until", Kind::Day, "The last day of the suppression."),
]);

static NETWORK: [Field; 14] = ranked([
    required("name", "Name", Kind::Text, "The UN M49 short name of the country; for several, any name."),
    field("status", "Status", Kind::Status, "`established` (the default), `planned` or `closed`."),
    field(
        "established",
        "Established",
        Kind::Date,
        "The date when the network was set up or, if only that is known, formally launched.",
    ),
    field("launched", "Launched", Kind::Date, "The date of the launch, if it was another day."),
    field("closed", "Closed", Kind::Date, "The date when the network ended."),
    field("covers", "Covers", Kind::Codes, "The countries that the network covers, if they are several."),
    field("chairs", "Chairs", Kind::Entities, "The chair or co-chairs."),
    field("coordinator", "Coordinator", Kind::Entity, "The entity that coordinates the network."),
    field("secretariat", "Secretariat", Kind::Entity, "The entity that provides the secretariat."),
    field("members", "Members", Kind::Entities, "The member entities."),
    field("website", "Website", Kind::Address, "The web page of the network itself."),
    field("sources", "Sources", Kind::Addresses, "The web pages that support the record."),
    field("verified", "Verified", Kind::Day, "The day on which a person last checked the record."),
    field("note", "Note", Kind::Text, "A remark for readers."),
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_well_formed() {
        for table in Table::ALL {
            for (at, field) in table.fields().iter().enumerate() {
                assert!(
                    table.fields()[..at].iter().all(|other| other.key != field.key),
                    "{} twice",
                    field.key
                );
                assert!(field.key.bytes().all(|byte| byte.is_ascii_lowercase()), "{}", field.key);
                assert!(field.help.ends_with('.'), "{}", field.help);
            }
            assert_eq!(Table::of(table.key()), Some(table));
        }
    }
}
