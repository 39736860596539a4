//! Adds entries to a timeline file and keeps the rest byte for byte.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map, Value};

use super::canonical::to_canonical_form;
use super::file_error::FileError;
use super::json_value::{JsonMember, JsonSlice};
use super::preflight::preflight;

/// A list of a timeline that can be added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryList {
    /// `sources`
    Sources,
    /// `passages`
    Passages,
}

impl EntryList {
    /// Its key in the file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Passages => "passages",
        }
    }

    /// The fields of new entries that refer to an entry of this list, each with the
    /// list of the new entry.
    const fn referring_fields(self) -> &'static [(Self, &'static str)] {
        match self {
            Self::Sources => &[(Self::Passages, "source")],
            Self::Passages => &[(Self::Passages, "replaces")],
        }
    }
}

/// A new entry of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntry {
    /// The list that it is added to.
    pub list: EntryList,
    /// The entry, with its `id`.
    pub entry: Map<String, Value>,
}

impl NewEntry {
    /// The id of the entry; empty if it has none.
    #[must_use]
    pub fn id(&self) -> &str {
        self.entry
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

/// Adds entries at the ends of their lists. All other bytes of the file stay as
/// they are; a file in canonical form stays canonical.
///
/// An entry that the list already has is left out. An entry whose id is taken,
/// even by one that cannot be used, gets the first free id (`p-2`, `p-3`, …), and
/// so do the references to it in the other new entries.
///
/// # Errors
///
/// [`FileError`] if the bytes are no timeline, or if one of the lists has another
/// type.
pub fn add_entries(bytes: &[u8], new_entries: &[NewEntry]) -> Result<Vec<u8>, FileError> {
    let file = preflight(bytes)?;
    let before_text = bytes.len() - file.text.len();
    let members = file.root.members().unwrap_or_default();
    let mut added = Vec::new();
    // Sources first, because passages refer to them.
    let mut renamed = HashMap::new();
    for list in [EntryList::Sources, EntryList::Passages] {
        let of_list = new_entries
            .iter()
            .filter(|new_entry| new_entry.list == list);
        let of_list: Vec<&NewEntry> = of_list.collect();
        if of_list.is_empty() {
            continue;
        }
        let mut addition = ListAddition::new(list, file.root, &members)?;
        for new_entry in of_list {
            addition.add(new_entry, &mut renamed)?;
        }
        added.extend(addition.finish());
    }
    // Missing lists are created at one place, in their order.
    added.sort_by_key(|(at, _)| *at);
    let mut text = Vec::with_capacity(bytes.len());
    let mut copied = 0;
    for (at, entries) in added {
        let at = bytes.len().min(before_text + at);
        text.extend_from_slice(bytes.get(copied..at).unwrap_or_default());
        text.extend_from_slice(entries.as_bytes());
        copied = at;
    }
    text.extend_from_slice(bytes.get(copied..).unwrap_or_default());
    let was_canonical = to_canonical_form(bytes).is_ok_and(|form| form.as_bytes() == bytes);
    if was_canonical {
        return Ok(to_canonical_form(&text)?.into_bytes());
    }
    Ok(text)
}

/// The new ids of entries whose own id was taken, by list and own id.
type RenamedIds = HashMap<(EntryList, String), String>;

/// The entries that are added to one list.
struct ListAddition<'t> {
    list: EntryList,
    /// The entries of the file, sorted by id.
    known: Vec<(Cow<'t, str>, JsonSlice<'t>)>,
    /// The added entries, by id.
    added: HashMap<String, Map<String, Value>>,
    /// The last number that was appended to each id.
    numbers: HashMap<String, u32>,
    /// The JSON of the added entries.
    written: Vec<String>,
    place: InsertionPlace,
}

/// Where entries are inserted into the file, in bytes.
#[derive(Clone, Copy)]
enum InsertionPlace {
    /// After its last entry.
    After(usize),
    /// Between the brackets of an empty list.
    Empty(usize),
    /// After the last member of the root, which lacks the list.
    NewList(usize),
}

impl<'t> ListAddition<'t> {
    fn new(
        list: EntryList,
        root: JsonSlice<'t>,
        members: &[JsonMember<'t>],
    ) -> Result<Self, FileError> {
        let key = list.key();
        let mut known = Vec::new();
        // Of repeated keys the first one counts.
        let place = if let Some(member) = members.iter().find(|member| member.key == key) {
            let list = member.value;
            let mut last = None;
            let is_list = list.each_element(|_, element| {
                known.extend(id_of(element).map(|id| (id, element)));
                last = Some(element.offset + element.token.len());
            });
            if !is_list {
                return Err(FileError::new(format!(
                    "`{key}` is not a list, so nothing can be added to it"
                ))
                .with_hint(format!("Make `{key}` a list: `\"{key}\": []`.")));
            }
            last.map_or(
                InsertionPlace::Empty(list.offset + 1),
                InsertionPlace::After,
            )
        } else {
            // A timeline has `annals` at least.
            let last = members.last();
            InsertionPlace::NewList(last.map_or(root.offset + 1, |member| {
                member.value.offset + member.value.token.len()
            }))
        };
        known.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Self {
            list,
            known,
            added: HashMap::new(),
            numbers: HashMap::new(),
            written: Vec::new(),
            place,
        })
    }

