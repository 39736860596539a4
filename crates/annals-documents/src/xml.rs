//! XML, read event by event. Only character references and the entities of HTML
//! are expanded. A document's own entities, which could expand each other
//! without end, stay in the text as their names.

use quick_xml::events::{BytesRef, BytesStart, Event};

/// A reader that tolerates errors as far as possible.
pub(crate) fn reader(source: &str) -> quick_xml::Reader<&[u8]> {
    let mut reader = quick_xml::Reader::from_str(source);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_dangling_amp = true;
    reader
}

/// An element's name without its prefix.
pub(crate) fn local_name(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_owned()
}

/// The value of an attribute; `name` includes the prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0);
    Some(value.ok()?.into_owned())
}

/// The text of an event inside an element, references resolved; `None` for
/// events that are no text.
pub(crate) fn text<'e>(event: &'e Event<'_>) -> Option<std::borrow::Cow<'e, str>> {
    match event {
        Event::Text(text) => Some(text.xml10_content()),
        Event::CData(text) => Some(text.xml10_content()),
        Event::GeneralRef(reference) => Some(resolve_reference(reference).into()),
        _ => None,
    }
}

fn resolve_reference(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = reference.borrow().into_inner();
    quick_xml::escape::resolve_html5_entity(&name)
        .map_or_else(|| format!("&{name};"), str::to_owned)
}

/// The next event; `None` at the end and where the document is malformed.
pub(crate) fn next<'s>(reader: &mut quick_xml::Reader<&'s [u8]>) -> Option<Event<'s>> {
    match reader.read_event() {
        Ok(Event::Eof) | Err(_) => None,
        Ok(event) => Some(event),
    }
}
