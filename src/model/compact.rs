//! Compact optional and shared values: an absent one takes one word. Most events
//! of a long timeline have no note, and share their tags and actors with others.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use annals_anchor::SharedText;

/// A text that few entries have. An absent one takes one word, an absent
/// [`SharedText`] two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxedText(Box<SharedText>);

impl Deref for BoxedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<T: Into<SharedText>> From<T> for BoxedText {
    fn from(text: T) -> Self {
        Self(Box::new(text.into()))
    }
}

impl From<BoxedText> for String {
    fn from(text: BoxedText) -> Self {
        (*text).to_owned()
    }
}

impl fmt::Display for BoxedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

/// A list of texts that many events may share. It takes one word; an empty list
/// takes nothing else.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct SharedList(Option<Arc<Box<[SharedText]>>>);

impl Deref for SharedList {
    type Target = [SharedText];

    fn deref(&self) -> &[SharedText] {
        self.0.as_deref().map_or(&[], |names| names)
    }
}

impl FromIterator<SharedText> for SharedList {
    fn from_iter<I: IntoIterator<Item = SharedText>>(names: I) -> Self {
        let names: Box<[SharedText]> = names.into_iter().collect();
        Self((!names.is_empty()).then(|| Arc::new(names)))
    }
}

impl<const N: usize> From<[SharedText; N]> for SharedList {
    fn from(names: [SharedText; N]) -> Self {
        names.into_iter().collect()
    }
}

impl fmt::Debug for SharedList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// A text that many entries share, such as "p. 12". It takes one word per entry, and
/// the text once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InternedText(Arc<SharedText>);

impl Deref for InternedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<T: Into<SharedText>> From<T> for InternedText {
    fn from(text: T) -> Self {
        Self(Arc::new(text.into()))
    }
}

impl fmt::Display for InternedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

/// The id of a lane as an event has it, shared with the other events of the lane.
#[derive(Clone, Default)]
pub struct LaneId(Option<Arc<SharedText>>);

impl LaneId {
    /// Whether the event names no lane at all.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.0.is_none()
    }

    /// The id; empty if the event names no lane.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_deref().map_or("", SharedText::as_str)
    }
}

impl Deref for LaneId {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl<T: Into<SharedText>> From<T> for LaneId {
    fn from(id: T) -> Self {
        Self(Some(Arc::new(id.into())))
    }
}

// An absent and an empty id are equal.
impl PartialEq for LaneId {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for LaneId {}

impl fmt::Debug for LaneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_takes_one_word_present_or_absent() {
        let word = size_of::<usize>();
        assert_eq!(size_of::<Option<BoxedText>>(), word);
        assert_eq!(size_of::<Option<InternedText>>(), word);
        assert_eq!(size_of::<SharedList>(), word);
        assert_eq!(size_of::<LaneId>(), word);
    }

    #[test]
    fn each_reads_as_its_text() {
        assert_eq!(&*BoxedText::from("a note"), "a note");
        assert_eq!(BoxedText::from("a note").to_string(), "a note");
        assert_eq!(InternedText::from("p. 3").to_string(), "p. 3");
        assert_eq!(LaneId::from("west").as_str(), "west");
        assert!(LaneId::default().is_empty());
        let names = SharedList::from(["a".into(), "b".into()]);
        assert_eq!(*names, [SharedText::from("a"), "b".into()]);
        assert_eq!(SharedList::from_iter([]), SharedList::default());
    }
}
