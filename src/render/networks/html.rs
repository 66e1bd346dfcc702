//! A sheet as an HTML document with one table, for a browser or a word processor.

use crate::model::Language;
use crate::render::html::{direction, text, text_alone};
use crate::render::networks::rows::Rows;
use crate::render::networks::sheet::Sheet;
use crate::select::cell::Cell;

/// The look of the page. A word processor keeps borders and alignment.
const STYLE: &str = "body { font-family: sans-serif; }
table { border-collapse: collapse; }
caption { font-weight: bold; padding: 0.2em 0; text-align: left; }
th, td { border: 1px solid #999; padding: 0.2em 0.5em; text-align: left; vertical-align: top; }
html[dir=rtl] caption, html[dir=rtl] th, html[dir=rtl] td { text-align: right; }
th { background: #e5eef7; }
.number { text-align: right; white-space: nowrap; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
@media print { body { font-size: 9pt; } a { color: inherit; text-decoration: none; } }
";

/// Returns the document of a sheet, with its notes, and with the footnote if a cell needs it.
pub fn render(sheet: &Sheet<Rows<'_>>) -> String {
    let language = sheet.language;
    let of_page = if language == Language::Arabic { " dir=\"rtl\"" } else { "" };
    let mut out = format!("<!DOCTYPE html>\n<html lang=\"{}\"{of_page}>\n", language.code());
    let title = if sheet.caption.is_empty() { title(sheet.name) } else { text_alone(&sheet.caption) };
    out += &format!("<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n");
    out += "</head>\n<body>\n<table>\n";
    if !sheet.caption.is_empty() {
        let direction = direction(&sheet.caption, language);
        out += &format!("<caption{direction}>{}</caption>\n", text(&sheet.caption));
    }
    out += "<thead>\n<tr>";
    for (at, heading) in sheet.columns.iter().enumerate() {
        let is_number = sheet.rows.iter().any(|row| row.get(at).is_some_and(is_number));
        let title = heading.title_in(language);
        let class = if is_number { " class=\"number\"" } else { "" };
        out += &format!("<th scope=\"col\"{class}>{}</th>", text_alone(title));
    }
    out += "</tr>\n</thead>\n<tbody>\n";
    for row in sheet.rows.iter() {
        let cells: String = row.iter().map(|cell| data(cell, language)).collect();
        out += &format!("<tr>{cells}</tr>\n");
    }
    out += "</tbody>\n</table>\n";
    for note in sheet.notes.iter().map(String::as_str).chain(sheet.footnote()) {
        out += &format!("<p{}>{}</p>\n", direction(note, language), text(note));
    }
    out + "</body>\n</html>\n"
}

/// Returns the title of the page: what the rows are, with a capital letter.
fn title(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Returns the element of a cell. Entries of a list are lines. A cell in another direction than the page has its own.
fn data(cell: &Cell<'_>, language: Language) -> String {
    let content = match cell {
        Cell::List(items) => items.iter().map(|item| text(item)).collect::<Vec<_>>().join("<br>"),
        cell => text(cell.text(language, &mut String::new())),
    };
    let attribute = match (is_number(cell), language) {
        // A range would be turned round.
        (true, Language::Arabic) => " class=\"number\" dir=\"ltr\"",
        (true, _) => " class=\"number\"",
        (false, _) => direction(&content, language),
    };
    format!("<td{attribute}>{content}</td>")
}

/// Returns `true` if a cell is a number, which is aligned on the right.
fn is_number(cell: &Cell<'_>) -> bool {
    matches!(cell, Cell::Number(_) | Cell::Count(_) | Cell::Percentages(..))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::networks::sheet::Heading;
    use crate::select::count::Count;

    fn sheet(name: &'static str, cell: Option<Cell<'static>>, language: Language) -> Sheet {
        let rows = cell.map(|cell| vec![cell]).into_iter().collect();
        Sheet { rows, ..Sheet::new(name, vec![Heading::new("name", "Name")], language) }
    }

    /// Returns the rows of a page with one cell.
    fn shown(cell: Cell<'static>, language: Language) -> String {
        let page = render(&sheet("rows", Some(cell), language));
        let body = page.split_once("<tbody>\n").and_then(|(_, rest)| rest.split_once("\n</tbody>"));
        body.map(|(rows, _)| rows.to_owned()).unwrap_or_default()
    }

    fn english(text: &str) -> String {
        shown(Cell::Text(text.to_owned().into()), Language::English)
    }

    #[test]
    fn text_is_never_markup() {
        for (text, html) in [
            ("<script>a('b', \"c\")</script>", "&lt;script&gt;a(&#39;b&#39;, &quot;c&quot;)&lt;/script&gt;"),
            ("</td></table><!-- ]]> -->", "&lt;/td&gt;&lt;/table&gt;&lt;!-- ]]&gt; --&gt;"),
            ("&lt;b&gt; &copy &#60;", "&amp;lt;b&amp;gt; &amp;copy &amp;#60;"),
            ("javascript:alert(1)", "javascript:alert(1)"),
            ("http://example.org/", "http://example.org/"),
            ("https://", "https://"),
            ("https://example.org/\"onload=x", "https://example.org/&quot;onload=x"),
            ("\u{1b}[31m\u{202e}a\u{2066}b\u{0}", "\\u{1b}[31m\\u{202e}a\\u{2066}b\\u{0}"),
            ("##[error]x\n::warning::y", "\\u{23}#[error]x<br>\\u{3a}:warning::y"),
            ("a\tb\r\nc\rd", "a b<br>c\\u{d}d"),
        ] {
            assert_eq!(english(text), format!("<tr><td>{html}</td></tr>"));
        }
    }

    #[test]
    fn https_addresses_become_links() {
        let page = "https://example.org/a?b='c'&d=e";
        let link = "<a href=\"https://example.org/a?b=&#39;c&#39;&amp;d=e\">https://example.org/a?b=&#39;c&#39;&amp;d=e</a>";
        assert_eq!(english(&format!("see {page}, {page}")), format!("<tr><td>see {link}, {link}</td></tr>"));
        assert_eq!(english(&format!("({page}) {page};")), format!("<tr><td>({link}) {link};</td></tr>"));
        let total = format!("published total: 50 (2021-06-24, {page})");
        assert_eq!(english(&total), format!("<tr><td>published total: 50 (2021-06-24, {link})</td></tr>"));
        let list = Cell::List(vec![page.into(), "a, b".into()]);
        assert_eq!(shown(list, Language::English), format!("<tr><td>{link}<br>a, b</td></tr>"));
    }

    #[test]
    fn numbers_and_directions_have_attributes() {
        let count = Cell::Count(Count { certain: 14, possible: 56 });
        assert_eq!(shown(count, Language::Arabic), "<tr><td class=\"number\" dir=\"ltr\">14..56</td></tr>");
        let date = Cell::Date(crate::model::Date::parse("[2021-03-18..2021-06-24]").expect("a date"));
        assert_eq!(
            shown(date, Language::Arabic),
            "<tr><td dir=\"auto\">من <bdi dir=\"ltr\">2021-03-18</bdi> إلى <bdi dir=\"ltr\">2021-06-24</bdi></td></tr>"
        );
        assert_eq!(english("زامبيا"), "<tr><td dir=\"auto\">زامبيا</td></tr>");
        let latin = shown(Cell::Text("[..2024]".into()), Language::Arabic);
        assert_eq!(latin, "<tr><td dir=\"auto\">[..2024]</td></tr>");
        assert_eq!(shown(Cell::Absent, Language::English), "<tr><td></td></tr>");
    }

    #[test]
    fn page_names_its_language_and_its_footnote() {
        let cell = Cell::Text("Kosovo*".into());
        let mut sheet = sheet("networks", Some(cell), Language::Arabic);
        sheet.notes.push("1 < 2".to_owned());
        let page = render(&sheet);
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">\n<head>\n<meta charset=\"utf-8\">\n<title>Networks</title>\n"), "{page}");
        assert!(page.contains("<th scope=\"col\">الاسم</th>"), "{page}");
        assert!(
            page.contains("</table>\n<p dir=\"auto\">1 &lt; 2</p>\n<p dir=\"auto\">* References to Kosovo"),
            "{page}"
        );
        assert!(!page.contains("<caption"), "{page}");
        sheet.language = Language::French;
        assert!(render(&sheet).contains("<html lang=\"fr\">"));
    }

    #[test]
    fn page_says_what_it_is_about() {
        let caption = "Networks as of 2026-11-27; region: <b>\u{202e}".to_owned();
        let shown = "Networks as of 2026-11-27; region: &lt;b&gt;\\u{202e}";
        for (language, direction) in [(Language::English, ""), (Language::Arabic, " dir=\"auto\"")] {
            let page = render(&Sheet { caption: caption.clone(), ..sheet("networks", None, language) });
            assert!(page.contains(&format!("<title>{shown}</title>")), "{page}");
            assert!(
                page.contains(&format!("<table>\n<caption{direction}>{shown}</caption>\n<thead>")),
                "{page}"
            );
        }
    }
}
