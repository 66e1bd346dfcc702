//! `validate --base` in a checkout of unresolved: nothing in it is run, nothing is fetched, and only the
//! history of the checkout counts. Each test first shows with plain git that its trap works.

#![cfg(unix)]

mod support;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use support::git::Repository;
use support::{netreg, skipped, stderr, stdout};

const SOUND: &str =
    "[registry]\nformat = 1\n\n[network.a]\nname = \"A\"\nsources = [\"https://example.org/a\"]\n";

/// The bases that most tests use.
const BASES: [&str; 3] = ["HEAD", "auto", "main"];

/// Returns the valid registry with this number of records that have one error each.
fn with_errors(number: usize) -> String {
    let record =
        |at| format!("\n[network.e{at}]\nname = \"E{at}\"\nsources = [\"http://example.org/{at}\"]\n");
    (0..number).map(record).fold(SOUND.to_owned(), |text, record| text + &record)
}

/// Makes `main` with a valid registry, and `feature`, which is checked out and adds an error.
fn repository(name: &str, attributes: &str) -> Repository {
    let repository = Repository::new(name);
    repository.write("registry.toml", SOUND);
    repository.write(".gitattributes", attributes);
    repository.commit("sound");
    repository.git(&["switch", "--quiet", "--create", "feature"]);
    repository.write("registry.toml", &with_errors(1));
    repository.commit("one error");
    repository
}

/// A program that leaves a file behind when it runs.
struct Trap {
    program: PathBuf,
    mark: PathBuf,
}

impl Trap {
    /// Makes a trap in the `.git` folder of the checkout.
    fn new(repository: &Repository) -> Self {
        let folder = repository.0.join(".git/trap");
        fs::create_dir_all(&folder).expect("it is made");
        let mark = repository.0.join(".git/ran");
        let program = folder.join("trap");
        script(&program, &format!(": >'{}'\n[ $# = 0 ] && exec cat\nexit 0\n", mark.display()));
        for hook in ["post-index-change", "reference-transaction", "post-checkout", "git-remote-trap"] {
            symlink(&program, folder.join(hook)).expect("a link");
        }
        Self { program, mark }
    }

    /// Replaces `TRAP` and `FOLDER` by the paths of the trap and its folder.
    fn put(&self, words: &str) -> String {
        let folder = self.program.parent().expect("a folder");
        words
            .replace("TRAP", &self.program.display().to_string())
            .replace("FOLDER", &folder.display().to_string())
    }

    /// Returns `true` if the trap ran, and resets it.
    fn ran(&self) -> bool {
        fs::remove_file(&self.mark).is_ok()
    }
}

fn script(path: &Path, body: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
    fs::write(path, format!("#!/bin/sh\n{body}")).expect("it is written");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("it can be run");
}

/// Runs plain git, which may fail.
fn plain(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut git = Command::new("git");
    git.current_dir(folder).args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    // A proxy would get the request instead of the server of a test.
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        git.env_remove(variable);
    }
    git.env("GIT_TERMINAL_PROMPT", "0").envs(variables.iter().copied());
    git.output().expect("git starts")
}

/// The git version for which every control works. An older one may lack features.
const KNOWN_GIT: (u32, u32) = (2, 47);

/// Returns `true` if a control worked: plain git does what netreg must not do. If it does not work with an
/// older git, the control is skipped.
fn is_shown(works: bool, control: &str) -> bool {
    if !works {
        let output = plain(Path::new("."), &["version"], &[]);
        let said = stdout(&output);
        let mut numbers = said.split([' ', '.']).filter_map(|word| word.trim().parse::<u32>().ok());
        let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        assert!(version < KNOWN_GIT, "the control does not work: {control}");
        skipped(&format!("{control}: this git is too old"));
    }
    works
}

fn path() -> String {
    std::env::var("PATH").expect("a path")
}

/// Returns a `PATH` with a `git` that ignores `safe.bareRepository` and `GIT_NO_LAZY_FETCH`, as older ones do.
fn old_git(repository: &Repository) -> String {
    let folder = repository.0.join(".git/old");
    let find = |folder: &PathBuf| folder.is_absolute() && folder.join("git").is_file();
    let real = std::env::split_paths(&path()).find(find).expect("git").join("git");
    let skip = "for word; do shift; [ \"$word\" = safe.bareRepository=explicit ] && word=test.none=1; set -- \"$@\" \"$word\"; done";
    script(
        &folder.join("git"),
        &format!("unset GIT_NO_LAZY_FETCH\n{skip}\nexec '{}' \"$@\"\n", real.display()),
    );
    format!("{}:{}", folder.display(), path())
}

fn check(repository: &Repository, base: &str, variables: &[(&str, &str)]) -> (Option<i32>, usize, String) {
    check_file(repository, Path::new("."), base, variables)
}

/// Returns the exit code, the number of findings, and standard error.
fn check_file(
    repository: &Repository,
    folder: &Path,
    base: &str,
    variables: &[(&str, &str)],
) -> (Option<i32>, usize, String) {
    let base = format!("--base={base}");
    let output = repository.validate_in(folder, &["--format", "concise", &base], variables);
    (output.status.code(), stdout(&output).lines().count(), stderr(&output))
}

/// A setting that runs a program.
struct Setting {
    name: &'static str,
    attributes: &'static str,
    config: &'static [(&'static str, &'static str)],
    /// The arguments with which plain git runs the program.
    control: &'static [&'static str],
}

const fn setting(
    name: &'static str,
    attributes: &'static str,
    config: &'static [(&'static str, &'static str)],
    control: &'static [&'static str],
) -> Setting {
    Setting { name, attributes, config, control }
}

const FILTERS: &[&str] = &["cat-file", "--filters", "HEAD:registry.toml"];
const DIFF: &[&str] = &["diff", "HEAD^1", "HEAD"];

