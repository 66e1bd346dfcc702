//! The end of the help of a command, taken apart: examples, tables and remarks.

/// A part of the end of a help.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Its title; empty if it has none.
    pub title: String,
    /// What is in it.
    pub content: Content,
}

/// What a part of the end of a help contains.
#[derive(Debug, PartialEq, Eq)]
pub enum Content {
    /// A text without line ends.
    Text(String),
    /// Names with their meanings.
    Rows(Vec<(String, String)>),
    /// Lines for a terminal.
    Commands(Vec<String>),
}

/// The title of the parts that show commands.
pub const EXAMPLES: &str = "Examples";

/// The title of the part with exit codes.
pub const EXIT_CODES: &str = "Exit codes";

/// Returns the parts of the end of a help: what is between empty lines.
pub fn parts(text: &str) -> Vec<Part> {
    text.split("\n\n").map(str::trim_end).filter(|part| !part.is_empty()).map(part).collect()
}

fn part(text: &str) -> Part {
    let lines: Vec<&str> = text.lines().collect();
    if let [first, rest @ ..] = lines.as_slice()
        && let (Some(title), false) = (first.strip_suffix(':'), rest.is_empty())
    {
        let rest: Vec<&str> = rest.iter().map(|line| line.strip_prefix("  ").unwrap_or(line)).collect();
        let commands = || Content::Commands(rest.iter().map(|line| (*line).to_owned()).collect());
        let content = if title == EXAMPLES { None } else { rows(&rest) };
        return Part { title: title.to_owned(), content: content.unwrap_or_else(commands) };
    }
    if let Some(codes) = text.strip_prefix(EXIT_CODES).and_then(|rest| rest.strip_prefix(": ")) {
        return Part { title: EXIT_CODES.to_owned(), content: Content::Text(codes.to_owned()) };
    }
    let content = rows(&lines).unwrap_or_else(|| Content::Text(lines.join(" ")));
    Part { title: String::new(), content }
}

/// Returns names and their meanings, if that is what is on the lines. A meaning may go on on the next line.
fn rows(lines: &[&str]) -> Option<Content> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in lines {
        if line.starts_with(' ') {
            let (_, meaning) = rows.last_mut()?;
            meaning.push(' ');
            meaning.push_str(line.trim_start());
        } else {
            let (name, meaning) = line.split_once("  ")?;
            rows.push((name.to_owned(), meaning.trim_start().to_owned()));
        }
    }
    Some(Content::Rows(rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_taken_apart() {
        let text = "FIELD=VALUE  sets it;\n             always\nFIELD=       removes it\n\n\
            Fields:\n  a   b\n  cd  e\n\nInstead:\n  netreg set a  b\n  c\n\nExamples:\n  netreg  a\n  netreg b\n\n\
            One\ntwo\n\nExit codes: 0 success, 2 failure\n";
        let row = |name: &str, meaning: &str| (name.to_owned(), meaning.to_owned());
        let part = |title: &str, content| Part { title: title.to_owned(), content };
        let commands =
            |lines: &[&str]| Content::Commands(lines.iter().map(|line| (*line).to_owned()).collect());
        assert_eq!(
            parts(text),
            [
                part(
                    "",
                    Content::Rows(vec![row("FIELD=VALUE", "sets it; always"), row("FIELD=", "removes it")])
                ),
                part("Fields", Content::Rows(vec![row("a", "b"), row("cd", "e")])),
                part("Instead", commands(&["netreg set a  b", "c"])),
                part("Examples", commands(&["netreg  a", "netreg b"])),
                part("", Content::Text("One two".to_owned())),
                part("Exit codes", Content::Text("0 success, 2 failure".to_owned())),
            ]
        );
    }
}
