//! Events on their way into the model: references, dates, and how dates are
//! known.

use std::sync::Arc;

use super::assemble::{Assembler, is_first};
use super::field::{Field, Text};
use super::order_cycles::order_cycles;
use super::pointer::Path;
use super::problem::{Code, Problem};
use super::schema::{CitationShape, DatingShape, EventShape, Reference};
use crate::model::{
    Basis, Citation, Dating, Event, Index, Lane, Stance, WrittenDate, ids_in_words,
};
use annals_edtf::Edtf;

/// How many ids of a circle are named.
const NAMED_IN_CIRCLE: usize = 8;

/// What events say about their order, until every event has an index.
#[derive(Default)]
pub(super) struct Unresolved<'t> {
    lists: Vec<UnresolvedList<'t>>,
    /// One for each event.
    datings: Vec<DatingPlace>,
}

/// One `after` or `before`.
struct UnresolvedList<'t> {
    event: usize,
    owner: Owner,
    side: Side,
    references: Vec<Reference<'t>>,
    /// Where the owner stands in the file: the event, and the citation.
    location: (usize, Option<usize>),
}

impl UnresolvedList<'_> {
    /// The JSON Pointer of one of its ids.
    fn pointer(&self, position: usize) -> String {
        let side = match self.side {
            Side::After => "after",
            Side::Before => "before",
        };
        match self.location {
            (event, None) => format!("/events/{event}/dating/{side}/{position}"),
            (event, Some(citation)) => {
                format!("/events/{event}/citations/{citation}/dating/{side}/{position}")
            }
        }
    }
}

/// Where the `dating` of an event stands, or the event itself where it has
/// none.
///
/// In one number, as there is one for every event: twice the offset, and one
/// more where a `dating` is given. A file is at most 1 GiB.
struct DatingPlace(u32);

impl DatingPlace {
    fn new(offset: usize, is_given: bool) -> Self {
        let doubled = u32::try_from(offset * 2).unwrap_or(u32::MAX - 1);
        Self(doubled + u32::from(is_given))
    }

    const fn offset(&self) -> usize {
        (self.0 / 2) as usize
    }

    const fn is_given(&self) -> bool {
        self.0 % 2 == 1
    }
}

/// Whose dating it is.
#[derive(Clone, Copy)]
enum Owner {
    Event,
    /// A citation's, by its position in the model.
    Citation(usize),
    /// A citation's that is not in the model. Its ids are looked up all the
    /// same, and told where they are wrong.
    LeftOut,
}

#[derive(Clone, Copy)]
enum Side {
    After,
    Before,
}

impl<'t> Assembler<'t> {
    /// Makes an event, but for what comes before and after it.
    pub(super) fn event(&mut self, mut shape: EventShape<'t>, path: Path<'_>) {
        let event = self.made.timeline.events.len();
        if !is_first(
            &mut self.diagnostics,
            &mut self.events,
            "events",
            shape.location,
            &shape.id,
            Index::new(event),
        ) {
            return;
        }
        let lane = self.lane_of(&shape, path);
        let date = self.date(shape.date.as_given(), path);
        let dating = self.dating_of_event(&shape, path);
        if let Field::Given(dating) = &mut shape.dating {
            self.leave_unresolved(dating, event, Owner::Event, (shape.location.position, None));
        }
        let dating_place = shape.dating.as_given().map(|dating| dating.offset);
        self.unresolved.datings.push(DatingPlace::new(
            dating_place.unwrap_or(shape.location.offset),
            dating_place.is_some(),
        ));
        let citations = self.citations(&mut shape, event, path);
        if dating.basis == Some(Basis::Stated) {
            self.require_cited_date(&shape, date.as_ref(), path);
        }
        let interner = &mut self.interner;
        let id = interner.text(&shape.id.value);
        self.made.positions.events.push(shape.location.position);
        self.made.timeline.events.push(Event {
            title: interner
                .optional(shape.title.as_ref())
                .unwrap_or_else(|| id.clone()),
            id,
            date,
            date_text: interner.optional(shape.date_text.as_ref()),
            dating: interner.dating(dating),
            lane_id: interner.lane_id(shape.lane.as_ref()),
            lane,
            tags: interner.list(shape.tags),
            actors: interner.list(shape.actors),
            summary: interner.optional(shape.summary.as_ref()),
            note: interner.rare(shape.note.as_ref()),
            citations: citations.into(),
        });
    }

