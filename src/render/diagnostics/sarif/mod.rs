//! Findings as a SARIF log (OASIS, "Static Analysis Results Interchange Format 2.1.0"), for code scanning.
//!
//! The log is valid by the published schema and has what GitHub requires beyond it. The fingerprint of a result
//! stays the same when lines move, as long as its record keeps its key and the value. Suppressed findings are
//! included with their reasons and, with a base, old ones as unchanged. Paths start at the top of the
//! repository; the caller makes them.

mod log;

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use crate::model::{Code, Diagnostic};
use crate::render::diagnostics::{CheckedFile, in_full, rule_page};
use crate::render::json::{self, Streamed};
use crate::text::{BOM, Lines, Span};
use crate::validate::baseline::identity;
use crate::validate::{self, Rule, Suppressed};
use log::{
    Artifact, Change, Configuration, Content, Descriptor, Driver, Fingerprints, Fix, Help, Invocation,
    Location, Log, Message, Outcome, Physical, Properties, Region, Replacement, Run, Suppression, Tool,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Returns the log that [`write()`] writes.
pub fn render(files: &[CheckedFile<'_>], complete: bool) -> String {
    json::text(|out| write(files, complete, out))
}

/// Writes the findings of all files as one log, one result at a time; `complete` is `true` if every file was
/// checked.
///
/// # Errors
/// The errors of `out`.
pub fn write(files: &[CheckedFile<'_>], complete: bool, out: &mut impl Write) -> io::Result<()> {
    let all = files.iter().flat_map(|file| {
        let (old, suppressed) = of_base(file);
        let suppressed = file.suppressed.iter().chain(suppressed).map(|suppressed| &suppressed.finding);
        file.findings.iter().chain(old).chain(suppressed)
    });
    let used: BTreeMap<Code, &Rule> =
        all.filter_map(|finding| Some((finding.code, validate::of(finding.code)?))).collect();
    let index: HashMap<Code, usize> = used.keys().enumerate().map(|(at, code)| (*code, at)).collect();
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: used.values().map(|rule| Descriptor::of(rule)).collect(),
    };
    let uris: Vec<String> = files.iter().map(|file| uri(file.path)).collect();
    let results = || files.iter().zip(&uris).flat_map(|(file, uri)| Results::new(file, uri, &index).all());
    let run = Run {
        tool: Tool { driver },
        invocations: [Invocation { execution_successful: complete }],
        column_kind: "unicodeCodePoints",
        results: Streamed(results),
    };
    json::write(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }, out)
}

/// Returns the old findings of a file that was compared with a base, and those that are suppressed.
fn of_base<'t>(file: &CheckedFile<'t>) -> (&'t [Diagnostic], &'t [Suppressed]) {
    file.base.map_or((&[], &[]), |base| (&base.old, &base.old_suppressed))
}

/// The results of one file.
struct Results<'t> {
    file: &'t CheckedFile<'t>,
    uri: &'t str,
    lines: Lines<'t>,
    index: &'t HashMap<Code, usize>,
    /// How often each fingerprint was used.
    given: HashMap<u64, usize>,
}

impl<'t> Results<'t> {
    fn new(file: &'t CheckedFile<'t>, uri: &'t str, index: &'t HashMap<Code, usize>) -> Self {
        Self { file, uri, lines: Lines::new(file.text), index, given: HashMap::new() }
    }

    /// Returns the results by place. Equal ones are numbered in this order, whatever their state.
    fn all(mut self) -> impl Iterator<Item = Outcome<'t>> {
        let state = |state| self.file.base.map(|_| state);
        let of = |findings: &'t [Diagnostic], suppressed: &'t [Suppressed], state: Option<&'static str>| {
            let plain = findings.iter().map(move |finding| (finding, None, state));
            plain.chain(
                suppressed.iter().map(move |suppressed| (&suppressed.finding, Some(suppressed), state)),
            )
        };
        let (old, old_suppressed) = of_base(self.file);
        let new = of(self.file.findings, self.file.suppressed, state("new"));
        let mut all: Vec<_> = new.chain(of(old, old_suppressed, state("unchanged"))).collect();
        all.sort_by_key(|(finding, ..)| (finding.span, finding.code));
        all.into_iter().map(move |(finding, suppressed, state)| self.one(finding, suppressed, state))
    }

    fn one(
        &mut self,
        finding: &'t Diagnostic,
        suppressed: Option<&'t Suppressed>,
        state: Option<&'static str>,
    ) -> Outcome<'t> {
        let related = finding.related.iter().map(|(span, role)| self.location(*span, Some(role)));
        // A byte order mark has no column, so the place of its edit cannot be given.
        let fix = finding.fix.as_ref().filter(|fix| !fix.span.of(self.file.text).starts_with(BOM));
        let fix = fix.map(|fix| Fix {
            description: message(finding.help.as_deref().unwrap_or("fix it")),
            artifact_changes: [Change {
                artifact_location: self.artifact(),
                replacements: [Replacement {
                    deleted_region: self.region(fix.span),
                    inserted_content: Content { text: &fix.text },
                }],
            }],
        });
        let suppression = suppressed.map(|suppressed| Suppression {
            kind: "inSource",
            justification: &suppressed.reason,
            location: self.location(suppressed.header, None),
        });
        Outcome {
            rule_id: finding.code.to_string(),
            rule_index: self.index.get(&finding.code).copied(),
            // Programs that do not know suppressions must not show it as an error.
            level: if suppressed.is_some() { "note" } else { finding.severity.word() },
            message: message(&in_full(finding.message.clone(), finding)),
            locations: [self.location(finding.span, None)],
            related_locations: related.collect(),
            fixes: fix.into_iter().collect(),
            suppressions: suppression.into_iter().collect(),
            partial_fingerprints: Fingerprints { primary_location_line_hash: self.fingerprint(finding) },
            baseline_state: state,
            properties: Properties { key: finding.key(), field: finding.field },
        }
    }

    /// Returns the fingerprint of a finding, which is unique in the file: equal findings are numbered.
    fn fingerprint(&mut self, finding: &Diagnostic) -> String {
        let hash = identity(self.file.text, finding).fingerprint();
        let number = self.given.entry(hash).or_default();
        *number += 1;
        format!("{hash:016x}:{number}")
    }

    fn location(&self, span: Span, role: Option<&'t String>) -> Location<'t> {
        Location {
            physical_location: Physical { artifact_location: self.artifact(), region: self.region(span) },
            message: role.map(|role| message(role)),
        }
    }

    fn artifact(&self) -> Artifact<'t> {
        Artifact { uri: self.uri }
    }

    fn region(&self, span: Span) -> Region {
        let (start, end) = (self.lines.position(span.start), self.lines.position(span.end));
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

/// Returns a text as a message without links and placeholders (sections 3.11.5 and 3.11.6).
fn message(text: &str) -> Message {
    let mut text = text.to_owned();
    if text.contains("](") {
        text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    }
    let has_placeholder = text.split('{').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if has_placeholder {
        text = text.replace('{', "{{").replace('}', "}}");
    }
    Message { text }
}

/// Returns a path as a relative reference (RFC 3986, sections 2.3 and 4.2).
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte.into())
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

impl Descriptor {
    fn of(rule: &Rule) -> Self {
        Self {
            id: rule.code.to_string(),
            name: rule.name,
            short_description: message(rule.summary),
            full_description: message(rule.why),
            help: Help {
                text: format!("{} {}", rule.why, rule_page::how_to_fix(rule)),
                markdown: rule_page::render(rule),
            },
            default_configuration: Configuration { level: rule.severity.word() },
        }
    }
}
