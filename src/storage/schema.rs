//! The shapes of the entries of a file, version 1 of the format.
//!
//! They differ from the model: references are ids, dates are texts, and fields may
//! be missing. A shape exists only until its entry is part of the model, so that a
//! million of them are never in memory together.

use super::field::{Field, Integer, JsonText, TextList};

#[cfg(test)]
use {
    super::schema_file_tests::{DATES, TextOrNumber, with_other_fields},
    crate::model::{Basis, ReviewState, Stance},
    schemars::JsonSchema,
};

// The doc comments of shapes and their fields are shown by editors: tests generate
// `assets/timeline.schema.json` from them (see `schema_file_tests`). The attributes
// say there what a field must be.

/// A horizontal band of the plot that groups events.
#[derive(Debug)]
#[cfg_attr(test, derive(JsonSchema), schemars(rename = "Lane"))]
pub(super) struct LaneJson<'t> {
    #[cfg_attr(test, schemars(skip))]
    pub(super) position: usize,
    /// A short name that no other lane has. Events name their lane by it.
    #[cfg_attr(test, schemars(extend("minLength" = 1)))]
    pub(super) id: JsonText<'t>,
    /// The name of the lane, shown next to the plot.
    #[cfg_attr(test, schemars(required))]
    pub(super) name: Option<JsonText<'t>>,
    /// The colour of the lane, `#rrggbb` or `#rgb`. Without one the program chooses.
    #[cfg_attr(test, schemars(extend(
        "pattern" = "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$",
        "examples" = ["#3b6ea5"],
    )))]
    pub(super) color: Option<JsonText<'t>>,
}

/// A document that passages are quoted from.
#[derive(Debug)]
#[cfg_attr(test, derive(JsonSchema), schemars(rename = "Source"))]
pub(super) struct SourceJson<'t> {
    #[cfg_attr(test, schemars(skip))]
    pub(super) position: usize,
    /// A short name that no other source has. Passages name their source by it.
    #[cfg_attr(test, schemars(extend("minLength" = 1)))]
    pub(super) id: JsonText<'t>,
    /// The bibliographic record, in the fields of CSL-JSON. Footnotes are made from it.
    pub(super) csl: CslJson<'t>,
    /// The path of the document from the timeline's folder, with `/`. A path out of the folder
    /// is not opened.
    #[cfg_attr(test, schemars(extend(
        "not" = { "pattern": r"^/|^[\x00-\x7f]:|[\\\x00]|(^|/)\.\.(/|$)" },
        "examples" = ["sources/memoir.txt"],
    )))]
    pub(super) file: Option<JsonText<'t>>,
    /// The SHA-256 digest of the document, by which the recorded copy is recognised: 64
    /// hexadecimal digits, as `sha256sum FILE` prints them.
    #[cfg_attr(test, schemars(extend("pattern" = "^[0-9A-Fa-f]{64}$")))]
    pub(super) sha256: Option<JsonText<'t>>,
    /// The program that extracted the plain text when the positions were recorded.
    pub(super) extractor: Option<ExtractorJson<'t>>,
    /// The character encoding of a plain text that does not declare it.
    #[cfg_attr(test, schemars(extend("examples" = ["windows-1252"])))]
    pub(super) encoding: Option<JsonText<'t>>,
    /// The language of the document, as a BCP 47 tag.
    #[cfg_attr(test, schemars(extend("examples" = ["en", "fr", "km"])))]
    pub(super) language: Option<JsonText<'t>>,
    /// A remark of the editor.
    pub(super) note: Option<JsonText<'t>>,
}

/// The program that extracted the plain text of a document.
#[derive(Debug)]
#[cfg_attr(test, derive(JsonSchema), schemars(rename = "Extractor"))]
pub(super) struct ExtractorJson<'t> {
    /// Its name.
    pub(super) name: Option<JsonText<'t>>,
    /// Its version.
    #[cfg_attr(test, schemars(with = "TextOrNumber", default))]
    pub(super) version: Option<JsonText<'t>>,
}

