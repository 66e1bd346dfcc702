//! One record in the history of the registry, under every key that it had.

use std::ops::ControlFlow;

use netreg::compare::diff::{Difference, RecordChange};
use netreg::compare::identity::Identity;
use netreg::model::{Address, Record, Table, country};
use netreg::parse::Registry;

use crate::cli::find::{self, Searched};
use crate::cli::store::Text;
use crate::cli::ui::Ui;
use crate::cli::versions::Versions;

/// A record, and what it was known by in the versions seen so far.
pub struct Biography {
    identity: Identity,
}

impl Biography {
    /// Finds the record that an argument names: by its address or country today, else by one that it had.
    ///
    /// # Errors
    ///
    /// Fails if no version has it.
    pub fn of(input: &str, versions: &Versions, path: &str, ui: &Ui) -> anyhow::Result<Self> {
        let address = Address::parse(input)?.unwrap_or_else(|| Address::network(input));
        let newest = versions.newest()?.unwrap_or_default();
        let registry = Registry::parse(&newest);
        let present = registry.records.iter().zip(Identity::all(&registry));
        let mut named = present.filter(|(record, _)| names(&address, record)).map(|(_, identity)| identity);
        if let Some(identity) = named.next() {
            return Ok(Self { identity });
        }
        if let Some(identity) = earlier(&address, versions)? {
            return Ok(Self { identity });
        }
        // Finds nothing either, but says what is near.
        let text = Text { name: path.to_owned(), text: newest.clone() };
        find::records(input, &registry, &text, Searched::History, ui)?;
        Ok(Self { identity: Identity { table: address.table, key: address.key, nth: 0 } })
    }

    /// Leaves in what changed only the record, and follows it to what it was known by before.
    pub fn keep(&mut self, difference: &mut Difference<'_>) {
        difference.layout = false;
        difference.records.retain(|change| change.identity == self.identity);
        if let Some(was) = difference.records.iter().find_map(|change| change.was.clone()) {
            self.identity = was;
        }
    }
}

/// Returns `true` if an address names a record, or the country of a network.
fn names(address: &Address, record: &Record<'_>) -> bool {
    let is_network = address.table == Table::Network && record.table == Table::Network;
    let country = || country::known(&address.key).is_some_and(|country| country.alpha3 == record.key);
    address.names(record) || is_network && country()
}

/// Returns what a record is known by that went in some commit, or that is known by something else since: the
/// newest.
fn earlier(address: &Address, versions: &Versions) -> anyhow::Result<Option<Identity>> {
    let mut found: Option<Identity> = None;
    let mut renames: Vec<(Identity, Identity)> = Vec::new();
    versions.each(usize::MAX, None, |_, old, new| {
        let difference = Difference::between(old, new);
        let is_renamed = |change: &&RecordChange<'_>| {
            change.new.is_some() && change.was.as_ref().is_some_and(|was| *was != change.identity)
        };
        let is_it = |change: &&RecordChange<'_>| {
            (change.new.is_none() || is_renamed(change))
                && change.old.is_some_and(|record| names(address, record))
        };
        if let Some(change) = difference.records.iter().find(is_it) {
            found = Some(change.identity.clone());
            return Ok(ControlFlow::Break(()));
        }
        let others = difference.records.iter().filter(is_renamed);
        renames.extend(others.filter_map(|change| Some((change.was.clone()?, change.identity.clone()))));
        Ok(ControlFlow::Continue(()))
    })?;
    // The oldest come last.
    Ok(found.map(|first| {
        renames.into_iter().rev().fold(first, |known, (was, is)| if was == known { is } else { known })
    }))
}