    fn lane_of(&mut self, shape: &EventShape<'_>, path: Path<'_>) -> Option<Index<Lane>> {
        let id = shape.lane.as_ref()?;
        let known = self.lanes.get(&id.value);
        if known.is_none() {
            let lanes = ids_in_words(&self.made.timeline.lanes);
            self.diagnostics.add(id.offset, || {
                Problem::new(
                    Code::UnknownLane,
                    path.key("lane").to_string(),
                    format!("No lane has the id “{}”.", id.value),
                )
                .with_hint(format!(
                    "{lanes}Add the lane to `lanes`, or correct the id."
                ))
            });
        }
        known.flatten()
    }

    fn date(&mut self, date: Option<&Text<'t>>, path: Path<'_>) -> Option<WrittenDate> {
        let date = date?;
        let written = self.interner.date(&date.value);
        if written.edtf.is_none()
            && let Err(error) = Edtf::parse(&date.value)
        {
            self.diagnostics.add(date.offset, || {
                Problem::new(
                    Code::InvalidDate,
                    path.key("date").to_string(),
                    format!("“{}” is no EDTF date: {error}.", date.value),
                )
                .with_hint(
                    "1958 is a year, 1958-03 a month, 195X the 1950s, 1955~/1959~ about 1955 to \
                     1959; leave the field out where nothing is known.",
                )
            });
        }
        Some(written)
    }

    fn dating_of_event(&mut self, shape: &EventShape<'_>, path: Path<'_>) -> Dating {
        let mut dating = match &shape.dating {
            Field::Given(dating) => self.dating(dating, path),
            Field::Absent | Field::Wrong => Dating::default(),
        };
        let given = shape.dating.as_given();
        match &shape.date {
            Field::Given(_) => {
                let inner = path.key("dating");
                let missing = match given {
                    Some(dating) if dating.basis.is_absent() => Some((dating.offset, inner)),
                    None if shape.dating.is_absent() => Some((shape.location.offset, path)),
                    _ => None,
                };
                if let Some((offset, place)) = missing {
                    self.diagnostics.add(offset, || {
                        Problem::new(
                            Code::MissingBasis,
                            place.to_string(),
                            "This event has a date and does not say how the date is known.",
                        )
                        .with_hint(
                            "Add `\"dating\": { \"basis\": \"stated\" }` where a passage states \
                             it, else `\"inferred\"` with a `reason`.",
                        )
                    });
                }
                dating.basis = dating.basis.or(Some(Basis::Inferred));
            }
            Field::Absent => {
                if let (Some(basis), Some(written)) = (
                    dating.basis.take(),
                    given.and_then(|dating| dating.basis.as_given()),
                ) {
                    self.diagnostics.add(written.offset, || {
                        Problem::new(
                            Code::BasisWithoutDate,
                            path.key("dating").key("basis").to_string(),
                            format!("This event has no date that could be {}.", basis.name()),
                        )
                        .with_hint("Add the `date`, or leave the `basis` out.")
                    });
                }
            }
            Field::Wrong => dating.basis = None,
        }
        dating
    }

    /// A `dating`, of an event or of a citation.
    fn dating(&mut self, shape: &DatingShape<'_>, owner: Path<'_>) -> Dating {
        let basis = shape.basis.as_given().and_then(|written| {
            let basis = [Basis::Stated, Basis::Inferred]
                .into_iter()
                .find(|basis| basis.name() == written.value);
            if basis.is_none() {
                self.diagnostics.add(written.offset, || {
                    Problem::new(
                        Code::UnknownBasis,
                        owner.key("dating").key("basis").to_string(),
                        format!("“{}” is no basis of a date.", written.value),
                    )
                    .with_hint("A basis is `stated` or `inferred`.")
                });
            }
            basis
        });
        let blank = match &shape.reason {
            Field::Absent => true,
            Field::Wrong => false,
            Field::Given(reason) => reason.value.trim().is_empty(),
        };
        if basis == Some(Basis::Inferred) && blank {
            self.diagnostics.add(shape.offset, || {
                Problem::new(
                    Code::InferredWithoutReason,
                    owner.key("dating").to_string(),
                    "This date is inferred, and the file does not say from what.",
                )
                .with_hint("Add a `reason`.")
            });
        }
        Dating {
            basis,
            reason: self.interner.reason(shape.reason.as_given()),
            after: Vec::new(),
            before: Vec::new(),
        }
    }

