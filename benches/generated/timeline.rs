//! The chronology as a timeline in memory, without a file.

use std::sync::Arc;

use annals::model::{
    Basis, Citation, CslName, CslRecord, Dating, Event, Index, Lane, Passage, SlotList, Source,
    Stance, Timeline, WrittenDate,
};
use annals_anchor::{PositionSelector, QuoteSelector};

use super::{Chronology, GeneratedEvent, LANES, SOURCES};

const FAMILIES: [&str; 10] = [
    "Abara", "Brandt", "Çelik", "Dufour", "Eriksen", "Fonseca", "García", "Holm", "Ivanova", "Jung",
];

const KINDS: [&str; 4] = ["Letters", "A History", "Collected Reports", "Memoirs"];

/// The author's family name and the title of a source.
pub fn source_names(number: usize) -> (&'static str, String) {
    (
        FAMILIES[number % FAMILIES.len()],
        format!("{}, volume {}", KINDS[number % KINDS.len()], 1 + number / 4),
    )
}

impl Chronology {
    /// The timeline that reading the file would give, without the raw CSL records of
    /// its sources.
    #[must_use]
    #[allow(dead_code, reason = "not needed to write a file")]
    pub fn timeline(&self) -> Timeline {
        let mut timeline = Timeline {
            title: format!("A chronology of {} made-up events", self.events),
            language: Some("en".to_owned()),
            lanes: LANES.iter().map(|(id, name)| lane(id, name)).collect(),
            sources: (0..SOURCES).map(source).collect(),
            ..Timeline::default()
        };
        let mut first_of_last = None;
        for number in 0..self.events {
            let made = self.event(number);
            let first = Index::new(timeline.passages.len());
            let event = event(&made, number, &mut timeline.passages, first_of_last);
            timeline.events.push(event);
            first_of_last = first;
        }
        timeline
    }
}

fn lane(id: &str, name: &str) -> Lane {
    Lane {
        id: id.to_owned(),
        name: name.to_owned(),
        color: None,
    }
}

fn source(number: usize) -> Source {
    let (family, title) = source_names(number);
    Source {
        id: format!("source-{number:02}"),
        csl: CslRecord {
            title: Some(title),
            authors: vec![CslName {
                family: family.to_owned(),
                given: None,
            }],
            issued: Some((1950 + number).to_string()),
            ..CslRecord::default()
        },
        file: None,
        sha256: None,
        extractor: None,
        encoding: None,
        language: None,
        note: None,
    }
}

fn event(
    made: &GeneratedEvent,
    number: usize,
    passages: &mut SlotList<Passage>,
    shared: Option<Index<Passage>>,
) -> Event {
    let mut citations = Vec::new();
    for passage in &made.passages {
        citations.push(Citation {
            passage: Index::new(passages.len()).unwrap(),
            date: passage.date.as_deref().map(WrittenDate::new),
            dating: Arc::default(),
            stance: if passage.disputes {
                Stance::Disputes
            } else {
                Stance::Supports
            },
            attributed_to: None,
            note: passage.note.clone().map(Into::into),
        });
        passages.push(Passage {
            id: passage.id.clone().into(),
            source: Index::new(passage.source).unwrap(),
            quote: QuoteSelector {
                exact: passage.exact.clone().into(),
                prefix: passage.prefix.clone().into(),
                suffix: passage.suffix.clone().into(),
            },
            position: Some(PositionSelector {
                start: passage.start,
                end: passage.start + passage.exact.chars().count(),
            }),
            locator: Some(format!("p. {}", passage.page).into()),
            replaces: None,
        });
    }
    if made.shared.is_some() {
        citations.extend(shared.map(|passage| Citation {
            passage,
            date: None,
            dating: Arc::default(),
            stance: Stance::Context,
            attributed_to: None,
            note: None,
        }));
    }
    let mut dating = Dating::default();
    if let Some(date) = &made.date {
        dating.basis = Some(match date.reason {
            Some(_) => Basis::Inferred,
            None => Basis::Stated,
        });
        dating.reason = date.reason.clone().map(Into::into);
    } else if made.after.is_some() {
        dating.after.extend(Index::new(number - 1));
    }
    Event {
        id: made.id.clone().into(),
        title: made.title.clone().into(),
        date: made.date.as_ref().map(|date| WrittenDate::new(&date.edtf)),
        date_text: made
            .date
            .as_ref()
            .filter(|date| date.reason.is_none())
            .map(|date| date.words.clone().into()),
        dating: Arc::new(dating),
        lane_id: LANES[made.lane].0.into(),
        lane: Index::new(made.lane),
        tags: made.tags.iter().map(|&tag| tag.into()).collect(),
        actors: made.actors.iter().map(|&actor| actor.into()).collect(),
        summary: made.summary.clone().map(Into::into),
        note: made.note.clone().map(Into::into),
        citations: citations.into(),
        review: None,
    }
}
