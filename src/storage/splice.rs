//! Applies changes to the text of a timeline and keeps all other bytes.
//!
//! A new entry is laid out as its neighbours are. An entry that comes back, and
//! the white space around it, is as it was: a file to which a change and its inverse
//! are applied is the same byte for byte, also if it was saved between them.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::entry_spans::FileText;
use super::entry_texts::TimelineJson;
use super::file_error::FileError;
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
    let splicer = Splicer::with_changes(bytes, changes)?;
    if changes.is_empty() {
        return Ok(bytes.to_vec());
    }
    let byte_order_mark = bytes.len() - splicer.file.bytes().len();
    let mut spliced = bytes.get(..byte_order_mark).unwrap_or_default().to_vec();
    spliced.extend_from_slice(splicer.text.written(splicer.file).as_bytes());
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
    let Splicer { file, text } = Splicer::with_changes(bytes, changes)?;
    let list = text.list(file, kind);
    let number = list.find(file, id);
    Ok(number.map(|number| list.entry_text(file, number)))
}

/// The entries of a list that have an id, in the order of the file. Of several with one
/// id all are there.
pub(super) fn entry_texts(bytes: &[u8], kind: EntryKind) -> Result<Vec<EntryText>, FileError> {
    let Splicer { file, text } = Splicer::new(bytes)?;
    Ok(text.list(file, kind).texts(file))
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
        let file = splicer.file;
        let list_text = splicer.text.list(file, *kind);
        let mut id = entry.id.to_string();
        let mut number = 1_u32;
        while list_text
            .find(file, &id)
            .is_some_and(|known| !list_text.has_equal(file, known, &with_id(&entry, &id)))
        {
            number += 1;
            id = format!("{}-{number}", entry.id);
        }
        if *id != *entry.id {
            renamed.insert((*kind, entry.id.to_string()), id.clone());
        }
        if list_text.find(file, &id).is_none() {
            let change = Change::Insert {
                kind: *kind,
                entry: with_id(&entry, &id),
                before: before.clone(),
            };
            splicer.text.apply(file, &change)?;
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

/// The text of a timeline while it changes.
struct Splicer<'t> {
    /// The text of the file, without a byte order mark.
    file: FileText<'t>,
    text: TimelineJson,
}

impl<'t> Splicer<'t> {
    fn new(bytes: &'t [u8]) -> Result<Self, FileError> {
        let file = FileText::new(preflight(bytes)?.text.as_bytes());
        // It is JSON, so it can be read.
        let text = TimelineJson::new(file).unwrap_or_default();
        Ok(Self { file, text })
    }

    fn with_changes(bytes: &'t [u8], changes: &[Change]) -> Result<Self, FileError> {
        let mut splicer = Self::new(bytes)?;
        for change in changes {
            splicer.text.apply(splicer.file, change)?;
        }
        Ok(splicer)
    }
}

impl From<ApplyError> for FileError {
    fn from(error: ApplyError) -> Self {
        Self::new(error.to_string())
    }
}
