//! Fuzzes the replay of journals: searches for bytes that make it panic or break one
//! of its laws.
//!
//! ```text
//! cargo run -p annals-fuzz-journal -- [SECONDS] [SEED]
//! ```
//!
//! A small random number generator cuts, joins and changes journals that the program
//! wrote, byte by byte and line by line. In half of the cases it seals the changed
//! lines: it gives them the right checksum and number, so that their content is read.
//! The same seed gives the same bytes. The laws:
//!
//! - the state after a change that is not sealed is that of a prefix of the records;
//! - a state has limits, and is the same each time;
//! - a journal that is opened and continued is restored as it was.
//!
//! At the end the search prints the number of executions and findings. The exit code
//! is 1 if there is a finding.

#[path = "../../src/search.rs"]
mod search;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use annals::language::Message;
use annals::model::{Change, Digest, EntryKind, EntryText};
use annals::storage::journal::{
    Journal, JournalBase, JournalForm, JournalRecord, JournalState, JournalStep, MAX_STEPS, replay,
};
use search::Random;

/// Parts of lines that random bytes would seldom make.
const PIECES: [&str; 14] = [
    "{\"kind\":\"undo\"}",
    "{\"kind\":\"redo\"}",
    "{\"kind\":\"discard\"}",
    "{\"kind\":\"annals-journal\",\"version\":1}",
    "\"pending\":[],",
    "\"batch\":[",
    "\"step\":",
    "\"inverse\":null,",
    "{\"set-field\":{\"field\":\"title\"}}",
    "\"at\":18446744073709551615",
    "\"count\":-1",
    "\\ud800",
    "\u{0}",
    "\n",
];

fn main() -> std::process::ExitCode {
    let (duration, seed) = search::start();
    let mut random = Random(seed);
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(error) => {
            eprintln!("no temporary folder: {error}");
            return std::process::ExitCode::from(2);
        }
    };
    let journals: Vec<Vec<u8>> = (0..20)
        .map(|number: usize| written(&mut random, &folder.path().join(number.to_string())))
        .collect();
    let started = Instant::now();
    let (mut executions, mut findings) = (0_u64, 0_u64);
    while started.elapsed() < duration {
        let original = random.choose(&journals).clone();
        let other = random.choose(&journals).clone();
        let is_sealed = random.below(2) == 0;
        let mut bytes = original.clone();
        for _ in 0..=random.below(3) {
            mutate(&mut random, &mut bytes, &other);
        }
        if is_sealed {
            bytes = sealed(&bytes);
        }
        let continues = random.below(500) == 0;
        executions += 1;
        let outcome = search::outcome(|| {
            let (state, _) = replay(&bytes[..]);
            let mut broken = broken_laws(&state, &replay(&bytes[..]).0);
            if !is_sealed && !is_prefix(&state, &original, &other) {
                broken.push("it is not the state of a prefix");
            }
            if continues && !is_continued(&folder.path().join("continued"), &bytes, &state) {
                broken.push("it is not restored after it was continued");
            }
            broken.join("; ")
        });
        let finding = match outcome {
            Ok(broken) if broken.is_empty() => continue,
            Ok(broken) => broken,
            Err(panic) => format!("panic: {panic}"),
        };
        findings += 1;
        println!("{finding}\n  {}", bytes.escape_ascii());
    }
    println!("{executions} executions, seed {seed}, {findings} findings");
    search::exit_code(findings)
}

/// The bytes of a journal that the program writes, with random records.
fn written(random: &mut Random, folder: &Path) -> Vec<u8> {
    let Ok(mut journal) = Journal::open(folder) else {
        return Vec::new();
    };
    let mut records = vec![JournalRecord::Base {
        base: JournalBase {
            digest: Digest::of(b"file"),
            path: Some("/home/a/timeline.json".into()),
            at: 1,
        },
        pending: Vec::new(),
    }];
    for _ in 0..random.below(12) {
        let last = journal.state().steps.back().cloned();
        records.push(match (random.below(8), last) {
            (0, Some(step)) => JournalRecord::Undo(step),
            (1, Some(step)) => JournalRecord::Redo(step),
            (2, _) => JournalRecord::Form(JournalForm {
                key: "event".into(),
                json: "{\"title\": \"é\\n\"}".into(),
            }),
            (3, _) => JournalRecord::FormClosed("event".into()),
            (4, _) => JournalRecord::Amend(step(random)),
            _ => JournalRecord::Step(step(random)),
        });
        // A failure shows as a journal without content.
        let _ = journal.append(records.drain(..));
    }
    let _ = journal.append(records);
    std::fs::read(folder.join("journal")).unwrap_or_default()
}

