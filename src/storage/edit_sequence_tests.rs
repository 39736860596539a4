//! Sequences of edits with saves, undo and redo: memory and file agree, and every byte
//! comes back.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::change_tests::{content, ids, spliced, timeline};
use super::{EntryTexts, set_members, splice};
use crate::model::{ApplyError, Change, EntryKind, EntryText, Timeline};

/// A number that decides what a step does.
type Step = (u8, u8, u8, u8);

/// The change of a step, made for the file as it is.
fn change_of(file: &str, (operation, kind, one, other): Step) -> Option<Change> {
    let kind = EntryKind::ALL[usize::from(kind) % 4];
    let texts = EntryTexts::new(file.as_bytes().into());
    let file: Value = serde_json::from_str(file).unwrap();
    let entries = file[kind.list_key()].as_array();
    let known: Vec<&str> = entries
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .filter_map(|entry| entry["id"].as_str())
        .collect();
    let pick = |number: u8| known.get(usize::from(number) % (known.len() + 1)).copied();
    let stored = |id: &str| texts.get(kind, id).unwrap();
    let made = |id: &str| {
        let passage = format!("p{}", other % 5);
        let event = format!("e{}", other % 7);
        let mut entry = match kind {
            EntryKind::Lane => json!({ "id": id, "name": format!("Lane {other}") }),
            EntryKind::Source => json!({ "id": id, "csl": { "title": format!("{other}") } }),
            EntryKind::Passage => {
                json!({ "id": id, "source": format!("s{}", other % 3), "exact": "x" })
            }
            EntryKind::Event => json!({
                "id": id, "title": "T", "lane": format!("l{}", other % 4), "date": "1958",
                "citations": [{ "passage": passage, "note": "n" }],
                "dating": { "basis": "inferred", "after": [event] },
            }),
        };
        if one % 2 == 0 && kind == EntryKind::Event {
            let entry = entry.as_object_mut().unwrap();
            entry.remove("dating");
            entry.remove("citations");
        }
        EntryText::new(id, serde_json::to_string_pretty(&entry).unwrap())
    };
    let new_id = format!("{}{}", &kind.list_key()[..1], one % 9);
    match operation % 6 {
        0 => Some(texts.insertion(kind, made(&new_id), pick(other))),
        1 => Some(Change::Remove {
            kind,
            entry: stored(pick(one)?),
        }),
        2 => {
            let id = pick(one)?;
            Some(Change::Replace {
                kind,
                old: stored(id),
                new: made(id),
            })
        }
        3 => {
            let id = pick(one)?;
            let before = pick(other).filter(|before| *before != id);
            Some(Change::Move {
                kind,
                id: id.into(),
                before: before.map(Box::from),
            })
        }
        4 => Some(deletion(&file, &texts, (kind, pick(one)?), other % 2 == 0)),
        _ => {
            let old = file.get("title").map(|title| title.to_string().into());
            let new = Some(json!(format!("Title {one}")).to_string().into());
            Some(Change::SetField {
                field: "title".into(),
                old,
                new: new.filter(|_| other % 3 > 0),
            })
        }
    }
}

/// The change that removes an entry with all that refers to it: first the references, or
/// first what they refer to.
fn deletion(
    file: &Value,
    texts: &EntryTexts,
    (kind, id): (EntryKind, &str),
    is_last: bool,
) -> Change {
    let list = |key: &str| file[key].as_array().cloned().unwrap_or_default();
    let own_passages = list("passages");
    let own_passages = own_passages.iter().filter(|it| it["source"] == id);
    let passages: Vec<&str> = match kind {
        EntryKind::Source => own_passages.filter_map(|it| it["id"].as_str()).collect(),
        EntryKind::Passage => vec![id],
        EntryKind::Lane | EntryKind::Event => Vec::new(),
    };
    let mut changes = Vec::new();
    for event in list("events") {
        let id_of_event = event["id"].as_str().unwrap();
        if (kind, id_of_event) == (EntryKind::Event, id) {
            continue;
        }
        let is_left = |it: &Value| !passages.iter().any(|passage| it["passage"] == *passage);
        let without = |pointer: &str, is_left: &dyn Fn(&Value) -> bool| {
            let all = event.pointer(pointer)?.as_array()?;
            let left: Vec<Value> = all.iter().filter(|it| is_left(it)).cloned().collect();
            (left.len() < all.len()).then(|| json!(left))
        };
        let mut patches = Vec::new();
        for (pointer, value) in [
            ("/citations", without("/citations", &is_left)),
            (
                "/dating/after",
                without("/dating/after", &|it| kind != EntryKind::Event || it != id),
            ),
            (
                "/dating/before",
                without("/dating/before", &|it| kind != EntryKind::Event || it != id),
            ),
        ] {
            if value.is_some() {
                patches.push((pointer, value));
            }
        }
        if !patches.is_empty() {
            let old = texts.get(EntryKind::Event, id_of_event).unwrap();
            let json = set_members(EntryKind::Event, &old.json, &patches).unwrap();
            let new = old.with_json(json);
            let kind = EntryKind::Event;
            changes.push(Change::Replace { kind, old, new });
        }
    }
    // Margins are those at the time of the removal.
    let mut texts = texts.clone();
    let mut removals = Vec::new();
    for (kind, id) in passages
        .iter()
        .map(|id| (EntryKind::Passage, *id))
        .chain([(kind, id)])
    {
        if let Some(entry) = texts.get(kind, id) {
            let removal = Change::Remove { kind, entry };
            texts = texts.changed(&removal);
            removals.push(removal);
        }
    }
    if is_last {
        changes.extend(removals);
    } else {
        changes.splice(0..0, removals);
    }
    Change::Batch(changes)
}

