//! JSON values as slices of their text.
//!
//! serde checks the grammar of the whole text once. A value is then its slice of
//! the text (`RawValue`), opened one level at a time. So every value has its
//! offset, numbers keep their digits, and repeated keys are visible.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserializer as _;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::Map;
use serde_json::value::{RawValue, Value};

/// A value as its slice of a JSON text, without white space around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct JsonSlice<'t> {
    /// The slice.
    pub(super) token: &'t str,
    /// Its first byte in the whole text.
    pub(super) offset: usize,
}

/// A key and its value.
#[derive(Debug)]
pub(super) struct JsonMember<'t> {
    /// The key, unescaped.
    pub(super) key: Cow<'t, str>,
    /// The key as it is in the text, with its quotation marks.
    pub(super) key_token: &'t str,
    /// The first byte of the key in the whole text.
    pub(super) key_offset: usize,
    /// The value.
    pub(super) value: JsonSlice<'t>,
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JsonType {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    /// The name with its article, for messages.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

impl<'t> JsonSlice<'t> {
    /// The value of a whole text.
    pub(super) fn of_text(text: &'t str) -> Result<Self, serde_json::Error> {
        let value: &RawValue = serde_json::from_str(text)?;
        Ok(Self {
            token: "",
            offset: 0,
        }
        .inner(value, text))
    }

    /// A value inside this one. Both are slices of one text, so the difference of
    /// their addresses is that of their offsets.
    fn inner(self, value: &'t RawValue, outer: &str) -> Self {
        let token = value.get();
        let distance = token.as_ptr().addr().wrapping_sub(outer.as_ptr().addr());
        Self {
            token,
            offset: self.offset + distance.min(outer.len()),
        }
    }

    /// Where it is in the whole text, in bytes.
    pub(super) const fn range(self) -> Range<usize> {
        self.offset..self.offset + self.token.len()
    }

    /// The type.
    pub(super) fn kind(self) -> JsonType {
        match self.token.as_bytes().first() {
            Some(b'{') => JsonType::Object,
            Some(b'[') => JsonType::Array,
            Some(b'"') => JsonType::String,
            Some(b't' | b'f') => JsonType::Boolean,
            Some(b'n') => JsonType::Null,
            _ => JsonType::Number,
        }
    }

    /// The members of an object in order, with repeated keys; `None` for another
    /// type.
    pub(super) fn members(self) -> Option<Vec<JsonMember<'t>>> {
        if self.kind() != JsonType::Object {
            return None;
        }
        // An event usually has about as many.
        let mut members = Vec::with_capacity(16);
        serde_json::Deserializer::from_str(self.token)
            .deserialize_map(Members(|key: &'t RawValue, value: &'t RawValue| {
                members.push(JsonMember {
                    key: unescaped(key.get()),
                    key_token: key.get(),
                    key_offset: self.inner(key, self.token).offset,
                    value: self.inner(value, self.token),
                });
            }))
            .ok()?;
        Some(members)
    }

    /// Calls `read` with the position and value of every element of an array;
    /// `false` for another type. Does not collect them: there may be millions.
    pub(super) fn each_element(self, mut read: impl FnMut(usize, Self)) -> bool {
        if self.kind() != JsonType::Array {
            return false;
        }
        let mut position = 0;
        serde_json::Deserializer::from_str(self.token)
            .deserialize_seq(Elements(|value: &'t RawValue| {
                read(position, self.inner(value, self.token));
                position += 1;
            }))
            .is_ok()
    }

    /// Whether it is an object or array that has members or elements.
    pub(super) fn is_filled(self) -> bool {
        let opened = self.token.strip_prefix(['{', '[']);
        opened.is_some_and(|rest| !rest.trim_start().starts_with(['}', ']']))
    }

    /// The value, with the first one of repeated keys, as the reader has it. `None` for
    /// half a surrogate pair.
    pub(super) fn value(self) -> Option<Value> {
        match self.kind() {
            JsonType::Object => {
                let mut object = Map::new();
                for member in self.members()? {
                    let value = member.value.value()?;
                    object.entry(member.key.into_owned()).or_insert(value);
                }
                Some(Value::Object(object))
            }
            JsonType::Array => {
                let mut elements = Some(Vec::new());
                self.each_element(|_, element| match (&mut elements, element.value()) {
                    (Some(elements), Some(value)) => elements.push(value),
                    _ => elements = None,
                });
                elements.map(Value::Array)
            }
            _ => serde_json::from_str(self.token).ok(),
        }
    }

    /// The text of a string; `None` for another type, and for half a surrogate
    /// pair, which is not a character.
    pub(super) fn string(self) -> Option<Cow<'t, str>> {
        let inside = self.token.strip_prefix('"')?.strip_suffix('"')?;
        if inside.contains('\\') {
            serde_json::from_str::<String>(self.token)
                .ok()
                .map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(inside))
        }
    }

    /// The value of a number without fraction and exponent, clamped to the range of
    /// the type.
    pub(super) fn integer(self) -> Option<i64> {
        let digits = self.token.strip_prefix('-').unwrap_or(self.token);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let limit = if digits.len() == self.token.len() {
            i64::MAX
        } else {
            i64::MIN
        };
        Some(self.token.parse().unwrap_or(limit))
    }
}

