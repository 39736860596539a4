//! Records, their lines, and the state they lead to.

use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;

use super::encoding::{write_header, write_record};
use super::replay::replay_lines;
use super::*;
use crate::language::Message;
use crate::model::{Change, Digest, EntryKind, EntryText, SurroundingSpace, Timeline};
use crate::storage::{entry_text, read, splice, to_canonical_form};

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
    write_header(&mut bytes).unwrap();
    let mut state = JournalState::default();
    let mut states = vec![(bytes.len(), state.clone())];
    for (number, record) in (1..).zip(records) {
        write_record(number, record, &state, &mut bytes).unwrap();
        state.apply(record.clone());
        states.push((bytes.len(), state.clone()));
    }
    (bytes, states)
}

/// An editor that keeps its history in the simplest way.
pub(super) struct Editor {
    base: Vec<u8>,
    timeline: Timeline,
    steps: Vec<Arc<JournalStep>>,
    done: usize,
    pending: Vec<Change>,
    pub(super) records: Vec<JournalRecord>,
}

/// What the editor does; the numbers choose entries.
pub(super) type Operation = (u8, u8, u8);

impl Editor {
    pub(super) fn new() -> Self {
        Self {
            base: START.into(),
            timeline: read(START.as_bytes()).unwrap().timeline,
            steps: Vec::new(),
            done: 0,
            pending: Vec::new(),
            records: vec![base_record(START.as_bytes())],
        }
    }

    fn bytes(&self) -> Vec<u8> {
        splice(&self.base, &self.pending).unwrap()
    }

    pub(super) fn run(&mut self, (operation, one, other): Operation) {
        match operation % 16 {
            0..=6 => {
                if let Some(change) = self.change(operation % 16, one, other) {
                    self.step(change, other);
                }
            }
            7 => self.type_in_title(one),
            8 | 9 if self.done > 0 => {
                self.done -= 1;
                let step = Arc::clone(&self.steps[self.done]);
                self.make(&step.inverse);
                self.records.push(JournalRecord::Undo(step));
            }
            10 | 11 if self.done < self.steps.len() => {
                let step = Arc::clone(&self.steps[self.done]);
                self.done += 1;
                self.make(&step.change);
                self.records.push(JournalRecord::Redo(step));
            }
            12 => {
                self.base = self.bytes();
                self.pending = Vec::new();
                self.records.push(base_record(&self.base));
            }
            13 => self.records.push(JournalRecord::Form(JournalForm {
                key: format!("form {}", one % 3).into(),
                json: format!("{{\"title\": \"{other}\n\"}}").into(),
            })),
            14 => self.records.push(JournalRecord::FormClosed(
                format!("form {}", one % 3).into(),
            )),
            15 if one % 8 == 0 => {
                self.timeline = read(&self.base).unwrap().timeline;
                (self.steps, self.done) = (Vec::new(), 0);
                self.pending = Vec::new();
                self.records.push(JournalRecord::Discard);
            }
            _ => {}
        }
    }

    /// A change that fits the timeline, if there is one of that kind.
    fn change(&self, operation: u8, one: u8, other: u8) -> Option<Change> {
        let kind = EntryKind::Event;
        let ids: Vec<&str> = self.timeline.events.iter().map(|it| &*it.id).collect();
        let pick = |number: u8| ids.get(usize::from(number) % (ids.len() + 1)).copied();
        let stored = |id: &str| entry_text(&self.base, &self.pending, kind, id).unwrap();
        let new_id = format!("new-{}", one % 9);
        match operation {
            0 => Some(Change::Insert {
                kind,
                entry: EntryText::new(
                    &new_id,
                    format!("{{\"id\":\"{new_id}\",\"title\":\"{other}\"}}"),
                ),
                before: pick(other).map(Box::from),
            })
            .filter(|_| !ids.contains(&&*new_id)),
            1 => Some(Change::Remove {
                kind,
                entry: stored(pick(one)?)?,
            }),
            2 => Some(Change::Move {
                kind,
                id: pick(one)?.into(),
                before: pick(other).map(Box::from),
            })
            .filter(|_| pick(one) != pick(other)),
            3 => {
                let id = pick(one)?;
                Some(Change::Replace {
                    kind,
                    old: stored(id)?,
                    new: EntryText::new(
                        id,
                        format!("{{\"id\":\"{id}\", \"title\":\"“{other}”\"}}"),
                    ),
                })
            }
            4 => Some(self.title(&other.to_string())),
            5 => Some(Change::Batch(vec![
                self.change(1, one, other)?,
                self.title("batch"),
            ])),
            _ => Some(Change::Batch(vec![
                self.title("batch"),
                self.change(0, one, other)?,
            ])),
        }
    }

