//! Commands about the review of events and the comments on them.

use serde_json::{Value, json};

use super::batch::Batch;
use super::dates::write_review;
use super::edit::{Edit, EditError};
use super::events::named;
use super::object::{Object, inner, list, set_list, set_text, text};
use crate::language::Message;
use crate::model::{EntryKind, ReviewState};

const EVENT: EntryKind = EntryKind::Event;

pub(super) fn set_state(
    mut batch: Batch<'_>,
    ids: &[Box<str>],
    state: Option<ReviewState>,
) -> Result<Edit, EditError> {
    let is_published = state.is_none_or(|state| !state.is_unpublished());
    for id in ids {
        let event = batch.event(id)?;
        if is_published && batch.context.timeline[event].citations.is_empty() {
            let message = Message::new("edit-error-unsourced-state");
            return Err(EditError::at("/review/state", message));
        }
        let mut event = batch.object(EVENT, id)?;
        let old = inner(&event, "review");
        let is_same = match state {
            Some(state) => text(&old, "state") == state.name(),
            None => old.is_empty(),
        };
        if !is_same {
            write_review(&batch, &mut event, state.map(ReviewState::name));
            batch.put(EVENT, id, event)?;
        }
    }
    let name = match state {
        None => Message::new("step-review-none"),
        Some(ReviewState::Draft) => Message::new("step-review-draft"),
        Some(ReviewState::Proposed) => Message::new("step-review-proposed"),
        Some(ReviewState::Accepted) => Message::new("step-review-accepted"),
        Some(ReviewState::Rejected) => Message::new("step-review-rejected"),
    };
    let name = named(&batch, name, ids);
    batch.finish(name)
}

pub(super) fn add_comment(mut batch: Batch<'_>, id: &str, words: &str) -> Result<Edit, EditError> {
    require_words(words)?;
    let mut event = batch.object(EVENT, id)?;
    let mut comment = Object::new();
    set_text(&mut comment, "id", &new_comment_id(&mut batch, &event));
    set_text(
        &mut comment,
        "author",
        batch.context.author.unwrap_or_default(),
    );
    set_text(&mut comment, "at", batch.context.now);
    set_text(&mut comment, "text", words);
    comment.insert("resolved".to_owned(), json!(false));
    let mut comments = list(&event, "comments").to_vec();
    comments.push(Value::Object(comment));
    set_list(&mut event, "comments", comments);
    batch.put(EVENT, id, event)?;
    finish(batch, id, Message::new("step-add-comment"))
}

/// An id that no comment of an event has.
pub(super) fn new_comment_id(batch: &mut Batch<'_>, event: &Object) -> String {
    loop {
        let id = format!("c-{}", batch.ids.random_part());
        let mut comments = list(event, "comments").iter();
        let is_taken =
            comments.any(|comment| comment.get("id").and_then(Value::as_str) == Some(&id));
        if !is_taken {
            return id;
        }
    }
}

pub(super) fn set_comment(
    mut batch: Batch<'_>,
    id: &str,
    comment: &str,
    words: &str,
) -> Result<Edit, EditError> {
    require_words(words)?;
    change_comment(&mut batch, id, comment, |comment| {
        set_text(comment, "text", words);
        true
    })?;
    batch.typing(EVENT, id, &format!("comments/{comment}"));
    finish(batch, id, Message::new("step-edit-comment"))
}

pub(super) fn resolve_comment(
    mut batch: Batch<'_>,
    id: &str,
    comment: &str,
    is_resolved: bool,
) -> Result<Edit, EditError> {
    change_comment(&mut batch, id, comment, |comment| {
        comment.insert("resolved".to_owned(), json!(is_resolved));
        true
    })?;
    let name = if is_resolved {
        Message::new("step-resolve-comment")
    } else {
        Message::new("step-reopen-comment")
    };
    finish(batch, id, name)
}

pub(super) fn delete_comment(
    mut batch: Batch<'_>,
    id: &str,
    comment: &str,
) -> Result<Edit, EditError> {
    change_comment(&mut batch, id, comment, |_| false)?;
    finish(batch, id, Message::new("step-delete-comment"))
}

/// Changes a comment, or removes it if `change` answers `false`.
fn change_comment(
    batch: &mut Batch<'_>,
    id: &str,
    comment: &str,
    change: impl FnOnce(&mut Object) -> bool,
) -> Result<(), EditError> {
    let mut event = batch.object(EVENT, id)?;
    let mut comments = list(&event, "comments").to_vec();
    let is_it = |other: &Value| other.get("id").and_then(Value::as_str) == Some(comment);
    let position = comments.iter().position(is_it);
    let gone = || EditError::new(Message::new("edit-error-no-comment"));
    let position = position.ok_or_else(gone)?;
    let found = comments.get_mut(position).and_then(Value::as_object_mut);
    if !change(found.ok_or_else(gone)?) {
        comments.remove(position);
    }
    set_list(&mut event, "comments", comments);
    batch.put(EVENT, id, event)
}

fn require_words(words: &str) -> Result<(), EditError> {
    if words.trim().is_empty() {
        let message = Message::new("edit-error-needs-comment");
        return Err(EditError::at("/comments", message));
    }
    Ok(())
}

fn finish(mut batch: Batch<'_>, id: &str, name: Message) -> Result<Edit, EditError> {
    batch.select(EVENT, id);
    let name = name.with("event", batch.event_name(id));
    batch.finish(name)
}
