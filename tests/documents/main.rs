//! Documents of every format: what their text is, and what becomes of those
//! that cannot or must not be read. All are made here.

#![allow(
    clippy::cast_possible_truncation,
    clippy::format_push_string,
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::unwrap_used,
    reason = "tests say what they expect by failing, and tables of cases are long"
)]

mod hostile;
mod making;
mod mutated;
mod reading;
mod recorded;

use annals::documents::{Format, PlainText, Worker, extract};

/// The program itself, which reads documents for the tests.
fn worker() -> Worker {
    Worker {
        program: env!("CARGO_BIN_EXE_annals").into(),
    }
}

/// A document read in this process: those made here are harmless.
fn read(format: Format, bytes: &[u8]) -> PlainText {
    extract(format, bytes, None).unwrap()
}

fn text(format: Format, bytes: &[u8]) -> String {
    read(format, bytes).text
}

/// The pages of a document: where each begins and what it is called.
fn pages(plain: &PlainText) -> Vec<(usize, &str)> {
    let pages = plain.structure.pages.iter();
    pages
        .map(|page| (page.start, page.label.as_str()))
        .collect()
}

/// The headings of a document: their words and ranks.
fn headings(plain: &PlainText) -> Vec<(String, u8)> {
    let signs: Vec<char> = plain.text.chars().collect();
    let headings = plain.structure.headings.iter();
    headings
        .map(|heading| {
            (
                signs[heading.start..heading.end].iter().collect(),
                heading.level,
            )
        })
        .collect()
}
