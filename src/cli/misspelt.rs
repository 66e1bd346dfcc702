//! Records that are in the file in a spelling of TOML that netreg does not read, such as `network = { ZMB = … }`.

use netreg::model::{Address, Diagnostic};
use netreg::parse::{Registry, code};

/// What helps.
pub const HELP: &str = "change the file by hand as shown above, then run this again";

/// Returns the findings about the spelling of a record, or of a table that may contain it.
pub fn findings(address: &Address, registry: &Registry<'_>) -> Vec<Diagnostic> {
    let findings = || registry.diagnostics.iter().filter(|finding| finding.code == code::SPELLING);
    let own: Vec<_> = findings().filter(|finding| is_of(address, finding)).cloned().collect();
    if own.is_empty() {
        findings().filter(|finding| may_be_of(address, finding)).cloned().collect()
    } else {
        own
    }
}

/// Returns what such findings mean for a record.
pub fn sentence(address: &Address, findings: &[Diagnostic]) -> String {
    const SPELLING: &str = "in a spelling that netreg does not read";
    let name = address.short();
    if findings.iter().any(|finding| is_of(address, finding)) {
        format!("`{name}` is in the registry, but {SPELLING}")
    } else if findings.iter().any(|finding| may_be_of(address, finding)) {
        format!("`{name}` may be in the registry, {SPELLING}")
    } else {
        let (header, others) = (address.table.header(&address.key), address.table.plural());
        format!("the file cannot contain `{header}`, because its other {others} are {SPELLING}")
    }
}

/// Returns `true` if a finding asks for the header of the record.
fn is_of(address: &Address, finding: &Diagnostic) -> bool {
    address.table.is_keyed() && asks_for(finding, &address.table.header(&address.key))
}

/// Returns `true` if a finding asks for headers of the table, and cannot say for which records.
fn may_be_of(address: &Address, finding: &Diagnostic) -> bool {
    asks_for(finding, &address.table.header("KEY"))
}

fn asks_for(finding: &Diagnostic, header: &str) -> bool {
    finding.help.as_ref().is_some_and(|help| help.contains(&format!("`{header}`")))
}
