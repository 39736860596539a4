//! The events of each lane, tag, actor and source.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::filter::NameQuery;
use super::fold::words_of;
use super::postings::{Leb128Reader, to_usize, write};
use crate::query::EventSet;
use annals_anchor::is_invisible;

/// The names of one kind, with the events of each.
#[derive(Default)]
pub(super) struct NameIndex {
    entries: Vec<IndexedName>,
    /// The numbers of the entries that [`NameIndex::add_name`] added.
    numbers: HashMap<Box<str>, usize>,
}

struct IndexedName {
    /// The words of its id, and of its name if it has one.
    spellings: Vec<Vec<String>>,
    /// The literal forms of those with symbols.
    literals: Vec<Box<str>>,
    events: Vec<u8>,
    last: u32,
    is_used: bool,
}

impl NameIndex {
    /// Adds an entry with these spellings and returns its number.
    pub(super) fn push(&mut self, spellings: &[&str]) -> usize {
        self.entries.push(IndexedName {
            spellings: spellings.iter().map(|name| words_of(name)).collect(),
            literals: spellings
                .iter()
                .filter_map(|name| literal(name).map(Into::into))
                .collect(),
            events: Vec::new(),
            last: 0,
            is_used: false,
        });
        self.entries.len() - 1
    }

    /// Adds an event to an entry. Events are added in order.
    pub(super) fn add(&mut self, number: usize, event: u32) {
        if let Some(entry) = self.entries.get_mut(number)
            && !(entry.is_used && entry.last == event)
        {
            write(u64::from(event - entry.last), &mut entry.events);
            entry.last = event;
            entry.is_used = true;
        }
    }

    /// Adds an event to the entry of a name without an id.
    pub(super) fn add_name(&mut self, name: &str, event: u32) {
        let number = self.numbers.get(name).copied().unwrap_or_else(|| {
            let number = self.push(&[name]);
            self.numbers.insert(name.into(), number);
            number
        });
        self.add(number, event);
    }

    /// Adds the events with a matching name to a set. A name with symbols matches
    /// equal literal forms; only if there are none, it matches by its words.
    pub(super) fn find(&self, name: &NameQuery, into: &mut EventSet) {
        let is_same = |entry: &IndexedName| {
            let mut literals = entry.literals.iter();
            let name = name.literal.as_deref();
            name.is_some_and(|name| literals.any(|literal| **literal == *name))
        };
        let is_literal = self.entries.iter().any(is_same);
        for entry in &self.entries {
            let is_match = if is_literal {
                is_same(entry)
            } else {
                entry.spellings.iter().any(|words| name.matches(words))
            };
            if is_match {
                let mut event = 0;
                for distance in Leb128Reader::new(&entry.events) {
                    event += to_usize(distance);
                    into.insert_at(event);
                }
            }
        }
    }

    /// Frees what only adding needs.
    pub(super) fn finish(&mut self) {
        self.numbers = HashMap::new();
        for entry in &mut self.entries {
            entry.events.shrink_to_fit();
        }
    }
}

/// The literal form of a name with symbols (neither letters, digits, marks nor
/// spaces): NFKC in lower case, white space folded. `None` without symbols.
pub(super) fn literal(name: &str) -> Option<String> {
    let is_symbol = |c: char| {
        !c.is_alphanumeric() && !c.is_whitespace() && !is_combining_mark(c) && !is_invisible(c)
    };
    if !name.chars().any(is_symbol) {
        return None;
    }
    let visible = name.chars().filter(|c| !is_invisible(*c));
    let folded: String = visible.flat_map(char::to_lowercase).nfkc().collect();
    Some(folded.split_whitespace().collect::<Vec<_>>().join(" "))
}
