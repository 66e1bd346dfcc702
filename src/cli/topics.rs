//! The columns and fields at the end of `netreg help list` and `netreg help count`, made from their tables.

use clap::Command;
use netreg::render::networks::wrap::{columns, wrapped};
use netreg::select::{column::Column, group::Grouping};

use crate::cli::ui::page_width;

/// The widest help of clap.
const WIDEST: usize = 100;

/// Returns the program with the columns and fields in the long help of its commands. They take time to make, so only a
/// run that prints help does this.
pub fn with_fields(program: Command) -> Command {
    program
        .mut_subcommand("list", |list| list.after_long_help(of_list()))
        .mut_subcommand("count", |count| count.after_long_help(of_count()))
}

fn of_list() -> String {
    let rows: Vec<(&str, &str)> = Column::all().map(|column| (column.id(), meaning(column))).collect();
    format!(
        "Columns, which are also the fields of --where:\n{}\n\
         `--where in=ID` selects the networks of the countries that a denominator lists",
        table(&rows)
    )
}

fn of_count() -> String {
    let year = "The year in which the network was established";
    let meaning = |id| Column::of(id).map_or(year, meaning);
    let rows: Vec<(&str, &str)> = Grouping::ids().map(|id| (id, meaning(id))).collect();
    format!("Values of --by:\n{}\nFields of --where: `netreg help list` names them", table(&rows))
}

/// Returns names with their meanings beside them.
fn table(rows: &[(&str, &str)]) -> String {
    let widest = rows.iter().map(|(name, _)| columns(name)).max().unwrap_or_default();
    let room = WIDEST.min(page_width().into()).saturating_sub(widest + 4);
    let row = |(name, meaning): &(&str, &str)| {
        let lines = wrapped(meaning, room).join(&format!("\n{}", " ".repeat(widest + 4)));
        format!("  {name:<widest$}  {lines}\n")
    };
    rows.iter().map(row).collect()
}

/// Returns what a column contains, in one sentence without a full stop.
fn meaning(column: Column) -> &'static str {
    match column {
        Column::Key => "The alpha-3 code of the country (ISO 3166-1), or a slug",
        Column::Field(field) => field.help.trim_end_matches('.'),
        Column::Alpha2 => "The alpha-2 code of the country (ISO 3166-1)",
        Column::M49 => "The UN M49 code of the country",
        Column::Region => "The UN M49 region of the country",
        Column::SubRegion => "The UN M49 sub-region of the country",
    }
}
