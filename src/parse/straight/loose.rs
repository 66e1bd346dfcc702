//! Reads a valid record in any layout: with other quotes, spaces, blank lines, line ends or another order of fields than
//! `fmt` writes, and with comments beside its fields.

use std::borrow::Cow;

use crate::model::{Field, Item};
use crate::parse::straight::{memory::Memory, place::Place};
use crate::text::is_plain;

/// Reads a record up to the next header.
pub fn read<'s>(at: &mut Place<'s>, memory: &mut Memory<'s>) -> Option<()> {
    at.header(&mut memory.record)?;
    // The content of a header reaches to the end of its line, that of a field only to its last word.
    let (_, end) = rest_of_line(at)?;
    memory.record.content = memory.record.header;
    memory.record.content.end = end;
    let mut seen = 0_u32;
    loop {
        if at.byte() == Some(b'[') {
            return Some(());
        }
        space(at);
        match at.byte() {
            None => return Some(()),
            Some(b'\r' | b'\n') => line_end(at)?,
            Some(b'#') => {
                rest_of_line(at)?;
            }
            Some(_) => {
                let key = at.word();
                let field = memory.record.table.field(key.of(at.text))?;
                let bit = 1 << field.rank;
                if seen & bit != 0 {
                    return None;
                }
                seen |= bit;
                space(at);
                at.eat(b"=")?;
                space(at);
                let start = at.next;
                let value = at.value(field, memory, text, list)?;
                let span = at.since(start);
                let (content, end) = rest_of_line(at)?;
                memory.record.content.end = content;
                memory.add(field, (key, span, end), value);
            }
        }
    }
}

/// Moves over white space (TOML 1.0, "Spec").
fn space(at: &mut Place<'_>) {
    at.run(|byte| matches!(byte, b' ' | b'\t'));
}

/// Reads the end of a line.
fn line_end(at: &mut Place<'_>) -> Option<()> {
    at.eat(b"\n").or_else(|| at.eat(b"\r\n"))
}

/// Reads a line to its end, which a comment may come before. Returns where its last word or comment ends, and where the line
/// ends.
fn rest_of_line(at: &mut Place<'_>) -> Option<(u32, u32)> {
    let start = at.next;
    space(at);
    let mut content = at.since(start).start;
    if at.byte() == Some(b'#') {
        content = at.comment().end;
    }
    let end = at.since(start).end;
    line_end(at)?;
    Some((content, end))
}

/// Reads a text on one line, in any quotes.
fn text<'s>(at: &mut Place<'s>) -> Option<Cow<'s, str>> {
    if at.byte() == Some(b'"') { at.basic() } else { literal(at) }
}

/// Reads a literal string (TOML 1.0, "String").
fn literal<'s>(at: &mut Place<'s>) -> Option<Cow<'s, str>> {
    at.eat(b"'")?;
    let text = at.run(|byte| byte == b'\t' || byte >= b' ' && byte != b'\'' && byte != 0x7F).of(at.text);
    at.eat(b"'")?;
    at.is_plain &= is_plain(text);
    Some(Cow::Borrowed(text))
}

/// Reads a list of texts, on any number of lines and without comments.
fn list<'s>(at: &mut Place<'s>, _: &Field, items: &mut Vec<Item<'s>>) -> Option<()> {
    at.eat(b"[")?;
    loop {
        gap(at);
        if at.eat(b"]").is_some() {
            return Some(());
        }
        let before = at.next;
        let text = text(at)?;
        items.push(Item { text, span: at.since(before) });
        gap(at);
        if at.eat(b",").is_none() {
            return at.eat(b"]");
        }
    }
}

/// Moves over white space and line ends.
fn gap(at: &mut Place<'_>) {
    space(at);
    while line_end(at).is_some() {
        space(at);
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::straight::Straight;

    fn reads(text: &str) -> bool {
        Straight::new(text).is_some_and(|mut reader| reader.read(0).is_some_and(|record| !record.canonical))
    }

    #[test]
    fn simple_record_is_read_in_any_layout() {
        for (header, lines) in [
            ("[network.ATA]", "name='x'\n"),
            ("[network.ATA]", "name = \"x\"\r\n"),
            ("[network.ATA] ", "name = \"a \\\"b\\\"\" \t\n"),
            ("[network.ATA] # beside", "name = ''# beside\n"),
            ("[network.ATA]", "\n\t name\t=\t'a \"b\"'\n \n# below\n\n # and below\n\n"),
            ("[network.ATA]", "note = \"x\"\nname = \"x\"\n"),
            ("[network.ATA]", "established='2021-06'\nmembers=[]\n"),
            ("[network.ATA]", "members=[ 'a',\"b\" ,\r\n\n'c'\t,]\nverified=2021-06-30\n"),
            ("[denominator.x]", "value=1\ncountries = [\n\"ATA\"\n]\n"),
            ("[[published]]", "networks =12\n"),
        ] {
            let text = format!("{header}\n{lines}");
            assert!(reads(&text), "{text}");
            assert!(reads(&format!("{text}[network.BVT]\n")), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_or_needs_a_parser_is_left_to_the_general_reader() {
        for line in [
            "name='x'",
            "name=\n'x'\n",
            "name='x\n'\n",
            "name='x'\r",
            "name='x'\r\r\n",
            "name='x' 'y'\n",
            "name=x\n",
            "'name'='x'\n",
            "name.a='x'\n",
            "names='x'\n",
            "name='x'\nname='y'\n",
            "name=\"\"\"x\"\"\"\n",
            "name='''x'''\n",
            "name=\"x\\ty\"\n",
            "name='\u{1}'\n",
            "name='x' # \u{7f}\n",
            "established='2021-06-30'\n",
            "established=2021-06-30T10:00:00\n",
            "members=['a''b']\n",
            "members=[,]\n",
            "members=['a',,]\n",
            "members=['a' # beside\n]\n",
            "members=['a', 1]\n",
            "members=['a'\n",
            "  [network.BVT]\n",
            "network.BVT]\n",
        ] {
            let text = format!("[network.ATA]\n{line}");
            assert!(!reads(&text), "{text}");
        }
        for text in [
            "[ network.ATA]\n",
            "[network.'ATA']\n",
            "[network. ATA]\n",
            "[net]\nname='x'\n",
            "[registry]\nformat=2\n",
        ] {
            assert!(!reads(text), "{text}");
        }
    }
}
