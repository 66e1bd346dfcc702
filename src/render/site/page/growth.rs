//! The picture of growth: the number of networks over time as two stepped areas, certain and possible.
//!
//! Published totals are marks, each with its number and the days of its date; milestones are numbered lines, with their
//! titles below.

use crate::model::date::{day, number, year, years};
use crate::render::site::facts::Facts;
use crate::render::site::page::figure::{begun, ended, figure};
use crate::render::site::page::picture::{Anchor, MARGIN, Picture};
use crate::render::site::page::tables;
use crate::render::site::timeline::Timeline;
use crate::select::{count::Count, growth::Total};

/// What the picture shows.
const TITLE: &str = "growth";

/// The size of the drawing, and how much is written on it.
#[derive(Clone, Copy, Debug)]
struct Plot {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
    first: i32,
    last: i32,
    most: i32,
}

impl Plot {
    /// Returns where a day is.
    fn x(self, day: i32) -> i32 {
        let (days, all) = (i64::from(day - self.first), i64::from(self.last - self.first));
        self.left + whole(i64::from(self.right - self.left) * days / all.max(1))
    }

    /// Returns where a number is.
    fn y(self, networks: usize) -> i32 {
        let networks = i64::try_from(networks).unwrap_or(i64::MAX).min(i64::from(self.most));
        self.bottom - whole(i64::from(self.bottom - self.top) * networks / i64::from(self.most))
    }
}

fn whole(pixels: i64) -> i32 {
    i32::try_from(pixels).unwrap_or_default()
}

/// Returns the section: the picture for wide and for narrow screens, with its tables.
pub(crate) fn section(facts: &Facts<'_>, timeline: &Timeline<'_>) -> String {
    if timeline.steps.is_empty() {
        return String::new();
    }
    let pictures = picture(facts, timeline, 880, "wide") + &picture(facts, timeline, 340, "narrow");
    figure(facts, &pictures, &tables::tables(facts, timeline))
}

/// Returns the picture, with a width in pixels, for screens of a class.
fn picture(facts: &Facts<'_>, timeline: &Timeline<'_>, width: i32, class: &str) -> String {
    let mut picture = begun(facts, TITLE, width);
    picture.y += 4;
    key(&mut picture, facts, timeline);
    let ticks = ticks(timeline.most());
    let mut plot = Plot {
        left: MARGIN + ticks.last().map_or(0, |last| 6 + 8 * digits(*last)).max(28),
        right: width - MARGIN - 10,
        top: picture.y + 14,
        bottom: 0,
        first: timeline.first,
        last: timeline.last,
        most: ticks.last().copied().unwrap_or(1),
    };
    let rows = rows(timeline, plot);
    plot.top += rows.iter().max().map_or(0, |row| row + 1) * BADGE;
    plot.bottom = plot.top + if width > 600 { 260 } else { 200 };
    grid(&mut picture, &ticks, plot);
    milestones(&mut picture, timeline, plot, &rows);
    areas(&mut picture, timeline, plot);
    published(&mut picture, timeline, plot);
    picture.y = plot.bottom + 26;
    let titles = (1..).zip(&timeline.milestones);
    let titles = titles.map(|(at, one)| format!("{at}. {} {}", facts.date(one.date), one.title));
    let titles = titles.take(rows.len());
    picture.list(&titles.collect::<Vec<_>>());
    picture.y += 6;
    ended(picture, facts, TITLE, class)
}

/// Adds what the signs mean.
fn key(picture: &mut Picture, facts: &Facts<'_>, timeline: &Timeline<'_>) {
    picture.key_of_area("certain", facts.phrase("Certain"));
    picture.key_of_area("possible", facts.phrase("Possible: dates are not known to the day"));
    if !timeline.published.is_empty() {
        picture.key(diamond, facts.phrase("Totals that others have published"));
    }
    if !timeline.milestones.is_empty() {
        let line = |x, y| format!("<path class=\"milestone\" d=\"M{x} {}v14\"/>", y - 7);
        picture.key(line, facts.phrase("Milestones"));
    }
}

