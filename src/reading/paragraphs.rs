//! The paragraphs of a text. The reader panel lays out only the visible ones.

use std::ops::Range;

use annals_documents::{DocumentStructure, Heading};

/// The most code points of one paragraph. A longer one is split into pieces that
/// follow each other without a gap.
pub const MAX_PARAGRAPH: usize = 4_000;

/// A block without longer lines is hard-wrapped; otherwise each of its lines is a
/// paragraph.
const MAX_WRAPPED_LINE: usize = 120;

/// The kind of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// A heading; 1 is the highest level.
    Heading(u8),
    /// A line for a gap, not words of the source.
    Gap,
}

/// A part of a text that is laid out as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The first code point.
    pub start: usize,
    /// The code point after the last (exclusive), without the line feed at its end.
    pub end: usize,
    /// The same in bytes.
    pub bytes: Range<usize>,
    /// Its kind.
    pub kind: ParagraphKind,
    /// Whether it continues the one before, which was split for its length.
    pub continues: bool,
    /// The page that begins in it or right before it: an index into
    /// [`DocumentStructure::pages`].
    pub page: Option<usize>,
}

/// The paragraphs of a text, in order, without empty ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraphs {
    list: Vec<Paragraph>,
}

impl Paragraphs {
    /// Splits a text. Blank lines separate blocks. A hard-wrapped block is one
    /// paragraph; otherwise each line is one. Linear in the length of the text.
    #[must_use]
    pub fn of(text: &str, structure: &DocumentStructure) -> Self {
        let mut divider = Divider {
            structure,
            next_heading: 0,
            next_page: 0,
            list: Vec::new(),
        };
        let mut block: Vec<Line> = Vec::new();
        let (mut byte, mut code_point) = (0, 0);
        for line in text.split_inclusive('\n') {
            let words = line.strip_suffix('\n').unwrap_or(line);
            let length = words.chars().count();
            let this = Line {
                start: code_point,
                end: code_point + length,
                bytes: byte..byte + words.len(),
            };
            if words.trim().is_empty() {
                divider.block(text, &block);
                block.clear();
            } else {
                block.push(this);
            }
            byte += line.len();
            code_point += length + usize::from(line.len() > words.len());
        }
        divider.block(text, &block);
        Self { list: divider.list }
    }

    /// Marks the paragraphs that begin at these code points, in ascending order, as
    /// gaps.
    #[must_use]
    pub fn with_gaps(mut self, gaps: &[usize]) -> Self {
        for paragraph in &mut self.list {
            if gaps.binary_search(&paragraph.start).is_ok() {
                paragraph.kind = ParagraphKind::Gap;
            }
        }
        self
    }

    /// The paragraphs, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Paragraph] {
        &self.list
    }

    /// The position of the paragraph at a code point, or else of the one before it; 0
    /// before the first.
    #[must_use]
    pub fn at(&self, code_point: usize) -> usize {
        self.list
            .partition_point(|paragraph| paragraph.start <= code_point)
            .saturating_sub(1)
    }

    /// The number of a paragraph, from 1. Headings and the further pieces of a split
    /// paragraph do not count.
    #[must_use]
    pub fn number(&self, position: usize) -> usize {
        self.list
            .iter()
            .take(position + 1)
            .filter(|paragraph| paragraph.kind == ParagraphKind::Body && !paragraph.continues)
            .count()
    }
}

/// A line of a text, without its line feed.
#[derive(Clone)]
struct Line {
    start: usize,
    end: usize,
    bytes: Range<usize>,
}

struct Divider<'a> {
    structure: &'a DocumentStructure,
    next_heading: usize,
    next_page: usize,
    list: Vec<Paragraph>,
}

impl Divider<'_> {
    fn block(&mut self, text: &str, lines: &[Line]) {
        let is_hard_wrapped = lines
            .iter()
            .all(|line| line.end - line.start <= MAX_WRAPPED_LINE);
        let mut open: Option<Line> = None;
        for line in lines {
            let is_heading = self.heading(line).is_some();
            match &mut open {
                Some(open) if is_hard_wrapped && !is_heading => {
                    open.end = line.end;
                    open.bytes.end = line.bytes.end;
                }
                _ => self.close(text, open.replace(line.clone())),
            }
            if is_heading {
                self.close(text, open.take());
            }
        }
        self.close(text, open);
    }

    /// The heading that overlaps a line.
    fn heading(&mut self, line: &Line) -> Option<&Heading> {
        let headings = &self.structure.headings;
        while headings
            .get(self.next_heading)
            .is_some_and(|heading| heading.end <= line.start)
        {
            self.next_heading += 1;
        }
        headings
            .get(self.next_heading)
            .filter(|heading| heading.start < line.end)
    }

    fn close(&mut self, text: &str, whole: Option<Line>) {
        let Some(whole) = whole else { return };
        let kind = self.heading(&whole).map_or(ParagraphKind::Body, |heading| {
            ParagraphKind::Heading(heading.level.max(1))
        });
        let words = text.get(whole.bytes.clone()).unwrap_or_default();
        let mut start = whole.start;
        for (bytes, length) in pieces(words) {
            let end = start + length;
            let page = self.page(end);
            self.list.push(Paragraph {
                start,
                end,
                bytes: whole.bytes.start + bytes.start..whole.bytes.start + bytes.end,
                kind,
                continues: start > whole.start,
                page,
            });
            start = end;
        }
    }

    /// The last page that begins before a code point, if it was not returned
    /// before.
    fn page(&mut self, end: usize) -> Option<usize> {
        let pages = &self.structure.pages;
        let mut last = None;
        while pages
            .get(self.next_page)
            .is_some_and(|page| page.start < end)
        {
            last = Some(self.next_page);
            self.next_page += 1;
        }
        last
    }
}

