//! Which networks are to be added: countries by code or name, or a slug with a free name.
//!
//! Promises: the key follows from the country, and so does the name; a slug is none that means a
//! country. Whether the network is there already is left to `commands/add.rs`.

use netreg::model::country;
use netreg::model::record::is_slug;

use crate::cli::error::Problem;

/// A network to be added: its key, and its name unless that is given.
pub struct New {
    /// The code of a country, or a slug.
    pub key: String,
    /// None where the field `name` says it.
    pub name: Option<String>,
}

impl New {
    /// Makes one of the country that was typed.
    pub fn of_country(typed: &str) -> anyhow::Result<Self> {
        let country = country::find(typed).map_err(|miss| {
            let problem = miss.explained(typed);
            let otherwise = "a network that is not one country's is added with `--key SLUG`";
            if problem.help.is_some() { problem } else { problem.help(otherwise) }
        })?;
        Ok(Self { key: country.alpha3.to_owned(), name: Some(country.name.to_owned()) })
    }

    /// Spells it for people.
    pub fn spelt(&self) -> String {
        match (country::by_code(&self.key), &self.name) {
            (Some(country), _) => format!("{} ({})", country.display_name(), self.key),
            (None, Some(name)) => format!("{name} ({})", self.key),
            (None, None) => self.key.clone(),
        }
    }
}

/// Returns the networks that are meant by countries and a key; `is_named` tells whether a name is
/// given as a field.
pub fn networks(countries: &[String], key: Option<&str>, is_named: bool) -> anyhow::Result<Vec<New>> {
    if let Some(key) = key {
        let name = match (countries, is_named) {
            ([name], false) => Some(name.trim().to_owned()),
            ([], true) => None,
            ([], false) => return Err(nameless(key).into()),
            _ => {
                return Err(Problem::new("with `--key` one name is needed, and more are given")
                    .help(format!("write `netreg add --key {key} \"NAME\"`"))
                    .into());
            }
        };
        if let Ok(country) = country::find(key) {
            let (name, code) = (country.display_name(), country.alpha3);
            return Err(Problem::new(format!("`{key}` means {name} ({code}), which has a code for its key"))
                .help(format!("write `netreg add {code}`, or another slug for what is not one country's"))
                .into());
        }
        if !is_slug(key) {
            return Err(Problem::new(format!("`{key}` is not a slug: small letters, digits and hyphens"))
                .help("write one such as `pacific`")
                .into());
        }
        return Ok(vec![New { key: key.to_owned(), name }]);
    }
    let mut networks: Vec<New> = Vec::new();
    for typed in countries {
        let new = New::of_country(typed)?;
        if networks.iter().all(|other| other.key != new.key) {
            networks.push(new);
        }
    }
    if is_named {
        // The name that is given stands in the record; a rule says if it is not the country's.
        for new in &mut networks {
            new.name = None;
        }
    }
    Ok(networks)
}

fn nameless(key: &str) -> Problem {
    Problem::new(format!("the network `{key}` has no name"))
        .help(format!("write `netreg add --key {key} \"NAME\"`"))
}
