//! Text of HTML: the article, without the navigation around it.

use dom_query::{Document, NodeData, NodeRef};
use dom_smoothie::{Config, ParsePolicy, Readability};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::decoding::choose_encoding;
use crate::error::ExtractError;
use crate::format::DocumentFormat;
use crate::html_elements::ElementWriter;
use crate::structure::{ExtractedText, Extractor};
use crate::text_builder::TextBuilder;

/// The library's version, and the number of this crate's rules.
pub(crate) const VERSION: &str = "0.19.0-annals.2";

/// The share of a page's running words outside links that an article must have.
/// With less, a part of the article is missing, and so may be a quotation. A
/// menu too much does no harm, and menus consist of links.
const MIN_SHARE: f64 = 0.95;

/// The same share with links. With less, the page is not an article (a table of
/// contents, search results).
const MIN_SHARE_WITH_LINKS: f64 = 0.6;

/// The text of an HTML document: its article below its title, or without an
/// article, everything except menus, header and footer.
///
/// # Errors
///
/// [`ExtractError`] where the encoding is unknown, or there is no text or too
/// much.
pub(crate) fn html_text(
    bytes: &[u8],
    encoding: Option<&str>,
) -> Result<ExtractedText, ExtractError> {
    let (source, encoding) = decode(bytes, encoding)?;
    let mut builder = TextBuilder::default();
    if let Some(article) = article(&source) {
        write_article(&article, &mut builder);
    } else {
        let page = page_without_menus(&source);
        write(page.root(), &mut ElementWriter::new(&mut builder));
    }
    let extractor = Extractor::with_encoding("dom_smoothie", VERSION, encoding);
    builder
        .finish(extractor)?
        .require_text(DocumentFormat::Html)
}

/// Writes a tree. The stack is on the heap, since trees can be deep.
pub(crate) fn write(root: NodeRef<'_>, writer: &mut ElementWriter<'_>) {
    enum TreeStep<'a> {
        Enter(NodeRef<'a>),
        Leave(String),
    }
    let mut steps = vec![TreeStep::Enter(root)];
    while let Some(step) = steps.pop() {
        if writer.is_full() {
            return;
        }
        let node = match step {
            TreeStep::Leave(name) => {
                writer.end(&name);
                continue;
            }
            TreeStep::Enter(node) => node,
        };
        node.query(|inner| match &inner.data {
            NodeData::Text { contents } => writer.text(contents),
            NodeData::Element(element) => {
                let name = element.name.local.to_string();
                writer.start(&name, |attribute| {
                    element.attr(attribute).map(|value| value.to_string())
                });
                steps.push(TreeStep::Leave(name));
            }
            _ => {}
        });
        let mut child = node.last_child();
        while let Some(node) = child {
            child = node.prev_sibling();
            steps.push(TreeStep::Enter(node));
        }
    }
}

/// The article of a page.
struct MainContent {
    title: String,
    content: Document,
}

fn article(source: &str) -> Option<MainContent> {
    /// Ordinary pages are less deep, and the search for an article slows down with
    /// the depth.
    const MAX_DEPTH: usize = 500;
    let page = WordCount::in_running_text(&page_without_menus(source));
    if page.depth > MAX_DEPTH {
        return None;
    }
    // The cleaned article is without insertions, and sometimes without its first
    // paragraph. The raw one is complete.
    [None, Some(ParsePolicy::Raw)]
        .into_iter()
        .find_map(|policy| {
            let config = Config {
                disable_json_ld: true,
                ..Config::default()
            };
            let document = page_without_menus(source);
            let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
            let article = match policy {
                Some(policy) => readability.parse_with_policy(policy),
                None => readability.parse(),
            }
            .ok()?;
            let content = Document::from(article.content);
            WordCount::in_running_text(&content)
                .covers(page)
                .then_some(MainContent {
                    title: article.title,
                    content,
                })
        })
}

/// The number of words in elements of running text.
#[derive(Clone, Copy, Default)]
struct WordCount {
    outside_links: usize,
    in_links: usize,
    /// The depth of the whole tree.
    depth: usize,
}