fn step(random: &mut Random) -> Arc<JournalStep> {
    let entry = EntryText::new("a", "{\"id\": \"a\",\n\"title\": \"“x”\"}");
    let kind = *random.choose(&EntryKind::ALL);
    let insert = Change::Insert {
        kind,
        entry: entry.clone(),
        before: Some("b".into()),
    };
    let remove = Change::Remove { kind, entry };
    let (change, inverse) = match random.below(3) {
        0 => (insert, remove),
        1 => (remove, insert),
        _ => (
            Change::Batch(vec![insert.clone(), remove.clone()]),
            Change::Batch(vec![insert, remove]),
        ),
    };
    Arc::new(JournalStep {
        name: Message::new("quoted").with("words", "a"),
        change,
        inverse,
        typing: (random.below(2) == 0).then(|| "title".into()),
        view: None,
    })
}

/// Changes bytes a little, with parts of another journal.
fn mutate(random: &mut Random, bytes: &mut Vec<u8>, other: &[u8]) {
    let at = random.below(bytes.len());
    let end = (at + random.below(40)).min(bytes.len());
    match random.below(8) {
        0 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(at..end)),
        3 => {
            let part = bytes[at..end].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, part);
        }
        4 => {
            let piece = *random.choose(&PIECES);
            bytes.splice(at..at, piece.bytes());
        }
        5 => {
            let from = random.below(other.len());
            bytes.truncate(at);
            bytes.extend_from_slice(&other[from..]);
        }
        6 => {
            let mut lines: Vec<_> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let (one, two) = (random.below(lines.len()), random.below(lines.len()));
            if !lines.is_empty() {
                lines.swap(one, two);
            }
            *bytes = lines.concat();
        }
        _ => bytes.resize(bytes.len() + random.below(5_000), 0),
    }
}

/// The same lines with the right checksums and numbers.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut checksum = crc32fast::Hasher::new();
    for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let json = line.splitn(3, |byte| *byte == b' ').last();
        let mut numbered = format!("{number} ").into_bytes();
        numbered.extend_from_slice(json.unwrap_or_default());
        checksum.update(&numbered);
        out.extend_from_slice(format!("{:08x} ", checksum.clone().finalize()).as_bytes());
        out.append(&mut numbered);
        out.push(b'\n');
    }
    out
}

fn broken_laws(state: &JournalState, again: &JournalState) -> Vec<&'static str> {
    let mut broken = Vec::new();
    if state != again {
        broken.push("two replays differ");
    }
    if state.done > state.steps.len() || state.steps.len() > MAX_STEPS || state.forms.len() > 100 {
        broken.push("a limit is exceeded");
    }
    broken
}

/// Whether a state is that of a prefix of the lines of one of two journals.
fn is_prefix(state: &JournalState, one: &[u8], other: &[u8]) -> bool {
    [one, other].iter().any(|journal| {
        let ends = journal
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n');
        let mut prefixes = ends.map(|(at, _)| &journal[..=at]);
        *state == JournalState::default() || prefixes.any(|prefix| replay(prefix).0 == *state)
    })
}

/// Whether a journal on disk has the state of its bytes, and that state after it was
/// opened, continued and opened again.
fn is_continued(folder: &Path, bytes: &[u8], state: &JournalState) -> bool {
    let record = JournalRecord::Form(JournalForm {
        key: "continued".into(),
        json: "{}".into(),
    });
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(folder.join("journal"), bytes));
    let restored = || {
        let mut journal = Journal::open(folder).ok()?;
        let is_same = journal.state() == state;
        journal.append([record]).ok()?;
        let continued = journal.state().clone();
        drop(journal);
        let journal = Journal::open(folder).ok()?;
        Some(is_same && journal.ended_early().is_none() && *journal.state() == continued)
    };
    let is_continued = written.is_ok() && restored() == Some(true);
    let _ = std::fs::remove_dir_all(folder);
    is_continued
}
