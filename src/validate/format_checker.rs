//! Compares each record with its canonical form while it goes by.

use crate::format::line::{FormattedLine, Kind, comments, of_record};
use crate::format::order::moved;
use crate::model::diagnostic::{Code, Diagnostic, Severity};
use crate::model::field::Table;
use crate::model::record::Record;
use crate::parse::code;
use crate::parse::comments::{Owner, Section, Unit, gap};
use crate::text::{self, Span, quoted};
use crate::validate::index::Index;

const ORDER: Code = Code::named("NR501");
const FIELD_ORDER: Code = Code::named("NR503");
const SPELLING: Code = Code::named("NR504");
const SPACING: Code = Code::named("NR505");

/// Sees each record go by and notes what is not in its form.
pub struct FormatChecker<'t> {
    text: &'t str,
    newline: &'static str,
    /// Where the last record says something.
    content: Span,
    /// Where the last part ended, if there was one.
    end: u32,
    has_begun: bool,
    order: Order,
    /// Where the comments begin that open a section.
    sections: Vec<u32>,
    /// Whether every record is valid TOML.
    valid: bool,
    found: Vec<Diagnostic>,
}

/// Notes whether the records are in order, without keeping them: as `format/order.rs` sorts them.
#[derive(Default)]
struct Order {
    /// The record above in the same section: its table and key.
    place: Option<(Table, String)>,
    /// Whether a section before this one has networks.
    below_networks: bool,
    /// Whether this section has tables of the preamble, and whether it has networks.
    holds: (bool, bool),
    is_broken: bool,
}

impl Order {
    fn begin_section(&mut self) {
        self.below_networks |= self.holds.1;
        self.holds = (false, false);
        self.place = None;
    }

    fn see(&mut self, record: &Record<'_>) {
        let (table, key) = record.sort_key();
        let above = self.place.as_ref().map(|(table, key)| (*table, key.as_str()));
        self.holds.0 |= table != Table::Network;
        self.holds.1 |= table == Table::Network;
        let is_mixed = self.below_networks && self.holds == (true, true);
        self.is_broken |= above > Some((table, key)) || is_mixed;
        let (above, last) = self.place.get_or_insert_with(|| (table, String::new()));
        *above = table;
        last.clear();
        last.push_str(key);
    }
}

