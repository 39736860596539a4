//! What the elements of HTML mean for a text. HTML files and the chapters of
//! EPUBs both come through here, element by element.

use std::collections::HashMap;

use super::flow::Flow;

/// Elements whose content is no text of the document.
const SILENT: [&str; 20] = [
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "map", "noscript",
    "object", "option", "rp", "script", "select", "style", "svg", "template", "textarea", "video",
];

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "title",
    "ul",
];

/// Writes elements into a flow.
#[derive(Debug)]
pub(super) struct Markup<'f> {
    flow: &'f mut Flow,
    /// How deep inside an element that is not read.
    silent: usize,
    preformatted: usize,
    /// The lists that are open: the next number, where they have one.
    lists: Vec<Option<i64>>,
    has_cell: bool,
    /// Labels of pages that begin at an element, by its id, where the document
    /// lists its pages elsewhere.
    pages: HashMap<String, String>,
}

impl<'f> Markup<'f> {
    pub(super) fn new(flow: &'f mut Flow) -> Self {
        Self {
            flow,
            silent: 0,
            preformatted: 0,
            lists: Vec::new(),
            has_cell: false,
            pages: HashMap::new(),
        }
    }

    /// The same with pages that begin at elements with these ids. Without any,
    /// elements that say that they break a page begin one.
    pub(super) fn with_pages(self, pages: HashMap<String, String>) -> Self {
        Self { pages, ..self }
    }

    /// An element begins. `attribute` gives its attributes by their names.
    pub(super) fn begin(&mut self, name: &str, attribute: impl Fn(&str) -> Option<String>) {
        if self.silent > 0 {
            self.silent += 1;
            return;
        }
        let is_page_break = self.page(&attribute);
        if is_page_break || SILENT.contains(&name) || attribute("hidden").is_some() {
            self.silent = 1;
            return;
        }
        match name {
            "br" => self.flow.end_line(),
            "li" => self.begin_item(&attribute),
            "ol" => {
                self.flow.end_paragraph();
                let first = attribute("start").and_then(|start| start.trim().parse().ok());
                self.lists.push(Some(first.unwrap_or(1)));
            }
            "ul" | "menu" | "dir" => {
                self.flow.end_paragraph();
                self.lists.push(None);
            }
            "pre" => {
                self.flow.end_paragraph();
                self.preformatted += 1;
            }
            "tr" => {
                self.flow.end_line_begun();
                self.has_cell = false;
            }
            "td" | "th" => {
                if std::mem::replace(&mut self.has_cell, true) {
                    self.flow.end_cell();
                }
            }
            _ => match heading(name) {
                Some(level) => self.flow.begin_heading(level),
                None if BLOCKS.contains(&name) && !self.flow.is_marker() => {
                    self.flow.end_paragraph();
                }
                None => {}
            },
        }
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) {
        if self.silent > 0 {
            self.silent -= 1;
            return;
        }
        match name {
            "ol" | "ul" | "menu" | "dir" => {
                self.lists.pop();
                self.flow.end_paragraph();
            }
            "pre" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.flow.end_paragraph();
            }
            _ if heading(name).is_some() || BLOCKS.contains(&name) => self.flow.end_paragraph(),
            _ => {}
        }
    }

    /// Text between elements.
    pub(super) fn text(&mut self, text: &str) {
        if self.silent > 0 {
        } else if self.preformatted > 0 {
            self.flow.keep(text);
        } else {
            self.flow.say(text);
        }
    }

    /// Whether more text came than is taken.
    pub(super) const fn is_full(&self) -> bool {
        self.flow.is_full()
    }

    fn begin_item(&mut self, attribute: &impl Fn(&str) -> Option<String>) {
        self.flow.end_paragraph();
        if let Some(Some(number)) = self.lists.last_mut() {
            let own = attribute("value").and_then(|value| value.trim().parse().ok());
            let this = own.unwrap_or(*number);
            *number = this.saturating_add(1);
            self.flow.say(&format!("{this}. "));
        } else {
            self.flow.say("• ");
        }
    }

    /// Begins the page that begins at an element; whether the element is there
    /// for nothing else.
    fn page(&mut self, attribute: &impl Fn(&str) -> Option<String>) -> bool {
        let says = |name: &str, word: &str| {
            attribute(name).is_some_and(|said| said.split_whitespace().any(|one| one == word))
        };
        let is_break = says("epub:type", "pagebreak") || says("role", "doc-pagebreak");
        let listed = attribute("id").and_then(|id| self.pages.remove(&id));
        if let Some(label) = listed {
            self.flow.begin_page(label);
        } else if is_break && self.pages.is_empty() {
            let label = attribute("title").or_else(|| attribute("aria-label"));
            if let Some(label) = label.filter(|label| !label.trim().is_empty()) {
                self.flow.begin_page(page_label(&label));
            }
        }
        is_break
    }
}

/// What a page is called, out of what its break says: "12", "Page 12.".
pub(super) fn page_label(said: &str) -> String {
    let said = said.trim().trim_end_matches('.').trim();
    let last = said.split_whitespace().next_back().unwrap_or_default();
    let first = said.split_whitespace().next().unwrap_or_default();
    let is_named = ["page", "p.", "pg", "pg."]
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word));
    if is_named && !last.is_empty() {
        last
    } else {
        said
    }
    .to_owned()
}

/// The rank of a heading's element.
fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', rank @ b'1'..=b'6'] => Some(rank - b'0'),
        _ => None,
    }
}
