//! The index compared with a scan of all texts.

use proptest::prelude::*;

use super::filter::{Condition, NameKind, Phrase};
use super::find::rank_of_mask;
use super::fold::{each_rejoined_word, words_of};
use super::names::literal;
use super::tests::{build, citation, event, timeline};
use super::*;
use crate::model::{Basis, Citation, Event, Index, Lane, Source, Timeline};
use crate::query::{Evidence, PeriodMatch, TimeIndex, period_match};
use annals_anchor::AnchorState;

/// The words of a text, and again with those joined that are hyphenated at a line
/// end.
fn word_lists(text: &str) -> Vec<Vec<String>> {
    let mut rejoined = Vec::new();
    each_rejoined_word(text, |word, _| rejoined.push(word.to_owned()));
    vec![words_of(text), rejoined]
}

/// The texts of an event by field.
fn texts(timeline: &Timeline, event: &Event) -> [Vec<Vec<String>>; 4] {
    let quotations = event
        .citations
        .iter()
        .flat_map(|citation| word_lists(&timeline[citation.passage].quote.exact));
    let notes = event
        .citations
        .iter()
        .filter_map(|citation| citation.note.as_ref());
    [
        word_lists(&event.title),
        quotations.collect(),
        event
            .summary
            .iter()
            .flat_map(|text| word_lists(text))
            .collect(),
        event
            .note
            .iter()
            .chain(notes)
            .flat_map(|text| word_lists(text))
            .collect(),
    ]
}

/// The mask of a phrase, as `rank_of_mask` takes it; 0 if no text has it.
fn mask(texts: &[Vec<Vec<String>>; 4], phrase: &Phrase) -> u8 {
    let is_present = texts
        .iter()
        .flatten()
        .any(|words| (0..words.len()).any(|at| phrase.is_at(words, at)));
    if !is_present {
        return 0;
    }
    let mut mask = u8::MAX;
    for (number, typed) in phrase.words.iter().enumerate() {
        let is_prefix = phrase.is_open && number + 1 == phrase.words.len();
        let mut of_word = 0;
        for (place, texts) in texts.iter().enumerate() {
            for word in texts.iter().flatten() {
                if word == typed {
                    of_word |= 0x11 << place;
                } else if is_prefix && word.starts_with(typed.as_str()) {
                    of_word |= 1 << place;
                }
            }
        }
        mask &= of_word;
    }
    mask
}

fn of_lane(lane: &Lane) -> Vec<String> {
    vec![lane.id.clone(), lane.name.clone()]
}

fn of_source(source: &Source) -> Vec<String> {
    let title = source.csl.title.clone().unwrap();
    vec![source.id.clone(), source.short_name(), title]
}

/// The names of one kind of an event.
fn names_of(timeline: &Timeline, event: &Event, kind: NameKind) -> Vec<String> {
    let source = |citation: &Citation| of_source(&timeline[timeline[citation.passage].source]);
    match kind {
        NameKind::Lane => event
            .lane
            .iter()
            .flat_map(|lane| of_lane(&timeline[*lane]))
            .collect(),
        NameKind::Tag => event.tags.iter().map(ToString::to_string).collect(),
        NameKind::Actor => event.actors.iter().map(ToString::to_string).collect(),
        NameKind::Source => event.citations.iter().flat_map(source).collect(),
    }
}

/// All names of one kind.
fn all_names(timeline: &Timeline, kind: NameKind) -> Vec<String> {
    match kind {
        NameKind::Lane => timeline.lanes.iter().flat_map(of_lane).collect(),
        NameKind::Source => timeline.sources.iter().flat_map(of_source).collect(),
        NameKind::Tag | NameKind::Actor => timeline
            .events
            .iter()
            .flat_map(|event| names_of(timeline, event, kind))
            .collect(),
    }
}

