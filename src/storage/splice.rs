//! Applies changes to the text of a timeline and keeps all other bytes.
//!
//! A new entry is laid out as its neighbours are. An entry that comes back, and
//! the white space around it, is as it was: a file to which a change and its inverse
//! are applied is the same byte for byte.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::canonical::to_canonical_form;
use super::file_error::FileError;
use super::json_value::{JsonMember, JsonSlice};
use super::list_text::{LineFormat, ListText};
use super::preflight::preflight;
use crate::model::{ApplyError, Change, EntryKind, EntryText};

/// Applies changes, one after another, to the bytes of a timeline. A file in canonical
/// form stays canonical.
///
/// # Errors
///
/// [`FileError`] if the bytes are no timeline, if one of the lists has another type,
/// or if a change does not fit the file, for the reasons of [`ApplyError`].
pub fn splice(bytes: &[u8], changes: &[Change]) -> Result<Vec<u8>, FileError> {
    let mut splicer = Splicer::new(bytes)?;
    for change in changes {
        splicer.apply(change)?;
    }
    let mut edits = splicer.list_edits();
    edits.extend(splicer.field_edits());
    // Members that are added at one place keep their order.
    edits.sort_by_key(|edit| edit.range.start);
    if edits.is_empty() {
        return Ok(bytes.to_vec());
    }
    let before_text = bytes.len() - splicer.text.len();
    let mut spliced = Vec::with_capacity(bytes.len());
    let mut copied = 0;
    for edit in edits {
        let start = before_text + edit.range.start;
        spliced.extend_from_slice(bytes.get(copied..start).unwrap_or_default());
        spliced.extend_from_slice(edit.text.as_bytes());
        copied = before_text + edit.range.end;
    }
    spliced.extend_from_slice(bytes.get(copied..).unwrap_or_default());
    let was_canonical = to_canonical_form(bytes).is_ok_and(|form| form.as_bytes() == bytes);
    if was_canonical {
        return Ok(to_canonical_form(&spliced)?.into_bytes());
    }
    Ok(spliced)
}

/// An entry as the bytes of a timeline have it after some changes; `None` if its
/// list has no entry with this id. Of several with one id it is the first.
///
/// # Errors
///
/// [`FileError`] as with [`splice`].
pub fn entry_text(
    bytes: &[u8],
    changes: &[Change],
    kind: EntryKind,
    id: &str,
) -> Result<Option<EntryText>, FileError> {
    let mut splicer = Splicer::new(bytes)?;
    for change in changes {
        splicer.apply(change)?;
    }
    let list_text = splicer.list(kind)?;
    Ok(list_text
        .find(id)
        .map(|number| list_text.entry_text(number)))
}

/// The entries of a list that have an id, in the order of the file. Of several with one
/// id all are there.
pub(super) fn entry_texts(bytes: &[u8], kind: EntryKind) -> Result<Vec<EntryText>, FileError> {
    Ok(Splicer::new(bytes)?.list(kind)?.texts())
}

/// Rebases changes onto another version of the timeline, given its bytes. An entry
/// that the file has already is not added again. An entry whose id is
/// taken, even by one that cannot be used, gets the first free id (`p-2`, `p-3`, …),
/// and so do the references to it in later new entries.
///
/// # Errors
///
/// [`FileError`] as with [`splice`].
pub fn rebase_changes(bytes: &[u8], changes: &[Change]) -> Result<Vec<Change>, FileError> {
    let mut splicer = Splicer::new(bytes)?;
    let mut renamed: HashMap<(EntryKind, String), String> = HashMap::new();
    let mut rebased = Vec::with_capacity(changes.len());
    for change in changes {
        let Change::Insert {
            kind,
            entry,
            before,
        } = change
        else {
            rebased.push(change.clone());
            continue;
        };
        let entry = with_renamed_references(*kind, entry, &renamed);
        let list_text = splicer.list(*kind)?;
        let mut id = entry.id.to_string();
        let mut number = 1_u32;
        while list_text
            .find(&id)
            .is_some_and(|known| !list_text.has_equal(known, &with_id(&entry, &id)))
        {
            number += 1;
            id = format!("{}-{number}", entry.id);
        }
        if *id != *entry.id {
            renamed.insert((*kind, entry.id.to_string()), id.clone());
        }
        if list_text.find(&id).is_none() {
            let change = Change::Insert {
                kind: *kind,
                entry: with_id(&entry, &id),
                before: before.clone(),
            };
            splicer.apply(&change)?;
            rebased.push(change);
        }
    }
    Ok(rebased)
}

/// A new entry whose references to other new entries follow them to their new ids.
fn with_renamed_references(
    kind: EntryKind,
    entry: &EntryText,
    renamed: &HashMap<(EntryKind, String), String>,
) -> EntryText {
    let references: &[(EntryKind, &str)] = match kind {
        EntryKind::Passage => &[
            (EntryKind::Source, "source"),
            (EntryKind::Passage, "replaces"),
        ],
        EntryKind::Lane | EntryKind::Source | EntryKind::Event => &[],
    };
    let mut entry = entry.clone();
    for (referred, key) in references {
        let Ok(mut object) = serde_json::from_str::<Map<String, Value>>(&entry.json) else {
            return entry;
        };
        let id = object.get(*key).and_then(Value::as_str);
        let id = id.and_then(|id| renamed.get(&(*referred, id.to_owned())));
        if let Some(id) = id.cloned() {
            object.insert((*key).to_owned(), id.into());
            entry.json = Value::Object(object).to_string().into();
        }
    }
    entry
}

