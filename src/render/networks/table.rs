//! A sheet as columns, aligned by display width.
//!
//! Long cells are wrapped to fit a width, if one is given; rows become cards where columns would be too narrow. A cell
//! from right to left does not move its neighbours.

use std::borrow::Cow;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr;

use crate::render::networks::sheet::{Heading, Sheet, Values};
use crate::render::networks::{bars, narrow, wrap::broken};
use crate::select::cell::Cell;
use crate::text::{isolated, visible};

/// Returns a sheet as a table; `width` is that of the terminal in columns, none without a terminal.
pub fn render(sheet: &Sheet, width: Option<u16>) -> String {
    let language = sheet.language;
    let head = |heading: &Heading| laid_out(&heading.title_in(language).to_uppercase());
    let row = |row: &Vec<Cell>| row.iter().map(|cell| laid_out(&visible(&cell.to_text(language)))).collect();
    let mut rows: Vec<Vec<String>> =
        std::iter::once(sheet.columns.iter().map(head).collect()).chain(sheet.rows.iter().map(row)).collect();
    let mut numbers: Vec<bool> = sheet.columns.iter().map(|heading| heading.kind == Values::Counts).collect();
    let widths = widths(&rows);
    if width.is_some_and(|width| narrow::needs_cards(&widths, GAP.len(), width.into())) {
        return narrow::cards(sheet, width.unwrap_or_default().into());
    }
    if let Some(width) = width.filter(|_| sheet.has_bars) {
        let taken = widths.iter().map(|width| width + GAP.len()).sum();
        let bars = bars::of(sheet, usize::from(width).saturating_sub(taken));
        numbers.push(false);
        rows.iter_mut().skip(1).zip(bars).for_each(|(row, bar)| row.push(bar));
        rows[0].push(String::new());
    }
    let mut out = String::new();
    let mut put = |line: &str| {
        let line = line.trim_end();
        if line.is_ascii() {
            out.push_str(line);
        } else {
            out.push_str(&set_apart(&line.replace(NON_JOINER, "")));
        }
        out.push('\n');
    };
    match width {
        Some(width) => fitted(rows, &numbers, width).for_each(|line| put(&line)),
        None => aligned(&rows, &widths, &numbers).for_each(|line| put(&line)),
    }
    out
}

/// Returns the lines of a table that is at most as wide as a terminal; the first row is the heading.
fn fitted(rows: Vec<Vec<String>>, numbers: &[bool], width: u16) -> impl Iterator<Item = String> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    let mut rows = rows.into_iter();
    table.set_header(rows.next().unwrap_or_default());
    let most = LONG.max(width.into());
    table.add_rows(rows.map(|row| row.into_iter().map(move |cell| broken(cell, most)).collect::<Vec<_>>()));
    for (at, (column, is_number)) in table.column_iter_mut().zip(numbers).enumerate() {
        column.set_padding((0, if at + 1 < numbers.len() { GAP_WIDTH } else { 0 }));
        if *is_number {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().collect::<Vec<_>>().into_iter()
}

/// Returns the lines of a table of any width, a line for each row. The library for fitted tables breaks cells of 65,536
/// columns and more. Lines are made one at a time, because one long cell makes every line long.
fn aligned(rows: &[Vec<String>], widths: &[usize], numbers: &[bool]) -> impl Iterator<Item = String> {
    rows.iter().map(move |row| {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
            // The last column needs no padding.
            let pad = if at + 1 < row.len() || numbers[at] { width - columns(cell) } else { 0 };
            let (before, behind) = if numbers[at] { (pad, 0) } else { (0, pad) };
            line.extend(std::iter::repeat_n(' ', before));
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', behind));
            line.push_str(GAP);
        }
        line
    })
}

/// Returns how many columns a cell takes.
fn columns(cell: &str) -> usize {
    // There are no control characters in a cell.
    if cell.is_ascii() { cell.len() } else { cell.width() }
}

/// Returns the width of the widest cell of each column.
fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let mut widths = vec![0; rows.first().map_or(0, Vec::len)];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = columns(cell).max(*widest);
        }
    }
    widths
}

/// The most columns of a word in a table of a limited width: the library measures what is left of a word for each of
/// its lines, so the time would grow with the square of the length.
const LONG: usize = 4096;

/// The gap between two columns.
const GAP: &str = "  ";
const GAP_WIDTH: u16 = 2;

/// The letter lam.
const LAM: char = '\u{0644}';

/// The four forms of alef that join with a lam before them.
const ALEFS: [char; 4] = ['\u{0622}', '\u{0623}', '\u{0625}', '\u{0627}'];

/// Returns a cell as it is laid out. A cell from right to left has no double spaces, because these end a cell.
fn laid_out(text: &str) -> String {
    match isolated(text) {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(_) => unjoined(&text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Keeps lam and alef from joining while columns are laid out: terminals give the two letters two
/// columns, Unicode's rule for their ligature (Unicode Standard Annex 11) gives them one. The mark is
/// removed from each line again.
fn unjoined(text: &str) -> String {
    ALEFS.iter().fold(text.to_owned(), |text, alef| {
        text.replace(&format!("{LAM}{alef}"), &format!("{LAM}{NON_JOINER}{alef}"))
    })
}

/// A mark that keeps letters from joining and takes no column. It is in no cell, because it is escaped there; dates are
/// isolated with it only after it is removed.
const NON_JOINER: char = '\u{2066}';

/// Isolates the cells of a line that are written from right to left. This is done line by line, because a cell may have
/// several; at least two spaces are between cells.
fn set_apart(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, part) in line.split(GAP).enumerate() {
        if at > 0 {
            out.push_str(GAP);
        }
        let cell = part.trim_start();
        out.push_str(&part[..part.len() - cell.len()]);
        out.push_str(&isolated(cell));
    }
    out
}