/// The rank of an event, best first; `None` for no hit.
fn scan(
    timeline: &Timeline,
    time: &TimeIndex,
    states: &[AnchorState],
    filter: &Filter,
    index: Index<Event>,
) -> Option<usize> {
    let event = &timeline[index];
    let texts = texts(timeline, event);
    let mut rank = 0;
    let mut groups: Vec<(String, bool)> = Vec::new();
    for term in &filter.terms {
        let (group, holds) = match &term.condition {
            Condition::Words(phrase) => {
                let of_phrase = rank_of_mask(mask(&texts, phrase));
                if !term.negated {
                    rank += usize::from(of_phrase);
                }
                (format!("{phrase:?}"), of_phrase > 0)
            }
            Condition::Named(field, name) => {
                let names = names_of(timeline, event, *field);
                let is_same = |text: &String| {
                    let typed = name.literal.as_ref();
                    typed.is_some() && literal(text).as_ref() == typed
                };
                let means = if all_names(timeline, *field).iter().any(is_same) {
                    names.iter().any(is_same)
                } else {
                    names.iter().any(|text| name.matches(&words_of(text)))
                };
                (format!("{field:?}"), means)
            }
            Condition::Period(period, certainly) => {
                let answer = period_match(time, index, period);
                let least = if *certainly {
                    PeriodMatch::Certainly
                } else {
                    PeriodMatch::Possibly
                };
                (format!("period {certainly}"), answer >= least)
            }
            Condition::Basis(basis) => ("basis".into(), event.dating.basis == Some(*basis)),
            Condition::State(state) => (
                "state".into(),
                event
                    .citations
                    .iter()
                    .any(|citation| states[citation.passage.position()] == *state),
            ),
            Condition::EvidenceKind(rests) => {
                let evidence = Evidence::of(timeline);
                ("evidence".into(), rests.holds(timeline, &evidence, index))
            }
            Condition::Undated => (
                "undated".into(),
                time.date_claims_of(index).next().is_none(),
            ),
        };
        if term.negated {
            if holds {
                return None;
            }
        } else if let Some(known) = groups.iter_mut().find(|(known, _)| *known == group) {
            known.1 |= holds;
        } else {
            groups.push((group, holds));
        }
    }
    groups.iter().all(|(_, holds)| *holds).then_some(rank)
}

fn any_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a",
        "aid",
        "Aide",
        "aids",
        "the",
        "then",
        "war",
        "Warsaw",
        "élan",
        "ELAN",
        "U.S.",
        "s",
        "ភ្នំពេញ",
        "東京都",
        "京",
        "co\u{ad}op",
        "x²",
        "inter",
        "national",
        "★",
        "C#",
        "C++",
    ]);
    let between = prop::sample::select(vec![" ", " ", " ", "-", "- ", ", ", "’", ""]);
    prop::collection::vec((word, between), 0..6).prop_map(|words| {
        words
            .into_iter()
            .flat_map(|(word, between)| [word, between])
            .collect()
    })
}

fn any_date() -> impl Strategy<Value = Option<&'static str>> {
    prop::sample::select(vec![
        None,
        Some("1953"),
        Some("1958?"),
        Some("195X"),
        Some("1953-05/1960"),
        Some("1960/.."),
        Some("../1950"),
        Some("1950/"),
        Some("[1951,1970]"),
        Some("{1951,1970}"),
        Some("Y9E30"),
        Some("{1940..1970}"),
        Some("[1955..]"),
        Some("nothing"),
        Some("1955~"),
    ])
}

prop_compose! {
    fn any_event()(
        title in any_text(), summary in prop::option::of(any_text()),
        note in prop::option::of(any_text()), date in any_date(),
        lane in 0..3_usize, inferred in any::<bool>(),
        tags in prop::collection::vec(any_text(), 0..2),
        actors in prop::collection::vec(any_text(), 0..2),
        citations in prop::collection::vec(
            (0..4_usize, any_date(), prop::option::of(any_text())), 0..4),
    ) -> Event {
        let mut event = event(&title, date);
        event.summary = summary.map(Into::into);
        event.note = note.map(Into::into);
        event.lane = Index::new(lane).filter(|_| lane < 2);
        if inferred && date.is_some() {
            std::sync::Arc::make_mut(&mut event.dating).basis = Some(Basis::Inferred);
        }
        event.tags = tags.into_iter().map(Into::into).collect();
        event.actors = actors.into_iter().map(Into::into).collect();
        event.citations = citations
            .iter()
            .map(|(passage, date, note)| citation(*passage, *date, note.as_deref()))
            .collect();
        event
    }
}

