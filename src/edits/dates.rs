//! Dates of events and citations, and how they are known.
//!
//! A date is `stated` only if a citation gives it. Nothing here chooses a date: what a
//! passage does not say and the user gives no reason for is an error.

use serde_json::{Value, json};

use super::batch::Batch;
use super::command::BasisChoice;
use super::edit::EditError;
use super::object::{Object, inner, list, set_inner, set_text, text};
use crate::language::Message;
use crate::model::excerpt;
use annals_edtf::Edtf;
use annals_prose_dates::{Justification, find_dates, justifies, read_date, supports_language};

/// What a date field makes of the text in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedDate {
    /// There is none.
    Empty,
    /// The text is EDTF.
    Edtf(Edtf),
    /// The text is a date in words, which has this EDTF.
    Words(Edtf),
    /// It is not understood.
    Unknown,
}

impl TypedDate {
    /// The date, if it is understood.
    #[must_use]
    pub const fn edtf(&self) -> Option<&Edtf> {
        match self {
            Self::Edtf(edtf) | Self::Words(edtf) => Some(edtf),
            Self::Empty | Self::Unknown => None,
        }
    }
}

/// Reads the text of a date field: EDTF, or words in the language of the timeline. A text
/// that is both, such as "1910-12", is EDTF.
///
/// ```
/// use annals::edits::{TypedDate, read_typed_date};
///
/// let edtf = |text| read_typed_date(text, Some("en")).edtf().map(|edtf| edtf.as_str().to_owned());
/// assert_eq!(edtf("1958-03"), Some("1958-03".to_owned()));
/// assert_eq!(edtf("late 1950s"), Some("1955~/1959~".to_owned()));
/// assert_eq!(edtf("in the dry season"), None);
/// ```
#[must_use]
pub fn read_typed_date(typed: &str, language: Option<&str>) -> TypedDate {
    let typed = typed.trim();
    if typed.is_empty() {
        return TypedDate::Empty;
    }
    if let Ok(edtf) = Edtf::parse(typed) {
        return TypedDate::Edtf(edtf);
    }
    let is_read = language.is_none_or(supports_language);
    let words = is_read.then(|| read_date(typed)).flatten();
    words.map_or(TypedDate::Unknown, TypedDate::Words)
}

/// Sets the date of an event as typed. Returns the date in EDTF; `None` if it has none then.
pub(super) fn set_event_date(
    batch: &Batch<'_>,
    event: &mut Object,
    typed: &str,
    basis: &BasisChoice,
) -> Result<Option<String>, EditError> {
    let date = match read_typed_date(typed, batch.language()) {
        TypedDate::Empty => {
            clear_date(event);
            return Ok(None);
        }
        TypedDate::Unknown => {
            clear_date(event);
            set_text(event, "date_text", typed.trim());
            return Ok(None);
        }
        TypedDate::Edtf(edtf) | TypedDate::Words(edtf) => edtf,
    };
    let old = text(event, "date").to_owned();
    set_text(event, "date", date.as_str());
    set_basis(batch, event, &date, &old, basis)?;
    Ok(Some(date.as_str().to_owned()))
}

/// Sets how the date of an event is known, given the date that it had before.
pub(super) fn set_basis(
    batch: &Batch<'_>,
    event: &mut Object,
    date: &Edtf,
    old_date: &str,
    basis: &BasisChoice,
) -> Result<(), EditError> {
    match basis {
        BasisChoice::StatedBy(citation) => {
            let position = batch.citation_position(event, *citation)?;
            set_citation_date(event, position, date.as_str());
            write_basis(event, "stated", "");
        }
        BasisChoice::Inferred(reason) if reason.trim().is_empty() => return Err(needs_reason()),
        BasisChoice::Inferred(reason) => write_basis(event, "inferred", reason.trim()),
        BasisChoice::ByEvidence => {
            if old_date == date.as_str() && is_basis_valid(event) {
                return Ok(());
            }
            if let Some(position) = stating_citation(batch, event, date, old_date) {
                set_citation_date(event, position, date.as_str());
                write_basis(event, "stated", "");
                return Ok(());
            }
            let dating = inner(event, "dating");
            let is_inferred = text(&dating, "basis") == "inferred";
            if !is_inferred || text(&dating, "reason").trim().is_empty() {
                return Err(needs_reason());
            }
        }
    }
    Ok(())
}

/// Whether the date of an event is known in a way that the event shows: a citation gives it,
/// or there is a reason.
fn is_basis_valid(event: &Object) -> bool {
    let dating = inner(event, "dating");
    match text(&dating, "basis") {
        "inferred" => !text(&dating, "reason").trim().is_empty(),
        // A draft that lost its passages keeps its date.
        "stated" => is_date_given(event) || list(event, "citations").is_empty(),
        _ => false,
    }
}

/// Whether a citation of an event has the event's date.
fn is_date_given(event: &Object) -> bool {
    let date = text(event, "date");
    let mut citations = list(event, "citations").iter();
    citations.any(|citation| citation.get("date").and_then(Value::as_str) == Some(date))
}

/// Checks that a stated date is given by a citation, after one was added to an event that had
/// none. The new one gives it if its words do.
pub(super) fn require_stated_date(batch: &Batch<'_>, event: &mut Object) -> Result<(), EditError> {
    let is_stated = text(&inner(event, "dating"), "basis") == "stated";
    let Ok(date) = Edtf::parse(text(event, "date")) else {
        return Ok(());
    };
    if !is_stated || is_date_given(event) {
        return Ok(());
    }
    let Some(position) = stating_citation(batch, event, &date, "") else {
        let message = Message::new("edit-error-not-stated").with("date", date.as_str());
        return Err(EditError::at("/date", message));
    };
    set_citation_date(event, position, date.as_str());
    Ok(())
}

