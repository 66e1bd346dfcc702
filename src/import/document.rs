//! A file as it was read: its sheets, and from which commit it was made.

use crate::import::grid::Grid;
use crate::model::Problem;

/// The sheets of a file.
#[derive(Debug, Default)]
pub struct Document {
    /// The sheets that it can be read as: those of a workbook, or one text with different separators.
    pub(crate) grids: Vec<Result<Grid, Problem>>,
    /// Whether only one of them is right.
    pub(crate) are_readings: bool,
    /// The commit from which a workbook was made.
    pub commit: Option<String>,
    /// Whether a workbook was made from a registry with changes that were in no commit.
    pub is_uncommitted: bool,
}
