//! The rows of `table.rs`.

/// The lines of a text. A line is found without a look at those before it.
pub struct Lines<const N: usize> {
    text: &'static str,
    ends: [u32; N],
}

impl<const N: usize> Lines<N> {
    /// Finds the ends of the lines, when the program is built.
    #[expect(clippy::cast_possible_truncation, reason = "no text of the table has 4 GiB")]
    pub const fn of(text: &'static str) -> Self {
        let (mut ends, mut line, mut at) = ([0; N], 0, 0);
        while at < text.len() {
            if text.as_bytes()[at] == b'\n' {
                ends[line] = at as u32;
                line += 1;
            }
            at += 1;
        }
        assert!(line == N, "the text has so many lines");
        Self { text, ends }
    }

    /// Returns a line, counted from 0.
    pub fn line(&self, at: usize) -> &'static str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize + 1);
        &self.text[start..self.ends[at] as usize]
    }

    /// Returns the lines.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        (0..N).map(|at| self.line(at))
    }
}

/// A region, sub-region or intermediate region of UN M49.
#[derive(Debug, PartialEq, Eq)]
pub struct Area {
    /// The M49 code, as text.
    pub m49: &'static str,
    /// The name in English.
    pub name: &'static str,
    /// The level.
    pub level: Level,
    /// The names in the other languages.
    pub(crate) names: [&'static str; 5],
    /// Other spellings, in any language.
    pub(crate) also: &'static [&'static str],
}

/// The three levels of UN M49 below the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Africa, Americas, Asia, Europe, Oceania.
    Region,
    /// Such as Sub-Saharan Africa.
    SubRegion,
    /// Such as Eastern Africa.
    Intermediate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_text() {
        let text = "Å\n\na b\n";
        assert!(Lines::<3>::of(text).iter().eq(text.lines()));
    }
}
