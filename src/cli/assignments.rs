//! The words of `netreg set` and `netreg add`: records, and `FIELD=VALUE`.

use netreg::edit::Change;
use netreg::model::{Address, Day, Field, Kind, Status, Table, Value, country, input, record::is_slug};
use netreg::text::{all_of, shell_word};

use crate::cli::{entries, error::Problem};

/// What `set` is asked for.
pub struct Assignments<'a> {
    /// The records, as they were named.
    pub records: Vec<&'a str>,
    /// The changes of fields, in the order in which they are made.
    pub changes: Vec<(&'static Field, Change)>,
    /// The new key.
    pub key: Option<String>,
}

/// One word `FIELD=VALUE`.
#[derive(Clone, Copy)]
pub struct Assignment<'a> {
    word: &'a str,
    name: &'a str,
    sign: Sign,
    value: &'a str,
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

/// The fields that get a value, each with its words; none where it is cleared.
pub type Given<'a> = Vec<(&'static Field, Vec<&'a str>)>;

impl<'a> Assignments<'a> {
    /// Parses the words.
    pub fn parse(words: &'a [String], today: Day) -> anyhow::Result<Self> {
        let (records, assignments) = split(words)?;
        let Some(first) = records.first() else {
            let problem = Problem::new("no country or other record given");
            return Err(problem.help("for example `netreg set ZMB verified=today`").into());
        };
        let table = table(&records)?;
        let (mut values, mut changes, mut key) = (Given::new(), Vec::new(), None);
        for assignment in &assignments {
            let Assignment { name, sign, value, .. } = *assignment;
            if name == "key" && sign == Sign::Set && table.field("key").is_none() {
                if key.is_some() || value.is_empty() {
                    return Err(Problem::new("a record has one key").help("write `key=NEW` once").into());
                }
                key = Some(new_key(table, value)?);
                continue;
            }
            let field = assignment.field(table)?;
            // An entry that is several, and is in a list, can be removed.
            if sign != Sign::Remove {
                assignment.is_one_entry(field)?;
            }
            let entries = || input::entries(field, value).map_err(|problem| problem.at(&assignment.place()));
            match sign {
                Sign::Add => {
                    changes.extend(entries()?.into_iter().map(|entry| (field, Change::Append(entry))))
                }
                // A list may contain an invalid entry, and that must go, too.
                Sign::Remove => {
                    let typed = || vec![value.trim().to_owned()];
                    let entries = if field.kind == Kind::Codes { entries().ok() } else { None };
                    let entries = entries.unwrap_or_else(typed);
                    changes.extend(entries.into_iter().map(|entry| (field, Change::Take(entry))));
                }
                Sign::Set => give(&mut values, field, value)?,
            }
        }
        // Complete values first: `chairs=IOM chairs+=UNDP` gives both.
        let mut complete = Vec::new();
        for (field, words) in &values {
            complete.push((*field, complete_value(field, words, today)?));
        }
        changes.splice(..0, complete);
        if changes.is_empty() && key.is_none() {
            let example = if table == Table::Network { "verified=today" } else { "note=TEXT" };
            let help = format!("for example `netreg set {first} {example}`");
            return Err(Problem::new("no change given").help(help).into());
        }
        Ok(Self { records, changes, key })
    }
}

/// Returns the change that gives a field the value of all of its words, or clears it where there are none.
fn complete_value(field: &Field, words: &[&str], today: Day) -> Result<Change, Problem> {
    if words.is_empty() {
        return Ok(Change::Clear);
    }
    let value = input::value(field, words, today).map_err(|problem| problem.at(&place(field)))?;
    Ok(if value.is_default() { Change::Clear } else { Change::Put(value) })
}

/// What is said where a date in `closed` sets the status.
pub const CLOSES: &str = "a date in `closed` also sets `status` to `closed`";

/// Returns the status of a network that is given the date of its end, unless its status is given, too. `has` says
/// which fields are given a value or, for `status`, cleared.
pub fn end(table: Table, has: impl Fn(&str) -> bool) -> Option<(&'static Field, Value<'static>)> {
    let status = table.field("status").filter(|_| has("closed") && !has("status"))?;
    Some((status, Value::Status(Status::Closed)))
}

/// Divides words into records and assignments.
///
/// # Errors
///
/// Fails if a value in brackets was given, which a shell has divided at its spaces.
pub fn split(words: &[String]) -> Result<(Vec<&str>, Vec<Assignment<'_>>), Problem> {
    let (mut records, mut assignments) = (Vec::new(), Vec::new());
    for (at, word) in words.iter().enumerate() {
        let Some((name, value)) = word.split_once('=') else {
            records.push(word.as_str());
            continue;
        };
        let (name, sign) = match (name.strip_suffix('+'), name.strip_suffix('-')) {
            (Some(name), _) => (name, Sign::Add),
            (_, Some(name)) => (name, Sign::Remove),
            _ => (name, Sign::Set),
        };
        let assignment = Assignment { word, name, sign, value };
        let is_list = |table: &Table| table.field(name).is_some_and(|field| field.kind.is_list());
        let is_list = Table::ALL.iter().any(is_list);
        entries::divided((name, value), is_list, &words[at + 1..], |entry| assignment.with(entry))?;
        assignments.push(assignment);
    }
    Ok((records, assignments))
}

