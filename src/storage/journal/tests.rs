//! Records, their lines, and the state they lead to.

use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;

use super::encoding::{write_header, write_record};
use super::replay::replay_lines;
use super::sample_editor::{Editor, operations};
use super::*;
use crate::language::Message;
use crate::model::{Change, Digest, EntryKind, EntryText, SurroundingSpace};

pub(super) const START: &str = "{\"annals\": 1, \"title\": \"T\", \"odd\": 1e+2,\n  \"events\": [\n    {\"id\": \"a\",  \"title\": \"A\"},\n    {\"id\": \"b\", \"title\": \"ភ្នំពេញ\", \"x\": [ ]}\n  ]\n}\n";

pub(super) fn base(bytes: &[u8]) -> JournalBase {
    JournalBase {
        digest: Digest::of(bytes),
        path: Some(PathBuf::from("/home/a/timeline.json")),
        at: 1_700_000_000,
    }
}

pub(super) fn base_record(bytes: &[u8]) -> JournalRecord {
    JournalRecord::Base {
        base: base(bytes),
        pending: Vec::new(),
    }
}

/// The step that sets the title from one number to another.
pub(super) fn title_step(old: usize, new: usize) -> Arc<JournalStep> {
    let set = |old: usize, new: usize| Change::SetField {
        field: "title".into(),
        old: Some(format!("\"{old}\"").into()),
        new: Some(format!("\"{new}\"").into()),
    };
    Arc::new(JournalStep {
        name: Message::new("count-event").with("count", new),
        change: set(old, new),
        inverse: set(new, old),
        typing: None,
        view: None,
    })
}

/// The lines of a journal with these records, and the states after each line.
fn lines(records: &[JournalRecord]) -> (Vec<u8>, Vec<(usize, JournalState)>) {
    let mut bytes = Vec::new();
    let mut position = write_header(&mut bytes).unwrap();
    let mut state = JournalState::default();
    let mut states = vec![(bytes.len(), state.clone())];
    for record in records {
        position = write_record(position, record, &state, &mut bytes).unwrap();
        state.apply(record.clone());
        states.push((bytes.len(), state.clone()));
    }
    (bytes, states)
}

#[test]
fn the_lines_of_every_record_stay_readable() {
    let entry = EntryText {
        margins: Some(SurroundingSpace {
            before: "\n  ".into(),
            after: " ".into(),
        }),
        ..EntryText::new("a", "{\"id\": \"a\",\n \"x\": \"é\"}")
    };
    let insert = Change::Insert {
        kind: EntryKind::Event,
        entry: entry.clone(),
        before: Some("b".into()),
    };
    let remove = Change::Remove {
        kind: EntryKind::Event,
        entry,
    };
    let back = Change::Move {
        kind: EntryKind::Lane,
        id: "l".into(),
        before: None,
    };
    let step = |name, change: &Change, inverse: &Change| {
        Arc::new(JournalStep {
            name,
            change: change.clone(),
            inverse: inverse.clone(),
            typing: Some("event a title".into()),
            view: Some("{\"selection\":\"a\"}".into()),
        })
    };
    let removal = step(
        "Delete".into(),
        &Change::Batch(vec![remove.clone(), back.clone()]),
        &Change::Batch(vec![back, insert.clone()]),
    );
    let insertion = step(Message::new("quoted").with("words", "a"), &insert, &remove);
    let records = [
        base_record(b"abc"),
        JournalRecord::Step(Arc::clone(&removal)),
        JournalRecord::Undo(removal),
        JournalRecord::Step(insertion),
        JournalRecord::Amend(title_step(0, 1)),
        JournalRecord::Undo(title_step(0, 1)),
        JournalRecord::Undo(title_step(3, 4)),
        JournalRecord::Redo(title_step(3, 4)),
        JournalRecord::Form(JournalForm {
            key: "event".into(),
            json: "{\"title\": \"é\"}".into(),
        }),
        JournalRecord::FormClosed("event".into()),
        JournalRecord::Base {
            base: JournalBase {
                path: None,
                ..base(b"abc")
            },
            pending: vec![insert],
        },
        JournalRecord::Discard,
    ];
    let (bytes, states) = lines(&records);
    assert_eq!(
        String::from_utf8(bytes.clone()).unwrap(),
        include_str!("golden.txt")
    );
    let replay = replay_lines(&bytes[..], MAX_JOURNAL_BYTES);
    assert_eq!(replay.ended_early, None);
    assert_eq!(replay.state, states.last().unwrap().1);
    assert_eq!(replay.position.number, records.len() as u64 + 1);
}

