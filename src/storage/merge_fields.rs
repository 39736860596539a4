//! Three-way merges of the fields of one entry.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};
use unicode_segmentation::UnicodeSegmentation as _;

use super::merge_order::merged_order;
use super::pointer::escaped;

/// Fields that merge as one, because each says something of the others.
const GROUPS: [&[&str]; 4] = [
    &["date", "date_text", "dating"],
    &["exact", "prefix", "suffix", "start", "end"],
    &["file", "sha256", "encoding", "extractor"],
    &["review"],
];

/// The other fields that a field merges with, itself included; none for most.
#[must_use]
pub fn fields_merged_with(field: &str) -> &'static [&'static str] {
    let group = GROUPS.iter().find(|group| group.contains(&field));
    group.copied().unwrap_or_default()
}

/// Lists whose order says nothing.
const SETS: [&str; 3] = ["tags", "actors", "conflicts"];

/// Texts of sentences.
const PROSE: [&str; 3] = ["summary", "note", "description"];

/// Objects that merge field by field.
const OBJECTS: [&str; 1] = ["csl"];

/// The fields of an entry after a merge, and what could not be decided.
pub(super) struct MergedFields {
    /// The entry. Our values stand for what could not be decided.
    pub(super) merged: Value,
    /// As under `conflicts` in the file.
    pub(super) conflicts: Vec<Value>,
}

/// Merges the fields of three versions of an object. Keys are in our order, those
/// that only they added come after them.
pub(super) fn merge_fields(base: &Value, ours: &Value, theirs: &Value) -> MergedFields {
    let empty = Map::new();
    let [base, ours, theirs] = [base, ours, theirs].map(|it| it.as_object().unwrap_or(&empty));
    let mut merged = ours.clone();
    let mut conflicts = Vec::new();
    let mut keys: Vec<&String> = ours.keys().collect();
    keys.extend(theirs.keys().filter(|key| !ours.contains_key(*key)));
    keys.extend(
        base.keys()
            .filter(|key| !ours.contains_key(*key) && !theirs.contains_key(*key)),
    );
    let mut is_done = HashSet::new();
    for key in keys {
        let single = [key.as_str()];
        let group = GROUPS.iter().find(|group| group.contains(&key.as_str()));
        let group: &[&str] = group.copied().unwrap_or(&single);
        if !is_done.insert(group.first().copied().unwrap_or_default().to_owned()) {
            continue;
        }
        let values = |object: &Map<String, Value>| -> Vec<Option<Value>> {
            group.iter().map(|key| object.get(*key).cloned()).collect()
        };
        let (in_base, in_ours, in_theirs) = (values(base), values(ours), values(theirs));
        if in_ours == in_theirs || in_theirs == in_base {
            continue;
        }
        if in_ours == in_base {
            set_all(&mut merged, group, in_theirs);
            continue;
        }
        let three = [base.get(key), ours.get(key), theirs.get(key)];
        if let ([_], Some((value, inner))) = (group, merge_value(key, three)) {
            conflicts.extend(inner.into_iter().map(|conflict| below(key, conflict)));
            match value {
                Some(value) => merged.insert(key.clone(), value),
                None => merged.shift_remove(key),
            };
            continue;
        }
        for (at, key) in group.iter().enumerate() {
            let value = |values: &[Option<Value>]| values.get(at).cloned().flatten();
            let (base, ours, theirs) = (value(&in_base), value(&in_ours), value(&in_theirs));
            if ours != theirs {
                let pointer = format!("/{}", escaped(key));
                conflicts.push(conflict(
                    &pointer,
                    base.as_ref(),
                    ours.as_ref(),
                    theirs.as_ref(),
                ));
            }
        }
    }
    MergedFields {
        merged: Value::Object(merged),
        conflicts,
    }
}

/// A value after a merge, `None` if it is gone, and the conflicts inside it.
type MergedValue = (Option<Value>, Vec<Value>);

/// Merges a value that both sides changed; `None` if it cannot be decided.
fn merge_value(key: &str, [base, ours, theirs]: [Option<&Value>; 3]) -> Option<MergedValue> {
    if SETS.contains(&key) {
        let merged = merge_sets(&elements(base)?, &elements(ours)?, &elements(theirs)?);
        return Some(((!merged.is_empty()).then(|| json!(merged)), Vec::new()));
    }
    if PROSE.contains(&key) {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let merged = merge_prose(&text(base)?, &text(ours)?, &text(theirs)?)?;
        return Some((Some(merged.into()), Vec::new()));
    }
    if OBJECTS.contains(&key) {
        let MergedFields { merged, conflicts } = merge_fields(
            base.filter(|it| it.is_object())?,
            ours.filter(|it| it.is_object())?,
            theirs.filter(|it| it.is_object())?,
        );
        return Some((Some(merged), conflicts));
    }
    let key_of: fn(&Value) -> Option<String> = match key {
        "citations" => |it| it.get("passage")?.as_str().map(str::to_owned),
        "comments" => |it| it.get("id")?.as_str().map(str::to_owned),
        _ => return None,
    };
    let keyed = |value: Option<&Value>| match value {
        None => Some(Vec::new()),
        Some(value) => keyed(value.as_array()?, key_of),
    };
    merge_keyed(&keyed(base)?, &keyed(ours)?, &keyed(theirs)?)
}

/// The elements of a list by key and occurrence; `None` if one has no key.
fn keyed(list: &[Value], key_of: fn(&Value) -> Option<String>) -> Option<Vec<KeyedValue>> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let elements = list.iter().map(|element| {
        let key = key_of(element)?;
        let count = counts.entry(key.clone()).or_default();
        *count += 1;
        Some(((key, *count), element.clone()))
    });
    elements.collect()
}

