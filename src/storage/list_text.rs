//! The text of one list of a file, while entries come, go and move.
//!
//! Every entry except the first owns the comma before it and the white space around
//! that; the first takes over the comma of the second. So what comes with an entry goes
//! with it, and the text after a change and its inverse is the same byte for byte.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use super::canonical::KeyOrder;
use super::entry_spans::{EntrySpans, FileText};
use super::json_layout::{Layout, OneLine, leading_space};
use super::json_lint::deeper_than;
use super::json_value::JsonSlice;
use super::preflight::MAX_DEPTH;
use crate::model::{ApplyError, EntryKind, EntryText, SurroundingSpace};

/// A list of the file and what it becomes. Copies share the entries of the file.
#[derive(Debug, Clone)]
pub(super) struct ListText {
    kind: EntryKind,
    /// The entries of the file, numbered from 0.
    spans: Arc<EntrySpans>,
    /// The entries that changed, and those that were added, by number.
    edited: HashMap<usize, EditedEntry>,
    /// The number of the next entry that is added.
    next_number: usize,
    /// The numbers in order, removed ones included, if they are not ascending.
    order: Option<Vec<usize>>,
    /// The place in the order of the first entry that is left.
    first: usize,
    /// How many entries are left.
    count: usize,
    /// Ids that were added, each with its number, or removed.
    ids: HashMap<Box<str>, Option<usize>>,
    /// The white space after the opening bracket.
    opening: Box<str>,
    /// The white space before the closing bracket.
    closing: Box<str>,
    pub(super) is_changed: bool,
}

#[derive(Debug, Clone, Default)]
struct EditedEntry {
    /// `None` if it is an entry of the file.
    id: Option<Box<str>>,
    /// `None` if it is as in the file.
    json: Option<Arc<str>>,
    /// The white space around the comma before it; `None` if it is as in the file.
    separator: Option<SurroundingSpace>,
    is_removed: bool,
}

/// How new entries are laid out in a list that has none.
#[derive(Debug, Clone, Copy)]
pub(super) struct EmptyListLayout<'t> {
    /// What ends a line, and the white space of one level; `None` if the file is one
    /// line.
    pub(super) lines: Option<(&'t str, &'t str)>,
    /// An entry of another list.
    pub(super) sample: Option<&'t str>,
}

impl ListText {
    /// A list at a range of a text; `None` if the file has none.
    pub(super) fn new(text: FileText<'_>, range: Option<&Range<usize>>, kind: EntryKind) -> Self {
        let spans = match range {
            Some(range) => EntrySpans::new(text, range.start),
            None => EntrySpans::default(),
        };
        let count = spans.len();
        let between = |range: Range<usize>| text.get(range).unwrap_or_default().into();
        let (mut opening, mut closing) = (Box::default(), Box::default());
        if let Some(range) = range {
            let inside = range.start + 1..range.end - 1;
            if let (Some(first), Some(last)) = (spans.range(0), spans.range(count.wrapping_sub(1)))
            {
                opening = between(inside.start..first.start);
                closing = between(last.end..inside.end);
            } else {
                opening = between(inside);
            }
        }
        Self {
            kind,
            spans: Arc::new(spans),
            edited: HashMap::new(),
            next_number: count,
            order: None,
            first: 0,
            count,
            ids: HashMap::new(),
            opening,
            closing,
            is_changed: false,
        }
    }

    /// How many entries there are.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// The number of the first entry with an id.
    pub(super) fn find(&self, text: FileText<'_>, id: &str) -> Option<usize> {
        match self.ids.get(id) {
            Some(number) => *number,
            None => self.spans.find(text, id),
        }
    }

    fn known(&self, text: FileText<'_>, id: &str) -> Result<usize, ApplyError> {
        self.find(text, id)
            .ok_or_else(|| ApplyError::UnknownEntry(self.kind, id.into()))
    }

    /// The JSON of an entry.
    pub(super) fn json<'s>(&'s self, text: FileText<'s>, number: usize) -> &'s str {
        let edited = self.edited.get(&number);
        match edited.and_then(|entry| entry.json.as_deref()) {
            Some(json) => json,
            None => self.spans.json(text, number),
        }
    }

