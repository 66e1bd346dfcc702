//! Findings of a rule of which others are shown in full already: a line with their places.

use std::collections::BTreeMap;

use crate::model::{Code, Diagnostic, RecordRef, Severity};
use crate::text::Lines;
use crate::validate;

/// How many findings of a rule are shown in full.
const IN_FULL: usize = 3;

/// The most places in a line.
const PLACES: usize = 50;

/// The findings that are not shown in full, by level and rule: errors come first.
pub type Repeats<'d> = BTreeMap<(Severity, Code), Vec<&'d Diagnostic>>;

/// Returns the first findings of each rule, which are shown in full, and the others.
pub fn split(findings: &[Diagnostic]) -> (Vec<&Diagnostic>, Repeats<'_>) {
    let mut shown = Vec::new();
    let mut numbers: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    let mut repeats = Repeats::new();
    for finding in findings {
        let rule = (finding.severity, finding.code);
        let number = numbers.entry(rule).or_default();
        *number += 1;
        if *number <= IN_FULL {
            shown.push(finding);
        } else {
            repeats.entry(rule).or_default().push(finding);
        }
    }
    (shown, repeats)
}

/// Returns the line about findings of one rule, without escapes: "2 more of `no-source`: registry.toml:12 (ATA),
/// 30 (BVT)". Findings on one line have one place.
pub fn line(code: Code, findings: &[&Diagnostic], lines: &Lines<'_>, path: &str) -> String {
    let mut places: Vec<String> = Vec::new();
    let mut counted_in = 0;
    for finding in findings {
        let place = place(finding, lines);
        if places.last() != Some(&place) {
            if places.len() == PLACES {
                break;
            }
            places.push(place);
        }
        counted_in += 1;
    }
    let (number, left) = (findings.len(), findings.len() - counted_in);
    let rest = if left > 0 { format!(" and {left} others") } else { String::new() };
    format!("{number} more of `{}`: {path}:{}{rest}", validate::name(code), places.join(", "))
}

/// Returns the line on which a finding is and, if it is about a record, how the record is named.
fn place(finding: &Diagnostic, lines: &Lines<'_>) -> String {
    let line = lines.line(finding.span.start);
    let address = finding.record.as_ref().and_then(RecordRef::address);
    address.map_or(line.to_string(), |address| format!("{line} ({})", address.short()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    const RULE: Code = Code::named("NR301");

    /// Returns `number` findings, each on a line of its own, and their text.
    fn made(number: usize) -> (String, Vec<Diagnostic>) {
        let at = |line: usize| Diagnostic::new(RULE, Severity::Warning, Span::new(line * 2, line * 2), "x");
        ("x\n".repeat(number), (0..number).map(at).collect())
    }

    #[test]
    fn three_findings_of_a_rule_are_shown_in_full() {
        for (number, (shown, others)) in [(0, (0, 0)), (3, (3, 0)), (4, (3, 1)), (100, (3, 97))] {
            let (_, findings) = made(number);
            let (first, repeats) = split(&findings);
            let left: usize = repeats.values().map(Vec::len).sum();
            assert_eq!((first.len(), left), (shown, others), "{number}");
        }
    }

    #[test]
    fn errors_and_warnings_of_a_rule_are_counted_apart() {
        let (_, mut findings) = made(8);
        findings[2..6].iter_mut().for_each(|finding| finding.severity = Severity::Error);
        let (shown, repeats) = split(&findings);
        assert_eq!(shown.len(), 6);
        let left: Vec<_> = repeats.iter().map(|(rule, findings)| (rule.0, findings.len())).collect();
        assert_eq!(left, [(Severity::Error, 1), (Severity::Warning, 1)]);
    }

    #[test]
    fn line_stays_short_and_counts_every_finding() {
        let (text, findings) = made(10_000);
        let lines = Lines::new(&text);
        let findings: Vec<&Diagnostic> = findings.iter().collect();
        let said = line(RULE, &findings, &lines, "x.toml");
        assert!(said.starts_with("10000 more of `no-source`: x.toml:1, 2, 3, "), "{said}");
        assert!(said.ends_with(", 49, 50 and 9950 others"), "{said}");
        let said = line(RULE, &findings[..50], &lines, "x.toml");
        assert!(said.ends_with(", 49, 50"), "{said}");
    }

    #[test]
    fn findings_on_one_line_have_one_place() {
        let (text, findings) = made(2);
        let same = [&findings[0], &findings[0], &findings[1]];
        let said = line(RULE, &same, &Lines::new(&text), "x.toml");
        assert_eq!(said, "3 more of `no-source`: x.toml:1, 2");
    }
}
