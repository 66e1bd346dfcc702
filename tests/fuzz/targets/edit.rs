//! For any text: an edit changes only its own record, and adding and removing a record restores the bytes.
//! The findings of a refused edit, and the new ones of an edit, can be rendered in every format. The first
//! byte chooses the record and the change.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netreg::edit::{self, Change, Edited, Reason, Refusal};
use netreg::format::format;
use netreg::model::diagnostic::Diagnostic;
use netreg::model::field::{Field, Table};
use netreg::model::record::Value;
use netreg::parse::Registry;
use netreg::render::diagnostics::{CheckedFile, concise, github, human, json, sarif, summary};
use netreg::validate::baseline::{State, introduced};
use netreg::validate::{Context, validate};

/// Shows findings about their text in every format.
fn show(text: &str, findings: &[Diagnostic]) {
    let file = || CheckedFile::new("x", text, findings);
    for width in [20, 80, 1000] {
        let _ = human::render(&file(), width == 80, width);
    }
    let files = [file()];
    let _ = (concise::render(&files[0]), json::render(&files));
    let _ = (github::render(&files, &[]), summary::render(&files, &[], 1 << 16));
    // A log explains its rules, which takes long, so not every one is made.
    if text.len() % 16 == 0 {
        let _ = sarif::render(&files, true);
    }
}

/// Does what a command does with an edit: shows why it is refused, or what it would add.
fn command(registry: &Registry<'_>, edited: Result<Edited, Refusal>) -> Option<Edited> {
    let text = registry.text();
    let edited = match edited {
        Ok(edited) => edited,
        Err(Refusal { reason: Reason::Unclear(findings), .. }) => {
            assert!(findings.iter().all(|finding| finding.is_inside(text)));
            show(text, &findings);
            return None;
        }
        Err(_) => return None,
    };
    let context = Context { today: "2026-06-15".parse().unwrap() };
    let after = Registry::parse(&edited.text);
    let (was, is) = (validate(&context, registry), validate(&context, &after));
    let (old, new) = (State { registry, found: &was }, State { registry: &after, found: &is });
    let added: Vec<Diagnostic> = introduced(old, new, None).into_iter().cloned().collect();
    show(&edited.text, &added);
    Some(edited)
}

fn field(key: &str) -> &'static Field {
    Table::Network.field(key).unwrap()
}

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let registry = Registry::parse(text);
    let name = [(field("name"), Value::Text("New".into()))];
    for key in ["AAA", "m", "zzz"] {
        if let Some(added) = command(&registry, edit::add(&registry, &[(key, &name)]))
            && let Ok(removed) = edit::remove(&Registry::parse(&added.text), key)
        {
            // Round a broken part, comments may have other owners.
            assert!(removed.text == text || format(&registry).is_err());
        }
    }
    show(text, &registry.diagnostics);
    let networks: Vec<_> = registry.networks().collect();
    if networks.is_empty() {
        return;
    }
    let key = networks[usize::from(choice) % networks.len()].key.as_ref();
    let own = edit::lines(&registry, key).ok();
    let around = own.map(|own| {
        let start = own.as_ptr() as usize - text.as_ptr() as usize;
        (&text[..start], &text[start + own.len()..])
    });
    let changes = [
        (field("members"), Change::Append("IOM".to_owned())),
        (field("members"), Change::Take("IOM".to_owned())),
        (field("note"), Change::Put(Value::Text("\u{e0041}a".into()))),
        (field("name"), Change::Clear),
    ];
    // Several changes of one command are made together, as if one after another.
    let mut last = Ok(text.to_owned());
    for change in &changes {
        let one = std::slice::from_ref(change);
        if let Some(edited) = command(&registry, edit::set(&registry, &[key], one)) {
            let (before, after) = around.expect("a record that can be changed has lines");
            assert!(edited.text.starts_with(before) && edited.text.ends_with(after));
        }
        last = last.and_then(|text| {
            edit::set(&Registry::parse(&text), &[key], one).map(|edited| edited.text).map_err(|_| ())
        });
    }
    let together = edit::set(&registry, &[key], &changes);
    assert_eq!(together.as_ref().map(|edited| edited.text.clone()).map_err(|_| ()), last);
    command(&registry, edit::rename(&registry, key, &changes, "tide"));
    if let Some(renamed) = command(&registry, edit::rename(&registry, key, &[], "other")) {
        assert!(Registry::parse(&renamed.text).networks().any(|network| network.key == "other"));
    }
    if let Some(removed) = command(&registry, edit::remove(&registry, key)) {
        assert!(removed.text.len() < text.len());
    }
});
