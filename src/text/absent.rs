//! What people write into a cell where nothing is known.

/// Returns `true` if a cell that has only this says that there is nothing. `NA` does not: it is the code of Namibia.
pub fn means_absent(cell: &str) -> bool {
    matches!(cell, "" | "-" | "\u{2013}" | "\u{2014}") || cell.eq_ignore_ascii_case("n/a")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_for_nothing_mean_absent() {
        for cell in ["", "-", "\u{2013}", "\u{2014}", "n/a", "N/A"] {
            assert!(means_absent(cell), "{cell}");
        }
        for cell in ["NA", "na", "0", "none", "--", "?"] {
            assert!(!means_absent(cell), "{cell}");
        }
    }
}
