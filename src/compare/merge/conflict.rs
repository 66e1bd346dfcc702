//! What is in dispute between the two sides of a merge, and the markers round it.

use std::fmt;

use crate::compare::identity::Identity;

/// One dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The record; none for comments of the file and of sections, and for lines.
    pub record: Option<Identity>,
    /// What is in dispute.
    pub about: Disputed,
}

/// What can be in dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disputed {
    /// A field that was changed differently, by its key, or a comment beside it.
    Field(String),
    /// Comments that were changed differently.
    Comments,
    /// A record that one side removed and the other changed, or commented.
    Removal,
    /// A key that was given to two records, or two keys that were given to one.
    Key,
    /// Lines of a text that could not be read as a registry.
    Lines,
}

/// How conflicts are marked.
#[derive(Clone, Copy, Debug)]
pub struct Markers<'a> {
    /// How many characters a marker has; git's default is 7.
    pub size: usize,
    /// What the base is called.
    pub base: &'a str,
    /// What our side is called.
    pub ours: &'a str,
    /// What their side is called.
    pub theirs: &'a str,
}

impl Default for Markers<'_> {
    fn default() -> Self {
        Self { size: 7, base: "base", ours: "ours", theirs: "theirs" }
    }
}

/// Three versions of some lines, each with its line ends.
pub struct Versions<'a> {
    /// The version of the base.
    pub base: &'a str,
    /// The version of ours.
    pub ours: &'a str,
    /// The version of theirs.
    pub theirs: &'a str,
}

impl Markers<'_> {
    /// Writes a conflict with markers in the style `diff3` of git, with `newline` as line end.
    pub fn put(&self, versions: &Versions<'_>, newline: &str, out: &mut String) {
        let parts =
            [('<', self.ours, versions.ours), ('|', self.base, versions.base), ('=', "", versions.theirs)];
        for (mark, label, lines) in parts {
            self.line(mark, label, newline, out);
            out.push_str(lines);
            if !lines.is_empty() && !lines.ends_with('\n') {
                out.push_str(newline);
            }
        }
        self.line('>', self.theirs, newline, out);
    }

    fn line(&self, mark: char, label: &str, newline: &str, out: &mut String) {
        out.extend(std::iter::repeat_n(mark, self.size));
        if !label.is_empty() {
            out.push(' ');
            out.push_str(label);
        }
        out.push_str(newline);
    }
}

impl fmt::Display for Dispute {
    /// Writes what is in dispute, such as `ZMB: established`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(record) = &self.record {
            write!(f, "{record}: ")?;
        }
        f.write_str(match &self.about {
            Disputed::Field(key) => key,
            Disputed::Comments => "comments",
            Disputed::Removal => "removed, and changed",
            Disputed::Key => "one key for two records, or two keys for one",
            Disputed::Lines => "lines",
        })
    }
}
