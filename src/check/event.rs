//! The rules about one event.

use super::rule_violation::{RuleViolation, RuleViolations, place};
use crate::model::{
    Basis, Dating, EntryKind, Event, FieldName, Index, ReviewState, Timeline, WrittenDate,
    ids_in_words,
};
use crate::storage::Code;
use annals_edtf::Edtf;
use annals_prose_dates::suggest_edtf;

/// Checks an event of the timeline.
pub(super) fn add_event_violations(
    timeline: &Timeline,
    event: &Event,
    index: Index<Event>,
    violations: &mut RuleViolations,
) {
    let mut check = EventCheck {
        timeline,
        event,
        index,
        violations,
    };
    check.lane();
    check.date(event.date.as_ref(), FieldName::Date);
    check.basis();
    check.reason(&event.dating, FieldName::Dating);
    check.citations();
    check.stated_date_is_cited();
}

struct EventCheck<'a> {
    timeline: &'a Timeline,
    event: &'a Event,
    index: Index<Event>,
    violations: &'a mut RuleViolations,
}

impl EventCheck<'_> {
    fn report(&mut self, code: Code, field: FieldName, words: impl FnOnce() -> (String, String)) {
        let (event, index) = (self.event, self.index);
        let place = || place(EntryKind::Event, &event.id, index.position(), field);
        self.violations.add(code, place, words);
    }

    /// A lane that the event names exists.
    fn lane(&mut self) {
        let (timeline, event) = (self.timeline, self.event);
        if event.lane.is_some() || event.lane_id.is_absent() {
            return;
        }
        self.report(Code::UnknownLane, FieldName::Lane, || {
            let lanes = ids_in_words(&timeline.lanes);
            (
                format!("No lane has the id “{}”.", event.lane_id.as_str()),
                format!("{lanes}Add the lane to `lanes`, or correct the id."),
            )
        });
    }

    /// A date is EDTF.
    fn date(&mut self, date: Option<&WrittenDate>, field: FieldName) {
        let Some(date) = date.filter(|date| date.edtf.is_none()) else {
            return;
        };
        self.report(Code::InvalidDate, field, || invalid_date(&date.text));
    }

    /// An event has a basis exactly if it has a date.
    fn basis(&mut self) {
        match (&self.event.date, self.event.dating.basis) {
            (Some(_), None) => self.report(Code::MissingBasis, FieldName::Basis, || {
                (
                    "This event has a date but does not say how the date is known.".to_owned(),
                    "Add `\"dating\": { \"basis\": \"stated\" }` if a passage states it, else \
                     `\"inferred\"` with a `reason`."
                        .to_owned(),
                )
            }),
            (None, Some(basis)) => self.report(Code::BasisWithoutDate, FieldName::Basis, || {
                (
                    format!("This event has a basis (`{}`) but no date.", basis.name()),
                    "Add the `date`, or remove the `basis`.".to_owned(),
                )
            }),
            _ => {}
        }
    }

    /// An inferred date has a reason.
    fn reason(&mut self, dating: &Dating, field: FieldName) {
        if lacks_reason(dating) {
            self.report(Code::InferredWithoutReason, field, missing_reason);
        }
    }

    /// An event cites a passage unless it is not to be published, and the rules about dates hold for citations.
    fn citations(&mut self) {
        let event = self.event;
        if event.citations.is_empty() && event.is_unpublished() {
            self.report(Code::UnsourcedDraft, FieldName::Citations, || {
                let state = event.review_state().map_or("", ReviewState::name);
                (
                    format!("The event “{}” ({state}) cites no passage.", event.id),
                    "Cite the passage that it rests on in `citations`.".to_owned(),
                )
            });
        } else if event.citations.is_empty() {
            self.report(Code::EventWithoutPassage, FieldName::Citations, || {
                (
                    format!("The event “{}” cites no passage.", event.id),
                    "Every event rests on at least one passage: cite it in `citations`.".to_owned(),
                )
            });
        }
        for (number, citation) in event.citations.iter().enumerate() {
            self.date(citation.date.as_ref(), FieldName::CitationDate(number));
            self.reason(&citation.dating, FieldName::CitationDating(number));
        }
    }

    /// A stated date equals the date of a citation.
    fn stated_date_is_cited(&mut self) {
        let event = self.event;
        let stated = event
            .date
            .as_ref()
            .filter(|date| date.edtf.is_some() && event.dating.basis == Some(Basis::Stated));
        let Some(date) = stated else { return };
        let mut cited = event.citations.iter().filter_map(|one| one.date.as_ref());
        if event.citations.is_empty() || cited.any(|cited| cited.is_same(date)) {
            return;
        }
        self.report(Code::StatedDateUncited, FieldName::Date, || {
            (
                format!(
                    "The date {} is marked as stated, but no citation of this event gives it.",
                    date.text
                ),
                "Add it as the `date` of the citation whose passage states it, or mark it as \
                 inferred with a `reason`."
                    .to_owned(),
            )
        });
    }
}

