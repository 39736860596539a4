//! JSON Pointers (RFC 6901), built on the way down and written only if a problem
//! needs one.

use std::fmt;

/// The path from the root of a file to a value, as a chain of steps on the stack.
#[derive(Clone, Copy)]
pub(super) enum JsonPath<'p> {
    /// The whole file.
    Root,
    /// A member of an object.
    Key(&'p JsonPath<'p>, &'p str),
    /// An element of an array.
    Position(&'p JsonPath<'p>, usize),
}

impl<'p> JsonPath<'p> {
    /// One step down, into an object.
    pub(super) const fn key(&'p self, key: &'p str) -> Self {
        Self::Key(self, key)
    }

    /// One step down, into an array.
    pub(super) const fn at(&'p self, position: usize) -> Self {
        Self::Position(self, position)
    }

    /// How many steps there are from the root.
    pub(super) fn depth(&self) -> usize {
        self.parents().count() - 1
    }

    /// How many bytes the keys on the way have. Unlike positions, keys may be as
    /// long as the file.
    pub(super) fn key_bytes(&self) -> usize {
        let keys = self.parents().map(|path| match path {
            Self::Key(_, key) => key.len(),
            Self::Root | Self::Position(..) => 0,
        });
        keys.fold(0, usize::saturating_add)
    }

    /// This path and every path that it goes on from, up to the root.
    fn parents(&self) -> impl Iterator<Item = JsonPath<'p>> {
        std::iter::successors(Some(*self), |path| match path {
            Self::Root => None,
            Self::Key(parent, _) | Self::Position(parent, _) => Some(**parent),
        })
    }
}

impl fmt::Display for JsonPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Key(parent, key) => write!(f, "{parent}/{}", escaped(key)),
            Self::Position(parent, position) => write!(f, "{parent}/{position}"),
        }
    }
}

/// A key as a reference token, with `~` and `/` escaped (RFC 6901, section 3).
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The keys and positions of a pointer, unescaped.
pub(super) fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer
        .split('/')
        .skip(1)
        .map(|token| token.replace("~1", "/").replace("~0", "~"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_prints_as_a_json_pointer() {
        let root = JsonPath::Root;
        let events = root.key("events");
        let first = events.at(0);
        assert_eq!(root.to_string(), "");
        assert_eq!(first.key("date").to_string(), "/events/0/date");
        assert_eq!((root.depth(), first.depth()), (0, 2));
        assert_eq!(first.key("date").key_bytes(), "eventsdate".len());
        assert_eq!(first.key("a/b~1").to_string(), "/events/0/a~1b~01");
        assert_eq!(
            tokens("/events/0/a~1b~01").collect::<Vec<_>>(),
            ["events", "0", "a/b~1"]
        );
    }
}
