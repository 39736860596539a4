//! Builds the text of a document from words and breaks, with its pages and
//! headings.

use crate::error::{ExtractError, ExtractErrorKind};
use crate::structure::{DocumentStructure, ExtractedText, Extractor, Heading, Page};

/// The longest text that is extracted from one document, in bytes of UTF-8:
/// 64 MiB, more than a hundred novels.
pub const MAX_TEXT_BYTES: usize = 64 << 20;

const PARAGRAPH_SEPARATOR: &str = "\n\n";

/// The text so far, and the open paragraph.
#[derive(Debug, Default)]
pub(crate) struct TextBuilder {
    text: String,
    /// The length of `text` in code points.
    length: usize,
    structure: DocumentStructure,
    paragraph: String,
    /// The length of `paragraph` in code points.
    paragraph_length: usize,
    /// White space was pushed; it becomes a space before the next word.
    is_space_pending: bool,
    /// The rank of the paragraph, if it is a heading.
    level: Option<u8>,
    /// Pages that start in the paragraph: offset in code points, label.
    pages: Vec<(usize, String)>,
    /// The next number of each open list; `None` for an unordered list.
    lists: Vec<Option<i64>>,
    is_full: bool,
}

impl TextBuilder {
    /// Adds words. A run of white space becomes one space, or nothing at the
    /// start of a line.
    pub(crate) fn push_words(&mut self, words: &str) {
        for c in words.chars() {
            if c.is_whitespace() && !is_no_break_space(c) {
                self.is_space_pending = true;
            } else if !is_control(c) {
                self.push_pending_space();
                self.push(c);
            }
        }
    }

    /// Adds text whose spaces and line ends are significant.
    pub(crate) fn push_preformatted(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' => self.end_line(),
                '\t' | ' ' => self.push(c),
                '\r' => {}
                c if is_control(c) => {}
                c => {
                    self.push_pending_space();
                    self.push(c);
                }
            }
        }
    }

    /// Ends a line inside a paragraph.
    pub(crate) fn end_line(&mut self) {
        self.is_space_pending = false;
        if !self.paragraph.is_empty() {
            self.push('\n');
        }
    }

    /// Ends a line, unless it is still empty.
    pub(crate) fn end_started_line(&mut self) {
        if !self.paragraph.ends_with('\n') {
            self.end_line();
        }
    }

    /// Ends a cell of a table row.
    pub(crate) fn end_cell(&mut self) {
        self.is_space_pending = false;
        self.push('\t');
    }

    /// Ends a table row, without the tab after its last cell.
    pub(crate) fn end_row(&mut self) {
        if self.paragraph.ends_with('\t') {
            self.paragraph.pop();
            self.paragraph_length -= 1;
        }
        self.end_line();
    }

    /// Ends the paragraph and starts a list, which is ordered if its first item
    /// has a number.
    pub(crate) fn start_list(&mut self, first_number: Option<i64>) {
        self.end_paragraph();
        self.lists.push(first_number);
    }

    /// Ends the paragraph and the list.
    pub(crate) fn end_list(&mut self) {
        self.lists.pop();
        self.end_paragraph();
    }

    /// Ends the paragraph and writes the marker of a list item. In an ordered
    /// list the item may have a number of its own, from which the next count on.
    pub(crate) fn start_item(&mut self, own_number: Option<i64>) {
        self.end_paragraph();
        if let Some(Some(next)) = self.lists.last_mut() {
            let number = own_number.unwrap_or(*next);
            *next = number.saturating_add(1);
            self.push_words(&format!("{number}. "));
        } else {
            self.push_words("• ");
        }
    }

    /// Whether the paragraph is only the marker of a list item ("•", "3.") or
    /// of a note (`[1]`), whose text follows.
    pub(crate) fn is_only_marker(&self) -> bool {
        let paragraph = self.paragraph.as_str();
        paragraph == "•"
            || (paragraph.starts_with('[') && paragraph.ends_with(']') && !paragraph.contains(' '))
            || paragraph
                .strip_suffix('.')
                .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Ends the paragraph; the next one is a heading.
    pub(crate) fn start_heading(&mut self, level: u8) {
        self.end_paragraph();
        self.level = Some(level.clamp(1, 6));
    }

    /// Ends the paragraph. A paragraph without words is dropped.
    pub(crate) fn end_paragraph(&mut self) {
        self.is_space_pending = false;
        let level = self.level.take();
        let without_end = self.paragraph.trim_end();
        // Leading spaces are significant (code), empty lines are not.
        let paragraph = without_end.trim_start_matches('\n');
        if paragraph.trim().is_empty() {
            self.paragraph.clear();
            self.paragraph_length = 0;
            // Its pages start with the next paragraph.
            for (offset, _) in &mut self.pages {
                *offset = 0;
            }
            return;
        }
        if self.text.len() + PARAGRAPH_SEPARATOR.len() + paragraph.len() > MAX_TEXT_BYTES {
            self.is_full = true;
        } else {
            if !self.text.is_empty() {
                self.text.push_str(PARAGRAPH_SEPARATOR);
                self.length += PARAGRAPH_SEPARATOR.len();
            }
            let dropped = without_end.len() - paragraph.len();
            let length = paragraph.chars().count();
            for (offset, label) in self.pages.drain(..) {
                self.structure.pages.push(Page {
                    start: self.length + offset.saturating_sub(dropped).min(length),
                    label,
                });
            }
            if let Some(level) = level {
                self.structure.headings.push(Heading {
                    start: self.length,
                    end: self.length + length,
                    level,
                });
            }
            self.text.push_str(paragraph);
            self.length += length;
        }
        self.paragraph.clear();
        self.paragraph_length = 0;
    }

    /// Starts a page at the next word.
    pub(crate) fn start_page(&mut self, label: impl Into<String>) {
        let space = usize::from(self.is_space_pending && self.accepts_space());
        self.pages
            .push((self.paragraph_length + space, label.into()));
    }

    /// Whether the text has reached its limit; the rest need not be read.
    pub(crate) const fn is_full(&self) -> bool {
        self.is_full
    }

    /// Whether no paragraph has ended yet.
    pub(crate) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The text and its structure.
    ///
    /// # Errors
    ///
    /// [`ExtractError`] where the text is longer than [`MAX_TEXT_BYTES`].
    pub(crate) fn finish(mut self, extractor: Extractor) -> Result<ExtractedText, ExtractError> {
        self.end_paragraph();
        if self.is_full {
            return Err(TOO_MUCH_TEXT.into());
        }
        // Blank pages at the end of a book.
        for (_, label) in self.pages.drain(..) {
            self.structure.pages.push(Page {
                start: self.length,
                label,
            });
        }
        Ok(ExtractedText {
            text: self.text,
            structure: self.structure,
            extractor,
        })
    }

    fn accepts_space(&self) -> bool {
        !(self.paragraph.is_empty() || self.paragraph.ends_with(['\n', '\t', ' ']))
    }

    fn push_pending_space(&mut self) {
        if self.is_space_pending && self.accepts_space() {
            self.push(' ');
        }
        self.is_space_pending = false;
    }

    fn push(&mut self, c: char) {
        if self.paragraph.len() >= MAX_TEXT_BYTES {
            self.is_full = true;
            return;
        }
        self.paragraph.push(c);
        self.paragraph_length += 1;
    }
}

