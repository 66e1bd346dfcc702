//! The program git: its path, its folder and its settings.
//!
//! Nothing in the checkout is run, and git never uses the network. This must be true also for a checkout by
//! strangers, whose settings may be harmful.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use anyhow::Context;

use crate::cli::{error::Problem, store};

/// Settings that override those of the repository and of the user.
const SETTINGS: [&str; 4] = [
    // A folder of the checkout can look like a repository. Git before 2.38 ignores this setting.
    "safe.bareRepository=explicit",
    // Empty and not `false`: git before 2.36 takes `false` for the name of a command.
    "core.fsmonitor=",
    "core.hooksPath=/dev/null",
    // Git waits forever for a FIFO.
    "core.attributesFile=",
];

/// Environment variables that git gets.
const VARIABLES: [(&str, &str); 6] = [
    ("LC_ALL", "C"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    // Replaced and grafted objects give another history.
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_GRAFT_FILE", ""),
    // Git does not fetch what a partial clone does not contain. Git before 2.45 may ignore the first variable, so
    // no protocol is allowed either: then no helper, `ssh` or credential program is started.
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
];

/// The folders of programs if `PATH` is not set.
const USUAL_PATH: &str = "/usr/local/bin:/usr/bin:/bin";

/// Git in one checkout.
pub struct Git {
    program: PathBuf,
    /// `PATH` without its relative entries.
    path: OsString,
    /// The top of the checkout.
    pub top: PathBuf,
}

impl Git {
    /// Finds git, for the checkout with this top.
    ///
    /// # Errors
    ///
    /// Fails if git is in no absolute entry of `PATH`. A relative one depends on the current folder, which may
    /// be in the checkout.
    pub fn at(top: PathBuf) -> anyhow::Result<Self> {
        let path = env::var_os("PATH").unwrap_or(USUAL_PATH.into());
        let folders: Vec<PathBuf> = env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
        let name = format!("git{}", env::consts::EXE_SUFFIX);
        let program = folders.iter().map(|folder| folder.join(&name)).find(|file| store::is_program(file));
        let Some(program) = program else {
            let message = "git not found in `PATH` (relative entries are ignored)";
            return Err(Problem::new(message).help("install git").into());
        };
        Ok(Self { program, path: env::join_paths(folders)?, top })
    }

    /// Runs git with these arguments, for the checkout, and returns its output.
    ///
    /// # Errors
    ///
    /// Fails if git cannot be started. If git fails, the output tells.
    pub fn run(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> anyhow::Result<Output> {
        let mut git = Command::new(&self.program);
        // `-C` and not the current folder of the process: the system could look for programs in that folder.
        git.arg("-C").arg(&self.top).args(["--no-pager", "--literal-pathspecs"]);
        git.args(SETTINGS.iter().flat_map(|setting| ["-c", setting])).args(args).stdin(Stdio::null());
        for (name, _) in env::vars_os().filter(|(name, _)| !is_kept(name)) {
            git.env_remove(name);
        }
        git.env("PATH", &self.path).envs(VARIABLES);
        git.output().context("cannot run git")
    }

    /// Runs git and returns the line that it prints, or `None` if its exit code is 1.
    ///
    /// # Errors
    ///
    /// Fails if git has another exit code.
    pub fn ask(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> anyhow::Result<Option<String>> {
        let output = self.run(args)?;
        match output.status.code() {
            Some(0) => Ok(Some(line(&output))),
            Some(1) => Ok(None),
            _ => Err(failed(&output).into()),
        }
    }
}

/// Returns `true` if git may get a variable. Hooks set variables that name another repository or index, and some
/// variables name programs. Variables for configuration come from the user.
fn is_kept(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    !name.starts_with("GIT_") || name.starts_with("GIT_CONFIG_") || name == "GIT_EXEC_PATH"
}

/// Returns the text that git printed, without the last line ending.
pub fn line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

/// Returns the error that git reports.
pub fn failed(output: &Output) -> Problem {
    Problem::new(format!("git failed: {}", reason(output)))
}

/// Returns the reason that git gives, in one line.
pub fn reason(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = lines.join(" ");
    text.strip_prefix("fatal: ").unwrap_or(&text).to_owned()
}
