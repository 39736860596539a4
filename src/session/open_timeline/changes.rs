//! An open timeline after a change.

use std::sync::{Arc, OnceLock};

use super::{OpenTimeline, Origin};
use crate::library::anchor_passage;
use crate::model::{ApplyError, Change, EntryKind, Index, Passage, Source, Timeline};
use crate::session::anchors::Anchors;
use annals_anchor::Anchor;

impl OpenTimeline {
    /// The open timeline after a change, and the inverse of the change. Nothing is
    /// read; only passages that changed are anchored, and indexes that stay the same are
    /// shared. Its problems are those of before until it is checked.
    ///
    /// # Errors
    ///
    /// [`ApplyError`] if the change has to be made in the file, as when a source gets
    /// another document.
    pub fn changed(&self, change: &Change) -> Result<(Self, Change), ApplyError> {
        let mut timeline = self.timeline.clone();
        let inverse = timeline.apply(change)?;
        let effect = ChangeEffect::new(change, &self.timeline, &timeline);
        if effect.needs_documents {
            return Err(ApplyError::NeedsReload);
        }
        let mut source_texts = self.source_texts.clone();
        source_texts.resize_with(timeline.sources.slot_count(), OnceLock::new);
        let open = if effect.keeps_indexes {
            Self {
                source_texts,
                ..self.with_content(self.origin.clone(), timeline)
            }
        } else {
            let mut anchors = self.anchors();
            anchors.resize(timeline.passages.slot_count(), Anchor::unavailable());
            for passage in effect.passages {
                let entry = &timeline.passages[passage];
                if let Some(anchor) = anchors.get_mut(passage.position()) {
                    *anchor = match timeline.passages.get(passage) {
                        Some(entry) => anchor_passage(entry, &self.holdings),
                        None => Anchor::unavailable(),
                    };
                }
                // A passage that got another source leaves the text of the old one.
                let before = self.timeline.passages.get(passage);
                let sources = before.map(|before| before.source).into_iter();
                for source in sources.chain([entry.source]) {
                    if let Some(text) = source_texts.get_mut(source.position()) {
                        *text = OnceLock::new();
                    }
                }
            }
            Self::indexed(
                self.origin.clone(),
                timeline,
                Anchors::new(anchors),
                Arc::clone(&self.holdings),
                Arc::clone(&self.positions),
                source_texts,
            )
        };
        let changed = Self {
            search: self.search.clone().filter(|_| effect.is_found_by_search),
            problems: Arc::new(self.problems().cloned().collect()),
            file: self.file.clone(),
            ..open
        };
        Ok((changed, inverse))
    }

    /// The same timeline with another origin, because it was saved there.
    #[must_use]
    pub(in crate::session) fn moved_to(&self, origin: Origin) -> Self {
        Self {
            search: self.search.clone(),
            problems: Arc::new(self.problems().cloned().collect()),
            ..self.with_content(origin, self.timeline.clone())
        }
    }

    /// The same indexes for other content, to which they apply.
    fn with_content(&self, origin: Origin, timeline: Timeline) -> Self {
        Self {
            origin,
            digest_as_read: None,
            file: None,
            timeline,
            problems: Arc::default(),
            check: OnceLock::new(),
            defers_date_check: false,
            date_problems: OnceLock::new(),
            index: Arc::clone(&self.index),
            lanes: Arc::clone(&self.lanes),
            evidence: Arc::clone(&self.evidence),
            holdings: Arc::clone(&self.holdings),
            search: None,
            anchors: Arc::clone(&self.anchors),
            quotation_counts: Arc::clone(&self.quotation_counts),
            positions: Arc::clone(&self.positions),
            events_by_passage: Arc::clone(&self.events_by_passage),
            replacements: Arc::clone(&self.replacements),
            source_texts: self.source_texts.clone(),
            undated_in_preview: None,
        }
    }
}

/// What follows from a change, besides the content.
struct ChangeEffect {
    /// Whether documents have to be found and read.
    needs_documents: bool,
    /// Whether every index stays the same: no entry came, went or moved, no passage
    /// changed, and no event has another date, lane or citation.
    keeps_indexes: bool,
    /// Whether the search index stays the same.
    is_found_by_search: bool,
    /// The passages that came, went or changed.
    passages: Vec<Index<Passage>>,
}

impl ChangeEffect {
    fn new(change: &Change, before: &Timeline, after: &Timeline) -> Self {
        let mut effect = Self {
            needs_documents: false,
            keeps_indexes: true,
            is_found_by_search: true,
            passages: Vec::new(),
        };
        change.each(&mut |change| effect.add(change, before, after));
        effect
    }

