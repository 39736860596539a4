//! What the verbs say about an event, in the shape that machines read.

use std::collections::HashSet;

use serde::Serialize;

use crate::bibliography::Bibliographer;
use crate::model::{Event, Index, Passage, Rival, Source, Timeline};
use annals_anchor::{AnchorState, SharedText};
use annals_edtf::{Bound, Extent, Instant};

/// The first or last included second, where there is one.
pub(super) fn iso(bound: Bound) -> Option<String> {
    bound.instant().map(Instant::to_iso)
}

/// `out_of_range` is said only where it is true.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
pub(super) const fn is_false(value: &bool) -> bool {
    !*value
}

/// An entry of `list --json`.
#[derive(Serialize)]
pub(super) struct EventFacts<'t> {
    id: &'t str,
    title: &'t str,
    date: Option<&'t str>,
    earliest: Option<String>,
    latest: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    out_of_range: bool,
    basis: Option<&'static str>,
    lane: Option<&'t str>,
    passages: Vec<&'t str>,
    rivals: Vec<RivalFacts<'t>>,
}

#[derive(Serialize)]
struct RivalFacts<'t> {
    date: &'t str,
    earliest: Option<String>,
    latest: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    out_of_range: bool,
    passages: Vec<&'t str>,
}

impl<'t> EventFacts<'t> {
    pub(super) fn of(timeline: &'t Timeline, event: &'t Event) -> Self {
        let extent = event.extent();
        Self {
            id: &event.id,
            title: &event.title,
            date: event.date.as_ref().map(|date| date.text.as_str()),
            earliest: extent.and_then(|extent| iso(extent.earliest)),
            latest: extent.and_then(|extent| iso(extent.latest)),
            out_of_range: extent.is_some_and(Extent::is_out_of_range),
            basis: event.dating.basis.map(crate::model::Basis::name),
            lane: (!event.lane_id.is_empty()).then_some(event.lane_id.as_str()),
            passages: ids(timeline, &cited_passages(event)),
            rivals: event
                .rivals()
                .iter()
                .map(|rival| RivalFacts::of(timeline, rival))
                .collect(),
        }
    }
}

impl<'t> RivalFacts<'t> {
    fn of(timeline: &'t Timeline, rival: &Rival<'t>) -> Self {
        let extent = rival.edtf.extent();
        Self {
            date: rival.edtf.as_str(),
            earliest: iso(extent.earliest),
            latest: iso(extent.latest),
            out_of_range: extent.is_out_of_range(),
            passages: ids(timeline, &rival.passages),
        }
    }
}

/// The passages of an event, each once, in the order of its citations.
pub(super) fn cited_passages(event: &Event) -> Vec<Index<Passage>> {
    let mut seen = HashSet::new();
    let passages = event.citations.iter().map(|citation| citation.passage);
    passages.filter(|passage| seen.insert(*passage)).collect()
}

fn ids<'t>(timeline: &'t Timeline, passages: &[Index<Passage>]) -> Vec<&'t str> {
    passages
        .iter()
        .map(|passage| timeline[*passage].id.as_str())
        .collect()
}

/// The object of `show --json`.
#[derive(Serialize)]
pub(super) struct WholeEventFacts<'t> {
    #[serde(flatten)]
    pub(super) event: EventFacts<'t>,
    pub(super) summary: Option<&'t str>,
    pub(super) tags: &'t [SharedText],
    pub(super) actors: &'t [SharedText],
    pub(super) note: Option<&'t str>,
    pub(super) citations: Vec<CitationFacts<'t>>,
}

#[derive(Serialize)]
pub(super) struct CitationFacts<'t> {
    passage: &'t str,
    source: &'t str,
    exact: &'t str,
    date: Option<&'t str>,
    stance: &'static str,
    attributed_to: Option<&'t str>,
    note: Option<&'t str>,
    locator: Option<&'t str>,
    state: &'static str,
    citation: String,
}

impl<'t> CitationFacts<'t> {
    pub(super) fn of(
        timeline: &'t Timeline,
        citation: &'t crate::model::Citation,
        state: AnchorState,
        bibliographer: Bibliographer,
    ) -> Self {
        let passage = &timeline[citation.passage];
        let source: &Source = &timeline[passage.source];
        let locator = passage.locator.as_deref();
        Self {
            passage: &passage.id,
            source: &source.id,
            exact: &passage.quote.exact,
            date: citation.date.as_ref().map(|date| date.text.as_str()),
            stance: citation.stance.name(),
            attributed_to: citation.attributed_to.as_deref(),
            note: citation.note.as_deref(),
            locator,
            state: state.name(),
            citation: bibliographer.footnote(source, locator),
        }
    }
}