/// The error of a document whose text is too long.
pub(crate) const TOO_MUCH_TEXT: ExtractErrorKind = ExtractErrorKind::TooMuchText {
    limit: MAX_TEXT_BYTES >> 20,
};

/// White space that holds words together. It is not changed to a space.
const fn is_no_break_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// Controls (C0 and C1) and noncharacters, which are dropped.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finish(builder: TextBuilder) -> (String, DocumentStructure) {
        let extracted = builder.finish(Extractor::new("test", "1")).unwrap();
        (extracted.text, extracted.structure)
    }

    #[test]
    fn paragraphs_are_separated_by_a_blank_line() {
        let mut builder = TextBuilder::default();
        builder.push_words(" one\n two\t");
        builder.push_words("\u{0}three ");
        builder.end_paragraph();
        builder.end_paragraph();
        builder.push_words("four");
        builder.end_line();
        builder.push_words(" five\u{a0}six");
        assert_eq!(finish(builder).0, "one two three\n\nfour\nfive\u{a0}six");
    }

    #[test]
    fn headings_and_pages_start_at_their_words() {
        let mut builder = TextBuilder::default();
        builder.start_page("i");
        builder.start_heading(2);
        builder.push_words("Début");
        builder.end_paragraph();
        builder.push_words("one ");
        builder.start_page("ii");
        builder.push_words("two");
        builder.end_paragraph();
        builder.start_page("iii");
        builder.start_page("iv");
        let (text, structure) = finish(builder);
        assert_eq!(text, "Début\n\none two");
        let starts: Vec<(usize, &str)> = structure
            .pages
            .iter()
            .map(|page| (page.start, page.label.as_str()))
            .collect();
        assert_eq!(starts, [(0, "i"), (11, "ii"), (14, "iii"), (14, "iv")]);
        let [heading] = structure.headings.as_slice() else {
            panic!()
        };
        assert_eq!((heading.start, heading.end, heading.level), (0, 5, 2));
    }

    #[test]
    fn preformatted_text_keeps_spaces_and_line_ends() {
        let mut builder = TextBuilder::default();
        builder.push_preformatted("\n  if a:\r\n      b\n");
        builder.end_paragraph();
        builder.push_words("c");
        assert_eq!(finish(builder).0, "  if a:\n      b\n\nc");
    }

    #[test]
    fn a_text_above_the_limit_is_an_error() {
        let mut builder = TextBuilder::default();
        let piece = "x".repeat(1 << 20);
        for _ in 0..=64 {
            builder.push_words(&piece);
            builder.end_paragraph();
        }
        assert!(builder.is_full());
        let error = builder.finish(Extractor::new("test", "1")).unwrap_err();
        assert!(error.to_string().contains("64 MiB"));
    }
}
