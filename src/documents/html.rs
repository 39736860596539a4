//! HTML as text: the article, without the menus around it.

use dom_query::{Document, NodeData, NodeRef};
use dom_smoothie::{Config, ParsePolicy, Readability};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::decoding::{encoding_named, extractor, looks_like};
use super::flow::Flow;
use super::markup::Markup;
use super::structure::PlainText;
use crate::storage::FileError;

/// The library's version and the number of the rules below.
pub(super) const VERSION: &str = "0.19.0-annals.2";

/// The share of the running words of a page that an article must hold, those
/// of links aside: menus are made of links. One that holds less has lost some
/// of the article, and a quotation that stands on the page would be missing. A
/// menu that is left harms nobody.
const LEAST_SHARE: f64 = 0.95;

/// The share with those of links. One that holds less is a part of a page that
/// is no article (a table of contents, a page of search results).
const LEAST_SHARE_WITH_LINKS: f64 = 0.6;

/// The text of an HTML document: its article, with its title above it, or
/// where it has none, everything but menus, header and footer.
///
/// # Errors
///
/// [`FileError`] where `told` names no encoding, where there is no text, or too
/// much.
pub(super) fn html_text(bytes: &[u8], told: Option<&str>) -> Result<PlainText, FileError> {
    let (source, encoding) = decoded(bytes, told)?;
    let mut flow = Flow::default();
    if let Some(article) = article(&source) {
        write_article(&article, &mut flow);
    } else {
        let page = page_without_menus(&source);
        write(page.root(), &mut Markup::new(&mut flow));
    }
    let (text, structure) = flow.finish()?;
    if text.is_empty() {
        return Err(FileError::new("The HTML document holds no text").with_hint(
            "Its text may be fetched by a script. Save the page from a browser once it is shown, \
             or print it to PDF.",
        ));
    }
    Ok(PlainText {
        text,
        structure,
        extractor: extractor("dom_smoothie", VERSION, encoding),
    })
}

/// Writes a tree into a flow. The stack is on the heap: trees may be deep.
pub(super) fn write(root: NodeRef<'_>, markup: &mut Markup<'_>) {
    enum Step<'a> {
        Enter(NodeRef<'a>),
        Leave(String),
    }
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        if markup.is_full() {
            return;
        }
        let node = match step {
            Step::Leave(name) => {
                markup.end(&name);
                continue;
            }
            Step::Enter(node) => node,
        };
        node.query(|inner| match &inner.data {
            NodeData::Text { contents } => markup.text(contents),
            NodeData::Element(element) => {
                let name = element.name.local.to_string();
                markup.begin(&name, |attribute| {
                    element.attr(attribute).map(|value| value.to_string())
                });
                steps.push(Step::Leave(name));
            }
            _ => {}
        });
        let mut child = node.last_child();
        while let Some(node) = child {
            child = node.prev_sibling();
            steps.push(Step::Enter(node));
        }
    }
}

/// The article of a page, and its title.
struct Article {
    title: String,
    content: Document,
}

fn article(source: &str) -> Option<Article> {
    /// No page is nested deeper, and the search for an article in one that is
    /// takes ever longer.
    const DEEPEST: usize = 500;
    let page = Words::of(&page_without_menus(source));
    if page.depth > DEEPEST {
        return None;
    }
    // Cleaned, an article is without what stands in its midst and is none of
    // it, and sometimes without its first paragraph. As it stands it is whole.
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
            Words::of(&content).are_most_of(page).then_some(Article {
                title: article.title,
                content,
            })
        })
}

/// How many words stand in elements that hold running text.
#[derive(Clone, Copy, Default)]
struct Words {
    /// Outside links.
    plain: usize,
    linked: usize,
    /// How deep the elements are nested.
    depth: usize,
}

impl Words {
    fn of(document: &Document) -> Self {
        const RUNNING: [&str; 6] = ["p", "li", "blockquote", "pre", "td", "dd"];
        let mut words = Self::default();
        // Nodes, how deep they stand, and whether in running text and in a
        // link.
        let mut left = vec![(document.root(), 0, false, false)];
        while let Some((node, depth, is_running, is_linked)) = left.pop() {
            words.depth = words.depth.max(depth);
            let below = node.query(|inner| match &inner.data {
                NodeData::Text { contents } if is_running => {
                    let count = contents.split_whitespace().count();
                    if is_linked {
                        words.linked += count;
                    } else {
                        words.plain += count;
                    }
                    None
                }
                NodeData::Element(element) => match &*element.name.local {
                    "script" | "style" => None,
                    // One without an address is a mark, and often never closed.
                    "a" if element.attr("href").is_some() => Some((is_running, true)),
                    name => Some((is_running || RUNNING.contains(&name), is_linked)),
                },
                NodeData::Document | NodeData::Fragment => Some((is_running, is_linked)),
                _ => None,
            });
            if let Some((is_running, is_linked)) = below.flatten() {
                let children = node.children_it(false);
                left.extend(children.map(|child| (child, depth + 1, is_running, is_linked)));
            }
        }
        words
    }

    #[expect(clippy::cast_precision_loss, reason = "a document has few words")]
    fn are_most_of(self, page: Self) -> bool {
        let (plain, all) = (self.plain as f64, (self.plain + self.linked) as f64);
        let (page_plain, page_all) = (page.plain as f64, (page.plain + page.linked) as f64);
        all > 0.0 && plain >= page_plain * LEAST_SHARE && all >= page_all * LEAST_SHARE_WITH_LINKS
    }
}

fn page_without_menus(source: &str) -> Document {
    let document = Document::from(source);
    document
        .select("nav, [role=navigation], body > header, body > footer")
        .remove();
    document
}

fn write_article(article: &Article, flow: &mut Flow) {
    let title = article.title.trim();
    let same = |heading: &NodeRef<'_>| {
        let words = heading.text();
        words.split_whitespace().eq(title.split_whitespace())
    };
    let headings = article.content.select("h1, h2");
    if !title.is_empty() && !headings.nodes().iter().any(same) {
        flow.begin_heading(1);
        flow.say(title);
        flow.end_paragraph();
    }
    write(article.content.root(), &mut Markup::new(flow));
}

/// HTML as text, and the encoding it was in: what its byte order mark says,
/// else what was told, else what it says itself, else UTF-8 where it is valid,
/// else what it looks most like. Bytes that are no character become U+FFFD, as
/// in a browser.
fn decoded(bytes: &[u8], told: Option<&str>) -> Result<(String, &'static Encoding), FileError> {
    let told = told.map(encoding_named).transpose()?;
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked
        .or(told)
        .or_else(|| declared(bytes))
        .unwrap_or_else(|| {
            if std::str::from_utf8(bytes).is_ok() {
                UTF_8
            } else {
                looks_like(bytes)
            }
        });
    let (text, encoding, _) = encoding.decode(bytes);
    Ok((text.into_owned(), encoding))
}

/// The encoding that a page declares (WHATWG HTML, 13.2.3.2, as far as pages
/// need it): in a `meta` element, or as XML.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const LOOKED_AT: usize = 4096;
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
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
    // A page that can be read as bytes is not UTF-16, whatever it says.
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
