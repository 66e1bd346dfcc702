//! The markers round a conflict, as git writes them.

use crate::compare::merge::sides::Sides;

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

impl Markers<'_> {
    /// Writes versions of some complete lines between markers, in the style `diff3` of git.
    pub fn put(&self, versions: Sides<&str>, out: &mut String) {
        let parts =
            [('<', self.ours, versions.ours), ('|', self.base, versions.base), ('=', "", versions.theirs)];
        for (mark, label, lines) in parts {
            self.line(mark, label, out);
            out.push_str(lines);
            if !lines.is_empty() && !lines.ends_with('\n') {
                out.push('\n');
            }
        }
        self.line('>', self.theirs, out);
    }

    fn line(&self, mark: char, label: &str, out: &mut String) {
        out.extend(std::iter::repeat_n(mark, self.size));
        if !label.is_empty() {
            out.push(' ');
            out.push_str(label);
        }
        out.push('\n');
    }
}
