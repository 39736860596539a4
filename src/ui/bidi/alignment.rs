//! Maps the glyphs of a shaped word to its characters.
//!
//! egui does not expose this. Each glyph knows the character at which its
//! cluster starts, and clusters are in order. egui also adds zero-width glyphs
//! so that there is one for each character; in right-to-left words it
//! miscounts them, which this module corrects.

use std::cell::Cell;
use std::collections::HashSet;
use std::ops::Range;

use eframe::egui::epaint::text::Glyph;

/// Steps after which the search gives up and the glyphs of a word stay one
/// cluster. A word of twenty letters needs about fifty.
const STEPS: u32 = 20_000;

/// Maximum number of graphemes in one ligature.
const WIDEST: usize = 8;

/// Glyphs that belong to some characters of a word and cannot be divided
/// further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GlyphSpan {
    /// Range of characters in the word.
    pub chars: Range<usize>,
    /// Range of positions in the row of glyphs.
    pub glyphs: Range<usize>,
}

/// Properties of a glyph that the search uses.
#[derive(Debug, Clone, Copy)]
struct GlyphTraits {
    chr: char,
    /// Zero-width and invisible: possibly added by egui.
    is_filler: bool,
    /// Certainly added by egui: its character is visible.
    is_added: bool,
}

impl GlyphTraits {
    fn of(glyph: &Glyph) -> Self {
        let is_filler = glyph.advance_width == 0.0 && glyph.uv_rect.is_nothing();
        Self {
            chr: glyph.chr,
            is_filler,
            is_added: is_filler && !is_zero_width(glyph.chr),
        }
    }
}

/// Characters whose own glyph has no width.
fn is_zero_width(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Assigns the glyphs of a word shaped by egui to its characters, in reading
/// order: runs of one font, each a list of clusters. `starts` are the
/// characters at which a grapheme starts.
pub(super) fn align(
    chars: &[char],
    starts: &[usize],
    glyphs: &[Glyph],
    is_right_to_left: bool,
) -> Vec<Vec<GlyphSpan>> {
    let marks: Vec<GlyphTraits> = glyphs.iter().map(GlyphTraits::of).collect();
    let mut bounds = starts.to_vec();
    bounds.push(chars.len());
    let whole = || {
        vec![vec![GlyphSpan {
            chars: 0..chars.len(),
            glyphs: 0..marks.len(),
        }]]
    };
    if is_right_to_left && chars.len() > 1 {
        let search = AlignmentSearch::new(chars, &bounds, &marks);
        return search.runs().unwrap_or_else(whole);
    }
    let is_one_each =
        chars.len() == marks.len() && chars.iter().zip(&marks).all(|(c, mark)| *c == mark.chr);
    if is_one_each {
        let mut spans: Vec<GlyphSpan> = Vec::new();
        for (start, end) in bounds.iter().copied().zip(bounds.iter().copied().skip(1)) {
            match spans.last_mut() {
                // The later characters of a ligature have no glyph of their
                // own.
                Some(span) if marks.get(start).is_some_and(|mark| mark.is_added) => {
                    span.chars.end = end;
                    span.glyphs.end = end;
                }
                _ => spans.push(GlyphSpan {
                    chars: start..end,
                    glyphs: start..end,
                }),
            }
        }
        return vec![spans];
    }
    let search = AlignmentSearch::new(chars, &bounds, &marks);
    search.ascending().map_or_else(whole, |spans| vec![spans])
}

/// Searches for an assignment that uses each glyph once.
struct AlignmentSearch<'a> {
    chars: &'a [char],
    /// Where graphemes start, and where the word ends.
    bounds: &'a [usize],
    marks: &'a [GlyphTraits],
    /// Remaining steps.
    steps: Cell<u32>,
}

impl<'a> AlignmentSearch<'a> {
    fn new(chars: &'a [char], bounds: &'a [usize], marks: &'a [GlyphTraits]) -> Self {
        Self {
            chars,
            bounds,
            marks,
            steps: Cell::new(STEPS),
        }
    }

