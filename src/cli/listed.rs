//! The networks of which a list can show rows, noted while a registry is read.

use netreg::model::{Language, Record};
use netreg::parse::Source;
use netreg::render::networks::rows::{Row, Rows};
use netreg::render::networks::sheet::row;
use netreg::select::{cell::Cell, certainty::Certainty, column::Column};

/// How many rows are kept until they are written. Those of more networks would need memory that grows with the file, so
/// these networks are read again, one at a time.
pub const FEW: usize = 1000;

/// The networks that match, in the order of the file.
pub struct Networks<'t> {
    columns: Vec<Column>,
    language: Language,
    /// How many rows are kept.
    most: usize,
    /// The byte at which the block of each begins.
    pub starts: Vec<u32>,
    /// The rows of the first ones.
    rows: Rows<'t>,
}

/// Which of the networks are listed.
#[derive(Default)]
pub struct Order {
    /// Whether a row says how certain it is.
    pub has_certainty: bool,
    /// Their numbers, in the order in which they are listed.
    pub networks: Vec<(u32, Certainty)>,
}

impl<'t> Networks<'t> {
    /// Returns no network yet. Rows have these columns, and the first `most` are kept.
    pub fn new(columns: &[Column], language: Language, most: usize) -> Self {
        let rows = Rows::with_room(most.min(FEW) * columns.len());
        Self { columns: columns.to_vec(), language, most, starts: Vec::new(), rows }
    }

    /// Adds a network.
    pub fn see(&mut self, network: &Record<'t>) {
        if self.starts.len() < self.most {
            self.rows.push(row(&self.columns, network, self.language));
        }
        self.starts.push(network.block.start);
    }

    /// Returns the rows of a list. Those that are not kept are made one at a time.
    pub fn rows(self, order: Order, source: &'t Source<'t>) -> impl Iterator<Item = Row<'t>> {
        let Self { columns, language, starts, mut rows, .. } = self;
        let mut again = source.again();
        order.networks.into_iter().filter_map(move |(at, certainty)| {
            let at = at as usize;
            let mut row: Row<'_> = match rows.take(at) {
                Some(row) => row,
                None => row(&columns, again.record_at(starts[at])?, language).collect(),
            };
            row.extend(order.has_certainty.then_some(Cell::Certainty(certainty)));
            Some(row)
        })
    }

    /// Takes the rows that were kept, if they are those of a list, in its order.
    pub fn as_kept(&mut self, order: &Order) -> Option<Rows<'t>> {
        let kept = 0..u32::try_from(self.rows.len()).ok()?;
        let are_listed = !order.has_certainty && order.networks.iter().map(|(at, _)| *at).eq(kept);
        are_listed.then(|| std::mem::take(&mut self.rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_is_the_same_whether_it_was_kept_or_its_network_is_read_again() {
        let network =
            |key: &str| format!("[network.{key}]\nname = \"A\\u00e9, {key}\"\nmembers = [\"IOM\"]\n\n");
        let text: String = ["b", "a", "d", "c"].map(network).concat();
        let source = Source::new(&text);
        let columns: Vec<Column> = Column::all().collect();
        let rows = |most| {
            let mut networks = Networks::new(&columns, Language::English, most);
            source.each(&mut Vec::new(), |record| networks.see(record));
            let order = [3, 0, 1].map(|at| (at, Certainty::Possible)).to_vec();
            networks.rows(Order { has_certainty: true, networks: order }, &source).collect::<Vec<_>>()
        };
        let kept = rows(usize::MAX);
        let keys: Vec<&Cell<'_>> = kept.iter().map(|row| &row[0]).collect();
        assert_eq!(keys, ["c", "b", "a"].map(Cell::of_text).iter().collect::<Vec<_>>());
        assert_eq!(kept[0].last(), Some(&Cell::Certainty(Certainty::Possible)));
        for most in [0, 1, 2, 4] {
            assert_eq!(rows(most), kept, "{most}");
        }
    }

    #[test]
    fn rows_are_taken_as_they_were_kept_only_if_they_are_the_list() {
        let source = Source::new("[network.b]\nname = \"B\"\n\n[network.a]\nname = \"A\"\n");
        for (listed, has_certainty, most, is_taken) in [
            (&[0, 1][..], false, 2, true),
            (&[0, 1], true, 2, false),
            (&[1, 0], false, 2, false),
            (&[0], false, 2, false),
            (&[0, 1], false, 1, false),
        ] {
            let mut networks = Networks::new(&[Column::Key], Language::English, most);
            source.each(&mut Vec::new(), |record| networks.see(record));
            let listed: Vec<_> = listed.iter().map(|at| (*at, Certainty::Certain)).collect();
            let order = Order { has_certainty, networks: listed };
            assert_eq!(networks.as_kept(&order).is_some(), is_taken, "{most} {has_certainty}");
        }
    }
}
