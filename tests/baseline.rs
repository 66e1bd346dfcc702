//! What is new, old and fixed between two states of a registry.

mod support;

use support::states::{compare, introduced};

const HEAD: &str = "[registry]\nformat = 1\nsince = 2018-12-19\n\n";
const ONE: &str = "[network.a]\nname = \"A\"\nsources = [\"http://x.org\"]\n";

/// Returns the codes that are new, form aside, how many findings are old and how many fixed.
fn compared(old: &str, new: &str) -> (Vec<String>, usize, usize) {
    let (after, compared) = compare(old, new);
    let all = after.findings.len() + after.suppressed.len();
    let suppressed = compared.new_suppressed.len() + compared.old_suppressed.len();
    assert_eq!(compared.new.len() + compared.old.len() + suppressed, all, "each is new, old or suppressed");
    assert!(suppressed <= after.suppressed.len(), "no more are suppressed than the registry suppresses");
    let codes =
        compared.new.iter().filter(|finding| !finding.code.is_form()).map(|finding| finding.code.to_string());
    (codes.collect(), compared.old.len(), compared.fixed)
}

/// Returns the codes that are new.
fn fresh(old: &str, new: &str) -> Vec<String> {
    compared(&(HEAD.to_owned() + old), &(HEAD.to_owned() + new)).0
}

#[test]
fn extra_copies_of_a_finding_are_new() {
    let two = ONE.replace("[\"http://x.org\"]", "[\"http://x.org\", \"http://x.org/2\"]");
    let (old, new) = (HEAD.to_owned() + ONE, format!("# one more line\n\n{HEAD}{two}"));
    let fresh = introduced(&old, &new, None);
    assert_eq!(fresh.len(), 1, "{fresh:?}");
    assert!(fresh[0].message.contains("x.org/2"));
    let again = old.replace("[\"http://x.org\"]", "[\"http://x.org\", \"http://x.org\"]");
    assert_eq!(compared(&old, &again).0, ["NR302", "NR306"]);
    assert_eq!(compared(&again, &old), (vec![], 1, 2));
}

#[test]
fn renamed_record_keeps_its_old_findings() {
    let bare = ONE.replace("sources = [\"http://x.org\"]", "website = \"x\"");
    let (old, new) = (HEAD.to_owned() + &bare, HEAD.to_owned() + &bare.replace("network.a", "network.b"));
    assert_eq!(introduced(&old, &new, Some(("a", "b"))).len(), 0);
    assert_eq!(introduced(&old, &new, None).len(), 2);
    assert_eq!(compared(&old, &new), (vec![], 2, 0));
    // The faults of another record in its place are new.
    let other = new.replace("\"A\"", "\"B\"");
    assert_eq!(compared(&old, &other), (vec!["NR301".to_owned(), "NR302".to_owned()], 0, 2));
    // Two records swap keys; one takes the key of a removed record; a country has its former name.
    let two = format!("{ONE}\n[network.b]\nname = \"B\"\n");
    let swapped = two.replace("k.a]", "k.c]").replace("k.b]", "k.a]").replace("k.c]", "k.b]");
    assert_eq!(fresh(&two, &swapped), [""; 0]);
    let old = format!(
        "[network.a]\nname = \"A\"\nsources = [\"https://a\"]\n\n{}",
        ONE.replace("k.a", "k.b").replace("\"A\"", "\"B\"")
    );
    assert_eq!(fresh(&old, &ONE.replace("\"A\"", "\"B\"")), [""; 0]);
    let slug = ONE.replace("network.a", "network.swaziland").replace("\"A\"", "\"Swaziland\"");
    let coded = slug.replace("network.swaziland", "network.SWZ").replace("Swaziland", "Eswatini");
    assert_eq!(fresh(&slug, &coded), [""; 0]);
    // A page does not identify a record: many records cite the same one.
    assert_eq!(fresh(ONE, &ONE.replace("network.a", "network.b").replace("\"A\"", "\"B\"")), ["NR302"]);
}