/// The key without quotation marks and escapes. One with half a surrogate pair
/// stays as it is in the text.
pub(super) fn unescaped(token: &str) -> Cow<'_, str> {
    JsonSlice { token, offset: 0 }
        .string()
        .unwrap_or(Cow::Borrowed(token))
}

struct Members<F>(F);

impl<'t, F: FnMut(&'t RawValue, &'t RawValue)> Visitor<'t> for Members<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some((key, value)) = map.next_entry()? {
            (self.0)(key, value);
        }
        Ok(())
    }
}

struct Elements<F>(F);

impl<'t, F: FnMut(&'t RawValue)> Visitor<'t> for Elements<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'t>>(mut self, mut elements: A) -> Result<(), A::Error> {
        while let Some(value) = elements.next_element()? {
            (self.0)(value);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_offset() {
        let text = " { \"a\" : [ 1, { \"é\" : \"x\" } ] } ";
        let root = JsonSlice::of_text(text).unwrap();
        assert_eq!(root.offset, 1);
        let members = root.members().unwrap();
        assert_eq!(members[0].key, "a");
        let mut seen = Vec::new();
        assert!(members[0].value.each_element(|_, element| {
            assert!(text[element.offset..].starts_with(element.token));
            seen.push(element);
        }));
        let inner = &seen[1].members().unwrap()[0];
        assert_eq!(inner.key, "é");
        assert_eq!(&text[inner.value.offset..][..3], "\"x\"");
    }

    #[test]
    fn repeated_keys_and_keys_with_half_a_surrogate_pair_are_members() {
        let root = JsonSlice::of_text(r#"{"a":1,"\u0061":2,"\ud800":3}"#).unwrap();
        let members = root.members().unwrap();
        let keys: Vec<&str> = members.iter().map(|member| &*member.key).collect();
        assert_eq!(keys, ["a", "a", "\"\\ud800\""]);
    }

    #[test]
    fn an_integer_has_neither_fraction_nor_exponent() {
        let integer = |token| JsonSlice { token, offset: 0 }.integer();
        assert_eq!(integer("12"), Some(12));
        assert_eq!(integer("-1"), Some(-1));
        assert_eq!(integer("99999999999999999999"), Some(i64::MAX));
        assert_eq!(integer("-99999999999999999999"), Some(i64::MIN));
        for other in ["1.0", "1e3", "\"1\"", "true", "-"] {
            assert_eq!(integer(other), None, "{other}");
        }
    }
}
