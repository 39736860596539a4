//! XML, read event by event. No entity is ever expanded but those of HTML and
//! characters: a document that defines others (and perhaps others by those)
//! keeps their names in its text.

use quick_xml::events::{BytesRef, BytesStart, Event};

/// A reader that gives what it can of a document.
pub(super) fn reader(source: &str) -> quick_xml::Reader<&[u8]> {
    let mut reader = quick_xml::Reader::from_str(source);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_dangling_amp = true;
    reader
}

/// An element's name without its prefix.
pub(super) fn local_name(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_owned()
}

/// An attribute by its name, prefix and all.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0);
    Some(value.ok()?.into_owned())
}

/// What a reference in a text stands for.
pub(super) fn referred(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = reference.borrow().into_inner();
    quick_xml::escape::resolve_html5_entity(&name)
        .map_or_else(|| format!("&{name};"), str::to_owned)
}

/// The next event; `None` at the end and where the document breaks off.
pub(super) fn next<'s>(reader: &mut quick_xml::Reader<&'s [u8]>) -> Option<Event<'s>> {
    match reader.read_event() {
        Ok(Event::Eof) | Err(_) => None,
        Ok(event) => Some(event),
    }
}
