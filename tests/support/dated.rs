//! Generated registries of networks with dates of all forms, for the properties of counts.

use super::synth::Random;

/// Countries of several regions, one without a region, and slugs.
const KEYS: [&str; 10] = ["AGO", "ALB", "ATA", "BOL", "CHN", "FJI", "XKX", "east", "north", "west"];
const ENTITIES: [&str; 4] = ["IOM", "UNHCR", "UN RC", "ILO"];

/// Returns a date in TOML, from 2018 to 2026.
pub fn date(random: &mut Random) -> String {
    let day = |random: &mut Random| {
        format!("{}-{:02}-{:02}", 2018 + random.below(9), 1 + random.below(12), 1 + random.below(28))
    };
    let (mut a, mut b) = (day(random), day(random));
    if a > b {
        std::mem::swap(&mut a, &mut b);
    }
    match random.below(5) {
        0 => a,
        1 => format!("\"{}\"", &a[..7]),
        2 => format!("\"{}\"", &a[..4]),
        3 => format!("\"[{a}..{b}]\""),
        _ => format!("\"[..{}]\"", &b[..7]),
    }
}

/// Makes a registry; the dates may contradict each other, which counting has to bear.
pub fn registry(seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut parts = vec![String::from(if random.once_in(3) {
        "[registry]\nformat = 1\n"
    } else {
        "[registry]\nformat = 1\nsince = 2018-12-19\n"
    })];
    parts.push(
        "[denominator.three]\ntitle = \"T\"\nvalue = 3\ncountries = [\"AGO\", \"BOL\", \"TUV\"]\n".to_owned(),
    );
    parts.push(format!(
        "[milestone.some]\ntitle = \"M\"\ndate = {}\n",
        date(&mut random).replace("[..", "[2017..")
    ));
    parts.push(format!("[[published]]\ndate = {}\nnetworks = 9\n", date(&mut random)));
    for key in KEYS {
        if random.once_in(4) {
            continue;
        }
        let mut record = format!("[network.{key}]\nname = \"A place\"\n");
        match random.below(6) {
            0 => record += "status = \"planned\"\n",
            1 => record += "status = \"closed\"\n",
            _ => {}
        }
        for (field, times) in [("established", 4), ("launched", 1), ("closed", 1)] {
            if random.below(5) < times {
                record += &format!("{field} = {}\n", date(&mut random));
            }
        }
        if key == "east" {
            record += "covers = [\"FJI\", \"TUV\"]\n";
        }
        if random.once_in(2) {
            let (a, b) = (random.pick(&ENTITIES), random.pick(&ENTITIES));
            record += &format!("chairs = [\"{a}\", \"{b}\"]\n");
        }
        if random.once_in(3) {
            record += &format!("verified = 2025-{:02}-03\n", 1 + random.below(12));
        }
        parts.push(record);
    }
    random.shuffle(&mut parts);
    parts.join("\n")
}
