//! Each command on a small timeline: which lines of the file change, and that undoing restores
//! every byte.

mod conflicts;
mod consequences;
mod copying;
mod duplicates;
mod events;
mod evidence;
mod properties;
mod timeline;

use std::fmt::Write as _;

use std::sync::Arc;

use super::*;
use crate::check::read_checked;
use crate::model::{
    Change, Digest, EntryKind, Index, Passage, ReviewState, Source, Stance, Timeline,
};
use crate::storage::{EntryTexts, read, splice};
use annals_anchor::{PositionSelector, SearchableText};

/// A timeline as people write it: not canonical, with a key of its own in each entry.
const FILE: &str = r##"{
  "annals": 1,
  "title": "The mill",
  "language": "en",
  "lanes": [
    { "id": "town", "name": "The town", "color": "#3b6ea5", "x": 1.50 },
    { "id": "river", "name": "The river" }
  ],
  "sources": [
    { "id": "diary", "csl": { "type": "manuscript", "title": "Diary" }, "x": 1.50 },
    { "id": "press", "csl": { "title": "Gazette" }, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" }
  ],
  "passages": [
    { "id": "fire", "source": "diary", "exact": "In May 1921 the mill burned down.", "locator": "fol. 12", "x": 1.50 },
    { "id": "report", "source": "press", "exact": "The fire of 1922 is out.", "start": 10, "end": 34 },
    { "id": "flood", "source": "diary", "exact": "Then came the water.", "replaces": "report" }
  ],
  "events": [
    {
      "id": "burns", "title": "The mill burns", "date": "1921-05", "x": 1.50,
      "dating": { "basis": "stated" },
      "lane": "town", "tags": ["fire", "loss"],
      "citations": [
        { "passage": "fire", "date": "1921-05", "x": 1.50 },
        { "passage": "report", "date": "1922", "stance": "disputes" }
      ]
    },
    {
      "id": "flooded", "title": "Flood", "lane": "river", "tags": ["loss", "fire", "x"],
      "dating": { "after": ["burns"] },
      "citations": [ { "passage": "flood" } ]
    },
    {
      "id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town", "actors": ["Anna"],
      "dating": { "basis": "inferred", "reason": "The roof.", "before": ["flooded"] },
      "citations": [ { "passage": "flood" }, { "passage": "report" } ]
    }
  ]
}
"##;

fn timeline(text: &str) -> Timeline {
    read(text.as_bytes()).unwrap().timeline
}

fn ids<const N: usize>(ids: [&str; N]) -> Vec<Box<str>> {
    ids.map(Box::from).to_vec()
}

/// The texts of documents for tests: of one source, whose passages are all at one place.
struct OneDocument {
    source: Index<Source>,
    text: Arc<SearchableText>,
    place: Option<PositionSelector>,
    is_recorded: bool,
}

impl DocumentTexts for OneDocument {
    fn text(&self, source: Index<Source>) -> Option<DocumentText> {
        (source == self.source).then(|| DocumentText {
            text: Arc::clone(&self.text),
            is_recorded: self.is_recorded,
        })
    }

    fn place(&self, _: Index<Passage>) -> Option<PositionSelector> {
        self.place
    }
}

fn build_in(text: &str, command: &EditCommand) -> Result<Edit, EditError> {
    build_with(text, command, &NoDocuments)
}

fn build_with(
    text: &str,
    command: &EditCommand,
    documents: &dyn DocumentTexts,
) -> Result<Edit, EditError> {
    let timeline = timeline(text);
    let texts = EntryTexts::new(text.as_bytes().into());
    build(command, &context(&timeline, &texts, documents))
}

fn context<'a>(
    timeline: &'a Timeline,
    texts: &'a EntryTexts,
    documents: &'a dyn DocumentTexts,
) -> EditContext<'a> {
    EditContext {
        timeline,
        texts,
        documents,
        seed: 7,
        author: Some("A. Writer"),
        now: "2026-03-01T10:00:00Z",
    }
}

/// The file after a change, which is undone again to compare.
fn changed(text: &str, change: &Change) -> String {
    let mut after = timeline(text);
    let inverse = after
        .apply(change)
        .unwrap_or_else(|error| panic!("{error}: {change:?}"));
    let spliced = splice(text.as_bytes(), std::slice::from_ref(change)).unwrap();
    let spliced = String::from_utf8(spliced).unwrap();
    let back = splice(text.as_bytes(), &[change.clone(), inverse.clone()]).unwrap();
    assert_eq!(String::from_utf8(back).unwrap(), text, "undone");
    after.apply(&inverse).unwrap();
    assert_eq!(after.title, timeline(text).title);
    spliced
}

/// The lines that differ: those that are gone with `-`, new ones with `+`.
fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    // The lengths of the longest common subsequences of the rests.
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = String::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            writeln!(lines, "-{}", old[i].trim_start()).unwrap();
            i += 1;
        } else {
            writeln!(lines, "+{}", new[j].trim_start()).unwrap();
            j += 1;
        }
    }
    lines
}

/// A command, the name of its step, and the lines of the file that it changes.
type Case = (EditCommand, &'static str, &'static str);

/// Checks what commands change, and that the file has no errors afterwards.
fn check(cases: Vec<Case>) {
    check_with(&NoDocuments, cases);
}

fn check_with(documents: &dyn DocumentTexts, cases: Vec<Case>) {
    let mut wrong = String::new();
    for (command, name, expected) in cases {
        let edit = build_with(FILE, &command, documents)
            .unwrap_or_else(|error| panic!("{error}: {command:?}"));
        let after = changed(FILE, &edit.change);
        let difference = difference(FILE, &after);
        if edit.name.to_string() != name || difference != expected {
            writeln!(wrong, "{command:?}\n{}\n{difference}", edit.name).unwrap();
        }
        let problems = read_checked(after.as_bytes()).unwrap().problems;
        let errors: Vec<_> = problems
            .iter()
            .filter(|problem| problem.is_error())
            .collect();
        assert!(errors.is_empty(), "{errors:?} in {after}");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The error of a command, and its field.
fn refused(command: &EditCommand) -> (String, Option<String>) {
    let error = build_in(FILE, command).unwrap_err();
    (error.to_string(), error.field.map(String::from))
}
