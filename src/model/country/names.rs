//! Every name of every country, by the forms in which names are compared; made when a name is in no usual form.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::country::list::{Country, all, by_code};
use crate::model::country::words::{Word, core, fits, sorted, telling, words};
use crate::model::country::{aliases::ALIASES, language::Language, table};
use crate::text::{is_apostrophe, normalize};

/// A name of a country.
pub struct Name {
    /// The country.
    pub country: &'static Country,
    /// The name, normalized.
    pub normalized: String,
    /// Its words.
    pub words: Vec<Word>,
    /// Those of its words that are not generic.
    pub core: Vec<Word>,
    /// The letters by which it is like another name.
    pub telling: String,
}

/// The countries with a name, by a form of the name.
type Index = HashMap<String, Vec<&'static Country>>;

/// All names.
pub struct Names {
    /// The names, those of UN M49 first.
    pub all: Vec<Name>,
    /// By the normalized name.
    pub normalized: Index,
    /// By the sorted words.
    pub words: Index,
    /// By the sorted words that are not generic.
    pub core: Index,
    /// By the letters without spaces.
    pub joined: Index,
    /// By the name with a mask for its letters outside ASCII.
    pub masked: Index,
}

/// All names of all countries.
pub static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names {
        all: Vec::new(),
        normalized: Index::new(),
        words: Index::new(),
        core: Index::new(),
        joined: Index::new(),
        masked: Index::new(),
    };
    written().for_each(|(country, name)| names.add(country, name));
    names
});

impl Names {
    fn add(&mut self, country: &'static Country, written: &str) {
        let normalized = normalize(written);
        let words = words(written);
        let core = core(&words);
        put(&mut self.normalized, normalized.clone(), country);
        put(&mut self.words, sorted(&words), country);
        put(&mut self.core, sorted(&core), country);
        put(&mut self.joined, normalized.replace(' ', ""), country);
        if can_be_masked(written) {
            put(&mut self.masked, masked(written, is_lost), country);
            put(
                &mut self.masked,
                masked(written, |c| is_lost(c) || is_apostrophe(c) && !c.is_ascii()),
                country,
            );
        }
        self.all.push(Name { country, telling: telling(&core), normalized, words, core });
    }
}

fn put(index: &mut Index, form: String, country: &'static Country) {
    let countries = index.entry(form).or_default();
    if !countries.contains(&country) {
        countries.push(country);
    }
}

/// The fewest letters that are left of a name with a mask.
const FEWEST_LETTERS: usize = 3;

/// Returns `true` if some letters of a name are outside ASCII, and enough are not.
fn can_be_masked(name: &str) -> bool {
    let lost = name.chars().filter(|c| is_lost(*c)).count();
    let kept = name.chars().filter(char::is_ascii_alphabetic).count();
    lost > 0 && kept >= FEWEST_LETTERS && kept > lost
}

fn is_lost(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii()
}

/// Stands for letters that were lost; no name has it.
const MASK: char = 'ꟷ';

/// Returns a text, normalized, with one mask for each run of characters that are lost.
pub fn masked(text: &str, is_lost: impl Fn(char) -> bool) -> String {
    let masked: String = text.chars().map(|c| if is_lost(c) { MASK } else { c }).collect();
    let mut letters: Vec<char> = normalize(&masked).chars().collect();
    letters.dedup_by(|next, c| *c == MASK && next == c);
    letters.into_iter().collect()
}

/// Returns each name as it is written in the table, with its country.
fn written() -> impl Iterator<Item = (&'static Country, &'static str)> {
    let standard = Language::ALL
        .into_iter()
        .flat_map(|language| all().iter().map(move |country| (country, country.name_in(language))));
    let others = ALIASES.iter().filter_map(|alias| Some((by_code(alias.alpha3)?, alias.name)));
    let shared = table::AMBIGUOUS
        .iter()
        .flat_map(|shared| shared.alpha3.iter().filter_map(|code| Some((by_code(code)?, shared.name))));
    let formal = table::FORMAL.lines().flat_map(|row| {
        let mut fields = row.split('\t');
        let country = fields.next().and_then(by_code);
        fields.filter_map(move |name| Some((country?, name)))
    });
    standard.chain(others).chain(shared).chain(formal)
}

/// Returns `true` for a name that UN M49 does not list as a country or area. It is not read as the country whose name
/// is in it.
pub fn is_outside(words: &[Word]) -> bool {
    OUTSIDE.iter().any(|outside| fits(words, outside))
}

/// Such names.
pub static OUTSIDE: LazyLock<Vec<Vec<Word>>> = LazyLock::new(|| table::OUTSIDE.lines().map(words).collect());