    /// Adds an entry, unless the list has it.
    fn add(&mut self, new_entry: &NewEntry, renamed: &mut RenamedIds) -> Result<(), FileError> {
        let mut entry = new_entry.entry.clone();
        for named in [EntryList::Sources, EntryList::Passages] {
            for (_, key) in named
                .referring_fields()
                .iter()
                .filter(|(by, _)| *by == self.list)
            {
                let id = entry.get(*key).and_then(Value::as_str);
                let id = id.and_then(|id| renamed.get(&(named, id.to_owned())));
                if let Some(id) = id.cloned() {
                    entry.insert((*key).to_owned(), Value::String(id));
                }
            }
        }
        let own_id = new_entry.id().to_owned();
        let mut id = own_id.clone();
        while self.is_taken(&id) {
            if self.has_equal(&id, &entry) {
                break;
            }
            let number = self.numbers.entry(own_id.clone()).or_insert(1);
            *number = number.checked_add(1).ok_or_else(|| {
                FileError::new(format!("No id is left for another entry “{own_id}”"))
            })?;
            id = format!("{own_id}-{number}");
            entry.insert("id".to_owned(), Value::String(id.clone()));
        }
        if id != own_id {
            renamed.insert((self.list, own_id), id.clone());
        }
        if !self.is_taken(&id) {
            self.written.push(indented(&entry, 4));
            self.added.insert(id, entry);
        }
        Ok(())
    }

    fn is_taken(&self, id: &str) -> bool {
        self.added.contains_key(id) || self.of_file(id).next().is_some()
    }

    /// Whether an entry with this id is equal to another.
    fn has_equal(&self, id: &str, entry: &Map<String, Value>) -> bool {
        let is_equal = |raw: JsonSlice<'_>| {
            serde_json::from_str::<Map<String, Value>>(raw.token).is_ok_and(|known| known == *entry)
        };
        self.added.get(id) == Some(entry) || self.of_file(id).any(is_equal)
    }

    /// All entries of the file with an id.
    fn of_file<'s>(&'s self, id: &'s str) -> impl Iterator<Item = JsonSlice<'t>> + 's {
        let first = self.known.partition_point(|(known, _)| **known < *id);
        let entries = self.known.get(first..).unwrap_or_default().iter();
        entries
            .take_while(move |(known, _)| *known == id)
            .map(|(_, entry)| *entry)
    }

    /// The text to insert, and the byte where.
    fn finish(self) -> Option<(usize, String)> {
        if self.written.is_empty() {
            return None;
        }
        let entries = self.written.join(",\n    ");
        Some(match self.place {
            InsertionPlace::After(at) => (at, format!(",\n    {entries}")),
            InsertionPlace::Empty(at) => (at, format!("\n    {entries}\n  ")),
            InsertionPlace::NewList(at) => {
                let key = self.list.key();
                (at, format!(",\n  \"{key}\": [\n    {entries}\n  ]"))
            }
        })
    }
}

