//! Findings for people: the defect, the excerpt with a caret, the remedy.
//!
//! Promises: the caret stands under what is meant, in any script; the header of the record is
//! always in the excerpt; no byte of the file reaches the terminal that could steer it.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use crate::country::footnote;
use crate::diagnostic::{Diagnostic, Severity};
use crate::findings::Checked;
use crate::text::{BOM, Lines, Span, is_unsafe, visible};

/// How far apart two places may be to share an excerpt, in lines.
const NEAR: usize = 40;

/// Renders the findings of one file; `width` is that of the terminal in columns.
#[must_use]
pub fn render(file: &Checked<'_>, colour: bool, width: usize) -> String {
    if file.findings.is_empty() {
        return String::new();
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(width);
    let lines = Lines::new(file.text);
    let path = visible(file.path);
    let mut out = String::new();
    for finding in file.findings {
        out.push_str(&renderer.render(&[group(finding, file.text, &lines, &path)]));
        out.push_str("\n\n");
    }
    if let Some(note) = footnote(&out) {
        out.push_str(note);
        out.push('\n');
    }
    out
}

fn group<'a>(finding: &'a Diagnostic, text: &'a str, lines: &Lines<'_>, path: &'a str) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(visible(&finding.message)).id(finding.code.to_string());
    let mut places = vec![Place { span: finding.span, kind: AnnotationKind::Primary, label: None }];
    let header = finding.header.filter(|header| {
        !header.holds(finding.span)
            && lines.position(header.start).line < lines.position(finding.span.start).line
    });
    places.extend(header.map(|span| Place { span, kind: AnnotationKind::Visible, label: None }));
    places.extend(finding.related.iter().map(|(span, label)| Place {
        span: *span,
        kind: AnnotationKind::Context,
        label: Some(label),
    }));
    let mut elements: Vec<Element<'a>> =
        excerpts(places, text, lines, path).into_iter().map(Element::from).collect();
    elements.extend(finding.help.as_ref().map(|help| Element::from(Level::HELP.message(visible(help)))));
    title.elements(elements)
}

struct Place<'a> {
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a String>,
}

/// Cuts the lines round the places out of the text: places that lie near each other share an
/// excerpt, that of the finding itself comes first.
fn excerpts<'a>(
    mut places: Vec<Place<'a>>,
    text: &'a str,
    lines: &Lines<'_>,
    path: &'a str,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let line = |span: Span| lines.position(span.start).line;
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
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let last_byte = |span: Span| if span.end > span.start { span.end - 1 } else { span.end };
    let first = places.iter().map(|place| lines.position(place.span.start).line).min().unwrap_or(1);
    let last = places.iter().map(|place| lines.position(last_byte(place.span)).line).max().unwrap_or(1);
    let whole = Span { start: lines.span(first).start, end: lines.span(last).end };
    let annotations = places.into_iter().map(|place| {
        let start = place.span.start.clamp(whole.start, whole.end) - whole.start;
        let end = place.span.end.clamp(whole.start, whole.end) - whole.start;
        let annotation = place.kind.span(start as usize..end.max(start) as usize);
        annotation.label(place.label.map(|label| visible(label)))
    });
    Snippet::source(harmless(whole.of(text)))
        .line_start(first)
        .path(path)
        .annotations(annotations.collect::<Vec<_>>())
}

/// Returns an excerpt of the same length in bytes in which nothing can steer a terminal. Control
/// characters of one byte are shown by the renderer, as `␛`.
fn harmless(excerpt: &str) -> String {
    let stand_in = |c: char| match c.len_utf8() {
        1 => c,
        2 => '·',
        _ => '\u{FFFD}',
    };
    excerpt.chars().map(|c| if is_unsafe(c) || c == BOM { stand_in(c) } else { c }).collect()
}