/// Reports every draft that cites a passage. Those that cite none are reported by
/// [`check_loaded`](super::check_loaded). A strict check has no drafts.
#[must_use]
pub fn check_no_drafts(timeline: &Timeline) -> Vec<RuleViolation> {
    let drafts = timeline.events.indexed().filter(|(_, event)| {
        event.review_state() == Some(ReviewState::Draft) && !event.citations.is_empty()
    });
    let mut violations = RuleViolations::default();
    for (index, event) in drafts {
        let place = || {
            let position = index.position();
            place(
                EntryKind::Event,
                &event.id,
                position,
                FieldName::ReviewState,
            )
        };
        violations.add(Code::Draft, place, || {
            (
                format!("The event “{}” is a draft.", event.id),
                "Finish it and remove its `review`, or set another `state`.".to_owned(),
            )
        });
    }
    violations.list
}

/// Message and hint about a date that is not EDTF.
pub(super) fn invalid_date(text: &str) -> (String, String) {
    let message = match (suggest_edtf(text), Edtf::parse(text)) {
        (Some(edtf), _) => format!("“{text}” isn't a date in EDTF. Did you mean {edtf}?"),
        (None, Err(error)) => format!("“{text}” isn't a date in EDTF: {error}."),
        (None, Ok(_)) => format!("“{text}” isn't a date in EDTF."),
    };
    (
        message,
        "Examples: 1958 (a year), 1958-03 (a month), 195X (the 1950s), 1955~/1959~ \
         (about 1955 to about 1959). Leave the field out if nothing is known."
            .to_owned(),
    )
}

/// Whether a date is inferred without a reason.
pub(super) fn lacks_reason(dating: &Dating) -> bool {
    let reason = dating.reason.as_ref();
    dating.basis == Some(Basis::Inferred) && reason.is_none_or(|reason| reason.trim().is_empty())
}

/// Message and hint about an inferred date without a reason.
pub(super) fn missing_reason() -> (String, String) {
    (
        "This date is inferred, but no `reason` says from what.".to_owned(),
        "Add a `reason`.".to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::LaneId;
    use crate::model::samples::{self, citation};

    fn check(event: &Event) -> Vec<RuleViolation> {
        let mut violations = RuleViolations::default();
        let index = Index::new(0).unwrap();
        add_event_violations(&Timeline::default(), event, index, &mut violations);
        violations.list
    }

    fn codes(event: &Event) -> Vec<Code> {
        check(event)
            .iter()
            .map(|violation| violation.code)
            .collect()
    }

    fn event(date: Option<&str>, basis: Option<Basis>) -> Event {
        Event {
            dating: Arc::new(Dating {
                basis,
                ..Dating::default()
            }),
            lane_id: LaneId::default(),
            citations: Box::new([citation(0, date)]),
            ..samples::event("e", date)
        }
    }

    #[test]
    fn a_date_needs_a_basis_and_an_inferred_one_a_reason() {
        let stated = Some(Basis::Stated);
        for (event, expected) in [
            (event(Some("1958"), stated), None),
            (event(None, None), None),
            (event(Some("1958"), None), Some(Code::MissingBasis)),
            (event(None, stated), Some(Code::BasisWithoutDate)),
            (
                event(Some("1958"), Some(Basis::Inferred)),
                Some(Code::InferredWithoutReason),
            ),
        ] {
            assert_eq!(codes(&event), Vec::from_iter(expected), "{event:?}");
        }
    }

    #[test]
    fn a_date_in_words_gets_a_suggestion_if_it_means_one_date() {
        let message = |date: &str| {
            let violations = check(&event(Some(date), None));
            violations[0].message.clone()
        };
        assert_eq!(
            message("March 1949"),
            "“March 1949” isn't a date in EDTF. Did you mean 1949-03?"
        );
        assert!(!message("in 1949 or in 1950").contains("Did you mean"));
        assert!(message("sometime").contains("column 1"));
    }
}
