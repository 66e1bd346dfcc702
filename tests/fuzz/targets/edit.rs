//! Whatever the text is: an edit touches its own record alone, and what is added and removed
//! leaves the same bytes. The first byte says which record and which change.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netreg::document;
use netreg::edit::{self, Change};
use netreg::field::Table;
use netreg::format::format;
use netreg::read::Source;
use netreg::record::Value;

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let field = |key: &str| Table::Network.field(key).unwrap();
    let name = [(field("name"), Value::Text("New".into()))];
    for key in ["AAA", "m", "zzz"] {
        if let Ok(added) = edit::add(text, key, &name)
            && let Ok(removed) = edit::remove(&added.text, key)
        {
            // Round a part that is broken, which comment is whose may be told otherwise.
            assert!(removed.text == text || format(&Source::new(text)).is_err());
        }
    }
    let source = Source::new(text);
    let (document, _) = document::read(&source);
    let networks: Vec<_> = document.networks().collect();
    if networks.is_empty() {
        return;
    }
    let key = networks[usize::from(choice) % networks.len()].key.as_ref();
    let Ok(own) = edit::lines(text, key) else { return };
    let start = own.as_ptr() as usize - text.as_ptr() as usize;
    let (before, after) = (&text[..start], &text[start + own.len()..]);
    for (field, change) in [
        (field("members"), Change::Append("IOM".to_owned())),
        (field("members"), Change::Take("IOM".to_owned())),
        (field("note"), Change::Put(Value::Text("a".into()))),
        (field("name"), Change::Clear),
    ] {
        if let Ok(edited) = edit::set(text, key, field, &change) {
            assert!(edited.text.starts_with(before) && edited.text.ends_with(after));
        }
    }
    if let Ok(renamed) = edit::rename(text, key, "other") {
        let source = Source::new(&renamed.text);
        let (document, _) = document::read(&source);
        assert!(document.networks().any(|network| network.key == "other"));
    }
    if let Ok(removed) = edit::remove(text, key) {
        assert!(removed.text.len() < text.len());
    }
});
