//! The glyphs of a page as lines, and its lines as paragraphs.
//!
//! A PDF says where each glyph stands and nothing of words, lines and
//! paragraphs. They are read off the distances, in the order in which the page
//! draws: programs write text in the order in which it is read.

/// A glyph where it stands. All lengths are in one unit, that of the page.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// What it says.
    pub(super) text: String,
    /// Its origin; y grows upwards.
    pub(super) at: (f64, f64),
    /// The direction of its baseline, a unit vector.
    pub(super) along: (f64, f64),
    /// The height of an em.
    pub(super) em: f64,
    /// How far from it the next glyph is meant to stand.
    pub(super) advance: f64,
}

/// A gap wider than this part of an em parts words. Kerning stays below, and
/// the narrowest spaces of a justified line above.
const WORD_GAP: f64 = 0.15;

/// How far from its line, in ems, a glyph still belongs to it: an index, an
/// exponent.
const SAME_LINE: f64 = 0.6;

/// How far a glyph may reach back over its line, in ems: an accent that is set
/// over a letter, tight kerning.
const REACH_BACK: f64 = 1.0;

/// Lines further apart than this many ems are no lines of one paragraph.
const WIDEST_LEADING: f64 = 1.8;

/// Nor are lines that are this many times as far apart as those before them.
const WIDER_LEADING: f64 = 1.3;

/// How much further right, in ems, a paragraph's first line begins.
const INDENT: f64 = 0.8;

/// One line of text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    text: String,
    along: (f64, f64),
    /// Where it begins and ends on its baseline.
    begin: f64,
    end: f64,
    /// The height of its baseline, and of its last glyph's.
    base: f64,
    last_base: f64,
    last_begin: f64,
    em: f64,
    space_due: bool,
}

/// Gathers the glyphs of a page.
#[derive(Debug, Default)]
pub(super) struct Lines {
    done: Vec<Line>,
    open: Option<Line>,
}

impl Lines {
    /// Adds a glyph.
    pub(super) fn push(&mut self, glyph: &Glyph) {
        let (x, y) = glyph.at;
        let (cos, sin) = glyph.along;
        let (begin, base) = (x * cos + y * sin, y * cos - x * sin);
        if ![begin, base, glyph.em, glyph.advance]
            .iter()
            .all(|length| length.is_finite())
        {
            return;
        }
        let is_blank = glyph.text.chars().all(char::is_whitespace);
        if let Some(line) = &mut self.open
            && line.takes(glyph, begin, base)
        {
            line.push(glyph, begin, base, is_blank);
            return;
        }
        if is_blank {
            return;
        }
        self.end_line();
        self.open = Some(Line {
            text: glyph.text.clone(),
            along: glyph.along,
            begin,
            end: begin + glyph.advance,
            base,
            last_base: base,
            last_begin: begin,
            em: glyph.em,
            space_due: false,
        });
    }