/// A bibliographic record in CSL-JSON. Every field of that format is allowed.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(rename = "Csl", default, transform = with_other_fields))]
pub(super) struct CslJson<'t> {
    /// The title.
    pub(super) title: Option<JsonText<'t>>,
    /// The authors, in their order.
    pub(super) author: Vec<NameJson<'t>>,
    /// The journal, newspaper, book or site that it is part of.
    #[cfg_attr(test, schemars(rename = "container-title"))]
    pub(super) container_title: Option<JsonText<'t>>,
    /// The number of a report, a paper or a law.
    #[cfg_attr(test, schemars(with = "TextOrNumber"))]
    pub(super) number: Option<JsonText<'t>>,
    /// The publisher.
    pub(super) publisher: Option<JsonText<'t>>,
    /// The date of publication.
    pub(super) issued: IssuedJson<'t>,
    /// Its address. Nothing is ever fetched from it.
    #[cfg_attr(test, schemars(rename = "URL"))]
    pub(super) url: Option<JsonText<'t>>,
    // The whole record as it is written; empty after a problem.
    #[cfg_attr(test, schemars(skip))]
    pub(super) json: &'t str,
}

/// A name: `family` and `given` of a person, or `literal` for a name without such parts.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(JsonSchema), schemars(rename = "Name", default))]
pub(super) struct NameJson<'t> {
    /// The family name, by which the bibliography is sorted.
    pub(super) family: Option<JsonText<'t>>,
    /// The given names.
    pub(super) given: Option<JsonText<'t>>,
    /// A name that is never inverted, such as that of an institution.
    pub(super) literal: Option<JsonText<'t>>,
}

/// A date of publication: one of the three ways is enough.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(JsonSchema), schemars(rename = "Issued", default))]
pub(super) struct IssuedJson<'t> {
    /// The date as text.
    #[cfg_attr(test, schemars(extend("examples" = ["2025", "2025-11-04"])))]
    pub(super) raw: Option<JsonText<'t>>,
    /// Words that are not a date, printed as they are.
    pub(super) literal: Option<JsonText<'t>>,
    /// One date, or the first and the last of a period, each with year, month and day as far
    /// as they are known.
    #[cfg_attr(test, schemars(
        rename = "date-parts",
        with = "Vec<Vec<TextOrNumber>>",
        extend("examples" = [[[2025, 11, 4]]]),
    ))]
    pub(super) date_parts: Vec<Vec<JsonText<'t>>>,
}

/// A verbatim quotation from a source.
#[derive(Debug)]
#[cfg_attr(test, derive(JsonSchema), schemars(rename = "Passage"))]
#[cfg_attr(test, schemars(extend(
    "dependentRequired" = { "start": ["end"], "end": ["start"] },
)))]
pub(super) struct PassageJson<'t> {
    #[cfg_attr(test, schemars(skip))]
    pub(super) position: usize,
    /// A short name that no other passage has. Citations name their passage by it.
    #[cfg_attr(test, schemars(extend("minLength" = 1)))]
    pub(super) id: JsonText<'t>,
    // This and the next are absent only after a problem.
    /// The id of the source that is quoted.
    #[cfg_attr(test, schemars(required))]
    pub(super) source: Option<JsonText<'t>>,
    /// The words of the source, exactly, with each run of white space as one space.
    #[cfg_attr(test, schemars(required, extend("pattern" = r"\S")))]
    pub(super) exact: Option<JsonText<'t>>,
    /// The words just before, to tell apart the places if `exact` occurs more than once.
    pub(super) prefix: Option<JsonText<'t>>,
    /// The words just after, for the same purpose.
    pub(super) suffix: Option<JsonText<'t>>,
    /// The number of Unicode code points of the source's plain text before the passage.
    #[cfg_attr(test, schemars(default))]
    pub(super) start: Field<Integer>,
    /// The number of code points before its end; greater than `start`.
    #[cfg_attr(test, schemars(default, extend("minimum" = 1)))]
    pub(super) end: Field<Integer>,
    /// The page or paragraph, as a reader would look it up.
    #[cfg_attr(test, schemars(extend("examples" = ["p. 12", "para. 3"])))]
    pub(super) locator: Option<JsonText<'t>>,
    /// The id of the passage that this one replaces, because the words of the source changed.
    pub(super) replaces: Option<JsonText<'t>>,
}