const SETTINGS: &[Setting] = &[
    setting("fsmonitor", "", &[("core.fsmonitor", "TRAP")], &["status"]),
    setting("fsmonitor of a tracked file", "", &[("include.path", "../tracked.config")], &["status"]),
    setting("hooks", "", &[("core.hooksPath", "FOLDER")], &["update-ref", "refs/heads/hooked", "HEAD"]),
    setting(
        "hooks of the index",
        "",
        &[("core.hooksPath", "FOLDER")],
        &["update-index", "--force-write-index"],
    ),
    setting("external diff", "", &[("diff.external", "TRAP")], DIFF),
    setting("diff of a driver", "registry.toml diff=x", &[("diff.x.command", "TRAP")], DIFF),
    setting("textconv", "registry.toml diff=x", &[("diff.x.textconv", "TRAP")], DIFF),
    setting(
        "clean",
        "registry.toml filter=x",
        &[("filter.x.clean", "TRAP")],
        &["hash-object", "registry.toml"],
    ),
    setting("smudge", "registry.toml filter=x", &[("filter.x.smudge", "TRAP")], FILTERS),
    setting("process", "registry.toml filter=x", &[("filter.x.process", "TRAP")], FILTERS),
    setting(
        "aliases",
        "",
        &[
            ("alias.trapped", "!TRAP x"),
            ("alias.rev-parse", "!TRAP x"),
            ("alias.cat-file", "!TRAP x"),
            ("alias.ls-tree", "!TRAP x"),
            ("alias.merge-base", "!TRAP x"),
            ("alias.check-attr", "!TRAP x"),
        ],
        &["trapped"],
    ),
    // The control would need a terminal, which git does not have here. `--no-pager` is tested anyway.
    setting(
        "pagers",
        "",
        &[
            ("core.pager", "TRAP"),
            ("pager.rev-parse", "TRAP"),
            ("pager.cat-file", "TRAP"),
            ("pager.ls-tree", "TRAP"),
            ("pager.check-attr", "TRAP"),
        ],
        &[],
    ),
];

#[test]
fn settings_of_the_checkout_run_no_program() {
    for Setting { name, attributes, config, control } in SETTINGS {
        let repository = repository("settings_run_nothing", attributes);
        let trap = Trap::new(&repository);
        repository.write("tracked.config", &trap.put("[core]\n\tfsmonitor = TRAP\n"));
        for (key, value) in *config {
            repository.git(&["config", key, &trap.put(value)]);
        }
        let _ = trap.ran();
        for text in [with_errors(1), with_errors(2)] {
            repository.write("registry.toml", &text);
            for base in BASES {
                if !control.is_empty() {
                    plain(&repository.0, control, &[]);
                    is_shown(trap.ran(), &format!("plain git runs {name}"));
                }
                let (code, found, said) = check(&repository, base, &[]);
                assert!(!trap.ran(), "{name} is run by --base {base}: {said}");
                let is_changed = text == with_errors(2);
                let expected = match base {
                    // Only the filter could show whether the file is the same as in the commit.
                    "auto" if is_changed && attributes.contains("filter") => (Some(2), 0),
                    "HEAD" if !is_changed => (Some(0), 0),
                    "main" if is_changed => (Some(1), 2),
                    _ => (Some(1), 1),
                };
                assert_eq!((code, found), expected, "{name} --base {base}: {said}");
            }
        }
    }
}

/// Settings that run a program when git fetches an object that a partial clone lacks.
const FETCHES: &[Setting] = &[
    setting("ssh", "", &[("remote.origin.url", "ssh://example.invalid/x"), ("core.sshCommand", "TRAP")], &[]),
    setting("ext", "", &[("remote.origin.url", "ext::TRAP x"), ("protocol.ext.allow", "always")], &[]),
    setting("uploadpack", "", &[("remote.origin.uploadpack", "TRAP")], &[]),
    setting("proxy", "", &[("remote.origin.url", "git://example.invalid/x"), ("core.gitProxy", "TRAP")], &[]),
    setting("vcs", "", &[("remote.origin.vcs", "trap")], &[]),
    setting(
        "credentials",
        "",
        &[("remote.origin.url", "http://SERVER/x"), ("credential.helper", "TRAP")],
        &[],
    ),
    setting("askpass", "", &[("remote.origin.url", "http://SERVER/x"), ("core.askPass", "TRAP")], &[]),
];

/// Starts a server that requires a password, and returns its address.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a caller");
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(
                b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            );
        }
    });
    address
}

/// Makes a partial clone, whose objects can be fetched one by one.
fn partial(origin: &Repository, name: &str, filter: &str) -> Repository {
    origin.git(&["config", "uploadpack.allowFilter", "true"]);
    origin.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let clone = origin.cloned(name, &[&format!("--filter={filter}")]);
    clone.git(&["branch", "main", "origin/main"]);
    clone
}

#[test]
fn nothing_is_fetched_for_a_partial_clone() {
    let origin = repository("nothing_is_fetched_origin", "");
    let server = server();
    for Setting { name, config, .. } in FETCHES {
        let clone = partial(&origin, "nothing_is_fetched", "blob:none");
        // Without these, `auto` needs an object that is not in the clone.
        clone.git(&["branch", "--unset-upstream"]);
        clone.git(&["symbolic-ref", "--delete", "refs/remotes/origin/HEAD"]);
        let trap = Trap::new(&clone);
        for (key, value) in *config {
            clone.git(&["config", key, &trap.put(value).replace("SERVER", &server)]);
        }
        let old = old_git(&clone);
        let with_helper = |path: &str| trap.put(&format!("FOLDER:{path}"));
        let paths = [with_helper(&path()), with_helper(&old)];
        plain(&clone.0, &["cat-file", "blob", "main:registry.toml"], &[("PATH", &paths[0])]);
        if !trap.ran() {
            let helper = plain(&clone.0, &["remote-http"], &[]);
            if config[0].1.starts_with("http") && stderr(&helper).contains("not a git command") {
                skipped(&format!("{name}, because git is built without http"));
            } else {
                is_shown(false, &format!("plain git runs {name}"));
            }
            continue;
        }
        for text in [with_errors(1), with_errors(2)] {
            clone.write("registry.toml", &text);
            for base in BASES {
                for path in &paths {
                    let (code, _, said) = check(&clone, base, &[("PATH", path)]);
                    assert!(!trap.ran(), "{name} is run by --base {base}: {said}");
                    let is_here = base == "HEAD" || base == "auto" && text == with_errors(2);
                    assert_eq!(code == Some(2), !is_here, "{name} --base {base}: {said}");
                    assert!(
                        is_here || said.contains("this partial clone does not contain `registry.toml` at "),
                        "{said}"
                    );
                }
            }
        }
    }
}

