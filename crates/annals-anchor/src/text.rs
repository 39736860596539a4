//! A plain text prepared for searching.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::fold::{fold_to_key, key_length, key_width};
use super::letter_index::LetterIndex;

/// Code points between two checkpoints: enough that checkpoints need little
/// memory, few enough that walking from one is cheap.
const STRIDE: usize = 256;

/// A plain text prepared for searching.
///
/// Give it decoded text without a byte order mark, with LF line ends. Positions
/// count Unicode code points from 0.
///
/// The first search builds a folded copy, which takes about as much memory as
/// the text. The first quotation whose words are not found unchanged builds an
/// index of the letters, which takes five times the memory of the text. Both are
/// built once and shared between threads.
///
/// ```
/// use annals_anchor::SearchableText;
///
/// let text = SearchableText::new("Naïve, but true");
/// assert_eq!(text.code_points(), 15);
/// assert_eq!(text.byte_of(3), 4);
/// assert_eq!(text.slice(0, 5), "Naïve");
/// ```
pub struct SearchableText {
    text: Arc<str>,
    code_points: usize,
    /// The byte offset of every [`STRIDE`]th code point.
    bytes: Vec<usize>,
    key: OnceLock<SearchKey>,
    letters: OnceLock<LetterIndex>,
}

/// The search key, with its byte offset for every [`STRIDE`]th code point.
struct SearchKey {
    folded: String,
    offsets: Vec<usize>,
}

impl SearchableText {
    /// Takes the text without changing it.
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

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of code points of the text.
    #[must_use]
    pub fn code_points(&self) -> usize {
        self.code_points
    }

    /// The byte offset of a code point; past the last one, the length of the text
    /// in bytes.
    #[must_use]
    pub fn byte_of(&self, code_point: usize) -> usize {
        if code_point >= self.code_points {
            return self.text.len();
        }
        if self.text.len() == self.code_points {
            return code_point;
        }
        let checkpoint = self.checkpoint(code_point / STRIDE);
        self.tail(checkpoint)
            .char_indices()
            .nth(code_point % STRIDE)
            .map_or(self.text.len(), |(walked, _)| checkpoint + walked)
    }

    /// The code points from `start` up to, not including, `end`. A range that
    /// reaches beyond the text is clipped; one that runs backwards is empty.
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

    /// The code point at a byte offset.
    pub(super) fn code_point_of(&self, byte: usize) -> usize {
        if self.text.len() == self.code_points {
            return byte.min(self.code_points);
        }
        let number = last_at_or_before(&self.bytes, byte);
        let walked = self.text.get(self.checkpoint(number)..byte);
        number * STRIDE + walked.unwrap_or_default().chars().count()
    }

    /// The search key of the text.
    pub(super) fn key(&self) -> &str {
        &self.search_key().folded
    }

    /// The byte offset in the key at which the part of a code point begins, or
    /// would begin if it had one.
    pub(super) fn key_offset_of(&self, code_point: usize) -> usize {
        let key = self.search_key();
        if code_point >= self.code_points {
            return key.folded.len();
        }
        let number = code_point / STRIDE;
        let walked = self.tail(self.checkpoint(number)).chars();
        let walked = walked.take(code_point % STRIDE).map(key_width);
        key.offsets.get(number).copied().unwrap_or(0) + walked.sum::<usize>()
    }

    /// The code point of a byte of the key, and whether its part of the key begins
    /// with that byte.
    pub(super) fn code_point_of_key(&self, key_offset: usize) -> (usize, bool) {
        let key = self.search_key();
        let number = last_at_or_before(&key.offsets, key_offset);
        let mut offset = key.offsets.get(number).copied().unwrap_or(0);
        for (walked, c) in self.tail(self.checkpoint(number)).chars().enumerate() {
            let next = offset + key_width(c);
            if next > key_offset {
                return (number * STRIDE + walked, offset == key_offset);
            }
            offset = next;
        }
        (self.code_points, offset == key_offset)
    }

    /// The letters of the text, indexed.
    pub(super) fn letters(&self) -> &LetterIndex {
        self.letters
            .get_or_init(|| LetterIndex::new(self.key(), &self.search_key().offsets))
    }

    /// The code point of a letter.
    pub(super) fn code_point_of_letter(&self, letter: usize) -> usize {
        let letters = self.letters();
        let number = letters.checkpoint_before(letter);
        let mut next = letters.checkpoint(number);
        for (walked, c) in self.tail(self.checkpoint(number)).chars().enumerate() {
            next += key_length(c);
            if next > letter {
                return number * STRIDE + walked;
            }
        }
        self.code_points
    }

    fn tail(&self, byte: usize) -> &str {
        self.text.get(byte..).unwrap_or_default()
    }

    /// The byte offset of checkpoint `number`.
    fn checkpoint(&self, number: usize) -> usize {
        self.bytes.get(number).copied().unwrap_or(0)
    }

    fn search_key(&self) -> &SearchKey {
        self.key.get_or_init(|| {
            let mut folded = String::with_capacity(self.text.len());
            let mut offsets = Vec::with_capacity(self.bytes.len());
            for (code_point, c) in self.text.chars().enumerate() {
                if code_point % STRIDE == 0 {
                    offsets.push(folded.len());
                }
                fold_to_key(c, |part| folded.push(part));
            }
            SearchKey { folded, offsets }
        })
    }
}

impl fmt::Debug for SearchableText {
    /// Writes the size only: the text may be a whole book.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchableText")
            .field("code_points", &self.code_points)
            .finish_non_exhaustive()
    }
}

/// The position of the last of some ascending offsets that is at or before
/// `offset`; 0 if there is none.
pub(super) fn last_at_or_before<T: PartialOrd + Copy>(offsets: &[T], offset: T) -> usize {
    offsets
        .partition_point(|begins| *begins <= offset)
        .saturating_sub(1)
}
