//! Exports of a timeline: page, tables, records, annotations, figures, and the
//! provenance report. The window and the command line share one job.
//!
//! Rules of the module: `content` collects what is exported, knows no format, and
//! keeps every text as it was written. The formats escape every field: those for
//! people make hidden characters visible, those for machines keep the original.
//! No clock, no file, no screen: the same timeline, documents, options, fonts and
//! version give the same bytes. Exports are in English; only the page and figures,
//! which are for readers, use the language of the thread.
//!
//! # The quotation limit
//!
//! Words are counted per source, in the order of the exported events and their
//! citations, so that all formats cut the same words. The same words of a source
//! count once, even where several rows or annotations repeat them, because each of
//! these must be complete. The text around a passage appears only in formats for
//! machines. It counts after all quotations, and is exported whole or not at all.
//! Summaries, notes and bibliographic records are the editor's and do not count.

mod colophon;
mod content;
mod csl;
mod csv;
mod csv_writer;
mod dates;
mod drafts;
mod escape;
mod filters;
mod format;
mod iri;
mod job;
mod json;
mod language_tag;
mod markdown;
mod page;
mod report;
mod request;
mod web_annotation;
mod wording;

pub use colophon::drafts_in_words;
pub use drafts::{DraftCounts, Drafts};
pub use format::{ExportOutcome, TimelineFormat};
pub use job::{ExportKind, FigureExport, export};
pub use json::{JsonStream, bounds, event_details, event_summary, joined, match_object};
pub use language_tag::language_tag;
pub use report::{Report, ReportRequest, StateCounts};
pub use request::ExportRequest;
pub use wording::{
    copy_in_words, counted, listed, places_in_words, problem_count, problems_in_words,
};
