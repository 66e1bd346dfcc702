//! How large the parts of a workbook are once they are unfolded: measured, because what its directory says can be wrong.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::import::workbook::scan;
use crate::model::Problem;

/// The most bytes that all parts of a workbook may have: about a hundred times those of the largest registry that Excel
/// could show with a screen for each network.
const MOST: u64 = 256 << 20;

/// Checks that the parts of a workbook have no more than [`MOST`] bytes, and that each can be read.
///
/// # Errors
/// If they have more, or cannot be unfolded, or if what is in them would not be read rightly.
pub fn check(bytes: &[u8]) -> Result<(), Problem> {
    measured(bytes, MOST)
}

fn measured(bytes: &[u8], most: u64) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    let mut left = most;
    let mut content = Vec::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| damaged(&error.to_string()))?;
        content.clear();
        // One byte more than is left shows that there are too many.
        part.take(left + 1).read_to_end(&mut content).map_err(|error| damaged(&error.to_string()))?;
        let unfolded = u64::try_from(content.len()).unwrap_or(u64::MAX);
        left = left.checked_sub(unfolded).ok_or_else(|| {
            Problem::new(format!("the workbook is too large: its parts have more than {} MB", most >> 20))
                .help("copy the rows into a new workbook")
        })?;
        scan::check(&content).map_err(damaged)?;
    }
    Ok(())
}

/// Returns the problem of a workbook that cannot be read.
pub fn damaged(why: &str) -> Problem {
    Problem::new(format!("the workbook is damaged: {why}"))
        .help("open it in a spreadsheet, and save it again as `.xlsx`")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn parts_are_measured_and_not_believed() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a", "b"] {
            writer.start_file(name, SimpleFileOptions::default()).expect("a part");
            writer.write_all(&[0; 5000]).expect("its bytes");
        }
        let mut bytes = writer.finish().expect("an archive").into_inner();
        assert_eq!(measured(&bytes, 10_000), Ok(()));
        assert!(measured(&bytes, 9_999).is_err());
        // The sizes in the directory are those of an empty part.
        let size = 5000_u32.to_le_bytes();
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == size {
                bytes[at..at + 4].fill(0);
            }
        }
        assert!(measured(&bytes, 9_999).is_err());
    }
}