#[test]
fn same_key_in_another_table_is_another_record() {
    let of = |denominator: &str, network: &str| {
        format!(
            "[denominator.pac]\ntitle = \"All\"\nvalue = 1\n{denominator}\n[network.pac]\nname = \"Pac\"\n{network}"
        )
    };
    let (bad, good) = ("note = \"\"\n", "sources = [\"https://x\"]\n");
    assert_eq!(fresh(&of(bad, good), &of("", &format!("{good}{bad}"))), ["NR303"]);
    let published = |first: i32, second: i32| {
        format!(
            "[[published]]\ndate = \"2020\"\nnetworks = {first}\n\n[[published]]\ndate = \"2021\"\nnetworks = {second}\n"
        )
    };
    assert_eq!(fresh(&published(-1, 1), &published(1, -1)), ["NR309"]);
    assert_eq!(
        fresh(&published(-1, 1), &published(-1, 1).replace("[[published]]\n", "[[published]]\n# note\n")),
        [""; 0]
    );
}

#[test]
fn swapping_records_with_the_same_name_is_not_new() {
    let (one, other) = (
        "[network.atlantic]\nname = \"Sea\"\nsources = [\"https://x\"]\n",
        "\n[network.pacific]\nname = \"Sea\"\nsources = [\"https://y\"]\n",
    );
    assert_eq!(fresh(&format!("{one}{other}"), &format!("{other}\n{one}")), [""; 0]);
    assert_eq!(fresh(one, &format!("{one}{other}")), ["NR402"]);
}

#[test]
fn spelling_of_a_value_does_not_make_a_finding_new() {
    for (old, new) in [
        ("website = 'http://c'", "website = \"http://c\""),
        ("website = \" http://c\"", "website = \"http://c\""),
        ("established = \"2010-01-01\"", "established = 2010-01-01"),
        ("covers = [ \"ALB\",'ZZZ', ]", "covers = [\"ALB\", \"ZZZ\"]"),
    ] {
        let record = |field: &str| format!("[network.a]\nname = \"A\"\nsources = [\"https://x\"]\n{field}\n");
        assert_eq!(fresh(&record(old), &record(new)), [""; 0], "{old}");
    }
}

#[test]
fn unparsed_text_is_always_new_and_never_counts_as_fixed() {
    let open = ONE.replace("[\"http://x.org\"]", "[\"http://x.org\"") + "\n[network.b]\nname = \"B\"\n";
    let open = HEAD.to_owned() + &open;
    assert_eq!(compared(&open, &open), (vec!["NR003".to_owned()], 1, 0));
    let (codes, _, fixed) = compared(&(HEAD.to_owned() + ONE), &open);
    assert_eq!((codes, fixed), (vec!["NR003".to_owned(), "NR301".to_owned()], 0));
    // Nor does a header that hides its record.
    let (codes, _, fixed) =
        compared(&(HEAD.to_owned() + ONE), &(HEAD.to_owned() + &ONE.replace("network", "netwrk")));
    assert_eq!((codes, fixed), (vec!["NR007".to_owned()], 0));
}

#[test]
fn faults_in_formerly_unparsed_text_are_not_new() {
    let two = format!("{ONE}\n[network.b]\nname = \"B\"\nwebsite = \"y\"\nsources = [\"https://b\"]\n");
    let conflict = |ours: &str, theirs: &str| format!("{ONE}<<<<<<< a\n{ours}=======\n{theirs}>>>>>>> b\n");
    for (old, new) in [
        // An unclosed text.
        (
            two.replace("[network.b]", "note = \"\"\"\n\n[network.b]"),
            two.replace("\n[network.b]", "note = \"a\"\n\n[network.b]"),
        ),
        // An invalid header, in two ways.
        (two.replace("[network.b]", "[netwrk.b]"), two.clone()),
        (two.replace("[network.b]", "[[network.b]]"), two.clone()),
        // An unknown field, and an unclosed list.
        (two.replace("website =", "web-site ="), two.clone()),
        (two.replace("[\"http://x.org\"]", "[\"http://x.org\""), two.clone()),
        (two.replace("[\"http://x.org\"]", "\"http://x.org\""), two.clone()),
        // A merge conflict that was resolved for one side.
        (conflict("website = \"one\"\n", "website = \"two\"\n"), format!("{ONE}website = \"two\"\n")),
    ] {
        assert_eq!(fresh(&old, &new), [""; 0], "{old}\n-----\n{new}");
        // Also if the line endings changed.
        let (old, new) = (HEAD.to_owned() + &old, (HEAD.to_owned() + &new).replace('\n', "\r\n"));
        assert_eq!(compared(&old, &new).0, [""; 0], "{old}\n-----\n{new}");
    }
}

