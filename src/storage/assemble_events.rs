//! Events on their way into the model: references, dates, and how dates are
//! known.

use super::assemble::{Assembler, owned};
use super::fields::{Field, Text};
use super::order::circles;
use super::problem::{Code, Problem};
use super::schema::{CitationShape, DatingShape, EventShape, Reference};
use crate::model::{Basis, Citation, Dating, Event, Index, Lane, Stance, WrittenDate};
use crate::time::Edtf;

/// How many ids of a circle are named.
const NAMED_IN_CIRCLE: usize = 8;

impl Assembler<'_> {
    /// Makes every event, and looks for circles among them.
    pub(super) fn events(&mut self, shapes: &[&EventShape<'_>]) -> Vec<Event> {
        let events: Vec<Event> = shapes.iter().map(|shape| self.event(shape)).collect();
        self.report_circles(shapes, &events);
        events
    }

    fn event(&mut self, shape: &EventShape<'_>) -> Event {
        let pointer = format!("/events/{}", shape.standing.position);
        let lane = self.lane_of(shape, &pointer);
        let date = self.date(shape.date.as_given(), &pointer);
        let dating = self.dating_of_event(shape, &pointer);
        let citations = self.citations(shape, &pointer);
        if dating.basis == Some(Basis::Stated) {
            self.require_cited_date(shape, date.as_ref(), &pointer);
        }
        let id = shape.id.value.to_string();
        let texts = |texts: &[Text<'_>]| texts.iter().map(|text| text.value.to_string()).collect();
        Event {
            title: owned(shape.title.as_ref()).unwrap_or_else(|| id.clone()),
            id,
            date,
            date_text: owned(shape.date_text.as_ref()),
            dating,
            lane_id: owned(shape.lane.as_ref()).unwrap_or_default(),
            lane,
            tags: texts(&shape.tags),
            actors: texts(&shape.actors),
            summary: owned(shape.summary.as_ref()),
            note: owned(shape.note.as_ref()),
            citations,
        }
    }

    fn lane_of(&mut self, shape: &EventShape<'_>, pointer: &str) -> Option<Index<Lane>> {
        let id = shape.lane.as_ref()?;
        let known = self.lanes.get(&*id.value);
        if known.is_none() {
            self.findings.add(id.offset, || {
                Problem::new(
                    Code::UnknownLane,
                    format!("{pointer}/lane"),
                    format!("No lane has the id “{}”.", id.value),
                )
                .with_hint("Add the lane to `lanes`, or correct the id.")
            });
        }
        known.copied().flatten()
    }

    fn date(&mut self, date: Option<&Text<'_>>, pointer: &str) -> Option<WrittenDate> {
        let date = date?;
        let written = WrittenDate::new(&date.value);
        if written.edtf.is_none()
            && let Err(error) = Edtf::parse(&date.value)
        {
            self.findings.add(date.offset, || {
                Problem::new(
                    Code::InvalidDate,
                    format!("{pointer}/date"),
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

    fn dating_of_event(&mut self, shape: &EventShape<'_>, pointer: &str) -> Dating {
        let mut dating = match &shape.dating {
            Field::Given(dating) => self.dating(dating, pointer),
            Field::Absent | Field::Wrong => Dating::default(),
        };
        let given = shape.dating.as_given();
        match &shape.date {
            Field::Given(_) => {
                let missing = match given {
                    Some(dating) if dating.basis.is_absent() => {
                        Some((dating.offset, format!("{pointer}/dating")))
                    }
                    None if shape.dating.is_absent() => {
                        Some((shape.standing.offset, pointer.to_owned()))
                    }
                    _ => None,
                };
                if let Some((offset, path)) = missing {
                    self.findings.add(offset, || {
                        Problem::new(
                            Code::MissingBasis,
                            path,
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
                    self.findings.add(written.offset, || {
                        Problem::new(
                            Code::BasisWithoutDate,
                            format!("{pointer}/dating/basis"),
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
    fn dating(&mut self, shape: &DatingShape<'_>, owner: &str) -> Dating {
        let basis = shape.basis.as_given().and_then(|written| {
            let basis = [Basis::Stated, Basis::Inferred]
                .into_iter()
                .find(|basis| basis.name() == written.value);
            if basis.is_none() {
                self.findings.add(written.offset, || {
                    Problem::new(
                        Code::UnknownBasis,
                        format!("{owner}/dating/basis"),
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
            self.findings.add(shape.offset, || {
                Problem::new(
                    Code::InferredWithoutReason,
                    format!("{owner}/dating"),
                    "This date is inferred, and the file does not say from what.",
                )
                .with_hint("Add a `reason`.")
            });
        }
        Dating {
            basis,
            reason: owned(shape.reason.as_given()),
            after: self.references(&shape.after, owner, "after"),
            before: self.references(&shape.before, owner, "before"),
        }
    }

    fn references(
        &mut self,
        references: &[Reference<'_>],
        owner: &str,
        key: &str,
    ) -> Vec<Index<Event>> {
        let mut found = Vec::with_capacity(references.len());
        for reference in references {
            let id = &reference.id;
            match self.events.get(&*id.value) {
                Some(index) => found.extend(*index),
                None => self.findings.add(id.offset, || {
                    Problem::new(
                        Code::UnknownEvent,
                        format!("{owner}/dating/{key}/{}", reference.position),
                        format!("No event has the id “{}”.", id.value),
                    )
                    .with_hint("Correct the id, or take it out of the list.")
                }),
            }
        }
        found
    }

    fn citations(&mut self, shape: &EventShape<'_>, pointer: &str) -> Vec<Citation> {
        let written = shape
            .citations
            .as_given()
            .map_or(&[][..], |citations| &citations.list[..]);
        let citations: Vec<Citation> = written
            .iter()
            .filter_map(|citation| self.citation(citation, pointer))
            .collect();
        let complaint = match &shape.citations {
            Field::Absent => Some((
                shape.standing.offset,
                pointer.to_owned(),
                "has no `citations`",
            )),
            Field::Given(written) if citations.is_empty() => Some((
                written.offset,
                format!("{pointer}/citations"),
                if written.list.is_empty() {
                    "cites no passage"
                } else {
                    "cites no passage that can be used"
                },
            )),
            _ => None,
        };
        if let Some((offset, path, what)) = complaint {
            self.findings.add(offset, || {
                Problem::new(
                    Code::EventWithoutPassage,
                    path,
                    format!("The event “{}” {what}.", shape.id.value),
                )
                .with_hint("Every event rests on at least one passage: cite it in `citations`.")
            });
        }
        citations
    }

    fn citation(&mut self, shape: &CitationShape<'_>, event: &str) -> Option<Citation> {
        let pointer = format!("{event}/citations/{}", shape.position);
        let id = &shape.passage;
        let passage = self.passages.get(&*id.value).copied();
        if passage.is_none() {
            self.findings.add(id.offset, || {
                Problem::new(
                    Code::UnknownPassage,
                    format!("{pointer}/passage"),
                    format!("No passage has the id “{}”.", id.value),
                )
                .with_hint("Add the passage to `passages`, or correct the id.")
            });
        }
        let date = self.date(shape.date.as_given(), &pointer);
        let dating = match &shape.dating {
            Field::Given(dating) => self.dating(dating, &pointer),
            Field::Absent | Field::Wrong => Dating::default(),
        };
        let stance = self.stance(shape.stance.as_ref(), &pointer);
        Some(Citation {
            passage: passage.flatten()?,
            date,
            dating,
            stance,
            attributed_to: owned(shape.attributed_to.as_ref()),
            note: owned(shape.note.as_ref()),
        })
    }

    fn stance(&mut self, written: Option<&Text<'_>>, pointer: &str) -> Stance {
        let Some(written) = written else {
            return Stance::default();
        };
        let stance = Stance::ALL
            .into_iter()
            .find(|stance| stance.name() == written.value);
        if stance.is_none() {
            self.findings.add(written.offset, || {
                Problem::new(
                    Code::UnknownStance,
                    format!("{pointer}/stance"),
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
        pointer: &str,
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
        self.findings.add(written.offset, || {
            Problem::new(
                Code::StatedDateUncited,
                format!("{pointer}/date"),
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

    fn report_circles(&mut self, shapes: &[&EventShape<'_>], events: &[Event]) {
        let order = events.iter().enumerate().flat_map(|(event, after_all)| {
            let dating = &after_all.dating;
            let after = dating
                .after
                .iter()
                .map(move |first| (first.position(), event));
            let before = dating
                .before
                .iter()
                .map(move |last| (event, last.position()));
            after.chain(before)
        });
        for circle in circles(events.len(), order) {
            let Some(shape) = circle.first().and_then(|first| shapes.get(*first)) else {
                continue;
            };
            let offset = match &shape.dating {
                Field::Given(dating) => dating.offset,
                Field::Absent | Field::Wrong => shape.standing.offset,
            };
            self.findings.add(offset, || {
                let id = |event: &usize| events.get(*event).map(|event| format!("“{}”", event.id));
                let mut names: Vec<String> =
                    circle.iter().take(NAMED_IN_CIRCLE).filter_map(id).collect();
                if circle.len() > NAMED_IN_CIRCLE {
                    names.push(format!("{} more", circle.len() - NAMED_IN_CIRCLE));
                }
                names.extend(circle.first().and_then(id));
                let mut path = format!("/events/{}", shape.standing.position);
                if shape.dating.as_given().is_some() {
                    path.push_str("/dating");
                }
                Problem::new(
                    Code::OrderCircle,
                    path,
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
