//! Properties of every condition: it never panics, never certainly matches both a condition and its negation, and
//! compares a date by all of its days.

mod support;

use std::sync::LazyLock;

use netreg::model::date::{Date, Day};
use netreg::model::field::Table;
use netreg::model::record::Record;
use netreg::parse::Source;
use netreg::select::column::Column;
use netreg::select::filter::Selection;
use netreg::{Basis, Bounds, Certainty, Problem, Question};
use proptest::prelude::*;
use support::synth::registry;
use support::{TODAY, cases};

fn today() -> Day {
    TODAY.parse().expect("a day")
}

/// A condition, ready to be asked.
struct Asked(Selection);

impl Asked {
    /// Parses a condition; `None` if it is none, or asks for what is in no registry.
    fn parse(condition: &str) -> Option<Self> {
        let mut selection = Selection::default();
        selection.add(condition, today()).ok()?;
        question(&selection).is_ok().then_some(Self(selection))
    }

    fn certainty(&self, network: &Record<'_>) -> Certainty {
        question(&self.0).expect("it was asked before").answer(network)
    }

    fn is_certain(&self, network: &Record<'_>) -> bool {
        self.certainty(network) == Certainty::Certain
    }
}

fn question(selection: &Selection) -> Result<Question<'_>, Problem> {
    let bounds = Bounds { since: None, today: today() };
    Question::new(Basis::Records, bounds, selection, [].into_iter())
}

fn asked(condition: &str) -> Asked {
    Asked::parse(condition).unwrap_or_else(|| panic!("{condition} is not a condition"))
}

/// Returns `true` if a column is a date, which may have days that are not in the file.
fn is_date(column: &str) -> bool {
    ["established", "launched", "closed", "verified"].contains(&column)
}

/// The days that a date may mean: a network that exists today was established by then.
fn days(when: Date) -> Vec<Day> {
    let first = when.earliest().expect("it has one");
    first.iter_days().take_while(|day| *day <= when.latest().min(today())).collect()
}

/// Generates a date in one of its forms, near the `TODAY` of the tests.
fn dates() -> impl Strategy<Value = String> {
    let day = || (2026..=2026, 4_u32..=6, 1_u32..=28);
    let spelt = |(year, month, day): (i32, u32, u32)| format!("{year}-{month:02}-{day:02}");
    prop_oneof![
        day().prop_map(spelt),
        day().prop_map(|(year, month, _)| format!("{year}-{month:02}")),
        (day(), day()).prop_map(move |(a, b)| format!("[{}..{}]", spelt(a.min(b)), spelt(a.max(b)))),
    ]
}

/// For every column and some values: the input, the column, and the filters `=`, `!=`, present and absent.
static FILTERS: LazyLock<Vec<(String, &str, [Asked; 4])>> = LazyLock::new(|| {
    let mut filters = Vec::new();
    for column in Column::all().map(Column::id) {
        for value in ["IOM", "UN RC", "planned", "a", "2021-06-30", "Fiji", "Africa"] {
            let typed = [
                format!("{column}={value}"),
                format!("{column}!={value}"),
                column.to_owned(),
                format!("!{column}"),
            ];
            let parsed: Option<Vec<Asked>> = typed.iter().map(|typed| Asked::parse(typed)).collect();
            if let Some(Ok(four)) = parsed.map(<[Asked; 4]>::try_from) {
                filters.push((typed[0].clone(), column, four));
            }
        }
    }
    assert!(filters.len() > 60, "{}", filters.len());
    filters
});

fn each_network(source: &Source<'_>, mut visit: impl FnMut(&Record<'_>)) {
    source.each(&mut Vec::new(), |record| {
        if record.table == Table::Network {
            visit(record);
        }
    });
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn parsing_a_filter_never_panics(typed in "(!|=|~|<|>|name|key|established|covers|region|status|2021|\\.\\.|the|é|ال|刚| |.){0,8}") {
        let text = registry(1, 3);
        let source = Source::new(&text);
        if let Some(asked) = Asked::parse(&typed) {
            each_network(&source, |network| _ = asked.certainty(network));
        }
    }

    #[test]
    fn present_value_is_equal_or_unequal_and_absent_value_is_neither(seed: u64) {
        let text = registry(seed, 4);
        let source = Source::new(&text);
        each_network(&source, |network| {
            for (typed, column, filters) in FILTERS.iter() {
                let [is, is_not, given, absent] = filters.each_ref().map(|asked| asked.is_certain(network));
                assert!(given != absent && !(is && is_not), "{typed}: {text}");
                // An uncertain date may be neither, and what is not given may be known to be earlier than a day.
                assert!(given || !is && !is_not || is_date(column), "{typed}: {text}");
                assert!(!given || is || is_not || is_date(column), "{typed}: {text}");
            }
        });
    }

    #[test]
    fn date_is_compared_by_each_of_its_days(given in dates(), wanted in dates()) {
        let when = |text: &str| Date::parse(text).expect("a date");
        let text = format!("[network.x]\nname = \"X\"\nestablished = {}\n", when(&given).to_toml());
        let source = Source::new(&text);
        let record = source.record_at(0).expect("a record");
        let (possible, wanted_when) = (days(when(&given)), when(&wanted));
        // A date in the future is an error of its own.
        prop_assume!(!possible.is_empty());
        let (first, last) = (wanted_when.earliest().expect("it has one"), wanted_when.latest());
        for sign in ["=", "!=", "<", "<=", ">", ">="] {
            let compares = |day: &Day| match sign {
                "=" => first <= *day && *day <= last,
                "!=" => *day < first || last < *day,
                "<" => *day < first,
                "<=" => *day <= last,
                ">" => *day > last,
                _ => *day >= first,
            };
            let expected = match (possible.iter().all(compares), possible.iter().any(compares)) {
                (true, _) => Certainty::Certain,
                (_, true) => Certainty::Possible,
                _ => Certainty::No,
            };
            let condition = format!("established{sign}{wanted}");
            prop_assert_eq!(asked(&condition).certainty(&record), expected, "{} {}", given, condition);
        }
    }
}
