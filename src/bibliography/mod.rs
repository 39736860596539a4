//! Sources in a citation style, and records read from other programs' files.
//!
//! Rule of the room: a record is untrusted. It is read field by field into what
//! the processor is known to take (`record`, `date`, `locator`), and where that
//! leaves nothing the model's plain line stands in, so that no citation is lost.
//! Nothing is made up: what a record does not say, no line says.
//!
//! The processor is `hayagriva` with its archive of styles: Typst's, the one
//! maintained CSL processor in Rust. It is given CSL-JSON values built here, never
//! JSON to read, because it panics on ranges of dates and on dates without a
//! year. BibTeX is read by `biblatex`, from the same house. For RIS `biblib` was
//! looked at: it gives up a file for one bad line and keeps no types of names, so
//! the reader of those few tags is our own (`import::ris`).

mod clean;
mod date;
mod import;
mod locator;
mod plain;
mod processor;
mod record;
mod standard;
mod style;

#[cfg(test)]
mod tests;

pub use import::{ImportFormat, ImportProblem, Imported, ImportedSource, MAX_IMPORT_BYTES, import};
pub use processor::Bibliographer;
pub use standard::{put_beside, standard_record};
pub use style::{Style, UnknownStyle};
