//! The JSON of a timeline, entry by entry, while changes are applied to it.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::canonical::KeyOrder;
use super::entry_spans::FileText;
use super::file_error::FileError;
use super::json_cursor::{JsonCursor, ReadResult};
use super::json_layout::{Layout, OneLine, quoted};
use super::json_pieces::Pieces;
use super::json_value::JsonSlice;
use super::list_text::{EmptyListLayout, ListText};
use super::set_members::canonical_position;
use crate::language::Message;
use crate::model::{Change, EntryKind, EntryText};

/// The JSON of the entries of a timeline with its changes. Copies share what did not
/// change. The bytes are read on first use, once for all copies made after it.
#[derive(Clone)]
pub struct EntryTexts {
    bytes: Arc<[u8]>,
    text: OnceLock<TimelineJson>,
}

impl EntryTexts {
    /// The entries of a file. One that is no timeline has none.
    #[must_use]
    pub const fn new(bytes: Arc<[u8]>) -> Self {
        Self {
            bytes,
            text: OnceLock::new(),
        }
    }

    /// An entry, with the white space that goes with it. Of several with one id it is the
    /// first.
    #[must_use]
    pub fn get(&self, kind: EntryKind, id: &str) -> Option<EntryText> {
        let (file, text) = (self.file(), self.text());
        let list = text.list(file, kind);
        Some(list.entry_text(file, list.find(file, id)?))
    }

    /// The entries with an id whose JSON contains a text, list by list.
    #[must_use]
    pub fn containing(&self, text: &str) -> Vec<(EntryKind, Box<str>)> {
        let file = self.file();
        let mut found = Vec::new();
        if !file.whole().contains(text) && self.text.get().is_none() {
            return found;
        }
        for kind in EntryKind::ALL {
            let entries = self.text().list(file, kind).texts(file).into_iter();
            let entries = entries.filter(|entry| entry.json.contains(text));
            found.extend(entries.map(|entry| (kind, entry.id)));
        }
        found
    }

    /// The JSON value of a field of the timeline itself, such as its title.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<Arc<str>> {
        let member = self.text().root.member(key)?;
        Some(member.value(self.file()).into())
    }

    /// The change that adds an entry before another one, or at the end. Its inverse also
    /// removes the list if the file has none.
    #[must_use]
    pub fn insertion(&self, kind: EntryKind, entry: EntryText, before: Option<&str>) -> Change {
        let insert = Change::Insert {
            kind,
            entry,
            before: before.map(Box::from),
        };
        let empty: Arc<str> = "[]".into();
        let text = self.text();
        let old = text.empty_list(self.file(), kind);
        if text.list(self.file(), kind).len() > 0 || old.as_ref() == Some(&empty) {
            return insert;
        }
        let set = Change::SetField {
            field: kind.list_key().into(),
            old,
            new: Some(empty),
        };
        Change::Batch(vec![set, insert])
    }

    /// Applies a change.
    ///
    /// # Errors
    ///
    /// As [`splice`](super::splice()). After an error the first changes of a batch may have
    /// been applied.
    pub fn apply(&mut self, change: &Change) -> Result<(), FileError> {
        self.text();
        let Self { bytes, text } = self;
        let Some(text) = text.get_mut() else {
            return Ok(());
        };
        text.apply(FileText::new(bytes), change)
    }

    /// The entries after a change; as they are if it does not fit.
    #[must_use]
    pub fn changed(&self, change: &Change) -> Self {
        self.text();
        let mut changed = self.clone();
        match changed.apply(change) {
            Ok(()) => changed,
            Err(_) => self.clone(),
        }
    }

    fn file(&self) -> FileText<'_> {
        FileText::new(&self.bytes)
    }

    fn text(&self) -> &TimelineJson {
        let text = || TimelineJson::new(self.file());
        self.text.get_or_init(|| text().unwrap_or_default())
    }
}

impl fmt::Debug for EntryTexts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntryTexts")
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// The text of a timeline while it changes. Every method takes the text of the file,
/// without a byte order mark.
#[derive(Debug, Clone, Default)]
pub(super) struct TimelineJson {
    root: Arc<Root>,
    /// The lists in the order of [`EntryKind::ALL`], found on first use.
    lists: [OnceLock<Arc<ListText>>; EntryKind::ALL.len()],
}

/// The root object.
#[derive(Debug, Clone)]
struct Root {
    range: Range<usize>,
    pieces: Pieces<'static, RootMember>,
}

/// A member of the root.
#[derive(Debug, Clone)]
struct RootMember {
    key: Box<str>,
    /// The key with the colon, as they are written.
    head: Box<str>,
    value: RootValue,
}

#[derive(Debug, Clone)]
enum RootValue {
    /// As in the file.
    File(Range<usize>),
    /// Changed.
    Set(Arc<str>),
    /// Removed, but its place is known as long as the file is not written.
    Removed,
}

impl Default for Root {
    fn default() -> Self {
        Self {
            range: 0..0,
            pieces: Pieces {
                opening: "".into(),
                items: Vec::new(),
                closing: "".into(),
            },
        }
    }
}

