//! Changes to the timeline that are held in the session.
//!
//! They are written by "Save a copy…" and by nothing else. Each is an entry
//! that is added; nothing that stands in the file is changed.

use serde_json::{Map, Value, json};

use super::document::Document;
use crate::model::{Index, Passage};
use crate::quote::{PositionSelector, describe};
use crate::storage::{Amendment, List};

/// The changes, in the order they were made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    list: Vec<Amendment>,
    /// How many of them are in a copy that was saved.
    saved: usize,
}

impl Changes {
    /// What is to be added to the file.
    #[must_use]
    pub fn amendments(&self) -> &[Amendment] {
        &self.list
    }

    /// How many are in no copy that was saved.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        self.list.len() - self.saved.min(self.list.len())
    }

    /// Each in words.
    pub fn in_words(&self) -> impl Iterator<Item = String> {
        self.list.iter().map(|change| match change.list {
            List::Passages => {
                let old = change.entry.get("replaces").and_then(Value::as_str);
                format!(
                    "New words of the passage “{}”, as “{}”",
                    old.unwrap_or_default(),
                    change.id()
                )
            }
            List::Sources => format!("A new source, “{}”", change.id()),
        })
    }

    pub(super) fn add(&mut self, change: Amendment) {
        if !self
            .list
            .iter()
            .any(|known| known.id() == change.id() && known.list == change.list)
        {
            self.list.push(change);
        }
    }

    pub(super) fn mark_saved(&mut self, count: usize) {
        self.saved = count;
    }

    /// Takes back the last change.
    pub(super) fn take_back(&mut self) -> bool {
        let taken = self.list.pop().is_some();
        self.saved = self.saved.min(self.list.len());
        taken
    }
}

/// The passage that holds the words which stand in the source now, in place of
/// those that were written down. The old passage stays. `None` where the old
/// one has not drifted to a place.
#[must_use]
pub(super) fn adopted(document: &Document, passage: Index<Passage>) -> Option<Amendment> {
    let old = document.timeline.passages.get(passage.position())?;
    let place = document.anchor(passage)?.place?;
    let page = document.page(old.source).filter(|page| page.is_whole)?;
    let position = PositionSelector {
        start: place.start,
        end: place.end,
    };
    let quote = describe(&page.text, position);
    let mut entry = Map::new();
    let mut set = |key: &str, value: Value| entry.insert(key.to_owned(), value);
    let taken = |id: &str| document.timeline.passage_by_id(id).is_some();
    set("id", json!(free_id(&old.id, taken)));
    set("source", json!(document.timeline[old.source].id));
    set("exact", json!(quote.exact));
    set("prefix", json!(quote.prefix));
    set("suffix", json!(quote.suffix));
    // A position holds in the recorded copy alone.
    let is_recorded = document
        .holdings
        .of(old.source)
        .is_some_and(|held| Some(held.digest) == document.timeline[old.source].sha256);
    if is_recorded {
        set("start", json!(place.start));
        set("end", json!(place.end));
    }
    if let Some(locator) = &old.locator {
        set("locator", json!(locator));
    }
    set("replaces", json!(old.id));
    Some(Amendment {
        list: List::Passages,
        entry,
    })
}

/// An id that is free: the same with the first number from 2 on.
pub(super) fn free_id(id: &str, taken: impl Fn(&str) -> bool) -> String {
    (2_u32..)
        .map(|number| format!("{id}-{number}"))
        .find(|id| !taken(id))
        .unwrap_or_default()
}
