//! Layout analysis: the glyphs of a PDF page as lines and paragraphs.
//!
//! A PDF gives the position of each glyph, but no words, lines or paragraphs.
//! They are derived from distances, in the order in which the page draws its
//! glyphs, which is nearly always the reading order.

/// A glyph on a page. All lengths are in the page's unit.
#[derive(Debug, Clone)]
pub(crate) struct PositionedGlyph {
    /// The character or characters that it represents.
    pub(crate) text: String,
    /// Its origin; y grows upwards.
    pub(crate) origin: (f64, f64),
    /// The direction of its baseline, a unit vector.
    pub(crate) direction: (f64, f64),
    /// The height of an em.
    pub(crate) em: f64,
    /// The distance to the intended origin of the next glyph.
    pub(crate) advance: f64,
}

/// A gap of more ems than this separates words. Kerning is smaller, the
/// narrowest space of a justified line is larger.
const WORD_GAP: f64 = 0.15;

/// A glyph up to this many ems above or below a baseline is on that line:
/// subscripts, exponents.
const MAX_BASELINE_SHIFT: f64 = 0.6;

/// A glyph may start this many ems before the end of its line: accents set over
/// a letter, tight kerning.
const MAX_OVERLAP: f64 = 1.0;

/// Lines further apart than this many ems are in different paragraphs.
const MAX_LEADING: f64 = 1.8;

/// So are lines that are this many times as far apart as the lines before.
const MAX_LEADING_GROWTH: f64 = 1.3;

/// The indent of a paragraph's first line, at least, in ems.
const MIN_INDENT: f64 = 0.8;

/// One line of text.
#[derive(Debug, Clone)]
struct LayoutLine {
    text: String,
    direction: (f64, f64),
    /// Start and end on the baseline.
    start: f64,
    end: f64,
    /// The height of the baseline, and of the last glyph's baseline.
    baseline: f64,
    last_baseline: f64,
    last_start: f64,
    em: f64,
    is_space_pending: bool,
}

/// The lines of a page so far.
#[derive(Debug, Default)]
pub(crate) struct PageLayout {
    lines: Vec<LayoutLine>,
    open_line: Option<LayoutLine>,
}

impl PageLayout {
    /// Adds a glyph. A glyph without a finite position is dropped.
    pub(crate) fn push(&mut self, glyph: &PositionedGlyph) {
        let (x, y) = glyph.origin;
        let (cos, sin) = glyph.direction;
        let (start, baseline) = (x * cos + y * sin, y * cos - x * sin);
        let lengths = [start, baseline, glyph.em, glyph.advance];
        if !lengths.iter().all(|length| length.is_finite()) {
            return;
        }
        let is_blank = glyph.text.chars().all(char::is_whitespace);
        if let Some(line) = &mut self.open_line
            && line.accepts(glyph, start, baseline)
        {
            line.push(glyph, start, baseline, is_blank);
            return;
        }
        if is_blank {
            return;
        }
        self.end_line();
        self.open_line = Some(LayoutLine {
            text: glyph.text.clone(),
            direction: glyph.direction,
            start,
            end: start + glyph.advance,
            baseline,
            last_baseline: baseline,
            last_start: start,
            em: glyph.em,
            is_space_pending: false,
        });
    }

    /// The paragraphs of the page. Lines are joined by a space, but a line that
    /// ends in a hyphen keeps its line end: the layout does not show whether
    /// the hyphen is a part of the word.
    pub(crate) fn paragraphs(mut self) -> Vec<String> {
        self.end_line();
        let mut paragraphs: Vec<String> = Vec::new();
        // The distance of the lines of the current paragraph.
        let mut leading: Option<f64> = None;
        let mut previous: Option<&LayoutLine> = None;
        for line in &self.lines {
            let text = line.text.trim();
            let distance = previous
                .filter(|previous| line.continues(previous, leading))
                .map(|previous| previous.baseline - line.baseline);
            if let Some((distance, paragraph)) = distance.zip(paragraphs.last_mut()) {
                let smallest = leading.map_or(distance, |leading| leading.min(distance));
                leading = Some(smallest.max(line.em / 2.0));
                let is_hyphen = paragraph.ends_with(['-', '\u{AD}', '\u{2010}']);
                paragraph.push(if is_hyphen { '\n' } else { ' ' });
                paragraph.push_str(text);
            } else {
                leading = None;
                paragraphs.push(text.to_owned());
            }
            previous = Some(line);
        }
        paragraphs
    }

    fn end_line(&mut self) {
        self.lines.extend(self.open_line.take());
    }
}

impl LayoutLine {
    /// Whether a glyph is on this line.
    fn accepts(&self, glyph: &PositionedGlyph, start: f64, baseline: f64) -> bool {
        let em = self.em.max(glyph.em);
        let shift = (baseline - self.baseline).abs();
        let shift = shift.min((baseline - self.last_baseline).abs());
        is_parallel(self.direction, glyph.direction)
            && shift <= MAX_BASELINE_SHIFT * em
            && start >= self.end - MAX_OVERLAP * em
    }