    fn id<'s>(&'s self, text: FileText<'s>, number: usize) -> Option<Cow<'s, str>> {
        match self
            .edited
            .get(&number)
            .and_then(|entry| entry.id.as_deref())
        {
            Some(id) => Some(id.into()),
            None => self.spans.id(text, number),
        }
    }

    /// The white space around the comma before an entry that is not the first.
    fn separator(&self, text: FileText<'_>, number: usize) -> SurroundingSpace {
        let edited = self.edited.get(&number);
        if let Some(separator) = edited.and_then(|entry| entry.separator.as_ref()) {
            return separator.clone();
        }
        let gap = self.spans.gap_before(text, number);
        let (before, after) = gap.split_once(',').unwrap_or(("", gap));
        SurroundingSpace {
            before: before.into(),
            after: after.into(),
        }
    }

    fn is_left(&self, number: usize) -> bool {
        self.edited.get(&number).is_none_or(|it| !it.is_removed)
    }

    fn order_len(&self) -> usize {
        self.order.as_ref().map_or(self.next_number, Vec::len)
    }

    fn number_at(&self, place: usize) -> Option<usize> {
        match &self.order {
            Some(order) => order.get(place).copied(),
            None => (place < self.next_number).then_some(place),
        }
    }

    /// The numbers of the entries that are left, from a place in the order on.
    fn left_from(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let numbers = (place..self.order_len()).filter_map(|place| self.number_at(place));
        numbers.filter(|number| self.is_left(*number))
    }

