//! The shape of the file, version 1, apart from the model's shape.
//!
//! Reading is lenient field by field: a field of the wrong type is a problem
//! at its own place and counts as absent, the rest of its entry is used, and
//! fields that this program does not know are nobody's business. What refers
//! to what is not looked at here (see `assemble`), and an entry lives only until
//! it is part of the model: a million of them are never held at once.

use super::fields::{Field, Fields, Reader, Text, Whole};
use super::keeping::Texts;
use super::pointer::Path;
use super::syntax::Raw;

/// Where an entry stands in its list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// Its position, from 0.
    pub(super) position: usize,
    /// Its first byte.
    pub(super) offset: usize,
}

#[derive(Debug)]
pub(super) struct LaneShape<'t> {
    pub(super) standing: Standing,
    pub(super) id: Text<'t>,
    pub(super) name: Option<Text<'t>>,
    pub(super) color: Option<Text<'t>>,
}

#[derive(Debug)]
pub(super) struct SourceShape<'t> {
    pub(super) standing: Standing,
    pub(super) id: Text<'t>,
    pub(super) csl: CslShape<'t>,
    pub(super) file: Option<Text<'t>>,
    pub(super) sha256: Option<Text<'t>>,
    pub(super) extractor: Option<ExtractorShape<'t>>,
    pub(super) encoding: Option<Text<'t>>,
    pub(super) language: Option<Text<'t>>,
    pub(super) note: Option<Text<'t>>,
}

#[derive(Debug)]
pub(super) struct ExtractorShape<'t> {
    pub(super) name: Option<Text<'t>>,
    pub(super) version: Option<Text<'t>>,
}

#[derive(Debug, Default)]
pub(super) struct CslShape<'t> {
    pub(super) title: Option<Text<'t>>,
    pub(super) author: Vec<NameShape<'t>>,
    pub(super) container_title: Option<Text<'t>>,
    pub(super) number: Option<Text<'t>>,
    pub(super) publisher: Option<Text<'t>>,
    pub(super) issued: IssuedShape<'t>,
    pub(super) url: Option<Text<'t>>,
    /// The whole record as it is written; empty after a problem.
    pub(super) json: &'t str,
}

#[derive(Debug, Default)]
pub(super) struct NameShape<'t> {
    pub(super) family: Option<Text<'t>>,
    pub(super) given: Option<Text<'t>>,
    pub(super) literal: Option<Text<'t>>,
}

#[derive(Debug, Default)]
pub(super) struct IssuedShape<'t> {
    pub(super) raw: Option<Text<'t>>,
    pub(super) literal: Option<Text<'t>>,
    /// One or two dates, each a year, a month and a day, as far as given.
    pub(super) date_parts: Vec<Vec<Text<'t>>>,
}

#[derive(Debug)]
pub(super) struct PassageShape<'t> {
    pub(super) standing: Standing,
    pub(super) id: Text<'t>,
    /// Absent only after a problem.
    pub(super) source: Option<Text<'t>>,
    pub(super) exact: Option<Text<'t>>,
    pub(super) prefix: Option<Text<'t>>,
    pub(super) suffix: Option<Text<'t>>,
    pub(super) start: Field<Whole>,
    pub(super) end: Field<Whole>,
    pub(super) locator: Option<Text<'t>>,
    pub(super) replaces: Option<Text<'t>>,
}

#[derive(Debug)]
pub(super) struct EventShape<'t> {
    pub(super) standing: Standing,
    pub(super) id: Text<'t>,
    pub(super) title: Option<Text<'t>>,
    pub(super) date: Field<Text<'t>>,
    pub(super) date_text: Option<Text<'t>>,
    pub(super) dating: Field<DatingShape<'t>>,
    /// Absent only after a problem.
    pub(super) lane: Option<Text<'t>>,
    pub(super) tags: Texts<'t>,
    pub(super) actors: Texts<'t>,
    pub(super) summary: Option<Text<'t>>,
    pub(super) note: Option<Text<'t>>,
    pub(super) citations: Field<CitationsShape<'t>>,
}

