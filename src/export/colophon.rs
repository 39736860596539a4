//! What an export says of itself.

use serde::Serialize;

use super::request::ExportRequest;
use crate::model::QuotedWords;
use annals_edtf::Edtf;

/// Of what an export was made, by what, and what the limit on quotations cut.
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
    /// The filter that chose the events.
    pub filter: Option<&'t str>,
    /// The period that chose the events.
    pub range: Option<&'t str>,
    /// How many events are exported.
    pub events: usize,
    /// How many the timeline has.
    pub events_of_timeline: usize,
    /// The most words of one source; `None` where there is no limit.
    pub quote_limit: Option<usize>,
    /// How many words are quoted, of all sources.
    pub words_quoted: usize,
    /// How many the limit cut.
    pub words_cut: usize,
    /// The sources of which something was cut, in the order of the file.
    pub cut: Vec<SourceWords<'t>>,
}

/// How many words of a source are quoted, and how many were cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceWords<'t> {
    /// The id of the source.
    pub source: &'t str,
    /// Words that the export has.
    pub words_quoted: usize,
    /// Words that it has not, for the limit's sake.
    pub words_cut: usize,
}

/// The program and its version.
pub(super) const MADE_BY: &str = concat!("annals ", env!("CARGO_PKG_VERSION"));

impl<'t> Colophon<'t> {
    pub(super) fn of(request: &ExportRequest<'t>, events: usize, tallies: &[QuotedWords]) -> Self {
        let timeline = request.timeline;
        let cut = timeline.sources.iter().zip(tallies);
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

    /// What the timeline is called: its title, or its file where that is blank.
    #[must_use]
    pub fn name(&self) -> &'t str {
        match self.timeline.trim() {
            "" => self.file,
            _ => self.timeline,
        }
    }

    /// Of what, by what, how much, and what was chosen: a paragraph of English,
    /// in which every name stands as it is in the file.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut said = format!(
            "Made by {} of the timeline {} (SHA-256 {}), {} of {} events. Quotation limit: {}.",
            self.made_by,
            self.file,
            self.sha256,
            self.events,
            self.events_of_timeline,
            self.limit_in_words()
        );
        for (label, text) in [("Period", self.range), ("Filter", self.filter)] {
            if let Some(text) = text {
                for part in [" ", label, ": ", text, "."] {
                    said.push_str(part);
                }
            }
        }
        said
    }

    /// The limit and what it cut, in a sentence; ids of sources as they stand.
    #[must_use]
    pub fn limit_in_words(&self) -> String {
        let words = |count: usize| match count {
            1 => "1 word".to_owned(),
            count => format!("{count} words"),
        };
        let quoted = words(self.words_quoted);
        let Some(limit) = self.quote_limit else {
            return format!("no limit; {quoted} quoted");
        };
        let mut said = format!("at most {} a source; {quoted} quoted", words(limit));
        if self.cut.is_empty() {
            said.push_str(", none cut");
        } else {
            let cut = self.cut.iter();
            let cut: Vec<String> = cut
                .map(|of| format!("{} of {}", words(of.words_cut), of.source))
                .collect();
            said.push_str(", cut: ");
            said.push_str(&cut.join(", "));
        }
        said
    }
}
