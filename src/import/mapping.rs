//! Which field a heading is, where its words do not say it: by `--map`, and by the file that keeps what was given.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::import::known::Known;
use crate::model::{Problem, Table, spelling};
use crate::text::{all_of, letters, quoted};

/// The name of the file that keeps it, beside the registry.
pub const FILE: &str = "import.toml";

/// The beginning of a new file.
const HEADER: &str =
    "# Which field a column of a sheet is, for `netreg import`: \"heading\" = \"field\". An empty text leaves
# the column out. `netreg import --map` adds lines.
[columns]
";

/// Headings with the names of their fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Those of this run come first.
    rows: Vec<(String, String)>,
    /// How many are of this run.
    given: usize,
}

impl Mapping {
    /// Returns what is kept in a file, and what is given in this run: `HEADING=FIELD`.
    ///
    /// # Errors
    /// If the file or a word is not valid.
    pub fn new(file: Option<&str>, words: &[String]) -> Result<Self, Problem> {
        let mut rows = Vec::new();
        for word in words {
            let Some((heading, field)) =
                word.rsplit_once('=').filter(|(heading, _)| !heading.trim().is_empty())
            else {
                return Err(Problem::new(format!("`--map {word}` does not say which field a column is"))
                    .help(
                        "write the heading of the column and the field: `--map 'Focal point=coordinator'`",
                    ));
            };
            let (heading, field) = (heading.trim(), field.trim());
            let is_same = |(other, _): &&(String, String)| same_heading(other, heading);
            match rows.iter().find(is_same) {
                None => rows.push((heading.to_owned(), field.to_owned())),
                Some((_, other)) if other == field => {}
                Some(_) => {
                    return Err(Problem::new(format!("`--map` says two fields for {}", quoted(heading)))
                        .help("leave one of the two out"));
                }
            }
        }
        let given = rows.len();
        rows.extend(file.map(kept).transpose()?.unwrap_or_default());
        Ok(Self { rows, given })
    }

    /// Returns the name of the field for a heading; empty if the column is left out.
    pub fn target(&self, heading: &str) -> Option<&str> {
        let same = |(other, _): &&(String, String)| same_heading(other, heading);
        self.rows.iter().find(same).map(|(_, field)| field.as_str())
    }

    /// Checks that each heading is said to be a field.
    ///
    /// # Errors
    /// For the first that is not.
    pub fn check(&self, known: &Known) -> Result<(), Problem> {
        let is_wrong = |(_, name): &&(String, String)| !name.is_empty() && known.target(name).is_none();
        let Some(at) = self.rows.iter().position(|row| is_wrong(&row)) else { return Ok(()) };
        let (heading, name) = &self.rows[at];
        let source = if at < self.given { "--map" } else { FILE };
        let names = Table::Network.fields().iter().map(|field| field.key).chain(["key", "country"]);
        let names: Vec<&str> = names.collect();
        Err(Problem::new(format!(
            "in `{source}`: the column {} cannot be {}: there is no such field",
            quoted(heading),
            quoted(name)
        ))
        .suggest(name, names.iter().copied(), || format!("the fields are {}", all_of(&names))))
    }

    /// Returns what is given in this run.
    pub fn given(&self) -> &[(String, String)] {
        &self.rows[..self.given]
    }

    /// Returns the file with what is given in this run; `None` if it has that already. A heading that has another field
    /// there keeps its line, because this run alone was told otherwise.
    pub fn kept(&self, file: Option<&str>) -> Option<String> {
        let kept = &self.rows[self.given..];
        let is_kept = |heading: &str| kept.iter().any(|(other, _)| same_heading(other, heading));
        let new: Vec<&(String, String)> =
            self.given().iter().filter(|(heading, _)| !is_kept(heading)).collect();
        if new.is_empty() {
            return None;
        }
        let lines: Vec<String> = new
            .into_iter()
            .map(|(heading, field)| {
                format!("{} = {}", spelling::basic_string(heading), spelling::basic_string(field))
            })
            .collect();
        Some(with_lines(file.unwrap_or_default(), &lines))
    }
}

/// Returns `true` if two headings are the same, whatever their case, spaces and punctuation. Headings without letters, such
/// as `#` and `%`, must be the same characters.
pub fn same_heading(one: &str, other: &str) -> bool {
    one == other || !letters(one).is_empty() && letters(one) == letters(other)
}

/// Returns a file with more lines below `[columns]`.
fn with_lines(file: &str, lines: &[String]) -> String {
    let newline = if file.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = String::from(if file.trim().is_empty() { HEADER } else { file });
    let has_table = text.lines().any(|line| line.split('#').next().unwrap_or_default().trim() == "[columns]");
    let has_inline = !has_table && DeTable::parse(&text).is_ok_and(|table| !table.get_ref().is_empty());
    if has_inline {
        // `columns = { … }` and `columns.X = …` cannot be continued below, so they are written as lines.
        let rows = kept(&text).unwrap_or_default();
        text = String::from(HEADER);
        for (heading, field) in rows {
            text += &format!("{} = {}\n", spelling::basic_string(&heading), spelling::basic_string(&field));
        }
    } else if !has_table {
        if !text.ends_with('\n') {
            text += newline;
        }
        text += &format!("[columns]{newline}");
    }
    if !text.ends_with('\n') {
        text += newline;
    }
    for line in lines {
        text += &format!("{line}{newline}");
    }
    text
}

