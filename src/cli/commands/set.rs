//! `netreg set`: fields of networks change.

use clap::Args;
use netreg::edit::{self, Change, Edited, Refusal};
use netreg::model::country;
use netreg::model::date::Day;
use netreg::model::field::{Field, Table};
use netreg::model::input;
use netreg::model::record::{Value, is_slug};
use netreg::parse::Registry;
use netreg::parse::Source;
use netreg::text::{all_of, nearest};

use crate::cli::args::{Global, WriteArgs};
use crate::cli::change::{Changed, Outcome, attempt, change, made, refused};
use crate::cli::error::Problem;
use crate::cli::registry;
use crate::cli::ui::Ui;
use crate::cli::verdict::Verdict;

#[derive(Args)]
#[command(after_help = "\
FIELD=VALUE    sets the field; several values replace all entries of a list
FIELD=         removes the field
FIELD+=VALUE   adds an entry to a list
FIELD-=VALUE   removes an entry from a list
key=NEW        changes the key, and moves the network with its comments to the right place

Examples:
  netreg set ZMB verified=today
  netreg set ZMB MWI chairs+=IOM status=closed closed=2025-06")]
pub struct SetArgs {
    /// Change these networks, by country or slug, and then the fields, such as `ZMB verified=today`
    #[arg(value_name = "COUNTRY… FIELD=VALUE…", required = true, num_args = 1..)]
    words: Vec<String>,

    #[command(flatten)]
    write: WriteArgs,
}

/// What is asked for.
#[derive(Default)]
struct Wanted<'a> {
    networks: Vec<&'a str>,
    fields: Vec<(&'static Field, Change)>,
    key: Option<String>,
}

