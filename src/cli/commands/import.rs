//! `netreg import`: the rows of a sheet become networks, all of them or none.

use std::path::{Path, PathBuf};

use clap::Args;
use netreg::compare::diff::{Difference, Event};
use netreg::edit::Edited;
use netreg::import::{self, Document, FILE, Finding, Incoming, Mapping, Mode, Outcome, Plan, Reading, Sheet};
use netreg::parse::Registry;
use netreg::render::changes::human;
use netreg::text::{counted, in_a_row};
use netreg::validate::Context;

use crate::cli::args::{Global, WriteArgs};
use crate::cli::change::{Changed, Editor};
use crate::cli::sheet_base::{self, SheetBase};
use crate::cli::store::{self, export};
use crate::cli::{error::Problem, registry, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg import networks.xlsx
  netreg import networks.csv --update --dry-run
  netreg import list.xlsx --map 'Focal point=coordinator' --map 'Remarks='")]
pub struct ImportArgs {
    /// The sheet: a workbook of Excel, CSV, or JSON; `-` for standard input
    #[arg(value_name = "SHEET")]
    sheet: PathBuf,

    /// Say which field a column is; nothing after `=` leaves the column out (repeatable). Kept in `import.toml`
    /// beside the registry
    #[arg(long, value_name = "HEADING=FIELD")]
    map: Vec<String>,

    /// Choose a sheet of a workbook, if several have networks
    #[arg(long = "sheet", value_name = "NAME")]
    name: Option<String>,

    /// Also change networks that exist: give them the values of the sheet; empty cells change nothing
    #[arg(long, conflicts_with = "against")]
    update: bool,

    /// Merge what the sheet changed since this revision or file with what the registry changed since [default: the
    /// commit from which `list --format xlsx` made the workbook]
    #[arg(long, value_name = "REV|FILE")]
    against: Option<String>,

    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: &ImportArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let (name, bytes) = args.read(global)?;
    let document = Document::read(&bytes, args.ending().as_deref()).map_err(|problem| problem.at(&name))?;
    let kept = Kept::read(global)?;
    let mapping = Mapping::new(kept.text.as_deref(), &args.map)?;
    let base = sheet_base::of(args.against.as_deref(), &document, args.update, global, ui)?;
    let sheet =
        import::choose(document, args.name.as_deref(), &mapping).map_err(|problem| problem.at(&name))?;
    ui.notes(&sheet.notes());
    let reading = import::read(&sheet.grid, &sheet.headings);
    ui.notes(total_notes(&reading).as_slice());
    let verdict =
        Import { args, name: &name, sheet: &sheet, reading: &reading, ui }.run(base.as_ref(), global)?;
    // The registry is no longer locked here, nor is its folder.
    if verdict == Verdict::Done && !args.write.dry_run {
        kept.add(&mapping, ui)?;
    }
    Ok(verdict)
}

/// A sheet that is imported.
struct Import<'a> {
    args: &'a ImportArgs,
    /// The name of the file.
    name: &'a str,
    sheet: &'a Sheet,
    reading: &'a Reading,
    ui: &'a Ui,
}

impl Import<'_> {
    fn run(&self, base: Option<&SheetBase>, global: &Global) -> anyhow::Result<Verdict> {
        let Self { args, reading, ui, .. } = *self;
        let editor = Editor::open(global, &args.write, ui)?;
        let registry = editor.registry()?;
        let old = base.map(|base| registry::parse(&base.text)).transpose()?;
        let mode = match &old {
            Some(old) => Mode::Against(old),
            None if args.update => Mode::Update,
            None => Mode::Add,
        };
        let mut plan = import::plan(&registry, &reading.incoming, mode, self.sheet.grid.dialect)
            .map_err(|refusal| editor.refused(&refusal))?;
        if plan.findings.is_empty() {
            let context = Context { today: global.today()? };
            plan.findings = import::problems(&context, registry.text(), &plan.text, &reading.incoming);
        }
        if let (Some(base), Some(old)) = (base, &old) {
            show_both_sides(base, old, &registry, &plan, ui);
        }
        let findings: Vec<Finding> = reading.findings.iter().chain(&plan.findings).cloned().collect();
        if !findings.is_empty() {
            return Ok(self.refused(&findings));
        }
        if base.is_none() {
            show_changes(&registry, &plan.text, ui);
        }
        editor.save(&changed(&plan, &reading.incoming))
    }

    /// Shows what is wrong in the sheet; nothing of it is imported.
    fn refused(&self, findings: &[Finding]) -> Verdict {
        let Self { name, sheet, reading, ui, .. } = self;
        ui.aside(&import::render(findings, name, &sheet.grid, &sheet.headings));
        let mut rows: Vec<u32> = findings.iter().map(|finding| finding.place.row).collect();
        rows.sort_unstable();
        rows.dedup();
        let is_read = |row: &u32| reading.incoming.iter().any(|network| network.row == *row);
        let all = rows.iter().filter(|row| !is_read(row)).count() + reading.incoming.len();
        let problems = counted(findings.len(), "problem");
        let message = format!("{problems} in {} of {}; nothing was written", rows.len(), counted(all, "row"));
        ui.refused(&message, None);
        Verdict::Found
    }
}

