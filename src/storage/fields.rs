//! Fields of objects, each read by the type it should have.

use std::borrow::Cow;

use super::diagnostics::Diagnostics;
use super::json_value::{JsonSlice, JsonType, Member};
use super::pointer::Path;
use super::problem::{Code, Problem};
use super::schema::Location;

/// A field that may be absent, or there with the wrong type. The two differ:
/// only the first is missing, and the second has its problem already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Field<T> {
    /// It is not there.
    #[default]
    Absent,
    /// It is there, of another type, and that is a problem already noted.
    Wrong,
    /// It is there.
    Given(T),
}

impl<T> Field<T> {
    /// The value, if there is one to use.
    pub(super) fn given(self) -> Option<T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Wrong => None,
        }
    }

    /// The same, borrowed.
    pub(super) const fn as_given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Wrong => None,
        }
    }

    /// Whether it is not there at all.
    pub(super) const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The same field with another value.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Wrong => Field::Wrong,
            Self::Given(value) => Field::Given(change(value)),
        }
    }
}

/// A text of the file and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text<'t> {
    pub(super) value: Cow<'t, str>,
    pub(super) offset: usize,
}

/// An integer of the file and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Whole {
    pub(super) value: i64,
    pub(super) offset: usize,
}

/// An object that has been opened.
pub(super) struct Fields<'t, 'p> {
    pub(super) path: &'p Path<'p>,
    pub(super) offset: usize,
    members: Vec<Member<'t>>,
}

impl<'t> Fields<'t, '_> {
    /// The value of a key: the first one, where it stands there twice.
    pub(super) fn get(&self, key: &str) -> Option<JsonSlice<'t>> {
        let member = self.members.iter().find(|member| member.key == key)?;
        Some(member.value)
    }

    /// Where the object stands in its list.
    pub(super) const fn location(&self, position: usize) -> Location {
        Location {
            position,
            offset: self.offset,
        }
    }
}

/// Reads fields and notes what is wrong with them.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) diagnostics: Diagnostics,
}

