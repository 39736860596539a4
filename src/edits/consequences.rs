//! What else a command changes, for the question before it is done.

use super::build::build;
use super::command::EditCommand;
use super::edit::{EditContext, EditError};
use super::object::{Object, inner, list, text};
use crate::language::Message;
use crate::model::{Change, EntryKind, excerpt};

/// How many events a message names.
const MAX_NAMED: usize = 5;

/// What a command does to other entries than those that it names, in sentences: quotations that
/// are deleted, events that become drafts, lose a quotation, their date or their order. Empty
/// for most commands.
///
/// # Errors
///
/// As [`build`].
pub fn consequences(
    command: &EditCommand,
    context: &EditContext<'_>,
) -> Result<Vec<Message>, EditError> {
    let edit = build(command, context)?;
    let mut found = Affected::default();
    edit.change.each(&mut |change| found.add(change));
    if let EditCommand::DeletePassages(_) = command {
        found.deleted_passages = 0;
    }
    let mut messages = Vec::new();
    if found.deleted_passages > 0 {
        let message = Message::new("edit-consequence-passages");
        messages.push(message.with("count", found.deleted_passages));
    }
    for (message, events) in [
        (Message::new("edit-consequence-drafts"), &found.drafts),
        (
            Message::new("edit-consequence-citations"),
            &found.fewer_citations,
        ),
        (Message::new("edit-consequence-undated"), &found.undated),
        (Message::new("edit-consequence-order"), &found.reordered),
    ] {
        if !events.is_empty() {
            messages.push(with_events(message, events));
        }
    }
    Ok(messages)
}

/// The titles of events that a change affects.
#[derive(Default)]
struct Affected {
    deleted_passages: usize,
    /// They have no citation left.
    drafts: Vec<String>,
    fewer_citations: Vec<String>,
    /// They have lost their date.
    undated: Vec<String>,
    /// They have lost a relation to another event.
    reordered: Vec<String>,
}

impl Affected {
    fn add(&mut self, change: &Change) {
        let (old, new) = match change {
            Change::Remove {
                kind: EntryKind::Passage,
                ..
            } => {
                self.deleted_passages += 1;
                return;
            }
            Change::Replace {
                kind: EntryKind::Event,
                old,
                new,
            } => (old, new),
            _ => return,
        };
        let object = |json: &str| serde_json::from_str::<Object>(json).unwrap_or_default();
        let (old, new) = (object(&old.json), object(&new.json));
        let title = excerpt(text(&new, "title"));
        let count = |event: &Object| list(event, "citations").len();
        if count(&new) == 0 && count(&old) > 0 {
            self.drafts.push(title.clone());
        } else if count(&new) < count(&old) {
            self.fewer_citations.push(title.clone());
        }
        if old.contains_key("date") && !new.contains_key("date") {
            self.undated.push(title.clone());
        }
        let order = |event: &Object| {
            let dating = inner(event, "dating");
            list(&dating, "after").len() + list(&dating, "before").len()
        };
        if order(&new) < order(&old) {
            self.reordered.push(title);
        }
    }
}

/// A message about events, the first of which it names.
fn with_events(message: Message, titles: &[String]) -> Message {
    let named = titles.get(..MAX_NAMED).unwrap_or(titles);
    message
        .with("count", titles.len())
        .with("more", titles.len() - named.len())
        .with("events", named.join(", "))
}
