//! Columns aligned by display width.
//!
//! Promises: fits the width that it is given by wrapping long cells, and wraps nothing where
//! none is given; no cell can steer the terminal; one that is written from right to left does not
//! pull its neighbours along; lines carry no trailing blanks.

use std::borrow::Cow;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use crate::query::Cell;
use crate::render::sheet::Sheet;
use crate::text::{isolated, visible};

/// Renders a sheet; `width` is that of the terminal in columns, none where there is no terminal.
#[must_use]
pub fn render(sheet: &Sheet, width: Option<u16>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    match width {
        Some(width) => {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        None => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    table.set_header(sheet.columns.iter().map(|(_, title)| title.to_uppercase()));
    for row in &sheet.rows {
        table.add_row(row.iter().map(|cell| laid_out(&visible(&cell.to_text()))));
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if sheet.rows.iter().all(|row| matches!(row.get(at), Some(Cell::Range(..)))) && !sheet.rows.is_empty()
        {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut out = String::new();
    for line in table.lines() {
        out.push_str(&set_apart(&line.trim_end().replace(NON_JOINER, "")));
        out.push('\n');
    }
    out
}

/// The letter lam.
const LAM: char = '\u{0644}';

/// The four forms of alef that join with a lam before them.
const ALEFS: [char; 4] = ['\u{0622}', '\u{0623}', '\u{0625}', '\u{0627}'];

/// Returns a cell as it is laid out: two blanks stand between cells alone where a cell is written from
/// right to left, so that it is set apart as a whole.
fn laid_out(text: &str) -> String {
    match isolated(text) {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(_) => unjoined(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Keeps lam and alef from joining while columns are laid out: terminals give the two letters two
/// columns, Unicode's rule for their ligature (Unicode Standard Annex 11) gives them one. The mark is
/// taken out of each line again.
fn unjoined(text: &str) -> String {
    ALEFS.iter().fold(text.to_owned(), |text, alef| {
        text.replace(&format!("{LAM}{alef}"), &format!("{LAM}{NON_JOINER}{alef}"))
    })
}

/// A mark that keeps letters from joining and takes no column. No cell has it: there it is spelt out.
const NON_JOINER: char = '\u{2066}';

/// Sets the cells of a line apart that are written from right to left. It is done line by line, since
/// a cell may go over several; two blanks at least stand between cells.
fn set_apart(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, part) in line.split("  ").enumerate() {
        if at > 0 {
            out.push_str("  ");
        }
        let cell = part.trim_start();
        out.push_str(&part[..part.len() - cell.len()]);
        out.push_str(&isolated(cell));
    }
    out
}
