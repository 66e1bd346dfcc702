//! The headings of a grid: in which row they are, and which column has what.
//!
//! Titles and merged cells can be above the headings. The row is the first of those in which most columns are known; it
//! must have one that names a country.

use crate::import::cell;
use crate::import::grid::{Content, Grid};
use crate::import::known::{Known, Target};
use crate::import::mapping::{Mapping, same_heading};
use crate::model::Problem;
use crate::text::{all_of, nearest, quoted, shell_word};

/// How many rows are looked at for headings.
const MOST: usize = 100;

/// The shortest heading that can be a misspelt one, in characters.
const SHORTEST: usize = 5;

/// The columns of a grid.
#[derive(Debug)]
pub struct Headings {
    /// The place of their row among the rows of the grid.
    pub at: usize,
    /// The columns that have a heading, in their order.
    pub columns: Vec<Spot>,
    /// The columns that have cells and no heading, counted from 0.
    pub bare: Vec<usize>,
    score: usize,
}

/// A column with its heading.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Which column it is, counted from 0.
    pub column: usize,
    /// Its heading.
    pub title: String,
    /// What is in it, if that is known.
    pub target: Option<Target>,
}

impl Headings {
    /// Finds the headings of a grid; none if no row names a column for countries.
    pub fn find(grid: &Grid, known: &Known, mapping: &Mapping) -> Option<Self> {
        let rows = grid.rows.iter().enumerate().take(MOST);
        let rows = rows.map(|(at, _)| Self::of_row(grid, at, known, mapping));
        // The first of those with most.
        let best = rows.reduce(|best, other| if other.score > best.score { other } else { best })?;
        let mut best = Some(best).filter(|best| best.score > 0)?;
        let is_headed = |column: usize| best.columns.iter().any(|spot| spot.column == column);
        let below = &grid.rows[best.at + 1..];
        let width = below.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let has_cells = |column: &usize| below.iter().any(|row| !row.cell(*column).is_empty());
        best.bare = (0..width).filter(|column| !is_headed(*column)).filter(has_cells).collect();
        Some(best)
    }

    fn of_row(grid: &Grid, at: usize, known: &Known, mapping: &Mapping) -> Self {
        let title = |content: &Content| cell::text(content, grid.dialect).ok().flatten();
        let cells = grid.rows[at].cells.iter().enumerate();
        let spot = |(column, content)| {
            let title: String = title(content)?.split_whitespace().collect::<Vec<_>>().join(" ");
            let target = match mapping.target(&title) {
                Some(name) => known.target(name).or(Some(Target::Left)),
                None => known.target(&title),
            };
            Some(Spot { column, title, target })
        };
        let columns: Vec<Spot> = cells.filter_map(spot).collect();
        let is_known = |spot: &&Spot| spot.target.is_some();
        let names_country = |spot: &Spot| spot.target.is_some_and(Target::names_country);
        let score =
            if columns.iter().any(names_country) { columns.iter().filter(is_known).count() } else { 0 };
        Self { at, columns, bare: Vec::new(), score }
    }

    /// Returns how many columns are known, and more for headings that are more certainly headings.
    pub fn score(&self) -> usize {
        self.score
    }

    /// Returns `true` if several things are known of each row: in a sheet on the columns, each row has the names of one.
    pub fn are_several(&self) -> bool {
        let mut targets = self.known().map(|(_, target)| target);
        targets.next().is_some_and(|first| targets.any(|target| target != first))
    }

    /// Returns the columns with what is in them.
    pub fn known(&self) -> impl Iterator<Item = (&Spot, Target)> {
        self.columns.iter().filter_map(|spot| Some((spot, spot.target?)))
    }

    /// Returns the heading of a column.
    pub fn title(&self, column: usize) -> Option<&str> {
        self.columns.iter().find(|spot| spot.column == column).map(|spot| spot.title.as_str())
    }

    /// Checks that each column is one field, and that no heading is nearly one that is known.
    ///
    /// # Errors
    /// For all headings that are wrong in one of the two ways.
    pub fn check(&self) -> Result<(), Problem> {
        for (at, (spot, target)) in self.known().enumerate() {
            let same = self.known().take(at).find(|(_, other)| target.is_single() && *other == target);
            if let Some((other, _)) = same {
                let (one, two) = (quoted(&other.title), quoted(&spot.title));
                let columns = format!("{} and {}", cell::letters(other.column), cell::letters(spot.column));
                // `--map` would leave out both columns with one heading.
                let help = if same_heading(&other.title, &spot.title) {
                    format!("give the column {} another heading", cell::letters(spot.column))
                } else {
                    format!("`--map {}` leaves one out", shell_word(&format!("{}=", spot.title)))
                };
                return Err(Problem::new(format!(
                    "the columns {one} and {two} ({columns}) are both `{target}`"
                ))
                .help(help));
            }
        }
        // A short word, such as `No.`, is near to many.
        let near = |spot: &Spot| {
            let is_unknown = spot.target.is_none() && spot.title.chars().count() >= SHORTEST;
            let near = nearest(&spot.title.to_lowercase(), Known::names()).filter(|_| is_unknown)?;
            Some((spot.title.clone(), near.to_owned()))
        };
        let near: Vec<(String, String)> = self.columns.iter().filter_map(near).collect();
        let Some((title, name)) = near.first() else { return Ok(()) };
        let titles: Vec<&str> = near.iter().map(|(title, _)| title.as_str()).collect();
        let column = if near.len() == 1 { "column" } else { "columns" };
        let map = |field: &str| shell_word(&format!("{title}={field}"));
        let help = format!("`--map {}` if it is `{name}`, `--map {}` to leave it out", map(name), map(""));
        Err(Problem::new(format!("unknown {column} {}", all_of(&titles))).help(help))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::Row;

    fn checked(titles: &[&str]) -> Result<(), String> {
        let cells = titles.iter().map(|title| Content::Text((*title).to_owned())).collect();
        let grid = Grid { rows: vec![Row { number: 1, cells }], ..Grid::default() };
        let (known, mapping) = (Known::new(), Mapping::default());
        let headings = Headings::find(&grid, &known, &mapping).expect("headings");
        headings.check().map_err(|problem| problem.help.unwrap_or_default())
    }

    #[test]
    fn heading_that_is_nearly_known_is_a_problem_if_it_is_long_enough() {
        assert!(checked(&["country", "establishd"]).is_err_and(|help| help.contains("established")));
        for short in ["No", "X", "Nr.", "#", "URL"] {
            assert_eq!(checked(&["country", short]), Ok(()), "{short}");
        }
    }

    #[test]
    fn column_that_is_there_twice_is_not_left_out_twice() {
        assert_eq!(checked(&["key", "note", "Note"]), Err("give the column C another heading".to_owned()));
        assert_eq!(checked(&["key", "chairs", "chair"]), Err("`--map chair=` leaves one out".to_owned()));
    }
}