/// The beginning of every sequence.
const START: &str = "{\"annals\": 1,\n  \"title\": \"T\",\n  \"lanes\": [{\"id\": \"l0\", \"name\": \"L\"} ,\t{\"name\": \"M\", \"id\": \"l1\"}],\n\
    \"sources\": [\n    {\"id\": \"s0\", \"csl\": {}}, {\"id\": \"s1\", \"csl\": {\"title\": \"One\"}, \"odd\": 1.50}\n  ],\n\
    \"passages\": [{\"id\": \"p0\", \"source\": \"s0\", \"exact\": \"a\"},\n      {\"id\": \"p1\", \"source\": \"s1\", \"exact\": \"b\"  }  ],\n\
    \"events\": [{\"id\": \"e0\", \"title\": \"E\", \"lane\": \"l1\", \"citations\": [{\"passage\": \"p0\"}]},\n\
    {\"id\": \"e1\", \"title\": \"F\", \"lane\": \"l2\", \"dating\": {\"before\": [\"e0\"]}, \"mine\": {\"a\": [1, 2]}} ], \"x\": {}\n}\n";

/// A timeline that is edited, saved and undone.
struct Edited {
    timeline: Timeline,
    /// The file as it was last saved.
    base: String,
    /// What was done since.
    pending: Vec<Change>,
    /// What undoes everything, the last step at the end.
    inverses: Vec<Change>,
    /// What was undone.
    undone: Vec<Change>,
}

impl Edited {
    fn open(file: &str) -> Self {
        Self {
            timeline: timeline(file),
            base: file.to_owned(),
            pending: Vec::new(),
            inverses: Vec::new(),
            undone: Vec::new(),
        }
    }

    fn file(&self) -> String {
        spliced(&self.base, &self.pending)
    }

    fn save(&mut self) {
        self.base = self.file();
        self.pending.clear();
    }

    /// Applies a change, in memory and in the file.
    fn apply(&mut self, change: Change) -> Result<Change, ApplyError> {
        let inverse = self.timeline.apply(&change)?;
        self.pending.push(change);
        let file = self.file();
        assert_eq!(content(&self.timeline), content(&timeline(&file)), "{file}");
        Ok(inverse)
    }

    /// Applies a change if it fits. A change that memory refuses is refused by the file too,
    /// except one that the file decides.
    fn step(&mut self, change: Change) {
        match self.apply(change.clone()) {
            Ok(inverse) => self.inverses.push(inverse),
            Err(ApplyError::NeedsReload) => {}
            Err(error) => {
                assert!(
                    splice(self.file().as_bytes(), &[change]).is_err(),
                    "{error}"
                );
            }
        }
    }

    fn undo(&mut self) {
        if let Some(inverse) = self.inverses.pop() {
            let redo = self.apply(inverse).unwrap();
            self.undone.push(redo);
        }
    }

    fn redo(&mut self) {
        if let Some(redo) = self.undone.pop() {
            let inverse = self.apply(redo).unwrap();
            self.inverses.push(inverse);
        }
    }
}

/// How many sequences one run tries. `ANNALS_SEQUENCES=10000` tries that many.
fn sequences() -> u32 {
    let count = std::env::var("ANNALS_SEQUENCES").ok();
    count.and_then(|count| count.parse().ok()).unwrap_or(400)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(sequences()))]

    #[test]
    fn memory_and_file_agree_and_undo_restores_every_byte_also_after_saving(
        steps in proptest::collection::vec(any::<Step>(), 1..14),
        saves in proptest::collection::vec(0_u8..5, 42),
        is_canonical in any::<bool>(),
    ) {
        let start = if is_canonical {
            super::to_canonical_form(START.as_bytes()).unwrap()
        } else {
            START.to_owned()
        };
        let mut edited = Edited::open(&start);
        let mut saves = saves.into_iter().cycle();
        let mut maybe_save = |edited: &mut Edited| {
            if saves.next() == Some(0) {
                edited.save();
            }
        };
        for step in steps {
            if let Some(change) = change_of(&edited.file(), step) {
                edited.step(change);
            }
            maybe_save(&mut edited);
        }
        let end = edited.file();
        if is_canonical {
            prop_assert_eq!(&super::to_canonical_form(end.as_bytes()).unwrap(), &end);
        }
        while !edited.inverses.is_empty() {
            edited.undo();
            maybe_save(&mut edited);
        }
        prop_assert_eq!(edited.file(), &*start);
        prop_assert_eq!(&edited.timeline, &timeline(&start));
        while !edited.undone.is_empty() {
            edited.redo();
            maybe_save(&mut edited);
        }
        prop_assert_eq!(edited.file(), end);
    }
}

