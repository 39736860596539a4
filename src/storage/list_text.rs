//! The text of one list of a file, while entries come, go and move.

use std::borrow::Cow;
use std::collections::hash_map::Entry as MapEntry;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde_json::Value;

use super::canonical::KeyOrder;
use super::file_error::FileError;
use super::json_layout::{Layout as JsonLayout, OneLine};
use super::json_value::{JsonMember, JsonSlice, JsonType};
use crate::model::{ApplyError, EntryKind, EntryText, SurroundingSpace};

/// How the lines of a file are laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineFormat<'t> {
    /// What ends a line.
    pub(super) line_break: &'t str,
    /// The white space by which each level is indented.
    pub(super) unit: &'t str,
}

/// A list of the file and what it becomes.
#[derive(Default)]
pub(super) struct ListText<'t> {
    /// Where it is in the text; `None` if the file has none.
    pub(super) range: Option<Range<usize>>,
    /// Those of the file, then those that were added.
    entries: Vec<ListEntry<'t>>,
    /// The numbers of the entries that are left, in order.
    pub(super) order: Vec<usize>,
    /// The number of the first entry with each id.
    by_id: HashMap<Cow<'t, str>, usize>,
    /// The ids that several entries have.
    repeated: HashSet<Cow<'t, str>>,
    /// The white space before the closing bracket.
    closing: &'t str,
    pub(super) is_changed: bool,
}

struct ListEntry<'t> {
    /// `None` if it has none.
    id: Option<Cow<'t, str>>,
    json: Cow<'t, str>,
    /// `None` for a new entry.
    margins: Option<(Cow<'t, str>, Cow<'t, str>)>,
    /// Whether `json` is still to be laid out.
    is_new_text: bool,
    is_removed: bool,
}

impl<'t> ListText<'t> {
    pub(super) fn new(
        text: &'t str,
        member: Option<&JsonMember<'t>>,
        kind: EntryKind,
    ) -> Result<Self, FileError> {
        let mut made = Self::default();
        let Some(member) = member else {
            return Ok(made);
        };
        let value = member.value;
        if value.kind() != JsonType::Array {
            let key = kind.list_key();
            return Err(
                FileError::new(format!("`{key}` is not a list, so it can't be changed"))
                    .with_hint(format!("Make `{key}` a list: `\"{key}\": []`.")),
            );
        }
        let mut end = value.offset + 1;
        value.each_element(|_, element| {
            let gap = text.get(end..element.offset).unwrap_or_default();
            let (after, before) = gap.split_once(',').unwrap_or(("", gap));
            if let Some((_, margin)) = made.entries.last_mut().and_then(|it| it.margins.as_mut()) {
                *margin = after.into();
            }
            made.add(ListEntry {
                id: entry_id(element),
                json: element.token.into(),
                margins: Some((before.into(), "".into())),
                is_new_text: false,
                is_removed: false,
            });
            end = element.range().end;
        });
        made.order = (0..made.entries.len()).collect();
        let bracket = value.range().end - 1;
        made.closing = text.get(end..bracket).unwrap_or_default();
        made.range = Some(value.range());
        Ok(made)
    }

    /// Adds an entry, which is not in the order yet. Returns its number.
    fn add(&mut self, entry: ListEntry<'t>) -> usize {
        let number = self.entries.len();
        if let Some(id) = &entry.id {
            match self.by_id.entry(id.clone()) {
                MapEntry::Vacant(slot) => {
                    slot.insert(number);
                }
                MapEntry::Occupied(_) => {
                    self.repeated.insert(id.clone());
                }
            }
        }
        self.entries.push(entry);
        number
    }

    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    fn known(&self, kind: EntryKind, id: &str) -> Result<usize, ApplyError> {
        self.find(id)
            .ok_or_else(|| ApplyError::UnknownEntry(kind, id.into()))
    }

    /// The place in the order of the entry with an id, or the end.
    fn insertion_index(&self, kind: EntryKind, before: Option<&str>) -> Result<usize, ApplyError> {
        let Some(before) = before else {
            return Ok(self.order.len());
        };
        let number = self.known(kind, before)?;
        let place = self.order.iter().position(|other| *other == number);
        Ok(place.unwrap_or(self.order.len()))
    }

    pub(super) fn insert(
        &mut self,
        kind: EntryKind,
        entry: &EntryText,
        before: Option<&str>,
    ) -> Result<(), FileError> {
        if self.find(&entry.id).is_some() {
            return Err(ApplyError::IdTaken(kind, entry.id.clone()).into());
        }
        let place = self.insertion_index(kind, before)?;
        let margins = entry.margins.as_ref();
        let number = self.add(ListEntry {
            id: Some(entry.id.to_string().into()),
            json: entry.json.to_string().into(),
            is_new_text: margins.is_none(),
            margins: margins.map(|margins| {
                let SurroundingSpace { before, after } = margins;
                (before.to_string().into(), after.to_string().into())
            }),
            is_removed: false,
        });
        self.order.insert(place, number);
        self.is_changed = true;
        Ok(())
    }

    pub(super) fn remove(&mut self, kind: EntryKind, id: &str) -> Result<(), FileError> {
        let number = self.known(kind, id)?;
        if let Some(entry) = self.entries.get_mut(number) {
            entry.is_removed = true;
        }
        self.by_id.remove(id);
        if self.repeated.contains(id) {
            // The next one with this id is the first now.
            let next = self.order.iter().copied().find(|other| {
                let entry = self.entries.get(*other);
                entry.is_some_and(|entry| !entry.is_removed && entry.id.as_deref() == Some(id))
            });
            if let Some(next) = next {
                self.by_id.insert(id.to_owned().into(), next);
            }
        }
        self.is_changed = true;
        Ok(())
    }

