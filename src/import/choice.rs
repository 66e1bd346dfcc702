//! The sheet that is imported: the one with headings of networks, or the one that is named.

use crate::import::cell;
use crate::import::document::Document;
use crate::import::grid::Grid;
use crate::import::headings::{Headings, Spot};
use crate::import::known::{Known, Target};
use crate::import::mapping::{Mapping, same_heading};
use crate::model::Problem;
use crate::text::{all_of, counted, quoted, shell_word};

/// A sheet of networks.
#[derive(Debug)]
pub struct Sheet {
    /// Its cells.
    pub grid: Grid,
    /// Its columns.
    pub headings: Headings,
    /// The names of other sheets that seem to have networks.
    pub others: Vec<String>,
}

/// Returns the sheet to import; `name` is that of a sheet, if one is named.
///
/// # Errors
/// If no sheet has headings of networks, or several have, or if a heading is wrong.
pub fn choose(document: Document, name: Option<&str>, mapping: &Mapping) -> Result<Sheet, Problem> {
    let known = Known::new();
    mapping.check(&known)?;
    let are_readings = document.are_readings;
    let (mut sheets, mut names, mut failed): (Vec<Sheet>, Vec<String>, Vec<Problem>) = Default::default();
    for grid in document.grids {
        let grid = match grid {
            Ok(grid) => grid,
            Err(problem) => {
                failed.push(problem);
                continue;
            }
        };
        names.extend(grid.name.clone());
        let is_named = |name: &str| grid.name.as_deref() == Some(name);
        if name.is_some_and(|name| !is_named(name)) {
            continue;
        }
        if let Some(headings) = Headings::find(&grid, &known, mapping) {
            sheets.push(Sheet { grid, headings, others: Vec::new() });
        }
    }
    // A sheet that cannot be read may be the one that is meant.
    if !are_readings && name.is_none() && !failed.is_empty() {
        return Err(failed.swap_remove(0));
    }
    if let Some(name) = name.filter(|name| !names.iter().any(|other| other == name)) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        return Err(Problem::new(format!("there is no sheet {}", quoted(name))).suggest(
            name,
            names.iter().copied(),
            || format!("the sheets are {}", some_of(&names)),
        ));
    }
    let most = sheets.iter().map(|sheet| sheet.headings.score()).max().unwrap_or_default();
    // A sheet on something else can have a word or two that are headings of networks.
    let is_rival = |sheet: &Sheet| sheet.headings.score() * 2 > most;
    let rivals: Vec<&str> = sheets
        .iter()
        .filter(|sheet| is_rival(sheet))
        .filter_map(|sheet| sheet.grid.name.as_deref())
        .collect();
    if let ([first, _, ..], false) = (rivals.as_slice(), are_readings) {
        let problem = Problem::new(format!(
            "{} have rows of networks: {}",
            counted(rivals.len(), "sheet"),
            some_of(&rivals)
        ));
        return Err(problem.help(format!("choose one, such as `--sheet '{first}'`")));
    }
    let at = sheets.iter().position(|sheet| sheet.headings.score() == most);
    let Some(mut sheet) = at.map(|at| sheets.swap_remove(at)) else {
        return Err(failed.into_iter().next().unwrap_or_else(none));
    };
    if !are_readings {
        let has_networks = |other: &&Sheet| other.headings.are_several();
        sheet.others =
            sheets.iter().filter(has_networks).filter_map(|other| other.grid.name.clone()).collect();
    }
    sheet.headings.check()?;
    check_given(mapping, &sheet.headings)?;
    Ok(sheet)
}

/// Checks that the headings that are given in this run are in a sheet.
fn check_given(mapping: &Mapping, headings: &Headings) -> Result<(), Problem> {
    let titles: Vec<&str> = headings.columns.iter().map(|spot| spot.title.as_str()).collect();
    let is_there = |heading: &str| titles.iter().any(|title| same_heading(title, heading));
    match mapping.given().iter().find(|(heading, _)| !is_there(heading)) {
        None => Ok(()),
        Some((heading, _)) => Err(Problem::new(format!("there is no column {}", quoted(heading))).suggest(
            heading,
            titles.iter().copied(),
            || format!("the columns are {}", all_of(&titles)),
        )),
    }
}

/// Returns names for a sentence: the first ones, and the last words say if there are more.
fn some_of(names: &[&str]) -> String {
    const FEW: usize = 5;
    let first = all_of(&names[..names.len().min(FEW)]);
    if names.len() > FEW { format!("{first}, and others") } else { first }
}

