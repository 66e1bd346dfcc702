//! Checks of the source layout: the map in `docs/architecture.md`, denied lints, the places of the
//! dependencies, and the tables in `docs/format.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use netreg::model::{Kind, Table};

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(package().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns the text of every Rust file in `src`, by its path below that folder.
fn sources() -> BTreeMap<String, String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("src can be listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let src = package().join("src");
    let mut found = Vec::new();
    walk(&src, &mut found);
    let name = |path: &PathBuf| path.strip_prefix(&src).expect("below src").to_string_lossy().into_owned();
    found.iter().map(|path| (name(path), fs::read_to_string(path).expect("it is text"))).collect()
}

/// The folders of `src`, from the ground up: each imports only from those before it.
const FOLDERS: [&str; 11] =
    ["text", "model", "parse", "format", "edit", "compare", "validate", "select", "render", "import", "cli"];

/// The code of a file without its comments and its own tests.
fn code(text: &str) -> String {
    let production = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    production.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The paths that a text names below `crate::`, groups in braces spelt out.
fn paths(text: &str) -> BTreeSet<String> {
    fn group(prefix: &str, rest: &str, found: &mut BTreeSet<String>) -> usize {
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(rest.len());
        let path = format!("{prefix}{}", &rest[..word]);
        if !rest[word..].starts_with('{') {
            found.insert(path);
            return word;
        }
        let mut at = word + 1;
        while !rest[at..].starts_with('}') {
            let gap = rest[at..].find(|c: char| !c.is_whitespace() && c != ',').expect("a brace closes");
            at += gap;
            if !rest[at..].starts_with('}') {
                at += group(&path, &rest[at..], found);
            }
        }
        at + 1
    }
    let mut found = BTreeSet::new();
    let code = code(text);
    for (at, _) in code.match_indices("crate::") {
        // What a door hands on is no import of its own.
        let line = code[..at].rsplit('\n').next().unwrap_or_default();
        if !line.trim_start().starts_with("pub use") && !line.trim_start().starts_with("pub(crate) use") {
            group("", &code[at + "crate::".len()..], &mut found);
        }
    }
    found
}

/// The file of `sources` that a path below `crate::` leads to.
fn file_of<'s>(path: &str, sources: &'s BTreeMap<String, String>) -> Option<&'s str> {
    let words: Vec<&str> = path.split("::").filter(|word| !word.is_empty()).collect();
    (1..=words.len()).rev().find_map(|length| {
        let module = words[..length].join("/");
        let names = [format!("{module}.rs"), format!("{module}/mod.rs")];
        names.iter().find_map(|name| sources.get_key_value(name)).map(|(name, _)| name.as_str())
    })
}

/// The files that each file imports.
fn imports(sources: &BTreeMap<String, String>) -> BTreeMap<&str, BTreeSet<&str>> {
    let one = |(file, text): (&'_ String, &'_ String)| {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder).replace('/', "::");
        let code = code(text);
        // A `mod.rs` names the modules of its folder without `crate::`.
        let doors = code.lines().filter(|line| !line.starts_with("pub"));
        let words: BTreeSet<&str> = doors
            .flat_map(|line| line.split("::").zip(line.split("::").skip(1)))
            .filter_map(|(before, _)| before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next())
            .collect();
        let is_module = |word: &&str| code.lines().any(|line| line.ends_with(&format!("mod {word};")));
        let own = words.into_iter().filter(is_module).filter_map(|word| {
            file_of(&format!("{folder}::{word}"), sources).filter(|_| file.ends_with("mod.rs"))
        });
        assert!(!code.contains("super::"), "{file} names its parent as `super`: write `crate::`");
        let far = paths(text);
        far.iter().filter_map(|path| file_of(path, sources)).chain(own).map(str::to_owned).collect::<Vec<_>>()
    };
    sources
        .iter()
        .map(|(file, text)| {
            let used = one((file, text));
            let used = used.iter().filter(|other| *other != file);
            (
                file.as_str(),
                used.map(|name| sources.get_key_value(name).expect("a file").0.as_str()).collect(),
            )
        })
        .collect()
}