    pub(super) fn replace(&mut self, kind: EntryKind, new: &EntryText) -> Result<(), FileError> {
        let number = self.known(kind, &new.id)?;
        if let Some(entry) = self.entries.get_mut(number) {
            entry.json = new.json.to_string().into();
            entry.is_new_text = new.margins.is_none();
        }
        self.is_changed = true;
        Ok(())
    }

    pub(super) fn move_before(
        &mut self,
        kind: EntryKind,
        id: &str,
        before: Option<&str>,
    ) -> Result<(), FileError> {
        let number = self.known(kind, id)?;
        self.order.retain(|other| *other != number);
        let place = self.insertion_index(kind, before)?;
        self.order.insert(place, number);
        self.is_changed = true;
        Ok(())
    }

    /// Whether an entry is equal to a new one, however both are laid out.
    pub(super) fn has_equal(&self, number: usize, new: &EntryText) -> bool {
        let value = |json: &str| serde_json::from_str::<Value>(json).ok();
        let known = self.entries.get(number);
        known.is_some_and(|known| value(&known.json) == value(&new.json))
    }

    /// Every entry that has an id.
    pub(super) fn texts(&self) -> Vec<EntryText> {
        let numbers = self.order.iter().copied();
        let has_id = |number: &usize| self.entries.get(*number).is_some_and(|it| it.id.is_some());
        numbers
            .filter(has_id)
            .map(|number| self.entry_text(number))
            .collect()
    }

    /// An entry with its margins.
    pub(super) fn entry_text(&self, number: usize) -> EntryText {
        let entry = self.entries.get(number);
        let margins = entry.and_then(|entry| entry.margins.as_ref());
        EntryText {
            id: entry
                .and_then(|entry| entry.id.as_deref())
                .unwrap_or_default()
                .into(),
            json: entry.map_or("", |entry| &entry.json).into(),
            margins: margins.map(|(before, after)| SurroundingSpace {
                before: (**before).into(),
                after: (**after).into(),
            }),
        }
    }

    /// The entries that are left, in order.
    fn left(&self) -> impl Iterator<Item = &ListEntry<'t>> {
        let entries = self
            .order
            .iter()
            .filter_map(|number| self.entries.get(*number));
        entries.filter(|entry| !entry.is_removed)
    }

    /// The text of the list.
    pub(super) fn written(&self, kind: EntryKind, lines: Option<LineFormat<'_>>) -> String {
        let was_empty = self
            .entries
            .first()
            .is_none_or(|first| first.margins.is_none());
        let layout = Layout::of(self, lines);
        let mut text = String::from("[");
        let mut after: &str = "";
        let mut is_first = true;
        for entry in self.left() {
            if !is_first {
                text.push_str(after);
                text.push(',');
            }
            is_first = false;
            if let Some((before, margin)) = &entry.margins {
                text.push_str(before);
                after = margin;
            } else {
                text.push_str(&layout.before);
                after = "";
            }
            if entry.is_new_text {
                text.push_str(&layout.laid_out(&entry.json, kind));
            } else {
                text.push_str(&entry.json);
            }
        }
        match lines {
            Some(lines) if was_empty && !is_first => {
                text.push_str(lines.line_break);
                text.push_str(lines.unit);
            }
            _ => text.push_str(self.closing),
        }
        text.push(']');
        text
    }
}

/// How new entries of a list are laid out.
struct Layout<'t> {
    /// The white space before each.
    before: String,
    /// The lines of each; `None` if it is one line.
    lines: Option<LineFormat<'t>>,
    /// By how many levels an entry is indented.
    depth: usize,
}

impl<'t> Layout<'t> {
    /// As the entries of the list, or as the file if the list has none.
    fn of(list: &ListText<'_>, lines: Option<LineFormat<'t>>) -> Self {
        let sample = list.entries.iter().rev();
        let sample = sample.filter_map(|entry| Some((entry, &entry.margins.as_ref()?.0)));
        let sample = sample.max_by_key(|(_, before)| before.contains('\n'));
        let Some((sample, before)) = sample else {
            return match lines {
                Some(it) => Self {
                    before: format!("{}{}{}", it.line_break, it.unit, it.unit),
                    lines,
                    depth: 2,
                },
                None => Self {
                    before: String::new(),
                    lines,
                    depth: 0,
                },
            };
        };
        let is_spread = sample.json.contains('\n');
        let indentation = before.rsplit_once('\n').map_or("", |(_, it)| it);
        let unit = lines.map_or(2, |lines| lines.unit.len().max(1));
        Self {
            before: match &**before {
                "" if list.left().count() > 1 && sample.json.contains("\": ") => " ".to_owned(),
                before => before.to_owned(),
            },
            lines: lines.filter(|_| is_spread),
            depth: indentation.len() / unit,
        }
    }

    fn laid_out(&self, json: &str, kind: EntryKind) -> String {
        let Ok(entry) = JsonSlice::of_text(json) else {
            return json.to_owned();
        };
        let order = KeyOrder::of_entry(kind);
        let Some(lines) = self.lines else {
            let layout = JsonLayout {
                one_line: OneLine::Always,
                ..JsonLayout::CANONICAL
            };
            return layout.written(entry, order);
        };
        let layout = JsonLayout {
            line_break: lines.line_break,
            unit: lines.unit,
            indentation: &lines.unit.repeat(self.depth),
            ..JsonLayout::CANONICAL
        };
        layout.written(entry, order)
    }
}

fn entry_id(entry: JsonSlice<'_>) -> Option<Cow<'_, str>> {
    let members = entry.members()?;
    let id = members.iter().find(|member| member.key == "id")?;
    id.value.string().filter(|id| !id.is_empty())
}
