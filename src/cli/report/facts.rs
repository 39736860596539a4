//! The parts of a report, in the shape that machines read too.

use serde::Serialize;

use annals_anchor::{AnchorState, WordChange};

/// The file that was checked.
#[derive(Debug, Serialize)]
pub(super) struct FileFacts {
    /// Its name, without its folder.
    pub(super) name: String,
    pub(super) sha256: String,
}

/// What was asked for.
#[derive(Debug, Serialize)]
pub(super) struct OptionFacts {
    pub(super) style: &'static str,
    /// Words a source; `None` where there is no limit.
    pub(super) quote_limit: Option<usize>,
}

/// How many passages stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct StateCounts {
    pub(super) exact: usize,
    pub(super) normalised: usize,
    pub(super) drifted: usize,
    pub(super) ambiguous: usize,
    pub(super) missing: usize,
    pub(super) unavailable: usize,
}

impl StateCounts {
    pub(super) fn add(&mut self, state: AnchorState) {
        *match state {
            AnchorState::Exact => &mut self.exact,
            AnchorState::Normalised => &mut self.normalised,
            AnchorState::Drifted => &mut self.drifted,
            AnchorState::Ambiguous => &mut self.ambiguous,
            AnchorState::Missing => &mut self.missing,
            AnchorState::Unavailable => &mut self.unavailable,
        } += 1;
    }

    /// In the order of [`AnchorState::ALL`].
    pub(super) const fn all(&self) -> [usize; 6] {
        [
            self.exact,
            self.normalised,
            self.drifted,
            self.ambiguous,
            self.missing,
            self.unavailable,
        ]
    }

    /// Those that somebody must look at.
    pub(super) const fn astray(&self) -> usize {
        self.drifted + self.ambiguous + self.missing
    }
}

/// What an editor signs off.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    pub(super) events: usize,
    pub(super) undated_events: usize,
    pub(super) events_without_citations: usize,
    pub(super) citations: usize,
    pub(super) passages: usize,
    pub(super) uncited_passages: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) words_quoted: usize,
    pub(super) words_cut: usize,
    /// Of passages, each counted once.
    pub(super) states: StateCounts,
}

/// A source and the copy of it that was at hand.
#[derive(Debug, Serialize)]
pub(super) struct SourceFacts<'r> {
    pub(super) id: &'r str,
    /// Its entry in a bibliography.
    pub(super) entry: String,
    pub(super) passages: usize,
    pub(super) states: StateCounts,
    /// The name of the copy's file, without its folder.
    pub(super) file: Option<String>,
    pub(super) recorded_sha256: Option<String>,
    pub(super) found_sha256: Option<String>,
    pub(super) recorded_extractor: Option<String>,
    pub(super) extractor: Option<String>,
    pub(super) words_quoted: usize,
    pub(super) words_cut: usize,
}

/// A date and how it is known.
#[derive(Debug, Serialize)]
pub(super) struct DateFacts<'r> {
    /// EDTF, and nothing else.
    pub(super) date: Option<&'r str>,
    /// What stands in the file where that is no EDTF.
    pub(super) invalid_date: Option<&'r str>,
    pub(super) date_in_words: Option<String>,
    pub(super) earliest: Option<String>,
    pub(super) latest: Option<String>,
    pub(super) basis: Option<&'static str>,
    pub(super) reason: Option<&'r str>,
}

/// An event and what it rests on.
#[derive(Debug, Serialize)]
pub(super) struct EventFacts<'r> {
    pub(super) id: &'r str,
    pub(super) title: &'r str,
    /// The title, or the id where that is blank.
    #[serde(skip)]
    pub(super) name: &'r str,
    #[serde(flatten)]
    pub(super) dating: DateFacts<'r>,
    pub(super) citations: Vec<CitationFacts<'r>>,
}

/// A line of the report.
#[derive(Debug, Serialize)]
pub(super) struct CitationFacts<'r> {
    /// Counted through the whole report, from 1.
    pub(super) line: usize,
    pub(super) stance: &'static str,
    pub(super) attributed_to: Option<&'r str>,
    #[serde(flatten)]
    pub(super) dating: DateFacts<'r>,
    pub(super) note: Option<&'r str>,
    #[serde(flatten)]
    pub(super) passage: PassageFacts<'r>,
}

/// A passage, and where it stands now.
#[derive(Debug, Serialize)]
pub(super) struct PassageFacts<'r> {
    #[serde(rename = "passage")]
    pub(super) id: &'r str,
    /// The words, as far as the limit allows; `None` where an earlier line has
    /// them.
    pub(super) quotation: Option<String>,
    pub(super) words_cut: usize,
    /// The earlier line that has the words and what changed in them.
    pub(super) quoted_in_line: Option<usize>,
    pub(super) locator: Option<&'r str>,
    pub(super) source: &'r str,
    /// A BCP 47 tag, of the source.
    pub(super) language: Option<&'r str>,
    pub(super) footnote: String,
    pub(super) recorded_sha256: Option<String>,
    pub(super) found_sha256: Option<String>,
    #[serde(serialize_with = "state_name")]
    pub(super) state: AnchorState,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) score: Option<f64>,
    /// What changed, of a drifted passage; empty where an earlier line has it.
    pub(super) diff: Vec<StretchFacts>,
    pub(super) diff_words_cut: usize,
    /// Where an ambiguous passage may stand, best first.
    pub(super) candidates: Vec<CandidateFacts>,
    pub(super) recorded_extractor: Option<String>,
    pub(super) extractor: Option<String>,
}

/// Some words in a row to which the same happened.
#[derive(Debug, Serialize)]
pub(super) struct StretchFacts {
    #[serde(serialize_with = "change_name")]
    pub(super) change: WordChange,
    pub(super) words: String,
}

/// A place where an ambiguous passage may stand.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct CandidateFacts {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) score: f64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn state_name<S: serde::Serializer>(state: &AnchorState, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.name())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn change_name<S: serde::Serializer>(
    change: &WordChange,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match change {
        WordChange::Unchanged => "kept",
        WordChange::Removed => "removed",
        WordChange::Added => "added",
    })
}
