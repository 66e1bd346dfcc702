//! Generated registries of invented places, the same for the same seed: with comments, odd
//! spacing, several spellings of the same value, names in many scripts.

/// A small random number generator (Steele, Lea and Flood, "SplitMix"), good enough for tests.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).expect("it is below")
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
    }

    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

const NAMES: [&str; 10] = [
    "Utopia",
    "Lilliput",
    "Erewhon",
    "Île d’Ailleurs",
    "Nārnija",
    "Средиземье",
    "桃花源",
    "جزيرة الكنز",
    "\\\"Nowhere\\\"",
    "Sølvøya",
];
const ENTITIES: [&str; 6] = ["IOM", "UNHCR", "UN RC", "UNICEF", "UNDP", "ILO"];
const COMMENTS: [&str; 4] = ["# asked again in May\n", "#\n", "# [network.nowhere]\n", "# name = \"x\"\n"];

/// Makes a valid registry with this many networks.
pub fn registry(seed: u64, networks: usize) -> String {
    let mut random = Random::new(seed);
    let mut out = String::from(random.pick(&[
        "# A made-up registry.\n\n",
        "# It touches.\n",
        "\n# Free\n#\n\n# More.\n\n",
        "",
    ]));
    let mut preamble = vec!["[registry]\nformat = 1\ntitle = \"Made up\"\nsince = 2018-12-19\n"];
    if random.once_in(2) {
        preamble.push("\n[denominator.all]\ntitle = \"All places\"\nvalue = 152\nsource = \"https://example.org/all\"\n");
    }
    if random.once_in(3) {
        preamble.push("\n[[published]]\n# touched\ndate = 2021-06-24\nnetworks = 52\nsource = \"https://example.org/p\"\n");
        preamble
            .push("[[ published ]]\nnetworks = 44\ndate = \"2020\"\nsource = \"https://example.org/q\"\n");
    }
    let mut numbers: Vec<usize> = (0..networks).collect();
    if random.once_in(3) {
        random.shuffle(&mut numbers);
        random.shuffle(&mut preamble);
    }
    let below = if random.once_in(6) { random.below(preamble.len() + 1) } else { 0 };
    let (below, above) = preamble.split_at(below);
    out.extend(above.iter().copied());
    for number in numbers {
        network(&mut random, number, &mut out);
    }
    out.extend(below.iter().copied());
    out.push_str(random.pick(&["", "", "# at the very end\n", "\n# at the very end\n", "\n\n"]));
    match random.below(6) {
        0 => out.replace('\n', "\r\n"),
        1 => format!("\u{FEFF}{out}"),
        2 => out.trim_end().to_owned(),
        _ => out,
    }
}

/// Makes a valid registry in which sections, networks and tables of every other kind follow each other in any
/// order.
pub fn scattered(seed: u64, tables: usize) -> String {
    let mut random = Random::new(seed);
    let mut out = String::from("# A made-up registry.\n\n[registry]\nformat = 1\n");
    for number in 0..tables {
        match random.below(9) {
            0 | 1 => out.push_str(&format!("\n# section {number}\n\n")),
            2 => out.push_str(&format!(
                "\n[[published]]\ndate = 2020-01-{:02}\nnetworks = {number}\n",
                1 + number % 28
            )),
            3 => out.push_str(&format!(
                "\n[[allow]]\nrule = \"NR301\"\nkey = \"k00001\"\nreason = \"{number}\"\n"
            )),
            4 => out
                .push_str(&format!("\n[denominator.d{}]\ntitle = \"All\"\nvalue = 1{number}\n", 99 - number)),
            5 => out.push_str(&format!(
                "# of the milestone\n[milestone.m{}]\ntitle = \"M\" # beside\ndate = \"2020\"\n",
                99 - number
            )),
            _ => network(&mut random, 99 - number, &mut out),
        }
    }
    out
}

fn network(random: &mut Random, number: usize, out: &mut String) {
    out.push_str(random.pick(&["\n", "\n\n", "\n# touching the record\n", "\n# a section\n\n", ""]));
    let header = random.pick(&[
        "[network.K]",
        "[network.K]",
        "[network.K]",
        "[ network . K ]",
        "[network.\"K\"] # so spelt",
        "[\"network\".'K']",
    ]);
    out.push_str(&header.replace('K', &format!("k{number:05}")));
    out.push('\n');
    let mut fields =
        vec![format!("name {} \"{} {number}\"", random.pick(&["=", " =", "=  "]), random.pick(&NAMES))];
    fields.extend(established(random));
    if random.once_in(3) {
        fields.push(format!("coordinator = '{}'", random.pick(&ENTITIES)));
    }
    if random.once_in(3) {
        fields.push(list(random, "members"));
    }
    if random.once_in(4) {
        fields.push("note = \"\"\"\nTwo lines,\n[network.not-a-header]\n= the second\"\"\"".to_owned());
    }
    if random.once_in(5) {
        fields.push("verified = 2025-01-31 # by hand".to_owned());
    }
    fields.push(format!("sources = [\"https://example.org/{number}\"]"));
    if random.once_in(5) {
        random.shuffle(&mut fields);
    }
    for field in fields {
        out.push_str(random.pick(&["", "", "", "", "", "", "  ", "\n", "\t"]));
        out.push_str(&field);
        out.push_str(random.pick(&["", "", "", "", " ", " # beside", "# close"]));
        out.push('\n');
        if random.once_in(9) {
            out.push_str(random.pick(&COMMENTS));
        }
    }
}

fn established(random: &mut Random) -> Vec<String> {
    let year = 2019 + random.below(6);
    let month = 1 + random.below(12);
    let date = match random.below(6) {
        0 => return vec!["status = \"planned\"".to_owned()],
        1 => return Vec::new(),
        2 => format!("\"{year}\""),
        3 => format!("\"{year}-{month:02}\""),
        4 => format!("\"[..{year}-{month:02}]\""),
        _ => format!("{year}-{month:02}-15"),
    };
    let mut fields = vec![format!("established = {date}")];
    if random.once_in(8) {
        fields.extend(["status = \"closed\"".to_owned(), "closed = 2025-06-30".to_owned()]);
    }
    fields
}

fn list(random: &mut Random, key: &str) -> String {
    let first = random.below(3);
    let items = &ENTITIES[first..first + 1 + random.below(3)];
    let quoted: Vec<String> = items.iter().map(|item| format!("\"{item}\"")).collect();
    match random.below(3) {
        0 => format!("{key} = [{}]", quoted.join(", ")),
        1 => format!("{key} = [ # why\n  {},\n]", quoted.join(",\n  # [network.x]\n  ")),
        _ => format!("{key} = [{},]", quoted.join(" , ")),
    }
}
