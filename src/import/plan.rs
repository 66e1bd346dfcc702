//! What an import does to a registry: new records, changed fields, or a merge with what the registry became meanwhile.
//!
//! Without a base an empty cell says nothing. With one it says that what was there is gone, and a field that the sheet
//! left as it was in the base keeps what the registry has now.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::compare::merge::{Markers, Sides, merge};
use crate::edit::{self, Change, FieldValue, Refusal};
use crate::import::finding::Finding;
use crate::import::grid::Dialect;
use crate::import::rows::{FieldCell, Incoming};
use crate::import::{conflicts, derived};
use crate::model::{Address, Field, Problem, Record, Status, Table, Value};
use crate::parse::Registry;

/// How rows become changes.
#[derive(Clone, Copy)]
pub enum Mode<'b> {
    /// Each row is a new network.
    Add,
    /// A row can also give fields to a network that exists.
    Update,
    /// What the rows changed since this state is merged with what the registry changed since.
    Against(&'b Registry<'b>),
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Its network is new.
    Added,
    /// Its network changes.
    Changed,
    /// Its network is as the row says.
    Same,
}

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// The text of the registry, without the rows that cannot be imported.
    pub text: String,
    /// Whether the text is that of a registry: it is not where the sheet and the registry conflict.
    pub is_registry: bool,
    /// What becomes of each row, in their order.
    pub outcomes: Vec<Outcome>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What the registry would be if only the sheet had changed, where there is a base.
    pub sheet: Option<String>,
    /// The networks of the base that no row is about.
    pub absent: Vec<Address>,
}

/// The changes of one record.
type Changes = Vec<(&'static Field, Change)>;

/// Plans what the rows do to a registry.
///
/// # Errors
/// Where a record that a row is about cannot be told for certain.
pub fn plan(
    registry: &Registry<'_>,
    incoming: &[Incoming],
    mode: Mode<'_>,
    dialect: Dialect,
) -> Result<Plan, Refusal> {
    let base = match mode {
        Mode::Against(base) => base,
        Mode::Add | Mode::Update => registry,
    };
    let known: HashMap<&str, &Record<'_>> =
        base.networks().map(|network| (network.key.as_ref(), network)).collect();
    let has_base = matches!(mode, Mode::Against(_));
    let mut plan = Plan::default();
    let (mut new, mut edits) = (Vec::new(), Vec::new());
    for row in incoming {
        let Some(record) = known.get(row.address.key.as_str()) else {
            plan.outcomes.push(Outcome::Added);
            match nameless(row) {
                Some(finding) => plan.findings.push(finding),
                None => new.push((row.address.clone(), fields_of(row))),
            }
            continue;
        };
        plan.findings.extend(derived::changed(row, record, dialect));
        if has_base {
            plan.findings.extend(derived::moved(row, record, dialect));
        }
        if matches!(mode, Mode::Add) {
            plan.findings.push(exists(row));
            plan.outcomes.push(Outcome::Same);
            continue;
        }
        let wanted = changes(row, record, has_base);
        plan.outcomes.push(if wanted.is_empty() { Outcome::Same } else { Outcome::Changed });
        if !wanted.is_empty() {
            edits.push((row.address.clone(), wanted));
        }
    }
    let text = applied(base, &new, &edits)?;
    let Mode::Against(base) = mode else {
        return Ok(Plan { text, is_registry: true, ..plan });
    };
    let sides = Sides { base: base.text(), ours: registry.text(), theirs: text.as_str() };
    let merged = merge(sides, &Markers::default());
    plan.findings.extend(conflicts::findings(&merged, base, registry, incoming));
    let rows: HashSet<&str> = incoming.iter().map(|row| row.address.key.as_str()).collect();
    let absent = base.networks().filter(|network| !rows.contains(network.key.as_ref()));
    plan.absent = absent.filter_map(Record::address).collect();
    plan.outcomes = outcomes(registry, &merged.text, incoming, &plan.outcomes);
    plan.is_registry = merged.is_clean();
    Ok(Plan { text: merged.text, sheet: Some(text), ..plan })
}

/// Returns a registry with new records, and with changes of others.
fn applied(
    registry: &Registry<'_>,
    new: &[(Address, Vec<FieldValue>)],
    changed: &[(Address, Changes)],
) -> Result<String, Refusal> {
    let changed: Vec<(&Address, &edit::Changes)> =
        changed.iter().map(|(address, changes)| (address, changes.as_slice())).collect();
    let new: Vec<(&Address, &[FieldValue])> =
        new.iter().map(|(address, fields)| (address, fields.as_slice())).collect();
    if changed.is_empty() {
        return Ok(edit::add(registry, &new)?.text);
    }
    let text = edit::set_each(registry, &changed)?.text;
    if new.is_empty() { Ok(text) } else { Ok(edit::add(&Registry::parse(&text), &new)?.text) }
}

/// Returns what became of the network of each row, from the one state to the other; of a network that has another key
/// now, what the row changed since the base.
fn outcomes(
    registry: &Registry<'_>,
    text: &str,
    incoming: &[Incoming],
    since_base: &[Outcome],
) -> Vec<Outcome> {
    let merged = Registry::parse(text);
    let blocks = |registry: &Registry<'_>| -> HashMap<String, String> {
        let block =
            |network: &Record<'_>| (network.key.to_string(), network.content.of(registry.text()).to_owned());
        registry.networks().map(block).collect()
    };
    let (old, new) = (blocks(registry), blocks(&merged));
    let outcome =
        |(row, since): (&Incoming, &Outcome)| match (old.get(&row.address.key), new.get(&row.address.key)) {
            (None, None) => *since,
            (None, Some(_)) => Outcome::Added,
            (old, new) if old == new => Outcome::Same,
            _ => Outcome::Changed,
        };
    incoming.iter().zip(since_base).map(outcome).collect()
}

