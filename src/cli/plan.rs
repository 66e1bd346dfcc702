//! What `set` is going to do to a registry, before a question is asked or the file is written.

use netreg::edit::{self, Change, Changes, Edited, FieldChange, Refusal};
use netreg::model::{Address, Country, Field, Record, Status, Table, Value, country};
use netreg::parse::Registry;
use netreg::text::shell_word;

use crate::cli::args::Global;
use crate::cli::assignments::{self, Assignments, CLOSES};
use crate::cli::change::{Editor, here};
use crate::cli::store::Text;
use crate::cli::{entries, error::Problem, find, replaced, ui::Ui};

/// What is going to be done to a registry.
pub struct Plan {
    pub records: Vec<Address>,
    /// The lines of the records, which are compared after a question: an editor may have changed them meanwhile.
    pub before: Vec<String>,
    pub changes: Vec<(&'static Field, Change)>,
    /// The new address, if it differs.
    pub to: Option<Address>,
    pub edited: Result<Edited, Refusal>,
    /// The countries, if the facts of one become those of another.
    pub countries: Option<(&'static Country, &'static Country)>,
    /// What is done that was not asked for.
    pub notes: Vec<String>,
}

impl Plan {
    /// Finds the records and makes the edits.
    ///
    /// # Errors
    ///
    /// Fails if there is no such record, or if an entry to remove is several.
    pub fn new(
        wanted: &Assignments<'_>,
        registry: &Registry<'_>,
        text: &Text,
        global: &Global,
        ui: &Ui,
    ) -> anyhow::Result<Self> {
        let mut records: Vec<Address> = Vec::new();
        for input in &wanted.records {
            let address = find::address(input, registry, text, ui)?;
            if !records.contains(&address) {
                records.push(address);
            }
        }
        if wanted.key.is_some() && records.len() > 1 {
            return Err(Problem::new("several records cannot have one key")
                .help("name one record with `key=`")
                .into());
        }
        are_entries(&wanted.changes, &records, registry)?;
        let first = &records[0];
        let to = wanted.key.as_ref().filter(|to| **to != first.key);
        let to = to.map(|to| Address { key: to.clone(), ..*first });
        let mut changes = wanted.changes.clone();
        let network = to.as_ref().filter(|to| to.table == Table::Network);
        changes.extend(network.and_then(|to| country_name(&to.key, &changes)));
        let is_put = |(field, by): &(&Field, Change)| field.key == "status" || matches!(by, Change::Put(_));
        let has = |key: &str| changes.iter().any(|change| change.0.key == key && is_put(change));
        let status = assignments::end(first.table, has);
        changes.extend(status.map(|(field, status)| (field, Change::Put(status))));
        let edited = match &to {
            Some(to) => edit::rename(registry, first, &changes, &to.key),
            None => edit::set(registry, &records.iter().collect::<Vec<_>>(), &changes),
        };
        let countries = network.and_then(|to| replaced::other_country(registry, first, to));
        let countries = countries.filter(|_| edited.is_ok());
        let notes = edited.as_ref().map_or(Vec::new(), |edited| notes(edited, wanted, registry, global));
        let lines = |record: &Record<'_>| record.block.of(registry.text()).to_owned();
        let before = named_by(&records, registry).map(lines).collect();
        Ok(Self { records, before, changes, to, edited, countries, notes })
    }

    /// Finds the records and makes the edits as [`Editor::near`] does; none also where a record gets another key or is not
    /// there.
    pub fn near(wanted: &Assignments<'_>, editor: &Editor<'_>, global: &Global, ui: &Ui) -> Option<Self> {
        let addresses: Option<Vec<Address>> =
            wanted.records.iter().map(|input| find::certain(input)).collect();
        let addresses = addresses.filter(|_| wanted.key.is_none())?;
        let all: Vec<&Address> = addresses.iter().collect();
        let (plan, edited) = editor.near(&all, |part| {
            let is_there = |address: &Address| part.records.iter().any(|record| address.names(record));
            // A record that is not there would be warned of.
            let is_there = addresses.iter().all(is_there);
            let mut plan = is_there.then(|| Self::new(wanted, part, editor.text(), global, ui).ok())??;
            let edited = std::mem::replace(&mut plan.edited, Ok(Edited::default())).ok()?;
            Some((plan, edited))
        })?;
        Some(Self { edited: Ok(edited), ..plan })
    }

    /// Returns the question to ask before the edits are saved, if they may be a mistake.
    pub fn question(&self) -> Option<String> {
        let edited = self.edited.as_ref().ok()?;
        let facts = |(old, new)| format!("This makes the facts of {} those of {}.", named(old), named(new));
        let mut doubts: Vec<String> = self.countries.map(facts).into_iter().collect();
        doubts.extend(replaced::doubts(&edited.changed, &self.changes));
        (!doubts.is_empty()).then(|| format!("{} Go on?", doubts.join(" ")))
    }

    /// Returns the lines that show what is replaced.
    pub fn lines(&self) -> String {
        let changed = self.edited.as_ref().map_or(&[][..], |edited| &edited.changed);
        replaced::lines(changed, self.records.len() > 1)
    }
}

/// Makes sure that an entry to remove is one, unless a list has it as it is.
///
/// # Errors
///
/// Fails for an entry that is several.
fn are_entries(changes: &Changes, addresses: &[Address], registry: &Registry<'_>) -> Result<(), Problem> {
    for (field, change) in changes {
        let Change::Take(entry) = change else { continue };
        let has = |record: &Record<'_>| record.list(field.key).iter().any(|item| item.text.trim() == entry);
        if !named_by(addresses, registry).any(has) {
            let key = field.key;
            let word = |entry: &str| shell_word(&format!("{key}-={entry}"));
            entries::one(field, entry, word).map_err(|problem| problem.at(&format!("in `{key}-=…`")))?;
        }
    }
    Ok(())
}

/// Returns the records with these addresses.
fn named_by<'r, 't>(
    addresses: &'r [Address],
    registry: &'r Registry<'t>,
) -> impl Iterator<Item = &'r Record<'t>> {
    registry.records.iter().filter(|record| addresses.iter().any(|address| address.names(record)))
}

/// Returns the name and the code of a country.
pub fn named(country: &Country) -> String {
    format!("{} ({})", country.display_name(), country.alpha3)
}

/// Returns what was done to the status, or not done, without being asked for.
fn notes(edited: &Edited, wanted: &Assignments<'_>, registry: &Registry<'_>, global: &Global) -> Vec<String> {
    let mut notes = Vec::new();
    if wanted.changes.iter().any(|(field, _)| field.key == "status") {
        return notes;
    }
    if edited.changed.iter().any(|change| change.field == "status") {
        notes.push(CLOSES.to_owned());
    }
    let undated = edited.changed.iter().filter(|change| change.field == "closed" && change.after.is_none());
    for FieldChange { record, .. } in undated {
        let network = registry.networks().find(|network| network.key == *record);
        if network.is_some_and(|network| network.status() == Status::Closed) {
            let open = here(&format!("netreg set {record} status="), global);
            notes.push(format!(
                "{record} is still closed, without a date; `{open}` makes it established again"
            ));
        }
    }
    notes
}

/// Returns the change that gives a network with the key of a country the name of that, unless a name is given.
fn country_name(key: &str, changes: &[(&'static Field, Change)]) -> Option<(&'static Field, Change)> {
    let (country, field) = (country::by_code(key)?, Table::Network.field("name")?);
    let is_given = changes.iter().any(|(other, _)| other.key == field.key);
    (!is_given).then(|| (field, Change::Put(Value::Text(country.name.into()))))
}