/// Returns the table of records: a country or slug is a network.
///
/// # Errors
///
/// Fails if a word is no possible address, or if the records are of several tables.
pub fn table(records: &[&str]) -> Result<Table, Problem> {
    let mut all = Vec::with_capacity(records.len());
    for record in records {
        all.push(Address::parse(record)?.map_or(Table::Network, |address| address.table));
    }
    let first = all.first().copied().unwrap_or(Table::Network);
    match all.iter().find(|table| **table != first) {
        None => Ok(first),
        Some(other) => Err(Problem::new(format!(
            "{} and {} cannot be in one command: their fields are different",
            first.noun(),
            other.noun()
        ))
        .help("use one command for each table")),
    }
}

/// Returns the fields of a new record, each with its words.
///
/// # Errors
///
/// Fails if a word does not give a field of the table a value.
pub fn fields<'a>(table: Table, assignments: &[Assignment<'a>]) -> Result<Given<'a>, Problem> {
    let mut given = Given::new();
    for assignment in assignments {
        let word = assignment.word;
        if assignment.name == "key" && table.field("key").is_none() {
            let problem = Problem::new(format!("`{word}` is not a field: the key is part of the address"));
            return Err(problem.help(match table {
                Table::Network => "for a network that is not one country's, use `--key SLUG`",
                _ => "leave it out",
            }));
        }
        let field = assignment.field(table)?;
        assignment.is_one_entry(field)?;
        if assignment.sign == Sign::Remove || assignment.value.is_empty() {
            return Err(Problem::new(format!("`{word}` removes a value, but a new record has none"))
                .help(format!("leave it out, or write `{}=VALUE`", field.key)));
        }
        give(&mut given, field, assignment.value)?;
    }
    Ok(given)
}

impl Assignment<'_> {
    /// Returns the field of the table, if the sign suits it.
    fn field(&self, table: Table) -> Result<&'static Field, Problem> {
        let Self { word, name, sign, value } = self;
        let field = table.field(name).ok_or_else(|| unknown_field(table, word, name))?;
        if *sign != Sign::Set && !field.kind.is_list() {
            let sign = if *sign == Sign::Add { "+=" } else { "-=" };
            return Err(Problem::new(format!("`{sign}` works on lists only, and `{name}` is not a list"))
                .help(format!("`{name}={value}`")));
        }
        Ok(field)
    }

    /// Makes sure that the value is one entry, if the field is a list.
    fn is_one_entry(&self, field: &Field) -> Result<(), Problem> {
        let place = format!("in `{}…`", self.begin());
        entries::one(field, self.value, |entry| self.with(entry)).map_err(|problem| problem.at(&place))
    }

    /// Returns the word with another value.
    fn with(&self, value: &str) -> String {
        shell_word(&format!("{}{value}", self.begin()))
    }

    /// Returns the word without its value.
    fn begin(&self) -> &str {
        &self.word[..self.word.len() - self.value.len()]
    }

    fn place(&self) -> String {
        format!("in `{}`", self.word)
    }
}

/// Returns the place of a field in a message.
pub fn place(field: &Field) -> String {
    format!("in `{}=…`", field.key)
}

/// Notes the value of a field, or that it is cleared; only a list takes several values.
fn give<'a>(given: &mut Given<'a>, field: &'static Field, value: &'a str) -> Result<(), Problem> {
    let word = Some(value).filter(|value| !value.is_empty());
    match (given.iter_mut().find(|(other, _)| other.key == field.key), word) {
        (None, word) => given.push((field, word.into_iter().collect())),
        (Some((_, words)), Some(word)) if field.kind.is_list() && !words.is_empty() => words.push(word),
        _ => return Err(Problem::new(format!("`{}` is given twice", field.key)).help("give one value")),
    }
    Ok(())
}

/// Returns the key that `input` names: the code of a country or a slug, or an ID, which a rule checks.
fn new_key(table: Table, input: &str) -> Result<String, Problem> {
    if table != Table::Network {
        return Ok(input.to_owned());
    }
    if is_slug(input) && country::known(input).is_none() {
        return Ok(input.to_owned());
    }
    match country::find(input) {
        Ok(country) => Ok(country.alpha3.to_owned()),
        Err(miss) => {
            let Problem { message, help } = miss.explained(input);
            Err(Problem { message: format!("{message}, nor a slug"), help })
        }
    }
}

fn unknown_field(table: Table, word: &str, name: &str) -> Problem {
    if name.trim().len() < name.len() || name.is_empty() {
        return Problem::new(format!("`{word}` has no name of a field before the sign"))
            .help("write FIELD=VALUE without spaces round the sign; put a value with spaces in quotes");
    }
    let fields: Vec<&str> = table.fields().iter().map(|field| field.key).collect();
    let help = match table.probable(name, fields.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its fields are {}", all_of(&fields)),
    };
    Problem::new(format!("{} has no field `{name}`", table.noun())).help(help)
}
