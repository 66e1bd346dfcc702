//! Tables with scripts of every width and direction side by side.
//! `SNAPSHOTS=overwrite cargo test --test render` accepts a new output.

mod support;

use std::path::Path;

use netreg::model::Record;
use netreg::model::country::{Language, by_code};
use netreg::parse::Registry;
use netreg::render::networks::rows::Rows;
use netreg::render::networks::sheet::{Heading, NETWORKS, Sheet};
use netreg::render::networks::table;
use netreg::select::cell::Cell;
use netreg::select::column::Column;
use netreg::select::count::Count;
use snapbox::Data;
use unicode_width::UnicodeWidthChar;

/// Returns the columns of a line in a terminal: those of its letters, not reduced by ligatures.
fn columns(line: &str) -> usize {
    line.chars().map(|c| c.width().unwrap_or_default()).sum()
}

fn sheet<'t>(columns: &[(&'static str, &'static str)], rows: Rows<'t>) -> Sheet<Rows<'t>> {
    let columns = columns.iter().map(|(id, title)| Heading::new(id, title)).collect();
    Sheet { rows, ..Sheet::new("rows", columns, Language::English) }
}

/// Returns names that are long, wide, written from right to left, or have accents and brackets.
fn names() -> Sheet {
    let codes = ["BGD", "BOL", "CIV", "KOR", "STP", "XKX", "ZMB"];
    let languages = [Language::Arabic, Language::French, Language::Chinese];
    let row = |code: &&'static str| {
        let country = by_code(code).expect("a country");
        let names = languages.map(|language| Cell::of_text(country.display_name_in(language)));
        let mut row = vec![Cell::of_text(*code)];
        row.extend(names);
        row.push(Cell::of_text("2021-06"));
        row
    };
    let columns = [
        ("key", "Key"),
        ("ar", "Name"),
        ("fr", "Other names"),
        ("zh", "Title"),
        ("established", "Established"),
    ];
    sheet(&columns, codes.iter().map(row).collect())
}

#[test]
fn table_of_every_script_fits_80_columns() {
    let shown = table::render(&names(), Some(80));
    assert!(shown.lines().all(|line| columns(line) <= 80), "{shown}");
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/render/names.txt");
    snapbox::assert_data_eq!(shown, Data::read_from(&expected, None).raw());
}

/// Returns numbers with bars.
fn with_bars() -> Sheet {
    let rows = [("ATA", 100, 101), ("Heard Island and McDonald Islands", 99, 100), ("BVT", 0, 1)];
    let row = |(name, certain, possible)| vec![Cell::of_text(name), Cell::Count(Count { certain, possible })];
    let rows = rows.into_iter().map(row).collect();
    let headings = vec![Heading::new("name", "Name"), NETWORKS];
    Sheet { rows, has_bars: true, ..Sheet::new("groups", headings, Language::English) }
}

/// Returns the characters of a text that are shown, bars aside, in order of their numbers.
fn shown_characters(text: &str) -> Vec<char> {
    let is_shown = |c: &char| !c.is_whitespace() && !"█░\u{2066}\u{2068}\u{2069}".contains(*c);
    let mut characters: Vec<char> = text.chars().filter(is_shown).collect();
    characters.sort_unstable();
    characters
}

/// Returns the headings of a table.
fn titles(sheet: &Sheet<Rows<'_>>) -> Vec<String> {
    sheet.columns.iter().map(|heading| heading.title_in(sheet.language).to_uppercase()).collect()
}

/// Returns the characters that a sheet must show as a table, and as cards.
fn expected_characters(sheet: &Sheet<Rows<'_>>) -> (Vec<char>, Vec<char>) {
    let titles = titles(sheet);
    let (mut table, mut cards) = (titles.concat(), String::new());
    for (title, cell) in sheet.rows.iter().flat_map(|row| titles.iter().zip(row)) {
        let text = cell.text(sheet.language, &mut String::new()).to_owned();
        table += &text;
        if !text.is_empty() {
            // A list of addresses has no commas on a card, because each has its line.
            cards += &(title.clone() + &text.replace(", https://", "https://"));
        }
    }
    (shown_characters(&table), shown_characters(&cards))
}

#[test]
fn every_width_shows_everything_and_is_kept() {
    let text = include_str!("../registry.toml");
    let registry = Registry::parse(text);
    let networks: Vec<&Record<'_>> =
        registry.networks().filter(|network| network.key.as_ref() < "C").collect();
    let all: Vec<Column> = Column::all().collect();
    for sheet in [
        names(),
        Sheet::of_networks(&all, &networks, Language::English),
        Sheet::of_networks(&all[..6], &networks, Language::Arabic),
        Sheet::of_networks(&[all[1], all[13]], &networks, Language::French),
        with_bars(),
    ] {
        let (as_table, as_cards) = expected_characters(&sheet);
        let headings = titles(&sheet);
        let indent = headings.iter().map(|heading| columns(heading)).max().unwrap_or_default() + 2;
        let mut kinds = Vec::new();
        for width in 20..=200 {
            let shown = table::render(&sheet, Some(width));
            let is_table = shown.lines().next().is_some_and(|head| head.contains(&headings[1]));
            assert_eq!(&shown_characters(&shown), if is_table { &as_table } else { &as_cards }, "{shown}");
            let bars = shown.lines().filter(|line| line.contains(['█', '░'])).count();
            assert!(bars <= sheet.rows.len(), "a bar is broken: {shown}");
            for line in shown.lines() {
                let value: String = line.chars().filter(|c| c.width() != Some(0)).skip(indent).collect();
                let is_word = !is_table && !value.contains(' ');
                assert!(columns(line) <= width.into() || is_word, "{width}: {line}");
            }
            if kinds.last() != Some(&is_table) {
                kinds.push(is_table);
            }
        }
        assert_eq!(kinds, [false, true], "{:?} at some width", sheet.columns);
    }
}

