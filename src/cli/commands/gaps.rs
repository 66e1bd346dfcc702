//! `netreg gaps`: what the registry lacks, for its keeper.

use clap::{Args, ValueEnum};
use netreg::model::date::ago;
use netreg::parse::{Source, since};
use netreg::render::gaps::Worklist;
use netreg::render::networks::json;
use netreg::select::dates::Bounds;
use netreg::select::filter::Selection;
use netreg::select::gaps::networks::Lacks;
use netreg::select::gaps::{Gaps, Section, VERIFIED_WITHIN};
use netreg::select::tally::Tally;
use netreg::text::{all_of, did_you_mean};

use crate::cli::args::{Format, Global, LanguageArgs};
use crate::cli::destination::DestinationArgs;
use crate::cli::registry::{self, Tallied};
use crate::cli::{error::Problem, ui::Ui, verdict::Verdict};

#[derive(Args)]
#[command(after_help = "\
Examples:
  netreg gaps
  netreg gaps published contradictory
  netreg gaps --all --format md -o worklist.md
  netreg gaps unverified --older-than 6m")]
pub struct GapsArgs {
    /// List the entries of these sections, such as `published` or `undated`
    ///
    /// The sections are `missing`, `regional`, `published`, `contradictory`, `undated`, `known-by`, `unsourced`,
    /// `single-sourced`, `no-coordinator` and `unverified`.
    #[arg(value_name = "SECTION", value_parser = section)]
    sections: Vec<Section>,

    /// List the entries of all sections
    #[arg(long)]
    all: bool,

    /// Report networks that were last verified longer ago than this, such as 1y, 6m or 90d
    #[arg(long, value_name = "AGE", default_value = VERIFIED_WITHIN)]
    older_than: String,

    /// How to show the gaps [default: by the ending of --output, else human]
    #[arg(long)]
    format: Option<GapsFormat>,

    #[command(flatten)]
    destination: DestinationArgs,

    #[command(flatten)]
    names: LanguageArgs,
}

/// The format of gaps.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GapsFormat {
    /// Tables for people
    Human,
    /// Markdown: a heading and a table for each section
    Md,
    /// One JSON document
    Json,
}

pub fn run(args: &GapsArgs, global: &Global, ui: &Ui) -> anyhow::Result<Verdict> {
    let today = global.today()?;
    let verified_since = ago(&args.older_than, today).map_err(|problem| problem.at("`--older-than`"))?;
    let destination = args.destination.open_for_page(global, ui)?;
    let text = registry::open(global)?;
    let source = Source::new(&text.text);
    let (everything, mut lacks) = (Selection::default(), Lacks::default());
    let tally = Tally::new(&everything, None, true);
    let read = Tallied::read(&text, &source, tally, |network| lacks.see(network))?;
    // A number that may be wrong is not printed.
    if let Some(what) = read.unread() {
        ui.failure(&Problem { message: format!("{what}, so there are no numbers"), ..what }.into());
        return Ok(Verdict::Found);
    }
    let bounds = Bounds { since: since(&read.tally.preamble), today };
    let gaps = Gaps::of(&read.tally, &lacks, bounds, verified_since)?;
    let shown = if args.all { &Section::ALL[..] } else { &args.sections };
    let worklist = Worklist::new(&gaps, shown, args.names.language());
    let notes = worklist.notes().to_vec();
    match args.format() {
        GapsFormat::Json => destination.stream(|mut out| json::write(worklist.sheets(), &mut out))?,
        GapsFormat::Md => destination.put(&worklist.markdown())?,
        GapsFormat::Human => destination.put(&worklist.human(destination.width()))?,
    }
    ui.notes(&notes);
    if shown.is_empty() {
        ui.note("`netreg gaps SECTION` lists the entries of a section, and `netreg gaps --all` those of all sections");
    }
    Ok(Verdict::Done)
}

impl GapsArgs {
    fn format(&self) -> GapsFormat {
        self.format.unwrap_or(match self.destination.format() {
            Some(Format::Json) => GapsFormat::Json,
            Some(Format::Md) => GapsFormat::Md,
            _ => GapsFormat::Human,
        })
    }
}

/// Parses the name of a section.
fn section(input: &str) -> Result<Section, String> {
    let ids = Section::ALL.map(Section::id);
    Section::of(input).ok_or_else(|| {
        did_you_mean(input, ids).unwrap_or_else(|| format!("the sections are {}", all_of(&ids)))
    })
}