/// Returns the fields of a new network.
fn fields_of(row: &Incoming) -> Vec<FieldValue> {
    let given = |cell: &FieldCell| {
        let value = cell.said.value.clone().filter(|value| !value.is_default())?;
        Some((cell.field, value))
    };
    let mut fields: Vec<FieldValue> = row.fields.iter().filter_map(given).collect();
    let has = |fields: &[FieldValue], key: &str| fields.iter().any(|(field, _)| field.key == key);
    let field = |key| Table::Network.field(key);
    if let (false, Some(country), Some(name)) = (has(&fields, "name"), row.country, field("name")) {
        fields.push((name, Value::Text(Cow::Borrowed(country.name))));
    }
    if let (true, false, Some(status)) = (has(&fields, "closed"), says_status(row), field("status")) {
        fields.push((status, Value::Status(Status::Closed)));
    }
    fields
}

/// Returns `true` if a row has a status. Without one, a network that gets a date in `closed` is closed, as in `add` and
/// `set`.
fn says_status(row: &Incoming) -> bool {
    row.fields.iter().any(|cell| cell.field.key == "status" && cell.said.value.is_some())
}

/// Returns the changes of a record to what a row says. If it `clears`, an empty cell removes what the record has.
fn changes(row: &Incoming, record: &Record<'_>, clears: bool) -> Changes {
    let change = |cell: &FieldCell| {
        let entry = record.entry(cell.field.key);
        if cell.said.is(entry.map(|entry| &entry.value)) {
            return None;
        }
        let change = match &cell.said.value {
            Some(value) if !value.is_default() => Change::Put(value.clone()),
            Some(_) => Change::Clear,
            // The name of a country is known without its cell.
            None if clears && !cell.field.required => Change::Clear,
            None => return None,
        };
        Some((cell.field, change))
    };
    let mut changes: Changes = row.fields.iter().filter_map(change).collect();
    let ends = changes.iter().any(|(field, by)| field.key == "closed" && matches!(by, Change::Put(_)));
    if let (true, false, Some(status)) = (ends, says_status(row), Table::Network.field("status")) {
        changes.retain(|(field, _)| field.key != "status");
        changes.push((status, Change::Put(Value::Status(Status::Closed))));
    }
    changes
}

/// Returns the finding that a network exists.
fn exists(row: &Incoming) -> Finding {
    let key = row.address.short();
    let problem = Problem::new(format!("`{key}` is in the registry already"))
        .help("use `--update` to give networks that exist the values of their rows");
    Finding::of_row(row.row, problem)
}

/// Returns the finding that a new network that is not one country's has no name.
fn nameless(row: &Incoming) -> Option<Finding> {
    let has_name = row.fields.iter().any(|cell| cell.field.key == "name" && cell.said.value.is_some());
    (row.country.is_none() && !has_name).then(|| {
        let key = row.address.short();
        let problem = Problem::new(format!("the network `{key}` has no name"));
        Finding::of_row(row.row, problem.help("write its name in a column `name`"))
    })
}
