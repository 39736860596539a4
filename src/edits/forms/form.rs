//! Every form.

use serde::{Deserialize, Serialize};

use super::event_form::EventForm;
use super::field::{CitationField, FieldError, FormField};
use super::lane_form::LaneForm;
use super::passage_form::PassageForm;
use super::source_form::SourceForm;
use super::timeline_form::TimelineForm;
use crate::edits::EditCommand;
use crate::model::Timeline;

/// A form, with what is typed into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Of an event.
    Event(Box<EventForm>),
    /// Of a passage.
    Passage(Box<PassageForm>),
    /// Of a source.
    Source(Box<SourceForm>),
    /// Of a lane.
    Lane(LaneForm),
    /// Of the timeline itself.
    Timeline(TimelineForm),
}

/// What a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// An event.
    Event,
    /// A passage.
    Passage,
    /// A source.
    Source,
    /// A lane.
    Lane,
    /// The timeline itself.
    Timeline,
}

impl FormKind {
    /// The field that is typed in first.
    #[must_use]
    pub fn first_field(self) -> FormField {
        match self {
            Self::Event | Self::Timeline => FormField::Title,
            Self::Passage => FormField::Source,
            Self::Source => FormField::Record("title".to_owned()),
            Self::Lane => FormField::Name,
        }
    }
}

impl Form {
    /// What the form is about.
    #[must_use]
    pub const fn kind(&self) -> FormKind {
        match self {
            Self::Event(_) => FormKind::Event,
            Self::Passage(_) => FormKind::Passage,
            Self::Source(_) => FormKind::Source,
            Self::Lane(_) => FormKind::Lane,
            Self::Timeline(_) => FormKind::Timeline,
        }
    }

    /// Whether the form adds an entry.
    #[must_use]
    pub const fn is_new(&self) -> bool {
        match self {
            Self::Event(form) => form.event.is_none(),
            Self::Passage(form) => form.passage.is_none(),
            Self::Source(form) => form.source.is_none(),
            Self::Lane(form) => form.lane.is_none(),
            Self::Timeline(_) => false,
        }
    }

    /// The only field that the form changes, if it is edited in its place.
    #[must_use]
    pub fn only(&self) -> Option<&FormField> {
        match self {
            Self::Event(form) => form.only.as_ref(),
            _ => None,
        }
    }

