//! The content of a report: citations with their passages, and totals.

use super::state_counts::StateCounts;
use super::{csv, html, json, markdown};
use crate::bibliography::Style;
use crate::export::content::{
    CitationEntry, EventEntry, ExportContent, ExportScope, PassageEntry, SourceEntry,
};
use crate::export::format::{ExportOutcome, TimelineFormat};
use crate::export::request::ExportRequest;
use crate::storage::{FileError, Problem};
use annals_anchor::WordSpan;

/// The input of a provenance report.
#[derive(Debug, Clone, Copy)]
pub struct ReportRequest<'t> {
    /// The timeline and its documents. Filter, range and events are not used.
    pub export: ExportRequest<'t>,
    /// The problems of the file, documents included.
    pub problems: &'t [Problem],
    /// When the timeline was checked: a day, or a second in UTC (RFC 3339).
    pub checked_at: &'t str,
}

/// A provenance report, independent of its format.
#[derive(Debug)]
pub struct Report<'r> {
    pub(super) content: ExportContent<'r>,
    pub(super) style: Style,
    pub(super) problems: &'r [Problem],
    pub(super) checked_at: &'r str,
    /// Passages by state.
    pub(super) states: StateCounts,
    /// Passages by state for each source, in the order of the sources.
    source_states: Vec<StateCounts>,
}

/// A row of the report: a citation with its passage, or a passage that no event cites.
#[derive(Clone, Copy)]
pub(super) struct CitationRow<'c> {
    pub(super) citation: Option<&'c CitationEntry<'c>>,
    pub(super) entry: &'c PassageEntry<'c>,
}

impl<'r> Report<'r> {
    /// Collects the content of a report.
    #[must_use]
    pub fn new(request: &ReportRequest<'r>) -> Self {
        let content = ExportContent::new(&request.export, ExportScope::Report);
        let mut source_states = vec![StateCounts::default(); content.sources.len()];
        for entry in content.passages() {
            let position = entry.passage.source.position();
            if let Some(counts) = source_states.get_mut(position) {
                counts.add(entry.state());
            }
        }
        Self {
            states: content.passages().map(PassageEntry::state).collect(),
            content,
            style: request.export.style,
            problems: request.problems,
            checked_at: request.checked_at,
            source_states,
        }
    }

    /// Writes the report in a format.
    ///
    /// # Errors
    ///
    /// [`FileError`] where `format` is not HTML, Markdown, CSV or JSON, or where
    /// its writer fails.
    pub fn export(&self, format: TimelineFormat) -> Result<ExportOutcome, FileError> {
        let mut lost_nuls = 0;
        let bytes = match format {
            TimelineFormat::Html => html::page(self)?.into_bytes(),
            TimelineFormat::Markdown => markdown::page(self)?.into_bytes(),
            TimelineFormat::Csv => {
                let (bytes, nuls) = csv::table(self)?;
                lost_nuls = nuls;
                bytes
            }
            TimelineFormat::Json => json::to_bytes(self)?,
            TimelineFormat::WebAnnotation | TimelineFormat::Csl => {
                return Err(FileError::new(format!("There is no report as {format}")));
            }
        };
        Ok(ExportOutcome {
            lost_nuls,
            ..ExportOutcome::new(bytes, &self.content.colophon)
        })
    }

    pub(super) fn rows<'c>(
        &'c self,
        event: &'c EventEntry<'r>,
    ) -> impl Iterator<Item = CitationRow<'c>> {
        let citations = self.content.citations(event);
        citations.map(|(citation, entry)| CitationRow {
            citation: Some(citation),
            entry,
        })
    }

    /// The passages that no event cites.
    pub(super) fn uncited(&self) -> impl Iterator<Item = CitationRow<'_>> {
        let passages = self.content.passages();
        let uncited = passages.filter(|entry| entry.first_citation.is_none());
        uncited.map(|entry| CitationRow {
            citation: None,
            entry,
        })
    }

    pub(super) fn events_where(&self, matches: impl Fn(&EventEntry<'_>) -> bool) -> usize {
        self.content.events.iter().filter(|it| matches(it)).count()
    }

    pub(super) fn undated_events(&self) -> usize {
        self.events_where(|entry| entry.event.date.is_none())
    }

    pub(super) fn events_without_citations(&self) -> usize {
        self.events_where(|entry| entry.citations.is_empty())
    }

    pub(super) fn citations(&self) -> usize {
        let events = self.content.events.iter();
        events.map(|entry| entry.citations.len()).sum()
    }

    /// The sources with their numbers of passages by state.
    pub(super) fn sources(&self) -> impl Iterator<Item = (&SourceEntry<'r>, &StateCounts)> {
        self.content.sources.iter().zip(&self.source_states)
    }
}

impl<'c> CitationRow<'c> {
    /// Number of the earlier row that quotes this passage; `None` if this row quotes it.
    pub(super) fn quoted_in_line(self) -> Option<usize> {
        let first = self.entry.first_citation?;
        Some(first).filter(|first| self.citation.is_some_and(|it| it.number != *first))
    }

    /// The passage if this row quotes it; `None` if an earlier row does.
    pub(super) fn quoted(self) -> Option<&'c PassageEntry<'c>> {
        Some(self.entry).filter(|_| self.quoted_in_line().is_none())
    }

    pub(super) fn words_cut(self) -> usize {
        self.quoted().map_or(0, |entry| entry.words_cut)
    }

    pub(super) fn changes(self) -> &'c [WordSpan] {
        self.quoted().map_or(&[], |entry| &entry.changes)
    }

    pub(super) fn changes_words_cut(self) -> usize {
        self.quoted().map_or(0, |entry| entry.changes_words_cut)
    }

    pub(super) fn note(self) -> Option<&'c str> {
        self.citation?.citation.note.as_deref()
    }
}