/// The same new entry with another id.
fn with_id(entry: &EntryText, id: &str) -> EntryText {
    if *entry.id == *id {
        return entry.clone();
    }
    let object = serde_json::from_str::<Map<String, Value>>(&entry.json);
    let mut object = object.unwrap_or_default();
    object.insert("id".to_owned(), id.into());
    EntryText::new(id, Value::Object(object).to_string())
}

/// A range of the text, in bytes, and what takes its place.
struct TextEdit {
    range: Range<usize>,
    text: String,
}

struct Splicer<'t> {
    /// The text, without a byte order mark.
    text: &'t str,
    members: Vec<JsonMember<'t>>,
    root: JsonSlice<'t>,
    lists: HashMap<EntryKind, ListText<'t>>,
    /// The fields that were set, each with its value.
    fields: Vec<(Box<str>, Option<Arc<str>>)>,
}

impl<'t> Splicer<'t> {
    fn new(bytes: &'t [u8]) -> Result<Self, FileError> {
        let file = preflight(bytes)?;
        Ok(Self {
            text: file.text,
            members: file.root.members().unwrap_or_default(),
            root: file.root,
            lists: HashMap::new(),
            fields: Vec::new(),
        })
    }

    /// The member of the root with a key. Of repeated keys the first one counts.
    fn member(&self, key: &str) -> Option<&JsonMember<'t>> {
        self.members.iter().find(|member| member.key == key)
    }

    fn list(&mut self, kind: EntryKind) -> Result<&mut ListText<'t>, FileError> {
        if !self.lists.contains_key(&kind) {
            let list_text = ListText::new(self.text, self.member(kind.list_key()), kind)?;
            self.lists.insert(kind, list_text);
        }
        Ok(self.lists.entry(kind).or_default())
    }

    fn apply(&mut self, change: &Change) -> Result<(), FileError> {
        match change {
            Change::Insert {
                kind,
                entry,
                before,
            } => self.list(*kind)?.insert(*kind, entry, before.as_deref()),
            Change::Remove { kind, entry } => self.list(*kind)?.remove(*kind, &entry.id),
            Change::Replace { kind, new, .. } => self.list(*kind)?.replace(*kind, new),
            Change::Move { kind, id, before } => {
                self.list(*kind)?.move_before(*kind, id, before.as_deref())
            }
            Change::SetField { field, new, .. } => {
                self.fields.retain(|(other, _)| other != field);
                self.fields.push((field.clone(), new.clone()));
                Ok(())
            }
            Change::Batch(changes) => {
                for change in changes {
                    self.apply(change)?;
                }
                Ok(())
            }
        }
    }

    /// The white space before the first key of the root, which shows how the file is
    /// laid out.
    fn root_margin(&self) -> &'t str {
        let start = self.root.offset + 1;
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.len() - rest.trim_start().len();
        rest.get(..end).unwrap_or_default()
    }

    /// How the lines of the file are laid out; `None` if it is one line.
    fn lines(&self) -> Option<LineFormat<'t>> {
        let margin = self.root_margin();
        let (before, unit) = margin.rsplit_once('\n')?;
        let line_break = if before.ends_with('\r') { "\r\n" } else { "\n" };
        let unit = if unit.is_empty() { "  " } else { unit };
        Some(LineFormat { line_break, unit })
    }

    /// The edits of the lists that changed.
    fn list_edits(&self) -> Vec<TextEdit> {
        let mut edits = Vec::new();
        for kind in EntryKind::ALL {
            let Some(list_text) = self.lists.get(&kind).filter(|list| list.is_changed) else {
                continue;
            };
            match &list_text.range {
                Some(range) => edits.push(TextEdit {
                    range: range.clone(),
                    text: list_text.written(kind, self.lines()),
                }),
                None if list_text.order.is_empty() => {}
                None => {
                    edits.push(
                        self.insert_member(kind.list_key(), &list_text.written(kind, self.lines())),
                    );
                }
            }
        }
        edits
    }

    /// The edits of the fields that changed.
    fn field_edits(&self) -> Vec<TextEdit> {
        let mut edits = Vec::new();
        for (field, value) in &self.fields {
            let old = self.member(field);
            match (old, value) {
                (Some(old), Some(new)) if old.value.token != &**new => edits.push(TextEdit {
                    range: old.value.range(),
                    text: new.to_string(),
                }),
                (None, Some(new)) => edits.push(self.insert_member(field, new)),
                (Some(old), None) => edits.push(self.remove_member(old)),
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
        edits
    }

    /// The edit that adds a member after the last one of the root. A timeline has
    /// `annals` at least.
    fn insert_member(&self, key: &str, value: &str) -> TextEdit {
        let end = self.members.last().map(|last| last.value.range().end);
        let end = end.unwrap_or(self.root.offset + 1);
        let margin = match self.root_margin() {
            "" => " ",
            margin => margin,
        };
        TextEdit {
            range: end..end,
            text: format!(",{margin}\"{key}\": {value}"),
        }
    }

    /// The edit that removes a member and one of the commas beside it.
    fn remove_member(&self, member: &JsonMember<'t>) -> TextEdit {
        let at = |token: &str| token.as_ptr().addr() - self.text.as_ptr().addr();
        let number = self.members.iter();
        let number =
            number.take_while(|other| other.key_token.as_ptr() != member.key_token.as_ptr());
        let number = number.count();
        let before = number.checked_sub(1).and_then(|at| self.members.get(at));
        let range = match (before, self.members.get(number + 1)) {
            (Some(before), _) => before.value.range().end..member.value.range().end,
            (None, Some(after)) => at(member.key_token)..at(after.key_token),
            (None, None) => at(member.key_token)..member.value.range().end,
        };
        TextEdit {
            range,
            text: String::new(),
        }
    }
}

impl From<ApplyError> for FileError {
    fn from(error: ApplyError) -> Self {
        Self::new(error.to_string())
    }
}
