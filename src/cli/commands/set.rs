//! `netreg set`: fields of records change.

use clap::Args;
use netreg::edit::{self, Change, Edited, Reason, Refusal};
use netreg::model::{Address, Field, Table, Value, country};
use netreg::text::all_of;

use crate::cli::args::{Global, WriteArgs};
use crate::cli::change::{Changed, Editor};
use crate::cli::{assignments::Assignments, error::Problem, find, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
FIELD=VALUE    sets the field; for a list, repeat it: all entries are replaced
               (countries also with commas: covers=ATA,BVT)
FIELD=         removes the field
FIELD+=VALUE   adds an entry to a list
FIELD-=VALUE   removes an entry from a list
key=NEW        changes the key (and the name, for a country), and moves the record to its place

Examples:
  netreg set ZMB verified=today
  netreg set denominator.ldcs note=\"As of the source.\"
  netreg set ZMB MWI chairs+=IOM status=closed closed=2025-06")]
pub struct SetArgs {
    /// The networks, by country or slug, or other records, by address; then their new values
    #[arg(value_name = "COUNTRY|ADDRESS… FIELD=VALUE…", required = true, num_args = 1..)]
    words: Vec<String>,

    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: &SetArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let wanted = Assignments::parse(&args.words, global.today()?)?;
    let editor = Editor::open(global, &args.write, ui)?;
    let registry = editor.registry()?;
    let mut records: Vec<Address> = Vec::new();
    for input in &wanted.records {
        let address = find::address(input, &registry, editor.text(), ui)?;
        if !records.contains(&address) {
            records.push(address);
        }
    }
    let is_of_several = records.len() > 1;
    if wanted.key.is_some() && is_of_several {
        return Err(Problem::new("several records cannot have one key")
            .help("name one record with `key=`")
            .into());
    }
    let first = &records[0];
    let to = wanted.key.as_deref().filter(|to| *to != first.key);
    let mut changes = wanted.changes;
    changes.extend(to.filter(|_| first.table == Table::Network).and_then(|to| country_name(to, &changes)));
    let edited = match to {
        Some(to) => edit::rename(&registry, first, &changes, to),
        None => edit::set(&registry, &records.iter().collect::<Vec<_>>(), &changes),
    };
    let edited = match edited {
        Ok(edited) => edited,
        Err(exists @ Refusal { reason: Reason::Exists, .. }) => {
            ui.failure(&editor.refused(&exists).into());
            return Ok(Verdict::Found);
        }
        Err(refusal) => return Err(editor.refused(&refusal).into()),
    };
    let to = to.map(|to| Address { key: to.to_owned(), ..*first }).or(edit::with_date(first, &changes));
    let (done, next) = (done(&edited), format!("netreg show {}", to.as_ref().unwrap_or(first).short()));
    let renamed = to.map(|to| (first.clone(), to));
    editor.save(&registry, &Changed { edited, done, next, retry: None, renamed, is_of_several })
}

/// Says which fields of which records were changed, each once.
fn done(edited: &Edited) -> String {
    let (mut records, mut fields): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for (record, field) in &edited.changed {
        if !records.contains(&record.as_str()) {
            records.push(record);
        }
        if !fields.contains(field) {
            fields.push(field);
        }
    }
    format!("changed {} of {}", all_of(&fields), records.join(", "))
}

/// Returns the change that gives a network with the key of a country the name of that, unless a name is given.
fn country_name(key: &str, changes: &[(&'static Field, Change)]) -> Option<(&'static Field, Change)> {
    let (country, field) = (country::by_code(key)?, Table::Network.field("name")?);
    let is_given = changes.iter().any(|(other, _)| other.key == field.key);
    (!is_given).then(|| (field, Change::Put(Value::Text(country.name.into()))))
}
