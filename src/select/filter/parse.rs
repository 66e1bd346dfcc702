//! Parses a condition: `coordinator=IOM`, `established<2021`, `!website`.
//!
//! Countries, regions and dates are written as everywhere. A condition that is malformed gets the nearest field or an
//! example as its help.

use crate::model::{Area, Day, Field, Kind, Level, Problem, Table, country, input};
use crate::select::column::Column;
use crate::select::filter::condition::{Filter, Operator, Test, form};
use crate::text::{all_of, any_of, nearest, quoted};

/// Examples of conditions, for a help line.
const EXAMPLES: &str = "write for example `coordinator=IOM`, `established<2021`, `sources~iom.int`, \
    `website` if it is given, `!website` if it is not";

impl Filter {
    /// Parses a condition: a field, `=`, `!=`, `~` (contains), `<`, `<=`, `>` or `>=`, and a value. A field alone asks
    /// whether it is given, `!` and a field whether it is not.
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
            let test = if is_negated { Test::Absent } else { Test::Present };
            return Ok(Self { column: column(rest.trim())?, test });
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
        let column = column(field)?;
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
        Self::compare(column, operator, value, today).map_err(|problem| problem.at(&quoted(input)))
    }

    fn compare(column: Column, operator: Operator, value: &str, today: Day) -> Result<Self, Problem> {
        let text = |value: &str| {
            let form = form(column, operator, value);
            if form.is_empty() {
                return Err(Problem::new(format!("{} has no letter or digit to look for", quoted(value)))
                    .help(EXAMPLES));
            }
            Ok(Self { column, test: Test::Text(operator, form) })
        };
        match column {
            _ if operator == Operator::Contains => text(value),
            Column::Region | Column::SubRegion if operator.is_equality() => {
                let level = if column == Column::Region { Level::Region } else { Level::SubRegion };
                Ok(Self { column, test: Test::Area(operator, area(value, level)?) })
            }
            Column::Key if !operator.is_equality() => {
                text(country::find(value).map_or(value, |country| country.alpha3))
            }
            Column::Key | Column::Alpha2 | Column::M49 | Column::Field(Field { key: "name", .. })
                if operator.is_equality() =>
            {
                Self::country(column, operator, value)
            }
            Column::Field(Field { kind: Kind::Date | Kind::Day, .. }) => {
                let when = input::when(value, today)?;
                if matches!(operator, Operator::Before | Operator::From) && when.earliest().is_none() {
                    return Err(Problem::new(format!("`{when}` has no first day"))
                        .help("write a day, a month, a year, or a set with both ends"));
                }
                Ok(Self { column, test: Test::Date(operator, when, today) })
            }
            Column::Field(field) if field.kind == Kind::Codes => text(&input::entry(field, value)?),
            Column::Field(field) if field.kind == Kind::Status && operator.is_equality() => {
                let word = value.to_lowercase();
                input::value(field, &[&word], today)?;
                text(&word)
            }
            _ => text(value),
        }
    }

    /// Returns the condition that a network is that of a country. A key or name that is no country's may be that of a
    /// network with a slug.
    fn country(column: Column, operator: Operator, value: &str) -> Result<Self, Problem> {
        let country = country::find(value).map_err(|miss| miss.explained(value));
        // A key or name that is no country's may be that of what is not one country's.
        if let (Column::Alpha2 | Column::M49, Err(wrong)) = (column, &country) {
            return Err(wrong.clone());
        }
        Ok(Self { column, test: Test::Country(operator, country, form(column, operator, value)) })
    }
}

fn column(id: &str) -> Result<Column, Problem> {
    Column::of(id).ok_or_else(|| {
        let ids: Vec<&str> = Column::all().map(Column::id).collect();
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
            ("m49=4", "not a country or area"),
            ("note~=", "write `note~VALUE`"),
            ("covers=Korea", "`KOR` (Republic of Korea) or `PRK`"),
            ("status=open", "write `planned`, `established` or `closed`"),
            ("note=!", "has no letter or digit to look for"),
        ] {
            let problem = Filter::parse(input, "2026-06-15".parse().expect("a day")).expect_err(input);
            let all = format!("{problem}; {}", problem.help.as_deref().unwrap_or_default());
            assert!(all.contains(said), "{input}: {all}");
        }
    }
}
