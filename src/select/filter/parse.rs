//! Parses a condition: `coordinator=IOM`, `established<2021`, `!website`.
//!
//! Countries, regions and dates are written as everywhere. A condition that is malformed gets the nearest field or an
//! example as its help.

use crate::model::{Area, Day, Field, Kind, Level, Problem, Table, country, input};
use crate::select::column::Column;
use crate::select::filter::condition::{Filter, Named, Test, form};
use crate::select::filter::{date::DateCondition, operator::Operator, within::Within};
use crate::text::{all_of, any_of, nearest, quoted};

/// The name by which a condition asks for the countries of a denominator.
pub const IN: &str = "in";

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// On a column that is not a date.
    Field(Filter),
    /// On a date.
    Date(DateCondition),
    /// On its countries.
    Within(Within),
}

/// Examples of conditions, for a help line.
const EXAMPLES: &str = "write for example `coordinator=IOM`, `established<2021`, `sources~iom.int`, \
    `website` if it is given, `!website` if it is not";

impl Condition {
    /// Parses a condition: a field, `=`, `!=`, `~` (contains), `<`, `<=`, `>` or `>=`, and a value, or several with `|`
    /// between them. A field alone asks whether it is given, `!` and a field whether it is not.
    ///
    /// # Errors
    /// For the first part that is wrong.
    pub fn parse(input: &str, today: Day) -> Result<Self, Problem> {
        let input = input.trim();
        let wrong = |reason: String, help: String| Err(Problem::new(reason).help(help).at(&quoted(input)));
        let (is_negated, rest) = match input.strip_prefix('!') {
            Some(rest) if !rest.starts_with('=') => (true, rest),
            _ => (false, input),
        };
        let Some(at) = rest.find(['=', '!', '~', '<', '>']) else {
            if rest.trim() == IN {
                let help = format!("write `{IN}=ID` or `{IN}!=ID`, with the ID of a denominator");
                return wrong(format!("missing value after `{IN}`"), help);
            }
            let test = if is_negated { Test::Absent } else { Test::Present };
            return Ok(Self::Field(Filter { column: column(rest.trim())?, test, several: None }));
        };
        let (field, condition) = (rest[..at].trim(), &rest[at..]);
        let Some((sign, operator)) = Operator::ALL.into_iter().find(|(sign, _)| condition.starts_with(sign))
        else {
            return wrong("`!` belongs before a field, or in `!=`".to_owned(), EXAMPLES.to_owned());
        };
        let value = condition[sign.len()..].trim();
        if field.is_empty() {
            return wrong(format!("missing field before `{sign}`"), EXAMPLES.to_owned());
        }
        let column = if field == IN { None } else { Some(column(field)?) };
        if is_negated {
            return wrong(
                "`!` cannot be combined with a value".to_owned(),
                format!("write `{field}!={value}`"),
            );
        }
        if value.is_empty() {
            let help = match operator {
                Operator::Is => format!("write `!{field}` for networks without it"),
                Operator::IsNot => format!("write `{field}` for networks with it"),
                _ => EXAMPLES.to_owned(),
            };
            return wrong(format!("missing value after `{sign}`"), help);
        }
        if value.starts_with(['=', '<', '>', '~']) {
            let (first, value) = (&value[..1], value[1..].trim_start_matches(['=', '<', '>', '~']).trim());
            let value = if value.is_empty() { "VALUE" } else { value };
            let right = match (sign, first) {
                ("=", "<" | ">") => format!("{first}="),
                ("<", ">") => "!=".to_owned(),
                _ => sign.to_owned(),
            };
            return wrong(
                format!("`{sign}{first}` is not an operator"),
                format!("write `{field}{right}{value}`"),
            );
        }
        let values: Vec<&str> = value.split('|').map(str::trim).collect();
        if values.len() > 1 && !operator.takes_alternatives() {
            return wrong(format!("`{sign}` takes one value"), format!("write `{field}{sign}{}`", values[0]));
        }
        if values.contains(&"") {
            return wrong("missing value beside `|`".to_owned(), format!("write `{field}{sign}A|B`"));
        }
        let condition = match column {
            Some(column) => compare(column, operator, &values, today),
            None if operator.is_equality() => Ok(Self::Within(Within::new(operator, &values))),
            None => {
                let help = format!("write `{IN}={value}` or `{IN}!={value}`");
                Err(Problem::new(format!("`{IN}` cannot be combined with `{sign}`")).help(help))
            }
        };
        let several = several(value).filter(|_| operator.takes_alternatives());
        let several = several.map(|values| format!("{field}{sign}{values}"));
        // The help must be a condition itself.
        let several = several.filter(|condition| Self::parse(condition, today).is_ok_and(|it| it.is_clear()));
        let which = if operator == Operator::IsNot { "neither" } else { "either" };
        let help = several.map(|condition| format!("`{condition}` matches {which}"));
        match (condition, help) {
            (Ok(Self::Field(filter)), Some(help)) => {
                let problem =
                    Problem::new(format!("no network has {} in `{field}`", quoted(value))).help(help);
                Ok(Self::Field(Filter { several: Some(problem), ..filter }))
            }
            (Ok(Self::Within(_)), Some(help)) => {
                Err(Problem::new(format!("{} is not the ID of a denominator", quoted(value))).help(help))
            }
            (Err(problem), Some(help)) => Err(problem.help(help).at(&quoted(input))),
            (condition, _) => condition.map_err(|problem| problem.at(&quoted(input))),
        }
    }