fn id_of(entry: JsonSlice<'_>) -> Option<Cow<'_, str>> {
    let members = entry.members()?;
    let id = members.iter().find(|member| member.key == "id")?;
    id.value.string()
}

/// The JSON of an entry, with all lines but the first indented.
fn indented(entry: &Map<String, Value>, by: usize) -> String {
    let plain = serde_json::to_string_pretty(entry).unwrap_or_default();
    plain.replace('\n', &format!("\n{}", " ".repeat(by)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::read;
    use serde_json::json;

    fn passage(id: &str) -> NewEntry {
        let entry = json!({ "id": id, "source": "s", "exact": "new", "replaces": "p" });
        NewEntry {
            list: EntryList::Passages,
            entry: entry.as_object().unwrap().clone(),
        }
    }

    fn added(text: &str, new_entries: &[NewEntry]) -> String {
        String::from_utf8(add_entries(text.as_bytes(), new_entries).unwrap()).unwrap()
    }

    const LOOSE: &str = "{ \"annals\": 1,\r\n  \"sources\": [{\"csl\":{},\"id\":\"s\"} ],\n\
        \"passages\": [ {\"id\":\"p\",\"source\":\"s\",\"exact\":\"old\", \"odd\": 1e+2} ] , \"x\": 0 }";

    #[test]
    fn the_rest_of_the_file_stays_byte_for_byte() {
        let text = added(LOOSE, &[passage("q"), passage("r")]);
        let (before, after) = LOOSE.split_at(LOOSE.find("1e+2}").unwrap() + 5);
        assert!(text.starts_with(before), "{text}");
        assert!(text.ends_with(after), "{text}");
        let timeline = read(text.as_bytes()).unwrap().timeline;
        let ids: Vec<_> = timeline.passages.iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids, ["p", "q", "r"]);
    }

    #[test]
    fn an_entry_is_not_added_twice() {
        let once = added(LOOSE, &[passage("q")]);
        assert_eq!(added(&once, &[passage("q")]), once);
    }

    /// The ids of a list, in their order, and the text.
    fn ids(text: &str, list: &str) -> Vec<String> {
        let value: Value = serde_json::from_str(text).unwrap();
        let list = value[list].as_array().unwrap().iter();
        list.map(|entry| entry["id"].as_str().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn an_entry_whose_id_is_taken_gets_a_free_one() {
        for other in [
            // A passage with an unknown source is not in the timeline.
            r#"{"id": "q", "source": "gone", "exact": "x"}"#,
            r#"{"id": "q", "source": "s", "exact": "another"}"#,
        ] {
            let file = LOOSE.replace("1e+2}", &format!("1e+2}}, {other}"));
            let once = added(&file, &[passage("q")]);
            assert_eq!(ids(&once, "passages"), ["p", "q", "q-2"], "{once}");
            assert!(once.contains(other), "{once}");
            assert_eq!(added(&once, &[passage("q")]), once, "added before");
            let taken = file.replace("\"p\"", "\"q-2\"");
            let third = added(&taken, &[passage("q")]);
            assert_eq!(ids(&third, "passages"), ["q-2", "q", "q-3"]);
        }
    }

    #[test]
    fn references_follow_an_entry_to_its_new_id() {
        let source = |id: &str| NewEntry {
            list: EntryList::Sources,
            entry: json!({ "id": id, "csl": { "title": "New" } })
                .as_object()
                .unwrap()
                .clone(),
        };
        let mut second = passage("r");
        second.entry.insert("replaces".to_owned(), json!("p"));
        let mut third = passage("p-2");
        third.entry.insert("replaces".to_owned(), json!("r"));
        let with_r = LOOSE.replace("1e+2}", r#"1e+2}, {"id": "r"}"#);
        let text = added(&with_r, &[second, source("s"), third]);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(ids(&text, "sources"), ["s", "s-2"]);
        assert_eq!(ids(&text, "passages"), ["p", "r", "r-2", "p-2"]);
        assert_eq!(value["passages"][2]["source"], "s-2");
        assert_eq!(value["passages"][3]["replaces"], "r-2");
    }

    #[test]
    fn twenty_thousand_entries_are_added_in_one_pass() {
        // One pass for each would take hours.
        let sources: Vec<NewEntry> = (0..20_000)
            .map(|number| NewEntry {
                list: EntryList::Sources,
                entry: json!({ "id": format!("n{}", number / 2), "csl": { "number": number } })
                    .as_object()
                    .unwrap()
                    .clone(),
            })
            .collect();
        let text = added(LOOSE, &sources);
        assert_eq!(ids(&text, "sources").len(), 20_001);
        assert_eq!(added(&text, &sources), text);
    }

    #[test]
    fn a_missing_or_empty_list_gets_its_first_entry() {
        for text in [
            "{\"annals\":1}",
            "{\"annals\": 1, \"passages\": [ ]}",
            "\u{feff}{\"annals\":1,\"title\":\"ភ្នំពេញ\"}",
        ] {
            let text = added(text, &[passage("q")]);
            let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
            assert_eq!(value["passages"][0]["id"], "q");
            let source = NewEntry {
                list: EntryList::Sources,
                entry: json!({ "id": "t", "csl": {} }).as_object().unwrap().clone(),
            };
            let text = added(&text, &[passage("r"), source]);
            let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
            assert_eq!(value["passages"][1]["id"], "r");
            assert_eq!(value["sources"][0]["id"], "t");
        }
    }

    #[test]
    fn a_canonical_file_stays_canonical() {
        let before = to_canonical_form(LOOSE.as_bytes()).unwrap();
        let after = added(&before, &[passage("q")]);
        assert_eq!(to_canonical_form(after.as_bytes()).unwrap(), after);
        assert!(after.len() > before.len());
    }

    #[test]
    fn a_list_of_another_type_is_refused() {
        let refusal = add_entries(b"{\"annals\":1,\"passages\":{}}", &[passage("q")]).unwrap_err();
        assert!(refusal.message.text().contains("not a list"), "{refusal}");
        assert!(add_entries(b"[]", &[passage("q")]).is_err());
    }
}