#[test]
fn folders_import_only_from_those_below_them() {
    let sources = sources();
    let folders: BTreeSet<&str> = sources.keys().filter_map(|file| Some(file.split_once('/')?.0)).collect();
    assert_eq!(folders, FOLDERS.into_iter().collect());
    let rank = |file: &str| FOLDERS.iter().position(|folder| file.starts_with(&format!("{folder}/")));
    for (file, used) in imports(&sources) {
        for other in used {
            assert!(
                rank(other) <= rank(file) || rank(file).is_none(),
                "{file} imports {other}, which is above it"
            );
        }
    }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let sources = sources();
    let mut left = imports(&sources);
    // A file that imports none of those left, or that none of them imports, is in no circle.
    loop {
        let imported: BTreeSet<&str> = left.values().flatten().copied().collect();
        let before = left.len();
        let names: BTreeSet<&str> = left.keys().copied().collect();
        left.retain(|file, used| imported.contains(file) && used.iter().any(|other| names.contains(other)));
        if left.len() == before {
            break;
        }
    }
    let names: BTreeSet<&str> = left.keys().copied().collect();
    for used in left.values_mut() {
        used.retain(|other| names.contains(other));
    }
    assert!(left.is_empty(), "files in circles, or between two: {left:#?}");
}

#[test]
fn no_file_is_longer_than_a_person_can_hold() {
    const TABLES: [&str; 2] = ["model/country/table.rs", "render/phrases/table.rs"];
    for (file, text) in sources().iter().filter(|(file, _)| !TABLES.contains(&file.as_str())) {
        let lines = text.lines().count();
        assert!(lines <= 300, "{file} has {lines} lines: which two things is it doing?");
    }
}

#[test]
fn page_on_the_source_lists_every_folder_and_file() {
    let page = text("docs/architecture.md");
    for file in sources().keys() {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        // The files of a folder inside one of these are described with it.
        let inner = folder.split('/').nth(1).map(|inner| format!("{inner}/`"));
        let is_shown =
            page.contains(&format!("`{name}`")) || inner.is_some_and(|inner| page.contains(&inner));
        assert!(is_shown, "{file} is not in docs/architecture.md");
    }
    for folder in FOLDERS {
        assert!(page.contains(&format!("\n {folder}/ ")), "docs/architecture.md has no row for {folder}/");
    }
}

#[test]
fn library_has_no_access_to_files_clock_or_output() {
    let lib = text("src/lib.rs");
    for lint in [
        "unsafe_code",
        "clippy::disallowed_methods",
        "clippy::disallowed_types",
        "clippy::print_stdout",
        "clippy::print_stderr",
    ] {
        assert!(lib.contains(lint), "lib.rs does not deny {lint}");
    }
    for (file, text) in sources() {
        if !file.starts_with("cli/store/") {
            let opens = text.contains("std::fs") || text.contains(" File::") || text.contains("fs::File");
            assert!(!opens, "{file} touches files");
        }
        if file != "cli/args.rs" {
            assert!(!text.contains("Utc::now") && !text.contains("SystemTime"), "{file} reads the clock");
        }
        assert!(text.starts_with("//! "), "{file} has no description");
    }
}

#[test]
fn one_routine_changes_a_registry() {
    for (file, text) in sources() {
        let replaces = text.contains("replace::lock");
        assert!(!replaces || file == "cli/target.rs", "{file} writes past the target");
        let creates = text.contains("replace::create");
        assert!(!creates || file == "cli/commands/init.rs", "{file} creates a registry");
        let writes = text.contains("export::write");
        // An attributes file and a mapping are no result of a command.
        let allowed = [
            "cli/destination.rs",
            "cli/commands/merge/install.rs",
            "cli/sheet/mapping_file.rs",
            "cli/store/report.rs",
        ];
        let is_allowed = allowed.contains(&file.as_str());
        assert!(!writes || is_allowed, "{file} writes a result past its destination");
    }
}

