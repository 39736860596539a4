//! Citations in a citation style, and the import of bibliographic records.
//!
//! Rule of this module: a record is untrusted. Its fields are converted one by
//! one to what the processor accepts (`record`, `date`, `locator`). If nothing
//! remains, the model's plain line is the citation, so that no citation is lost.
//! No line contains what the record does not say.
//!
//! The processor is `hayagriva` with its archive of styles, the only maintained
//! CSL processor in Rust. It gets CSL-JSON values that are built here instead of
//! JSON, because it panics on date ranges and on dates without a year. BibTeX is
//! parsed by `biblatex`, of the same authors. RIS is parsed here (`import::ris`):
//! the crate `biblib` rejects a file for one bad line and drops the roles of
//! names.

mod clean;
mod csl_fields;
mod date;
mod import;
mod locator;
mod plain_text;
mod processor;
mod record;
mod standard;
mod style;

#[cfg(test)]
mod tests;

pub use csl_fields::{CslFieldKind, kind_of_field};
pub use import::{
    ImportFormat, ImportProblem, ImportResult, ImportedRecord, MAX_IMPORT_BYTES, import,
};
pub use processor::Bibliographer;
pub use standard::{put_beside, standard_record};
pub use style::{Style, UnknownStyle};
