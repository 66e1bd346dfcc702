//! `netreg import`: the rows of a sheet become networks, all of them or none.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use netreg::import::{self, Document, Finding, Mapping, Mode, Outcome, Plan, Reading, Sheet};
use netreg::text::{counted, in_a_row};
use netreg::validate::{Context, check};

use crate::cli::args::{Global, WriteArgs};
use crate::cli::change::{self, Editor};
use crate::cli::sheet::base::{self, SheetBase};
use crate::cli::sheet::changes;
use crate::cli::sheet::mapping_file::MappingFile;
use crate::cli::{error::Problem, store, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg import networks.xlsx
  netreg import networks.csv --update --dry-run
  netreg import list.csv --map 'Focal point=coordinator' --map 'Remarks='")]
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

    /// Merge the changes that were made in the sheet and in the registry since this revision or file [default: the
    /// commit from which `list --format xlsx` made the workbook]
    #[arg(long, value_name = "REV|FILE")]
    against: Option<String>,

    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: &ImportArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let (name, bytes) = args.read(global)?;
    let document = Document::read(&bytes, args.ending().as_deref()).map_err(|problem| problem.at(&name))?;
    let kept = MappingFile::read(global)?;
    let mapping = Mapping::new(kept.text.as_deref(), &args.map)?;
    let base = base::of(args.against.as_deref(), &document, args.update, global, ui)?;
    let sheet =
        import::choose(document, args.name.as_deref(), &mapping).map_err(|problem| problem.at(&name))?;
    ui.notes(&sheet.notes(base.is_none()));
    let reading = import::read(&sheet.grid, &sheet.headings);
    ui.notes(total_notes(&reading, sheet.unit()).as_slice());
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
        let old = base.map(SheetBase::registry).transpose()?;
        let mode = match &old {
            Some(old) => Mode::Against(old),
            None if args.update => Mode::Update,
            None => Mode::Add,
        };
        let mut plan =
            import::plan(&registry, &reading.incoming, mode, self.sheet.grid.dialect).map_err(|refusal| {
                change::refused(&refusal, base.map_or(editor.text(), |base| &base.text), ui)
            })?;
        if plan.is_registry {
            let context = Context { today: global.today()? };
            let found = check(&context, &plan.text);
            let broken = import::problems(&context, registry.text(), (&plan.text, &found), &reading.incoming);
            plan.findings.extend(broken);
            editor.has_found(found);
        }
        // Of rows that cannot be read it is not known what they changed.
        let is_shown = !global.quiet && reading.findings.is_empty();
        if let (Some(base), Some(old), true) = (base, &old, is_shown) {
            changes::show_both(base, old, &registry, &plan, ui);
        }
        let findings: Vec<Finding> = reading.findings.iter().chain(&plan.findings).cloned().collect();
        if !findings.is_empty() {
            return Ok(self.refused(&findings, &plan));
        }
        if base.is_none() && !global.quiet {
            changes::show(&registry, &plan, ui);
        }
        if plan.text == registry.text() {
            ui.note(&format!(
                "{}: {}",
                counted(reading.incoming.len(), "row"),
                changes::outcomes(&plan.outcomes)
            ));
        }
        editor.save(&changes::change(&plan, &reading.incoming))
    }

    /// Shows what is wrong in the sheet; nothing of it is imported.
    fn refused(&self, findings: &[Finding], plan: &Plan) -> Verdict {
        let Self { name, sheet, reading, ui, .. } = self;
        ui.aside(&(import::render(findings, name, &sheet.grid, &sheet.headings) + "\n"));
        let refused: BTreeSet<u32> = findings.iter().map(|finding| finding.place.row).collect();
        let rows = reading.incoming.iter().zip(&plan.outcomes);
        let others: Vec<Outcome> =
            rows.filter(|(row, _)| !refused.contains(&row.row)).map(|(_, outcome)| *outcome).collect();
        let message = format!(
            "{} in {}; nothing was written (without these: {})",
            counted(findings.len(), "problem"),
            counted(refused.len(), sheet.unit()),
            changes::outcomes(&others)
        );
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

/// Returns a note on the rows that have totals.
fn total_notes(reading: &Reading, unit: &str) -> Option<String> {
    let rows: Vec<String> = reading.totals.iter().map(u32::to_string).collect();
    let plural = if rows.len() == 1 { "" } else { "s" };
    let are = if rows.len() == 1 { "it has" } else { "they have" };
    let rows = (!rows.is_empty()).then(|| in_a_row(&rows, "and"))?;
    Some(format!("not imported, because {are} totals: {unit}{plural} {rows}"))
}
