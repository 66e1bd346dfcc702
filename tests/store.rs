//! Writing a file: parallel runs, killed runs, full disks, permissions and links.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use netreg::parse::Registry;
#[cfg(debug_assertions)]
use support::at;
use support::synth::Random;
#[cfg(debug_assertions)]
use support::users::where_refused_at;
use support::users::{
    EBUSY, EDQUOT, EINVAL, EIO, ENOTSUP, EPERM, FSYNC, LINKS, RENAME_WITH_FLAGS, RENAMES, as_nobody,
    given_away, where_refused,
};
use support::{findings, folder, names, netreg, run, run_on, skipped, stderr, stdout, text, with_registry};

const REGISTRY: &str = "# Made up.\n\n[registry]\nformat = 1\n\n[network.utopia]\nname = \"Utopia\"\n\
    sources = [\"https://example.org/utopia\"]\n";

/// The `add` command of most tests here, and its result.
const ADD: [&str; 6] = ["add", "Erewhon", "--key", "erewhon", "--source", "https://example.org/erewhon"];
const ADDED: &str = "# Made up.\n\n[registry]\nformat = 1\n\n[network.erewhon]\nname = \"Erewhon\"\n\
    sources = [\"https://example.org/erewhon\"]\n\n[network.utopia]\nname = \"Utopia\"\n\
    sources = [\"https://example.org/utopia\"]\n";

fn keys(text: &str) -> Vec<String> {
    let document = Registry::parse(text);
    document.networks().map(|network| network.key.clone().into_owned()).collect()
}

