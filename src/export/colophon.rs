//! How an export was made.

use std::fmt::Write as _;

use serde::Serialize;

use super::request::ExportRequest;
use super::wording::counted;
use crate::model::QuotedWords;
use annals_edtf::Edtf;

/// What an export was made of, by which program, and what the quotation limit cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Colophon<'t> {
    /// The timeline's title.
    pub timeline: &'t str,
    /// The name of its file, without the folder.
    pub file: &'t str,
    /// The digest of the file's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The program and its version: "annals 0.1.0".
    pub made_by: &'static str,
    /// The name of the citation style.
    pub style: &'static str,
    /// The filter that selected the events.
    pub filter: Option<&'t str>,
    /// The period that selected the events.
    pub range: Option<&'t str>,
    /// Number of exported events.
    pub events: usize,
    /// Number of events of the timeline.
    pub events_of_timeline: usize,
    /// Number of drafts and rejected events that are left out.
    #[serde(skip_serializing_if = "is_zero")]
    pub drafts_left_out: usize,
    /// The most words of one source; `None` without a limit.
    pub quote_limit: Option<usize>,
    /// Number of quoted words, of all sources.
    pub words_quoted: usize,
    /// Number of words that the limit cut.
    pub words_cut: usize,
    /// The sources whose words were cut, in the order of the file.
    pub cut: Vec<SourceWords<'t>>,
}

/// Numbers of quoted and cut words of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceWords<'t> {
    /// The id of the source.
    pub source: &'t str,
    /// Number of words in the export.
    pub words_quoted: usize,
    /// Number of words that the limit cut.
    pub words_cut: usize,
}

/// For serde, which asks with a reference.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A number of drafts and rejected events, in English.
#[must_use]
pub fn drafts_in_words(count: usize) -> String {
    counted(
        count,
        "draft or rejected event",
        "drafts and rejected events",
    )
}

/// The program and its version.
pub(super) const MADE_BY: &str = concat!("annals ", env!("CARGO_PKG_VERSION"));

impl<'t> Colophon<'t> {
    pub(super) fn new(request: &ExportRequest<'t>, events: usize, tallies: &[QuotedWords]) -> Self {
        let timeline = request.timeline;
        let cut = timeline.sources.indexed();
        let cut = cut.filter_map(|(index, source)| Some((source, tallies.get(index.position())?)));
        Self {
            timeline: &timeline.title,
            file: request.file_name,
            sha256: request.digest.to_string(),
            made_by: MADE_BY,
            style: request.style.name(),
            filter: Some(request.filter).filter(|filter| !filter.trim().is_empty()),
            range: request.range.map(Edtf::as_str),
            events,
            events_of_timeline: timeline.events.len(),
            drafts_left_out: request.drafts.left_out().all(),
            quote_limit: request.limit.words(),
            words_quoted: tallies.iter().map(|tally| tally.shown).sum(),
            words_cut: tallies.iter().map(|tally| tally.cut).sum(),
            cut: cut
                .filter(|(_, tally)| tally.cut > 0)
                .map(|(source, tally)| SourceWords {
                    source: &source.id,
                    words_quoted: tally.shown,
                    words_cut: tally.cut,
                })
                .collect(),
        }
    }

    /// The title of the timeline, or its file name where the title is blank.
    #[must_use]
    pub fn name(&self) -> &'t str {
        match self.timeline.trim() {
            "" => self.file,
            _ => self.timeline,
        }
    }

    /// The whole colophon as an English paragraph, not escaped.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut words = format!(
            "Made by {} from the timeline {} (SHA-256 {}), {} of {} events. Quotation limit: {}.",
            self.made_by,
            self.file,
            self.sha256,
            self.events,
            self.events_of_timeline,
            self.limit_in_words()
        );
        if self.drafts_left_out > 0 {
            let _ = write!(words, " Left out: {}.", self.drafts_in_words());
        }
        for (label, text) in [("Period", self.range), ("Filter", self.filter)] {
            if let Some(text) = text {
                let _ = write!(words, " {label}: {text}.");
            }
        }
        words
    }

    /// The drafts and rejected events that are left out.
    #[must_use]
    pub fn drafts_in_words(&self) -> String {
        drafts_in_words(self.drafts_left_out)
    }

    /// The quotation limit and how many words of which source it cut, not escaped.
    #[must_use]
    pub fn limit_in_words(&self) -> String {
        let words = |count| counted(count, "word", "words");
        let quoted = words(self.words_quoted);
        let Some(limit) = self.quote_limit else {
            return format!("no limit; {quoted} quoted");
        };
        let cut = self.cut.iter();
        let cut: Vec<String> = cut
            .map(|of| format!("{} of {}", words(of.words_cut), of.source))
            .collect();
        let cut = match cut.as_slice() {
            [] => "none cut".to_owned(),
            cut => format!("cut: {}", cut.join(", ")),
        };
        format!(
            "at most {} per source; {quoted} quoted, {cut}",
            words(limit)
        )
    }
}
