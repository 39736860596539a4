//! Values that the file's entries are read into, each with its place.

use std::borrow::Cow;

/// One field of an object of the file.
///
/// `Absent` and `Wrong` are apart because only an absent field can be missing:
/// a wrong one is reported already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Field<T> {
    /// The object has no such key.
    #[default]
    Absent,
    /// The value has another type than it must have. This is reported.
    Wrong,
    /// The value.
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

    /// The value by reference, if there is one to use.
    pub(super) const fn as_given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Wrong => None,
        }
    }

    /// Whether the object has no such key.
    pub(super) const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The same field with its value changed.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Wrong => Field::Wrong,
            Self::Given(value) => Field::Given(change(value)),
        }
    }
}

/// A string of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JsonText<'t> {
    /// The string without quotation marks and escapes.
    pub(super) value: Cow<'t, str>,
    /// Its first byte.
    pub(super) offset: usize,
}

/// An integer of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Integer {
    /// The value; one that does not fit is the nearest that does.
    pub(super) value: i64,
    /// Its first byte.
    pub(super) offset: usize,
}

/// A list of strings of the file as its JSON text, which is also the key under
/// which the [interner](super::interner::Interner) finds an equal one. Elements
/// that are no strings are reported already.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextList<'t>(pub(super) &'t str);
