//! Typed numbers of the entries of a timeline.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;

/// The number of a `T` among the entries of its timeline. An entry keeps it while
/// others are added, removed and moved ([`SlotList`](super::SlotList)); the order of
/// the file is another thing ([`SlotList::rank`](super::SlotList::rank)). It is never
/// written to a file.
pub struct Index<T> {
    /// The number, from 1, so that `Option<Index<T>>` has the same size.
    raw: NonZeroU32,
    of: PhantomData<fn() -> T>,
}

impl<T> Index<T> {
    /// The index with a number, from 0; `None` beyond `u32::MAX - 1`.
    #[must_use]
    pub fn new(position: usize) -> Option<Self> {
        Some(Self {
            raw: NonZeroU32::new(u32::try_from(position).ok()?.checked_add(1)?)?,
            of: PhantomData,
        })
    }

    /// The number, from 0.
    #[must_use]
    pub const fn position(self) -> usize {
        (self.raw.get() - 1) as usize
    }
}

// Written out because `derive` would ask the same of `T`.
impl<T> Clone for Index<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Index<T> {}
impl<T> PartialEq for Index<T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<T> Eq for Index<T> {}
impl<T> PartialOrd for Index<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Index<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.raw.cmp(&other.raw)
    }
}
impl<T> Hash for Index<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}
impl<T> fmt::Debug for Index<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.position())
    }
}
