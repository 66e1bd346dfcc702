//! Rows that are all in memory, one behind the other: a list may have many.

use std::{mem, vec};

use crate::select::cell::Cell;

/// A row: a cell for each column.
pub type Row<'t> = Vec<Cell<'t>>;

/// Rows of the same length.
#[derive(Debug, Default)]
pub struct Rows<'t> {
    cells: Vec<Cell<'t>>,
    /// How many rows there are.
    len: usize,
}

impl<'t> Rows<'t> {
    /// Returns no row yet, with room for this many cells.
    pub fn with_room(cells: usize) -> Self {
        Self { cells: Vec::with_capacity(cells), len: 0 }
    }

    /// Adds a row, which is as long as the others.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell<'t>>) {
        self.cells.extend(row);
        self.len += 1;
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns `true` if there is no row.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the rows.
    pub fn iter(&self) -> impl Iterator<Item = &[Cell<'t>]> {
        let columns = self.columns();
        (0..self.len).map(move |at| &self.cells[at * columns..][..columns])
    }

    /// Takes a row out, and leaves absent cells in its place; `None` if there is no such row.
    pub fn take(&mut self, at: usize) -> Option<Row<'t>> {
        let columns = self.columns();
        let row = (at < self.len).then(|| &mut self.cells[at * columns..][..columns])?;
        Some(row.iter_mut().map(mem::take).collect())
    }

    /// Changes each row.
    pub fn change(&mut self, mut change: impl FnMut(&mut Row<'t>)) {
        let changed = |mut row| {
            change(&mut row);
            row
        };
        *self = mem::take(self).into_iter().map(changed).collect();
    }

    /// Removes the columns for which `stays` is false.
    pub fn retain(&mut self, stays: &[bool]) {
        let mut stays = stays.iter().cycle();
        self.cells.retain(|_| stays.next() == Some(&true));
    }

    fn columns(&self) -> usize {
        self.cells.len().checked_div(self.len).unwrap_or_default()
    }
}

impl<'t> FromIterator<Row<'t>> for Rows<'t> {
    fn from_iter<I: IntoIterator<Item = Row<'t>>>(all: I) -> Self {
        let mut rows = Self::default();
        all.into_iter().for_each(|row| rows.push(row));
        rows
    }
}

impl<'t> IntoIterator for Rows<'t> {
    type Item = Row<'t>;
    type IntoIter = vec::IntoIter<Row<'t>>;

    fn into_iter(mut self) -> Self::IntoIter {
        (0..self.len).filter_map(|at| self.take(at)).collect::<Vec<_>>().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stay_together_when_columns_come_and_go() {
        let row = |key: &'static str| vec![Cell::of_text(key), Cell::Absent];
        let longer = |key: &'static str| vec![Cell::of_text(key), Cell::Number(1)];
        let mut rows: Rows<'_> = ["a", "b"].map(row).into_iter().collect();
        rows.change(|row| row.push(Cell::Number(1)));
        rows.retain(&[true, false, true]);
        assert!(rows.iter().eq(["a", "b"].map(longer)));
        assert_eq!(rows.take(1), Some(longer("b")));
        assert_eq!(rows.take(2), None);
        rows.retain(&[false, false]);
        assert_eq!(rows.into_iter().collect::<Vec<_>>(), [[], []]);
    }
}
