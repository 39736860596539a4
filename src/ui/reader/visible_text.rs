//! The words of a paragraph as they are shown: what hides is made visible.

use std::borrow::Cow;

use crate::model::visible_text;

/// A paragraph's words as they are shown, and which code point is where.
pub struct Displayed<'a> {
    /// The words.
    pub text: Cow<'a, str>,
    /// For every code point of the source the first one that shows it; `None`
    /// where each stands for itself.
    starts: Option<Vec<usize>>,
}

impl<'a> Displayed<'a> {
    /// Makes what hides in the words visible.
    pub fn of(words: &'a str) -> Self {
        let text = visible_text(words);
        let starts = matches!(text, Cow::Owned(_)).then(|| {
            let mut shown = 0;
            words
                .chars()
                .map(|c| {
                    let start = shown;
                    let mut buffer = [0; 4];
                    shown += visible_text(c.encode_utf8(&mut buffer)).chars().count();
                    start
                })
                .collect()
        });
        Self { text, starts }
    }

    /// The shown code point at which one of the source begins.
    pub fn shown(&self, source: usize) -> usize {
        match &self.starts {
            None => source,
            Some(starts) => starts
                .get(source)
                .copied()
                .unwrap_or_else(|| self.text.chars().count()),
        }
    }

    /// The code point of the source that a shown one stands for.
    pub fn source(&self, shown: usize) -> usize {
        match &self.starts {
            None => shown,
            Some(_) if shown >= self.text.chars().count() => {
                self.starts.as_ref().map_or(shown, Vec::len)
            }
            Some(starts) => starts
                .partition_point(|start| *start <= shown)
                .saturating_sub(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_stand_for_themselves() {
        let displayed = Displayed::of("ភ្នំពេញ 1958");
        assert_eq!((displayed.shown(5), displayed.source(5)), (5, 5));
    }

    #[test]
    fn a_control_is_shown_and_still_one_code_point_of_the_source() {
        let displayed = Displayed::of("a\u{202e}b");
        assert_eq!(displayed.text, "a⟨U+202E⟩b");
        for (source, shown) in [(0, 0), (1, 1), (2, 9), (3, 10)] {
            assert_eq!(displayed.shown(source), shown);
            assert_eq!(displayed.source(shown), source);
        }
        assert_eq!(displayed.source(5), 1);
    }
}
