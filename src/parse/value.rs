//! Reads the value of a field from a TOML value.
//!
//! Promises: a value that is not read is reported. A date in another notation is read, too; its diagnostic has
//! the right notation as a fix.

use std::borrow::Cow;

use toml::de::{DeArray, DeInteger, DeValue};

use crate::model::{Code, Date, Diagnostic, Field, Item, Kind, Severity, Status, Value};
use crate::parse::{code, shift};
use crate::text::{self, Span};

/// A TOML value, and what is needed to read it.
pub struct Given<'s> {
    /// Its field.
    pub field: &'static Field,
    /// The value as the parser read it.
    pub value: DeValue<'s>,
    /// Its place.
    pub span: Span,
    /// Its text in the file.
    pub raw: &'s str,
    /// Where the parsed text begins in the file.
    pub base: u32,
    /// What is wrong with its syntax: of a list, one diagnostic for each wrong entry.
    pub syntax: Vec<Diagnostic>,
}

impl<'s> Given<'s> {
    /// Returns the value if it could be read, and adds what is wrong with it to `findings`.
    pub fn understand(self, findings: &mut Vec<Diagnostic>) -> Option<Value<'s>> {
        if matches!(self.field.kind, Kind::Date | Kind::Day) {
            return self.date(findings);
        }
        if !self.syntax.is_empty() {
            if let (true, DeValue::Array(items)) = (self.field.kind.is_list(), self.value) {
                let mut others = Vec::new();
                list(self.field, items, self.raw, self.base, &mut others);
                let is_said = touching(self.syntax.iter().map(|said| said.span));
                findings.extend(others.into_iter().filter(|finding| !is_said(finding.span)));
            }
            findings.extend(self.syntax);
            return None;
        }
        let (field, span) = (self.field, self.span);
        let finding = match (field.kind, self.value) {
            (Kind::Text | Kind::Entity | Kind::Address, DeValue::String(text)) => {
                return Some(Value::Text(one_line_end(text, self.raw)));
            }
            (Kind::Number, DeValue::Integer(number)) => match whole(&number) {
                Some(number) => return Some(Value::Number(number)),
                None => wrong_type(field, span, "must be a valid number"),
            },
            (Kind::Status, DeValue::String(word)) => match Status::of(&word) {
                Some(status) => return Some(Value::Status(status)),
                None => unknown_status(field, span, &word),
            },
            (kind, DeValue::Array(items)) if kind.is_list() => {
                return list(field, items, self.raw, self.base, findings).map(Value::List);
            }
            (kind, DeValue::String(_)) if kind.is_list() => {
                let in_brackets = format!("[{}]", self.raw);
                let finding = wrong_type(field, span, "cannot be a text")
                    .help(format!("write `{}`", text::visible(&in_brackets)));
                // A separator may be part of a name, so only a person knows whether this is one entry or several.
                let is_one =
                    ![",", ";", "/", "&", "\n", " and "].iter().any(|mark| in_brackets.contains(mark));
                if is_one || field.kind.is_address() && !in_brackets.contains([' ', '\n']) {
                    finding.fix(span, in_brackets)
                } else {
                    finding.help(
                        "write a list with each entry in its own quotes, such as `[\"IOM\", \"UN RC\"]`",
                    )
                }
            }
            (_, other) => wrong_type(field, span, &format!("cannot be {}", type_name(&other))),
        };
        findings.push(finding);
        None
    }

    /// Reads a date in any notation, and reports all but the right one.
    fn date(self, findings: &mut Vec<Diagnostic>) -> Option<Value<'s>> {
        let (when, other_form) = match self.date_text().and_then(|text| self.parse(&text)) {
            Ok(read) => read,
            Err(finding) => {
                findings.push(*finding);
                return None;
            }
        };
        let is_day = when.as_day().is_some();
        let in_notation = match &self.value {
            _ if other_form.is_some() => false,
            DeValue::Datetime(_) => is_day,
            DeValue::String(_) => !is_day,
            _ => false,
        };
        if let Some(syntax) = self.syntax.first().filter(|_| self.raw == when.to_toml()) {
            // The date is right; the diagnostic is about the text after it.
            findings.push(syntax.clone());
        } else if !in_notation || !self.syntax.is_empty() {
            let quotes = if is_day {
                "a day must not be in quotes"
            } else {
                "a date that is not one day must be in quotes"
            };
            let finding = self.finding(code::NOTATION, other_form.as_deref().unwrap_or(quotes));
            findings.push(finding.help(format!("write `{}`", when.to_toml())).fix(self.span, when.to_toml()));
        }
        Some(Value::Date(when))
    }

    /// Returns the text of a date: that of a string, or else the value as it is in the file. What the parser
    /// says of `2021-06` is less useful than what `Date` says.
    fn date_text(&self) -> Result<String, Box<Diagnostic>> {
        let quoted = self.raw.starts_with(['"', '\'']);
        match (&self.value, self.syntax.first()) {
            (_, Some(syntax)) if quoted || self.raw.is_empty() => Err(Box::new(syntax.clone())),
            (DeValue::String(text), None) => Ok(text.clone().into_owned()),
            (DeValue::Boolean(_) | DeValue::Table(_) | DeValue::Array(_), None) => {
                let found = format!("cannot be {}", type_name(&self.value));
                Err(Box::new(wrong_type(self.field, self.span, &found)))
            }
            // This includes a set without quotes, which the parser takes for a broken list.
            _ => Ok(self.raw.to_owned()),
        }
    }

    /// Returns the date that a text means and, if its form is another one, what is wrong with the form.
    fn parse(&self, text: &str) -> Result<(Date, Option<String>), Box<Diagnostic>> {
        const DAY: &str = "write a day, such as `2021-06-30`";
        let fault = |message: &str, help: &str| Err(Box::new(self.finding(code::DATE, message).help(help)));
        if text.is_empty() {
            return fault("the date is empty", "write the date, or remove the line if it is not known");
        }
        let day_only = self.field.kind == Kind::Day;
        let (when, other_form) = match Date::parse(text) {
            Ok(when) => (when, None),
            Err(wrong) => match Date::in_other_form(text) {
                Some(when) => (when, Some(wrong.message)),
                None if day_only && Date::proposed(text).and_then(Date::as_day).is_none() => {
                    return fault(&wrong.message, DAY);
                }
                None => return fault(&wrong.message, wrong.help.as_deref().unwrap_or_default()),
            },
        };
        if day_only && when.as_day().is_none() {
            return fault("the date must be one day", DAY);
        }
        Ok((when, other_form))
    }

    fn finding(&self, code: Code, message: &str) -> Diagnostic {
        let mut finding = Diagnostic::new(code, Severity::Error, self.span, message);
        finding.field = Some(self.field.key);
        finding
    }
}