fn diamond(x: i32, y: i32) -> String {
    format!("<path class=\"total\" d=\"M{x} {}l5 5l-5 5l-5 -5z\"/>", y - 5)
}

/// Returns at most seven round numbers from 0, of which the last is at least `most`.
fn ticks(most: u64) -> Vec<i32> {
    let most = i32::try_from(most).unwrap_or(i32::MAX / 4).clamp(1, i32::MAX / 4);
    let decades = (0..9).map(|power| 10_i32.pow(power));
    let sizes = decades.flat_map(|decade| [1, 2, 5].map(|size| size.min(i32::MAX / decade) * decade));
    let size = sizes.into_iter().find(|size| most.div_euclid(*size) < 6).unwrap_or(most);
    let last = most.div_euclid(size) + i32::from(most % size > 0);
    (0..=last).map(|at| at * size).collect()
}

/// Returns how many digits a number has that is not negative.
fn digits(number: i32) -> i32 {
    number.checked_ilog10().map_or(1, |log| i32::try_from(log + 1).unwrap_or_default())
}

/// Adds the lines of numbers, and the years.
fn grid(picture: &mut Picture, ticks: &[i32], plot: Plot) {
    for tick in ticks {
        let y = plot.y(usize::try_from(*tick).unwrap_or_default());
        picture.put(&format!("<path class=\"grid\" d=\"M{} {y}H{}\"/>", plot.left, plot.right));
        picture.label((plot.left - 6, y + 4), Anchor::End, "small", &tick.to_string());
    }
    let (first, last) = (year(day(plot.first)), year(day(plot.last)));
    // A year takes 40 pixels.
    let every = (40 * (last - first + 1) / (plot.right - plot.left)).max(0) + 1;
    for (begin, _) in years(first, last).filter(|(begin, _)| number(*begin) >= plot.first) {
        let x = plot.x(number(begin));
        picture.put(&format!("<path class=\"grid\" d=\"M{x} {}v5\"/>", plot.bottom));
        if (year(begin) - last) % every == 0 && x + 34 <= picture.width() {
            picture.label((x, plot.bottom + 18), Anchor::Start, "small", &year(begin).to_string());
        }
    }
}

/// The height of the numbers of milestones.
const BADGE: i32 = 15;

/// The most milestones, and the most totals, that a picture names: more could not be read.
const NAMED: usize = 60;

/// Returns in which row above the drawing the number of each milestone is, so that none covers another; none if there are
/// too many to be named.
fn rows(timeline: &Timeline<'_>, plot: Plot) -> Vec<i32> {
    let mut ends: Vec<i32> = Vec::new();
    let row = |day: i32| {
        let x = plot.x(day);
        let free = ends.iter().position(|end| *end <= x - 10).unwrap_or(ends.len());
        if free == ends.len() {
            ends.push(0);
        }
        ends[free] = x + 10;
        i32::try_from(free).unwrap_or_default()
    };
    let named = timeline.milestones.len() <= NAMED;
    let milestones = timeline.milestones.iter().filter(|_| named);
    milestones.map(|one| timeline.days(one.date).last).map(row).collect()
}

/// Adds the lines of milestones, with their numbers above in these rows.
fn milestones(picture: &mut Picture, timeline: &Timeline<'_>, plot: Plot, rows: &[i32]) {
    for (at, milestone) in timeline.milestones.iter().enumerate() {
        let x = plot.x(timeline.days(milestone.date).last);
        let row = rows.get(at);
        let top = plot.top - 4 - row.map_or(0, |row| row * BADGE);
        picture.put(&format!("<path class=\"milestone\" d=\"M{x} {top}V{}\"/>", plot.bottom));
        if row.is_some() {
            picture.label((x, top - 2), Anchor::Middle, "small", &(at + 1).to_string());
        }
    }
}

