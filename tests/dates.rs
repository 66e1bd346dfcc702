//! Dates as people type them: what the help proposes is what was meant, and netreg takes it.

use chrono::{Datelike, Days, NaiveDate};
use netreg::model::{Date, Problem};
use netreg::validate::{Context, check, fix};
use proptest::prelude::*;

/// Texts, and the dates that a help proposes for them: none, one, or two. Those behind `!` have the form alone wrong,
/// so `validate --fix` writes them.
const MEANT: [(&str, &[&str]); 156] = [
    // Numbers in another order, or with other marks.
    ("06/2021", &["!2021-06"]),
    ("6/2021", &["!2021-06"]),
    ("2021/06", &["!2021-06"]),
    ("2021-6", &["!2021-06"]),
    ("2021.06", &["!2021-06"]),
    ("6.2021", &["!2021-06"]),
    ("2021_06", &["!2021-06"]),
    ("2021 06", &["2021-06"]),
    ("2021 - 06", &["!2021-06"]),
    ("2021-6-3", &["!2021-06-03"]),
    ("2021/06/30", &["!2021-06-30"]),
    ("2021.06.30.", &["!2021-06-30"]),
    ("20210630", &["!2021-06-30"]),
    ("202106", &["2021-06"]),
    ("15.06.2021", &["2021-06-15"]),
    ("15. 6. 2021", &["2021-06-15"]),
    ("13/06/2021", &["2021-06-13"]),
    ("06/13/2021", &["2021-06-13"]),
    ("05/06/2021", &["2021-06-05", "2021-05-06"]),
    ("05-06-2021", &["2021-06-05", "2021-05-06"]),
    ("06/06/2021", &["2021-06-06"]),
    ("30062021", &["2021-06-30"]),
    ("05062021", &["2021-06-05", "2021-05-06"]),
    // Characters that look like others, and spaces.
    ("2021–06", &["!2021-06"]),
    ("2021—06—30", &["!2021-06-30"]),
    ("2021−06", &["!2021-06"]),
    ("2021\u{2011}06\u{2011}30", &["!2021-06-30"]),
    ("２０２１－０６", &["!2021-06"]),
    ("٢٠٢١", &["!2021"]),
    ("٣٠/٠٦/٢٠٢١", &["2021-06-30"]),
    ("“2021-06”", &["!2021-06"]),
    ("\"2021-06-30\"", &["!2021-06-30"]),
    (" 2021-06", &["!2021-06"]),
    ("2021-06-30\u{a0}", &["!2021-06-30"]),
    ("\u{feff}2021\u{200b}", &["!2021"]),
    ("2021-06 -30", &["!2021-06-30"]),
    ("2021年6月", &["!2021-06"]),
    ("2021年6月30日", &["!2021-06-30"]),
    ("2021 年 6 月 30 日", &["!2021-06-30"]),
    ("2021년 6월", &["!2021-06"]),
    // Sets.
    ("[2021-03 .. 2021-06]", &["![2021-03..2021-06]"]),
    ("[ 2021-03-18..2021-06-24 ]", &["![2021-03-18..2021-06-24]"]),
    ("2021-03..2021-06", &["![2021-03..2021-06]"]),
    ("2021…2022", &["![2021..2022]"]),
    ("[2021...2022]", &["![2021..2022]"]),
    ("[2021-3..2021-6]", &["![2021-03..2021-06]"]),
    ("[2021/03..2021/06]", &["![2021-03..2021-06]"]),
    ("[..06/2021]", &["![..2021-06]"]),
    ("..2021-06", &["![..2021-06]"]),
    ("[2021-03-18..24.06.2021]", &["[2021-03-18..2021-06-24]"]),
    ("[2021..2022", &["[2021..2022]"]),
    ("[2021]", &["2021"]),
    ("[2021, 2022]", &["[2021..2022]"]),
    ("../2021", &["[..2021]"]),
    ("/2021", &["[..2021]"]),
    ("[../2021]", &["[..2021]"]),
    ("2021/2022", &["[2021..2022]"]),
    ("2021-2022", &["[2021..2022]"]),
    ("2021–2022", &["[2021..2022]"]),
    ("2021 to 2022", &["[2021..2022]"]),
    ("2021-03/2021-06", &["[2021-03..2021-06]"]),
    ("2021-03-18/2021-06-24", &["[2021-03-18..2021-06-24]"]),
    ("18/03/2021 - 24/06/2021", &["[2021-03-18..2021-06-24]"]),
    ("between March 2021 and June 2021", &["[2021-03..2021-06]"]),
    ("entre mars 2021 et juin 2021", &["[2021-03..2021-06]"]),
    ("entre marzo y junio de 2021", &["[2021-03..2021-06]"]),
    ("March-June 2021", &["[2021-03..2021-06]"]),
    ("June/July 2021", &["[2021-06..2021-07]"]),
    ("18-24 March 2021", &["[2021-03-18..2021-03-24]"]),
    ("18 March to 24 June 2021", &["[2021-03-18..2021-06-24]"]),
    ("2021 or 2022", &["[2021..2022]"]),
    ("June or July 2021", &["[2021-06..2021-07]"]),
    ("before 2021", &["[..2020]"]),
    ("before June 2021", &["[..2021-05]"]),
    ("before 1 March 2020", &["[..2020-02-29]"]),
    ("avant le 1er janvier 2021", &["[..2020-12-31]"]),
    ("antes de junio de 2021", &["[..2021-05]"]),
    ("by June 2021", &["[..2021-06]"]),
    ("by the end of 2021", &["[..2021]"]),
    ("no later than 30 June 2021", &["[..2021-06-30]"]),
    ("<=2021", &["[..2021]"]),
    ("202X", &["[2020..2029]"]),
    ("202x", &["[2020..2029]"]),
    ("202?", &["[2020..2029]"]),
    ("20XX", &["[2000..2099]"]),
    ("2020s", &["[2020..2029]"]),
    ("the 2020s", &["[2020..2029]"]),
    ("2020's", &["[2020..2029]"]),
    ("Q2 2021", &["[2021-04..2021-06]"]),
    ("2021-Q4", &["[2021-10..2021-12]"]),
    ("H1 2021", &["[2021-01..2021-06]"]),
    ("2021-XX", &["2021"]),
    ("2021-uu-uu", &["2021"]),
    ("2021-06-XX", &["2021-06"]),
    ("??.06.2021", &["2021-06"]),
    // Words.
    ("June 2021", &["2021-06"]),
    ("2021 june", &["2021-06"]),
    ("JUNE, 2021", &["2021-06"]),
    ("jun. 2021", &["2021-06"]),
    ("Sept 2021", &["2021-09"]),
    ("30 June 2021", &["2021-06-30"]),
    ("June 30, 2021", &["2021-06-30"]),
    ("the 30th of June 2021", &["2021-06-30"]),
    ("30-Jun-2021", &["2021-06-30"]),
    ("30Jun2021", &["2021-06-30"]),
    ("Wednesday, 30 June 2021", &["2021-06-30"]),
    ("1er juin 2021", &["2021-06-01"]),
    ("Août 2021", &["2021-08"]),
    ("févr. 2021", &["2021-02"]),
    ("30 de junio de 2021", &["2021-06-30"]),
    ("июнь 2021", &["2021-06"]),
    ("30 июня 2021 г.", &["2021-06-30"]),
    ("мая 2021", &["2021-05"]),
    ("يونيو 2021", &["2021-06"]),
    ("in 2021", &["2021"]),
    // A time of day.
    ("2021-06-30T10:00", &["2021-06-30"]),
    ("2021-06-30T10:00:00Z", &["2021-06-30"]),
    ("2021-06-30 10:00:00.000+02:00", &["2021-06-30"]),
    ("30/06/2021 10:00", &["2021-06-30"]),
    // Nothing is better than another date.
    ("2021~", &[]),
    ("2021?", &[]),
    ("mid-2021", &[]),
    ("spring 2021", &[]),
    ("since 2021", &[]),
    ("2021..", &[]),
    ("[2022..2021-05]", &[]),
    ("2021/22", &[]),
    ("2020 or 2022", &[]),
    ("201106", &[]),
    ("30/06/21", &[]),
    ("Thursday, 30 June 2021", &[]),
    ("June 5-6, 2021", &[]),
    ("2021-06/07", &[]),
    ("2000s", &[]),
    // A footnote mark is no month and no day.
    ("2021²", &[]),
    ("2021-06²", &[]),
    ("2021①", &[]),
    ("2021-06 ¹", &[]),
    ("²2021", &[]),
    ("[2021²..2022]", &[]),
    ("June 2021²", &[]),
    ("2021-06 1", &[]),
    ("[2021-06 1..2022]", &[]),
    ("2021年6月3日0", &[]),
    ("20 21年", &[]),
    // A space is a mark: numbers with two kinds of marks are no date, and with spaces alone they are not certain.
    ("2021 6-7", &[]),
    ("2021 06/07", &[]),
    ("2021 6,7", &[]),
    ("2021-6 -7 8", &[]),
    ("2021年1 2月", &[]),
    ("2021 1", &["2021-01"]),
    ("2021 06 30", &["2021-06-30"]),
    ("05 06 2021", &["2021-06-05", "2021-05-06"]),
    ("[2021 1..2022]", &["[2021-01..2022]"]),
    ("2021 / 06 / 30", &["!2021-06-30"]),
    ("2021. 6. 30.", &["!2021-06-30"]),
];

