//! `netreg set`: fields of records change.

use clap::Args;
use netreg::edit::{self, Edited, FieldChange, Reason, Refusal};
use netreg::text::{all_of, shell_word};

use crate::cli::args::{Global, WriteArgs};
use crate::cli::assignments::Assignments;
use crate::cli::change::{Changed, Editor, again};
use crate::cli::plan::{Plan, named};
use crate::cli::{error::Problem, registry, store, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
FIELD=VALUE    sets the field; for a list, repeat it: all entries are replaced
               (countries also with commas: covers=ATA,BVT)
FIELD=         removes the field
FIELD+=VALUE   adds an entry to a list
FIELD-=VALUE   removes an entry from a list
closed=DATE    also sets the status to `closed`
key=NEW        changes the key (and the name, for a country), and moves the record to its place

Examples:
  netreg set ZMB verified=today
  netreg set denominator.ldcs note=\"As of the source.\"
  netreg set ZMB MWI chairs+=IOM closed=2025-06

The values that are replaced or removed are shown. On a terminal, netreg asks before it replaces or
removes text in several records, or removes the last source of a record. It also asks before the
record of a country becomes that of another; elsewhere, this needs --yes")]
pub struct SetArgs {
    /// The networks, by country or slug, or other records, by address; then their new values
    #[arg(value_name = "COUNTRY|ADDRESS… FIELD=VALUE…", required = true, num_args = 1..)]
    words: Vec<String>,

    /// Do not ask for confirmation
    #[arg(short, long)]
    yes: bool,

    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: &SetArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let wanted = Assignments::parse(&args.words, global.today()?)?;
    let asks = !args.yes && !args.write.dry_run;
    let is_stream = global.file.as_deref().is_some_and(store::is_stream);
    let is_interactive = asks && ui.can_ask() && !is_stream;
    let mut agreed = None;
    if is_interactive {
        // The question comes before the file is locked, so that no other writer waits for the answer.
        let text = registry::open(global)?;
        let plan = Plan::new(&wanted, &registry::parse(&text)?, &text, global, ui)?;
        if let Some(question) = plan.question() {
            ui.aside(&plan.lines());
            if !ui.confirms(&question)? {
                ui.note("nothing was changed");
                return Ok(Verdict::Failed);
            }
            agreed = Some(plan.before);
        }
    }
    let editor = Editor::open(global, &args.write, ui)?;
    let plan = match Plan::near(&wanted, &editor, global, ui) {
        Some(plan) => plan,
        None => Plan::new(&wanted, &editor.registry()?, editor.text(), global, ui)?,
    };
    if let (true, false, Some((old, new))) = (asks, is_interactive, plan.countries) {
        ui.aside(&plan.lines());
        let words: Vec<String> = args.words.iter().map(shell_word).collect();
        let message = format!(
            "cannot ask for confirmation here, and this makes the facts of {} those of {}; nothing was changed",
            named(old),
            named(new)
        );
        let command = again(&format!("netreg set {} --yes", words.join(" ")), global);
        return Err(Problem::new(message).help(format!("`{command}`")).into());
    }
    if is_interactive && agreed.is_none() && plan.question().is_some() {
        return Err(changed_meanwhile().into());
    }
    let Plan { records, before, changes, to, notes, edited, .. } = plan;
    let mut edited = match edited {
        Ok(edited) => edited,
        Err(exists @ Refusal { reason: Reason::Exists, .. }) => {
            ui.failure(&editor.refused(&exists).into());
            return Ok(Verdict::Found);
        }
        Err(refusal) => return Err(editor.refused(&refusal).into()),
    };
    let first = &records[0];
    let to = to.or(edit::with_date(first, &changes));
    let (done, next) = (done(&edited), format!("netreg show {}", to.as_ref().unwrap_or(first).short()));
    if let Some(agreed) = agreed {
        if agreed != before {
            return Err(changed_meanwhile().into());
        }
        // They were shown with the question.
        edited.changed.clear();
    }
    let renamed = to.map(|to| (first.clone(), to));
    let is_of_several = records.len() > 1;
    editor.save(&Changed { edited, done, next, renamed, is_of_several, notes, ..Changed::default() })
}

fn changed_meanwhile() -> Problem {
    Problem::new("the registry was changed meanwhile; nothing was written").help("run this again")
}

/// Says which fields of which records were changed, each once.
fn done(edited: &Edited) -> String {
    let (mut records, mut fields): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for FieldChange { record, field, .. } in &edited.changed {
        if !records.contains(&record.as_str()) {
            records.push(record);
        }
        if !fields.contains(field) {
            fields.push(field);
        }
    }
    format!("changed {} of {}", all_of(&fields), records.join(", "))
}
