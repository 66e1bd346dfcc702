//! The new warnings of a change: of many that one rule has, the first ones and the number of the others.

use netreg::model::{Diagnostic, RecordRef};
use netreg::text::counted;

use crate::cli::ui::Ui;

/// How many warnings of one rule are shown.
const FEW: usize = 3;

/// Shows warnings.
pub fn show<'d>(warnings: impl Iterator<Item = &'d Diagnostic>, ui: &Ui) {
    let warnings: Vec<&Diagnostic> = warnings.collect();
    for (at, warning) in warnings.iter().enumerate() {
        let is_same = |other: &&&Diagnostic| other.code == warning.code;
        let before = warnings[..at].iter().filter(is_same).count();
        let all = before + warnings[at..].iter().filter(is_same).count();
        // One more is shown as well as counted.
        if before < FEW || all == FEW + 1 {
            let address = warning.record.as_ref().and_then(RecordRef::address);
            let whose = address.map_or(String::new(), |address| format!("{}: ", address.short()));
            let message = format!("{whose}{} ({})", warning.message, warning.code);
            ui.warning(&message, warning.help.as_deref());
        } else if before == FEW {
            let more = counted(all - FEW, "more warning");
            ui.warning(&format!("{more} ({})", warning.code), Some("`netreg validate` shows all"));
        }
    }
}
