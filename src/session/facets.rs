//! What the events that are shown could be narrowed to, with counts.

use std::collections::HashMap;
use std::sync::Arc;

use super::action::Shared;
use super::document::Document;
use super::visible_set::{VisibleQuery, inside};
use crate::model::{Basis, Event, Index};
use crate::query::{EventSet, lane_position};
use crate::search::{Context, Filter, RestsOn, SearchIndex};
use annals_anchor::AnchorState;

/// Values of a field that are listed; of tags and actors there may be more.
pub const MOST_VALUES: usize = 40;

/// Events that are counted between two questions whether it is still wanted.
const BETWEEN: usize = 50_000;

/// A field, and what its values would leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field of a filter that it is.
    pub field: &'static str,
    /// Its values: lanes and sources in the order of the file, tags and actors
    /// by how many events have them.
    pub values: Vec<FacetValue>,
    /// How many values there are that are not listed.
    pub more: usize,
}

/// One value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// As a filter has it.
    pub value: String,
    /// As a person reads it.
    pub name: String,
    /// How many events there would be if of this field it alone were asked
    /// for, and all else stayed.
    pub count: usize,
}

/// Asks for the facets.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetRequest {
    /// Number of the request.
    pub number: u64,
    pub(super) document: Shared<Document>,
    pub(super) index: Shared<SearchIndex>,
    pub(super) asked: VisibleQuery,
}

/// The facets that are known, and what they were asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facets {
    /// The facets; of the question before, until this one is answered.
    pub facets: Arc<Vec<Facet>>,
    pub(super) asked: Option<(u64, VisibleQuery)>,
    pub(super) number: u64,
}

/// The fields, in the order in which they are shown.
const FIELDS: [&str; 7] = [
    "lane", "source", "basis", "evidence", "state", "tag", "actor",
];

impl FacetRequest {
    /// The facets; `None` where they are no longer `wanted`.
    #[must_use]
    pub fn answer(&self, wanted: &dyn Fn() -> bool) -> Option<Vec<Facet>> {
        let document = &*self.document.0;
        let period = self.asked.period.as_ref();
        let in_period = period.map(|period| inside(document, period));
        let find = |filter: &Filter| -> EventSet {
            if filter.is_empty() {
                let all = || EventSet::all(document.timeline.events.len());
                return in_period.clone().unwrap_or_else(all);
            }
            let context = Context {
                timeline: &document.timeline,
                states: Some(document.states()),
                evidence: Some(&document.evidence),
                among: in_period.as_ref(),
                most_ranked: 0,
            };
            self.index.0.find(filter, &context).events
        };
        let filter = &self.asked.filter;
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
            facets.push(facet(document, field, events, wanted)?);
        }
        Some(facets)
    }
}

fn facet(
    document: &Document,
    field: &'static str,
    events: &EventSet,
    wanted: &dyn Fn() -> bool,
) -> Option<Facet> {
    let timeline = &document.timeline;
    let fixed = |values: Vec<(String, String, usize)>| Facet {
        field,
        values: values
            .into_iter()
            .map(|(value, name, count)| FacetValue { value, name, count })
            .collect(),
        more: 0,
    };
    // How many events there are for each of some numbered values, of which an
    // event may have several.
    let tally = |values: usize, of: &dyn Fn(Index<Event>, &mut Vec<usize>)| {
        let mut counts = vec![0_usize; values];
        let mut held = Vec::new();
        for (at, event) in events.iter().enumerate() {
            if at % BETWEEN == 0 && !wanted() {
                return None;
            }
            held.clear();
            of(event, &mut held);
            held.sort_unstable();
            held.dedup();
            for value in &held {
                if let Some(count) = counts.get_mut(*value) {
                    *count += 1;
                }
            }
        }
        Some(counts)
    };
    Some(match field {
        "lane" => {
            let counts = tally(timeline.lanes.len(), &|event, held| {
                held.push(lane_position(timeline, event));
            })?;
            let lanes = timeline.lanes.iter().zip(counts);
            fixed(
                lanes
                    .map(|(lane, count)| (lane.name.clone(), lane.name.clone(), count))
                    .collect(),
            )
        }
        "source" => {
            let counts = tally(timeline.sources.len(), &|event, held| {
                let citations = timeline[event].citations.iter();
                held.extend(citations.map(|it| timeline[it.passage].source.position()));
            })?;
            let sources = timeline.sources.iter().zip(counts);
            fixed(
                sources
                    .map(|(source, count)| {
                        (source.id.clone(), source.brief_name().to_owned(), count)
                    })
                    .collect(),
            )
        }
        "basis" => {
            let all = [Basis::Stated, Basis::Inferred];
            let counts = tally(all.len(), &|event, held| {
                let basis = timeline[event].dating.basis;
                held.extend(all.iter().position(|at| Some(*at) == basis));
            })?;
            named(&fixed, all.map(Basis::name), counts)
        }
        "evidence" => {
            let counts = tally(RestsOn::ALL.len(), &|event, held| {
                let holds = |rests: &RestsOn| rests.holds(timeline, &document.evidence, event);
                let all = RestsOn::ALL.iter().enumerate();
                held.extend(all.filter(|(_, rests)| holds(rests)).map(|(at, _)| at));
            })?;
            named(&fixed, RestsOn::ALL.map(RestsOn::name), counts)
        }
        "state" => {
            let counts = tally(AnchorState::ALL.len(), &|event, held| {
                let citations = timeline[event].citations.iter();
                let states = citations.filter_map(|it| {
                    let state = document.states().get(it.passage.position())?;
                    AnchorState::ALL.iter().position(|at| at == state)
                });
                held.extend(states);
            })?;
            named(&fixed, AnchorState::ALL.map(AnchorState::name), counts)
        }
        field => most_frequent(document, field, events, wanted)?,
    })
}

fn named<const N: usize>(
    fixed: &dyn Fn(Vec<(String, String, usize)>) -> Facet,
    names: [&'static str; N],
    counts: Vec<usize>,
) -> Facet {
    let named = names.into_iter().zip(counts);
    fixed(
        named
            .map(|(name, count)| (name.to_owned(), name.to_owned(), count))
            .collect(),
    )
}

/// Tags or actors, those of the most events first.
fn most_frequent(
    document: &Document,
    field: &'static str,
    events: &EventSet,
    wanted: &dyn Fn() -> bool,
) -> Option<Facet> {
    let timeline = &document.timeline;
    let mut counts: HashMap<&str, (usize, u32)> = HashMap::new();
    for (at, event) in events.iter().enumerate() {
        if at % BETWEEN == 0 && !wanted() {
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
            // Named twice by one event, it counts once.
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
    let more = values.len().saturating_sub(MOST_VALUES);
    values.truncate(MOST_VALUES);
    Some(Facet {
        field,
        values: values
            .into_iter()
            .map(|(name, count)| FacetValue {
                value: name.to_owned(),
                name: name.to_owned(),
                count,
            })
            .collect(),
        more,
    })
}
