//! A number held against a total that is named, dated and sourced.
//!
//! Promises: a number is a part of a total only where the total lists its members; otherwise the two
//! make a ratio. What the number does not say is said beside it. The rules are in `docs/format.md`,
//! "Percentages"; the figures are in `share.rs`.

use std::collections::{BTreeSet, HashMap};

use crate::model::country;
use crate::model::date::Date;
use crate::model::record::Record;
use crate::select::column::countries;
use crate::select::count::Count;
use crate::select::lifespan::{AsOf, Existence, Lifespan};
use crate::select::percent::{Percentage, between};
use crate::text::{counted, isolated, visible};

/// A total that a number is held against: a `[denominator.ID]` that could be read.
#[derive(Clone, Copy, Debug)]
pub struct Denominator<'r> {
    record: &'r Record<'r>,
    /// What is counted, ready to stand after a number.
    pub title: &'r str,
    /// How many there are.
    pub value: u64,
}

impl<'r> Denominator<'r> {
    /// Takes the total of a denominator.
    ///
    /// # Errors
    /// What is wrong with it, as the end of a sentence, where nothing can be held against it.
    pub fn of(record: &'r Record<'r>) -> Result<Self, String> {
        if !record.complete {
            return Err("could not be read in full".to_owned());
        }
        let value = record.number("value").and_then(|value| u64::try_from(value).ok());
        let (Some(title), Some(value)) = (record.text("title"), value.filter(|value| *value > 0)) else {
            return Err("has no title, or no value that can be divided by".to_owned());
        };
        let total = Self { record, title, value };
        let members = total.members();
        if let Some(strange) = members.iter().find(|code| country::by_code(code).is_none()) {
            return Err(format!("has a member `{strange}`, which is no country code"));
        }
        if !members.is_empty() && members.len() as u64 != value {
            return Err(format!("lists {} of {value}", counted(members.len(), "member")));
        }
        Ok(total)
    }

    /// Returns its ID.
    #[must_use]
    pub fn id(&self) -> &'r str {
        &self.record.key
    }

    /// Returns when there were that many.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.record.when("date")
    }

    /// Returns the page that says so.
    #[must_use]
    pub fn source(&self) -> Option<&'r str> {
        self.record.text("source")
    }

    /// Returns the codes of its members, where they are listed.
    #[must_use]
    pub fn members(&self) -> BTreeSet<&'r str> {
        self.record.list("members").iter().map(|item| item.text.as_ref()).collect()
    }
}

/// The networks with their countries, for totals that list their members.
#[derive(Debug, Default)]
pub struct Networks {
    lives: Vec<(Lifespan, Vec<&'static str>)>,
}

/// How many members of a total have a network, and how many networks are of no member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Members {
    /// How many members have one.
    pub with: Count,
    /// How many networks exist, at least possibly, whose countries are not among the members.
    pub outside: usize,
    /// How many exist, at least possibly, whose countries are not known.
    pub unknown: usize,
}

impl Networks {
    /// Takes one network into account, with its country or those that it covers.
    pub fn add(&mut self, network: &Record<'_>, life: Lifespan) {
        self.lives.push((life, countries(network).map(|country| country.alpha3).collect()));
    }

    /// Counts the members that have a network: certainly where one exists certainly.
    #[must_use]
    pub fn among(&self, members: &BTreeSet<&str>, existence: impl Fn(&Lifespan) -> Existence) -> Members {
        let (mut outside, mut unknown) = (0, 0);
        let mut found: HashMap<&str, Existence> = HashMap::new();
        for (life, codes) in &self.lives {
            let existence = existence(life);
            if existence == Existence::No {
                continue;
            }
            let mut is_outside = true;
            for code in codes.iter().filter(|code| members.contains(**code)) {
                is_outside = false;
                let best = found.entry(code).or_insert(existence);
                if existence == Existence::Certain {
                    *best = existence;
                }
            }
            outside += usize::from(is_outside && !codes.is_empty());
            unknown += usize::from(codes.is_empty());
        }
        let mut with = Count::default();
        for existence in found.into_values() {
            with.add(existence);
        }
        Members { with, outside, unknown }
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedAs {
    /// All networks that exist.
    All,
    /// Those of them that the options mean.
    Meant,
    /// Records with a status, whether the network exists or not.
    Records,
}

/// A count held against a total.
#[derive(Clone, Copy, Debug)]
pub struct Ratio<'r> {
    /// The total.
    pub total: Denominator<'r>,
    /// How many networks are counted.
    pub networks: Count,
    /// Its members, where the total lists them.
    pub members: Option<Members>,
}

impl Ratio<'_> {
    /// Returns the two shares: of what is certain, and of what is possible.
    #[must_use]
    pub fn shares(&self) -> (Percentage, Percentage) {
        let count = self.members.map_or(self.networks, |members| members.with);
        let share = |number: usize| Percentage { number: number as u64, total: self.total.value };
        (share(count.certain), share(count.possible))
    }

    /// Writes it as two lines: the share with the title of the total, then date and source of it.
    #[must_use]
    pub fn lines(&self) -> String {
        let (certain, possible) = self.shares();
        let share = between(certain, possible);
        let number = match (self.members, self.networks) {
            (Some(members), _) => format!("{} of", members.with.cell().to_text()),
            (None, Count { certain: 1, possible: 1 }) => "1 network /".to_owned(),
            (None, networks) => format!("{} networks /", networks.cell().to_text()),
        };
        let (title, value) = (visible(self.total.title), self.total.value);
        let title = isolated(&title);
        let date = self.total.date().map_or("undated".to_owned(), |date| date.to_string());
        let source = visible(self.total.source().unwrap_or("no source is given"));
        format!("{number} {value} {title} = {share}\n{value}: {date}, {source}\n")
    }

    /// Says what the number does not say.
    #[must_use]
    pub fn remarks(&self, as_of: AsOf, counted_as: CountedAs) -> Vec<String> {
        let value = self.total.value;
        let mut remarks = vec![match self.members {
            None => format!(
                "a ratio, not a part: nobody says that the country of each network is among the {value}"
            ),
            Some(_) => "a part: counted are the members of which a network is counted".to_owned(),
        }];
        if let Some(members) = self.members {
            let left =
                [(members.outside, "of no member"), (members.unknown, "whose countries are not given")];
            let left = left.into_iter().filter(|(number, _)| *number > 0);
            remarks.extend(
                left.map(|(number, which)| format!("left out: {} {which}", counted(number, "network"))),
            );
        }
        if counted_as == CountedAs::Records {
            remarks.push("counted are records with this status, not networks that exist on a day".to_owned());
        } else if counted_as == CountedAs::Meant {
            remarks.push("only networks that the options mean are counted, not all".to_owned());
        }
        match self.total.date() {
            None => remarks.push(format!("no date is given for the {value}")),
            Some(date) => {
                let before = date.latest() < as_of.first;
                let after = date.earliest().is_some_and(|first| first > as_of.last);
                if before || after {
                    remarks.push(format!("the {value} are of {date}, the networks of {as_of}"));
                }
            }
        }
        remarks.extend(self.total.record.text("note").map(|note| format!("about the {value}: {note}")));
        remarks
    }
}
