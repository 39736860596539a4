//! Turns events into the model: ids become indexes and texts become dates.

use std::sync::Arc;

use super::assemble::{Assembler, is_first};
use super::field::{Field, JsonText};
use super::loaded::LeftOutCitation;
use super::pointer::JsonPath;
use super::problem::{Code, Problem};
use super::schema::{CitationJson, CommentJson, DatingJson, EventJson, Reference};
use crate::model::{
    Basis, Citation, Comment, Dating, EntryKind, Event, Index, Review, ReviewState, Stance,
};

/// The `after` and `before` lists of all events, until every event has an index.
#[derive(Default)]
pub(super) struct UnresolvedOrder<'t>(Vec<UnresolvedList<'t>>);

/// One `after` or `before`.
struct UnresolvedList<'t> {
    /// The position of the event in the model.
    event: usize,
    owner: Owner,
    relation: OrderRelation,
    references: Vec<Reference<'t>>,
    /// The positions in the file of the event and, for its list, of the citation.
    location: (usize, Option<usize>),
    /// The event as it is written.
    json: &'t str,
}

impl UnresolvedList<'_> {
    /// The JSON Pointer of one of its ids.
    fn pointer(&self, position: usize) -> String {
        let field = match self.relation {
            OrderRelation::After => "after",
            OrderRelation::Before => "before",
        };
        match self.location {
            (event, None) => format!("/events/{event}/dating/{field}/{position}"),
            (event, Some(citation)) => {
                format!("/events/{event}/citations/{citation}/dating/{field}/{position}")
            }
        }
    }
}

/// What the `dating` with a list belongs to.
#[derive(Clone, Copy)]
enum Owner {
    Event,
    /// The citation at this position in the model.
    Citation(usize),
    /// A citation that the model does not have. Its ids are checked all the same.
    LeftOut,
}

#[derive(Clone, Copy)]
enum OrderRelation {
    After,
    Before,
}

impl<'t> Assembler<'t> {
    /// Adds an event, without the events before and after it.
    pub(super) fn event(&mut self, mut json: EventJson<'t>, path: JsonPath<'_>) {
        let event = self.made.timeline.events.slot_count();
        if !is_first(
            (&mut self.diagnostics, &mut self.made.timeline),
            &mut self.events,
            EntryKind::Event,
            json.position,
            &json.id,
            Index::new(event),
        ) {
            return;
        }
        let lane = json.lane.as_ref();
        let lane = lane.and_then(|id| self.lanes.get(&id.value).flatten());
        let date = json.date.as_given();
        let date = date.map(|date| self.interner.date(&date.value));
        let dating = self.dating_of_event(&json, event, path);
        if let Field::Given(dating) = &mut json.dating {
            let location = (json.position, None);
            self.defer_order(dating, json.json, (event, Owner::Event), location);
        }
        let citations = self.citations(&mut json, event, path);
        let missing = std::mem::take(&mut self.missing);
        if !missing.is_empty() {
            let timeline = &mut self.made.timeline;
            timeline.set_missing(&json.id.value, json.json.into(), missing);
        }
        let review = self.review(&json, path);
        let interner = &mut self.interner;
        let id = interner.alloc(&json.id.value);
        self.made.positions.events.push(json.position);
        self.made.timeline.events.push(Event {
            title: interner
                .alloc_optional(json.title.as_ref())
                .unwrap_or_else(|| id.clone()),
            id,
            date,
            date_text: interner.alloc_optional(json.date_text.as_ref()),
            dating: interner.dating(dating),
            lane_id: interner.lane_id(json.lane.as_ref()),
            lane,
            tags: interner.list(json.tags),
            actors: interner.list(json.actors),
            summary: interner.alloc_optional(json.summary.as_ref()),
            note: interner.alloc_boxed(json.note.as_ref()),
            citations: citations.into(),
            review,
        });
    }

