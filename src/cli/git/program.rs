//! Git as a program: which file is run, where, and with which features off.
//!
//! Promises: nothing that the checkout contains is run, and git never uses the network. Both must hold for a
//! checkout of unresolved, whose settings are not known to be harmless.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use anyhow::Context;

use crate::cli::error::Problem;
use crate::cli::store;

/// Settings that win over those of the repository and of the user.
const SETTINGS: [&str; 4] = [
    // A folder of the checkout can look like a repository. Git before 2.38 does not know this setting.
    "safe.bareRepository=explicit",
    // Empty and not `false`, which git before 2.36 takes for the name of a command.
    "core.fsmonitor=",
    "core.hooksPath=/dev/null",
    // Git waits for ever for a FIFO.
    "core.attributesFile=",
];

/// Variables that git is given.
const VARIABLES: [(&str, &str); 6] = [
    ("LC_ALL", "C"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    // Replaced and grafted objects are another history.
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_GRAFT_FILE", ""),
    // Not fetching what a partial clone left out. Git before 2.45 may not know the first, so no protocol is
    // allowed either: then no helper, `ssh` or credential program is started.
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
];

/// Where programs are looked up if the environment does not say.
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
    /// Finds git, to be asked about the checkout with this top.
    ///
    /// # Errors
    ///
    /// Fails if no absolute entry of `PATH` has it. A relative one depends on the current folder, which may
    /// be in the checkout.
    pub fn at(top: PathBuf) -> anyhow::Result<Self> {
        let path = env::var_os("PATH").unwrap_or(USUAL_PATH.into());
        let folders: Vec<PathBuf> = env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
        let name = format!("git{}", env::consts::EXE_SUFFIX);
        let program = folders.iter().map(|folder| folder.join(&name)).find(|file| store::is_program(file));
        let Some(program) = program else {
            let message = "git was not found in `PATH` (relative entries are ignored)";
            return Err(Problem::new(message).help("install git").into());
        };
        Ok(Self { program, path: env::join_paths(folders)?, top })
    }

    /// Runs git with these arguments, at the top of the checkout.
    pub fn run(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> anyhow::Result<Output> {
        let mut git = Command::new(&self.program);
        // Git changes the folder: a child that starts in the checkout might look for programs there.
        git.arg("-C").arg(&self.top).args(["--no-pager", "--literal-pathspecs"]);
        git.args(SETTINGS.iter().flat_map(|setting| ["-c", setting])).args(args).stdin(Stdio::null());
        for (name, _) in env::vars_os().filter(|(name, _)| !is_kept(name)) {
            git.env_remove(name);
        }
        git.env("PATH", &self.path).envs(VARIABLES);
        git.output().context("cannot ask git")
    }

    /// Asks a question that git answers with 0 and a line, or with 1 for no.
    pub fn ask(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> anyhow::Result<Option<String>> {
        let output = self.run(args)?;
        match output.status.code() {
            Some(0) => Ok(Some(line(&output))),
            Some(1) => Ok(None),
            _ => Err(failed(&output).into()),
        }
    }
}

/// Returns `true` if git may see a variable. Hooks set those that name another repository or index, others
/// name programs; configuration is the user's own.
fn is_kept(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    !name.starts_with("GIT_") || name.starts_with("GIT_CONFIG_") || name == "GIT_EXEC_PATH"
}

/// Returns what git printed, without the end of the last line.
pub fn line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

/// Returns the failure that git reports.
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