#[test]
fn unparsed_text_elsewhere_does_not_make_new_findings_old() {
    let junk = "junk line\n\n";
    let allow = "[[allow]]\nrule = \"NR302\"\nkey = \"a\"\nreason = \"r\"\n\n";
    let dated = ONE.replace("http:", "https:") + "established = 2019-05-05\n";
    let conflict = format!("<<<<<<< a\n{ONE}=======\n{}>>>>>>> b\n", ONE.replace("k.a", "k.z"));
    for (case, old, new, codes) in [
        (
            "a record pasted twice where a conflict was resolved",
            conflict,
            format!("{ONE}\n{ONE}"),
            vec!["NR401", "NR302"],
        ),
        ("a removed suppression", format!("{junk}{allow}{ONE}"), ONE.to_owned(), vec!["NR302"]),
        (
            "removed sources",
            format!("{junk}{dated}"),
            dated.replace("sources = [\"https://x.org\"]\n", ""),
            vec!["NR301"],
        ),
        (
            "an added name",
            format!("{junk}{ONE}"),
            format!("{ONE}\n[network.b]\nname = \"A\"\nsources = [\"https://x\"]\n"),
            vec!["NR402"],
        ),
    ] {
        assert_eq!(fresh(&old, &new), codes, "{case}");
    }
    let later = |text: &str| text.replace("since = 2018-12-19", "since = 2020-01-01");
    let old = format!("{HEAD}{junk}{dated}");
    assert_eq!(compared(&old, &later(&format!("{HEAD}{dated}"))).0, ["NR203"]);
}

#[test]
fn unknown_field_does_not_make_new_findings_old() {
    let record = |fields: &str| {
        format!("[network.ZMB]\nname = \"Zambia\"\nsources = [\"https://x\"]\nfoo = 1\n{fields}\n")
    };
    for (case, old, new, code) in [
        ("an entry again", record("chairs = [\"IOM\"]"), record("chairs = [\"IOM\", \"IOM\"]"), "NR306"),
        ("from a note", record("note = \"http://x\""), record("website = \"http://x\""), "NR302"),
        ("nothing left", record("note = \"\"\"x\"\"\""), record("note = \"\""), "NR303"),
        (
            "another name",
            record("note = \"Zimbabwe\""),
            record("note = \"a\"").replace("\"Zambia\"", "\"Zimbabwe\""),
            "NR103",
        ),
        ("another key", record(""), record("").replace("ZMB", "AGO"), "NR103"),
        (
            "a date copied",
            record("verified = 2029-01-01"),
            record("verified = 2029-01-01\nestablished = 2029-01-01"),
            "NR204",
        ),
        (
            "a status",
            record("established = 2020-01-01"),
            record("established = 2020-01-01\nstatus = \"planned\""),
            "NR206",
        ),
        ("a type", record("note = 1"), record("note = 1\nchairs = 1"), "NR010"),
        (
            "below a line that looks like a header",
            record("note = \"\"\"\n[1] the page\"\"\""),
            record("note = \"\"\"\n[1] the page\"\"\"\nwebsite = \"http://evil\""),
            "NR302",
        ),
    ] {
        assert!(fresh(&old, &new).iter().any(|found| found == code), "{case}: {:?}", fresh(&old, &new));
    }
    // The same for another record, a record without a key, or text in a note that looks like a record.
    let published = |first: &str, second: i32| {
        format!(
            "{}\n[[published]]\ndate = \"2020\"\n{first}\n\n[[published]]\ndate = \"2022-02-16\"\nnetworks = {second}\n",
            record("")
        )
    };
    assert_eq!(fresh(&published("networks = 45", 1), &published("networks = -16", 1)), ["NR309"]);
    assert_eq!(fresh(&published("networks = 45", -1), &published("networks = -1", -1)), ["NR309"]);
    let evil = "[network.evil]\nname = \"E\"\nwebsite = \"http://x\"\nsources = [\"https://x\"]\n";
    let noted = record("")
        + &format!(
            "\n[network.zz]\nname = \"Z\"\nsources = [\"https://z\"]\nnote = \"\"\"\n{evil}[x\"\"\"\n"
        );
    assert_eq!(fresh(&noted, &format!("{noted}\n{evil}")), ["NR302"]);
}

