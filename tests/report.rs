//! Reports through the binary: what is in the folder, what is never replaced, what hostile text can do on the page.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use support::git::Repository;
use support::{TODAY, at, names, run, stderr, stdout, text, with_registry};

/// A registry of made-up places with every kind of record.
const REGISTRY: &str = "[registry]\nformat = 1\ntitle = \"Networks of the ice\"\nsince = 2019-01-01\n\
    publisher = \"The ice\"\nlicense = \"MIT OR Apache-2.0\"\n\n\
    [denominator.islands]\ntitle = \"Islands\"\nvalue = 3\ndate = \"2020\"\nsource = \"https://example.org/i\"\n\
    countries = [\"ATA\", \"BVT\", \"SGS\"]\n\n\
    [denominator.stations]\ntitle = \"Stations\"\nvalue = 40\n\n\
    [milestone.thaw]\ntitle = \"The thaw\"\ndate = 2021-03-01\n\n\
    [[published]]\ndate = \"2021\"\nnetworks = 7\nsource = \"https://example.org/p\"\n\n\
    [network.ATA]\nname = \"Antarctica\"\nestablished = 2020-05-01\nsources = [\"https://example.org/a\"]\n\n\
    [network.BVT]\nname = \"Bouvet Island\"\nestablished = \"[..2022]\"\nnote = \"By a map\"\n\n\
    [network.HMD]\nname = \"Heard Island and McDonald Islands\"\nstatus = \"planned\"\n\n\
    [network.ice]\nname = \"Ice\"\nestablished = \"2021\"\ncovers = [\"ATF\", \"SGS\"]\n";

fn report(here: &Path, args: &[&str]) -> std::process::Output {
    run(here, &[&["report", "--today", TODAY], args].concat())
}

