//! Compares each record with its canonical form while it goes by.

use crate::format::line::{FormattedLine, Kind, comments, of_record};
use crate::model::{Code, Diagnostic, Record, Severity};
use crate::parse::code;
use crate::parse::comments::{Owner, gap};
use crate::text::{self, Span, quoted};
use crate::validate::{index::Index, record_order::RecordOrder};

const ORDER: Code = Code::named("NR501");
const FIELD_ORDER: Code = Code::named("NR503");
const SPELLING: Code = Code::named("NR504");
const SPACING: Code = Code::named("NR505");

/// Compares records with their canonical form, one after another.
pub struct FormatChecker<'t> {
    text: &'t str,
    newline: &'static str,
    /// The content of the record above.
    content: Span,
    /// Where the line above ended.
    end: u32,
    has_begun: bool,
    order: RecordOrder<'t>,
    /// Whether every record is valid TOML.
    valid: bool,
    found: Vec<Diagnostic>,
}

impl<'t> FormatChecker<'t> {
    /// Returns a checker at the top of a text.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            newline: text::newline(text),
            content: Span::default(),
            end: text::beginning(text),
            has_begun: false,
            order: RecordOrder::default(),
            valid: true,
            found: Vec::new(),
        }
    }

    /// Checks a record and what is above it.
    pub fn see(&mut self, record: &Record<'t>) {
        // Mostly there is a blank line above a record, and nothing else.
        let is_alone = self.is_parted(record, true);
        let begins = is_alone || self.gap(Some(record), text::line_start(self.text, record.header.start));
        self.order.see(record);
        // A canonical record has the line ends of most files, not those of Windows.
        let is_canonical = record.canonical && self.newline == "\n";
        if is_canonical && (is_alone || self.is_parted(record, begins)) {
            debug_assert!(self.finds_nothing_in(record, begins), "{record:?}");
            self.end = record.content.end;
        } else {
            self.lines(record, begins);
        }
        self.content = record.content;
        self.valid &= record.valid;
    }

    /// Returns `true` if there is nothing between the line above and a record but a line end and, if it begins
    /// something, a blank line.
    fn is_parted(&self, record: &Record<'_>, begins: bool) -> bool {
        let blank = Span { start: self.end, end: record.header.start }.of(self.text);
        self.has_begun && is_newlines(blank, self.newline, 1 + usize::from(begins))
    }

    /// Returns `true` if a comparison of the record with its canonical form would find nothing.
    fn finds_nothing_in(&mut self, record: &Record<'_>, begins: bool) -> bool {
        let (before, above) = (self.found.len(), self.end);
        self.lines(record, begins);
        let end = std::mem::replace(&mut self.end, above);
        self.found.len() == before && end == record.content.end
    }

    /// Compares the lines of a record with their form.
    fn lines(&mut self, record: &Record<'_>, begins: bool) {
        let mut rank = 0;
        let mut is_ordered = true;
        for line in of_record(self.text, record, self.newline) {
            self.line(&line, line.kind == Kind::Header && begins, Some(record));
            if let Kind::Field(own) = line.kind {
                if own < rank && is_ordered {
                    is_ordered = false;
                    self.field_order(&line, record);
                }
                rank = rank.max(own);
            }
        }
    }

    /// Checks the end of the file, and adds what was found to `findings`.
    pub fn finish(mut self, index: &Index<'_>, findings: &mut Vec<Diagnostic>) {
        if !self.valid || findings.iter().any(|finding| code::is_unfit(finding.code)) {
            return;
        }
        self.gap(None, Span::new(self.text.len(), 0).start);
        let rest = self.text.get(self.end as usize..).unwrap_or_default();
        // A file of white space has no layout. That it has no records is another finding.
        if self.has_begun && !(rest.is_empty() || rest == self.newline) {
            let span = Span::new(self.text.len(), self.text.len());
            let is_end = rest.trim_matches(['\r', '\n']).is_empty() && rest.matches('\n').count() == 1;
            let message =
                if is_end { "line ends are mixed" } else { "spaces or blank lines at the end of the file" };
            self.spacing(span, message, None);
        }
        if self.order.is_broken() {
            self.record_order(index);
        }
        // Syntax that older readers refuse has been reported already.
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

    /// Reports the records that are out of order.
    fn record_order(&mut self, index: &Index<'_>) {
        let headers = index.headers();
        for (record, below) in self.order.misplaced(&headers) {
            let message = format!("{} is out of order", quoted(record.called()));
            let finding = self.report(ORDER, record.header, message, Some(record));
            let place =
                below.map_or("to the end".to_owned(), |below| format!("above {}", quoted(below.called())));
            finding.help = Some(format!("`netreg fmt` moves it {place}"));
            finding.related.extend(below.map(|below| (below.header, "it belongs above this".to_owned())));
        }
    }

    /// Checks the comments above a header or the end of the file. Returns `true` if no comment touches the header.
    fn gap(&mut self, record: Option<&Record<'_>>, to: u32) -> bool {
        let mut begins = true;
        for block in gap(self.text, self.content, record.map(|_| to)) {
            if block.owner == Owner::Section {
                self.order.begin_section(block.span.start);
            }
            for (at, line) in comments(self.text, block.span).enumerate() {
                self.line(&line, at == 0 && block.owner != Owner::Above, None);
            }
            begins &= block.owner != Owner::Below;
        }
        begins
    }

    /// Compares a line and the white space before it with their form.
    fn line(&mut self, line: &FormattedLine<'_>, begins: bool, record: Option<&Record<'_>>) {
        let blank = Span { start: self.end, end: line.span.start }.of(self.text);
        let lines = if self.has_begun { 1 + usize::from(begins) } else { 0 };
        if !is_newlines(blank, self.newline, lines) {
            let message = match blank.matches('\n').count() {
                _ if !self.has_begun => "spaces or blank lines at the beginning of the file",
                number if number > lines && begins => "more than one blank line above this",
                number if number > lines => "a blank line inside a record",
                number if number < lines => "a blank line is missing above this",
                _ if blank.ends_with('\n') => "line ends are mixed, or a blank line contains spaces",
                _ => "the line is indented",
            };
            self.spacing(line.span, message, record);
        }
        let raw = line.span.of(self.text);
        if line.text != raw && line.text == raw.trim_end() {
            self.spacing(line.span, "spaces at the end of the line", record);
        } else if line.text != raw {
            let what = if line.kind == Kind::Header { "the header" } else { "the field" };
            let message = format!("{what} is not in its usual spelling");
            let name = line.text.split_once(" = ").and_then(|(name, _)| record?.table.field(name));
            let right = line.text.lines().next().unwrap_or_default();
            let right =
                right.strip_suffix("[").map_or_else(|| quoted(right), |_| "one entry a line".to_owned());
            let finding = self.report(SPELLING, line.span, message, record);
            finding.field = name.map(|field| field.key);
            finding.help = Some(format!("`netreg fmt` writes {right}"));
        }
        self.end = line.span.end;
        self.has_begun = true;
    }

    fn field_order(&mut self, line: &FormattedLine<'_>, record: &Record<'_>) {
        let own = record.lines.iter().find(|own| own.key.start == line.span.start);
        let Some(line) = own else { return };
        let name = record.name_of(self.text, line);
        let field = record.table.field(name);
        let message = format!("{} is out of order", quoted(name));
        let finding = self.report(FIELD_ORDER, line.key, message, Some(record));
        finding.field = field.map(|field| field.key);
        finding.help = Some("`netreg fmt` sorts the fields".to_owned());
    }

    fn spacing(&mut self, span: Span, message: &str, record: Option<&Record<'_>>) {
        let line = span.of(self.text).lines().next().unwrap_or_default();
        let span = Span { end: span.start + Span::new(line.len(), 0).start, ..span };
        self.report(SPACING, span, message, record).help = Some("`netreg fmt` fixes it".to_owned());
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

/// Returns `true` if a text is that many line ends and nothing else.
fn is_newlines(text: &str, newline: &str, number: usize) -> bool {
    let mut rest = Some(text);
    for _ in 0..number {
        rest = rest.and_then(|rest| rest.strip_prefix(newline));
    }
    rest == Some("")
}
