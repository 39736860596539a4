//! The report as comma-separated values (RFC 4180): a record for each line, one
//! for each event without a citation, and one for each passage that no event
//! cites.

use std::fmt::Display;

use ::csv::{Terminator, WriterBuilder};

use super::content::Report;
use super::facts::{CitationFacts, DateFacts, EventFacts, PassageFacts};
use super::output::Rendered;
use super::wording::marked_diff;
use crate::export::{escape_formula, lost_nuls};

const COLUMNS: [&str; 37] = [
    "line",
    "event",
    "title",
    "date",
    "invalid_date",
    "date_in_words",
    "earliest",
    "latest",
    "basis",
    "reason",
    "stance",
    "attributed_to",
    "citation_date",
    "citation_invalid_date",
    "citation_date_in_words",
    "citation_basis",
    "citation_reason",
    "note",
    "passage",
    "quotation",
    "words_cut",
    "quoted_in_line",
    "locator",
    "source",
    "footnote",
    "recorded_sha256",
    "found_sha256",
    "state",
    "start",
    "end",
    "score",
    "diff",
    "diff_words_cut",
    "candidates",
    "extractor",
    "checked_at",
    "program",
];

/// The report as a table.
///
/// # Errors
///
/// Where a record has not as many fields as the first.
pub(super) fn table(report: &Report<'_>) -> Result<Rendered, ::csv::Error> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let mut nuls = 0;
    let mut put = |event: Option<&EventFacts<'_>>,
                   citation: Option<&CitationFacts<'_>>,
                   passage: Option<&PassageFacts<'_>>| {
        let mut record = Record::default();
        record.number(citation.map(|citation| citation.line));
        record.event(event);
        record.citation(citation);
        record.passage(passage);
        record.number(Some(report.checked_at));
        record.number(Some(report.program));
        nuls += record.lost_nuls;
        writer.write_record(&record.fields)
    };
    for event in &report.events {
        for citation in &event.citations {
            put(Some(event), Some(citation), Some(&citation.passage))?;
        }
        if event.citations.is_empty() {
            put(Some(event), None, None)?;
        }
    }
    for passage in &report.uncited {
        put(None, None, Some(passage))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| ::csv::Error::from(error.into_error()))?;
    Ok(Rendered {
        bytes,
        lost_nuls: nuls,
    })
}

/// The fields of one record.
#[derive(Default)]
struct Record {
    fields: Vec<String>,
    lost_nuls: usize,
}

impl Record {
    /// What somebody wrote.
    fn text(&mut self, text: Option<&str>) {
        let text = text.unwrap_or_default();
        self.lost_nuls += lost_nuls(text);
        self.fields.push(escape_formula(text).into_owned());
    }

    /// What the program made or read and found valid: a number, a date, a
    /// second, a digest, a word of its own.
    fn number(&mut self, number: Option<impl Display>) {
        let field = number.map(|number| number.to_string());
        self.fields.push(field.unwrap_or_default());
    }

    fn event(&mut self, event: Option<&EventFacts<'_>>) {
        self.text(event.map(|event| event.id));
        self.text(event.map(|event| event.title));
        let dating = event.map(|event| &event.dating);
        self.date(dating);
        self.number(dating.and_then(|dating| dating.earliest.as_ref()));
        self.number(dating.and_then(|dating| dating.latest.as_ref()));
        self.basis(dating);
    }

    fn citation(&mut self, citation: Option<&CitationFacts<'_>>) {
        self.number(citation.map(|citation| citation.stance));
        self.text(citation.and_then(|citation| citation.attributed_to));
        let dating = citation.map(|citation| &citation.dating);
        self.date(dating);
        self.basis(dating);
        self.text(citation.and_then(|citation| citation.note));
    }

    fn date(&mut self, dating: Option<&DateFacts<'_>>) {
        self.number(dating.and_then(|dating| dating.date));
        self.text(dating.and_then(|dating| dating.invalid_date));
        self.text(dating.and_then(|dating| dating.date_in_words.as_deref()));
    }

    fn basis(&mut self, dating: Option<&DateFacts<'_>>) {
        self.number(dating.and_then(|dating| dating.basis));
        self.text(dating.and_then(|dating| dating.reason));
    }

    fn passage(&mut self, passage: Option<&PassageFacts<'_>>) {
        self.text(passage.map(|passage| passage.id));
        self.text(passage.and_then(|passage| passage.quotation.as_deref()));
        self.number(passage.map(|passage| passage.words_cut));
        self.number(passage.and_then(|passage| passage.quoted_in_line));
        self.text(passage.and_then(|passage| passage.locator));
        self.text(passage.map(|passage| passage.source));
        self.text(passage.map(|passage| passage.footnote.as_str()));
        self.number(passage.and_then(|passage| passage.recorded_sha256.as_ref()));
        self.number(passage.and_then(|passage| passage.found_sha256.as_ref()));
        self.number(passage.map(|passage| passage.state.name()));
        self.number(passage.and_then(|passage| passage.start));
        self.number(passage.and_then(|passage| passage.end));
        let score = passage.and_then(|passage| passage.score);
        self.number(score.map(|score| format!("{score:.3}")));
        let diff = passage.map(|passage| marked_diff(&passage.diff));
        self.text(diff.as_deref());
        self.number(passage.map(|passage| passage.diff_words_cut));
        self.number(passage.map(|passage| passage.candidates.len()));
        self.text(passage.and_then(|passage| passage.extractor.as_deref()));
    }
}