    /// The `dating` of an event. In the model an event has a basis exactly if it
    /// has a date: a missing one is `inferred`, which claims less. What the file
    /// gives instead is recorded.
    fn dating_of_event(
        &mut self,
        json: &EventJson<'_>,
        event: usize,
        path: JsonPath<'_>,
    ) -> Dating {
        let mut dating = self.dating(&json.dating, path);
        let written = dating.basis;
        dating.basis = match &json.date {
            Field::Given(_) => Some(written.unwrap_or(Basis::Inferred)),
            Field::Absent | Field::Wrong => None,
        };
        if dating.basis != written
            && let Some(event) = Index::new(event)
        {
            self.made.written_bases.insert(event, written);
        }
        dating
    }

    /// The `dating` of an event or a citation, without its `after` and `before`.
    fn dating(&mut self, json: &Field<DatingJson<'_>>, owner: JsonPath<'_>) -> Dating {
        let Field::Given(json) = json else {
            return Dating::default();
        };
        let basis = json.basis.as_given().and_then(|written| {
            let basis = [Basis::Stated, Basis::Inferred]
                .into_iter()
                .find(|basis| basis.name() == written.value);
            if basis.is_none() {
                let pointer = owner.key("dating").key("basis").to_string();
                self.diagnostics.mark_unread(pointer.clone());
                self.diagnostics.add(written.offset, || {
                    Problem::new(
                        Code::UnknownBasis,
                        pointer,
                        format!("“{}” isn't a basis of a date.", written.value),
                    )
                    .with_hint("Use `stated` or `inferred`.")
                });
            }
            basis
        });
        Dating {
            basis,
            reason: self.interner.reason(json.reason.as_given()),
            after: Vec::new(),
            before: Vec::new(),
        }
    }

    /// Keeps the `after` and `before` of a dating until every event has an index.
    fn defer_order(
        &mut self,
        dating: &mut DatingJson<'t>,
        json: &'t str,
        (event, owner): (usize, Owner),
        location: (usize, Option<usize>),
    ) {
        for (relation, references) in [
            (OrderRelation::After, &mut dating.after),
            (OrderRelation::Before, &mut dating.before),
        ] {
            if !references.is_empty() {
                self.unresolved.0.push(UnresolvedList {
                    event,
                    owner,
                    relation,
                    references: std::mem::take(references),
                    location,
                    json,
                });
            }
        }
    }

    fn citations(
        &mut self,
        json: &mut EventJson<'t>,
        event: usize,
        path: JsonPath<'_>,
    ) -> Vec<Citation> {
        let list_path = path.key("citations");
        let Field::Given(written) = &mut json.citations else {
            return Vec::new();
        };
        let mut citations = Vec::with_capacity(written.list.len());
        let mut positions = Vec::new();
        for citation_json in &mut written.list {
            let position = citation_json.position;
            let citation = self.citation(citation_json, list_path.at(position));
            if let Field::Given(dating) = &mut citation_json.dating {
                let owner = match citation {
                    Some(_) => Owner::Citation(citations.len()),
                    None => Owner::LeftOut,
                };
                let location = (json.position, Some(position));
                self.defer_order(dating, json.json, (event, owner), location);
            }
            if citation.is_some() {
                positions.push(position);
            }
            citations.extend(citation);
        }
        if citations.len() < written.count {
            self.made.positions.citations.insert(event, positions);
        }
        citations
    }

    fn citation(&mut self, json: &CitationJson<'t>, path: JsonPath<'_>) -> Option<Citation> {
        let id = &json.passage;
        let passage = self.passages.get(&id.value);
        if passage.is_none() {
            self.missing.push((EntryKind::Passage, (*id.value).into()));
            self.diagnostics.add(id.offset, || {
                Problem::new(
                    Code::UnknownPassage,
                    path.key("passage").to_string(),
                    format!("No passage has the id “{}”.", id.value),
                )
                .with_hint("Add the passage to `passages`, or correct the id.")
            });
        }
        let dating = self.dating(&json.dating, path);
        let stance = self.stance(json.stance.as_ref(), path);
        let date = json.date.as_given();
        let date = date.map(|date| self.interner.date(&date.value));
        let Some(passage) = passage.flatten() else {
            if date.is_some() || dating.basis.is_some() {
                self.made.left_out_citations.push(LeftOutCitation {
                    pointer: path.to_string(),
                    date,
                    dating,
                });
            }
            return None;
        };
        Some(Citation {
            passage,
            date,
            dating: self.interner.dating(dating),
            stance,
            attributed_to: self.interner.alloc_boxed(json.attributed_to.as_ref()),
            note: self.interner.alloc_boxed(json.note.as_ref()),
        })
    }

