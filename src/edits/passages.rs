//! Commands about passages.

use std::collections::HashSet;

use super::batch::Batch;
use super::citations::{passage_name, redirect_citations, remove_citations};
use super::command::PassageFields;
use super::edit::{DocumentText, Edit, EditError};
use super::object::{Object, set_text, text};
use super::whole_words::extend_to_words;
use crate::language::Message;
use crate::model::{EntryKind, Index, Passage, excerpt};
use annals_anchor::{
    Anchor, AnchorState, PositionSelector, PositionTrust, QuoteSelector, SearchableText, anchor,
    describe, fold_white_space,
};

const PASSAGE: EntryKind = EntryKind::Passage;

pub(super) fn add(mut batch: Batch<'_>, fields: &PassageFields) -> Result<Edit, EditError> {
    let id = add_passage(&mut batch, fields, None)?;
    batch.select(PASSAGE, &id);
    let name = Message::new("step-new-passage").with("words", passage_name(&batch, &id));
    batch.finish(name)
}

/// Adds a passage before another one, or at the end. Returns its id.
pub(super) fn add_passage(
    batch: &mut Batch<'_>,
    fields: &PassageFields,
    before: Option<Box<str>>,
) -> Result<Box<str>, EditError> {
    let mut passage = Object::new();
    let needs_source = || EditError::at("/source", Message::new("edit-error-needs-source"));
    batch.source(&fields.source).map_err(|_| needs_source())?;
    set_text(&mut passage, "source", &fields.source);
    set_quote(batch, &mut passage, fields)?;
    set_text(&mut passage, "locator", &fields.locator);
    let first_words: Vec<&str> = text(&passage, "exact").split_whitespace().take(5).collect();
    let id = batch.ids.make(PASSAGE, &first_words.join(" "));
    batch.insert(PASSAGE, &id, passage, before);
    Ok(id)
}

pub(super) fn edit(
    mut batch: Batch<'_>,
    id: &str,
    fields: &PassageFields,
) -> Result<Edit, EditError> {
    let mut passage = batch.object(PASSAGE, id)?;
    let has_same_words = ["exact", "prefix", "suffix"].map(|key| text(&passage, key).to_owned())
        == [&fields.exact, &fields.prefix, &fields.suffix].map(|text| (**text).to_owned());
    if !has_same_words || fields.position.is_some() {
        let fields = PassageFields {
            source: text(&passage, "source").into(),
            ..fields.clone()
        };
        set_quote(&batch, &mut passage, &fields)?;
    }
    set_text(&mut passage, "locator", &fields.locator);
    let name = Message::new("step-edit-passage").with("words", passage_name(&batch, id));
    batch.put(PASSAGE, id, passage)?;
    batch.select(PASSAGE, id);
    batch.finish(name)
}

/// Sets the words, their context and their position. If the text of the document is at hand,
/// it decides.
fn set_quote(
    batch: &Batch<'_>,
    passage: &mut Object,
    fields: &PassageFields,
) -> Result<(), EditError> {
    let source = batch.source(&fields.source)?;
    let document = batch.context.documents.text(source);
    if let Some(document) = &document {
        if let Some(position) = place_in(document, fields)? {
            let mut quote = describe(&document.text, position);
            if has_elision(&fields.exact) {
                quote.exact = fold_white_space(&fields.exact).into();
            }
            if quote.exact.trim().is_empty() {
                return Err(needs_words());
            }
            write_quote(passage, &quote);
            write_position(passage, document.is_recorded.then_some(position));
            return Ok(());
        }
    } else if fields.exact.trim().is_empty() {
        return Err(needs_words());
    }
    let folded = |text: &str| fold_white_space(text).into();
    let quote = QuoteSelector {
        exact: fold_white_space(fields.exact.trim()).into(),
        prefix: folded(&fields.prefix),
        suffix: folded(&fields.suffix),
    };
    write_quote(passage, &quote);
    write_position(passage, None);
    Ok(())
}

fn needs_words() -> EditError {
    EditError::at("/exact", Message::new("edit-error-needs-words"))
}

/// Where the words of a form are in the text; `None` if they are kept although they are not
/// found.
fn place_in(
    document: &DocumentText,
    fields: &PassageFields,
) -> Result<Option<PositionSelector>, EditError> {
    if let Some(position) = fields.position {
        return Ok(Some(position));
    }
    if fields.exact.trim().is_empty() {
        return Err(needs_words());
    }
    let quote = QuoteSelector {
        exact: (*fields.exact).into(),
        prefix: (*fields.prefix).into(),
        suffix: (*fields.suffix).into(),
    };
    let Anchor {
        state,
        matched,
        candidates,
    } = anchor(&document.text, &quote, None, PositionTrust::Hint);
    let found = matched.map(|found| PositionSelector {
        start: found.start,
        end: found.end,
    });
    match (state, found) {
        (AnchorState::Exact | AnchorState::Normalised, Some(position)) => Ok(Some(position)),
        _ if fields.is_unverified => Ok(None),
        (AnchorState::Drifted, Some(position)) => {
            let words = document.text.slice(position.start, position.end);
            let message = Message::new("edit-error-words-differ");
            let message = message.with("words", excerpt(&fold_white_space(words)));
            Err(EditError::at("/exact", message))
        }
        (AnchorState::Ambiguous, _) => {
            let message = Message::new("edit-error-words-ambiguous");
            let message = message.with("count", candidates.len());
            Err(EditError::at("/exact", message))
        }
        _ => {
            let message = Message::new("edit-error-words-not-found");
            Err(EditError::at("/exact", message))
        }
    }
}