/// Returns what is between backticks in the help.
fn proposed(problem: &Problem) -> Vec<String> {
    let help = problem.help.as_deref().expect("a help");
    help.split('`').skip(1).step_by(2).map(|text| text.trim_matches('"').to_owned()).collect()
}

fn parsed(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day")
}

#[test]
fn each_suggestion_is_what_was_meant() {
    for (text, meant) in MEANT {
        let problem = Date::parse(text).expect_err(text);
        let found = proposed(&problem);
        let dates: Vec<&str> = meant.iter().map(|date| date.trim_start_matches('!')).collect();
        if dates.is_empty() {
            assert_eq!(Date::proposed(text), None, "{text}: {problem:?}");
            continue;
        }
        assert_eq!(found, dates, "{text}: {problem:?}");
        for date in found {
            assert_eq!(parsed(&date).to_string(), date, "{text}");
        }
        let certain = meant.iter().find_map(|date| date.strip_prefix('!'));
        assert_eq!(Date::in_other_form(text).map(|date| date.to_string()).as_deref(), certain, "{text}");
    }
}

#[test]
fn flag_gets_the_same_suggestion_without_quotes_and_brackets() {
    for (text, meant) in MEANT.iter().filter(|(_, meant)| !meant.is_empty()) {
        let Err(problem) = netreg::model::input::when(text, today()) else { continue };
        let found: Vec<String> = proposed(&problem);
        for (found, meant) in found.iter().zip(*meant) {
            let meant = meant.trim_start_matches('!');
            assert_eq!(found, meant.trim_matches(['[', ']']), "{text}: {problem:?}");
            assert_eq!(Date::parse_flag(found, today()), Ok(parsed(meant)), "{text}");
        }
    }
}

