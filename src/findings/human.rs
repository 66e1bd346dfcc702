//! Findings for people: the defect, the excerpt with a caret, the remedy.
//!
//! Promises: the caret stands under what is meant, in any script; the header of a record is in
//! the excerpt of what is wrong with it; no byte of the file reaches the terminal that could steer it.

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::country::footnote;
use crate::diagnostic::{Diagnostic, Severity};
use crate::findings::Checked;
use crate::text::{BOM, Lines, Span, is_command, is_unsafe, visible};

/// How far apart two places may be to share an excerpt, in lines.
const NEAR: usize = 40;

/// A line longer than this, in bytes, is shown in part.
const LONG: usize = 2000;

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
        out.push_str(&renderer.render(&report(finding, file.text, &lines, &path)));
        out.push_str("\n\n");
    }
    if let Some(note) = footnote(&out) {
        out.push_str(note);
        out.push('\n');
    }
    out
}

fn report<'a>(finding: &'a Diagnostic, text: &'a str, lines: &Lines<'_>, path: &'a str) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.clone().primary_title(visible(&finding.message)).id(finding.code.to_string());
    let help = finding.help.as_ref().map(|help| Element::from(Level::HELP.message(visible(help))));
    let position = lines.position(finding.span.start);
    if lines.span(position.line).range().len() > LONG {
        // The column is that of the whole line, so the place is said apart from the excerpt.
        let place = Origin::path(path).line(position.line).char_column(position.column);
        let excerpt = part_of_line(finding.span, text, position.line);
        return vec![title.element(place), Group::with_level(level).element(excerpt).elements(help)];
    }
    let mut places = vec![Place { span: finding.span, kind: AnnotationKind::Primary, label: None }];
    let header = finding
        .header
        .filter(|header| !header.holds(finding.span) && lines.line(header.start) < position.line);
    places.extend(header.map(|span| Place { span, kind: AnnotationKind::Visible, label: None }));
    places.extend(finding.related.iter().map(|(span, label)| Place {
        span: *span,
        kind: AnnotationKind::Context,
        label: Some(label),
    }));
    let excerpts = excerpts(places, text, lines, path).into_iter().map(Element::from);
    vec![title.elements(excerpts.chain(help))]
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
    // A byte order mark takes no column.
    let mark = if first == 1 && text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let whole = Span { start: lines.span(first).start + Span::new(mark, 0).start, end: lines.span(last).end };
    let annotations = places.into_iter().map(|place| {
        let start = place.span.start.clamp(whole.start, whole.end) - whole.start;
        let end = place.span.end.clamp(whole.start, whole.end) - whole.start;
        let annotation = place.kind.span(start as usize..end.max(start) as usize);
        annotation.label(place.label.map(|label| visible(label)))
    });
    Snippet::source(stand_ins(whole.of(text)))
        .line_start(first)
        .path(path)
        .annotations(annotations.collect::<Vec<_>>())
}

/// Shows what stands round a place in a very long line, and nothing else.
fn part_of_line(span: Span, text: &str, line: usize) -> Snippet<'_, Annotation<'_>> {
    const AROUND: usize = 60;
    let (start, end) = (span.start as usize, (span.end as usize).min(span.start as usize + AROUND));
    let boundary = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let first = text[boundary(start.saturating_sub(AROUND))..start].rsplit('\n').next().unwrap_or_default();
    let last = text[start..boundary((end + AROUND).min(text.len()))].split('\n').next().unwrap_or_default();
    let end = boundary(end).clamp(start, start + last.len()) - start;
    let annotation = AnnotationKind::Primary.span(first.len()..first.len() + end);
    Snippet::source(stand_ins(&[first, last].concat())).line_start(line).annotation(annotation)
}

/// Returns an excerpt of the same length in bytes in which nothing can steer a terminal or a log. Control
/// characters of one byte are shown by the renderer, as `␛`.
fn stand_ins(excerpt: &str) -> String {
    let stand_in = |c: char| match c.len_utf8() {
        1 => c,
        2 => '·',
        _ => '\u{FFFD}',
    };
    let shown = |(at, c): (usize, char)| match c {
        // A workflow log takes `##[` for the beginning of a command, wherever it stands.
        '#' if is_command(None, &excerpt[at..]) => '.',
        c if is_unsafe(c) || c == BOM => stand_in(c),
        c => c,
    };
    excerpt.char_indices().map(shown).collect()
}