    /// Uses up a step, if one is left.
    fn may_step(&self) -> bool {
        let left = self.steps.get();
        self.steps.set(left.saturating_sub(1));
        left > 0
    }

    /// Clusters from left to right, each followed by egui's fillers.
    fn ascending(&self) -> Option<Vec<GlyphSpan>> {
        let mut spans = Vec::new();
        let last = self.bounds.len() - 1;
        self.clusters(
            self.marks,
            0..last,
            true,
            0,
            &mut HashSet::new(),
            &mut spans,
        )
        .then_some(spans)
    }

    /// Reads `marks` from position `at` as the clusters of a range of
    /// graphemes. `dead` records dead ends.
    fn clusters(
        &self,
        marks: &[GlyphTraits],
        graphemes: Range<usize>,
        is_filled: bool,
        at: usize,
        dead: &mut HashSet<(usize, usize)>,
        spans: &mut Vec<GlyphSpan>,
    ) -> bool {
        let Range { start, end } = graphemes;
        if start == end {
            return at == marks.len();
        }
        if dead.contains(&(at, start)) {
            return false;
        }
        let bound = |grapheme: usize| self.bounds.get(grapheme).copied().unwrap_or_default();
        let first = bound(start);
        let same = marks
            .iter()
            .skip(at)
            .take_while(|mark| self.chars.get(first) == Some(&mark.chr))
            .take_while(|mark| !(is_filled && mark.is_added))
            .count();
        for next in start + 1..=end.min(start + WIDEST) {
            let length = bound(next) - first;
            for count in 1..=same {
                if !self.may_step() {
                    return false;
                }
                let added = if is_filled {
                    length.saturating_sub(count)
                } else {
                    0
                };
                let glyphs = at..at + count + added;
                if !self.is_filler(marks, at + count, first + count..first + count + added) {
                    continue;
                }
                spans.push(GlyphSpan {
                    chars: first..first + length,
                    glyphs: glyphs.clone(),
                });
                if self.clusters(marks, next..end, is_filled, glyphs.end, dead, spans) {
                    return true;
                }
                spans.pop();
            }
        }
        dead.insert((at, start));
        false
    }

    /// Whether egui's fillers for some characters are at a position.
    fn is_filler(&self, marks: &[GlyphTraits], at: usize, chars: Range<usize>) -> bool {
        let length = chars.len();
        let (Some(chars), Some(marks)) = (self.chars.get(chars), marks.get(at..at + length)) else {
            return false;
        };
        chars
            .iter()
            .zip(marks)
            .all(|(c, mark)| mark.is_filler && mark.chr == *c)
    }

    /// Runs of one font, placed by egui from left to right. Within each the
    /// clusters go from right to left, then come fillers for the whole run: as
    /// many as it has characters beyond the glyphs of its first cluster.
    fn runs(&self) -> Option<Vec<Vec<GlyphSpan>>> {
        let mut runs = Vec::new();
        self.run(0, 0, &mut HashSet::new(), &mut runs)
            .then_some(runs)
    }