fn registry(date: &str) -> String {
    format!(
        "[registry]\nformat = 1\n\n[network.ATA]\nname = \"Antarctica\"\nestablished = {date}\nsources = [\"https://example.org\"]\n"
    )
}

#[test]
fn date_in_a_file_is_fixed_if_only_its_form_is_another() {
    for (text, meant) in MEANT {
        let quoted = format!("\"{}\"", text.trim_matches('"').replace('"', "\\\""));
        for spelling in [quoted, text.trim_matches(' ').to_owned()] {
            let old = registry(&spelling);
            let context = Context { today: today() };
            let check = |text: &str| check(&context, text);
            assert!(!check(&old).is_empty(), "{old}");
            let new = fix(&old, check).text;
            let Some(certain) = meant.iter().find_map(|date| date.strip_prefix('!')) else {
                assert_eq!(new, old, "{spelling}");
                continue;
            };
            assert_eq!(new, registry(&parsed(certain).to_toml()), "{spelling}");
            assert_eq!(check(&new), [], "{new}");
        }
    }
}

proptest! {
    /// Each day from 1900 to 2099 in each of these forms.
    #[test]
    fn day_in_another_form_is_that_day(number in 0_u64..73_049) {
        let first = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day");
        let day = first.checked_add_days(Days::new(number)).expect("a day");
        for form in [
            "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y-%-m-%-d", "%Y–%m–%d", "%d %B %Y", "%B %-d, %Y", "%d-%b-%Y", "%a %d %b %Y",
            "%A, %-d %B %Y", "%Y-%m-%dT%H:%M:%S", "%Y年%-m月%-d日", " %Y-%m-%d ", "%d.%m.%Y", "%m/%d/%Y", "%d%m%Y",
        ] {
            let text = day.and_hms_opt(10, 0, 0).expect("a time").format(form).to_string();
            let problem = match Date::parse(&text) {
                Ok(date) => {
                    prop_assert_eq!(date, Date::day(day));
                    continue;
                }
                Err(problem) => problem,
            };
            let found = proposed(&problem);
            prop_assert!(found.contains(&day.to_string()), "{}: {:?}", text, problem);
            let is_ambiguous = ["%d.%m.%Y", "%m/%d/%Y", "%d%m%Y"].contains(&form) && day.day() <= 12 && day.day() != day.month();
            prop_assert_eq!(found.len(), if is_ambiguous { 2 } else { 1 }, "{}: {:?}", text, problem);
        }
    }

    /// A text of the characters of dates never panics, and a suggestion is always a date.
    #[test]
    fn suggestion_is_always_a_date(text in "[0-9XxTt:/. ~?\\-–\\[\\],a-zé年月]{0,24}|(([0-9]{1,4}|June|mars|to|or|by|Q2)[ ./-]{1,2}){1,6}") {
        let Err(problem) = Date::parse(&text) else { return Ok(()) };
        if let Some(date) = Date::in_other_form(&text) {
            prop_assert_eq!(parsed(&date.to_string()), date);
        }
        let help = problem.help.expect("a help");
        if let Some(date) = help.strip_prefix("did you mean `").and_then(|help| help.strip_suffix("`?")) {
            parsed(date.trim_matches('"'));
        }
    }
}
