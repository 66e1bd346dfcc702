//! `netreg merge --install` and `--uninstall`: what they write, and what they leave alone.

#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Output;

use support::git::Repository;
use support::merging::{Merging, path_without_netreg, record, registry};
use support::{folder, netreg, stderr, text};

const LINE: &str = "registry.toml merge=netreg diff=netreg\n";
const ADDED: &str =
    "added `registry.toml merge=netreg diff=netreg` to .gitattributes; next: git add .gitattributes\n";
const SET: &str = "set merge.netreg.name, merge.netreg.driver and diff.netreg.xfuncname in the git configuration of this repository\n";

fn merging(name: &str) -> Merging {
    Merging::without_driver(name, "registry.toml", &registry(&["avalon", "utopia"]))
}

fn said(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), stderr(output))
}

#[test]
fn second_installation_and_second_removal_do_nothing() {
    for old in [None, Some("* text=auto"), Some("# x\r\n*.md text\r\n"), Some("registry.toml eol=lf\n")] {
        let merging = merging("second_installation_does_nothing");
        if let Some(old) = old {
            merging.repository.write(".gitattributes", old);
        }
        let settings = merging.repository.read(".git/config");
        assert_eq!(said(&merging.netreg(&["merge", "--install"])), (Some(0), SET.to_owned() + ADDED));
        let (attributes, installed) =
            (merging.repository.read(".gitattributes"), merging.repository.read(".git/config"));
        let lines = attributes.replace('\r', "");
        assert!(
            attributes.starts_with(old.unwrap_or_default())
                && lines.ends_with(&format!("\n{LINE}")[usize::from(old.is_none())..]),
            "{lines}"
        );
        let nothing = |state: &str| {
            (
                Some(0),
                format!(
                    "nothing to do: the merge driver is {state} in the git configuration of this repository\n"
                ),
            )
        };
        assert_eq!(said(&merging.netreg(&["merge", "--install"])), nothing("already installed"));
        assert_eq!(merging.repository.read(".gitattributes"), attributes);
        assert_eq!(merging.repository.read(".git/config"), installed);
        assert_eq!(merging.netreg(&["merge", "--uninstall"]).status.code(), Some(0));
        let attributes = fs::read_to_string(merging.repository.0.join(".gitattributes")).ok();
        assert_eq!(attributes.as_deref().map(str::trim_end), old.map(str::trim_end));
        assert_eq!(merging.repository.read(".git/config"), settings);
        assert_eq!(said(&merging.netreg(&["merge", "--uninstall"])), nothing("not installed"));
    }
}

#[test]
fn work_trees_share_the_settings_and_have_their_own_attributes() {
    let merging = merging("work_trees_share_the_settings");
    let other = folder("other_work_tree");
    fs::remove_dir(&other).expect("it is removed");
    merging.does(&["worktree", "add", "-q", other.to_str().expect("UTF-8")]);
    let below = other.join("below");
    fs::create_dir(&below).expect("it is made");
    let mut command = netreg();
    command.current_dir(&below).args(["merge", "--install"]).env("PATH", &merging.path);
    let output = command.output().expect("it starts");
    assert_eq!(
        said(&output),
        (Some(0), SET.to_owned() + &ADDED.replace(".gitattributes", "../.gitattributes"))
    );
    assert_eq!(text(&other.join(".gitattributes")), LINE);
    assert!(!merging.repository.0.join(".gitattributes").exists());
    assert_eq!(said(&merging.netreg(&["merge", "--install"])), (Some(0), ADDED.to_owned()));
}

#[test]
fn user_has_settings_and_attributes_for_all_repositories() {
    for (variable, attributes) in
        [("XDG_CONFIG_HOME", "config/git/attributes"), ("HOME", ".config/git/attributes"), ("SET", "own")]
    {
        let home = folder("user_has_settings_for_all_repositories");
        let settings = home.join("gitconfig");
        let own =
            if variable == "SET" { "[core]\n\tattributesFile = ~/own\n" } else { "[user]\n\tname = X\n" };
        fs::write(&settings, own).expect("it is written");
        let install = |option: &str| {
            let mut command = netreg();
            command.current_dir(&home).args(["merge", option, "--global"]).env("HOME", &home);
            command
                .env("GIT_CONFIG_GLOBAL", &settings)
                .env("GIT_CONFIG_NOSYSTEM", "1")
                .env_remove("XDG_CONFIG_HOME");
            if variable == "XDG_CONFIG_HOME" {
                command.env("XDG_CONFIG_HOME", home.join("config"));
            }
            command.output().expect("it starts")
        };
        let output = install("--install");
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(text(&home.join(attributes)), LINE, "{variable}");
        assert!(text(&settings).contains("[merge \"netreg\"]\n"), "{}", text(&settings));
        assert!(stderr(&install("--install")).starts_with("nothing to do: "));
        assert_eq!(install("--uninstall").status.code(), Some(0));
        assert_eq!((home.join(attributes).exists(), text(&settings).as_str()), (false, own));
    }
}

