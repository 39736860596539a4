//! The words of a text that match a filter, for highlighting.

use std::ops::Range;

use super::filter::Filter;
use super::fold::{each_rejoined_word, each_word};

/// The byte ranges of a text that match words of a filter, in order, without
/// overlap. A range is a whole word, even if only a prefix was typed. Excluded words
/// match nothing. Takes time linear in the length of the text for each phrase.
#[must_use]
pub fn matches(filter: &Filter, text: &str) -> Vec<Range<usize>> {
    if !filter.asks_for_words() {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut mark = |words: &[(String, Range<usize>)]| {
        let (words, places): (Vec<&str>, Vec<&Range<usize>>) = words
            .iter()
            .map(|(word, place)| (word.as_str(), place))
            .unzip();
        for phrase in filter.phrases() {
            for (at, first) in places.iter().enumerate() {
                if phrase.is_at(&words, at)
                    && let Some(last) = places.get(at + phrase.words.len() - 1)
                {
                    found.push(first.start..last.end);
                }
            }
        }
    };
    let mut words: Vec<(String, Range<usize>)> = Vec::new();
    each_word(text, |word, place| words.push((word.to_owned(), place)));
    mark(&words);
    words.clear();
    each_rejoined_word(text, |word, place| words.push((word.to_owned(), place)));
    mark(&words);
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup_by(|next, range| {
        let overlaps = next.start < range.end;
        if overlaps {
            range.end = range.end.max(next.end);
        }
        overlaps
    });
    found
}
