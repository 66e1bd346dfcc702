//! Time and memory grow with a file, not with its square, whatever is in it.
//!
//! A shape is made in two sizes, one twice the other: the second may take 2.5 times as long. The sizes are those that
//! take long enough to be measured, so they fit every machine. Commands are measured by the time of the processor, which
//! other programs do not change, and without the time that they take for a small file.
#![cfg(unix)]

mod support;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use netreg::compare::merge::{Markers, Sides, merge};
use netreg::edit;
use netreg::model::{Address, country::Language};
use netreg::parse::Registry;
use netreg::render::networks::sheet::{Heading, Sheet};
use netreg::render::networks::{csv, table};
use netreg::select::cell::Cell;
use netreg::validate::baseline::{State, compare};
use netreg::validate::validate;
use support::{at, context, folder, netreg};

/// A part of a registry, made with the number of its copy.
type Part = fn(usize) -> String;

/// A hostile registry.
struct Shape {
    name: &'static str,
    /// What is once at the beginning, below the table `[registry]`, and at the end.
    begin: &'static str,
    part: Part,
    end: &'static str,
    /// How many parts the smallest file has.
    least: usize,
}

impl Shape {
    const fn new(name: &'static str, begin: &'static str, part: Part, end: &'static str) -> Self {
        Self { name, begin, part, end, least: 250 }
    }

    fn text(&self, size: usize) -> String {
        let parts: String = (0..size).map(self.part).collect();
        format!("[registry]\nformat = 1\n\n{}{parts}{}", self.begin, self.end)
    }
}

/// A record at the end, to be shown and changed.
const LAST: &str = "\n\n[network.utopia]\nname = \"Utopia\"\n";

/// The time from which a run is long enough to be measured.
const ENOUGH: Duration = Duration::from_millis(50);

/// How many times the smallest size is measured before a run is called fast enough.
const LARGEST: usize = 500;

/// By how much a run on twice the size may be longer.
const MOST: f64 = 2.5;

/// Measures runs of growing sizes until they are long enough, then one of twice the size; `time` is given a size and how
/// often to run. Returns what is wrong if the time grows faster than the size.
fn grows(what: &str, least: usize, time: impl Fn(usize, u32) -> Duration) -> Option<String> {
    let small = time(1, 1);
    let cost = |size, runs| time(size, runs).saturating_sub(small);
    let mut size = least;
    let mut once = cost(size, 1);
    while once < ENOUGH {
        if size >= least * LARGEST {
            return None;
        }
        // A short run says little about a longer one.
        size *= if once < ENOUGH / 4 { 4 } else { 2 };
        once = cost(size, 1);
    }
    let mut twice = Duration::MAX;
    // Another program may be in the way of a run.
    for runs in 1..=5 {
        twice = twice.min(cost(size * 2, runs));
        if twice.as_secs_f64() < MOST * once.as_secs_f64() {
            return None;
        }
        once = once.max(cost(size, runs));
    }
    Some(format!("{what}: {size} parts take {once:?}, {} parts {twice:?}", size * 2))
}

/// Runs the binary, and returns the time of the processor.
fn processor_time(here: &Path, args: &[&str], runs: u32) -> Duration {
    let binary = netreg();
    let script = "i=0; while [ $i -lt $RUNS ]; do \"$@\" >out 2>&1 </dev/null; i=$((i + 1)); done; times";
    let mut shell = Command::new("sh");
    shell.current_dir(here).env("RUNS", runs.to_string()).args(["-c", script, "sh"]);
    for (variable, _) in binary.get_envs() {
        shell.env_remove(variable);
    }
    let output = shell.arg(binary.get_program()).args(args).output().expect("the shell runs");
    let times = String::from_utf8(output.stdout).expect("UTF-8");
    let children = times.lines().nth(1).unwrap_or_else(|| panic!("two lines of times: {times}"));
    let seconds = |time: &str| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').expect("minutes and seconds");
        let parse = |number: &str| number.replace(',', ".").parse::<f64>().expect("a number");
        parse(minutes) * 60.0 + parse(seconds)
    };
    Duration::from_secs_f64(children.split_whitespace().map(seconds).sum()) / runs
}