    fn title(&self, new: &str) -> Change {
        Change::SetField {
            field: "title".into(),
            old: Some(format!("\"{}\"", self.timeline.title).into()),
            new: Some(format!("\"{new}\"").into()),
        }
    }

    fn make(&mut self, change: &Change) -> Change {
        let inverse = self.timeline.apply(change).unwrap();
        self.pending.push(change.clone());
        inverse
    }

    fn step(&mut self, change: Change, view: u8) {
        let inverse = self.make(&change);
        let step = Arc::new(JournalStep {
            name: Message::new("quoted").with("words", "“a”\n"),
            change,
            inverse,
            typing: None,
            view: (view % 2 == 0).then(|| format!("{{\"selection\":\"{view}\"}}").into()),
        });
        self.steps.truncate(self.done);
        self.steps.push(Arc::clone(&step));
        self.done += 1;
        self.records.push(JournalRecord::Step(step));
    }

    /// Types in the title, as part of the last step if that is the same typing.
    fn type_in_title(&mut self, letter: u8) {
        let typing = Some(Box::from("title"));
        let last = self
            .done
            .checked_sub(1)
            .map(|at| Arc::clone(&self.steps[at]));
        let before = last.filter(|step| step.typing == typing);
        let change = self.title(&format!("{}{letter}", self.timeline.title));
        let inverse = self.make(&change);
        let starts = before.as_ref().map(|step| (&step.change, &step.inverse));
        let (change, inverse) = match (starts, change, inverse) {
            (
                Some((Change::SetField { old, .. }, Change::SetField { new: first, .. })),
                Change::SetField { field, new, .. },
                _,
            ) => (
                Change::SetField {
                    field: field.clone(),
                    old: old.clone(),
                    new: new.clone(),
                },
                Change::SetField {
                    field,
                    old: new,
                    new: first.clone(),
                },
            ),
            (_, change, inverse) => (change, inverse),
        };
        let step = Arc::new(JournalStep {
            name: Message::new("bar-open"),
            change,
            inverse,
            typing,
            view: None,
        });
        self.steps.truncate(self.done);
        let record = if before.is_some() {
            self.steps.pop();
            JournalRecord::Amend(Arc::clone(&step))
        } else {
            JournalRecord::Step(Arc::clone(&step))
        };
        self.steps.push(step);
        self.done = self.steps.len();
        self.records.push(record);
    }

    pub(super) fn assert_restored_by(&self, state: &JournalState) {
        assert_eq!(state.steps.iter().cloned().collect::<Vec<_>>(), self.steps);
        assert_eq!(state.done, self.done);
        assert!(state.starts_from(Digest::of(&self.base)));
        // A new entry may be laid out anew where a change and its inverse are left out.
        let restored = splice(&self.base, &state.pending).unwrap();
        let canonical = |bytes: &[u8]| to_canonical_form(bytes).unwrap();
        assert_eq!(canonical(&restored), canonical(&self.bytes()));
        // A step that is continued after saving is undone and made anew.
        assert!(state.pending.len() <= 2 * self.pending.len());
    }
}

pub(super) fn operations(most: usize) -> impl Strategy<Value = Vec<Operation>> {
    proptest::collection::vec(any::<Operation>(), 0..most)
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
    assert_eq!(replay.next_number, records.len() as u64 + 1);
}