#[test]
fn report_has_these_files() {
    let (here, _) = with_registry("report-files", REGISTRY);
    let output = report(&here, &["-o", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        names(&here.join("out")),
        [
            "CITATION.cff",
            "badge.json",
            "badge.svg",
            "datapackage.json",
            "feed.xml",
            "index.html",
            "networks.csv",
            "v1"
        ]
    );
    assert_eq!(names(&here.join("out/v1")), ["networks.json", "registry.json"]);
    assert_eq!(
        stderr(&output),
        "note: no history in git: `v1/changes.json` and the revision are left out\n\
         wrote the report as of 2026-06-15: out/index.html\n\
         note: leaves out 1 planned network\n"
    );
}

#[test]
fn same_input_gives_the_same_bytes() {
    let (here, _) = with_registry("report-bytes", REGISTRY);
    let read = |out: &str| {
        assert_eq!(report(&here, &["-q", "-o", out]).status.code(), Some(0));
        let files = names(&here.join(out)).into_iter().filter(|name| name != "v1");
        let files: Vec<String> =
            files.chain(["v1/networks.json".into(), "v1/registry.json".into()]).collect();
        files.iter().map(|name| text(&here.join(out).join(name))).collect::<Vec<_>>()
    };
    let first = read("one");
    assert_eq!(first, read("two"));
    assert_eq!(first, read("one"), "written over an earlier report");
}

#[test]
fn data_is_what_other_commands_print() {
    let repository = Repository::new("report-data");
    repository.write("registry.toml", REGISTRY);
    repository.commit("First");
    repository.write("registry.toml", &REGISTRY.replace("\"2021\"\ncovers", "\"2020\"\ncovers"));
    let last = repository.commit("Second");
    let here = &repository.0;
    let output = report(here, &["-o", "out", "--as-of", "2021-06-01"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let printed = |args: &[&str]| stdout(&run(here, &[args, &["--today", TODAY]].concat()));
    let as_of = ["list", "--as-of", "2021-06-01", "--format"];
    assert_eq!(text(&here.join("out/networks.csv")), printed(&[&as_of[..], &["csv"]].concat()));
    assert_eq!(text(&here.join("out/v1/networks.json")), printed(&[&as_of[..], &["json"]].concat()));
    assert_eq!(text(&here.join("out/v1/changes.json")), printed(&["log", "--format", "json"]));
    let page = text(&here.join("out/index.html"));
    assert!(page.contains(&format!("Revision {} of ", &last[..10])), "{}", &last[..10]);
    assert!(!page.contains("with later changes"));
    let citation = || text(&here.join("out/CITATION.cff"));
    assert!(citation().contains(&format!("commit: {last}\n")), "{}", citation());
    repository.write("registry.toml", REGISTRY);
    assert_eq!(report(here, &["-q", "-o", "out"]).status.code(), Some(0));
    assert!(text(&here.join("out/index.html")).contains("with later changes"));
    assert!(!citation().contains("commit:"), "what is cited is in no commit");
}

#[test]
fn clone_without_history_has_no_file_of_changes() {
    let repository = Repository::new("report-origin");
    repository.write("registry.toml", REGISTRY);
    repository.commit("First");
    repository.write("registry.toml", &REGISTRY.replace("\"2021\"\ncovers", "\"2020\"\ncovers"));
    repository.commit("Second");
    let clone = repository.cloned("report-shallow", &["--depth=1"]);
    let output = report(&clone.0, &["-o", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("`v1/changes.json` is left out"), "{}", stderr(&output));
    assert!(!clone.0.join("out/v1/changes.json").exists());
    assert!(!text(&clone.0.join("out/index.html")).contains("changes.json"));
}

#[test]
fn reports_in_folders_of_a_report_can_be_written_first() {
    let (here, _) = with_registry("report-nested", REGISTRY);
    for out in ["public/fr", "public", "public/fr"] {
        let output = report(&here, &["-q", "-o", out]);
        assert_eq!(output.status.code(), Some(0), "{out}: {}", stderr(&output));
    }
    assert!(here.join("public/fr/index.html").exists());
}

#[test]
fn what_needs_a_publisher_is_left_out_and_said() {
    let plain = REGISTRY.replace("publisher = \"The ice\"\nlicense = \"MIT OR Apache-2.0\"\n", "");
    let (here, file) = with_registry("report-publisher", REGISTRY);
    report(&here, &["-q", "-o", "out"]);
    assert!(here.join("out/CITATION.cff").exists());
    fs::write(&file, plain).expect("it is written");
    let output = report(&here, &["-o", "out"]);
    assert!(!here.join("out/CITATION.cff").exists(), "the one of before is removed");
    let said = stderr(&output);
    assert!(said.contains("note: no `publisher` in `[registry]`: `CITATION.cff` is left out"), "{said}");
    assert!(said.contains("note: no `license` in `[registry]`"), "{said}");
    let page = text(&here.join("out/index.html"));
    assert!(page.contains("No license is given: ask before you use the data"));
    assert!(!page.contains("CITATION.cff"), "no link leads to a file that is not there");
    let package = text(&here.join("out/datapackage.json"));
    assert!(!package.contains("licenses") && !package.contains("contributors"), "{package}");
}

#[test]
fn other_files_are_never_replaced() {
    let (here, _) = with_registry("report-other", REGISTRY);
    fs::create_dir(here.join("mine")).expect("a folder");
    fs::write(here.join("mine/index.html"), "<p>mine</p>").expect("it is written");
    fs::write(here.join("mine/notes.txt"), "mine").expect("it is written");
    let refused = |out: &str, message: &str| {
        let output = report(&here, &["-o", out]);
        assert_eq!(output.status.code(), Some(2), "{out}");
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    };
    refused("mine", "`mine` has other files, and no earlier report");
    refused(".", "`.` has other files, and no earlier report");
    refused("registry.toml", "`registry.toml` is not a folder");
    refused("-", "cannot go to standard output");
    assert_eq!(text(&here.join("mine/index.html")), "<p>mine</p>");
    assert_eq!(text(&here.join("registry.toml")), REGISTRY);
    // What somebody adds beside an earlier report stays there.
    report(&here, &["-q", "-o", "out"]);
    fs::write(here.join("out/CNAME"), "example.org").expect("it is written");
    assert_eq!(report(&here, &["-q", "-o", "out"]).status.code(), Some(0));
    assert_eq!(text(&here.join("out/CNAME")), "example.org");
}

#[test]
fn file_with_the_name_of_one_of_a_report_is_replaced_only_if_it_is_one() {
    let without = REGISTRY.replace("publisher = \"The ice\"\n", "");
    let (here, _) = with_registry("report-names", &without);
    for name in ["index.html", "CITATION.cff"] {
        let folder = here.join(name.replace('.', "-"));
        fs::create_dir(&folder).expect("a folder");
        fs::write(folder.join(name), "mine").expect("it is written");
        let output = report(&here, &["-o", &folder.display().to_string()]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert_eq!(text(&folder.join(name)), "mine");
    }
    // A citation that an earlier report did not have is not removed with it; one that it had is.
    assert_eq!(report(&here, &["-q", "-o", "out"]).status.code(), Some(0));
    fs::write(here.join("out/CITATION.cff"), "mine").expect("it is written");
    assert_eq!(report(&here, &["-q", "-o", "out"]).status.code(), Some(0));
    assert_eq!(text(&here.join("out/CITATION.cff")), "mine");
    fs::write(here.join("with.toml"), REGISTRY).expect("it is written");
    assert_eq!(report(&here, &["-q", "-o", "out", "-f", "with.toml"]).status.code(), Some(0));
    assert_eq!(report(&here, &["-q", "-o", "out"]).status.code(), Some(0));
    assert!(!here.join("out/CITATION.cff").exists());
}

#[test]
#[cfg(unix)]
fn report_that_was_not_finished_can_be_written_again() {
    let (here, _) = with_registry("report-begun", REGISTRY);
    let args = ["report", "--today", TODAY, "-q", "-o", "begun"];
    let output = at(&here, "renamed", "kill -KILL $PPID", &args);
    assert_eq!(output.status.code(), None, "it is killed");
    assert_eq!(names(&here.join("begun")), ["index.html"]);
    assert_eq!(report(&here, &["-q", "-o", "begun"]).status.code(), Some(0));
}

#[test]
#[cfg(unix)]
fn registry_behind_a_file_of_a_report_is_never_replaced() {
    let (here, _) = with_registry("report-registry-inside", REGISTRY);
    assert_eq!(report(&here, &["-q", "-o", "out"]).status.code(), Some(0));
    let page = text(&here.join("out/index.html"));
    fs::remove_file(here.join("out/networks.csv")).expect("it is removed");
    std::os::unix::fs::symlink("../registry.toml", here.join("out/networks.csv")).expect("a link");
    let output = report(&here, &["-o", "out", "--lang", "fr"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("cannot write `out/networks.csv`: it is the registry"),
        "{}",
        stderr(&output)
    );
    assert_eq!(text(&here.join("registry.toml")), REGISTRY);
    assert_eq!(text(&here.join("out/index.html")), page, "nothing is written");
}

#[test]
fn report_of_a_registry_that_cannot_be_read_is_not_written() {
    let (here, _) = with_registry("report-damaged", &format!("{REGISTRY}\n[network.SGS\n"));
    let output = report(&here, &["-o", "out"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("so there is no report"), "{}", stderr(&output));
    assert!(!here.join("out").exists());
}

#[test]
fn empty_registry_has_a_report() {
    let (here, _) = with_registry("report-empty", "[registry]\nformat = 1\n");
    let output = report(&here, &["-o", "out", "--lang", "fr"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = text(&here.join("out/index.html"));
    assert!(page.contains("<h1>Réseaux</h1>"), "{page:.3000}");
    assert!(page.contains(">0</a>"));
}

/// Returns the tags of a page, with their attributes.
fn tags(page: &str) -> Vec<String> {
    let mut rest = page;
    let mut tags = Vec::new();
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').expect("the end of a tag");
        tags.push(tag.to_owned());
        rest = after;
    }
    tags
}

/// Returns the values of an attribute.
fn values(page: &str, attribute: &str) -> Vec<String> {
    let mark = format!(" {attribute}=\"");
    page.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn every_link_leads_to_a_place_of_the_report() {
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        let (here, _) = with_registry(&format!("report-links-{language}"), REGISTRY);
        for as_of in ["2026-06-15", "2021-06-01", "2018-01-01"] {
            let args = ["-q", "-o", "out", "--lang", language, "--as-of", as_of];
            assert_eq!(report(&here, &args).status.code(), Some(0));
            let page = text(&here.join("out/index.html"));
            let ids = values(&page, "id");
            let places: BTreeSet<&String> = ids.iter().collect();
            assert_eq!(places.len(), ids.len(), "an ID is there twice");
            for link in values(&page, "href").iter().filter(|link| !link.starts_with("https://")) {
                match link.strip_prefix('#') {
                    Some(id) => assert!(places.contains(&id.to_owned()), "{link} as of {as_of}"),
                    None => assert!(here.join("out").join(link).exists(), "{link}"),
                }
            }
            for link in values(&text(&here.join("out/feed.xml")), "href") {
                if let Some((_, id)) = link.split_once('#') {
                    assert!(places.contains(&id.to_owned()), "{link} as of {as_of}");
                }
            }
        }
    }
}

#[test]
fn country_links_to_the_network_that_counts() {
    // The network of the country alone begins later; that of several countries counts.
    let registry =
        REGISTRY.replace("status = \"planned\"", "established = 2024-01-01").replace("\"ATF\"", "\"HMD\"");
    let (here, _) =
        with_registry("report-country", &registry.replace("\"BVT\", \"SGS\"", "\"HMD\", \"SGS\""));
    let args = ["-q", "-o", "out", "--as-of", "2022-06-01"];
    assert_eq!(report(&here, &args).status.code(), Some(0));
    let page = text(&here.join("out/index.html"));
    assert!(!page.contains("#network.HMD"), "it does not count");
    let link = "<a href=\"#network.ice\">Heard Island and McDonald Islands</a>";
    assert_eq!(page.matches(link).count(), 2, "in the tables of countries and of the denominator");
}

#[test]
fn every_language_fills_the_places_of_its_phrases() {
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        let (here, _) = with_registry(&format!("report-places-{language}"), REGISTRY);
        assert_eq!(report(&here, &["-q", "-o", "out", "--lang", language]).status.code(), Some(0));
        let page = text(&here.join("out/index.html"));
        for place in ["{}", "\\u{", "u{1}"] {
            assert!(!page.contains(place), "`{place}` in {language}");
        }
        assert!(page.contains("<a href=\"#countries"), "no number leads to the countries without a network");
    }
}

#[test]
fn numbers_and_years_of_a_picture_have_room() {
    let registry =
        REGISTRY.replace("2020-05-01", "0801-05-01").replace("networks = 7", "networks = 123456789");
    let (here, _) = with_registry("report-room", &registry);
    assert_eq!(report(&here, &["-q", "-o", "out"]).status.code(), Some(0));
    let page = text(&here.join("out/index.html"));
    let picture = page.split("<svg class=\"narrow\"").nth(1).and_then(|rest| rest.split("</svg>").next());
    let labels =
        picture.expect("a picture").split("<text class=\"small\" x=\"").skip(1).filter_map(|label| {
            let (x, rest) = label.split_once('"')?;
            let (attributes, rest) = rest.split_once('>')?;
            let (number, _) = rest.split_once('<')?;
            Some((x.parse::<usize>().ok()?, attributes, number)).filter(|_| number.parse::<u64>().is_ok())
        });
    let labels: Vec<(usize, &str, &str)> = labels.collect();
    let ends = labels.iter().filter(|(_, attributes, _)| attributes.contains("\"end\""));
    assert!(ends.clone().any(|(.., number)| *number == "150000000"), "{labels:?}");
    assert!(ends.clone().all(|(x, _, number)| *x >= 7 * number.len()), "{labels:?}");
    let years: Vec<usize> =
        labels.iter().filter(|(.., number)| number.len() <= 4).map(|(x, ..)| *x).collect();
    assert!(
        years.windows(2).filter(|pair| pair[0] < pair[1]).all(|pair| pair[0] + 30 <= pair[1]),
        "{labels:?}"
    );
}

#[test]
fn date_in_a_title_from_right_to_left_keeps_its_order() {
    let title = "شبكات 2021-06-24";
    let registry = REGISTRY
        .replace("Networks of the ice", title)
        .replace("Islands\"\nvalue", &format!("{title}\"\nvalue"));
    let (here, _) = with_registry("report-direction", &registry);
    assert_eq!(report(&here, &["-q", "-o", "out"]).status.code(), Some(0));
    let page = text(&here.join("out/index.html"));
    for heading in ["h1", "h3"] {
        let shown = format!("<{heading} dir=\"auto\">شبكات <bdi dir=\"ltr\">2021-06-24</bdi></{heading}>");
        assert!(page.contains(&shown), "{heading}");
    }
}

#[test]
fn text_of_the_registry_is_inert() {
    let hostile = r#"\"'></title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>&amp;]]>{{7*7}}\u202e\u0007"#;
    let mut registry = REGISTRY.to_owned();
    for (field, value) in [
        ("title", "Networks of the ice"),
        ("publisher", "The ice"),
        ("title", "Islands"),
        ("title", "The thaw"),
        ("note", "By a map"),
        ("name", "Ice"),
    ] {
        let old = format!("{field} = \"{value}\"");
        assert!(registry.contains(&old), "{old}");
        registry = registry.replace(&old, &format!("{field} = \"{value} {hostile}\""));
    }
    for (old, new) in [
        (
            "license = \"MIT OR Apache-2.0\"\n",
            format!("license = \"{hostile}\"\ndescription = \"{hostile}\"\nhomepage = \"{hostile}\"\n"),
        ),
        (
            "source = \"https://example.org/i\"",
            format!("source = \"https://example.org/{hostile}\"\nnote = \"{hostile}\""),
        ),
        ("source = \"https://example.org/p\"", "source = \"javascript:alert(3)\"".to_owned()),
        (
            "sources = [\"https://example.org/a\"]",
            format!(
                "sources = [\"https://example.org/a\", \"javascript:alert(4)\", \"https://example.org/{hostile}\"]\nchairs = [\"{hostile}\"]\ncoordinator = \"{hostile}\"\nwebsite = \"{hostile}\""
            ),
        ),
        ("[denominator.stations]", "[denominator.\"st<b>\"]".to_owned()),
    ] {
        assert!(registry.contains(old), "{old}");
        registry = registry.replace(old, &new);
    }
    let (here, _) = with_registry("report-hostile", &registry);
    let output = report(&here, &["-o", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = text(&here.join("out/index.html"));
    let data = page.split_once("<script type=\"application/ld+json\">").expect("the dataset").1;
    let (data, _) = data.split_once("</script>").expect("its end");
    assert!(!data.contains('<'), "{data}");
    serde_json::from_str::<serde_json::Value>(data).expect("JSON");
    let allowed = "a body bdi br caption code defs details div figure footer h1 h2 h3 head header html li link main meta nav p \
        path pattern rect script section small span strong style summary svg table tbody td text th thead title tr ul g";
    let allowed: BTreeSet<&str> = allowed.split_whitespace().collect();
    for tag in tags(&page) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        assert!(allowed.contains(name) || tag == "!DOCTYPE html", "<{tag}>");
        assert!(!tag.contains("onerror") || tag.contains("&lt;img"), "<{tag}>");
    }
    assert_eq!(page.matches("<script").count(), 1);
    assert!(values(&page, "href").iter().all(|link| !link.starts_with("javascript")), "a link runs a script");
    assert!(page.chars().all(|c| c == '\n' || !c.is_control()), "a control character");
    for file in ["feed.xml", "badge.svg"] {
        let text = text(&here.join("out").join(file));
        assert!(!text.contains("<script") && !text.contains("<img"), "{file}");
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{file}");
    }
}

#[test]
fn characters_that_xml_and_yaml_forbid_are_in_no_file() {
    let forbidden = "\u{FFFE}\u{FFFF}\u{FDD0}\u{1FFFE}\u{E0041}";
    let registry = REGISTRY
        .replace("the ice\"", &format!("the ice{forbidden}\""))
        .replace("\"The ice", &format!("\"The ice{forbidden}"));
    let registry = registry.replace("By a map", &format!("By a map{forbidden}"));
    let (here, _) = with_registry("report-forbidden", &registry);
    assert_eq!(report(&here, &["-q", "-o", "out"]).status.code(), Some(0));
    for folder in [here.join("out"), here.join("out/v1")] {
        for file in names(&folder).into_iter().filter(|name| name != "v1") {
            assert!(!text(&folder.join(&file)).contains(|c| forbidden.contains(c)), "{file}");
        }
    }
    // In YAML, two halves of a character are not put together.
    let citation = text(&here.join("out/CITATION.cff"));
    assert!(citation.contains(r"The ice\U0000fffe\U0000ffff\U0000fdd0\U0001fffe\U000e0041"), "{citation}");
}

#[test]
fn filters_are_named_on_the_page_and_status_is_none() {
    let (here, _) = with_registry("report-filters", REGISTRY);
    assert_eq!(report(&here, &["-q", "-o", "out", "--where", "note"]).status.code(), Some(0));
    let page = text(&here.join("out/index.html"));
    assert!(page.contains("Only networks that match: note"), "{page:.2000}");
    assert!(!page.contains("Totals that others have published"), "they are of all networks");
    let feed = text(&here.join("out/feed.xml"));
    assert!(feed.contains("<title>Networks of the ice. Only networks that match: note</title>"), "{feed}");
    assert!(page.contains("No network counted"), "a country may have a network that does not match");
    for file in ["datapackage.json", "CITATION.cff"] {
        assert!(text(&here.join("out").join(file)).contains("as of 2026-06-15; note: 1."), "{file}");
    }
    let output = report(&here, &["-o", "out", "--status", "planned"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("a report counts the networks that exist"), "{}", stderr(&output));
}

#[test]
#[cfg(unix)]
fn what_is_no_folder_and_no_page_is_said() {
    let (here, _) = with_registry("report-no-folder", REGISTRY);
    std::os::unix::fs::symlink("nowhere", here.join("link")).expect("a link");
    fs::create_dir(here.join("pipe")).expect("a folder");
    let made = std::process::Command::new("mkfifo").arg(here.join("pipe/index.html")).status();
    assert!(made.expect("mkfifo starts").success());
    assert_eq!(report(&here, &["-q", "-o", "out"]).status.code(), Some(0));
    fs::remove_dir_all(here.join("out/v1")).expect("it is removed");
    fs::write(here.join("out/v1"), "").expect("it is written");
    for (folder, message) in [
        ("link", "error: `link` is not a folder"),
        ("pipe", "error: `pipe` has other files, and no earlier report"),
        ("out", "error: `out/v1` is not a folder"),
    ] {
        let output = report(&here, &["-q", "-o", folder]);
        assert_eq!(output.status.code(), Some(2), "{folder}");
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
}

#[test]
fn folder_that_cannot_be_written_is_an_error() {
    let (here, _) = with_registry("report-unwritable", REGISTRY);
    fs::write(here.join("file"), "").expect("it is written");
    let output = report(&here, &["-o", "file/out"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("file/out"), "{}", stderr(&output));
}