/// Splits a paragraph that is too long: after a sentence if one ends near the limit,
/// else after a space, else anywhere. Returns the bytes of each piece and its number
/// of code points.
fn pieces(words: &str) -> Vec<(Range<usize>, usize)> {
    let mut pieces = Vec::new();
    let (mut begin, mut count) = (0, 0);
    let mut after_sentence = None;
    let mut after_space = None;
    let mut before = ' ';
    for (byte, c) in words.char_indices() {
        if count >= MAX_PARAGRAPH {
            let (cut, length) = after_sentence.or(after_space).unwrap_or((byte, count));
            pieces.push((begin..cut, length));
            count -= length;
            begin = cut;
            after_sentence = None;
            after_space = None;
        }
        count += 1;
        if c.is_whitespace() && count > MAX_PARAGRAPH / 2 {
            let place = Some((byte + c.len_utf8(), count));
            after_space = place;
            if matches!(before, '.' | '!' | '?' | '។' | '。') {
                after_sentence = place;
            }
        }
        before = c;
    }
    pieces.push((begin..words.len(), count));
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use annals_documents::Page;

    fn shown(text: &str, structure: &DocumentStructure) -> Vec<String> {
        Paragraphs::of(text, structure)
            .as_slice()
            .iter()
            .map(|paragraph| text[paragraph.bytes.clone()].to_owned())
            .collect()
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph_and_long_lines_one_each() {
        let long = "word ".repeat(40);
        for (text, paragraphs) in [
            ("", vec![]),
            ("\n \n", vec![]),
            ("one\ntwo\n\nthree", vec!["one\ntwo", "three"]),
            (&format!("{long}\nnext"), vec![long.as_str(), "next"]),
        ] {
            assert_eq!(
                shown(text, &DocumentStructure::default()),
                paragraphs,
                "{text:?}"
            );
        }
    }

    #[test]
    fn headings_are_paragraphs_and_each_page_begins_once() {
        let text = "Title\nfirst line\nsecond line\n\nនៅ third";
        let structure = DocumentStructure {
            headings: vec![Heading {
                start: 0,
                end: 5,
                level: 1,
            }],
            pages: vec![
                Page {
                    start: 0,
                    label: "1".to_owned(),
                },
                Page {
                    start: 30,
                    label: "2".to_owned(),
                },
            ],
        };
        let paragraphs = Paragraphs::of(text, &structure);
        let found: Vec<_> = paragraphs
            .as_slice()
            .iter()
            .map(|paragraph| (paragraph.start, paragraph.kind, paragraph.page))
            .collect();
        assert_eq!(
            found,
            [
                (0, ParagraphKind::Heading(1), Some(0)),
                (6, ParagraphKind::Body, None),
                (30, ParagraphKind::Body, Some(1)),
            ]
        );
        assert_eq!(paragraphs.at(0), 0);
        assert_eq!(paragraphs.at(29), 1);
        assert_eq!(paragraphs.at(9_999), 2);
        assert_eq!(paragraphs.number(2), 2);
    }

    #[test]
    fn a_long_paragraph_is_split_after_a_sentence() {
        let sentence = "This is one of many sentences in a wall of text. ";
        let text = sentence.repeat(300);
        let paragraphs = Paragraphs::of(&text, &DocumentStructure::default());
        assert!(paragraphs.as_slice().len() > 3);
        for pair in paragraphs.as_slice().windows(2) {
            assert_eq!(pair[0].end, pair[1].start);
            assert!(pair[1].continues);
            assert!(text[pair[0].bytes.clone()].ends_with(". "));
        }
    }

    proptest! {
        #[test]
        fn only_white_space_is_outside_paragraphs(text in "([a-z ។ក]{0,9}\n{0,3}){0,40}") {
            let paragraphs = Paragraphs::of(&text, &DocumentStructure::default());
            let chars: Vec<char> = text.chars().collect();
            let mut covered = vec![false; chars.len()];
            for paragraph in paragraphs.as_slice() {
                let words: String = chars[paragraph.start..paragraph.end].iter().collect();
                prop_assert_eq!(&words, &text[paragraph.bytes.clone()]);
                covered[paragraph.start..paragraph.end].fill(true);
            }
            for (c, covered) in chars.iter().zip(covered) {
                prop_assert!(covered || c.is_whitespace());
            }
        }
    }
}
