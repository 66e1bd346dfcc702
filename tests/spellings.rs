//! Names as people and lists write them. `countries/spellings.tsv` has 3,140 spellings from public lists of
//! international organizations and from bug reports, each with the code that was meant.

use netreg::model::country::{Country, Miss, find};

/// Returns the codes that an input may mean: the country that it finds, or those that are offered.
fn found(input: &str) -> Result<&'static str, Vec<&'static str>> {
    let codes = |countries: Vec<&'static Country>| countries.iter().map(|country| country.alpha3).collect();
    match find(input) {
        Ok(country) => Ok(country.alpha3),
        Err(Miss::Several(choices) | Miss::None(choices)) => Err(codes(choices)),
    }
}

#[test]
fn nearly_all_real_spellings_find_their_country_and_none_another() {
    let (mut rows, mut right) = (0, 0);
    for line in include_str!("countries/spellings.tsv").lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [spelling, meant, kind] = fields[..] else { panic!("{line}") };
        let spelling = spelling.replace("\\t", "\t").replace("\\n", "\n");
        let is_meant = |code: &&str| meant.split('/').any(|meant| meant == *code);
        // The lists of pickers contain spelling mistakes, names in other languages, and jokes.
        let counts = !kind.starts_with("picker synonym") && kind != "not in UN M49";
        rows += usize::from(counts);
        match found(&spelling) {
            Ok(code) => {
                assert!(is_meant(&code), "{spelling:?} of {meant} finds {code}");
                right += usize::from(counts);
            }
            Err(offered) => {
                let misleads = !offered.is_empty() && !offered.iter().any(is_meant);
                assert!(!misleads, "{spelling:?} of {meant} offers {offered:?} only");
            }
        }
    }
    assert!(right * 100 >= rows * 95, "{right} of {rows}");
}

#[test]
fn every_name_of_unterm_finds_its_state_unless_two_states_have_it() {
    let mut shared = Vec::new();
    for row in include_str!("../.ci/countries/unterm.tsv").lines().skip(1) {
        let mut fields = row.split('\t');
        let alpha3 = fields.next().expect("a code");
        for name in fields {
            match found(name) {
                Ok(code) => assert_eq!(code, alpha3, "{name}"),
                Err(offered) => {
                    assert!(offered.contains(&alpha3), "{name}: {offered:?}");
                    shared.push(name);
                }
            }
        }
    }
    assert_eq!(shared, ["Congo (the)", "Congo (le)", "Congo (el)", "Конго", "الكونغو"]);
}

/// Each form, with inputs in it and their country.
const FORMS: &[(&str, &[(&str, &str)])] = &[
    (
        "an article in front, at the end or in brackets",
        &[
            ("le Niger", "NER"),
            ("Gambie (la)", "GMB"),
            ("Afganistán (el)", "AFG"),
            ("Ouganda (l’)", "UGA"),
            ("Bahamas, The", "BHS"),
        ],
    ),
    (
        "words in another order",
        &[
            ("Poland, Republic of", "POL"),
            ("Yemen, Republic of", "YEM"),
            ("Bolivia (Plurinational State of)", "BOL"),
            ("Samoa, American", "ASM"),
            ("Corée (la République populaire démocratique de)", "PRK"),
            ("Congo, Democratic Republic of the", "COD"),
            ("Congo, Republic of the", "COG"),
        ],
    ),
    (
        "generic words that the country does not have, or not any more",
        &[
            ("Gambia (Islamic Republic of the)", "GMB"),
            ("Republic of Kosovo", "XKX"),
            ("Kingdom of Libya", "LBY"),
            ("Государство Ливия", "LBY"),
            ("جمهورية كوسوفو", "XKX"),
            ("赞比亚王国", "ZMB"),
        ],
    ),
    (
        "abbreviated words",
        &[
            ("Dem. Rep. Congo", "COD"),
            ("Congo, Rep.", "COG"),
            ("Dom. Rep.", "DOM"),
            ("Russian Fed.", "RUS"),
            ("Solomon Isds", "SLB"),
            ("Marshall Is.", "MHL"),
            ("St. Vin. & Gren.", "VCT"),
            ("S. Sudan", "SSD"),
            ("N. Korea", "PRK"),
            ("Eq. Guinea", "GNQ"),
            ("DPR of Korea", "PRK"),
            ("R.D Congo", "COD"),
            ("Hong Kong S.A.R", "HKG"),
            ("Hong Kong SAR", "HKG"),
            ("Hong Kong S.A.R., China", "HKG"),
        ],
    ),
    (
        "abbreviations with full stops",
        &[("R.O.K.", "KOR"), ("C.A.R.", "CAF"), ("U.S.A.", "USA"), ("U.K.", "GBR")],
    ),
    (
        "notes",
        &[
            ("Kosovo (UNSCR 1244)", "XKX"),
            ("Kosovo under UNSCR 1244", "XKX"),
            ("Kosovo¹", "XKX"),
            ("Kosovo (1)", "XKX"),
            ("occupied Palestinian territory, including east Jerusalem", "PSE"),
        ],
    ),
    (
        "a territory with its State",
        &[
            ("Aruba (Netherlands)", "ABW"),
            ("Aruba (Neth.)", "ABW"),
            ("Niue (N.Z.)", "NIU"),
            ("France, Réunion", "REU"),
            ("San Martín (Países Bajos)", "SXM"),
            ("Virgin Islands (United Kingdom)", "VGB"),
            ("Guadeloupe (Overseas France)", "GLP"),
        ],
    ),
    (
        "two names",
        &[
            ("Eswatini (Swaziland)", "SWZ"),
            ("Burma/Myanmar", "MMR"),
            ("Timor-Leste (formerly East Timor)", "TLS"),
            ("Zaire / Congo, Dem. Rep.", "COD"),
        ],
    ),
    (
        "a code with a name",
        &[
            ("ZMB: Zambia", "ZMB"),
            ("Zambia (ZM)", "ZMB"),
            ("894 - Zambia", "ZMB"),
            ("Congo (COG)", "COG"),
            ("KOR: Korea", "KOR"),
        ],
    ),
    ("numbers of UN M49 without zeros", &[("8", "ALB"), ("24", "AGO"), ("004", "AFG")]),
    (
        "characters of other keyboards and programs",
        &[
            ("Ｚａｍｂｉａ", "ZMB"),
            ("ＺＭＢ", "ZMB"),
            ("Côte d`Ivoire", "CIV"),
            ("Côte d´Ivoire", "CIV"),
            ("Côte\u{a0}d\u{2019}Ivoire", "CIV"),
            ("Cote d\"Ivoire", "CIV"),
            ("Cote d Ivoire", "CIV"),
            ("cote_d_ivoire", "CIV"),
            ("Zam\u{200b}bia\u{feff}", "ZMB"),
            ("SouthAfrica", "ZAF"),
            ("Lao People s Democratic Republic", "LAO"),
        ],
    ),
    (
        "letters that a program broke or lost",
        &[
            ("CÃ´te dâ€™Ivoire", "CIV"),
            ("C&ocirc;te d'Ivoire", "CIV"),
            ("T<U+00FC>rkiye", "TUR"),
            ("Cura\u{fffd}ao", "CUW"),
            ("T?rkiye", "TUR"),
        ],
    ),
];

