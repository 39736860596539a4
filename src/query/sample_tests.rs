//! Timelines for the tests of this module.

use crate::model::samples;
use crate::model::{
    Basis, Citation, CslRecord, Dating, Event, Index, Lane, Passage, Source, Stance, Timeline,
};
use annals_anchor::QuoteSelector;

/// A timeline of one lane. Sources are ids with languages; passages are the number of the
/// source and the words.
pub(super) fn timeline(
    sources: &[(&str, Option<&str>)],
    passages: &[(usize, &str)],
    events: Vec<Event>,
) -> Timeline {
    let source = |(id, language): &(&str, Option<&str>)| Source {
        id: (*id).to_owned(),
        csl: CslRecord::default(),
        file: None,
        sha256: None,
        extractor: None,
        encoding: None,
        language: language.map(str::to_owned),
        note: None,
    };
    let passage = |(number, (source, exact)): (usize, &(usize, &str))| Passage {
        id: format!("p{number}").into(),
        source: Index::new(*source).unwrap(),
        quote: QuoteSelector {
            exact: (*exact).into(),
            ..QuoteSelector::default()
        },
        position: None,
        locator: None,
        replaces: None,
    };
    Timeline {
        lanes: vec![Lane {
            id: "a".to_owned(),
            name: "A".to_owned(),
            color: None,
        }],
        sources: sources.iter().map(source).collect(),
        passages: passages.iter().enumerate().map(passage).collect(),
        events: events.into(),
        ..Timeline::default()
    }
}

/// An event of the lane.
pub(super) fn event(id: &str, date: Option<&str>, citations: Vec<Citation>) -> Event {
    Event {
        dating: std::sync::Arc::new(Dating {
            basis: date.map(|_| Basis::Stated),
            ..Dating::default()
        }),
        lane_id: "a".into(),
        lane: Index::new(0),
        citations: citations.into(),
        ..samples::event(id, date)
    }
}

/// A citation of a passage by its number.
pub(super) fn citing(passage: usize, stance: Stance, date: Option<&str>) -> Citation {
    Citation {
        stance,
        ..samples::citation(passage, date)
    }
}

/// A citation that reports the claim of a person.
pub(super) fn claimed(passage: usize, stance: Stance, who: &str) -> Citation {
    Citation {
        attributed_to: Some(who.into()),
        ..citing(passage, stance, None)
    }
}
