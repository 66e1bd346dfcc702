//! A keeper's hour: sixty networks come from a sheet, then records are changed, renamed, closed and removed. After each
//! step git shows only the lines that were meant.

mod support;

use std::fmt::Write as _;
use std::fs;

use support::git::Repository;
use support::{TODAY, run, stderr};

/// Returns a sheet with this many made-up networks, as people write one.
fn sheet(networks: usize) -> String {
    let mut sheet =
        String::from("List of networks;;;;;\n;;;;;\nKey;Name;Established;Coordinator;Sources;Remarks\n");
    let dates = ["2021-06-30", "2020-07", "2019", "2021-03..2021-06", "..2024-08", "n/a"];
    for at in 1..=networks {
        let date = dates[at % dates.len()];
        let entity = ["IOM", "UNHCR", "-"][at % 3];
        writeln!(
            sheet,
            "land-{at:02};Land {at};{date};{entity};\"https://example.org/{at}; https://example.org/more\";x"
        )
        .expect("a text takes everything");
    }
    sheet + "Total;60;;;;\n"
}

/// A registry with comments and a section, in git.
const REGISTRY: &str = "\
# The networks of made-up lands.

[registry]
format = 1
title = \"Networks of made-up lands\"

# The oldest one.
[network.ice]
name = \"Ice\"
established = \"2019\"   # from the first page
sources = [\"https://example.org/ice\"]
";

struct Keeper(Repository);

impl Keeper {
    /// Runs a command, and returns which lines git shows as removed and as added; then commits.
    fn does(&self, args: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut all = args.to_vec();
        all.extend(["--today", TODAY]);
        let output = run(&self.0.0, &all);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", stderr(&output));
        let diff = self.0.git(&["diff", "--unified=0", "--", "registry.toml"]);
        let lines = |sign: char, head: &str| -> Vec<String> {
            let lines = diff.lines().filter(|line| line.starts_with(sign) && !line.starts_with(head));
            lines.map(|line| line[1..].to_owned()).collect()
        };
        let shown = (lines('-', "---"), lines('+', "+++"));
        let stat = self.0.git(&["diff", "--numstat", "--", "registry.toml"]);
        let counts = format!("{}\t{}\t", shown.1.len(), shown.0.len());
        assert!(stat.is_empty() && counts == "0\t0\t" || stat.starts_with(&counts), "{stat:?} {counts:?}");
        self.0.commit(&args.join(" "));
        shown
    }
}

#[test]
fn each_step_of_an_hour_changes_only_the_lines_that_are_meant() {
    let keeper = Keeper(Repository::new("hour"));
    keeper.0.write("registry.toml", REGISTRY);
    fs::write(keeper.0.0.join("list.csv"), sheet(60)).expect("it is written");
    keeper.0.commit("first");

    let (removed, added) = keeper.does(&["import", "list.csv", "--map", "Remarks="]);
    assert!(removed.is_empty(), "{removed:?}");
    let headers = added.iter().filter(|line| line.starts_with("[network.land-")).count();
    assert_eq!((headers, added.iter().any(|line| line.contains("Total"))), (60, false));
    assert!(added.contains(&"established = \"[2021-03..2021-06]\"".to_owned()));
    // The same sheet again says nothing new.
    assert_eq!(keeper.does(&["import", "list.csv", "--update"]), (vec![], vec![]));

    let changed = keeper.does(&["set", "land-05", "verified=today", "coordinator=UNHCR"]);
    assert_eq!(changed.0, Vec::<String>::new());
    assert_eq!(changed.1, ["coordinator = \"UNHCR\"".to_owned(), format!("verified = {TODAY}")]);

    let changed = keeper.does(&["set", "land-10", "key=sea", "name=Sea"]);
    assert_eq!(changed.0[..2], ["[network.land-10]", "name = \"Land 10\""]);
    assert!(
        changed.1.contains(&"[network.sea]".to_owned()) && changed.0.len() == changed.1.len(),
        "{changed:?}"
    );

    let changed = keeper.does(&["set", "land-21", "closed=2025-06"]);
    assert_eq!(changed, (vec![], vec!["status = \"closed\"".to_owned(), "closed = \"2025-06\"".to_owned()]));

    let (removed, added) = keeper.does(&["remove", "land-30", "--yes"]);
    assert_eq!((removed[0].as_str(), added.len()), ("[network.land-30]", 0));
    assert!(removed.iter().skip(1).all(|line| !line.starts_with('[')), "{removed:?}");

    assert_eq!(keeper.does(&["fmt"]), (vec![], vec![]));
    assert_eq!(keeper.does(&["validate"]), (vec![], vec![]));
}
