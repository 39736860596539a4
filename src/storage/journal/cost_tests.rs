//! What a journal costs.

use std::sync::Arc;
use std::time::Instant;

use super::encoding::{write_header, write_record};
use super::tests::{START, base_record};
use super::*;
use crate::language::Message;
use crate::model::{Change, EntryKind, EntryText};

/// A step that changes the date of an event with three citations.
fn event_step(number: usize) -> Arc<JournalStep> {
    let entry = |date: usize| {
        let citations = ["a-p1", "a-p2", "b-p3"].map(|it| format!("{{\"passage\": \"{it}\"}}"));
        let json = format!(
            "{{\n      \"id\": \"radio-station\",\n      \"title\": \"Radio station\",\n      \
             \"date\": \"{date}\",\n      \"lane\": \"washington\",\n      \
             \"dating\": {{ \"basis\": \"stated\" }},\n      \"citations\": [{}]\n    }}",
            citations.join(", ")
        );
        EntryText::new("radio-station", json)
    };
    let replace = |old: usize, new: usize| Change::Replace {
        kind: EntryKind::Event,
        old: entry(old),
        new: entry(new),
    };
    Arc::new(JournalStep {
        name: Message::new("quoted").with("words", "Radio station"),
        change: replace(number, number + 1),
        inverse: replace(number + 1, number),
        typing: None,
        view: Some(
            "{\"selection\":\"radio-station\",\"start\":-536544000,\"end\":-505008000}".into(),
        ),
    })
}

#[test]
#[ignore = "prints timings of this machine"]
fn cost_of_a_record() {
    const COUNT: usize = 300;
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(&folder.path().join("a")).unwrap();
    journal.append([base_record(START.as_bytes())]).unwrap();
    let record = |number| JournalRecord::Step(event_step(number));
    let length =
        |folder: &std::path::Path| std::fs::metadata(folder.join("a/journal")).unwrap().len();
    let before = length(folder.path());
    let time = |what: &str, count: usize, work: &mut dyn FnMut(usize)| {
        let mut times: Vec<_> = (0..count)
            .map(|number| {
                let started = Instant::now();
                work(number);
                started.elapsed()
            })
            .collect();
        times.sort();
        let share = |percent: usize| times[(count - 1) * percent / 100];
        eprintln!(
            "{what}: median {:?}, 95 % {:?}, maximum {:?}",
            share(50),
            share(95),
            share(100)
        );
    };
    time("append with fdatasync", COUNT, &mut |at| {
        journal.append([record(at)]).unwrap();
    });
    eprintln!(
        "{} bytes a record",
        (length(folder.path()) - before) / COUNT as u64
    );
    time("write without", COUNT, &mut |at| {
        journal.write([record(COUNT + at)]).unwrap();
    });
    time("100 records, one fdatasync", 10, &mut |batch| {
        let first = 2 * COUNT + batch * 100;
        journal.append((first..first + 100).map(record)).unwrap();
    });
    let mut bytes = Vec::new();
    let mut position = write_header(&mut bytes).unwrap();
    let mut state = JournalState::default();
    for number in 0..10_000 {
        position = write_record(position, &record(number), &state, &mut bytes).unwrap();
        state.apply(record(number));
    }
    time("replay of 10,000 records", 5, &mut |_| {
        drop(replay(&bytes[..]));
    });
}
