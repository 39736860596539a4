//! Makes changes in the text of a timeline and keeps all other bytes.
//!
//! A new entry is laid out as its neighbours are. An entry that comes back, and
//! the white space around it, is as it was: a file to which a change and its inverse
//! are applied is the same byte for byte.

use std::borrow::Cow;
use std::collections::hash_map::Entry as MapEntry;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::canonical::{Lines, laid_out, to_canonical_form};
use super::file_error::FileError;
use super::json_value::{JsonMember, JsonSlice, JsonType};
use super::preflight::preflight;
use crate::model::{ApplyError, Change, EntryList, EntryText, Margins, TimelineField};

/// Makes changes, one after another, in the bytes of a timeline. A file in canonical
/// form stays canonical.
///
/// # Errors
///
/// [`FileError`] if the bytes are no timeline, if one of the lists has another type,
/// or if a change does not fit the file, for the reasons of [`ApplyError`].
pub fn splice(bytes: &[u8], changes: &[Change]) -> Result<Vec<u8>, FileError> {
    let mut splicer = Splicer::new(bytes)?;
    for change in changes {
        splicer.apply(change)?;
    }
    let mut edits = splicer.list_edits();
    edits.extend(splicer.field_edits());
    // Members that are added at one place keep their order.
    edits.sort_by_key(|edit| edit.range.start);
    if edits.is_empty() {
        return Ok(bytes.to_vec());
    }
    let before_text = bytes.len() - splicer.text.len();
    let mut spliced = Vec::with_capacity(bytes.len());
    let mut copied = 0;
    for edit in edits {
        let start = before_text + edit.range.start;
        spliced.extend_from_slice(bytes.get(copied..start).unwrap_or_default());
        spliced.extend_from_slice(edit.text.as_bytes());
        copied = before_text + edit.range.end;
    }
    spliced.extend_from_slice(bytes.get(copied..).unwrap_or_default());
    let was_canonical = to_canonical_form(bytes).is_ok_and(|form| form.as_bytes() == bytes);
    if was_canonical {
        return Ok(to_canonical_form(&spliced)?.into_bytes());
    }
    Ok(spliced)
}

/// An entry as the bytes of a timeline have it after some changes; `None` if its
/// list has no entry with this id. Of several with one id it is the first.
///
/// # Errors
///
/// [`FileError`] as with [`splice`].
pub fn entry_text(
    bytes: &[u8],
    changes: &[Change],
    list: EntryList,
    id: &str,
) -> Result<Option<EntryText>, FileError> {
    let mut splicer = Splicer::new(bytes)?;
    for change in changes {
        splicer.apply(change)?;
    }
    let list = splicer.list(list)?;
    Ok(list.find(id).map(|number| list.text_of(number)))
}

/// A range of the text, in bytes, and what takes its place.
struct TextEdit {
    range: Range<usize>,
    text: String,
}

struct Splicer<'t> {
    /// The text, without a byte order mark.
    text: &'t str,
    members: Vec<JsonMember<'t>>,
    root: JsonSlice<'t>,
    lists: HashMap<EntryList, ListText<'t>>,
    fields: HashMap<TimelineField, Option<Arc<str>>>,
}

/// A list of the file and what it becomes.
struct ListText<'t> {
    /// Where it is in the text; `None` if the file has none.
    range: Option<Range<usize>>,
    /// Those of the file, then those that were added.
    entries: Vec<Entry<'t>>,
    /// The numbers of the entries that are left, in order.
    order: Vec<usize>,
    /// The number of the first entry with each id.
    by_id: HashMap<Cow<'t, str>, usize>,
    /// The ids that several entries have.
    repeated: HashSet<Cow<'t, str>>,
    /// The white space before the closing bracket.
    closing: &'t str,
    is_changed: bool,
}

struct Entry<'t> {
    /// `None` if it has none.
    id: Option<Cow<'t, str>>,
    json: Cow<'t, str>,
    /// `None` for a new entry.
    margins: Option<(Cow<'t, str>, Cow<'t, str>)>,
    is_removed: bool,
}

impl<'t> Splicer<'t> {
    fn new(bytes: &'t [u8]) -> Result<Self, FileError> {
        let file = preflight(bytes)?;
        Ok(Self {
            text: file.text,
            members: file.root.members().unwrap_or_default(),
            root: file.root,
            lists: HashMap::new(),
            fields: HashMap::new(),
        })
    }