#[test]
fn partial_clone_gets_a_command_to_fetch_the_object() {
    let origin = Repository::new("partial_clone_command_origin");
    origin.write("data/the registry.toml", SOUND);
    origin.commit("sound");
    origin.git(&["switch", "--quiet", "--create", "feature"]);
    origin.write("data/the registry.toml", &with_errors(1));
    origin.commit("one error");
    for (filter, object) in
        [("blob:none", "main:data/the registry.toml"), ("tree:0", "main^{tree}"), ("tree:1", "main:data")]
    {
        let clone = partial(&origin, "partial_clone_command", filter);
        let file = ["--base", "main", "data/the registry.toml"];
        let output = clone.validate(&file, &[]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        let id = origin.git(&["rev-parse", object]);
        assert!(said.contains(&format!("(object {id})")) && said.contains("fetches it"), "{said}");
        follow_help(&clone, &said);
        assert_eq!(clone.validate(&file, &[]).status.code(), Some(1));
    }
    // The same from other folders.
    for folder in [std::env::temp_dir(), origin.0.join("../partial_clone_command/data")] {
        let clone = partial(&origin, "partial_clone_command", "blob:none");
        let file = clone.0.join("data/the registry.toml");
        let run = || {
            let mut command = netreg();
            command.current_dir(&folder).args(["validate", "--base", "main"]).arg(&file);
            command.output().expect("the binary starts")
        };
        let said = stderr(&run());
        assert!(said.contains("`git -C "), "{said}");
        follow_help(&Repository(folder.clone()), &said);
        assert_eq!(run().status.code(), Some(1));
    }
}

/// Runs the command of the help line in a shell.
fn follow_help(repository: &Repository, said: &str) -> Output {
    follow_help_with(repository, said, &path())
}

fn follow_help_with(repository: &Repository, said: &str, path: &str) -> Output {
    let command = said.split("help: `").nth(1).expect("a help").split('`').next().expect("a command");
    let binary = netreg().get_program().to_owned();
    let folder = Path::new(&binary).parent().expect("a folder");
    let output = Command::new("sh")
        .current_dir(&repository.0)
        .args(["-c", command])
        .env("PATH", format!("{}:{path}", folder.display()))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("a shell");
    assert_ne!(output.status.code(), Some(127), "{command}: {}", stderr(&output));
    assert_ne!(output.status.code(), Some(2), "{command}: {}", stderr(&output));
    output
}

/// Makes a clone as a runner does, with a folder below its root.
fn shallow(origin: &Repository, name: &str) -> Repository {
    let clone = origin.cloned(name, &["--depth=1", "--single-branch", "--branch=feature"]);
    fs::create_dir(clone.0.join("below")).expect("it is made");
    clone
}

#[test]
fn suggested_commands_work_in_the_current_folder() {
    let origin = repository("named_commands_origin", "");
    origin.git(&["branch", "it's", "main"]);
    origin.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let before = origin.git(&["rev-parse", "main"]);
    let event = origin.0.join(".git/event.json");
    fs::write(&event, format!("{{\"before\": \"{before}\"}}")).expect("it is written");
    let event = event.display().to_string();
    let push = [("GITHUB_EVENT_NAME", "push"), ("GITHUB_EVENT_PATH", event.as_str())];
    // The base, the base after the suggested command, and the variables.
    let cases: &[(&str, &str, Variables<'_>)] = &[
        ("main", "origin/main", &[]),
        ("it's", "origin/it's", &[]),
        ("auto", "auto", &[]),
        ("auto", "auto", &[("GITHUB_BASE_REF", "main")]),
        ("auto", "auto", &push),
    ];
    for (base, then, variables) in cases {
        for is_outside in [false, true] {
            let clone = shallow(&origin, "named_commands");
            let folder = if is_outside { std::env::temp_dir() } else { clone.0.join("below") };
            let file = clone.0.join("registry.toml").display().to_string();
            let file = if is_outside { &*file } else { "../registry.toml" };
            let (here, clone) = (Repository(folder), clone);
            let output = here.validate(&["--base", base, file], variables);
            let said = stderr(&output);
            assert_eq!(output.status.code(), Some(2), "{base}: {said}");
            assert!(said.contains(&format!("`git -C {} fetch ", clone.0.display())), "{base}: {said}");
            let output = follow_help(&here, &said);
            assert!(output.status.success(), "{base}: {said}{}", stderr(&output));
            let output = here.validate(&["--base", then, file], variables);
            assert_eq!(output.status.code(), Some(1), "{base}: {}", stderr(&output));
        }
    }
    // A clone without the common commit of two branches, and one with the whole history.
    let clone = shallow(&origin, "named_commands");
    clone.git(&["fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main"]);
    let here = Repository(clone.0.join("below"));
    let said = stderr(&here.validate(&["--base", "origin/main", "../registry.toml"], &[]));
    assert!(follow_help(&here, &said).status.success(), "{said}");
    let deep = origin.cloned("named_commands_deep", &["--single-branch", "--branch=feature"]);
    fs::create_dir(deep.0.join("below")).expect("it is made");
    let here = Repository(deep.0.join("below"));
    let request: Variables<'_> = &[("GITHUB_BASE_REF", "main")];
    let said = stderr(&here.validate(&["--base", "auto", "../registry.toml"], request));
    assert!(follow_help(&here, &said).status.success(), "{said}");
    assert_eq!(here.validate(&["--base", "auto", "../registry.toml"], request).status.code(), Some(1));
    let said = stderr(&here.validate(&["--base", "nothing", "../registry.toml"], &[]));
    let branches = stdout(&follow_help(&here, &said));
    assert!(branches.contains("feature"), "{said}{branches}");
}

#[test]
fn suggested_commands_quote_every_name() {
    // A file and a branch whose name must be quoted for a shell.
    let repository = repository("named_commands_take", "");
    let name = "it's;$(id)&a";
    repository.git(&["branch", name, "main"]);
    repository.write(name, &with_errors(1));
    let output = repository.validate(&["--base", name, "registry.toml"], &[]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    let mut options = said.split("`--base ").skip(1).map(|rest| rest.split('`').next().expect("a word"));
    for expected in [Some(0), Some(1)] {
        let mut shell = Command::new("sh");
        let line = format!("\"$0\" validate --base {} registry.toml", options.next().expect("an option"));
        let output =
            shell.current_dir(&repository.0).args(["-c", &line]).arg(netreg().get_program()).output();
        let output = output.expect("a shell");
        assert_eq!(output.status.code(), expected, "{said}{}", stderr(&output));
    }
    // Paths that start like an option.
    for file in ["-x.toml", "-x y.toml"] {
        let repository = Repository::new("named_commands_take_dashes");
        fs::write(repository.0.join(file), b"\xff\xfe[\0").expect("it is written");
        repository.write(".gitattributes", "*.toml filter=x\n");
        repository.commit("bytes");
        repository.git(&["config", "filter.x.smudge", &format!("cat >/dev/null; printf %s '{SOUND}'")]);
        repository.write(file, &with_errors(1));
        let said = stderr(&repository.validate(&["--base", "HEAD", "--", file], &[]));
        let output = follow_help(&repository, &said);
        assert_eq!(output.status.code(), Some(1), "{said}{}", stderr(&output));
    }
}

#[test]
fn replaced_objects_and_grafts_are_ignored() {
    // The forged base contains the error of the file.
    let repository = repository("replaced_objects", "");
    let blob = repository.git(&["rev-parse", "main:registry.toml"]);
    let forged = repository.git(&["rev-parse", "HEAD:registry.toml"]);
    repository.git(&["replace", &blob, &forged]);
    let shown = repository.git(&["show", "main:registry.toml"]);
    is_shown(shown == with_errors(1).trim_end(), "plain git takes a replaced object");
    for base in ["main", "auto"] {
        let (code, found, said) = check(&repository, base, &[]);
        assert_eq!((code, found), (Some(1), 1), "{said}");
    }
    // The same for an uncommitted file.
    let now = repository.git(&["hash-object", "-w", "registry.toml"]);
    repository.git(&["switch", "--quiet", "--detach", "main"]);
    repository.write("registry.toml", &with_errors(1));
    repository.git(&["replace", "--force", &blob, &now]);
    for base in BASES {
        let (code, found, said) = check(&repository, base, &[]);
        assert_eq!((code, found), (Some(1), 1), "{base}: {said}");
    }

    let repository = self::repository("grafts", "");
    let tree = repository.git(&["rev-parse", "HEAD^{tree}"]);
    let forged = repository.git(&["commit-tree", "-m", "forged", &tree]);
    let (head, main) = (repository.head(), repository.git(&["rev-parse", "main"]));
    repository.write(".git/info/grafts", &format!("{head} {forged}\n{main} {forged}\n"));
    is_shown(repository.git(&["rev-parse", "HEAD^1"]) == forged, "plain git reads grafts");
    for text in [with_errors(1), with_errors(2)] {
        repository.write("registry.toml", &text);
        let is_changed = text == with_errors(2);
        for (base, expected) in [("main", 1 + usize::from(is_changed)), ("auto", 1)] {
            let (code, found, said) = check(&repository, base, &[]);
            assert_eq!((code, found), (Some(1), expected), "{base}: {said}");
        }
    }
}

#[test]
fn bare_repository_in_the_checkout_is_a_plain_folder() {
    for config in ["bare = true", "bare = false", "bare = false\n\tworktree = .."] {
        let repository = repository("bare_repository", "");
        // In it, `registry.toml` and `below/registry.toml` already contain the error.
        let forged = Repository::new("bare_repository_forged");
        for file in ["registry.toml", "below/registry.toml", "data/registry.toml", "data/below/registry.toml"]
        {
            forged.write(file, &with_errors(1));
        }
        forged.commit("forged");
        for number in [1, 2] {
            forged.commit(&format!("forged {number}"));
        }
        forged.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
        let data = repository.0.join("data");
        fs::rename(forged.0.join(".git"), &data).expect("it is moved");
        let _ = fs::remove_dir_all(data.join("hooks"));
        let trap = Trap::new(&repository);
        let fsmonitor = trap.put("fsmonitor = TRAP");
        let text = format!("[core]\n\trepositoryformatversion = 0\n\t{config}\n\t{fsmonitor}\n");
        fs::write(data.join("config"), text).expect("it is written");
        let real_main = repository.git(&["rev-parse", "main"]);
        repository.git(&["switch", "--quiet", "main"]);
        repository.write("data/registry.toml", SOUND);
        repository.write("data/below/registry.toml", SOUND);
        repository.git(&["add", "--all", "--force"]);
        repository.git(&["commit", "--quiet", "--message", "sound"]);
        repository.git(&["switch", "--quiet", "--create", "request"]);
        for file in ["data/registry.toml", "data/below/registry.toml"] {
            repository.write(file, &with_errors(1));
        }
        repository.commit("one error");
        assert!(!repository.git(&["ls-files", "data/HEAD", "data/config"]).is_empty());

        // Plain git treats the folder as a repository, and runs its command.
        let found = stdout(&plain(&data, &["rev-parse", "refs/remotes/origin/main"], &[]));
        let is_other = found.len() >= 40 && !found.starts_with(&real_main);
        is_shown(is_other, "plain git takes a folder for a repository");
        plain(&data, &["--work-tree=..", "status"], &[]);
        is_shown(trap.ran(), &format!("plain git runs a command of a folder with {config}"));

        let old = old_git(&repository);
        let request: &[(&str, &str)] = &[("GITHUB_BASE_REF", "main")];
        for (base, variables) in [("HEAD^0", &[][..]), ("auto", &[]), ("auto", request), ("main", &[])] {
            for folder in ["data", "data/below"] {
                for path in [path(), old.clone()] {
                    let mut variables = variables.to_vec();
                    variables.push(("PATH", &path));
                    let (code, found, said) = check_file(&repository, Path::new(folder), base, &variables);
                    assert!(!trap.ran(), "{config}, --base {base} in {folder}: {said}");
                    let number = usize::from(base != "HEAD^0");
                    assert_eq!(
                        (code, found),
                        (i32::try_from(number).ok(), number),
                        "{config} {base}: {said}"
                    );
                }
            }
        }
        // The same for a changed file.
        repository.write("data/registry.toml", &with_errors(2));
        for (base, number) in [("HEAD^0", 1), ("auto", 1), ("main", 2)] {
            let (code, found, said) = check_file(&repository, Path::new("data"), base, &[]);
            assert!(!trap.ran(), "{config}, --base {base}: {said}");
            assert_eq!((code, found), (Some(1), number), "{config} {base}: {said}");
        }
    }
}

#[test]
fn worktrees_and_submodules_are_checkouts() {
    let repository = repository("worktrees", "");
    repository.git(&["worktree", "add", "--quiet", ".git/../tree", "HEAD", "--detach"]);
    let submodule = repository.0.display().to_string();
    let outer = Repository::new("worktrees_outer");
    outer.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &submodule, "module"]);
    outer.commit("outer");
    outer.git(&["-C", "module", "branch", "main", "origin/main"]);
    for (checkout, folder) in [(&repository, "tree"), (&outer, "module")] {
        assert!(checkout.0.join(folder).join(".git").is_file());
        let (code, found, said) = check_file(checkout, Path::new(folder), "main", &[]);
        assert_eq!((code, found), (Some(1), 1), "{said}");
    }
    // The `.git` folder is not part of the checkout.
    repository.write(".git/registry.toml", SOUND);
    let (code, _, said) = check_file(&repository, Path::new(".git"), "main", &[]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("is not in a checkout of a git repository"), "{said}");
}

/// Makes a FIFO.
fn fifo(path: &Path) {
    let status = Command::new("mkfifo").arg(path).status().expect("mkfifo starts");
    assert!(status.success(), "mkfifo fails");
}

/// Makes a socket, or a FIFO if the path is too long for a socket.
fn socket(path: &Path) {
    if UnixListener::bind(path).is_err() {
        skipped("the path is too long for a socket");
        fifo(path);
    }
}

/// Replaces a file or a folder by a link.
fn link(repository: &Repository, file: &str, target: &str) {
    let path = repository.0.join(file);
    let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
    symlink(target, path).expect("a link");
}

/// Returns the exit code, the number of new findings of a file, and standard error.
fn check_path(repository: &Repository, base: &str, file: &str) -> (Option<i32>, usize, String) {
    let base = format!("--base={base}");
    let variables = [("GITHUB_BASE_REF", "main")];
    let output = repository.validate(&["--format", "concise", &base, "--", file], &variables);
    (output.status.code(), stdout(&output).lines().count(), stderr(&output))
}

/// Makes `main` with valid registries and two with an old error, and `feature`, which is checked out.
fn with_good_and_bad(name: &str) -> Repository {
    let repository = Repository::new(name);
    for file in ["registry.toml", "data/registry.toml", "moved/registry.toml"] {
        repository.write(file, SOUND);
    }
    for file in ["bad.toml", "bad/registry.toml"] {
        repository.write(file, &with_errors(1));
    }
    repository.commit("old errors");
    repository.git(&["switch", "--quiet", "--create", "feature"]);
    repository
}

#[test]
fn link_that_replaces_a_file_is_compared_with_the_file() {
    let repository = with_good_and_bad("link_that_replaces");
    // Links for the file, for a folder of its path, and for both through another link.
    link(&repository, "registry.toml", "bad.toml");
    link(&repository, "data", "bad");
    link(&repository, "moved", "data/../data");
    // Links of the user that point to links of the branch.
    repository.write(".git/info/exclude", "/mine*\n");
    link(&repository, "mine.toml", "registry.toml");
    link(&repository, "mine", "data");
    let absolute = repository.0.join("registry.toml").display().to_string();
    let files = [
        "registry.toml",
        "data/registry.toml",
        "moved/registry.toml",
        "./bad/../registry.toml",
        "mine.toml",
        "mine/registry.toml",
        &absolute,
    ];
    let check_all = |bases: &[&str]| {
        for file in files {
            for base in bases {
                let (code, found, said) = check_path(&repository, base, file);
                assert_eq!((code, found), (Some(1), 1), "{file}, --base {base}: {said}");
            }
        }
    };
    check_all(&["main", "HEAD", "auto"]);
    repository.commit("links");
    check_all(&["main", "HEAD^1", "auto"]);
    // Without a pull request, `auto` is the previous commit.
    let (code, found, said) = check(&repository, "auto", &[]);
    assert_eq!((code, found), (Some(1), 1), "{said}");
    // The file with the old error, by its own name.
    assert_eq!(check_path(&repository, "main", "bad.toml").0, Some(0));
    // A link of the user for a file that is in the base but not in the branch.
    repository.git(&["rm", "--quiet", "--cached", "registry.toml"]);
    repository.git(&["commit", "--quiet", "--message", "no link"]);
    let (code, found, said) = check_path(&repository, "main", "registry.toml");
    assert_eq!((code, found), (Some(1), 1), "{said}");
}

#[test]
fn links_are_followed_as_in_the_base() {
    let repository = with_good_and_bad("links_are_followed");
    repository.git(&["switch", "--quiet", "main"]);
    let absolute = repository.0.join("registry.toml").display().to_string();
    let links = [
        ("link.toml", "registry.toml"),
        ("deep/link.toml", "../link.toml"),
        ("folder", "deep/../data/."),
        ("absolute.toml", &absolute),
    ];
    fs::create_dir(repository.0.join("deep")).expect("it is made");
    for (file, target) in links {
        link(&repository, file, target);
    }
    link(&repository, "loop.toml", "loop.toml");
    repository.commit("links");
    repository.git(&["switch", "--quiet", "--force-create", "feature"]);
    for file in ["registry.toml", "data/registry.toml"] {
        repository.write(file, &with_errors(1));
    }
    let files = ["link.toml", "deep/link.toml", "folder/registry.toml", "absolute.toml"];
    for file in files {
        let (code, found, said) = check_path(&repository, "main", file);
        assert_eq!((code, found), (Some(1), 1), "{file}: {said}");
        assert!(!said.contains("all of it is new"), "{file}: {said}");
    }
    // A link that now points to another file is compared with its old target.
    repository.write("registry.toml", SOUND);
    for file in ["link.toml", "deep/link.toml", "absolute.toml"] {
        link(&repository, file, if file.contains('/') { "../bad.toml" } else { "bad.toml" });
        let (code, found, said) = check_path(&repository, "main", file);
        assert_eq!((code, found), (Some(1), 1), "{file}: {said}");
    }
    // A loop has no target, and a link that the branch adds is new.
    link(&repository, "loop.toml", "bad.toml");
    link(&repository, "new.toml", "bad.toml");
    repository.commit("turned");
    for file in ["loop.toml", "new.toml"] {
        let (code, found, said) = check_path(&repository, "main", file);
        assert_eq!((code, found), (Some(1), 1), "{file}: {said}");
        assert!(said.contains("all of it is new"), "{file}: {said}");
    }
}

#[test]
fn link_into_another_checkout_has_no_base() {
    // In the submodule, the error is old.
    let inner = Repository::new("link_into_another_inner");
    inner.write("registry.toml", &with_errors(1));
    inner.commit("one error");
    let repository = with_good_and_bad("link_into_another");
    repository.git(&["switch", "--quiet", "main"]);
    let url = inner.0.display().to_string();
    repository.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "module"]);
    link(&repository, "old.toml", "module/registry.toml");
    link(&repository, "old", "module");
    repository.commit("a submodule");
    repository.git(&["switch", "--quiet", "--force-create", "feature"]);
    link(&repository, "registry.toml", "module/registry.toml");
    link(&repository, "data", "module");
    link(&repository, "new.toml", "module/registry.toml");
    link(&repository, "nowhere.toml", "/dev/null");
    repository.git(&["add", "--all"]);
    repository.write(".git/info/exclude", "/mine*\n");
    link(&repository, "mine.toml", "module/registry.toml");
    for is_committed in [false, true] {
        if is_committed {
            repository.commit("links");
        }
        for file in ["registry.toml", "data/registry.toml"] {
            for base in ["main", "auto"] {
                let (code, found, said) = check_path(&repository, base, file);
                assert_eq!((code, found), (Some(1), 1), "{file}, --base {base}: {said}");
            }
        }
        for file in ["old.toml", "old/registry.toml", "new.toml", "mine.toml"] {
            let (code, found, said) = check_path(&repository, "main", file);
            assert_eq!((code, found), (Some(2), 0), "{file}: {said}");
            let message = format!("a symbolic link in the path of `{file}` leads out of its repository");
            assert!(said.contains(&message), "{file}: {said}");
            let itself = repository.0.join("module/registry.toml").display().to_string();
            assert!(
                said.contains(&format!("help: use the path of the file itself: `{itself}`")),
                "{file}: {said}"
            );
            assert_eq!(check_path(&repository, "HEAD", &itself).0, Some(0));
        }
        let (code, _, said) = check_path(&repository, "main", "nowhere.toml");
        assert_eq!(code, Some(2), "{said}");
        assert!(
            said.contains("leads out of its repository\nhelp: compare with another file: `--base FILE`"),
            "{said}"
        );
    }
}

