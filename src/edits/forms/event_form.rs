//! The form of an event.

use serde::{Deserialize, Serialize};

use super::citation_entry::CitationEntry;
use super::date_entry::{DateReading, read_date_entry};
use super::field::{FieldError, FormField};
use super::lane_entry::{LaneChoice, LaneEntry};
use super::token_list::TokenList;
use crate::edits::{BasisChoice, EditCommand, EventFields, EventText};
use crate::language::say;
use crate::model::{Basis, Event, Index, Timeline};
use annals_edtf::Edtf;

/// How a date is known, as the user says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventBasis {
    /// The user has not said it. It is stated if the words of a cited passage give
    /// the date; otherwise it has to be said.
    #[default]
    Automatic,
    /// A passage states it.
    Stated,
    /// The user infers it.
    Inferred,
}

/// The form of an event, or of one of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EventForm {
    /// The id of the event that is changed; `None` for a new one.
    pub event: Option<String>,
    /// The only field that is changed, if it is edited in its place.
    pub only: Option<FormField>,
    /// The title.
    pub title: String,
    /// The date, as EDTF or in words.
    pub date: String,
    /// How the date is known.
    pub basis: EventBasis,
    /// What an inferred date is concluded from.
    pub reason: String,
    /// The lane.
    pub lane: LaneEntry,
    /// The tags.
    pub tags: TokenList,
    /// The actors.
    pub actors: TokenList,
    /// The summary.
    pub summary: String,
    /// The editor's note.
    pub note: String,
    /// The citations.
    pub citations: Vec<CitationEntry>,
}

impl EventForm {
    /// The form of a new event. Only the lane is filled in: that of the last event,
    /// by its id, or else the only one. A timeline without lanes gets one.
    #[must_use]
    pub fn new(timeline: &Timeline, last_lane: Option<&str>) -> Self {
        let known = |id: &&str| timeline.lanes.iter().any(|lane| lane.id == *id);
        let lane = match (last_lane.filter(known), timeline.lanes.as_slice()) {
            (Some(id), _) => LaneEntry::of(timeline, id),
            (None, []) => LaneEntry {
                typed: say("form-first-lane"),
                id: None,
                creates: true,
            },
            (None, [only]) => LaneEntry::of(timeline, &only.id),
            (None, _) => LaneEntry::default(),
        };
        Self {
            lane,
            ..Self::default()
        }
    }

    /// The form of an event of the timeline.
    #[must_use]
    pub fn of(timeline: &Timeline, event: Index<Event>) -> Self {
        let event = &timeline[event];
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let citations = event.citations.iter().enumerate();
        Self {
            event: Some(event.id.to_string()),
            only: None,
            title: event.title.to_string(),
            date: date_text(timeline, event),
            basis: match event.dating.basis {
                None => EventBasis::Automatic,
                Some(Basis::Stated) => EventBasis::Stated,
                Some(Basis::Inferred) => EventBasis::Inferred,
            },
            reason: text(event.dating.reason.as_deref()),
            lane: LaneEntry::of(timeline, event.lane_id.as_str()),
            tags: TokenList::new(event.tags.iter().map(|tag| &**tag)),
            actors: TokenList::new(event.actors.iter().map(|actor| &**actor)),
            summary: text(event.summary.as_deref()),
            note: text(event.note.as_deref()),
            citations: citations
                .map(|(position, citation)| CitationEntry::of(timeline, position, citation))
                .collect(),
        }
    }

    /// The event that is changed, as it is in the timeline.
    #[must_use]
    pub fn original(&self, timeline: &Timeline) -> Option<Index<Event>> {
        timeline.events.by_id(self.event.as_deref()?)
    }

    /// Whether the date is as it is in the timeline.
    fn has_original_date(&self, timeline: &Timeline) -> bool {
        self.original(timeline)
            .is_some_and(|event| date_text(timeline, &timeline[event]).trim() == self.date.trim())
    }

    /// What the text of the date means. The words of an undated event are only
    /// suggested as a date until the user changes them.
    #[must_use]
    pub fn date_reading(&self, timeline: &Timeline) -> DateReading {
        let reading = read_date_entry(&self.date, timeline.language.as_deref());
        let original = self.original(timeline).map(|event| &timeline[event]);
        let is_undated = original.is_some_and(|event| event.date.is_none());
        match reading {
            DateReading::Date { edtf, .. } if is_undated && self.has_original_date(timeline) => {
                DateReading::Words {
                    suggestion: Some(edtf),
                }
            }
            reading => reading,
        }
    }