/// Something that happened, or is said to have happened.
#[derive(Debug)]
#[cfg_attr(test, derive(JsonSchema), schemars(rename = "Event"))]
#[cfg_attr(test, schemars(extend(
    "dependentRequired" = { "date": ["dating"] },
    "if" = { "required": ["date"] },
    "then" = { "properties": { "dating": { "required": ["basis"] } } },
    "else" = { "properties": { "dating": { "properties": { "basis": false } } } },
    "allOf" = [{
        "if": {
            "properties": {
                "review": {
                    "properties": { "state": { "enum": ["draft", "rejected"] } },
                    "required": ["state"],
                },
            },
            "required": ["review"],
        },
        "else": { "properties": { "citations": { "minItems": 1 } } },
    }],
)))]
pub(super) struct EventJson<'t> {
    #[cfg_attr(test, schemars(skip))]
    pub(super) position: usize,
    /// A short name that no other event has. Links and other events name the event by it.
    #[cfg_attr(test, schemars(extend("minLength" = 1)))]
    pub(super) id: JsonText<'t>,
    /// What happened, in a few words: the label of the mark.
    #[cfg_attr(test, schemars(required))]
    pub(super) title: Option<JsonText<'t>>,
    /// When it happened, in EDTF (ISO 8601-2:2019). Leave it out if no source gives a date.
    #[cfg_attr(test, schemars(default, extend("examples" = DATES)))]
    pub(super) date: Field<JsonText<'t>>,
    /// The date in the words of a source.
    #[cfg_attr(test, schemars(extend("examples" = ["in the late 1950s"])))]
    pub(super) date_text: Option<JsonText<'t>>,
    /// How the date is known. Required with `date`.
    #[cfg_attr(test, schemars(default))]
    pub(super) dating: Field<DatingJson<'t>>,
    // Absent only after a problem.
    /// The id of the lane of the event.
    #[cfg_attr(test, schemars(required))]
    pub(super) lane: Option<JsonText<'t>>,
    /// Words to find and filter events by.
    pub(super) tags: Option<TextList<'t>>,
    /// Who took part.
    pub(super) actors: Option<TextList<'t>>,
    /// What happened, in the editor's words.
    pub(super) summary: Option<JsonText<'t>>,
    /// A remark of the editor, such as a correction of a date from other knowledge.
    pub(super) note: Option<JsonText<'t>>,
    /// The passages that the event rests on, at least one. Only a draft or a rejected event may
    /// have none.
    pub(super) citations: Field<CitationsJson<'t>>,
    // The whole event as it is written.
    #[cfg_attr(test, schemars(skip))]
    pub(super) json: &'t str,
    /// How far the review of the event is. An event without it is an ordinary one.
    #[cfg_attr(test, schemars(default))]
    pub(super) review: Field<ReviewJson<'t>>,
    /// Comments on the event.
    #[cfg_attr(test, schemars(default))]
    pub(super) comments: Vec<CommentJson<'t>>,
}

/// How far the review of an event is. Figures, pages and tables leave drafts and rejected
/// events out.
#[derive(Debug)]
#[cfg_attr(test, derive(JsonSchema), schemars(rename = "Review"))]
pub(super) struct ReviewJson<'t> {
    // Absent only after a problem.
    /// The state: `draft` (being written), `proposed` (waits for a reviewer), `accepted` or
    /// `rejected`.
    #[cfg_attr(test, schemars(
        required,
        extend("enum" = ReviewState::ALL.map(ReviewState::name)),
    ))]
    pub(super) state: Option<JsonText<'t>>,
    /// The person who set the state.
    pub(super) by: Option<JsonText<'t>>,
    /// When, in RFC 3339 and UTC.
    #[cfg_attr(test, schemars(extend("examples" = ["2026-03-01T10:00:00Z"])))]
    pub(super) at: Option<JsonText<'t>>,
}

