//! Inputs for a country or area: every name of UN M49 in six languages, former and common names. Names of
//! several countries are an error, and a typing error never leads to another country.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use netreg::model::country::{Country, Language, Miss, all, areas, coded, find, find_area, named};
use netreg::text::slips;
use netreg::text::{letters, normalize};
use proptest::prelude::*;
use support::cases;

fn code(input: &str) -> &'static str {
    find(input).unwrap_or_else(|miss| panic!("{input}: {miss:?}")).alpha3
}

#[test]
fn every_name_of_m49_finds_its_country() {
    for language in Language::ALL {
        for country in all() {
            let name = country.name_in(language);
            match find(name) {
                Ok(found) => assert_eq!(found, country, "{name}"),
                // Two countries are called Congo in every language.
                Err(Miss::Several(choices)) => {
                    assert_eq!(country.alpha3, "COG", "{name}");
                    assert!(choices.contains(&country), "{name}");
                }
                Err(miss) => panic!("{name}: {miss:?}"),
            }
            assert_eq!(find(&name.to_uppercase()), find(name), "{name}");
        }
    }
}

#[test]
fn names_are_those_of_the_statistics_division() {
    let table = include_str!("../.ci/countries/m49.tsv");
    let mut lines = table.lines();
    let languages = ["en", "ar", "es", "fr", "ru", "zh"];
    assert_eq!(lines.next(), Some(format!("alpha3\tm49\t{}", languages.join("\t")).as_str()));
    let mut seen = 0;
    for line in lines {
        let mut fields = line.split('\t');
        let (alpha3, m49) = (fields.next().expect("a code"), fields.next().expect("a number"));
        for (language, name) in languages.into_iter().zip(fields) {
            let country = named(name).unwrap_or_else(|| panic!("{alpha3} {name}"));
            assert_eq!((country.alpha3, country.m49), (alpha3, m49), "{name}");
            assert_eq!(country.name_in(Language::of(language).expect("a language")), name);
            seen += 1;
        }
    }
    // All but the user-assigned code.
    assert_eq!(seen, (all().len() - 1) * Language::ALL.len());
}

#[test]
fn every_area_has_a_name_in_every_language_which_finds_it() {
    for area in areas() {
        for language in Language::ALL {
            let name = area.name_in(language);
            assert!(language.writes(name), "{} in {}: `{name}`", area.m49, language.code());
            assert_eq!(find_area(name), Some(area), "{name}");
            assert_eq!(find_area(&name.to_uppercase()), Some(area), "{name}");
        }
        for name in area.all_names() {
            assert_eq!(find_area(name), Some(area), "{name}");
        }
        assert_eq!(find_area(area.m49), Some(area));
    }
}

#[test]
fn former_and_common_names_find_their_country() {
    let names = [
        ("Burma", "MMR"),
        ("Ivory Coast", "CIV"),
        ("Zaire", "COD"),
        ("DRC", "COD"),
        ("Congo-Kinshasa", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Holland", "NLD"),
        ("the Netherlands", "NLD"),
        ("Swaziland", "SWZ"),
        ("Turkey", "TUR"),
        ("Macedonia", "MKD"),
        ("FYROM", "MKD"),
        ("Cape Verde", "CPV"),
        ("East Timor", "TLS"),
        ("Czech Republic", "CZE"),
        ("UK", "GBR"),
        ("Great Britain", "GBR"),
        ("USA", "USA"),
        ("United States", "USA"),
        ("Russia", "RUS"),
        ("Iran", "IRN"),
        ("Persia", "IRN"),
        ("Laos", "LAO"),
        ("Moldova", "MDA"),
        ("South Korea", "KOR"),
        ("North Korea", "PRK"),
        ("DPRK", "PRK"),
        ("Vietnam", "VNM"),
        ("Tanzania", "TZA"),
        ("Bolivia", "BOL"),
        ("Venezuela", "VEN"),
        ("Syria", "SYR"),
        ("Brunei", "BRN"),
        ("Palestine", "PSE"),
        ("CAR", "CAF"),
        ("UAE", "ARE"),
        ("Upper Volta", "BFA"),
        ("Dahomey", "BEN"),
        ("Ceylon", "LKA"),
        ("Siam", "THA"),
        ("Kampuchea", "KHM"),
        ("Western Samoa", "WSM"),
        ("Rhodesia", "ZWE"),
        ("Northern Rhodesia", "ZMB"),
        ("Nyasaland", "MWI"),
        ("Bechuanaland", "BWA"),
        ("Basutoland", "LSO"),
        ("Gold Coast", "GHA"),
        ("British Honduras", "BLZ"),
        ("New Hebrides", "VUT"),
        ("Ellice Islands", "TUV"),
        ("Gilbert Islands", "KIR"),
        ("Byelorussia", "BLR"),
        ("Naoero", "NRU"),
        ("Macau", "MAC"),
        ("Falklands", "FLK"),
        ("Vatican", "VAT"),
        ("Holy See (Vatican City State)", "VAT"),
        ("Micronesia", "FSM"),
        ("Hong Kong", "HKG"),
        ("Libyan Arab Jamahiriya", "LBY"),
        ("Dutch Guiana", "SUR"),
        ("British Guiana", "GUY"),
        ("St. Kitts & Nevis", "KNA"),
        ("Bosnia", "BIH"),
        ("Eire", "IRL"),
        ("São Tomé and Príncipe", "STP"),
        ("KSA", "SAU"),
        ("PNG", "PNG"),
        ("Kosovo", "XKX"),
        ("Russie", "RUS"),
        ("Corée du Sud", "KOR"),
        ("Corea del Sur", "KOR"),
        ("Guyane", "GUF"),
        ("Иран", "IRN"),
        ("叙利亚", "SYR"),
        ("روسيا", "RUS"),
    ];
    assert!(names.len() >= 70);
    for (input, alpha3) in names {
        assert_eq!(code(input), alpha3, "{input}");
    }
}

#[test]
fn names_of_several_countries_are_an_error_with_the_choices() {
    for (input, expected) in [
        ("Korea", ["KOR", "PRK"]),
        ("Corée", ["KOR", "PRK"]),
        ("Congo", ["COD", "COG"]),
        ("the Congo", ["COD", "COG"]),
        ("Конго", ["COD", "COG"]),
        ("刚果", ["COD", "COG"]),
        ("الكونغو", ["COD", "COG"]),
        ("Virgin Islands", ["VGB", "VIR"]),
    ] {
        let Err(Miss::Several(choices)) = find(input) else { panic!("{input}: {:?}", find(input)) };
        let codes: BTreeSet<&str> = choices.iter().map(|country| country.alpha3).collect();
        assert_eq!(codes, BTreeSet::from(expected), "{input}");
    }
}

#[test]
fn names_outside_m49_are_not_found() {
    for input in [
        "Yugoslavia",
        "Soviet Union",
        "Czechoslovakia",
        "England",
        "EU",
        "E.U.",
        "Europe",
        "Atlantis",
        "",
        " ",
        "-",
    ] {
        assert!(matches!(find(input), Err(Miss::None(_))), "{input}: {:?}", find(input));
    }
}

/// Every name of every country: of UN M49 in each language, and other names.
static WRITTEN: LazyLock<Vec<(&'static str, &'static Country)>> = LazyLock::new(|| {
    let names = |country: &'static Country| {
        let standard = Language::ALL.into_iter().map(|language| country.name_in(language));
        standard.chain(country.aliases().map(|alias| alias.name)).map(move |name| (name, country))
    };
    all().iter().flat_map(names).collect()
});