impl<'t> Reader {
    /// Opens an object.
    pub(super) fn fields<'p>(
        &mut self,
        value: JsonSlice<'t>,
        path: &'p Path<'p>,
    ) -> Field<Fields<'t, 'p>> {
        match value.members() {
            Some(members) => Field::Given(Fields {
                path,
                offset: value.offset,
                members,
            }),
            None => self.wrong_type(value, *path, "an object"),
        }
    }

    /// A field that holds an object, read by `read`.
    pub(super) fn object<T>(
        &mut self,
        fields: &Fields<'t, '_>,
        key: &str,
        read: impl FnOnce(&mut Self, &Fields<'t, '_>) -> T,
    ) -> Field<T> {
        let Some(value) = fields.get(key) else {
            return Field::Absent;
        };
        let path = fields.path.key(key);
        match self.fields(value, &path) {
            Field::Given(inner) => Field::Given(read(self, &inner)),
            _ => Field::Wrong,
        }
    }

    /// The same for one that must be there.
    pub(super) fn required_object<T>(
        &mut self,
        fields: &Fields<'t, '_>,
        key: &str,
        read: impl FnOnce(&mut Self, &Fields<'t, '_>) -> T,
    ) -> Option<T> {
        let object = self.object(fields, key, read);
        self.required(fields, key, object)
    }

    /// A field that holds a text.
    pub(super) fn text(&mut self, fields: &Fields<'t, '_>, key: &str) -> Field<Text<'t>> {
        match fields.get(key) {
            Some(value) => self.as_text(value, fields.path.key(key)),
            None => Field::Absent,
        }
    }

    /// The same for one that must be there.
    pub(super) fn required_text(&mut self, fields: &Fields<'t, '_>, key: &str) -> Option<Text<'t>> {
        let text = self.text(fields, key);
        self.required(fields, key, text)
    }

    /// The id of an entry: there, a text, and not empty.
    pub(super) fn id(&mut self, fields: &Fields<'t, '_>) -> Option<Text<'t>> {
        let id = self.required_text(fields, "id")?;
        if id.value.is_empty() {
            self.diagnostics.add(id.offset, || {
                Problem::new(
                    Code::MissingField,
                    fields.path.key("id").to_string(),
                    "This id is empty; the entry is left out.",
                )
                .with_hint("Give it a short name that no other entry of the list has.")
            });
            return None;
        }
        Some(id)
    }

    fn required<T>(&mut self, fields: &Fields<'t, '_>, key: &str, field: Field<T>) -> Option<T> {
        if field.is_absent() {
            self.diagnostics.add(fields.offset, || {
                Problem::new(
                    Code::MissingField,
                    fields.path.to_string(),
                    format!("This entry has no `{key}`, which it must have."),
                )
                .with_hint(format!("Add `\"{key}\": …`."))
            });
        }
        field.given()
    }

    /// A value that should be a text.
    pub(super) fn as_text(&mut self, value: JsonSlice<'t>, path: Path<'_>) -> Field<Text<'t>> {
        match value.string() {
            Some(text) => Field::Given(Text {
                value: text,
                offset: value.offset,
            }),
            None => self.wrong_type(value, path, "a string"),
        }
    }

    /// A field that CSL-JSON allows to be a text or a number.
    pub(super) fn text_or_number(
        &mut self,
        fields: &Fields<'t, '_>,
        key: &str,
    ) -> Option<Text<'t>> {
        self.as_text_or_number(fields.get(key)?, fields.path.key(key))
    }

    /// A value that may be a text or a number, as a text.
    pub(super) fn as_text_or_number(
        &mut self,
        value: JsonSlice<'t>,
        path: Path<'_>,
    ) -> Option<Text<'t>> {
        if value.kind() == JsonType::Number {
            return Some(Text {
                value: Cow::Borrowed(value.token),
                offset: value.offset,
            });
        }
        self.as_text(value, path).given()
    }

    /// A field that holds a list of texts. An element of another type is left
    /// out.
    pub(super) fn texts(&mut self, fields: &Fields<'t, '_>, key: &str) -> Vec<Text<'t>> {
        let mut texts = Vec::new();
        self.each(fields, key, |reader, value, path, _| {
            texts.extend(reader.as_text(value, path).given());
        });
        texts
    }

    /// A field that holds an integer.
    pub(super) fn whole_number(&mut self, fields: &Fields<'t, '_>, key: &str) -> Field<Whole> {
        let Some(value) = fields.get(key) else {
            return Field::Absent;
        };
        match value.integer() {
            Some(number) => Field::Given(Whole {
                value: number,
                offset: value.offset,
            }),
            None => self.wrong_type(value, fields.path.key(key), "a whole number"),
        }
    }

    /// Shows every element of a field that holds a list, and answers where the
    /// list stands.
    pub(super) fn each(
        &mut self,
        fields: &Fields<'t, '_>,
        key: &str,
        show: impl FnMut(&mut Self, JsonSlice<'t>, Path<'_>, usize),
    ) -> Field<usize> {
        match fields.get(key) {
            Some(value) => self.each_of(value, fields.path.key(key), show),
            None => Field::Absent,
        }
    }

    /// The same for a value that should be a list.
    pub(super) fn each_of(
        &mut self,
        value: JsonSlice<'t>,
        path: Path<'_>,
        mut show: impl FnMut(&mut Self, JsonSlice<'t>, Path<'_>, usize),
    ) -> Field<usize> {
        if value.each_element(|position, element| show(self, element, path.at(position), position))
        {
            Field::Given(value.offset)
        } else {
            self.wrong_type(value, path, "an array")
        }
    }

    fn wrong_type<T>(&mut self, value: JsonSlice<'t>, path: Path<'_>, expected: &str) -> Field<T> {
        self.diagnostics.add(value.offset, || {
            let problem = |message| Problem::new(Code::WrongType, path.to_string(), message);
            let found = value.kind();
            let what = match path {
                Path::Key(_, key) => format!("`{key}`"),
                Path::Root | Path::Position(..) => "This entry".to_owned(),
            };
            match found {
                JsonType::Null => problem(format!("{what} must be {expected} and is null."))
                    .with_hint("Leave the field out where there is nothing to say."),
                JsonType::String if expected == "a string" => problem(format!(
                    "{what} holds half a surrogate pair (`\\ud800` to `\\udfff`), which no text can hold."
                )),
                JsonType::Number if expected == "a whole number" => problem(format!(
                    "{what} must be a whole number, written without fraction and exponent."
                )),
                _ => problem(format!(
                    "{what} must be {expected} and is {}.",
                    found.name()
                )),
            }
        });
        Field::Wrong
    }
}
