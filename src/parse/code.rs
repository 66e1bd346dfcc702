//! The codes that reading itself gives; the table of rules has their rows.

use crate::model::Code;

/// Not valid TOML.
pub const SYNTAX: Code = Code::named("NR001");
/// Git conflict markers.
pub const CONFLICT: Code = Code::named("NR002");
/// An unclosed list or inline table.
pub const OPEN: Code = Code::named("NR003");
/// An unclosed multi-line text.
pub const OPEN_TEXT: Code = Code::named("NR004");
/// Nesting without end.
pub const DEEP: Code = Code::named("NR005");
/// A table in a spelling that netreg does not read.
pub const SPELLING: Code = Code::named("NR006");
/// A table that a registry does not have.
pub const TABLE: Code = Code::named("NR007");
/// A field that a table does not have.
pub const FIELD: Code = Code::named("NR008");
/// A field given twice.
pub const TWICE: Code = Code::named("NR009");
/// A value of another type.
pub const TYPE: Code = Code::named("NR010");
/// A byte order mark.
pub const BYTE_ORDER_MARK: Code = Code::named("NR013");
/// A version of the format that is not known.
pub const UNKNOWN_FORMAT: Code = Code::named("NR014");
/// A date that is none.
pub const DATE: Code = Code::named("NR201");
/// A date in another notation.
pub const NOTATION: Code = Code::named("NR202");
/// A status that is none.
pub const STATUS: Code = Code::named("NR307");
/// Syntax of TOML 1.1.
pub const NEWER: Code = Code::named("NR502");

/// Returns `true` if a part of the file was not understood, whatever it contains.
pub fn hides(code: Code) -> bool {
    matches!(code, SYNTAX | CONFLICT | OPEN | OPEN_TEXT | DEEP | UNKNOWN_FORMAT)
}

/// Returns `true` if records of the file may not have been read.
pub fn hides_records(code: Code) -> bool {
    hides(code) || matches!(code, SPELLING | TABLE)
}

/// Returns `true` if a file with this problem has no canonical form: where a record or field begins and ends is uncertain.
pub fn is_unfit(code: Code) -> bool {
    hides_records(code) || code == TWICE
}