    /// Keeps what a dating says about order until every event is known.
    fn leave_unresolved(
        &mut self,
        dating: &mut DatingShape<'t>,
        event: usize,
        owner: Owner,
        location: (usize, Option<usize>),
    ) {
        for (side, references) in [
            (Side::After, &mut dating.after),
            (Side::Before, &mut dating.before),
        ] {
            if !references.is_empty() {
                self.unresolved.lists.push(UnresolvedList {
                    event,
                    owner,
                    side,
                    references: std::mem::take(references),
                    location,
                });
            }
        }
    }

    fn citations(
        &mut self,
        shape: &mut EventShape<'t>,
        event: usize,
        path: Path<'_>,
    ) -> Vec<Citation> {
        let list_path = path.key("citations");
        let mut citations = Vec::new();
        let mut positions = Vec::new();
        if let Field::Given(written) = &mut shape.citations {
            citations.reserve_exact(written.list.len());
            for citation in &mut written.list {
                let path = list_path.at(citation.position);
                let made = self.citation(citation, path);
                if let Field::Given(dating) = &mut citation.dating {
                    let owner = match made {
                        Some(_) => Owner::Citation(citations.len()),
                        None => Owner::LeftOut,
                    };
                    let location = (shape.location.position, Some(citation.position));
                    self.leave_unresolved(dating, event, owner, location);
                }
                if made.is_some() {
                    positions.push(citation.position);
                }
                citations.extend(made);
            }
        }
        if positions.iter().copied().ne(0..positions.len()) {
            self.made.positions.citations.insert(event, positions);
        }
        let complaint = match &shape.citations {
            Field::Absent => Some((shape.location.offset, path, "has no `citations`")),
            Field::Given(written) if citations.is_empty() => Some((
                written.offset,
                list_path,
                if written.list.is_empty() {
                    "cites no passage"
                } else {
                    "cites no passage that can be used"
                },
            )),
            _ => None,
        };
        if let Some((offset, path, what)) = complaint {
            self.diagnostics.add(offset, || {
                Problem::new(
                    Code::EventWithoutPassage,
                    path.to_string(),
                    format!("The event “{}” {what}.", shape.id.value),
                )
                .with_hint("Every event rests on at least one passage: cite it in `citations`.")
            });
        }
        citations
    }

    fn citation(&mut self, shape: &CitationShape<'t>, path: Path<'_>) -> Option<Citation> {
        let id = &shape.passage;
        let passage = self.passages.get(&id.value);
        if passage.is_none() {
            self.diagnostics.add(id.offset, || {
                Problem::new(
                    Code::UnknownPassage,
                    path.key("passage").to_string(),
                    format!("No passage has the id “{}”.", id.value),
                )
                .with_hint("Add the passage to `passages`, or correct the id.")
            });
        }
        let date = self.date(shape.date.as_given(), path);
        let dating = match &shape.dating {
            Field::Given(dating) => self.dating(dating, path),
            Field::Absent | Field::Wrong => Dating::default(),
        };
        let stance = self.stance(shape.stance.as_ref(), path);
        Some(Citation {
            passage: passage.flatten()?,
            date,
            dating: self.interner.dating(dating),
            stance,
            attributed_to: self.interner.rare(shape.attributed_to.as_ref()),
            note: self.interner.rare(shape.note.as_ref()),
        })
    }

