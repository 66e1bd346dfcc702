//! Situations in which two branches meet, each with what must come of it.

use netreg::compare::merge::{Dispute, Disputed, Markers, Merged, Sides, merge};

const R: &str = "[registry]\nformat = 1\n";
const A: &str = "[network.a]\nname = \"A\"\nestablished = \"2021\"\nmembers = [\"IOM\", \"UNHCR\"]\n";
const B: &str = "[network.b]\nname = \"B\"\n";
const C: &str = "[network.c]\nname = \"C\"\n";

/// Joins records with a blank line between them.
fn file(records: &[&str]) -> String {
    records.join("\n")
}

fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
    merge(Sides { base, ours, theirs }, &Markers::default())
}

/// Returns the text of a merge that must be clean, whichever side is ours.
fn clean(base: &str, ours: &str, theirs: &str) -> String {
    let merged = merged(base, ours, theirs);
    assert!(merged.is_clean(), "{:?}\n{}", merged.disputes, merged.text);
    assert!(self::merged(base, theirs, ours).is_clean(), "clean from one side only");
    merged.text
}

/// Returns what is in dispute, which must be in markers, and the text.
fn disputed(base: &str, ours: &str, theirs: &str) -> (String, String) {
    let merged = merged(base, ours, theirs);
    let disputes: Vec<String> = merged.disputes.iter().map(about).collect();
    assert_ne!(disputes, [""; 0], "{}", merged.text);
    assert_eq!(merged.text.matches("<<<<<<<").count(), disputes.len(), "{}", merged.text);
    assert!(!self::merged(base, theirs, ours).is_clean(), "in dispute from one side only");
    (disputes.join("; "), merged.text)
}

/// What is in dispute: the record, if it is one, and in it what.
fn about(dispute: &Dispute) -> String {
    let what = match &dispute.about {
        Disputed::Field(key) => key.clone(),
        Disputed::Comments => "comments".to_owned(),
        Disputed::Removal => "removed, and changed".to_owned(),
        Disputed::SharedKey => "for two records".to_owned(),
        Disputed::TwoKeys(ours, theirs) => format!("{ours} or {theirs}"),
        Disputed::Lines => "lines".to_owned(),
    };
    dispute.record.as_ref().map_or(what.clone(), |record| format!("{record}: {what}"))
}

/// What a side makes of the base: the base with some of its text replaced.
fn with<'t>(base: &str, changes: impl IntoIterator<Item = (&'t str, &'t str)>) -> String {
    changes.into_iter().fold(base.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "no `{old}` in {text}");
        text.replacen(old, new, 1)
    })
}

#[test]
fn records_of_both_sides_come_in_order() {
    let (base, d) = (file(&[A, C]), "[network.d]\nname = \"D\"\n");
    assert_eq!(clean(&base, &file(&[A, B, C]), &file(&[A, C, d])), file(&[A, B, C, d]));
    assert_eq!(clean(&base, &file(&[A, C, d]), &file(&[A, B, C])), file(&[A, B, C, d]));
    // Where ours is in another order, what theirs added stays below what it followed there.
    let (ours, theirs) = (file(&[C, A, d]), file(&[A, B, C]));
    assert_eq!(clean(&file(&[C, A]), &ours, &file(&[C, A, B])), file(&[C, A, B, d]));
    assert_eq!(clean(&base, &file(&[A, C, d]), &theirs), file(&[A, B, C, d]));
}

#[test]
fn order_is_that_of_the_side_that_changed_it() {
    let base = file(&[C, "[network.a]\nname='A'\n", B]);
    let sorted = file(&["[network.a]\nname = \"A\"\n", B, C]);
    let changed = with(&base, [("name = \"B\"\n", "name = \"B\"\nnote = \"x\"\n")]);
    let both = with(&sorted, [("name = \"B\"\n", "name = \"B\"\nnote = \"x\"\n")]);
    assert_eq!(clean(&base, &changed, &sorted), both);
    assert_eq!(clean(&base, &sorted, &changed), both);
}

