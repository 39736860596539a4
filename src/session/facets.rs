//! Facets: the filters that can be set, with the number of events each leaves.

use std::collections::HashMap;

use super::action::ByPointer;
use super::open_timeline::OpenTimeline;
use super::visible_set::{VisibleQuery, inside};
use crate::model::{Basis, Event, Index};
use crate::query::{EventSet, lane_position};
use crate::search::{EvidenceKind, Filter, SearchContext, SearchIndex};
use annals_anchor::AnchorState;

/// Values of a field that are listed. There may be more tags and actors.
pub const MAX_VALUES: usize = 40;

/// Events that are counted before the request is checked for staleness again.
const EVENTS_BETWEEN_CHECKS: usize = 50_000;

/// A field of a filter with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field, as a filter names it.
    pub field: &'static str,
    /// Its values: lanes and sources in the order of the file, tags and actors
    /// by number of events.
    pub values: Vec<FacetValue>,
    /// The number of values that are not listed.
    pub more: usize,
}

/// One value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The value, as a filter has it.
    pub value: String,
    /// The value, as it is shown.
    pub name: String,
    /// The number of events if the filter had this value alone for the field,
    /// and everything else stayed.
    pub count: usize,
}

/// Request to count the facets, for a worker.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetRequest {
    pub(super) open: ByPointer<OpenTimeline>,
    pub(super) index: ByPointer<SearchIndex>,
    pub(super) query: VisibleQuery,
}

/// The fields, in the order in which they are shown.
const FIELDS: [&str; 7] = [
    "lane", "source", "basis", "evidence", "state", "tag", "actor",
];

impl FacetRequest {
    /// Counts the facets; `None` if they are no longer `wanted`.
    #[must_use]
    pub fn count(&self, wanted: &dyn Fn() -> bool) -> Option<Vec<Facet>> {
        let open = &*self.open.0;
        let period = self.query.period.as_ref();
        let in_period = period.map(|period| inside(open, period));
        let find = |filter: &Filter| -> EventSet {
            if filter.is_empty() {
                let all = || EventSet::of(&open.timeline);
                return in_period.clone().unwrap_or_else(all);
            }
            let context = SearchContext {
                timeline: &open.timeline,
                states: Some(open.states()),
                evidence: Some(&open.evidence),
                restrict_to: in_period.as_ref(),
                max_ranked: 0,
            };
            self.index.0.find(filter, &context).events
        };
        let filter = &self.query.filter;
        let all = find(filter);
        let mut facets = Vec::new();
        for field in FIELDS {
            let others = filter.without_field(field);
            let own;
            let events = if others == *filter {
                &all
            } else {
                own = find(&others);
                &own
            };
            facets.push(facet(open, field, events, wanted)?);
        }
        Some(facets)
    }
}

/// Counts the events for each value of a field.
fn facet(
    open: &OpenTimeline,
    field: &'static str,
    events: &EventSet,
    wanted: &dyn Fn() -> bool,
) -> Option<Facet> {
    let timeline = &open.timeline;
    let tally =
        |values, of: &dyn Fn(Index<Event>, &mut Vec<usize>)| tally(events, values, of, wanted);
    let mut more = 0;
    // Each value as a filter has it and as it is shown, and the counts.
    let (values, counts): (Vec<(&str, &str)>, _) = match field {
        "lane" => {
            let names = timeline.lanes.iter().map(|lane| lane.name.as_str());
            let counts = tally(timeline.lanes.len(), &|event, values| {
                values.push(lane_position(timeline, event));
            })?;
            (names.map(|name| (name, name)).collect(), counts)
        }
        "source" => {
            let sources = timeline.sources.slots().map(|source| &timeline[source]);
            let counts = tally(timeline.sources.slot_count(), &|event, values| {
                let citations = timeline[event].citations.iter();
                values.extend(citations.map(|it| timeline[it.passage].source.position()));
            })?;
            let values = sources.map(|source| (source.id.as_str(), source.brief_name()));
            (values.collect(), counts)
        }
        "basis" => {
            let all = [Basis::Stated, Basis::Inferred];
            let counts = tally(all.len(), &|event, values| {
                let basis = timeline[event].dating.basis;
                values.extend(all.iter().position(|at| Some(*at) == basis));
            })?;
            (all.map(|at| (at.name(), at.name())).to_vec(), counts)
        }
        "evidence" => {
            let all = EvidenceKind::ALL;
            let counts = tally(all.len(), &|event, values| {
                let holds = |rests: &EvidenceKind| rests.holds(timeline, &open.evidence, event);
                let matching = all.iter().enumerate().filter(|(_, rests)| holds(rests));
                values.extend(matching.map(|(at, _)| at));
            })?;
            (all.map(|at| (at.name(), at.name())).to_vec(), counts)
        }
        "state" => {
            let all = AnchorState::ALL;
            let counts = tally(all.len(), &|event, values| {
                let citations = timeline[event].citations.iter();
                values.extend(citations.filter_map(|it| {
                    let state = open.states().get(it.passage.position())?;
                    all.iter().position(|at| at == state)
                }));
            })?;
            (all.map(|at| (at.name(), at.name())).to_vec(), counts)
        }
        field => {
            let (names, counts);
            (names, counts, more) = most_frequent(open, field, events, wanted)?;
            (names.into_iter().map(|name| (name, name)).collect(), counts)
        }
    };
    let values = values.into_iter().zip(counts);
    Some(Facet {
        field,
        values: values
            .map(|((value, name), count)| FacetValue {
                value: value.to_owned(),
                name: name.to_owned(),
                count,
            })
            .collect(),
        more,
    })
}

/// Counts the events for each of some numbered values, of which an event may
/// have several.
fn tally(
    events: &EventSet,
    values: usize,
    of: &dyn Fn(Index<Event>, &mut Vec<usize>),
    wanted: &dyn Fn() -> bool,
) -> Option<Vec<usize>> {
    let mut counts = vec![0; values];
    let mut values = Vec::new();
    for (at, event) in events.iter().enumerate() {
        if at % EVENTS_BETWEEN_CHECKS == 0 && !wanted() {
            return None;
        }
        values.clear();
        of(event, &mut values);
        values.sort_unstable();
        values.dedup();
        for value in &values {
            if let Some(count) = counts.get_mut(*value) {
                *count += 1;
            }
        }
    }
    Some(counts)
}

/// Tags or actors, the most frequent first, with their counts and the number of
/// those that are left out.
fn most_frequent<'a>(
    open: &'a OpenTimeline,
    field: &str,
    events: &EventSet,
    wanted: &dyn Fn() -> bool,
) -> Option<(Vec<&'a str>, Vec<usize>, usize)> {
    let timeline = &open.timeline;
    let mut counts: HashMap<&str, (usize, u32)> = HashMap::new();
    for (at, event) in events.iter().enumerate() {
        if at % EVENTS_BETWEEN_CHECKS == 0 && !wanted() {
            return None;
        }
        let entry = &timeline[event];
        let names = if field == "tag" {
            &entry.tags
        } else {
            &entry.actors
        };
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        for name in names.iter() {
            let (count, last) = counts.entry(name.as_str()).or_default();
            // An event that names it twice counts once.
            if *last != number {
                *last = number;
                *count += 1;
            }
        }
    }
    let mut values: Vec<(&str, usize)> = counts
        .into_iter()
        .map(|(name, (count, _))| (name, count))
        .collect();
    values.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let more = values.len().saturating_sub(MAX_VALUES);
    values.truncate(MAX_VALUES);
    let (names, counts) = values.into_iter().unzip();
    Some((names, counts, more))
}
