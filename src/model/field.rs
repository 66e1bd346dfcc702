//! The table of tables: which fields a registry has, in which order, of which kind.
//!
//! One row a field. From it come the reader's list of known keys and the order of columns, and
//! every other list of fields. Promises: nothing but data; a field is added by one row. What a
//! value looks like is left to `read/`, what it must satisfy to `rules/`.

/// The version of the file format that this table of fields describes.
pub const FORMAT: i64 = 1;

/// A kind of table that a registry holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// `[registry]`: about the file itself.
    Registry,
    /// `[denominator.ID]`: a total that a number is held against.
    Denominator,
    /// `[milestone.ID]`: a date with a name.
    Milestone,
    /// `[[published]]`: a total that others have published.
    Published,
    /// `[[allow]]`: excuses one finding of one record.
    Allow,
    /// `[network.KEY]`: one country network.
    Network,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// An https address.
    Address,
    /// A whole number.
    Number,
    /// A calendar day.
    Day,
    /// A date known to some precision.
    Date,
    /// `established`, `planned` or `closed`.
    Status,
    /// A list of texts.
    Texts,
    /// A list of https addresses.
    Addresses,
    /// A list of ISO 3166-1 alpha-3 codes.
    Codes,
}

impl Kind {
    /// Tells whether a field of this kind holds a list.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Texts | Self::Addresses | Self::Codes)
    }

    /// Tells whether a field of this kind holds web addresses.
    #[must_use]
    pub fn is_address(self) -> bool {
        matches!(self, Self::Address | Self::Addresses)
    }

    /// Says what is expected, with an example.
    #[must_use]
    pub fn expected(self) -> &'static str {
        match self {
            Self::Text => "a text in quotes",
            Self::Address => "an address in quotes, such as `\"https://example.org/page\"`",
            Self::Number => "a whole number without quotes, such as `152`",
            Self::Day => "a day without quotes, such as `2021-06-30`",
            Self::Date => "a date, such as `2021-06-30` or `\"2021-06\"`",
            Self::Status => "`\"established\"`, `\"planned\"` or `\"closed\"`",
            Self::Texts => "a list of texts, such as `[\"IOM\", \"UN RC\"]`",
            Self::Addresses => "a list of addresses, such as `[\"https://example.org/page\"]`",
            Self::Codes => "a list of alpha-3 codes, such as `[\"ZMB\", \"ZWE\"]`",
        }
    }
}

/// One row: a field of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The key in the file.
    pub key: &'static str,
    /// The heading where people read it.
    pub title: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether a record without it is refused.
    pub required: bool,
    /// One sentence for help and documentation.
    pub help: &'static str,
}

impl Field {
    /// Returns the name of the flag that gives it: the key, one entry at a time for a list.
    #[must_use]
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
    #[must_use]
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

    /// Returns what a sentence calls it: "a network".
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Registry => "the registry table",
            Self::Denominator => "a denominator",
            Self::Milestone => "a milestone",
            Self::Published => "a published total",
            Self::Allow => "an excuse",
            Self::Network => "a network",
        }
    }

    /// Returns the table whose header begins with `key`.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.key() == key)
    }

    /// Tells whether there may be several, each with a key: `[network.KEY]`.
    #[must_use]
    pub fn is_keyed(self) -> bool {
        matches!(self, Self::Denominator | Self::Milestone | Self::Network)
    }

    /// Tells whether there may be several without a key: `[[published]]`.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Published | Self::Allow)
    }

    /// Returns the usual spelling of the header; `key` is used where the table has one.
    #[must_use]
    pub fn header(self, key: &str) -> String {
        let name = self.key();
        match self {
            Self::Denominator | Self::Milestone | Self::Network => format!("[{name}.{key}]"),
            Self::Published | Self::Allow => format!("[[{name}]]"),
            Self::Registry => format!("[{name}]"),
        }
    }

    /// Returns the fields in their canonical order.
    #[must_use]
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

    /// Returns the place of a field in the canonical order.
    #[must_use]
    pub fn rank(self, key: &str) -> Option<usize> {
        self.fields().iter().position(|field| field.key == key)
    }

    /// Returns the field that this flag gives.
    #[must_use]
    pub fn flagged(self, flag: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.flag() == flag)
    }

    /// Returns the field with this key.
    #[must_use]
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.key == key)
    }
}