    /// The member of the root with a key. Of repeated keys the first one counts.
    fn member(&self, key: &str) -> Option<&JsonMember<'t>> {
        self.members.iter().find(|member| member.key == key)
    }

    fn list(&mut self, list: EntryList) -> Result<&mut ListText<'t>, FileError> {
        if !self.lists.contains_key(&list) {
            let made = ListText::new(self.text, self.member(list.key()), list)?;
            self.lists.insert(list, made);
        }
        Ok(self.lists.entry(list).or_default())
    }

    fn apply(&mut self, change: &Change) -> Result<(), FileError> {
        match change {
            Change::Insert {
                list,
                entry,
                before,
            } => self.list(*list)?.insert(*list, entry, before.as_deref()),
            Change::Remove { list, entry } => self.list(*list)?.remove(*list, &entry.id),
            Change::Replace { list, new, .. } => self.list(*list)?.replace(*list, new),
            Change::Move { list, id, before } => {
                self.list(*list)?.move_before(*list, id, before.as_deref())
            }
            Change::SetField { field, new, .. } => {
                self.fields.insert(*field, new.clone());
                Ok(())
            }
            Change::Batch(changes) => {
                for change in changes {
                    self.apply(change)?;
                }
                Ok(())
            }
        }
    }

    /// The white space before the first key of the root, which shows how the file is
    /// laid out.
    fn root_margin(&self) -> &'t str {
        let start = self.root.offset + 1;
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.len() - rest.trim_start().len();
        rest.get(..end).unwrap_or_default()
    }

    /// How the lines of the file are laid out; `None` if it is one line.
    fn lines(&self) -> Option<Lines<'t>> {
        let margin = self.root_margin();
        let (before, unit) = margin.rsplit_once('\n')?;
        let line_break = if before.ends_with('\r') { "\r\n" } else { "\n" };
        let unit = if unit.is_empty() { "  " } else { unit };
        Some(Lines { line_break, unit })
    }

    /// The edits of the lists that changed.
    fn list_edits(&self) -> Vec<TextEdit> {
        let mut edits = Vec::new();
        for list in EntryList::ALL {
            let Some(text) = self.lists.get(&list).filter(|text| text.is_changed) else {
                continue;
            };
            match &text.range {
                Some(range) => edits.push(TextEdit {
                    range: range.clone(),
                    text: text.written(self.lines()),
                }),
                None if text.order.is_empty() => {}
                None => edits.push(self.new_member(list.key(), &text.written(self.lines()))),
            }
        }
        edits
    }

    /// The edits of the fields that changed.
    fn field_edits(&self) -> Vec<TextEdit> {
        let mut edits = Vec::new();
        for field in [
            TimelineField::Title,
            TimelineField::Description,
            TimelineField::Language,
        ] {
            let Some(value) = self.fields.get(&field) else {
                continue;
            };
            let old = self.member(field.key());
            match (old, value) {
                (Some(old), Some(new)) if old.value.token != &**new => edits.push(TextEdit {
                    range: old.value.range(),
                    text: new.to_string(),
                }),
                (None, Some(new)) => edits.push(self.new_member(field.key(), new)),
                (Some(old), None) => edits.push(self.without_member(old)),
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
        edits
    }

    /// Adds a member after the last one of the root. A timeline has `annals` at
    /// least.
    fn new_member(&self, key: &str, value: &str) -> TextEdit {
        let end = self.members.last().map(|last| last.value.range().end);
        let end = end.unwrap_or(self.root.offset + 1);
        let margin = match self.root_margin() {
            "" => " ",
            margin => margin,
        };
        TextEdit {
            range: end..end,
            text: format!(",{margin}\"{key}\": {value}"),
        }
    }

    /// Removes a member and one of the commas beside it.
    fn without_member(&self, member: &JsonMember<'t>) -> TextEdit {
        let at = |token: &str| token.as_ptr().addr() - self.text.as_ptr().addr();
        let number = self.members.iter();
        let number =
            number.take_while(|other| other.key_token.as_ptr() != member.key_token.as_ptr());
        let number = number.count();
        let before = number.checked_sub(1).and_then(|at| self.members.get(at));
        let range = match (before, self.members.get(number + 1)) {
            (Some(before), _) => before.value.range().end..member.value.range().end,
            (None, Some(after)) => at(member.key_token)..at(after.key_token),
            (None, None) => at(member.key_token)..member.value.range().end,
        };
        TextEdit {
            range,
            text: String::new(),
        }
    }
}

impl Default for ListText<'_> {
    fn default() -> Self {
        Self {
            range: None,
            entries: Vec::new(),
            order: Vec::new(),
            by_id: HashMap::new(),
            repeated: HashSet::new(),
            closing: "",
            is_changed: false,
        }
    }
}

