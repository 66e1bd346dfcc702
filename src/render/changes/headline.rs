//! What a change does to the published numbers, in one line.

use crate::select::figures::{Figure, Figures};
use crate::text::{counted, visible};

/// How long the denominators may be in all, in bytes; those for which there is no room are counted.
const ROOM: usize = 500;

/// Returns the line about the numbers of an old and a new state: `60 → 61 networks; gcm-states 51 → 52 of 152`.
pub fn headline([old, new]: &[Option<Figures>; 2]) -> String {
    let (Some(old), Some(new)) = (old, new) else {
        return "no numbers: part of the file could not be read".to_owned();
    };
    let (before, after) = (old.networks, new.networks);
    let noun = if after.certain == 1 && after.possible == 1 { "network" } else { "networks" };
    let mut line = if before == after {
        format!("{after} {noun}, as before")
    } else {
        format!("{before} → {after} {noun}")
    };
    let (mut room, mut left) = (ROOM, 0);
    for (old, new) in old.changed(new) {
        let words = ratio(old, new);
        if words.len() > room {
            left += 1;
        } else {
            room -= words.len();
            line += &format!("; {words}");
        }
    }
    if left > 0 {
        line += &format!("; and {}", counted(left, "more denominator"));
    }
    line
}

/// Returns the words about a number that is compared with a denominator.
pub fn ratio(old: Option<&Figure>, new: Option<&Figure>) -> String {
    let id = old.or(new).map(|figure| visible(&figure.id)).unwrap_or_default();
    let part = |figure: &Figure| format!("{} of {}", figure.number, figure.value);
    match (old, new) {
        (Some(old), Some(new)) if old.value == new.value => {
            format!("{id} {} → {}", old.number, part(new))
        }
        (Some(old), Some(new)) => format!("{id} {} → {}", part(old), part(new)),
        (None, Some(new)) => format!("{id} (new) {}", part(new)),
        (Some(old), None) => format!("{id} (removed) {}", part(old)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::count::Count;

    fn count(number: usize) -> Count {
        Count { certain: number, possible: number }
    }

    fn figures(networks: usize, denominators: &[(&str, usize, u64)]) -> Figures {
        let figure = |(id, number, value): &(&str, usize, u64)| Figure {
            id: (*id).to_owned(),
            title: String::new(),
            number: count(*number),
            value: *value,
        };
        let denominators = denominators.iter().map(figure).collect();
        Figures { networks: count(networks), denominators }
    }

    #[test]
    fn line_says_what_the_numbers_do() {
        let old = || Some(figures(60, &[("gcm", 51, 152), ("team", 60, 131)]));
        for (new, line) in [
            (old(), "60 networks, as before"),
            (
                Some(figures(61, &[("gcm", 52, 152), ("team", 60, 131)])),
                "60 → 61 networks; gcm 51 → 52 of 152",
            ),
            (
                Some(figures(60, &[("gcm", 51, 153)])),
                "60 networks, as before; gcm 51 of 152 → 51 of 153; team (removed) 60 of 131",
            ),
            (
                Some(figures(1, &[("gcm", 51, 152), ("team", 60, 131), ("x", 1, 2)])),
                "60 → 1 network; x (new) 1 of 2",
            ),
            (None, "no numbers: part of the file could not be read"),
        ] {
            assert_eq!(headline(&[old(), new]), line);
        }
        let many: Vec<(String, usize, u64)> = (0..1000).map(|at| (format!("d{at}"), at, 2000)).collect();
        let many: Vec<(&str, usize, u64)> = many.iter().map(|(id, at, of)| (id.as_str(), *at, *of)).collect();
        let line = headline(&[Some(figures(1, &[])), Some(figures(1, &many))]);
        assert!(line.len() < 1000 && line.ends_with("more denominators"), "{line}");
    }
}
