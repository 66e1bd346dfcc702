//! Networks that are being made: what is known of them, and how they would be in the registry.

use netreg::edit::{self, Edited, FieldValue, Refusal};
use netreg::model::{Address, Diagnostic, RecordRef, Severity, Table, input};
use netreg::parse::{Registry, Source};
use netreg::text::is_unsafe;
use netreg::validate::{Context, check};

use crate::cli::naming::{self, New};
use crate::cli::store::Text;
use crate::cli::{change, error::Problem, ui::Ui};

/// The help where a rule has none for an answer.
const LEAVE_OUT: &str = "correct the answer, or leave it empty";

/// Networks that are being made.
pub struct Draft<'a> {
    /// The registry, as it was before the conversation.
    pub before: &'a Text,
    /// What the rules need to know.
    pub context: Context,
    /// Where a country is said.
    pub ui: &'a Ui,
    /// Returns `true` if a network is in the registry already, and then shows it.
    pub is_there: &'a dyn Fn(&New, &[FieldValue]) -> bool,
    /// The networks; none if the country is not known yet.
    pub networks: Vec<New>,
    /// What the networks have in common: all of their fields but the name.
    pub fields: Vec<FieldValue>,
    /// Whether the record is to be confirmed.
    pub is_confirmed: bool,
}

impl Draft<'_> {
    /// Returns `true` if a field has a value.
    pub fn has(&self, key: &str) -> bool {
        self.fields.iter().any(|(field, _)| field.key == key)
    }

    /// Says which networks these are.
    pub fn announce(&self) {
        self.ui.note(&format!("adding {}", naming::spelt(&self.networks)));
    }

    /// Gives a field the value of an answer; an empty answer leaves it out.
    ///
    /// # Errors
    ///
    /// Fails if the value is not valid, or if a rule finds an error that was not there without it.
    pub fn give(&mut self, key: &'static str, answer: &str) -> anyhow::Result<()> {
        let Some(field) = Table::Network.field(key) else { return Ok(()) };
        let before = self.fields.clone();
        self.fields.retain(|(other, _)| other.key != key);
        if answer.is_empty() {
            return Ok(());
        }
        let given =
            input::value(field, &[answer], self.context.today).map_err(Into::into).and_then(|value| {
                let had = self.errors()?;
                self.fields.push((field, value));
                let is_old = |error: &Diagnostic| {
                    had.iter().any(|old| (old.code, old.field) == (error.code, error.field))
                };
                match self.errors()?.into_iter().find(|error| !is_old(error)) {
                    Some(Diagnostic { message, help, .. }) => {
                        // A help with a line of the file is for an editor.
                        let help = help.filter(|help| !help.contains(" = ")).or(Some(LEAVE_OUT.to_owned()));
                        Err(Problem { message, help }.into())
                    }
                    None => Ok(()),
                }
            });
        if given.is_err() {
            self.fields = before;
        }
        given
    }

    /// Makes sure that the networks can be added to the registry.
    ///
    /// # Errors
    ///
    /// Fails if they cannot.
    pub fn is_possible(&self) -> anyhow::Result<()> {
        self.edited().map(drop).map_err(|refusal| self.refused(&refusal).into())
    }

    /// Returns the lines of the networks, as they will be in the file.
    ///
    /// # Errors
    ///
    /// Fails if they cannot be added to the registry.
    pub fn lines(&self) -> anyhow::Result<String> {
        let edited = self.edited().map_err(|refusal| self.refused(&refusal))?;
        let registry = Registry::outline(&edited.text);
        let lines = self.networks.iter().map(|new| {
            let lines = edit::lines(&registry, &Address::network(&new.key));
            lines.map_err(|refusal| self.refused(&refusal).into())
        });
        Ok(lines.collect::<anyhow::Result<Vec<_>>>()?.join("\n"))
    }

    /// Returns the coordinators of the registry.
    pub fn coordinators(&self) -> Vec<String> {
        let mut found = Vec::new();
        Source::new(&self.before.text).each(&mut Vec::new(), |record| {
            if record.table == Table::Network {
                found.extend(record.text("coordinator").map(ToString::to_string));
            }
        });
        found.retain(|name| !name.contains(is_unsafe));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Returns the errors in the networks.
    fn errors(&self) -> anyhow::Result<Vec<Diagnostic>> {
        let edited = self.edited().map_err(|refusal| self.refused(&refusal))?;
        let addresses: Vec<Address> = self.networks.iter().map(|new| Address::network(&new.key)).collect();
        let mut found = check(&self.context, &edited.text);
        found.retain(|finding| {
            let address = finding.record.as_ref().and_then(RecordRef::address);
            finding.severity == Severity::Error && address.is_some_and(|address| addresses.contains(&address))
        });
        Ok(found)
    }

    /// Returns the registry with the networks.
    fn edited(&self) -> Result<Edited, Refusal> {
        let records = naming::records(&self.networks, &self.fields);
        let records: Vec<_> = records.iter().map(|(address, fields)| (address, fields.as_slice())).collect();
        edit::add(&Registry::outline(&self.before.text), &records)
    }

    fn refused(&self, refusal: &Refusal) -> Problem {
        change::refused(refusal, self.before, self.ui)
    }
}
