//! The fields of a CSL-JSON record: those of the schema (`csl-data.json`, CSL
//! 1.0.2), and which of them the processor sets.

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// Text.
    Text,
    /// A text or a number.
    Number,
    /// A list of names.
    Names,
    /// A date.
    Date,
}

/// What a field of the schema holds; `None` for other fields, and for
/// `categories`, `custom`, `id` and `type`.
pub(super) fn kind_of_field(name: &str) -> Option<FieldKind> {
    let kinds: [(&[&str], FieldKind); 6] = [
        (&TEXTS, FieldKind::Text),
        (&UNSET_TEXTS, FieldKind::Text),
        (&NUMBERS, FieldKind::Number),
        (&UNSET_NUMBERS, FieldKind::Number),
        (&NAMES, FieldKind::Names),
        (&DATES, FieldKind::Date),
    ];
    let mut kinds = kinds.into_iter();
    kinds.find_map(|(names, kind)| names.contains(&name).then_some(kind))
}

/// Texts that the processor sets.
pub(super) const TEXTS: [&str; 40] = [
    "archive",
    "archive-place",
    "archive_collection",
    "archive_location",
    "authority",
    "call-number",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "division",
    "DOI",
    "event",
    "event-place",
    "genre",
    "ISBN",
    "ISSN",
    "jurisdiction",
    "medium",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "part-title",
    "PMCID",
    "PMID",
    "publisher",
    "publisher-place",
    "references",
    "reviewed-title",
    "scale",
    "section",
    "source",
    "status",
    "title",
    "title-short",
    "URL",
    "version",
    "event-title",
    "reviewed-genre",
    "volume-title",
];

/// Texts that it does not set: notes and keys of other programs.
const UNSET_TEXTS: [&str; 10] = [
    "abstract",
    "annote",
    "citation-label",
    "journalAbbreviation",
    "keyword",
    "language",
    "note",
    "shortTitle",
    "year-suffix",
    "citation-key",
];

/// Variables of CSL that the schema lacks.
pub(super) const TEXTS_BEYOND_SCHEMA: [&str; 3] =
    ["part-number", "supplement-number", "volume-title-short"];

/// Texts or numbers that the processor sets.
pub(super) const NUMBERS: [&str; 9] = [
    "chapter-number",
    "collection-number",
    "edition",
    "issue",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "page",
    "volume",
];

/// Texts or numbers that it does not set: they are those of a citation.
const UNSET_NUMBERS: [&str; 4] = [
    "citation-number",
    "first-reference-note-number",
    "locator",
    "page-first",
];

/// Names.
pub(super) const NAMES: [&str; 26] = [
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

/// Roles of CSL that the schema lacks.
pub(super) const NAMES_BEYOND_SCHEMA: [&str; 2] = ["container-editor", "editor-translator"];

/// Dates.
pub(super) const DATES: [&str; 6] = [
    "accessed",
    "available-date",
    "event-date",
    "issued",
    "original-date",
    "submitted",
];
