//! The text of a cell of CSV or of a workbook, read back as `docs/format.md` describes.

/// Returns the entries of a list; of another text, that text alone.
pub fn entries_of(cell: &str) -> Vec<String> {
    let mut entries = vec![String::new()];
    let mut rest = cell.chars().peekable();
    while let Some(c) = rest.next() {
        let taken = match c {
            ';' => {
                entries.push(String::new());
                assert_eq!(rest.next(), Some(' '));
                continue;
            }
            '\\' => match rest.next().expect("a backslash is followed by a character") {
                'u' => {
                    let number: String = rest.by_ref().skip(1).take_while(|c| *c != '}').collect();
                    u32::from_str_radix(&number, 16).ok().and_then(char::from_u32).expect("a character")
                }
                other => other,
            },
            c => c,
        };
        entries.last_mut().expect("there is one").push(taken);
    }
    entries
}
