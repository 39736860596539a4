//! Breaks text into lines.

use std::collections::HashMap;
use std::ops::Range;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_segmentation::UnicodeSegmentation as _;

use super::display_item::{DisplayItem, TextStyle};
use super::fonts::{Face, Fonts};
use crate::layout::{Point, elided};

/// A text in one face and colour: a field of the file, or words between fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StyledText {
    pub text: String,
    pub style: TextStyle,
}

impl StyledText {
    pub(super) fn new(text: impl Into<String>, style: TextStyle) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }
}

/// A text on a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlacedText {
    /// Distance from the left end of the line, in points.
    pub x: f32,
    pub text: StyledText,
}

/// The format of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ParagraphFormat {
    /// Font size, in points.
    pub size: f32,
    /// Width of the lines, in points.
    pub width: f32,
    /// The greatest number of lines. A longer text is shortened.
    pub max_lines: usize,
}

/// The text between two positions where a line may end.
struct Chunk {
    /// Its parts: the number of a styled text, and the bytes of it.
    parts: Vec<(usize, Range<usize>)>,
    /// Its width without trailing spaces, in points.
    tight: f32,
    /// Its width with trailing spaces, in points.
    whole: f32,
}

/// Breaks a paragraph into lines. Lines end where UAX #14 and the dictionaries of scripts
/// without spaces allow it, and anywhere in a word that is longer than a line.
pub(super) fn break_lines(
    fonts: &Fonts,
    words: &[StyledText],
    format: ParagraphFormat,
) -> Vec<Vec<PlacedText>> {
    let mut lines: Vec<Vec<(usize, Range<usize>)>> = vec![Vec::new()];
    let mut at = 0.0;
    let mut is_cut = false;
    for chunk in chunks(fonts, words, format) {
        if at > 0.0 && at + chunk.tight > format.width {
            is_cut = lines.len() == format.max_lines;
            if is_cut {
                break;
            }
            lines.push(Vec::new());
            at = 0.0;
        }
        at += chunk.whole;
        if let Some(line) = lines.last_mut() {
            for (number, range) in chunk.parts {
                add_part(line, number, range);
            }
        }
    }
    let count = lines.len();
    let place = |(number, line): (usize, Vec<(usize, Range<usize>)>)| {
        let is_cut = is_cut && number + 1 == count;
        placed(fonts, words, format, line, is_cut)
    };
    lines.into_iter().enumerate().map(place).collect()
}

/// Adds a part of a text to a line or a chunk: extends the last part if it continues there.
fn add_part(parts: &mut Vec<(usize, Range<usize>)>, number: usize, range: Range<usize>) {
    match parts.last_mut() {
        Some((last, before)) if *last == number && before.end == range.start => {
            before.end = range.end;
        }
        _ => parts.push((number, range)),
    }
}

/// Draws a line whose left end and baseline are at `at`.
pub(super) fn draw_line(items: &mut Vec<DisplayItem>, line: &[PlacedText], at: Point, size: f32) {
    for PlacedText { x, text } in line.iter().filter(|placed| !placed.text.text.is_empty()) {
        let at = Point::at(at.x + x, at.y);
        let words = text.text.as_str();
        items.push(DisplayItem::text(at, words, text.style, size));
    }
}

fn placed(
    fonts: &Fonts,
    words: &[StyledText],
    format: ParagraphFormat,
    line: Vec<(usize, Range<usize>)>,
    is_cut: bool,
) -> Vec<PlacedText> {
    let mut x = 0.0;
    let count = line.len();
    let mut placed = Vec::with_capacity(count);
    for (part, (number, range)) in line.into_iter().enumerate() {
        let Some(of) = words.get(number) else {
            continue;
        };
        let width = |text: &str| fonts.width(text, of.style.face, format.size);
        let mut text = of.text.get(range).unwrap_or_default().to_owned();
        if part + 1 == count {
            text.truncate(text.trim_end().len());
            if is_cut {
                let available = format.width - x;
                let fits = |text: &str| width(text) <= available;
                (text, _) = elided(&text, fits);
            }
        }
        // Not every SVG viewer keeps a space at the beginning of a text.
        let bare = text.trim_start_matches(' ');
        let lead = text.len() - bare.len();
        placed.push(PlacedText {
            x: x + width(text.get(..lead).unwrap_or_default()),
            text: StyledText::new(bare, of.style),
        });
        x += width(&text);
    }
    placed
}

