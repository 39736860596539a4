//! Copying events between timelines.
//!
//! The clipboard has a small timeline: the events with their lanes, passages and sources. So
//! any text that is a timeline can be pasted.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::batch::Batch;
use super::edit::{Edit, EditContext, EditError};
use super::object::{Object, list, text};
use super::references::{change_relation_passages, map_events, retain_events};
use crate::check::read_checked;
use crate::language::Message;
use crate::model::{EntryKind, Index, Passage, Source, Timeline};
use crate::storage::{EntryTexts, Problem, to_canonical_form};

const EVENT: EntryKind = EntryKind::Event;

/// Events with their lanes, passages and sources, as the text of a timeline.
///
/// # Errors
///
/// [`EditError`] if one of them does not exist.
pub fn copy_events(events: &[Box<str>], context: &EditContext<'_>) -> Result<String, EditError> {
    let batch = Batch::new(context);
    let timeline = context.timeline;
    let copied: HashSet<&str> = events.iter().map(|id| &**id).collect();
    let mut objects = Vec::new();
    let (mut lanes, mut passages) = (HashSet::new(), HashSet::new());
    for event in timeline.events.iter().filter(|it| copied.contains(&*it.id)) {
        let mut object = batch.object(EVENT, &event.id)?;
        object.shift_remove("conflicts");
        retain_events(&mut object, |id| copied.contains(id));
        objects.push(Value::Object(object));
        lanes.insert(event.lane_id.to_string());
        passages.extend(event.citations.iter().map(|citation| citation.passage));
    }
    if objects.len() < copied.len() {
        return Err(EditError::new(
            Message::new("edit-error-no-event").with("id", ""),
        ));
    }
    let sources: HashSet<Index<Source>> = passages.iter().map(|it| timeline[*it].source).collect();
    let is_copied = |index: &Index<Passage>| passages.contains(index);
    let lanes = timeline.lanes.iter().filter(|it| lanes.contains(&it.id));
    let lanes = lanes.map(|lane| (EntryKind::Lane, lane.id.clone()));
    let indexed = timeline.sources.indexed();
    let sources = indexed.filter(|(index, _)| sources.contains(index));
    let sources = sources.map(|(_, source)| (EntryKind::Source, source.id.clone()));
    let indexed = timeline.passages.indexed();
    let passages = indexed.filter(|(index, _)| is_copied(index));
    let passages = passages.map(|(_, passage)| (EntryKind::Passage, passage.id.to_string()));
    let mut file = Object::new();
    file.insert("annals".to_owned(), 1.into());
    for (kind, id) in lanes.chain(sources).chain(passages) {
        let mut object = batch.object(kind, &id)?;
        object.shift_remove("conflicts");
        let entries = file
            .entry(kind.list_key())
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Some(entries) = entries.as_array_mut() {
            entries.push(Value::Object(object));
        }
    }
    file.insert(EVENT.list_key().to_owned(), Value::Array(objects));
    let json = Value::Object(file).to_string();
    to_canonical_form(json.as_bytes()).map_err(|error| EditError::new(error.message))
}

/// Adds the events of a clipboard. Ids stay if they are free. A source with the same digest, and
/// a passage, a lane or a source that is here already, is used instead of a second one.
pub(super) fn paste(mut batch: Batch<'_>, clipboard: &str) -> Result<Edit, EditError> {
    let no_events = || EditError::new(Message::new("edit-error-clipboard"));
    let loaded = read_checked(clipboard.as_bytes()).map_err(|_| no_events())?;
    if loaded.timeline.events.is_empty() || loaded.problems.iter().any(Problem::is_error) {
        return Err(no_events());
    }
    let pasted = Pasted {
        timeline: &loaded.timeline,
        texts: EntryTexts::new(clipboard.as_bytes().into()),
    };
    let sources = pasted.sources(&mut batch);
    let passages = pasted.passages(&mut batch, &sources);
    let lanes = pasted.lanes(&mut batch);
    let ids: Vec<(Box<str>, Box<str>)> = loaded
        .timeline
        .events
        .iter()
        .map(|event| {
            let new = batch.ids.reuse(EVENT, &event.id, &event.title);
            ((*event.id).into(), new)
        })
        .collect();
    let new_ids: HashMap<&str, &str> = ids.iter().map(|(old, new)| (&**old, &**new)).collect();
    for (old, new) in &ids {
        let mut event = pasted.object(EVENT, old);
        if let Some(lane) = lanes.get(text(&event, "lane")) {
            event.insert("lane".to_owned(), (**lane).into());
        }
        let renamed = |id: &str| passages.get(id).cloned();
        for citation in event
            .get_mut("citations")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            if let Some(passage) = citation.get_mut("passage")
                && let Some(new) = passage.as_str().and_then(renamed)
            {
                *passage = (*new).into();
            }
        }
        change_relation_passages(&mut event, renamed);
        event.insert("id".to_owned(), (**new).into());
        map_events(&mut event, &|id| new_ids.get(id).map(|new| Box::from(*new)));
        batch.insert(EVENT, new, event, None);
    }
    if let [(_, only)] = ids.as_slice() {
        batch.select(EVENT, only);
    }
    let first = loaded
        .timeline
        .events
        .first()
        .map_or("", |event| event.name());
    let name = Message::new("step-paste-events").with("count", ids.len());
    batch.finish(name.with("event", crate::model::excerpt(first)))
}

