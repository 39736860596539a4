//! A generated chronology of any size, the same for the same seed.
//!
//! Each event depends only on the seed and its own number, so a file of any length
//! can be written, and any event generated again, without the others. The events are
//! bursty in time over 1900–2025, in 12 lanes; three in ten are spans, one in twenty
//! is undated, and some have passages that differ about the date. Word frequencies
//! follow Zipf's law; rare words are invented.

#![allow(
    missing_docs,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "test data"
)]

mod dates;
mod file;
#[path = "../../crates/annals-anchor/tests/evaluation/rng.rs"]
mod rng;
mod timeline;
mod words;

pub use rng::Rng;

pub use dates::GeneratedDate;

use words::Words;

/// The lanes: id and name.
pub const LANES: [(&str, &str); 12] = [
    ("capital", "Capital"),
    ("provinces", "Provinces"),
    ("neighbours", "Neighbours"),
    ("great-powers", "Great powers"),
    ("army", "Army"),
    ("trade", "Trade and aid"),
    ("courts", "Courts"),
    ("press", "Press"),
    ("schools", "Schools"),
    ("rivers", "Rivers and ports"),
    ("borders", "Borders"),
    ("faith", "Faith"),
];

pub const TAGS: [&str; 24] = [
    "aid",
    "alliance",
    "arrest",
    "border",
    "ceasefire",
    "census",
    "debt",
    "election",
    "embargo",
    "exile",
    "famine",
    "flood",
    "harvest",
    "law",
    "mutiny",
    "neutrality",
    "port",
    "railway",
    "reform",
    "speech",
    "strike",
    "treaty",
    "trial",
    "visit",
];

pub const ACTORS: [&str; 30] = [
    "Assembly",
    "Board of Trade",
    "Border Guard",
    "Boundary Commission",
    "Cabinet",
    "Chamber of Commerce",
    "Church Council",
    "Consulate",
    "Court of Appeal",
    "Dockers’ Union",
    "Élise Moreau",
    "First Army",
    "Foreign Ministry",
    "General Staff",
    "Harbour Office",
    "High Commissioner",
    "Interior Ministry",
    "José Ibáñez",
    "King",
    "League of Women",
    "National Bank",
    "Opposition",
    "Planters’ Society",
    "Prime Minister",
    "Red Cross",
    "River Authority",
    "Senate",
    "Students’ Federation",
    "Second Fleet",
    "Veterans’ Club",
];

/// The number of sources.
pub const SOURCES: usize = 40;

/// A generated chronology.
pub struct Chronology {
    pub events: usize,
    seed: u64,
    words: Words,
    /// The bursts of events: day, counted from 1900-01-01 as 0, and width in days.
    bursts: Vec<(f64, f64)>,
}

/// One event, as in the file.
pub struct GeneratedEvent {
    pub id: String,
    pub title: String,
    pub date: Option<GeneratedDate>,
    pub lane: usize,
    pub tags: Vec<&'static str>,
    pub actors: Vec<&'static str>,
    pub summary: Option<String>,
    pub note: Option<String>,
    pub after: Option<String>,
    /// The passages that only it cites.
    pub passages: Vec<GeneratedPassage>,
    /// The first passage of the event before, cited as context.
    pub shared: Option<String>,
}

/// A quotation and its citation.
pub struct GeneratedPassage {
    pub id: String,
    pub source: usize,
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    pub start: usize,
    pub page: usize,
    /// The date that it states.
    pub date: Option<String>,
    pub disputes: bool,
    pub note: Option<String>,
}

impl Chronology {
    #[must_use]
    pub fn new(events: usize, seed: u64) -> Self {
        let mut rng = Rng(seed);
        let words = Words::new(&mut rng);
        let days = dates::DAYS as f64;
        let bursts = (0..90)
            .map(|_| {
                // Wide waves and sharp peaks.
                let width = 4.0 * 300_f64.powf(rng.fraction());
                (rng.fraction() * days, width)
            })
            .collect();
        Self {
            events,
            seed,
            words,
            bursts,
        }
    }

