//! Passages and events as the scanner takes them: the shapes that the careful
//! reader would make ([`super::schema`]), or `None` at any surprise.

use super::fields::{Field, Text};
use super::interner::Texts;
use super::json_cursor::JsonCursor;
use super::schema::{
    CitationShape, CitationsShape, DatingShape, EventShape, Location, PassageShape, Reference,
};

/// Sets what was not set: a key that stands twice is a surprise.
fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    if place.is_some() {
        return None;
    }
    *place = Some(value);
    Some(())
}

/// A field that is there, or is not.
fn field<T>(value: Option<T>) -> Field<T> {
    value.map_or(Field::Absent, Field::Given)
}

/// An id: an empty one is a problem, and a problem is a surprise.
fn id(text: Option<Text<'_>>) -> Option<Text<'_>> {
    text.filter(|text| !text.value.is_empty())
}

impl<'t> JsonCursor<'t> {
    /// The members of an object, each shown by its key.
    fn object(&mut self, mut show: impl FnMut(&mut Self, &[u8]) -> Option<()>) -> Option<()> {
        let mut more = self.opens(b'{', b'}')?;
        while more {
            let key = self.key()?;
            show(self, key)?;
            more = self.goes_on(b'}')?;
        }
        Some(())
    }

    /// The elements of a list, each shown with its position.
    fn list(&mut self, mut show: impl FnMut(&mut Self, usize) -> Option<()>) -> Option<()> {
        let mut more = self.opens(b'[', b']')?;
        let mut position = 0;
        while more {
            show(self, position)?;
            position += 1;
            more = self.goes_on(b']')?;
        }
        Some(())
    }

    /// A passage.
    pub(super) fn passage(&mut self, position: usize) -> Option<PassageShape<'t>> {
        self.peek()?;
        let offset = self.offset();
        let (mut own_id, mut source, mut exact) = (None, None, None);
        let (mut prefix, mut suffix, mut start, mut end) = (None, None, None, None);
        let (mut locator, mut replaces) = (None, None);
        self.object(|scanner, key| match key {
            b"id" => once(&mut own_id, scanner.text()?),
            b"source" => once(&mut source, scanner.text()?),
            b"exact" => once(&mut exact, scanner.text()?),
            b"prefix" => once(&mut prefix, scanner.text()?),
            b"suffix" => once(&mut suffix, scanner.text()?),
            b"start" => once(&mut start, scanner.whole()?),
            b"end" => once(&mut end, scanner.whole()?),
            b"locator" => once(&mut locator, scanner.text()?),
            b"replaces" => once(&mut replaces, scanner.text()?),
            _ => None,
        })?;
        Some(PassageShape {
            location: Location { position, offset },
            id: id(own_id)?,
            source: Some(source?),
            exact: Some(exact?),
            prefix,
            suffix,
            start: field(start),
            end: field(end),
            locator,
            replaces,
        })
    }

    /// An event.
    pub(super) fn event(&mut self, position: usize) -> Option<EventShape<'t>> {
        self.peek()?;
        let offset = self.offset();
        let (mut own_id, mut title, mut date, mut date_text) = (None, None, None, None);
        let (mut dating, mut lane, mut tags, mut actors) = (None, None, None, None);
        let (mut summary, mut note, mut citations) = (None, None, None);
        self.object(|scanner, key| match key {
            b"id" => once(&mut own_id, scanner.text()?),
            b"title" => once(&mut title, scanner.text()?),
            b"date" => once(&mut date, scanner.text()?),
            b"date_text" => once(&mut date_text, scanner.text()?),
            b"dating" => once(&mut dating, scanner.dating()?),
            b"lane" => once(&mut lane, scanner.text()?),
            b"tags" => once(&mut tags, scanner.texts()?),
            b"actors" => once(&mut actors, scanner.texts()?),
            b"summary" => once(&mut summary, scanner.text()?),
            b"note" => once(&mut note, scanner.text()?),
            b"citations" => once(&mut citations, scanner.citations()?),
            _ => None,
        })?;
        Some(EventShape {
            location: Location { position, offset },
            id: id(own_id)?,
            title: Some(title?),
            date: field(date),
            date_text,
            dating: field(dating),
            lane: Some(lane?),
            tags: tags.map(Texts::Written).unwrap_or_default(),
            actors: actors.map(Texts::Written).unwrap_or_default(),
            summary,
            note,
            citations: field(citations),
        })
    }

    fn dating(&mut self) -> Option<DatingShape<'t>> {
        self.peek()?;
        let offset = self.offset();
        let (mut basis, mut reason, mut after, mut before) = (None, None, None, None);
        self.object(|scanner, key| match key {
            b"basis" => once(&mut basis, scanner.text()?),
            b"reason" => once(&mut reason, scanner.text()?),
            b"after" => once(&mut after, scanner.references()?),
            b"before" => once(&mut before, scanner.references()?),
            _ => None,
        })?;
        Some(DatingShape {
            offset,
            basis: field(basis),
            reason: field(reason),
            after: after.unwrap_or_default(),
            before: before.unwrap_or_default(),
        })
    }

    fn references(&mut self) -> Option<Vec<Reference<'t>>> {
        let mut references = Vec::new();
        self.list(|scanner, position| {
            let id = scanner.text()?;
            references.push(Reference { position, id });
            Some(())
        })?;
        Some(references)
    }

    fn citations(&mut self) -> Option<CitationsShape<'t>> {
        self.peek()?;
        let offset = self.offset();
        let mut list = Vec::new();
        self.list(|scanner, position| {
            list.push(scanner.citation(position)?);
            Some(())
        })?;
        Some(CitationsShape { offset, list })
    }

    fn citation(&mut self, position: usize) -> Option<CitationShape<'t>> {
        let (mut passage, mut date, mut dating) = (None, None, None);
        let (mut stance, mut attributed_to, mut note) = (None, None, None);
        self.object(|scanner, key| match key {
            b"passage" => once(&mut passage, scanner.text()?),
            b"date" => once(&mut date, scanner.text()?),
            b"dating" => once(&mut dating, scanner.dating()?),
            b"stance" => once(&mut stance, scanner.text()?),
            b"attributed_to" => once(&mut attributed_to, scanner.text()?),
            b"note" => once(&mut note, scanner.text()?),
            _ => None,
        })?;
        Some(CitationShape {
            position,
            passage: passage?,
            date: field(date),
            dating: field(dating),
            stance,
            attributed_to,
            note,
        })
    }
}
