//! The fields of new networks: by flags, and by words `FIELD=VALUE`.

use netreg::edit::FieldValue;
use netreg::model::{Day, Field, Table, Value, input};
use netreg::text::shell_word;

use crate::cli::assignments;
use crate::cli::{entries, error::Problem};

/// The flags for networks that were given to `add`.
pub struct NetworkFlags {
    /// The key of a network that is not for one country.
    pub key: Option<String>,
    /// The day by which the network existed.
    pub known_by: Option<String>,
    /// The fields, each with its words.
    pub fields: Vec<(&'static Field, Vec<String>)>,
}

/// The fields of new networks.
pub struct NetworkFields<'a> {
    known_by: Option<&'a str>,
    /// The fields, each with its words and where they were given.
    fields: Vec<(&'static Field, Vec<&'a str>, String)>,
}

impl NetworkFlags {
    /// Returns the fields that are given by the flags and by words.
    ///
    /// # Errors
    ///
    /// Fails if a field is given by both, or if a value is a list.
    pub fn with<'a>(&'a self, words: assignments::Given<'a>) -> Result<NetworkFields<'a>, Problem> {
        for (field, words) in &self.fields {
            let flag = field.flag();
            let word = |entry: &str| format!("--{flag} {}", shell_word(entry));
            for value in words {
                entries::one(field, value, word).map_err(|problem| problem.at(&format!("in `--{flag}`")))?;
            }
        }
        let by_flag = |(field, words): &'a (&'static Field, Vec<String>)| {
            (*field, words.iter().map(String::as_str).collect(), format!("in `--{}`", field.flag()))
        };
        let mut fields: Vec<_> = self.fields.iter().map(by_flag).collect();
        for (field, words) in words {
            let is_known_by = field.key == "established" && self.known_by.is_some();
            if is_known_by || fields.iter().any(|(other, ..)| other.key == field.key) {
                let flag = if is_known_by { "known-by" } else { field.flag() };
                return Err(Problem::new(format!("`{}` is given twice: by a flag and by a word", field.key))
                    .help(format!("give either `--{flag}` or `{}=…`", field.key)));
            }
            fields.push((field, words, assignments::place(field)));
        }
        Ok(NetworkFields { known_by: self.known_by.as_deref(), fields })
    }

    /// Returns the first flag that was given, and the word that says the same of a record of another table.
    pub fn first(&self) -> Option<(String, String)> {
        let key = self.key.as_ref().map(|_| ("--key".to_owned(), "FIELD=VALUE".to_owned()));
        let known_by = self.known_by.as_ref().map(|_| ("--known-by".to_owned(), "date=DATE".to_owned()));
        let mut fields = self.fields.iter().map(|(field, words)| {
            let word = shell_word(&format!("{}={}", field.flag(), words[0]));
            (format!("--{}", field.flag()), word)
        });
        key.or(known_by).or_else(|| fields.next())
    }
}

impl NetworkFields<'_> {
    /// Returns `true` if the field `name` is given.
    pub fn has_name(&self) -> bool {
        self.fields.iter().any(|(field, ..)| field.key == "name")
    }

    /// Returns the status that comes with the date of an end.
    pub fn status_by_end(&self) -> Option<FieldValue> {
        assignments::end(Table::Network, |key| self.fields.iter().any(|(field, ..)| field.key == key))
    }

    /// Returns the values.
    ///
    /// # Errors
    ///
    /// Fails for the first value that is not valid.
    pub fn values(&self, today: Day) -> Result<Vec<FieldValue>, Problem> {
        let mut values = Vec::new();
        for (field, words, place) in &self.fields {
            let value = input::value(field, words, today).map_err(|problem| problem.at(place))?;
            if !value.is_default() {
                values.push((*field, value));
            }
        }
        values.extend(self.status_by_end());
        if let (Some(known_by), Some(field)) = (self.known_by, Table::Network.field("established")) {
            values.push((field, date_by(field, known_by, today)?));
        }
        Ok(values)
    }
}

/// Returns the date of `--known-by`: it has no first day.
fn date_by(field: &Field, known_by: &str, today: Day) -> Result<Value<'static>, Problem> {
    let by = if known_by == "today" { today.to_string() } else { known_by.to_owned() };
    let by = by.trim_matches(['[', ']']).trim_start_matches("..");
    let value = input::value(field, &[&format!("..{by}")], today).ok().filter(|_| !by.contains(".."));
    value.ok_or_else(|| {
        Problem::new(format!("in `--known-by`: `{known_by}` is not a day, month or year"))
            .help("write one, such as `2024-08`; a set of days goes with `--date 2021..2022`")
    })
}
