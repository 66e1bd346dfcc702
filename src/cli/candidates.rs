//! Where the records are that arguments name, noted while a registry is read. They are read again when they are shown.

use netreg::model::{Address, Record, Table, country};

/// The records that arguments name, or may name, each by the byte at which its block begins.
pub struct Candidates {
    /// The address that each argument gives, none if it is wrong, and the records with this address.
    named: Vec<(Option<Address>, Vec<u32>)>,
    /// The networks of countries, by the codes of these. It takes long to find out that an argument is no country, so
    /// that is asked at the end, if there is no network with this key.
    countries: Vec<(&'static str, u32)>,
}

impl Candidates {
    /// Returns the candidates for some arguments before the first record.
    pub fn new(arguments: &[String]) -> Self {
        let network = |input: &String| Address::network(input.as_str());
        let address = |input: &String| Some(Address::parse(input).ok()?.unwrap_or_else(|| network(input)));
        let named = arguments.iter().map(|input| (address(input), Vec::new()));
        Self { named: named.collect(), countries: Vec::new() }
    }

    /// Looks at a record.
    pub fn see(&mut self, record: &Record<'_>) {
        let start = record.block.start;
        for (address, starts) in &mut self.named {
            if address.as_ref().is_some_and(|address| address.names(record)) {
                starts.push(start);
            }
        }
        if let Some(country) = record.country().filter(|_| record.table == Table::Network) {
            self.countries.push((country.alpha3, start));
        }
    }

    /// Returns the records that each argument names, in the order of the file: those with its address, else the networks
    /// of its country.
    pub fn records(self) -> impl Iterator<Item = Vec<u32>> {
        self.named.into_iter().map(move |(address, starts)| {
            let Some(address) =
                address.filter(|address| starts.is_empty() && address.table == Table::Network)
            else {
                return starts;
            };
            let code = country::known(&address.key).map(|country| country.alpha3);
            self.countries.iter().filter(|(other, _)| code == Some(other)).map(|(_, start)| *start).collect()
        })
    }
}
