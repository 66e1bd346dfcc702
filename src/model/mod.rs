//! What a registry is made of: fields, records, dates, countries and diagnostics. Nothing here knows TOML.

pub mod country;
pub mod date;
pub mod diagnostic;
pub mod field;
pub mod input;
pub mod problem;
pub mod record;
pub mod spelling;
