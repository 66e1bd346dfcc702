//! The widths of columns, the heights of rows, and how a sheet is printed.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::render::networks::wrap::{columns, wrapped};

/// The narrowest and the widest column, in characters: longer texts are wrapped.
const NARROWEST: usize = 8;
pub const WIDEST: usize = 50;

/// The room beside a text: that of its own margins, and in a heading that of the button of the filter.
const MARGIN: usize = 2;
const BUTTON: usize = 3;

/// The widest text that is not wrapped.
pub const ROOM: usize = WIDEST - MARGIN;

/// The height of a line, in points.
const LINE: usize = 15;

/// The most lines of a text that are shown. More would hide the rows below; the text itself is complete.
const MOST_LINES: usize = 8;

/// The number of A4 among the sizes of paper.
const A4: u8 = 9;

/// Returns the width of the widest line of a text, in characters.
pub fn width(text: &str) -> usize {
    // No column is wider, however long the text.
    if text.len() > WIDEST * 8 {
        return WIDEST + 1;
    }
    text.lines().map(columns).max().unwrap_or_default()
}

/// Returns the width of a heading, which is wrapped between words.
pub fn of_heading(title: &str) -> usize {
    title.split(' ').map(columns).max().unwrap_or_default() + BUTTON
}

/// Returns the width of a column whose widest content has this width.
pub fn of_column(content: usize) -> usize {
    (content + MARGIN).clamp(NARROWEST, WIDEST)
}

/// Returns how many lines a text takes in a column of this width, with as much as is wrapped at most.
pub fn lines(text: &str, width: usize) -> usize {
    let room = width.saturating_sub(MARGIN).max(1);
    let most = MOST_LINES * room;
    let lines = text.lines().take(MOST_LINES).flat_map(|line| {
        let end = line.char_indices().nth(most).map_or(line.len(), |(at, _)| at);
        // Programs break an address at its hyphens.
        wrapped(&line[..end].replace('-', "- "), room)
    });
    lines.map(|line| columns(&line).div_ceil(room).max(1)).sum::<usize>().clamp(1, MOST_LINES)
}

/// Returns how many lines a heading takes in a column of this width.
pub fn lines_of_heading(title: &str, width: usize) -> usize {
    lines(title, width.saturating_sub(BUTTON - MARGIN))
}

/// Makes a row as high as its lines. Excel would find the height itself, other programs do not.
pub fn set_height(worksheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    if lines > 1 {
        worksheet.set_row_height(row, u32::try_from(lines * LINE).unwrap_or_default())?;
    }
    Ok(())
}

/// Sets the width of a column.
pub fn set_width(worksheet: &mut Worksheet, column: u16, width: usize) -> Result<(), XlsxError> {
    worksheet.set_column_width(column, u32::try_from(width).unwrap_or_default())?;
    Ok(())
}

/// Sets how a sheet is printed: on A4 paper, with its columns on one page if they fit.
pub fn set_page(worksheet: &mut Worksheet, fits: bool) {
    worksheet.set_landscape().set_paper_size(A4);
    if fits {
        worksheet.set_print_fit_to_pages(1, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_wrapped_words() {
        for (text, expected) in [
            ("", 1),
            ("one two", 1),
            ("one two three", 2),
            ("one\ntwo\n\nthree", 4),
            ("https://example.org/aaaaaaa", 3),
            ("国家网络国家网络", 2),
            (&"many words ".repeat(1000), MOST_LINES),
            (&"x".repeat(40_000), MOST_LINES),
        ] {
            assert_eq!(lines(text, 12), expected, "{text}");
        }
    }
}