#[derive(Debug)]
pub(super) struct DatingShape<'t> {
    pub(super) offset: usize,
    pub(super) basis: Field<Text<'t>>,
    pub(super) reason: Field<Text<'t>>,
    pub(super) after: Vec<Reference<'t>>,
    pub(super) before: Vec<Reference<'t>>,
}

/// The id of another entry, in a list of such ids.
#[derive(Debug)]
pub(super) struct Reference<'t> {
    pub(super) position: usize,
    pub(super) id: Text<'t>,
}

#[derive(Debug)]
pub(super) struct CitationsShape<'t> {
    pub(super) offset: usize,
    pub(super) list: Vec<CitationShape<'t>>,
}

#[derive(Debug)]
pub(super) struct CitationShape<'t> {
    pub(super) position: usize,
    pub(super) passage: Text<'t>,
    pub(super) date: Field<Text<'t>>,
    pub(super) dating: Field<DatingShape<'t>>,
    pub(super) stance: Option<Text<'t>>,
    pub(super) attributed_to: Option<Text<'t>>,
    pub(super) note: Option<Text<'t>>,
}

impl<'t> Reader {
    /// Reads a lane; `None` without an id, as with every entry.
    pub(super) fn lane(
        &mut self,
        value: Raw<'t>,
        path: Path<'_>,
        position: usize,
    ) -> Option<LaneShape<'t>> {
        let fields = self.fields(value, &path).given()?;
        let id = self.id(&fields);
        let name = self.required_text(&fields, "name");
        let color = self.text(&fields, "color").given();
        Some(LaneShape {
            standing: fields.standing(position),
            id: id?,
            name,
            color,
        })
    }

    /// Reads a source.
    pub(super) fn source(
        &mut self,
        value: Raw<'t>,
        path: Path<'_>,
        position: usize,
    ) -> Option<SourceShape<'t>> {
        let fields = self.fields(value, &path).given()?;
        let id = self.id(&fields);
        let csl = self.required_object(&fields, "csl", Self::csl).map(|csl| {
            let json = fields.get("csl").map_or("", |written| written.token);
            CslShape { json, ..csl }
        });
        let file = self.text(&fields, "file").given();
        let sha256 = self.text(&fields, "sha256").given();
        let extractor = self.object(&fields, "extractor", |reader, extractor| ExtractorShape {
            name: reader.text(extractor, "name").given(),
            version: reader.text_or_number(extractor, "version"),
        });
        let encoding = self.text(&fields, "encoding").given();
        let language = self.text(&fields, "language").given();
        let note = self.text(&fields, "note").given();
        Some(SourceShape {
            standing: fields.standing(position),
            id: id?,
            csl: csl.unwrap_or_default(),
            file,
            sha256,
            extractor: extractor.given(),
            encoding,
            language,
            note,
        })
    }

    fn csl(&mut self, csl: &Fields<'t, '_>) -> CslShape<'t> {
        let mut author = Vec::new();
        self.each(csl, "author", |reader, value, path, _| {
            if let Field::Given(name) = reader.fields(value, &path) {
                author.push(NameShape {
                    family: reader.text(&name, "family").given(),
                    given: reader.text(&name, "given").given(),
                    literal: reader.text(&name, "literal").given(),
                });
            }
        });
        CslShape {
            title: self.text(csl, "title").given(),
            author,
            container_title: self.text(csl, "container-title").given(),
            number: self.text_or_number(csl, "number"),
            publisher: self.text(csl, "publisher").given(),
            issued: self
                .object(csl, "issued", Self::issued)
                .given()
                .unwrap_or_default(),
            url: self.text(csl, "URL").given(),
            json: "",
        }
    }

    fn issued(&mut self, issued: &Fields<'t, '_>) -> IssuedShape<'t> {
        let mut date_parts = Vec::new();
        self.each(issued, "date-parts", |reader, value, path, _| {
            let mut parts = Vec::new();
            reader.each_of(value, path, |reader, part, path, _| {
                parts.extend(reader.as_text_or_number(part, path));
            });
            date_parts.push(parts);
        });
        IssuedShape {
            raw: self.text(issued, "raw").given(),
            literal: self.text(issued, "literal").given(),
            date_parts,
        }
    }

    /// Reads a passage.
    pub(super) fn passage(
        &mut self,
        value: Raw<'t>,
        path: Path<'_>,
        position: usize,
    ) -> Option<PassageShape<'t>> {
        let fields = self.fields(value, &path).given()?;
        let id = self.id(&fields);
        let source = self.required_text(&fields, "source");
        let exact = self.required_text(&fields, "exact");
        let prefix = self.text(&fields, "prefix").given();
        let suffix = self.text(&fields, "suffix").given();
        let start = self.whole_number(&fields, "start");
        let end = self.whole_number(&fields, "end");
        let locator = self.text(&fields, "locator").given();
        let replaces = self.text(&fields, "replaces").given();
        Some(PassageShape {
            standing: fields.standing(position),
            id: id?,
            source,
            exact,
            prefix,
            suffix,
            start,
            end,
            locator,
            replaces,
        })
    }

    /// Reads an event.
    pub(super) fn event(
        &mut self,
        value: Raw<'t>,
        path: Path<'_>,
        position: usize,
    ) -> Option<EventShape<'t>> {
        let fields = self.fields(value, &path).given()?;
        let id = self.id(&fields);
        let title = self.required_text(&fields, "title");
        let date = self.text(&fields, "date");
        let date_text = self.text(&fields, "date_text").given();
        let dating = self.object(&fields, "dating", Self::dating);
        let lane = self.required_text(&fields, "lane");
        let tags = Texts::Listed(self.texts(&fields, "tags"));
        let actors = Texts::Listed(self.texts(&fields, "actors"));
        let summary = self.text(&fields, "summary").given();
        let note = self.text(&fields, "note").given();
        let mut list = Vec::new();
        let citations = self
            .each(&fields, "citations", |reader, value, path, position| {
                list.extend(reader.citation(value, path, position));
            })
            .map(|offset| CitationsShape { offset, list });
        Some(EventShape {
            standing: fields.standing(position),
            id: id?,
            title,
            date,
            date_text,
            dating,
            lane,
            tags,
            actors,
            summary,
            note,
            citations,
        })
    }

    fn dating(&mut self, dating: &Fields<'t, '_>) -> DatingShape<'t> {
        DatingShape {
            offset: dating.offset,
            basis: self.text(dating, "basis"),
            reason: self.text(dating, "reason"),
            after: self.references(dating, "after"),
            before: self.references(dating, "before"),
        }
    }

    fn references(&mut self, fields: &Fields<'t, '_>, key: &str) -> Vec<Reference<'t>> {
        let mut references = Vec::new();
        self.each(fields, key, |reader, value, path, position| {
            if let Field::Given(id) = reader.as_text(value, path) {
                references.push(Reference { position, id });
            }
        });
        references
    }

    fn citation(
        &mut self,
        value: Raw<'t>,
        path: Path<'_>,
        position: usize,
    ) -> Option<CitationShape<'t>> {
        let fields = self.fields(value, &path).given()?;
        let passage = self.required_text(&fields, "passage");
        let date = self.text(&fields, "date");
        let dating = self.object(&fields, "dating", Self::dating);
        let stance = self.text(&fields, "stance").given();
        let attributed_to = self.text(&fields, "attributed_to").given();
        let note = self.text(&fields, "note").given();
        Some(CitationShape {
            position,
            passage: passage?,
            date,
            dating,
            stance,
            attributed_to,
            note,
        })
    }
}
