//! The conflict markers of a text: how many, of which size, with which names.

use crate::compare::merge::{Markers, Sides};
use crate::parse::{label, marker};

/// The marks of markers, in their order.
const MARKS: [char; 4] = ['<', '|', '=', '>'];

/// What a text has of conflict markers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// How many conflicts there are.
    pub number: usize,
    /// How many characters a marker of the first conflict has.
    pub size: usize,
    /// What the first conflict calls the sides; the base is `None` if it does not have it.
    pub labels: Sides<Option<String>>,
}

impl Marks {
    /// Returns the marks of a text if it is the text `merged` but for the sizes and names of markers. Those of `merged`
    /// have a `size` that no line of the sides has.
    pub fn of_merge(text: &str, merged: &str, size: usize) -> Option<Self> {
        let mut marks = Self::default();
        let mut lines = text.lines();
        for expected in merged.lines() {
            let line = lines.next()?;
            let Some(mark) = MARKS.into_iter().find(|mark| marker(expected, *mark) == Some(size)) else {
                if line != expected {
                    return None;
                }
                continue;
            };
            let found = marker(line, mark)?;
            marks.number += usize::from(mark == '<');
            if marks.number == 1 {
                let Sides { base, ours, theirs } = &mut marks.labels;
                let place = match mark {
                    '<' => ours,
                    '|' => base,
                    '>' => theirs,
                    _ => continue,
                };
                *place = Some(label(line, found).to_owned());
                marks.size = found;
            }
        }
        (lines.next().is_none() && marks.number > 0).then_some(marks)
    }

    /// Returns how conflicts that are left are marked: as these.
    pub fn markers(&self) -> Markers<'_> {
        let usual = Markers::default();
        let Sides { base, ours, theirs } = &self.labels;
        Markers {
            size: self.size,
            base: base.as_deref().unwrap_or(usual.base),
            ours: ours.as_deref().unwrap_or(usual.ours),
            theirs: theirs.as_deref().unwrap_or(usual.theirs),
        }
    }
}

/// Returns a size of markers that no line of the texts has.
pub fn unused_size(texts: Sides<&str>) -> usize {
    let lines = [texts.base, texts.ours, texts.theirs].into_iter().flat_map(str::lines);
    let sizes = lines.flat_map(|line| MARKS.into_iter().filter_map(move |mark| marker(line, mark)));
    sizes.max().map_or(Markers::default().size, |size| size + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_markers_may_differ_from_what_git_makes() {
        let merged = "a\n<<<<<<<< ours\n=======\n|||||||| base\n========\nc\n>>>>>>>> theirs\n";
        let text =
            merged.replace("<<<<<<<< ours", "<<<<<<< HEAD").replace(">>>>>>>> theirs", ">>>>>>> one (two)");
        let label = |text: &str| Some(text.to_owned());
        let labels = Sides { base: label("base"), ours: label("HEAD"), theirs: label("one (two)") };
        let marks = Marks { number: 1, size: 7, labels };
        assert_eq!(Marks::of_merge(&text, merged, 8), Some(marks.clone()));
        assert_eq!(Marks::of_merge(&text.replace('\n', "\r\n"), merged, 8), Some(marks.clone()));
        assert_eq!(
            Marks::of_merge(&(text.clone() + &text), &merged.repeat(2), 8).map(|marks| marks.number),
            Some(2)
        );
        for edited in [
            text.replace("c\n", "d\n"),
            text.replace("c\n", ""),
            text.replace("\n=======\n", "\n======== \n"),
            text.replace(">>>>>>>", "<<<<<<<"),
            text.clone() + "x\n",
        ] {
            assert_eq!(Marks::of_merge(&edited, merged, 8), None, "{edited}");
        }
        assert_eq!(Marks::of_merge("a\n", "a\n", 7), None);
    }

    #[test]
    fn size_is_one_that_no_line_has() {
        let sides = |theirs| Sides { base: "=======\n", ours: "a\n", theirs };
        assert_eq!((unused_size(sides("||||||||| x\n")), unused_size(sides(""))), (10, 8));
        assert_eq!(unused_size(Sides { base: "", ours: "a = 1\n", theirs: "" }), 7);
    }
}
