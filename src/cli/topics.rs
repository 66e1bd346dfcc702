//! The end of `netreg help list` and `netreg help count`: what their answers mean, the columns and fields, made from
//! their tables, and examples.

use clap::Command;
use netreg::model::Table;
use netreg::render::networks::wrap::{columns, wrapped};
use netreg::select::{column::Column, group::Grouping};

/// The widest help of clap.
const WIDEST: usize = 100;

/// Returns the program with the columns and fields in the long help of its commands. They take time to make, so only a
/// run that prints help does this. They are fitted to a width.
pub fn with_fields(program: Command, width: usize) -> Command {
    program
        .mut_subcommand("list", |list| list.after_long_help(of_list(width)))
        .mut_subcommand("count", |count| count.after_long_help(of_count(width)))
}

const OF_LIST: &str = "\
Examples:
  netreg list --where 'established>imrf-2022' --certain
  netreg list --missing --region Asia
";

/// The last example of `list`.
const LAST_OF_LIST: &str = if cfg!(feature = "xlsx") {
    "  netreg list --format xlsx -o networks.xlsx"
} else {
    "  netreg list --format csv -o networks.csv"
};

const OF_COUNT: &str = "\
Examples:
  netreg count --as-of 2021-06-24
  netreg count --of gcm-states
  netreg count --cumulative";

fn of_list(width: usize) -> String {
    let rows: Vec<(&str, &str)> = Column::all().map(|column| (column.id(), column.meaning())).collect();
    let others = Table::ALL.into_iter().filter(|table| !matches!(table, Table::Registry | Table::Network));
    let others: Vec<(&str, String)> = others.map(|table| (table.key(), fields(table))).collect();
    format!(
        "`certain` rows match whatever the exact dates are; `possible` rows only for some of these dates\n\n\
         Columns, which are also the fields of --where:\n{}\n\
         `--where in=ID` selects the networks of the countries that a denominator lists\n\n\
         Columns of the other tables:\n{}\n{OF_LIST}{LAST_OF_LIST}",
        table(&rows, width),
        table(&others, width),
    )
}

fn of_count(width: usize) -> String {
    let rows: Vec<(&str, &str)> = Grouping::ids().map(|id| (id, meaning_of_grouping(id))).collect();
    format!(
        "`17..58` means: 17 networks count for certain, up to 58 possibly, because some dates are not exact\n\n\
         Values of --by:\n{}\nFields of --where: `netreg help list` names them\n\n{OF_COUNT}",
        table(&rows, width)
    )
}

/// Returns the columns of a table other than that of networks.
fn fields(table: Table) -> String {
    let id = table.is_keyed().then_some("id");
    let fields: Vec<&str> = id.into_iter().chain(table.fields().iter().map(|field| field.key)).collect();
    fields.join(", ")
}

/// Returns names with their meanings beside them.
pub fn table<T: AsRef<str>>(rows: &[(&str, T)], width: usize) -> String {
    let widest = rows.iter().map(|(name, _)| columns(name)).max().unwrap_or_default();
    let room = WIDEST.min(width).saturating_sub(widest + 4);
    let row = |(name, meaning): &(&str, T)| {
        let lines = wrapped(meaning.as_ref(), room).join(&format!("\n{}", " ".repeat(widest + 4)));
        format!("  {name:<widest$}  {lines}\n")
    };
    rows.iter().map(row).collect()
}

/// Returns what a grouping groups by, as [`Column::meaning`] does.
pub fn meaning_of_grouping(id: &str) -> &'static str {
    Column::of(id).map_or("The year in which the network was established", Column::meaning)
}