/// These names, normalized. Those with two letters are codes.
fn names() -> BTreeMap<String, &'static Country> {
    WRITTEN.iter().map(|(name, country)| (normalize(name), *country)).collect()
}

/// Names of different countries that are one typing error apart. Such an error gives exactly the name of another
/// country; `add` and `show` print its name.
static TWINS: LazyLock<BTreeSet<(String, String)>> = LazyLock::new(|| {
    let names: Vec<(String, &Country)> = names().into_iter().collect();
    let mut twins = BTreeSet::new();
    for (at, (a, country)) in names.iter().enumerate() {
        for (b, other) in &names[at + 1..] {
            if country != other && a.len().abs_diff(b.len()) <= 4 && slips(a, b) == Some(1) {
                twins.insert((a.clone(), b.clone()));
            }
        }
    }
    twins
});

#[test]
fn names_one_typo_apart_are_listed() {
    let twins: BTreeSet<String> = TWINS
        .iter()
        .filter(|(a, b)| a.chars().count() > 3 && b.chars().count() > 3)
        .map(|(a, b)| format!("{a} {b}"))
        .collect();
    let known = [
        "chile chine",
        "gambia zambia",
        "gambie zambie",
        "guyana guyane",
        "iceland ireland",
        "irak iran",
        "iran iraq",
        "irlande islande",
        "republic of gambia republic of zambia",
        "republic of iceland republic of ireland",
        "гамбия замбия",
        "ирак иран",
        "ирландия исландия",
        "اسبانيا البانيا",
        "البانيا المانيا",
        "انغولا انغويلا",
        "ايرلندا ايسلندا",
        "بولندا هولندا",
        "زامبيا غامبيا",
        "غانا غيانا",
        "غينيا كينيا",
        "ليبريا ليبيا",
        "刚果 布 刚果 金",
        "北罗得西亚 南罗得西亚",
        "北罗得西亚 罗得西亚",
        "圣马丁 法属 圣马丁 荷属",
        "多米尼克 多米尼加",
        "巴勒斯坦 巴基斯坦",
        "法属圣马丁 荷属圣马丁",
        "法属圭亚那 英属圭亚那",
        "美属维尔京群岛 英属维尔京群岛",
    ];
    assert_eq!(twins, BTreeSet::from(known.map(str::to_owned)));
}

/// One typing error: a letter is missing, added, replaced or swapped with the next.
fn slip(name: &str, at: usize, kind: usize, letter: char) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = at % letters.len();
    match kind {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letter),
        2 => letters[at] = letter,
        _ => letters.swap(at, (at + 1) % name.chars().count()),
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn typing_errors_never_lead_to_another_country(
        (written, from) in (0..WRITTEN.len(), 0..WRITTEN.len()),
        (at, kind, letter) in (0..40_usize, 0..4_usize, 0..40_usize),
    ) {
        let (name, country) = WRITTEN[written];
        // `D.R. Congo` without its first letter is the Republic of the Congo.
        if name.contains('.') {
            return Ok(());
        }
        // A letter that is in names, perhaps of another script. A full stop makes an abbreviation.
        let choice: Vec<char> = WRITTEN[from].0.chars().filter(|c| *c != '.').collect();
        let input = slip(name, at, kind, choice[letter % choice.len()]);
        // An abbreviation is one letter away from a code.
        if coded(&letters(&input)).is_none() && let Ok(found) = find(&input) && found != country {
            let (a, b) = (normalize(name), normalize(&input));
            let pair = if a < b { (a, b) } else { (b, a) };
            prop_assert!(TWINS.contains(&pair), "{input} for {name} leads to {}", found.name);
        }
    }
}