#[test]
fn every_form_of_a_name_is_read() {
    for (form, inputs) in FORMS {
        for (input, alpha3) in *inputs {
            assert_eq!(found(input), Ok(*alpha3), "{form}: {input}");
        }
    }
}

#[test]
fn several_countries_are_offered_where_a_form_leaves_them() {
    for (input, offered) in [
        ("Zambia, Malawi", &["ZMB", "MWI"][..]),
        ("Georgia (USA)", &["GEO", "USA"]),
        ("ZMB: Malawi", &["ZMB", "MWI"]),
        // All words of these names are generic.
        ("Georgia (United States)", &["GEO", "USA"]),
        ("Samoa (United States)", &["WSM", "USA"]),
        ("Canada, United States", &["CAN", "USA"]),
        ("Ireland, United Kingdom", &["IRL", "GBR"]),
        ("Kosovo (Serbia)", &["XKX", "SRB"]),
        ("Korea, Kingdom of", &["KOR", "PRK"]),
        ("St. Martin", &["MAF", "SXM"]),
        // Lists mean the State as often as the territory where nobody lives in the territory.
        ("Bouvet Island (Norway)", &["BVT", "NOR"]),
    ] {
        assert_eq!(found(input), Err(offered.to_vec()), "{input}");
    }
}

#[test]
fn places_outside_m49_do_not_become_the_country_that_is_in_their_name() {
    for input in [
        "Republic of China",
        "China, Republic of",
        "Rep. of China",
        "China (Rep.)",
        "China, Taiwan Province of China",
        "Taiwan (China)",
        "Китайская Республика",
        "Netherlands Antilles",
        "Azores (Portugal)",
        "German Democratic Republic",
        "Democratic Yemen",
        "Yemen, Democratic",
        "Tanzania: Zanzibar",
        "Somaliland",
        "Northern Cyprus",
        "RoC",
        "E.U.",
        "S.A.",
        "Rep.",
        "Is.",
        "of the",
        "(the)",
        "1244",
        "?",
        "???",
        "&amp;",
        "Islamic State",
        "State",
        "Union",
        // One abbreviated word is of several countries, in one language or another.
        "Dom.",
        "Sal.",
    ] {
        assert_eq!(found(input), Err(Vec::new()), "{input}");
    }
}

#[test]
fn suggestion_is_not_another_place() {
    for (input, offered) in [
        // The whole name of a country is in the input.
        ("Albania (2015)", &["ALB"][..]),
        ("Norway, Svalbard and Jan Mayen", &["NOR", "SJM"]),
        ("Germany (Prussia)", &["DEU"]),
        // Generic words make no two names similar.
        ("Armenja, Republic of", &["ARM"]),
        ("Republic of Latvja", &["LVA"]),
        ("Республика Замбея", &["ZMB"]),
        ("Kingdom of Zamunda", &[]),
        ("الاتحاد الأوروبي", &[]),
        ("Federal Republic of Zamunda", &[]),
        ("Wakanda Islands", &[]),
        ("Autralia", &["AUS"]),
        ("Papua", &["PNG"]),
        // One letter of the whole name is nearer than what the names share.
        ("Democratic Peple's Republic of Korea", &["PRK", "KOR"]),
        ("Democratc Republic of the Congo", &["COD", "COG"]),
        ("Korea Nort", &["PRK", "KOR"]),
        // A word of direction makes another place.
        ("North Sudn", &["SDN"]),
        ("South Zambia", &[]),
        ("NGA Niger", &["NGA", "NER"]),
        // A name without its accented letter is a spelling mistake.
        ("Nigria", &["NGA"]),
        ("Bnin", &["BEN"]),
        // A digit is one wrong letter.
        ("Bulga7ia", &["BGR"]),
        ("Democrat3c Republic of the Congo", &["COD", "COG"]),
        // Programs lose letters outside ASCII only.
        ("Ni?er", &["NER"]),
        ("?ran", &[]),
        ("M?li", &["MLI"]),
    ] {
        assert_eq!(found(input), Err(offered.to_vec()), "{input}");
    }
}
