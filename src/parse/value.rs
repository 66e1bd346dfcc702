//! From a TOML value to a value of a field's kind.
//!
//! Promises: a value is either understood or reported, never both lost and silent. A date is
//! understood in more notations than are right; the finding then carries the right one.

use std::borrow::Cow;

use toml::de::{DeArray, DeInteger, DeValue};

use crate::model::date::Date;
use crate::model::diagnostic::{Code, Diagnostic, Severity};
use crate::model::field::{Field, Kind};
use crate::model::record::{Item, Status, Value};
use crate::parse::{code, shift};
use crate::text::{self, Span};

/// A TOML value with everything that is needed to judge it.
pub struct Given<'s> {
    /// The field that it was given to.
    pub field: &'static Field,
    /// What the parser made of it.
    pub value: DeValue<'s>,
    /// Its place.
    pub span: Span,
    /// As it stands in the file.
    pub raw: &'s str,
    /// Where the text that the parser saw begins in the file.
    pub base: u32,
    /// The parser's complaints about it: of a list, one about each wrong entry.
    pub syntax: Vec<Diagnostic>,
}

impl<'s> Given<'s> {
    /// Returns the value if it was understood, and adds what is wrong with it to `findings`.
    pub fn understand(self, findings: &mut Vec<Diagnostic>) -> Option<Value<'s>> {
        if matches!(self.field.kind, Kind::Date | Kind::Day) {
            return self.date(findings);
        }
        if !self.syntax.is_empty() {
            if let (true, DeValue::Array(items)) = (self.field.kind.is_list(), self.value) {
                let touches = |one: Span, other: Span| one.start <= other.end && other.start <= one.end;
                let is_said = |span: Span| self.syntax.iter().any(|said| touches(said.span, span));
                let mut others = Vec::new();
                list(self.field, items, self.raw, self.base, &mut others);
                findings.extend(others.into_iter().filter(|finding| !is_said(finding.span)));
            }
            findings.extend(self.syntax);
            return None;
        }
        let (field, span) = (self.field, self.span);
        let finding = match (field.kind, self.value) {
            (Kind::Text | Kind::Address, DeValue::String(text)) => {
                return Some(Value::Text(one_line_end(text, self.raw)));
            }
            (Kind::Number, DeValue::Integer(number)) => match whole(&number) {
                Some(number) => return Some(Value::Number(number)),
                None => wrong_type(field, span, "a number that cannot be read"),
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
                let finding = wrong_type(field, span, "a text")
                    .help(format!("write `{}`", text::visible(&in_brackets)));
                // Nobody but a person can tell whether it is one entry or several.
                let is_one =
                    ![",", ";", "/", "&", "\n", " and "].iter().any(|mark| in_brackets.contains(mark));
                if is_one || field.kind.is_address() && !in_brackets.contains([' ', '\n']) {
                    finding.fix(span, in_brackets)
                } else {
                    finding.help(
                        "write a list with each entry in quotes of its own, such as `[\"IOM\", \"UN RC\"]`",
                    )
                }
            }
            (_, other) => wrong_type(field, span, type_name(&other)),
        };
        findings.push(finding);
        None
    }

    /// Reads a date in whatever notation it stands, and reports all but the right one.
    fn date(self, findings: &mut Vec<Diagnostic>) -> Option<Value<'s>> {
        let when = match self.date_text() {
            Ok(text) => self.parse(&text),
            Err(finding) => Err(finding),
        };
        let when = match when {
            Ok(when) => when,
            Err(finding) => {
                findings.push(*finding);
                return None;
            }
        };
        let is_day = when.as_day().is_some();
        let in_notation = match &self.value {
            DeValue::Datetime(_) => is_day,
            DeValue::String(_) => !is_day,
            _ => false,
        };
        if let Some(syntax) = self.syntax.first().filter(|_| self.raw == when.to_toml()) {
            // The date is right; the complaint is about what follows it.
            findings.push(syntax.clone());
        } else if !in_notation || !self.syntax.is_empty() {
            let message = if is_day {
                "a day is written without quotes"
            } else {
                "a date that is not a day is written in quotes"
            };
            let finding = self.finding(code::NOTATION, message);
            findings.push(finding.help(format!("write `{}`", when.to_toml())).fix(self.span, when.to_toml()));
        }
        Some(Value::Date(when))
    }

    /// Returns the text that should be a date: that of a string, else the value as it stands,
    /// because the parser's complaint about a date (`2021-06`) says less than we can.
    fn date_text(&self) -> Result<String, Box<Diagnostic>> {
        let quoted = self.raw.starts_with(['"', '\'']);
        match (&self.value, self.syntax.first()) {
            (_, Some(syntax)) if quoted || self.raw.is_empty() => Err(Box::new(syntax.clone())),
            (DeValue::String(text), None) => Ok(text.clone().into_owned()),
            (DeValue::Boolean(_) | DeValue::Table(_) | DeValue::Array(_), None) => {
                Err(Box::new(wrong_type(self.field, self.span, type_name(&self.value))))
            }
            // A set without its quotes is among the rest: to the parser it is a broken list.
            _ => Ok(self.raw.to_owned()),
        }
    }

    fn parse(&self, text: &str) -> Result<Date, Box<Diagnostic>> {
        const DAY: &str = "write a day, such as `2021-06-30`";
        let fault = |message: &str, help: &str| Err(Box::new(self.finding(code::DATE, message).help(help)));
        let day_only = self.field.kind == Kind::Day;
        match Date::parse(text) {
            _ if text.is_empty() => {
                fault("the date is empty", "give it, or remove the line: what is not known stays absent")
            }
            Ok(when) if day_only && when.as_day().is_none() => fault("a day is needed here", DAY),
            Ok(when) => Ok(when),
            Err(wrong) if day_only => fault(&wrong.message, DAY),
            Err(wrong) => fault(&wrong.message, wrong.help.as_deref().unwrap_or_default()),
        }
    }

    fn finding(&self, code: Code, message: &str) -> Diagnostic {
        let mut finding = Diagnostic::new(code, Severity::Error, self.span, message);
        finding.field = Some(self.field.key);
        finding
    }
}

/// Makes CR LF inside a text of several lines LF, as TOML 1.0 allows ("String"): a value must not
/// depend on the line ends of the file. What is escaped in a text of one line stays.
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
                findings.push(wrong_type(field, span, &format!("{} in its list", type_name(&other))));
            }
        }
    }
    understood.then_some(texts)
}

fn wrong_type(field: &'static Field, span: Span, found: &str) -> Diagnostic {
    let message = format!("`{}` holds {found}", field.key);
    let mut finding = Diagnostic::new(code::TYPE, Severity::Error, span, message);
    finding.field = Some(field.key);
    finding.help(format!("write {}", field.kind.expected()))
}

fn unknown_status(field: &'static Field, span: Span, word: &str) -> Diagnostic {
    let words = Status::ALL.map(Status::word);
    let mut finding = Diagnostic::new(
        code::STATUS,
        Severity::Error,
        span,
        format!("{} is not a status", text::quoted(word)),
    );
    finding.field = Some(field.key);
    finding.help(match text::nearest(word, words) {
        Some(near) => format!("did you mean `\"{near}\"`?"),
        None => format!("write {}", text::any_of(&words)),
    })
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