    /// Returns `true` if nothing about it is doubtful.
    fn is_clear(&self) -> bool {
        if let Self::Field(filter) = self { filter.doubts().is_empty() } else { true }
    }
}

/// Returns a value that looks like several in the form that means several: `IOM|UNHCR` for `IOM, UNHCR`.
fn several(value: &str) -> Option<String> {
    let separators = [",", ";", " or "];
    let separator = separators.into_iter().find(|separator| value.contains(separator))?;
    let parts: Vec<&str> = value.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect();
    // An address may contain commas.
    (parts.len() > 1 && !value.contains("://")).then(|| parts.join("|"))
}

/// Returns the condition that a column compares so with one of the values.
fn compare(column: Column, operator: Operator, values: &[&str], today: Day) -> Result<Condition, Problem> {
    let is_date = matches!(column, Column::Field(Field { kind: Kind::Date | Kind::Day, .. }));
    let test = match column {
        _ if operator == Operator::Contains && is_date => {
            let problem = Problem::new("`~` compares texts, not dates");
            return Err(problem.help(format!("write `{}={}`", column.id(), values[0])));
        }
        _ if operator == Operator::Contains => texts(column, operator, values, |value| Ok(value.to_owned()))?,
        Column::Region | Column::SubRegion if operator.is_equality() => {
            let level = if column == Column::Region { Level::Region } else { Level::SubRegion };
            let areas = values.iter().map(|value| area(value, level)).collect::<Result<_, _>>()?;
            Test::Area(operator, areas)
        }
        Column::Key if !operator.is_equality() => texts(column, operator, values, |value| {
            Ok(country::known(value).map_or(value, |country| country.alpha3).to_owned())
        })?,
        Column::Key | Column::Alpha2 | Column::M49 | Column::Field(Field { key: "name", .. })
            if operator.is_equality() =>
        {
            let named = values.iter().map(|value| named(column, value)).collect::<Result<_, _>>()?;
            Test::Country(operator, named)
        }
        Column::Field(field) if matches!(field.kind, Kind::Date | Kind::Day) => {
            if let Some(condition) = DateCondition::parse(field, operator, values, today)? {
                return Ok(Condition::Date(condition));
            }
            texts(column, operator, values, |value| Ok(value.to_owned()))?
        }
        Column::Field(field) if field.kind == Kind::Codes => {
            texts(column, operator, values, |value| input::entry(field, value))?
        }
        Column::Field(field) if field.kind == Kind::Status && operator.is_equality() => {
            texts(column, operator, values, |value| {
                let word = value.to_lowercase();
                input::value(field, &[&word], today).map(|_| word)
            })?
        }
        _ => texts(column, operator, values, |value| Ok(value.to_owned()))?,
    };
    Ok(Condition::Field(Filter { column, test, several: None }))
}

