#![doc = include_str!("../README.md")]
//! # In this crate
//!
//! - [`Worker::extract`] extracts a document in a child process with limits. Use it
//!   for files that you do not trust. It extracts plain text and Markdown in the
//!   calling process, since their parsers are safe.
//! - [`serve`] is the main function of the child process.
//! - [`extract()`] extracts any document in the calling process.
//!
//! The result is an [`ExtractedText`]: the text, its pages and headings, and the
//! [`Extractor`] that produced it.

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

pub use child::{EXTRACT_SUBCOMMAND, serve};
pub use error::{ExtractError, ExtractErrorKind};
pub use extract::extract;
pub use format::DocumentFormat;
pub use limits::{MAX_CPU_TIME, MAX_MEMORY_BYTES, MAX_WALL_TIME};
pub use structure::{DocumentStructure, ExtractedText, Extractor, Heading, Page};
pub use text_builder::MAX_TEXT_BYTES;
pub use worker::Worker;
