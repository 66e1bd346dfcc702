//! `netreg add`: new records in their places. What is not a network is left to `cli/addition.rs`.

use std::slice;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use netreg::edit::{self, FieldValue};
use netreg::model::{Address, Day, Field, Language, Table};
use netreg::parse::{Registry, Source};
use netreg::render::networks::card;
use netreg::validate::Context;

use crate::cli::args::{Global, WriteArgs};
use crate::cli::assignments::CLOSES;
use crate::cli::change::{self, Changed, Editor};
use crate::cli::conversation::{self, Draft};
use crate::cli::given::NetworkFlags;
use crate::cli::naming::{self, New, networks};
use crate::cli::ui::{Ui, table_width};
use crate::cli::{addition, assignments, error::Problem, flags, registry, store, verdict::Verdict};

const ASKS: &str = "\
On a terminal, netreg asks for the country, date, source and coordinator of a network if you leave them out, \
unless --no-input is given";

const EXAMPLES: &str = "\
Examples:
  netreg add
  netreg add Zambia --date 2021-06 --source https://example.org/zambia
  netreg add milestone.imrf-2026 title=\"Second review forum\" date=2026-05";

/// Returns the fields of records that are not networks, for the help; the address of a published total is its date.
fn fields_of_others() -> String {
    let line = |table: Table| {
        let is_given = |field: &&Field| table != Table::Published || field.key != "date";
        let fields: Vec<&str> = table.fields().iter().filter(is_given).map(|field| field.key).collect();
        format!("  {:<13}{}\n", table.key(), fields.join(", "))
    };
    let tables = [Table::Denominator, Table::Milestone, Table::Published];
    format!("Fields of other records:\n{}", tables.map(line).concat())
}

/// The arguments of `netreg add`.
pub struct AddArgs {
    /// Countries or other records, and values.
    words: Vec<String>,
    flags: NetworkFlags,
    write: WriteArgs,
}

