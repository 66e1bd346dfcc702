//! Spells the words that can come next, so that a shell can take them.
//!
//! Promises: no character of an answer controls a terminal; a word does not do anything but be a word.

use clap_complete::CompletionCandidate;
use netreg::text::{is_unsafe, visible};

use crate::cli::complete::request::Form;

/// The longest help in a list of bash, in characters.
const LONGEST: usize = 60;

/// Marks a word after which a space comes.
const COMPLETE: char = '+';

/// Marks a word that goes on.
const OPEN: char = '=';

/// Returns the answer, a line for each word.
pub fn spelled(candidates: &[CompletionCandidate], typed: &str, form: &Form) -> String {
    let rows = candidates.iter().filter_map(row).filter(|(value, _)| value.starts_with(typed));
    let rows: Vec<(String, char, String)> =
        rows.map(|(value, help)| (in_shell(value, typed, form), mark(value), help)).collect();
    let widest = rows.iter().map(|(word, ..)| word.chars().count()).max().unwrap_or_default();
    let line = |(word, mark, help): &(String, char, String)| match form {
        Form::Bash { lists: true, .. } if rows.len() > 1 => {
            format!("{mark}{word}{}\n", described(help, widest - word.chars().count()))
        }
        Form::Bash { .. } => format!("{mark}{word}\n"),
        Form::Marked => format!("{mark}{word}\t{help}\n"),
        Form::Plain | Form::PowerShell => format!("{word}\t{help}\n"),
    };
    rows.iter().map(line).collect()
}

/// Returns a word as a shell takes it.
fn in_shell(value: &str, typed: &str, form: &Form) -> String {
    match form {
        Form::Bash { tail, open, .. } => {
            let rest = quoted_rest(&value[typed.len()..], *open);
            let is_special = typed.is_empty() && open.is_none() && rest.starts_with(['~', '#']);
            format!("{tail}{}{rest}", if is_special { "\\" } else { "" })
        }
        Form::PowerShell => quoted_for_powershell(value),
        Form::Marked | Form::Plain => value.to_owned(),
    }
}

/// Returns a word and its help. A word that a terminal could obey is left out.
fn row(candidate: &CompletionCandidate) -> Option<(&str, String)> {
    let value = candidate.get_value().to_str()?;
    let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
    let help = visible(help.lines().next().unwrap_or_default()).into_owned();
    (!value.contains(is_unsafe)).then_some((value, help))
}

fn mark(value: &str) -> char {
    if value.ends_with(['=', '/', '.', '~', '<', '>']) { OPEN } else { COMPLETE }
}

/// Returns the help as it is shown beside a word.
fn described(help: &str, room: usize) -> String {
    if help.is_empty() {
        return String::new();
    }
    let cut: String = help.chars().take(LONGEST).collect();
    let dots = if cut.len() < help.len() { "…" } else { "" };
    format!("{}  ({cut}{dots})", " ".repeat(room))
}

/// Returns the rest of a word, quoted for a POSIX shell inside the quote that is open.
fn quoted_rest(rest: &str, open: Option<char>) -> String {
    let special = match open {
        Some('\'') => return rest.replace('\'', "'\\''"),
        Some(_) => "\\\"$`",
        None => " \\'\"$`!&|;<>()[]{}*?",
    };
    let escaped = |c: char| special.contains(c).then_some('\\').into_iter().chain([c]);
    rest.chars().flat_map(escaped).collect()
}

/// Returns a word in single quotes, if PowerShell would not take it as it is.
fn quoted_for_powershell(value: &str) -> String {
    // PowerShell takes a typographic apostrophe for a quote, too.
    let is_quote = |c: char| matches!(c, '\'' | '‘' | '’' | '‚' | '‛');
    let is_plain = |c: char| c.is_alphanumeric() && !is_quote(c) || "-_./:=+~".contains(c);
    if value.chars().all(is_plain) {
        return value.to_owned();
    }
    let doubled = |c: char| is_quote(c).then_some(c).into_iter().chain([c]);
    format!("'{}'", value.chars().flat_map(doubled).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(values: &[(&str, &str)], typed: &str, form: &Form) -> String {
        let candidate = |(value, help): &(&str, &str)| {
            CompletionCandidate::new(*value).help(Some((*help).to_owned().into()))
        };
        spelled(&values.iter().map(candidate).collect::<Vec<_>>(), typed, form)
    }

    fn bash(tail: &str, open: Option<char>, lists: bool) -> Form {
        Form::Bash { tail: tail.to_owned(), open, lists }
    }

    #[test]
    fn bash_gets_the_end_of_the_word_quoted_as_it_was_begun() {
        for (value, typed, tail, open, line) in [
            ("status=planned", "status=", "", None, "+planned"),
            ("status=", "sta", "sta", None, "=status="),
            ("Costa Rica", "Co", "Co", None, "+Costa\\ Rica"),
            ("Costa Rica", "Costa R", "Costa\\ R", None, "+Costa\\ Rica"),
            ("Costa Rica", "Costa R", "Costa R", Some('"'), "+Costa Rica"),
            ("it's $1", "it", "it", Some('\''), "+it'\\''s $1"),
            ("it's $1", "it", "it", Some('"'), "+it's \\$1"),
            ("$(rm) *", "", "", None, "+\\$\\(rm\\)\\ \\*"),
            ("~x", "", "", None, "+\\~x"),
            ("note~", "no", "no", None, "=note~"),
        ] {
            assert_eq!(reply(&[(value, "")], typed, &bash(tail, open, false)), format!("{line}\n"));
        }
    }

    #[test]
    fn bash_shows_what_words_mean_where_it_inserts_none() {
        let words = [("ZMB", "Zambia"), ("ZW", "")];
        assert_eq!(reply(&words, "Z", &bash("Z", None, true)), "+ZMB  (Zambia)\n+ZW\n");
        assert_eq!(reply(&words, "Z", &bash("Z", None, false)), "+ZMB\n+ZW\n");
        assert_eq!(reply(&words[..1], "Z", &bash("Z", None, true)), "+ZMB\n");
    }

    #[test]
    fn terminal_is_not_controlled() {
        let words = [("a\u{1b}[2J", "x"), ("b\u{202e}", "x"), ("c\nd", "x"), ("e", "f\u{9b}\ng")];
        assert_eq!(reply(&words, "", &Form::Plain), "e\tf\\u{9b}\n");
    }

    #[test]
    fn powershell_gets_quotes_where_it_needs_them() {
        let words = [("status=planned", ""), ("Costa Rica", ""), ("Côte d’Ivoire", ""), ("$(x)", "")];
        let expected = "status=planned\t\n'Costa Rica'\t\n'Côte d’’Ivoire'\t\n'$(x)'\t\n";
        assert_eq!(reply(&words, "", &Form::PowerShell), expected);
    }
}
