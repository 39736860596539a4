//! Random commands, one after another.

use proptest::prelude::*;

use super::*;
use crate::model::Entry;

/// Numbers that decide what a command is.
type Choice = (u8, u8, u8, u8);

/// An id of a list, or one that no entry has.
fn pick<'t>(ids: &[&'t str], number: u8) -> &'t str {
    ids.get(usize::from(number) % (ids.len() + 1))
        .copied()
        .unwrap_or("nothing")
}

const DATES: [&str; 6] = ["1921", "May 1921", "1922", "", "in the dry season", "1925~"];
const WORDS: [&str; 5] = ["", "fire", "loss", "Anna", "Ships in 1922"];

fn command(timeline: &Timeline, (kind, a, b, c): Choice) -> EditCommand {
    let lanes: Vec<&str> = timeline.lanes.iter().map(|lane| lane.id.as_str()).collect();
    let sources: Vec<&str> = timeline.sources.iter().map(Entry::id).collect();
    let passages: Vec<&str> = timeline.passages.iter().map(Entry::id).collect();
    let events: Vec<&str> = timeline.events.iter().map(Entry::id).collect();
    let event = || Box::<str>::from(pick(&events, a));
    let some_events = || ids([pick(&events, a), pick(&events, b)]);
    let passage = || Box::<str>::from(pick(&passages, b));
    let source = || Box::<str>::from(pick(&sources, a));
    let lane = |number| Box::<str>::from(pick(&lanes, number));
    let word = || Box::<str>::from(WORDS[usize::from(c) % WORDS.len()]);
    let date = || Box::<str>::from(DATES[usize::from(c) % DATES.len()]);
    let citation = usize::from(b) % 3;
    let list = if a % 2 == 0 {
        NameList::Tags
    } else {
        NameList::Actors
    };
    let basis = || match b % 3 {
        0 => BasisChoice::ByEvidence,
        1 => BasisChoice::StatedBy(usize::from(a) % 3),
        _ => BasisChoice::Inferred(word()),
    };
    let citation_fields = |existing| CitationFields {
        existing,
        date: date(),
        stance: Stance::ALL[usize::from(c) % 3],
        ..CitationFields::of(CitedPassage::Known(passage()))
    };
    let event_fields = |existing| {
        Box::new(EventFields {
            title: word(),
            date: date(),
            basis: basis(),
            lane: lane(a),
            tags: vec![word()],
            citations: if c % 4 == 0 {
                vec![]
            } else {
                vec![citation_fields(existing)]
            },
            ..EventFields::default()
        })
    };
    let before = |ids: &[&str]| match pick(ids, c) {
        "nothing" => None,
        id => Some(id.into()),
    };
    match kind % 30 {
        0 => EditCommand::SetTitle(word()),
        1 => EditCommand::NewLane {
            name: word(),
            before: before(&lanes),
        },
        2 => EditCommand::DuplicateLane(lane(a)),
        3 => EditCommand::DeleteLane {
            lane: lane(a),
            move_to: Some(lane(b)),
        },
        4 => EditCommand::Move {
            kind: EntryKind::Event,
            id: event(),
            before: before(&events),
        },
        5 => EditCommand::Move {
            kind: EntryKind::Lane,
            id: lane(a),
            before: before(&lanes),
        },
        6 => EditCommand::NewEvent(event_fields(None)),
        7 => EditCommand::EditEvent {
            event: event(),
            fields: event_fields(Some(citation)),
        },
        8 => EditCommand::DuplicateEvent(event()),
        9 => EditCommand::DeleteEvents(some_events()),
        10 => EditCommand::SetEventText {
            event: event(),
            field: EventText::Summary,
            text: word(),
        },
        11 => EditCommand::SetEventLane {
            events: some_events(),
            lane: lane(c),
        },
        12 | 13 => EditCommand::SetEventDate {
            event: event(),
            date: date(),
            basis: basis(),
        },
        14 => EditCommand::SetEventBasis {
            event: event(),
            basis: basis(),
        },
        15 => EditCommand::AddName {
            events: some_events(),
            list,
            name: word(),
        },
        16 => EditCommand::RenameName {
            list,
            from: WORDS[usize::from(b) % 5].into(),
            to: word(),
        },
        17 | 18 => EditCommand::AddCitation {
            event: event(),
            citation: Box::new(citation_fields(None)),
        },
        19 => EditCommand::RemoveCitation {
            event: event(),
            citation,
        },
        20 => EditCommand::MoveCitation {
            event: event(),
            citation,
            to: usize::from(c) % 3,
        },
        21 => EditCommand::SetCitationDate {
            event: event(),
            citation,
            date: date(),
        },
        22 => EditCommand::SetReview {
            events: some_events(),
            state: ReviewState::ALL.get(usize::from(c) % 5).copied(),
        },
        23 => EditCommand::MergeEvents {
            into: event(),
            others: ids([pick(&events, b)]),
        },
        24 => EditCommand::SplitEvent {
            event: event(),
            citations: vec![citation],
            title: word(),
        },
        25 => EditCommand::NewPassage(Box::new(PassageFields {
            source: source(),
            exact: word(),
            ..PassageFields::default()
        })),
        26 => EditCommand::DeletePassages(vec![passage()]),
        27 => EditCommand::DeleteSources(vec![source()]),
        28 => EditCommand::SetDocument {
            source: source(),
            document: None,
        },
        _ => EditCommand::AddComment {
            event: event(),
            text: word(),
        },
    }
}

