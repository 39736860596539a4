//! Lists of entries, one for each of many, in two columns.

/// A list for each of so many groups. The lists stand after one another in one
/// column, and where each begins in another: four bytes a group and the entries
/// themselves, where a list of its own for each would take six times as much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JaggedArray<T> {
    /// Where each group's entries end.
    ends: Box<[u32]>,
    entries: Box<[T]>,
}

// Written out because `derive` would ask the same of `T`.
impl<T> Default for JaggedArray<T> {
    fn default() -> Self {
        Self {
            ends: Box::default(),
            entries: Box::default(),
        }
    }
}

impl<T: Copy> JaggedArray<T> {
    /// Puts entries into groups, each told as the position of its group and the
    /// entry. A group keeps the order in which its entries are told; what is
    /// told of no group there is gets left out. Linear in groups and entries,
    /// which are asked for twice.
    #[must_use]
    pub fn new<E: Iterator<Item = (usize, T)>>(groups: usize, told: impl Fn() -> E) -> Self {
        // How many each has, and from that where it ends: as many entries as
        // a `u32` counts are more than a file can hold.
        let mut ends = vec![0_u32; groups];
        let mut any = None;
        for (group, entry) in told() {
            if let Some(count) = ends.get_mut(group) {
                *count = count.saturating_add(1);
                any = any.or(Some(entry));
            }
        }
        let mut end = 0_u32;
        for count in &mut ends {
            // Until it is filled, a group's end is where it begins.
            let begins = end;
            end = end.saturating_add(*count);
            *count = begins;
        }
        // Each place is taken by some entry until its own is told.
        let mut entries: Vec<T> = any.map_or_else(Vec::new, |any| vec![any; end as usize]);
        for (group, entry) in told() {
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

    /// The entries of a group, by its position; none where there is no such
    /// group.
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
        fn a_group_has_what_was_told_of_it_in_that_order(
            groups in 0_usize..12,
            told in proptest::collection::vec((0_usize..14, 0_u32..1000), 0..60),
        ) {
            let grouped = JaggedArray::new(groups, || told.iter().copied());
            for group in 0..14 {
                let expected: Vec<u32> = told
                    .iter()
                    .filter(|(of, _)| *of == group && group < groups)
                    .map(|(_, entry)| *entry)
                    .collect();
                prop_assert_eq!(grouped.of(group), &expected[..]);
            }
        }
    }

    #[test]
    fn where_nothing_is_told_every_group_is_empty() {
        assert!(JaggedArray::<u8>::default().of(0).is_empty());
        let none = JaggedArray::<u8>::new(3, std::iter::empty);
        assert!((0..4).all(|group| none.of(group).is_empty()));
    }
}
