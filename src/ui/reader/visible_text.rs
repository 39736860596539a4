//! The words of a paragraph as displayed: hidden characters are made visible.

use std::borrow::Cow;

use crate::model::visible_text;

/// Displayed words of a paragraph, with the mapping of code points.
pub struct VisibleText<'a> {
    /// The displayed text.
    pub text: Cow<'a, str>,
    /// For every code point of the source, the first one that displays it;
    /// `None` if the two texts are equal.
    starts: Option<Vec<usize>>,
}

impl<'a> VisibleText<'a> {
    /// Makes hidden characters visible.
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

    /// Displayed code point at which a code point of the source starts.
    pub fn shown(&self, source: usize) -> usize {
        match &self.starts {
            None => source,
            Some(starts) => starts
                .get(source)
                .copied()
                .unwrap_or_else(|| self.text.chars().count()),
        }
    }

    /// Code point of the source that a displayed one belongs to.
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
    fn plain_text_is_unchanged() {
        let displayed = VisibleText::of("ភ្នំពេញ 1958");
        assert_eq!((displayed.shown(5), displayed.source(5)), (5, 5));
    }

    #[test]
    fn visible_control_maps_to_one_code_point() {
        let displayed = VisibleText::of("a\u{202e}b");
        assert_eq!(displayed.text, "a⟨U+202E⟩b");
        for (source, shown) in [(0, 0), (1, 1), (2, 9), (3, 10)] {
            assert_eq!(displayed.shown(source), shown);
            assert_eq!(displayed.source(shown), source);
        }
        assert_eq!(displayed.source(5), 1);
    }
}