#[test]
fn copy_of_an_unparsed_record_has_new_findings() {
    let hidden = "[netwrk.b]\nname = \"B\"\nwebsite = \"http://x\"\nsources = [\"https://x\"]\n";
    let copy = hidden.replace("netwrk.b", "network.b");
    assert_eq!(fresh(hidden, &format!("{hidden}\n{copy}")), ["NR302"]);
    // Findings that depend on the key are new if the key changed.
    let zambia = "[netwrk.ZMB]\nname = \"Zambia\"\nsources = [\"https://x\"]\n";
    assert_eq!(fresh(zambia, &zambia.replace("netwrk.ZMB", "network.ZWE")), ["NR103"]);
    assert_eq!(fresh(zambia, &zambia.replace("netwrk", "network")), [""; 0]);
    // A record that was edited as its header was fixed keeps its values.
    assert_eq!(fresh(hidden, &format!("{copy}note = \"b\"\n")), [""; 0]);
    let other_format =
        |text: &str| compared(&(HEAD.replace("= 1", "= 2") + text), &(HEAD.to_owned() + text)).0;
    assert_eq!(other_format(ONE), [""; 0]);
    assert_eq!(other_format("[[published]]\ndate = \"2020\"\nnetworks = -1\n"), [""; 0]);
}

#[test]
fn suppression_covers_only_the_finding_it_was_written_for() {
    let suppression =
        |reason: &str| format!("[[allow]]\nrule = \"NR302\"\nkey = \"a\"\nreason = \"{reason}\"\n\n{ONE}");
    let old = suppression("gone");
    let other = |text: &str| text.replace("http://x.org", "http://y.org");
    assert_eq!(fresh(&old, &other(&old)), ["NR302"]);
    // Also in two steps: an unused suppression does not cover a later finding.
    let fixed = old.replace("http:", "https:");
    assert_eq!(fresh(&fixed, &other(&old)), ["NR302"]);
    // A suppression with another reason covers the present finding.
    assert_eq!(fresh(&old, &other(&suppression("y is gone, too"))), [""; 0]);
    assert_eq!(fresh(ONE, &old), [""; 0]);
    assert_eq!(fresh(&old, ONE), ["NR302"]);
    // The same by address, also after another record got the key.
    let old = old.replace("\"a\"", "\"network.a\"");
    let milestone = "\n[milestone.a]\ntitle = \"M\"\ndate = \"2020\"\nsource = \"http://x.org\"\n";
    assert_eq!(fresh(&old, &other(&old)), ["NR302"]);
    assert_eq!(fresh(&old, &format!("{old}{milestone}")), ["NR302"]);
    let both =
        format!("{old}\n[[allow]]\nrule = \"NR302\"\nkey = \"milestone.a\"\nreason = \"M\"\n{milestone}");
    assert_eq!(fresh(&old, &both), [""; 0]);
    assert_eq!(fresh(&both, &both.replace("network.a", "network.b")), [""; 0]);
    assert_eq!(fresh(&both, &both.replace("\"network.a\"", "\"milestone.a\"")), ["NR302", "NR405"]);
}

#[test]
fn reused_key_does_not_inherit_the_old_findings() {
    let old = "[network.a]\nname = \"A\"\n\n[network.b]\nname = \"B\"\nsources = [\"https://b\"]\n";
    assert_eq!(fresh(old, "[network.a]\nname = \"B\"\n"), ["NR301"]);
    assert_eq!(fresh(old, "[network.a]\nname = \"B\"\nsources = [\"https://b\"]\n"), [""; 0]);
}

#[test]
fn equal_finding_in_the_added_record_is_the_new_one() {
    let published =
        |networks: i32| format!("[[published]]\ndate = \"2020\"\nnetworks = {networks}\nnote = \" x\"\n\n");
    let (old, new) = (HEAD.to_owned() + &published(1), HEAD.to_owned() + &published(2) + &published(1));
    let (_, compared) = compare(&old, &new);
    let padded: Vec<u32> = compared
        .new
        .iter()
        .filter(|finding| finding.code.to_string() == "NR304")
        .map(|finding| finding.span.start)
        .collect();
    let above = new.find("\" x\"").expect("it is there");
    assert_eq!(padded, [u32::try_from(above).expect("it is small")]);
}

