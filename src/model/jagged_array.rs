//! Many short lists in two arrays.

/// A list for each of many groups (a jagged array in compressed form). One array has
/// the entries of all lists one after another, the other the end of each list: four
/// bytes per group, where a `Vec` per group takes 24.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JaggedArray<T> {
    /// The end of the entries of each group.
    ends: Box<[u32]>,
    entries: Box<[T]>,
}

// Not derived, because that would require `T: Default`.
impl<T> Default for JaggedArray<T> {
    fn default() -> Self {
        Self {
            ends: Box::default(),
            entries: Box::default(),
        }
    }
}

impl<T: Copy> JaggedArray<T> {
    /// Groups entries, given as pairs of a group and an entry. Entries of a group keep
    /// their order; those of a group that does not exist are left out. Calls `pairs`
    /// twice, and takes linear time.
    #[must_use]
    pub fn new<E: Iterator<Item = (usize, T)>>(groups: usize, pairs: impl Fn() -> E) -> Self {
        // First the number of entries of each group, then its start. A file cannot have
        // more entries than a `u32` counts.
        let mut ends = vec![0_u32; groups];
        let mut any = None;
        for (group, entry) in pairs() {
            if let Some(count) = ends.get_mut(group) {
                *count = count.saturating_add(1);
                any = any.or(Some(entry));
            }
        }
        let mut end = 0_u32;
        for count in &mut ends {
            // Until it is filled, the end of a group is its start.
            let begins = end;
            end = end.saturating_add(*count);
            *count = begins;
        }
        // Every slot has some entry until it gets its own.
        let mut entries: Vec<T> = any.map_or_else(Vec::new, |any| vec![any; end as usize]);
        for (group, entry) in pairs() {
            let Some(next) = ends.get_mut(group) else {
                continue;
            };
            if let Some(slot) = entries.get_mut(*next as usize) {
                *slot = entry;
                *next += 1;
            }
        }
        Self {
            ends: ends.into_boxed_slice(),
            entries: entries.into_boxed_slice(),
        }
    }

    /// The entries of a group; none if there is no such group.
    #[must_use]
    pub fn of(&self, group: usize) -> &[T] {
        let Some(end) = self.ends.get(group) else {
            return &[];
        };
        let before = group
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let begins = before.map_or(0, |begins| *begins as usize);
        self.entries.get(begins..*end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_group_has_its_entries_in_order(
            groups in 0_usize..12,
            pairs in proptest::collection::vec((0_usize..14, 0_u32..1000), 0..60),
        ) {
            let grouped = JaggedArray::new(groups, || pairs.iter().copied());
            for group in 0..14 {
                let expected: Vec<u32> = pairs
                    .iter()
                    .filter(|(of, _)| *of == group && group < groups)
                    .map(|(_, entry)| *entry)
                    .collect();
                prop_assert_eq!(grouped.of(group), &expected[..]);
            }
        }
    }

    #[test]
    fn groups_without_entries_are_empty() {
        assert!(JaggedArray::<u8>::default().of(0).is_empty());
        let none = JaggedArray::<u8>::new(3, std::iter::empty);
        assert!((0..4).all(|group| none.of(group).is_empty()));
    }
}
