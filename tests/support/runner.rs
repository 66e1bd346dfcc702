//! The commands that the runner of a GitHub workflow finds in a log, written from its documentation
//! ("Workflow commands") and from the known behaviour of the older form `##[command]`.

use std::collections::BTreeMap;

#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    pub name: String,
    pub properties: BTreeMap<String, String>,
    pub data: String,
}

/// Returns the command in a line, if there is one.
pub fn command(line: &str) -> Option<Command> {
    let line = line.trim();
    let (head, data) = match line.strip_prefix("::") {
        Some(rest) => rest.split_once("::")?,
        None => line.split_once("##[")?.1.split_once(']')?,
    };
    let (name, list) = head.split_once(' ').unwrap_or((head, ""));
    let properties = list.split(',').filter_map(|property| property.trim_start().split_once('='));
    let unescaped = |text: &str, marks: &[(&str, &str)]| {
        marks.iter().fold(text.to_owned(), |text, (mark, c)| text.replace(mark, c))
    };
    let in_data = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
    let in_property = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
    let is_name = |c: char| c.is_ascii_alphabetic() || c == '-';
    (!name.is_empty() && name.chars().all(is_name)).then(|| Command {
        name: name.to_lowercase(),
        properties: properties.map(|(key, value)| (key.to_owned(), unescaped(value, &in_property))).collect(),
        data: unescaped(data, &in_data),
    })
}

/// Returns every command in a log.
pub fn commands(log: &str) -> Vec<Command> {
    log.lines().filter_map(command).collect()
}