impl Args for AddArgs {
    fn augment_args(command: Command) -> Command {
        let word = Arg::new("word").value_name("COUNTRY|ADDRESS… FIELD=VALUE…").num_args(0..).help(
            "Add a network for each of these countries, by code or name; with --key, the name of the network. \
             Add another record by its address. Values are given as `FIELD=VALUE`, for networks also by flags",
        );
        let key = Arg::new("key")
            .long("key")
            .value_name("SLUG")
            .help("Use this key for a network that is not for one country, such as `pacific`");
        let known_by = Arg::new("known-by").long("known-by").value_name("DATE").conflicts_with("established");
        let known_by = known_by
            .help("Give a date on which the network existed, if the date when it was set up is not known");
        let fields = Table::Network.fields().iter().map(flags::flag);
        let command = command.arg(word).arg(key).args(fields).arg(known_by);
        WriteArgs::augment_args(command).after_help(format!("{ASKS}\n\n{}\n{EXAMPLES}", fields_of_others()))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for AddArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let words = |id: &str| -> Vec<String> {
            matches.get_many::<String>(id).into_iter().flatten().cloned().collect()
        };
        let given = |field: &'static Field| (field, words(field.key));
        let flags = NetworkFlags {
            key: words("key").pop(),
            known_by: words("known-by").pop(),
            fields: Table::Network
                .fields()
                .iter()
                .map(given)
                .filter(|(_, words)| !words.is_empty())
                .collect(),
        };
        Ok(Self { words: words("word"), flags, write: WriteArgs::from_arg_matches(matches)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

pub fn run(args: &AddArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let today = global.today()?;
    let (records, words) = assignments::split(&args.words)?;
    if let Some(address) = addition::address(&records, args.flags.first())? {
        let given = assignments::fields(address.table, &words)?;
        return addition::add(&address, &given, &args.write, global, ui);
    }
    let given = args.flags.with(assignments::fields(Table::Network, &words)?)?;
    let key = args.flags.key.as_deref();
    let fields = given.values(today)?;
    let is_unnamed = key.is_none() && records.is_empty();
    let new = if is_unnamed { Vec::new() } else { networks(&records, key, given.has_name())? };
    let is_stream = global.file.as_deref().is_some_and(store::is_stream);
    let (new, fields) = if ui.can_ask() && !is_stream {
        match completed(new, fields, &args.write, today, global, ui)? {
            Ok(completed) => completed,
            Err(verdict) => return Ok(verdict),
        }
    } else {
        (new, fields)
    };
    if new.is_empty() {
        return Err(Problem::new("no country given")
            .help("for example `netreg add Zambia --date 2021-06`")
            .into());
    }
    let editor = Editor::open(global, &args.write, ui)?;
    let records = naming::records(&new, &fields);
    let records: Vec<_> = records.iter().map(|(address, fields)| (address, fields.as_slice())).collect();
    let edited = if let Some(edited) = editor.add_near(&records) {
        edited
    } else {
        let registry = editor.outline()?;
        if exist(&new, &fields, &registry, global, ui) {
            return Ok(Verdict::Found);
        }
        edit::add(&registry, &records).map_err(|refusal| editor.refused(&refusal))?
    };
    let keys = new.iter().map(|new| new.key.as_str()).collect::<Vec<_>>().join(" ");
    let has = |key: &str| fields.iter().any(|(field, _)| field.key == key);
    let next = match (has("sources"), has("established") || has("status")) {
        (false, _) => format!("netreg set {keys} sources+=URL"),
        (true, false) => format!("netreg set {keys} established=DATE"),
        (true, true) => format!("netreg show {}", new[0].key),
    };
    let done = format!("added {}", naming::spelt(&new));
    let notes = given.status_by_end().map(|_| CLOSES.to_owned()).into_iter().collect();
    let added = new.iter().map(|new| Address::network(&new.key)).collect();
    let is_of_several = new.len() > 1;
    let change = Changed { edited, done, next, added, is_of_several, notes, ..Changed::default() };
    editor.save(&change)
}

/// Networks to add, and the fields that they have in common.
type Addition = (Vec<New>, Vec<FieldValue>);

/// Returns the networks and their fields with what a person has been asked for; or the verdict, if there are such
/// networks already, or if the person does not want them.
fn completed(
    networks: Vec<New>,
    fields: Vec<FieldValue>,
    write: &WriteArgs,
    today: Day,
    global: &Global,
    ui: &Ui,
) -> anyhow::Result<Result<Addition, Verdict>> {
    let before = registry::open(global)?;
    let registry = registry::parse(&before)?;
    // What is there already is shown before anything is asked.
    if exist(&networks, &fields, &registry, global, ui) {
        return Ok(Err(Verdict::Found));
    }
    let is_there =
        |new: &New, fields: &[FieldValue]| exist(slice::from_ref(new), fields, &registry, global, ui);
    let (context, is_confirmed) = (Context { today }, !write.dry_run);
    let draft = Draft { before: &before, context, ui, is_there: &is_there, networks, fields, is_confirmed };
    if !draft.networks.is_empty() {
        draft.announce();
    }
    let agreed = if conversation::is_needed(&draft) { conversation::hold(draft, ui)? } else { Some(draft) };
    Ok(agreed.map(|draft| (draft.networks, draft.fields)).ok_or_else(|| {
        ui.note("nothing was written");
        Verdict::Failed
    }))
}

/// Shows the networks that are there already, with the command that changes them.
fn exist(new: &[New], fields: &[FieldValue], registry: &Registry<'_>, global: &Global, ui: &Ui) -> bool {
    let there = registry.networks().filter(|network| new.iter().any(|new| new.key == network.key));
    let starts: Vec<u32> = there.map(|network| network.block.start).collect();
    if starts.is_empty() {
        return false;
    }
    let source = Source::new(registry.text());
    let there: Vec<_> = starts.into_iter().filter_map(|start| source.record_at(start)).collect();
    let width = table_width().map(usize::from);
    let cards: Vec<String> =
        there.iter().map(|network| card::render(network, Language::default(), width)).collect();
    let cards = cards.join("\n") + "\n";
    // Standard output may be the registry itself.
    ui.aside(&cards);
    let mut keys: Vec<&str> = there.iter().map(|network| network.key.as_ref()).collect();
    keys.sort_unstable();
    keys.dedup();
    let words: Vec<String> = fields.iter().flat_map(|(field, value)| flags::as_set(field, value)).collect();
    let mut failure = change::exist(&keys, &words, global);
    if there.len() > keys.len() {
        failure = failure.help("`netreg validate` shows both places; make one record of the two by hand");
    }
    ui.failure(&failure.into());
    true
}
