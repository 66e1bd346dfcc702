//! An edit that is made on a part of a registry gives what an edit of the whole gives, or is not made.

mod support;

use netreg::edit::{self, Change, Edited, FieldValue, Refusal};
use netreg::format::format;
use netreg::model::field::Table;
use netreg::model::record::Value;
use netreg::model::{Address, Field};
use netreg::parse::Registry;
use netreg::validate::near;
use support::synth::{Random, registry};
use support::{context, findings};

fn field(key: &str) -> &'static Field {
    Table::Network.field(key).expect("a field")
}

fn name(name: &str) -> FieldValue {
    (field("name"), Value::Text(name.to_owned().into()))
}

/// An edit of a registry.
type Edit<'a> = &'a dyn Fn(&Registry<'_>) -> Result<Edited, Refusal>;

/// Makes an edit on a part of a text, if it can be made there. Checks that it gives what an edit of the whole gives, and
/// returns whether it was made.
fn is_near(text: &str, addresses: &[&Address], edit: Edit<'_>) -> bool {
    let Some(near) = near(&context(), text, addresses, |part| Some(((), edit(part).ok()?))) else {
        return false;
    };
    assert_eq!(findings(&near.edited.text), near.findings);
    assert_eq!(edit(&Registry::parse(text)), Ok(near.edited), "{addresses:?}\n{text}");
    true
}

/// Makes every edit of a text that is for a network with one of these keys, and returns how many were made on a part.
fn near_edits(text: &str, keys: &[&str]) -> usize {
    let addresses: Vec<Address> = keys.iter().copied().map(Address::network).collect();
    let all: Vec<&Address> = addresses.iter().collect();
    let fields = [name("New")];
    let new: Vec<(&Address, &[FieldValue])> = all.iter().map(|address| (*address, &fields[..])).collect();
    let changes = [(field("note"), Change::Put(Value::Text("N".into()))), (field("verified"), Change::Clear)];
    let edits: [Edit<'_>; 3] = [
        &|registry| edit::add(registry, &new),
        &|registry| edit::set(registry, &all, &changes),
        &|registry| edit::remove(registry, all[0]),
    ];
    edits.into_iter().filter(|edit| is_near(text, &all, edit)).count()
}

/// A registry of networks with these keys, each with these lines.
fn with(keys: impl Iterator<Item = String>, lines: impl Fn(&str) -> String) -> String {
    let network = |key: String| {
        format!("\n[network.{key}]\nname = \"{key}\"\n{}sources = [\"https://example.org\"]\n", lines(&key))
    };
    "[registry]\nformat = 1\n".to_owned() + &keys.map(network).collect::<String>()
}

/// Returns a text in its canonical form. No line of it looks like the header of a network and is none.
fn tidy(text: &str) -> String {
    let form = format(&Registry::parse(text)).expect("it has a form");
    form.replace("\n[network.not-a-header]", "\n[milestone.not-a-header]")
}

fn keys(number: usize) -> impl Iterator<Item = String> {
    (0..number).map(|at| format!("k{at:05}"))
}

#[test]
fn edit_of_a_part_is_an_edit_of_the_whole() {
    let mut made = 0;
    for seed in 0..16 {
        let text = registry(seed, 100);
        let text = if seed % 2 == 0 { tidy(&text) } else { text };
        let mut random = Random::new(seed);
        let key = |number: usize, end: &str| format!("k{number:05}{end}");
        for at in [0, 99, random.below(100)] {
            made += near_edits(&text, &[&key(at, "")]);
            made += near_edits(&text, &[&key(at, "-new")]);
        }
        made += near_edits(&text, &["A", "k00000-a", "z"])
            + near_edits(&text, &["z"])
            + near_edits(&text, &["A"]);
        let first = random.below(95);
        let next = [first, first + 1, first + 3].map(|at| key(at, ""));
        made += near_edits(&text, &next.each_ref().map(String::as_str));
    }
    assert!(made > 50, "{made}");
}

#[test]
fn every_edit_of_a_large_registry_in_order_is_made_on_a_part() {
    let text = with(keys(200), |key| if key.ends_with('7') { "# why\n".to_owned() } else { String::new() });
    for (keys, edits) in [
        (&["k00100"][..], 2),
        (&["k00000"], 2),
        (&["k00199"], 2),
        (&["A"], 1),
        (&["z"], 1),
        (&["k00100", "k00103"], 2),
    ] {
        assert_eq!(near_edits(&text, keys), edits, "{keys:?}");
        assert_eq!(near_edits(&text.replace('\n', "\r\n"), keys), edits, "{keys:?}");
        assert_eq!(near_edits(text.trim_end(), keys), edits, "{keys:?}");
    }
    let address = Address { table: Table::Milestone, key: "m".to_owned() };
    assert!(is_near(&text, &[&address], &|registry| edit::add(registry, &[(&address, &[])])));
}

#[test]
fn edit_of_a_part_is_not_made_where_the_whole_may_differ() {
    let middle = "k00100";
    let plain = with(keys(200), |_| String::new());
    assert_eq!(near_edits(&plain, &[middle]), 2);
    // Wherever they are, the rest of the text decides where a record comes, or whether it is there.
    let at = |key: &str, lines: &str| plain.replace(&format!("[network.{key}]\n"), lines);
    for (what, text) in [
        ("one network out of order", at("k00003", "[network.x]\n")),
        (
            "one of another table below networks",
            plain.clone() + "\n[milestone.m]\ntitle = \"M\"\ndate = 2020\n",
        ),
        ("the same network far away", plain.clone() + "\n[network.k00100]\nname = \"k\"\n"),
        ("a table in another spelling", at("k00150", "[[network.k00150]]\n")),
        ("a list that is not closed", at("k00150", "[network.k00150]\nmembers = [\"A\"\n")),
        ("a text that is not closed", at("k00150", "[network.k00150]\nnote = \"\"\"A\n")),
        ("a carriage return", at("k00150", "[network.k00150]\n# a\rb\n")),
        ("a field twice", at("k00150", "[network.k00150]\nnote = \"A\"\nnote = \"B\"\n")),
        ("a conflict", at("k00150", "<<<<<<< a\n[network.k00150]\n=======\n[network.l]\n>>>>>>> b\n")),
        ("a format that is not known", plain.replace("format = 1", "format = 2")),
        ("other line ends in the first line", plain.replacen('\n', "\r\n", 1)),
    ] {
        assert_ne!(text, plain, "{what}");
        assert_eq!(near_edits(&text, &[middle]), 0, "{what}");
    }
}

#[test]
fn header_in_a_text_is_no_end_of_a_part() {
    let inner = with(keys(100), |_| String::new()).replace('"', "'");
    let all = std::iter::once("a".to_owned()).chain(keys(900).skip(100));
    let text =
        with(all, |key| if key == "a" { format!("note = \"\"\"{inner}\"\"\"\n") } else { String::new() });
    for at in (0..99).step_by(7) {
        assert_eq!(near_edits(&text, &[&format!("k{at:05}-new")]), 0, "{at}");
        assert_eq!(near_edits(&text, &[&format!("k{at:05}")]), 0, "{at}");
    }
}

#[test]
fn comment_above_a_header_in_another_spelling_stays_there() {
    let text = keys(200)
        .filter(|key| key.ends_with(['2', '5', '6']))
        .fold(with(keys(200), |_| String::new()), |text, key| {
            text.replace(&format!("[network.{key}]"), &format!("# of this\n[network.\"{key}\"]"))
        });
    let made: usize = keys(200).step_by(3).map(|key| near_edits(&text, &[&format!("{key}-new")])).sum();
    assert!(made < 67, "{made}");
}

#[test]
fn conflict_that_ends_in_another_part_is_seen() {
    let half = |key: &str| match key {
        "k00100" => "note = \"\"\"\n<<<<<<< a\n\"\"\"\n".to_owned(),
        "k00180" => "note = \"\"\"\n=======\n>>>>>>> b\n\"\"\"\n".to_owned(),
        _ => String::new(),
    };
    assert_eq!(near_edits(&with(keys(200), half), &["k00100"]), 0);
}
