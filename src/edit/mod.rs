//! Changes to a registry: a record comes, goes, moves, or has a field changed.
//!
//! Promises: only the bytes of the record change, and the blank line above one that comes or
//! goes; of a record that gets another key also the excuses that name it; adding a record and removing
//! it gives back the same bytes. A record that cannot be told for certain is refused. Whether the new
//! text makes sense is left to `rules/`.

mod field;
mod insertion;
mod list;

use crate::format::is_unfit;
use crate::model::diagnostic::{Diagnostic, Found};
use crate::model::field::{Field, Table};
use crate::model::record::{Record, Value};
use crate::model::spelling;
use crate::parse::Registry;
use crate::parse::comments::{Layout, Unit};
use crate::parse::{Source, code, toml_error};
use crate::text::{self, TextEdit, apply};
use crate::text::{BOM, Span, quoted};
use insertion::{insertion, removal};

/// A text after an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The whole text.
    pub text: String,
    /// What the one who asked may not expect: a comment that went, a place that is not sorted.
    pub remarks: Vec<String>,
}

/// Why an edit cannot be made.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// There is no network with this key.
    Absent,
    /// There is one already.
    Exists,
    /// There are several.
    Twice,
    /// What the record is cannot be told for certain, because of these.
    Unclear(Found<'static>),
}

impl Refusal {
    fn unclear(text: &str, findings: Vec<Diagnostic>) -> Self {
        Self::Unclear(Found::new(text.to_owned(), findings))
    }
}

/// What becomes of a field.
#[derive(Clone, Debug)]
pub enum Change {
    /// It has this value.
    Put(Value<'static>),
    /// It is absent.
    Clear,
    /// Its list has this entry too.
    Append(String),
    /// Its list no longer has this entry.
    Take(String),
}

/// Adds a network in its place: below the network with the nearest lower key, in its section.
///
/// ```
/// use netreg::{edit, field::Table, record::Value};
/// let name = (Table::Network.field("name").unwrap(), Value::Text("Zambia".into()));
/// let edited = edit::add("[registry]\nformat = 1\n", "ZMB", &[name]).unwrap();
/// assert_eq!(edited.text, "[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambia\"\n");
/// ```
///
/// # Errors
/// Where it exists, or may exist in a part that could not be read.
pub fn add(text: &str, key: &str, fields: &[(&'static Field, Value<'_>)]) -> Result<Edited, Refusal> {
    open(text, |context| {
        context.free(key)?;
        let record = spelling::record(Table::Network, key, fields, context.newline);
        let place = insertion::of(context, (Table::Network, key), None);
        let edit = insertion(text, place.at, &record, context.newline);
        Ok(Edited { text: spliced(text, &[edit]), remarks: place.remark(key).into_iter().collect() })
    })
}

/// Changes a field of a network.
///
/// # Errors
/// Where the record is not there once, or what stands in it cannot be told.
pub fn set(text: &str, key: &str, field: &'static Field, change: &Change) -> Result<Edited, Refusal> {
    let edited = open(text, |context| {
        let (_, record) = context.record(key)?;
        let (edits, remarks) = field::edits(context, record, field, change)?;
        Ok(Edited { text: spliced(text, &edits), remarks })
    })?;
    // An entry may stand in its list several times, and is taken out once at a time.
    if matches!(change, Change::Take(_)) && edited.text != text {
        let again = set(&edited.text, key, field, change)?;
        if again.text != edited.text {
            return Ok(Edited { text: again.text, remarks: [edited.remarks, again.remarks].concat() });
        }
    }
    Ok(edited)
}

/// Removes a network with the comments that are its own.
///
/// # Errors
/// As [`set`].
pub fn remove(text: &str, key: &str) -> Result<Edited, Refusal> {
    open(text, |context| {
        let (unit, _) = context.record(key)?;
        let edit = removal(context, unit);
        Ok(Edited { text: spliced(text, &[edit]), remarks: now_first(context, unit).into_iter().collect() })
    })
}

/// Gives a network another key, and moves it with its comments to the place of that. Suppressions of its
/// findings follow.
///
/// # Errors
/// As [`set`], or where the other key exists.
pub fn rename(text: &str, key: &str, to: &str) -> Result<Edited, Refusal> {
    open(text, |context| {
        let (unit, record) = context.record(key)?;
        context.free(to)?;
        let place = insertion::of(context, (Table::Network, to), Some(unit));
        let renamed = TextEdit::replace(record.key_span, spelling::key(to));
        let mut edits = context.excuses(key, to);
        if [insertion::above(context, unit), unit.span.end].contains(&place.at) {
            edits.push(renamed);
            return Ok(Edited { text: spliced(text, &edits), remarks: Vec::new() });
        }
        let mut block = spliced(unit.span.of(text), &[renamed.within(unit.span)]);
        if !block.ends_with('\n') {
            block.push_str(context.newline);
        }
        edits.extend([insertion(text, place.at, &block, context.newline), removal(context, unit)]);
        let first = if is_first(text, place.at) { now_the_files(&block) } else { now_first(context, unit) };
        let remarks = place.remark(to).into_iter().chain(first);
        Ok(Edited { remarks: remarks.collect(), text: spliced(text, &edits) })
    })
}

/// Returns the lines of a network with the comments that are its own.
///
/// # Errors
/// As [`set`].
pub fn lines<'t>(text: &'t str, key: &str) -> Result<&'t str, Refusal> {
    open(text, |context| context.record(key).map(|(unit, _)| unit.span.of(text)))
}