#[test]
fn only_a_folder_or_a_file_can_be_a_repository() {
    type Make = fn(&Path);
    let cases: &[(&str, Make)] = &[
        ("a FIFO", fifo),
        ("a socket", socket),
        ("a device", |path| symlink("/dev/null", path).expect("a link")),
        ("a link to nothing", |path| symlink("nothing", path).expect("a link")),
        ("an empty folder", |path| fs::create_dir(path).expect("it is made")),
    ];
    for (name, make) in cases {
        // In the outer checkout, the error is old.
        let outer = Repository::new("only_a_folder");
        outer.write("in/registry.toml", &with_errors(1));
        outer.commit("one error");
        outer.git(&["branch", "feature"]);
        let inner = outer.0.join("in");
        make(&inner.join(".git"));
        let top = plain(&inner, &["rev-parse", "--show-toplevel"], &[]);
        is_shown(
            stdout(&top).trim_end() == outer.0.to_str().expect("UTF-8"),
            "plain git goes on to the parent",
        );
        for base in BASES {
            let (code, found, said) = check_file(&outer, Path::new("in"), base, &[]);
            assert_eq!((code, found), (Some(2), 0), "{name}, {base}: {said}");
            assert!(said.contains("/.git` is not a git repository"), "{name}: {said}");
            assert!(said.contains("help: compare with another file: `--base FILE`"), "{name}: {said}");
        }
    }
}