impl<'t> ListText<'t> {
    fn new(
        text: &'t str,
        member: Option<&JsonMember<'t>>,
        list: EntryList,
    ) -> Result<Self, FileError> {
        let mut made = Self::default();
        let Some(member) = member else {
            return Ok(made);
        };
        let value = member.value;
        if value.kind() != JsonType::Array {
            let key = list.key();
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
            made.add(Entry {
                id: id_of(element),
                json: element.token.into(),
                margins: Some((before.into(), "".into())),
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
    fn add(&mut self, entry: Entry<'t>) -> usize {
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

    fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    fn known(&self, list: EntryList, id: &str) -> Result<usize, ApplyError> {
        self.find(id)
            .ok_or_else(|| ApplyError::UnknownEntry(list, id.into()))
    }

    /// The place in the order of the entry with an id, or the end.
    fn place_of(&self, list: EntryList, before: Option<&str>) -> Result<usize, ApplyError> {
        let Some(before) = before else {
            return Ok(self.order.len());
        };
        let number = self.known(list, before)?;
        let place = self.order.iter().position(|other| *other == number);
        Ok(place.unwrap_or(self.order.len()))
    }

    fn insert(
        &mut self,
        list: EntryList,
        entry: &EntryText,
        before: Option<&str>,
    ) -> Result<(), FileError> {
        if self.find(&entry.id).is_some() {
            return Err(ApplyError::IdTaken(list, entry.id.clone()).into());
        }
        let place = self.place_of(list, before)?;
        let margins = entry.margins.as_ref();
        let number = self.add(Entry {
            id: Some(entry.id.to_string().into()),
            json: entry.json.to_string().into(),
            margins: margins.map(|margins| {
                let Margins { before, after } = margins;
                (before.to_string().into(), after.to_string().into())
            }),
            is_removed: false,
        });
        self.order.insert(place, number);
        self.is_changed = true;
        Ok(())
    }

    fn remove(&mut self, list: EntryList, id: &str) -> Result<(), FileError> {
        let number = self.known(list, id)?;
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

    fn replace(&mut self, list: EntryList, new: &EntryText) -> Result<(), FileError> {
        let number = self.known(list, &new.id)?;
        if let Some(entry) = self.entries.get_mut(number) {
            entry.json = new.json.to_string().into();
        }
        self.is_changed = true;
        Ok(())
    }

    fn move_before(
        &mut self,
        list: EntryList,
        id: &str,
        before: Option<&str>,
    ) -> Result<(), FileError> {
        let number = self.known(list, id)?;
        self.order.retain(|other| *other != number);
        let place = self.place_of(list, before)?;
        self.order.insert(place, number);
        self.is_changed = true;
        Ok(())
    }

    /// An entry with its margins.
    fn text_of(&self, number: usize) -> EntryText {
        let entry = self.entries.get(number);
        let margins = entry.and_then(|entry| entry.margins.as_ref());
        EntryText {
            id: entry
                .and_then(|entry| entry.id.as_deref())
                .unwrap_or_default()
                .into(),
            json: entry.map_or("", |entry| &entry.json).into(),
            margins: margins.map(|(before, after)| Margins {
                before: (**before).into(),
                after: (**after).into(),
            }),
        }
    }

    /// The entries that are left, in order.
    fn left(&self) -> impl Iterator<Item = &Entry<'t>> {
        let entries = self
            .order
            .iter()
            .filter_map(|number| self.entries.get(*number));
        entries.filter(|entry| !entry.is_removed)
    }

    /// The text of the list.
    fn written(&self, lines: Option<Lines<'_>>) -> String {
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
            match &entry.margins {
                Some((before, margin)) => {
                    text.push_str(before);
                    text.push_str(&entry.json);
                    after = margin;
                }
                None => {
                    text.push_str(&layout.before);
                    text.push_str(&layout.laid_out(&entry.json));
                    after = "";
                }
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
    lines: Option<Lines<'t>>,
    /// By how many levels an entry is indented.
    depth: usize,
}

impl<'t> Layout<'t> {
    /// As the entries of the list, or as the file if the list has none.
    fn of(list: &ListText<'_>, lines: Option<Lines<'t>>) -> Self {
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

    fn laid_out(&self, json: &str) -> String {
        match JsonSlice::of_text(json) {
            Ok(value) => laid_out(value, self.lines, self.depth),
            Err(_) => json.to_owned(),
        }
    }
}

fn id_of(entry: JsonSlice<'_>) -> Option<Cow<'_, str>> {
    let members = entry.members()?;
    let id = members.iter().find(|member| member.key == "id")?;
    id.value.string().filter(|id| !id.is_empty())
}

impl From<ApplyError> for FileError {
    fn from(error: ApplyError) -> Self {
        Self::new(error.to_string())
    }
}
