//! Immutable texts that share their memory.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::{Arc, LazyLock, OnceLock};

use serde::{Serialize, Serializer};

/// An immutable text, usually a slice of a [`TextArena`]'s chunk.
///
/// It takes two words and no allocation of its own; a `String` takes three words
/// and an allocation. It dereferences to a `str`, compares equal to one, and is
/// serialised as a string.
///
/// ```
/// use annals_anchor::SharedText;
///
/// let text = SharedText::from("In 1958");
/// assert_eq!(text, "In 1958");
/// assert!(text.starts_with("In"));
/// ```
#[derive(Clone)]
pub struct SharedText {
    chunk: Arc<ArenaChunk>,
    start: u32,
    end: u32,
}

/// The text of a chunk once it is frozen.
#[derive(Default)]
struct ArenaChunk(OnceLock<Box<str>>);

/// The chunk of every empty text.
static EMPTY: LazyLock<Arc<ArenaChunk>> = LazyLock::new(Arc::default);

impl SharedText {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let chunk = self.chunk.0.get().map_or("", |chunk| &**chunk);
        chunk.get(self.range()).unwrap_or_default()
    }

    /// Whether both are the same slice of the same chunk. Equal texts may be
    /// different slices. Unlike `==`, this needs no frozen chunk.
    #[must_use]
    pub fn ptr_eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chunk, &other.chunk) && self.range() == other.range()
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
            chunk: Arc::clone(&EMPTY),
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
            end: to_u32(text.len()),
            chunk: Arc::new(ArenaChunk(OnceLock::from(text.into_boxed_str()))),
        }
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl AsRef<str> for SharedText {
    fn as_ref(&self) -> &str {
        self
    }
}

/// `join` and look-ups in maps need it.
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

impl<T: AsRef<str> + ?Sized> PartialEq<T> for SharedText {
    fn eq(&self, other: &T) -> bool {
        self.as_str() == other.as_ref()
    }
}

impl Eq for SharedText {}

impl Hash for SharedText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // `Borrow<str>` requires the hash of a `str`.
        self.as_str().hash(state);
    }
}

impl Serialize for SharedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// An offset in a chunk. Chunks are smaller than 4 GiB unless a single text is
/// larger; such a text is cut off.
fn to_u32(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Allocates many short texts in few chunks.
///
/// A text reads as empty until its chunk is frozen: when the chunk is full, by
/// [`freeze`](Self::freeze), or when the arena is dropped.
///
/// ```
/// use annals_anchor::TextArena;
///
/// let mut arena = TextArena::default();
/// let (one, two) = (arena.alloc("one"), arena.alloc("two"));
/// arena.freeze();
/// assert_eq!((&*one, &*two), ("one", "two"));
/// ```
#[derive(Default)]
pub struct TextArena {
    chunk: Arc<ArenaChunk>,
    text: String,
}

impl TextArena {
    /// The size of a chunk in bytes: small enough that the last one wastes little,
    /// large enough that few are needed.
    const CHUNK_BYTES: usize = 65_000;

    /// Copies a text into the current chunk. A long one gets a chunk of its own.
    pub fn alloc(&mut self, text: &str) -> SharedText {
        if text.is_empty() {
            return SharedText::default();
        }
        if text.len() > Self::CHUNK_BYTES / 8 {
            // It might leave much of a chunk unused.
            return SharedText::from(text);
        }
        if self.text.capacity() - self.text.len() < text.len() {
            self.freeze();
            self.text.reserve_exact(Self::CHUNK_BYTES);
        }
        let start = to_u32(self.text.len());
        self.text.push_str(text);
        SharedText {
            chunk: Arc::clone(&self.chunk),
            start,
            end: to_u32(self.text.len()),
        }
    }

    /// Makes all texts so far readable, and begins another chunk.
    pub fn freeze(&mut self) {
        let full = std::mem::take(&mut self.chunk);
        // Only this sets the text, and only once.
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
    fn texts_read_as_given() {
        let long = "ភ្នំ".repeat(4_000);
        let given = ["", "a", "ភ្នំពេញ", &long];
        let mut arena = TextArena::default();
        let texts: Vec<SharedText> = (0..20_000)
            .map(|number: usize| arena.alloc(given[number % given.len()]))
            .collect();
        drop(arena);
        for (number, text) in texts.iter().enumerate() {
            assert_eq!(text, given[number % given.len()]);
        }
        for text in given {
            assert_eq!(SharedText::from(text), *text);
        }
    }

    #[test]
    fn an_optional_text_takes_two_words() {
        assert_eq!(size_of::<Option<SharedText>>(), 2 * size_of::<usize>());
    }
}