impl RootMember {
    fn value<'s>(&'s self, file: FileText<'s>) -> &'s str {
        match &self.value {
            RootValue::File(range) => file.get(range.clone()).unwrap_or_default(),
            RootValue::Set(json) => json,
            RootValue::Removed => "",
        }
    }

    const fn is_removed(&self) -> bool {
        matches!(self.value, RootValue::Removed)
    }
}

impl Root {
    fn read(file: FileText<'_>) -> ReadResult<Self> {
        let text = file.whole();
        let mut cursor = JsonCursor::new(text);
        cursor.peek()?;
        let start = cursor.offset();
        let mut items = Vec::new();
        let mut has_more = cursor.enter(b'}')?;
        while has_more {
            cursor.peek()?;
            let first = cursor.offset();
            let key = cursor.key()?.value;
            cursor.peek()?;
            let head = cursor.text_since(first).into();
            let value = cursor.skip()?.range();
            let member = RootMember {
                key: (*key).into(),
                head,
                value: RootValue::File(value.clone()),
            };
            items.push((first..value.end, member));
            has_more = cursor.advance(b'}')?;
        }
        let range = start..cursor.offset();
        Ok(Self {
            pieces: Pieces::new(text, range.clone(), items.into_iter()).into_owned(),
            range,
        })
    }

    /// The member with a key. Of repeated keys the first one counts.
    fn member(&self, key: &str) -> Option<&RootMember> {
        let mut members = self.pieces.items.iter().map(|piece| &piece.item);
        members.find(|member| &*member.key == key && !member.is_removed())
    }

    /// What ends a line, and the white space of one level; `None` if the file is one
    /// line.
    fn lines(&self) -> Option<(&str, &str)> {
        let (before, unit) = self.pieces.opening.rsplit_once('\n')?;
        let line_break = if before.ends_with('\r') { "\r\n" } else { "\n" };
        let unit = if unit.is_empty() { "  " } else { unit };
        Some((line_break, unit))
    }

    /// Sets a member or removes it.
    fn set(&mut self, key: &str, new: Option<Arc<str>>) {
        let new = new.map_or(RootValue::Removed, RootValue::Set);
        let members = self.pieces.items.iter_mut().map(|piece| &mut piece.item);
        let mut named: Vec<_> = members.filter(|member| &*member.key == key).collect();
        // The first one that counts, else one that was removed.
        named.sort_by_key(|member| member.is_removed());
        if let Some(member) = named.first_mut() {
            member.value = new;
        } else if !matches!(new, RootValue::Removed) {
            self.insert(key, new);
        }
    }

    fn insert(&mut self, key: &str, value: RootValue) {
        let members = self.pieces.items.iter().map(|piece| &piece.item);
        // As the first member has it.
        let first = members.clone().next();
        let colon = first.and_then(|first| first.head.rsplit_once('"'));
        let head = format!("{}{}", quoted(key), colon.map_or(": ", |(_, colon)| colon));
        let keys = members.map(|member| &*member.key);
        let at = canonical_position(KeyOrder::Timeline, key, keys);
        let comma = if head.ends_with(' ') { ", " } else { "," };
        let member = RootMember {
            key: key.into(),
            head: head.into(),
            value,
        };
        self.pieces.insert(at, member, comma);
    }

    /// The pieces of the members that are left.
    fn left(&self) -> Pieces<'static, RootMember> {
        let mut pieces = self.pieces.clone();
        for at in (0..pieces.items.len()).rev() {
            let piece = pieces.items.get(at);
            if piece.is_some_and(|piece| piece.item.is_removed()) {
                pieces.remove(at);
            }
        }
        pieces
    }
}

impl TimelineJson {
    /// The text of a file, which has been checked to be JSON.
    pub(super) fn new(file: FileText<'_>) -> Option<Self> {
        Some(Self {
            root: Root::read(file).ok()?.into(),
            ..Self::default()
        })
    }

    /// A list of entries. A member that is no list has none.
    pub(super) fn list(&self, file: FileText<'_>, kind: EntryKind) -> &ListText {
        let [lanes, sources, passages, events] = &self.lists;
        let slot = match kind {
            EntryKind::Lane => lanes,
            EntryKind::Source => sources,
            EntryKind::Passage => passages,
            EntryKind::Event => events,
        };
        slot.get_or_init(|| {
            let member = self.root.member(kind.list_key());
            let range = member.and_then(|member| match &member.value {
                RootValue::File(range) => Some(range.clone()),
                RootValue::Set(_) | RootValue::Removed => None,
            });
            let range = range.filter(|range| is_list(file.get(range.clone()).unwrap_or_default()));
            Arc::new(ListText::new(file, range.as_ref(), kind))
        })
    }

    fn list_mut(&mut self, file: FileText<'_>, kind: EntryKind) -> Option<&mut ListText> {
        self.list(file, kind);
        let slots = self.lists.iter_mut().zip(EntryKind::ALL);
        let mut slots = slots.filter(|(_, other)| *other == kind);
        let (slot, _) = slots.next()?;
        slot.get_mut().map(Arc::make_mut)
    }

