//! What is said of the changes that an import makes.

use netreg::compare::diff::{Difference, Event};
use netreg::edit::Edited;
use netreg::import::{Incoming, Outcome, Plan};
use netreg::parse::Registry;
use netreg::render::changes::human;
use netreg::text::{all_of, counted};

use crate::cli::change::Changed;
use crate::cli::sheet::base::SheetBase;
use crate::cli::ui::Ui;

/// How many networks are named in a sentence.
const FEW: usize = 5;

/// Shows which networks change, and how; new ones are only counted.
pub fn show(registry: &Registry<'_>, plan: &Plan, ui: &Ui) {
    if !plan.outcomes.contains(&Outcome::Changed) {
        return;
    }
    let new = Registry::parse(&plan.text);
    let mut difference = Difference::between(registry, &new);
    difference.records.retain(|record| record.event() != Event::Added);
    ui.aside(&human::records(&difference));
}

/// Shows what the registry and the sheet changed since the state `old`, from which the sheet was made.
pub fn show_both(base: &SheetBase, old: &Registry<'_>, registry: &Registry<'_>, plan: &Plan, ui: &Ui) {
    let sheet = Registry::parse(plan.sheet.as_deref().unwrap_or_default());
    for (place, new) in [("the registry", registry), ("the sheet", &sheet)] {
        let difference = Difference::between(old, new);
        let what = match difference.records.len() {
            0 => "nothing".to_owned(),
            number => counted(number, "record"),
        };
        ui.note(&format!("{what} changed in {place} since {}", base.name));
        ui.aside(&human::records(&difference));
    }
    let absent: Vec<_> = plan.absent.iter().map(|address| address.short().into_owned()).collect();
    let named: Vec<&str> = absent.iter().take(FEW).map(String::as_str).collect();
    if !absent.is_empty() {
        let more = if absent.len() > FEW { ", and others" } else { "" };
        let (are, stay) =
            if absent.len() == 1 { ("is", "it stays as it is") } else { ("are", "they stay as they are") };
        ui.note(&format!(
            "{} of {} {are} not in the sheet: {}{more}; {stay}, `netreg remove` removes a network",
            counted(absent.len(), "network"),
            base.name,
            all_of(&named)
        ));
    }
}

/// Returns the change of the registry that the rows make.
pub fn change(plan: &Plan, incoming: &[Incoming]) -> Changed {
    let new = incoming.iter().zip(&plan.outcomes).filter(|(_, outcome)| **outcome == Outcome::Added);
    Changed {
        edited: Edited { text: plan.text.clone(), ..Edited::default() },
        done: format!("imported {}: {}", counted(incoming.len(), "row"), outcomes(&plan.outcomes)),
        next: "netreg validate".to_owned(),
        added: new.map(|(row, _)| row.address.clone()).collect(),
        is_of_several: true,
        ..Changed::default()
    }
}

/// Returns how many rows have which outcome: "3 added, 2 changed, 7 the same".
pub fn outcomes(outcomes: &[Outcome]) -> String {
    let number = |outcome: Outcome| outcomes.iter().filter(|other| **other == outcome).count();
    let [added, changed, same] = [Outcome::Added, Outcome::Changed, Outcome::Same].map(number);
    format!("{added} added, {changed} changed, {same} the same")
}
