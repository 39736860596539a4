//! The time of a search, keystroke by keystroke, compared with a scan in the same run.
//!
//! `cargo bench --bench search -- [N | FILE]`: N generated events (a million by
//! default), or a timeline file. Times are CPU times. `RUNS` is the number of runs of
//! each query, 15 by default.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench prints"
)]

#[allow(dead_code, reason = "shared with the bench that writes a file")]
mod generated;
mod measure;

use std::path::Path;
use std::time::Instant;

use annals::model::Timeline;
use annals::query::TimeIndex;
use annals::search::{Filter, SearchContext, SearchIndex, matches};
use annals::storage;
use annals_anchor::AnchorState;
use measure::{CpuTimer, resident};

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

fn open(given: Option<&str>) -> Timeline {
    match given.map(|given| (given, given.parse())) {
        None => generated::Chronology::new(1_000_000, 1).timeline(),
        Some((_, Ok(events))) => generated::Chronology::new(events, 1).timeline(),
        Some((path, Err(_))) => {
            let (bytes, _) = storage::read_file(Path::new(path)).expect("the file can be read");
            storage::read(&bytes)
                .expect("the file is a timeline")
                .timeline
        }
    }
}

fn main() {
    let given = std::env::args().skip(1).find(|given| given != "--bench");
    let runs = std::env::var("RUNS")
        .ok()
        .and_then(|runs| runs.parse().ok())
        .unwrap_or(15_usize);
    let began = Instant::now();
    let timeline = open(given.as_deref());
    println!(
        "{} events loaded after {:.0} ms",
        timeline.events.len(),
        ms(began)
    );
    let time_index = TimeIndex::new(&timeline);
    let before = resident();
    let (began, busy) = (Instant::now(), CpuTimer::now());
    let index = SearchIndex::build(&timeline, &time_index, &|| true).expect("not cancelled");
    let (build, cpu_of_build) = (ms(began), busy.milliseconds());
    println!(
        "built in {build:.0} ms, {cpu_of_build:.0} of CPU; resident grew by {} bytes",
        resident().saturating_sub(before),
    );
    let states: Vec<AnchorState> = (0..timeline.passages.len())
        .map(|number| AnchorState::ALL[number % 97 % 6])
        .collect();
    let context = SearchContext {
        timeline: &timeline,
        states: Some(&states),
        evidence: None,
        restrict_to: None,
        max_ranked: 200,
    };
    let search = |text: &str| {
        let (filter, problems) = Filter::parse(text);
        assert!(problems.is_empty(), "{problems:?}");
        let mut durations = Vec::new();
        let mut hits = index.find(&filter, &context);
        for _ in 0..runs {
            let busy = CpuTimer::now();
            hits = index.find(&filter, &context);
            durations.push(busy.milliseconds());
        }
        durations.sort_by(f64::total_cmp);
        println!(
            "{text:<44} {:>8} hits  p50 {:>7.3} ms  max {:>7.3} ms",
            hits.count,
            durations[durations.len() / 2],
            durations[durations.len() - 1]
        );
        durations[durations.len() / 2]
    };
    let mut worst = [("", 0.0); 2];
    let words = [
        "government",
        "the",
        "troops",
        "delegation",
        "stated",
        "through",
        "quick",
    ];
    let mut typed: Vec<String> = Vec::new();
    for word in words
        .iter()
        .map(|word| (*word).to_owned())
        .chain(long_words(&timeline))
    {
        let letters: Vec<char> = word.chars().collect();
        for length in 1..=letters.len().min(8) {
            let typed_so_far: String = letters.iter().take(length).collect();
            if !typed.contains(&typed_so_far) {
                typed.push(typed_so_far);
            }
        }
    }
    for letter in 'a'..='z' {
        if !typed.contains(&letter.to_string()) {
            typed.push(letter.to_string());
        }
    }
    for text in &typed {
        let time = search(text);
        let long = usize::from(text.chars().count() >= 4);
        if time > worst[long].1 {
            worst[long] = (text, time);
        }
    }
    println!(
        "worst of 1–3 letters: {:?}; of 4 and more: {:?}",
        worst[0], worst[1]
    );
    for text in [
        "the t",
        "s t",
        "a b c d",
        "\"of the",
        "\"of t",
        "\"of the\"",
        "\"the government of\"",
        "\"foreign minister\"",
        "government -army",
        "lane:army",
        "lane:trade tag:aid",
        "actor:minister",
        "source:brandt",
        "date:1953/1963",
        "certainly:1953/1963",
        "basis:inferred",
        "state:drifted",
        "is:undated",
        "gov lane:army date:1953/1963 state:exact",
        "",
    ] {
        search(text);
    }
    for text in ["t", "government"] {
        let (filter, _) = Filter::parse(text);
        let busy = CpuTimer::now();
        let found = timeline
            .events
            .iter()
            .filter(|event| {
                let quotations = event
                    .citations
                    .iter()
                    .map(|c| timeline[c.passage].quote.exact.as_str());
                let notes = event.citations.iter().filter_map(|c| c.note.as_deref());
                std::iter::once(event.title.as_str())
                    .chain(quotations)
                    .chain(event.summary.as_deref())
                    .chain(event.note.as_deref())
                    .chain(notes)
                    .any(|text| !matches(&filter, text).is_empty())
            })
            .count();
        println!(
            "a scan for {text:<20} {found:>8} hits  {:>7.0} ms",
            busy.milliseconds()
        );
    }
}

/// The longest words of about seven titles.
fn long_words(timeline: &Timeline) -> Vec<String> {
    let titles = timeline
        .events
        .iter()
        .step_by(timeline.events.len() / 7 + 1);
    titles
        .filter_map(|event| event.title.split(' ').max_by_key(|word| word.len()))
        .map(str::to_lowercase)
        .collect()
}