    /// The date that the event gets.
    #[must_use]
    pub fn edtf(&self, timeline: &Timeline) -> Option<Edtf> {
        self.date_reading(timeline).edtf().cloned()
    }

    /// How the date is known: as the user says, or stated if the words of a cited
    /// passage give it. `None` without a date, and if the user has to say it.
    #[must_use]
    pub fn basis(&self, timeline: &Timeline) -> Option<Basis> {
        let date = self.edtf(timeline)?;
        match self.basis {
            EventBasis::Stated => Some(Basis::Stated),
            EventBasis::Inferred => Some(Basis::Inferred),
            EventBasis::Automatic => {
                let mut citations = self.entered_citations();
                let is_stated = citations.any(|(_, it)| it.states(timeline, &date));
                is_stated.then_some(Basis::Stated)
            }
        }
    }

    /// The citations in which something is entered, with their positions in the
    /// form.
    pub fn entered_citations(&self) -> impl Iterator<Item = (usize, &CitationEntry)> {
        let citations = self.citations.iter().enumerate();
        citations.filter(|(_, citation)| !citation.is_empty())
    }

    /// The citation that gives a stated date, counted among the entered ones: the one
    /// with that date, else the first whose words give it, else the only one. `None`
    /// if the user has to say it.
    #[must_use]
    pub fn stating_citation(&self, timeline: &Timeline, date: &Edtf) -> Option<usize> {
        let citations: Vec<_> = self.entered_citations().map(|(_, it)| it).collect();
        let dated = citations
            .iter()
            .position(|it| it.edtf(timeline).as_ref() == Some(date));
        if dated.is_some() {
            return dated;
        }
        let before = self.original(timeline);
        let before = before.and_then(|event| timeline[event].date.clone());
        let is_free = |citation: &CitationEntry| {
            citation.date.trim().is_empty()
                || before
                    .as_ref()
                    .is_some_and(|date| date.text == citation.date.trim())
        };
        let mut stating = citations.iter();
        let stating = stating.position(|it| is_free(it) && it.states(timeline, date));
        match citations.as_slice() {
            _ if stating.is_some() => stating,
            [only] if is_free(only) => Some(0),
            _ => None,
        }
    }