impl WordCount {
    fn in_running_text(document: &Document) -> Self {
        const RUNNING: [&str; 6] = ["p", "li", "blockquote", "pre", "td", "dd"];
        let mut words = Self::default();
        // Node, depth, whether in running text, whether in a link.
        let mut stack = vec![(document.root(), 0, false, false)];
        while let Some((node, depth, is_running, is_linked)) = stack.pop() {
            words.depth = words.depth.max(depth);
            let below = node.query(|inner| match &inner.data {
                NodeData::Text { contents } if is_running => {
                    let count = contents.split_whitespace().count();
                    if is_linked {
                        words.in_links += count;
                    } else {
                        words.outside_links += count;
                    }
                    None
                }
                NodeData::Element(element) => match &*element.name.local {
                    "script" | "style" => None,
                    // Without an address it is an anchor, often never closed.
                    "a" if element.attr("href").is_some() => Some((is_running, true)),
                    name => Some((is_running || RUNNING.contains(&name), is_linked)),
                },
                NodeData::Document | NodeData::Fragment => Some((is_running, is_linked)),
                _ => None,
            });
            if let Some((is_running, is_linked)) = below.flatten() {
                let children = node.children_it(false);
                stack.extend(children.map(|child| (child, depth + 1, is_running, is_linked)));
            }
        }
        words
    }

    const fn total(self) -> usize {
        self.outside_links + self.in_links
    }

    #[expect(clippy::cast_precision_loss, reason = "a document has few words")]
    fn covers(self, page: Self) -> bool {
        let has_share = |own: usize, all: usize, share: f64| own as f64 >= all as f64 * share;
        self.total() > 0
            && has_share(self.outside_links, page.outside_links, MIN_SHARE)
            && has_share(self.total(), page.total(), MIN_SHARE_WITH_LINKS)
    }
}

fn page_without_menus(source: &str) -> Document {
    let document = Document::from(source);
    document
        .select("nav, [role=navigation], body > header, body > footer")
        .remove();
    document
}

fn write_article(article: &MainContent, builder: &mut TextBuilder) {
    let title = article.title.trim();
    let same = |heading: &NodeRef<'_>| {
        let words = heading.text();
        words.split_whitespace().eq(title.split_whitespace())
    };
    let headings = article.content.select("h1, h2");
    if !title.is_empty() && !headings.nodes().iter().any(same) {
        builder.start_heading(1);
        builder.push_words(title);
        builder.end_paragraph();
    }
    write(article.content.root(), &mut ElementWriter::new(builder));
}

/// Decodes HTML; also returns its encoding. Invalid bytes become U+FFFD, as in
/// a browser.
fn decode(bytes: &[u8], label: Option<&str>) -> Result<(String, &'static Encoding), ExtractError> {
    let encoding = choose_encoding(bytes, label, declared_encoding(bytes))?;
    let (text, encoding, _) = encoding.decode(bytes);
    Ok((text.into_owned(), encoding))
}

/// The encoding that a page declares in a `meta` element or an XML declaration
/// (a subset of WHATWG HTML, 13.2.3.2).
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD_BYTES: usize = 4096;
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let in_meta = head
        .split("<meta")
        .skip(1)
        .filter_map(|rest| label_after(rest.split('>').next()?, "charset"))
        .find_map(|label| Encoding::for_label(label.as_bytes()));
    let in_xml = || {
        let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
        Encoding::for_label(label_after(declaration, "encoding")?.as_bytes())
    };
    let encoding = in_meta.or_else(in_xml)?;
    // A page whose declaration is readable byte by byte is not UTF-16.
    if [UTF_16LE, UTF_16BE].contains(&encoding) {
        return Some(UTF_8);
    }
    Some(encoding)
}

/// The value after `name=`, quoted or not.
fn label_after<'h>(text: &'h str, name: &str) -> Option<&'h str> {
    let (_, rest) = text.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(['"', '\'', ' ', ';', '/', '>']);
    let label = rest.get(..end.unwrap_or(rest.len()))?.trim();
    (!label.is_empty()).then_some(label)
}
