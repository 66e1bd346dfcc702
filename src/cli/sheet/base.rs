//! The state of the registry from which a sheet was made: named by `--against`, or by the workbook itself.

use netreg::import::Document;
use netreg::parse::Registry;

use crate::cli::args::Global;
use crate::cli::git::short;
use crate::cli::registry;
use crate::cli::state::{self, State};
use crate::cli::store::Text;
use crate::cli::ui::Ui;

/// The state from which a sheet was made.
pub struct SheetBase {
    /// What it is called.
    pub name: String,
    /// Its text.
    pub text: Text,
}

impl SheetBase {
    /// Returns its registry.
    ///
    /// # Errors
    ///
    /// Fails if a part of it cannot be read: what the sheet changed since is not known then.
    pub fn registry(&self) -> anyhow::Result<Registry<'_>> {
        let registry = registry::parse(&self.text)?;
        match registry.damaged() {
            0 => Ok(registry),
            damaged => Err(registry::unread(&self.text, damaged, &registry.diagnostics)
                .help("give the state from which the sheet was made: `--against REV`, or `--against FILE`")
                .into()),
        }
    }
}

/// The help where there is no history.
const INSTEAD: &str = "`--against FILE` takes a copy of the registry, from which the sheet was made";

/// Returns the state from which a sheet was made; none if it is not known, or if the sheet only gives values.
///
/// # Errors
///
/// Fails if `--against` names no state.
pub fn of(
    against: Option<&str>,
    document: &Document,
    is_update: bool,
    global: &Global,
    ui: &Ui,
) -> anyhow::Result<Option<SheetBase>> {
    if let Some(word) = against {
        let State { side, text, .. } = State::named(word, global, ui)?;
        return Ok(Some(SheetBase { name: side.name, text }));
    }
    if is_update {
        return Ok(None);
    }
    if document.is_uncommitted {
        ui.note(
            "the workbook was made from changes that were not committed, so netreg does not know what you changed in it; \
             `--against COMMIT` names the commit that has them now",
        );
        return Ok(None);
    }
    let Some(commit) = &document.commit else { return Ok(None) };
    let is_here = state::tracked(global, INSTEAD).and_then(|tracked| tracked.commit(commit));
    if !matches!(is_here, Ok(Some(_))) {
        ui.note(&format!(
            "the workbook was made from commit {}, which is not in this clone, so netreg does not know what you changed \
             in it; `git fetch` may get the commit",
            short(commit)
        ));
        return Ok(None);
    }
    let State { text, .. } = State::named(commit, global, ui)?;
    let name = short(commit).to_owned();
    ui.note(&format!("the workbook was made from commit {name}"));
    Ok(Some(SheetBase { name, text }))
}
