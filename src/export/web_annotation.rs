//! An export as W3C Web Annotations (Web Annotation Data Model, Recommendation
//! of 23 February 2017), in JSON-LD: an `AnnotationCollection` with its one page
//! embedded (5.1, 5.2), and in it an `Annotation` for each citation (3.1).
//!
//! The target is the passage: its source with selectors (4.2.4, 4.2.5). The bodies
//! are the event, its date, and the stance of the passage. A quotation that the
//! limit cut is no selector, because it would not be found; it is a body, and the
//! position selects. Positions count in the text of one copy, which a `TimeState`
//! names by its digest (4.3.1).
//!
//! Only keys of the context are used, and of Dublin Core, whose prefix it defines.

use serde_json::{Value, json};

use super::colophon::MADE_BY;
use super::content::{CitationEntry, EventEntry, ExportContent, ExportScope, PassageEntry};
use super::dates::DateEntry;
use super::format::{ExportOutcome, write_failed};
use super::iri;
use super::language_tag::language_tag;
use super::request::ExportRequest;
use crate::model::Digest;
use crate::storage::FileError;
use annals_anchor::AnchorState;
use annals_edtf::Edtf;

/// The context of the model, by the name that 3.1 requires.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// The export as one collection.
pub(super) fn collection(request: &ExportRequest<'_>) -> Result<ExportOutcome, FileError> {
    let content = ExportContent::new(request, ExportScope::WithContext);
    let writer = AnnotationWriter {
        digest: request.digest,
        export: choices(request),
        program: iri::urn(&["program"]),
        language: language_tag(request.timeline.language.as_deref()),
    };
    let mut items = Vec::new();
    for entry in &content.events {
        for (position, (cited, passage)) in content.citations(entry).enumerate() {
            items.push(writer.annotation(entry, cited, position, passage));
        }
    }
    let whole = writer.collection(&content, &items);
    let text = serde_json::to_string_pretty(&whole).map_err(write_failed)? + "\n";
    Ok(ExportOutcome::new(text, &content.colophon))
}

/// What an annotation depends on beside its citation, as a text to hash.
fn choices(request: &ExportRequest<'_>) -> String {
    let found: Vec<String> = request
        .timeline
        .sources
        .indexed()
        .map(|(source, _)| {
            let document = request.holdings.get(source);
            document
                .map(|document| document.digest.to_string())
                .unwrap_or_default()
        })
        .collect();
    format!(
        "{} {} {} {:?} {:?} {}",
        request.digest,
        request.style,
        request.limit,
        request.filter,
        request.range.map(Edtf::as_str),
        found.join(" ")
    )
}

struct AnnotationWriter<'x> {
    digest: Digest,
    /// The digest and the options of the export: other options give other ids.
    export: String,
    /// The IRI of the program.
    program: String,
    /// The language of titles, summaries and notes.
    language: Option<&'x str>,
}

