//! The types of sources, and the fields that a form shows for each.

use crate::bibliography::{CslFieldKind, kind_of_field};

/// A type of CSL 1.0.2 that a form offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceType {
    /// The CSL name.
    pub name: &'static str,
    /// The id of the message that names it.
    pub message: &'static str,
    /// The CSL names of its fields, in the order of the form.
    pub fields: &'static [&'static str],
}

/// How a field of a record is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldInput {
    /// One line of text.
    Text,
    /// Names, one a line.
    Names,
    /// A date, as EDTF or in words.
    Date,
}

/// How a field of a record is typed, by its CSL name. `None` for members that are no
/// fields of CSL-JSON, which a form leaves as they are.
#[must_use]
pub fn field_input(name: &str) -> Option<FieldInput> {
    Some(match kind_of_field(name)? {
        CslFieldKind::Text | CslFieldKind::Number => FieldInput::Text,
        CslFieldKind::Names => FieldInput::Names,
        CslFieldKind::Date => FieldInput::Date,
    })
}

/// The id of the message that names a field of a record, by its CSL name.
#[must_use]
pub fn field_message(name: &str) -> Option<&'static str> {
    Some(match name {
        "title" => "csl-title",
        "author" => "csl-author",
        "editor" => "csl-editor",
        "translator" => "csl-translator",
        "recipient" => "csl-recipient",
        "interviewer" => "csl-interviewer",
        "director" => "csl-director",
        "container-title" => "csl-container-title",
        "event-title" => "csl-event-title",
        "event-place" => "csl-event-place",
        "volume" => "csl-volume",
        "issue" => "csl-issue",
        "number" => "csl-number",
        "page" => "csl-page",
        "edition" => "csl-edition",
        "section" => "csl-section",
        "version" => "csl-version",
        "genre" => "csl-genre",
        "medium" => "csl-medium",
        "authority" => "csl-authority",
        "publisher" => "csl-publisher",
        "publisher-place" => "csl-publisher-place",
        "archive" => "csl-archive",
        "archive_location" => "csl-archive-location",
        "issued" => "csl-issued",
        "accessed" => "csl-accessed",
        "DOI" => "csl-doi",
        "ISBN" => "csl-isbn",
        "URL" => "csl-url",
        _ => return None,
    })
}

const fn source_type(
    name: &'static str,
    message: &'static str,
    fields: &'static [&'static str],
) -> SourceType {
    SourceType {
        name,
        message,
        fields,
    }
}

/// The types, the most general first.
pub const SOURCE_TYPES: &[SourceType] = &[
    source_type(
        "document",
        "source-type-document",
        &["title", "author", "issued", "publisher", "URL"],
    ),
    source_type(
        "article",
        "source-type-article",
        &[
            "title",
            "author",
            "container-title",
            "number",
            "issued",
            "publisher",
            "URL",
        ],
    ),
    source_type(
        "article-journal",
        "source-type-article-journal",
        &[
            "title",
            "author",
            "container-title",
            "volume",
            "issue",
            "page",
            "issued",
            "DOI",
            "URL",
        ],
    ),
    source_type(
        "article-newspaper",
        "source-type-article-newspaper",
        &[
            "title",
            "author",
            "container-title",
            "issued",
            "page",
            "edition",
            "URL",
        ],
    ),
    source_type(
        "article-magazine",
        "source-type-article-magazine",
        &[
            "title",
            "author",
            "container-title",
            "issue",
            "issued",
            "page",
            "URL",
        ],
    ),
    source_type(
        "book",
        "source-type-book",
        &[
            "title",
            "author",
            "editor",
            "translator",
            "edition",
            "publisher",
            "publisher-place",
            "issued",
            "ISBN",
        ],
    ),
    source_type(
        "chapter",
        "source-type-chapter",
        &[
            "title",
            "author",
            "container-title",
            "editor",
            "publisher",
            "publisher-place",
            "issued",
            "page",
            "ISBN",
        ],
    ),
    source_type(
        "report",
        "source-type-report",
        &[
            "title",
            "author",
            "number",
            "publisher",
            "publisher-place",
            "issued",
            "URL",
        ],
    ),
    source_type(
        "thesis",
        "source-type-thesis",
        &["title", "author", "genre", "publisher", "issued", "URL"],
    ),
    source_type(
        "paper-conference",
        "source-type-paper-conference",
        &[
            "title",
            "author",
            "container-title",
            "event-title",
            "issued",
            "page",
            "DOI",
        ],
    ),
    source_type(
        "webpage",
        "source-type-webpage",
        &[
            "title",
            "author",
            "container-title",
            "issued",
            "accessed",
            "URL",
        ],
    ),
    source_type(
        "manuscript",
        "source-type-manuscript",
        &[
            "title",
            "author",
            "genre",
            "issued",
            "archive",
            "archive_location",
        ],
    ),
    source_type(
        "personal_communication",
        "source-type-letter",
        &[
            "title",
            "author",
            "recipient",
            "issued",
            "archive",
            "archive_location",
        ],
    ),
    source_type(
        "interview",
        "source-type-interview",
        &["title", "author", "interviewer", "issued", "archive", "URL"],
    ),
    source_type(
        "speech",
        "source-type-speech",
        &[
            "title",
            "author",
            "event-title",
            "event-place",
            "issued",
            "URL",
        ],
    ),
    source_type(
        "legislation",
        "source-type-legislation",
        &[
            "title",
            "number",
            "container-title",
            "section",
            "issued",
            "URL",
        ],
    ),
    source_type(
        "legal_case",
        "source-type-legal-case",
        &[
            "title",
            "authority",
            "number",
            "issued",
            "container-title",
            "page",
            "URL",
        ],
    ),
    source_type(
        "treaty",
        "source-type-treaty",
        &[
            "title",
            "container-title",
            "volume",
            "page",
            "issued",
            "URL",
        ],
    ),
    source_type(
        "broadcast",
        "source-type-broadcast",
        &[
            "title",
            "author",
            "container-title",
            "publisher",
            "issued",
            "URL",
        ],
    ),
    source_type(
        "motion_picture",
        "source-type-film",
        &["title", "director", "publisher", "issued", "URL"],
    ),
    source_type(
        "graphic",
        "source-type-image",
        &[
            "title",
            "author",
            "medium",
            "issued",
            "archive",
            "archive_location",
            "URL",
        ],
    ),
    source_type(
        "dataset",
        "source-type-dataset",
        &[
            "title",
            "author",
            "version",
            "publisher",
            "issued",
            "DOI",
            "URL",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_type_is_one_of_csl_and_listed_once() {
        for kind in SOURCE_TYPES {
            for (position, field) in kind.fields.iter().enumerate() {
                assert!(field_input(field).is_some(), "{} {field}", kind.name);
                assert!(field_message(field).is_some(), "{} {field}", kind.name);
                assert!(!kind.fields[..position].contains(field), "{field}");
            }
        }
        assert_eq!(field_input("author"), Some(FieldInput::Names));
        assert_eq!(field_input("issued"), Some(FieldInput::Date));
        assert_eq!(field_input("custom"), None);
    }
}
