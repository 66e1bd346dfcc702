//! Properties of every filter: it never panics, never matches both a condition and its negation, and
//! compares a date by all of its days.

mod support;

use std::sync::LazyLock;

use netreg::model::date::{Date, Day};
use netreg::model::field::Table;
use netreg::model::record::Record;
use netreg::parse::Source;
use netreg::select::column::Column;
use netreg::select::filter::Filter;
use proptest::prelude::*;
use support::synth::registry;
use support::{TODAY, cases};

fn today() -> Day {
    TODAY.parse().expect("a day")
}

fn matches_network(typed: &str, network: &Record<'_>) -> bool {
    Filter::parse(typed, today()).unwrap_or_else(|wrong| panic!("{typed}: {wrong:?}")).matches(network)
}

/// Returns `true` if a column of this network is a date.
fn is_date(network: &Record<'_>, column: &str) -> bool {
    network.table.field(column).is_some() && network.when(column).is_some()
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
static FILTERS: LazyLock<Vec<(String, &str, [Filter; 4])>> = LazyLock::new(|| {
    let mut filters = Vec::new();
    for column in Column::all().map(Column::id) {
        for value in ["IOM", "UN RC", "planned", "a", "2021-06-30", "Fiji", "Africa"] {
            let typed = [
                format!("{column}={value}"),
                format!("{column}!={value}"),
                column.to_owned(),
                format!("!{column}"),
            ];
            let parsed: Result<Vec<Filter>, _> =
                typed.iter().map(|typed| Filter::parse(typed, today())).collect();
            if let Ok(four) = parsed {
                let four = four.try_into().expect("there are four");
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
            visit(&record);
        }
    });
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn parsing_a_filter_never_panics(typed in "(!|=|~|<|>|name|key|established|covers|region|status|2021|\\.\\.|the|é|ال|刚| |.){0,8}") {
        let text = registry(1, 3);
        let source = Source::new(&text);
        if let Ok(filter) = Filter::parse(&typed, today()) {
            each_network(&source, |network| _ = filter.matches(network));
        }
    }

    #[test]
    fn present_value_is_equal_or_unequal_and_absent_value_is_neither(seed: u64) {
        let text = registry(seed, 4);
        let source = Source::new(&text);
        each_network(&source, |network| {
            for (typed, column, filters) in FILTERS.iter() {
                let [is, is_not, given, absent] = filters.each_ref().map(|filter| filter.matches(network));
                assert!(given != absent && !(is && is_not), "{typed}: {text}");
                assert!(given || !is && !is_not, "{typed}: {text}");
                // An uncertain date may be neither.
                assert!(!given || is || is_not || is_date(network, column), "{typed}: {text}");
            }
        });
    }

    #[test]
    fn date_comparison_is_true_only_if_true_for_every_day(given in dates(), wanted in dates()) {
        let when = |text: &str| Date::parse(text).expect("a date");
        let text = format!("[network.x]\nname = \"X\"\nestablished = {}\n", when(&given).to_toml());
        let source = Source::new(&text);
        let record = source.record_at(0).expect("a record");
        let (possible, wanted_when) = (days(when(&given)), when(&wanted));
        // A date in the future is an error of its own.
        prop_assume!(!possible.is_empty());
        let (first, last) = (wanted_when.earliest().expect("it has one"), wanted_when.latest());
        for (sign, all) in [
            ("=", possible.iter().all(|day| first <= *day && *day <= last)),
            ("!=", possible.iter().all(|day| *day < first || last < *day)),
            ("<", possible.iter().all(|day| *day < first)),
            ("<=", possible.iter().all(|day| *day <= last)),
            (">", possible.iter().all(|day| *day > last)),
            (">=", possible.iter().all(|day| *day >= first)),
        ] {
            prop_assert_eq!(matches_network(&format!("established{sign}{wanted}"), &record), all, "{}{}{}", given, sign, wanted);
        }
    }
}