/// The errors of a file, without their places.
fn errors(text: &str) -> Vec<String> {
    let problems = read_checked(text.as_bytes()).unwrap().problems;
    let errors = problems
        .into_iter()
        .filter(crate::storage::Problem::is_error);
    errors
        .map(|problem| format!("{} {}", problem.code, problem.message))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_commands_give_a_valid_file_and_undoing_restores_it(
        choices in proptest::collection::vec(any::<Choice>(), 1..16),
    ) {
        let mut shown = timeline(FILE);
        let mut texts = EntryTexts::new(FILE.as_bytes().into());
        let mut changes = Vec::new();
        let mut inverses = Vec::new();
        for choice in choices {
            let command = command(&shown, choice);
            let mut context = context(&shown, &texts, &NoDocuments);
            context.seed = changes.len() as u64;
            let Ok(edit) = build(&command, &context) else { continue };
            let inverse = shown.apply(&edit.change);
            let inverse = inverse.unwrap_or_else(|error| panic!("{error}: {command:?} {edit:?}"));
            texts = texts.changed(&edit.change);
            changes.push(edit.change);
            inverses.push(inverse);
            let file = String::from_utf8(splice(FILE.as_bytes(), &changes).unwrap()).unwrap();
            prop_assert_eq!(errors(&file), Vec::<String>::new(), "{:?}\n{}", command, file);
            prop_assert_eq!(ids_of(&shown), ids_of(&timeline(&file)));
        }
        while let Some(inverse) = inverses.pop() {
            shown.apply(&inverse).unwrap();
            changes.push(inverse);
        }
        let file = String::from_utf8(splice(FILE.as_bytes(), &changes).unwrap()).unwrap();
        prop_assert_eq!(file, FILE);
        prop_assert_eq!(ids_of(&shown), ids_of(&timeline(FILE)));
    }
}

/// The ids of every entry, in order, and what events say.
fn ids_of(timeline: &Timeline) -> Vec<String> {
    let lanes = timeline.lanes.iter().map(|lane| lane.id.clone());
    let sources = timeline.sources.iter().map(|source| source.id.clone());
    let passages = timeline
        .passages
        .iter()
        .map(|passage| passage.id.to_string());
    let events = timeline.events.iter().map(|event| {
        let cited = event.citations.iter().map(|it| &*timeline[it.passage].id);
        let cited: Vec<&str> = cited.collect();
        let date = event.date.as_ref().map(|date| date.text.clone());
        format!(
            "{} {:?} {date:?} {cited:?} {:?}",
            event.id,
            event.title,
            event.review_state()
        )
    });
    lanes.chain(sources).chain(passages).chain(events).collect()
}