    fn run(
        &self,
        at: usize,
        start: usize,
        dead: &mut HashSet<(usize, usize)>,
        runs: &mut Vec<Vec<GlyphSpan>>,
    ) -> bool {
        let last = self.bounds.len() - 1;
        if start == last {
            return at == self.marks.len();
        }
        if dead.contains(&(at, start)) || !self.may_step() {
            return false;
        }
        let bound = |grapheme: usize| self.bounds.get(grapheme).copied().unwrap_or_default();
        let first = bound(start);
        for end in (start + 1..=last).rev() {
            let length = bound(end) - first;
            // The last run ends with the glyphs: its first cluster has one or
            // a few of them, and the fillers are the rest.
            let least = if end == last {
                (self.marks.len() + 1).saturating_sub(length).max(at + 1)
            } else {
                at + 1
            };
            for shaped in least..=self.marks.len() {
                let Some(marks) = self.marks.get(at..shaped) else {
                    continue;
                };
                if marks.last().map(|mark| mark.chr) != self.chars.get(first).copied() {
                    continue;
                }
                let marks: Vec<GlyphTraits> = marks.iter().rev().copied().collect();
                let mut spans = Vec::new();
                if !self.clusters(
                    &marks,
                    start..end,
                    false,
                    0,
                    &mut HashSet::new(),
                    &mut spans,
                ) {
                    continue;
                }
                for span in &mut spans {
                    span.glyphs = shaped - span.glyphs.end..shaped - span.glyphs.start;
                }
                let count = spans.first().map_or(0, |span| span.glyphs.len());
                let added = length.saturating_sub(count);
                if !self.is_filler(self.marks, shaped, first + count..first + count + added) {
                    continue;
                }
                runs.push(spans);
                if self.run(shaped + added, end, dead, runs) {
                    return true;
                }
                runs.pop();
            }
        }
        dead.insert((at, start));
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<GlyphTraits> {
        // In these texts a filler is written with a dot before it.
        let mut marks = Vec::new();
        let mut is_filler = false;
        for chr in text.chars() {
            if chr == '.' {
                is_filler = true;
            } else {
                marks.push(GlyphTraits {
                    chr,
                    is_filler,
                    is_added: is_filler,
                });
                is_filler = false;
            }
        }
        marks
    }

    fn describe(runs: Option<Vec<Vec<GlyphSpan>>>) -> String {
        let run = |spans: &Vec<GlyphSpan>| {
            spans
                .iter()
                .map(|span| format!("{:?}={:?}", span.chars, span.glyphs))
                .collect::<Vec<_>>()
                .join(" ")
        };
        runs.map_or("none".to_owned(), |runs| {
            runs.iter().map(run).collect::<Vec<_>>().join(" | ")
        })
    }

    #[test]
    fn glyphs_are_assigned_to_their_characters() {
        let cases = [
            ("a ligature", "abc", true, "a.bc", "0..2=0..2 2..3=2..3"),
            (
                "a character of two glyphs",
                "abc",
                true,
                "abbc",
                "0..1=0..1 1..2=1..3 2..3=3..4",
            ),
            (
                "a word from right to left",
                "abc",
                false,
                "cba.b.c",
                "0..1=2..3 1..2=1..2 2..3=0..1",
            ),
            (
                "a ligature in it",
                "abcd",
                false,
                "dba.b.c.d",
                "0..1=2..3 1..3=1..2 3..4=0..1",
            ),
            (
                "two fonts in it",
                "abcd",
                false,
                "ba.bdc.d",
                "0..1=1..2 1..2=0..1 | 2..3=4..5 3..4=3..4",
            ),
            ("what cannot be", "abc", false, "xyz", "none"),
        ];
        for (name, text, is_left_to_right, glyphs, expected) in cases {
            let chars: Vec<char> = text.chars().collect();
            let bounds: Vec<usize> = (0..=chars.len()).collect();
            let marks = marks(glyphs);
            let search = AlignmentSearch::new(&chars, &bounds, &marks);
            let found = if is_left_to_right {
                search.ascending().map(|spans| vec![spans])
            } else {
                search.runs()
            };
            assert_eq!(describe(found), expected, "{name}");
        }
    }

    #[test]
    fn ambiguous_alignment_is_given_up() {
        let chars = vec!['a'; 60];
        let bounds: Vec<usize> = (0..=60).collect();
        let mut written = marks(&"a".repeat(150));
        written.extend(marks("b"));
        let search = AlignmentSearch::new(&chars, &bounds, &written);
        assert_eq!(describe(search.runs()), "none");
        assert_eq!(search.steps.get(), 0);
    }
}