/// A comment on an event.
#[derive(Debug)]
#[cfg_attr(test, derive(JsonSchema), schemars(rename = "Comment"))]
pub(super) struct CommentJson<'t> {
    /// A short name that no other comment of the event has.
    #[cfg_attr(test, schemars(extend("minLength" = 1)))]
    pub(super) id: JsonText<'t>,
    /// The author.
    pub(super) author: Option<JsonText<'t>>,
    /// When it was written, in RFC 3339 and UTC.
    #[cfg_attr(test, schemars(extend("examples" = ["2026-03-01T10:00:00Z"])))]
    pub(super) at: Option<JsonText<'t>>,
    // Absent only after a problem.
    /// The words.
    #[cfg_attr(test, schemars(required))]
    pub(super) text: Option<JsonText<'t>>,
    /// Whether nothing is left to be done about it. The default is `false`.
    pub(super) resolved: Option<bool>,
}

/// How a date is known, and which events came before and after.
#[derive(Debug)]
#[cfg_attr(test, derive(JsonSchema), schemars(rename = "Dating"))]
#[cfg_attr(test, schemars(extend(
    "if" = { "properties": { "basis": { "const": "inferred" } }, "required": ["basis"] },
    "then" = { "properties": { "reason": { "pattern": r"\S" } }, "required": ["reason"] },
)))]
pub(super) struct DatingJson<'t> {
    /// `stated`: a passage gives the date, and a citation has the same `date`. `inferred`: the
    /// editor concludes it, and `reason` says from what. An event without a date has no basis.
    #[cfg_attr(test, schemars(default, extend("enum" = [Basis::Stated, Basis::Inferred].map(Basis::name))))]
    pub(super) basis: Field<JsonText<'t>>,
    /// What an inferred date is concluded from.
    #[cfg_attr(test, schemars(default))]
    pub(super) reason: Field<JsonText<'t>>,
    /// The ids of events that a source puts before this one.
    #[cfg_attr(test, schemars(default))]
    pub(super) after: Vec<Reference<'t>>,
    /// The ids of events that a source puts after this one.
    #[cfg_attr(test, schemars(default))]
    pub(super) before: Vec<Reference<'t>>,
}

/// The id of another entry, in a list of such ids.
#[derive(Debug)]
#[cfg_attr(test, derive(JsonSchema), schemars(transparent, inline))]
pub(super) struct Reference<'t> {
    #[cfg_attr(test, schemars(skip))]
    pub(super) position: usize,
    pub(super) id: JsonText<'t>,
}

#[derive(Debug)]
#[cfg_attr(test, derive(JsonSchema), schemars(transparent, inline))]
pub(super) struct CitationsJson<'t> {
    // How many elements the list has in the file.
    #[cfg_attr(test, schemars(skip))]
    pub(super) count: usize,
    pub(super) list: Vec<CitationJson<'t>>,
}

/// What a passage says about the event.
#[derive(Debug)]
#[cfg_attr(test, derive(JsonSchema), schemars(rename = "Citation"))]
pub(super) struct CitationJson<'t> {
    #[cfg_attr(test, schemars(skip))]
    pub(super) position: usize,
    /// The id of the passage.
    pub(super) passage: JsonText<'t>,
    /// The date that this passage gives, in EDTF. If citations differ, every date is drawn.
    #[cfg_attr(test, schemars(default, extend("examples" = DATES)))]
    pub(super) date: Field<JsonText<'t>>,
    /// How the date of this passage is known.
    #[cfg_attr(test, schemars(default))]
    pub(super) dating: Field<DatingJson<'t>>,
    /// Whether the passage `supports` the event, `disputes` it or gives `context`. The default
    /// is `supports`.
    #[cfg_attr(test, schemars(extend("enum" = Stance::ALL.map(Stance::name))))]
    pub(super) stance: Option<JsonText<'t>>,
    /// The person whose claim the passage reports, if it is not the author's own.
    pub(super) attributed_to: Option<JsonText<'t>>,
    /// A remark of the editor.
    pub(super) note: Option<JsonText<'t>>,
}
