//! What the reader of workbooks takes for granted: checked in the bytes of each part, before it is read.
//!
//! `calamine` makes room for as many texts as a part says that it has, counts on when an address has too many letters or
//! digits, takes the first text of all for one whose number is not a number, and reads a part as often as it is a sheet.

use std::collections::HashSet;

use memchr::{memchr, memchr3, memmem};

/// The most texts, and the most cells and rows of a sheet that are looked at.
const MOST_TEXTS: usize = 4_000_000;

/// The most fonts, fills, borders and formats; Excel has room for 65,490 formats.
const MOST_STYLES: usize = 200_000;

const TWICE: &str = "two of its sheets are the same part";

/// What was found in a part so far.
#[derive(Default)]
struct Scan {
    /// How many texts it says that it has.
    said: u64,
    texts: usize,
    styles: usize,
    /// The parts that are sheets, and the names by which a workbook calls them.
    sheets: HashSet<Vec<u8>>,
    /// Something that is only wrong in a sheet or in the list of texts.
    suspect: Option<&'static str>,
    is_sheet: bool,
    is_list_of_texts: bool,
    /// The cell that is open has the number of a text.
    has_number_of_text: bool,
}

/// Checks what the reader of workbooks does not check itself.
///
/// # Errors
/// Says what is wrong.
pub fn check(part: &[u8]) -> Result<(), &'static str> {
    let mut scan = Scan::default();
    let mut rest = part;
    while let Some(at) = memchr(b'<', rest) {
        rest = &rest[at..];
        let end = match rest {
            [b'<', b'!', b'-', b'-', ..] => after(rest, b"-->"),
            [b'<', b'!', b'[', ..] => after(rest, b"]]>"),
            [b'<', b'?', ..] => after(rest, b"?>"),
            [b'<', b'!', ..] => {
                scan.suspect = Some("one of its parts has a document type");
                after(rest, b">")
            }
            [b'<', b'/', ..] => after(rest, b">"),
            _ => {
                let end = tag_end(rest);
                let tag = &rest[1..end.saturating_sub(1).max(1)];
                scan.start(tag, &rest[end..])?;
                end
            }
        };
        rest = &rest[end..];
    }
    scan.end()
}

impl Scan {
    /// Looks at a tag and at what follows it.
    fn start(&mut self, tag: &[u8], after: &[u8]) -> Result<(), &'static str> {
        let length = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        let (name, attributes) = tag.split_at(length.unwrap_or(tag.len()));
        let name = name.iter().position(|byte| *byte == b':').map_or(name, |at| &name[at + 1..]);
        match name {
            b"sst" => {
                self.is_list_of_texts = true;
                let said = attribute(attributes, b"uniqueCount").map(|count| String::from_utf8_lossy(count));
                let digits = said.as_deref().unwrap_or_default();
                let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
                self.said = if is_number { digits.parse().unwrap_or(u64::MAX) } else { 0 };
            }
            b"sheet" if !self.is_first(attribute(attributes, b"id")) => return Err(TWICE),
            b"Relationship" => {
                let kind = attribute(attributes, b"Type").unwrap_or_default();
                let target = attribute(attributes, b"Target").filter(|_| kind.ends_with(b"/worksheet"));
                if !self.is_first(target) {
                    return Err(TWICE);
                }
            }
            b"si" => self.texts += 1,
            b"font" | b"fill" | b"border" | b"numFmt" | b"xf" => self.styles += 1,
            b"dimension" if !attribute(attributes, b"ref").is_none_or(is_range) => {
                self.suspect = Some("a sheet has no valid dimension");
            }
            b"sheetData" => self.is_sheet = true,
            b"row" if self.is_sheet && !attribute(attributes, b"r").is_none_or(is_row) => {
                return Err("a row has no valid number");
            }
            b"c" if self.is_sheet => {
                if !attribute(attributes, b"r").is_none_or(is_cell) {
                    return Err("a cell has no valid address");
                }
                self.has_number_of_text = attribute(attributes, b"t") == Some(b"s");
            }
            b"f" if self.is_sheet && !attribute(attributes, b"ref").is_none_or(is_range) => {
                return Err("a formula has no valid range");
            }
            b"v" if self.is_sheet && self.has_number_of_text => {
                let number = &after[..memchr(b'<', after).unwrap_or(after.len())];
                if number.len() > 10 || !number.iter().all(u8::is_ascii_digit) {
                    return Err("a cell has no valid number of a text");
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Returns `true` unless something names a part that another has named.
    fn is_first(&mut self, name: Option<&[u8]>) -> bool {
        name.is_none_or(|name| self.sheets.insert(name.to_ascii_lowercase()))
    }

    fn end(self) -> Result<(), &'static str> {
        // A wrong count of a few texts does no harm.
        let most = u64::try_from(self.texts.max(100_000)).unwrap_or(u64::MAX);
        match self.suspect.filter(|_| self.is_sheet || self.is_list_of_texts) {
            Some(suspect) => Err(suspect),
            None if self.said > most || self.texts > MOST_TEXTS => Err("it says that it has too many texts"),
            None if self.styles > MOST_STYLES => Err("it has too many formats"),
            None => Ok(()),
        }
    }
}

/// Returns where the text after `end` begins.
fn after(text: &[u8], end: &[u8]) -> usize {
    memmem::find(text, end).map_or(text.len(), |at| at + end.len())
}

/// Returns where the text after a tag begins. A `>` in quotes does not end a tag.
fn tag_end(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(next) = memchr3(b'>', b'"', b'\'', &text[at..]) {
        let quote = text[at + next];
        at += next + 1;
        if quote == b'>' {
            return at;
        }
        let Some(length) = memchr(quote, &text[at..]) else { return text.len() };
        at += length + 1;
    }
    text.len()
}

/// Returns the value of an attribute; none if there is none before the first that is malformed. An `id` is one of any
/// namespace.
fn attribute<'t>(mut tag: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    loop {
        let equals = memchr(b'=', tag)?;
        let key = tag[..equals].trim_ascii();
        let rest = tag[equals + 1..].trim_ascii_start();
        let quote = rest.first().copied().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let rest = &rest[1..];
        let end = memchr(quote, rest).unwrap_or(rest.len());
        if key == name || name == b"id" && key.ends_with(b":id") {
            return Some(&rest[..end]);
        }
        tag = rest.get(end + 1..)?;
    }
}

