//! `netreg set`: fields of networks change.

use clap::Args;
use netreg::edit::{self, Change, Edited, Reason, Refusal};
use netreg::model::{Field, Table, Value, country};
use netreg::text::all_of;

use crate::cli::args::{Global, WriteArgs};
use crate::cli::change::{Changed, Editor};
use crate::cli::{assignments::Assignments, error::Problem, registry, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
FIELD=VALUE    sets the field; for a list, repeat it: all entries are replaced
FIELD=         removes the field
FIELD+=VALUE   adds an entry to a list
FIELD-=VALUE   removes an entry from a list
key=NEW        changes the key (and the name, for a country), and moves the network to its place

Examples:
  netreg set ZMB verified=today
  netreg set ZMB MWI chairs+=IOM status=closed closed=2025-06")]
pub struct SetArgs {
    /// The networks, by country or slug, then their new values, such as `ZMB verified=today`
    #[arg(value_name = "COUNTRY… FIELD=VALUE…", required = true, num_args = 1..)]
    words: Vec<String>,

    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: &SetArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let wanted = Assignments::parse(&args.words, global.today()?)?;
    let editor = Editor::open(global, &args.write, ui)?;
    let registry = editor.registry()?;
    let mut keys: Vec<&str> = Vec::new();
    for input in &wanted.networks {
        let found = registry::found(input, &registry, editor.text(), ui)?;
        if !keys.contains(&found[0].key.as_ref()) {
            keys.push(&found[0].key);
        }
    }
    if wanted.key.is_some() && keys.len() > 1 {
        return Err(Problem::new("several networks cannot have one key")
            .help("name one country with `key=`")
            .into());
    }
    let to = wanted.key.as_deref().filter(|to| *to != keys[0]);
    let mut changes = wanted.changes;
    changes.extend(to.and_then(|to| country_name(to, &changes)));
    let edited = match to {
        Some(to) => edit::rename(&registry, keys[0], &changes, to),
        None => edit::set(&registry, &keys, &changes),
    };
    let edited = match edited {
        Ok(edited) => edited,
        Err(exists @ Refusal { reason: Reason::Exists, .. }) => {
            ui.failure(&editor.refused(&exists).into());
            return Ok(Verdict::Found);
        }
        Err(refusal) => return Err(editor.refused(&refusal).into()),
    };
    let (done, next) = (done(&edited), format!("netreg show {}", to.unwrap_or(keys[0])));
    let renamed = to.map(|to| (keys[0].to_owned(), to.to_owned()));
    editor.save(&registry, &Changed { edited, done, next, renamed, is_of_several: keys.len() > 1 })
}

/// Says which fields of which networks were changed, each once.
fn done(edited: &Edited) -> String {
    let (mut networks, mut fields): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for (network, field) in &edited.changed {
        if !networks.contains(&network.as_str()) {
            networks.push(network);
        }
        if !fields.contains(field) {
            fields.push(field);
        }
    }
    format!("changed {} of {}", all_of(&fields), networks.join(", "))
}

/// Returns the change that gives a network with the key of a country the name of that, unless a name is given.
fn country_name(key: &str, changes: &[(&'static Field, Change)]) -> Option<(&'static Field, Change)> {
    let (country, field) = (country::by_code(key)?, Table::Network.field("name")?);
    let is_given = changes.iter().any(|(other, _)| other.key == field.key);
    (!is_given).then(|| (field, Change::Put(Value::Text(country.name.into()))))
}
