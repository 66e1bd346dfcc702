//! For any text: an edit changes only its own record, and adding and removing a record restores the bytes.
//! The findings of a refused edit, and the new ones of an edit, can be rendered in every format. The first
//! byte chooses the record and the change.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netreg::baseline::{State, introduced};
use netreg::diagnostic::{Diagnostic, Found};
use netreg::document;
use netreg::edit::{self, Change, Edited, Refusal};
use netreg::field::Table;
use netreg::findings::{Checked, concise, github, human, json, sarif, summary};
use netreg::format::format;
use netreg::read::Source;
use netreg::record::Value;
use netreg::rules::{Context, check};

/// Renders findings with their text in every format.
fn show(found: &Found<'_>) {
    let file = || Checked::new("x", &found.text, &found.findings);
    for width in [20, 80, 1000] {
        let _ = human::render(&file(), width == 80, width);
    }
    let files = [file()];
    let _ = (concise::render(&files[0]), json::render(&files));
    let _ = (github::render(&files, &[]), summary::render(&files, &[], 1 << 16));
    // A log explains its rules, which is slow, so only some are rendered.
    if found.text.len() % 16 == 0 {
        let _ = sarif::render(&files, true);
    }
}

/// Handles an edit as a command does: renders the reason of a refusal, or the new findings.
fn command(text: &str, edited: Result<Edited, Refusal>) -> Option<Edited> {
    let edited = match edited {
        Ok(edited) => edited,
        Err(Refusal::Unclear(found)) => {
            // The places belong to the text of the refusal.
            assert!(found.findings.iter().all(|finding| found.text.get(finding.span.range()).is_some()));
            show(&found);
            return None;
        }
        Err(_) => return None,
    };
    let context = Context { today: "2026-06-15".parse().unwrap() };
    let found = |text: &str| check(&context, &Source::new(text));
    let (before, after) = (found(text), found(&edited.text));
    let fresh = introduced(State::plain(text, &before), State::plain(&edited.text, &after), None);
    let fresh: Vec<Diagnostic> = fresh.into_iter().cloned().collect();
    show(&Found::new(edited.text.as_str(), fresh));
    Some(edited)
}

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let field = |key: &str| Table::Network.field(key).unwrap();
    let name = [(field("name"), Value::Text("New".into()))];
    for key in ["AAA", "m", "zzz"] {
        if let Some(added) = command(text, edit::add(text, key, &name))
            && let Ok(removed) = edit::remove(&added.text, key)
        {
            // Around a broken part, comments may be assigned to other records.
            assert!(removed.text == text || format(&Source::new(text)).is_err());
        }
    }
    let source = Source::new(text);
    let (document, findings) = document::read(&source);
    show(&Found::new(text, findings));
    let networks: Vec<_> = document.networks().collect();
    if networks.is_empty() {
        return;
    }
    let key = networks[usize::from(choice) % networks.len()].key.as_ref();
    let own = edit::lines(text, key).ok();
    let around = own.map(|own| {
        let start = own.as_ptr() as usize - text.as_ptr() as usize;
        (&text[..start], &text[start + own.len()..])
    });
    // Several changes of one command: each is applied to the result of the one before.
    let mut last = text.to_owned();
    for (field, change) in [
        (field("members"), Change::Append("IOM".to_owned())),
        (field("members"), Change::Take("IOM".to_owned())),
        (field("note"), Change::Put(Value::Text("\u{e0041}a".into()))),
        (field("name"), Change::Clear),
    ] {
        if let Some(edited) = command(text, edit::set(text, key, field, &change)) {
            let (before, after) = around.expect("a record that can be changed has lines");
            assert!(edited.text.starts_with(before) && edited.text.ends_with(after));
        }
        if let Some(edited) = command(&last, edit::set(&last, key, field, &change)) {
            last = edited.text;
        }
    }
    command(&last, edit::rename(&last, key, "tide"));
    if let Some(renamed) = command(text, edit::rename(text, key, "other")) {
        let source = Source::new(&renamed.text);
        let (document, _) = document::read(&source);
        assert!(document.networks().any(|network| network.key == "other"));
    }
    if let Some(removed) = command(text, edit::remove(text, key)) {
        assert!(removed.text.len() < text.len());
    }
});
