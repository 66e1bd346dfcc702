//! `netreg add`: new records in their places. What is not a network is left to `cli/addition.rs`.

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use netreg::edit::{self, FieldValue};
use netreg::model::{Address, Day, Field, Language, Table, Value, input};
use netreg::parse::{Registry, Source};
use netreg::render::networks::card;

use crate::cli::args::{Global, WriteArgs};
use crate::cli::assignments::CLOSES;
use crate::cli::change::{self, Changed, Editor};
use crate::cli::given::NetworkFlags;
use crate::cli::naming::{New, networks};
use crate::cli::ui::{Ui, table_width};
use crate::cli::{addition, assignments, error::Problem, flags, registry, store, verdict::Verdict};

const EXAMPLES: &str = "\
Examples:
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
        WriteArgs::augment_args(command).after_help(format!("{}\n{EXAMPLES}", fields_of_others()))
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
    let is_stream = global.file.as_deref().is_some_and(store::is_stream);
    let asks = ui.can_ask() && !is_stream;
    // Before questions are asked, the file is opened, and what is in it already is shown.
    let before = asks.then(|| registry::open(global)).transpose()?;
    let before = before.as_ref().map(registry::parse).transpose()?;
    let key = args.flags.key.as_deref();
    let mut fields = given.values(today)?;
    let is_there = |new: &[New], fields: &[FieldValue]| {
        before.as_ref().is_some_and(|before| exist(new, fields, before, global, ui))
    };
    let new = if key.is_none() && records.is_empty() {
        vec![asked_country(ui, |new| is_there(std::slice::from_ref(new), &fields))?]
    } else {
        networks(&records, key, given.has_name())?
    };
    let spelt = new.iter().map(New::spelt).collect::<Vec<_>>().join(", ");
    if asks {
        if is_there(&new, &fields) {
            return Ok(Verdict::Found);
        }
        ui.note(&format!("adding {spelt}"));
        ask_for_missing(&mut fields, today, ui)?;
    }
    let editor = Editor::open(global, &args.write, ui)?;
    let own = |new: &New| {
        let name = new.name.as_ref().map(|name| Value::Text(name.clone().into()));
        fields.iter().cloned().chain(field("name").zip(name)).collect::<Vec<FieldValue>>()
    };
    let records: Vec<(Address, Vec<FieldValue>)> =
        new.iter().map(|new| (Address::network(&new.key), own(new))).collect();
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
    let done = format!("added {spelt}");
    let notes = given.status_by_end().map(|_| CLOSES.to_owned()).into_iter().collect();
    let added = new.iter().map(|new| Address::network(&new.key)).collect();
    let is_of_several = new.len() > 1;
    let change = Changed { edited, done, next, added, is_of_several, notes, ..Changed::default() };
    editor.save(&change)
}

/// Asks for the country, if none was given, until it is one that is not there.
fn asked_country(ui: &Ui, is_there: impl Fn(&New) -> bool) -> anyhow::Result<New> {
    while ui.can_ask() {
        let answer = ui.ask("Country:")?;
        if answer.is_empty() {
            break;
        }
        match New::of_country(&answer) {
            Ok(new) if is_there(&new) => {}
            Ok(new) => return Ok(new),
            Err(wrong) => ui.failure(&wrong),
        }
    }
    Err(Problem::new("no country given").help("for example `netreg add Zambia --date 2021-06`").into())
}

fn field(key: &str) -> Option<&'static Field> {
    Table::Network.field(key)
}

/// Asks for what people most often know; an empty answer leaves it out.
fn ask_for_missing(fields: &mut Vec<FieldValue>, today: Day, ui: &Ui) -> anyhow::Result<()> {
    let questions = [
        (
            "established",
            "Established (2021, 2021-06, 2021-06-30, 2020..2021 or ..2021-06; empty if not known):",
        ),
        ("sources", "Source (the page that says so; empty if there is none):"),
    ];
    for (key, question) in questions {
        let has = |key: &str| fields.iter().any(|(field, _)| field.key == key);
        // A network with a status is dated by its flags.
        if has(key) || key == "established" && has("status") {
            continue;
        }
        let Some(field) = field(key) else { continue };
        loop {
            let answer = ui.ask(question)?;
            if answer.is_empty() {
                break;
            }
            match input::value(field, &[&answer], today) {
                Ok(value) => {
                    fields.push((field, value));
                    break;
                }
                Err(wrong) => ui.failure(&wrong.into()),
            }
        }
    }
    Ok(())
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