    /// The paragraphs of the page. A line that ends in a hyphen keeps its end:
    /// whether the hyphen belongs to the word cannot be told from it.
    pub(super) fn paragraphs(mut self) -> Vec<String> {
        self.end_line();
        let mut paragraphs: Vec<String> = Vec::new();
        // How far apart the lines of the current paragraph are.
        let mut leading: Option<f64> = None;
        let mut previous: Option<&Line> = None;
        for line in &self.done {
            let text = line.text.trim();
            let down = previous
                .filter(|previous| line.continues(previous, leading))
                .map(|previous| previous.base - line.base);
            if let Some((down, paragraph)) = down.zip(paragraphs.last_mut()) {
                let narrowest = leading.map_or(down, |leading| leading.min(down));
                leading = Some(narrowest.max(line.em / 2.0));
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
        self.done.extend(self.open.take());
    }
}

impl Line {
    /// Whether a glyph stands on the line.
    fn takes(&self, glyph: &Glyph, begin: f64, base: f64) -> bool {
        let em = self.em.max(glyph.em);
        let lift = (base - self.base).abs().min((base - self.last_base).abs());
        is_same_way(self.along, glyph.along)
            && lift <= SAME_LINE * em
            && begin >= self.end - REACH_BACK * em
    }

    fn push(&mut self, glyph: &Glyph, begin: f64, base: f64, is_blank: bool) {
        let em = self.em.max(glyph.em);
        let gap = begin - self.end;
        // Drawn twice, a little aside, to look bold.
        let is_double = (begin - self.last_begin).abs() < 0.1 * em
            && (base - self.last_base).abs() < 0.1 * em
            && gap < 0.0
            && self.text.ends_with(&glyph.text);
        if is_double {
            return;
        }
        if is_blank {
            self.space_due = true;
        } else {
            let is_gap = gap > WORD_GAP * self.em.min(glyph.em).max(em / 2.0);
            if (self.space_due || is_gap) && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            self.space_due = false;
            self.text.push_str(&glyph.text);
            self.last_base = base;
            // The largest glyph tells the line, not a note's number before it.
            if glyph.em > self.em {
                self.em = glyph.em;
                self.base = base;
            }
        }
        self.last_begin = begin;
        self.end = self.end.max(begin + glyph.advance);
    }

    /// Whether the line goes on with the paragraph of the one before it.
    fn continues(&self, previous: &Self, leading: Option<f64>) -> bool {
        let em = self.em.max(previous.em);
        let down = previous.base - self.base;
        let is_near = down > 0.0
            && down < WIDEST_LEADING * em
            && leading.is_none_or(|leading| down < WIDER_LEADING * leading);
        let is_below = self.begin < previous.end && self.end > previous.begin;
        let is_alike = (self.em - previous.em).abs() < 0.15 * em;
        let has_ended = previous
            .text
            .trim_end()
            .ends_with(['.', '!', '?', ':', '”', '"', '’', ')']);
        let is_indented = self.begin > previous.begin + INDENT * em && has_ended;
        is_near && is_below && is_alike && !is_indented && is_same_way(self.along, previous.along)
    }
}

fn is_same_way(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).abs() + (one.1 - other.1).abs() < 0.02
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes words at a place, each glyph half an em wide.
    fn write(lines: &mut Lines, x: f64, y: f64, em: f64, words: &str) {
        for (at, c) in words.chars().enumerate() {
            lines.push(&Glyph {
                text: c.to_string(),
                at: (x + at as f64 * em / 2.0, y),
                along: (1.0, 0.0),
                em,
                advance: em / 2.0,
            });
        }
    }

    fn paragraphs(written: &[(f64, f64, f64, &str)]) -> Vec<String> {
        let mut lines = Lines::default();
        for (x, y, em, words) in written {
            write(&mut lines, *x, *y, *em, words);
        }
        lines.paragraphs()
    }

    #[test]
    fn distances_part_words_lines_and_paragraphs() {
        for (written, expected) in [
            (vec![], vec![]),
            (vec![(0.0, 0.0, 10.0, "one two")], vec!["one two"]),
            // A gap instead of a space; kerning is none.
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
            // Lines of one paragraph, and the next, further down.
            (
                vec![
                    (0.0, 100.0, 10.0, "one two"),
                    (0.0, 88.0, 10.0, "three"),
                    (0.0, 68.0, 10.0, "four"),
                ],
                vec!["one two three", "four"],
            ),
            // An indented line after a sentence's end; within one it is none.
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
            // Another size is another paragraph; a second column too.
            (
                vec![(0.0, 100.0, 20.0, "Title"), (0.0, 82.0, 10.0, "one")],
                vec!["Title", "one"],
            ),
            (
                vec![(0.0, 10.0, 10.0, "left"), (200.0, 100.0, 10.0, "right")],
                vec!["left", "right"],
            ),
            // A note's number stands higher, and on the line.
            (
                vec![
                    (0.0, 0.0, 10.0, "word"),
                    (20.0, 4.0, 6.0, "12"),
                    (28.0, 0.0, 10.0, "next"),
                ],
                vec!["word12 next"],
            ),
            // A hyphen at the end of a line keeps the line's end.
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
    fn a_page_that_lies_on_its_side_is_read_all_the_same() {
        let mut lines = Lines::default();
        for (at, c) in "one two".chars().enumerate() {
            lines.push(&Glyph {
                text: c.to_string(),
                at: (0.0, at as f64 * 5.0),
                along: (0.0, 1.0),
                em: 10.0,
                advance: 5.0,
            });
        }
        assert_eq!(lines.paragraphs(), ["one two"]);
    }

    #[test]
    fn a_glyph_that_stands_nowhere_is_left_out() {
        let mut lines = Lines::default();
        write(&mut lines, f64::NAN, 0.0, 10.0, "x");
        write(&mut lines, 0.0, f64::INFINITY, 10.0, "y");
        assert!(lines.paragraphs().is_empty());
    }
}