/// Returns what tells if a span touches one of these.
fn touching(spans: impl Iterator<Item = Span>) -> impl Fn(Span) -> bool {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    // Each reaches as far as the farthest that begins before it.
    let mut end = 0;
    for span in &mut spans {
        end = end.max(span.end);
        span.end = end;
    }
    move |span| {
        let below = spans.partition_point(|other| other.start <= span.end);
        spans[..below].last().is_some_and(|other| span.start <= other.end)
    }
}

/// Returns a text with LF for CR LF, as TOML 1.0 allows ("String"), so that a value does not depend on the line
/// ends of the file. Escape sequences (`\r`) stay.
fn one_line_end<'s>(text: Cow<'s, str>, raw: &str) -> Cow<'s, str> {
    if text.contains('\r') && raw.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { text }
}

fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn list<'s>(
    field: &'static Field,
    items: DeArray<'s>,
    raw: &str,
    base: u32,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<Item<'s>>> {
    let mut texts = Vec::with_capacity(items.len());
    let mut understood = true;
    for item in items {
        let span = shift(item.span(), Span { start: base, end: base });
        match item.into_inner() {
            DeValue::String(text) => texts.push(Item { text: one_line_end(text, raw), span }),
            other => {
                understood = false;
                findings.push(wrong_type(field, span, &format!("cannot contain {}", type_name(&other))));
            }
        }
    }
    understood.then_some(texts)
}

/// Returns a diagnostic of a value that, `fault` says, a field cannot have.
fn wrong_type(field: &'static Field, span: Span, fault: &str) -> Diagnostic {
    let message = format!("`{}` {fault}", field.key);
    let mut finding = Diagnostic::new(code::TYPE, Severity::Error, span, message);
    finding.field = Some(field.key);
    finding.help(format!("write {}", field.kind.expected()))
}

fn unknown_status(field: &'static Field, span: Span, word: &str) -> Diagnostic {
    let message = format!("unknown status {}", text::quoted(word));
    let mut finding = Diagnostic::new(code::STATUS, Severity::Error, span, message);
    finding.field = Some(field.key);
    finding.help(match text::nearest(word, Status::ALL.map(Status::word)) {
        Some(near) => format!("did you mean `\"{near}\"`?"),
        None => format!("write {}", field.kind.expected()),
    })
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
