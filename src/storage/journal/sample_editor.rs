//! An editor that does random things, for tests.

use std::sync::Arc;

use proptest::prelude::*;

use super::tests::{START, base_record};
use super::*;
use crate::language::Message;
use crate::model::{Change, Digest, EntryKind, EntryText, Timeline};
use crate::storage::{entry_text, read, splice, to_canonical_form};

/// An editor that keeps its history in the simplest way.
pub(super) struct Editor {
    base: Vec<u8>,
    timeline: Timeline,
    steps: Vec<Arc<JournalStep>>,
    done: usize,
    pending: Vec<Change>,
    pub(super) records: Vec<JournalRecord>,
}

/// What the editor does; the numbers choose entries.
type Operation = (u8, u8, u8);

impl Editor {
    pub(super) fn new() -> Self {
        Self {
            base: START.into(),
            timeline: read(START.as_bytes()).unwrap().timeline,
            steps: Vec::new(),
            done: 0,
            pending: Vec::new(),
            records: vec![base_record(START.as_bytes())],
        }
    }

    fn bytes(&self) -> Vec<u8> {
        splice(&self.base, &self.pending).unwrap()
    }

    pub(super) fn run_all(&mut self, operations: Vec<Operation>) {
        for operation in operations {
            self.run(operation);
        }
    }

    fn run(&mut self, (operation, one, other): Operation) {
        match operation % 16 {
            0..=6 => {
                if let Some(change) = self.change(operation % 16, one, other) {
                    self.step(change, other);
                }
            }
            7 => self.type_in_title(one),
            8 | 9 if self.done > 0 => {
                self.done -= 1;
                let step = Arc::clone(&self.steps[self.done]);
                self.make(&step.inverse);
                self.records.push(JournalRecord::Undo(step));
            }
            10 | 11 if self.done < self.steps.len() => {
                let step = Arc::clone(&self.steps[self.done]);
                self.done += 1;
                self.make(&step.change);
                self.records.push(JournalRecord::Redo(step));
            }
            12 => {
                self.base = self.bytes();
                self.pending = Vec::new();
                self.records.push(base_record(&self.base));
            }
            13 => self.records.push(JournalRecord::Form(JournalForm {
                key: format!("form {}", one % 3).into(),
                json: format!("{{\"title\": \"{other}\n\"}}").into(),
            })),
            14 => self.records.push(JournalRecord::FormClosed(
                format!("form {}", one % 3).into(),
            )),
            15 if one % 8 == 0 => {
                self.timeline = read(&self.base).unwrap().timeline;
                (self.steps, self.done) = (Vec::new(), 0);
                self.pending = Vec::new();
                self.records.push(JournalRecord::Discard);
            }
            _ => {}
        }
    }

    /// A change that fits the timeline, if there is one of that kind.
    fn change(&self, operation: u8, one: u8, other: u8) -> Option<Change> {
        let kind = EntryKind::Event;
        let ids: Vec<&str> = self.timeline.events.iter().map(|it| &*it.id).collect();
        let pick = |number: u8| ids.get(usize::from(number) % (ids.len() + 1)).copied();
        let stored = |id: &str| entry_text(&self.base, &self.pending, kind, id).unwrap();
        let new_id = format!("new-{}", one % 9);
        match operation {
            0 => Some(Change::Insert {
                kind,
                entry: EntryText::new(
                    &new_id,
                    format!("{{\"id\":\"{new_id}\",\"title\":\"{other}\"}}"),
                ),
                before: pick(other).map(Box::from),
            })
            .filter(|_| !ids.contains(&&*new_id)),
            1 => Some(Change::Remove {
                kind,
                entry: stored(pick(one)?)?,
            }),
            2 => Some(Change::Move {
                kind,
                id: pick(one)?.into(),
                before: pick(other).map(Box::from),
            })
            .filter(|_| pick(one) != pick(other)),
            3 => {
                let id = pick(one)?;
                Some(Change::Replace {
                    kind,
                    old: stored(id)?,
                    new: EntryText::new(
                        id,
                        format!("{{\"id\":\"{id}\", \"title\":\"“{other}”\"}}"),
                    ),
                })
            }
            4 => Some(self.title(&other.to_string())),
            5 => Some(Change::Batch(vec![
                self.change(1, one, other)?,
                self.title("batch"),
            ])),
            _ => Some(Change::Batch(vec![
                self.title("batch"),
                self.change(0, one, other)?,
            ])),
        }
    }

    fn title(&self, new: &str) -> Change {
        Change::SetField {
            field: "title".into(),
            old: Some(format!("\"{}\"", self.timeline.title).into()),
            new: Some(format!("\"{new}\"").into()),
        }
    }

    fn make(&mut self, change: &Change) -> Change {
        let inverse = self.timeline.apply(change).unwrap();
        self.pending.push(change.clone());
        inverse
    }

    fn step(&mut self, change: Change, view: u8) {
        let inverse = self.make(&change);
        let step = Arc::new(JournalStep {
            name: Message::new("quoted").with("words", "“a”\n"),
            change,
            inverse,
            typing: None,
            view: view
                .is_multiple_of(2)
                .then(|| format!("{{\"selection\":\"{view}\"}}").into()),
        });
        self.steps.truncate(self.done);
        self.steps.push(Arc::clone(&step));
        self.done += 1;
        self.records.push(JournalRecord::Step(step));
    }

    /// Types in the title, as part of the last step if that is the same typing.
    fn type_in_title(&mut self, letter: u8) {
        let typing = Some(Box::from("title"));
        let last = self
            .done
            .checked_sub(1)
            .map(|at| Arc::clone(&self.steps[at]));
        let before = last.filter(|step| step.typing == typing);
        let change = self.title(&format!("{}{letter}", self.timeline.title));
        let inverse = self.make(&change);
        let starts = before.as_ref().map(|step| (&step.change, &step.inverse));
        let (change, inverse) = match (starts, change, inverse) {
            (
                Some((Change::SetField { old, .. }, Change::SetField { new: first, .. })),
                Change::SetField { field, new, .. },
                _,
            ) => (
                Change::SetField {
                    field: field.clone(),
                    old: old.clone(),
                    new: new.clone(),
                },
                Change::SetField {
                    field,
                    old: new,
                    new: first.clone(),
                },
            ),
            (_, change, inverse) => (change, inverse),
        };
        let step = Arc::new(JournalStep {
            name: Message::new("bar-open"),
            change,
            inverse,
            typing,
            view: None,
        });
        self.steps.truncate(self.done);
        let record = if before.is_some() {
            self.steps.pop();
            JournalRecord::Amend(Arc::clone(&step))
        } else {
            JournalRecord::Step(Arc::clone(&step))
        };
        self.steps.push(step);
        self.done = self.steps.len();
        self.records.push(record);
    }

    pub(super) fn assert_restored_by(&self, state: &JournalState) {
        assert_eq!(state.steps.iter().cloned().collect::<Vec<_>>(), self.steps);
        assert_eq!(state.done, self.done);
        assert!(state.starts_from(Digest::of(&self.base)));
        // A new entry may be laid out anew where a change and its inverse are left out.
        let restored = splice(&self.base, &state.pending).unwrap();
        let canonical = |bytes: &[u8]| to_canonical_form(bytes).unwrap();
        assert_eq!(canonical(&restored), canonical(&self.bytes()));
        // A step that is continued after saving is undone and made anew.
        assert!(state.pending.len() <= 2 * self.pending.len());
    }
}

pub(super) fn operations(most: usize) -> impl Strategy<Value = Vec<Operation>> {
    proptest::collection::vec(any::<Operation>(), 0..most)
}
