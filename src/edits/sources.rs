//! Commands about sources.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::batch::Batch;
use super::command::{DocumentFields, SourceFields};
use super::edit::{Edit, EditError};
use super::lanes::require_language;
use super::object::{Object, set_text, text};
use super::passages::delete_passages;
use crate::language::Message;
use crate::model::{EntryKind, excerpt};
use crate::storage::leaves_folder;

const SOURCE: EntryKind = EntryKind::Source;

pub(super) fn add(mut batch: Batch<'_>, fields: &SourceFields) -> Result<Edit, EditError> {
    let mut source = Object::new();
    set_fields(&mut source, fields)?;
    if let Some(document) = &fields.document {
        write_document(&mut source, document)?;
    }
    let title = title_of(fields);
    let id = batch.ids.make(SOURCE, &title);
    batch.insert(SOURCE, &id, source, None);
    batch.select(SOURCE, &id);
    batch.finish(Message::new("step-new-source").with("source", excerpt(&title)))
}

pub(super) fn edit(
    mut batch: Batch<'_>,
    id: &str,
    fields: &SourceFields,
) -> Result<Edit, EditError> {
    let mut source = batch.object(SOURCE, id)?;
    set_fields(&mut source, fields)?;
    batch.put(SOURCE, id, source)?;
    if let Some(document) = &fields.document {
        replace_document(&mut batch, id, Some(document))?;
    }
    let name = Message::new("step-edit-source").with("source", source_name(&batch, id));
    batch.select(SOURCE, id);
    batch.finish(name)
}

fn set_fields(source: &mut Object, fields: &SourceFields) -> Result<(), EditError> {
    if fields.csl.is_empty() {
        let message = Message::new("edit-error-needs-record");
        return Err(EditError::at("/csl", message));
    }
    let language = fields.language.trim();
    require_language(language).map_err(|message| EditError::at("/language", message))?;
    source.insert("csl".to_owned(), Value::Object(fields.csl.clone()));
    set_text(source, "language", language);
    set_text(source, "note", &fields.note);
    Ok(())
}

/// The words for the id of a new source.
fn title_of(fields: &SourceFields) -> String {
    let title = fields.csl.get("title").and_then(Value::as_str);
    let file = fields.document.as_ref().and_then(|it| it.file.as_deref());
    let stem = file.and_then(|file| std::path::Path::new(file).file_stem());
    let stem = stem.map(|stem| stem.to_string_lossy().into_owned());
    title.map(str::to_owned).or(stem).unwrap_or_default()
}

pub(super) fn set_document(
    mut batch: Batch<'_>,
    id: &str,
    document: Option<&DocumentFields>,
) -> Result<Edit, EditError> {
    replace_document(&mut batch, id, document)?;
    batch.select(SOURCE, id);
    let name = match document {
        Some(_) => Message::new("step-set-document"),
        None => Message::new("step-remove-document"),
    };
    let name = name.with("source", source_name(&batch, id));
    batch.finish(name)
}

/// Sets or removes the document of a source. Positions of its passages were those in the old
/// one, and go if it is another.
fn replace_document(
    batch: &mut Batch<'_>,
    id: &str,
    document: Option<&DocumentFields>,
) -> Result<(), EditError> {
    let mut source = batch.object(SOURCE, id)?;
    let digest = text(&source, "sha256").to_ascii_lowercase();
    match document {
        Some(document) => write_document(&mut source, document)?,
        None => {
            for key in ["file", "sha256", "encoding", "extractor"] {
                source.shift_remove(key);
            }
        }
    }
    let is_same = text(&source, "sha256").to_ascii_lowercase() == digest;
    batch.put(SOURCE, id, source)?;
    if is_same {
        return Ok(());
    }
    let index = batch.source(id)?;
    for passage in &batch.context.timeline.passages {
        if passage.source == index && passage.position.is_some() {
            batch.edit(EntryKind::Passage, &passage.id, |passage| {
                passage.shift_remove("start");
                passage.shift_remove("end");
            })?;
        }
    }
    Ok(())
}

fn write_document(source: &mut Object, document: &DocumentFields) -> Result<(), EditError> {
    let file = document.file.as_deref().unwrap_or_default();
    if leaves_folder(file) {
        let message = Message::new("edit-error-file-outside-folder").with("file", excerpt(file));
        return Err(EditError::at("/file", message));
    }
    set_text(source, "file", file);
    let digest = document.sha256.map(|digest| digest.to_string());
    set_text(source, "sha256", &digest.unwrap_or_default());
    set_text(
        source,
        "encoding",
        document.encoding.as_deref().unwrap_or_default(),
    );
    match &document.extractor {
        Some(it) => {
            let extractor = json!({ "name": it.name, "version": it.version });
            source.insert("extractor".to_owned(), extractor);
        }
        None => {
            source.shift_remove("extractor");
        }
    }
    Ok(())
}

pub(super) fn delete(mut batch: Batch<'_>, ids: &[Box<str>]) -> Result<Edit, EditError> {
    let timeline = batch.context.timeline;
    let deleted: HashSet<_> = ids
        .iter()
        .map(|id| batch.source(id))
        .collect::<Result<_, _>>()?;
    let passages = timeline.passages.iter();
    let passages = passages.filter(|passage| deleted.contains(&passage.source));
    let passages: Vec<Box<str>> = passages.map(|passage| (*passage.id).into()).collect();
    delete_passages(&mut batch, &passages)?;
    for id in ids {
        batch.remove(SOURCE, id)?;
    }
    let first = ids.first().map(|id| source_name(&batch, id));
    let name = Message::new("step-delete-sources").with("count", ids.len());
    batch.finish(name.with("source", first.unwrap_or_default()))
}

/// A source for messages, as it is before the edit.
fn source_name(batch: &Batch<'_>, id: &str) -> String {
    let timeline = batch.context.timeline;
    let source = timeline.sources.by_id(id);
    source.map_or_else(
        || excerpt(id),
        |source| excerpt(&timeline[source].short_name()),
    )
}
