//! A timeline as others take it away: tables, text, records, annotations.
//!
//! Rule of the room: `content` says what is exported, in which order and with
//! which words of which source; it knows no format and keeps every text as it
//! was written. The formats say it, and escape every field: formats for people
//! make hidden characters visible, formats for machines keep the original. No
//! clock, no file, no screen: the same timeline, documents, choices and version
//! give the same bytes. What is said is English, whatever the window speaks; the
//! page alone, which is for readers, speaks the language of the thread.
//!
//! # The limit on quotations
//!
//! Words are counted source by source in the order of the export's events and
//! their citations, so that the formats cut the same words. The same words of a
//! source that stand in several places of an export (a passage that is cited
//! twice) count once, and are cut once: each row of a table and each annotation
//! stands alone. What stands before and after a passage is given only by the
//! formats for machines, counts after all quotations, and is given whole or not
//! at all. Summaries, notes and bibliographic records are the editor's and
//! count nothing.

mod colophon;
mod content;
mod csl;
mod csv;
mod csv_text;
mod dates;
mod escape;
mod format;
mod iri;
mod json;
mod language_tag;
mod markdown;
mod page;
mod request;
mod web_annotation;

pub use colophon::{Colophon, SourceWords};
pub use content::{CitationEntry, Content, EventEntry, PassageEntry, Scope, SourceEntry};
pub use csv_text::{escape_formula, lost_nuls};
pub use dates::{DateEntry, RivalEntry};
pub use escape::{
    block, field, html, id, markdown, markdown_id, markdown_lines, markdown_verbatim,
};
pub use format::{ExportError, ExportOutcome, Format, UnknownFormat, bytes};
pub use request::ExportRequest;