#[test]
fn unparsed_finding_is_not_counted_as_fixed() {
    let record =
        |field: &str| format!("{HEAD}[network.a]\nname = \"A\"\n{field}\nsources = [\"https://x\"]\n");
    let old = record("website = \"http://x\"");
    for field in [
        "web-site = \"http://x\"",
        "website = [\"http://x\"]",
        "website = \"https://x\"\nwebsite = \"http://x\"",
    ] {
        assert_eq!(compared(&old, &record(field)).2, 0, "{field}");
    }
    assert_eq!(compared(&old, &record("website = \"https://x\"")).2, 1);
}

#[test]
fn unparsed_value_does_not_cover_a_new_fault_elsewhere() {
    let record = |lines: &str| format!("[network.a]\nname = \"A\"\n{lines}sources = [\"https://x\"]\n");
    let site = "website = \"http://e.org\"\n";
    for hidden in [
        // An unknown field, a broken line, a list that is not closed, a value of another type, a comment
        // beside an unknown field.
        "foo = \"http://e.org\"\n",
        "website \"http://e.org\"\n",
        "foo = [\"http://e.org\"\n",
        "coordinator = [\"http://e.org\"]\n",
        "# website = \"http://e.org\"\nfoo = 1\n",
        "foo = 1 # website = \"http://e.org\"\n",
    ] {
        let old = record(hidden);
        for new in [record(&format!("{site}{hidden}")), record(&format!("{hidden}{site}"))] {
            let found = fresh(&old, &new);
            assert!(found.iter().any(|code| code == "NR302"), "{found:?}\n{old}\n-----\n{new}");
        }
        // Also below an unknown header, once that is correct.
        let strange = old.replace("network.a", "netwrk.a");
        let found = fresh(&strange, &record(&format!("{hidden}{site}")));
        assert!(found.iter().any(|code| code == "NR302"), "{strange}: {found:?}");
    }
    // A fault in the replaced line itself is old.
    for hidden in
        ["web-site = \"http://e.org\"\n", "website \"http://e.org\"\n", "website = \"http://e.org\" x\n"]
    {
        assert_eq!(fresh(&record(hidden), &record(site)), [""; 0], "{hidden}");
    }
    // One unparsed line covers one fault.
    let twice = record(site).replace("[\"https://x\"]", "[\"https://x\", \"http://e.org\"]");
    assert_eq!(fresh(&record("web-site = \"http://e.org\"\n"), &twice), ["NR302"]);
    // A comment covers no fault.
    assert_eq!(fresh(&record("# website = \"http://e.org\"\nfoo = 1\n"), &record(site)), ["NR302"]);
    assert_eq!(fresh(&record("foo = '#' # website = \"http://e.org\"\n"), &record(site)), ["NR302"]);
    // A misspelt field that was removed is newly missing; a field that was never there is not.
    let misspelt = record("foo = 1\n").replace("sources", "souces");
    assert_eq!(fresh(&misspelt, "[network.a]\nname = \"A\"\n"), ["NR301"]);
    let conflict = "[network.a]\nname = \"A\"\n<<<<<<< a\nchairs = [\"B\"]\n=======\n>>>>>>> b\n";
    assert_eq!(fresh(conflict, "[network.a]\nname = \"A\"\nchairs = [\"B\"]\n"), [""; 0]);
    let conflict = conflict.replace("chairs = [\"B\"]", "sources = [\"https://x\"]");
    assert_eq!(fresh(&conflict, "[network.a]\nname = \"A\"\n"), ["NR301"]);
}

