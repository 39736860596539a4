//! Text broken into lines.

use std::collections::HashMap;
use std::ops::Range;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_segmentation::UnicodeSegmentation as _;

use super::fonts::{Face, Fonts};
use super::piece::Paint;

/// What stands where a text is cut.
const CUT: &str = "…";

/// A part of a paragraph in one face and colour: one field of the file, or
/// words between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub text: String,
    pub face: Face,
    pub paint: Paint,
}

impl Words {
    pub(super) fn new(text: impl Into<String>, face: Face, paint: Paint) -> Self {
        Self {
            text: text.into(),
            face,
            paint,
        }
    }
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    /// Its left end, from that of the line, in points.
    pub x: f32,
    pub words: Words,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    /// Size of the text, in points.
    pub size: f32,
    /// Width of the lines, in points.
    pub width: f32,
    /// The most lines; what does not fit is cut.
    pub most_lines: usize,
}

/// What stands between two places where a line may end.
struct Chunk {
    /// The parts, each within one of the words.
    parts: Vec<(usize, Range<usize>)>,
    /// Its width without the spaces at its end, and with them.
    tight: f32,
    whole: f32,
}

/// Sets a paragraph. Lines end where UAX #14 and the dictionaries of scripts
/// without spaces let them, and anywhere in a word that is longer than a line.
pub(super) fn set(fonts: &Fonts, words: &[Words], setting: Setting) -> Vec<Vec<Placed>> {
    let mut lines: Vec<Vec<(usize, Range<usize>)>> = vec![Vec::new()];
    let mut at = 0.0;
    let mut is_cut = false;
    'chunks: for chunk in chunks(fonts, words, setting) {
        if at > 0.0 && at + chunk.tight > setting.width {
            if lines.len() == setting.most_lines {
                is_cut = true;
                break 'chunks;
            }
            lines.push(Vec::new());
            at = 0.0;
        }
        at += chunk.whole;
        if let Some(line) = lines.last_mut() {
            for (number, range) in chunk.parts {
                match line.last_mut() {
                    Some((last, before)) if *last == number && before.end == range.start => {
                        before.end = range.end;
                    }
                    _ => line.push((number, range)),
                }
            }
        }
    }
    let count = lines.len();
    let place = |(number, line): (usize, Vec<(usize, Range<usize>)>)| {
        let is_cut = is_cut && number + 1 == count;
        placed(fonts, words, setting, line, is_cut)
    };
    lines.into_iter().enumerate().map(place).collect()
}

fn placed(
    fonts: &Fonts,
    words: &[Words],
    setting: Setting,
    line: Vec<(usize, Range<usize>)>,
    is_cut: bool,
) -> Vec<Placed> {
    let mut x = 0.0;
    let count = line.len();
    let mut placed = Vec::with_capacity(count);
    for (part, (number, range)) in line.into_iter().enumerate() {
        let Some(of) = words.get(number) else {
            continue;
        };
        let mut text = of.text.get(range).unwrap_or_default().to_owned();
        if part + 1 == count {
            text.truncate(text.trim_end().len());
            if is_cut {
                let room = setting.width - x;
                text = cut(fonts, &text, of.face, setting.size, room);
            }
        }
        let width = fonts.width(&text, of.face, setting.size);
        // Not every reader of SVG keeps a space at the beginning of a text.
        let bare = text.trim_start_matches(' ');
        let lead = text.len() - bare.len();
        let lead = fonts.width(text.get(..lead).unwrap_or_default(), of.face, setting.size);
        placed.push(Placed {
            x: x + lead,
            words: Words {
                text: bare.to_owned(),
                ..of.clone()
            },
        });
        x += width;
    }
    placed
}

