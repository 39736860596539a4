//! The form of the timeline itself.

use serde::{Deserialize, Serialize};

use super::field::{FieldError, FormField};
use super::source_form::is_language_tag;
use crate::edits::EditCommand;
use crate::model::Timeline;

/// The form of the timeline itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TimelineForm {
    /// The title.
    pub title: String,
    /// The subject, in a few sentences.
    pub description: String,
    /// The language of titles and summaries, as a BCP 47 tag.
    pub language: String,
}

/// What a field was, what it becomes, and the command that changes it.
type FieldChange<'f> = (&'f str, &'f str, fn(Box<str>) -> EditCommand);

impl TimelineForm {
    /// The form of a timeline.
    #[must_use]
    pub fn of(timeline: &Timeline) -> Self {
        Self {
            title: timeline.title.clone(),
            description: timeline.description.clone().unwrap_or_default(),
            language: timeline.language.clone().unwrap_or_default(),
        }
    }

    /// What is wrong with the form.
    #[must_use]
    pub fn errors(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.title.trim().is_empty() {
            errors.push(FieldError::new(FormField::Title, "form-error-no-title"));
        }
        if !is_language_tag(self.language.trim()) {
            errors.push(FieldError::new(FormField::Language, "form-error-language"));
        }
        errors
    }

    /// The commands that apply the form; none if it changes nothing.
    ///
    /// # Errors
    ///
    /// The fields that are wrong.
    pub fn commands(&self, timeline: &Timeline) -> Result<Vec<EditCommand>, Vec<FieldError>> {
        let errors = self.errors();
        if !errors.is_empty() {
            return Err(errors);
        }
        let before = Self::of(timeline);
        let fields: [FieldChange<'_>; 3] = [
            (&before.title, &self.title, EditCommand::SetTitle),
            (
                &before.description,
                &self.description,
                EditCommand::SetDescription,
            ),
            (&before.language, &self.language, EditCommand::SetLanguage),
        ];
        let changed = fields
            .into_iter()
            .filter(|(old, new, _)| old.trim() != new.trim());
        Ok(changed
            .map(|(_, new, command)| command(new.trim().into()))
            .collect())
    }
}
