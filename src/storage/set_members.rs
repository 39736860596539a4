//! Changes single members in the text of an entry, and keeps all other bytes.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde_json::Value;

use super::canonical::KeyOrder;
use super::json_layout::{Layout, indentation_at, leading_space, quoted};
use super::json_lint::deeper_than;
use super::json_pieces::Pieces;
use super::json_value::{JsonSlice, JsonType};
use super::pointer::tokens;
use super::preflight::MAX_DEPTH;
use crate::model::EntryKind;

/// Why a member was not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatchError {
    /// The text or the value is not JSON, or nests too deep.
    Malformed,
    /// The JSON Pointer leads to no place: it is no pointer, a value on the way is no
    /// object or array, or the array has no such element.
    NoSuchPlace(Box<str>),
}

impl fmt::Display for PatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => f.write_str("The entry is not JSON, or nests too deep"),
            Self::NoSuchPlace(pointer) => write!(f, "The entry has no place `{pointer}`"),
        }
    }
}

impl std::error::Error for PatchError {}

/// Sets and removes members of an entry, one patch after another. All bytes of other
/// members stay as they are. New members come in the canonical order of keys and are
/// laid out as their neighbours are.
///
/// A patch is a JSON Pointer (RFC 6901) in the entry and a value, or `None` to remove
/// what is there. `-` is the place after the last element of an array. Objects and
/// arrays on the way are created; those that become empty stay. Of an object or array
/// that is replaced by another one only what differs is written. The pointer `""` is
/// the whole entry.
///
/// # Errors
///
/// [`PatchError`] if the text is not JSON, or if a pointer leads nowhere.
///
/// # Example
///
/// ```
/// use annals::model::EntryKind;
/// use annals::storage::set_members;
/// use serde_json::json;
///
/// let old = "{\n  \"id\":    \"a\",\n  \"lane\":  \"west\", \"mine\": 1.50\n}";
/// let new = set_members(
///     EntryKind::Event,
///     old,
///     &[("/date", Some(json!("1958"))), ("/lane", Some(json!("east")))],
/// )?;
/// assert_eq!(
///     new,
///     "{\n  \"id\":    \"a\",\n  \"date\":    \"1958\",\n  \"lane\":  \"east\", \"mine\": 1.50\n}"
/// );
/// # Ok::<(), annals::storage::PatchError>(())
/// ```
pub fn set_members(
    kind: EntryKind,
    json: &str,
    patches: &[(&str, Option<Value>)],
) -> Result<String, PatchError> {
    let mut patcher = Patcher::new(kind, json)?;
    for (pointer, value) in patches {
        let nowhere = || PatchError::NoSuchPlace((*pointer).into());
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return Err(nowhere());
        }
        let path: Vec<String> = tokens(pointer).collect();
        let is_set = match value {
            Some(value) => patcher.set(&path, &value.to_string())?,
            None => patcher.remove(&path)?,
        };
        is_set.then_some(()).ok_or_else(nowhere)?;
    }
    Ok(patcher.text)
}

/// Makes an entry equal to another one and writes only what differs.
pub(super) fn set_entry(kind: EntryKind, json: &str, new: &str) -> Result<String, PatchError> {
    let mut patcher = Patcher::new(kind, json)?;
    patcher.set(&[], new)?;
    Ok(patcher.text)
}

/// The text of an entry while its members change.
struct Patcher {
    text: String,
    order: KeyOrder,
}