/// Does all of the edits.
fn spliced(text: &str, edits: &[TextEdit]) -> String {
    let (new, done) = apply(text, edits);
    debug_assert_eq!(done.len(), edits.len(), "edits overlap: {edits:?}");
    new
}

/// Says that a comment is the file's once the first record is gone: the first comment always is.
fn now_first(context: &EditContext<'_>, unit: &Unit<'_>) -> Option<String> {
    is_first(context.text, unit.span.start)
        .then(|| now_the_files(&context.text[unit.span.end as usize..]))
        .flatten()
}

/// Tells whether nothing stands above a place.
fn is_first(text: &str, at: u32) -> bool {
    text[..at as usize].trim_start_matches(BOM).trim().is_empty()
}

/// Says that the comment with which a text begins is the file's, if it begins with one.
fn now_the_files(text: &str) -> Option<String> {
    let comment = text.trim_start().lines().next()?.trim_end();
    let is_comment = comment.starts_with('#');
    is_comment.then(|| format!("the comment {} stands first now, and is the file's", quoted(comment)))
}

/// A registry that is laid context.
struct EditContext<'d> {
    text: &'d str,
    newline: &'static str,
    layout: &'d Layout<'d>,
    findings: &'d [Diagnostic],
}

/// Reads a registry and hands it to `edit`; refuses one in which a merge was not finished.
fn open<T>(text: &str, edit: impl FnOnce(&EditContext<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
    let source = Source::new(text);
    let (document, findings): (Registry<'_>, Vec<Diagnostic>) = Registry::read(&source);
    let layout = Layout::new(&source, &document);
    let context = EditContext { text, newline: text::newline(text), layout: &layout, findings: &findings };
    if source.has_conflicts() {
        return Err(context.unclear(|finding| finding.code == code::CONFLICT));
    }
    if let Some(lone) = toml_error::find_lone_return(text) {
        return Err(Refusal::unclear(text, vec![lone]));
    }
    edit(&context)
}

impl<'d> EditContext<'d> {
    /// Returns the refusal because of those findings that are meant.
    fn unclear(&self, is_meant: impl Fn(&Diagnostic) -> bool) -> Refusal {
        Refusal::unclear(
            self.text,
            self.findings.iter().filter(|finding| is_meant(finding)).cloned().collect(),
        )
    }

    fn with_key(&self, key: &str) -> impl Iterator<Item = (&'d Unit<'d>, &'d Record<'d>)> {
        let networks = self.layout.units().filter_map(|unit| Some((unit, unit.record?)));
        networks.filter(move |(_, record)| record.table == Table::Network && record.key == key)
    }

    /// Returns the edits by which the excuses of a record follow it to another key: none where a table of
    /// another kind has the same key, because nobody knows whose they are.
    fn excuses(&self, key: &str, to: &str) -> Vec<TextEdit> {
        let records = || self.layout.units().filter_map(|unit| unit.record);
        if records().filter(|record| record.key == key).count() > 1 {
            return Vec::new();
        }
        let excuses =
            records().filter(|record| record.table == Table::Allow && record.text("key") == Some(key));
        let entries = excuses.filter_map(|record| record.entry("key"));
        entries.map(|entry| TextEdit::replace(entry.span, spelling::basic_string(to))).collect()
    }

    /// Tells that no network has this key, nor may have it: below a text that never ends, or in a
    /// part that is no record but names it.
    fn free(&self, key: &str) -> Result<(), Refusal> {
        if self.with_key(key).next().is_some() {
            return Err(Refusal::Exists);
        }
        let records: Vec<Span> =
            self.layout.units().filter(|unit| unit.record.is_some()).map(|unit| unit.span).collect();
        let hides = |finding: &Diagnostic| {
            // Inside a record a broken header is meant, elsewhere any part that names the key.
            let in_record = records.iter().any(|span| span.contains(finding.span));
            let lines = Span {
                start: text::line_start(self.text, finding.span.start),
                end: text::line_end(self.text, finding.span.end),
            };
            let lines = lines.of(self.text);
            let is_apart = |c: char| !c.is_alphanumeric() && c != '-' && c != '_';
            let names = if in_record {
                lines.contains(Table::Network.header(key).trim_matches(['[', ']']))
            } else {
                lines.split(is_apart).any(|word| word == key)
            };
            finding.code == code::OPEN_TEXT || is_unfit(finding) && names
        };
        if self.findings.iter().any(hides) { Err(self.unclear(hides)) } else { Ok(()) }
    }

    /// Returns the one network with a key.
    fn record(&self, key: &str) -> Result<(&'d Unit<'d>, &'d Record<'d>), Refusal> {
        let mut all = self.with_key(key);
        let Some((unit, record)) = all.next() else { return Err(Refusal::Absent) };
        if all.next().is_some() {
            return Err(Refusal::Twice);
        }
        let is_own = |finding: &Diagnostic| finding.header == Some(record.header) && is_unfit(finding);
        if self.findings.iter().any(is_own) { Err(self.unclear(is_own)) } else { Ok((unit, record)) }
    }
}
