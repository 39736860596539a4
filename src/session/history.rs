//! The steps of editing that can be undone and done again.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::Change;
use crate::storage::journal::{JournalStep, MAX_STEPS};

/// What was selected and visible before or after a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditView {
    /// The id of the selected event.
    pub selection: Option<Box<str>>,
    /// Its current citation, from 0.
    pub citation: usize,
    /// The first visible second, from 1970 on.
    pub first: i64,
    /// The last visible second.
    pub last: i64,
}

/// The views before and after a step, as the journal stores them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct StepViews {
    pub(super) before: Option<EditView>,
    pub(super) after: Option<EditView>,
}

impl StepViews {
    /// The views of a step; none for a text of another program.
    pub(super) fn of(step: &JournalStep) -> Self {
        let views = step.view.as_deref();
        let views = views.and_then(|json| serde_json::from_str(json).ok());
        views.unwrap_or_default()
    }

    /// As JSON for the journal.
    pub(super) fn to_json(&self) -> Option<Box<str>> {
        serde_json::to_string(self).ok().map(Into::into)
    }
}

/// The steps of one timeline, in the order in which they were made. Those after
/// [`History::done`] were undone and can be done again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    steps: Vec<Arc<JournalStep>>,
    done: usize,
}

impl History {
    /// The steps of an earlier run, of which this many are done.
    #[must_use]
    pub fn restored(steps: impl IntoIterator<Item = Arc<JournalStep>>, done: usize) -> Self {
        let mut steps: Vec<_> = steps.into_iter().collect();
        let done = done.min(steps.len());
        let surplus = done.saturating_sub(MAX_STEPS);
        steps.drain(..surplus);
        Self {
            done: done - surplus,
            steps,
        }
    }

    /// All steps, the oldest first.
    #[must_use]
    pub fn steps(&self) -> &[Arc<JournalStep>] {
        &self.steps
    }

    /// How many of them are done.
    #[must_use]
    pub const fn done(&self) -> usize {
        self.done
    }

    /// The step that undo takes back.
    #[must_use]
    pub fn last_done(&self) -> Option<&Arc<JournalStep>> {
        self.steps.get(self.done.checked_sub(1)?)
    }

    /// The step that redo does again.
    #[must_use]
    pub fn next_undone(&self) -> Option<&Arc<JournalStep>> {
        self.steps.get(self.done)
    }

    /// Adds a step that was just done. Steps that were undone are gone.
    pub(super) fn push(&mut self, step: Arc<JournalStep>) {
        self.steps.truncate(self.done);
        self.steps.push(step);
        let surplus = self.steps.len().saturating_sub(MAX_STEPS);
        self.steps.drain(..surplus);
        self.done = self.steps.len();
    }

    /// Replaces the last step by one that also does what was typed since.
    pub(super) fn extend_last(&mut self, step: Arc<JournalStep>) {
        if let Some(last) = self.steps.get_mut(self.done.saturating_sub(1)) {
            *last = step;
        }
    }

    /// Counts the last step as undone.
    pub(super) fn step_back(&mut self) {
        self.done = self.done.saturating_sub(1);
    }

    /// Counts the next step as done.
    pub(super) fn step_forward(&mut self) {
        self.done = (self.done + 1).min(self.steps.len());
    }
}

/// The change that does both, where the second one continues typing in the field of
/// the first; `None` where they concern different entries or fields.
pub(super) fn continued(first: &Change, second: &Change) -> Option<Change> {
    match (first, second) {
        (
            Change::Replace { kind, old, new },
            Change::Replace {
                kind: other,
                old: between,
                new: last,
            },
        ) if kind == other && new.id == between.id && new.json == between.json => {
            Some(Change::Replace {
                kind: *kind,
                old: old.clone(),
                new: last.clone(),
            })
        }
        (
            Change::SetField { field, old, new },
            Change::SetField {
                field: other,
                old: between,
                new: last,
            },
        ) if field == other && new == between => Some(Change::SetField {
            field: field.clone(),
            old: old.clone(),
            new: last.clone(),
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntryKind, EntryText};

    fn title(old: &str, new: &str) -> Change {
        let json = |title: &str| Some(format!("{title:?}").into());
        Change::SetField {
            field: "title".into(),
            old: json(old),
            new: json(new),
        }
    }

    fn step(number: usize) -> Arc<JournalStep> {
        Arc::new(JournalStep {
            name: number.to_string().into(),
            change: title(&number.to_string(), &(number + 1).to_string()),
            inverse: title(&(number + 1).to_string(), &number.to_string()),
            typing: None,
            view: None,
        })
    }

    fn names(history: &History) -> Vec<String> {
        let names = history.steps().iter().map(|step| step.name.text());
        names.collect()
    }

    #[test]
    fn a_new_step_takes_the_place_of_those_that_were_undone() {
        let mut history = History::default();
        assert!(history.last_done().is_none() && history.next_undone().is_none());
        for number in 0..3 {
            history.push(step(number));
        }
        history.step_back();
        history.step_back();
        assert_eq!(history.next_undone(), Some(&step(1)));
        history.step_forward();
        assert_eq!(history.last_done(), Some(&step(1)));
        history.push(step(7));
        assert_eq!(names(&history), ["0", "1", "7"]);
        assert_eq!(history.done(), 3);
        assert!(history.next_undone().is_none());
    }

    #[test]
    fn the_oldest_steps_are_dropped() {
        let mut history = History::default();
        for number in 0..MAX_STEPS + 5 {
            history.push(step(number));
        }
        assert_eq!(history.steps().len(), MAX_STEPS);
        assert_eq!(history.steps().first(), Some(&step(5)));
        let steps = (0..MAX_STEPS + 5).map(step);
        let restored = History::restored(steps, MAX_STEPS + 2);
        assert_eq!(restored.done(), MAX_STEPS);
        assert_eq!(restored.next_undone(), Some(&step(MAX_STEPS + 2)));
    }

    #[test]
    fn typing_in_one_field_is_one_change() {
        let (first, second) = (title("a", "ab"), title("ab", "abc"));
        assert_eq!(continued(&first, &second), Some(title("a", "abc")));
        assert_eq!(continued(&second, &first), None);
        let entry = |title: &str| EntryText::new("e", format!(r#"{{"id":"e","title":"{title}"}}"#));
        let replace = |kind, old, new| Change::Replace {
            kind,
            old: entry(old),
            new: entry(new),
        };
        let event = EntryKind::Event;
        assert_eq!(
            continued(&replace(event, "a", "b"), &replace(event, "b", "c")),
            Some(replace(event, "a", "c"))
        );
        assert_eq!(
            continued(
                &replace(event, "a", "b"),
                &replace(EntryKind::Lane, "b", "c")
            ),
            None
        );
        assert_eq!(continued(&first, &replace(event, "a", "b")), None);
    }
}