/// Whether a quotation leaves out words of the source.
fn has_elision(words: &str) -> bool {
    words.contains('…') || words.contains("...")
}

fn write_quote(passage: &mut Object, quote: &QuoteSelector) {
    for (key, words) in [
        ("exact", &quote.exact),
        ("prefix", &quote.prefix),
        ("suffix", &quote.suffix),
    ] {
        set_text(passage, key, words);
    }
}

fn write_position(passage: &mut Object, position: Option<PositionSelector>) {
    if let Some(PositionSelector { start, end }) = position {
        passage.insert("start".to_owned(), start.into());
        passage.insert("end".to_owned(), end.into());
    } else {
        passage.shift_remove("start");
        passage.shift_remove("end");
    }
}

pub(super) fn delete(mut batch: Batch<'_>, ids: &[Box<str>]) -> Result<Edit, EditError> {
    let name = Message::new("step-delete-passages").with("count", ids.len());
    let first = ids.first().map(|id| passage_name(&batch, id));
    delete_passages(&mut batch, ids)?;
    batch.finish(name.with("words", first.unwrap_or_default()))
}

/// Deletes passages with their citations. Passages that replace one of them stay.
pub(super) fn delete_passages(batch: &mut Batch<'_>, ids: &[Box<str>]) -> Result<(), EditError> {
    let timeline = batch.context.timeline;
    let deleted: HashSet<Index<Passage>> = ids
        .iter()
        .map(|id| batch.passage(id))
        .collect::<Result<_, _>>()?;
    let is_deleted: HashSet<&str> = ids.iter().map(|id| &**id).collect();
    let events = timeline.events.iter().filter(|event| {
        let mut citations = event.citations.iter();
        citations.any(|citation| deleted.contains(&citation.passage))
    });
    let events: Vec<Box<str>> = events.map(|event| (*event.id).into()).collect();
    remove_citations(batch, &|passage| is_deleted.contains(passage), &events)?;
    for passage in &timeline.passages {
        let replaces = passage.replaces.as_deref();
        let is_dangling = replaces.is_some_and(|old| is_deleted.contains(old));
        if is_dangling && !is_deleted.contains(&*passage.id) {
            batch.edit(PASSAGE, &passage.id, |passage| {
                passage.shift_remove("replaces");
            })?;
        }
    }
    for id in ids {
        batch.remove(PASSAGE, id)?;
    }
    Ok(())
}

/// Adds a passage with the current words of a drifted one, which stays, and cites it instead.
pub(super) fn adopt_current_words(mut batch: Batch<'_>, id: &str) -> Result<Edit, EditError> {
    let timeline = batch.context.timeline;
    let index = batch.passage(id)?;
    let old = &timeline[index];
    let mut passages = timeline.passages.iter();
    if passages.any(|passage| passage.replaces.as_deref() == Some(id)) {
        return Err(EditError::new(Message::new("edit-error-replaced-already")));
    }
    let documents = batch.context.documents;
    let place = documents.place(index).zip(documents.text(old.source));
    let Some((place, document)) = place else {
        return Err(EditError::new(Message::new("edit-error-no-current-words")));
    };
    let place = extend_to_words(&document.text, place);
    let mut passage = Object::new();
    set_text(&mut passage, "source", &timeline[old.source].id);
    write_quote(&mut passage, &describe(&document.text, place));
    write_position(&mut passage, document.is_recorded.then_some(place));
    set_text(
        &mut passage,
        "locator",
        old.locator.as_deref().unwrap_or_default(),
    );
    set_text(&mut passage, "replaces", id);
    let new = batch.ids.make(PASSAGE, &first_words(&document.text, place));
    let next = timeline.passages.next(index);
    let before = next.map(|next| Box::from(&*timeline[next].id));
    batch.insert(PASSAGE, &new, passage, before);
    let events = timeline.events.iter().filter(|event| {
        let mut citations = event.citations.iter();
        citations.any(|citation| citation.passage == index)
    });
    let events: Vec<Box<str>> = events.map(|event| (*event.id).into()).collect();
    redirect_citations(&mut batch, id, &new, &events)?;
    batch.select(PASSAGE, &new);
    let name = Message::new("step-adopt-words").with("passage", excerpt(&old.quote.exact));
    batch.finish(name)
}

/// The words of a range that its id is made of.
fn first_words(text: &SearchableText, place: PositionSelector) -> String {
    let words = text.slice(place.start, place.end).split_whitespace();
    words.take(5).collect::<Vec<_>>().join(" ")
}
