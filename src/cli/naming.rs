//! The keys and names of the networks to add: of countries, or a slug with a name of its own.
//!
//! A country gives the network its key and its name. A slug must not be the code or name of a country.

use netreg::edit::FieldValue;
use netreg::model::{Address, Country, Table, Value, country, record::is_slug};

use crate::cli::error::Problem;

/// A network to add.
pub struct New {
    /// The code of a country, or a slug.
    pub key: String,
    /// The name; `None` if the field `name` is given.
    pub name: Option<String>,
}

impl New {
    /// Returns the network of a country, given by code or name.
    ///
    /// # Errors
    ///
    /// Fails if there is no such country, or several.
    pub fn of_country(country: &str) -> anyhow::Result<Self> {
        let country = country::find(country).map_err(|miss| {
            let problem = miss.explained(country);
            let other = "`netreg countries TEXT` finds a country by a part of its name; the network of several \
                countries needs a key, such as `--key pacific`";
            if problem.help.is_some() { problem } else { problem.help(other) }
        })?;
        Ok(Self::of(country))
    }

    /// Returns the network of a country.
    pub fn of(country: &Country) -> Self {
        Self { key: country.alpha3.to_owned(), name: Some(country.name.to_owned()) }
    }

    /// Returns the name and the key, such as "Zambia (ZMB)".
    pub fn spelt(&self) -> String {
        match (country::by_code(&self.key), &self.name) {
            (Some(country), _) => format!("{} ({})", country.display_name(), self.key),
            (None, Some(name)) => format!("{} ({})", country::with_marks(name), self.key),
            (None, None) => self.key.clone(),
        }
    }
}

/// Returns the names and keys of networks, in a row.
pub fn spelt(networks: &[New]) -> String {
    networks.iter().map(New::spelt).collect::<Vec<_>>().join(", ")
}

/// Returns the records of networks that have these fields in common, each with its name.
pub fn records(networks: &[New], fields: &[FieldValue]) -> Vec<(Address, Vec<FieldValue>)> {
    let record = |new: &New| {
        let name = new.name.as_ref().map(|name| Value::Text(name.clone().into()));
        let fields = fields.iter().cloned().chain(Table::Network.field("name").zip(name));
        (Address::network(&new.key), fields.collect())
    };
    networks.iter().map(record).collect()
}

/// Returns the networks to add for the records and the key on the command line. `is_named` is `true` if the
/// field `name` is given.
///
/// # Errors
///
/// Fails if a country is unknown, or if the key is not a free slug with one name.
pub fn networks(records: &[&str], key: Option<&str>, is_named: bool) -> anyhow::Result<Vec<New>> {
    let (countries, slug) = names(records)?;
    if let Some(key) = key.or(slug.as_deref()) {
        let name = match (countries.as_slice(), is_named) {
            ([name], false) => Some(name.trim().to_owned()),
            ([], true) => None,
            ([], false) => return Err(nameless(key).into()),
            _ => {
                return Err(Problem::new("`--key` takes exactly one name")
                    .help(format!("`netreg add --key {key} \"NAME\"`"))
                    .into());
            }
        };
        if let Some(country) = country::known(key) {
            let (name, code) = (country.display_name(), country.alpha3);
            return Err(Problem::new(format!("`{key}` is a country: {name} ({code})"))
                .help(format!("`netreg add {code}`"))
                .into());
        }
        if !is_slug(key) {
            return Err(Problem::new(format!(
                "invalid key `{key}`: use lower-case letters, digits and hyphens"
            ))
            .help("`--key pacific`, for example")
            .into());
        }
        return Ok(vec![New { key: key.to_owned(), name }]);
    }
    let mut networks: Vec<New> = Vec::new();
    for country in &countries {
        let new = New::of_country(country)?;
        if networks.iter().all(|other| other.key != new.key) {
            networks.push(new);
        }
    }
    if is_named {
        // The record gets the name that is given; a rule reports it if the country has another name.
        for new in &mut networks {
            new.name = None;
        }
    }
    Ok(networks)
}

/// Returns what was named without the name of the table of an address. A single address of a network that is not one
/// country's is its key.
fn names(records: &[&str]) -> Result<(Vec<String>, Option<String>), Problem> {
    let mut names = Vec::with_capacity(records.len());
    for record in records {
        match Address::parse(record)? {
            Some(Address { key, .. })
                if records.len() == 1 && is_slug(&key) && country::known(&key).is_none() =>
            {
                return Ok((names, Some(key)));
            }
            Some(address) => names.push(address.key),
            None => names.push((*record).to_owned()),
        }
    }
    Ok((names, None))
}

/// Returns the problem of a key without a name.
fn nameless(key: &str) -> Problem {
    Problem::new(format!("the network `{key}` has no name"))
        .help(format!("`netreg add --key {key} \"NAME\"`"))
}