impl AnnotationWriter<'_> {
    fn collection(&self, content: &ExportContent<'_>, items: &[Value]) -> Value {
        let colophon = &content.colophon;
        let id = iri::urn(&[&self.export, "collection"]);
        let mut whole = json!({
            "@context": CONTEXT,
            "id": id,
            "type": "AnnotationCollection",
            "label": colophon.name(),
            "dcterms:source": { "id": iri::of_bytes(self.digest) },
            "dcterms:description": colophon.in_words(),
            "generator": { "id": self.program, "type": "Software", "name": MADE_BY },
            "total": items.len(),
        });
        // A page has one annotation at least (5.2).
        if let (Some(whole), false) = (whole.as_object_mut(), items.is_empty()) {
            let page = iri::urn(&[&self.export, "page"]);
            whole.insert("last".to_owned(), Value::from(page.as_str()));
            let page = json!({
                "id": page,
                "type": "AnnotationPage",
                "partOf": id,
                "startIndex": 0,
                "items": items,
            });
            whole.insert("first".to_owned(), page);
        }
        whole
    }

    /// `position` is the citation's position in its event, which may cite a passage
    /// twice.
    fn annotation(
        &self,
        entry: &EventEntry<'_>,
        cited: &CitationEntry<'_>,
        position: usize,
        passage: &PassageEntry<'_>,
    ) -> Value {
        let names = [
            self.export.as_str(),
            "citation",
            &entry.event.id,
            &position.to_string(),
            &passage.passage.id,
        ];
        json!({
            "@context": CONTEXT,
            "id": iri::urn(&names),
            "type": "Annotation",
            "motivation": "describing",
            "generator": self.program,
            "body": self.bodies(entry, cited, passage),
            "target": self.target(passage),
        })
    }

    fn bodies(
        &self,
        entry: &EventEntry<'_>,
        cited: &CitationEntry<'_>,
        passage: &PassageEntry<'_>,
    ) -> Vec<Value> {
        let event = entry.event;
        let citation = cited.citation;
        let own = self.language;
        let date = date(entry.date).unwrap_or_else(|| "undated".to_owned());
        let dated = self::date(cited.date).map(|date| format!("Date in this passage: {date}"));
        let by = citation.attributed_to.as_deref();
        let by = by.map(|who| format!("Attributed to {who}"));
        let source = format!("Source: {}", passage.footnote);
        let cut = (passage.words_cut > 0).then_some(&*passage.quotation);
        let cut_language = language_tag(passage.source.language.as_deref());
        let state = passage.state();
        let state = (state != AnchorState::Unavailable)
            .then(|| format!("State of the passage in the copy: {}", state.name()));
        let bodies = [
            ("identifying", own, Some(event.name())),
            ("describing", own, event.summary.as_deref()),
            ("describing", ENGLISH, Some(&*format!("Date: {date}"))),
            ("classifying", ENGLISH, Some(citation.stance.name())),
            ("describing", ENGLISH, dated.as_deref()),
            ("describing", ENGLISH, by.as_deref()),
            ("describing", ENGLISH, Some(&*source)),
            ("describing", cut_language, cut),
            ("commenting", ENGLISH, state.as_deref()),
            ("commenting", own, event.note.as_deref()),
            ("commenting", own, citation.note.as_deref()),
        ];
        let tags = event.tags.iter().map(|tag| ("tagging", own, Some(&**tag)));
        let bodies = bodies.into_iter().chain(tags);
        bodies
            .filter_map(|(purpose, language, text)| Some(body(purpose, language, text?)))
            .collect()
    }

    fn target(&self, passage: &PassageEntry<'_>) -> Value {
        let source = passage.source;
        let (position, copy) = selected(passage);
        let is_quoted = passage.words_cut == 0 && !passage.quotation.is_empty();
        let quote = is_quoted.then(|| {
            without_nulls(json!({
                "type": "TextQuoteSelector",
                "exact": passage.quotation,
                "prefix": passage.prefix,
                "suffix": passage.suffix,
            }))
        });
        let position = position.map(
            |(start, end)| json!({ "type": "TextPositionSelector", "start": start, "end": end }),
        );
        let selectors: Vec<Value> = quote.into_iter().chain(position).collect();
        let state = |copy| json!({ "type": "TimeState", "cached": iri::of_bytes(copy) });
        without_nulls(json!({
            "type": "SpecificResource",
            "source": iri::of_source(source, self.digest),
            "state": copy.map(state),
            "selector": Some(selectors).filter(|selectors| !selectors.is_empty()),
        }))
    }
}

/// An object without its members that are null.
fn without_nulls(mut object: Value) -> Value {
    if let Some(members) = object.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    object
}

/// The language of the program's own words.
const ENGLISH: Option<&str> = Some("en");

/// A text with its purpose (3.2.4, 3.3.5).
fn body(purpose: &str, language: Option<&str>, text: &str) -> Value {
    without_nulls(json!({
        "type": "TextualBody",
        "purpose": purpose,
        "value": text,
        "format": "text/plain",
        "language": language,
    }))
}

/// The position of a passage and the digest of the copy in which it counts: the
/// document that was found where the passage is there as recorded, else the recorded copy.
fn selected(passage: &PassageEntry<'_>) -> (Option<(usize, usize)>, Option<Digest>) {
    let is_found = matches!(
        passage.state(),
        AnchorState::Exact | AnchorState::Normalised
    );
    if let (true, Some(place), Some(found)) = (is_found, passage.place(), passage.document) {
        return (Some(place), Some(found.digest));
    }
    let recorded = passage.passage.position;
    let recorded = recorded.map(|position| (position.start, position.end));
    let recorded = recorded.filter(|(start, end)| start <= end);
    (recorded, passage.source.sha256)
}

/// "1958, stated in a passage; 1958-01-01T00:00:00Z to 1958-12-31T23:59:59Z".
fn date(date: DateEntry<'_>) -> Option<String> {
    let words = date.in_full(str::to_owned, str::to_owned)?;
    let extent = date.extent_in_words();
    Some(extent.map_or(words.clone(), |extent| format!("{words}; {extent}")))
}
