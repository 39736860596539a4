//! Events and passages that may be there already.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::model::{Event, Index, Passage, Source, Timeline};
use annals_anchor::{PositionSelector, fold_white_space};
use annals_edtf::Edtf;

/// The share of common words from which titles are similar, if the dates agree.
const SIMILAR: f64 = 0.4;

/// The same, if one of them has no date.
const SIMILAR_UNDATED: f64 = 0.6;

/// The most seconds between dates that agree: a month.
const NEAR: i64 = 31 * 86_400;

/// The shortest words that are compared, in code points.
const MIN_WORD: usize = 3;

/// An event that is being written.
#[derive(Debug, Clone, Default)]
pub struct EventCandidate<'a> {
    /// The event that is edited, which is no duplicate of itself.
    pub event: Option<Index<Event>>,
    /// Its title.
    pub title: &'a str,
    /// Its date.
    pub date: Option<Edtf>,
    /// The passages that it cites.
    pub passages: &'a [Index<Passage>],
}

/// Why an event may be a duplicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DuplicateReason {
    /// It cites the same passage, or one that overlaps it.
    SharedPassage,
    /// Its date is near and its title has similar words.
    SimilarEvent,
}

/// The events that a new one may duplicate, the likeliest first. Takes time linear in the number
/// of events.
#[must_use]
pub fn duplicates_of_event(
    timeline: &Timeline,
    candidate: &EventCandidate<'_>,
) -> Vec<(Index<Event>, DuplicateReason)> {
    let words = words_of(candidate.title);
    let mut passages: HashSet<Index<Passage>> = candidate.passages.iter().copied().collect();
    for passage in candidate.passages {
        let passage = &timeline[*passage];
        let place = PassagePlace {
            source: passage.source,
            exact: &passage.quote.exact,
            position: passage.position,
        };
        passages.extend(overlapping_passages(timeline, &place));
    }
    let mut found = Vec::new();
    for (index, event) in timeline.events.indexed() {
        if candidate.event == Some(index) {
            continue;
        }
        let mut cited = event.citations.iter().map(|citation| citation.passage);
        if cited.any(|passage| passages.contains(&passage)) {
            found.push((index, DuplicateReason::SharedPassage));
        } else if is_similar(event, &words, candidate.date.as_ref()) {
            found.push((index, DuplicateReason::SimilarEvent));
        }
    }
    found.sort_by_key(|(_, reason)| *reason);
    found
}

fn is_similar(event: &Event, words: &HashSet<String>, date: Option<&Edtf>) -> bool {
    let is_dated = match (
        date,
        event.date.as_ref().and_then(|date| date.edtf.as_ref()),
    ) {
        (Some(date), Some(other)) if is_near(date, other) => true,
        (Some(_), Some(_)) => return false,
        _ => false,
    };
    let least = if is_dated { SIMILAR } else { SIMILAR_UNDATED };
    !words.is_empty() && similarity(words, &words_of(&event.title)) >= least
}

/// Whether dates overlap, or are less than a month apart.
fn is_near(one: &Edtf, other: &Edtf) -> bool {
    let (one, other) = (one.extent(), other.extent());
    if one.overlaps(other) {
        return true;
    }
    let seconds = |from: annals_edtf::Instant, to: annals_edtf::Instant| {
        to.seconds().saturating_sub(from.seconds())
    };
    let gap = if one.last() < other.first() {
        seconds(one.last(), other.first())
    } else {
        seconds(other.last(), one.first())
    };
    gap < NEAR
}

/// The words of a title in lower case, without short ones.
fn words_of(title: &str) -> HashSet<String> {
    let words = title.unicode_words().map(str::to_lowercase);
    words
        .filter(|word| word.chars().count() >= MIN_WORD)
        .collect()
}

/// The share of words that both have, of all words (Jaccard).
fn similarity(one: &HashSet<String>, other: &HashSet<String>) -> f64 {
    let common = one.intersection(other).count();
    let all = one.len() + other.len() - common;
    #[expect(clippy::cast_precision_loss, reason = "titles have few words")]
    let share = common as f64 / all.max(1) as f64;
    share
}

/// A quotation that is being written.
#[derive(Debug, Clone)]
pub struct PassagePlace<'a> {
    /// The source.
    pub source: Index<Source>,
    /// The words.
    pub exact: &'a str,
    /// Their position, if it is known.
    pub position: Option<PositionSelector>,
}

/// The passages of the same source that a quotation is equal to, contains, is part of, or
/// overlaps.
#[must_use]
pub fn overlapping_passages(timeline: &Timeline, place: &PassagePlace<'_>) -> Vec<Index<Passage>> {
    let words = fold_white_space(place.exact.trim());
    let overlaps = |passage: &Passage| {
        if let (Some(one), Some(other)) = (place.position, passage.position) {
            return one.start < other.end && other.start < one.end;
        }
        let exact = fold_white_space(passage.quote.exact.trim());
        !words.is_empty()
            && !exact.is_empty()
            && (words.contains(&*exact) || exact.contains(&*words))
    };
    let passages = timeline.passages.indexed();
    let same = passages.filter(|(_, it)| it.source == place.source && overlaps(it));
    same.map(|(index, _)| index).collect()
}
