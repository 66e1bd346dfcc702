//! Which network a row is about: what its cells say of it must agree.

use crate::import::cell;
use crate::import::country::{self, Named};
use crate::import::finding::Finding;
use crate::import::grid::{Grid, Row};
use crate::import::headings::{Headings, Spot};
use crate::import::known::Target;
use crate::model::Problem;
use crate::text::quoted;

/// The columns that say which network a row is about.
pub struct Identities<'g> {
    /// The cells.
    pub grid: &'g Grid,
    /// The columns.
    pub headings: &'g Headings,
    /// The columns that have names and not only codes, counted from 0: in these, `NA` is perhaps no code.
    with_names: Vec<usize>,
}

impl<'g> Identities<'g> {
    /// Returns those of a grid.
    pub fn of(grid: &'g Grid, headings: &'g Headings) -> Self {
        let text = |row: &Row, column: usize| {
            let text = cell::text(row.cell(column), grid.dialect).ok().flatten();
            text.filter(|text| !country::is_na(text))
        };
        let has_names = |column: &usize| {
            let below = &grid.rows[headings.at + 1..];
            let mut texts = below.iter().filter_map(|row| text(row, *column)).peekable();
            texts.peek().is_none() || texts.any(|text| !country::is_code(&text))
        };
        let names = headings.known().filter(|(_, target)| target.can_be_name()).map(|(spot, _)| spot.column);
        Self { grid, headings, with_names: names.filter(has_names).collect() }
    }

    /// Returns which network a row is about, if its cells agree. What is wrong goes to `findings`.
    pub fn of_row(&self, row: &Row, findings: &mut Vec<Finding>) -> Option<Named> {
        let before = findings.len();
        let mut named: Vec<(usize, Target, Named)> = Vec::new();
        for (spot, target) in self.headings.known().filter(|(_, target)| target.names_country()) {
            match self.named(spot, target, row) {
                Ok(found) => named.extend(found.map(|found| (spot.column, target, found))),
                Err(problem) => findings.push(Finding::of_cell(row.number, spot.column, problem)),
            }
        }
        // A slug says more than the name beside it, and a code more than a name.
        let slug = named.iter().find(|(_, _, named)| matches!(named, Named::Slug(_)));
        let country = || named.iter().find(|(_, _, named)| matches!(named, Named::Country(_)));
        let Some((_, _, first)) = slug.or_else(country) else {
            match named.first() {
                _ if findings.len() > before => {}
                Some((column, _, Named::Name(name))) => {
                    findings.push(Finding::of_cell(row.number, *column, country::unknown(name)));
                }
                _ => findings.push(Finding::of_row(row.number, nameless(self.headings))),
            }
            return None;
        };
        for (column, target, other) in &named {
            let fits = match first {
                Named::Country(country) => country::fits(country, other),
                // Its name can be any, but a column of countries has none for it.
                Named::Slug(key) if !matches!(target, Target::Field(_)) => country::fits_slug(key, other),
                _ => Ok(()),
            };
            if let Err(problem) = fits {
                findings.push(Finding::of_cell(row.number, *column, problem));
            }
        }
        Some(first.clone())
    }

    /// Returns what a cell says; `None` if there is nothing in it.
    fn named(&self, spot: &Spot, target: Target, row: &Row) -> Result<Option<Named>, Problem> {
        let content = row.cell(spot.column);
        let text = cell::text(content, self.grid.dialect)?;
        match text.filter(|text| country::is_na(text) && self.with_names.contains(&spot.column)) {
            Some(text) => Ok(Some(Named::Name(text))),
            None => country::named(target, content, self.grid.dialect),
        }
    }
}

/// Returns the problem of a row that names no country.
fn nameless(headings: &Headings) -> Problem {
    let column = headings.known().find(|(_, target)| target.names_country());
    let title = column.map_or(String::new(), |(spot, _)| format!(" in the column {}", quoted(&spot.title)));
    Problem::new("the row does not say which country it is about")
        .help(format!("write the name or code of the country{title}, or empty the row"))
}

#[cfg(test)]
mod tests {
    use crate::import::sample;

    #[test]
    fn na_is_namibia_in_a_column_of_codes_only() {
        for (sheet, networks, findings) in [
            ("key,note\nNA,x\n", 1, 0),
            ("alpha-2,note\nNA,x\n", 1, 0),
            ("country,note\nNA,x\nZM,x\n", 2, 0),
            ("country,note\nNA,x\nZambia,x\n", 1, 1),
            ("name,note\nna,x\n", 0, 1),
            ("name,note\nNA,x\nUSA,x\nZambia,x\n", 2, 1),
            ("key,name\nNAM,NA\n", 1, 0),
            ("key,name\nZMB,NA\n", 0, 1),
        ] {
            let reading = sample::reading(sheet);
            assert_eq!((reading.incoming.len(), reading.findings.len()), (networks, findings), "{sheet}");
        }
        let problem = &sample::reading("country\nNA\n").findings[0].problem;
        assert!(problem.message.contains("Namibia"), "{problem}");
    }

    #[test]
    fn country_beside_the_key_of_another_network_is_a_problem() {
        for sheet in ["key,alpha-2,name\npacific,ZM,Pacific\n", "key,country,name\npacific,Zambia,Pacific\n"]
        {
            let reading = sample::reading(sheet);
            assert!(reading.incoming.is_empty(), "{sheet}");
            let problem = &reading.findings[0].problem.message;
            assert_eq!(problem, "the row is about `pacific`, and this is Zambia (ZMB)");
        }
        assert!(sample::reading("key,alpha-2,name\npacific,,Pacific\n").findings.is_empty());
    }
}
