//! `netreg merge --install` and `--uninstall`: a line of attributes, and settings of git.
//!
//! The line says which files are registries. It is committed, for everybody, and does nothing without the settings,
//! which are those of one repository or of one user, because git runs what they say.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use netreg::text::{in_a_row, shell_word};

use crate::cli::args::Global;
use crate::cli::error::Problem;
use crate::cli::git::{Git, Scope, Tracked, attributes};
use crate::cli::store::{self, export};
use crate::cli::{target::Target, ui::Ui, verdict::Verdict};

/// The driver, for a shell. Git puts its own words in the place of `%O` and so on, quoted.
///
/// Git takes every exit code up to 128 for an answer, also that of a netreg that has no `merge` or that does not
/// start, so that only 0 and 1 are handed on. Without netreg, the merge is that of git. Git before 2.44 does not know the
/// names of the sides, and then leaves `%X` as it is; `%%X` is `%X` in every git.
const DRIVER: &str = "if command -v netreg >/dev/null 2>&1; then \
    netreg merge --path=%P --marker-size=%L --base-label=%S --ours-label=%X --theirs-label=%Y -- %O %A %B; \
    code=$?; test $code -le 1 || code=129; exit $code; \
    fi; \
    ours=%X base=%S theirs=%Y; \
    test \"$ours\" != '%%X' || ours=ours; \
    test \"$base\" != '%%S' || base=base; \
    test \"$theirs\" != '%%Y' || theirs=theirs; \
    git merge-file -q --marker-size=%L -L \"$ours\" -L \"$base\" -L \"$theirs\" %A %O %B";

/// The settings, with their values.
const SETTINGS: [(&str, &str); 3] = [
    ("merge.netreg.name", "netreg: by record and field"),
    ("merge.netreg.driver", DRIVER),
    // The header of a hunk names the record.
    ("diff.netreg.xfuncname", r"^[[:space:]]*(\[+[A-Za-z][^]#]*\]+)"),
];

/// What is installed or uninstalled.
struct Place {
    git: Git,
    scope: Scope,
    /// The attributes file.
    file: PathBuf,
    /// The registry, if it is that of one repository.
    registry: Option<PathBuf>,
    /// The name of registries.
    name: String,
    /// What the settings are called in messages.
    settings: &'static str,
}

pub fn run(installs: bool, for_user: bool, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let place = if for_user { Place::of_user(global)? } else { Place::of_repository(global)? };
    let is_changed = if installs { place.install(ui)? } else { place.uninstall(ui)? };
    if !is_changed {
        let state = if installs { "already installed" } else { "not installed" };
        ui.summary(&format!("nothing to do: the merge driver is {state} in {}", place.settings));
    }
    if installs {
        warn_if_missing(ui);
        warn_if_overruled(&place, ui)?;
    }
    Ok(Verdict::Done)
}

impl Place {
    /// Returns the attributes at the top of the checkout with the registry, and the settings of its repository.
    fn of_repository(global: &Global) -> anyhow::Result<Self> {
        let path = store::locate(global.file.as_deref()).ok().filter(|path| !store::is_stream(path));
        let path = path.unwrap_or(PathBuf::from(store::NAME));
        let instead = "`netreg merge --install --global` installs the driver for all of your repositories";
        let tracked = Tracked::at_or(&path, instead)?;
        let name = file_name(tracked.name.as_deref().unwrap_or(&path))?;
        let file = from_here(&tracked.git.top, ".gitattributes");
        if file.is_symlink() {
            let message = format!("`{}` is a symbolic link, which git does not read", file.display());
            return Err(Problem::new(message).help("replace the link by the file to which it leads").into());
        }
        Ok(Self {
            git: tracked.git,
            scope: Scope::Repository,
            file,
            registry: Some(path),
            name,
            settings: "the git configuration of this repository",
        })
    }

    /// Returns the attributes and the settings of the user.
    fn of_user(global: &Global) -> anyhow::Result<Self> {
        let here = env::current_dir().context("cannot determine the current folder")?;
        let git = Git::at(here.clone())?;
        let set = |scope| git.path_setting(scope, "core.attributesFile");
        let file = match set(Scope::User)?.map_or_else(|| set(Scope::Machine), |file| Ok(Some(file)))? {
            Some(file) => here.join(file),
            None => usual_attributes()?,
        };
        let named = global.file.as_deref().filter(|path| !store::is_stream(path));
        let name = file_name(named.unwrap_or(Path::new(store::NAME)))?;
        Ok(Self { git, scope: Scope::User, file, registry: None, name, settings: "your git configuration" })
    }

