//! A git repository for one test, independent of the configuration of the machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{folder, netreg, stdout};

pub struct Repository(pub PathBuf);

impl Repository {
    /// Makes an empty repository on the branch `main`.
    pub fn new(name: &str) -> Self {
        let repository = Self(folder(name));
        repository.git(&["init", "--quiet", "--initial-branch=main", "."]);
        repository
    }

    /// Makes a copy in a neighbouring folder, as `git clone` does with these options.
    pub fn cloned(&self, name: &str, options: &[&str]) -> Self {
        let copy = self.0.parent().expect("a folder").join(name);
        let _ = fs::remove_dir_all(&copy);
        let url = format!("file://{}", self.0.display());
        let mut args = vec!["clone", "--quiet"];
        args.extend(options);
        let path = copy.to_str().expect("UTF-8").to_owned();
        args.extend([url.as_str(), &path]);
        self.git(&args);
        Self(copy)
    }

    /// Runs git, which must succeed; returns its output.
    pub fn git(&self, args: &[&str]) -> String {
        let mut git = Command::new("git");
        git.current_dir(&self.0).args(args);
        for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            git.env_remove(variable);
        }
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for role in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{role}_NAME"), "Keeper");
            git.env(format!("GIT_{role}_EMAIL"), "keeper@example.org");
        }
        let output = git.output().expect("git starts");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        stdout(&output).trim_end().to_owned()
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
        fs::write(path, text).expect("it is written");
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).expect("it is read")
    }

    /// Commits everything; returns the commit.
    pub fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self.head()
    }

    pub fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"])
    }

    /// Runs `netreg validate` with these arguments and variables.
    pub fn validate(&self, args: &[&str], variables: &[(&str, &str)]) -> Output {
        self.validate_in(Path::new("."), args, variables)
    }

    /// Runs `netreg validate` in a folder of the repository.
    pub fn validate_in(&self, folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Output {
        let mut command = netreg();
        command.current_dir(self.0.join(folder)).args(["validate", "--today", super::TODAY]).args(args);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command.envs(variables.iter().copied());
        command.output().expect("the binary starts")
    }
}
