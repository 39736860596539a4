//! Circles in "this came before that".

use std::collections::VecDeque;

/// The circles among `count` events, given pairs (earlier, later): one for each
/// group of events that all stand before one another. A circle is a shortest
/// one, and begins with the group's first event.
///
/// Tarjan's algorithm, with its stack on the heap: a chain of a million events
/// is an ordinary file.
pub(super) fn order_cycles(
    count: usize,
    pairs: impl Iterator<Item = (usize, usize)>,
) -> Vec<Vec<usize>> {
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
    let mut told = vec![false; count];
    let mut circles = Vec::new();
    for (event, group) in group_of.iter().enumerate() {
        let circular =
            sizes.get(*group).is_some_and(|size| *size > 1) || order.after(event).contains(&event);
        if circular
            && told
                .get_mut(*group)
                .is_some_and(|told| !std::mem::replace(told, true))
        {
            circles.extend(order.shortest_circle(event, &group_of));
        }
    }
    circles
}

/// For every event the events that come later, all in one list.
struct Order {
    begins: Vec<usize>,
    later: Vec<usize>,
}

impl Order {
    fn new(count: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut pairs: Vec<(usize, usize)> = pairs
            .filter(|(earlier, later)| *earlier < count && *later < count)
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut begins = Vec::with_capacity(count + 1);
        begins.push(0);
        let mut end = 0;
        for event in 0..count {
            end += pairs
                .get(end..)
                .unwrap_or_default()
                .iter()
                .take_while(|(earlier, _)| *earlier == event)
                .count();
            begins.push(end);
        }
        Self {
            begins,
            later: pairs.into_iter().map(|(_, later)| later).collect(),
        }
    }

    fn after(&self, event: usize) -> &[usize] {
        match (self.begins.get(event), self.begins.get(event + 1)) {
            (Some(begin), Some(end)) => self.later.get(*begin..*end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The strongly connected group of every event.
    fn groups(&self) -> Vec<usize> {
        const NEVER: usize = usize::MAX;
        let count = self.begins.len().saturating_sub(1);
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

    /// A shortest way from an event back to itself inside its group.
    fn shortest_circle(&self, start: usize, group_of: &[usize]) -> Option<Vec<usize>> {
        let group = group_of.get(start)?;
        let mut came_from = std::collections::HashMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(event) = queue.pop_front() {
            for later in self.after(event) {
                if *later == start {
                    let mut circle = vec![event];
                    let mut earlier = event;
                    while earlier != start {
                        earlier = *came_from.get(&earlier)?;
                        circle.push(earlier);
                    }
                    circle.reverse();
                    return Some(circle);
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
        order_cycles(count, pairs.iter().copied())
    }

    #[test]
    fn an_order_without_a_circle_has_none() {
        assert!(found(0, &[]).is_empty());
        assert!(found(4, &[(0, 1), (1, 2), (0, 2), (3, 2)]).is_empty());
    }

    #[test]
    fn each_circle_is_told_once_by_a_shortest_way() {
        assert_eq!(found(1, &[(0, 0)]), [[0]]);
        assert_eq!(found(3, &[(1, 2), (2, 1), (0, 1)]), [[1, 2]]);
        assert_eq!(
            found(6, &[(0, 1), (1, 2), (2, 0), (1, 0), (4, 5), (5, 4)]),
            [[0, 1], [4, 5]]
        );
        assert_eq!(found(3, &[(2, 1), (1, 0), (0, 2)]), [[0, 2, 1]]);
    }

    #[test]
    fn a_chain_of_a_million_and_a_ring_of_a_million_end() {
        let million = 1_000_000;
        let chain = (1..million).map(|event| (event, event - 1));
        assert!(order_cycles(million, chain).is_empty());
        let ring = (0..million).map(|event| (event, (event + 1) % million));
        assert_eq!(order_cycles(million, ring)[0].len(), million);
    }

    proptest! {
        #[test]
        fn a_circle_is_found_exactly_where_some_event_reaches_itself(
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
            let circles = found(8, &pairs);
            prop_assert_eq!(circles.is_empty(), (0..8).all(|event| !reach[event][event]));
            for circle in circles {
                for (step, event) in circle.iter().enumerate() {
                    let next = circle[(step + 1) % circle.len()];
                    prop_assert!(pairs.contains(&(*event, next)));
                }
            }
        }
    }
}
