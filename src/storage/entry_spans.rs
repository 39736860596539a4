//! Where the entries of a list are in the text of a file, found by id.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::ops::Range;
use std::sync::OnceLock;

use hashbrown::HashTable;

use super::json_cursor::{JsonCursor, ReadResult};
use super::json_value::unescaped;

/// The text of a file without a byte order mark. It is UTF-8, which is checked where it is
/// read: checking all of it takes long.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileText<'t>(&'t [u8]);

impl<'t> FileText<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
        Self(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes))
    }

    /// All of it.
    pub(super) fn whole(self) -> &'t str {
        std::str::from_utf8(self.0).unwrap_or_default()
    }

    /// The bytes.
    pub(super) const fn bytes(self) -> &'t [u8] {
        self.0
    }

    /// The text in a range of bytes.
    pub(super) fn get(self, range: Range<usize>) -> Option<&'t str> {
        std::str::from_utf8(self.0.get(range)?).ok()
    }
}

/// The entries of a list in the order of the file.
#[derive(Debug, Default)]
pub(super) struct EntrySpans {
    spans: Vec<EntrySpan>,
    /// Computed on first use.
    by_id: OnceLock<SpansById>,
}

/// The first byte of an entry and of the token of its id, and the bytes after their last
/// ones. Files are smaller than 4 GiB.
#[derive(Debug, Clone, Copy, Default)]
struct EntrySpan {
    start: u32,
    end: u32,
    id_start: u32,
    /// Equal to `id_start` if it has no id.
    id_end: u32,
}

#[derive(Debug, Default)]
struct SpansById {
    state: RandomState,
    /// The number of the first entry with each id.
    numbers: HashTable<u32>,
    /// The numbers of entries with an id that an earlier one has.
    repeated: HashMap<Box<str>, Vec<usize>>,
}

impl EntrySpans {
    /// Finds the entries of the array at an offset of a text. The text has been checked
    /// to be JSON.
    pub(super) fn new(text: FileText<'_>, offset: usize) -> Self {
        let mut cursor = JsonCursor::new(text.whole());
        cursor.move_to(offset);
        let mut spans = Vec::new();
        // An array that is not well-formed has no more entries than were read.
        let _ = read_spans(&mut cursor, &mut spans);
        spans.shrink_to_fit();
        Self {
            spans,
            by_id: OnceLock::new(),
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.spans.len()
    }

    /// Where an entry is.
    pub(super) fn range(&self, number: usize) -> Option<Range<usize>> {
        let span = self.spans.get(number)?;
        Some(span.start as usize..span.end as usize)
    }

    /// The JSON of an entry.
    pub(super) fn json<'t>(&self, text: FileText<'t>, number: usize) -> &'t str {
        let range = self.range(number);
        range.and_then(|range| text.get(range)).unwrap_or_default()
    }

    /// The id of an entry, if it has one.
    pub(super) fn id<'t>(&self, text: FileText<'t>, number: usize) -> Option<Cow<'t, str>> {
        let span = self.spans.get(number)?;
        let token = text.get(span.id_start as usize..span.id_end as usize)?;
        (token.len() > 2).then(|| unescaped(token))
    }

    /// The text between an entry and the one before it.
    pub(super) fn gap_before<'t>(&self, text: FileText<'t>, number: usize) -> &'t str {
        let before = number.checked_sub(1).and_then(|before| self.range(before));
        match (before, self.range(number)) {
            (Some(before), Some(range)) => text.get(before.end..range.start).unwrap_or_default(),
            _ => "",
        }
    }

    /// The number of the first entry with an id.
    pub(super) fn find(&self, text: FileText<'_>, id: &str) -> Option<usize> {
        let by_id = self.by_id(text);
        let hash = by_id.state.hash_one(id);
        let is_it = |number: &u32| self.id(text, *number as usize).as_deref() == Some(id);
        by_id
            .numbers
            .find(hash, is_it)
            .map(|number| *number as usize)
    }

    /// The numbers of the entries with an id that several entries have, if
    /// [`find`](Self::find) was called before; empty for other ids.
    pub(super) fn repeated(&self, id: &str) -> &[usize] {
        let repeated = self.by_id.get().and_then(|by_id| by_id.repeated.get(id));
        repeated.map_or(&[], Vec::as_slice)
    }

    fn by_id(&self, text: FileText<'_>) -> &SpansById {
        self.by_id.get_or_init(|| {
            let mut by_id = SpansById {
                numbers: HashTable::with_capacity(self.spans.len()),
                ..SpansById::default()
            };
            let SpansById {
                state,
                numbers,
                repeated,
            } = &mut by_id;
            for (number, own) in (0_usize..).zip((0_u32..).take(self.spans.len())) {
                let Some(id) = self.id(text, number) else {
                    continue;
                };
                let is_it = |other: &u32| self.id(text, *other as usize).as_ref() == Some(&id);
                let hash_of = |other: &u32| {
                    state.hash_one(&*self.id(text, *other as usize).unwrap_or_default())
                };
                let entry = numbers.entry(state.hash_one(&*id), is_it, hash_of);
                match entry {
                    hashbrown::hash_table::Entry::Vacant(slot) => {
                        slot.insert(own);
                    }
                    hashbrown::hash_table::Entry::Occupied(first) => {
                        let first = *first.get() as usize;
                        let all = repeated.entry((*id).into()).or_insert_with(|| vec![first]);
                        all.push(number);
                    }
                }
            }
            by_id
        })
    }
}

fn read_spans(cursor: &mut JsonCursor<'_>, spans: &mut Vec<EntrySpan>) -> ReadResult<()> {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    if cursor.peek()? != b'[' {
        return Ok(());
    }
    let mut has_more = cursor.enter(b']')?;
    while has_more {
        let is_object = cursor.peek()? == b'{';
        let start = cursor.offset();
        let id = if is_object { read_id(cursor)? } else { None };
        cursor.move_to(start);
        let entry = cursor.skip()?.range();
        let id = id.unwrap_or(start..start);
        spans.push(EntrySpan {
            start: offset(entry.start),
            end: offset(entry.end),
            id_start: offset(id.start),
            id_end: offset(id.end),
        });
        has_more = cursor.advance(b']')?;
    }
    Ok(())
}

/// The token of the id of the object that the cursor is at.
fn read_id(cursor: &mut JsonCursor<'_>) -> ReadResult<Option<Range<usize>>> {
    let mut has_more = cursor.enter(b'}')?;
    while has_more {
        let key = cursor.key()?;
        let value = cursor.skip()?;
        if key.value == "id" {
            let is_text = value.string().is_some_and(|id| !id.is_empty());
            return Ok(is_text.then(|| value.range()));
        }
        has_more = cursor.advance(b'}')?;
    }
    Ok(None)
}
