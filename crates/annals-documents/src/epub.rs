//! Text of EPUB: the chapters in reading order.

use std::collections::{HashMap, HashSet};
use std::io::Cursor;

use dom_query::Document;
use quick_xml::events::Event;
use rbook::Epub;

use crate::container::Container;
use crate::error::{ExtractError, ExtractErrorKind};
use crate::format::DocumentFormat;
use crate::html::write;
use crate::html_elements::{ElementWriter, page_label};
use crate::structure::{ExtractedText, Extractor};
use crate::text_builder::TextBuilder;
use crate::xml::{self, attribute, local_name};

/// The library's version, and the number of this crate's rules.
pub(crate) const VERSION: &str = "0.7.12-annals.2";

/// The algorithms of font obfuscation (EPUB 3.3, 4.4). They leave the text
/// readable.
const FONT_OBFUSCATION: [&str; 2] = [
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// The text of an EPUB: the chapters of its spine. Its pages are those of the
/// page list, or without one, the page breaks that the chapters mark.
///
/// # Errors
///
/// [`ExtractError`] where the file is encrypted or damaged, or has no text or
/// too much.
pub(crate) fn epub_text(bytes: &[u8]) -> Result<ExtractedText, ExtractError> {
    let mut container = Container::open(bytes, DocumentFormat::Epub)?;
    refuse_encrypted(&mut container)?;
    let book = Epub::options()
        .read(Cursor::new(bytes.to_vec()))
        .map_err(|error| ExtractErrorKind::UnreadableEpub {
            error: error.to_string(),
        })?;
    let mut pages = listed_pages(&book);
    let mut builder = TextBuilder::default();
    let mut first_error = None;
    let mut seen = HashSet::new();
    for entry in book.spine() {
        let Some(chapter) = entry.manifest_entry() else {
            continue;
        };
        let is_text = matches!(
            chapter.media_type(),
            "application/xhtml+xml" | "text/html" | "application/x-dtbook+xml"
        );
        if !is_text || builder.is_full() {
            continue;
        }
        let path = chapter.href().path().decode().into_owned();
        // Some spines list the sections of a chapter, each of which is the whole
        // file.
        if !seen.insert(path.clone()) {
            continue;
        }
        match container.text(path.trim_start_matches('/')) {
            Ok(source) => {
                let pages = pages.remove(&path).unwrap_or_default();
                write_chapter(&source, &mut builder, pages);
            }
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    if builder.is_empty()
        && let Some(error) = first_error
    {
        return Err(error);
    }
    let extracted = builder.finish(Extractor::new("rbook", VERSION))?;
    extracted.require_text(DocumentFormat::Epub)
}

/// The page list: for each chapter's path, the page labels by the ids of the
/// elements that they start at. The empty id is the start of the chapter.
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

/// Writes one chapter as XML, or if it is not well-formed, as HTML.
fn write_chapter(source: &str, builder: &mut TextBuilder, mut pages: HashMap<String, String>) {
    if let Some(label) = pages.remove("") {
        builder.start_page(label);
    }
    builder.end_paragraph();
    if is_well_formed(source) {
        let mut writer = ElementWriter::new(builder).with_pages(pages);
        let mut reader = xml::reader(source);
        while let Some(event) = xml::next(&mut reader) {
            match event {
                Event::Start(element) => {
                    let name = local_name(&element).to_ascii_lowercase();
                    writer.start(&name, |name| attribute(&element, name));
                }
                Event::End(element) => {
                    writer.end(&element.local_name().as_ref().to_ascii_lowercase());
                }
                event => {
                    if let Some(text) = xml::text(&event) {
                        writer.text(&text);
                    }
                }
            }
            if writer.is_full() {
                break;
            }
        }
    } else {
        let document = Document::from(source);
        write(
            document.root(),
            &mut ElementWriter::new(builder).with_pages(pages),
        );
    }
    builder.end_paragraph();
}

/// Whether the tags of a chapter match.
fn is_well_formed(source: &str) -> bool {
    let mut reader = xml::reader(source);
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

fn refuse_encrypted(container: &mut Container<'_>) -> Result<(), ExtractError> {
    if !container.contains("META-INF/encryption.xml") {
        return Ok(());
    }
    let listed = container.text("META-INF/encryption.xml")?;
    let mut reader = xml::reader(&listed);
    while let Some(event) = xml::next(&mut reader) {
        if let Event::Start(element) = event
            && local_name(&element) == "EncryptionMethod"
            && let Some(method) = attribute(&element, "Algorithm")
            && !FONT_OBFUSCATION.contains(&method.as_str())
        {
            return Err(ExtractErrorKind::RightsManagement.into());
        }
    }
    Ok(())
}