fn none() -> Problem {
    Problem::new("no row has the headings of networks").help(
        "name the columns in the first row: one `country` or `key`, then fields such as `established` and `sources`",
    )
}

impl Sheet {
    /// Returns what a row is called: `row`, `line` or `item`.
    pub fn unit(&self) -> &'static str {
        self.grid.unit.word()
    }

    /// Returns what people should know about how the sheet was read, a sentence each. What `follows` from other columns is
    /// only said if a change of it would not be found.
    pub fn notes(&self, follows: bool) -> Vec<String> {
        let Self { grid, headings, others } = self;
        let mut notes = Vec::new();
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        if let (Some(first), Some(own)) = (others.first(), &grid.name) {
            let sheets = if others.len() == 1 { "the sheet" } else { "the sheets" };
            notes.push(format!(
                "{} is imported, and not {sheets} {}; `--sheet '{first}'` imports another",
                quoted(own),
                some_of(&others)
            ));
        }
        if headings.at > 0 {
            let sheet =
                grid.name.as_ref().map_or(String::new(), |name| format!(" of the sheet {}", quoted(name)));
            let (unit, number) = (grid.unit.word(), grid.rows[headings.at].number);
            notes.push(format!("the headings are in {unit} {number}{sheet}; what is above is not imported"));
        }
        let titles = |is_it: &dyn Fn(&Spot) -> bool| -> Vec<String> {
            headings.columns.iter().filter(|spot| is_it(spot)).map(|spot| spot.title.clone()).collect()
        };
        let derived = titles(&|spot| spot.target.is_some_and(Target::is_derived));
        if follows && !derived.is_empty() {
            let derived: Vec<&str> = derived.iter().map(String::as_str).collect();
            let them = if derived.len() == 1 { "it" } else { "them" };
            notes.push(format!(
                "not imported, because netreg works {them} out from other columns: {}",
                all_of(&derived)
            ));
        }
        let unknown = titles(&|spot| spot.target.is_none());
        let bare = headings.bare.iter().map(|column| cell::letters(*column));
        if let Some(first) = unknown.first() {
            let columns: Vec<&str> = unknown.iter().map(String::as_str).collect();
            let names = if columns.len() == 1 { "this name" } else { "these names" };
            let map = shell_word(&format!("{first}=FIELD"));
            notes.push(format!(
                "not imported, because no field has {names}: {}; `--map {map}` imports a column as one of the fields \
                 in `netreg help list`",
                some_of(&columns)
            ));
        }
        let bare: Vec<String> = bare.collect();
        if !bare.is_empty() {
            let bare: Vec<&str> = bare.iter().map(String::as_str).collect();
            let has =
                if bare.len() == 1 { "it has no heading: column" } else { "they have no heading: columns" };
            notes.push(format!("not imported, because {has} {}", all_of(&bare)));
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::{Content, Row};

    fn sheet(name: &str, headings: &[&str]) -> Grid {
        let cells = headings.iter().map(|heading| Content::Text((*heading).to_owned())).collect();
        Grid { name: Some(name.to_owned()), rows: vec![Row { number: 1, cells }], ..Grid::default() }
    }

    fn chosen(grids: Vec<Result<Grid, Problem>>, name: Option<&str>) -> Result<Vec<String>, Problem> {
        let document = Document { grids, ..Document::default() };
        Ok(choose(document, name, &Mapping::default())?.notes(true))
    }

    #[test]
    fn sheet_with_networks_is_not_left_out_in_silence() {
        let africa = || Ok(sheet("Africa", &["Country", "Established", "Sources", "Note"]));
        let asia = || Ok(sheet("Asia", &["Country", "Established"]));
        let notes = chosen(vec![africa(), asia(), Ok(sheet("Columns", &["Name", "name", "x"]))], None)
            .expect("a sheet");
        assert_eq!(
            notes,
            ["`Africa` is imported, and not the sheet `Asia`; `--sheet 'Asia'` imports another"]
        );
        assert_eq!(chosen(vec![africa(), asia()], Some("Asia")), Ok(Vec::new()));
        let problem = chosen(vec![africa(), africa()], None).expect_err("two are as good");
        assert!(problem.message.contains("2 sheets have rows of networks"), "{problem}");
        let damaged = || Err(Problem::new("damaged"));
        assert!(chosen(vec![africa(), damaged()], None).is_err());
        assert!(chosen(vec![africa(), damaged()], Some("Africa")).is_ok());
    }
}
