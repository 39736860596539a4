//! Texts that share their memory.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::{Arc, LazyLock, OnceLock};

use serde::{Serialize, Serializer};

/// A text that stands on a page with others: two words and no allocation of its
/// own, where a `String` takes three and one. A timeline of a million events
/// holds ten million of them.
///
/// It reads like a `str`, and never changes.
#[derive(Clone)]
pub struct SharedText {
    page: Arc<Page>,
    start: u32,
    end: u32,
}

/// The text of a page, once it is full.
#[derive(Default)]
struct Page(OnceLock<Box<str>>);

/// A page with nothing on it, which every empty text shares.
static BLANK: LazyLock<Arc<Page>> = LazyLock::new(Arc::default);

impl SharedText {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let page = self.page.0.get().map_or("", |page| &**page);
        page.get(self.range()).unwrap_or_default()
    }

    /// Whether both are the same piece of one page, which can be told before it
    /// is full. Equal texts may be different pieces.
    #[must_use]
    pub fn ptr_eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.page, &other.page) && self.range() == other.range()
    }

    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Default for SharedText {
    fn default() -> Self {
        Self {
            page: Arc::clone(&BLANK),
            start: 0,
            end: 0,
        }
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        Self {
            start: 0,
            end: place(text.len()),
            page: Arc::new(Page(OnceLock::from(text.into_boxed_str()))),
        }
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<SharedText> for String {
    fn from(text: SharedText) -> Self {
        text.as_str().to_owned()
    }
}

impl AsRef<str> for SharedText {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for SharedText {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for SharedText {}

impl PartialEq<str> for SharedText {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for SharedText {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for SharedText {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<SharedText> for str {
    fn eq(&self, other: &SharedText) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<SharedText> for &str {
    fn eq(&self, other: &SharedText) -> bool {
        *self == other.as_str()
    }
}

impl PartialEq<SharedText> for String {
    fn eq(&self, other: &SharedText) -> bool {
        self == other.as_str()
    }
}

impl PartialOrd for SharedText {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SharedText {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for SharedText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // As a `str`, which it can be borrowed as.
        self.as_str().hash(state);
    }
}

impl Serialize for SharedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// A place on a page. No page is as long as the four thousand million bytes
/// that it can tell apart: the file that fills it is not.
fn place(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Fills pages with texts.
///
/// What stands on the last page reads as empty until that page is full or the
/// pages are dropped.
#[derive(Default)]
pub struct TextArena {
    page: Arc<Page>,
    text: String,
}

impl TextArena {
    /// How many bytes a page holds. Small enough that little of the last one
    /// is lost, large enough that few are needed.
    const BYTES: usize = 65_000;

    /// Keeps a text.
    pub fn alloc(&mut self, text: &str) -> SharedText {
        if text.is_empty() {
            return SharedText::default();
        }
        if text.len() > Self::BYTES / 8 {
            // It would leave too much of a page empty.
            return SharedText::from(text);
        }
        if self.text.capacity() - self.text.len() < text.len() {
            self.freeze();
            self.text.reserve_exact(Self::BYTES);
        }
        let start = place(self.text.len());
        self.text.push_str(text);
        SharedText {
            page: Arc::clone(&self.page),
            start,
            end: place(self.text.len()),
        }
    }

    /// Lets the last page be read, and begins another.
    pub fn freeze(&mut self) {
        let full = std::mem::take(&mut self.page);
        // It has no text yet, as only this fills it.
        let _ = full.0.set(std::mem::take(&mut self.text).into_boxed_str());
    }
}

impl Drop for TextArena {
    fn drop(&mut self) {
        self.freeze();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_reads_as_it_was_given() {
        let long = "ភ្នំ".repeat(4_000);
        let given = ["", "a", "ភ្នំពេញ", &long];
        let mut arena = TextArena::default();
        let kept: Vec<SharedText> = (0..20_000)
            .map(|number: usize| arena.alloc(given[number % given.len()]))
            .collect();
        drop(arena);
        for (number, text) in kept.iter().enumerate() {
            assert_eq!(text, given[number % given.len()]);
        }
        for text in given {
            assert_eq!(SharedText::from(text), *text);
            assert_eq!(String::from(SharedText::from(text)), text);
        }
    }

    #[test]
    fn a_text_and_the_lack_of_one_take_two_words() {
        assert_eq!(size_of::<Option<SharedText>>(), 2 * size_of::<usize>());
    }
}
