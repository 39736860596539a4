//! The documents that a timeline quotes: their text, where a copy is at hand,
//! and where each passage stands in it.
//!
//! Rule of the room: documents are only ever read, and only from where the
//! user pointed: the timeline's own folder, a folder or files that the user
//! named. A copy that is not the recorded one is never passed off as it. Bytes
//! that a parser may choke on meet it in a child process, never in this one.
//!
//! | format | read by | its text |
//! | --- | --- | --- |
//! | plain text | `encoding_rs`, `chardetng` | as it stands, decoded |
//! | Markdown | `pulldown-cmark` | without its markup |
//! | HTML | `dom_smoothie`, `dom_query`, in a child | the article, else the page |
//! | PDF | `hayro-interpret`, in a child | glyphs put together in `lines` |
//! | DOCX | `zip`, `quick-xml`, in a child | the body, its notes at the end |
//! | EPUB | `rbook`, `quick-xml`, in a child | the chapters, by the spine |

mod archive;
mod child;
mod decoding;
mod docx;
mod epub;
mod extraction;
mod flow;
mod format;
mod holdings;
mod html;
mod justification;
mod limits;
mod lines;
mod loading;
mod markdown;
mod markup;
mod pdf;
mod pdf_outline;
mod provenance;
mod reading;
mod structure;
mod worker;
mod xml;

#[cfg(test)]
mod gathering_tests;
#[cfg(test)]
mod justification_tests;
#[cfg(test)]
mod misbehaving_tests;
#[cfg(test)]
mod version_tests;
#[cfg(test)]
mod worker_tests;

pub use crate::model::Extractor;
pub use child::{EXTRACT_VERB, serve};
pub use decoding::plain_text;
pub use extraction::extract;
pub use flow::MAX_TEXT_BYTES;
pub use format::Format;
pub use holdings::{Gathered, Held, Holdings, MAX_FOLDER_ENTRIES, MatchedBy, Search, gather};
pub use justification::unjustified;
pub use limits::{MAX_MEMORY, MAX_TIME, MAX_WAIT};
pub use provenance::{anchor_all, anchor_all_with, misplaced};
pub use reading::{MAX_DOCUMENT_BYTES, read_document};
pub use structure::{Heading, Page, PlainText, Structure};
pub use worker::Worker;
