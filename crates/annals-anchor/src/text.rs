//! A document's plain text, ready to be searched.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::fold::{key_length, key_width, unfold_key};
use super::letters::Letters;

/// Code points between two milestones: far enough apart that they weigh
/// nothing, near enough that the walk from one costs nothing.
const STRIDE: usize = 256;

/// A document's plain text, ready to be searched.
///
/// The text is given decoded, without a BOM and with LF line ends. Every
/// position counts Unicode code points, from 0. The folded form that searches
/// need is built on the first search, once, and shared between threads; beside
/// the text it takes about as much memory again. The first quotation whose
/// words are not found makes an index of the letters too, which takes five times
/// the memory of the text.
pub struct SearchableText {
    text: Arc<str>,
    code_points: usize,
    /// The byte at which every [`STRIDE`]th code point begins.
    bytes: Vec<usize>,
    key: OnceLock<Key>,
    letters: OnceLock<Letters>,
}

/// The text's key, and where in it every [`STRIDE`]th code point falls.
struct Key {
    folded: String,
    offsets: Vec<usize>,
}

impl SearchableText {
    /// Takes the text as it is: nothing in it is changed.
    #[must_use]
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let mut bytes = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut code_points = 0;
        for (byte, _) in text.char_indices() {
            if code_points % STRIDE == 0 {
                bytes.push(byte);
            }
            code_points += 1;
        }
        Self {
            text,
            code_points,
            bytes,
            key: OnceLock::new(),
            letters: OnceLock::new(),
        }
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many code points the text has.
    #[must_use]
    pub fn code_points(&self) -> usize {
        self.code_points
    }

    /// The byte at which a code point begins; past the last one, the length of
    /// the text in bytes.
    #[must_use]
    pub fn byte_of(&self, code_point: usize) -> usize {
        if code_point >= self.code_points {
            return self.text.len();
        }
        if self.text.len() == self.code_points {
            return code_point;
        }
        let milestone = self.bytes.get(code_point / STRIDE).copied().unwrap_or(0);
        self.tail(milestone)
            .char_indices()
            .nth(code_point % STRIDE)
            .map_or(self.text.len(), |(walked, _)| milestone + walked)
    }

    /// The text from code point `start` up to, not including, `end`. What lies
    /// outside the text is cut off; a range that runs backwards is empty.
    #[must_use]
    pub fn slice(&self, start: usize, end: usize) -> &str {
        self.text
            .get(self.byte_of(start)..self.byte_of(end))
            .unwrap_or_default()
    }

    /// The text from a code point on.
    pub(super) fn from(&self, start: usize) -> &str {
        self.tail(self.byte_of(start))
    }

    /// The text up to a code point.
    pub(super) fn until(&self, end: usize) -> &str {
        self.text.get(..self.byte_of(end)).unwrap_or_default()
    }

    /// The code point that begins at a byte.
    pub(super) fn code_point_of(&self, byte: usize) -> usize {
        if self.text.len() == self.code_points {
            return byte.min(self.code_points);
        }
        let milestone = self.bytes.partition_point(|&begins| begins <= byte);
        let milestone = milestone.saturating_sub(1);
        let begins = self.bytes.get(milestone).copied().unwrap_or(0);
        let walked = self.text.get(begins..byte).unwrap_or_default();
        milestone * STRIDE + walked.chars().count()
    }

    /// The text's key.
    pub(super) fn key(&self) -> &str {
        &self.keyed().folded
    }

    /// The byte of the key at which a code point falls: where its own part of
    /// the key begins, or would.
    pub(super) fn key_of(&self, code_point: usize) -> usize {
        let key = self.keyed();
        if code_point >= self.code_points {
            return key.folded.len();
        }
        let milestone = code_point / STRIDE;
        let begins = self.bytes.get(milestone).copied().unwrap_or(0);
        let walked = self.tail(begins).chars().take(code_point % STRIDE);
        let offset = key.offsets.get(milestone).copied().unwrap_or(0);
        offset + walked.map(key_width).sum::<usize>()
    }

    /// The code point that a byte of the key is from, and whether that code
    /// point's part of the key begins there.
    pub(super) fn source_of(&self, key_offset: usize) -> (usize, bool) {
        let key = self.keyed();
        let milestone = key.offsets.partition_point(|&begins| begins <= key_offset);
        let milestone = milestone.saturating_sub(1);
        let mut offset = key.offsets.get(milestone).copied().unwrap_or(0);
        let begins = self.bytes.get(milestone).copied().unwrap_or(0);
        for (walked, c) in self.tail(begins).chars().enumerate() {
            let next = offset + key_width(c);
            if next > key_offset {
                return (milestone * STRIDE + walked, offset == key_offset);
            }
            offset = next;
        }
        (self.code_points, offset == key_offset)
    }

    /// The text's letters, indexed.
    pub(super) fn letters(&self) -> &Letters {
        self.letters
            .get_or_init(|| Letters::of(self.key(), &self.keyed().offsets))
    }

    /// The code point that a letter is from.
    pub(super) fn source_of_letter(&self, letter: usize) -> usize {
        let letters = self.letters();
        let milestone = letters.stride_of(letter);
        let mut next = letters.milestone(milestone);
        let begins = self.bytes.get(milestone).copied().unwrap_or(0);
        for (walked, c) in self.tail(begins).chars().enumerate() {
            next += key_length(c);
            if next > letter {
                return milestone * STRIDE + walked;
            }
        }
        self.code_points
    }

    fn tail(&self, byte: usize) -> &str {
        self.text.get(byte..).unwrap_or_default()
    }

    fn keyed(&self) -> &Key {
        self.key.get_or_init(|| {
            let mut folded = String::with_capacity(self.text.len());
            let mut offsets = Vec::with_capacity(self.bytes.len());
            for (code_point, c) in self.text.chars().enumerate() {
                if code_point % STRIDE == 0 {
                    offsets.push(folded.len());
                }
                unfold_key(c, |part| folded.push(part));
            }
            Key { folded, offsets }
        })
    }
}

impl fmt::Debug for SearchableText {
    /// The size alone: the text may be a whole book.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchableText")
            .field("code_points", &self.code_points)
            .finish_non_exhaustive()
    }
}