fn needs_reason() -> EditError {
    EditError::at("/dating/reason", Message::new("edit-error-needs-reason"))
}

/// The position in the file of a citation that gives a date: one whose `date` is this one, else
/// one whose passage has words that say so. The second kind must have no other date of its own,
/// except the one that the event had.
fn stating_citation(
    batch: &Batch<'_>,
    event: &Object,
    date: &Edtf,
    old_date: &str,
) -> Option<usize> {
    let citations = list(event, "citations");
    let date_of = |citation: &Value| {
        let date = citation.get("date").and_then(Value::as_str);
        date.unwrap_or_default().to_owned()
    };
    let passage_of = |citation: &Value| {
        let passage = citation.get("passage").and_then(Value::as_str);
        passage
            .filter(|passage| batch.has_passage(passage))
            .map(str::to_owned)
    };
    let has_date =
        |citation: &Value| passage_of(citation).is_some() && date_of(citation) == date.as_str();
    if let Some(position) = citations.iter().position(has_date) {
        return Some(position);
    }
    citations.iter().position(|citation| {
        let own = date_of(citation);
        let is_disputed = citation.get("stance").and_then(Value::as_str) == Some("disputes");
        let may_state = own.is_empty() || own == old_date;
        may_state
            && !is_disputed
            && passage_of(citation).is_some_and(|passage| states_date(batch, &passage, date))
    })
}

/// Whether the words of a passage give a date.
pub(super) fn states_date(batch: &Batch<'_>, passage: &str, date: &Edtf) -> bool {
    let Some((words, language)) = batch.words_of_passage(passage) else {
        return false;
    };
    if language.is_some_and(|language| !supports_language(&language)) {
        return false;
    }
    let found = find_dates(&words, None).into_iter();
    let found: Vec<Edtf> = found.filter_map(|finding| finding.edtf).collect();
    justifies(&found, date) == Justification::Supported
}

/// Sets the date of the citation at a position of the file.
fn set_citation_date(event: &mut Object, position: usize, date: &str) {
    let citations = event.get_mut("citations").and_then(Value::as_array_mut);
    let citation = citations.and_then(|citations| citations.get_mut(position));
    if let Some(citation) = citation.and_then(Value::as_object_mut) {
        set_text(citation, "date", date);
    }
}

/// Sets basis and reason, and keeps the other members of `dating`.
pub(super) fn write_basis(event: &mut Object, basis: &str, reason: &str) {
    let mut dating = inner(event, "dating");
    dating.insert("basis".to_owned(), basis.into());
    set_text(&mut dating, "reason", reason);
    set_inner(event, "dating", dating);
}

/// Removes the date of an event and how it is known. Its order and `date_text` stay.
pub(super) fn clear_date(event: &mut Object) {
    event.shift_remove("date");
    let old = inner(event, "dating");
    let mut dating = old.clone();
    for key in ["basis", "reason", "calendar"] {
        dating.shift_remove(key);
    }
    if dating != old {
        set_inner(event, "dating", dating);
    }
}

/// The date of a citation as typed; `None` for none.
pub(super) fn read_citation_date(
    batch: &Batch<'_>,
    typed: &str,
) -> Result<Option<String>, EditError> {
    match read_typed_date(typed, batch.language()) {
        TypedDate::Empty => Ok(None),
        TypedDate::Edtf(edtf) | TypedDate::Words(edtf) => Ok(Some(edtf.as_str().to_owned())),
        TypedDate::Unknown => {
            let message = Message::new("edit-error-unknown-date").with("date", excerpt(typed));
            Err(EditError::at("/date", message))
        }
    }
}

/// Brings an event in order whose citations changed. `before` is the event with its old
/// citations.
///
/// Without a citation it becomes a draft. A stated date that no citation gives any more goes:
/// the event is undated.
pub(super) fn settle_citations(batch: &Batch<'_>, before: &Object, event: &mut Object) {
    let dates = |event: &Object| -> Vec<Option<String>> {
        let citations = list(event, "citations").iter();
        let usable = citations.filter(|citation| {
            let passage = citation.get("passage").and_then(Value::as_str);
            passage.is_some_and(|passage| batch.has_passage(passage))
        });
        let date = |citation: &Value| Some(citation.get("date")?.as_str()?.to_owned());
        usable.map(date).collect()
    };
    let left = dates(event);
    if left.is_empty() {
        event.insert("citations".to_owned(), json!(list(event, "citations")));
        make_draft(batch, event);
        return;
    }
    let date = text(event, "date").to_owned();
    let was_given = is_date_given(before);
    let is_stated = text(&inner(event, "dating"), "basis") == "stated";
    let is_given = left.iter().flatten().any(|given| *given == date);
    if is_stated && was_given && !is_given {
        clear_date(event);
    }
}

/// Makes an event a draft, unless it is not published anyway.
fn make_draft(batch: &Batch<'_>, event: &mut Object) {
    let state = text(&inner(event, "review"), "state").to_owned();
    if matches!(state.as_str(), "draft" | "rejected") {
        return;
    }
    write_review(batch, event, Some("draft"));
}

/// Sets the state of a review, with the user and the time; `None` removes the review.
pub(super) fn write_review(batch: &Batch<'_>, event: &mut Object, state: Option<&str>) {
    let Some(state) = state else {
        event.shift_remove("review");
        return;
    };
    let mut review = inner(event, "review");
    set_text(&mut review, "state", state);
    set_text(&mut review, "by", batch.context.author.unwrap_or_default());
    set_text(&mut review, "at", batch.context.now);
    event.insert("review".to_owned(), Value::Object(review));
}
