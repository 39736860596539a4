//! Which events bear a name: a lane, a tag, an actor, a source.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::filter::Name;
use super::fold::each_word;
use super::postings::{Numbers, to_usize, write};
use crate::query::EventSet;
use annals_anchor::is_invisible;

/// Names of one kind, and the events of each.
#[derive(Default)]
pub(super) struct Names {
    entries: Vec<Entry>,
}

struct Entry {
    /// The words of its id, and of its name where it has another.
    spellings: Vec<Vec<String>>,
    /// The same to the letter, where they have signs.
    literals: Vec<Box<str>>,
    events: Vec<u8>,
    last: u32,
    is_used: bool,
}

impl Names {
    /// Takes in what is called so, and gives its number.
    pub(super) fn push(&mut self, spellings: &[&str]) -> usize {
        self.entries.push(Entry {
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

    /// Notes that an event bears a name. Events come in order.
    pub(super) fn add(&mut self, number: usize, event: u32) {
        if let Some(entry) = self.entries.get_mut(number)
            && !(entry.is_used && entry.last == event)
        {
            write(u64::from(event - entry.last), &mut entry.events);
            entry.last = event;
            entry.is_used = true;
        }
    }

    /// Puts every event that bears a name that is meant into a set. Where what
    /// is asked for has signs, names that are the same to the letter are meant,
    /// and only if there are none, those that have its words.
    pub(super) fn find(&self, name: &Name, into: &mut EventSet) {
        let is_same = |entry: &Entry| {
            let mut literals = entry.literals.iter();
            let wanted = name.literal.as_deref();
            wanted.is_some_and(|wanted| literals.any(|literal| **literal == *wanted))
        };
        let by_letter = self.entries.iter().any(is_same);
        for entry in &self.entries {
            let is_meant = if by_letter {
                is_same(entry)
            } else {
                entry.spellings.iter().any(|words| name.means(words))
            };
            if is_meant {
                let mut event = 0;
                for distance in Numbers::new(&entry.events) {
                    event += to_usize(distance);
                    into.put(event);
                }
            }
        }
    }

    pub(super) fn shrink(&mut self) {
        for entry in &mut self.entries {
            entry.events.shrink_to_fit();
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.entries
            .iter()
            .map(|entry| {
                let words = entry.spellings.iter().flatten();
                let literals = entry.literals.iter();
                size_of::<Entry>()
                    + entry.events.len()
                    + literals
                        .map(|literal| literal.len() + size_of::<Box<str>>())
                        .sum::<usize>()
                    + words
                        .map(|word| word.len() + size_of::<String>())
                        .sum::<usize>()
            })
            .sum()
    }
}

fn words_of(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(name, |word, _| words.push(word.to_owned()));
    words
}

/// A name to the letter, where it has signs that part words or stand for
/// themselves: case, forms and white space are forgotten.
pub(super) fn literal(name: &str) -> Option<String> {
    let is_sign = |c: char| {
        !c.is_alphanumeric() && !c.is_whitespace() && !is_combining_mark(c) && !is_invisible(c)
    };
    if !name.chars().any(is_sign) {
        return None;
    }
    let seen = name.chars().filter(|c| !is_invisible(*c));
    let folded: String = seen.flat_map(char::to_lowercase).nfkc().collect();
    Some(folded.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Names that are known by their text alone, while they are gathered.
#[derive(Default)]
pub(super) struct Gathered<'a> {
    pub names: Names,
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Gathered<'a> {
    pub(super) fn add(&mut self, name: &'a str, event: u32) {
        let number = *self
            .numbers
            .entry(name)
            .or_insert_with(|| self.names.push(&[name]));
        self.names.add(number, event);
    }
}