/// Where a path leads.
enum Place<'t> {
    /// To a value, with the order of its keys or of those of its elements.
    Value(JsonSlice<'t>, KeyOrder),
    /// To nothing, from a member or element on that a container does not have. The
    /// number is that of the path's steps up to the container.
    Absent(JsonSlice<'t>, KeyOrder, usize),
    /// To no place where a value can be.
    Nowhere,
}

impl Patcher {
    fn new(kind: EntryKind, json: &str) -> Result<Self, PatchError> {
        let entry = parsed(json)?;
        if entry.kind() != JsonType::Object {
            return Err(PatchError::Malformed);
        }
        Ok(Self {
            text: entry.token.to_owned(),
            order: KeyOrder::of_entry(kind),
        })
    }

    fn root(&self) -> Result<JsonSlice<'_>, PatchError> {
        JsonSlice::of_text(&self.text).map_err(|_| PatchError::Malformed)
    }

    fn place_of(&self, path: &[String]) -> Result<Place<'_>, PatchError> {
        let (mut value, mut order) = (self.root()?, self.order);
        for (depth, step) in path.iter().enumerate() {
            match value.kind() {
                JsonType::Object => {
                    let members = value.members().unwrap_or_default();
                    let Some(member) = members.into_iter().find(|it| it.key == *step) else {
                        return Ok(Place::Absent(value, order, depth));
                    };
                    (value, order) = (member.value, order.of_member(step));
                }
                JsonType::Array if step == "-" => return Ok(Place::Absent(value, order, depth)),
                JsonType::Array => {
                    let position = position_of(step);
                    let found = position.and_then(|at| elements(value).get(at).copied());
                    let Some(element) = found else {
                        return Ok(Place::Nowhere);
                    };
                    value = element;
                }
                _ => return Ok(Place::Nowhere),
            }
        }
        Ok(Place::Value(value, order))
    }

    /// Sets the value at a path; `false` if there is no such place.
    fn set(&mut self, path: &[String], new: &str) -> Result<bool, PatchError> {
        let new_value = parsed(new)?;
        match self.place_of(path)? {
            Place::Value(old, order) => {
                if old.value().is_some() && old.value() == new_value.value() {
                    return Ok(true);
                }
                match (old.kind(), new_value.kind()) {
                    (JsonType::Object, JsonType::Object) if old.is_filled() => {
                        self.set_object(path, new_value)?;
                    }
                    (JsonType::Array, JsonType::Array)
                        if old.is_filled() && new_value.is_filled() =>
                    {
                        self.set_array(path, new_value)?;
                    }
                    _ => {
                        let range = old.range();
                        let written = self.laid_out(range.start, new_value, order);
                        self.text.replace_range(range, &written);
                    }
                }
                Ok(true)
            }
            Place::Absent(container, order, depth) => {
                let Some((step, rest)) = path.get(depth..).and_then(<[String]>::split_first) else {
                    return Ok(false);
                };
                let place = match container.kind() {
                    JsonType::Array => ItemPlace::Element(usize::MAX),
                    _ => ItemPlace::Member(step),
                };
                let container = container.range();
                self.insert(container, order, place, &nested(rest, new))?;
                Ok(true)
            }
            Place::Nowhere => Ok(false),
        }
    }

    /// Removes what is at a path; `false` if there is no such place.
    fn remove(&mut self, path: &[String]) -> Result<bool, PatchError> {
        let Some((last, parent)) = path.split_last() else {
            return Ok(false);
        };
        let container = match self.place_of(parent)? {
            Place::Value(container, _) => container,
            Place::Absent(..) => return Ok(true),
            Place::Nowhere => return Ok(false),
        };
        match container.kind() {
            JsonType::Object => {
                // If a key is repeated, the next one would count.
                let members = container.members().unwrap_or_default();
                let position = members.iter().position(|member| member.key == *last);
                let Some(position) = position else {
                    return Ok(true);
                };
                self.remove_item(container.range(), position);
                self.remove(path)
            }
            JsonType::Array => {
                let position = position_of(last).filter(|at| *at < elements(container).len());
                let Some(position) = position else {
                    return Ok(false);
                };
                self.remove_item(container.range(), position);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Makes an object equal to another one, member by member.
    fn set_object(&mut self, path: &[String], new: JsonSlice<'_>) -> Result<(), PatchError> {
        let Place::Value(old, _) = self.place_of(path)? else {
            return Ok(());
        };
        let members = old.members().unwrap_or_default();
        let old_keys: Vec<String> = members.iter().map(|it| it.key.to_string()).collect();
        let mut new_keys: Vec<String> = Vec::new();
        for member in new.members().unwrap_or_default() {
            let key = member.key.into_owned();
            if !new_keys.contains(&key) {
                self.set(&below(path, &key), member.value.token)?;
                new_keys.push(key);
            }
        }
        for key in old_keys {
            if !new_keys.contains(&key) {
                self.remove(&below(path, &key))?;
            }
        }
        Ok(())
    }

    /// Makes an array equal to another one, element by element between those that are
    /// equal at both ends.
    fn set_array(&mut self, path: &[String], new: JsonSlice<'_>) -> Result<(), PatchError> {
        let Place::Value(old, order) = self.place_of(path)? else {
            return Ok(());
        };
        let old: Vec<(String, Option<Value>)> = elements(old)
            .into_iter()
            .map(|element| (element.token.to_owned(), element.value()))
            .collect();
        let new: Vec<(&str, Option<Value>)> = elements(new)
            .into_iter()
            .map(|element| (element.token, element.value()))
            .collect();
        let is_equal = |one: &(String, Option<Value>), other: &(&str, Option<Value>)| {
            one.1.is_some() && one.1 == other.1
        };
        let pairs = old.iter().zip(&new);
        let start = pairs
            .take_while(|(one, other)| is_equal(one, other))
            .count();
        let pairs = old
            .iter()
            .skip(start)
            .rev()
            .zip(new.iter().skip(start).rev());
        let same_at_end = pairs
            .take_while(|(one, other)| is_equal(one, other))
            .count();
        let replaced = old.get(start..old.len() - same_at_end).unwrap_or_default();
        let replacing = new.get(start..new.len() - same_at_end).unwrap_or_default();
        // An element that only moves keeps its bytes.
        let moved = |element: &(&str, Option<Value>)| {
            let same = replaced.iter().find(|other| is_equal(other, element));
            same.map(|(token, _)| token.as_str())
        };
        for (at, element) in replacing.iter().enumerate() {
            let step = below(path, &(start + at).to_string());
            if at >= replaced.len()
                && let Place::Value(array, _) = self.place_of(path)?
            {
                let place = ItemPlace::Element(start + at);
                self.insert(array.range(), order, place, element.0)?;
            }
            match moved(element) {
                Some(token) => {
                    if let Place::Value(value, _) = self.place_of(&step)? {
                        let range = value.range();
                        self.text.replace_range(range, token);
                    }
                }
                None => {
                    self.set(&step, element.0)?;
                }
            }
        }
        for at in (replacing.len()..replaced.len()).rev() {
            self.remove(&below(path, &(start + at).to_string()))?;
        }
        Ok(())
    }

    /// Adds a member or an element.
    fn insert(
        &mut self,
        container: Range<usize>,
        order: KeyOrder,
        place: ItemPlace<'_>,
        json: &str,
    ) -> Result<(), PatchError> {
        let value = parsed(json)?;
        let items = items_of(self.slice(&container));
        if items.is_empty() {
            let filled = match place {
                ItemPlace::Member(key) => format!("{{{}:{json}}}", quoted(key)),
                ItemPlace::Element(_) => format!("[{json}]"),
            };
            let written = self.laid_out(container.start, parsed(&filled)?, order);
            self.text.replace_range(container, &written);
            return Ok(());
        }
        let keys = items.iter().map(|(_, key)| &**key);
        let (at, value_order) = match place {
            ItemPlace::Member(key) => (canonical_position(order, key, keys), order.of_member(key)),
            ItemPlace::Element(at) => (at.min(items.len()), order),
        };
        let layout = Layout::of_object(&self.text);
        let mut pieces = self.pieces(&container, &items);
        let item = Cow::Borrowed("");
        let separator = pieces.insert(at, item, layout.comma).into_owned();
        let neighbour = at.saturating_sub(1);
        let neighbour = items.get(neighbour).map_or(0, |(range, _)| range.start);
        let indentation = match separator.rsplit_once('\n') {
            Some((_, line)) if at > 0 => leading_space(line),
            _ => indentation_at(&self.text, neighbour),
        };
        let written = layout
            .indented(indentation)
            .written_inside(value, value_order);
        let written = match place {
            ItemPlace::Member(key) => format!("{}{}{written}", quoted(key), layout.colon),
            ItemPlace::Element(_) => written,
        };
        if let Some(piece) = pieces.items.get_mut(at) {
            piece.item = written.into();
        }
        self.text = self.with_pieces(&container, &pieces);
        Ok(())
    }

    fn remove_item(&mut self, container: Range<usize>, position: usize) {
        let items = items_of(self.slice(&container));
        let mut pieces = self.pieces(&container, &items);
        pieces.remove(position);
        self.text = self.with_pieces(&container, &pieces);
    }

    /// The value in a range of the text.
    fn slice(&self, range: &Range<usize>) -> JsonSlice<'_> {
        JsonSlice {
            token: self.text.get(range.clone()).unwrap_or_default(),
            offset: range.start,
        }
    }

    fn pieces(&self, container: &Range<usize>, items: &[Item<'_>]) -> Pieces<'_, Cow<'_, str>> {
        let items = items.iter().map(|(range, _)| {
            let text = self.text.get(range.clone()).unwrap_or_default();
            (range.clone(), Cow::Borrowed(text))
        });
        Pieces::new(&self.text, container.clone(), items)
    }

    /// The text with other pieces in a container.
    fn with_pieces(&self, container: &Range<usize>, pieces: &Pieces<'_, Cow<'_, str>>) -> String {
        let mut text = self
            .text
            .get(..=container.start)
            .unwrap_or_default()
            .to_owned();
        pieces.write(&mut text, |text, item| text.push_str(item));
        text.push_str(self.text.get(container.end - 1..).unwrap_or_default());
        text
    }

    /// A value as it is written at a place of the text.
    fn laid_out(&self, offset: usize, value: JsonSlice<'_>, order: KeyOrder) -> String {
        let layout = Layout::of_object(&self.text);
        let layout = layout.indented(indentation_at(&self.text, offset));
        layout.written_inside(value, order)
    }
}

/// Where an item is added.
#[derive(Clone, Copy)]
enum ItemPlace<'n> {
    /// The member with this key of an object, at its canonical place.
    Member(&'n str),
    /// The element at this position of an array, or the last one.
    Element(usize),
}

/// The range of a member or an element in the text, and the key of a member.
type Item<'t> = (Range<usize>, Cow<'t, str>);

fn items_of(container: JsonSlice<'_>) -> Vec<Item<'_>> {
    let elements = elements(container).into_iter();
    let mut items: Vec<Item<'_>> = elements.map(|it| (it.range(), "".into())).collect();
    let members = container.members().unwrap_or_default().into_iter();
    items.extend(members.map(|it| (it.key_offset..it.value.range().end, it.key)));
    items
}

fn elements(array: JsonSlice<'_>) -> Vec<JsonSlice<'_>> {
    let mut elements = Vec::new();
    array.each_element(|_, element| elements.push(element));
    elements
}

/// The position of a new key among others: after that of the highest rank below its
/// own.
pub(super) fn canonical_position<'k>(
    order: KeyOrder,
    key: &str,
    keys: impl Iterator<Item = &'k str>,
) -> usize {
    let rank = order.rank(key);
    let is_unknown = rank == order.keys().len();
    let before = keys.enumerate().filter_map(|(position, other)| {
        let other = order.rank(other);
        (other < rank || is_unknown).then_some((if is_unknown { 0 } else { other }, position))
    });
    before.max().map_or(0, |(_, position)| position + 1)
}

fn parsed(json: &str) -> Result<JsonSlice<'_>, PatchError> {
    if deeper_than(MAX_DEPTH, json).is_some() {
        return Err(PatchError::Malformed);
    }
    JsonSlice::of_text(json).map_err(|_| PatchError::Malformed)
}

/// The position that a step in an array names: digits without leading zeros (RFC 6901,
/// section 4).
fn position_of(step: &str) -> Option<usize> {
    let is_canonical = step == "0" || !step.starts_with(['0', '+']);
    step.parse().ok().filter(|_| is_canonical)
}

/// A path with one more step.
fn below(path: &[String], step: &str) -> Vec<String> {
    let steps = path.iter().map(String::as_str).chain([step]);
    steps.map(str::to_owned).collect()
}

/// A value with the containers that these steps create around it.
fn nested(steps: &[String], json: &str) -> String {
    steps.iter().rev().fold(json.to_owned(), |json, step| {
        if step == "-" {
            format!("[{json}]")
        } else {
            format!("{{{}:{json}}}", quoted(step))
        }
    })
}
