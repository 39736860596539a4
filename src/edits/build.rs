//! From a command to its edit.

use super::batch::Batch;
use super::command::EditCommand;
use super::edit::{Edit, EditContext, EditError};
use super::{
    citations, clipboard, conflicts, events, lanes, merge_events, names, passages, review, sources,
};

/// Makes the edit of a command. Nothing is changed yet: [`Timeline::apply`] makes the change.
///
/// # Errors
///
/// [`EditError`] if an entry does not exist, if a required field is blank, or if the edit would
/// state more than the user and the sources do.
///
/// [`Timeline::apply`]: crate::model::Timeline::apply
///
/// # Example
///
/// ```
/// use annals::edits::{EditCommand, EditContext, NoDocuments, build};
/// use annals::storage::{EntryTexts, read};
///
/// let file = br#"{"annals": 1, "lanes": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
///     "events": [{"id": "e", "title": "Fire", "lane": "a", "citations": []}]}"#;
/// let mut timeline = read(file)?.timeline;
/// let command = EditCommand::SetEventLane { events: vec!["e".into()], lane: "b".into() };
/// let edit = build(&command, &EditContext {
///     timeline: &timeline,
///     texts: &EntryTexts::new(file.as_slice().into()),
///     documents: &NoDocuments,
///     seed: 1,
///     author: None,
///     now: "",
/// })?;
/// assert_eq!(edit.name.to_string(), "Move “Fire” to “B”");
/// timeline.apply(&edit.change)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn build(command: &EditCommand, context: &EditContext<'_>) -> Result<Edit, EditError> {
    use EditCommand as C;
    let batch = Batch::new(context);
    match command {
        C::SetTitle(title) => lanes::set_title(batch, title),
        C::SetDescription(text) => lanes::set_description(batch, text),
        C::SetLanguage(tag) => lanes::set_language(batch, tag),
        C::NewLane { name, before } => lanes::add(batch, name, before.as_deref()),
        C::DuplicateLane(lane) => lanes::duplicate(batch, lane),
        C::RenameLane { lane, name } => lanes::rename(batch, lane, name),
        C::SetLaneColor { lane, color } => lanes::set_color(batch, lane, color),
        C::DeleteLane { lane, move_to } => lanes::delete(batch, lane, move_to.as_deref()),
        C::Move { kind, id, before } => lanes::move_entry(batch, *kind, id, before.as_deref()),
        C::NewEvent(fields) => events::add(batch, fields),
        C::EditEvent { event, fields } => events::edit(batch, event, fields),
        C::DuplicateEvent(event) => events::duplicate(batch, event),
        C::DeleteEvents(events) => events::delete(batch, events),
        C::SetEventText { event, field, text } => {
            events::set_event_text(batch, event, *field, text)
        }
        C::SetEventLane { events, lane } => events::set_lane(batch, events, lane),
        C::SetEventDate { event, date, basis } => events::set_date(batch, event, date, basis),
        C::SetEventBasis { event, basis } => events::set_basis(batch, event, basis),
        C::AddName { events, list, name } => names::add(batch, events, *list, name),
        C::RemoveName { events, list, name } => names::remove(batch, events, *list, name),
        C::RenameName { list, from, to } => names::rename(batch, *list, from, to),
        C::DeleteName { list, name } => names::delete(batch, *list, name),
        C::AddCitation { event, citation } => citations::add(batch, event, citation),
        C::RemoveCitation { event, citation } => citations::remove(batch, event, *citation),
        C::MoveCitation {
            event,
            citation,
            to,
        } => citations::move_to(batch, event, *citation, *to),
        C::SetStance {
            event,
            citation,
            stance,
        } => citations::set_stance(batch, event, *citation, *stance),
        C::SetCitationDate {
            event,
            citation,
            date,
        } => citations::set_date(batch, event, *citation, date),
        C::SetCitationText {
            event,
            citation,
            field,
            text,
        } => citations::set_citation_text(batch, event, *citation, *field, text),
        C::SetReview { events, state } => review::set_state(batch, events, *state),
        C::AddComment { event, text } => review::add_comment(batch, event, text),
        C::SetComment {
            event,
            comment,
            text,
        } => review::set_comment(batch, event, comment, text),
        C::ResolveComment {
            event,
            comment,
            is_resolved,
        } => review::resolve_comment(batch, event, comment, *is_resolved),
        C::DeleteComment { event, comment } => review::delete_comment(batch, event, comment),
        C::MergeEvents { into, others } => merge_events::merge(batch, into, others),
        C::SplitEvent {
            event,
            citations,
            title,
        } => merge_events::split(batch, event, citations, title),
        C::Paste(text) => clipboard::paste(batch, text),
        C::ResolveConflict {
            kind,
            id,
            field,
            side,
        } => conflicts::resolve(batch, *kind, id, field, *side),
        C::NewPassage(fields) => passages::add(batch, fields),
        C::EditPassage { passage, fields } => passages::edit(batch, passage, fields),
        C::DeletePassages(passages) => passages::delete(batch, passages),
        C::AdoptCurrentWords(passage) => passages::adopt_current_words(batch, passage),
        C::NewSource(fields) => sources::add(batch, fields),
        C::EditSource { source, fields } => sources::edit(batch, source, fields),
        C::SetDocument { source, document } => {
            sources::set_document(batch, source, document.as_deref())
        }
        C::DeleteSources(sources) => sources::delete(batch, sources),
    }
}
