//! The effect of HTML elements on a text. HTML files and EPUB chapters are
//! written through it, element by element.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text_builder::TextBuilder;

/// Elements whose content is not text of the document.
static SKIPPED: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let names = "audio button canvas datalist embed head iframe input map noscript object option \
                 rp script select style svg template textarea video";
    names.split(' ').collect()
});

/// Elements that start and end a paragraph.
static BLOCKS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let names = "address article aside blockquote body caption center dd details dialog dir div \
                 dl dt fieldset figcaption figure footer form header hgroup hr html legend li main \
                 menu nav ol p pre search section summary table tbody title ul";
    names.split(' ').collect()
});

/// Writes elements to a text builder.
#[derive(Debug)]
pub(crate) struct ElementWriter<'b> {
    builder: &'b mut TextBuilder,
    /// The depth inside a skipped element.
    skipped: usize,
    preformatted: usize,
    has_cell: bool,
    /// The labels of pages that start at an element, by the element's id.
    pages: HashMap<String, String>,
}

impl<'b> ElementWriter<'b> {
    pub(crate) fn new(builder: &'b mut TextBuilder) -> Self {
        Self {
            builder,
            skipped: 0,
            preformatted: 0,
            has_cell: false,
            pages: HashMap::new(),
        }
    }

    /// Sets the labels of the pages by the ids of the elements that they start
    /// at. Without any, page break elements start the pages.
    pub(crate) fn with_pages(self, pages: HashMap<String, String>) -> Self {
        Self { pages, ..self }
    }

    /// Writes a start tag; `attribute` looks an attribute up by its name.
    pub(crate) fn start(&mut self, name: &str, attribute: impl Fn(&str) -> Option<String>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let is_page_break = self.start_page(&attribute);
        if is_page_break || SKIPPED.contains(name) || attribute("hidden").is_some() {
            self.skipped = 1;
            return;
        }
        match name {
            "br" => self.builder.end_line(),
            "li" => self.builder.start_item(number_in(attribute("value"))),
            "ol" => {
                let first = number_in(attribute("start")).unwrap_or(1);
                self.builder.start_list(Some(first));
            }
            "ul" | "menu" | "dir" => self.builder.start_list(None),
            "pre" => {
                self.builder.end_paragraph();
                self.preformatted += 1;
            }
            "tr" => {
                self.builder.end_started_line();
                self.has_cell = false;
            }
            "td" | "th" => {
                if std::mem::replace(&mut self.has_cell, true) {
                    self.builder.end_cell();
                }
            }
            _ => match heading_level(name) {
                Some(level) => self.builder.start_heading(level),
                None if BLOCKS.contains(name) && !self.builder.is_only_marker() => {
                    self.builder.end_paragraph();
                }
                None => {}
            },
        }
    }

    /// Writes an end tag.
    pub(crate) fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "ol" | "ul" | "menu" | "dir" => self.builder.end_list(),
            "pre" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.builder.end_paragraph();
            }
            _ if heading_level(name).is_some() || BLOCKS.contains(name) => {
                self.builder.end_paragraph();
            }
            _ => {}
        }
    }

    /// Writes text between tags.
    pub(crate) fn text(&mut self, text: &str) {
        if self.skipped > 0 {
        } else if self.preformatted > 0 {
            self.builder.push_preformatted(text);
        } else {
            self.builder.push_words(text);
        }
    }

    /// Whether the text has reached its limit.
    pub(crate) const fn is_full(&self) -> bool {
        self.builder.is_full()
    }

    /// Starts the page that starts at an element, if any; whether the element is
    /// a page break.
    fn start_page(&mut self, attribute: &impl Fn(&str) -> Option<String>) -> bool {
        let has_word = |name: &str, word: &str| {
            attribute(name).is_some_and(|value| value.split_whitespace().any(|one| one == word))
        };
        let is_break = has_word("epub:type", "pagebreak") || has_word("role", "doc-pagebreak");
        let listed = attribute("id").and_then(|id| self.pages.remove(&id));
        if let Some(label) = listed {
            self.builder.start_page(label);
        } else if is_break && self.pages.is_empty() {
            let label = attribute("title").or_else(|| attribute("aria-label"));
            if let Some(label) = label.filter(|label| !label.trim().is_empty()) {
                self.builder.start_page(page_label(&label));
            }
        }
        is_break
    }
}

/// The label of a page from the text of its break: "12" for "Page 12.".
pub(crate) fn page_label(text: &str) -> String {
    let text = text.trim().trim_end_matches('.').trim();
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let first = text.split_whitespace().next().unwrap_or_default();
    let has_prefix = ["page", "p.", "pg", "pg."]
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word));
    if has_prefix && !last.is_empty() {
        last
    } else {
        text
    }
    .to_owned()
}

fn number_in(attribute: Option<String>) -> Option<i64> {
    attribute?.trim().parse().ok()
}

/// The level of a heading element.
fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', rank @ b'1'..=b'6'] => Some(rank - b'0'),
        _ => None,
    }
}