#[test]
fn a_journal_of_another_version_ends_the_replay() {
    let (bytes, states) = lines(&[base_record(b"abc"), JournalRecord::Step(title_step(0, 1))]);
    let line = |number: u64, json: &str| {
        let numbered = format!("{number} {json}");
        format!("{:08x} {numbered}\n", crc32fast::hash(numbered.as_bytes())).into_bytes()
    };
    let after_header = states[0].0;
    let cases: Vec<(Vec<u8>, JournalState, usize)> = vec![
        // A new version.
        (
            [
                line(0, r#"{"kind":"annals-journal","version":2}"#),
                bytes[after_header..].to_vec(),
            ]
            .concat(),
            JournalState::default(),
            1,
        ),
        (line(0, r#"{"kind":"another-journal","version":1}"#), JournalState::default(), 1),
        // A new kind of record, of change, of entry.
        ([bytes.clone(), line(3, r#"{"kind":"split"}"#)].concat(), states[2].1.clone(), 4),
        (
            [bytes.clone(), line(3, r#"{"kind":"step","step":{"name":"A","change":{"swap":{"one":"a"}}}}"#)].concat(),
            states[2].1.clone(),
            4,
        ),
        (
            [bytes.clone(), line(3, r#"{"kind":"step","step":{"name":"A","change":{"remove":{"kind":"map","entry":{"id":"a","json":"{}"}}}}}"#)].concat(),
            states[2].1.clone(),
            4,
        ),
        // A step whose inverse neither is there nor follows.
        (
            [bytes.clone(), line(3, r#"{"kind":"step","step":{"name":"A","change":{"remove":{"kind":"lane","entry":{"id":"a","json":"{}"}}}}}"#)].concat(),
            states[2].1.clone(),
            4,
        ),
        // Nothing to undo.
        ([line(0, r#"{"kind":"annals-journal","version":1}"#), line(1, r#"{"kind":"undo"}"#)].concat(), JournalState::default(), 2),
        ([bytes.clone(), line(3, &format!("{}{}", "[".repeat(100_000), "]"))].concat(), states[2].1.clone(), 4),
    ];
    for (bytes, state, line) in cases {
        let replay = replay_lines(&bytes[..], MAX_JOURNAL_BYTES);
        assert_eq!(replay.ended_early, Some(ReplayError::OtherVersion(line)));
        assert_eq!(replay.state, state);
        assert!(
            replay
                .ended_early
                .unwrap()
                .message()
                .text()
                .contains("version")
        );
    }
    // A new member of a known record is ignored.
    let more = [bytes, line(3, r#"{"kind":"undo","why":"because"}"#)].concat();
    let replay = replay_lines(&more[..], MAX_JOURNAL_BYTES);
    assert_eq!((replay.ended_early, replay.state.done), (None, 0));
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
            (&replay.ended_early, replay.next_number),
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
        operations.into_iter().for_each(|it| editor.run(it));
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
        operations.into_iter().for_each(|it| editor.run(it));
        let (bytes, states) = lines(&editor.records);
        for cut in 0..=bytes.len() {
            let replay = replay_lines(&bytes[..cut], MAX_JOURNAL_BYTES);
            let complete = states.iter().take_while(|(end, _)| *end <= cut).count();
            prop_assert_eq!(replay.ended_early, None);
            prop_assert_eq!(replay.next_number, complete as u64);
            let (length, state) = complete.checked_sub(1).map_or_else(Default::default, |at| states[at].clone());
            prop_assert_eq!((replay.length, replay.state), (length as u64, state));
        }
    }

    #[test]
    fn a_changed_byte_gives_a_prefix(operations in operations(12), change in 1_u8..) {
        let mut editor = Editor::new();
        operations.into_iter().for_each(|it| editor.run(it));
        let (mut bytes, states) = lines(&editor.records);
        for at in 0..bytes.len() {
            bytes[at] ^= change;
            let replay = replay_lines(&bytes[..], MAX_JOURNAL_BYTES);
            let complete = states.iter().take_while(|(end, _)| *end <= at).count();
            prop_assert_eq!(replay.next_number, complete as u64, "byte {}", at);
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
