//! Records of other programs as CSL-JSON: CSL-JSON itself, BibTeX, RIS.
//!
//! Rule of the folder: one bad entry costs that entry. Only bytes that are no
//! text are refused; everything else that cannot be used is a problem with its
//! line, and the rest is imported. Nothing is looked up and nothing is guessed
//! that the entry does not say.

mod bibtex;
mod bibtex_entry;
mod csl_json;
mod fields;
mod format;
mod imported;
mod ris;
mod slug;

#[cfg(test)]
mod tests;

pub use format::ImportFormat;
pub use imported::{ImportProblem, ImportResult, ImportedRecord, MAX_IMPORT_BYTES, import};