pub fn run(args: &SetArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let wanted = wanted(&args.words, global.today()?)?;
    change(global, &args.write, ui, |text| {
        let source = Source::new(&text.text);
        let (document, findings) = Registry::read(&source);
        let mut keys: Vec<String> = Vec::new();
        for typed in &wanted.networks {
            let found = registry::found(typed, &document, &findings, text, ui)?;
            let key = found[0].key.clone().into_owned();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        if wanted.key.is_some() && keys.len() > 1 {
            return Err(Problem::new("several networks cannot have one key")
                .help("name one country with `key=`")
                .into());
        }
        let mut progress = Progress { text: text.text.clone(), ..Progress::default() };
        for key in &keys {
            for (field, change) in &wanted.fields {
                let edited = attempt(&progress.text, text, |text| edit::set(text, key, field, change));
                let edited = made(edited, key, text, ui)?;
                // Of several networks it must be said which is meant.
                let whose = if keys.len() > 1 { format!("{key}: ") } else { String::new() };
                progress.take(edited, key, field.key, &whose);
            }
        }
        let mut renamed = None;
        if let (Some(to), [key]) = (&wanted.key, keys.as_slice())
            && to != key
        {
            if !wanted.fields.iter().any(|(field, _)| field.key == "name") {
                name_anew(&mut progress, key, to);
            }
            let edited = match attempt(&progress.text, text, |text| edit::rename(text, key, to)) {
                Err(exists @ Refusal::Exists) => {
                    ui.failure(&refused(&exists, to, text, ui).into());
                    return Ok(Outcome::Ended(Verdict::Found));
                }
                edited => made(edited, key, text, ui)?,
            };
            progress.take(edited, key, "key", "");
            renamed = Some((key.clone(), to.clone()));
        }
        let shown = renamed.as_ref().map_or(keys[0].as_str(), |(_, to)| to);
        Ok(Outcome::Edited(Changed {
            done: progress.done(),
            next: format!("netreg show {shown}"),
            text: progress.text,
            remarks: progress.remarks,
            renamed,
        }))
    })
}

/// What was done so far.
#[derive(Default)]
struct Progress {
    text: String,
    remarks: Vec<String>,
    /// The networks and the fields that changed, each once, in the order in which they did.
    networks: Vec<String>,
    fields: Vec<&'static str>,
}

impl Progress {
    /// Takes an edit of a field over.
    fn take(&mut self, edited: Edited, network: &str, field: &'static str, whose: &str) {
        self.remarks.extend(edited.remarks.into_iter().map(|remark| format!("{whose}{remark}")));
        if edited.text == self.text {
            return;
        }
        self.text = edited.text;
        if !self.networks.iter().any(|other| other == network) {
            self.networks.push(network.to_owned());
        }
        if !self.fields.contains(&field) {
            self.fields.push(field);
        }
    }

    fn done(&self) -> String {
        format!("changed {} of {}", all_of(&self.fields), self.networks.join(", "))
    }
}

/// Gives a network that gets the key of a country its name: that follows from the key.
fn name_anew(progress: &mut Progress, key: &str, to: &str) {
    let (Some(country), Some(field)) = (country::by_code(to), Table::Network.field("name")) else { return };
    let name = Change::Put(Value::Text(country.name.into()));
    // Whatever is wrong with the record is said when its key changes.
    if let Ok(edited) = edit::set(&progress.text, key, field, &name) {
        progress.take(edited, key, "name", "");
    }
}

/// Takes the words apart.
fn wanted(words: &[String], today: Day) -> anyhow::Result<Wanted<'_>> {
    let mut wanted = Wanted::default();
    let mut put: Vec<(&'static Field, Vec<&str>)> = Vec::new();
    let mut cleared = Vec::new();
    for word in words {
        let Some((left, value)) = word.split_once('=') else {
            wanted.networks.push(word);
            continue;
        };
        let (name, sign) = match left.strip_suffix(['+', '-']) {
            Some(name) => (name, &left[name.len()..]),
            None => (left, ""),
        };
        if name == "key" && sign.is_empty() {
            if wanted.key.is_some() || value.is_empty() {
                return Err(Problem::new("a network has one key").help("write `key=NEW` once").into());
            }
            wanted.key = Some(new_key(value)?);
            continue;
        }
        let field = Table::Network.field(name).ok_or_else(|| no_field(word, name))?;
        if !sign.is_empty() && !field.kind.is_list() {
            return Err(Problem::new(format!("`{name}` is not a list, so `{sign}=` says nothing"))
                .help(format!("write `{name}={value}`"))
                .into());
        }
        let wrong = |problem: Problem| problem.at(&format!("in `{word}`"));
        let entry = || input::entry(field, value).map_err(wrong);
        let is_given = put.iter().any(|(other, _)| other.key == field.key);
        let is_cleared = cleared.iter().any(|(other, _): &(&Field, _)| other.key == field.key);
        match sign {
            "+" => wanted.fields.push((field, Change::Append(entry()?))),
            // What stands in a list may be none of what it should hold, and must go all the same.
            "-" => wanted.fields.push((field, Change::Take(entry().unwrap_or(value.trim().to_owned())))),
            _ if is_cleared || is_given && (value.is_empty() || !field.kind.is_list()) => {
                return Err(Problem::new(format!("`{name}` is given twice")).help("give one value").into());
            }
            _ if value.is_empty() => cleared.push((field, Change::Clear)),
            _ => match put.iter_mut().find(|(other, _)| other.key == field.key) {
                Some((_, values)) => values.push(value),
                None => put.push((field, vec![value])),
            },
        }
    }
    let mut whole = cleared;
    for (field, values) in put {
        let value = input::value(field, &values, today)
            .map_err(|problem| problem.at(&format!("in `{}=…`", field.key)))?;
        whole.push((field, if value.is_default() { Change::Clear } else { Change::Put(value) }));
    }
    // Whole values first: `chairs=IOM chairs+=UNDP` means both.
    wanted.fields.splice(..0, whole);
    if wanted.networks.is_empty() {
        return Err(Problem::new("no country is named")
            .help("write `netreg set ZMB verified=today`, for example")
            .into());
    }
    if wanted.fields.is_empty() && wanted.key.is_none() {
        let help = format!("write what changes, such as `netreg set {} verified=today`", wanted.networks[0]);
        return Err(Problem::new("nothing to change is named").help(help).into());
    }
    Ok(wanted)
}

/// Returns the key that is meant: the code of a country, or a slug.
fn new_key(typed: &str) -> anyhow::Result<String> {
    match country::find(typed) {
        Ok(country) => Ok(country.alpha3.to_owned()),
        Err(_) if is_slug(typed) => Ok(typed.to_owned()),
        Err(miss) => {
            let Problem { message, help } = miss.explained(typed);
            Err(Problem { message: format!("{message}, nor a slug"), help }.into())
        }
    }
}

fn no_field(word: &str, name: &str) -> Problem {
    if name.trim().len() < name.len() || name.is_empty() {
        return Problem::new(format!("`{word}` names no field")).help(
            "write FIELD=VALUE without blanks round the sign, the whole in quotes where the value has some",
        );
    }
    let fields: Vec<&str> = Table::Network.fields().iter().map(|field| field.key).collect();
    // The names of the flags are known too.
    let flagged = Table::Network.flagged(name).map(|field| field.key);
    let near = flagged.or_else(|| nearest(name, fields.iter().copied()));
    Problem::new(format!("a network has no field `{name}`")).help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its fields are {}", all_of(&fields)),
    })
}