/// Returns the test that a column is one of these texts, each read by `read`.
fn texts(
    column: Column,
    operator: Operator,
    values: &[&str],
    read: impl Fn(&str) -> Result<String, Problem>,
) -> Result<Test, Problem> {
    let form = |value: &&str| {
        let form = form(column, operator, &read(value)?);
        if form.is_empty() {
            let problem = Problem::new(format!("{} has no letter or digit to look for", quoted(value)));
            return Err(problem.help(EXAMPLES));
        }
        Ok(form)
    };
    values.iter().map(form).collect::<Result<_, _>>().map(|forms| Test::Text(operator, forms))
}

/// Returns a country by its name or code. A key or name that is no country's may be that of a network with a slug.
fn named(column: Column, value: &str) -> Result<Named, Problem> {
    let country = country::find(value).map_err(|miss| miss.explained(value));
    if let (Column::Alpha2 | Column::M49, Err(wrong)) = (column, &country) {
        return Err(wrong.clone());
    }
    Ok(Named { country, form: form(column, Operator::Is, value) })
}

fn column(id: &str) -> Result<Column, Problem> {
    Column::of(id).ok_or_else(|| {
        let ids: Vec<&str> = Column::all().map(Column::id).chain([IN]).collect();
        let help = match Table::Network.probable(id, ids.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the fields are {}", all_of(&ids)),
        };
        Problem::new(format!("unknown field {}", quoted(id))).help(help)
    })
}

fn area(input: &str, level: Level) -> Result<&'static Area, Problem> {
    let found = country::find_area(input);
    if let Some(area) = found.filter(|area| area.level == level) {
        return Ok(area);
    }
    let what = if level == Level::Region { "region" } else { "sub-region" };
    let names: Vec<&str> =
        country::areas().iter().filter(|area| area.level == level).map(|area| area.name).collect();
    let help = match (found.map(|area| area.level), nearest(input, names.iter().copied())) {
        (Some(Level::Region), _) => format!("write `region={input}`"),
        (Some(Level::SubRegion), _) => format!("write `sub-region={input}`"),
        (Some(Level::Intermediate), _) => format!("write `--region \"{input}\"` instead"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => format!("write {}", any_of(&names)),
    };
    Err(Problem::new(format!("{} is not a {what} of UN M49", quoted(input))).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn malformed_condition_gets_the_right_form() {
        for (input, said) in [
            ("coordinater=IOM", "did you mean `coordinator`?"),
            ("date<2021", "did you mean `established`?"),
            ("source~x", "did you mean `sources`?"),
            ("what=ever", "the fields are `key`"),
            ("=IOM", "missing field before `=`"),
            ("", "unknown field ``"),
            ("coordinator=", "write `!coordinator`"),
            ("coordinator!=", "write `coordinator` for"),
            ("coordinator==IOM", "write `coordinator=IOM`"),
            ("established=<2021", "write `established<=2021`"),
            ("coordinator<>IOM", "write `coordinator!=IOM`"),
            ("!coordinator=IOM", "write `coordinator!=IOM`"),
            ("coordinator!IOM", "`!` belongs before a field"),
            ("established<2021-13", "month"),
            ("established<..2021", "has no first day"),
            ("region=Afrika", "did you mean `Africa`?"),
            ("region=Eastern Africa", "write `--region \"Eastern Africa\"` instead"),
            ("region=Sub-Saharan Africa", "write `sub-region=Sub-Saharan Africa`"),
            ("m49=3", "not a country or area"),
            ("note~=", "write `note~VALUE`"),
            ("covers=Korea", "`KOR` (Republic of Korea) or `PRK`"),
            ("status=open", "write `planned`, `established` or `closed`"),
            ("note=!", "has no letter or digit to look for"),
        ] {
            let problem = Condition::parse(input, "2026-06-15".parse().expect("a day")).expect_err(input);
            let all = format!("{problem}; {}", problem.help.as_deref().unwrap_or_default());
            assert!(all.contains(said), "{input}: {all}");
        }
    }
}
