//! The kinds of values that fields have.

/// The kind of value that a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// The name of an entity: of the UN system, in its one spelling (`entity/`), or any other.
    Entity,
    /// An https address.
    Address,
    /// A whole number.
    Number,
    /// A calendar day.
    Day,
    /// A date that may be less exact than a day.
    Date,
    /// `established`, `planned` or `closed`.
    Status,
    /// A list of names of entities.
    Entities,
    /// A list of https addresses.
    Addresses,
    /// A list of ISO 3166-1 alpha-3 codes.
    Codes,
}

impl Kind {
    /// Returns `true` if the value is a list.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Entities | Self::Addresses | Self::Codes)
    }

    /// Returns `true` if the value is the name of an entity or a list of them.
    pub fn is_entity(self) -> bool {
        matches!(self, Self::Entity | Self::Entities)
    }

    /// Returns `true` if the value is a web address or a list of them.
    pub fn is_address(self) -> bool {
        matches!(self, Self::Address | Self::Addresses)
    }

    /// Returns a description of the expected value, with an example, for help lines.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Text | Self::Entity => "a text in quotes",
            Self::Address => "an address in quotes, such as `\"https://example.org/page\"`",
            Self::Number => "a whole number without quotes, such as `152`",
            Self::Day => "a day without quotes, such as `2021-06-30`",
            Self::Date => "a date, such as `2021-06-30` or `\"2021-06\"`",
            Self::Status => "`\"established\"`, `\"planned\"` or `\"closed\"`",
            Self::Entities => "a list of texts, such as `[\"IOM\", \"UN RC\"]`",
            Self::Addresses => "a list of addresses, such as `[\"https://example.org/page\"]`",
            Self::Codes => "a list of alpha-3 codes, such as `[\"ZMB\", \"ZWE\"]`",
        }
    }
}
