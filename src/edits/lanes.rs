//! Commands about the timeline itself, its lanes, and the order of entries.

use super::batch::Batch;
use super::edit::{Edit, EditError};
use super::object::{Object, set_text, text};
use crate::language::Message;
use crate::model::{Color, EntryKind, excerpt};

const LANE: EntryKind = EntryKind::Lane;

pub(super) fn set_title(mut batch: Batch<'_>, title: &str) -> Result<Edit, EditError> {
    let old = &batch.context.timeline.title;
    let old = Some(old.as_str()).filter(|old| !old.is_empty());
    set_field(&mut batch, "title", old, title);
    batch.finish(Message::new("step-set-title").with("title", excerpt(title)))
}

pub(super) fn set_description(mut batch: Batch<'_>, new: &str) -> Result<Edit, EditError> {
    let old = batch.context.timeline.description.as_deref();
    set_field(&mut batch, "description", old, new);
    batch.finish(Message::new("step-set-description"))
}

pub(super) fn set_language(mut batch: Batch<'_>, new: &str) -> Result<Edit, EditError> {
    let old = batch.context.timeline.language.as_deref();
    let new = new.trim();
    require_language(new).map_err(|message| EditError::at("/language", message))?;
    set_field(&mut batch, "language", old, new);
    batch.finish(match new {
        "" => Message::new("step-remove-language"),
        new => Message::new("step-set-language").with("language", excerpt(new)),
    })
}

fn set_field(batch: &mut Batch<'_>, field: &str, old: Option<&str>, new: &str) {
    let new = Some(new).filter(|new| !new.trim().is_empty());
    batch.set_field(field, old, new);
    batch.typing_in_field(field);
}

/// Checks that a text has the form of a BCP 47 tag, or is empty.
pub(super) fn require_language(tag: &str) -> Result<(), Message> {
    let is_part =
        |part: &str| matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    if tag.is_empty() || tag.split('-').all(is_part) {
        return Ok(());
    }
    Err(Message::new("edit-error-language").with("language", excerpt(tag)))
}

pub(super) fn add(
    mut batch: Batch<'_>,
    name: &str,
    before: Option<&str>,
) -> Result<Edit, EditError> {
    require_lane_name(name)?;
    if let Some(before) = before {
        batch.lane(before)?;
    }
    let id = batch.ids.make(LANE, name);
    let mut lane = Object::new();
    set_text(&mut lane, "id", &id);
    set_text(&mut lane, "name", name);
    batch.insert(LANE, &id, lane, before.map(Box::from));
    batch.select(LANE, &id);
    batch.finish(Message::new("step-new-lane").with("lane", excerpt(name)))
}

pub(super) fn duplicate(mut batch: Batch<'_>, id: &str) -> Result<Edit, EditError> {
    let name = excerpt(&batch.lane(id)?.name);
    let mut lane = batch.object(LANE, id)?;
    let copied = format!("{} 2", text(&lane, "name"));
    set_text(&mut lane, "name", &copied);
    lane.shift_remove("conflicts");
    let new = batch.ids.make(LANE, &copied);
    let lanes = batch.context.timeline.lanes.iter();
    let next = lanes.skip_while(|lane| lane.id != id).nth(1);
    let before = next.map(|next| Box::from(next.id.as_str()));
    batch.insert(LANE, &new, lane, before);
    batch.select(LANE, &new);
    batch.finish(Message::new("step-duplicate-lane").with("lane", name))
}

pub(super) fn rename(mut batch: Batch<'_>, id: &str, name: &str) -> Result<Edit, EditError> {
    require_lane_name(name)?;
    let old = excerpt(&batch.lane(id)?.name);
    batch.edit(LANE, id, |lane| set_text(lane, "name", name))?;
    batch.typing(LANE, id, "name");
    let step = Message::new("step-rename-lane").with("from", old);
    batch.finish(step.with("to", excerpt(name)))
}

fn require_lane_name(name: &str) -> Result<(), EditError> {
    if name.trim().is_empty() {
        let message = Message::new("edit-error-needs-lane-name");
        return Err(EditError::at("/name", message));
    }
    Ok(())
}

pub(super) fn set_color(mut batch: Batch<'_>, id: &str, color: &str) -> Result<Edit, EditError> {
    let color = color.trim();
    if !color.is_empty() && Color::from_hex(color).is_none() {
        let message = Message::new("edit-error-color").with("color", excerpt(color));
        return Err(EditError::at("/color", message));
    }
    let name = excerpt(&batch.lane(id)?.name);
    batch.edit(LANE, id, |lane| set_text(lane, "color", color))?;
    batch.finish(Message::new("step-set-color").with("lane", name))
}

pub(super) fn delete(
    mut batch: Batch<'_>,
    id: &str,
    move_to: Option<&str>,
) -> Result<Edit, EditError> {
    let timeline = batch.context.timeline;
    let name = excerpt(&batch.lane(id)?.name);
    let events = timeline.events.iter().filter(|event| *event.lane_id == *id);
    let events: Vec<Box<str>> = events.map(|event| (*event.id).into()).collect();
    if !events.is_empty() {
        let target = move_to.filter(|target| *target != id);
        let Some(target) = target else {
            let message = Message::new("edit-error-lane-has-events");
            return Err(EditError::new(message.with("count", events.len())));
        };
        let target = batch.lane(target)?;
        for event in &events {
            batch.edit(EntryKind::Event, event, |event| {
                set_text(event, "lane", &target.id);
            })?;
        }
    }
    batch.remove(LANE, id)?;
    batch.finish(Message::new("step-delete-lane").with("lane", name))
}

pub(super) fn move_entry(
    mut batch: Batch<'_>,
    kind: EntryKind,
    id: &str,
    before: Option<&str>,
) -> Result<Edit, EditError> {
    for id in [Some(id), before].into_iter().flatten() {
        match kind {
            EntryKind::Lane => batch.lane(id).map(|_| ())?,
            EntryKind::Source => batch.source(id).map(|_| ())?,
            EntryKind::Passage => batch.passage(id).map(|_| ())?,
            EntryKind::Event => batch.event(id).map(|_| ())?,
        }
    }
    let name = match kind {
        EntryKind::Lane => {
            let lane = excerpt(&batch.lane(id)?.name);
            Message::new("step-move-lane").with("lane", lane)
        }
        EntryKind::Source => Message::new("step-move-source").with("source", excerpt(id)),
        EntryKind::Passage => Message::new("step-move-passage"),
        EntryKind::Event => Message::new("step-move-event").with("event", batch.event_name(id)),
    };
    if before != Some(id) {
        batch.move_before(kind, id, before);
    }
    batch.select(kind, id);
    batch.finish(name)
}
