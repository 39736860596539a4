//! Resolving what a merge could not decide.

use serde_json::Value;

use super::batch::Batch;
use super::command::ConflictSide;
use super::edit::{Edit, EditContext, EditError};
use super::object::{Object, list, set_list, text};
use super::{events, passages, sources};
use crate::language::Message;
use crate::model::{EntryKind, excerpt};
use crate::storage::fields_merged_with;

/// What a merge could not decide in an entry: one element of its `conflicts`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conflict {
    /// The field, as a JSON Pointer in the entry; empty for the whole entry.
    pub field: String,
    /// The value before both changed it; `None` if there was none, as with each side.
    pub base: Option<Value>,
    /// Our value, which is used meanwhile.
    pub ours: Option<Value>,
    /// Their value.
    pub theirs: Option<Value>,
}

/// The conflicts of an entry, in the order of the file.
#[must_use]
pub fn conflicts_of(context: &EditContext<'_>, kind: EntryKind, id: &str) -> Vec<Conflict> {
    let entry = Batch::new(context).object(kind, id).unwrap_or_default();
    let conflict = |value: &Value| Conflict {
        field: field_of(value).to_owned(),
        base: value.get("base").cloned(),
        ours: value.get("ours").cloned(),
        theirs: value.get("theirs").cloned(),
    };
    list(&entry, "conflicts").iter().map(conflict).collect()
}

fn field_of(conflict: &Value) -> &str {
    let field = conflict.get("field").and_then(Value::as_str);
    field.unwrap_or_default()
}

/// Takes the values of one side for a field, and for those that merge together with it.
pub(super) fn resolve(
    mut batch: Batch<'_>,
    kind: EntryKind,
    id: &str,
    field: &str,
    side: ConflictSide,
) -> Result<Edit, EditError> {
    let mut entry = batch.object(kind, id)?;
    let is_resolved = |conflict: &&Value| is_merged_with(field, field_of(conflict));
    let all = list(&entry, "conflicts").to_vec();
    let (resolved, left): (Vec<&Value>, Vec<&Value>) = all.iter().partition(is_resolved);
    if resolved.is_empty() {
        return Err(EditError::new(Message::new("edit-error-no-conflict")));
    }
    let left: Vec<Value> = left.into_iter().cloned().collect();
    if side != ConflictSide::Ours {
        for conflict in resolved {
            let value = conflict.get(side.key());
            let pointer = field_of(conflict);
            match (pointer, value) {
                ("", None) => return delete(batch, kind, id),
                ("", Some(whole)) => {
                    entry = whole.as_object().cloned().unwrap_or_default();
                    entry.insert("id".to_owned(), id.into());
                }
                (pointer, value) => set_at(&mut entry, pointer, value),
            }
        }
    }
    set_list(&mut entry, "conflicts", left);
    let title = match kind {
        EntryKind::Event => text(&entry, "title"),
        EntryKind::Lane => text(&entry, "name"),
        EntryKind::Passage => text(&entry, "exact"),
        EntryKind::Source => id,
    };
    let name = Message::new("step-resolve-conflict").with("entry", excerpt(title));
    batch.put(kind, id, entry)?;
    batch.select(kind, id);
    batch.finish(name)
}

/// Deletes an entry that the other side has deleted.
fn delete(batch: Batch<'_>, kind: EntryKind, id: &str) -> Result<Edit, EditError> {
    let ids = [Box::from(id)];
    match kind {
        EntryKind::Lane => super::lanes::delete(batch, id, None),
        EntryKind::Source => sources::delete(batch, &ids),
        EntryKind::Passage => passages::delete(batch, &ids),
        EntryKind::Event => events::delete(batch, &ids),
    }
}

/// Whether a conflict is resolved together with that of a field.
fn is_merged_with(field: &str, other: &str) -> bool {
    let key = |pointer: &str| pointer.strip_prefix('/').map(str::to_owned);
    field == other
        || match (key(field), key(other)) {
            (Some(field), Some(other)) => fields_merged_with(&field).contains(&other.as_str()),
            _ => false,
        }
}

/// Sets the value at a JSON Pointer, or removes it.
fn set_at(entry: &mut Object, pointer: &str, value: Option<&Value>) {
    let Some((parent, key)) = pointer.rsplit_once('/') else {
        return;
    };
    let key = key.replace("~1", "/").replace("~0", "~");
    let mut whole = Value::Object(std::mem::take(entry));
    match whole.pointer_mut(parent) {
        Some(Value::Object(object)) => {
            match value {
                Some(value) => object.insert(key, value.clone()),
                None => object.shift_remove(&key),
            };
        }
        Some(Value::Array(list)) => {
            let place = key.parse().unwrap_or(usize::MAX);
            match (list.get_mut(place), value) {
                (Some(old), Some(value)) => *old = value.clone(),
                (Some(_), None) => {
                    list.remove(place);
                }
                (None, _) => {}
            }
        }
        _ => {}
    }
    if let Value::Object(object) = whole {
        *entry = object;
    }
}