/// Fails if one of the commands takes a time that grows faster than one of the shapes.
fn all_grow(test: &str, shapes: &[Shape], commands: &[&str]) {
    let one = |(at, shape)| faults(&format!("scale-{test}-{at}"), shape, commands);
    let faults: Vec<String> = shapes.iter().enumerate().flat_map(one).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn faults(name: &str, shape: &Shape, commands: &[&str]) -> Vec<String> {
    let here = folder(name);
    fs::write(here.join("old.toml"), format!("[registry]\nformat = 1\n{LAST}")).expect("it is written");
    let fault = |command: &&str| {
        let args: Vec<&str> = command.split(' ').collect();
        let time = |size, runs| {
            fs::write(here.join("registry.toml"), shape.text(size)).expect("it is written");
            processor_time(&here, &args, runs)
        };
        grows(&format!("`netreg {command}`, {}", shape.name), shape.least, time)
    };
    commands.iter().filter_map(fault).collect()
}

const UTOPIA: &str = "[network.utopia]\nname = \"Utopia\"\n";

/// Registries with something that each command meets.
const GENERAL: [Shape; 5] = [
    Shape::new(
        "a long text",
        "[network.utopia]\nname = \"Utopia\"\nnote = \"",
        |_| "word ".repeat(20),
        "x\"\n",
    ),
    Shape::new("comments", "", |_| "# a comment\n\n".repeat(4), LAST),
    Shape::new("records", "", |n| format!("[network.u{n}]\nname = \"U {n}\"\n\n"), LAST),
    Shape::new("equal names", "", |n| format!("[network.u{n}]\nname = \"Utopia\"\n\n"), LAST),
    Shape::new(
        "entries",
        "[network.utopia]\nname = \"Utopia\"\nmembers = [",
        |n| format!("\"M {n}\", "),
        "]\n",
    ),
];

#[test]
fn each_command_takes_a_time_that_grows_with_the_file() {
    let ask = [
        "count --by status",
        "list --columns all",
        "list --format csv",
        "list --format json",
        "show utopia",
        "gaps --all",
        "report --quiet --output report",
    ];
    let change = [
        "add zambia -n",
        "set utopia note=x members+=X -n",
        "set utopia key=erewhon -n",
        "remove utopia --yes -n",
    ];
    let check = ["validate --base old.toml", "validate --fix --dry-run", "fmt --check registry.toml"];
    all_grow("general", &GENERAL, &[&ask[..], &change, &check].concat());
}

#[test]
fn gaps_are_found_in_a_time_that_grows_with_the_file() {
    let dated =
        "\n\n[network.utopia]\nname = \"Utopia\"\nestablished = 2020-01-01\nsources = [\"https://a.org\"]\n";
    let shapes = [
        Shape::new(
            "totals",
            "",
            |n| format!("[[published]]\ndate = 2020-02-01\nnetworks = {n}\nsource = \"https://a.org\"\n\n"),
            dated,
        ),
        Shape::new(
            "networks of the same countries",
            "",
            |n| {
                format!(
                    "[network.u{n}]\nname = \"U\"\nstatus = \"closed\"\n\n[network.s{n}]\ncovers = [\"ATA\", \"BVT\"]\n"
                )
            },
            dated,
        ),
    ];
    all_grow("gaps", &shapes, &["gaps --all", "gaps --all --format json", "announce utopia"]);
}

/// Registries with many findings.
const FINDINGS: [Shape; 4] = [
    Shape::new(
        "equal entries",
        "[network.utopia]\nname = \"Utopia\"\nmembers = [",
        |_| "\"M\", ".to_owned(),
        "]\n",
    ),
    Shape::new("unknown fields", UTOPIA, |n| format!("k{n} = 1\n"), ""),
    Shape::new(
        "records with an unknown field",
        "",
        |n| format!("[network.u{n}]\nname = \"U {n}\"\nk = 1\n\n"),
        LAST,
    ),
    Shape::new(
        "bad sources",
        "[network.utopia]\nname = \"Utopia\"\nsources = [\n",
        |n| format!("\"http://{n}\",\n"),
        "]\n",
    ),
];

#[test]
fn each_format_takes_a_time_that_grows_with_the_findings() {
    let formats = ["human", "concise", "json", "github", "sarif"];
    let formats = formats.map(|format| format!("validate --max-findings 0 --format {format}"));
    all_grow("findings", &FINDINGS, &formats.each_ref().map(String::as_str));
}

/// Returns how long it takes to compare what is found in two texts.
fn time_of_comparing(old: &str, new: &str, runs: u32) -> Duration {
    let (old, new) = (Registry::parse(old), Registry::parse(new));
    let (was, is) = (validate(&context(), &old), validate(&context(), &new));
    let (old, new) = (State { registry: &old, found: &was }, State { registry: &new, found: &is });
    least_time(runs, || compare(old, new))
}

/// Fails if something takes a time that grows faster than one of the shapes.
fn all_grow_in(shapes: &[Shape], time: impl Fn(&str, u32) -> Duration) {
    let one = |shape: &Shape| grows(shape.name, shape.least, |size, runs| time(&shape.text(size), runs));
    let faults: Vec<String> = shapes.iter().filter_map(one).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn findings_are_compared_in_a_time_that_grows_with_their_number() {
    let members = "[network.utopia]\nname = \"Utopia\"\nmembers = [";
    let allow = "[[allow]]\nkey = \"utopia\"\nreason = \"x\"\n";
    let others = [
        Shape::new("padded entries", members, |n| format!("\" M {n}\", "), "]\n"),
        Shape::new("numbers in a list", members, |_| "1, ".to_owned(), "]\n"),
        Shape::new("a suppression without a rule", allow, |n| format!("k{n} = 1\n"), LAST),
        Shape::new("one key", "", |n| format!("[network.utopia]\nname = \"U {n}\"\n\n"), LAST),
        Shape::new(
            "names of another country",
            "",
            |_| "[network.ATA]\nname = \"Bouvet Island\"\n\n".to_owned(),
            LAST,
        ),
        Shape::new("broken headers", UTOPIA, |n| format!("[network.k{n}\nname = \"x\"\n"), ""),
        Shape::new(
            "conflicts",
            UTOPIA,
            |n| format!("<<<<<<< a\n[network.x{n}]\n=======\n[network.y{n}]\n>>>>>>> b\n"),
            "",
        ),
    ];
    all_grow_in(&FINDINGS, |text, runs| time_of_comparing(text, text, runs));
    all_grow_in(&others, |text, runs| time_of_comparing(text, text, runs));
}

#[test]
fn places_for_records_are_found_in_a_time_that_grows_with_a_long_line() {
    let members = "[network.utopia]\nname = \"Utopia\"\n\n[network.a]\nname = \"A\"\nmembers = [";
    let shapes = [
        Shape::new("numbers in a list", members, |_| "1, ".to_owned(), "]\n"),
        Shape::new("headers without an end", UTOPIA, |_| "[network.k1".to_owned(), "\n"),
        Shape::new("broken records", UTOPIA, |n| format!("\n[network.k{n}]\nname = x{n}\n"), ""),
    ];
    let (zambia, utopia) = (Address::network("ZMB"), Address::network("utopia"));
    all_grow_in(&shapes, |text, runs| {
        let registry = Registry::parse(text);
        let add = least_time(runs, || edit::add(&registry, &[(&zambia, &[])]));
        add + least_time(runs, || edit::rename(&registry, &utopia, &[], "erewhon"))
    });
}

#[test]
fn bad_codes_take_a_time_that_grows_with_their_number() {
    let begin = "[network.utopia]\nname = \"Utopia\"\ncovers = [";
    let shape = |name, part| Shape { least: 50, ..Shape::new(name, begin, part, "]\n") };
    let shapes =
        [shape("bad codes", |n| format!("\"Q{n:09}\", ")), shape("one bad code", |_| "\"ATX\", ".to_owned())];
    all_grow("codes", &shapes, &["validate --format concise", "set utopia note=x -n"]);
}

#[test]
fn an_entry_is_removed_in_a_time_that_grows_with_the_list() {
    let begin = "[network.utopia]\nname = \"Utopia\"\nmembers = [";
    let shapes = [
        Shape::new("as often as it is there", begin, |_| "\"M\", ".to_owned(), "\"X\"]\n"),
        Shape::new("among others", begin, |n| format!("\"M {n}\", "), "\"M\"]\n"),
        Shape::new(
            "with comments",
            begin,
            |n| format!("\n# above {n}\n\"M\" # before\n, # behind {n}\n"),
            "\"X\"]\n",
        ),
    ];
    all_grow("entries", &shapes, &["set utopia members-=M -n"]);
}

#[test]
fn faults_are_read_in_a_time_that_grows_with_their_number() {
    let list = "[network.utopia]\nname = \"Utopia\"\nmembers = [";
    let shapes = [
        Shape::new("control characters", list, |_| "\"M\u{1} 0\", ".to_owned(), "]\n"),
        Shape::new("control characters and numbers", list, |_| "1, \"M\u{1} 0\", ".to_owned(), "]\n"),
        Shape::new("no commas", list, |_| "\"a\" ".to_owned(), "]\n"),
        Shape::new("one table, which is not known", UTOPIA, |_| "[x]\nk = 1\n".to_owned(), ""),
        Shape::new("lines that are no fields", UTOPIA, |_| "x\nnote = \"\\e\"\n".to_owned(), ""),
    ];
    all_grow_in(&shapes, |text, runs| least_time(runs, || Registry::parse(text)));
}

/// Returns how long one of several runs takes at least.
fn least_time<T>(runs: u32, run: impl Fn() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        let result = run();
        let time = start.elapsed();
        drop(result);
        time
    };
    (0..runs * 2).map(time).min().expect("one run")
}

#[test]
fn one_long_cell_is_shown_in_a_time_that_grows_with_its_length() {
    let long = |text: &str, size| {
        let columns =
            vec![Heading::new("key", "Key"), Heading::new("name", "Name"), Heading::new("note", "Note")];
        let cells = ["ATA", "a b", &text.repeat(size)].map(|text| Cell::of_text(text.to_owned()));
        let mut sheet = Sheet::new("rows", columns, Language::English);
        sheet.rows.push(cells);
        sheet
    };
    let mut faults = Vec::new();
    // A cell with a comma is quoted.
    for text in ["a", "word, ", "\u{202e}", "ل\u{627} 2021-06 "] {
        for width in [None, Some(40), Some(80)] {
            let time = |size, runs| {
                let sheet = long(text, size);
                least_time(runs, || table::render(&sheet, width))
            };
            faults.extend(grows(&format!("table of {text:?}, width {width:?}"), 4000, time));
        }
        let time = |size, runs| {
            least_time(runs, || {
                let mut out = Vec::new();
                csv::csv(long(text, size), &mut out).expect("a vector takes every byte");
                String::from_utf8(out).expect("it is UTF-8")
            })
        };
        faults.extend(grows(&format!("CSV of {text:?}"), 32000, time));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Returns the most memory that a command took, in bytes.
#[cfg(target_os = "linux")]
fn memory(here: &Path, args: &[&str]) -> usize {
    at(here, "end", "grep VmHWM /proc/$PPID/status >memory", args);
    let line = fs::read_to_string(here.join("memory")).expect("the command came to its end");
    let number = line.split_whitespace().nth(1).and_then(|number| number.parse::<usize>().ok());
    number.expect("a number of kB") * 1024
}

#[test]
#[cfg(target_os = "linux")]
fn a_long_text_and_many_lines_take_at_most_ten_times_their_size() {
    if !cfg!(debug_assertions) {
        return;
    }
    let here = folder("scale-memory");
    let mut faults = String::new();
    for (name, begin, part, end) in [
        ("a note", "[network.utopia]\nname = \"Utopia\"\nnote = \"", "word ", "\"\n"),
        ("comments", "", "# a comment, which is as long as many are\n", LAST),
        ("a line", "[network.utopia]\nname = \"Utopia\"\nnote = \"", "w", "\"\n"),
        ("blank lines", "", " \n", LAST),
        ("comments with blank lines", "", "# c\n\n", LAST),
    ] {
        let file = |size: usize| {
            let text = format!("[registry]\nformat = 1\n\n{begin}{}{end}", part.repeat(size / part.len()));
            fs::write(here.join("registry.toml"), &text).expect("it is written");
            text.len()
        };
        for command in [
            "validate",
            "validate --base registry.toml",
            "validate --format sarif",
            "count",
            "list --columns all",
            "list --columns all --format csv",
            "list --columns all --format json",
            "show utopia",
            "fmt --check registry.toml",
            "add zambia -n",
            "set utopia status=planned -n",
            "remove utopia --yes -n",
        ] {
            // A patch is made of the lines of both texts.
            if part.len() < 10 && part.ends_with('\n') && command.ends_with("-n") {
                continue;
            }
            let args: Vec<&str> = command.split(' ').collect();
            file(1);
            let small = memory(&here, &args);
            let size = file(1 << 20);
            let taken = memory(&here, &args).saturating_sub(small);
            if taken > 10 * size {
                let _ = writeln!(faults, "`netreg {command}`, {name}: {taken} bytes for {size}");
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// Branches that change much: a line that begins with `+o` or `+t` is only in ours or theirs, one with `-o` not in ours.
const BRANCHES: [Shape; 10] = [
    Shape::new(
        "changed records",
        "",
        |n| format!("[network.u{n:05}]\nname = \"U {n}\"\n+o note = \"o\"\n+t verified = 2025-01-31\n\n"),
        LAST,
    ),
    Shape::new(
        "new records out of order",
        "[network.z]\nname = \"Z\"\n\n",
        |n| {
            let key = 999_999 - n;
            format!("[network.u{key}]\nname = \"U {n}\"\n\n+t [network.t{key}]\n+t name = \"T {n}\"\n\n")
        },
        LAST,
    ),
    Shape::new("comments", UTOPIA, |n| format!("+o # o{n}\n+t # t{n}\n"), "note = \"x\"\n"),
    Shape::new(
        "entries",
        "[network.utopia]\nname = \"Utopia\"\nmembers = [\n",
        |n| format!("+o \"o{n}\",\n+t \"t{n}\",\n-o \"b{n}\",\n"),
        "]\n",
    ),
    Shape::new(
        "sections",
        "",
        |n| {
            format!(
                "# s{n}\n+o # o{n}\n\n[network.u{n:05}]\nname = \"U {n}\"\n\n+t # t{n}\n\n[network.v{n:05}]\nname = \"V {n}\"\n\n"
            )
        },
        LAST,
    ),
    Shape::new(
        "other keys",
        "[[allow]]\nrule = \"NR301\"\nkey = \"utopia\"\nreason = \"x\"\n\n",
        |n| format!("-o [network.u{n:05}]\n+o [network.v{n:05}]\nname = \"U {n}\"\n+t note = \"t\"\n\n"),
        LAST,
    ),
    Shape::new(
        "conflicts",
        "",
        |n| format!("[network.u{n:05}]\nname = \"U {n}\"\n+o note = \"o\"\n+t note = \"t\"\n\n"),
        LAST,
    ),
    Shape::new(
        "totals",
        "",
        |n| {
            format!(
                "[[published]]\ndate = \"2021\"\nnetworks = {n}\n+o note = \"o\"\n+t source = \"https://example.org/\"\n\n"
            )
        },
        LAST,
    ),
    Shape::new("the same comment", UTOPIA, |_| "# x\n+o # o\n+t # t\n".to_owned(), "note = \"x\"\n"),
    Shape::new(
        "text that cannot be read",
        "[network.utopia\n",
        |n| format!("[network.u{n:05}]\nname = \"U {n}\"\n+o note = \"o\"\n\n\n+t # t\n\n"),
        LAST,
    ),
];

#[test]
fn branches_are_merged_in_a_time_that_grows_with_their_changes() {
    all_grow_in(&BRANCHES, |text, runs| {
        let side = |own: &str, gone: &str| -> String {
            let line = |line: &'_ str| match line.get(..3) {
                Some(mark) if mark.starts_with(['+', '-']) => {
                    let is_here = if mark.starts_with('+') { mark == own } else { mark != gone };
                    is_here.then(|| line[3..].to_owned())
                }
                _ => Some(line.to_owned()),
            };
            text.split_inclusive('\n').filter_map(line).collect()
        };
        let (base, ours, theirs) = (side("", ""), side("+o ", "-o "), side("+t ", "-t "));
        let sides = Sides { base: &*base, ours: &*ours, theirs: &*theirs };
        least_time(runs, || merge(sides, &Markers::default()))
    });
}
