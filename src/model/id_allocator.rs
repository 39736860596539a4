//! Free ids for new entries.

use std::collections::{HashMap, HashSet};

/// Gives each new entry of one list an id that no other entry has.
///
/// Constant time for each id, however many have the same name.
pub struct IdAllocator<'a> {
    is_taken: Box<dyn Fn(&str) -> bool + 'a>,
    /// The ids given so far.
    given: HashSet<String>,
    /// The last number that was added to each name.
    numbers: HashMap<String, u32>,
}

impl<'a> IdAllocator<'a> {
    /// An allocator for a list in which some ids are taken.
    #[must_use]
    pub fn new(is_taken: impl Fn(&str) -> bool + 'a) -> Self {
        Self {
            is_taken: Box::new(is_taken),
            given: HashSet::new(),
            numbers: HashMap::new(),
        }
    }

    /// The name itself if it is free, otherwise the name with the first free number:
    /// `smith2020`, `smith2020-2`, `smith2020-3`.
    pub fn allocate(&mut self, name: &str) -> String {
        let mut id = name.to_owned();
        while self.given.contains(&id) || (self.is_taken)(&id) {
            let number = self.numbers.entry(name.to_owned()).or_insert(1);
            *number += 1;
            id = format!("{name}-{number}");
        }
        self.given.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_free_and_given_once() {
        let mut ids = IdAllocator::new(|id| ["a", "a-2", "b-2"].contains(&id));
        let given = ["a", "a", "b", "b", "b", "a-3", "a"].map(|name| ids.allocate(name));
        assert_eq!(given, ["a-3", "a-4", "b", "b-3", "b-4", "a-3-2", "a-5"]);
    }
}