#[test]
fn work_tree_elsewhere_is_refused() {
    for worktree in ["..", "../other"] {
        let outer = Repository::new("work_tree_elsewhere");
        fs::create_dir(outer.0.join("other")).expect("it is made");
        let inner = repository("work_tree_elsewhere/in", "");
        inner.git(&["config", "core.worktree", &format!("../{worktree}")]);
        let (code, _, said) = check(&inner, "main", &[]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("(`core.worktree`)") && said.contains("help: "), "{said}");
        // Another spelling of the same folder is accepted.
        inner.git(&["config", "core.worktree", "../../in"]);
        let (code, found, said) = check(&inner, "main", &[]);
        assert_eq!((code, found), (Some(1), 1), "{said}");
    }
}

#[test]
fn git_program_in_the_checkout_is_not_run() {
    let repository = repository("git_program", "");
    let trap = Trap::new(&repository);
    for name in ["git", "bin/git"] {
        let to = repository.0.join(name);
        fs::create_dir_all(to.parent().expect("a folder")).expect("it is made");
        fs::copy(&trap.program, to).expect("it is copied");
    }
    for entry in [".", "", "bin", "./bin"] {
        let path = format!("{entry}:{}", path());
        let mut shell = Command::new("sh");
        shell.current_dir(&repository.0).args(["-c", "git status"]).env("PATH", &path);
        shell.output().expect("a shell");
        assert!(trap.ran(), "`{entry}`: the shell does not run it");
        for text in [with_errors(1), with_errors(2)] {
            repository.write("registry.toml", &text);
            for base in BASES {
                let (code, _, said) = check(&repository, base, &[("PATH", &path)]);
                assert!(!trap.ran(), "`{entry}`, --base {base}: {said}");
                assert_ne!(code, Some(2), "{said}");
            }
        }
    }
    let (code, _, said) = check(&repository, "HEAD", &[("PATH", ".:bin")]);
    assert_eq!((code, trap.ran()), (Some(2), false), "{said}");
    let message = "git not found in `PATH` (relative entries are ignored)\nhelp: install git\n";
    assert!(said.contains(message), "{said}");
}

