//! What git makes of three texts by lines.

use std::process::Output;

use netreg::compare::marks::{Marks, unused_size};
use netreg::compare::merge::{Markers, Sides};

use crate::cli::git::{Git, failed};
use crate::cli::store::Scratch;

/// The options for each style of conflicts that git has.
const STYLES: [&str; 3] = ["--no-diff3", "--diff3", "--zdiff3"];

/// The options for the two algorithms with which git merges. Git before 2.44 does not know the first option.
const ALGORITHMS: [&[&str]; 2] = [&["--diff-algorithm=histogram"], &[]];

/// Three texts, in files.
struct ByLines<'a> {
    git: &'a Git,
    files: Sides<Scratch>,
}

impl<'a> ByLines<'a> {
    fn new(git: &'a Git, sides: Sides<&str>) -> anyhow::Result<Self> {
        let Sides { base, ours, theirs } = sides;
        let files =
            Sides { base: Scratch::new(base)?, ours: Scratch::new(ours)?, theirs: Scratch::new(theirs)? };
        Ok(Self { git, files })
    }

    fn merge(&self, markers: &Markers<'_>, options: &[&str]) -> anyhow::Result<Output> {
        let Sides { base, ours, theirs } = &self.files;
        let files = Sides { base: base.path(), ours: ours.path(), theirs: theirs.path() };
        self.git.merge_file(files, markers, &[&["-p"], options].concat())
    }
}

/// Returns how many conflicts git finds.
pub fn conflicts(git: &Git, sides: Sides<&str>, markers: &Markers<'_>) -> anyhow::Result<usize> {
    let output = ByLines::new(git, sides)?.merge(markers, &[])?;
    match output.status.code().map(usize::try_from) {
        Some(Ok(number @ 0..128)) => Ok(number),
        _ => Err(failed(&output).into()),
    }
}

/// Returns the marks of a text if it is what git makes of the sides, in any style, and it was not edited since.
pub fn marks_left(git: &Git, sides: Sides<&str>, text: &str) -> anyhow::Result<Option<Marks>> {
    let by_lines = ByLines::new(git, sides)?;
    let markers = Markers { size: unused_size(sides), ..Markers::default() };
    for algorithm in ALGORITHMS {
        for style in STYLES {
            let output = by_lines.merge(&markers, &[algorithm, &[style]].concat())?;
            // If git does not know an option, it prints nothing.
            let merged = String::from_utf8_lossy(&output.stdout);
            if let Some(marks) = Marks::of_merge(text, &merged, markers.size) {
                return Ok(Some(marks));
            }
        }
    }
    Ok(None)
}
