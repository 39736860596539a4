//! Documents of every format, made here: their texts, and the errors of damaged
//! and malicious ones.

#![allow(
    clippy::cast_possible_truncation,
    clippy::format_push_string,
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::unwrap_used,
    reason = "tests may panic, and tables of cases are long"
)]

mod malicious;
mod mutations;
mod sample_documents;
mod texts;

use annals_documents::{DocumentFormat, ExtractedText, Worker, extract};

/// A worker with the command line tool of this crate.
fn worker() -> Worker {
    Worker {
        program: env!("CARGO_BIN_EXE_annals-extract").into(),
    }
}

/// Extracts a harmless document in this process.
fn read(format: DocumentFormat, bytes: &[u8]) -> ExtractedText {
    extract(format, bytes, None).unwrap()
}

fn text(format: DocumentFormat, bytes: &[u8]) -> String {
    read(format, bytes).text
}

/// The starts and labels of the pages.
fn pages(extracted: &ExtractedText) -> Vec<(usize, &str)> {
    let pages = extracted.structure.pages.iter();
    pages
        .map(|page| (page.start, page.label.as_str()))
        .collect()
}

/// The words and levels of the headings.
fn headings(extracted: &ExtractedText) -> Vec<(String, u8)> {
    let characters: Vec<char> = extracted.text.chars().collect();
    let headings = extracted.structure.headings.iter();
    headings
        .map(|heading| {
            (
                characters[heading.start..heading.end].iter().collect(),
                heading.level,
            )
        })
        .collect()
}