type Variables<'v> = &'v [(&'v str, &'v str)];

#[test]
fn variables_of_hooks_do_not_change_the_repository() {
    let repository = repository("variables_of_hooks", "");
    let other = Repository::new("variables_of_hooks_other");
    other.write("registry.toml", &with_errors(2));
    other.commit("forged");
    other.git(&["branch", "feature"]);
    let blob = repository.git(&["rev-parse", "main:registry.toml"]);
    let forged = repository.git(&["rev-parse", "HEAD:registry.toml"]);
    repository.git(&["update-ref", &format!("refs/forged/{blob}"), &forged]);
    let (head, main) = (repository.head(), repository.git(&["rev-parse", "main"]));
    repository.write(".git/forged", &format!("{head}\n"));
    fs::create_dir_all(repository.0.join(".git/none")).expect("it is made");
    let at = |path: &str| repository.0.join(path).display().to_string();
    let other_git = other.0.join(".git").display().to_string();
    let (index, none, cut) = (at(".git/none/index"), at(".git/none"), at(".git/forged"));
    let trap = Trap::new(&repository);
    let program = trap.put("TRAP");
    let settings =
        [("GIT_CONFIG_KEY_0", "core.fsmonitor"), ("GIT_CONFIG_VALUE_0", &program), ("GIT_CONFIG_COUNT", "1")];
    let cases: &[(Variables<'_>, &[&str])] = &[
        (&[("GIT_DIR", &other_git)], &["rev-parse", "main"]),
        (&[("GIT_DIR", ".git"), ("GIT_COMMON_DIR", &other_git)], &["rev-parse", "--git-common-dir"]),
        (&[("GIT_WORK_TREE", &none)], &["rev-parse", "--show-toplevel"]),
        (&[("GIT_INDEX_FILE", &index)], &["ls-files"]),
        (&[("GIT_OBJECT_DIRECTORY", &none)], &["cat-file", "-t", &main]),
        (&[("GIT_SHALLOW_FILE", &cut)], &["rev-parse", "HEAD^1"]),
        (&[("GIT_GRAFT_FILE", &cut)], &["rev-parse", "HEAD^1"]),
        (&[("GIT_REPLACE_REF_BASE", "refs/forged/")], &["show", "main:registry.toml"]),
        (&[("GIT_GLOB_PATHSPECS", "1"), ("GIT_NOGLOB_PATHSPECS", "1")], &["ls-files", "registry.toml"]),
        // Configuration may come from the environment, as `safe.directory` does; disabled settings stay disabled.
        (&settings, &["config", "core.fsmonitor"]),
    ];
    for text in [with_errors(1), with_errors(2)] {
        repository.write("registry.toml", &text);
        for (variables, control) in cases {
            let with = plain(&repository.0, control, variables);
            let differs = with != plain(&repository.0, control, &[]);
            is_shown(differs, &format!("plain git obeys {variables:?}"));
            for base in BASES {
                let expected = check(&repository, base, &[]);
                assert_ne!(expected.0, Some(2), "{}", expected.2);
                assert_eq!(check(&repository, base, variables), expected, "{variables:?}");
                assert!(!trap.ran(), "{variables:?}");
            }
        }
    }
}

#[test]
fn git_lfs_pointer_is_not_a_registry() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 9\n";
    for is_changed in [false, true] {
        let repository = Repository::new("git_lfs_pointer");
        repository.write("the registry.toml", pointer);
        let old = repository.commit("a pointer");
        repository.commit("nothing");
        repository.write(".gitattributes", "*.toml filter=lfs\n");
        let text = with_errors(usize::from(is_changed));
        repository.write("the registry.toml", &text);
        for base in ["HEAD", "auto", "HEAD^1"] {
            let output = repository.validate(&["--base", base, "the registry.toml"], &[]);
            let said = stderr(&output);
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains("is a Git LFS pointer, not the registry itself"), "{said}");
            assert!(base != "HEAD^1" || said.contains(&old[..10]), "{said}");
            // Git LFS is not installed everywhere: this script returns the valid registry for any pointer.
            let folder = repository.0.join(".git/lfs");
            script(
                &folder.join("git-lfs"),
                &format!("[ \"$1\" = smudge ] && grep -q oid && printf %s '{SOUND}'\n"),
            );
            let output = follow_help_with(&repository, &said, &format!("{}:{}", folder.display(), path()));
            assert_eq!(output.status.code(), Some(i32::from(is_changed)), "{said}{}", stderr(&output));
        }
    }
    // A text that Git LFS did not replace by a pointer is compared.
    let repository = repository("git_lfs_text", "*.toml filter=lfs\n");
    for (text, all) in [(with_errors(1), 1), (with_errors(2), 2)] {
        repository.write("registry.toml", &text);
        for (base, expected) in [("main", all), ("auto", 1)] {
            let (code, found, said) = check(&repository, base, &[]);
            assert_eq!((code, found), (Some(1), expected), "{base}: {said}");
            assert!(!said.contains("not applied"), "{base}: {said}");
        }
    }
}

