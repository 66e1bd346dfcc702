//! The core of `netreg`: a registry of country networks, kept in one text file, read, checked,
//! counted and edited.
//!
//! For whoever wants to embed it: a page that shows the registry, a check in an editor. Before
//! 1.0 its interface may change with any minor version; the file format and the output of the
//! commands are what is kept stable.
//!
//! Reading never fails: it gives what could be read and says what is wrong.
//!
//! ```
//! use netreg::parse::{Registry, Source};
//!
//! let text = "[registry]\nformat = 1\n\n[network.ZMB]\nname = \"Zambia\"\nestablished = 2021-02-30\n";
//! let source = Source::new(text);
//! let (registry, findings) = Registry::read(&source);
//! assert_eq!(registry.networks().count(), 1);
//! assert_eq!(findings[0].message, "February 2021 has 28 days");
//! ```
//!
//! # The modules
//!
//! | step | from, to | modules |
//! | --- | --- | --- |
//! | read | text to records and findings | [`read`], [`document`] |
//! | check | records to findings | [`rules`] |
//! | select | records to those that are meant, how many, and of what | [`query`], [`filter`], [`life`], [`count`], [`total`], [`share`] |
//! | change | text to text | [`edit`], [`format`](mod@format), [`validate::mend`] |
//! | compare | two states to what is new | [`baseline`], [`renames`], [`patch`] |
//! | render | values to text | [`render`], [`findings`], [`exchange`], [`schema`] |
//!
//! What they speak of is in [`record`], [`field`], [`when`](mod@when), [`country`], [`fold`],
//! [`diagnostic`], [`layout`], [`edit`], [`write`](mod@write), [`typed`] and [`text`]. Nothing here
//! opens a file, asks the clock or the environment, or prints: the lints below hold that, and the
//! library builds without the feature `cli`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]
#![deny(clippy::print_stdout, clippy::print_stderr, clippy::dbg_macro, clippy::exit)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::unimplemented)]

pub mod edit;
pub mod format;
pub mod model;
pub mod parse;
pub mod render;
pub mod select;
pub mod text;
pub mod validate;