fn any_filter() -> impl Strategy<Value = String> {
    let field = prop::sample::select(vec![
        "date:1953",
        "date:1950/1960",
        "date:../1952",
        "certainly:1950/1960",
        "certainly:1951/..",
        "certainly:1955?",
        "possibly:1970/",
        "basis:stated",
        "basis:inferred",
        "state:exact",
        "state:drifted",
        "is:undated",
        "evidence:none",
        "evidence:single-source",
        "evidence:disputed",
        "lane:penh",
        "lane:\"west\"",
        "lane:w",
        "source:lak",
        "source:warm",
    ])
    .prop_map(str::to_owned);
    let words = any_text().prop_flat_map(|text| {
        let letters = text.chars().count();
        (
            0..=letters,
            prop::sample::select(vec!["", "\"", "“", "tag:", "actor:\""]),
        )
            .prop_map(move |(length, before)| {
                let start: String = text.chars().take(length).collect();
                let after = if before.ends_with('"') { "\"" } else { "" };
                format!("{before}{start}{after}")
            })
    });
    let term = prop_oneof![2 => words, 1 => field];
    prop::collection::vec((prop::bool::weighted(0.25), term), 0..4).prop_map(|terms| {
        let terms: Vec<String> = terms
            .into_iter()
            .map(|(negated, term)| format!("{}{term}", if negated { "-" } else { "" }))
            .collect();
        terms.join(" ")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_index_finds_the_same_as_a_scan(
        passages in prop::collection::vec(any_text(), 4),
        events in prop::collection::vec(any_event(), 0..12),
        states in prop::collection::vec(prop::sample::select(AnchorState::ALL.to_vec()), 4),
        filters in prop::collection::vec(any_filter(), 1..6),
    ) {
        let passages: Vec<&str> = passages.iter().map(String::as_str).collect();
        let timeline = timeline(&passages, events);
        let time = TimeIndex::new(&timeline);
        let index = build(&timeline);
        let order: Vec<Index<Event>> =
            time.by_time().iter().chain(time.undated()).copied().collect();
        for text in &filters {
            let (filter, _) = Filter::parse(text);
            let mut expected: Vec<(usize, Index<Event>)> = order
                .iter()
                .filter_map(|&event| Some((scan(&timeline, &time, &states, &filter, event)?, event)))
                .collect();
            expected.sort_by_key(|(rank, _)| *rank);
            let expected: Vec<Index<Event>> = expected.into_iter().map(|(_, event)| event).collect();
            let context = SearchContext { timeline: &timeline, states: Some(&states), evidence: Some(&Evidence::of(&timeline)), restrict_to: None, max_ranked: 1000 };
            let hits = index.find(&filter, &context);
            prop_assert_eq!(&hits.ranked, &expected, "{:?} {:?}", text, filter);
            prop_assert_eq!(hits.count, expected.len());
            let mut all = expected.clone();
            all.sort();
            prop_assert_eq!(hits.events.iter().collect::<Vec<_>>(), all);
            // A hit by its words has words to highlight.
            for event in hits.events.iter().filter(|_| filter.asks_for_words()) {
                let mut marked = 0;
                let mut mark = |text: &str| marked += matches(&filter, text).len();
                texts::each_own_text(&timeline[event], |_, text| mark(text));
                for citation in &timeline[event].citations {
                    mark(&timeline[citation.passage].quote.exact);
                }
                prop_assert!(marked > 0, "{:?}", text);
            }
        }
    }

    #[test]
    fn any_text_can_be_parsed(text in ".{0,40}") {
        let (filter, problems) = Filter::parse(&text);
        prop_assert!(problems.iter().all(|problem| problem.column <= text.chars().count()));
        prop_assert!(matches(&filter, &text).iter().all(|range| text.get(range.clone()).is_some()));
    }
}
