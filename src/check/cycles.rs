//! Cycles in the relations "before" and "after" of events.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::rule_violation::{RuleViolation, RuleViolations, place};
use crate::model::{EntryKind, Event, FieldName, Index, Timeline};
use crate::storage::Code;

/// How many ids of a cycle are named.
const MAX_NAMED: usize = 8;

/// Reports every group of events that are before one another.
#[must_use]
pub fn check_order(timeline: &Timeline) -> Vec<RuleViolation> {
    let mut violations = RuleViolations::default();
    add_cycles(timeline, &mut violations);
    violations.list
}

/// Reports every group of events that are each before the others, at its first
/// event.
pub(super) fn add_cycles(timeline: &Timeline, violations: &mut RuleViolations) {
    for cycle in cycles(timeline.events.slot_count(), relations(timeline)) {
        add_cycle(timeline, &cycle, violations);
    }
}

/// Reports a cycle through an event that names events before or after it, at this event.
pub(super) fn add_cycle_through(
    timeline: &Timeline,
    event: Index<Event>,
    violations: &mut RuleViolations,
) {
    let dating = &timeline[event].dating;
    if dating.after.is_empty() && dating.before.is_empty() {
        return;
    }
    let mut order = OrderGraph::default();
    order.extend_with_edges(relations(timeline));
    let event = NodeIndex::new(event.position());
    if let Some(cycle) = shortest_cycle_from(&order, event, |_| true) {
        add_cycle(timeline, &cycle, violations);
    }
}

/// Pairs of positions of events: the earlier one, the later one.
fn relations(timeline: &Timeline) -> impl Iterator<Item = (usize, usize)> + '_ {
    timeline.events.indexed().flat_map(|(index, event)| {
        let position = index.position();
        let (after, before) = (&event.dating.after, &event.dating.before);
        let after = after.iter().map(move |first| (first.position(), position));
        let before = before.iter().map(move |last| (position, last.position()));
        after.chain(before)
    })
}

/// Reports a cycle at its first event.
fn add_cycle(timeline: &Timeline, cycle: &[usize], violations: &mut RuleViolations) {
    let first = cycle.first().copied().unwrap_or_default();
    let id = |event: usize| {
        let event = Index::new(event).and_then(|event| timeline.events.get(event));
        event.map_or("", |event| &event.id)
    };
    let place = || place(EntryKind::Event, id(first), first, FieldName::Dating);
    violations.add(Code::OrderCircle, place, || {
        let named = cycle.iter().take(MAX_NAMED);
        let mut names: Vec<String> = named.map(|event| format!("“{}”", id(*event))).collect();
        if cycle.len() > MAX_NAMED {
            names.push(format!("{} more", cycle.len() - MAX_NAMED));
        }
        names.push(format!("“{}”", id(first)));
        (
            format!(
                "These events are before one another in a cycle: {}.",
                names.join(" before ")
            ),
            "Remove one of them from an `after` or `before`.".to_owned(),
        )
    });
}

/// Events in their order: an edge leads to each later event.
type OrderGraph = DiGraph<(), (), usize>;

/// The cycles among `count` events, given pairs (earlier, later): one for each
/// group of events that are all before one another. It is a shortest cycle
/// through the group's first event, and begins there.
fn cycles(count: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(usize, usize)> = pairs
        .filter(|(earlier, later)| *earlier < count && *later < count)
        .collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    // The edges that are added last are visited first.
    pairs.sort_unstable_by_key(|pair| Reverse(*pair));
    pairs.dedup();
    let mut order = OrderGraph::with_capacity(count, pairs.len());
    order.extend_with_edges(pairs);
    // The groups are the strongly connected components. Kosaraju's algorithm does
    // not recurse: a file may have a chain of a million events.
    let groups = kosaraju_scc(&order).into_iter();
    let mut cycles: Vec<_> = groups
        .filter_map(|group| shortest_cycle(&order, &group))
        .collect();
    cycles.sort_unstable();
    cycles
}

/// A shortest path from the first event of a group back to itself inside the group;
/// `None` if there is none, because the group is a single event.
fn shortest_cycle(order: &OrderGraph, group: &[NodeIndex<usize>]) -> Option<Vec<usize>> {
    let start = *group.iter().min()?;
    if group.len() == 1 && !order.contains_edge(start, start) {
        return None;
    }
    let group: HashSet<_> = group.iter().collect();
    shortest_cycle_from(order, start, |event| group.contains(&event))
}

/// A shortest path from an event back to itself, over events for which `is_allowed` is
/// true.
fn shortest_cycle_from(
    order: &OrderGraph,
    start: NodeIndex<usize>,
    is_allowed: impl Fn(NodeIndex<usize>) -> bool,
) -> Option<Vec<usize>> {
    let mut came_from = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(event) = queue.pop_front() {
        for later in order.neighbors(event) {
            if later == start {
                let mut cycle = vec![event.index()];
                let mut earlier = event;
                while earlier != start {
                    earlier = *came_from.get(&earlier)?;
                    cycle.push(earlier.index());
                }
                cycle.reverse();
                return Some(cycle);
            }
            if is_allowed(later) && !came_from.contains_key(&later) {
                came_from.insert(later, event);
                queue.push_back(later);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(count: usize, pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
        cycles(count, pairs.iter().copied())
    }

    #[test]
    fn an_order_without_cycles_has_none() {
        assert!(found(0, &[]).is_empty());
        assert!(found(4, &[(0, 1), (1, 2), (0, 2), (3, 2)]).is_empty());
    }

    #[test]
    fn each_group_is_reported_once_with_a_shortest_cycle() {
        assert_eq!(found(1, &[(0, 0)]), [[0]]);
        assert_eq!(found(3, &[(1, 2), (2, 1), (0, 1)]), [[1, 2]]);
        assert_eq!(
            found(6, &[(0, 1), (1, 2), (2, 0), (1, 0), (4, 5), (5, 4)]),
            [[0, 1], [4, 5]]
        );
        assert_eq!(found(3, &[(2, 1), (1, 0), (0, 2)]), [[0, 2, 1]]);
    }

    #[test]
    fn a_chain_and_a_ring_of_a_million_events_are_checked() {
        let million = 1_000_000;
        let chain = (1..million).map(|event| (event, event - 1));
        assert!(cycles(million, chain).is_empty());
        let ring = (0..million).map(|event| (event, (event + 1) % million));
        assert_eq!(cycles(million, ring)[0].len(), million);
    }

    proptest! {
        #[test]
        fn a_cycle_is_found_exactly_if_some_event_reaches_itself(
            pairs in proptest::collection::vec((0_usize..8, 0_usize..8), 0..16)
        ) {
            let mut reach = [[false; 8]; 8];
            for (earlier, later) in &pairs {
                reach[*earlier][*later] = true;
            }
            for middle in 0..8 {
                for from in 0..8 {
                    for to in 0..8 {
                        reach[from][to] |= reach[from][middle] && reach[middle][to];
                    }
                }
            }
            let found = found(8, &pairs);
            prop_assert_eq!(found.is_empty(), (0..8).all(|event| !reach[event][event]));
            for cycle in found {
                for (step, event) in cycle.iter().enumerate() {
                    let next = cycle[(step + 1) % cycle.len()];
                    prop_assert!(pairs.contains(&(*event, next)));
                }
            }
        }
    }
}