    /// The numbers of the entries that are left, in order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> + '_ {
        self.left_from(self.first)
    }

    /// The last entry that is left.
    fn last(&self) -> Option<usize> {
        let mut places = (self.first..self.order_len()).rev();
        places.find_map(|place| self.number_at(place).filter(|number| self.is_left(*number)))
    }

    fn is_first(&self, number: usize) -> bool {
        self.count > 0 && self.number_at(self.first) == Some(number)
    }

    /// The place of an entry in the order. Entries are usually near the place that they
    /// have in the file.
    fn place_of(&self, number: usize) -> usize {
        let Some(order) = &self.order else {
            return number;
        };
        let guess = number.min(order.len());
        let (before, after) = order.split_at(guess);
        let mut before = before.iter().rev();
        let mut after = after.iter();
        for distance in 0.. {
            let (one, other) = (before.next(), after.next());
            if other == Some(&number) {
                return guess + distance;
            }
            if one == Some(&number) {
                return guess - distance - 1;
            }
            if one.is_none() && other.is_none() {
                break;
            }
        }
        order.len()
    }

    /// The white space that goes with an entry.
    fn margins(&self, text: FileText<'_>, number: usize) -> SurroundingSpace {
        if !self.is_first(number) {
            return self.separator(text, number);
        }
        match self.numbers().nth(1) {
            Some(second) => self.separator(text, second),
            None => SurroundingSpace {
                before: self.opening.clone(),
                after: self.closing.clone(),
            },
        }
    }

    /// An entry with its margins.
    pub(super) fn entry_text(&self, text: FileText<'_>, number: usize) -> EntryText {
        EntryText {
            id: self.id(text, number).unwrap_or_default().into(),
            json: self.json(text, number).into(),
            margins: Some(self.margins(text, number)),
        }
    }

    /// Every entry that has an id.
    pub(super) fn texts(&self, text: FileText<'_>) -> Vec<EntryText> {
        let numbers = self.numbers();
        let with_id = numbers.filter(|number| self.id(text, *number).is_some());
        with_id
            .map(|number| self.entry_text(text, number))
            .collect()
    }

    /// Whether an entry is equal to a new one, however both are laid out.
    pub(super) fn has_equal(&self, text: FileText<'_>, number: usize, new: &EntryText) -> bool {
        let value = |json: &str| serde_json::from_str::<Value>(json).ok();
        value(self.json(text, number)) == value(&new.json)
    }

    pub(super) fn insert(
        &mut self,
        text: FileText<'_>,
        entry: &EntryText,
        before: Option<&str>,
        empty_layout: EmptyListLayout<'_>,
    ) -> Result<(), ApplyError> {
        if self.find(text, &entry.id).is_some() {
            return Err(ApplyError::IdTaken(self.kind, entry.id.clone()));
        }
        let place = match before {
            Some(before) => self.place_of(self.known(text, before)?),
            None => self.order_len(),
        };
        let (margins, json) = match &entry.margins {
            Some(margins) => (margins.clone(), Arc::clone(&entry.json)),
            None => self.laid_out(text, &entry.json, place, empty_layout),
        };
        let number = self.next_number;
        self.next_number += 1;
        self.put(number, place, margins);
        let edited = self.edited.entry(number).or_default();
        edited.id = Some(entry.id.clone());
        edited.json = Some(json);
        self.ids.insert(entry.id.clone(), Some(number));
        self.is_changed = true;
        Ok(())
    }

    /// Puts an entry at a place in the order.
    fn put(&mut self, number: usize, place: usize, margins: SurroundingSpace) {
        let is_next = self.order.is_none() && place == number && number + 1 == self.next_number;
        if !is_next {
            // Without an order, the new number is in the range already.
            let numbers = (0..self.next_number).filter(|other| *other != number);
            let order = self.order.get_or_insert_with(|| numbers.collect());
            order.insert(place.min(order.len()), number);
        }
        if self.count == 0 {
            self.opening = margins.before;
            self.closing = margins.after;
            self.first = place;
        } else if place <= self.first {
            let first = self.number_at(self.first + 1);
            self.first = place;
            if let Some(first) = first {
                self.edited.entry(first).or_default().separator = Some(margins);
            }
        } else {
            self.edited.entry(number).or_default().separator = Some(margins);
        }
        self.count += 1;
    }

    /// Takes an entry out, but leaves it in the order.
    fn take(&mut self, number: usize) {
        let is_first = self.is_first(number);
        self.count -= 1;
        self.edited.entry(number).or_default().is_removed = true;
        if self.count == 0 {
            self.opening = Box::default();
            self.closing = Box::default();
        } else if is_first {
            let is_gone = |list: &Self| {
                let number = list.number_at(list.first);
                number.is_some_and(|number| !list.is_left(number))
            };
            while is_gone(self) {
                self.first += 1;
            }
        }
    }

    pub(super) fn remove(&mut self, text: FileText<'_>, id: &str) -> Result<(), ApplyError> {
        let number = self.known(text, id)?;
        self.take(number);
        // Of several with one id, the next one is the first now.
        let next = self.spans.repeated(id).iter().copied();
        let next = next.filter(|other| self.is_left(*other));
        let next = next.min_by_key(|other| self.place_of(*other));
        self.ids.insert(id.into(), next);
        self.is_changed = true;
        Ok(())
    }

    pub(super) fn replace(
        &mut self,
        text: FileText<'_>,
        new: &EntryText,
    ) -> Result<(), ApplyError> {
        let number = self.known(text, &new.id)?;
        let json = if new.margins.is_some() {
            Arc::clone(&new.json)
        } else {
            let old = self.json(text, number);
            written(&Layout::of_object(old), &new.json, self.kind).into()
        };
        self.edited.entry(number).or_default().json = Some(json);
        self.is_changed = true;
        Ok(())
    }

    pub(super) fn move_before(
        &mut self,
        text: FileText<'_>,
        id: &str,
        before: Option<&str>,
    ) -> Result<(), ApplyError> {
        let number = self.known(text, id)?;
        let before = before.map(|before| self.known(text, before)).transpose()?;
        self.is_changed = true;
        if self.count == 1 {
            return Ok(());
        }
        let margins = self.margins(text, number);
        self.take(number);
        let from = self.place_of(number);
        let numbers = 0..self.next_number;
        let order = self.order.get_or_insert_with(|| numbers.collect());
        order.remove(from);
        if from < self.first {
            self.first -= 1;
        }
        let entry = self.edited.entry(number).or_default();
        entry.is_removed = false;
        let place = match before {
            Some(before) if before != number => self.place_of(before),
            _ => self.order_len(),
        };
        self.put(number, place, margins);
        Ok(())
    }

    /// Makes a list without entries a list with this text, or none at all.
    pub(super) fn set_empty(&mut self, json: Option<&str>) -> Result<(), ApplyError> {
        let key = self.kind.list_key();
        let inside = match json {
            Some(json) => json.strip_prefix('[').and_then(|it| it.strip_suffix(']')),
            None => Some(""),
        };
        match inside {
            Some(inside) if self.count == 0 && inside.trim().is_empty() => {
                self.opening = inside.into();
                self.closing = Box::default();
                self.is_changed = true;
                Ok(())
            }
            _ => {
                let why = "only an empty list can be set".to_owned();
                Err(ApplyError::Invalid(key.into(), why))
            }
        }
    }

    /// A new entry and its margins, laid out as its neighbours are.
    fn laid_out(
        &self,
        text: FileText<'_>,
        json: &str,
        place: usize,
        empty_layout: EmptyListLayout<'_>,
    ) -> (SurroundingSpace, Arc<str>) {
        let next = self.number_at(place);
        let neighbour = next.filter(|next| self.is_left(*next)).or(self.last());
        let Some(neighbour) = neighbour else {
            return self.laid_out_in_empty_list(json, empty_layout);
        };
        let sample = self.json(text, neighbour);
        let layout = Layout::of_object(sample);
        let separated = match neighbour {
            first if self.is_first(first) => self.numbers().nth(1),
            other => Some(other),
        };
        let margins = match separated {
            Some(separated) => self.separator(text, separated),
            None if self.opening.contains('\n') => SurroundingSpace {
                before: Box::default(),
                after: self.opening.clone(),
            },
            None => SurroundingSpace {
                before: Box::default(),
                after: if layout.comma == "," { "" } else { " " }.into(),
            },
        };
        let line = margins
            .after
            .rsplit_once('\n')
            .or(self.opening.rsplit_once('\n'));
        let indentation = line.map_or(layout.indentation, |(_, line)| leading_space(line));
        let json = written(&layout.indented(indentation), json, self.kind);
        (margins, json.into())
    }

    fn laid_out_in_empty_list(
        &self,
        json: &str,
        EmptyListLayout { lines, sample }: EmptyListLayout<'_>,
    ) -> (SurroundingSpace, Arc<str>) {
        let mut margins = SurroundingSpace::default();
        let mut indentation = String::new();
        if let Some((line_break, unit)) = lines {
            indentation = unit.repeat(2);
            margins.before = format!("{line_break}{indentation}").into();
            margins.after = format!("{line_break}{unit}").into();
        }
        let layout = match (sample, lines) {
            (Some(sample), _) => Layout::of_object(sample),
            (None, Some((line_break, unit))) => Layout {
                line_break,
                unit,
                ..Layout::CANONICAL
            },
            (None, None) => Layout {
                one_line: OneLine::Always,
                ..Layout::CANONICAL
            },
        };
        let json = written(&layout.indented(&indentation), json, self.kind);
        (margins, json.into())
    }

    /// The text of the list.
    pub(super) fn write(&self, text: FileText<'_>, written: &mut String) {
        written.push('[');
        written.push_str(&self.opening);
        for (position, number) in self.numbers().enumerate() {
            if position > 0 {
                let edited = self.edited.get(&number);
                match edited.and_then(|entry| entry.separator.as_ref()) {
                    Some(SurroundingSpace { before, after }) => {
                        written.push_str(before);
                        written.push(',');
                        written.push_str(after);
                    }
                    None => written.push_str(self.spans.gap_before(text, number)),
                }
            }
            written.push_str(self.json(text, number));
        }
        written.push_str(&self.closing);
        written.push(']');
    }
}

/// A new entry in a layout; as it is if it is not JSON, or nests too deep.
fn written(layout: &Layout<'_>, json: &str, kind: EntryKind) -> String {
    let order = KeyOrder::of_entry(kind);
    match JsonSlice::of_text(json) {
        Ok(entry) if deeper_than(MAX_DEPTH, json).is_none() => layout.written(entry, order),
        _ => json.to_owned(),
    }
}