    /// The review of an event, with its comments; `None` if there is neither.
    fn review(&mut self, json: &EventJson<'_>, path: JsonPath<'_>) -> Option<Box<Review>> {
        let written = json.review.as_given();
        if written.is_none() && json.comments.is_empty() {
            return None;
        }
        let state = written.and_then(|review| review.state.as_ref());
        let state = state.and_then(|state| self.review_state(state, path));
        let interner = &mut self.interner;
        Some(Box::new(Review {
            state,
            by: interner.alloc_optional(written.and_then(|review| review.by.as_ref())),
            at: interner.alloc_optional(written.and_then(|review| review.at.as_ref())),
            comments: json
                .comments
                .iter()
                .map(|json| self.comment(json))
                .collect(),
        }))
    }

    fn review_state(&mut self, written: &JsonText<'_>, path: JsonPath<'_>) -> Option<ReviewState> {
        let state = ReviewState::from_name(&written.value);
        if state.is_none() {
            self.diagnostics.add(written.offset, || {
                Problem::new(
                    Code::UnknownReviewState,
                    path.key("review").key("state").to_string(),
                    format!(
                        "“{}” isn't a state of a review; the event counts as an ordinary one.",
                        written.value
                    ),
                )
                .with_hint("Use `draft`, `proposed`, `accepted` or `rejected`.")
            });
        }
        state
    }

    fn comment(&mut self, json: &CommentJson<'_>) -> Comment {
        let interner = &mut self.interner;
        Comment {
            id: interner.alloc(&json.id.value),
            author: interner.alloc_optional(json.author.as_ref()),
            at: interner.alloc_optional(json.at.as_ref()),
            text: interner
                .alloc_optional(json.text.as_ref())
                .unwrap_or_default(),
            is_resolved: json.resolved.unwrap_or(false),
        }
    }

    fn stance(&mut self, written: Option<&JsonText<'_>>, path: JsonPath<'_>) -> Stance {
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
                        "“{}” isn't a stance; the citation counts as supporting.",
                        written.value
                    ),
                )
                .with_hint("Use `supports`, `disputes` or `context`.")
            });
        }
        stance.unwrap_or_default()
    }

    /// Resolves the ids of every `after` and `before`.
    pub(super) fn resolve_order(&mut self) {
        for list in std::mem::take(&mut self.unresolved.0) {
            let mut found = Vec::with_capacity(list.references.len());
            let mut missing = Vec::new();
            for reference in &list.references {
                let id = &reference.id;
                if let Some(index) = self.events.get(&id.value) {
                    found.extend(index);
                    continue;
                }
                missing.push((EntryKind::Event, (*id.value).into()));
                self.diagnostics.add(id.offset, || {
                    Problem::new(
                        Code::UnknownEvent,
                        list.pointer(reference.position),
                        format!("No event has the id “{}”.", id.value),
                    )
                    .with_hint("Correct the id, or remove it from the list.")
                });
            }
            let event = Index::new(list.event);
            if !missing.is_empty()
                && let Some(event) = event
            {
                let timeline = &mut self.made.timeline;
                let id = timeline.events[event].id.clone();
                let others = timeline.missing_references.of_event(&id);
                missing.extend(others.map(|(kind, id)| (kind, id.into())));
                timeline.set_missing(&id, list.json.into(), missing);
            }
            let event = event.and_then(|event| self.made.timeline.events.get_mut(event));
            let dating = event.and_then(|event| match list.owner {
                Owner::Event => Some(&mut event.dating),
                Owner::Citation(citation) => Some(&mut event.citations.get_mut(citation)?.dating),
                Owner::LeftOut => None,
            });
            if let Some(dating) = dating.map(Arc::make_mut) {
                match list.relation {
                    OrderRelation::After => dating.after = found,
                    OrderRelation::Before => dating.before = found,
                }
            }
        }
    }
}