#[test]
fn file_is_read_only_once() {
    for base in BASES {
        let repository = repository("file_is_read_only_once", "");
        let path = repository.0.join("registry.toml");
        fs::remove_file(&path).expect("it is removed");
        // A second read of a FIFO would wait for another writer.
        fifo(&path);
        let writer = std::thread::spawn(move || fs::write(path, with_errors(1)));
        let mut command = netreg();
        command.current_dir(&repository.0).args(["validate", "--base", base]);
        assert!(ends(&mut command), "--base {base} reads the file again");
        writer.join().expect("the writer ends").expect("it is written");
    }
}

/// Returns `true` if a program ends within ten seconds.
fn ends(command: &mut Command) -> bool {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    for _ in 0..100 {
        if child.try_wait().expect("it can be asked").is_some() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    child.kill().expect("it is ended");
    child.wait().expect("it is ended");
    false
}

#[test]
fn fifo_as_attributes_file_does_not_block() {
    let repository = repository("fifo_attributes", "");
    repository.write("data/registry.toml", SOUND);
    repository.commit("sound");
    repository.write("data/registry.toml", &with_errors(1));
    fifo(&repository.0.join(".git/fifo"));
    let check = |base: &str| {
        let mut command = netreg();
        command.current_dir(&repository.0).args(["validate", "--base", base, "data/registry.toml"]);
        assert!(ends(&mut command), "--base {base} waits");
        check_file(&repository, Path::new("data"), base, &[])
    };
    repository.git(&["config", "core.attributesFile", ".git/fifo"]);
    for base in BASES {
        let (code, _, said) = check(base);
        assert_eq!(code, Some(1), "{base}: {said}");
    }
    repository.git(&["config", "--unset", "core.attributesFile"]);
    fs::remove_file(repository.0.join(".gitattributes")).expect("it is removed");
    for file in [".gitattributes", "data/.gitattributes", ".git/info/attributes"] {
        let path = repository.0.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
        fifo(&path);
        for base in ["HEAD", "auto"] {
            let (code, found, said) = check(base);
            assert_eq!((code, found), (Some(2), 0), "{file}, {base}: {said}");
            assert!(said.contains(&format!("{file}` is not a regular file")), "{said}");
        }
        follow_help(&repository, &check("HEAD").2);
        assert_eq!(check("HEAD").0, Some(1));
    }
}

#[test]
fn filters_that_are_not_applied_to_the_old_text_are_named() {
    let said = |attributes: &str, new: &str| {
        let repository = repository("not_applied", attributes);
        repository.git(&["switch", "--quiet", "main"]);
        repository.write("registry.toml", new);
        let (code, _, said) = check(&repository, "main", &[]);
        assert_ne!(code, Some(2), "{said}");
        said
    };
    let (changed, long) = (with_errors(1), SOUND.replace('\n', "\r\n"));
    let (by_filter, by_ident) = (
        "the filter `x` was not applied to the old text: unchanged lines may be reported as changed",
        "the attribute `ident` was not applied to the old text: unchanged lines may be reported as changed",
    );
    let ends = "line endings are not compared: the old text has LF (Unix), the file has CR LF (Windows)";
    for (attributes, new, notes) in [
        ("", &*changed, &[][..]),
        ("* filter=x", &changed, &[by_filter]),
        ("* filter=x ident", &changed, &[by_filter, by_ident]),
        ("* filter=x\nregistry.toml -filter", &changed, &[]),
        ("* filter=x", SOUND, &[]),
        ("* filter=x", &long, &[ends]),
        ("", &long, &[ends]),
    ] {
        let said = said(attributes, new);
        for note in [by_filter, by_ident, ends] {
            assert_eq!(said.contains(note), notes.contains(&note), "{attributes}: {said}");
        }
    }
    // Bytes that only a filter converts to text.
    let repository = Repository::new("not_applied_bytes");
    fs::write(repository.0.join("registry.toml"), b"\xff\xfe[\0").expect("it is written");
    repository.write(".gitattributes", "*.toml filter=x\n");
    repository.commit("bytes");
    repository.git(&["config", "filter.x.smudge", &format!("cat >/dev/null; printf %s '{SOUND}'")]);
    repository.write("registry.toml", &with_errors(1));
    for base in ["HEAD", "auto"] {
        let (code, _, said) = check(&repository, base, &[]);
        assert_eq!(code, Some(2), "{said}");
        assert!(
            said.contains("is not UTF-8 as git stores it, and netreg does not apply the filter `x`"),
            "{said}"
        );
        let output = follow_help(&repository, &said);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    }
}

#[test]
fn invalid_revision_has_one_message_for_all_forms() {
    let repository = repository("invalid_revision", "");
    let id = |name: &str| repository.git(&["rev-parse", name]);
    let (tree, blob) = (id("HEAD^{tree}"), id("HEAD:registry.toml"));
    repository.git(&["tag", "tree", &tree]);
    let (zeros, ones, long) = ("0".repeat(40), "1".repeat(40), "a".repeat(5000));
    for typed in [
        "^HEAD",
        "HEAD..main",
        "HEAD...main",
        "HEAD^@",
        "HEAD^!",
        "HEAD@{9999}",
        "HEAD^9",
        "HEAD~99",
        "HEAD^{/[}",
        "HEAD^{tree}",
        ":/nothing",
        ":/",
        ":(top)",
        ":registry.toml",
        "HEAD:",
        "HEAD:../x",
        "HEAD:nothing",
        "@{upstream}",
        "@{push}",
        "nothing@{upstream}",
        " ",
        "--help",
        "--all",
        "-1",
        "--",
        "nothing",
        "a\nb",
        "\u{1b}[31m",
        "refs/heads",
        &tree,
        &blob,
        "tree",
        &zeros,
        &ones,
        &ones[..39],
        &long,
    ] {
        let (code, found, said) = check(&repository, typed, &[]);
        assert_eq!((code, found), (Some(2), 0), "{typed:?}: {said}");
        let is_before = ["HEAD^9", "HEAD~99"].contains(&typed);
        let message = if is_before { "does not exist" } else { "is neither a file nor a revision" };
        assert!(said.contains(message), "{typed:?}: {said}");
        assert!(
            said.contains("help: ") && !said.contains("git failed") && !said.contains('\u{1b}'),
            "{typed:?}: {said}"
        );
    }
    let (code, _, said) = check(&repository, "", &[]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("error: `--base` needs a revision or a file\nhelp: "), "{said}");
    // Valid revisions in several spellings.
    repository.git(&["tag", "--annotate", "--message", "x", "tagged", "main"]);
    for typed in [
        "HEAD",
        "@",
        "main",
        "HEAD^",
        "HEAD~1",
        ":/sound",
        "HEAD^{/sound}",
        "tagged",
        "heads/main",
        &id("main")[..9],
    ] {
        let (code, _, said) = check(&repository, typed, &[]);
        assert_ne!(code, Some(2), "{typed}: {said}");
    }
}

#[test]
fn damaged_repository_is_reported() {
    type Break = fn(&Repository);
    let cases: &[(&str, Break)] = &[
        ("bad config", |repository| repository.write(".git/config", "[core\n")),
        ("unexpected line", |repository| repository.write(".git/packed-refs", "no line\n")),
        ("is not a git repository", |repository| {
            fs::remove_dir_all(repository.0.join(".git/refs")).expect("it is removed");
        }),
        ("not a git repository", |repository| repository.write(".git/HEAD", "nothing")),
        ("the repository is damaged: `", |repository| lose(repository, "main")),
        ("the repository is damaged: `", |repository| lose(repository, "HEAD")),
        ("the repository is damaged: ", |repository| lose(repository, "main^{tree}")),
        ("the repository is damaged: ", |repository| lose(repository, "main:registry.toml")),
    ];
    for (words, breaks) in cases {
        // Inside another repository, which is not used instead.
        let outer = Repository::new("damaged_repository");
        outer.write("inner/registry.toml", SOUND);
        outer.commit("outer");
        outer.git(&["branch", "feature"]);
        let inner = repository("damaged_repository/inner", "");
        breaks(&inner);
        for base in ["main", "auto"] {
            let (code, found, said) = check(&inner, base, &[]);
            assert_eq!((code, found), (Some(2), 0), "{words}, {base}: {said}");
            assert!(said.contains(words), "{words}, {base}: {said}");
            if said.contains("is damaged") {
                assert!(said.contains("help: `git fsck` shows what is missing"), "{said}");
            }
        }
    }
}

/// Removes an object.
fn lose(repository: &Repository, name: &str) {
    let id = repository.git(&["rev-parse", name]);
    let path = repository.0.join(".git/objects").join(&id[..2]).join(&id[2..]);
    fs::remove_file(path).expect("it is removed");
}
