//! The form of a passage, and where its words are in the document.

use serde::{Deserialize, Serialize};

use super::field::{FieldError, FormField};
use crate::edits::{EditCommand, PassageFields};
use crate::library::SourceCopy;
use crate::model::{Index, Passage, Source, Timeline};
use annals_anchor::{
    AnchorState, PositionSelector, PositionTrust, QuoteSelector, anchor, describe,
};

/// The content of a field for a source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceEntry {
    /// The typed name, or id.
    pub typed: String,
    /// The id of the source that was chosen by name.
    pub id: Option<String>,
}

impl SourceEntry {
    /// The entry that means a source.
    #[must_use]
    pub fn of(timeline: &Timeline, source: Index<Source>) -> Self {
        let source = &timeline[source];
        Self {
            typed: source.short_name(),
            id: Some(source.id.clone()),
        }
    }

    /// Replaces the text by what the user types.
    pub fn set_typed(&mut self, typed: String) {
        if typed != self.typed {
            *self = Self { typed, id: None };
        }
    }

    /// The source that is meant: the chosen one, else the only one with this name,
    /// else the one with this id.
    #[must_use]
    pub fn source(&self, timeline: &Timeline) -> Option<Index<Source>> {
        let typed = self.typed.trim();
        if let Some(source) = self.id.as_deref().and_then(|id| timeline.sources.by_id(id)) {
            return Some(source);
        }
        if typed.is_empty() {
            return None;
        }
        let lower = typed.to_lowercase();
        let mut named = timeline
            .sources
            .indexed()
            .filter(|(_, source)| source.short_name().to_lowercase() == lower);
        match (named.next(), named.next()) {
            (Some((source, _)), None) => Some(source),
            (Some(_), Some(_)) => None,
            (None, _) => timeline.sources.by_id(typed),
        }
    }
}

/// Where the words of a passage are in the document of their source.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotationMatch {
    /// How well the document has the words.
    pub state: AnchorState,
    /// The words of the document there, if they are not exactly the typed ones.
    pub similar: Option<String>,
    /// The page, if the document has pages.
    pub locator: Option<String>,
    /// How many places there are, if there are several.
    pub candidates: usize,
}

/// Finds words in the copy of a source.
#[must_use]
pub fn find_quotation(copy: &SourceCopy, words: &str) -> QuotationMatch {
    let quote = QuoteSelector {
        exact: fold_space(words).into(),
        ..QuoteSelector::default()
    };
    let found = anchor(&copy.text, &quote, None, PositionTrust::Hint);
    let range = found.matched.map(|found| PositionSelector {
        start: found.start,
        end: found.end,
    });
    let similar = range.filter(|_| found.state != AnchorState::Exact);
    QuotationMatch {
        state: found.state,
        similar: similar.map(|range| describe(&copy.text, range).exact.to_string()),
        locator: range.and_then(|range| copy.structure.locator(range.start, range.end)),
        candidates: found.candidates.len(),
    }
}

/// A text with each run of white space as one space, as quotations have it.
fn fold_space(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The form of a passage.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PassageForm {
    /// The id of the passage that is changed; `None` for a new one.
    pub passage: Option<String>,
    /// The source.
    pub source: SourceEntry,
    /// The words.
    pub exact: String,
    /// Where a reader finds them, such as "p. 12".
    pub locator: String,
    /// Whether the words are recorded although the document does not have them.
    pub keeps_words: bool,
}

impl PassageForm {
    /// The form of a passage of the timeline.
    #[must_use]
    pub fn of(timeline: &Timeline, passage: Index<Passage>) -> Self {
        let passage = &timeline[passage];
        Self {
            passage: Some(passage.id.to_string()),
            source: SourceEntry::of(timeline, passage.source),
            exact: passage.quote.exact.to_string(),
            locator: passage.locator.as_deref().unwrap_or_default().to_owned(),
            keeps_words: false,
        }
    }

    /// The words as they are recorded if the document does not decide: with each run
    /// of white space as one space.
    #[must_use]
    pub fn words(&self) -> String {
        fold_space(&self.exact)
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.source.typed, &self.exact, &self.locator]
            .iter()
            .all(|text| text.trim().is_empty())
    }

    /// What is wrong with the form.
    #[must_use]
    pub fn errors(&self, timeline: &Timeline) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.source.source(timeline).is_none() {
            let message = match self.source.typed.trim() {
                "" => "form-error-no-source",
                _ => "form-error-unknown-source",
            };
            errors.push(FieldError::new(FormField::Source, message));
        }
        if self.exact.trim().is_empty() {
            errors.push(FieldError::new(FormField::Exact, "form-error-no-words"));
        }
        errors
    }

    /// The fields of the passage.
    pub(super) fn fields(&self, timeline: &Timeline) -> PassageFields {
        let source = self.source.source(timeline);
        let source = source.map_or("", |source| timeline[source].id.as_str());
        PassageFields {
            source: source.into(),
            exact: self.words().into(),
            locator: self.locator.trim().into(),
            is_unverified: self.keeps_words,
            ..PassageFields::default()
        }
    }

    /// The command that applies the form; `None` if it changes nothing.
    ///
    /// # Errors
    ///
    /// The fields that are wrong.
    pub fn command(&self, timeline: &Timeline) -> Result<Option<EditCommand>, Vec<FieldError>> {
        let errors = self.errors(timeline);
        if !errors.is_empty() {
            return Err(errors);
        }
        let fields = Box::new(self.fields(timeline));
        let passage = self.passage.as_deref();
        let Some(index) = passage.and_then(|id| timeline.passages.by_id(id)) else {
            return Ok(Some(EditCommand::NewPassage(fields)));
        };
        let before = Self::of(timeline, index);
        Ok((before != *self).then(|| EditCommand::EditPassage {
            passage: timeline[index].id.as_str().into(),
            fields,
        }))
    }
}