/// An element with its key and the number of its occurrence.
type KeyedValue = ((String, usize), Value);

/// Merges lists by key: what either side added is there, what either side removed
/// and the other did not edit is gone.
fn merge_keyed(
    base: &[KeyedValue],
    ours: &[KeyedValue],
    theirs: &[KeyedValue],
) -> Option<MergedValue> {
    let keys = [base, ours, theirs].map(|list| {
        let keys = list.iter().map(|(key, _)| key);
        keys.collect::<Vec<_>>()
    });
    let [base_keys, our_keys, their_keys] = &keys;
    let order = merged_order(base_keys, our_keys, their_keys);
    let [base, ours, theirs] = [base, ours, theirs].map(|list| {
        let values = list.iter().map(|(key, value)| (key, value));
        values.collect::<HashMap<_, _>>()
    });
    let mut merged = Vec::new();
    let mut conflicts = Vec::new();
    for key in order {
        match (base.get(key), ours.get(key), theirs.get(key)) {
            (base, ours, theirs) if ours == theirs || base == theirs => {
                merged.extend(ours.map(|value| (*value).clone()));
            }
            (base, ours, theirs) if base == ours => {
                merged.extend(theirs.map(|value| (*value).clone()));
            }
            (Some(base), Some(ours), Some(theirs)) => {
                let fields = merge_fields(base, ours, theirs);
                let at = merged.len().to_string();
                let inner = fields.conflicts.into_iter();
                conflicts.extend(inner.map(|conflict| below(&at, conflict)));
                merged.push(fields.merged);
            }
            // Removed here and edited there, or added differently on both sides.
            _ => return None,
        }
    }
    Some((Some(Value::Array(merged)), conflicts))
}

/// The elements of a list, none for an absent one; `None` for another value.
fn elements(value: Option<&Value>) -> Option<Vec<Value>> {
    value.map_or_else(|| Some(Vec::new()), |value| value.as_array().cloned())
}

/// Those elements of the base that both sides have, then those that either added. The
/// latter are sorted, so that both ways to merge give the same.
fn merge_sets(base: &[Value], ours: &[Value], theirs: &[Value]) -> Vec<Value> {
    let both = base
        .iter()
        .filter(|it| ours.contains(it) && theirs.contains(it));
    let mut merged: Vec<Value> = both.cloned().collect();
    let added = ours.iter().chain(theirs).filter(|it| !base.contains(it));
    let mut added: Vec<Value> = added.cloned().collect();
    added.sort_by_key(ToString::to_string);
    added.dedup();
    merged.extend(added);
    merged
}

/// Merges texts in which the sides changed different sentences; `None` if they
/// changed the same or adjacent ones.
fn merge_prose(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let base: Vec<&str> = base.split_sentence_bounds().collect();
    let ours: Vec<&str> = ours.split_sentence_bounds().collect();
    let theirs: Vec<&str> = theirs.split_sentence_bounds().collect();
    let (one, other) = (changed_range(&base, &ours), changed_range(&base, &theirs));
    let ((first, first_new), (second, second_new)) = if one.0.start <= other.0.start {
        (one, other)
    } else {
        (other, one)
    };
    if first.end >= second.start {
        return None;
    }
    let parts = [
        base.get(..first.start)?,
        &first_new,
        base.get(first.end..second.start)?,
        &second_new,
        base.get(second.end..)?,
    ];
    Some(parts.concat().concat())
}

/// The range of sentences between the first and the last change, and what is there
/// afterwards.
fn changed_range<'t>(base: &[&str], changed: &[&'t str]) -> (std::ops::Range<usize>, Vec<&'t str>) {
    let pairs = base.iter().zip(changed);
    let before = pairs.take_while(|(one, other)| one == other).count();
    let rest = base.len().min(changed.len()) - before;
    let pairs = base.iter().rev().zip(changed.iter().rev()).take(rest);
    let after = pairs.take_while(|(one, other)| one == other).count();
    let new = changed.get(before..changed.len() - after);
    (before..base.len() - after, new.unwrap_or_default().to_vec())
}

fn set_all(object: &mut Map<String, Value>, keys: &[&str], values: Vec<Option<Value>>) {
    for (key, value) in keys.iter().zip(values) {
        match value {
            Some(value) => object.insert((*key).to_owned(), value),
            None => object.shift_remove(*key),
        };
    }
}

/// A conflict as it is in the file: a JSON Pointer inside the entry and the three
/// values, of which absent ones are left out.
pub(super) fn conflict(
    pointer: &str,
    base: Option<&Value>,
    ours: Option<&Value>,
    theirs: Option<&Value>,
) -> Value {
    let mut conflict = Map::new();
    conflict.insert("field".to_owned(), pointer.into());
    for (key, value) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        if let Some(value) = value {
            conflict.insert(key.to_owned(), value.clone());
        }
    }
    Value::Object(conflict)
}

/// Adds conflicts to those that an entry has.
pub(super) fn add_conflicts(mut entry: Value, conflicts: Vec<Value>) -> Value {
    if conflicts.is_empty() {
        return entry;
    }
    if let Some(object) = entry.as_object_mut() {
        let list = object.entry("conflicts").or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.extend(conflicts);
        }
    }
    entry
}

/// A conflict of a value inside another one, given the key of the inner value.
fn below(key: &str, mut conflict: Value) -> Value {
    if let Some(Value::String(field)) = conflict.get_mut("field") {
        *field = format!("/{}{field}", escaped(key));
    }
    conflict
}