    fn push(&mut self, glyph: &PositionedGlyph, start: f64, baseline: f64, is_blank: bool) {
        let em = self.em.max(glyph.em);
        let gap = start - self.end;
        // Drawn twice with a small offset, to look bold.
        let is_double = (start - self.last_start).abs() < 0.1 * em
            && (baseline - self.last_baseline).abs() < 0.1 * em
            && gap < 0.0
            && self.text.ends_with(&glyph.text);
        if is_double {
            return;
        }
        if is_blank {
            self.is_space_pending = true;
        } else {
            let is_gap = gap > WORD_GAP * self.em.min(glyph.em).max(em / 2.0);
            if (self.is_space_pending || is_gap) && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            self.is_space_pending = false;
            self.text.push_str(&glyph.text);
            self.last_baseline = baseline;
            // The largest glyph defines the line, not a note's number before it.
            if glyph.em > self.em {
                self.em = glyph.em;
                self.baseline = baseline;
            }
        }
        self.last_start = start;
        self.end = self.end.max(start + glyph.advance);
    }

    /// Whether the line continues the paragraph of the previous one.
    fn continues(&self, previous: &Self, leading: Option<f64>) -> bool {
        let em = self.em.max(previous.em);
        let distance = previous.baseline - self.baseline;
        let is_near = distance > 0.0
            && distance < MAX_LEADING * em
            && leading.is_none_or(|leading| distance < MAX_LEADING_GROWTH * leading);
        let is_below = self.start < previous.end && self.end > previous.start;
        let has_same_size = (self.em - previous.em).abs() < 0.15 * em;
        let has_ended = previous
            .text
            .trim_end()
            .ends_with(['.', '!', '?', ':', '”', '"', '’', ')']);
        let is_indented = self.start > previous.start + MIN_INDENT * em && has_ended;
        is_near
            && is_below
            && has_same_size
            && !is_indented
            && is_parallel(self.direction, previous.direction)
    }
}

fn is_parallel(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).abs() + (one.1 - other.1).abs() < 0.02
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds words at a position, each glyph half an em wide.
    fn write(layout: &mut PageLayout, x: f64, y: f64, em: f64, words: &str) {
        for (at, c) in words.chars().enumerate() {
            layout.push(&PositionedGlyph {
                text: c.to_string(),
                origin: (x + at as f64 * em / 2.0, y),
                direction: (1.0, 0.0),
                em,
                advance: em / 2.0,
            });
        }
    }

    fn paragraphs(written: &[(f64, f64, f64, &str)]) -> Vec<String> {
        let mut layout = PageLayout::default();
        for (x, y, em, words) in written {
            write(&mut layout, *x, *y, *em, words);
        }
        layout.paragraphs()
    }

    #[test]
    fn distances_separate_words_lines_and_paragraphs() {
        for (written, expected) in [
            (vec![], vec![]),
            (vec![(0.0, 0.0, 10.0, "one two")], vec!["one two"]),
            // A gap is a space, kerning is not.
            (
                vec![(0.0, 0.0, 10.0, "one"), (18.0, 0.0, 10.0, "two")],
                vec!["one two"],
            ),
            (
                vec![
                    (0.0, 0.0, 10.0, "A"),
                    (4.0, 0.0, 10.0, "V"),
                    (9.5, 0.0, 10.0, "A"),
                ],
                vec!["AVA"],
            ),
            // Two lines of one paragraph, and the next paragraph further down.
            (
                vec![
                    (0.0, 100.0, 10.0, "one two"),
                    (0.0, 88.0, 10.0, "three"),
                    (0.0, 68.0, 10.0, "four"),
                ],
                vec!["one two three", "four"],
            ),
            // An indented line starts a paragraph only after the end of a sentence.
            (
                vec![(0.0, 100.0, 10.0, "one two."), (10.0, 88.0, 10.0, "three")],
                vec!["one two.", "three"],
            ),
            (
                vec![
                    (0.0, 100.0, 10.0, "Author, A, a"),
                    (10.0, 88.0, 10.0, "title"),
                ],
                vec!["Author, A, a title"],
            ),
            // Another size starts a paragraph, and so does a second column.
            (
                vec![(0.0, 100.0, 20.0, "Title"), (0.0, 82.0, 10.0, "one")],
                vec!["Title", "one"],
            ),
            (
                vec![(0.0, 10.0, 10.0, "left"), (200.0, 100.0, 10.0, "right")],
                vec!["left", "right"],
            ),
            // A note's number is raised, but on the line.
            (
                vec![
                    (0.0, 0.0, 10.0, "word"),
                    (20.0, 4.0, 6.0, "12"),
                    (28.0, 0.0, 10.0, "next"),
                ],
                vec!["word12 next"],
            ),
            // A hyphen at a line end keeps the line end.
            (
                vec![(0.0, 100.0, 10.0, "inter-"), (0.0, 88.0, 10.0, "national")],
                vec!["inter-\nnational"],
            ),
            // Drawn twice to look bold.
            (
                vec![
                    (0.0, 0.0, 10.0, "o"),
                    (0.2, 0.0, 10.0, "o"),
                    (5.0, 0.0, 10.0, "n"),
                ],
                vec!["on"],
            ),
        ] {
            assert_eq!(paragraphs(&written), expected, "{written:?}");
        }
    }

    #[test]
    fn vertical_text_is_read() {
        let mut layout = PageLayout::default();
        for (at, c) in "one two".chars().enumerate() {
            layout.push(&PositionedGlyph {
                text: c.to_string(),
                origin: (0.0, at as f64 * 5.0),
                direction: (0.0, 1.0),
                em: 10.0,
                advance: 5.0,
            });
        }
        assert_eq!(layout.paragraphs(), ["one two"]);
    }

    #[test]
    fn a_glyph_without_a_finite_position_is_dropped() {
        let mut layout = PageLayout::default();
        write(&mut layout, f64::NAN, 0.0, 10.0, "x");
        write(&mut layout, 0.0, f64::INFINITY, 10.0, "y");
        assert!(layout.paragraphs().is_empty());
    }
}