#[test]
fn columns_are_aligned_with_their_headings() {
    for width in [None, Some(200)] {
        let shown = table::render(&names(), width);
        let mut lines = shown.lines();
        let head = lines.next().expect("a heading");
        let starts = ["NAME", "OTHER NAMES", "TITLE", "ESTABLISHED"]
            .map(|title| columns(&head[..=head.find(&format!(" {title}")).expect("the heading is there")]));
        for line in lines {
            // The columns of a line at which text starts after two spaces.
            let mut begins = Vec::new();
            for (at, _) in line.char_indices().filter(|(at, c)| *c != ' ' && line[..*at].ends_with("  ")) {
                begins.push(columns(&line[..at]));
            }
            assert_eq!(begins, starts, "{shown}");
        }
    }
}

#[test]
fn table_that_fits_a_terminal_is_as_without_one() {
    let without = table::render(&names(), None);
    let widest = without.lines().map(columns).max().unwrap_or_default();
    let width = u16::try_from(widest).expect("it is not wide");
    assert_eq!(table::render(&names(), Some(width)), without);
    assert_ne!(table::render(&names(), Some(width - 1)), without);
}

#[test]
fn cell_keeps_joiners_and_collapses_spaces() {
    let mut sheet = names();
    // A zero width non-joiner, and two spaces.
    let mut texts = ["دل\u{200c}انگیز", "قائمة الدول  (2)"].into_iter();
    sheet.rows.change(|row| row[1] = Cell::of_text(texts.next().unwrap_or_default()));
    let shown = table::render(&sheet, None);
    assert!(shown.contains("\u{2068}دل\u{200c}انگیز\u{2069}"), "{shown}");
    assert!(shown.contains("\u{2068}قائمة الدول (2)\u{2069}"), "{shown}");
    assert!(!shown.contains('\u{2066}'), "{shown}");
}

#[test]
fn right_to_left_text_is_isolated_and_complete() {
    let shown = table::render(&names(), Some(80));
    for line in shown.lines() {
        let opened = line.matches('\u{2068}').count();
        assert_eq!(opened, line.matches('\u{2069}').count(), "{line}");
        assert!(opened <= 1, "{line}");
    }
    assert!(shown.contains("\u{2068}زامبيا\u{2069}  "), "{shown}");
    // Direction marks in the file are shown as escapes.
    let mut sheet = names();
    sheet.rows.change(|row| row[1] = Cell::of_text("\u{2068}x\u{202e}"));
    assert!(table::render(&sheet, None).contains("\\u{2068}x\\u{202e}"));
}

#[test]
fn dates_in_a_text_from_right_to_left_are_isolated_and_take_no_column() {
    let text = Cell::of_text("من 2021-03-18 إلى 2021-06-24");
    let rows = vec![vec![text.clone(), Cell::of_text("x")], vec![Cell::of_text("-".repeat(28)), text]];
    let sheet = sheet(&[("name", "Name"), ("note", "Note")], rows.into_iter().collect());
    let isolated = "\u{2068}من \u{2066}2021-03-18\u{2069} إلى \u{2066}2021-06-24\u{2069}\u{2069}";
    let dashes = "-".repeat(28);
    for width in [None, Some(80)] {
        let shown = table::render(&sheet, width);
        let lines: Vec<&str> = shown.lines().skip(1).collect();
        assert_eq!(lines, [format!("{isolated}  x"), format!("{dashes}  {isolated}")], "{shown}");
    }
    let cards = table::render(&sheet, Some(40));
    assert!(cards.contains(&format!("NAME  {isolated}\n")), "{cards}");
}

#[test]
fn long_cell_is_one_line_without_a_terminal() {
    let (long, wide) = ("x".repeat(70_000), "中".repeat(40_000));
    let rows = [&long, &wide]
        .map(|cell| vec![Cell::of_text(cell.clone()), Cell::Count(Count { certain: 1, possible: 2 })]);
    let headings = vec![Heading::new("name", "Name"), NETWORKS];
    let sheet = Sheet { rows: rows.into_iter().collect(), ..Sheet::new("rows", headings, Language::English) };
    let shown = table::render(&sheet, None);
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with(&long) && lines[2].starts_with(&wide));
    assert!(
        lines.iter().all(|line| columns(line) == 80_000 + "  NETWORKS".len()),
        "{:?}",
        lines.iter().map(|line| columns(line)).collect::<Vec<_>>()
    );
}

#[test]
fn long_cell_in_the_last_column_does_not_pad_other_lines() {
    let rows = (0..2000).map(|at| if at == 7 { "x".repeat(100_000) } else { "short".to_owned() });
    let rows = rows.map(|cell| vec![Cell::of_text("key"), Cell::of_text(cell)]).collect();
    let sheet = sheet(&[("key", "Key"), ("note", "Note")], rows);
    assert!(table::render(&sheet, None).len() < 130_000);
}
