//! The order of a list after a three-way merge.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The keys of all three versions of a list in their merged order.
///
/// Keys that all versions have are in the order of the side that moved some; if both
/// did, in that of the side whose order is less. What a side added follows the key
/// that it follows there. Where both sides added something, the run whose first key is
/// less comes first. So both ways to merge give the same.
pub(super) fn merged_order<K: Ord + Hash + Copy>(base: &[K], ours: &[K], theirs: &[K]) -> Vec<K> {
    let sets = [base, ours, theirs].map(|keys| keys.iter().copied().collect::<HashSet<K>>());
    let is_common = |key: &K| sets.iter().all(|keys| keys.contains(key));
    let common = |keys: &[K]| -> Vec<K> { keys.iter().copied().filter(is_common).collect() };
    let (in_base, in_ours, in_theirs) = (common(base), common(ours), common(theirs));
    let order = if in_ours == in_base {
        in_theirs
    } else if in_theirs == in_base {
        in_ours
    } else {
        in_ours.min(in_theirs)
    };
    // What each version has beside them, by the key that it follows.
    let runs = [base, ours, theirs].map(|keys| {
        let mut runs: HashMap<Option<K>, Vec<K>> = HashMap::new();
        let mut anchor = None;
        for key in keys {
            if is_common(key) {
                anchor = Some(*key);
            } else {
                runs.entry(anchor).or_default().push(*key);
            }
        }
        runs
    });
    let [of_base, sides @ ..] = &runs;
    let mut merged = Vec::new();
    let mut placed = HashSet::new();
    for anchor in std::iter::once(None).chain(order.into_iter().map(Some)) {
        merged.extend(anchor);
        let mut here: Vec<&Vec<K>> = sides.iter().filter_map(|runs| runs.get(&anchor)).collect();
        here.sort();
        here.extend(of_base.get(&anchor));
        for key in here.into_iter().flatten() {
            if placed.insert(*key) {
                merged.push(*key);
            }
        }
    }
    merged
}

/// The positions of a longest ascending subsequence of different numbers, found in
/// O(n log n) by patience sorting (Fredman 1975).
pub(super) fn longest_ascending(numbers: &[usize]) -> Vec<usize> {
    // The position of the least last number of a subsequence of each length, and the
    // position before each in its subsequence.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (position, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers.get(*end) < Some(number));
        before.push(length.checked_sub(1).and_then(|at| ends.get(at).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = position,
            None => ends.push(position),
        }
    }
    let last = ends.last().copied();
    let back = std::iter::successors(last, |position| before.get(*position).copied().flatten());
    let mut found: Vec<usize> = back.collect();
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> String {
        let keys = |text: &str| text.chars().collect::<Vec<char>>();
        let merged = merged_order(&keys(base), &keys(ours), &keys(theirs));
        merged.into_iter().collect()
    }

    #[test]
    fn additions_stay_where_each_side_put_them() {
        for (base, ours, theirs, expected) in [
            ("abc", "abc", "abxc", "abxc"),
            ("abc", "yabc", "abcx", "yabcx"),
            ("abc", "abcy", "abcx", "abcxy"),
            ("abc", "cab", "abcx", "cxab"),
            ("abc", "ab", "axbc", "axbc"),
            ("", "ab", "xb", "abx"),
        ] {
            assert_eq!(
                merged(base, ours, theirs),
                expected,
                "{base} {ours} {theirs}"
            );
            assert_eq!(
                merged(base, theirs, ours),
                expected,
                "{base} {theirs} {ours}"
            );
        }
    }

    #[test]
    fn the_longest_ascending_subsequence_is_found() {
        for (numbers, expected) in [
            (&[][..], &[][..]),
            (&[3, 1, 2], &[1, 2]),
            (&[1, 2, 3], &[0, 1, 2]),
            (&[9, 0, 8, 1, 7, 2], &[1, 3, 5]),
        ] {
            assert_eq!(longest_ascending(numbers), expected, "{numbers:?}");
        }
    }

    proptest! {
        #[test]
        fn every_key_is_there_once_in_both_ways_to_merge(
            base in "[a-f]{0,6}", ours in "[a-h]{0,8}", theirs in "[a-h]{0,8}",
        ) {
            let unique = |text: String| {
                let mut seen = HashSet::new();
                text.chars().filter(|key| seen.insert(*key)).collect::<String>()
            };
            let (base, ours, theirs) = (unique(base), unique(ours), unique(theirs));
            let order = merged(&base, &ours, &theirs);
            prop_assert_eq!(&order, &merged(&base, &theirs, &ours));
            let all: HashSet<char> = [&base, &ours, &theirs].iter().flat_map(|it| it.chars()).collect();
            prop_assert_eq!(order.chars().count(), all.len());
            prop_assert_eq!(order.chars().collect::<HashSet<_>>(), all);
        }
    }
}
