//! A citation in the form of an event.

use serde::{Deserialize, Serialize};

use super::date_entry::{DateReading, read_date_entry};
use super::field::{CitationField, FieldError, FormField};
use super::passage_form::PassageForm;
use crate::edits::{CitationFields, CitedPassage};
use crate::model::{Citation, Index, Passage, Stance, Timeline};
use annals_edtf::Edtf;
use annals_prose_dates::{Justification, find_dates, justifies};

/// A citation of an event that is being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitationEntry {
    /// Its position among the citations of the event that is changed; `None` for a
    /// new one.
    pub original: Option<usize>,
    /// The id of the cited passage.
    pub passage: Option<String>,
    /// The text in the field that finds a passage.
    pub search: String,
    /// A passage that is created with the citation.
    pub new_passage: Option<PassageForm>,
    /// The date that the passage gives, as EDTF or in words.
    pub date: String,
    /// Whether the passage supports the event.
    #[serde(with = "StanceName")]
    pub stance: Stance,
    /// Whose claim the passage reports, if not the author's own.
    pub attributed_to: String,
    /// The editor's note.
    pub note: String,
}

/// The names of stances in a stored form.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Stance", rename_all = "lowercase")]
enum StanceName {
    Supports,
    Disputes,
    Context,
}

impl Default for CitationEntry {
    fn default() -> Self {
        Self {
            original: None,
            passage: None,
            search: String::new(),
            new_passage: None,
            date: String::new(),
            stance: Stance::Supports,
            attributed_to: String::new(),
            note: String::new(),
        }
    }
}

impl CitationEntry {
    /// The entry of a citation of the timeline, at a position in its event.
    #[must_use]
    pub fn of(timeline: &Timeline, position: usize, citation: &Citation) -> Self {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Self {
            original: Some(position),
            passage: Some(timeline[citation.passage].id.to_string()),
            date: text(citation.date.as_ref().map(|date| date.text.as_str())),
            stance: citation.stance,
            attributed_to: text(citation.attributed_to.as_deref()),
            note: text(citation.note.as_deref()),
            ..Self::default()
        }
    }

    /// Whether nothing is entered in a new citation.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let texts = [&self.search, &self.date, &self.attributed_to, &self.note];
        self.original.is_none()
            && self.passage.is_none()
            && self.new_passage.as_ref().is_none_or(PassageForm::is_empty)
            && texts.iter().all(|text| text.trim().is_empty())
    }

    /// The cited passage of the timeline.
    #[must_use]
    pub fn passage(&self, timeline: &Timeline) -> Option<Index<Passage>> {
        timeline.passages.by_id(self.passage.as_deref()?)
    }

    /// The words of the passage, new or not.
    #[must_use]
    pub fn words(&self, timeline: &Timeline) -> String {
        match (&self.new_passage, self.passage(timeline)) {
            (Some(new), _) => new.words(),
            (None, Some(passage)) => timeline[passage].quote.exact.to_string(),
            (None, None) => String::new(),
        }
    }

    /// Whether the words of the passage give a date.
    #[must_use]
    pub fn states(&self, timeline: &Timeline, date: &Edtf) -> bool {
        let words = self.words(timeline);
        let found: Vec<Edtf> = find_dates(&words, None)
            .into_iter()
            .filter_map(|finding| finding.edtf)
            .collect();
        justifies(&found, date) == Justification::Supported
    }

    /// The date that the passage gives, as EDTF. A text that is no date is left as it
    /// is: [`Self::errors`] reports it.
    #[must_use]
    pub fn edtf(&self, timeline: &Timeline) -> Option<Edtf> {
        let reading = read_date_entry(&self.date, timeline.language.as_deref());
        reading.edtf().cloned()
    }

    /// The fields of the citation.
    pub(super) fn fields(&self, timeline: &Timeline) -> CitationFields {
        let passage = match &self.new_passage {
            Some(new) => CitedPassage::New(Box::new(new.fields(timeline))),
            None => CitedPassage::Known(self.passage.as_deref().unwrap_or_default().into()),
        };
        CitationFields {
            existing: self.original,
            date: self.date.trim().into(),
            stance: self.stance,
            attributed_to: self.attributed_to.trim().into(),
            note: self.note.trim().into(),
            ..CitationFields::of(passage)
        }
    }

    /// What is wrong with the citation at a position of the form. `date_before` is its
    /// date in the timeline, which stays as it is, valid or not.
    #[must_use]
    pub fn errors(
        &self,
        timeline: &Timeline,
        position: usize,
        date_before: Option<&str>,
    ) -> Vec<FieldError> {
        let error = |field, message| FieldError::new(FormField::Citation(position, field), message);
        let mut errors = Vec::new();
        match &self.new_passage {
            Some(new) => {
                for FieldError { field, message } in new.errors(timeline) {
                    let field = match field {
                        FormField::Exact => CitationField::Exact,
                        _ => CitationField::Source,
                    };
                    let field = FormField::Citation(position, field);
                    errors.push(FieldError { field, message });
                }
            }
            None if self.passage(timeline).is_none() => {
                errors.push(error(CitationField::Passage, "form-error-no-passage"));
            }
            None => {}
        }
        let is_new = date_before != Some(self.date.trim());
        let reading = read_date_entry(&self.date, timeline.language.as_deref());
        if is_new && matches!(reading, DateReading::Words { .. }) {
            errors.push(error(CitationField::Date, "form-error-citation-date"));
        }
        errors
    }
}
