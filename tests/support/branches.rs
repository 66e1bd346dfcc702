//! Two branches of a registry: random changes, each with a word that no other change has.

use netreg::edit::{self, Change};
use netreg::format::format;
use netreg::model::{Address, Field, Record, Table, Value};
use netreg::parse::Registry;

use super::synth::Random;

/// One side of a merge that is being made.
pub struct Branch<'r> {
    random: &'r mut Random,
    /// The letter in all of its words.
    letter: char,
    words: usize,
    text: String,
}

impl<'r> Branch<'r> {
    /// Returns a text with some random changes. Those of another letter have other words.
    pub fn of(base: &str, letter: char, random: &'r mut Random) -> String {
        let mut branch = Self { random, letter, words: 0, text: base.to_owned() };
        for _ in 0..=branch.random.below(6) {
            let new = branch.change();
            // A line in the middle of a text, or a field that was the only one, is no change that a person makes.
            if new.as_ref().is_some_and(|new| Registry::parse(new).damaged() == 0) {
                branch.text = new.unwrap_or_default();
            }
        }
        branch.text
    }

    fn word(&mut self) -> String {
        self.words += 1;
        format!("{}{}", self.letter, self.words)
    }

    fn change(&mut self) -> Option<String> {
        let word = self.word();
        let text = self.text.clone();
        let registry = Registry::parse(&text);
        let networks: Vec<&Record<'_>> = registry.networks().collect();
        let free = |number: usize| format!("k{number:05}");
        if networks.is_empty() || self.random.once_in(6) {
            let name = (field("name"), Value::Text(word.into()));
            let address = Address::network(free(self.random.below(12)));
            return edit::add(&registry, &[(&address, &[name])]).ok().map(|edited| edited.text);
        }
        let record = networks[self.random.below(networks.len())];
        let address = Address::network(record.key.as_ref());
        let set = |field, change| edit::set(&registry, &[&address], &[(field, change)]);
        let edited = match self.random.below(16) {
            0 => edit::remove(&registry, &address),
            1 => edit::rename(&registry, &address, &[], &free(self.random.below(12))),
            2..=4 => set(field("note"), Change::Put(Value::Text(word.into()))),
            5 => set(field("coordinator"), Change::Put(Value::Text(word.into()))),
            6 => set(field("note"), Change::Clear),
            7 | 8 => set(field("members"), Change::Append(word)),
            9 => set(field("members"), Change::Take("IOM".to_owned())),
            10 => return format(&registry).ok(),
            11 => return self.without_a_comment(),
            12 | 13 => return self.beside(&word),
            _ => return self.comment(&word),
        };
        edited.ok().map(|edited| edited.text)
    }

    /// Adds a comment on a line of its own, at times with a blank line round it.
    fn comment(&mut self, word: &str) -> Option<String> {
        let starts: Vec<usize> = self.text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let at = *starts.get(self.random.below(starts.len().max(1)))?;
        let comment =
            self.random.pick(&["# W\n", "# W\n", "# W\n", "\n# W\n\n", "# W\n\n"]).replace('W', word);
        let (before, after) = self.text.split_at(at);
        Some(format!("{before}{comment}{after}"))
    }

    /// Adds a comment at the end of a line that has none.
    fn beside(&mut self, word: &str) -> Option<String> {
        let ends: Vec<usize> = self.text.match_indices('\n').map(|(at, _)| at).collect();
        let at = *ends.get(self.random.below(ends.len().max(1)))?;
        let line = self.text[..at].rsplit('\n').next()?.trim_end();
        let at = at - usize::from(self.text[..at].ends_with('\r'));
        let takes_one = line.ends_with(['"', ']', ',']) && !line.contains(['#', '\'']);
        let (before, after) = self.text.split_at(at);
        takes_one.then(|| format!("{before} # {word}{after}"))
    }

    fn without_a_comment(&mut self) -> Option<String> {
        let lines: Vec<&str> = self.text.split_inclusive('\n').collect();
        let comments: Vec<usize> =
            (0..lines.len()).filter(|at| lines[*at].trim_start().starts_with('#')).collect();
        let gone = *comments.get(self.random.below(comments.len().max(1)))?;
        Some(lines.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, line)| *line).collect())
    }
}

fn field(key: &str) -> &'static Field {
    Table::Network.field(key).expect("a field of networks")
}