#[test]
fn lists_are_sets() {
    let list = |entries: &str| with(A, [("\"IOM\", \"UNHCR\"", entries)]);
    for (ours, theirs, merged) in [
        (r#""IOM", "UNHCR", "ILO""#, r#""IOM", "UNHCR", "WHO""#, r#""IOM", "UNHCR", "ILO", "WHO""#),
        (r#""IOM""#, r#""IOM", "UNHCR", "WHO""#, r#""IOM", "WHO""#),
        (r#""IOM""#, r#""UNHCR""#, ""),
        (r#""ILO", "IOM", "UNHCR""#, r#""IOM", "UNHCR", "ILO""#, r#""ILO", "IOM", "UNHCR""#),
        (r#""UNHCR", "IOM""#, r#""IOM", "UNHCR", "ILO""#, r#""UNHCR", "IOM", "ILO""#),
        ("", r#""IOM", "UNHCR", "ILO""#, r#""ILO""#),
    ] {
        assert_eq!(clean(A, &list(ours), &list(theirs)), list(merged), "{ours} | {theirs}");
    }
    // An entry keeps its comments. A new one belongs to the record, and stays when the entry goes.
    let long = list("\n  \"IOM\", # lead\n  \"UNHCR\",\n");
    let other = list(r#""IOM", "UNHCR", "ILO""#);
    assert_eq!(clean(A, &long, &other), list("\n  \"IOM\", # lead\n  \"UNHCR\",\n  \"ILO\",\n"));
    assert_eq!(clean(A, &long, &list("\"UNHCR\"")), list("\n  # lead\n  \"UNHCR\",\n"));
    assert_eq!(clean(A, &long, &list("")), list("\n  # lead\n"));
    assert_eq!(disputed(&long, &long.replace("# lead", "# x"), &list("\"UNHCR\"")).0, "a: members");
    // A list that is gone is not an empty one.
    let gone = with(A, [("members = [\"IOM\", \"UNHCR\"]\n", "")]);
    assert_eq!(disputed(A, &gone, &other).0, "a: members");
}

#[test]
fn conflict_is_round_the_field_alone() {
    let ours = with(A, [("\"2021\"", "2021-01-01"), ("\"A\"", "\"Aa\"")]);
    let theirs = with(A, [("\"2021\"", "2021-02-02"), ("\"UNHCR\"", "\"UNHCR\", \"ILO\"")]);
    let (about, text) = disputed(A, &ours, &theirs);
    assert_eq!(about, "a: established");
    let marked = "<<<<<<< ours\nestablished = 2021-01-01\n||||||| base\nestablished = \"2021\"\n=======\n\
                  established = 2021-02-02\n>>>>>>> theirs";
    let other = [("\"A\"", "\"Aa\""), ("\"UNHCR\"", "\"UNHCR\", \"ILO\"")];
    assert_eq!(text, with(&with(A, other), [("established = \"2021\"", marked)]));
    let markers = Markers { size: 9, base: "1a2b", ours: "HEAD", theirs: "branch x" };
    let marked = merge(Sides { base: A, ours: &ours, theirs: &theirs }, &markers).text;
    assert!(marked.contains("\n<<<<<<<<< HEAD\n") && marked.contains("\n||||||||| 1a2b\n"), "{marked}");
    assert!(marked.contains("\n=========\n") && marked.contains("\n>>>>>>>>> branch x\n"), "{marked}");
}

#[test]
fn unknown_field_comes_last() {
    let (ours, theirs) = (with(A, [("\"A\"", "\"Aa\"")]), format!("{A}color = \"red\"\n"));
    assert_eq!(clean(A, &ours, &theirs), format!("{ours}color = \"red\"\n"));
}

#[test]
fn removal_against_a_change_is_in_dispute() {
    let (base, less) = (file(&[R, A, B]), file(&[R, B]));
    assert_eq!(clean(&base, &less, &file(&[R, A, B, C])), file(&[R, B, C]));
    // Another spelling is no change.
    let respelt = "[network.a]\nestablished = '2021'\nname = 'A'\nmembers = [\n 'IOM', 'UNHCR' ]\n";
    assert_eq!(clean(&base, &less, &file(&[R, respelt, B])), less);
    for changed in [
        with(&base, [("\"2021\"", "\"2022\"")]),
        with(&base, [("[network.a]", "# asked again\n[network.a]")]),
        with(&base, [("\"2021\"", "\"2021\" # asked again")]),
    ] {
        let (about, text) = disputed(&base, &less, &changed);
        assert_eq!(about, "a: removed, and changed");
        assert!(text.contains("<<<<<<< ours\n||||||| base\n[network.a]\n"), "{text}");
        assert!(text.ends_with(">>>>>>> theirs\n\n[network.b]\nname = \"B\"\n"), "{text}");
    }
    let without = with(A, [("established = \"2021\"\n", "")]);
    assert_eq!(disputed(A, &without, &with(A, [("\"2021\"", "\"2022\"")])).0, "a: established");
    // A new comment belongs to the record, and stays.
    let commented = with(A, [("established = \"2021\"", "# above\nestablished = \"2021\" # why")]);
    assert_eq!(clean(A, &without, &commented), with(A, [("established = \"2021\"", "# above\n# why")]));
    assert_eq!(disputed(&commented, &without, &with(&commented, [("# why", "# how")])).0, "a: established");
    assert_eq!(clean(A, &without, &with(A, [("\"A\"", "\"Aa\"")])), with(&without, [("\"A\"", "\"Aa\"")]));
}

#[test]
fn comments_come_with_what_they_belong_to() {
    let base = file(&[A, B, "# The rest.\n", C]);
    for (ours, theirs, both) in [
        (
            vec![("[network.b]", "# ours\n[network.b]")],
            vec![("[network.b]", "# theirs\n[network.b]")],
            vec![("[network.b]", "# ours\n# theirs\n[network.b]")],
        ),
        // A line has room for one comment; the other comes above.
        (
            vec![("\"B\"", "\"B\" # ours")],
            vec![("\"B\"", "\"B\" # theirs")],
            vec![("name = \"B\"", "# theirs\nname = \"B\" # ours")],
        ),
        (
            vec![("\"2021\"", "2021-05-05")],
            vec![("\"2021\"", "\"2021\" # theirs")],
            vec![("\"2021\"", "2021-05-05 # theirs")],
        ),
        (
            vec![("# The rest.\n", "# The rest.\n# ours\n")],
            vec![("# The rest.\n", "# The rest.\n# theirs\n")],
            vec![("# The rest.\n", "# The rest.\n# ours\n# theirs\n")],
        ),
        // A section that one side opens, and a record that the other puts into it.
        (
            vec![("[network.b]", "# Ours.\n\n[network.b]")],
            vec![("# The rest.\n", "[network.bb]\nname = \"Bb\"\n\n# The rest.\n")],
            vec![
                ("[network.b]", "# Ours.\n\n[network.b]"),
                ("# The rest.\n", "[network.bb]\nname = \"Bb\"\n\n# The rest.\n"),
            ],
        ),
        (
            vec![("# The rest.\n\n", "")],
            vec![("[network.c]", "# theirs\n[network.c]")],
            vec![("# The rest.\n\n", ""), ("[network.c]", "# theirs\n[network.c]")],
        ),
        (
            vec![("[network.b]", "# of a, from below\n\n[network.b]"), ("]\n\n# of a", "]\n# of a")],
            vec![("[network.b]", "# of b\n[network.b]")],
            vec![("[network.b]", "# of a, from below\n\n# of b\n[network.b]"), ("]\n\n# of a", "]\n# of a")],
        ),
    ] {
        let ours = with(&base, ours);
        assert_eq!(clean(&base, &ours, &with(&base, theirs)), with(&base, both), "{ours}");
    }
}

#[test]
fn comment_that_moved_inside_a_record_stays_where_we_have_it() {
    let base = file(&[R, &with(A, [("members", "# why\nmembers"), ("established", "# when\nestablished")])]);
    // Each side removes the field, and leaves the comment in another place.
    let ours =
        with(&base, [("# when\nestablished = \"2021\"\n", ""), ("members = [", "# when\nmembers = [")]);
    let theirs =
        with(&base, [("# when\nestablished = \"2021\"\n", ""), ("\"UNHCR\"]\n", "\"UNHCR\"]\n# when\n")]);
    assert_eq!(clean(&base, &ours, &theirs), ours);
    assert_eq!(clean(&base, &theirs, &ours), theirs);
    let beside = with(&base, [("# why\nmembers", "members"), ("\"UNHCR\"]", "\"UNHCR\"] # why")]);
    let changed = with(&base, [("\"A\"", "\"Aa\"")]);
    assert_eq!(clean(&base, &beside, &changed), with(&beside, [("\"A\"", "\"Aa\"")]));
    assert_eq!(clean(&base, &changed, &beside), changed);
    // Both sides added it, each in another place.
    let (above, below) = (
        with(&base, [("[network.a]", "# new\n[network.a]")]),
        with(&base, [("\"UNHCR\"]\n", "\"UNHCR\"]\n# new\n")]),
    );
    assert_eq!(
        clean(&base, &above, &with(&below, [("\"A\"", "\"Aa\"")])),
        with(&above, [("\"A\"", "\"Aa\"")])
    );
    // Of two equal ones, each side removed another.
    let twice = with(&base, [("# when", "#"), ("# why", "#")]);
    let (one, other) = (with(&twice, [("#\nest", "est")]), with(&twice, [("#\nmem", "mem")]));
    assert_eq!(clean(&twice, &one, &other), file(&[R, A]));
    // One side moved it, the other removed it.
    let gone = with(&base, [("# why\n", ""), ("\"A\"", "\"Aa\"")]);
    assert_eq!(clean(&base, &beside, &gone), gone);
    assert_eq!(clean(&base, &gone, &beside), gone);
}

#[test]
fn comment_that_both_reworded_is_in_dispute() {
    let base = file(&["# The file.\n", "# Of a.\n[network.a]\nname = \"A\" # so spelt\n", "# Section.\n", B]);
    for (comment, about, words) in [
        ("# The file.", "comments", ["# Our file.", "# Their file."]),
        ("# Of a.", "a: comments", ["# Ours of a.", "# Theirs of a."]),
        ("# so spelt", "a: name", ["# ours", "# theirs"]),
        ("# Section.", "comments", ["# Our section.", "# Their section."]),
        // Removed by one side, reworded by the other.
        ("# Of a.\n", "a: comments", ["", "# Theirs of a.\n"]),
        ("# Section.\n\n", "comments", ["", "# Their section.\n\n"]),
    ] {
        let side = |word| with(&base, [(comment, word)]);
        assert_eq!(disputed(&base, &side(words[0]), &side(words[1])).0, about, "{comment}");
        // Only one reworded it.
        assert_eq!(clean(&base, &side(words[1]), &base), side(words[1]));
        let other = with(&base, [("\"B\"", "\"Bb\"")]);
        assert_eq!(clean(&base, &other, &side(words[1])), with(&side(words[1]), [("\"B\"", "\"Bb\"")]));
    }
}

#[test]
fn record_with_another_key_is_followed() {
    let base = file(&[R, A, B]);
    let renamed = file(&[R, B, &with(A, [("network.a", "network.c")])]);
    let changed = with(&base, [("\"2021\"", "\"2022\""), ("[network.a]", "# why\n[network.a]")]);
    let both = file(&[R, B, &with(A, [("[network.a]", "# why\n[network.c]"), ("\"2021\"", "\"2022\"")])]);
    assert_eq!(clean(&base, &renamed, &changed), both);
    assert_eq!(clean(&base, &changed, &renamed), both);
    assert_eq!(
        clean(&base, &renamed, &with(&renamed, [("\"B\"", "\"Bb\"")])),
        with(&renamed, [("\"B\"", "\"Bb\"")])
    );
    let other = with(&base, [("network.a", "network.d")]);
    assert_eq!(disputed(&base, &renamed, &other).0, "a: c or d");
    // Removed, and given another key.
    assert_eq!(disputed(&base, &renamed, &file(&[R, B])).0, "c: removed, and changed");
    // The key is given to a record that the other side adds, and to another record.
    let added = file(&[R, A, B, "[network.c]\nname = \"Other\"\n"]);
    let (about, text) = disputed(&base, &renamed, &added);
    assert_eq!(about, "c: for two records");
    assert!(
        text.contains("=======\n[network.a]") || text.contains("[network.c]\nname = \"Other\"\n>>>"),
        "{text}"
    );
    let stolen = file(&[R, A, &with(B, [("network.b", "network.c")])]);
    assert_eq!(disputed(&base, &renamed, &stolen).0, "c: for two records");
}

#[test]
fn suppressions_follow_a_record_with_another_key() {
    let allow = |key: &str| format!("[[allow]]\nrule = \"NR301\"\nkey = \"{key}\"\nreason = \"r\"\n");
    let base = file(&[R, &allow("a"), A]);
    let renamed = file(&[R, &allow("c"), &with(A, [("network.a", "network.c")])]);
    let more = file(&[R, &allow("a"), &allow("network.a").replace("NR301", "NR302"), A]);
    let both = [R, &allow("c"), &allow("network.c").replace("NR301", "NR302")];
    assert_eq!(
        clean(&base, &renamed, &more),
        file(&[&both[..], &[&with(A, [("network.a", "network.c")])]].concat())
    );
    assert_eq!(clean(&base, &renamed, &base.replace("\"r\"", "\"s\"")), renamed.replace("\"r\"", "\"s\""));
}

#[test]
fn default_status_is_as_none() {
    let status = |word: &str| with(A, [("\"A\"\n", format!("\"A\"\nstatus = \"{word}\"\n").as_str())]);
    let (set, other) = (status("established"), status("planned"));
    assert_eq!(clean(A, &set, &other), other);
    assert_eq!(clean(&set, A, &other), other);
    assert_eq!(clean(&other, A, &set), set);
    assert_eq!(disputed(&other, A, &status("closed")).0, "a: status");
    assert_eq!(clean(&set, A, &with(&set, [("\"A\"", "\"Aa\"")])), with(A, [("\"A\"", "\"Aa\"")]));
}

#[test]
fn same_key_added_twice_is_one_record() {
    let added = |fields: &str| file(&[A, &format!("[network.b]\nname = \"B\"\n{fields}")]);
    let (ours, theirs) = (added("verified = 2025-01-01\n"), added("note = \"x\"\n"));
    assert_eq!(clean(A, &ours, &theirs), added("verified = 2025-01-01\nnote = \"x\"\n"));
    assert_eq!(disputed(A, &ours, &added("verified = 2025-02-02\n")).0, "b: verified");
    assert_eq!(
        clean(A, &added("members = [\"IOM\"]\n"), &added("members = [\"ILO\"]\n")),
        added("members = [\"IOM\", \"ILO\"]\n")
    );
}

#[test]
fn tables_of_every_kind_are_merged() {
    let base = "[registry]\nformat = 1\ntitle = \"T\"\n\n[denominator.d]\ntitle = \"D\"\nvalue = 1\n";
    let total = |date: &str| format!("\n[[published]]\ndate = {date}\nnetworks = 5\n");
    let allow = |key: &str| format!("\n[[allow]]\nrule = \"NR301\"\nkey = \"{key}\"\nreason = \"r\"\n");
    let ours = format!("{}{}{}", with(base, [("\"T\"", "\"Tt\"")]), total("2021-01-01"), allow("a"));
    let theirs = format!("{}{}{}", with(base, [("value = 1", "value = 2")]), total("2022-02-02"), allow("b"));
    let both = with(base, [("\"T\"", "\"Tt\""), ("value = 1", "value = 2")]);
    let all = [both, total("2021-01-01"), total("2022-02-02"), allow("a"), allow("b")].concat();
    assert_eq!(clean(base, &ours, &theirs), all);
    let (ours, theirs) =
        (with(base, [("= 1\ntitle = \"T\"", "= 1\ntitle = \"X\"")]), with(base, [("\"T\"", "\"Y\"")]));
    assert_eq!(disputed(base, &ours, &theirs).0, "registry: title");
}

#[test]
fn totals_and_suppressions_are_told_apart_by_what_they_say() {
    let total = |date: &str, number: usize, note: &str| {
        format!("[[published]]\ndate = \"{date}\"\nnetworks = {number}\nnote = \"{note}\"\n")
    };
    let all = |totals: &[(&str, usize, &str)]| {
        let totals: Vec<String> =
            totals.iter().map(|(date, number, note)| total(date, *number, note)).collect();
        file(&[&[R], &*totals.iter().map(String::as_str).collect::<Vec<_>>()].concat())
    };
    let (a, b) = (("2021", 1, "a"), ("2021", 2, "b"));
    // One comes above the other, which the other side changes.
    assert_eq!(clean(&all(&[a]), &all(&[b, a]), &all(&[("2021", 1, "x")])), all(&[b, ("2021", 1, "x")]));
    // Each side removes one of two.
    assert_eq!(clean(&all(&[a, b]), &all(&[a]), &all(&[b])), R);
    assert_eq!(
        disputed(&all(&[a, b]), &all(&[b]), &all(&[("2021", 1, "x"), b])).0,
        "published.2021: removed, and changed"
    );
    // A total that gets another date is the same.
    let dated = |date| all(&[(date, 1, "a")]);
    assert_eq!(
        clean(&all(&[a, b]), &all(&[("2022", 1, "a"), b]), &all(&[("2021", 1, "x"), b])),
        all(&[("2022", 1, "x"), b])
    );
    assert_eq!(disputed(&dated("2021"), &dated("2021-06"), &dated("2021-07")).0, "published.2021-06: date");
    assert_eq!(disputed(&dated("2021"), &dated("2021-06"), R).0, "published.2021-06: removed, and changed");
    // Both sides add one for the same date: the same one, or two.
    assert_eq!(disputed(R, &dated("2021"), &all(&[("2021", 2, "a")])).0, "published.2021: networks");
    assert_eq!(clean(R, &all(&[a]), &all(&[b])), all(&[a, b]));
}

#[test]
fn shape_of_the_file_is_no_conflict() {
    let base = file(&[A, B]);
    let (ours, theirs) = (with(&base, [("\"A\"", "\"Aa\"")]), with(&base, [("\"B\"", "\"Bb\"")]));
    let both = with(&ours, [("\"B\"", "\"Bb\"")]);
    let windows = |text: &str| text.replace('\n', "\r\n");
    let marked = |text: &str| format!("\u{FEFF}{text}");
    assert_eq!(clean(&base, &ours, &windows(&theirs)), windows(&both));
    assert_eq!(clean(&windows(&base), &windows(&ours), &windows(&theirs)), windows(&both));
    assert_eq!(clean(&base, &marked(&ours), &theirs), marked(&both));
    assert_eq!(clean(&base, ours.trim_end(), &theirs), both.trim_end());
    // Both append to a file whose last line has no end.
    let grown = |record: &str| format!("{base}\n{}", record.trim_end());
    assert_eq!(
        clean(base.trim_end(), &grown(C), &grown("[network.d]\nname = \"D\"")),
        format!("{base}\n{C}\n[network.d]\nname = \"D\"")
    );
    let (_, text) = disputed(base.trim_end(), &windows(&with(&base, [("\"B\"", "\"X\"")])), &theirs);
    assert!(text.contains("=======\r\nname = \"Bb\"\r\n>>>>>>> theirs\r\n"), "{text:?}");
    assert!(!text.replace("\r\n", "").contains('\n'), "{text:?}");
}

#[test]
fn glued_records_stay_glued_until_a_comment_comes_between() {
    let base = format!("{A}{B}{C}");
    let ours = with(&base, [("\"C\"", "\"Cc\"")]);
    assert_eq!(clean(&base, &ours, &with(&base, [("\"B\"", "\"Bb\"")])), with(&ours, [("\"B\"", "\"Bb\"")]));
    let theirs = with(&base, [("name = \"B\"\n", "name = \"B\"\n# of b\n\n")]);
    assert_eq!(clean(&base, &ours, &theirs), with(&theirs, [("\"C\"", "\"Cc\"")]));
}

#[test]
fn note_that_quotes_markers_is_no_conflict() {
    let note = "note = \"\"\"\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> main\n\"\"\"\n";
    let base = format!("{A}{note}\n{B}");
    let (ours, theirs) =
        (with(&base, [("\"A\"", "\"Aa\"")]), with(&base, [("\"B\"", "\"Bb\""), ("\nx\n", "\nz\n")]));
    assert_eq!(clean(&base, &ours, &theirs), with(&ours, [("\"B\"", "\"Bb\""), ("\nx\n", "\nz\n")]));
}

#[test]
fn base_with_conflicts_is_taken_without_them() {
    // Where two bases disagree, git makes one of them, with longer markers.
    let marked = "<<<<<<<<< one\nestablished = \"2020\"\n||||||||| base\n=========\nestablished = \"2022\"\n>>>>>>>>> two";
    let base = with(&file(&[A, B]), [("established = \"2021\"", marked)]);
    let side = |date| with(&file(&[A, B]), [("2021", date)]);
    assert_eq!(
        clean(&base, &side("2022"), &with(&side("2022"), [("\"B\"", "\"Bb\"")])),
        with(&side("2022"), [("\"B\"", "\"Bb\"")])
    );
    assert_eq!(disputed(&base, &side("2020"), &side("2022")).0, "a: established");
    // A field that one side removed is no new field of the other, and so is a record.
    let without = file(&[&with(A, [("established = \"2021\"\n", "")]), B]);
    assert_eq!(disputed(&base, &without, &side("2020")).0, "a: established");
    assert_eq!(
        clean(&base, &without, &with(&without, [("\"B\"", "\"Bb\"")])),
        with(&without, [("\"B\"", "\"Bb\"")])
    );
    let members = "<<<<<<<<< one\nmembers = [\"IOM\"]\n=========\nmembers = [\"WHO\"]\n>>>>>>>>> two";
    let list = |entries| with(A, [("\"IOM\", \"UNHCR\"", entries)]);
    let base = with(A, [("members = [\"IOM\", \"UNHCR\"]", members)]);
    assert_eq!(clean(&base, &list("\"IOM\""), &list("\"WHO\", \"ILO\"")), list("\"IOM\", \"WHO\", \"ILO\""));
    let torn = format!("<<<<<<<<< one\n||||||||| base\n{A}=========\n{A}\n>>>>>>>>> two\n{B}");
    assert_eq!(disputed(&torn, B, &file(&[A, B])).0, "a: removed, and changed");
}

#[test]
fn text_that_cannot_be_read_is_merged_by_lines() {
    let base = file(&[A, B, C]);
    let broken = with(&base, [("[network.a]", "[network.a")]);
    let merged = merged(&base, &broken, &with(&base, [("\"C\"", "\"Cc\"")]));
    assert_eq!((merged.is_clean(), merged.unread.len()), (true, 1));
    assert_eq!(merged.text, with(&broken, [("\"C\"", "\"Cc\"")]));
    // Not where that gives a record twice, or loses one.
    let odd = format!("{base}\n[other]\nx = 1\n");
    let more = |record| odd.replace(C, &format!("{C}\n{record}"));
    let both = self::merged(&odd, &file(&[B, &odd.replace(B, "")]), &more("[network.d]\nname = \"D\"\n"));
    assert!(both.is_clean(), "{}", both.text);
    let (first, last) = (format!("[network.d]\nname = \"D\"\n\n{odd}"), more("[network.d]\nname = \"Dd\"\n"));
    assert!(!self::merged(&odd, &first, &last).is_clean());
    let twice = file(&[A, B, A, C]);
    assert!(!self::merged(&twice, &file(&[B, A, C]), &file(&[A, B, C])).is_clean());
    let both = self::merged(&twice, &with(&twice, [("\"C\"", "\"X\"")]), &with(&twice, [("\"C\"", "\"Y\"")]));
    assert_eq!(both.unread.len(), 3);
    assert!(
        both.text.contains("<<<<<<< ours\nname = \"X\"\n||||||| base\nname = \"C\"\n======="),
        "{}",
        both.text
    );
}

#[test]
fn files_that_both_sides_made_are_one() {
    let (ours, theirs) = (file(&["# Ours.\n", A, B]), file(&[A, C]));
    assert_eq!(clean("", &ours, &theirs), file(&["# Ours.\n", A, B, C]));
    assert_eq!(disputed("", A, &with(A, [("2021", "2022")])).0, "a: established");
    assert_eq!(clean(A, "", &file(&[A, B])), B);
}

#[test]
fn first_record_keeps_its_comment_when_those_above_it_are_gone() {
    // The first comment of a file would be the file's.
    let base = file(&[A, "# of b\n[network.b]\nname = \"B\"\n", C]);
    let theirs = with(&base, [("\"C\"", "\"Cc\"")]);
    let ours = file(&["[network.b]\n# of b\nname = \"B\"\n", C]);
    assert_eq!(clean(&base, &ours, &theirs), with(&ours, [("\"C\"", "\"Cc\"")]));
    let gone = file(&["# Head.\n", "# of b\n[network.b]\nname = \"B\"\n", C]);
    assert_eq!(
        clean(&file(&["# Head.\n", &base]), &gone, &file(&["# Head.\n", &theirs])),
        with(&gone, [("\"C\"", "\"Cc\"")])
    );
    assert_eq!(
        merged(&base, &with(&base, [(A, ""), ("\n# of b\n[network.b]\n", "[network.b]\n# of b\n")]), &theirs)
            .disputes,
        []
    );
}
