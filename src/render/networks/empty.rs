//! Columns that are empty in every row tell people nothing.

use crate::render::networks::rows::Rows;
use crate::render::networks::sheet::{Heading, Sheet};
use crate::select::cell::Cell;

/// Removes the columns of a sheet that are empty in every row, except those that `is_kept` names by their ID. A sheet
/// without rows stays as it is.
pub fn leave_out(sheet: &mut Sheet<Rows<'_>>, is_kept: impl Fn(&str) -> bool) {
    let is_empty = |cell: &Cell<'_>| cell.text(sheet.language, &mut String::new()).is_empty();
    let is_filled = |at: usize| sheet.rows.iter().any(|row| !is_empty(&row[at]));
    let stays =
        |(at, heading): (usize, &Heading)| sheet.rows.is_empty() || is_kept(heading.id) || is_filled(at);
    let stays: Vec<bool> = sheet.columns.iter().enumerate().map(stays).collect();
    if stays.iter().all(|stays| *stays) {
        return;
    }
    sheet.rows.retain(&stays);
    let mut stays = stays.iter();
    sheet.columns.retain(|_| stays.next() == Some(&true));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    fn sheet(rows: usize) -> Sheet {
        let columns = [("key", "Key"), ("note", "Note"), ("chairs", "Chairs"), ("website", "Website")]
            .map(|(id, title)| Heading::new(id, title))
            .to_vec();
        let row = |at: usize| {
            let website = if at == 1 { Cell::Text("https://example.org".into()) } else { Cell::Absent };
            vec![Cell::Text(at.to_string().into()), Cell::Absent, Cell::List(vec!["".into()]), website]
        };
        let rows = (0..rows).map(row).collect();
        Sheet { rows, ..Sheet::new("rows", columns, Language::English) }
    }

    fn left(rows: usize, kept: &str) -> Vec<&'static str> {
        let mut sheet = sheet(rows);
        leave_out(&mut sheet, |id| id == kept);
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
        sheet.columns.iter().map(|heading| heading.id).collect()
    }

    #[test]
    fn only_columns_that_are_empty_in_every_row_go() {
        assert_eq!(left(2, ""), ["key", "website"]);
        assert_eq!(left(2, "chairs"), ["key", "chairs", "website"]);
        assert_eq!(left(1, ""), ["key"]);
        assert_eq!(left(0, ""), ["key", "note", "chairs", "website"]);
    }
}
