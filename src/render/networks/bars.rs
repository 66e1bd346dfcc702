//! Bars beside numbers: full for what is certain, light for what is possible.

use crate::render::networks::rows::Rows;
use crate::render::networks::sheet::Sheet;
use crate::select::{cell::Cell, count::Count};

/// The most columns that a bar takes.
const LONGEST: usize = 40;

/// The fewest columns in which bars are worth showing.
const SHORTEST: usize = 10;

/// Returns the bar of each row, at most `room` columns long; none where there is no room for bars.
pub fn of(sheet: &Sheet<Rows<'_>>, room: usize) -> Vec<String> {
    let counts: Vec<Count> = sheet.rows.iter().map(|row| count(row)).collect();
    let most = counts.iter().map(|count| count.possible).max().unwrap_or_default();
    let longest = room.min(LONGEST);
    if longest < SHORTEST || most == 0 {
        return vec![String::new(); counts.len()];
    }
    // Halves up; what is there at all has at least one column.
    let length = |number: usize| ((number * longest * 2 + most) / (most * 2)).max(usize::from(number > 0));
    let bar = |count: &Count| {
        let has_more = usize::from(count.possible > count.certain);
        let certain = length(count.certain).min(longest - has_more);
        "█".repeat(certain) + &"░".repeat((length(count.possible) - certain).max(has_more))
    };
    counts.iter().map(bar).collect()
}

/// Returns the number of networks of a row.
fn count(row: &[Cell<'_>]) -> Count {
    row.iter()
        .find_map(|cell| if let Cell::Count(count) = cell { Some(*count) } else { None })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::render::networks::sheet::NETWORKS;

    #[test]
    fn bars_show_what_is_certain_and_what_is_possible() {
        let bars = |counts: &[(usize, usize)], room| {
            let row = |&(certain, possible): &(usize, usize)| vec![Cell::Count(Count { certain, possible })];
            let rows = counts.iter().map(row).collect();
            of(&Sheet { rows, ..Sheet::new("groups", vec![NETWORKS], Language::default()) }, room)
        };
        assert_eq!(bars(&[(20, 20), (5, 10), (0, 1), (0, 0)], 10), ["██████████", "███░░", "░", ""]);
        assert_eq!(bars(&[(100, 101)], 100), ["█".repeat(39) + "░"]);
        assert_eq!(bars(&[(100, 101), (99, 101), (1, 2)], 10), ["█████████░", "█████████░", "█░"]);
        assert_eq!(bars(&[(3, 3)], 9), [""]);
    }
}
