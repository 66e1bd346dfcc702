//! Checks of the source layout: the map in `docs/architecture.md`, denied lints, the places of the
//! dependencies, and the tables in `docs/format.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use netreg::field::{Kind, Table};

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

/// Returns the first and the last column of each row of the map.
fn map() -> BTreeMap<String, String> {
    let page = text("docs/architecture.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    rows.filter(|(file, _)| file.contains(".rs") || file.ends_with('/'))
        .map(|(file, rest)| {
            (file.to_owned(), rest.trim_end_matches(" |").rsplit(" | ").next().unwrap_or_default().to_owned())
        })
        .collect()
}

/// Returns the row of the map for a file.
fn row<'m>(map: &'m BTreeMap<String, String>, file: &str) -> Option<(&'m String, &'m String)> {
    let folder = file.split_once('/').map(|(folder, _)| format!("{folder}/"));
    map.get_key_value(file).or_else(|| map.get_key_value(&folder?))
}

#[test]
fn map_lists_exactly_the_source_files() {
    let (map, sources) = (map(), sources());
    for file in sources.keys() {
        assert!(row(&map, file).is_some(), "{file} is not in docs/architecture.md");
    }
    for place in map.keys() {
        assert!(
            sources.keys().any(|file| file.starts_with(place.as_str())),
            "{place} is only in docs/architecture.md"
        );
    }
}

#[test]
fn files_import_only_what_the_map_allows() {
    let map = map();
    for (file, text) in sources().iter().filter(|(file, _)| !file.starts_with("cli/") && *file != "main.rs") {
        let (place, allowed) = row(&map, file).expect("it is in the map");
        let home = place.trim_end_matches('/').trim_end_matches(".rs");
        let production = text.split("#[cfg(test)]").next().expect("there is a first part");
        let code = production.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for used in line.split("crate::").skip(1) {
                let module: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let known = module == home || allowed.split(", ").any(|name| name == module);
                assert!(known, "{file} uses `{module}`: {line}");
            }
        }
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
            assert!(!text.contains("std::fs") && !text.contains("File::"), "{file} accesses files");
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
        let replaces = text.contains("replace::hold");
        assert!(!replaces || file == "cli/change.rs", "{file} writes a registry itself");
        let creates = text.contains("replace::create");
        assert!(!creates || file == "cli/commands/init.rs", "{file} creates a registry");
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
        .filter_map(|file| Some(file.strip_prefix("cli/commands/")?.strip_suffix(".rs")?.to_owned()))
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
        Kind::Address => "address",
        Kind::Number => "number",
        Kind::Day => "day",
        Kind::When => "date",
        Kind::Status => "status",
        Kind::Texts => "list of texts",
        Kind::Addresses => "list of addresses",
        Kind::Codes => "list of codes",
    }
}

#[test]
fn format_page_lists_the_fields_of_the_program() {
    let page = text("docs/format.md");
    for table in Table::ALL {
        let key = if table == Table::Network { "KEY" } else { "ID" };
        let mut expected = String::from("| field | holds | | |\n| --- | --- | --- | --- |\n");
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
fn annotated_record_is_valid() {
    let page = text("docs/format.md");
    let record = page.split("```toml\n").nth(1).expect("a block").split("```").next().expect("its text");
    let registry = format!("[registry]\nformat = 1\n\n{record}");
    let context = netreg::rules::Context { today: "2026-06-15".parse().expect("a day") };
    assert_eq!(netreg::rules::check(&context, &netreg::read::Source::new(&registry)), []);
}
