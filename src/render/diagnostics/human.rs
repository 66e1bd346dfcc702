//! Findings for people: the message, an excerpt of the file with a caret, and the help.
//!
//! The caret is under the right columns in any script. The excerpt of a finding includes the header of its
//! record.

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::model::{Diagnostic, Severity, country::footnote};
use crate::render::diagnostics::repeats::{self, Repeats, split};
use crate::render::{diagnostics::CheckedFile, diagnostics::legible::Legible};
use crate::text::{Lines, Span, boundary, visible};

/// The greatest distance, in lines, of two places that share an excerpt.
const NEAR: usize = 40;

/// The length, in bytes, above which only a part of a line is shown.
const LONG: usize = 2000;

/// Renders the findings of one file in full; `width` is the width of the terminal in columns.
pub fn render(file: &CheckedFile<'_>, colour: bool, width: usize) -> String {
    rendered(file, (file.findings.iter().collect(), Repeats::new()), None, colour, width)
}

/// Renders the findings of one file; of many findings of one rule, only some are shown in full, and the others as
/// one line with their places. `help` says how they can be shown in full, too.
pub fn brief(file: &CheckedFile<'_>, help: Option<&str>, colour: bool, width: usize) -> String {
    rendered(file, split(file.findings), help, colour, width)
}

fn rendered(
    file: &CheckedFile<'_>,
    (shown, repeats): (Vec<&Diagnostic>, Repeats<'_>),
    help: Option<&str>,
    colour: bool,
    width: usize,
) -> String {
    if shown.is_empty() {
        return String::new();
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(width);
    let lines = Lines::new(file.text);
    let path = visible(file.path);
    let mut out = String::new();
    for finding in shown {
        out.push_str(&renderer.render(&report(finding, file.text, &lines, &path)));
        out.push_str("\n\n");
    }
    for ((severity, code), findings) in &repeats {
        let line = repeats::line(*code, findings, &lines, file.path);
        let title = level(*severity).primary_title(visible(&line)).id(code.to_string());
        out.push_str(&renderer.render(&[Group::with_title(title)]));
        out.push('\n');
    }
    if !repeats.is_empty() {
        let help = help.map(|help| Group::with_title(Level::HELP.secondary_title(help)));
        out.extend(help.map(|help| renderer.render(&[help]) + "\n"));
        out.push('\n');
    }
    if let Some(note) = footnote(&out) {
        out.push_str(note);
        out.push('\n');
    }
    out
}

fn report<'a>(finding: &'a Diagnostic, text: &'a str, lines: &Lines<'_>, path: &'a str) -> Vec<Group<'a>> {
    let level = level(finding.severity);
    let title = level.clone().primary_title(visible(&finding.message)).id(finding.code.to_string());
    let help = finding.help.as_ref().map(|help| Element::from(Level::HELP.message(visible(help))));
    let position = lines.position(finding.span.start);
    if lines.span(position.line).range().len() > LONG {
        // The column counts from the start of the line, so the excerpt cannot show it.
        let place = Origin::path(path).line(position.line).char_column(position.column);
        let excerpt = part_of_line(finding.span, text, lines, position.line);
        return vec![title.element(place), Group::with_level(level).element(excerpt).elements(help)];
    }
    let mut places = vec![Place { span: finding.span, kind: AnnotationKind::Primary, label: None }];
    let header = finding.header();
    let header =
        header.filter(|header| !header.contains(finding.span) && lines.line(header.start) < position.line);
    places.extend(header.map(|span| Place { span, kind: AnnotationKind::Visible, label: None }));
    places.extend(finding.related.iter().map(|(span, label)| Place {
        span: *span,
        kind: AnnotationKind::Context,
        label: Some(label),
    }));
    let excerpts = excerpts(places, text, lines, path).into_iter().map(Element::from);
    vec![title.elements(excerpts.chain(help))]
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

struct Place<'a> {
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a String>,
}

/// Returns the excerpts for the places: those that are near each other share one, and the one with the finding
/// itself comes first.
fn excerpts<'a>(
    mut places: Vec<Place<'a>>,
    text: &'a str,
    lines: &Lines<'_>,
    path: &'a str,
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let line = |span: Span| lines.line(span.start);
    places.sort_by_key(|place| place.span);
    let mut groups: Vec<Vec<Place<'a>>> = Vec::new();
    for place in places {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| line(place.span) - line(last.span) <= NEAR) => {
                group.push(place)
            }
            _ => groups.push(vec![place]),
        }
    }
    groups.sort_by_key(|group| !group.iter().any(|place| place.kind == AnnotationKind::Primary));
    groups.into_iter().map(|group| excerpt(group, text, lines, path)).collect()
}

fn excerpt<'a>(
    places: Vec<Place<'a>>,
    text: &'a str,
    lines: &Lines<'_>,
    path: &'a str,
) -> Snippet<'a, Annotation<'a>> {
    let last_byte = |span: Span| if span.end > span.start { span.end - 1 } else { span.end };
    let first = places.iter().map(|place| lines.line(place.span.start)).min().unwrap_or(1);
    let last = places.iter().map(|place| lines.line(last_byte(place.span))).max().unwrap_or(1);
    let whole = Span { start: lines.span(first).start, end: lines.span(last).end };
    let shown = Legible::of(whole.of(text));
    let annotations = places.into_iter().map(|place| {
        // Every place can be shown, even one that is not on a character boundary.
        let at = |byte: u32| shown.at(boundary(whole.of(text), byte.saturating_sub(whole.start) as usize));
        let (start, end) = (at(place.span.start), at(place.span.end));
        let annotation = place.kind.span(start..end.max(start));
        annotation.label(place.label.map(|label| visible(label)))
    });
    let annotations: Vec<_> = annotations.collect();
    Snippet::source(shown.text).line_start(first).path(path).annotations(annotations)
}

/// Returns an excerpt of the characters around a place in a very long line.
fn part_of_line<'a>(
    span: Span,
    text: &'a str,
    lines: &Lines<'_>,
    line: usize,
) -> Snippet<'a, Annotation<'a>> {
    const AROUND: usize = 60;
    let whole = lines.span(line).range();
    let within = |at: usize| boundary(text, at.clamp(whole.start, whole.end));
    let start = within(span.start as usize);
    let end = within((span.end as usize).min(start + AROUND)).max(start);
    let from = within(start.saturating_sub(AROUND));
    let shown = Legible::of(&text[from..within(end + AROUND)]);
    let annotation = AnnotationKind::Primary.span(shown.at(start - from)..shown.at(end - from));
    Snippet::source(shown.text).line_start(line).annotation(annotation)
}
