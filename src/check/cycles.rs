//! Cycles in the relations "before" and "after" of events.

use std::collections::{HashMap, VecDeque};

use super::finding::Findings;
use crate::model::{EntryKind, FieldName, Index, Place, Timeline};
use crate::storage::Code;

/// How many ids of a cycle are named.
const MAX_NAMED: usize = 8;

/// Reports every group of events that are each before the others, at its first
/// event.
pub(super) fn add_cycles(timeline: &Timeline, findings: &mut Findings) {
    let events = &timeline.events;
    let order = events.indexed().flat_map(|(index, event)| {
        let position = index.position();
        let (after, before) = (&event.dating.after, &event.dating.before);
        let after = after.iter().map(move |first| (first.position(), position));
        let before = before.iter().map(move |last| (position, last.position()));
        after.chain(before)
    });
    for cycle in cycles(events.slot_count(), order) {
        let first = cycle.first().copied().unwrap_or_default();
        let id = |event: usize| {
            let event = Index::new(event).and_then(|event| events.get(event));
            event.map_or("", |event| &event.id)
        };
        let place = || Place {
            kind: EntryKind::Event,
            id: id(first).to_owned(),
            position: Some(first),
            field: FieldName::Dating,
        };
        findings.add(Code::OrderCircle, place, || {
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
}

/// The cycles among `count` events, given pairs (earlier, later): one for each
/// group of events that are all before one another. It is a shortest cycle
/// through the group's first event, and begins there.
///
/// The groups are the strongly connected components, found with Tarjan's
/// algorithm (Tarjan 1972) with its stack on the heap, because a file may hold a
/// chain of a million events.
fn cycles(count: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let order = Order::new(count, pairs);
    if order.later.is_empty() {
        return Vec::new();
    }
    let group_of = order.groups();
    let mut sizes = vec![0_usize; count];
    for group in &group_of {
        if let Some(size) = sizes.get_mut(*group) {
            *size += 1;
        }
    }
    let mut is_reported = vec![false; count];
    let mut cycles = Vec::new();
    for (event, group) in group_of.iter().enumerate() {
        let is_in_cycle =
            sizes.get(*group).is_some_and(|size| *size > 1) || order.after(event).contains(&event);
        let is_new = is_reported
            .get_mut(*group)
            .is_some_and(|is_reported| is_in_cycle && !std::mem::replace(is_reported, true));
        if is_new {
            cycles.extend(order.shortest_cycle(event, &group_of));
        }
    }
    cycles
}

/// The later events of every event, in compressed form: those of event `n` are
/// `later[starts[n]..starts[n + 1]]`.
struct Order {
    starts: Vec<usize>,
    later: Vec<usize>,
}

impl Order {
    fn new(count: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut pairs: Vec<(usize, usize)> = pairs
            .filter(|(earlier, later)| *earlier < count && *later < count)
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = Vec::with_capacity(count + 1);
        starts.push(0);
        let mut end = 0;
        for event in 0..count {
            end += pairs
                .get(end..)
                .unwrap_or_default()
                .iter()
                .take_while(|(earlier, _)| *earlier == event)
                .count();
            starts.push(end);
        }
        Self {
            starts,
            later: pairs.into_iter().map(|(_, later)| later).collect(),
        }
    }

    /// The events that are directly after this one.
    fn after(&self, event: usize) -> &[usize] {
        match (self.starts.get(event), self.starts.get(event + 1)) {
            (Some(start), Some(end)) => self.later.get(*start..*end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The strongly connected component of every event.
    fn groups(&self) -> Vec<usize> {
        const NEVER: usize = usize::MAX;
        let count = self.starts.len().saturating_sub(1);
        let mut visited = vec![NEVER; count];
        let mut lowest = vec![NEVER; count];
        let mut group_of = vec![NEVER; count];
        let mut open = Vec::new();
        let mut path: Vec<(usize, usize)> = Vec::new();
        let mut clock = 0;
        let mut groups = 0;
        for root in 0..count {
            if at(&visited, root) != NEVER {
                continue;
            }
            path.push((root, 0));
            while let Some((event, next)) = path.last_mut() {
                let event = *event;
                if *next == 0 {
                    put(&mut visited, event, clock);
                    put(&mut lowest, event, clock);
                    clock += 1;
                    open.push(event);
                }
                if let Some(later) = self.after(event).get(*next).copied() {
                    *next += 1;
                    if at(&visited, later) == NEVER {
                        path.push((later, 0));
                    } else if at(&group_of, later) == NEVER {
                        let low = at(&lowest, event).min(at(&visited, later));
                        put(&mut lowest, event, low);
                    }
                    continue;
                }
                path.pop();
                let low = at(&lowest, event);
                if let Some((parent, _)) = path.last() {
                    let parent_low = at(&lowest, *parent).min(low);
                    put(&mut lowest, *parent, parent_low);
                }
                if low == at(&visited, event) {
                    while let Some(member) = open.pop() {
                        put(&mut group_of, member, groups);
                        if member == event {
                            break;
                        }
                    }
                    groups += 1;
                }
            }
        }
        group_of
    }

    /// A shortest path from an event back to itself inside its group.
    fn shortest_cycle(&self, start: usize, group_of: &[usize]) -> Option<Vec<usize>> {
        let group = group_of.get(start)?;
        let mut came_from = HashMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(event) = queue.pop_front() {
            for later in self.after(event) {
                if *later == start {
                    let mut cycle = vec![event];
                    let mut earlier = event;
                    while earlier != start {
                        earlier = *came_from.get(&earlier)?;
                        cycle.push(earlier);
                    }
                    cycle.reverse();
                    return Some(cycle);
                }
                if group_of.get(*later) == Some(group) && !came_from.contains_key(later) {
                    came_from.insert(*later, event);
                    queue.push_back(*later);
                }
            }
        }
        None
    }
}

fn at(list: &[usize], event: usize) -> usize {
    list.get(event).copied().unwrap_or_default()
}

fn put(list: &mut [usize], event: usize, value: usize) {
    if let Some(place) = list.get_mut(event) {
        *place = value;
    }
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