    fn stance(&mut self, written: Option<&Text<'_>>, path: Path<'_>) -> Stance {
        let Some(written) = written else {
            return Stance::default();
        };
        let stance = Stance::ALL
            .into_iter()
            .find(|stance| stance.name() == written.value);
        if stance.is_none() {
            self.diagnostics.add(written.offset, || {
                Problem::new(
                    Code::UnknownStance,
                    path.key("stance").to_string(),
                    format!(
                        "“{}” is no stance; the citation counts as supporting.",
                        written.value
                    ),
                )
                .with_hint("A stance is `supports`, `disputes` or `context`.")
            });
        }
        stance.unwrap_or_default()
    }

    /// A stated date equals the date of some citation. Citations that lead
    /// nowhere count: they have their own problem.
    fn require_cited_date(
        &mut self,
        shape: &EventShape<'_>,
        date: Option<&WrittenDate>,
        path: Path<'_>,
    ) {
        let (Some(date), Some(written), Some(citations)) =
            (date, shape.date.as_given(), shape.citations.as_given())
        else {
            return;
        };
        let cited = citations.list.iter().any(|citation| {
            citation
                .date
                .as_given()
                .is_some_and(|cited| cited.value == date.text)
        });
        if cited || date.edtf.is_none() || citations.list.is_empty() {
            return;
        }
        self.diagnostics.add(written.offset, || {
            Problem::new(
                Code::StatedDateUncited,
                path.key("date").to_string(),
                format!(
                    "The date {} is called stated, and no citation of this event gives it.",
                    date.text
                ),
            )
            .with_hint(
                "Give it as the `date` of the citation whose passage states it, or call it \
                 inferred and say from what.",
            )
        });
    }

    /// Ties events to those before and after them, and looks for circles.
    pub(super) fn resolve_order(&mut self) {
        for list in std::mem::take(&mut self.unresolved.lists) {
            let mut found = Vec::with_capacity(list.references.len());
            for reference in &list.references {
                let id = &reference.id;
                match self.events.get(&id.value) {
                    Some(index) => found.extend(index),
                    None => self.diagnostics.add(id.offset, || {
                        Problem::new(
                            Code::UnknownEvent,
                            list.pointer(reference.position),
                            format!("No event has the id “{}”.", id.value),
                        )
                        .with_hint("Correct the id, or take it out of the list.")
                    }),
                }
            }
            let event = self.made.timeline.events.get_mut(list.event);
            let dating = event.and_then(|event| match list.owner {
                Owner::Event => Some(&mut event.dating),
                Owner::Citation(citation) => Some(&mut event.citations.get_mut(citation)?.dating),
                Owner::LeftOut => None,
            });
            if let Some(dating) = dating.map(Arc::make_mut) {
                match list.side {
                    Side::After => dating.after = found,
                    Side::Before => dating.before = found,
                }
            }
        }
        self.report_circles();
    }

    fn report_circles(&mut self) {
        let events = &self.made.timeline.events;
        let order = events.iter().enumerate().flat_map(|(position, event)| {
            let dating = &event.dating;
            let after = dating
                .after
                .iter()
                .map(move |first| (first.position(), position));
            let before = dating
                .before
                .iter()
                .map(move |last| (position, last.position()));
            after.chain(before)
        });
        for circle in order_cycles(events.len(), order) {
            let first = circle.first().copied().unwrap_or_default();
            let Some(place) = self.unresolved.datings.get(first) else {
                continue;
            };
            let position = self.made.positions.events.of(first);
            let inside = if place.is_given() { "/dating" } else { "" };
            self.diagnostics.add(place.offset(), || {
                let id = |event: &usize| events.get(*event).map(|event| format!("“{}”", event.id));
                let mut names: Vec<String> =
                    circle.iter().take(NAMED_IN_CIRCLE).filter_map(id).collect();
                if circle.len() > NAMED_IN_CIRCLE {
                    names.push(format!("{} more", circle.len() - NAMED_IN_CIRCLE));
                }
                names.extend(circle.first().and_then(id));
                Problem::new(
                    Code::OrderCircle,
                    format!("/events/{position}{inside}"),
                    format!(
                        "These events stand before one another in a circle: {}.",
                        names.join(" before ")
                    ),
                )
                .with_hint("Take one of them out of an `after` or `before`.")
            });
        }
    }
}
