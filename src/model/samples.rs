//! Entries for tests, without a file. All fields that are not given are empty.

use super::{Citation, Event, Index, Passage, SharedList, Stance, WrittenDate};
use annals_anchor::QuoteSelector;

/// An event without lane and citations, with its id as title.
pub(crate) fn event(id: &str, date: Option<&str>) -> Event {
    Event {
        id: id.into(),
        title: id.into(),
        date: date.map(WrittenDate::new),
        date_text: None,
        dating: std::sync::Arc::default(),
        lane_id: "".into(),
        lane: None,
        tags: SharedList::default(),
        actors: SharedList::default(),
        summary: None,
        note: None,
        citations: Box::default(),
        review: None,
    }
}

/// A supporting citation of the passage with this number.
pub(crate) fn citation(passage: usize, date: Option<&str>) -> Citation {
    Citation {
        passage: Index::new(passage).unwrap(),
        date: date.map(WrittenDate::new),
        dating: std::sync::Arc::default(),
        stance: Stance::Supports,
        attributed_to: None,
        note: None,
    }
}

/// A passage of the source with this number.
pub(crate) fn passage(id: &str, source: usize) -> Passage {
    Passage {
        id: id.into(),
        source: Index::new(source).unwrap(),
        quote: QuoteSelector::default(),
        position: None,
        locator: None,
        replaces: None,
    }
}
