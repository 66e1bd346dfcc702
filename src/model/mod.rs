//! What a registry is made of: fields, records, dates, countries and diagnostics. Nothing here knows TOML.

pub mod address;
pub mod country;
pub mod date;
pub mod diagnostic;
pub mod entity;
#[doc(hidden)]
pub mod entries;
pub mod field;
#[doc(hidden)]
pub mod input;
pub mod kind;
pub mod problem;
pub mod record;
#[doc(hidden)]
pub mod spelling;

pub use address::Address;
pub use country::{Area, Country, Language, Level};
pub use date::{Date, Day};
pub use diagnostic::{Code, Diagnostic, RecordRef, Severity};
pub use field::{Field, Table};
pub use kind::Kind;
pub use problem::Problem;
pub use record::{Entry, Item, Line, Record, Status, Unparsed, Value};