fn chunks(fonts: &Fonts, words: &[StyledText], format: ParagraphFormat) -> Vec<Chunk> {
    let whole: String = words.iter().map(|words| words.text.as_str()).collect();
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    let mut chunks = Vec::new();
    let mut start = 0;
    for end in segmenter.segment_str(&whole).filter(|at| *at > 0) {
        let chunk = measured(fonts, words, format.size, start..end);
        if chunk.tight > format.width {
            chunks.extend(broken(fonts, words, format, &chunk));
        } else {
            chunks.push(chunk);
        }
        start = end;
    }
    chunks
}

/// The chunk of a range of bytes of all texts together.
fn measured(fonts: &Fonts, words: &[StyledText], size: f32, range: Range<usize>) -> Chunk {
    let mut parts = Vec::new();
    let (mut tight, mut whole) = (0.0, 0.0);
    let mut begin = 0;
    for (number, of) in words.iter().enumerate() {
        let end = begin + of.text.len();
        let from = range.start.max(begin);
        let to = range.end.min(end);
        if from < to {
            let within = from - begin..to - begin;
            let text = of.text.get(within.clone()).unwrap_or_default();
            tight = whole + fonts.width(text.trim_end(), of.style.face, size);
            whole += fonts.width(text, of.style.face, size);
            parts.push((number, within));
        }
        begin = end;
    }
    Chunk {
        parts,
        tight,
        whole,
    }
}

/// Breaks a chunk that is longer than a line.
fn broken(
    fonts: &Fonts,
    words: &[StyledText],
    format: ParagraphFormat,
    chunk: &Chunk,
) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    // A text has many clusters but few different ones.
    let mut widths: HashMap<(Face, &str), f32> = HashMap::new();
    for (number, range) in &chunk.parts {
        let Some(of) = words.get(*number) else {
            continue;
        };
        let text = of.text.get(range.clone()).unwrap_or_default();
        for (start, cluster) in text.grapheme_indices(true) {
            let width = *widths
                .entry((of.style.face, cluster))
                .or_insert_with(|| fonts.width(cluster, of.style.face, format.size));
            let at = range.start + start;
            let part = at..at + cluster.len();
            match chunks.last_mut() {
                // Parts of several letters, so that they are shaped together.
                Some(last) if last.whole + width <= format.width / 8.0 => {
                    last.whole += width;
                    last.tight = last.whole;
                    add_part(&mut last.parts, *number, part);
                }
                _ => chunks.push(Chunk {
                    parts: vec![(*number, part)],
                    tight: width,
                    whole: width,
                }),
            }
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::limited;
    use proptest::prelude::*;

    fn lines(text: &str, width: f32, max_lines: usize) -> Vec<String> {
        let format = ParagraphFormat {
            size: 10.0,
            width,
            max_lines,
        };
        let words = [StyledText::new(text, TextStyle::PLAIN)];
        let lines = break_lines(&Fonts::default(), &words, format);
        let text_of = |line: &Vec<PlacedText>| {
            let texts = line.iter().map(|placed| placed.text.text.as_str());
            texts.collect()
        };
        lines.iter().map(text_of).collect()
    }

    #[test]
    fn lines_break_between_words_and_within_long_words() {
        assert_eq!(lines("one two three", 40.0, 9), ["one two", "three"]);
        let long = lines(&"m".repeat(40), 50.0, 99);
        assert!(
            long.len() > 5 && long.concat() == "m".repeat(40),
            "{long:?}"
        );
        let khmer = lines("ភ្នំពេញជារាជធានីនៃប្រទេសកម្ពុជា", 60.0, 99);
        assert!(khmer.len() > 1);
        assert_eq!(khmer.concat(), "ភ្នំពេញជារាជធានីនៃប្រទេសកម្ពុជា");
    }

    #[test]
    fn text_beyond_the_last_line_is_replaced_by_an_ellipsis() {
        let cut = lines("one two three four five", 40.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…'), "{cut:?}");
        assert_eq!(limited("abc", 3), "abc");
        assert_eq!(limited("abcd", 3), "abc…");
    }

    proptest! {
        #[test]
        fn only_spaces_at_line_ends_are_lost(
            text in r"[a-zа-яក-៓ 一-三א-ת,-]{0,120}", width in 30.0_f32..300.0
        ) {
            let set = lines(&text, width, usize::MAX);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&set.concat()), bare(&text));
        }
    }
}
