//! Addresses: the words of a header, by which commands and suppressions name a record.
//!
//! `network.ZMB`, `milestone.imrf-2022`, `published.2021-06-24` (a published total, by its date), `registry`. A
//! suppression has no address. A country, or the slug of a network, is short for its network.

use std::borrow::Cow;
use std::fmt;

use crate::model::{Date, Problem, Record, RecordRef, Table, input::unquoted};
use crate::text::nearest;

/// The address of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The table.
    pub table: Table,
    /// The key; of a published total its date, in the spelling of [`Date`]; empty for the registry table.
    pub key: String,
}

impl Address {
    /// Returns the address of a network.
    pub fn network(key: impl Into<String>) -> Self {
        Self { table: Table::Network, key: key.into() }
    }

    /// Returns the address of a record that a diagnostic names like this.
    pub fn of(table: Table, name: &str) -> Option<Self> {
        let key = match table {
            Table::Allow => return None,
            Table::Published => Date::parse(name).ok()?.to_string(),
            _ => name.to_owned(),
        };
        Some(Self { table, key })
    }

    /// Parses an argument: the name of a table and what follows its first dot. `None` if it does not begin with the
    /// name of a table, and so is a country or the slug of a network.
    ///
    /// ```
    /// use netreg::model::{Address, Table};
    ///
    /// let address = Address::parse("milestone.imrf-2022").unwrap().unwrap();
    /// assert_eq!((address.table, address.key.as_str()), (Table::Milestone, "imrf-2022"));
    /// assert_eq!(Address::parse("St. Kitts"), Ok(None));
    /// ```
    ///
    /// # Errors
    /// A [`Problem`] if it begins with the name of a table, but no record can have this address.
    pub fn parse(input: &str) -> Result<Option<Self>, Problem> {
        let (word, key) = input.split_once('.').unwrap_or((input, ""));
        let Some(table) = Table::of(word) else { return Ok(None) };
        let key = match table {
            Table::Registry if key.is_empty() => String::new(),
            Table::Registry => {
                return Err(Problem::new(format!("`{input}` is not an address"))
                    .help(format!("write {}", form(table))));
            }
            Table::Allow => return Err(unaddressed()),
            _ if key.is_empty() => {
                let problem = Problem::new(format!("`{input}` names a table, not a record"));
                return Err(problem.help(format!("write {}", form(table))));
            }
            Table::Published => {
                let wrong = |problem: Problem| unquoted(problem.at(&format!("`{input}`")));
                Date::parse_bare(key).map_err(wrong)?.to_string()
            }
            Table::Denominator | Table::Milestone | Table::Network => key.to_owned(),
        };
        Ok(Some(Self { table, key }))
    }

    /// Returns the shortest name that a command takes: the key of a network, else the address.
    pub fn short(&self) -> Cow<'_, str> {
        match self.table {
            Table::Network if Self::parse(&self.key) == Ok(None) => self.key.as_str().into(),
            _ => self.to_string().into(),
        }
    }

    /// Returns what its record is sorted by, as [`Record::sort_key`].
    pub fn sort_key(&self) -> (Table, &str) {
        (self.table, if self.table.is_keyed() { &self.key } else { "" })
    }

    /// Returns the one of these addresses that this one probably means: one that begins with it, else one that is
    /// similar enough.
    pub fn nearest<'a>(&self, addresses: &'a [Self]) -> Option<&'a Self> {
        let typed = self.to_string();
        let longer = |other: &&Self| !self.key.is_empty() && other.to_string().starts_with(&typed);
        addresses.iter().find(longer).or_else(|| {
            let near = nearest(&self.key, addresses.iter().map(|other| other.key.as_str()))?;
            addresses.iter().find(|other| other.key == near)
        })
    }

    /// Returns `true` if a record has this address.
    pub fn names(&self, record: &Record<'_>) -> bool {
        self.table == record.table
            && match self.table {
                Table::Published => record.when("date").is_some_and(|date| date.to_string() == self.key),
                Table::Allow => false,
                _ => record.key == self.key,
            }
    }
}

/// What the key of a suppression names: a record by its address or, without a table, each record with this key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Named {
    /// The table, if the address is given.
    pub table: Option<Table>,
    /// The key, as in an [`Address`].
    pub key: String,
}

impl Named {
    /// Returns what the key of a suppression names; `text` is the key as it is in the file.
    pub fn of(text: &str) -> Self {
        match Address::parse(text) {
            Ok(Some(address)) => address.into(),
            _ => Self { table: None, key: text.to_owned() },
        }
    }

    /// Returns the same without its table.
    pub fn without_table(self) -> Self {
        Self { table: None, ..self }
    }
}

impl From<Address> for Named {
    fn from(address: Address) -> Self {
        Self { table: Some(address.table), key: address.key }
    }
}

