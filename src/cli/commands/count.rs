//! `netreg count`: how many networks exist, now or then, in all or by group.

use clap::Args;
use netreg::model::country::footnote;
use netreg::model::field::Table;
use netreg::parse::Source;
use netreg::parse::{Damage, Registry};
use netreg::render::networks::sheet::Sheet;
use netreg::select::column::Cell;
use netreg::select::count::{By, Count, Groups, remarks};
use netreg::select::denominator::{CountedAs, Networks, Ratio};
use netreg::select::lifespan::{AsOf, Bounds, Existence, Lifespan};
use netreg::text::any_of;

use crate::cli::args::{Format, Global, LanguageArgs, SelectionArgs};
use crate::cli::error::Problem;
use crate::cli::registry::NONE_MEANT;
use crate::cli::ui::Ui;
use crate::cli::verdict::Verdict;
use crate::cli::{output, registry};

#[derive(Args)]
pub struct CountArgs {
    #[command(flatten)]
    select: SelectionArgs,

    /// Count by `region`, `sub-region`, `year` or a field
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,

    /// Hold the number against a denominator of the registry, by its ID
    #[arg(long, value_name = "DENOMINATOR", conflicts_with = "by")]
    of: Option<String>,

    #[command(flatten)]
    names: LanguageArgs,

    /// How to show the count [default: a bare number, or a table with --by]
    #[arg(long)]
    format: Option<Format>,
}

pub fn run(args: &CountArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let today = global.today()?;
    let selection = args.select.selection(today)?;
    let language = args.names.language();
    let by = args.by.as_deref().map(by).transpose()?;
    let text = registry::open(global)?;
    let source = Source::new(&text.text);

    // Nothing is kept of a network but its dates, and what the question is about.
    let mut preamble = Registry::default();
    let mut lives: Vec<Lifespan> = Vec::new();
    let mut groups = Groups::default();
    let mut networks = Networks::default();
    let mut losses = Damage::default();
    let mut unresolved = selection.unresolved();
    let mut findings = Vec::new();
    let unread = source.each(&mut findings, |record| {
        losses.add(&record);
        if record.table != Table::Network {
            preamble.records.push(record);
            return;
        }
        unresolved.see(&record);
        if selection.takes(&record) {
            let life = Lifespan::of(&record);
            lives.push(life);
            by.iter()
                .flat_map(|by| by.groups(&record, language, today))
                .for_each(|group| groups.add(group, life));
            if args.of.is_some() {
                networks.add(&record, life);
            }
        }
    });

    registry::known_format(&text.name, &findings)?;
    let bounds = Bounds { since: preamble.since(), today };
    let as_of = args.select.as_of.as_deref();
    let as_of =
        as_of.map(|typed| registry::as_of(typed, preamble.of(Table::Milestone), today)).transpose()?;
    // Whoever asks for planned networks today asks for records, not for what exists.
    let by_status = matches!(by, Some(By::Field(field)) if field.key == "status");
    let records = as_of.is_none() && (selection.asks_for_status() || by_status);
    let day = as_of.unwrap_or(AsOf::day(today));
    let existence = |life: &Lifespan| if records { Existence::Certain } else { life.existence(day, bounds) };

    let mut count = Count::default();
    for life in &lives {
        count.add(existence(life));
    }
    let damaged = losses.with(unread);
    registry::known(&unresolved, ui, &text, damaged, &findings)?;
    let counted_as = match (records, selection.is_everything()) {
        (true, _) => CountedAs::Records,
        (_, true) => CountedAs::All,
        _ => CountedAs::Meant,
    };
    let total = args.of.as_deref().map(|id| registry::total(id, &preamble)).transpose();
    // It may stand in a part that could not be read.
    let total = total.inspect_err(|_| {
        registry::verdict(ui, &text, damaged, &findings);
    })?;
    let held = total.map(|total| {
        let members = total.members();
        let members = (!members.is_empty()).then(|| networks.among(&members, existence));
        Ratio { total, networks: count, members }
    });
    let groups = by.map(|by| (by, groups.rows(existence)));
    print(ui, count, groups, held.as_ref(), args.format)?;
    if as_of.is_some() {
        let published = preamble.of(Table::Published).filter(|_| selection.is_everything());
        for remark in remarks(count, day, published) {
            ui.note(&remark);
        }
    }
    held.iter().flat_map(|held| held.remarks(day, counted_as)).for_each(|remark| ui.note(&remark));
    if lives.is_empty() && !selection.is_everything() {
        ui.note(NONE_MEANT);
    }
    Ok(registry::verdict(ui, &text, damaged, &findings))
}

/// Prints what was counted: a bare number, a table of groups, or a share.
fn print(
    ui: &Ui,
    count: Count,
    groups: Option<(By, Vec<(String, Count)>)>,
    held: Option<&Ratio<'_>>,
    format: Option<Format>,
) -> anyhow::Result<()> {
    match (groups, held, format) {
        (Some((by, rows)), _, format) => {
            let sheet = Sheet {
                name: "groups",
                columns: vec![(by.id(), by.title()), ("networks", "Networks")],
                rows: rows.into_iter().map(|(label, count)| vec![Cell::Text(label), count.cell()]).collect(),
            };
            output::sheet(ui, &sheet, format.unwrap_or(Format::Table))
        }
        (None, Some(held), Some(format)) => output::sheet(ui, &Sheet::of_share(held), format),
        (None, Some(held), None) => {
            let shown = held.lines();
            ui.page(&shown, footnote(&shown))
        }
        (None, None, Some(format)) => {
            let sheet = Sheet {
                name: "counts",
                columns: vec![("networks", "Networks")],
                rows: vec![vec![count.cell()]],
            };
            output::sheet(ui, &sheet, format)
        }
        (None, None, None) => ui.out(&format!("{}\n", count.cell().to_text())),
    }
}

fn by(typed: &str) -> anyhow::Result<By> {
    By::of(typed).ok_or_else(|| {
        Problem::new(format!("networks cannot be counted by `{typed}`"))
            .suggest(typed, By::ids(), || format!("write {}", any_of(&By::ids().collect::<Vec<_>>())))
            .into()
    })
}
