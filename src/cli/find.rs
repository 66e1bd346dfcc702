//! Finds the record that an argument names: by its address, or a network by its country or slug.

use netreg::model::{Address, Record, Table, country};
use netreg::parse::Registry;
use netreg::text::nearest;

use crate::cli::store::Text;
use crate::cli::{error::Problem, registry, ui::Ui};

/// Returns the records that an argument names: at least one, and more if the file has several with this address.
///
/// # Errors
///
/// Fails if there is none; then warns of the parts that could not be read, because it may be there.
pub fn records<'d>(
    input: &str,
    registry: &'d Registry<'_>,
    text: &Text,
    ui: &Ui,
) -> anyhow::Result<Vec<&'d Record<'d>>> {
    let problem = match Address::parse(input)? {
        Some(network) if network.table == Table::Network => {
            return registry::found(&network.key, registry, text, ui);
        }
        Some(address) => {
            let found: Vec<_> = registry.records.iter().filter(|record| address.names(record)).collect();
            if !found.is_empty() {
                return Ok(found);
            }
            unknown(&address, registry)
        }
        None => match other_table(input, registry) {
            Some(other) => Problem::new(format!("there is no network `{input}`"))
                .help(format!("did you mean `{other}`?")),
            None => return registry::found(input, registry, text, ui),
        },
    };
    registry::verdict(ui, text, registry.damaged(), &registry.diagnostics);
    Err(problem.into())
}

/// Returns the address of the record that an argument names.
///
/// # Errors
///
/// As [`records`].
pub fn address(input: &str, registry: &Registry<'_>, text: &Text, ui: &Ui) -> anyhow::Result<Address> {
    let records = records(input, registry, text, ui)?;
    records[0].address().ok_or_else(|| Problem::new(format!("`{input}` has no address")).into())
}

/// Returns the address of a record of another table than that of networks, if it is what `input` probably means.
fn other_table(input: &str, registry: &Registry<'_>) -> Option<Address> {
    if country::find(input).is_ok() || registry.networks().any(|network| network.key == input) {
        return None;
    }
    let mut addresses = registry.records.iter().filter_map(Record::address);
    addresses.find(|address| address.key.trim_matches(['[', ']']) == input)
}

/// Returns the problem that no record has an address.
fn unknown(address: &Address, registry: &Registry<'_>) -> Problem {
    let problem = Problem::new(format!("`{address}` is not in the registry"));
    let others: Vec<Address> = registry.of(address.table).filter_map(Record::address).collect();
    let near = nearest(&address.key, others.iter().map(|other| other.key.as_str()));
    let table = address.table.key();
    problem.help(match others.iter().find(|other| Some(other.key.as_str()) == near) {
        Some(near) => format!("did you mean `{near}`?"),
        None if others.is_empty() => format!("`netreg add {address} FIELD=VALUE…` adds it"),
        None => format!("`netreg list {table}` shows what there is"),
    })
}
