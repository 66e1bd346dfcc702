//! What is the same of every file that is imported, whatever is in it.

use netreg::import::{Document, Mapping, Mode, choose, plan, read, render};
use netreg::parse::Registry;

const REGISTRY: &str = "[registry]\nformat = 1\n\n[network.BVT]\nname = \"Bouvet Island\"\nestablished = 2021-06-30\n\
    chairs = [\"IOM\", \"UN RC\"]\nsources = [\"https://example.org/bouvet\"]\n\n[network.ice]\nname = \"Ice\"\n\
    established = \"2019-03\"\nnote = \"one\\ntwo\"\n";

/// Imports a file in each way: nothing panics; what is planned without findings can be read, and is there.
pub fn check(bytes: &[u8], ending: Option<&str>) {
    let Ok(document) = Document::read(bytes, ending) else { return };
    let Ok(sheet) = choose(document, None, &Mapping::default()) else { return };
    let _ = sheet.notes(true);
    let reading = read(&sheet.grid, &sheet.headings);
    let shown = |findings: &[_]| {
        assert!(findings.is_empty() || !render(findings, "x", &sheet.grid, &sheet.headings).is_empty())
    };
    shown(&reading.findings);
    let registry = Registry::parse(REGISTRY);
    for mode in [Mode::Add, Mode::Update, Mode::Against(&registry)] {
        let planned =
            plan(&registry, &reading.incoming, mode, sheet.grid.dialect).expect("its records can be told");
        shown(&planned.findings);
        if !planned.findings.is_empty() {
            continue;
        }
        let new = Registry::parse(&planned.text);
        assert_eq!(new.diagnostics, [], "{}", planned.text);
        for row in &reading.incoming {
            assert!(new.networks().any(|network| network.key == row.address.key), "{:?}", row.address);
        }
        // What is there already changes nothing.
        let again =
            plan(&new, &reading.incoming, Mode::Update, sheet.grid.dialect).expect("its records can be told");
        assert!(!again.findings.is_empty() || again.text == planned.text, "{}\n{}", planned.text, again.text);
    }
}
