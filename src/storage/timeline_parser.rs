//! A pull parser of JSON that reports what is wrong and goes on.
//!
//! Every method reads one value at the cursor. A value of another type than
//! asked for is reported, passed over and answered as [`Field::Wrong`], so that
//! the rest of its entry can be used. Of a repeated key the first value counts;
//! unknown keys are checked for depth and repeated keys and passed over.

use super::diagnostics::Diagnostics;
use super::field::{Field, Integer, JsonText, TextList};
use super::json_cursor::{Interruption, JsonCursor, ReadResult};
use super::json_lint::{DuplicateKey, KeySet, deeper_than, each_duplicate_key};
use super::json_value::{JsonSlice, JsonType};
use super::pointer::JsonPath;
use super::preflight::MAX_DEPTH;
use super::problem::{Code, Problem};

/// Parses the values of a timeline's file and reports those that are wrong.
pub(super) struct TimelineParser<'t> {
    pub(super) cursor: JsonCursor<'t>,
    pub(super) diagnostics: Diagnostics,
    /// The first byte of the key whose value is read.
    key_offset: usize,
}

impl<'t> TimelineParser<'t> {
    /// A parser at the start of a text.
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            cursor: JsonCursor::new(text),
            diagnostics: Diagnostics::default(),
            key_offset: 0,
        }
    }

    /// Reads an object and answers its first byte. `read_member` reads the value
    /// of a key that it knows, with [`TimelineParser::field`], and answers `false` to
    /// any other key.
    pub(super) fn object(
        &mut self,
        path: JsonPath<'_>,
        mut read_member: impl FnMut(&mut Self, &str, JsonPath<'_>) -> ReadResult<bool>,
    ) -> ReadResult<Field<usize>> {
        if self.cursor.peek()? != b'{' {
            return self.wrong_type(path, "an object");
        }
        let offset = self.cursor.offset();
        let mut unknown_keys: Option<KeySet<'t>> = None;
        let mut has_more = self.cursor.enter(b'}')?;
        while has_more {
            let key = self.cursor.key()?;
            self.key_offset = key.offset;
            let member = path.key(&key.value);
            if !read_member(self, &key.value, member)? {
                let is_first = unknown_keys
                    .get_or_insert_default()
                    .insert(key.value.clone());
                if is_first {
                    self.skip(member)?;
                } else {
                    self.skip_repeated(member)?;
                }
            }
            has_more = self.cursor.advance(b'}')?;
        }
        Ok(Field::Given(offset))
    }

    /// Reads the value of a known key into its slot, unless an earlier member of
    /// the object has the same key. Always answers `true`: the key is known.
    pub(super) fn field<T>(
        &mut self,
        slot: &mut Field<T>,
        path: JsonPath<'_>,
        read: impl FnOnce(&mut Self, JsonPath<'_>) -> ReadResult<Field<T>>,
    ) -> ReadResult<bool> {
        if slot.is_absent() {
            *slot = read(self, path)?;
        } else {
            self.skip_repeated(path)?;
        }
        Ok(true)
    }

    /// Reads an array and answers its first byte. `read_element` must read every
    /// element.
    pub(super) fn list(
        &mut self,
        path: JsonPath<'_>,
        mut read_element: impl FnMut(&mut Self, JsonPath<'_>, usize) -> ReadResult<()>,
    ) -> ReadResult<Field<usize>> {
        if self.cursor.peek()? != b'[' {
            return self.wrong_type(path, "an array");
        }
        let offset = self.cursor.offset();
        let mut position = 0;
        let mut has_more = self.cursor.enter(b']')?;
        while has_more {
            read_element(self, path.at(position), position)?;
            position += 1;
            has_more = self.cursor.advance(b']')?;
        }
        Ok(Field::Given(offset))
    }

    /// Reads an array into a list of those elements that can be used.
    pub(super) fn list_of<T>(
        &mut self,
        path: JsonPath<'_>,
        mut read_element: impl FnMut(&mut Self, JsonPath<'_>, usize) -> ReadResult<Option<T>>,
    ) -> ReadResult<Field<Vec<T>>> {
        let mut elements = Vec::new();
        let list = self.list(path, |parser, path, position| {
            elements.extend(read_element(parser, path, position)?);
            Ok(())
        })?;
        Ok(list.map(|_| elements))
    }

    /// Reads a string.
    pub(super) fn text(&mut self, path: JsonPath<'_>) -> ReadResult<Field<JsonText<'t>>> {
        if self.cursor.peek()? == b'"' {
            let offset = self.cursor.offset();
            if let Some(text) = self.cursor.string()? {
                return Ok(Field::Given(text));
            }
            self.cursor.move_to(offset);
        }
        self.wrong_type(path, "a string")
    }

    /// Reads a string or a number, as CSL-JSON allows in places. The text of a
    /// number is its digits.
    pub(super) fn text_or_number(&mut self, path: JsonPath<'_>) -> ReadResult<Field<JsonText<'t>>> {
        if !matches!(self.cursor.peek()?, b'-' | b'0'..=b'9') {
            return self.text(path);
        }
        let number = self.cursor.value()?;
        Ok(Field::Given(JsonText {
            value: number.token.into(),
            offset: number.offset,
        }))
    }

    /// Reads an array of strings.
    pub(super) fn texts(&mut self, path: JsonPath<'_>) -> ReadResult<Field<TextList<'t>>> {
        let list = self.list(path, |parser, path, _| {
            parser.text(path)?;
            Ok(())
        })?;
        Ok(list.map(|offset| TextList(self.cursor.text_since(offset))))
    }

    /// Reads `true` or `false`.
    pub(super) fn boolean(&mut self, path: JsonPath<'_>) -> ReadResult<Field<bool>> {
        if matches!(self.cursor.peek()?, b't' | b'f') {
            let value = self.cursor.value()?;
            return Ok(Field::Given(value.token == "true"));
        }
        self.wrong_type(path, "true or false")
    }

    /// Reads an integer.
    pub(super) fn integer(&mut self, path: JsonPath<'_>) -> ReadResult<Field<Integer>> {
        if let Some(integer) = self.cursor.short_integer()? {
            return Ok(Field::Given(integer));
        }
        let offset = self.cursor.offset();
        if matches!(self.cursor.peek()?, b'-' | b'0'..=b'9')
            && let Some(value) = self.cursor.value()?.integer()
        {
            return Ok(Field::Given(Integer { value, offset }));
        }
        self.cursor.move_to(offset);
        self.wrong_type(path, "a whole number")
    }

    /// The value of a field that an object must have; a missing one is reported
    /// at the object.
    pub(super) fn required<T>(
        &mut self,
        field: Field<T>,
        (offset, path): (usize, JsonPath<'_>),
        key: &str,
    ) -> Option<T> {
        if field.is_absent() {
            self.diagnostics.mark_unread(path.key(key).to_string());
            self.diagnostics.add(offset, || {
                Problem::new(
                    Code::MissingField,
                    path.to_string(),
                    format!("This entry has no `{key}`, which is required."),
                )
                .with_hint(format!("Add `\"{key}\": …`."))
            });
        }
        field.given()
    }

    /// The id of an object, which it must have and which must not be empty.
    pub(super) fn required_id(
        &mut self,
        id: Field<JsonText<'t>>,
        (offset, path): (usize, JsonPath<'_>),
    ) -> Option<JsonText<'t>> {
        let id = self.required(id, (offset, path), "id")?;
        if id.value.is_empty() {
            self.diagnostics.add(id.offset, || {
                Problem::new(
                    Code::MissingField,
                    path.key("id").to_string(),
                    "This id is empty, so the entry is left out.",
                )
                .with_hint("Give it a short name that no other entry of the list has.")
            });
            return None;
        }
        Some(id)
    }

    /// Passes over a value, and reports keys that occur twice in it.
    pub(super) fn skip(&mut self, path: JsonPath<'_>) -> ReadResult<JsonSlice<'t>> {
        let value = self.cursor.value()?;
        if matches!(value.kind(), JsonType::Object | JsonType::Array) {
            let depth = MAX_DEPTH.saturating_sub(path.depth());
            if deeper_than(depth, value.token).is_some() {
                return Err(Interruption::Malformed);
            }
            each_duplicate_key(value.token, |duplicate| {
                self.add_duplicate(duplicate, path, value.offset);
            });
        }
        Ok(value)
    }

    /// Passes over the value of a key that its object already has.
    fn skip_repeated(&mut self, path: JsonPath<'_>) -> ReadResult<()> {
        let key = if let JsonPath::Key(_, key) = path {
            key
        } else {
            ""
        };
        if self.has_room_for(path.key_bytes() + key.len()) {
            self.diagnostics
                .add(self.key_offset, || repeated_key(path.to_string(), key));
        }
        self.skip(path)?;
        Ok(())
    }

    /// Reports a repeated key inside a value, given the value's path and offset.
    fn add_duplicate(
        &mut self,
        duplicate: &DuplicateKey<'_, '_>,
        path: JsonPath<'_>,
        offset: usize,
    ) {
        let bytes = path.key_bytes() + duplicate.pointer_bytes() + duplicate.key.len();
        if self.has_room_for(bytes) {
            self.diagnostics.add(offset + duplicate.offset, || {
                let pointer = format!("{path}{}", duplicate.pointer());
                repeated_key(pointer, &duplicate.key)
            });
        }
    }

    /// Whether a repeated key may be reported in so many bytes. Otherwise it is
    /// only counted: of a million repeated keys below a long one, every pointer
    /// would repeat the long one.
    fn has_room_for(&mut self, bytes: usize) -> bool {
        let has_room = self.diagnostics.has_room_for(bytes);
        if !has_room {
            self.diagnostics
                .count_unlisted(Code::DuplicateKey.severity());
        }
        has_room
    }

    /// Passes over a value and reports its type.
    fn wrong_type<T>(&mut self, path: JsonPath<'_>, expected: &str) -> ReadResult<Field<T>> {
        let value = self.skip(path)?;
        self.diagnostics.mark_unread(path.to_string());
        self.diagnostics.add(value.offset, || {
            let name = match path {
                JsonPath::Key(_, key) => format!("`{key}`"),
                JsonPath::Root | JsonPath::Position(..) => "This entry".to_owned(),
            };
            let problem = |message| Problem::new(Code::WrongType, path.to_string(), message);
            match value.kind() {
                JsonType::Null => problem(format!("{name} must be {expected}, not null."))
                    .with_hint("Leave the field out if it has no value."),
                JsonType::String if expected == "a string" => problem(format!(
                    "{name} contains half a surrogate pair (`\\ud800` to `\\udfff`), which is not \
                     a character."
                )),
                JsonType::Number if expected == "a whole number" => problem(format!(
                    "{name} must be a whole number, without fraction and exponent."
                )),
                found => problem(format!("{name} must be {expected}, not {}.", found.name())),
            }
        });
        Ok(Field::Wrong)
    }
}

fn repeated_key(pointer: String, key: &str) -> Problem {
    Problem::new(
        Code::DuplicateKey,
        pointer,
        format!("The key “{key}” is repeated in this object; the first one counts."),
    )
    .with_hint("Remove one of them.")
}
