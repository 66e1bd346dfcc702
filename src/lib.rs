//! The core of `netreg`: a registry of country networks on migration, kept in one text file.
//!
//! For programs that embed it: a page that shows the registry, a check in an editor. Before 1.0 the interface of this
//! library may change with any minor version. The file format and the output of the commands are stable.
//!
//! Nothing here opens a file, asks the clock or the environment, or prints. Lints deny it, and the library builds
//! without the feature `cli`.
//!
//! # A registry, step by step
//!
//! **Parse** a text. That never fails: what is wrong comes as diagnostics.
//!
//! ```
//! use netreg::Registry;
//!
//! let text = "[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambia\"\nestablished = 2021-02-30\n";
//! let registry = Registry::parse(text);
//! assert_eq!(registry.networks().count(), 1);
//! assert_eq!(registry.diagnostics[0].message, "February 2021 has 28 days");
//! ```
//!
//! **Validate** it with every rule.
//!
//! ```
//! use netreg::{Context, Registry, validate};
//!
//! let registry = Registry::parse("[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambja\"\n");
//! let context = Context { today: "2026-01-31".parse().unwrap() };
//! let codes: Vec<String> =
//!     validate(&context, &registry).findings.iter().map(|finding| finding.code.to_string()).collect();
//! assert_eq!(codes, ["NR301", "NR103"]);
//! ```
//!
//! **Format** it, or **edit** it: a new text comes back, and every byte that is not concerned stays.
//!
//! ```
//! use netreg::{Address, Registry, Table, Value, edit, format};
//!
//! let registry = Registry::parse("[registry]\nformat=1\n");
//! assert_eq!(format(&registry).unwrap(), "[registry]\nformat = 1\n");
//!
//! let name = (Table::Network.field("name").unwrap(), Value::Text("Zambia".into()));
//! let edited = edit::add(&registry, &[(&Address::network("ZMB"), &[name])]).unwrap();
//! assert_eq!(edited.text, "[registry]\nformat=1\n\n[network.ZMB]\nname = \"Zambia\"\n");
//! ```
//!
//! **Select** networks and count them: certainly and possibly existing on a day, because most dates are uncertain.
//!
//! ```
//! use netreg::{AsOf, Basis, Bounds, Count, Question, Registry, Selection};
//!
//! let registry = Registry::parse("[network.ZMB]\nname = \"Zambia\"\nestablished = \"2021\"\n");
//! let today = "2026-01-31".parse().unwrap();
//! let mut selection = Selection::default();
//! selection.add("established>2020", today).unwrap();
//! let basis = Basis::Existing(AsOf::day("2021-06-24".parse().unwrap()));
//! let bounds = Bounds { since: registry.since(), today };
//! let question = Question::new(basis, bounds, &selection, registry.records.iter()).unwrap();
//! let count: Count = registry.networks().map(|network| question.answer(network)).collect();
//! assert_eq!(count, Count { certain: 0, possible: 1 });
//! ```
//!
//! **Render** what came of it.
//!
//! ```
//! use netreg::render::diagnostics::{CheckedFile, concise};
//! use netreg::{Context, Registry, validate};
//!
//! let registry = Registry::parse("[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambja\"\n");
//! let found = validate(&Context { today: "2026-01-31".parse().unwrap() }, &registry);
//! let file = CheckedFile::new("registry.toml", registry.text(), &found.findings[1..]);
//! assert!(concise::render(&file).starts_with("registry.toml:5:8: error[NR103]"));
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]
#![deny(clippy::print_stdout, clippy::print_stderr, clippy::dbg_macro, clippy::exit)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::unimplemented)]

pub mod compare;
pub mod edit;
#[doc(hidden)]
pub mod format;
#[doc(hidden)]
pub mod import;
pub mod model;
pub mod parse;
pub mod render;
pub mod select;
#[doc(hidden)]
pub mod text;
pub mod validate;

pub use format::format;
pub use model::address::Address;
pub use model::country::Country;
pub use model::date::{Date, Day};
pub use model::diagnostic::{Code, Diagnostic, Severity};
pub use model::field::{Field, Table};
pub use model::problem::Problem;
pub use model::record::{Record, Value};
pub use parse::Registry;
pub use select::as_of::AsOf;
pub use select::basis::Basis;
pub use select::certainty::Certainty;
pub use select::count::Count;
pub use select::dates::Bounds;
pub use select::filter::Selection;
pub use select::question::Question;
pub use text::Span;
pub use validate::{Context, Validation, validate};