impl ImportArgs {
    /// Reads the sheet: its name and its bytes.
    fn read(&self, global: &Global) -> anyhow::Result<(String, Vec<u8>)> {
        let is_stream = |path: &Path| store::is_stream(path);
        if is_stream(&self.sheet) && global.file.as_deref().is_some_and(is_stream) {
            let problem = Problem::new("standard input cannot be both the sheet and the registry");
            return Err(problem.help("name one of the two files").into());
        }
        store::bytes(&self.sheet)
    }

    /// Returns the ending of the name of the sheet, in lower case.
    fn ending(&self) -> Option<String> {
        self.sheet.extension()?.to_str().map(str::to_lowercase)
    }
}

/// The file beside the registry that keeps which field a column is.
struct Kept {
    path: Option<PathBuf>,
    text: Option<String>,
}

impl Kept {
    fn read(global: &Global) -> anyhow::Result<Self> {
        let registry = store::locate(global.file.as_deref())?;
        if store::is_stream(&registry) {
            return Ok(Self { path: None, text: None });
        }
        let path = registry.with_file_name(FILE);
        let text = if store::is_file(&path) { Some(store::read(&path)?.text) } else { None };
        Ok(Self { path: Some(path), text })
    }

    /// Adds what was given in this run.
    fn add(&self, mapping: &Mapping, ui: &Ui) -> anyhow::Result<()> {
        if let (Some(path), Some(text)) = (&self.path, mapping.kept(self.text.as_deref())) {
            export::write(path, text.as_bytes(), ui)?;
            ui.note(&format!("`{}` keeps what `--map` says, for the next import", store::name_of(path)));
        }
        Ok(())
    }
}

/// Returns a note on the rows that have totals.
fn total_notes(reading: &Reading) -> Option<String> {
    let rows: Vec<String> = reading.totals.iter().map(u32::to_string).collect();
    let row = if rows.len() == 1 { "row" } else { "rows" };
    (!rows.is_empty())
        .then(|| format!("not imported, because they have totals: {row} {}", in_a_row(&rows, "and")))
}

/// Shows which networks change, and how.
fn show_changes(registry: &Registry<'_>, text: &str, ui: &Ui) {
    let new = Registry::parse(text);
    let mut difference = Difference::between(registry, &new);
    difference.records.retain(|record| record.event() != Event::Added);
    ui.detail(&human::records(&difference));
}

/// Shows what the sheet changed since the base, and what the registry changed.
fn show_both_sides(base: &SheetBase, old: &Registry<'_>, registry: &Registry<'_>, plan: &Plan, ui: &Ui) {
    let sheet = Registry::parse(plan.sheet.as_deref().unwrap_or_default());
    for (whose, new) in [("the registry", registry), ("the sheet", &sheet)] {
        let difference = Difference::between(old, new);
        let what = if difference.records.is_empty() { "changed nothing" } else { "changed" };
        ui.note(&format!("since {}, {whose} {what}", base.name));
        ui.detail(&human::records(&difference));
    }
    let absent: Vec<_> = plan.absent.iter().map(|address| address.short().into_owned()).collect();
    if !absent.is_empty() {
        ui.note(&format!(
            "{} of {} not in the sheet: nothing changes there (`netreg remove` removes a network)",
            counted(absent.len(), "network"),
            base.name
        ));
    }
}

/// Returns what is done, in words.
fn changed(plan: &Plan, incoming: &[Incoming]) -> Changed {
    let number = |outcome: Outcome| plan.outcomes.iter().filter(|other| **other == outcome).count();
    let [added, changed, same] = [Outcome::Added, Outcome::Changed, Outcome::Same].map(number);
    let is = if same == 1 { "is" } else { "are" };
    let done = format!("added {added}, changed {changed}; {same} {is} the same");
    let new = incoming.iter().zip(&plan.outcomes).filter(|(_, outcome)| **outcome == Outcome::Added);
    Changed {
        edited: Edited { text: plan.text.clone(), ..Edited::default() },
        done: format!("imported {}: {done}", counted(incoming.len(), "row")),
        next: "netreg diff".to_owned(),
        added: new.map(|(row, _)| row.address.clone()).collect(),
        is_of_several: true,
        ..Changed::default()
    }
}
