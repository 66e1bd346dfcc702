//! A sheet as columns, aligned by display width.
//!
//! Long cells are wrapped to fit a width, if one is given; rows become cards where columns would be too narrow. A cell
//! from right to left does not move its neighbours.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr;

use crate::model::Language;
use crate::render::networks::rows::Rows;
use crate::render::networks::sheet::{Heading, Sheet, Values};
use crate::render::networks::{bars, narrow, wrap::broken};
use crate::select::cell::Cell;
use crate::text::{is_harmless, is_right_to_left, isolated, visible};

/// Returns a sheet as a table; `width` is that of the terminal in columns, none without a terminal.
pub fn render(sheet: &Sheet<Rows<'_>>, width: Option<u16>) -> String {
    let (cells, widths) = Cells::of(sheet);
    let mut numbers: Vec<bool> = sheet.columns.iter().map(|heading| heading.kind == Values::Counts).collect();
    let mut out = String::new();
    let fits = width.is_none_or(|width| narrow::fits(widths.iter().copied(), GAP.len(), width.into()));
    let Some(width) = width.filter(|_| sheet.has_bars || !fits) else {
        cells.align(&widths, &numbers, &mut out);
        return out;
    };
    if !fits && narrow::needs_cards(&widths, GAP.len(), width.into()) {
        return narrow::cards(sheet, width.into());
    }
    let mut rows = cells.in_words(LONG.max(width.into()));
    if sheet.has_bars {
        let taken = widths.iter().map(|width| width + GAP.len()).sum();
        let bars = bars::of(sheet, usize::from(width).saturating_sub(taken));
        numbers.push(false);
        let bars = std::iter::once(String::new()).chain(bars);
        rows.iter_mut().zip(bars).for_each(|(row, bar)| row.push(bar));
    }
    fitted(rows, &numbers, width).for_each(|line| put_line(&mut out, &line));
    out
}

/// Adds a line without the spaces at its end, with its cells from right to left isolated.
fn put_line(out: &mut String, line: &str) {
    let line = line.trim_end();
    if line.is_ascii() {
        out.push_str(line);
    } else {
        out.push_str(&set_apart(&line.replace(NON_JOINER, "")));
    }
    out.push('\n');
}

/// The cells of a table, row after row, as they are laid out; the first row is the heading. There may be many, so their
/// texts are in one.
struct Cells {
    text: String,
    /// Of each cell, how long its text is, and how many columns it takes.
    lengths: Vec<(usize, usize)>,
    columns: usize,
    /// Whether a cell is written from right to left.
    has_turned: bool,
}

impl Cells {
    /// Returns the cells of a sheet, and the width of the widest one of each column.
    fn of(sheet: &Sheet<Rows<'_>>) -> (Self, Vec<usize>) {
        let columns = sheet.columns.len();
        let lengths = Vec::with_capacity((sheet.rows.len() + 1) * columns);
        let mut cells = Self { text: String::new(), lengths, columns, has_turned: false };
        let language = sheet.language;
        let title = |heading: &Heading| heading.title_in(language).to_uppercase();
        sheet.columns.iter().for_each(|heading| cells.push(&title(heading)));
        let mut widths: Vec<usize> = cells.lengths.iter().map(|(_, width)| *width).collect();
        let mut buffer = String::new();
        for row in sheet.rows.iter() {
            let start = cells.lengths.len();
            cells.push_row(row, language, &mut buffer);
            for (widest, (_, width)) in widths.iter_mut().zip(&cells.lengths[start..]) {
                *widest = *width.max(widest);
            }
        }
        (cells, widths)
    }

    /// Adds the cells of a row. In most rows there is nothing that must be changed, which is seen at one look.
    fn push_row(&mut self, row: &[Cell<'_>], language: Language, buffer: &mut String) {
        let (start, first) = (self.text.len(), self.lengths.len());
        for cell in row {
            let text = cell.text(language, buffer);
            self.text.push_str(text);
            self.lengths.push((text.len(), text.len()));
        }
        if !is_harmless(&self.text[start..]) {
            self.text.truncate(start);
            self.lengths.truncate(first);
            for cell in row {
                self.push(cell.text(language, buffer));
            }
        }
    }

    /// Adds a cell. One from right to left has no double spaces, because these end a cell.
    fn push(&mut self, text: &str) {
        let mut text = visible(text);
        if is_right_to_left(&text) {
            self.has_turned = true;
            text = unjoined(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into();
        }
        self.text.push_str(&text);
        self.lengths.push((text.len(), text.width()));
    }

    /// Returns the text of each cell, and how many columns it takes.
    fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        let mut rest = self.text.as_str();
        self.lengths.iter().map(move |(length, width)| {
            let (text, others) = rest.split_at(*length);
            rest = others;
            (text, *width)
        })
    }

    /// Makes the lines of a table of any width, a line for each row. The library for fitted tables breaks cells of 65,536
    /// columns and more.
    fn align(&self, widths: &[usize], numbers: &[bool], out: &mut String) {
        let spaces = " ".repeat(widths.iter().map(|width| width + GAP.len()).sum());
        let mut cells = self.iter();
        for _ in self.lengths.chunks(self.columns.max(1)) {
            let start = out.len();
            // The spaces since the last text; none are at the end of a line.
            let mut gap = 0;
            for ((width, is_number), (text, length)) in widths.iter().zip(numbers).zip(&mut cells) {
                let pad = width - length;
                let (before, behind) = if *is_number { (pad, 0) } else { (0, pad) };
                gap += before;
                if !text.is_empty() {
                    out.push_str(&spaces[..gap]);
                    out.push_str(text);
                    gap = 0;
                }
                gap += behind + GAP.len();
            }
            if self.has_turned {
                let line = out.split_off(start);
                put_line(out, &line);
            } else {
                out.truncate(start + out[start..].trim_end().len());
                out.push('\n');
            }
        }
    }

    /// Returns the rows with line ends in words that have more than `most` columns.
    fn in_words(&self, most: usize) -> Vec<Vec<String>> {
        let mut cells = self.iter().map(|(cell, _)| broken(cell.to_owned(), most));
        let rows = self.lengths.chunks(self.columns.max(1));
        rows.map(|row| cells.by_ref().take(row.len()).collect()).collect()
    }
}

/// Returns the lines of a table that is at most as wide as a terminal; the first row is the heading.
fn fitted(rows: Vec<Vec<String>>, numbers: &[bool], width: u16) -> impl Iterator<Item = String> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    let mut rows = rows.into_iter();
    table.set_header(rows.next().unwrap_or_default());
    table.add_rows(rows);
    for (at, (column, is_number)) in table.column_iter_mut().zip(numbers).enumerate() {
        column.set_padding((0, if at + 1 < numbers.len() { GAP_WIDTH } else { 0 }));
        if *is_number {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().collect::<Vec<_>>().into_iter()
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
