//! EPUB as text: its chapters in their reading order.

use std::collections::{HashMap, HashSet};
use std::io::Cursor;

use dom_query::Document;
use quick_xml::events::Event;
use rbook::Epub;

use super::archive::Archive;
use super::flow::Flow;
use super::html::write;
use super::markup::{Markup, page_label};
use super::structure::PlainText;
use super::xml::{attribute, local_name, referred};
use crate::model::Extractor;
use crate::storage::FileError;

/// The library's version and the number of the rules below.
pub(super) const VERSION: &str = "0.7.12-annals.2";

/// Obfuscated fonts (EPUB 3.3, 4.4) are no secret: the text beside them is
/// readable.
const FONT_OBFUSCATION: [&str; 2] = [
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// The text of an EPUB: what its spine lists, in that order. Pages are those
/// of its page list, else those that its chapters mark.
///
/// # Errors
///
/// [`FileError`] where it is encrypted, damaged, or holds no text or too much.
pub(super) fn epub_text(bytes: &[u8]) -> Result<PlainText, FileError> {
    let mut archive = Archive::open(bytes, "EPUB")?;
    refuse_encrypted(&mut archive)?;
    let book = Epub::options()
        .read(Cursor::new(bytes.to_vec()))
        .map_err(|error| {
            FileError::new(format!("The EPUB cannot be read: {error}"))
                .with_hint("It may be damaged. Fetch it again.")
        })?;
    let mut pages = listed_pages(&book);
    let mut flow = Flow::default();
    let mut unread = None;
    let mut seen = HashSet::new();
    for entry in book.spine() {
        let Some(chapter) = entry.manifest_entry() else {
            continue;
        };
        let is_text = matches!(
            chapter.media_type(),
            "application/xhtml+xml" | "text/html" | "application/x-dtbook+xml"
        );
        if !is_text || flow.is_full() {
            continue;
        }
        let path = chapter.href().path().decode().into_owned();
        // Some books list the sections of a chapter, each with all of it.
        if !seen.insert(path.clone()) {
            continue;
        }
        match archive.text(path.trim_start_matches('/')) {
            Ok(source) => {
                let pages = pages.remove(&path).unwrap_or_default();
                write_chapter(&source, &mut flow, pages);
            }
            Err(refusal) => unread = Some(refusal),
        }
    }
    if flow.length() == 0
        && let Some(refusal) = unread
    {
        return Err(refusal);
    }
    let (text, structure) = flow.finish()?;
    if text.is_empty() {
        return Err(FileError::new("The EPUB holds no text")
            .with_hint("Its pages may be pictures. Look for an edition with text."));
    }
    Ok(PlainText {
        text,
        structure,
        extractor: Extractor {
            name: "rbook".to_owned(),
            version: VERSION.to_owned(),
        },
    })
}

/// For each chapter the pages that the book's page list puts into it: labels
/// by the ids of elements. A page without an id begins with its chapter, under
/// the empty id.
fn listed_pages(book: &Epub) -> HashMap<String, HashMap<String, String>> {
    let mut pages: HashMap<String, HashMap<String, String>> = HashMap::new();
    let Some(list) = book.toc().page_list() else {
        return pages;
    };
    for page in list.flatten() {
        let Some(href) = page.href() else { continue };
        let path = href.path().decode().into_owned();
        let id = href.fragment().unwrap_or_default().to_owned();
        pages
            .entry(path)
            .or_default()
            .entry(id)
            .or_insert_with(|| page_label(page.label()));
    }
    pages
}

/// Writes one chapter. It is XHTML, which is read as XML; one that is not well
/// formed is read as browsers read HTML.
fn write_chapter(source: &str, flow: &mut Flow, mut pages: HashMap<String, String>) {
    if let Some(label) = pages.remove("") {
        flow.begin_page(label);
    }
    flow.end_paragraph();
    if is_well_formed(source) {
        let mut markup = Markup::new(flow).with_pages(pages);
        let mut reader = super::xml::reader(source);
        while let Some(event) = super::xml::next(&mut reader) {
            match event {
                Event::Start(element) => {
                    let name = local_name(&element).to_ascii_lowercase();
                    markup.begin(&name, |name| attribute(&element, name));
                }
                Event::End(element) => {
                    markup.end(&element.local_name().as_ref().to_ascii_lowercase());
                }
                Event::Text(text) => markup.text(&text.xml10_content()),
                Event::CData(text) => markup.text(&text.xml10_content()),
                Event::GeneralRef(reference) => markup.text(&referred(&reference)),
                _ => {}
            }
            if markup.is_full() {
                break;
            }
        }
    } else {
        let document = Document::from(source);
        write(document.root(), &mut Markup::new(flow).with_pages(pages));
    }
    flow.end_paragraph();
}

/// Whether a chapter is well-formed XML as far as its tags go.
fn is_well_formed(source: &str) -> bool {
    let mut reader = super::xml::reader(source);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

fn refuse_encrypted(archive: &mut Archive<'_>) -> Result<(), FileError> {
    if !archive.holds("META-INF/encryption.xml") {
        return Ok(());
    }
    let listed = archive.text("META-INF/encryption.xml")?;
    let mut reader = super::xml::reader(&listed);
    while let Some(event) = super::xml::next(&mut reader) {
        if let Event::Start(element) = event
            && local_name(&element) == "EncryptionMethod"
            && let Some(method) = attribute(&element, "Algorithm")
            && !FONT_OBFUSCATION.contains(&method.as_str())
        {
            return Err(
                FileError::new("The EPUB is encrypted (digital rights management)").with_hint(
                    "Ask its publisher for a copy without, or quote from another edition.",
                ),
            );
        }
    }
    Ok(())
}
