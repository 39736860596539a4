//! Extracts plain text, pages and headings from documents, safely.
//!
//! A program that quotes documents needs their text with stable positions, page
//! labels for its citations, and a way to read a file from anywhere without
//! being crashed by it. [`Worker::extract`] gives all three: it starts a child
//! process with hard limits on time and memory for every format whose parsers
//! can be attacked. The child is your own program, see [`serve`].
//!
//! | format | parser | text |
//! | --- | --- | --- |
//! | plain text | `encoding_rs`, `chardetng` | unchanged, decoded |
//! | Markdown | `pulldown-cmark` | without markup |
//! | HTML | `dom_smoothie`, `dom_query` | the article, otherwise the page |
//! | PDF | `hayro-interpret` | paragraphs by layout analysis |
//! | DOCX | `zip`, `quick-xml` | the body, then the notes |
//! | EPUB | `rbook`, `quick-xml` | the chapters in spine order |
//!
//! Text and Markdown are read in the calling process, the others in a child.
//!
//! Positions are Unicode code points of [`ExtractedText::text`]. They stay valid
//! as long as the bytes and the [`Extractor`] are the same: every change of the
//! rules, and every upgrade of a parser, changes the extractor's version.
//!
//! ```
//! use annals_documents::{Format, extract};
//!
//! let page = *b"<title>Aid</title><h1>Aid</h1><p>It began in <em>1958</em>.";
//! let extracted = extract(Format::Html, page, None)?;
//! assert!(extracted.text.ends_with("It began in 1958."));
//! # Ok::<(), annals_documents::ExtractError>(())
//! ```

#![cfg_attr(
    test,
    allow(
        clippy::cast_precision_loss,
        clippy::too_many_lines,
        clippy::type_complexity,
        reason = "tests count few things, and tables of cases are long"
    )
)]

mod child;
mod container;
mod decoding;
mod docx;
mod epub;
mod error;
mod extract;
mod format;
mod html;
mod html_elements;
mod limits;
mod markdown;
mod page_layout;
mod pdf;
mod pdf_outline;
mod structure;
mod text_builder;
mod worker;
mod xml;

#[cfg(test)]
mod child_tests;
#[cfg(test)]
mod version_tests;
#[cfg(test)]
mod worker_tests;

pub use child::{EXTRACT_VERB, serve};
pub use error::ExtractError;
pub use extract::extract;
pub use format::Format;
pub use limits::{MAX_CPU_TIME, MAX_MEMORY_BYTES, MAX_WALL_TIME};
pub use structure::{ExtractedText, Extractor, Heading, Page, Structure};
pub use text_builder::MAX_TEXT_BYTES;
pub use worker::Worker;
