//! Behaviour that a transcript cannot show: exact bytes, closed pipes, inputs that are not text files.

mod support;

use std::fs;
use std::path::Path;
use std::process::Stdio;

use netreg::model::Table;
use netreg::select::{column::Column, group::Grouping};
use netreg::text::is_unsafe;
use snapbox::Data;
use support::{folder, netreg, run, run_on, skipped, stderr, stdout, with_registry};

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn json_output_matches_the_snapshot() {
    let output = run(
        &package().join("tests/cli/validate/options.in"),
        &["validate", "--format", "json", "--today", "2026-06-15"],
    );
    assert_eq!(output.status.code(), Some(1));
    let expected = Data::read_from(&package().join("tests/cli/validate/findings.json"), None).raw();
    snapbox::assert_data_eq!(stdout(&output), expected);
}

#[test]
fn file_that_is_not_utf8_text_is_refused() {
    let here = folder("file_that_is_not_utf8_text_is_refused");
    fs::write(here.join("latin1.toml"), b"# caf\xe9\n").expect("it is written");
    fs::write(here.join("utf16.toml"), b"\xff\xfe#\0").expect("it is written");
    for (file, said) in [
        ("latin1.toml", "byte 5 (line 1) is 0xE9"),
        ("utf16.toml", "save it as UTF-8"),
        ("missing.toml", "cannot read `missing.toml`: no such file"),
        (".", "cannot read `.`: it is a folder"),
    ] {
        for command in ["count", "list", "validate"] {
            let output = run(&here, &[command, "-f", file]);
            assert_eq!(output.status.code(), Some(2), "{command} {file}");
            assert_eq!(stdout(&output), "", "{command} {file}");
            assert!(stderr(&output).contains(said), "{command} {file}: {}", stderr(&output));
        }
    }
    // The root folder of a machine that runs tests contains no registry.
    let output = run(Path::new("/"), &["count"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no `registry.toml` in this folder or above it"), "{}", stderr(&output));
}

/// The superuser can read every file, so the binary runs as another user.
#[cfg(unix)]
#[test]
fn file_without_read_permission_is_an_error() {
    use std::os::unix::fs::PermissionsExt;

    let here = folder("file_without_read_permission_is_an_error");
    let file = here.join("registry.toml");
    fs::write(&file, "").expect("it is written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).expect("its mode is set");
    let Some(output) = support::users::as_nobody(&here, &["count"]) else { return };
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("permission denied"), "{}", stderr(&output));
}

#[test]
fn registry_is_found_in_a_parent_folder() {
    let here = folder("registry_is_found_in_a_parent_folder");
    fs::create_dir_all(here.join("a/b")).expect("folders are made");
    fs::write(here.join("registry.toml"), "[network.x]\nname = \"X\"\n").expect("it is written");
    let output = run(&here.join("a/b"), &["validate"]);
    assert!(stdout(&output).contains("../../registry.toml:1:1"), "{}", stdout(&output));
    let named =
        netreg().current_dir(&here).env("NETREG_FILE", "other.toml").arg("count").output().expect("it runs");
    assert!(stderr(&named).contains("`other.toml`"), "{}", stderr(&named));
}

#[test]
fn empty_variable_is_ignored_and_empty_option_refused() {
    let here = folder("empty_variable_is_ignored_and_empty_option_refused");
    fs::write(here.join("registry.toml"), "[registry]\nformat = 1\n").expect("it is written");
    let output = |args: &[&str]| {
        netreg().current_dir(&here).env("NETREG_FILE", "").args(args).output().expect("it runs")
    };
    for args in [&["count"][..], &["validate"], &["add", "ZMB", "-q"]] {
        assert_eq!(output(args).status.code(), Some(0), "{args:?}: {}", stderr(&output(args)));
    }
    assert_eq!(stdout(&output(&["count", "-f", "registry.toml"])), "1\n");
    // The next command does not name a file if the user did not.
    assert!(
        stderr(&output(&["set", "ZMB", "note=x"])).contains("next: netreg "),
        "the next command names no file"
    );
    for args in [&["count", "-f", ""][..], &["-f", "", "count"], &["--file=", "add", "KEN"]] {
        let output = output(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(
            stderr(&output),
            "error: `--file` needs a file name\nhelp: omit `--file` to use `registry.toml`\n"
        );
    }
}

#[test]
fn dash_reads_standard_input() {
    let registry = fs::read(package().join("registry.toml")).expect("it is there");
    assert_eq!(stdout(&run_on(&registry, &["count", "-f", "-"])), "62\n");
    let output = run_on(b"[registry]\nformat = one\n", &["validate", "-"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("standard input:2:10"), "{}", stdout(&output));
}

#[test]
fn command_to_run_again_changes_the_stream_and_not_a_file() {
    let text = b"[registry]\nformat = 1\n\n[network.ATA]\nname = \"Antarctica\"\nsources = [\"https://example.org/\"]\n";
    for (args, command) in [
        (["set", "ATA", "key=BVT"], "netreg -f - set ATA key=BVT --yes"),
        (["add", "ATA", "note=x"], "netreg -f - set ATA note=x"),
    ] {
        let output = run_on(text, &[&["-f", "-"], &args[..]].concat());
        assert!(stderr(&output).contains(&format!("help: `{command}`")), "{}", stderr(&output));
    }
}

#[test]
fn empty_input_is_counted_and_validated() {
    for text in ["", "# only a comment\n", "\u{FEFF}"] {
        let count = run_on(text.as_bytes(), &["count", "-f", "-"]);
        assert_eq!((stdout(&count).as_str(), count.status.code()), ("0\n", Some(0)), "{text:?}");
        let validate = run_on(text.as_bytes(), &["validate", "-"]);
        assert_eq!(validate.status.code(), Some(1), "{text:?}");
        assert!(stdout(&validate).contains("error[NR012]"), "{}", stdout(&validate));
    }
    let nul = run_on(b"[registry]\nformat = 1\n\0\n", &["validate", "-"]);
    assert_eq!(nul.status.code(), Some(1));
    assert!(stdout(&nul).contains("NR001") && !nul.stdout.contains(&0), "{}", stdout(&nul));
}

#[test]
fn too_deep_nesting_is_reported() {
    let deep = 100_000;
    for note in [format!("note = {}", "[".repeat(deep)), format!("{} = 1", vec!["a"; deep].join("."))] {
        let text =
            format!("[registry]\nformat = 1\n[network.x]\nname = \"X\"\n{note}\n[network.y]\nname = \"Y\"\n");
        let output = run_on(text.as_bytes(), &["validate", "-"]);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stdout(&output).contains("error[NR005]"));
        let count = run_on(text.as_bytes(), &["count", "-f", "-"]);
        assert_eq!((stdout(&count).as_str(), count.status.code()), ("", Some(1)));
    }
}

#[test]
fn nothing_is_changed_during_an_unresolved_merge_conflict() {
    let here = folder("nothing_is_changed_during_an_unresolved_merge_conflict");
    let text = "[registry]\nformat = 1\n\n[network.utopia]\nname = \"Utopia \"\n<<<<<<< a\nnote = \"a\"\n=======\nnote = \"b\"\n\
        >>>>>>> b\nsources = [\"https://example.org\"]\n";
    fs::write(here.join("registry.toml"), text).expect("it is written");
    for args in
        [&["validate", "--fix"][..], &["set", "utopia", "note=c"], &["fmt"], &["remove", "utopia", "--yes"]]
    {
        let output = run(&here, args);
        assert_ne!(output.status.code(), Some(0), "{args:?}");
        assert!(!stderr(&output).contains("fixes"), "{args:?}: {}", stderr(&output));
        assert_eq!(fs::read_to_string(here.join("registry.toml")).expect("it is read"), text, "{args:?}");
    }
}

#[test]
fn message_that_quotes_colons_is_shown() {
    let text =
        "[registry]\nformat = 1\n\n[network.\":::\"]\nname = \"X\"\nsources = [\"https://example.org\"]\n";
    let shown = stdout(&run_on(text.as_bytes(), &["validate", "-"]));
    assert!(shown.starts_with("error[NR101]: `:::` is neither"), "{shown}");
}

#[test]
fn very_long_line_is_shown_in_part() {
    let long = "é".repeat(100_000);
    let text = format!(
        "[registry]\nformat = 1\n\n[network.x]\nname = \"X\"\nmembers = [\"{long}\", 1, \"{long}\"]\n\
         sources = [\"https://example.org/x\"]\n"
    );
    let output = run_on(text.as_bytes(), &["validate", "-"]);
    let shown = stdout(&output);
    assert!(shown.len() < 1000, "{} bytes", shown.len());
    assert!(shown.contains(&format!("--> standard input:6:{}\n", 100_000 + 16)), "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    let (excerpt, caret) = lines
        .windows(2)
        .find_map(|pair| pair[1].contains('^').then_some((pair[0], pair[1])))
        .expect("a caret");
    let column = caret.chars().take_while(|c| *c != '^').count();
    assert_eq!(excerpt.chars().nth(column), Some('1'), "{shown}");
}

#[test]
fn answer_from_a_partly_read_file_has_a_warning() {
    let record = "[network.ZMB]\nname = \"Zambia\"\nchairs = [\"IOM\", \"IOM\"]\n";
    let head = "[registry]\nformat = 1\n";
    for (text, said) in [
        (format!("{head}{record}{record}"), "1 part of `standard input`"),
        (format!("{head}[[network.ZMB]]\n"), "1 part of `standard input`"),
        (format!("{head}since = 2018-02-30\n{record}"), "1 part of `standard input`"),
        (format!("{head}{record}note = \"\"\"\n{record}"), "nothing below line 6 of `standard input`"),
    ] {
        for args in [&["count", "-f", "-"][..], &["list", "-f", "-"]] {
            let output = run_on(text.as_bytes(), args);
            assert_eq!(output.status.code(), Some(1), "{args:?} {text}");
            assert!(stderr(&output).contains(said), "{}", stderr(&output));
            // A number that may be wrong is not printed.
            assert_eq!(stdout(&output).is_empty(), args[0] == "count", "{args:?} {}", stdout(&output));
        }
    }
    // A network that cannot be shown is in the unparsed part, or may be there.
    for (key, said) in [("ZMB", "in a spelling that netreg does not read"), ("ATA", "could not be read")] {
        let hidden = run_on(format!("{head}[[network.ZMB]]\n").as_bytes(), &["show", key, "-f", "-"]);
        assert_eq!(hidden.status.code(), Some(2));
        assert!(stderr(&hidden).contains(said), "{}", stderr(&hidden));
    }
    // A network is counted once in a group.
    let chairs = run_on(
        format!("{head}{record}").as_bytes(),
        &["count", "--by", "chairs", "--format", "csv", "-f", "-"],
    );
    assert_eq!(stdout(&chairs), "chairs,certain,possible\nIOM,1,1\n");
}

#[test]
fn conflicting_arguments_are_refused() {
    let output = run(package(), &["validate", "registry.toml", "-f", "other.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot be used together"), "{}", stderr(&output));
    let named = netreg()
        .current_dir(package())
        .env("NETREG_FILE", "other.toml")
        .args(["validate", "registry.toml"])
        .output();
    assert_eq!(named.expect("it runs").status.code(), Some(0));
    for args in [
        &["q\u{1b}[31mX"][..],
        &["count", "--format", "\u{9b}31m"],
        &["validate", "--max-findings", "\u{1b}c"],
    ] {
        let output = run(package(), args);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(stderr(&output).find(|c| is_unsafe(c) && c != '\n'), None, "{:?}", stderr(&output));
    }
}

#[test]
fn omitted_findings_are_still_counted() {
    let folder = package().join("tests/cli/validate/options.in");
    let output =
        run(&folder, &["validate", "--format", "json", "--max-findings", "1", "--today", "2026-06-15"]);
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one document");
    assert_eq!(summary["summary"].to_string(), r#"{"files":1,"errors":2,"warnings":1,"omitted":2}"#);
    assert_eq!(summary["findings"].as_array().map(Vec::len), Some(1));
}

#[test]
fn folder_named_registry_toml_is_an_error() {
    let here = folder("folder_named_registry_toml_is_an_error");
    fs::create_dir_all(here.join("below/registry.toml")).expect("a folder of that name");
    fs::write(here.join("registry.toml"), "").expect("it is written");
    let output = run(&here.join("below"), &["count"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("it is a folder"), "{}", stderr(&output));
}

/// Runs with a pipe for standard output whose reader is closed.
fn with_closed_pipe(args: &[&str]) -> (Option<i32>, String) {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = netreg()
        .current_dir(package())
        .args(args)
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts")
        .wait_with_output()
        .expect("it ends");
    (output.status.code(), stderr(&output))
}

#[test]
fn help_that_cannot_be_written_is_an_error() {
    let asked: [&[&str]; 5] = [&["help"], &["--help"], &["help", "add"], &["add", "-h"], &["--version"]];
    for args in asked {
        assert_eq!(with_closed_pipe(args), (Some(0), String::new()), "{args:?}");
    }
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
        return skipped("there is no device that is always full");
    };
    for args in asked.iter().chain(&[&["countries"][..]]) {
        let output =
            netreg().args(*args).stdout(full.try_clone().expect("a copy")).output().expect("it runs");
        assert_eq!(
            (stderr(&output).as_str(), output.status.code()),
            (
                "error: cannot write the result: no space left on the disk\n\
                 help: free some space, then run the command again\n",
                Some(2)
            ),
            "{args:?}"
        );
    }
}

#[test]
fn closed_pipe_is_not_an_error() {
    for args in [
        &["list"][..],
        &["count"],
        &["show", "ZMB"],
        &["countries"],
        &["--help"],
        &["list", "--format", "json"],
    ] {
        assert_eq!(with_closed_pipe(args), (Some(0), String::new()), "{args:?}");
    }
    // The exit code is the same as with a reader.
    let (code, _) = with_closed_pipe(&["validate", "tests/reader/twenty.toml"]);
    assert_eq!(code, Some(1));
    assert_eq!(with_closed_pipe(&["validate"]), (Some(0), String::new()));
}

const HOSTILE: &str = "[registry]\nformat = 1\n\n[denominator.all]\ntitle = \"Th\\u001b[31mings\\nfoo \\u202e= 100 %\"\nvalue = 3\n\
    source = \"https://a\\nnote: b\\u001b]0;x\"\nnote = \"\\u009b\"\n\n[network.hostile]\nname = \"\\u001b[31mR\\u009b\\u202Ed\\u2028\"\n\
    coordinator = \"=HYPERLINK(\\\"https://example.org\\\")\"\nsecretariat = \"'quoted\\\\\"\nnote = \"a\\tb\\r\\nc | <script>*x*</script>\"\n\
    chairs = [\"+1\", \"a;b\"]\nsources = [\"https://example.org/\\u0007\"]\n";

#[test]
fn text_from_the_file_cannot_control_the_terminal() {
    // Escapes are harmless to a terminal until they are decoded; raw characters are not.
    let raw = format!(
        "# \u{9b}31m\u{202e} raw\n{HOSTILE}note2 = \"\u{1b}[31m\u{202e}\u{9b}\u{7f}\u{200f}\"\n\"\u{202e}\" = 1\n[\"\u{202e}\"]\n"
    );
    let commands: [&[&str]; 25] = [
        &["list", "--columns", "all", "-f", "-"],
        &["list", "--format", "csv", "-f", "-"],
        &["list", "--format", "tsv", "-f", "-"],
        &["list", "--format", "json", "-f", "-"],
        &["list", "--format", "md", "--columns", "all", "-f", "-"],
        &["list", "--format", "html", "--columns", "all", "-f", "-"],
        &["show", "hostile", "-f", "-"],
        &["count", "--by", "name", "-f", "-"],
        &["count", "--by", "chairs", "--format", "html", "-f", "-"],
        &["count", "--by", "chairs", "--format", "csv", "-f", "-"],
        &["validate", "-"],
        &["validate", "--format", "json", "-"],
        &["show", "\u{1b}[31m", "-f", "-"],
        &["count", "--as-of", "\u{202e}", "-f", "-"],
        &["count", "--of", "all", "-f", "-"],
        &["count", "--of", "all", "--format", "table", "-f", "-"],
        &["count", "--of", "all", "--format", "csv", "-f", "-"],
        &["count", "--of", "all", "--format", "md", "-f", "-"],
        &["count", "--of", "all", "--format", "html", "-f", "-"],
        &["count", "--of", "\u{202e}", "-f", "-"],
        &["list", "--where", "note=\u{1b}\u{202e}", "--where", "\u{9b}<1", "-f", "-"],
        &["gaps", "--all", "-f", "-"],
        &["gaps", "--all", "--format", "md", "-f", "-"],
        &["gaps", "--all", "--format", "json", "-f", "-"],
        &["announce", "hostile", "-f", "-"],
    ];
    for args in commands {
        for text in [HOSTILE, &raw] {
            let output = run_on(text.as_bytes(), args);
            for (stream, text) in [("stdout", stdout(&output)), ("stderr", stderr(&output))] {
                let steers = text.chars().find(|c| is_unsafe(*c) && !matches!(c, '\n' | '\t'));
                assert_eq!(steers, None, "{args:?} {stream}: {text:?}");
            }
        }
    }
}

#[test]
fn title_cannot_forge_a_line_of_a_percentage() {
    let output = stdout(&run_on(HOSTILE.as_bytes(), &["count", "--of", "all", "-f", "-"]));
    assert_eq!(output.lines().count(), 2, "{output}");
    assert!(
        output.starts_with(
            "1 network / 3 = 33.3 % (a third)\n3: Th\\u{1b}[31mings\\u{a}foo \\u{202e}= 100 %, "
        ),
        "{output}"
    );
}

#[test]
fn filter_accepts_names_that_only_the_file_contains() {
    let text = "[registry]\nformat = 1\n\n[network.KEN]\nname = \"Kenya\"\n\n[network.korea]\nname = \"Korea\"\n\n[network.uk]\nname = \"Burma\"\n";
    for (condition, said) in [
        ("key=korea", "1\n"),
        ("key!=korea", "2\n"),
        ("name=KOREA", "1\n"),
        ("key=uk", "1\n"),
        ("name=Burma", "1\n"),
        ("key=kenya", "1\n"),
        ("key=Zambia", "0\n"),
        ("key=Korea", "`Korea` can mean several countries"),
        ("key=zambja", "did you mean `ZMB` (Zambia)?"),
        ("key!=zambja", "did you mean `ZMB` (Zambia)?"),
        ("name!=Nowhere", "`Nowhere` is not a country or area"),
        ("alpha-2=korea", "`korea` can mean several countries"),
    ] {
        for command in ["count", "list"] {
            let output = run_on(text.as_bytes(), &[command, "--where", condition, "-f", "-"]);
            let is_refused = !said.ends_with('\n');
            assert_eq!(output.status.code(), Some(if is_refused { 2 } else { 0 }), "{command} {condition}");
            if is_refused {
                assert!(stderr(&output).contains(said), "{condition}: {}", stderr(&output));
            } else if command == "count" {
                assert_eq!(stdout(&output), said, "{condition}");
            }
        }
    }
}

#[test]
fn cells_are_escaped_and_can_be_parsed_back() {
    let columns = "key,coordinator,secretariat,note,chairs,name";
    let csv =
        stdout(&run_on(HOSTILE.as_bytes(), &["list", "--columns", columns, "--format", "csv", "-f", "-"]));
    assert_eq!(
        csv,
        "key,coordinator,secretariat,note,chairs,name\n\
         hostile,\"'=HYPERLINK(\"\"https://example.org\"\")\",''quoted\\\\,\"a\tb\\u{d}\nc | <script>*x*</script>\",'+1; a\\;b,\\u{1b}[31mR\\u{9b}\\u{202e}d\\u{2028}\n"
    );
    let md = stdout(&run_on(HOSTILE.as_bytes(), &["list", "--columns", "note", "--format", "md", "-f", "-"]));
    assert_eq!(md, "| Note |\n| --- |\n| a b  c \\| &lt;script&gt;\\*x\\*&lt;/script&gt; |\n");
    let html =
        stdout(&run_on(HOSTILE.as_bytes(), &["list", "--columns", "note", "--format", "html", "-f", "-"]));
    let row = "<tr><td>a b<br>c | &lt;script&gt;*x*&lt;/script&gt;</td></tr>";
    assert!(html.contains(&format!("<tbody>\n{row}\n</tbody>")), "{html}");
    let tsv =
        stdout(&run_on(HOSTILE.as_bytes(), &["list", "--columns", "note", "--format", "tsv", "-f", "-"]));
    assert_eq!(tsv, "note\na\\tb\\u{d}\\nc | <script>*x*</script>\n");
}

#[test]
fn colour_is_printed_on_request() {
    let broken = b"[registry]\nformat = one\n";
    let plain = run_on(broken, &["validate", "-"]);
    assert!(!stdout(&plain).contains('\u{1b}'));
    let coloured = run_on(broken, &["validate", "-", "--color", "always"]);
    assert!(stdout(&coloured).contains("\u{1b}["));
    let failed = run_on(broken, &["show", "ZMB", "-f", "-", "--color", "always"]);
    assert!(stderr(&failed).starts_with("\u{1b}["), "{}", stderr(&failed));
}

#[test]
fn clicolor_force_0_forces_nothing() {
    for args in [&["show", "nowhere"][..], &["validate", "-"], &["--help"]] {
        let coloured = |value| {
            let mut command = netreg();
            let output = command.args(args).env("CLICOLOR_FORCE", value).output().expect("it starts");
            format!("{}{}", stdout(&output), stderr(&output)).contains('\u{1b}')
        };
        assert!(!coloured("0"), "{args:?}");
        assert!(coloured("1"), "{args:?}");
    }
}

#[test]
fn file_of_white_space_has_no_layout() {
    for text in ["", "\n", "\r\n", "   ", " \n\t\n", "\u{FEFF}\n"] {
        let shown = stdout(&run_on(text.as_bytes(), &["validate", "-", "--format", "concise"]));
        assert!(shown.contains("NR012") && !shown.contains("NR5"), "{text:?} {shown}");
        assert_eq!(stdout(&run_on(text.as_bytes(), &["fmt", "-"])), text, "{text:?}");
    }
}

#[test]
fn networks_are_listed_in_the_order_of_their_keys_whatever_that_of_the_file() {
    for (keys, sorted, reversed) in [
        ("abc", "abc", "cba"),
        ("cab", "abc", "cba"),
        ("ba", "ab", "ba"),
        // The second of two equal ones comes second, also in reverse.
        ("bab", "ab1b2", "b1b2a"),
        ("aa", "a1a2", "a1a2"),
    ] {
        let mut seen = String::new();
        let mut network = |key: char| {
            seen.push(key);
            let number = if keys.matches(key).count() > 1 {
                seen.matches(key).count().to_string()
            } else {
                String::new()
            };
            format!("[network.{key}]\nname = \"{key}{number}\"\n\n")
        };
        let text: String = keys.chars().map(&mut network).collect();
        let listed = |args: &[&str]| {
            let columns = ["list", "-f", "-", "--columns", "name", "--format", "tsv"];
            let output = run_on(text.as_bytes(), &[&columns[..], args].concat());
            stdout(&output).lines().skip(1).collect::<String>()
        };
        assert_eq!((listed(&[]), listed(&["--reverse"])), (sorted.to_owned(), reversed.to_owned()), "{keys}");
    }
}

#[test]
fn same_input_gives_the_same_bytes() {
    for args in [
        &["list", "--format", "json"][..],
        &["list", "--format", "csv"],
        &["count", "--by", "year"],
        &["count", "--by", "coordinator"],
    ] {
        let first = run(package(), args);
        for _ in 0..4 {
            assert_eq!(run(package(), args).stdout, first.stdout, "{args:?}");
        }
    }
}

#[test]
fn help_names_every_column_and_field() {
    let help = |args: &[&str]| stdout(&run(package(), args));
    let columns: Vec<&str> = Column::all().map(Column::id).collect();
    let groupings: Vec<&str> = Grouping::ids().collect();
    for (command, heading, ids) in [
        ("list", "Columns, which are also the fields of --where:\n", columns),
        ("count", "Values of --by:\n", groupings),
    ] {
        let shown = help(&["help", command]);
        let (_, list) = shown.split_once(heading).unwrap_or_else(|| panic!("{shown}"));
        let rows = list.lines().take_while(|line| line.starts_with("  "));
        let named: Vec<&str> = rows
            .filter(|row| !row.starts_with("    "))
            .filter_map(|row| row.split_whitespace().next())
            .collect();
        assert_eq!(named, ids);
        assert!(list.lines().all(|line| line.len() <= 100), "{list}");
        assert_eq!(help(&[command, "--help"]), shown);
        assert!(!help(&[command, "-h"]).contains(heading));
    }
}

#[test]
fn help_of_a_command_begins_as_the_list_of_commands_says() {
    let list = stdout(&run(package(), &["-h"]));
    let rows =
        list.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A second line of a row has more spaces before it.
    for row in rows.filter(|row| !row.starts_with("    ") && !row.contains(" help ")) {
        let (command, about) = row.trim().split_once(' ').expect("a command");
        let shown = stdout(&run(package(), &["help", command]));
        let first = shown.lines().next().expect("a line");
        let about = about.trim().split(" [alias").next().unwrap_or_default();
        assert!(first.starts_with(about), "{command}: {first}");
    }
}

#[test]
fn help_of_add_names_the_fields_of_each_table() {
    let shown = stdout(&run(package(), &["help", "add"]));
    for table in [Table::Denominator, Table::Milestone, Table::Published] {
        let mut words = shown.lines().map(|line| line.split([' ', ',']).filter(|word| !word.is_empty()));
        let row: Vec<&str> = words
            .find_map(|mut row| (row.next() == Some(table.key())).then(|| row.collect()))
            .expect("a row");
        let fields = table.fields().iter().map(|field| field.key);
        // The date of a published total is its address.
        let is_given = |field: &&str| table != Table::Published || *field != "date";
        assert_eq!(row, fields.filter(is_given).collect::<Vec<_>>());
    }
}

#[test]
fn help_explains_ranges_and_its_examples_work() {
    let (here, _) =
        with_registry("help_explains_ranges_and_its_examples_work", include_str!("../registry.toml"));
    for (command, explained) in
        [("list", "\n  denominator  id, title, value, "), ("count", "\n`17..58` means: ")]
    {
        let help = stdout(&run(package(), &["help", command]));
        assert!(help.contains(explained), "{help}");
        let (_, examples) = help.split_once("\nExamples:\n").unwrap_or_else(|| panic!("{help}"));
        assert_eq!(examples.lines().count(), 3, "{examples}");
        for example in examples.lines() {
            let words: Vec<String> =
                example.split_whitespace().skip(1).map(|word| word.replace('\'', "")).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let output = run(&here, &words);
            assert_eq!(output.status.code(), Some(0), "{example}: {}", stderr(&output));
        }
    }
}

#[test]
fn version_shows_the_date_of_the_country_table() {
    let output = stdout(&run(package(), &["--version"]));
    assert_eq!(
        output,
        format!("netreg {} (country table of {})\n", env!("CARGO_PKG_VERSION"), netreg::model::country::DATE)
    );
}

#[test]
fn schema_file_matches_the_fields() {
    let path = package().join("docs/registry.schema.json");
    let schema = stdout(&run(package(), &["generate", "schema"]));
    snapbox::assert_data_eq!(schema, Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw());
}
