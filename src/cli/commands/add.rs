//! `netreg add`: new networks in their places.

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use netreg::edit;
use netreg::model::{Day, Field, Language, Table, Value, input};
use netreg::parse::Registry;
use netreg::render::networks::card;
use netreg::text::all_of;

use crate::cli::args::{Global, WriteArgs};
use crate::cli::change::{Changed, Editor, here};
use crate::cli::naming::{New, networks};
use crate::cli::ui::{Ui, table_width};
use crate::cli::{error::Problem, flags, registry, store, verdict::Verdict};

/// The arguments of `netreg add`.
pub struct AddArgs {
    countries: Vec<String>,
    key: Option<String>,
    known_by: Option<String>,
    /// The fields that were given, each with its words.
    fields: Vec<(&'static Field, Vec<String>)>,
    write: WriteArgs,
}

impl Args for AddArgs {
    fn augment_args(command: Command) -> Command {
        let country = Arg::new("country").value_name("COUNTRY").num_args(0..).help(
            "Add a network for each of these countries, by code or name; with --key, the name of the network",
        );
        let key = Arg::new("key")
            .long("key")
            .value_name("SLUG")
            .help("Use this key for a network that is not for one country, such as `pacific`");
        let known_by = Arg::new("known-by").long("known-by").value_name("DATE").conflicts_with("established");
        let known_by = known_by
            .help("Give a date on which the network existed, if the date when it was set up is not known");
        let fields = Table::Network.fields().iter().map(flags::flag);
        WriteArgs::augment_args(command.arg(country).arg(key).args(fields).arg(known_by))
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
        Ok(Self {
            countries: words("country"),
            key: words("key").pop(),
            known_by: words("known-by").pop(),
            fields: Table::Network
                .fields()
                .iter()
                .map(given)
                .filter(|(_, words)| !words.is_empty())
                .collect(),
            write: WriteArgs::from_arg_matches(matches)?,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

type Fields = Vec<(&'static Field, Value<'static>)>;

pub fn run(args: &AddArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let today = global.today()?;
    let is_stream = global.file.as_deref().is_some_and(store::is_stream);
    let asks = ui.can_ask() && !is_stream;
    // Before questions are asked, the file is opened, and what is in it already is shown.
    let before = asks.then(|| registry::open(global)).transpose()?;
    let new = if args.key.is_none() && args.countries.is_empty() {
        vec![asked_country(ui)?]
    } else {
        let is_named = args.fields.iter().any(|(field, _)| field.key == "name");
        networks(&args.countries, args.key.as_deref(), is_named)?
    };
    let mut fields = fields(args, today)?;
    if let Some(before) = before {
        if exist(&new, &fields, &registry::parse(&before)?, global, ui) {
            return Ok(Verdict::Found);
        }
        ask_for_missing(&mut fields, today, ui)?;
    }
    let editor = Editor::open(global, &args.write, ui)?;
    let registry = editor.registry()?;
    if exist(&new, &fields, &registry, global, ui) {
        return Ok(Verdict::Found);
    }
    let own = |new: &New| {
        let name = new.name.as_ref().map(|name| Value::Text(name.clone().into()));
        fields.iter().cloned().chain(field("name").zip(name)).collect::<Fields>()
    };
    let records: Vec<Fields> = new.iter().map(own).collect();
    let records: Vec<_> =
        new.iter().zip(&records).map(|(new, fields)| (new.key.as_str(), fields.as_slice())).collect();
    let edited = edit::add(&registry, &records).map_err(|refusal| editor.refused(&refusal))?;
    let keys = new.iter().map(|new| new.key.as_str()).collect::<Vec<_>>().join(" ");
    let has = |key: &str| fields.iter().any(|(field, _)| field.key == key);
    let next = match (has("sources"), has("established") || has("status")) {
        (false, _) => format!("netreg set {keys} sources+=URL"),
        (true, false) => format!("netreg set {keys} established=DATE"),
        (true, true) => format!("netreg show {}", new[0].key),
    };
    let done = format!("added {}", new.iter().map(New::spelt).collect::<Vec<_>>().join(", "));
    let change = Changed { edited, done, next, renamed: None, is_of_several: new.len() > 1 };
    editor.save(&registry, &change)
}

/// Asks for the country, if none was given.
fn asked_country(ui: &Ui) -> anyhow::Result<New> {
    while ui.can_ask() {
        let answer = ui.ask("Country:")?;
        if answer.is_empty() {
            break;
        }
        match New::of_country(&answer) {
            Ok(new) => return Ok(new),
            Err(wrong) => ui.failure(&wrong),
        }
    }
    Err(Problem::new("no country given").help("for example `netreg add Zambia --date 2021-06`").into())
}

fn field(key: &str) -> Option<&'static Field> {
    Table::Network.field(key)
}

/// Returns the fields that are given.
fn fields(args: &AddArgs, today: Day) -> anyhow::Result<Fields> {
    let mut fields = Vec::new();
    for (field, words) in &args.fields {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let value = input::value(field, &words, today)
            .map_err(|problem| problem.at(&format!("in `--{}`", field.flag())))?;
        if !value.is_default() {
            fields.push((*field, value));
        }
    }
    if let (Some(known_by), Some(field)) = (&args.known_by, field("established")) {
        let by = if known_by == "today" { today.to_string() } else { known_by.clone() };
        let by = by.trim_matches(['[', ']']).trim_start_matches("..");
        let value = input::value(field, &[&format!("..{by}")], today).ok().filter(|_| !by.contains(".."));
        let value = value.ok_or_else(|| {
            Problem::new(format!("in `--known-by`: `{known_by}` is not a day, month or year"))
                .help("write one, such as `2024-08`; a set of days goes with `--date 2021..2022`")
        })?;
        fields.push((field, value));
    }
    Ok(fields)
}

/// Asks for what people most often know; an empty answer leaves it out.
fn ask_for_missing(fields: &mut Fields, today: Day, ui: &Ui) -> anyhow::Result<()> {
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
fn exist(new: &[New], fields: &Fields, registry: &Registry<'_>, global: &Global, ui: &Ui) -> bool {
    let there: Vec<_> =
        registry.networks().filter(|network| new.iter().any(|new| new.key == network.key)).collect();
    if there.is_empty() {
        return false;
    }
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
    let words = if words.is_empty() { "FIELD=VALUE".to_owned() } else { words.join(" ") };
    let are = if keys.len() == 1 { "is" } else { "are" };
    let failure =
        Problem::new(format!("{} {are} in the registry already; nothing was written", all_of(&keys)));
    let failure = failure.help(if there.len() > keys.len() {
        "`netreg validate` shows both places; make one record of the two by hand".to_owned()
    } else {
        let command = here(&format!("netreg set {} {words}", keys.join(" ")), global);
        format!("`{command}` changes what is there")
    });
    ui.failure(&failure.into());
    true
}
