//! Text as it flows out of a document: words become paragraphs, and pages and
//! headings keep their places in them.

use super::structure::{Heading, Page, Structure};
use crate::storage::FileError;

/// The most text that is taken out of one document, in bytes of UTF-8: 64 MiB.
/// A library of a hundred novels is shorter.
pub const MAX_TEXT_BYTES: usize = 64 << 20;

/// What stands between two paragraphs.
const BETWEEN: &str = "\n\n";

/// Builds the text of a document, paragraph by paragraph.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    /// The length of `text` in code points.
    length: usize,
    structure: Structure,
    /// The paragraph that is being written.
    paragraph: String,
    /// Its length in code points.
    paragraph_length: usize,
    /// White space was met, and counts once a word follows.
    space_due: bool,
    /// The rank of the paragraph, where it is a heading.
    level: Option<u8>,
    /// Pages that begin in the paragraph: how many code points into it.
    pages: Vec<(usize, String)>,
    is_full: bool,
}

impl Flow {
    /// Adds words. Each run of white space counts as one space, and none
    /// counts where a line begins.
    pub(super) fn say(&mut self, words: &str) {
        for c in words.chars() {
            if c.is_whitespace() && !is_no_break(c) {
                self.space_due = true;
            } else if !is_control(c) {
                self.space();
                self.push(c);
            }
        }
    }

    /// Adds text whose spaces and line ends mean something.
    pub(super) fn keep(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' => self.end_line(),
                '\t' | ' ' => self.push(c),
                '\r' => {}
                c if is_control(c) => {}
                c => {
                    self.space();
                    self.push(c);
                }
            }
        }
    }

    /// Ends a line inside a paragraph.
    pub(super) fn end_line(&mut self) {
        self.space_due = false;
        if !self.paragraph.is_empty() {
            self.push('\n');
        }
    }

    /// Ends a line, unless nothing stands on it yet.
    pub(super) fn end_line_begun(&mut self) {
        if !self.paragraph.ends_with('\n') {
            self.end_line();
        }
    }

    /// Parts two cells of a row.
    pub(super) fn end_cell(&mut self) {
        self.space_due = false;
        self.push('\t');
    }

    /// Ends a row of a table: without the tab after its last cell.
    pub(super) fn end_row(&mut self) {
        if self.paragraph.ends_with('\t') {
            self.paragraph.pop();
            self.paragraph_length -= 1;
        }
        self.end_line();
    }

    /// Whether the paragraph holds nothing but a marker: that of a list's item
    /// or of a note.
    pub(super) fn is_marker(&self) -> bool {
        let begun = self.paragraph.as_str();
        begun == "•"
            || (begun.starts_with('[') && begun.ends_with(']') && !begun.contains(' '))
            || begun
                .strip_suffix('.')
                .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Makes the paragraph that begins here a heading.
    pub(super) fn begin_heading(&mut self, level: u8) {
        self.end_paragraph();
        self.level = Some(level.clamp(1, 6));
    }

    /// Ends the paragraph. One without words leaves nothing behind.
    pub(super) fn end_paragraph(&mut self) {
        self.space_due = false;
        let level = self.level.take();
        let kept = self.paragraph.trim_end();
        // Spaces at the beginning count (code), empty lines do not.
        let begun = kept.trim_start_matches('\n');
        if begun.trim().is_empty() {
            self.paragraph.clear();
            self.paragraph_length = 0;
            // A page that began in nothing begins with what follows.
            for (within, _) in &mut self.pages {
                *within = 0;
            }
            return;
        }
        if self.text.len() + BETWEEN.len() + begun.len() > MAX_TEXT_BYTES {
            self.is_full = true;
        } else {
            if !self.text.is_empty() {
                self.text.push_str(BETWEEN);
                self.length += BETWEEN.len();
            }
            let dropped = kept.len() - begun.len();
            let length = begun.chars().count();
            for (within, label) in self.pages.drain(..) {
                self.structure.pages.push(Page {
                    start: self.length + within.saturating_sub(dropped).min(length),
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
            self.text.push_str(begun);
            self.length += length;
        }
        self.paragraph.clear();
        self.paragraph_length = 0;
    }

    /// Begins a page here.
    pub(super) fn begin_page(&mut self, label: impl Into<String>) {
        // A page begins with its first word, not with the space before it.
        let space = usize::from(self.space_due && self.wants_space());
        self.pages
            .push((self.paragraph_length + space, label.into()));
    }

    /// Whether more text came than is taken; the rest may be left unread.
    pub(super) const fn is_full(&self) -> bool {
        self.is_full
    }

    /// How many code points stand in ended paragraphs.
    pub(super) const fn length(&self) -> usize {
        self.length
    }

    /// The text and how it is divided.
    ///
    /// # Errors
    ///
    /// [`FileError`] where there is more of it than [`MAX_TEXT_BYTES`].
    pub(super) fn finish(mut self) -> Result<(String, Structure), FileError> {
        self.end_paragraph();
        if self.is_full {
            return Err(too_much_text());
        }
        // Pages after the last word: blank ones at the end of a book.
        for (_, label) in self.pages.drain(..) {
            self.structure.pages.push(Page {
                start: self.length,
                label,
            });
        }
        Ok((self.text, self.structure))
    }

    fn wants_space(&self) -> bool {
        !(self.paragraph.is_empty() || self.paragraph.ends_with(['\n', '\t', ' ']))
    }

    fn space(&mut self) {
        if self.space_due && self.wants_space() {
            self.push(' ');
        }
        self.space_due = false;
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

/// The refusal of a document whose text is too long.
pub(super) fn too_much_text() -> FileError {
    FileError::new("The document holds more than 64 MiB of text, the most that is taken out of one")
        .with_hint("Split it, and cite the parts as sources of their own.")
}

/// White space that is there to hold words together, and stays what it is.
const fn is_no_break(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// What no text holds: C0 and C1 controls, and what is no character.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(flow: Flow) -> (String, Structure) {
        flow.finish().unwrap()
    }

    #[test]
    fn words_become_paragraphs_parted_by_a_blank_line() {
        let mut flow = Flow::default();
        flow.say(" one\n two\t");
        flow.say("\u{0}three ");
        flow.end_paragraph();
        flow.end_paragraph();
        flow.say("four");
        flow.end_line();
        flow.say(" five\u{a0}six");
        assert_eq!(finished(flow).0, "one two three\n\nfour\nfive\u{a0}six");
    }

    #[test]
    fn headings_and_pages_stand_where_their_words_are() {
        let mut flow = Flow::default();
        flow.begin_page("i");
        flow.begin_heading(2);
        flow.say("Début");
        flow.end_paragraph();
        flow.say("one ");
        flow.begin_page("ii");
        flow.say("two");
        flow.end_paragraph();
        flow.begin_page("iii");
        flow.begin_page("iv");
        let (text, structure) = finished(flow);
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
    fn kept_text_keeps_its_spaces_and_line_ends() {
        let mut flow = Flow::default();
        flow.keep("\n  if a:\r\n      b\n");
        flow.end_paragraph();
        flow.say("c");
        assert_eq!(finished(flow).0, "  if a:\n      b\n\nc");
    }

    #[test]
    fn more_text_than_is_taken_is_refused() {
        let mut flow = Flow::default();
        let piece = "x".repeat(1 << 20);
        for _ in 0..=64 {
            flow.say(&piece);
            flow.end_paragraph();
        }
        assert!(flow.is_full());
        assert!(flow.finish().unwrap_err().message.contains("64 MiB"));
    }
}
