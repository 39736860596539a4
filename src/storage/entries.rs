//! Reads the entries of the file into their [shapes](super::schema), field by
//! field.

use super::field::{Field, JsonText};
use super::json_cursor::ReadResult;
use super::pointer::JsonPath;
use super::problem::{Code, Problem};
use super::schema::{
    CitationJson, CitationsJson, CommentJson, CslJson, DatingJson, EventJson, ExtractorJson,
    IssuedJson, LaneJson, NameJson, PassageJson, Reference, ReviewJson, SourceJson,
};
use super::timeline_parser::TimelineParser;
use crate::model::ReviewState;

impl<'t> TimelineParser<'t> {
    /// Reads a lane; `None` if it has no usable id, as with every entry.
    pub(super) fn lane(
        &mut self,
        path: JsonPath<'_>,
        position: usize,
    ) -> ReadResult<Option<LaneJson<'t>>> {
        let (mut id, mut name, mut color) = (Field::Absent, Field::Absent, Field::Absent);
        let mut conflicts = Field::Absent;
        let object = self.object(path, |parser, key, path| match key {
            "id" => parser.field(&mut id, path, Self::text),
            "name" => parser.field(&mut name, path, Self::text),
            "color" => parser.field(&mut color, path, Self::text),
            "conflicts" => parser.field(&mut conflicts, path, Self::conflicts),
            _ => Ok(false),
        })?;
        let Field::Given(offset) = object else {
            return Ok(None);
        };
        let id = self.required_id(id, (offset, path));
        let name = self.required(name, (offset, path), "name");
        Ok(id.map(|id| LaneJson {
            position,
            id,
            name,
            color: color.given(),
        }))
    }

    /// Reads a source.
    pub(super) fn source(
        &mut self,
        path: JsonPath<'_>,
        position: usize,
    ) -> ReadResult<Option<SourceJson<'t>>> {
        let (mut id, mut csl, mut extractor) = (Field::Absent, Field::Absent, Field::Absent);
        let (mut file, mut sha256, mut encoding) = (Field::Absent, Field::Absent, Field::Absent);
        let (mut language, mut note) = (Field::Absent, Field::Absent);
        let mut conflicts = Field::Absent;
        let object = self.object(path, |parser, key, path| match key {
            "id" => parser.field(&mut id, path, Self::text),
            "csl" => parser.field(&mut csl, path, Self::csl),
            "file" => parser.field(&mut file, path, Self::text),
            "sha256" => parser.field(&mut sha256, path, Self::text),
            "extractor" => parser.field(&mut extractor, path, Self::extractor),
            "encoding" => parser.field(&mut encoding, path, Self::text),
            "language" => parser.field(&mut language, path, Self::text),
            "note" => parser.field(&mut note, path, Self::text),
            "conflicts" => parser.field(&mut conflicts, path, Self::conflicts),
            _ => Ok(false),
        })?;
        let Field::Given(offset) = object else {
            return Ok(None);
        };
        let id = self.required_id(id, (offset, path));
        let csl = self.required(csl, (offset, path), "csl");
        Ok(id.map(|id| SourceJson {
            position,
            id,
            csl: csl.unwrap_or_default(),
            file: file.given(),
            sha256: sha256.given(),
            extractor: extractor.given(),
            encoding: encoding.given(),
            language: language.given(),
            note: note.given(),
        }))
    }

    fn extractor(&mut self, path: JsonPath<'_>) -> ReadResult<Field<ExtractorJson<'t>>> {
        let (mut name, mut version) = (Field::Absent, Field::Absent);
        let object = self.object(path, |parser, key, path| match key {
            "name" => parser.field(&mut name, path, Self::text),
            "version" => parser.field(&mut version, path, Self::text_or_number),
            _ => Ok(false),
        })?;
        Ok(object.map(|_| ExtractorJson {
            name: name.given(),
            version: version.given(),
        }))
    }

    fn csl(&mut self, path: JsonPath<'_>) -> ReadResult<Field<CslJson<'t>>> {
        let (mut title, mut author, mut issued) = (Field::Absent, Field::Absent, Field::Absent);
        let (mut container_title, mut number) = (Field::Absent, Field::Absent);
        let (mut publisher, mut url) = (Field::Absent, Field::Absent);
        let object = self.object(path, |parser, key, path| match key {
            "title" => parser.field(&mut title, path, Self::text),
            "author" => parser.field(&mut author, path, |parser, path| {
                parser.list_of(path, |parser, path, _| parser.name(path))
            }),
            "container-title" => parser.field(&mut container_title, path, Self::text),
            "number" => parser.field(&mut number, path, Self::text_or_number),
            "publisher" => parser.field(&mut publisher, path, Self::text),
            "issued" => parser.field(&mut issued, path, Self::issued),
            "URL" => parser.field(&mut url, path, Self::text),
            _ => Ok(false),
        })?;
        Ok(object.map(|offset| CslJson {
            title: title.given(),
            author: author.given().unwrap_or_default(),
            container_title: container_title.given(),
            number: number.given(),
            publisher: publisher.given(),
            issued: issued.given().unwrap_or_default(),
            url: url.given(),
            json: self.cursor.text_since(offset),
        }))
    }

    fn name(&mut self, path: JsonPath<'_>) -> ReadResult<Option<NameJson<'t>>> {
        let (mut family, mut given, mut literal) = (Field::Absent, Field::Absent, Field::Absent);
        let object = self.object(path, |parser, key, path| match key {
            "family" => parser.field(&mut family, path, Self::text),
            "given" => parser.field(&mut given, path, Self::text),
            "literal" => parser.field(&mut literal, path, Self::text),
            _ => Ok(false),
        })?;
        Ok(object.given().map(|_| NameJson {
            family: family.given(),
            given: given.given(),
            literal: literal.given(),
        }))
    }

    fn issued(&mut self, path: JsonPath<'_>) -> ReadResult<Field<IssuedJson<'t>>> {
        let (mut raw, mut literal, mut date_parts) = (Field::Absent, Field::Absent, Field::Absent);
        let object = self.object(path, |parser, key, path| match key {
            "raw" => parser.field(&mut raw, path, Self::text),
            "literal" => parser.field(&mut literal, path, Self::text),
            "date-parts" => parser.field(&mut date_parts, path, |parser, path| {
                parser.list_of(path, |parser, path, _| parser.parts_of_date(path))
            }),
            _ => Ok(false),
        })?;
        Ok(object.map(|_| IssuedJson {
            raw: raw.given(),
            literal: literal.given(),
            date_parts: date_parts.given().unwrap_or_default(),
        }))
    }

    fn parts_of_date(&mut self, path: JsonPath<'_>) -> ReadResult<Option<Vec<JsonText<'t>>>> {
        let parts = self.list_of(path, |parser, path, _| {
            Ok(parser.text_or_number(path)?.given())
        })?;
        Ok(parts.given())
    }

    /// Reads a passage.
    pub(super) fn passage(
        &mut self,
        path: JsonPath<'_>,
        position: usize,
    ) -> ReadResult<Option<PassageJson<'t>>> {
        let (mut id, mut source, mut exact) = (Field::Absent, Field::Absent, Field::Absent);
        let (mut prefix, mut suffix) = (Field::Absent, Field::Absent);
        let (mut start, mut end) = (Field::Absent, Field::Absent);
        let (mut locator, mut replaces) = (Field::Absent, Field::Absent);
        let mut conflicts = Field::Absent;
        let object = self.object(path, |parser, key, path| match key {
            "id" => parser.field(&mut id, path, Self::text),
            "source" => parser.field(&mut source, path, Self::text),
            "exact" => parser.field(&mut exact, path, Self::text),
            "prefix" => parser.field(&mut prefix, path, Self::text),
            "suffix" => parser.field(&mut suffix, path, Self::text),
            "start" => parser.field(&mut start, path, Self::integer),
            "end" => parser.field(&mut end, path, Self::integer),
            "locator" => parser.field(&mut locator, path, Self::text),
            "replaces" => parser.field(&mut replaces, path, Self::text),
            "conflicts" => parser.field(&mut conflicts, path, Self::conflicts),
            _ => Ok(false),
        })?;
        let Field::Given(offset) = object else {
            return Ok(None);
        };
        let id = self.required_id(id, (offset, path));
        let source = self.required(source, (offset, path), "source");
        let exact = self.required(exact, (offset, path), "exact");
        Ok(id.map(|id| PassageJson {
            position,
            id,
            source,
            exact,
            prefix: prefix.given(),
            suffix: suffix.given(),
            start,
            end,
            locator: locator.given(),
            replaces: replaces.given(),
        }))
    }

    /// Reads an event.
    pub(super) fn event(
        &mut self,
        path: JsonPath<'_>,
        position: usize,
    ) -> ReadResult<Option<EventJson<'t>>> {
        let (mut id, mut title, mut lane) = (Field::Absent, Field::Absent, Field::Absent);
        let (mut date, mut date_text, mut dating) = (Field::Absent, Field::Absent, Field::Absent);
        let (mut tags, mut actors, mut citations) = (Field::Absent, Field::Absent, Field::Absent);
        let (mut summary, mut note) = (Field::Absent, Field::Absent);
        let (mut review, mut comments) = (Field::Absent, Field::Absent);
        let mut conflicts = Field::Absent;
        let object = self.object(path, |parser, key, path| match key {
            "id" => parser.field(&mut id, path, Self::text),
            "title" => parser.field(&mut title, path, Self::text),
            "date" => parser.field(&mut date, path, Self::text),
            "date_text" => parser.field(&mut date_text, path, Self::text),
            "dating" => parser.field(&mut dating, path, Self::dating),
            "lane" => parser.field(&mut lane, path, Self::text),
            "tags" => parser.field(&mut tags, path, Self::texts),
            "actors" => parser.field(&mut actors, path, Self::texts),
            "summary" => parser.field(&mut summary, path, Self::text),
            "note" => parser.field(&mut note, path, Self::text),
            "citations" => parser.field(&mut citations, path, Self::citations),
            "review" => parser.field(&mut review, path, Self::review),
            "comments" => parser.field(&mut comments, path, Self::comments),
            "conflicts" => parser.field(&mut conflicts, path, Self::conflicts),
            _ => Ok(false),
        })?;
        let Field::Given(offset) = object else {
            return Ok(None);
        };
        let id = self.required_id(id, (offset, path));
        let title = self.required(title, (offset, path), "title");
        let lane = self.required(lane, (offset, path), "lane");
        let state = review
            .as_given()
            .and_then(|review: &ReviewJson<'t>| review.state.as_ref());
        let state = state.and_then(|state| ReviewState::from_name(&state.value));
        // The check reports the lack of passages of other events.
        if citations.is_absent() && state.is_some_and(ReviewState::is_unpublished) {
            let _ = self.required(citations, (offset, path), "citations");
            citations = Field::Wrong;
        }
        let json = self.cursor.text_since(offset);
        Ok(id.map(|id| EventJson {
            json,
            position,
            id,
            title,
            date,
            date_text: date_text.given(),
            dating,
            lane,
            tags: tags.given(),
            actors: actors.given(),
            summary: summary.given(),
            note: note.given(),
            citations,
            review,
            comments: comments.given().unwrap_or_default(),
        }))
    }

    fn review(&mut self, path: JsonPath<'_>) -> ReadResult<Field<ReviewJson<'t>>> {
        let (mut state, mut by, mut at) = (Field::Absent, Field::Absent, Field::Absent);
        let object = self.object(path, |parser, key, path| match key {
            "state" => parser.field(&mut state, path, Self::text),
            "by" => parser.field(&mut by, path, Self::text),
            "at" => parser.field(&mut at, path, Self::text),
            _ => Ok(false),
        })?;
        let Field::Given(offset) = object else {
            return Ok(Field::Wrong);
        };
        let state = self.required(state, (offset, path), "state");
        Ok(Field::Given(ReviewJson {
            state,
            by: by.given(),
            at: at.given(),
        }))
    }

    fn comments(&mut self, path: JsonPath<'_>) -> ReadResult<Field<Vec<CommentJson<'t>>>> {
        self.list_of(path, |parser, path, _| parser.comment(path))
    }

    fn comment(&mut self, path: JsonPath<'_>) -> ReadResult<Option<CommentJson<'t>>> {
        let (mut id, mut author, mut at) = (Field::Absent, Field::Absent, Field::Absent);
        let (mut text, mut resolved) = (Field::Absent, Field::Absent);
        let object = self.object(path, |parser, key, path| match key {
            "id" => parser.field(&mut id, path, Self::text),
            "author" => parser.field(&mut author, path, Self::text),
            "at" => parser.field(&mut at, path, Self::text),
            "text" => parser.field(&mut text, path, Self::text),
            "resolved" => parser.field(&mut resolved, path, Self::boolean),
            _ => Ok(false),
        })?;
        let Field::Given(offset) = object else {
            return Ok(None);
        };
        let id = self.required_id(id, (offset, path));
        let text = self.required(text, (offset, path), "text");
        Ok(id.map(|id| CommentJson {
            id,
            author: author.given(),
            at: at.given(),
            text,
            resolved: resolved.given(),
        }))
    }

    /// Reports what a merge could not decide in an entry, or in the timeline itself.
    pub(super) fn conflicts(&mut self, path: JsonPath<'_>) -> ReadResult<Field<usize>> {
        self.list(path, |parser, path, _| {
            let mut field = Field::Absent;
            let object = parser.object(path, |parser, key, path| match key {
                "field" => parser.field(&mut field, path, Self::text),
                _ => Ok(false),
            })?;
            if let Field::Given(offset) = object {
                let field = field.given().map(|field| field.value);
                let what = match field.as_deref() {
                    None | Some("") => "the entry".to_owned(),
                    Some(field) => format!("`{field}`"),
                };
                parser.diagnostics.add(offset, || {
                    Problem::new(
                        Code::MergeConflict,
                        path.to_string(),
                        format!("Two versions of {what} could not be merged; one of them is used."),
                    )
                    .with_hint(
                        "Compare `ours` and `theirs`, write what is right, and remove the conflict.",
                    )
                });
            }
            Ok(())
        })
    }

    fn dating(&mut self, path: JsonPath<'_>) -> ReadResult<Field<DatingJson<'t>>> {
        let (mut basis, mut reason) = (Field::Absent, Field::Absent);
        let (mut after, mut before) = (Field::Absent, Field::Absent);
        let object = self.object(path, |parser, key, path| match key {
            "basis" => parser.field(&mut basis, path, Self::text),
            "reason" => parser.field(&mut reason, path, Self::text),
            "after" => parser.field(&mut after, path, Self::references),
            "before" => parser.field(&mut before, path, Self::references),
            _ => Ok(false),
        })?;
        Ok(object.map(|_| DatingJson {
            basis,
            reason,
            after: after.given().unwrap_or_default(),
            before: before.given().unwrap_or_default(),
        }))
    }

    fn references(&mut self, path: JsonPath<'_>) -> ReadResult<Field<Vec<Reference<'t>>>> {
        self.list_of(path, |parser, path, position| {
            let id = parser.text(path)?.given();
            Ok(id.map(|id| Reference { position, id }))
        })
    }

    fn citations(&mut self, path: JsonPath<'_>) -> ReadResult<Field<CitationsJson<'t>>> {
        let mut count = 0;
        let list = self.list_of(path, |parser, path, position| {
            count = position + 1;
            parser.citation(path, position)
        })?;
        Ok(list.map(|list| CitationsJson { count, list }))
    }

    fn citation(
        &mut self,
        path: JsonPath<'_>,
        position: usize,
    ) -> ReadResult<Option<CitationJson<'t>>> {
        let (mut passage, mut date, mut dating) = (Field::Absent, Field::Absent, Field::Absent);
        let (mut stance, mut attributed_to) = (Field::Absent, Field::Absent);
        let mut note = Field::Absent;
        let object = self.object(path, |parser, key, path| match key {
            "passage" => parser.field(&mut passage, path, Self::text),
            "date" => parser.field(&mut date, path, Self::text),
            "dating" => parser.field(&mut dating, path, Self::dating),
            "stance" => parser.field(&mut stance, path, Self::text),
            "attributed_to" => parser.field(&mut attributed_to, path, Self::text),
            "note" => parser.field(&mut note, path, Self::text),
            _ => Ok(false),
        })?;
        let Field::Given(offset) = object else {
            return Ok(None);
        };
        let passage = self.required(passage, (offset, path), "passage");
        Ok(passage.map(|passage| CitationJson {
            position,
            passage,
            date,
            dating,
            stance: stance.given(),
            attributed_to: attributed_to.given(),
            note: note.given(),
        }))
    }
}