const fn field(key: &'static str, title: &'static str, kind: Kind, help: &'static str) -> Field {
    Field { key, title, kind, required: false, help }
}

const fn required(key: &'static str, title: &'static str, kind: Kind, help: &'static str) -> Field {
    Field { key, title, kind, required: true, help }
}

static REGISTRY: [Field; 6] = [
    required("format", "Format", Kind::Number, "The version of the file format: 1."),
    field("title", "Title", Kind::Text, "What the registry lists."),
    field("description", "Description", Kind::Text, "A sentence or two on what is in it and what is not."),
    field("homepage", "Homepage", Kind::Address, "Where people read about the subject."),
    field("contact", "Contact", Kind::Text, "Whom to write to."),
    field("since", "Since", Kind::Day, "No network in this registry is older than this day."),
];

static DENOMINATOR: [Field; 6] = [
    required("title", "Title", Kind::Text, "What is counted, ready to stand after a number."),
    required("value", "Value", Kind::Number, "How many there are."),
    field("date", "Date", Kind::Date, "When there were that many."),
    field("source", "Source", Kind::Address, "The page that says so."),
    field("note", "Note", Kind::Text, "What a reader should know."),
    field("members", "Members", Kind::Codes, "Which they are, as alpha-3 codes, where that is known."),
];

static MILESTONE: [Field; 4] = [
    required("title", "Title", Kind::Text, "What happened."),
    required("date", "Date", Kind::Date, "When it happened."),
    field("source", "Source", Kind::Address, "The page that says so."),
    field("note", "Note", Kind::Text, "What a reader should know."),
];

static PUBLISHED: [Field; 4] = [
    required("date", "Date", Kind::Date, "The day for which the total was published."),
    required("networks", "Networks", Kind::Number, "The total."),
    field("source", "Source", Kind::Address, "The page that says so."),
    field("note", "Note", Kind::Text, "What a reader should know."),
];

static ALLOW: [Field; 4] = [
    required("rule", "Rule", Kind::Text, "The code of the finding that is suppressed, such as NR301."),
    required("key", "Key", Kind::Text, "The key of the record that is suppressed."),
    required("reason", "Reason", Kind::Text, "Why."),
    field("until", "Until", Kind::Day, "The last day on which the excuse holds."),
];

static NETWORK: [Field; 14] = [
    required(
        "name",
        "Name",
        Kind::Text,
        "The UN M49 short name of the country; any name where the key is a slug.",
    ),
    field("status", "Status", Kind::Status, "`established` (left out), `planned` or `closed`."),
    field(
        "established",
        "Established",
        Kind::Date,
        "When it was set up or, where only that is known, formally launched.",
    ),
    field("launched", "Launched", Kind::Date, "When it was launched, where that was another day."),
    field("closed", "Closed", Kind::Date, "When it ended."),
    field("covers", "Covers", Kind::Codes, "The countries of a network that is not one country's."),
    field("chairs", "Chairs", Kind::Texts, "Chair or co-chairs."),
    field("coordinator", "Coordinator", Kind::Text, "The entity that coordinates it."),
    field("secretariat", "Secretariat", Kind::Text, "The entity that is its secretariat."),
    field("members", "Members", Kind::Texts, "The entities that belong to it."),
    field("website", "Website", Kind::Address, "Its own page."),
    field("sources", "Sources", Kind::Addresses, "The pages that the record rests on."),
    field("verified", "Verified", Kind::Day, "The day on which a person last checked the record."),
    field("note", "Note", Kind::Text, "What a reader should know."),
];

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