    /// Whether nothing is typed into the form of a new event, the lane aside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let empty = Self {
            lane: self.lane.clone(),
            ..Self::default()
        };
        let mut entered = self.clone();
        entered.citations.retain(|citation| !citation.is_empty());
        entered == empty
    }

    /// What is wrong with the form: with every field, or with the only one that is
    /// changed.
    #[must_use]
    pub fn errors(&self, timeline: &Timeline) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut add = |field, message| errors.push(FieldError::new(field, message));
        if self.title.trim().is_empty() {
            add(FormField::Title, "form-error-no-title");
        }
        match self.lane.choice(timeline) {
            LaneChoice::Empty => add(FormField::Lane, "form-error-no-lane"),
            LaneChoice::Unknown => add(FormField::Lane, "form-error-unknown-lane"),
            LaneChoice::Existing(_) | LaneChoice::New(_) => {}
        }
        if let Some(date) = self.edtf(timeline) {
            match self.basis(timeline) {
                None => add(FormField::Basis, "form-error-no-basis"),
                Some(Basis::Inferred) if self.reason.trim().is_empty() => {
                    add(FormField::Reason, "form-error-no-reason");
                }
                Some(Basis::Stated)
                    if !self.citations.is_empty()
                        && self.stating_citation(timeline, &date).is_none() =>
                {
                    add(FormField::Basis, "form-error-which-passage");
                }
                Some(_) => {}
            }
        }
        let original = self.original(timeline).map(|event| &timeline[event]);
        for (position, citation) in self.entered_citations() {
            let before = original.zip(citation.original);
            let before = before.and_then(|(event, at)| event.citations.get(at)?.date.as_ref());
            let before = before.map(|date| date.text.trim());
            errors.extend(citation.errors(timeline, position, before));
        }
        if let Some(only) = &self.only {
            errors.retain(|error| belongs_to(&error.field, only));
        }
        errors
    }

    /// The fields of the event.
    fn fields(&self, timeline: &Timeline) -> EventFields {
        let original = self.original(timeline).map(|event| &timeline[event]);
        let words = original.and_then(|event| event.date_text.as_deref());
        let text = |text: &str| -> Box<str> { text.trim().into() };
        let names = |list: &TokenList| list.all().into_iter().map(Into::into).collect();
        let citations = self.entered_citations();
        EventFields {
            title: text(&self.title),
            date: text(&self.date),
            basis: self.basis_choice(timeline),
            date_text: words.unwrap_or_default().into(),
            lane: self.lane_id(timeline).unwrap_or_default().into(),
            tags: names(&self.tags),
            actors: names(&self.actors),
            summary: text(&self.summary),
            note: text(&self.note),
            citations: citations.map(|(_, it)| it.fields(timeline)).collect(),
            ..EventFields::default()
        }
    }

    /// How the date is known, as a command says it. Citations count without those in
    /// which nothing is entered.
    fn basis_choice(&self, timeline: &Timeline) -> BasisChoice {
        let Some(date) = self.edtf(timeline) else {
            return BasisChoice::ByEvidence;
        };
        match self.basis(timeline) {
            None => BasisChoice::ByEvidence,
            Some(Basis::Inferred) => BasisChoice::Inferred(self.reason.trim().into()),
            Some(Basis::Stated) => {
                let stating = self.stating_citation(timeline, &date);
                stating.map_or(BasisChoice::ByEvidence, BasisChoice::StatedBy)
            }
        }
    }

    /// The id of the lane, if the timeline has it.
    #[must_use]
    pub fn lane_id(&self, timeline: &Timeline) -> Option<String> {
        match self.lane.choice(timeline) {
            LaneChoice::Existing(id) => Some(id),
            LaneChoice::Empty | LaneChoice::Unknown | LaneChoice::New(_) => None,
        }
    }

    /// The command that has to be done before the form can be applied: a lane that the
    /// user asked for is created.
    #[must_use]
    pub fn lane_command(&self, timeline: &Timeline) -> Option<EditCommand> {
        match self.lane.choice(timeline) {
            LaneChoice::New(name) => Some(EditCommand::NewLane {
                name: name.into(),
                before: None,
            }),
            LaneChoice::Empty | LaneChoice::Unknown | LaneChoice::Existing(_) => None,
        }
    }

    /// The command that applies the form; `None` if it changes nothing.
    ///
    /// # Errors
    ///
    /// The fields that are wrong.
    pub fn command(&self, timeline: &Timeline) -> Result<Option<EditCommand>, Vec<FieldError>> {
        let errors = self.errors(timeline);
        if !errors.is_empty() {
            return Err(errors);
        }
        let fields = self.fields(timeline);
        let Some(index) = self.original(timeline) else {
            if self.only.is_some() {
                // The event is gone, and one field makes no event.
                return Ok(None);
            }
            return Ok(Some(EditCommand::NewEvent(Box::new(fields))));
        };
        let event: Box<str> = timeline[index].id.as_str().into();
        let before = Self {
            only: self.only.clone(),
            ..Self::of(timeline, index)
        };
        if before == *self {
            return Ok(None);
        }
        let text = |field, text: &str| EditCommand::SetEventText {
            event: event.clone(),
            field,
            text: text.trim().into(),
        };
        Ok(Some(match &self.only {
            Some(FormField::Title) => text(EventText::Title, &self.title),
            Some(FormField::Summary) => text(EventText::Summary, &self.summary),
            Some(FormField::Note) => text(EventText::Note, &self.note),
            Some(FormField::Date | FormField::Basis | FormField::Reason) => {
                EditCommand::SetEventDate {
                    event,
                    date: fields.date,
                    basis: fields.basis,
                }
            }
            Some(FormField::Lane) => EditCommand::SetEventLane {
                events: vec![event],
                lane: fields.lane,
            },
            _ => EditCommand::EditEvent {
                event,
                fields: Box::new(fields),
            },
        }))
    }
}

/// Whether a field is edited together with another one: the date with its basis and
/// reason, a citation with its fields.
fn belongs_to(field: &FormField, edited: &FormField) -> bool {
    let is_date = |field: &FormField| {
        matches!(
            field,
            FormField::Date | FormField::Basis | FormField::Reason
        )
    };
    match (field, edited) {
        (FormField::Citation(one, _), FormField::Citation(other, _)) => one == other,
        _ => field == edited || is_date(field) && is_date(edited),
    }
}

/// The text of the date field: the words of a source if they mean the date, else the
/// date itself. The words of an undated event stand alone.
fn date_text(timeline: &Timeline, event: &Event) -> String {
    let words = event.date_text.as_deref().unwrap_or_default();
    let Some(date) = &event.date else {
        return words.to_owned();
    };
    let reading = read_date_entry(words, timeline.language.as_deref());
    if reading.edtf().is_some() && reading.edtf() == date.edtf.as_ref() {
        words.to_owned()
    } else {
        date.text.clone()
    }
}