#[test]
fn two_hundred_parallel_adds_are_all_kept() {
    let (here, file) = with_registry("two_hundred_parallel_adds_are_all_kept", REGISTRY);
    let children: Vec<_> = (0..200)
        .map(|number| {
            let (key, source) = (format!("place-{number:03}"), format!("https://example.org/{number}"));
            let mut command = netreg();
            command.current_dir(&here).args(["-q", "add", &format!("Place {number}"), "--key", &key]);
            command.args(["--source", &source]).stderr(Stdio::piped()).spawn().expect("it starts")
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    let text = text(&file);
    assert_eq!(keys(&text).len(), 201);
    assert!(keys(&text).is_sorted());
    assert_eq!(findings(&text), []);
    assert_eq!(names(&here), ["registry.toml"]);
}

#[test]
fn eight_parallel_writers_lose_no_change() {
    let (here, file) = with_registry("eight_parallel_writers_lose_no_change", REGISTRY);
    let writers: Vec<_> = (0..8_u64)
        .map(|writer| {
            let here = here.clone();
            std::thread::spawn(move || mixed_writes(&here, writer))
        })
        .collect();
    let mut expected = vec![("utopia".to_owned(), 0)];
    for writer in writers {
        expected.extend(writer.join().expect("it ends"));
    }
    expected.sort();
    let text = text(&file);
    assert_eq!(findings(&text), []);
    let document = Registry::parse(&text);
    let found: Vec<(String, usize)> = document
        .networks()
        .map(|network| (network.key.clone().into_owned(), network.list("members").len()))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(names(&here), ["registry.toml"]);
}

/// Makes fifty changes to its own networks; returns the expected networks and their number of members.
fn mixed_writes(here: &Path, writer: u64) -> Vec<(String, usize)> {
    let mut random = Random::new(writer);
    let mut own: Vec<(String, usize)> = Vec::new();
    for step in 0..50 {
        let args: Vec<String> = match random.below(5) {
            0 | 1 => {
                let key = format!("w{writer}-{step:02}");
                let source = format!("https://example.org/{writer}/{step}");
                own.push((key.clone(), 0));
                vec!["add".into(), format!("Place {key}"), "--key".into(), key, "--source".into(), source]
            }
            2 if !own.is_empty() => {
                let at = random.below(own.len());
                own[at].1 += 1;
                vec!["set".into(), own[at].0.clone(), format!("members+=Entity {step}")]
            }
            3 if !own.is_empty() => {
                let (key, _) = own.remove(random.below(own.len()));
                vec!["remove".into(), "--yes".into(), key]
            }
            4 => vec!["fmt".into()],
            _ => vec!["validate".into(), "--fix".into()],
        };
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let output = run(here, &args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
    }
    own
}

#[cfg(debug_assertions)]
const STEPS: [&str; 9] =
    ["locked", "read", "made", "given", "written", "flushed", "compared", "renamed", "done"];

#[test]
#[cfg(debug_assertions)]
fn killed_run_leaves_the_old_or_the_new_file() {
    for step in STEPS {
        let (here, file) = with_registry("killed_run", REGISTRY);
        let output = at(&here, step, "kill -KILL $PPID", &ADD);
        assert_eq!(output.status.code(), None, "{step}: it was not killed");
        let is_new = step == "renamed" || step == "done";
        assert_eq!(text(&file), if is_new { ADDED } else { REGISTRY }, "{step}");
        // The next run does not wait, and removes the leftovers.
        let output = run(&here, &ADD);
        assert_eq!(output.status.code(), Some(i32::from(is_new)), "{step}: {}", stderr(&output));
        assert_eq!(text(&file), ADDED, "{step}");
        assert_eq!(names(&here), ["registry.toml"], "{step}");
    }
}

#[test]
#[cfg(debug_assertions)]
fn new_registry_is_complete_or_absent() {
    for step in ["locked", "made", "written", "flushed", "done"] {
        let here = folder("new_registry_is_complete");
        let output = at(&here, step, "kill -KILL $PPID", &["init"]);
        let is_there = here.join("registry.toml").exists();
        assert_eq!(output.status.code(), None, "{step}: it was not killed");
        assert_eq!(is_there, step == "done", "{step}");
        if is_there {
            assert!(text(&here.join("registry.toml")).ends_with("migration\"\n"));
        }
    }
}

#[test]
#[cfg(debug_assertions)]
fn private_file_stays_private_during_the_write() {
    let (here, file) = with_registry("private_file_stays_private", REGISTRY);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("its mode is set");
    for step in ["made", "written", "compared"] {
        let output =
            at(&here, step, "stat -c %a .*.netreg-tmp > seen", &["set", "utopia", &format!("note={step}")]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(text(&here.join("seen")), "600\n", "{step}");
    }
    assert_eq!(fs::metadata(&file).expect("it is there").mode() & 0o777, 0o600);
}

#[test]
#[cfg(debug_assertions)]
fn link_changed_while_waiting_is_followed_again() {
    let (here, file) = with_registry("link_changed_while_waiting", REGISTRY);
    for name in ["one.toml", "two.toml"] {
        fs::write(here.join(name), REGISTRY).expect("it is written");
    }
    fs::remove_file(&file).expect("it is removed");
    symlink("one.toml", &file).expect("it is linked");
    let output = at(&here, "locked", "ln -sf two.toml registry.toml", &ADD);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        (text(&here.join("one.toml")).as_str(), text(&here.join("two.toml")).as_str()),
        (REGISTRY, ADDED)
    );
}

#[test]
#[cfg(debug_assertions)]
fn file_saved_by_an_editor_meanwhile_is_not_overwritten() {
    for step in ["read", "made", "written", "flushed"] {
        let (here, file) = with_registry("file_saved_by_an_editor", REGISTRY);
        let output = at(&here, step, "echo '# saved' > new && mv new registry.toml", &ADD);
        assert_eq!(output.status.code(), Some(2), "{step}");
        let said = stderr(&output);
        assert!(
            said.contains("another program has just changed `registry.toml`; nothing was written"),
            "{said}"
        );
        assert_eq!(text(&file), "# saved\n", "{step}");
        assert_eq!(names(&here), ["registry.toml"], "{step}");
    }
    // A text that is saved before the file is read is the one that is changed.
    let (here, file) = with_registry("file_saved_by_an_editor", REGISTRY);
    let output = at(&here, "locked", "echo '# at the end' >> registry.toml", &ADD);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(text(&file), format!("{ADDED}# at the end\n"));
}

#[test]
#[cfg(debug_assertions)]
fn file_removed_meanwhile_is_not_created_again() {
    let (here, file) = with_registry("file_removed_meanwhile", REGISTRY);
    let output = at(&here, "flushed", "rm registry.toml", &ADD);
    assert_eq!(output.status.code(), Some(2));
    assert!(!file.exists() && names(&here).is_empty(), "{:?}", names(&here));
}

#[test]
fn longest_file_name_can_be_created_and_changed() {
    let here = folder("longest_file_name_can_be_created_and_changed");
    let name = format!("{}.toml", "n".repeat(250));
    for args in
        [&["init"][..], &ADD, &["set", "erewhon", "note=x"], &["fmt"], &["remove", "--yes", "erewhon"]]
    {
        let output = run(&here, &[args, &["-f", &name]].concat());
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
        assert_eq!(names(&here), [name.as_str()], "{args:?}");
    }
}

#[test]
fn temporary_files_of_killed_runs_are_removed() {
    let (here, _) = with_registry("temporary_files_of_killed_runs_are_removed", REGISTRY);
    let others = [".netreg-tmpfile", "a.netreg-tmp"];
    for name in [".a1B2c3.netreg-tmp", ".registry.toml.a1B2c3.netreg-tmp"].iter().chain(&others) {
        fs::write(here.join(name), "half").expect("it is written");
    }
    let output = run(&here, &ADD);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(names(&here), [others[0], others[1], "registry.toml"]);
}

/// A very small disk, if the machine allows one.
struct Disk(PathBuf);

impl Disk {
    fn new(name: &str) -> Option<Self> {
        let here = folder(name);
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
            .arg(&here)
            .output()
            .is_ok_and(|output| output.status.success());
        if !mounted {
            skipped("no small disk can be mounted here");
        }
        mounted.then_some(Self(here))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn full_disk_keeps_the_old_file() {
    let Some(disk) = Disk::new("full_disk_keeps_the_old_file") else { return };
    let file = disk.0.join("registry.toml");
    fs::write(&file, REGISTRY).expect("it is written");
    // Fill it to the last page.
    while fs::write(disk.0.join(format!("full-{}", names(&disk.0).len())), vec![b'x'; 4096]).is_ok() {}
    let output = run(&disk.0, &ADD);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("no space left on the disk; it is unchanged"), "{}", stderr(&output));
    assert_eq!(text(&file), REGISTRY);
    assert!(names(&disk.0).iter().all(|name| !name.contains("netreg-tmp")), "{:?}", names(&disk.0));
}

#[test]
fn used_up_quota_keeps_the_old_file() {
    let (here, file) = with_registry("used_up_quota_keeps_the_old_file", REGISTRY);
    let help = "help: free some space, then run the command again\n";
    // A file system that is shared over a network checks the quota when the text is flushed.
    let Some(output) = where_refused(&here, EDQUOT, &[FSYNC], &ADD) else { return };
    let said = format!("error: cannot write `registry.toml`: disk quota exceeded; it is unchanged\n{help}");
    assert_eq!((stderr(&output), output.status.code()), (said, Some(2)));
    assert_eq!((text(&file).as_str(), names(&here)), (REGISTRY, vec!["registry.toml".to_owned()]));
    let args = ["init", "-f", "new.toml"];
    let Some(output) = where_refused(&here, EDQUOT, &[FSYNC], &args) else { return };
    let said = format!("error: cannot write `new.toml`: disk quota exceeded; no file was created\n{help}");
    assert_eq!((stderr(&output), output.status.code()), (said, Some(2)));
    assert_eq!(names(&here), ["registry.toml"]);
}

#[test]
fn limit_on_file_sizes_keeps_the_old_file() {
    let (here, file) = with_registry("limit_on_file_sizes_keeps_the_old_file", REGISTRY);
    // The limit is one block, of 512 or 1024 bytes.
    let large = format!("# {}\n{REGISTRY}", "x".repeat(2048));
    fs::write(&file, &large).expect("it is written");
    let limited = |args: &[&str], into: Stdio| {
        let mut command = Command::new("sh");
        command.current_dir(&here).args(["-c", "ulimit -f 1 && exec \"$0\" \"$@\""]);
        let child =
            command.arg(netreg().get_program()).args(args).stdout(into).stderr(Stdio::piped()).spawn();
        child.expect("sh starts").wait_with_output().expect("it ends")
    };
    let reason = "the file would exceed the limit on file sizes";
    let help = "help: `ulimit -f unlimited` raises the limit; then run the command again\n";
    let said = format!("error: cannot write `registry.toml`: {reason}; it is unchanged\n{help}");
    for args in [&ADD[..], &["set", "utopia", "note=x"], &["fmt"]] {
        fs::write(&file, if args == ["fmt"] { large.replace(" = ", "=") } else { large.clone() })
            .expect("it is written");
        let before = text(&file);
        let output = limited(args, Stdio::piped());
        assert_eq!((stderr(&output), output.status.code()), (said.clone(), Some(2)), "{args:?}");
        assert_eq!((text(&file), names(&here)), (before, vec!["registry.toml".to_owned()]), "{args:?}");
    }
    let output = limited(&["init", "--from-example", "-f", "new.toml"], Stdio::piped());
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let said = format!("error: cannot write `new.toml`: {reason}; no file was created\n{help}");
    assert_eq!(stderr(&output), said);
    assert_eq!(names(&here), ["registry.toml"]);
    // A result that is too large for its output file.
    let rows = fs::File::create(here.join("rows")).expect("it is made");
    let output = limited(&["countries"], rows.into());
    assert_eq!(stderr(&output), format!("error: cannot write the result: {reason}\n{help}"));
    assert_eq!(output.status.code(), Some(2));
    // A small result is printed despite the limit.
    let output = limited(&["list"], Stdio::piped());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn folder_or_file_without_write_permission_is_refused() {
    for (folder_mode, file_mode) in [(0o555, 0o666), (0o777, 0o444)] {
        let (here, file) = with_registry("folder_or_file_without_write_permission_is_refused", REGISTRY);
        fs::set_permissions(&file, fs::Permissions::from_mode(file_mode)).expect("its mode is set");
        fs::set_permissions(&here, fs::Permissions::from_mode(folder_mode)).expect("its mode is set");
        let Some(output) = as_nobody(&here, &ADD) else { return };
        fs::set_permissions(&here, fs::Permissions::from_mode(0o755)).expect("its mode is set");
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        let said = stderr(&output);
        assert!(said.contains("cannot write `registry.toml`: permission denied; it is unchanged"), "{said}");
        assert_eq!(text(&file), REGISTRY);
        assert_eq!(names(&here), ["registry.toml"]);
        // A dry run needs no write permission.
        let Some(output) = as_nobody(&here, &[&ADD[..], &["-n"]].concat()) else { return };
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(stdout(&output).contains("+[network.erewhon]"));
    }
}

#[test]
fn mode_owner_and_link_are_kept() {
    let (here, file) = with_registry("mode_owner_and_link_are_kept", REGISTRY);
    let elsewhere = folder("mode_owner_and_link_are_kept_elsewhere");
    fs::rename(&file, elsewhere.join("real.toml")).expect("it is moved");
    symlink("../mode_owner_and_link_are_kept_elsewhere/real.toml", &file).expect("it is linked");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("its mode is set");
    given_away(&file);
    let before = fs::metadata(&file).expect("it is there");
    let output = run(&here, &ADD);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(fs::symlink_metadata(&file).expect("it is there").is_symlink());
    assert_eq!(text(&elsewhere.join("real.toml")), ADDED);
    let after = fs::metadata(&file).expect("it is there");
    assert_eq!((after.mode(), after.uid(), after.gid()), (before.mode(), before.uid(), before.gid()));
    assert_ne!(after.ino(), before.ino(), "it was not replaced but overwritten");
    assert_eq!(
        (names(&here), names(&elsewhere)),
        (vec!["registry.toml".to_owned()], vec!["real.toml".to_owned()])
    );
}

#[test]
fn folder_device_and_broken_link_are_not_replaced() {
    let (here, file) = with_registry("folder_device_and_broken_link_are_not_replaced", REGISTRY);
    for (name, said) in [
        ("folder", "cannot read `folder`: it is a folder"),
        ("missing.toml", "cannot read `missing.toml`: no such file"),
        ("broken.toml", "cannot read `broken.toml`: it is a link to `nowhere`, which does not exist"),
        ("/dev/null", "cannot write `/dev/null`: not a regular file"),
    ] {
        let _ = fs::create_dir(here.join("folder"));
        let _ = symlink("nowhere", here.join("broken.toml"));
        for args in [&ADD[..], &["fmt"], &["set", "utopia", "note=x"], &["remove", "--yes", "utopia"]] {
            let output = run(&here, &[args, &["-f", name]].concat());
            assert_eq!(output.status.code(), Some(2), "{name} {args:?}");
            assert!(stderr(&output).contains(said), "{name} {args:?}: {}", stderr(&output));
        }
    }
    assert!(fs::symlink_metadata(here.join("broken.toml")).expect("it is there").is_symlink());
    assert_eq!(text(&file), REGISTRY);
}

#[test]
fn advice_for_a_broken_link_is_not_circular() {
    let here = folder("advice_for_a_broken_link_is_not_circular");
    fs::create_dir(here.join("below")).expect("a folder");
    symlink("below/registry.toml", here.join("registry.toml")).expect("it is linked");
    symlink("../data/real.toml", here.join("below/registry.toml")).expect("it is linked");
    let is_link = "it is a link to `below/../data/real.toml`, which does not exist";
    for args in [
        &["validate"][..],
        &["count"],
        &["fmt"],
        &["set", "utopia", "note=x"],
        &ADD,
        &["remove", "--yes", "x"],
    ] {
        let output = run(&here, args);
        let said = format!(
            "error: cannot read `registry.toml`: {is_link}\nhelp: `ln -sf FILE registry.toml` links it to another file\n"
        );
        assert_eq!((output.status.code(), stderr(&output)), (Some(2), said), "{args:?}");
    }
    // Each advice is followed, until there is a registry.
    for (args, advice) in [
        (&["init"][..], "netreg init -f below/../data/real.toml"),
        (&["init", "-f", "below/../data/real.toml"], "mkdir -p below/../data"),
    ] {
        let output = run(&here, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(&format!("`{advice}`")), "{args:?}: {}", stderr(&output));
    }
    let output = run(&here, &["init"]);
    let said = format!(
        "error: cannot write `registry.toml`: {is_link}\n\
         help: `netreg init -f below/../data/real.toml` creates a registry there\n"
    );
    assert_eq!(stderr(&output), said);
    fs::create_dir(here.join("data")).expect("a folder");
    for args in [&["init", "-f", "below/../data/real.toml"][..], &ADD, &["count"]] {
        let output = run(&here, args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
    }
    assert!(fs::symlink_metadata(here.join("registry.toml")).expect("it is there").is_symlink());
}

#[test]
fn folder_that_is_a_broken_link_is_created_where_it_leads() {
    let here = folder("folder_that_is_a_broken_link");
    symlink("real", here.join("data")).expect("it is linked");
    let output = run(&here, &["init", "-f", "data/registry.toml"]);
    let said = "error: cannot write `data/registry.toml`: there is no folder `real`\n\
        help: create the folder first: `mkdir -p real`\n";
    assert_eq!(stderr(&output), said);
    fs::create_dir(here.join("real")).expect("a folder");
    let output = run(&here, &["init", "-f", "data/registry.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn mount_point_is_said_to_be_one() {
    let (here, file) = with_registry("mount point is said to be one", REGISTRY);
    fs::write(here.join("real.toml"), REGISTRY).expect("it is written");
    let script = "mount --bind real.toml registry.toml || exit 77; exec \"$0\" \"$@\"";
    let mut command = Command::new("unshare");
    command.current_dir(&here).args(["--user", "--map-root-user", "--mount", "sh", "-c", script]);
    let output = match command.arg(netreg().get_program()).args(ADD).output() {
        Ok(output) => output,
        Err(error) => return skipped(&format!("a file cannot be mounted without `unshare`: {error}")),
    };
    let said = stderr(&output);
    if output.status.code() == Some(77) || said.starts_with("unshare: ") {
        return skipped(&format!("a file cannot be mounted here: {}", said.trim_end()));
    }
    let message = "error: cannot write `registry.toml`: the file itself is a mount point, so it cannot be \
        replaced; it is unchanged\nhelp: mount its folder instead of the file, such as with \
        `docker run -v \"$PWD\":/registry`\n";
    assert_eq!((output.status.code(), said.as_str()), (Some(2), message));
    assert_eq!((text(&file), text(&here.join("real.toml"))), (REGISTRY.to_owned(), REGISTRY.to_owned()));
    assert_eq!(names(&here), ["real.toml", "registry.toml"]);
}

#[test]
fn file_in_use_is_not_said_to_be_a_mount_point() {
    let (here, file) = with_registry("file_in_use_is_not_said_to_be_a_mount_point", REGISTRY);
    let Some(output) = where_refused(&here, EBUSY, &RENAMES, &ADD) else { return };
    let said = "error: cannot write `registry.toml`: another program uses the file; it is unchanged\n\
        help: close that program, then run the command again\n";
    assert_eq!((output.status.code(), stderr(&output)), (Some(2), said.to_owned()));
    assert_eq!((text(&file), names(&here)), (REGISTRY.to_owned(), vec!["registry.toml".to_owned()]));
}

#[test]
fn drive_without_hard_links_gets_a_new_registry() {
    let here = folder("drive_without_hard_links_gets_a_new_registry");
    for errno in [EINVAL, EPERM, ENOTSUP] {
        let calls = [&LINKS[..], &[RENAME_WITH_FLAGS]].concat();
        let Some(output) = where_refused(&here, errno, &calls, &["init"]) else { return };
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(names(&here), ["registry.toml"]);
        fs::remove_file(here.join("registry.toml")).expect("it is removed");
        // A file that another program creates in the meantime is not replaced.
        #[cfg(debug_assertions)]
        {
            for step in ["flushed", "refused"] {
                let step = format!("{step}: echo mine > registry.toml");
                let Some(output) = where_refused_at(&here, errno, &calls, &step, &["init"]) else { return };
                let said = "error: `registry.toml` already exists\n";
                assert!(stderr(&output).starts_with(said), "{}", stderr(&output));
                assert_eq!(text(&here.join("registry.toml")), "mine\n");
                fs::remove_file(here.join("registry.toml")).expect("it is removed");
            }
        }
    }
}

#[test]
fn name_that_was_taken_for_a_new_registry_is_free_again_where_that_fails() {
    let here = folder("name_that_was_taken_for_a_new_registry");
    let with_flags = [&LINKS[..], &[RENAME_WITH_FLAGS]].concat();
    // Another error than that of a drive without links is not answered with a rename that replaces.
    for (errno, calls) in [(EIO, with_flags.clone()), (EPERM, [&with_flags[..], &RENAMES].concat())] {
        let Some(output) = where_refused(&here, errno, &calls, &["init"]) else { return };
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains("no file was created"), "{}", stderr(&output));
        assert!(names(&here).is_empty(), "{:?}", names(&here));
    }
}

/// Returns the message of `set` for a path that is not a file.
fn not_a_file(path: &str) -> String {
    format!(
        "error: cannot write `{path}`: not a regular file\n\
         help: use `-f -` to read standard input and write to standard output\n"
    )
}

#[test]
fn pipe_and_socket_are_not_replaced() {
    let (here, file) = with_registry("pipe_and_socket_are_not_replaced", REGISTRY);
    // Standard input is a pipe here.
    let output = run_on(REGISTRY.as_bytes(), &["set", "utopia", "note=x", "-f", "/dev/stdin"]);
    assert_eq!((stderr(&output), output.status.code()), (not_a_file("/dev/stdin"), Some(2)));
    let output = run_on(REGISTRY.as_bytes(), &["list", "--format", "csv", "-f", "/dev/stdin"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("Utopia"));
    let output = run_on(REGISTRY.as_bytes(), &["set", "utopia", "note=x", "-n", "-f", "/dev/stdin"]);
    assert!(stdout(&output).contains("+note = \"x\""), "{}", stderr(&output));

    let made = Command::new("mkfifo").arg(here.join("fifo")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is part of POSIX");
    // The path of a socket must be short, so the command gets it relative to the folder.
    let socket = std::os::unix::net::UnixListener::bind(here.join("socket"));
    let unnamed: &[&str] = if socket.is_ok() { &["fifo", "socket"] } else { &["fifo"] };
    if let Err(error) = socket {
        skipped(&format!("no socket can be made here: {error}"));
    }
    for name in unnamed {
        let output = run(&here, &["set", "utopia", "note=x", "-f", name]);
        assert_eq!((stderr(&output), output.status.code()), (not_a_file(name), Some(2)));
    }
    assert_eq!(text(&file), REGISTRY);
}

#[test]
fn process_substitution_is_not_replaced() {
    let (here, file) = with_registry("process_substitution_is_not_replaced", REGISTRY);
    let bash = |args: &str| {
        let mut command = Command::new("bash");
        command.current_dir(&here).env("NETREG", netreg().get_program());
        command.args(["-c", &format!("\"$NETREG\" {args} -f <(cat registry.toml)")]).output()
    };
    let Ok(output) = bash("set utopia note=x") else { return skipped("there is no bash") };
    let said = stderr(&output);
    let path = said.split('`').nth(1).unwrap_or_default();
    assert!(path.starts_with("/dev/fd/"), "{said}");
    assert_eq!((said.as_str(), output.status.code()), (not_a_file(path).as_str(), Some(2)));
    let output = bash("list").expect("it starts");
    assert!(output.status.success() && stdout(&output).contains("Utopia"), "{}", stderr(&output));
    assert_eq!(text(&file), REGISTRY);
}

#[test]
fn file_that_is_standard_input_is_changed_in_place() {
    let (here, file) = with_registry("file_that_is_standard_input_is_changed_in_place", REGISTRY);
    let mut command = netreg();
    command.current_dir(&here).args(ADD).args(["-f", "/dev/stdin"]);
    let output = command.stdin(fs::File::open(&file).expect("it opens")).output().expect("it starts");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(text(&file), ADDED);
    assert_eq!(names(&here), ["registry.toml"]);
}

#[test]
fn unchanged_text_is_not_written() {
    let (here, file) = with_registry("unchanged_text_is_not_written", REGISTRY);
    let before = fs::metadata(&file).expect("it is there").ino();
    for args in [&["set", "utopia", "name=Utopia"][..], &["fmt"], &["validate", "--fix"]] {
        assert_eq!(run(&here, args).status.code(), Some(0), "{args:?}");
        assert_eq!(fs::metadata(&file).expect("it is there").ino(), before, "{args:?}");
    }
}

#[test]
fn init_never_replaces_a_file() {
    let here = folder("init_never_replaces_a_file");
    let output = run(&here, &["init"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let mode = fs::metadata(here.join("registry.toml")).expect("it is there").mode();
    assert_eq!(mode & 0o600, 0o600);
    let first = text(&here.join("registry.toml"));
    let output = run(&here, &["init", "--from-example"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("`registry.toml` already exists"), "{}", stderr(&output));
    assert_eq!(text(&here.join("registry.toml")), first);
    let output = run(&here, &["init", "-f", "nowhere/registry.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no folder `nowhere`"), "{}", stderr(&output));
    let output = run(&here, &["init", "--from-example", "-f", "real.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    // Only the registry of this project has the line with the schema.
    let real = include_str!("../registry.toml").strip_prefix("#:schema docs/registry.schema.json\n");
    assert_eq!(text(&here.join("real.toml")), real.expect("it names the schema"));
    assert_eq!(names(&here), ["real.toml", "registry.toml"]);
    for file in ["registry.toml", "real.toml"] {
        let output = run(&here, &["validate", file]);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(0), ""), "{file}");
    }
}

#[test]
fn dash_reads_standard_input_and_writes_standard_output() {
    let output = run_on(REGISTRY.as_bytes(), &[&ADD[..], &["-f", "-"]].concat());
    assert_eq!((stdout(&output).as_str(), output.status.code()), (ADDED, Some(0)));
    let output = run_on(ADDED.as_bytes(), &["remove", "--yes", "erewhon", "-f", "-"]);
    assert_eq!((stdout(&output).as_str(), output.status.code()), (REGISTRY, Some(0)));
    let output = run_on(REGISTRY.as_bytes(), &["set", "utopia", "name=Utopia", "-f", "-"]);
    assert_eq!((stdout(&output).as_str(), output.status.code()), (REGISTRY, Some(0)));
    let output = run_on(REGISTRY.replace("\n\n", "\n").as_bytes(), &["fmt", "-"]);
    assert_eq!((stdout(&output).as_str(), output.status.code()), (REGISTRY, Some(0)));
    // A refused edit prints nothing to standard output, so a pipe gets no false registry.
    let output = run_on(REGISTRY.as_bytes(), &["set", "utopia", "name=", "-f", "-"]);
    assert_eq!((stdout(&output).as_str(), output.status.code()), ("", Some(1)));
    let output = run_on(ADDED.as_bytes(), &[&ADD[..], &["-f", "-"]].concat());
    assert_eq!((stdout(&output).as_str(), output.status.code()), ("", Some(1)));
}

#[test]
fn dry_run_prints_a_patch_that_git_applies() {
    let here = folder("dry_run_prints_a_patch_that_git_applies");
    let git = |args: &[&str]| {
        let output = Command::new("git").current_dir(&here).args(args).output().expect("git starts");
        assert!(output.status.success(), "git {args:?}: {}", stderr(&output));
    };
    git(&["init", "-q"]);
    let below = here.join("data é/one \"more\"");
    fs::create_dir_all(&below).expect("the folder is made");
    let file = below.join("my registry.toml");
    let crlf = REGISTRY.replace('\n', "\r\n").trim_end().to_owned();
    for old in [REGISTRY, REGISTRY.trim_end(), &crlf, &format!("\u{FEFF}{REGISTRY}")] {
        for args in [
            &ADD[..],
            &["set", "utopia", "note=Where it is, nobody knows", "members+=IOM"],
            &["remove", "utopia"],
            &["set", "utopia", "key=lilliput"],
            &["add", "Zambia", "Malawi", "--date", "2021-06"],
        ] {
            let run_here = |more: &[&str]| run(&below, &[args, &["-f", "my registry.toml"], more].concat());
            fs::write(&file, old).expect("it is written");
            let patch = run_here(&["--dry-run"]);
            assert_eq!(patch.status.code(), Some(0), "{}", stderr(&patch));
            assert_eq!(text(&file), old, "a dry run writes nothing");
            fs::write(here.join("patch"), &patch.stdout).expect("it is written");
            git(&["apply", "--whitespace=nowarn", "patch"]);
            let applied = text(&file);
            fs::write(&file, old).expect("it is written");
            let yes: &[&str] = if args[0] == "remove" { &["--yes"] } else { &[] };
            assert_eq!(run_here(yes).status.code(), Some(0));
            assert_eq!(applied, text(&file), "{args:?} {old:?}");
            assert_ne!(applied, old);
        }
    }
    fs::write(here.join("patch"), run(&below, &["init", "-n", "-f", "new.toml"]).stdout)
        .expect("it is written");
    git(&["apply", "patch"]);
    assert!(text(&below.join("new.toml")).contains("format = 1"));
}

#[test]
fn file_name_that_is_not_utf8_is_printed_exactly() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let here = folder("file_name_that_is_not_utf8");
    for name in [&b"caf\xE9 1's.toml"[..], b"a\nb.toml", "\u{202E}lmot.toml".as_bytes(), b"##[group]\xFF"] {
        let name = OsStr::from_bytes(name);
        let file = here.join(name);
        fs::write(&file, REGISTRY).expect("it is written");
        let set = |more: &[&str]| {
            let mut command = netreg();
            command.current_dir(&here).arg("-f").arg(name).args(["set", "utopia", "note=x"]).args(more);
            command.output().expect("it starts")
        };
        let patch = set(&["--dry-run"]);
        fs::write(here.join("patch"), &patch.stdout).expect("it is written");
        let apply =
            Command::new("git").current_dir(&here).args(["apply", "patch"]).output().expect("git starts");
        assert!(apply.status.success(), "{}\n{}", stderr(&apply), stdout(&patch));
        let applied = text(&file);
        fs::write(&file, REGISTRY).expect("it is written");
        let output = set(&[]);
        assert_eq!(applied, text(&file));
        // The suggested command works for this file.
        let said = stderr(&output);
        let next = said.split_once("next: ").expect("a command").1.trim_end();
        assert!(next.starts_with("netreg -f $'"), "{said}");
        let bash = Command::new("bash")
            .args([
                "-c",
                &format!("printf %s {}", &next["netreg -f ".len()..next.len() - " show utopia".len()]),
            ])
            .output();
        match bash {
            Ok(output) => assert_eq!(output.stdout, name.as_bytes(), "{next}"),
            Err(error) => skipped(&format!("no bash: {error}")),
        }
    }
}