impl<'t> FormatChecker<'t> {
    /// Begins at the top of a text.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            newline: text::newline(text),
            content: Span::default(),
            end: text::beginning(text),
            has_begun: false,
            order: Order::default(),
            sections: Vec::new(),
            valid: true,
            found: Vec::new(),
        }
    }

    /// Looks at a record and what stands above it.
    pub fn see(&mut self, record: &Record<'_>) {
        let begins = self.gap(Some(record), text::line_start(self.text, record.header.start));
        self.order.see(record);
        let mut rank = 0;
        let mut is_ordered = true;
        for part in of_record(self.text, record, self.newline) {
            self.part(&part, part.kind == Kind::Header && begins, Some(record));
            if let Kind::Field(own) = part.kind {
                if own < rank && is_ordered {
                    is_ordered = false;
                    self.field_order(&part, record);
                }
                rank = rank.max(own);
            }
        }
        self.content = record.content;
        self.valid &= record.valid;
    }

    /// Looks at the end of the file, and adds what was found to `findings`.
    pub fn finish(mut self, index: &Index<'_>, findings: &mut Vec<Diagnostic>) {
        if !self.valid || findings.iter().any(|finding| code::is_unfit(finding.code)) {
            return;
        }
        self.gap(None, Span::new(self.text.len(), 0).start);
        let rest = self.text.get(self.end as usize..).unwrap_or_default();
        if !(rest.is_empty() || rest == self.newline && self.has_begun) {
            let span = Span::new(self.text.len(), self.text.len());
            let is_end = rest.trim_matches(['\r', '\n']).is_empty() && rest.matches('\n').count() == 1;
            let message =
                if is_end { "line ends are mixed" } else { "spaces or blank lines at the end of the file" };
            self.spacing(span, message, None);
        }
        if self.order.is_broken {
            self.record_order(index);
        }
        // What older readers refuse has been said, and is one fault.
        let mut newer: Vec<Span> =
            findings.iter().filter(|other| other.code == code::NEWER).map(|other| other.span).collect();
        newer.sort_unstable();
        let is_newer = |finding: &Diagnostic| {
            let next = newer.partition_point(|span| span.start < finding.span.start);
            newer.get(next).is_some_and(|span| finding.span.contains(*span))
        };
        self.found.retain(|finding| finding.code != SPELLING || !is_newer(finding));
        findings.append(&mut self.found);
    }

    /// Reports the records that are out of order: as few as can be.
    fn record_order(&mut self, index: &Index<'_>) {
        let headers = index.headers();
        let mut sections = vec![Section::default()];
        for record in &headers {
            let starts = self.sections.partition_point(|start| *start <= record.header.start);
            sections.resize_with(sections.len().max(starts + 1), Section::default);
            sections[starts].units.push(Unit { record: Some(record), span: record.block });
        }
        for moved in moved(&sections) {
            let Some(record) = moved.unit.record else { continue };
            let message = format!("{} is out of order", name(record));
            let below = moved.below.and_then(|unit| unit.record);
            let finding = self.report(ORDER, record.header, message, Some(record));
            let place = below.map_or("at the end".to_owned(), |below| format!("above {}", name(below)));
            finding.help = Some(format!("`netreg fmt` moves it {place}"));
            finding.related.extend(below.map(|below| (below.header, "it belongs above this".to_owned())));
        }
    }

    /// Looks at the comments above a header or the end of the file. Returns whether the header
    /// begins a block of its own, as no comment touches it.
    fn gap(&mut self, record: Option<&Record<'_>>, to: u32) -> bool {
        let mut begins = true;
        for block in gap(self.text, self.content, record.map(|_| to)) {
            if block.owner == Owner::Section {
                self.order.begin_section();
                self.sections.push(block.span.start);
            }
            for (at, part) in comments(self.text, block.span).enumerate() {
                self.part(&part, at == 0 && block.owner != Owner::Above, None);
            }
            begins &= block.owner != Owner::Below;
        }
        begins
    }

    /// Compares a part and the blanks before it with their form.
    fn part(&mut self, part: &FormattedLine<'_>, begins: bool, record: Option<&Record<'_>>) {
        let blank = Span { start: self.end, end: part.span.start }.of(self.text);
        let lines = if self.has_begun { 1 + usize::from(begins) } else { 0 };
        if !is_newlines(blank, self.newline, lines) {
            let message = match blank.matches('\n').count() {
                _ if !self.has_begun => "blanks stand at the beginning of the file",
                number if number > lines && begins => "more than one blank line stands above this",
                number if number > lines => "a blank line stands inside a record",
                number if number < lines => "a blank line is missing above this",
                _ if blank.ends_with('\n') => "line ends are mixed, or a blank line holds blanks",
                _ => "the line is indented",
            };
            self.spacing(part.span, message, record);
        }
        let raw = part.span.of(self.text);
        if part.text != raw && part.text == raw.trim_end() {
            self.spacing(part.span, "blanks stand at the end of the line", record);
        } else if part.text != raw {
            let what = if part.kind == Kind::Header { "the header" } else { "the field" };
            let message = format!("{what} is not in its usual spelling");
            let name = part.text.split_once(" = ").and_then(|(name, _)| record?.table.field(name));
            let right = part.text.lines().next().unwrap_or_default();
            let right =
                right.strip_suffix("[").map_or_else(|| quoted(right), |_| "an entry a line".to_owned());
            let finding = self.report(SPELLING, part.span, message, record);
            finding.field = name.map(|field| field.key);
            finding.help = Some(format!("`netreg fmt` writes {right}"));
        }
        self.end = part.span.end;
        self.has_begun = true;
    }

    fn field_order(&mut self, part: &FormattedLine<'_>, record: &Record<'_>) {
        let line = record.lines.iter().find(|line| line.key.start == part.span.start);
        let Some(line) = line else { return };
        let name = record.name_of(self.text, line);
        let field = record.table.field(name);
        let message = format!("{} stands too far below", quoted(name));
        let finding = self.report(FIELD_ORDER, line.key, message, Some(record));
        finding.field = field.map(|field| field.key);
        finding.help = Some("`netreg fmt` puts the fields in their order".to_owned());
    }

    fn spacing(&mut self, span: Span, message: &str, record: Option<&Record<'_>>) {
        let line = span.of(self.text).lines().next().unwrap_or_default();
        let span = Span { end: span.start + Span::new(line.len(), 0).start, ..span };
        self.report(SPACING, span, message, record).help = Some("`netreg fmt` mends it".to_owned());
    }

    fn report(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        record: Option<&Record<'_>>,
    ) -> &mut Diagnostic {
        let mut finding = Diagnostic::new(code, Severity::Warning, span, message);
        finding.record = record.map(|record| record.reference(self.text));
        self.found.push(finding);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

/// Tells whether a text is that many line ends and nothing else.
fn is_newlines(text: &str, newline: &str, number: usize) -> bool {
    let mut rest = Some(text);
    for _ in 0..number {
        rest = rest.and_then(|rest| rest.strip_prefix(newline));
    }
    rest == Some("")
}

/// Returns what a sentence calls a record.
fn name(record: &Record<'_>) -> String {
    quoted(if record.key.is_empty() { record.table.key() } else { &record.key })
}
