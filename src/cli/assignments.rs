//! The words of `netreg set`: countries, and what changes in each of them.

use netreg::edit::Change;
use netreg::model::{Day, Field, Table, country, input, record::is_slug};
use netreg::text::all_of;

use crate::cli::error::Problem;

/// What `set` is asked for.
#[derive(Default)]
pub struct Assignments<'a> {
    /// The networks, as they were named.
    pub networks: Vec<&'a str>,
    /// The changes of fields, in the order in which they are made.
    pub changes: Vec<(&'static Field, Change)>,
    /// The new key.
    pub key: Option<String>,
    /// The fields that get a value, each with its words; none where it is cleared.
    values: Vec<(&'static Field, Vec<&'a str>)>,
}

/// How a field changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `FIELD=VALUE`
    Set,
    /// `FIELD+=VALUE`
    Add,
    /// `FIELD-=VALUE`
    Remove,
}

impl<'a> Assignments<'a> {
    /// Parses the words.
    pub fn parse(words: &'a [String], today: Day) -> anyhow::Result<Self> {
        let mut parsed = Self::default();
        for word in words {
            match word.split_once('=') {
                Some((name, value)) => parsed.assign(word, name, value)?,
                None => parsed.networks.push(word),
            }
        }
        // Complete values first: `chairs=IOM chairs+=UNDP` means both.
        parsed.values.sort_by_key(|(_, words)| !words.is_empty());
        let mut complete = Vec::new();
        for (field, words) in &parsed.values {
            let value = input::value(field, words, today)
                .map_err(|problem| problem.at(&format!("in `{}=…`", field.key)));
            let value = if words.is_empty() { None } else { Some(value?) };
            let value = value.filter(|value| !value.is_default());
            complete.push((*field, value.map_or(Change::Clear, Change::Put)));
        }
        parsed.changes.splice(..0, complete);
        if parsed.networks.is_empty() {
            return Err(Problem::new("no country given")
                .help("for example `netreg set ZMB verified=today`")
                .into());
        }
        if parsed.changes.is_empty() && parsed.key.is_none() {
            let help = format!("for example `netreg set {} verified=today`", parsed.networks[0]);
            return Err(Problem::new("no change given").help(help).into());
        }
        Ok(parsed)
    }

    /// Parses one assignment; `name` may end with a sign.
    fn assign(&mut self, word: &str, name: &str, value: &'a str) -> anyhow::Result<()> {
        let (name, sign) = match (name.strip_suffix('+'), name.strip_suffix('-')) {
            (Some(name), _) => (name, Sign::Add),
            (_, Some(name)) => (name, Sign::Remove),
            _ => (name, Sign::Set),
        };
        if name == "key" && sign == Sign::Set {
            if self.key.is_some() || value.is_empty() {
                return Err(Problem::new("a network has one key").help("write `key=NEW` once").into());
            }
            self.key = Some(new_key(value)?);
            return Ok(());
        }
        let field = Table::Network.field(name).ok_or_else(|| unknown_field(word, name))?;
        if sign != Sign::Set && !field.kind.is_list() {
            let sign = if sign == Sign::Add { "+=" } else { "-=" };
            return Err(Problem::new(format!("`{sign}` works on lists only, and `{name}` is not a list"))
                .help(format!("`{name}={value}`"))
                .into());
        }
        let entry = || input::entry(field, value).map_err(|problem| problem.at(&format!("in `{word}`")));
        match sign {
            Sign::Add => self.changes.push((field, Change::Append(entry()?))),
            // A list may contain an invalid entry, and that must go, too.
            Sign::Remove => {
                self.changes.push((field, Change::Take(entry().unwrap_or(value.trim().to_owned()))))
            }
            Sign::Set => self.set(field, value)?,
        }
        Ok(())
    }

    /// Notes the value of a field, or that it is cleared; only a list takes several values.
    fn set(&mut self, field: &'static Field, value: &'a str) -> Result<(), Problem> {
        let word = Some(value).filter(|value| !value.is_empty());
        match (self.values.iter_mut().find(|(other, _)| other.key == field.key), word) {
            (None, word) => self.values.push((field, word.into_iter().collect())),
            (Some((_, words)), Some(word)) if field.kind.is_list() && !words.is_empty() => words.push(word),
            _ => return Err(Problem::new(format!("`{}` is given twice", field.key)).help("give one value")),
        }
        Ok(())
    }
}

/// Returns the key that `input` names: the code of a country, or a slug.
fn new_key(input: &str) -> Result<String, Problem> {
    match country::find(input) {
        Ok(country) => Ok(country.alpha3.to_owned()),
        Err(_) if is_slug(input) => Ok(input.to_owned()),
        Err(miss) => {
            let Problem { message, help } = miss.explained(input);
            Err(Problem { message: format!("{message}, nor a slug"), help })
        }
    }
}

fn unknown_field(word: &str, name: &str) -> Problem {
    if name.trim().len() < name.len() || name.is_empty() {
        return Problem::new(format!("`{word}` has no name of a field before the sign"))
            .help("write FIELD=VALUE without spaces round the sign; put a value with spaces in quotes");
    }
    let fields: Vec<&str> = Table::Network.fields().iter().map(|field| field.key).collect();
    let help = match Table::Network.probable(name, fields.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its fields are {}", all_of(&fields)),
    };
    Problem::new(format!("a network has no field `{name}`")).help(help)
}
