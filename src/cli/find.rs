//! Finds the record that an argument names: by its address, or a network by its country or slug.

use netreg::model::{Address, Country, Record, Table, country, record::is_slug};
use netreg::parse::Registry;
use netreg::text::all_of;

use crate::cli::change::show;
use crate::cli::store::Text;
use crate::cli::{error::Problem, misspelt, registry, ui::Ui};

/// Where a record was looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    /// In the registry.
    Registry,
    /// In all versions of it.
    History,
}

impl Searched {
    /// Returns the words that a record is not there.
    fn absence(self) -> &'static str {
        match self {
            Self::Registry => "is not in the registry",
            Self::History => "was never in the registry",
        }
    }

    /// Returns the help if there is nothing like the record; `addition` adds it.
    fn help(self, addition: &str) -> String {
        match self {
            Self::Registry => format!("`netreg add {addition}` adds it"),
            Self::History => "`netreg log` shows what changed in each commit".to_owned(),
        }
    }
}

/// Returns the records that an argument names: at least one, and more if the file has several with this address.
///
/// # Errors
///
/// Fails if there is none; then warns of the parts that could not be read, because it may be there. The message says what
/// was `searched`.
pub fn records<'d>(
    input: &str,
    registry: &'d Registry<'_>,
    text: &Text,
    searched: Searched,
    ui: &Ui,
) -> anyhow::Result<Vec<&'d Record<'d>>> {
    let address = Address::parse(input)?;
    let address = address.unwrap_or_else(|| Address::network(input));
    let is_network = address.table == Table::Network;
    let found = if is_network {
        networks(&address.key, registry, searched)
    } else {
        addressed(&address, registry, searched)
    };
    found.map_err(|problem| {
        misspelt(address, registry, text, ui).unwrap_or_else(|| {
            registry::verdict(ui, text, registry.damaged(), &registry.diagnostics);
            problem.into()
        })
    })
}

/// Returns the address of the record that an argument names.
///
/// # Errors
///
/// As [`records`].
pub fn address(input: &str, registry: &Registry<'_>, text: &Text, ui: &Ui) -> anyhow::Result<Address> {
    let records = records(input, registry, text, Searched::Registry, ui)?;
    records[0].address().ok_or_else(|| Problem::new(format!("`{input}` has no address")).into())
}

/// Returns the only address that an argument can name, whatever is in the registry; none where there may be several: a
/// country that is not given by its code could be a slug.
pub fn certain(input: &str) -> Option<Address> {
    let address = Address::parse(input).ok()?.unwrap_or_else(|| Address::network(input));
    let country = country::known(&address.key).filter(|_| address.table == Table::Network);
    let may_differ = country.is_some_and(|country| country.alpha3 != address.key);
    (address.table.is_keyed() && !may_differ).then_some(address)
}

/// Returns the problem that a record is, or may be, in the registry in another spelling, and shows where.
fn misspelt(address: Address, registry: &Registry<'_>, text: &Text, ui: &Ui) -> Option<anyhow::Error> {
    let country = country::known(&address.key).filter(|_| address.table == Table::Network);
    let address = country.map_or(address, |country| Address::network(country.alpha3));
    let findings = misspelt::findings(&address, registry);
    if findings.is_empty() {
        return None;
    }
    show(ui, &text.name, &text.text, &findings);
    Some(Problem::new(misspelt::sentence(&address, &findings)).help(misspelt::HELP).into())
}

/// Returns the records with this address.
fn addressed<'d>(
    address: &Address,
    registry: &'d Registry<'_>,
    searched: Searched,
) -> Result<Vec<&'d Record<'d>>, Problem> {
    let found: Vec<_> = registry.records.iter().filter(|record| address.names(record)).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    if address.table == Table::Registry {
        return Err(Problem::new("the table `[registry]` is missing")
            .help("add the lines `[registry]` and `format = 1` at the beginning of the file"));
    }
    let others: Vec<Address> = registry.of(address.table).filter_map(Record::address).collect();
    let absent = format!("`{address}` {}", searched.absence());
    Err(Problem::new(absent).help(match address.nearest(&others) {
        Some(near) => format!("did you mean `{near}`?"),
        None if others.is_empty() => searched.help(&format!("{address} FIELD=VALUE…")),
        None => format!("`netreg list {}` shows what there is", address.table.key()),
    }))
}

/// Returns the networks with this key, or with that of this country.
fn networks<'d>(
    input: &str,
    registry: &'d Registry<'_>,
    searched: Searched,
) -> Result<Vec<&'d Record<'d>>, Problem> {
    let with_key = |key: &str| registry.networks().filter(|network| network.key == key).collect::<Vec<_>>();
    let found = with_key(input);
    if !found.is_empty() {
        return Ok(found);
    }
    let country = country::find(input).map_err(|miss| unknown(input, &miss, registry))?;
    let found = with_key(country.alpha3);
    if found.is_empty() { Err(absent(country, registry, searched)) } else { Ok(found) }
}

/// Returns the problem that a country has no network, which names the networks that cover it.
fn absent(country: &Country, registry: &Registry<'_>, searched: Searched) -> Problem {
    let code = country.alpha3;
    let absent = format!("{} ({code}) {}", country.display_name(), searched.absence());
    let covers = |network: &&Record<'_>| network.list("covers").iter().any(|item| item.text == code);
    let covering: Vec<Address> = registry.networks().filter(covers).filter_map(Record::address).collect();
    let keys: Vec<_> = covering.iter().map(Address::short).collect();
    if keys.is_empty() {
        return Problem::new(absent).help(searched.help(code));
    }
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    let verb = if keys.len() == 1 { "covers" } else { "cover" };
    Problem::new(format!("{absent}, but {} {verb} it", all_of(&keys)))
        .help(format!("`netreg show {}`", keys.join(" ")))
}

/// Returns the problem that an argument is neither a country nor the slug of a network.
fn unknown(input: &str, miss: &country::Miss, registry: &Registry<'_>) -> Problem {
    let named = |address: &Address| address.key.trim_matches(['[', ']']) == input;
    if let Some(other) = registry.records.iter().filter_map(Record::address).find(named) {
        return Problem::new(format!("there is no network `{input}`"))
            .help(format!("did you mean `{other}`?"));
    }
    let problem = miss.explained(input);
    if matches!(miss, country::Miss::Several(_)) {
        return problem;
    }
    // Codes are not compared: each has many that differ in one letter.
    let slugs = registry.networks().filter(|network| is_slug(&network.key)).filter_map(Record::address);
    let near =
        Address::network(input).nearest(&slugs.collect::<Vec<_>>()).map(|near| near.short().into_owned());
    let near = near.map(|near| format!("did you mean `{near}`?")).or(problem.help);
    let otherwise = || "`netreg list` shows the networks, `netreg countries` the countries".to_owned();
    Problem::new(format!("{}, nor a network of the registry", problem.message))
        .help(near.unwrap_or_else(otherwise))
}