/// A journal with one more line, which has the right checksum and number.
fn with_line(journal: &[u8], json: &str) -> Vec<u8> {
    let mut checksum = crc32fast::Hasher::new();
    let mut number = 0;
    for line in journal.split_inclusive(|byte| *byte == b'\n') {
        checksum.update(&line[9..line.len() - 1]);
        number += 1;
    }
    let numbered = format!("{number} {json}");
    checksum.update(numbered.as_bytes());
    let line = format!("{:08x} {numbered}\n", checksum.finalize());
    [journal, line.as_bytes()].concat()
}

#[test]
fn a_record_of_another_version_ends_the_replay() {
    let (bytes, states) = lines(&[base_record(b"abc"), JournalRecord::Step(title_step(0, 1))]);
    let header = &bytes[..states[0].0];
    let step =
        |change: &str| format!(r#"{{"kind":"step","step":{{"name":"A","change":{change}}}}}"#);
    let entry = r#""entry":{"id":"a","json":"{}"}"#;
    let cases = [
        // A new version, and another format.
        (
            &[][..],
            r#"{"kind":"annals-journal","version":2}"#.to_owned(),
            1,
        ),
        (
            &[],
            r#"{"kind":"another-journal","version":1}"#.to_owned(),
            1,
        ),
        // New kinds of records, changes and entries.
        (&bytes, r#"{"kind":"split"}"#.to_owned(), 4),
        (&bytes, step(r#"{"swap":{"one":"a"}}"#), 4),
        (
            &bytes,
            step(&format!(r#"{{"remove":{{"kind":"map",{entry}}}}}"#)),
            4,
        ),
        // A step without an inverse, which does not follow.
        (
            &bytes,
            step(&format!(r#"{{"remove":{{"kind":"lane",{entry}}}}}"#)),
            4,
        ),
        // Nothing to undo.
        (header, r#"{"kind":"undo"}"#.to_owned(), 2),
        (&bytes, "[".repeat(100_000), 4),
    ];
    for (before, json, line) in cases {
        let replay = replay_lines(&with_line(before, &json)[..], MAX_JOURNAL_BYTES);
        let ended_early = replay.ended_early.unwrap();
        assert_eq!(ended_early, ReplayError::OtherVersion(line), "{json:.99}");
        assert!(ended_early.message().text().contains("version"));
        let state = line.checked_sub(2).map(|at| states[at].1.clone());
        assert_eq!(replay.state, state.unwrap_or_default());
    }
    // A new member of a known record is ignored.
    let more = with_line(&bytes, r#"{"kind":"undo","why":"because"}"#);
    let replay = replay_lines(&more[..], MAX_JOURNAL_BYTES);
    assert_eq!((replay.ended_early, replay.state.done), (None, 0));
}

#[test]
fn a_line_of_another_journal_is_damaged() {
    let step = |old, new| JournalRecord::Step(title_step(old, new));
    let (one, states) = lines(&[base_record(b"abc"), step(0, 1), step(1, 2)]);
    let (other, _) = lines(&[base_record(b"abd"), step(0, 1), step(1, 2)]);
    assert_eq!(one.len(), other.len());
    for (line, (end, state)) in states[..3].iter().enumerate() {
        let mixed = [&one[..*end], &other[*end..]].concat();
        let replay = replay_lines(&mixed[..], MAX_JOURNAL_BYTES);
        if line == 0 {
            // Both have the same first line.
            assert_eq!(replay.ended_early, None);
        } else {
            assert_eq!(replay.ended_early, Some(ReplayError::Damaged(line + 2)));
            assert_eq!(replay.state, *state);
        }
    }
}

#[test]
fn what_is_no_journal_gives_no_state() {
    let (bytes, states) = lines(&[base_record(b"abc")]);
    let damaged = |line| Some(ReplayError::Damaged(line));
    let cases: [(Vec<u8>, Option<ReplayError>, u64); 9] = [
        (Vec::new(), None, 0),
        (b"0".to_vec(), None, 0),
        (vec![0; 100_000], None, 0),
        (b"\n".to_vec(), damaged(1), 0),
        (b"{\"annals\": 1}\n".to_vec(), damaged(1), 0),
        (b"0123\n".to_vec(), damaged(1), 0),
        ([&bytes[..], &bytes[..]].concat(), damaged(3), 2),
        ([&bytes[..], &[0; 5000]].concat(), None, 2),
        ([&bytes[..], &[0; 5000], b"1"].concat(), damaged(3), 2),
    ];
    for (bytes, ended_early, count) in cases {
        let replay = replay_lines(&bytes[..], MAX_JOURNAL_BYTES);
        assert_eq!(
            (&replay.ended_early, replay.position.number),
            (&ended_early, count)
        );
    }
    // Upper-case digits of a checksum are not the same line.
    let upper = String::from_utf8(bytes.clone()).unwrap();
    let (checksum, rest) = upper.split_at(8);
    if checksum.contains(char::is_alphabetic) {
        let upper = format!("{}{rest}", checksum.to_uppercase());
        assert_eq!(
            replay_lines(upper.as_bytes(), MAX_JOURNAL_BYTES).ended_early,
            damaged(1)
        );
    }
    assert_eq!(states.len(), 2);
}

/// An endless file, as `/dev/zero` or a log that grows.
struct Endless(u8);

impl std::io::Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        buffer.fill(self.0);
        Ok(buffer.len())
    }
}

#[test]
fn an_endless_file_is_read_up_to_a_limit() {
    let endless = |byte| std::io::BufReader::new(Endless(byte));
    let too_large = Some(ReplayError::TooLarge);
    assert_eq!(replay_lines(endless(0), 1 << 20).ended_early, too_large);
    assert_eq!(replay_lines(endless(b'a'), 1 << 20).ended_early, too_large);
    let letters = replay_lines(endless(b'x'), MAX_JOURNAL_BYTES);
    assert_eq!(letters.ended_early, Some(ReplayError::Damaged(1)));
}

#[test]
fn only_the_last_thousand_steps_are_kept() {
    let mut records = vec![base_record(START.as_bytes())];
    let steps: Vec<_> = (0..MAX_STEPS + 5)
        .map(|at| title_step(at, at + 1))
        .collect();
    records.extend(steps.iter().cloned().map(JournalRecord::Step));
    let (bytes, _) = lines(&records);
    let state = replay(&bytes[..]).0;
    assert_eq!((state.steps.len(), state.done), (MAX_STEPS, MAX_STEPS));
    assert_eq!(state.steps[0], steps[5]);
    assert_eq!(state.pending.len(), MAX_STEPS + 5);

    // The session can undo more; the journal follows it, and back.
    records.extend(steps.iter().rev().cloned().map(JournalRecord::Undo));
    let (bytes, _) = lines(&records);
    let state = replay(&bytes[..]).0;
    assert_eq!((state.steps.len(), state.done), (MAX_STEPS, 0));
    assert_eq!(state.steps[0], steps[0]);
    assert_eq!(state.pending, []);
    records.extend(steps.iter().cloned().map(JournalRecord::Redo));
    let (bytes, states) = lines(&records);
    let state = replay(&bytes[..]).0;
    assert_eq!((state.steps.len(), state.done), (MAX_STEPS, MAX_STEPS));
    assert_eq!(state.steps[MAX_STEPS - 1], steps[MAX_STEPS + 4]);
    assert_eq!(state.pending.len(), MAX_STEPS + 5);
    assert_eq!(state, states.last().unwrap().1);
}

#[test]
fn unsaved_work_ends_with_saving_and_undoing() {
    let mut state = JournalState::default();
    state.apply(base_record(b"abc"));
    assert!(!state.has_unsaved_work() && state.is_empty());
    state.apply(JournalRecord::Step(title_step(0, 1)));
    assert!(state.has_unsaved_work());
    state.apply(base_record(b"saved"));
    assert!(!state.has_unsaved_work() && !state.is_empty());
    assert!(state.starts_from(Digest::of(b"saved")) && !state.starts_from(Digest::of(b"abc")));
    // Undoing a saved step is a change again, and redoing it is none.
    state.apply(JournalRecord::Undo(title_step(0, 1)));
    assert_eq!(state.pending, [title_step(0, 1).inverse.clone()]);
    state.apply(JournalRecord::Redo(title_step(0, 1)));
    assert!(!state.has_unsaved_work());
    let form = JournalForm {
        key: "a".into(),
        json: "{}".into(),
    };
    state.apply(JournalRecord::Form(form));
    assert!(state.has_unsaved_work());
    state.apply(JournalRecord::Discard);
    assert!(state.is_empty() && state.starts_from(Digest::of(b"saved")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_replay_gives_the_history_and_the_file_of_the_editor(operations in operations(60)) {
        let mut editor = Editor::new();
        editor.run_all(operations);
        let (bytes, states) = lines(&editor.records);
        let (state, ended_early) = replay(&bytes[..]);
        prop_assert_eq!(ended_early, None);
        prop_assert_eq!(&state, &states.last().unwrap().1);
        editor.assert_restored_by(&state);
        // The snapshot leads to the same state, and its lines do.
        let (bytes, states) = lines(&state.snapshot());
        prop_assert_eq!(&states.last().unwrap().1, &state);
        prop_assert_eq!(replay(&bytes[..]).0, state);
    }

    #[test]
    fn a_journal_cut_anywhere_gives_a_prefix(operations in operations(12)) {
        let mut editor = Editor::new();
        editor.run_all(operations);
        let (bytes, states) = lines(&editor.records);
        for cut in 0..=bytes.len() {
            let replay = replay_lines(&bytes[..cut], MAX_JOURNAL_BYTES);
            let complete = states.iter().take_while(|(end, _)| *end <= cut).count();
            prop_assert_eq!(replay.ended_early, None);
            prop_assert_eq!(replay.position.number, complete as u64);
            let (length, state) = complete.checked_sub(1).map_or_else(Default::default, |at| states[at].clone());
            prop_assert_eq!((replay.length, replay.state), (length as u64, state));
        }
    }

    #[test]
    fn a_changed_byte_gives_a_prefix(operations in operations(12), change in 1_u8..) {
        let mut editor = Editor::new();
        editor.run_all(operations);
        let (mut bytes, states) = lines(&editor.records);
        for at in 0..bytes.len() {
            bytes[at] ^= change;
            let replay = replay_lines(&bytes[..], MAX_JOURNAL_BYTES);
            let complete = states.iter().take_while(|(end, _)| *end <= at).count();
            prop_assert_eq!(replay.position.number, complete as u64, "byte {}", at);
            let state = complete.checked_sub(1).map_or_else(Default::default, |at| states[at].1.clone());
            prop_assert_eq!(replay.state, state);
            // Only the last line may be incomplete without a reason.
            let is_last = at >= states[states.len() - 2].0;
            prop_assert!(replay.ended_early.is_some() || is_last);
            bytes[at] ^= change;
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(replay(&bytes[..]).0.is_empty());
    }
}