#[test]
fn each_command_has_one_file_and_a_transcript() {
    let list = text("src/cli/commands/mod.rs");
    let declared: BTreeSet<&str> =
        list.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
    let matched: BTreeSet<&str> = list
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Command::")?.split_once("=> ")?.1.split("::").next())
        .collect();
    let files: BTreeSet<String> = sources()
        .into_keys()
        .filter_map(|file| Some(file.strip_prefix("cli/commands/")?.split(['/', '.']).next()?.to_owned()))
        .filter(|name| name != "mod")
        .collect();
    assert_eq!(declared, files.iter().map(String::as_str).collect());
    assert_eq!(declared, matched);
    for command in declared {
        let cases = package().join("tests/cli").join(command);
        assert!(cases.is_dir(), "no case shows `netreg {command}`");
    }
}

/// Returns each dependency with the places that the comment above it names.
fn homes() -> Vec<(String, Vec<String>)> {
    let manifest = text("Cargo.toml");
    let section = |header: &str| {
        let rest = manifest.split_once(header).expect("a section").1;
        rest.split("\n[").next().expect("its lines").to_owned()
    };
    let sections = section("\n[dependencies]\n") + &section("\n[target.'cfg(unix)'.dependencies]\n");
    let lines: Vec<&str> = sections.lines().filter(|line| !line.is_empty()).collect();
    lines
        .chunks(2)
        .map(|pair| {
            let [reason, dependency] = pair else {
                panic!("{pair:?}: a line with the reason, then the dependency")
            };
            let places = reason
                .strip_prefix("# ")
                .and_then(|line| line.split_once(": "))
                .unwrap_or_else(|| panic!("{reason}"));
            let name = dependency.split_once(" = ").expect("a dependency").0;
            (name.replace('-', "_"), places.0.split(", ").map(str::to_owned).collect())
        })
        .collect()
}

#[test]
fn each_dependency_is_used_only_where_the_manifest_says() {
    let sources = sources();
    for (name, places) in homes() {
        let calls = |text: &str| {
            let named =
                |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            text.match_indices(&format!("{name}::")).any(|(at, _)| named(at))
        };
        for (file, text) in &sources {
            let code: String = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            let at_home = places.iter().any(|place| file.starts_with(place.as_str()));
            assert!(at_home || !calls(&code), "{file} uses {name}, which belongs to {places:?}");
        }
        for place in &places {
            let used = sources.iter().any(|(file, text)| file.starts_with(place.as_str()) && calls(text));
            assert!(used, "{name} is not used in {place}");
        }
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Entity => "entity",
        Kind::Address => "address",
        Kind::Number => "number",
        Kind::Day => "day",
        Kind::Date => "date",
        Kind::Status => "status",
        Kind::Entities => "list of entities",
        Kind::Addresses => "list of addresses",
        Kind::Codes => "list of codes",
    }
}

#[test]
fn format_page_lists_the_fields_of_the_program() {
    let page = text("docs/format.md");
    for table in Table::ALL {
        let key = if table == Table::Network { "KEY" } else { "ID" };
        let mut expected = String::from("| field | value | | |\n| --- | --- | --- | --- |\n");
        for field in table.fields() {
            let required = if field.required { " required" } else { "" };
            expected += &format!("| `{}` | {} |{required} | {} |\n", field.key, kind(field.kind), field.help);
        }
        let section = page
            .split(&format!("### `{}`", table.header(key)))
            .nth(1)
            .unwrap_or_else(|| panic!("{table:?} has no section"));
        assert!(
            section.split("\n\n").nth(1).is_some_and(|rows| format!("{rows}\n") == expected),
            "docs/format.md should have:\n{expected}"
        );
    }
}

#[test]
fn format_page_lists_the_spellings_of_entities() {
    let page = text("docs/format.md").replace("\n  ", " ");
    let spellings: Vec<String> =
        netreg::model::entity::spellings().iter().map(|spelling| format!("`{spelling}`")).collect();
    let expected = format!("netreg knows these: {}.\n", spellings.join(", "));
    assert!(page.contains(&expected), "docs/format.md should have:\n{expected}");
}

#[test]
fn annotated_record_is_valid() {
    let page = text("docs/format.md");
    let record = page.split("```toml\n").nth(1).expect("a block").split("```").next().expect("its text");
    let registry = format!("[registry]\nformat = 1\n\n{record}");
    let context = netreg::validate::Context { today: "2026-06-15".parse().expect("a day") };
    assert_eq!(netreg::validate::check(&context, &registry), []);
}