#[test]
fn nothing_is_set_where_the_attributes_cannot_be_written() {
    for (is_link, message) in [
        (true, "`.gitattributes` is a symbolic link, which git does not read"),
        (false, "cannot read `.gitattributes`: it is a folder"),
    ] {
        let merging = merging("attributes_cannot_be_written");
        let file = merging.repository.0.join(".gitattributes");
        let made = if is_link { symlink("elsewhere", file) } else { fs::create_dir(file) };
        made.expect("it is made");
        let settings = merging.repository.read(".git/config");
        for option in ["--install", "--uninstall"] {
            let (code, said) = said(&merging.netreg(&["merge", option]));
            assert!(said.starts_with(&format!("error: {message}\nhelp: ")), "{said}");
            assert_eq!((code, merging.repository.read(".git/config")), (Some(2), settings.clone()));
        }
    }
    // Neither does a bare repository have any. It is in no other repository, where the command would work.
    let bare: PathBuf = std::env::temp_dir().join(format!("netreg_bare_{}", std::process::id()));
    fs::create_dir_all(&bare).expect("it is made");
    Repository(bare.clone()).git(&["init", "-q", "--bare", "."]);
    let (code, said) =
        said(&netreg().current_dir(&bare).args(["merge", "--install"]).output().expect("it starts"));
    assert!(
        said.starts_with("error: `registry.toml` is not in a checkout of a git repository\nhelp: "),
        "{said}"
    );
    assert_eq!(code, Some(2));
    fs::remove_dir_all(&bare).expect("it is removed");
}

#[test]
fn what_keeps_the_driver_from_running_is_said() {
    let mut merging = merging("what_keeps_the_driver_from_running_is_said");
    merging.repository.write(".git/info/attributes", "registry.toml merge=union -diff\n");
    let path = std::mem::replace(&mut merging.path, path_without_netreg());
    let (_, missing) = said(&merging.netreg(&["merge", "--install"]));
    let warning = "warning: git cannot find `netreg`, so it will merge by lines\nhelp: `PATH=$PATH:";
    assert!(missing.contains(warning), "{missing}");
    merging.path = path;
    let (_, overruled) = said(&merging.netreg(&["merge", "--install"]));
    for words in ["set `merge` to `union` for `registry.toml`", "set `diff` to `unset` for `registry.toml`"] {
        assert!(
            overruled.contains(&format!("warning: other attributes {words}, which overrules")),
            "{overruled}"
        );
    }
    assert!(!overruled.contains("PATH"), "{overruled}");
}

#[test]
fn header_of_a_hunk_names_the_record() {
    let lines = "# 1\n# 2\n# 3\n# 4\n# 5\n# 6\n# 7\n# 8\n";
    let old = registry(&["avalon"]) + &record("utopia", lines);
    let merging = Merging::new("header_of_a_hunk_names_the_record", "registry.toml", &old);
    merging.repository.write("registry.toml", &old.replace("# 8", "# changed"));
    let patch = merging.repository.git(&["diff"]);
    assert!(
        patch.lines().any(|line| line.starts_with("@@ ") && line.ends_with(" @@ [network.utopia]")),
        "{patch}"
    );
}

#[test]
fn name_with_a_line_end_makes_no_second_line() {
    let file = "a\n* merge=netreg b.toml";
    let merging = Merging::without_driver("name_with_a_line_end", file, &registry(&["avalon"]));
    let settings = merging.repository.read(".git/config");
    let (code, said) = said(&merging.netreg(&["-f", file, "merge", "--install"]));
    assert!(said.contains("has a control character in its name"), "{said}");
    assert_eq!((code, merging.repository.read(".git/config")), (Some(2), settings));
    assert!(!merging.repository.0.join(".gitattributes").exists());
}