/// Returns `true` for the number of a row.
fn is_row(text: &[u8]) -> bool {
    (1..=7).contains(&text.len()) && text.iter().all(u8::is_ascii_digit) && text != b"0"
}

/// Returns `true` for the address of a cell.
fn is_cell(text: &[u8]) -> bool {
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    (1..=3).contains(&letters) && is_row(&text[letters..])
}

/// Returns `true` for one address, or for two of which the first is the upper left.
fn is_range(text: &[u8]) -> bool {
    let Some(at) = memchr(b':', text) else { return is_cell(text) };
    let (from, to) = (&text[..at], &text[at + 1..]);
    let place = |cell: &[u8]| {
        let letters = cell.iter().take_while(|byte| byte.is_ascii_alphabetic());
        let column = letters.fold(0_u32, |column, byte| column * 32 + u32::from(byte.to_ascii_uppercase()));
        let digits = cell.iter().skip_while(|byte| byte.is_ascii_alphabetic());
        (column, digits.fold(0_u32, |row, byte| row * 10 + u32::from(byte - b'0')))
    };
    is_cell(from) && is_cell(to) && place(from).0 <= place(to).0 && place(from).1 <= place(to).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_a_sheet() {
        for cell in ["A1", "xfd1048576", "AA10"] {
            assert!(is_cell(cell.as_bytes()), "{cell}");
        }
        for cell in ["", "A", "1", "A0", "AAAA1", "A12345678", "$A$1", "A1 ", "A-1"] {
            assert!(!is_cell(cell.as_bytes()), "{cell}");
        }
        for (range, is_valid) in [
            ("B2", true),
            ("A1:Y3", true),
            ("Z1:AA1", true),
            ("Y3:A1", false),
            ("A2:B1", false),
            ("A1:B2:C3", false),
        ] {
            assert_eq!(is_range(range.as_bytes()), is_valid, "{range}");
        }
    }

    #[test]
    fn parts_are_looked_at_as_they_are_read() {
        let sheet =
            |cells: &str| format!("<?xml version='1.0'?><x:worksheet><x:sheetData>{cells}</x:sheetData>");
        for (part, is_right) in [
            (sheet("<row r='1'><c r=\"A1\" t=\"s\"><v>3</v></c></row>"), true),
            (sheet("<row><c t='s'><v/></c><c t='n'><v>x</v></c></row>"), true),
            (sheet("<!-- <c r='x'/> --><c s='>' r='A1'/>"), true),
            (sheet("<![CDATA[<c r='x'>]]>"), true),
            (sheet("<x:c s='>' r='AAAA1'/>"), false),
            (sheet("<c t='s'><v>x</v></c>"), false),
            (sheet("<c t='s'><f/><v> 1</v></c>"), false),
            (sheet("<f ref='B2:A1'>"), false),
            (sheet("<row r='99999999999'>"), false),
            (format!("<dimension ref='B2:A1'/>{}", sheet("")), false),
            ("<dimension ref='B2:A1'/><c r='x'/>".to_owned(), true),
            ("<sst uniqueCount='7'><si/>".to_owned(), true),
            ("<sst count='1' uniqueCount = \"4294967295\"><si/>".to_owned(), false),
            ("<!-- <sst> --><sst uniqueCount='99999999999999999999999'>".to_owned(), false),
            ("<!DOCTYPE sst []><sst uniqueCount='7'>".to_owned(), false),
            ("<!DOCTYPE svg><svg/>".to_owned(), true),
            ("<sheet name='a' r:id='1'/><sheet name='b' r:id='2'/>".to_owned(), true),
            ("<sheet name='a' r:id='1'/><sheet name='b' r:id='1'/>".to_owned(), false),
            (
                "<Relationship Type='x/worksheet' Target='a'/><Relationship Target='a' Type='x/worksheet'/>"
                    .to_owned(),
                false,
            ),
            ("<".to_owned(), true),
            ("<a b='".to_owned(), true),
        ] {
            assert_eq!(check(part.as_bytes()).is_ok(), is_right, "{part}");
        }
    }
}
