//! Where the rows of a workbook come from: the title of the registry, and the commit that has exactly its text.

use netreg::model::{Record, Table};
use netreg::render::networks::xlsx::{Origin, Version};

use crate::cli::args::Global;
use crate::cli::{past, ui::Ui};

/// Returns where rows come from that were read from a registry with this text. Its records may be only those before the
/// networks. A note says if no commit has the text.
///
/// # Errors
///
/// Fails if the history of the registry cannot be read.
pub fn of(global: &Global, text: &str, records: &[Record<'_>], ui: &Ui) -> anyhow::Result<Origin> {
    let registry = records.iter().find(|record| record.table == Table::Registry);
    let title = registry.and_then(|registry| registry.text("title")).unwrap_or_default().to_owned();
    let version = version(global, text)?;
    if matches!(version, Version::Uncommitted) {
        ui.note(
            "the registry has changes that are not committed; commit them and write the workbook again, so that \
             `netreg import` can tell your changes from those of others",
        );
    }
    Ok(Origin { title, version })
}

/// Returns what git knows of a text of the registry.
fn version(global: &Global, text: &str) -> anyhow::Result<Version> {
    let Some(tracked) = past::checkout(global) else { return Ok(Version::Unknown) };
    let Some(versions) = past::versions(tracked) else { return Ok(Version::Uncommitted) };
    Ok(match past::revision(&versions, text)? {
        Some(revision) if !revision.is_changed => Version::Commit { id: revision.commit, day: revision.day },
        _ => Version::Uncommitted,
    })
}