    #[must_use]
    pub fn event_id(number: usize) -> String {
        format!("e{number:07}")
    }

    fn passage_id(number: usize, which: usize) -> String {
        format!("p{number:07}{}", if which == 0 { "" } else { "b" })
    }

    fn rng(&self, number: usize) -> Rng {
        let mut rng = Rng(self.seed ^ (number as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93));
        rng.next_u64();
        rng
    }

    /// The event with a number, from 0.
    #[must_use]
    pub fn event(&self, number: usize) -> GeneratedEvent {
        let rng = &mut self.rng(number);
        let title = self.words.title(rng);
        let date = if rng.percent(5) {
            None
        } else {
            let day = self.day(rng);
            Some(dates::make(rng, day))
        };
        let lane = rng.below(LANES.len()).min(rng.below(LANES.len() + 4));
        let mut passages = vec![self.passage(number, 0, rng)];
        if rng.percent(12) {
            passages.push(self.passage(number, 1, rng));
        }
        let mut note = None;
        if let Some(date) = &date {
            if date.reason.is_none() {
                // The passage states the date in words.
                let first = &mut passages[0];
                first.date = Some(date.edtf.clone());
                first.exact = self.words.with_date(&first.exact, &date.words);
            }
            if let Some(second) = passages.get_mut(1)
                && date.reason.is_none()
                && rng.percent(50)
            {
                let rival = dates::rival(rng, date);
                second.exact = self.words.with_date(&second.exact, &rival.words);
                second.date = Some(rival.edtf);
                second.disputes = rng.percent(50);
                note = Some("The two passages do not agree about the date.".to_owned());
            }
        }
        let all = |set: &[&'static str], most: usize, rng: &mut Rng| {
            let mut chosen: Vec<&'static str> = Vec::new();
            for _ in 0..rng.below(most + 1) {
                let one = set[rng.below(set.len())];
                if !chosen.contains(&one) {
                    chosen.push(one);
                }
            }
            chosen
        };
        let tags = all(&TAGS, 3, rng);
        let actors = all(&ACTORS, 2, rng);
        let summary = rng.percent(25).then(|| self.words.prose(rng, 60, 140));
        if note.is_none() && rng.percent(4) {
            note = Some(self.words.prose(rng, 40, 100));
        }
        let after =
            (date.is_none() && number > 0 && rng.percent(30)).then(|| Self::event_id(number - 1));
        let shared = (number > 0 && rng.percent(6)).then(|| Self::passage_id(number - 1, 0));
        GeneratedEvent {
            id: Self::event_id(number),
            title,
            date,
            lane,
            tags,
            actors,
            summary,
            note,
            after,
            passages,
            shared,
        }
    }

    fn passage(&self, number: usize, which: usize, rng: &mut Rng) -> GeneratedPassage {
        let source = rng.below(SOURCES).min(rng.below(SOURCES));
        // The words of a date may follow.
        let exact = self.words.prose(rng, 100, 270);
        GeneratedPassage {
            id: Self::passage_id(number, which),
            source,
            exact,
            prefix: self.words.context(rng, true),
            suffix: self.words.context(rng, false),
            start: rng.below(900_000),
            page: 1 + rng.below(480),
            date: None,
            disputes: false,
            note: rng.percent(5).then(|| self.words.prose(rng, 30, 80)),
        }
    }

    /// A random day, counted from 1900-01-01 as 0: in a burst, or anywhere.
    fn day(&self, rng: &mut Rng) -> usize {
        let days = dates::DAYS as f64;
        let day = if rng.percent(75) {
            let (centre, width) = self.bursts[rng.below(self.bursts.len())];
            let around = rng.fraction() + rng.fraction() + rng.fraction() - 1.5;
            centre + around * width
        } else {
            rng.fraction() * days
        };
        day.clamp(0.0, days - 1.0) as usize
    }
}