    /// Sets what is not set yet; returns whether that was anything.
    fn install(&self, ui: &Ui) -> anyhow::Result<bool> {
        let file = self.read(ui)?;
        let new = attributes::installed(file.as_ref().map_or("", |file| &file.text().text), &self.name);
        let set = each_setting(|key, value| self.git.set(self.scope, key, value))?;
        if !set.is_empty() {
            ui.summary(&format!("set {} in {}", in_a_row(&set, "and"), self.settings));
        }
        if let Some(new) = &new {
            if let Some(file) = file {
                file.put(new, ui)?;
            } else {
                store::make_folder(&self.file)?;
                export::write(&self.file, new.as_bytes(), ui)?;
            }
            let shown = self.file.display();
            let next = match self.scope {
                Scope::Repository => format!("; next: git add {}", shell_word(&self.file)),
                _ => String::new(),
            };
            ui.summary(&format!("added `{}` to {shown}{next}", attributes::line(&self.name)));
        }
        Ok(new.is_some() || !set.is_empty())
    }

    /// Removes what is set; returns whether that was anything.
    fn uninstall(&self, ui: &Ui) -> anyhow::Result<bool> {
        let file = self.read(ui)?;
        let new = file.as_ref().and_then(|file| attributes::uninstalled(&file.text().text));
        let removed = each_setting(|key, _| self.git.unset(self.scope, key))?;
        if !removed.is_empty() {
            ui.summary(&format!("removed {} from {}", in_a_row(&removed, "and"), self.settings));
        }
        if let (Some(file), Some(new)) = (&file, &new) {
            let shown = self.file.display();
            if new.is_empty() && !self.file.is_symlink() {
                export::remove(&self.file)?;
                ui.summary(&format!("removed {shown}, which had only `merge=netreg` and `diff=netreg`"));
            } else {
                file.put(new, ui)?;
                ui.summary(&format!("removed `merge=netreg` and `diff=netreg` from {shown}"));
            }
        }
        Ok(new.is_some() || !removed.is_empty())
    }

    /// Returns the attributes file, locked, or `None` if there is none.
    fn read(&self, ui: &Ui) -> anyhow::Result<Option<Target>> {
        let is_there = self.file.is_symlink() || self.file.exists();
        is_there.then(|| Target::open(&self.file, false, ui)).transpose()
    }
}

/// Returns the keys of the settings that `change` changed.
fn each_setting(change: impl Fn(&str, &str) -> anyhow::Result<bool>) -> anyhow::Result<Vec<&'static str>> {
    let mut changed = Vec::new();
    for (key, value) in SETTINGS {
        if change(key, value)? {
            changed.push(key);
        }
    }
    Ok(changed)
}

/// Returns the attributes file of a user who has not set another one (gitattributes(5)).
fn usual_attributes() -> anyhow::Result<PathBuf> {
    let folder = |name: &str| env::var_os(name).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let config = folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join(".config")));
    let config = config.ok_or_else(|| {
        Problem::new("the folder of your settings is not known").help("set `HOME` to your home folder")
    })?;
    Ok(config.join("git").join("attributes"))
}

/// Returns the name of a file as a text.
fn file_name(path: &Path) -> anyhow::Result<String> {
    let name = path.file_name().and_then(|name| name.to_str());
    let problem = |why: &str| Problem::new(format!("`{}` {why}", path.display())).help("rename the registry");
    let name = name.ok_or_else(|| problem("has no name in UTF-8"))?;
    // A line end in the name would make two lines.
    if name.contains(char::is_control) {
        return Err(problem("has a control character in its name, which `.gitattributes` cannot have").into());
    }
    Ok(name.to_owned())
}

/// Returns the path of a file at the top of a work tree, from the current folder if that is in it.
fn from_here(top: &Path, name: &str) -> PathBuf {
    let here = env::current_dir().map(|here| store::real(&here)).unwrap_or_default();
    match here.strip_prefix(top) {
        Ok(below) => std::iter::repeat_n("..", below.components().count()).collect::<PathBuf>().join(name),
        Err(_) => top.join(name),
    }
}

/// Warns if git would not find netreg.
fn warn_if_missing(ui: &Ui) {
    let program = format!("netreg{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH").unwrap_or_default();
    if env::split_paths(&folders).any(|folder| store::is_program(&folder.join(&program))) {
        return;
    }
    let own = env::current_exe().ok().and_then(|own| Some(own.parent()?.to_owned()));
    let help =
        own.map(|own| format!("`PATH=$PATH:{}` in your shell profile lets git find it", shell_word(&own)));
    ui.warning("git cannot find `netreg`, so it will merge by lines", help.as_deref());
}

/// Warns if other attributes of the repository overrule those that were installed.
fn warn_if_overruled(place: &Place, ui: &Ui) -> anyhow::Result<()> {
    let Some(registry) = &place.registry else { return Ok(()) };
    let tracked = Tracked::at(registry)?;
    let Some(name) = &tracked.name else { return Ok(()) };
    for (attribute, value) in tracked.attributes(name, &["merge", "diff"])? {
        if value != "netreg" {
            let name = name.display();
            ui.warning(
                &format!(
                    "other attributes set `{attribute}` to `{value}` for `{name}`, which overrules the new line"
                ),
                Some(&format!(
                    "remove `{attribute}` from the lines below the new one, from `.gitattributes` in folders, and from `.git/info/attributes`"
                )),
            );
        }
    }
    Ok(())
}
