//! Markdown as text: what is written, without the signs that mark it up.

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::decoding::{decoded, extractor};
use super::flow::Flow;
use super::structure::PlainText;
use crate::storage::FileError;

/// The library's version and the number of the rules below.
pub(super) const VERSION: &str = "0.13.6-annals.1";

/// The text of a Markdown document. Links keep their words and code its text;
/// cells of a table stand a tab apart, its rows on lines of their own; front
/// matter (between `---` or `+++`) and HTML are no text.
///
/// # Errors
///
/// [`FileError`] as for plain text, and where there is too much of it.
pub(super) fn markdown_text(bytes: &[u8], told: Option<&str>) -> Result<PlainText, FileError> {
    let (source, encoding) = decoded(bytes, told)?;
    let mut writer = Writer::default();
    for event in Parser::new_ext(&source, dialect()) {
        writer.write(event);
        if writer.flow.is_full() {
            break;
        }
    }
    let (text, structure) = writer.flow.finish()?;
    Ok(PlainText {
        text,
        structure,
        extractor: extractor("pulldown-cmark", VERSION, encoding),
    })
}

fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_DEFINITION_LIST
}

#[derive(Default)]
struct Writer {
    flow: Flow,
    /// The lists that are open: the next number, where they have one.
    lists: Vec<Option<u64>>,
    /// Inside a block whose text is none of the document's.
    is_silent: bool,
    is_code: bool,
    is_first_cell: bool,
}

impl Writer {
    fn write(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(&tag),
            Event::End(tag) => self.end(tag),
            _ if self.is_silent => {}
            Event::Text(text) if self.is_code => self.flow.keep(&text),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.flow.say(&text),
            Event::FootnoteReference(label) => {
                self.flow.say("[");
                self.flow.say(&label);
                self.flow.say("]");
            }
            Event::SoftBreak => self.flow.say(" "),
            Event::HardBreak => self.flow.end_line(),
            Event::Rule => self.flow.end_paragraph(),
            Event::TaskListMarker(done) => self.flow.say(if done { "[x] " } else { "[ ] " }),
            Event::InlineHtml(tag) if is_line_break(&tag) => self.flow.end_line(),
            Event::Html(_) | Event::InlineHtml(_) => {}
        }
    }

    fn begin_cell(&mut self) {
        if !std::mem::take(&mut self.is_first_cell) {
            self.flow.end_cell();
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle)
            | Tag::HtmlBlock => self.is_silent = true,
            Tag::Heading { level, .. } => self.flow.begin_heading(rank(*level)),
            Tag::CodeBlock(_) => {
                self.flow.end_paragraph();
                self.is_code = true;
            }
            Tag::List(first) => {
                self.flow.end_paragraph();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.flow.end_paragraph();
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}. ");
                        *number = number.saturating_add(1);
                        self.flow.say(&marker);
                    }
                    _ => self.flow.say("• "),
                }
            }
            Tag::FootnoteDefinition(label) => {
                self.flow.end_paragraph();
                self.flow.say(&format!("[{label}] "));
            }
            Tag::Table(_) => self.flow.end_paragraph(),
            Tag::TableHead | Tag::TableRow => self.is_first_cell = true,
            Tag::TableCell => self.begin_cell(),
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.end_paragraph_begun(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock => self.is_silent = false,
            TagEnd::CodeBlock => {
                self.is_code = false;
                self.flow.end_paragraph();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.flow.end_paragraph();
            }
            TagEnd::TableHead | TagEnd::TableRow => self.flow.end_line(),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::BlockQuote(_)
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.flow.end_paragraph(),
            _ => {}
        }
    }

    /// A paragraph begins, unless nothing but its marker stands there: a list
    /// item may hold its words in a paragraph or not.
    fn end_paragraph_begun(&mut self) {
        if !self.flow.is_marker() {
            self.flow.end_paragraph();
        }
    }
}

const fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn is_line_break(tag: &str) -> bool {
    let name = tag
        .trim_start_matches('<')
        .trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(source: &str) -> PlainText {
        markdown_text(source.as_bytes(), None).unwrap()
    }

    #[test]
    fn markup_goes_and_words_stay() {
        for (source, text) in [
            ("a *b* **c** _d_ ~~e~~", "a b c d e"),
            ("one\ntwo\n\nthree", "one two\n\nthree"),
            ("a  \nb\\\nc<br>d", "a\nb\nc\nd"),
            (
                "[words](http://x) <http://y> ![picture](z)",
                "words http://y picture",
            ),
            ("x `a * b` y", "x a * b y"),
            (
                "```rust\nfn a() {\n    b\n}\n```\nc",
                "fn a() {\n    b\n}\n\nc",
            ),
            ("- a\n- b\n  - c\n\n  d", "• a\n\n• b\n\n• c\n\nd"),
            ("3. a\n4. b", "3. a\n\n4. b"),
            ("- [x] done", "• [x] done"),
            ("> a\n> b\n\nc", "a b\n\nc"),
            (
                "| a | b |\n|---|---|\n| 1 | 2 |\n|  | 4 |",
                "a\tb\n1\t2\n\t4",
            ),
            ("a[^n].\n\n[^n]: note", "a[n].\n\n[n] note"),
            ("---\ntitle: x\n---\n\na", "a"),
            ("a\n\n<div>b</div>\n\nc", "a\n\nc"),
            ("a &amp; b &eacute;", "a & b é"),
            ("a\n\n***\n\nb", "a\n\nb"),
            ("", ""),
        ] {
            assert_eq!(read(source).text, text, "{source}");
        }
    }

    #[test]
    fn headings_are_paragraphs_with_a_rank() {
        let read = read("# É one #\ntext\n\ntwo\n---\nmore\n");
        assert_eq!(read.text, "É one\n\ntext\n\ntwo\n\nmore");
        let headings: Vec<_> = read
            .structure
            .headings
            .iter()
            .map(|heading| (heading.start, heading.end, heading.level))
            .collect();
        assert_eq!(headings, [(0, 5, 1), (13, 16, 2)]);
    }

    proptest! {
        #[test]
        fn any_signs_are_read_and_headings_lie_in_the_text(
            source in "([-#*_`>|~ \\[\\]()!\n0-9.a-cé<&;]{0,8}|\t){0,12}"
        ) {
            let read = read(&source);
            let length = read.text.chars().count();
            let mut last = 0;
            for heading in &read.structure.headings {
                prop_assert!(last <= heading.start && heading.start < heading.end);
                prop_assert!(heading.end <= length);
                last = heading.end;
            }
            prop_assert!(!read.text.contains("\n\n\n\n") || source.contains('`') || source.contains("   ") || source.contains('\t'));
        }
    }
}