/// A file as people write it by hand: a byte order mark, CRLF, tabs, unknown keys, and
/// entries that are laid out in three ways.
fn hand_formatted(events: usize) -> String {
    let event = |number: usize| match number % 3 {
        0 => format!(
            "\t\t{{ \"id\": \"e{number}\",\t\"title\": \"Event {number}\", \"lane\": \"l\", \"mine\": 1.50 }}"
        ),
        1 => format!(
            "\t\t{{\r\n\t\t\t\"title\":  \"Event {number}\",\r\n\t\t\t\"lane\":   \"l\",\r\n\t\t\t\"id\":     \"e{number}\",\r\n\t\t\t\"tags\":   [ \"a\",\"b\" ]\r\n\t\t}}"
        ),
        _ => format!(
            "\t\t{{\"id\":\"e{number}\",\"title\":\"Event {number}\",\r\n\t\t \"lane\":\"l\",\"citations\":[]}}"
        ),
    };
    let events: Vec<String> = (0..events).map(event).collect();
    format!(
        "\u{feff}{{\r\n\t\"x\": {{}},\r\n\t\"annals\": 1,\r\n\t\"lanes\": [ {{\"id\":\"l\",\"name\":\"L\"}} ],\r\n\t\"events\": [\r\n{}\r\n\t]\r\n}}\r\n",
        events.join(",\r\n")
    )
}

/// The lines of a file that another version does not have, and those that only it has.
fn line_diff(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let lines =
        |text: &str| -> Vec<String> { text.split_inclusive('\n').map(str::to_owned).collect() };
    let (old, new) = (lines(old), lines(new));
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = (old[start..].iter().rev()).zip(new[start..].iter().rev());
    let end = rest.take_while(|(a, b)| a == b).count();
    (
        old[start..old.len() - end].to_vec(),
        new[start..new.len() - end].to_vec(),
    )
}

#[test]
fn one_word_in_a_hand_formatted_file_of_a_thousand_events_is_one_line() {
    let file = hand_formatted(1_000);
    let texts = EntryTexts::new(file.as_bytes().into());
    let kind = EntryKind::Event;
    let patched = |id: &str, pointer: &str, value: Value| {
        let old = texts.get(kind, id).unwrap();
        let json = set_members(kind, &old.json, &[(pointer, Some(value))]).unwrap();
        let new = old.with_json(json);
        let change = Change::Replace { kind, old, new };
        let changed = spliced(&file, std::slice::from_ref(&change));
        assert!(texts.changed(&change).get(kind, id).is_some());
        let mut made = timeline(&file);
        let inverse = made.apply(&change).unwrap();
        assert_eq!(spliced(&changed, &[inverse]), file);
        line_diff(&file, &changed)
    };
    let one = |text: &str| vec![text.to_owned()];
    for (id, pointer, value, old, new) in [
        (
            "e503",
            "/title",
            json!("Another"),
            "\t\t{\"id\":\"e503\",\"title\":\"Event 503\",\r\n",
            "\t\t{\"id\":\"e503\",\"title\":\"Another\",\r\n",
        ),
        (
            "e502",
            "/title",
            json!("Another"),
            "\t\t\t\"title\":  \"Event 502\",\r\n",
            "\t\t\t\"title\":  \"Another\",\r\n",
        ),
        (
            "e502",
            "/tags/-",
            json!("c"),
            "\t\t\t\"tags\":   [ \"a\",\"b\" ]\r\n",
            "\t\t\t\"tags\":   [ \"a\",\"b\",\"c\" ]\r\n",
        ),
        (
            "e999",
            "/date",
            json!("1958"),
            "\t\t{ \"id\": \"e999\",\t\"title\": \"Event 999\", \"lane\": \"l\", \"mine\": 1.50 }\r\n",
            "\t\t{ \"id\": \"e999\",\t\"title\": \"Event 999\", \"date\": \"1958\", \"lane\": \"l\", \"mine\": 1.50 }\r\n",
        ),
    ] {
        assert_eq!(patched(id, pointer, value), (one(old), one(new)));
    }
    // A new member on a line of its own.
    let (old, new) = patched("e502", "/date", json!("1958"));
    assert_eq!((old.len(), new.len()), (0, 1));
}

#[test]
fn new_lists_are_removed_when_their_first_entry_is_undone() {
    for start in [
        "{\"annals\": 1}",
        "{\n\t\"annals\": 1,\n\t\"events\": [ ]\n}",
        "{ \"annals\": 1, \"events\": [] , \"lanes\":[]}",
    ] {
        let texts = EntryTexts::new(start.as_bytes().into());
        let event = EntryText::new("e", r#"{"title":"E","id":"e"}"#);
        let mut edited = Edited::open(start);
        edited.step(texts.insertion(EntryKind::Event, event, None));
        edited.save();
        assert_eq!(ids(&edited.base, "events"), ["e"]);
        edited.undo();
        assert_eq!(edited.file(), start);
    }
}
