//! Entries as JSON objects.

use serde_json::{Map, Value, json};

/// The JSON object of an entry.
pub(super) type Object = Map<String, Value>;

/// The text of a member; empty if it has none.
pub(super) fn text<'o>(object: &'o Object, key: &str) -> &'o str {
    object.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Sets a text, or removes it if it is blank.
pub(super) fn set_text(object: &mut Object, key: &str, text: &str) {
    if text.trim().is_empty() {
        object.shift_remove(key);
    } else if object.get(key).and_then(Value::as_str) != Some(text) {
        object.insert(key.to_owned(), text.into());
    }
}

/// The strings of a list.
pub(super) fn names(object: &Object, key: &str) -> Vec<String> {
    let list = object.get(key).and_then(Value::as_array);
    let names = list.into_iter().flatten().filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

/// Sets a list, or removes it if it is empty.
pub(super) fn set_list(object: &mut Object, key: &str, list: Vec<Value>) {
    if list.is_empty() {
        object.shift_remove(key);
    } else {
        object.insert(key.to_owned(), Value::Array(list));
    }
}

/// The objects of a list of objects, such as `citations`.
pub(super) fn list<'o>(object: &'o Object, key: &str) -> &'o [Value] {
    let list = object.get(key).and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}

/// A list to change in place. A value of another type is replaced.
pub(super) fn list_mut<'o>(object: &'o mut Object, key: &str) -> Option<&'o mut Vec<Value>> {
    let value = object.entry(key).or_insert_with(|| json!([]));
    if !value.is_array() {
        *value = json!([]);
    }
    value.as_array_mut()
}

/// An object inside another one; empty if there is none.
pub(super) fn inner(object: &Object, key: &str) -> Object {
    let value = object.get(key).and_then(Value::as_object);
    value.cloned().unwrap_or_default()
}

/// Sets an object inside another one, or removes it if it is empty.
pub(super) fn set_inner(object: &mut Object, key: &str, value: Object) {
    if value.is_empty() {
        object.shift_remove(key);
    } else {
        object.insert(key.to_owned(), Value::Object(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(value: Value) -> Object {
        match value {
            Value::Object(object) => object,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_blank_text_is_removed() {
        let mut entry = object(json!({ "note": "n" }));
        set_text(&mut entry, "note", " \n");
        set_text(&mut entry, "summary", "s ");
        assert_eq!(entry, object(json!({ "summary": "s " })));
    }
}
