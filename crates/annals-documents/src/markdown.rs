//! Text of Markdown, without the markup.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::decoding::decode;
use crate::error::ExtractError;
use crate::structure::{ExtractedText, Extractor};
use crate::text_builder::TextBuilder;

/// The library's version, and the number of this crate's rules.
pub(crate) const VERSION: &str = "0.13.6-annals.1";

/// The text of a Markdown document. Links keep their words. The cells of a
/// table row are separated by tabs. Front matter (between `---` or `+++`) and
/// HTML are dropped.
///
/// # Errors
///
/// [`ExtractError`] as for plain text, and where there is too much text.
pub(crate) fn markdown_text(
    bytes: &[u8],
    encoding: Option<&str>,
) -> Result<ExtractedText, ExtractError> {
    let (source, encoding) = decode(bytes, encoding)?;
    let mut writer = MarkdownWriter::default();
    for event in Parser::new_ext(&source, dialect()) {
        writer.write(event);
        if writer.builder.is_full() {
            break;
        }
    }
    let extractor = Extractor::with_encoding("pulldown-cmark", VERSION, encoding);
    writer.builder.finish(extractor)
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
struct MarkdownWriter {
    builder: TextBuilder,
    is_skipped: bool,
    is_code: bool,
    is_first_cell: bool,
}

impl MarkdownWriter {
    fn write(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            _ if self.is_skipped => {}
            Event::Text(text) if self.is_code => self.builder.push_preformatted(&text),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.builder.push_words(&text),
            Event::FootnoteReference(label) => {
                self.builder.push_words(&format!("[{label}]"));
            }
            Event::SoftBreak => self.builder.push_words(" "),
            Event::HardBreak => self.builder.end_line(),
            Event::Rule => self.builder.end_paragraph(),
            Event::TaskListMarker(done) => {
                self.builder.push_words(if done { "[x] " } else { "[ ] " });
            }
            Event::InlineHtml(tag) if is_line_break(&tag) => self.builder.end_line(),
            Event::Html(_) | Event::InlineHtml(_) => {}
        }
    }

    fn start_cell(&mut self) {
        if !std::mem::take(&mut self.is_first_cell) {
            self.builder.end_cell();
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::MetadataBlock(_) | Tag::HtmlBlock => self.is_skipped = true,
            Tag::Heading { level, .. } => self.builder.start_heading(*level as u8),
            Tag::CodeBlock(_) => {
                self.builder.end_paragraph();
                self.is_code = true;
            }
            Tag::List(first) => {
                let first = first.map(|first| i64::try_from(first).unwrap_or(i64::MAX));
                self.builder.start_list(first);
            }
            Tag::Item => self.builder.start_item(None),
            Tag::FootnoteDefinition(label) => {
                self.builder.end_paragraph();
                self.builder.push_words(&format!("[{label}] "));
            }
            Tag::Table(_) => self.builder.end_paragraph(),
            Tag::TableHead | Tag::TableRow => self.is_first_cell = true,
            Tag::TableCell => self.start_cell(),
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.end_started_paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock => self.is_skipped = false,
            TagEnd::CodeBlock => {
                self.is_code = false;
                self.builder.end_paragraph();
            }
            TagEnd::List(_) => self.builder.end_list(),
            TagEnd::TableHead | TagEnd::TableRow => self.builder.end_line(),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::BlockQuote(_)
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.builder.end_paragraph(),
            _ => {}
        }
    }

    /// Ends the paragraph, unless it is only a marker: the words of a list item
    /// may be in a paragraph of their own.
    fn end_started_paragraph(&mut self) {
        if !self.builder.is_only_marker() {
            self.builder.end_paragraph();
        }
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

    fn read(source: &str) -> ExtractedText {
        markdown_text(source.as_bytes(), None).unwrap()
    }

    #[test]
    fn markup_is_dropped_and_words_stay() {
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
    fn headings_are_paragraphs_with_a_level() {
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
        fn any_text_is_read_and_headings_lie_within(
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