    /// Whether nothing is typed into the form of a new entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Event(form) => form.is_empty(),
            Self::Passage(form) => form.is_empty(),
            Self::Source(form) => form.is_empty(),
            Self::Lane(form) => form.is_empty(),
            Self::Timeline(_) => false,
        }
    }

    /// Whether the form has something that the timeline has not.
    #[must_use]
    pub fn is_changed(&self, timeline: &Timeline) -> bool {
        if self.is_new() {
            return !self.is_empty();
        }
        let original = match self {
            Self::Event(form) => form.original(timeline).map(|event| {
                let original = EventForm::of(timeline, event);
                let only = form.only.clone();
                Self::Event(Box::new(EventForm { only, ..original }))
            }),
            Self::Passage(form) => {
                let passage = form.passage.as_deref();
                let passage = passage.and_then(|id| timeline.passages.by_id(id));
                passage.map(|passage| Self::Passage(Box::new(PassageForm::of(timeline, passage))))
            }
            Self::Source(form) => {
                let source = form.source.as_deref();
                let source = source.and_then(|id| timeline.sources.by_id(id));
                source.map(|source| Self::Source(Box::new(SourceForm::of(timeline, source))))
            }
            Self::Lane(form) => {
                let lane = form.lane.as_deref();
                lane.and_then(|id| LaneForm::of(timeline, id))
                    .map(Self::Lane)
            }
            Self::Timeline(_) => Some(Self::Timeline(TimelineForm::of(timeline))),
        };
        original.as_ref() != Some(self)
    }

    /// The name of what is written, as far as it is typed.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Event(form) => &form.title,
            Self::Passage(form) => &form.exact,
            Self::Source(form) => form.text("title"),
            Self::Lane(form) => &form.name,
            Self::Timeline(form) => &form.title,
        }
    }

    /// What is wrong with the form.
    #[must_use]
    pub fn errors(&self, timeline: &Timeline) -> Vec<FieldError> {
        match self {
            Self::Event(form) => form.errors(timeline),
            Self::Passage(form) => form.errors(timeline),
            Self::Source(form) => form.errors(),
            Self::Lane(form) => form.errors(timeline),
            Self::Timeline(form) => form.errors(),
        }
    }

    /// The commands that apply the form, in order; none if it changes nothing. A lane
    /// that the form asks for is created first, by [`EventForm::lane_command`].
    ///
    /// # Errors
    ///
    /// The fields that are wrong.
    pub fn commands(&self, timeline: &Timeline) -> Result<Vec<EditCommand>, Vec<FieldError>> {
        let list = |command: Option<EditCommand>| command.into_iter().collect();
        match self {
            Self::Event(form) => form.command(timeline).map(list),
            Self::Passage(form) => form.command(timeline).map(list),
            Self::Source(form) => form.commands(timeline),
            Self::Lane(form) => form.commands(timeline),
            Self::Timeline(form) => form.commands(timeline),
        }
    }

    /// The command that deletes the entry; `None` for a new one and for the timeline
    /// itself. The events of a lane go to the lane `move_to`.
    #[must_use]
    pub fn deletion(&self, move_to: Option<Box<str>>) -> Option<EditCommand> {
        let id = |id: &Option<String>| id.as_deref().map(Box::from);
        Some(match self {
            Self::Event(form) => EditCommand::DeleteEvents(vec![id(&form.event)?]),
            Self::Passage(form) => EditCommand::DeletePassages(vec![id(&form.passage)?]),
            Self::Source(form) => EditCommand::DeleteSources(vec![id(&form.source)?]),
            Self::Lane(form) => EditCommand::DeleteLane {
                lane: id(&form.lane)?,
                move_to,
            },
            Self::Timeline(_) => return None,
        })
    }

    /// The field that an error of a command is about: a JSON Pointer in the entry, such
    /// as `/dating/reason`. The first field if no field of the form has it.
    #[must_use]
    pub fn field_of_pointer(&self, pointer: &str) -> FormField {
        let mut parts = pointer.split('/').skip(1);
        let first = parts.next().unwrap_or_default();
        let second = parts.next().unwrap_or_default();
        match (self.kind(), first, second) {
            (FormKind::Event, "citations", position) => match position.parse() {
                Ok(position) => {
                    let field = match parts.last() {
                        Some("date") => CitationField::Date,
                        Some("exact") => CitationField::Exact,
                        Some("source") => CitationField::Source,
                        Some("note") => CitationField::Note,
                        Some("attributed_to") => CitationField::AttributedTo,
                        _ => CitationField::Passage,
                    };
                    FormField::Citation(position, field)
                }
                Err(_) => FormField::Basis,
            },
            (_, "dating", "reason") => FormField::Reason,
            (_, "dating", _) => FormField::Basis,
            (_, "date" | "date_text", _) => FormField::Date,
            (_, "lane", _) => FormField::Lane,
            (_, "summary", _) => FormField::Summary,
            (_, "note", _) => FormField::Note,
            (_, "source", _) => FormField::Source,
            (_, "exact", _) => FormField::Exact,
            (_, "file", _) => FormField::File,
            (_, "color", _) => FormField::Color,
            (_, "language", _) => FormField::Language,
            (FormKind::Source, "csl", name) if !name.is_empty() => {
                FormField::Record(name.to_owned())
            }
            (kind, ..) => kind.first_field(),
        }
    }

    /// The words whose place in a document the form shows: the id of the source, and
    /// the words.
    #[must_use]
    pub fn quotations(&self, timeline: &Timeline) -> Vec<(String, String)> {
        let passages: Vec<&PassageForm> = match self {
            Self::Event(form) => {
                let citations = form.citations.iter();
                citations.filter_map(|it| it.new_passage.as_ref()).collect()
            }
            Self::Passage(form) => vec![form],
            _ => Vec::new(),
        };
        let quotations = passages.into_iter().filter_map(|form| {
            let source = form.source.source(timeline)?;
            let words = form.words();
            (!words.is_empty()).then(|| (timeline[source].id.clone(), words))
        });
        quotations.collect()
    }
}