/// Adds the areas of what is certain, and of what is only possible above it.
fn areas(picture: &mut Picture, timeline: &Timeline<'_>, plot: Plot) {
    let possible = outline(timeline, plot, |count| count.possible);
    let certain = outline(timeline, plot, |count| count.certain);
    let closed = |line: &str| format!("{line}H{}V{}H{}z", plot.right, plot.bottom, plot.left);
    picture.put(&format!("<path class=\"possible\" d=\"{}\"/>", closed(&possible)));
    picture.put(&format!("<path class=\"certain\" d=\"{}\"/>", closed(&certain)));
    picture.put(&format!("<path class=\"edge\" d=\"{possible}H{}\"/>", plot.right));
}

/// Returns the upper edge of an area.
fn outline(timeline: &Timeline<'_>, plot: Plot, number_of: impl Fn(Count) -> usize) -> String {
    let mut path = format!("M{} {}", plot.left, plot.y(0));
    let mut y = plot.y(0);
    for step in &timeline.steps {
        let x = plot.x(step.from.map_or(plot.first, number).max(plot.first));
        let next = plot.y(number_of(step.count));
        if next != y {
            path += &format!("H{x}V{next}");
        }
        y = next;
    }
    path
}

/// Adds the published totals: a mark at each, a line over the days of its date, and its number beside it.
fn published(picture: &mut Picture, timeline: &Timeline<'_>, plot: Plot) {
    let marks: Vec<Mark> = timeline.published.iter().map(|total| Mark::of(total, timeline, plot)).collect();
    let mut taken: Vec<[i32; 4]> = marks.iter().map(Mark::room).collect();
    for (mark, total) in marks.iter().zip(&timeline.published) {
        let Mark { from, to, y } = *mark;
        picture.put(&format!("<path class=\"span\" d=\"M{from} {y}H{to}\"/>{}", diamond(mark.x(), y)));
        if marks.len() > NAMED {
            continue;
        }
        let text = total.networks.to_string();
        let width = 8 * i32::try_from(text.len()).unwrap_or_default();
        let [left, _, right, _] = mark.room();
        let [before, after] = [left - 2 - width, right + 2];
        // Beside the mark, else above or below, where nothing else is.
        let places = [0, -12, 12, -24, 24, -36, 36].map(|up| [(after, up), (before, up)]).concat();
        let boxed = |(x, up): (i32, i32)| [x, y + up - 6, x + width, y + up + 6];
        let is_free = |place: &[i32; 4]| {
            let inside = place[0] >= plot.left && place[2] <= picture.width();
            inside && !taken.iter().any(|other| overlap(place, other))
        };
        let place = places.into_iter().map(boxed).find(is_free).unwrap_or(boxed((after, 0)));
        picture.label((place[0], place[3] - 2), Anchor::Start, "mark", &text);
        taken.push(place);
    }
}

/// Where the mark of a published total is: a line over the days of its date, at the height of its number.
#[derive(Clone, Copy, Debug)]
struct Mark {
    from: i32,
    to: i32,
    y: i32,
}

impl Mark {
    fn of(total: &Total<'_>, timeline: &Timeline<'_>, plot: Plot) -> Self {
        let days = timeline.days(total.date);
        let networks = usize::try_from(total.networks).unwrap_or(usize::MAX);
        Self { from: plot.x(days.first), to: plot.x(days.last), y: plot.y(networks) }
    }

    /// Returns where its diamond is.
    fn x(self) -> i32 {
        i32::midpoint(self.from, self.to)
    }

    /// Returns the room that it takes: left, top, right, bottom.
    fn room(&self) -> [i32; 4] {
        [self.from.min(self.x() - 6), self.y - 6, self.to.max(self.x() + 6), self.y + 6]
    }
}

fn overlap(one: &[i32; 4], other: &[i32; 4]) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_top() {
        assert_eq!(ticks(0), [0, 1]);
        assert_eq!(ticks(5), [0, 1, 2, 3, 4, 5]);
        assert_eq!(ticks(62), [0, 20, 40, 60, 80]);
        assert_eq!(ticks(60), [0, 20, 40, 60]);
        for most in [1, 7, 99, 1_000_000, u64::MAX] {
            let ticks = ticks(most);
            assert!(ticks.len() <= 7 && ticks.len() >= 2, "{most}: {ticks:?}");
        }
    }
}