    /// The text of a list without entries; `None` if the file has no such list.
    fn empty_list(&self, file: FileText<'_>, kind: EntryKind) -> Option<Arc<str>> {
        self.root.member(kind.list_key())?;
        let mut written = String::new();
        self.list(file, kind).write(file, &mut written);
        Some(written.into())
    }

    /// Applies a change. After an error the first changes of a batch have been applied.
    pub(super) fn apply(&mut self, file: FileText<'_>, change: &Change) -> Result<(), FileError> {
        match change {
            Change::Batch(changes) => changes
                .iter()
                .try_for_each(|change| self.apply(file, change)),
            Change::SetField { field, new, .. } => self.set_field(file, field, new.as_ref()),
            Change::Insert { kind, .. }
            | Change::Remove { kind, .. }
            | Change::Replace { kind, .. }
            | Change::Move { kind, .. } => self.change_list(file, *kind, change),
        }
    }

    fn change_list(
        &mut self,
        file: FileText<'_>,
        kind: EntryKind,
        change: &Change,
    ) -> Result<(), FileError> {
        let key = kind.list_key();
        let member = self.root.member(key);
        if member.is_some_and(|member| !is_list(member.value(file))) {
            let message = Message::new("timeline-not-a-list").with("key", key);
            let hint = Message::new("timeline-not-a-list-hint").with("key", key);
            return Err(FileError::new(message).with_hint(hint));
        }
        let is_new = member.is_none();
        let root = Arc::clone(&self.root);
        let is_empty = self.list(file, kind).len() == 0;
        let sample = is_empty.then(|| self.sample(file).map(str::to_owned));
        let Some(list) = self.list_mut(file, kind) else {
            return Ok(());
        };
        match change {
            Change::Insert { entry, before, .. } => {
                let layout = EmptyListLayout {
                    lines: root.lines(),
                    sample: sample.as_ref().and_then(Option::as_deref),
                };
                list.insert(file, entry, before.as_deref(), layout)?;
                if is_new {
                    let root = Arc::make_mut(&mut self.root);
                    root.set(key, Some("[]".into()));
                }
            }
            Change::Remove { entry, .. } => list.remove(file, &entry.id)?,
            Change::Replace { new, .. } => list.replace(file, new)?,
            Change::Move { id, before, .. } => list.move_before(file, id, before.as_deref())?,
            Change::SetField { .. } | Change::Batch(_) => {}
        }
        Ok(())
    }

    /// Some entry, which shows how entries are laid out.
    fn sample<'s>(&'s self, file: FileText<'s>) -> Option<&'s str> {
        EntryKind::ALL.iter().find_map(|kind| {
            let list = self.list(file, *kind);
            let first = list.numbers().next()?;
            Some(list.json(file, first))
        })
    }

    fn set_field(
        &mut self,
        file: FileText<'_>,
        field: &str,
        new: Option<&Arc<str>>,
    ) -> Result<(), FileError> {
        let kind = EntryKind::ALL
            .into_iter()
            .find(|kind| kind.list_key() == field);
        if let Some(list) = kind.and_then(|kind| self.list_mut(file, kind)) {
            list.set_empty(new.map(|new| &**new))?;
        }
        let current = self.root.member(field).map(|member| member.value(file));
        if current != new.map(|new| &**new) {
            Arc::make_mut(&mut self.root).set(field, new.cloned());
        }
        Ok(())
    }

    /// A new value of a field of the timeline itself, in the layout of the file.
    pub(super) fn field_text(&self, field: &str, json: &str) -> String {
        let layout = match self.root.lines() {
            Some((line_break, unit)) => Layout {
                line_break,
                unit,
                indentation: unit,
                ..Layout::CANONICAL
            },
            None => Layout {
                one_line: OneLine::Always,
                ..Layout::CANONICAL
            },
        };
        match JsonSlice::of_text(json) {
            Ok(value) => layout.written_inside(value, KeyOrder::Timeline.of_member(field)),
            Err(_) => json.to_owned(),
        }
    }

    /// The text of the file with the changes.
    pub(super) fn written(&self, file: FileText<'_>) -> String {
        let root = &self.root;
        let mut written = String::with_capacity(file.bytes().len());
        written.push_str(file.get(0..root.range.start + 1).unwrap_or_default());
        root.left().write(&mut written, |written, member| {
            written.push_str(&member.head);
            let kind = EntryKind::ALL
                .into_iter()
                .find(|it| it.list_key() == &*member.key);
            match kind.map(|kind| self.list(file, kind)) {
                Some(list) if list.is_changed => list.write(file, written),
                _ => written.push_str(member.value(file)),
            }
        });
        let end = root.range.end.saturating_sub(1);
        written.push_str(file.get(end..file.bytes().len()).unwrap_or_default());
        written
    }
}

fn is_list(json: &str) -> bool {
    json.starts_with('[')
}