#[test]
fn unparsed_value_does_not_cover_a_different_fault() {
    let record = |lines: &str| format!("[network.a]\nname = \"A\"\n{lines}\nsources = [\"https://x\"]\n");
    for (case, old, new, code) in [
        (
            "a text of several lines",
            "notee = \"\"\"fine\"\"\"",
            "note = \"\"\"\n  \u{202e}bad\"\"\"",
            "NR305",
        ),
        ("a part of another value", "foo = \"https://x/2029-01-01\"", "verified = 2029-01-01", "NR204"),
        ("between two values", "chairs = [\"IOM\" \"UNHCR\"]", "coordinator = \" \"", "NR303"),
        (
            "between two values of an open list",
            "chairs = [\"IOM\", \"UNHCR\"",
            "coordinator = \", \"",
            "NR304",
        ),
        ("once more", "memberz = [\"IOM\"]", "members = [\"IOM\", \"IOM\"]", "NR306"),
        (
            "beside another date",
            "established = 2020-05-05\nclosd = 2021-01-01\nstatus = \"closed\"",
            "established = 2022-05-05\nclosed = 2021-01-01\nstatus = \"closed\"",
            "NR205",
        ),
        (
            "beside a status",
            "establishd = 2020-05-05",
            "established = 2020-05-05\nstatus = \"planned\"",
            "NR206",
        ),
        (
            "a field that was read",
            "old-site = \"http://e.org\"\nwebsite = \"https://ok\"",
            "website = \"http://e.org\"",
            "NR302",
        ),
    ] {
        let found = fresh(&record(old), &record(new));
        assert!(found.iter().any(|found| found == code), "{case}: {found:?}");
    }
    let denominator =
        |lines: &str| format!("[denominator.d]\ntitle = \"D\"\nsource = \"https://x\"\n{lines}\n");
    let (old, new) =
        ("value = 2\ncountriez = [\"ZMB\", \"AGO\"]", "value = 3\ncountries = [\"ZMB\", \"AGO\"]");
    assert_eq!(fresh(&denominator(old), &denominator(new)), ["NR310"]);
    let zambia =
        |key: &str, name: &str| format!("[network.{key}]\n{name} = \"Zambia\"\nsources = [\"https://x\"]\n");
    assert_eq!(fresh(&zambia("ZMB", "nam"), &zambia("AGO", "name")), ["NR103"]);
    // If only the header was invalid, it is known to which field each value belongs.
    let below =
        |header: &str, lines: &str| format!("{header}\nname = \"A\"\n{lines}\nsources = [\"https://x\"]\n");
    let old = below("[[network.a]", "coordinator = \"IOM\"\nmembers = [\"IOM\"]");
    let new = below("[network.a]", "coordinator = \" IOM\"\nmembers = [\"IOM\", \"IOM\"]");
    let found = fresh(&old, &new);
    assert!(found.contains(&"NR306".to_owned()), "{found:?}");
    // A field that may have been in unparsed text, and is gone, is newly missing.
    let bare = "[network.a]\nname = \"A\"\n";
    for old in [
        "<<<<<<< o\n\n[network.b]\nname = \"B\"\n=======\nsources = [\"https://x\"]\n>>>>>>> t\n",
        "note = \"\"\"\n[1] see the page\nsources = [\"https://x\"]\n",
        "chairs = [\n[\"x\"],\nsources = [\"https://x\"]\n",
    ] {
        let found = fresh(&format!("{bare}{old}"), bare);
        assert!(found.contains(&"NR301".to_owned()), "{old}: {found:?}");
    }
    // In a file of an unknown format, too, a record of another table is another record.
    let pac = |table: &str, note: &str| {
        format!("[{table}.pac]\nname = \"P\"\nnote = \"{note}\"\nsources = [\"https://x\"]\n")
    };
    let old = HEAD.replace("= 1", "= 2") + &pac("denominator", " x") + &pac("network", "fine");
    assert_eq!(compared(&old, &(HEAD.to_owned() + &pac("network", " x"))).0, ["NR304"]);
}

#[test]
fn faults_in_a_line_that_is_now_parsed_are_not_new() {
    let record = |lines: &str| format!("[network.a]\nname = \"A\"\n{lines}\nsources = [\"https://x\"]\n");
    for (old, new) in [
        ("establised = \"2021-13\"", "established = \"2021-13\""),
        ("statuss = \"open\"", "status = \"open\""),
        ("statuss \"open\"", "status = \"open\""),
        ("notex = \"\"", "note = \"\""),
        ("website = http://x.org/a", "website = \"http://x.org/a\""),
        ("web-site = 'http://x'", "website = \"http://x\""),
        ("memberz = [\"IOM\", \"IOM\"]", "members = [\n  \"IOM\",\n  \"IOM\",\n]"),
        ("launchd = 2020-01-01\nestablishd = 2021-01-01", "launched = 2020-01-01\nestablished = 2021-01-01"),
    ] {
        assert_eq!(fresh(&record(old), &record(new)), [""; 0], "{old} {new}");
    }
}