/// The timeline of a clipboard.
struct Pasted<'p> {
    timeline: &'p Timeline,
    texts: EntryTexts,
}

/// New ids by old ones.
type NewIdsByOld = HashMap<Box<str>, Box<str>>;

impl Pasted<'_> {
    fn object(&self, kind: EntryKind, id: &str) -> Object {
        let entry = self.texts.get(kind, id);
        let object = entry.and_then(|entry| serde_json::from_str::<Object>(&entry.json).ok());
        let mut object = object.unwrap_or_default();
        object.shift_remove("conflicts");
        object
    }

    fn sources(&self, batch: &mut Batch<'_>) -> NewIdsByOld {
        let mut ids = NewIdsByOld::new();
        for source in &self.timeline.sources {
            let object = self.object(EntryKind::Source, &source.id);
            let here = batch.context.timeline.sources.iter();
            let same = here.into_iter().find(|other| match source.sha256 {
                Some(_) => other.sha256 == source.sha256,
                None => {
                    other.id == source.id
                        && batch.object(EntryKind::Source, &other.id) == Ok(object.clone())
                }
            });
            let new = if let Some(same) = same {
                same.id.as_str().into()
            } else {
                let new = batch
                    .ids
                    .reuse(EntryKind::Source, &source.id, &source.short_name());
                batch.insert(EntryKind::Source, &new, object, None);
                new
            };
            ids.insert(source.id.as_str().into(), new);
        }
        ids
    }

    fn passages(&self, batch: &mut Batch<'_>, sources: &NewIdsByOld) -> NewIdsByOld {
        let mut ids = NewIdsByOld::new();
        for passage in &self.timeline.passages {
            let timeline = batch.context.timeline;
            let source = sources.get(self.timeline[passage.source].id.as_str());
            let same = timeline.passages.iter().find(|other| {
                other.quote == passage.quote
                    && Some(timeline[other.source].id.as_str()) == source.map(|id| &**id)
            });
            let new = if let Some(same) = same {
                (*same.id).into()
            } else {
                let mut object = self.object(EntryKind::Passage, &passage.id);
                if let Some(source) = source {
                    object.insert("source".to_owned(), (**source).into());
                }
                object.shift_remove("replaces");
                let words = &passage.quote.exact;
                let new = batch.ids.reuse(EntryKind::Passage, &passage.id, words);
                batch.insert(EntryKind::Passage, &new, object, None);
                new
            };
            ids.insert((*passage.id).into(), new);
        }
        ids
    }

    /// Lanes with a name that is here are used, others are added.
    fn lanes(&self, batch: &mut Batch<'_>) -> NewIdsByOld {
        let mut ids = NewIdsByOld::new();
        for lane in &self.timeline.lanes {
            let mut here = batch.context.timeline.lanes.iter();
            let same = here.find(|other| other.name == lane.name);
            let new = if let Some(same) = same {
                same.id.as_str().into()
            } else {
                let object = self.object(EntryKind::Lane, &lane.id);
                let new = batch.ids.reuse(EntryKind::Lane, &lane.id, &lane.name);
                batch.insert(EntryKind::Lane, &new, object, None);
                new
            };
            ids.insert(lane.id.as_str().into(), new);
        }
        ids
    }
}

/// Whether a text can be pasted as events.
#[must_use]
pub fn has_events(clipboard: &str) -> bool {
    // Other texts need not be read.
    clipboard.trim_start().starts_with('{')
        && serde_json::from_str::<Object>(clipboard)
            .is_ok_and(|file| file.contains_key("annals") && !list(&file, "events").is_empty())
}