/// Returns the headings that a file has.
fn kept(file: &str) -> Result<Vec<(String, String)>, Problem> {
    let invalid = |why: &str| {
        Problem::new(format!("`{FILE}` is not valid: {why}"))
            .help("write lines such as `\"Focal point\" = \"coordinator\"` below `[columns]`")
    };
    let table = DeTable::parse(file).map_err(|error| invalid(error.message()))?;
    let table = table.get_ref();
    if let Some(other) = table.keys().find(|key| key.get_ref() != "columns") {
        return Err(invalid(&format!("unknown key {}", quoted(other.get_ref()))));
    }
    let columns = match table.get("columns").map(Spanned::get_ref) {
        None => return Ok(Vec::new()),
        Some(DeValue::Table(columns)) => columns,
        Some(_) => return Err(invalid("`columns` is not a table")),
    };
    let row = |(heading, field): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
        let heading = heading.get_ref();
        match field.get_ref() {
            DeValue::String(field) => Ok((heading.to_string(), field.to_string())),
            _ => Err(invalid(&format!("the field of {} is not a text", quoted(heading)))),
        }
    };
    columns.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_is_kept_below_what_is_there() {
        let words = ["Focal point=coordinator".to_owned(), "Remarks=".to_owned()];
        let mapping = Mapping::new(None, &words).expect("it is valid");
        assert_eq!(mapping.target("focal  POINT"), Some("coordinator"));
        assert_eq!(mapping.target("Remarks"), Some(""));
        assert_eq!(mapping.target("Other"), None);
        let file = mapping.kept(None).expect("it is new");
        assert!(
            file.ends_with("[columns]\n\"Focal point\" = \"coordinator\"\n\"Remarks\" = \"\"\n"),
            "{file}"
        );
        let file = file.replace("\"Remarks\"", "# a comment\n\"Remarks\"");
        let again = Mapping::new(Some(&file), &words).expect("it is valid");
        assert_eq!(again.kept(Some(&file)), None);
        let other = Mapping::new(Some(&file), &["Remarks=note".to_owned()]).expect("it is valid");
        assert_eq!(other.target("Remarks"), Some("note"));
        assert_eq!(other.kept(Some(&file)), None);
        assert_eq!(Mapping::new(Some(&file), &[]).expect("it is valid").target("Remarks"), Some(""));
    }

    #[test]
    fn every_file_can_get_more_lines() {
        let words = ["Focal point=coordinator".to_owned(), "focal POINT=coordinator".to_owned()];
        for (file, rest) in [
            ("", HEADER),
            ("# mine\n", "# mine\n[columns]\n"),
            ("[columns] # x\r\n\"Page\" = \"sources\"\r\n", "[columns] # x\r\n\"Page\" = \"sources\"\r\n"),
            ("[columns]\nPage = \"sources\"", "[columns]\nPage = \"sources\"\n"),
            ("columns = { Page = \"sources\" }\n", &format!("{HEADER}\"Page\" = \"sources\"\n")),
            ("columns.Page = \"sources\"\n", &format!("{HEADER}\"Page\" = \"sources\"\n")),
        ] {
            let mapping = Mapping::new(Some(file), &words).expect("it is valid");
            let text = mapping.kept(Some(file)).expect("there is more");
            let end = if file.contains('\r') { "\r\n" } else { "\n" };
            assert_eq!(text, format!("{rest}\"Focal point\" = \"coordinator\"{end}"), "{file:?}");
            let again = Mapping::new(Some(&text), &[]).expect("it is valid");
            assert_eq!(again.target("Focal point"), Some("coordinator"), "{file:?}");
        }
    }

    #[test]
    fn headings_without_letters_are_told_apart() {
        let mapping = Mapping::new(None, &["#=note".to_owned()]).expect("it is valid");
        assert_eq!((mapping.target("#"), mapping.target("%")), (Some("note"), None));
    }

    #[test]
    fn invalid_words_and_files_are_errors() {
        for (file, word) in [
            (None, "Remarks"),
            (None, "=note"),
            (Some("columns = 1"), "a=b"),
            (Some("[columns]\nx = 1"), "a=b"),
            (Some("[other]\n"), "a=b"),
            (Some("["), "a=b"),
        ] {
            assert!(Mapping::new(file, &[word.to_owned()]).is_err(), "{file:?} {word}");
        }
        assert!(Mapping::new(None, &["A=note".to_owned(), "a=coordinator".to_owned()]).is_err());
    }
}