    fn add(&mut self, change: &Change, before: &Timeline, after: &Timeline) {
        match change {
            Change::SetField { .. } | Change::Batch(_) => {}
            Change::Insert { kind, entry, .. } => {
                self.keeps_indexes = false;
                match kind {
                    EntryKind::Source => {}
                    EntryKind::Passage => self.passages.extend(after.passages.by_id(&entry.id)),
                    EntryKind::Lane | EntryKind::Event => self.is_found_by_search = false,
                }
            }
            Change::Remove { kind, entry } => {
                self.keeps_indexes = false;
                match kind {
                    EntryKind::Passage => self.passages.extend(before.passages.by_id(&entry.id)),
                    _ => self.is_found_by_search = false,
                }
            }
            Change::Move { .. } => {
                self.keeps_indexes = false;
                self.is_found_by_search = false;
            }
            Change::Replace { kind, new, .. } => {
                self.is_found_by_search = false;
                match kind {
                    EntryKind::Lane => {}
                    EntryKind::Source => {
                        let source = |timeline: &Timeline| {
                            let index = timeline.sources.by_id(&new.id)?;
                            timeline.sources.get(index).map(document_of)
                        };
                        self.needs_documents |= source(before) != source(after);
                    }
                    EntryKind::Passage => {
                        self.keeps_indexes = false;
                        self.passages.extend(after.passages.by_id(&new.id));
                    }
                    EntryKind::Event => {
                        let event = |timeline: &Timeline| {
                            let index = timeline.events.by_id(&new.id)?;
                            let event = timeline.events.get(index)?.clone();
                            Some((event.date, event.dating, event.lane, event.citations))
                        };
                        self.keeps_indexes &= event(before) == event(after);
                    }
                }
            }
        }
    }
}

/// The parts of a source by which its document is found and read.
fn document_of(source: &Source) -> impl PartialEq + use<> {
    (
        source.file.clone(),
        source.sha256,
        source.encoding.clone(),
        source.extractor.clone(),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::library::Holdings;
    use crate::model::EntryText;
    use crate::query::{Evidence, LaneIndexes, TimeIndex};
    use crate::storage::{EntryTexts, read, set_members};

    const FILE: &str = r#"{"annals": 1,
        "lanes": [{"id": "l", "name": "L"}, {"id": "m", "name": "M"}],
        "sources": [{"id": "s", "csl": {}}, {"id": "t", "csl": {}}],
        "passages": [{"id": "p", "source": "s", "exact": "x"}, {"id": "q", "source": "t", "exact": "y"}],
        "events": [
            {"id": "e", "title": "E", "lane": "l", "date": "1958", "citations": [{"passage": "p"}]},
            {"id": "f", "title": "F", "lane": "m", "date": "1960", "citations": [{"passage": "q", "date": "1961"}]}]}"#;

    fn opened() -> OpenTimeline {
        let loaded = read(FILE.as_bytes()).unwrap();
        let anchors = vec![Anchor::unavailable(); 2];
        OpenTimeline::new(
            Origin::BuiltIn,
            loaded,
            Holdings::default(),
            anchors,
            Vec::new(),
        )
    }

    fn set(kind: EntryKind, id: &str, pointer: &str, value: Value) -> Change {
        let old = EntryTexts::new(FILE.as_bytes().into())
            .get(kind, id)
            .unwrap();
        let json = set_members(kind, &old.json, &[(pointer, Some(value))]).unwrap();
        let new = old.with_json(json);
        Change::Replace { kind, old, new }
    }

    #[test]
    fn every_index_is_that_of_the_changed_timeline() {
        let open = opened();
        let new = EntryText::new(
            "g",
            r#"{"id": "g", "title": "G", "lane": "l", "date": "1959"}"#,
        );
        let insert = Change::Insert {
            kind: EntryKind::Event,
            entry: new,
            before: Some("e".into()),
        };
        for (change, is_shared) in [
            (set(EntryKind::Event, "e", "/title", json!("Z")), true),
            (set(EntryKind::Event, "e", "/tags", json!(["t"])), true),
            (set(EntryKind::Lane, "l", "/name", json!("Z")), true),
            (set(EntryKind::Source, "s", "/csl/title", json!("Z")), true),
            (set(EntryKind::Event, "e", "/date", json!("1970")), false),
            (set(EntryKind::Event, "e", "/lane", json!("m")), false),
            (
                set(
                    EntryKind::Event,
                    "e",
                    "/citations/-",
                    json!({ "passage": "q" }),
                ),
                false,
            ),
            (
                set(EntryKind::Event, "f", "/citations/0/date", json!("1962")),
                false,
            ),
            (set(EntryKind::Passage, "p", "/source", json!("t")), false),
            (insert, false),
        ] {
            let (changed, inverse) = open.changed(&change).unwrap();
            let timeline = &changed.timeline;
            let index = TimeIndex::new(timeline);
            assert_eq!(
                changed.index.date_claims(),
                index.date_claims(),
                "{change:?}"
            );
            assert_eq!(changed.index.by_time(), index.by_time());
            assert_eq!(*changed.lanes, LaneIndexes::new(timeline, &index));
            assert_eq!(*changed.evidence, Evidence::of(timeline));
            assert_eq!(*changed.events_by_passage, timeline.events_by_passage());
            assert_eq!(
                Arc::ptr_eq(&changed.index, &open.index),
                is_shared,
                "{change:?}"
            );
            let (undone, _) = changed.changed(&inverse).unwrap();
            assert_eq!(undone.timeline, open.timeline);
            assert_eq!(undone.index.by_time(), open.index.by_time());
        }
    }

    #[test]
    fn a_source_with_another_document_needs_reading() {
        let open = opened();
        for (pointer, value, is_read) in [
            ("/file", json!("a.txt"), true),
            ("/encoding", json!("windows-1252"), true),
            ("/note", json!("n"), false),
            ("/language", json!("fr"), false),
        ] {
            let change = set(EntryKind::Source, "s", pointer, value);
            let result = open.changed(&change).map(|_| ());
            assert_eq!(result == Err(ApplyError::NeedsReload), is_read, "{pointer}");
        }
    }
}
