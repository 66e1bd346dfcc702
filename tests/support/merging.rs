//! A repository in which two branches change a registry, with netreg on the path of git or without.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use super::git::Repository;
use super::{TODAY, netreg};

/// A repository, and the path on which git finds programs.
pub struct Merging {
    pub repository: Repository,
    pub path: String,
}

/// Returns a record with these lines behind its name.
pub fn record(key: &str, lines: &str) -> String {
    format!("\n[network.{key}]\nname = \"Land of {key}\"\n{lines}sources = [\"https://example.org/{key}\"]\n")
}

/// Returns a registry of records without other lines.
pub fn registry(keys: &[&str]) -> String {
    let records: String = keys.iter().map(|key| record(key, "")).collect();
    format!("[registry]\nformat = 1\n{records}")
}

/// Returns the path of this process without folders that have a netreg.
pub fn path_without_netreg() -> String {
    let path = std::env::var_os("PATH").expect("a path");
    let folders = std::env::split_paths(&path).filter(|folder| !folder.join("netreg").exists());
    std::env::join_paths(folders).expect("a path").into_string().expect("UTF-8")
}

impl Merging {
    /// Makes a repository of one commit, with netreg on the path but no driver.
    pub fn without_driver(name: &str, file: &str, text: &str) -> Self {
        let repository = Repository::new(name);
        let programs = super::folder(&format!("{name}_programs"));
        let link = programs.join("netreg");
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_netreg"), link).expect("a link");
        let path = format!("{}:{}", programs.display(), path_without_netreg());
        repository.write(file, text);
        repository.commit("base");
        Self { repository, path }
    }

    /// Makes the same with the driver installed.
    pub fn new(name: &str, file: &str, text: &str) -> Self {
        let merging = Self::without_driver(name, file, text);
        let output = merging.netreg(&["-f", file, "merge", "--install"]);
        assert!(output.status.success(), "{}", super::stderr(&output));
        merging.repository.commit("driver");
        merging
    }

    /// Runs a program in the repository.
    fn run(&self, mut program: Command, args: &[&str]) -> Output {
        program
            .current_dir(&self.repository.0)
            .args(args)
            .env("PATH", &self.path)
            .env("NETREG_TEST_DAY", TODAY);
        program
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_EDITOR", "true");
        for role in ["AUTHOR", "COMMITTER"] {
            program.env(format!("GIT_{role}_NAME"), "Keeper");
            program.env(format!("GIT_{role}_EMAIL"), "keeper@example.org");
        }
        program.output().expect("it starts")
    }

    pub fn netreg(&self, args: &[&str]) -> Output {
        self.run(netreg(), args)
    }

    /// Runs git, which may fail.
    pub fn git(&self, args: &[&str]) -> Output {
        let mut git = Command::new("git");
        for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            git.env_remove(variable);
        }
        self.run(git, args)
    }

    /// Runs git, which must succeed.
    pub fn does(&self, args: &[&str]) {
        let output = self.git(args);
        assert!(output.status.success(), "git {args:?}: {output:?}");
    }

    /// Makes a branch from a revision with one commit, in which a file has this text.
    pub fn branch(&self, name: &str, from: &str, file: &str, text: &str) {
        self.does(&["switch", "-q", "-C", name, from]);
        self.repository.write(file, text);
        self.does(&["commit", "-q", "--all", "--allow-empty", "-m", name]);
    }

    /// Makes `theirs` and `ours` from `main`, and checks `ours` out.
    pub fn two(&self, file: &str, ours: &str, theirs: &str) {
        self.branch("theirs", "main", file, theirs);
        self.branch("ours", "main", file, ours);
    }

    /// Puts a script in the place of netreg.
    pub fn replace_netreg(&self, script: &str) {
        use std::os::unix::fs::PermissionsExt as _;
        let program = PathBuf::from(self.path.split(':').next().expect("a folder")).join("netreg");
        fs::remove_file(&program).expect("it is removed");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("it is written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it can be run");
    }
}