impl Record<'_> {
    /// Returns the address; `None` for a suppression, and for a published total whose date was not parsed.
    pub fn address(&self) -> Option<Address> {
        let key = match self.table {
            Table::Allow => return None,
            Table::Published => self.when("date")?.to_string(),
            _ => self.key.clone().into_owned(),
        };
        Some(Address { table: self.table, key })
    }
}

impl RecordRef {
    /// Returns the address of the record, as [`Record::address`] does.
    pub fn address(&self) -> Option<Address> {
        Address::of(self.table, &self.name)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.table.key();
        match self.table {
            Table::Registry => f.write_str(name),
            Table::Published => write!(f, "{name}.{}", self.key.trim_matches(['[', ']'])),
            _ => write!(f, "{name}.{}", self.key),
        }
    }
}

/// Returns the form of the addresses of a table, with an example.
fn form(table: Table) -> &'static str {
    match table {
        Table::Registry => "`registry`",
        Table::Denominator => "`denominator.ID`, such as `denominator.gcm-states`",
        Table::Milestone => "`milestone.ID`, such as `milestone.imrf-2022`",
        Table::Published => "`published.DATE`, such as `published.2021-06-24`",
        Table::Allow => "`[[allow]]`",
        Table::Network => "`network.KEY`, such as `network.ZMB`",
    }
}

/// Returns the problem that suppressions have no addresses.
fn unaddressed() -> Problem {
    Problem::new("suppressions have no addresses: no command adds, changes or removes them")
        .help("edit the table `[[allow]]` by hand: its fields are `rule`, `key`, `reason` and `until`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(input: &str) -> Option<(Table, String)> {
        let address = Address::parse(input).unwrap_or_else(|problem| panic!("{input}: {problem:?}"));
        address.map(|address| (address.table, address.key))
    }

    #[test]
    fn address_is_a_table_and_a_key() {
        for (input, table, key, display) in [
            ("network.ZMB", Table::Network, "ZMB", "network.ZMB"),
            ("denominator.gcm-states", Table::Denominator, "gcm-states", "denominator.gcm-states"),
            ("milestone.imrf-2022", Table::Milestone, "imrf-2022", "milestone.imrf-2022"),
            ("published.2021-06-24", Table::Published, "2021-06-24", "published.2021-06-24"),
            ("published.2021-03", Table::Published, "2021-03", "published.2021-03"),
            (
                "published.2021-03..2021-06-24",
                Table::Published,
                "[2021-03..2021-06-24]",
                "published.2021-03..2021-06-24",
            ),
            (
                "published.[2021-03..2021-06-24]",
                Table::Published,
                "[2021-03..2021-06-24]",
                "published.2021-03..2021-06-24",
            ),
            ("published...2021", Table::Published, "[..2021]", "published...2021"),
            ("registry", Table::Registry, "", "registry"),
        ] {
            assert_eq!(parsed(input), Some((table, key.to_owned())), "{input}");
            assert_eq!(Address { table, key: key.to_owned() }.to_string(), display);
            // An address that is printed can be given again.
            assert_eq!(parsed(display), Some((table, key.to_owned())), "{display}");
        }
    }

    #[test]
    fn countries_and_slugs_are_not_addresses() {
        for input in
            ["ZMB", "St. Kitts", "R.O.K.", "U.S. of Networks", "Network.ZMB", "milestones", "imrf-2022", ""]
        {
            assert_eq!(parsed(input), None, "{input}");
        }
    }

    #[test]
    fn impossible_address_has_a_help() {
        for (input, help) in [
            ("milestone.", "write `milestone.ID`"),
            ("milestone", "such as `milestone.imrf-2022`"),
            ("registry.title", "write `registry`"),
            ("allow.NR301", "by hand"),
            ("published.June", "a month `2021-06`"),
            ("published.2021-06..", "last day"),
        ] {
            let problem = Address::parse(input).expect_err(input);
            assert!(problem.help.as_deref().unwrap_or_default().contains(help), "{problem:?}");
        }
    }

    #[test]
    fn nearest_address_begins_with_what_was_typed() {
        let published = |key: &str| Address { table: Table::Published, key: key.to_owned() };
        let totals = ["2021-03", "2021-06-24", "[2022-01..2022-02]"].map(published);
        for (input, near) in [
            ("2021-06", Some("2021-06-24")),
            ("2021", Some("2021-03")),
            ("2022-01", Some("[2022-01..2022-02]")),
            ("2021-04", Some("2021-03")),
            ("1999-12-31", None),
        ] {
            let found = published(input).nearest(&totals).map(|address| address.key.as_str());
            assert_eq!(found, near, "{input}");
        }
        assert_eq!(Address::network("").nearest(&[Address::network("ZMB")]), None);
    }

    #[test]
    fn short_name_is_taken_for_the_same_record() {
        assert_eq!(Address::network("ZMB").short(), "ZMB");
        assert_eq!(Address::network("registry").short(), "network.registry");
        let milestone = Address { table: Table::Milestone, key: "m".to_owned() };
        assert_eq!(milestone.short(), "milestone.m");
    }
}
