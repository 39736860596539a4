//! Selecting text by pointer and keyboard.

/// A text selection, in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextSelection {
    /// Where it started.
    pub anchor: usize,
    /// The end that moves.
    pub head: usize,
}

impl TextSelection {
    /// A selection from where it started to the end that moves.
    pub const fn new(anchor: usize, head: usize) -> Self {
        Self { anchor, head }
    }

    /// From the first code point to the one after the last; empty if they are
    /// equal.
    #[must_use]
    pub fn range(self) -> (usize, usize) {
        (self.anchor.min(self.head), self.anchor.max(self.head))
    }
}

/// Word around a code point of a paragraph: its first code point and the one
/// after its last. What is between words counts as a word.
#[must_use]
pub fn word_at(words: &str, at: usize) -> (usize, usize) {
    use unicode_segmentation::UnicodeSegmentation as _;
    let mut start = 0;
    for word in words.split_word_bounds() {
        let end = start + word.chars().count();
        if at < end {
            return (start, end);
        }
        start = end;
    }
    (start, start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_is_found_at_each_letter() {
        for (at, word) in [
            (0, (0, 3)),
            (2, (0, 3)),
            (3, (3, 4)),
            (5, (4, 10)),
            (99, (10, 10)),
        ] {
            assert_eq!(word_at("the agency", at), word);
        }
    }

    #[test]
    fn selection_runs_in_both_directions() {
        let selection = TextSelection { anchor: 9, head: 4 };
        assert_eq!(selection.range(), (4, 9));
    }
}
