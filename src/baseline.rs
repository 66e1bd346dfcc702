//! What one state of a registry has that another had not.
//!
//! Promises: a finding is the same where code, key, field and value are, whatever line it stands
//! on; of several that are the same, as many are new as there are more of them.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};

/// A registry with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct State<'d> {
    /// Its text.
    pub text: &'d str,
    /// The findings about it.
    pub findings: &'d [Diagnostic],
}

/// Returns the findings of `new` that `old` had not, in their order. A record that changed its
/// key on the way is named in `renamed`: the key that it had and the one that it has.
#[must_use]
pub fn introduced<'d>(
    old: State<'d>,
    new: State<'d>,
    renamed: Option<(&'d str, &'d str)>,
) -> Vec<&'d Diagnostic> {
    let mut had: HashMap<Identity<'d>, usize> = HashMap::new();
    for finding in old.findings {
        let mut identity = identity(old.text, finding);
        if let Some((from, to)) = renamed.filter(|(from, _)| identity.1 == Some(*from)) {
            debug_assert_ne!(from, to, "a key that stays is not renamed");
            identity.1 = Some(to);
        }
        *had.entry(identity).or_default() += 1;
    }
    let mut is_new = |finding: &'d Diagnostic| match had.get_mut(&identity(new.text, finding)) {
        Some(number) if *number > 0 => {
            *number -= 1;
            false
        }
        _ => true,
    };
    new.findings.iter().filter(|finding| is_new(finding)).collect()
}

/// Code, key, field and value.
type Identity<'d> = (Code, Option<&'d str>, Option<&'static str>, &'d str);

fn identity<'d>(text: &'d str, finding: &'d Diagnostic) -> Identity<'d> {
    // A header is no value: it says the key once more.
    let value = if finding.header == Some(finding.span) { "" } else { finding.span.of(text) };
    (finding.code, finding.key.as_deref(), finding.field, value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Source;
    use crate::rules::{Context, check};

    fn found(text: &str) -> Vec<Diagnostic> {
        check(&Context { today: "2026-06-15".parse().expect("a day") }, &Source::new(text))
    }

    #[test]
    fn of_equal_findings_the_surplus_is_new() {
        let one = "[registry]\nformat = 1\n\n[network.a]\nname = \"A\"\nsources = [\"http://x.org\"]\n";
        let two = one.replace("[\"http://x.org\"]", "[\"http://x.org\", \"http://x.org/2\"]");
        let moved = format!("# one more line\n\n{two}");
        let (old, new) = (found(one), found(&moved));
        let old = State { text: one, findings: &old };
        let fresh = introduced(old, State { text: &moved, findings: &new }, None);
        assert_eq!(fresh.len(), 1, "{fresh:?}");
        assert!(fresh[0].message.contains("x.org/2"));
    }

    #[test]
    fn a_record_with_another_key_has_its_old_faults() {
        let old = "[registry]\nformat = 1\n\n[network.a]\nname = \"A\"\nwebsite = \"x\"\n";
        let new = old.replace("network.a", "network.b");
        let (before, after) = (found(old), found(&new));
        let (old, new) = (State { text: old, findings: &before }, State { text: &new, findings: &after });
        assert_eq!(introduced(old, new, Some(("a", "b"))), Vec::<&Diagnostic>::new());
        assert_eq!(introduced(old, new, None).len(), 2);
    }
}
