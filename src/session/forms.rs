//! The forms of a session: the open one, and those kept for later.

use std::sync::Arc;

use super::action::ByPointer;
use super::open_timeline::OpenTimeline;
use crate::edits::forms::{FieldError, Form, FormField, FormKind, QuotationMatch, find_quotation};
use crate::language::Message;
use crate::model::{Event, Index, Passage, Source};

/// How many forms are kept for later. The oldest goes first.
pub(super) const MAX_KEPT: usize = 20;

/// The forms of a timeline. What is typed is here, not in the window, so that it can
/// be stored.
#[derive(Debug, Default)]
pub struct FormState {
    /// The open form.
    pub open: Option<OpenForm>,
    /// The forms that were closed without being applied, the oldest first.
    pub kept: Vec<KeptForm>,
    /// The id of the lane of the last event that was applied.
    pub last_lane: Option<String>,
    /// Where the words of the form are in the documents: the id of the source, the
    /// words, and the place; `None` for a document that is not at hand.
    pub quotations: Vec<FoundQuotation>,
    /// Counts the forms that were opened.
    pub(super) opened: u64,
}

/// A form that was closed without being applied.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptForm {
    /// What is typed.
    pub form: Form,
    /// The number that it had while it was open.
    pub number: u64,
}

/// A form that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenForm {
    /// What is typed.
    pub form: Form,
    /// Differs from that of every form before, for ids of fields.
    pub number: u64,
    /// Whether errors are shown: since the user tried to apply the form.
    pub shows_errors: bool,
    /// Why the form could not be applied, although its fields are right.
    pub refusal: Vec<FieldError>,
    /// The field that the next frame focuses.
    pub focus: Option<FormField>,
    /// The question before the entry is deleted.
    pub deletion: Option<DeletionQuestion>,
}

/// What has to be known or decided before an entry is deleted.
#[derive(Debug, Clone, PartialEq)]
pub enum DeletionQuestion {
    /// Other entries change, too.
    Consequences(Vec<Message>),
    /// The lane has this many events, which have to go to another one.
    LaneWithEvents(usize),
}

/// Where words are in the document of a source.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundQuotation {
    /// The id of the source.
    pub source: String,
    /// The words.
    pub words: String,
    /// The place; `None` if the document is not at hand.
    pub found: Option<QuotationMatch>,
}

impl FormState {
    /// The form that takes the quote panel; `None` if none is open, or only a field
    /// in its place.
    #[must_use]
    pub fn in_panel(&self) -> Option<&OpenForm> {
        let open = self.open.as_ref()?;
        open.form.only().is_none().then_some(open)
    }

    /// The form of the field that is edited in its place.
    #[must_use]
    pub fn in_place(&self) -> Option<&OpenForm> {
        let open = self.open.as_ref()?;
        open.form.only().is_some().then_some(open)
    }

    /// Where words are, if it is known: `Some(None)` if the document is not at hand.
    #[must_use]
    pub fn quotation(&self, source: &str, words: &str) -> Option<Option<&QuotationMatch>> {
        let mut known = self.quotations.iter();
        let known = known.find(|it| it.source == source && it.words == words)?;
        Some(known.found.as_ref())
    }
}

/// About forms.
#[derive(Debug)]
pub enum FormAction {
    /// Open a form for a new entry, or for the timeline itself.
    New(FormKind),
    /// Open the form of an event.
    EditEvent(Index<Event>),
    /// Edit one field of an event in its place.
    EditField(Index<Event>, FormField),
    /// Open the form of a passage.
    EditPassage(Index<Passage>),
    /// Open the form of a source.
    EditSource(Index<Source>),
    /// Open the form of a lane, by position.
    EditLane(usize),
    /// The content of the open form is this now.
    Type(Box<Form>),
    /// Apply the open form.
    Apply,
    /// Delete the entry of the open form, or ask first if other entries are affected.
    Delete,
    /// Delete it. A lane's events go to the lane with this id.
    DeleteNow(Option<Box<str>>),
    /// Do not delete it.
    CancelDeletion,
    /// Close the open form and keep what is typed.
    KeepForLater,
    /// Close the open form and drop what is typed.
    Discard,
    /// Open the form that is kept at this position.
    Resume(usize),
    /// Drop the form that is kept at this position.
    DiscardKept(usize),
    /// Where words of the form are in the documents, in answer to request `.0`.
    QuotationsFound(u64, Vec<FoundQuotation>),
}

/// Finds the words of a form in the documents of their sources.
pub(super) fn find_quotations(
    open: &ByPointer<OpenTimeline>,
    quotations: &[(String, String)],
) -> Vec<FoundQuotation> {
    let open: &Arc<OpenTimeline> = &open.0;
    let find = |(source, words): &(String, String)| {
        let index = open.timeline.sources.by_id(source);
        let copy = index.and_then(|index| open.holdings.get(index));
        FoundQuotation {
            source: source.clone(),
            words: words.clone(),
            found: copy.map(|copy| find_quotation(copy, words)),
        }
    };
    quotations.iter().map(find).collect()
}