/// A text with the sign that it goes on, no wider than there is room.
fn cut(fonts: &Fonts, text: &str, face: Face, size: f32, room: f32) -> String {
    let ends: Vec<usize> = text
        .grapheme_indices(true)
        .map(|(start, cluster)| start + cluster.len())
        .collect();
    let shortened = |clusters: usize| {
        let last = clusters.checked_sub(1).and_then(|last| ends.get(last));
        let kept = text.get(..last.copied().unwrap_or(0)).unwrap_or_default();
        format!("{}{CUT}", kept.trim_end())
    };
    let (mut fits, mut too_long) = (0, ends.len() + 1);
    while fits + 1 < too_long {
        let middle = usize::midpoint(fits, too_long);
        if fonts.width(&shortened(middle), face, size) <= room {
            fits = middle;
        } else {
            too_long = middle;
        }
    }
    shortened(fits)
}

/// A text of no more than so many characters as a person counts them, with the
/// sign that it goes on where it did.
pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.grapheme_indices(true).nth(most) {
        Some((end, _)) => {
            let kept = text.get(..end).unwrap_or_default();
            format!("{}{CUT}", kept.trim_end())
        }
        None => text.to_owned(),
    }
}

fn chunks(fonts: &Fonts, words: &[Words], setting: Setting) -> Vec<Chunk> {
    let whole: String = words.iter().map(|words| words.text.as_str()).collect();
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    let mut chunks = Vec::new();
    let mut start = 0;
    for end in segmenter.segment_str(&whole).filter(|at| *at > 0) {
        let chunk = measured(fonts, words, setting.size, start..end);
        if chunk.tight > setting.width {
            chunks.extend(broken(fonts, words, setting, &chunk));
        } else {
            chunks.push(chunk);
        }
        start = end;
    }
    chunks
}

/// The chunk of a stretch of all words together.
fn measured(fonts: &Fonts, words: &[Words], size: f32, range: Range<usize>) -> Chunk {
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
            tight = whole + fonts.width(text.trim_end(), of.face, size);
            whole += fonts.width(text, of.face, size);
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

/// A chunk that is longer than a line, in parts that are not.
fn broken(fonts: &Fonts, words: &[Words], setting: Setting, chunk: &Chunk) -> Vec<Chunk> {
    let mut pieces: Vec<Chunk> = Vec::new();
    // There are as many clusters as a text has, and few that differ.
    let mut widths: HashMap<(Face, &str), f32> = HashMap::new();
    for (number, range) in &chunk.parts {
        let Some(of) = words.get(*number) else {
            continue;
        };
        let text = of.text.get(range.clone()).unwrap_or_default();
        for (start, cluster) in text.grapheme_indices(true) {
            let width = *widths
                .entry((of.face, cluster))
                .or_insert_with(|| fonts.width(cluster, of.face, setting.size));
            let at = range.start + start;
            let part = at..at + cluster.len();
            match pieces.last_mut() {
                // Parts of some letters, so that the letters are set together.
                Some(piece) if piece.whole + width <= setting.width / 8.0 => {
                    piece.whole += width;
                    piece.tight = piece.whole;
                    match piece.parts.last_mut() {
                        Some((last, before)) if *last == *number && before.end == part.start => {
                            before.end = part.end;
                        }
                        _ => piece.parts.push((*number, part)),
                    }
                }
                _ => pieces.push(Chunk {
                    parts: vec![(*number, part)],
                    tight: width,
                    whole: width,
                }),
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, width: f32, most_lines: usize) -> Vec<String> {
        let setting = Setting {
            size: 10.0,
            width,
            most_lines,
        };
        let words = [Words::new(text, Face::Sans, Paint::Ink)];
        let lines = set(&Fonts::default(), &words, setting);
        let text_of = |line: &Vec<Placed>| {
            let texts = line.iter().map(|placed| placed.words.text.as_str());
            texts.collect()
        };
        lines.iter().map(text_of).collect()
    }

    #[test]
    fn lines_end_between_words_and_long_words_anywhere() {
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
    fn what_has_no_line_is_cut_and_says_so() {
        let cut = lines("one two three four five", 40.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…'), "{cut:?}");
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("abcd", 3), "abc…");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_but_the_spaces_at_the_ends_of_lines(
            text in r"[a-zа-яក-៓ 一-三א-ת,-]{0,120}", width in 30.0_f32..300.0
        ) {
            let set = lines(&text, width, usize::MAX);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&set.concat()), bare(&text));
        }
    }
}
