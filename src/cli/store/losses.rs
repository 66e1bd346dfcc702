//! The rights and attributes that a replaced file has lost, and the warnings about them.

use netreg::text::in_a_row;

use crate::cli::ui::Ui;

/// The name of all extended attributes together in messages.
pub const ATTRIBUTES: &str = "extended attributes";

/// The rights and attributes of the old file that the new one does not have.
#[derive(Default)]
pub struct Losses {
    /// The lists and attributes that it has lost, such as `access control list`.
    pub lost: Vec<String>,
    /// Those of owner, group and mode that have changed.
    pub changed: Vec<&'static str>,
    /// The new mode and the old one, if they differ.
    pub modes: Option<(u32, u32)>,
}

/// Prints a warning for what the new file does not have.
pub fn warn_of_losses(name: &str, losses: &Losses, ui: &Ui) {
    let Losses { lost, changed, modes } = losses;
    let mut warnings = Vec::new();
    if !lost.is_empty() {
        warnings.push(format!("`{name}` has lost its {}", in_a_row(lost, "and")));
    }
    if !changed.is_empty() {
        let have = if changed.len() == 1 { "has" } else { "have" };
        let modes =
            modes.map_or(String::new(), |(now, then)| format!(" (mode {now:04o}, before {then:04o})"));
        warnings.push(format!("the {} of `{name}` {have} changed{modes}", in_a_row(changed, "and")));
    }
    let is_one = lost.len() + changed.len() == 1 && !lost.iter().any(|lost| lost == ATTRIBUTES);
    let help = format!("ask the owner of the file to set {} again", if is_one { "it" } else { "them" });
    for (at, warning) in warnings.iter().enumerate() {
        let is_last = at + 1 == warnings.len();
        ui.warning(warning, is_last.then_some(help.as_str()));
    }
}

/// Prints a note if other hard links still lead to the old file.
pub fn note_other_links(name: &str, number: u64, ui: &Ui) {
    if number > 0 {
        ui.note(&format!("other hard links to `{name}` ({number}) still contain the old text"));
    }
}
