//! For any text: an edit changes only its own record, and adding and removing a record restores the bytes.
//! The findings of a refused edit, and the new ones of an edit, can be rendered in every format. The first
//! byte chooses the record and the change.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netreg::edit::{self, Change, Edited, Reason, Refusal};
use netreg::format::format;
use netreg::model::{Address, Date, Diagnostic, Field, Record, Table, Value};
use netreg::parse::Registry;
use netreg::render::diagnostics::{CheckedFile, concise, github, human, json, sarif, summary};
use netreg::validate::baseline::introduced;
use netreg::validate::{Context, check};

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
    let (had, has) = (check(&context, text), check(&context, &edited.text));
    let added = introduced((text, &had), (&edited.text, &has), None);
    let added: Vec<Diagnostic> = added.into_iter().cloned().collect();
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
    let title = [(Table::Milestone.field("title").unwrap(), Value::Text("New".into()))];
    let date = [(Table::Published.field("date").unwrap(), Value::Date(Date::parse("2021").unwrap()))];
    let networks = ["AAA", "m", "zzz"].map(|key| (Address::network(key), &name));
    let milestone = (Address { table: Table::Milestone, key: "m".to_owned() }, &title);
    let total = (Address { table: Table::Published, key: "2021".to_owned() }, &date);
    for (address, fields) in networks.into_iter().chain([milestone, total]) {
        let added = edit::add(&registry, &[(&address, fields)]);
        assert_eq!(added, edit::add(&Registry::outline(text), &[(&address, fields)]));
        if let Some(added) = command(&registry, added)
            && let Ok(removed) = edit::remove(&Registry::parse(&added.text), &address)
        {
            // Round a broken part, comments may have other owners.
            assert!(removed.text == text || format(&registry).is_err());
        }
    }
    show(text, &registry.diagnostics);
    let addresses: Vec<Address> = registry.records.iter().filter_map(Record::address).collect();
    if addresses.is_empty() {
        return;
    }
    let address = &addresses[usize::from(choice) % addresses.len()];
    let own = edit::lines(&registry, address).ok();
    let around = own.map(|own| {
        let start = own.as_ptr() as usize - text.as_ptr() as usize;
        (&text[..start], &text[start + own.len()..])
    });
    let changes = [
        ("members", Change::Append("IOM".to_owned())),
        ("members", Change::Take("IOM".to_owned())),
        ("note", Change::Put(Value::Text("\u{e0041}a".into()))),
        ("name", Change::Clear),
        ("title", Change::Clear),
    ];
    let changes = changes.into_iter().filter_map(|(key, change)| Some((address.table.field(key)?, change)));
    let changes: Vec<_> = changes.collect();
    // Several changes of one command are made together, as if one after another.
    let mut last = Ok(text.to_owned());
    for change in &changes {
        let one = std::slice::from_ref(change);
        if let Some(edited) = command(&registry, edit::set(&registry, &[address], one)) {
            let (before, after) = around.expect("a record that can be changed has lines");
            assert!(edited.text.starts_with(before) && edited.text.ends_with(after));
        }
        last = last.and_then(|text| {
            edit::set(&Registry::parse(&text), &[address], one).map(|edited| edited.text).map_err(|_| ())
        });
    }
    let together = edit::set(&registry, &[address], &changes);
    assert_eq!(together.as_ref().map(|edited| edited.text.clone()).map_err(|_| ()), last);
    command(&registry, edit::rename(&registry, address, &changes, "tide"));
    if let Some(renamed) = command(&registry, edit::rename(&registry, address, &[], "other")) {
        assert!(Registry::parse(&renamed.text).of(address.table).any(|record| record.key == "other"));
    }
    if let Some(removed) = command(&registry, edit::remove(&registry, address)) {
        assert!(removed.text.len() < text.len());
    }
});
