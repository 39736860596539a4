//! The fields of a CSL-JSON record: those of the schema (`csl-data.json`, CSL
//! 1.0.2), and which of them the processor sets.

use hayagriva::citationberg::taxonomy::Variable;
use serde_json::Value;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CslFieldKind {
    /// Text.
    Text,
    /// A text or a number.
    Number,
    /// A list of names.
    Names,
    /// A date.
    Date,
}

/// Variables of CSL that the schema lacks, and spellings that it does not allow.
const BEYOND_SCHEMA: [&str; 7] = [
    "editor-translator",
    "editortranslator",
    "license",
    "part-number",
    "printing",
    "printing-number",
    "supplement-number",
];

/// Fields that the processor does not set: notes, keys of other programs, and what
/// belongs to a citation instead of its source.
const NEVER_SET: [&str; 15] = [
    "abstract",
    "annote",
    "citation-key",
    "citation-label",
    "citation-number",
    "first-reference-note-number",
    "keyword",
    "language",
    "license",
    "locator",
    "note",
    "page-first",
    "printing",
    "printing-number",
    "year-suffix",
];

/// What a field of the schema holds; `None` for other fields, and for
/// `categories`, `custom`, `id` and `type`.
#[must_use]
pub fn kind_of_field(name: &str) -> Option<CslFieldKind> {
    match name {
        "journalAbbreviation" | "shortTitle" => Some(CslFieldKind::Text),
        _ if BEYOND_SCHEMA.contains(&name) => None,
        _ => kind_of_variable(name),
    }
}

/// What a field that the processor sets holds; `None` for other fields.
pub(super) fn kind_of_set_field(name: &str) -> Option<CslFieldKind> {
    kind_of_variable(name).filter(|_| !NEVER_SET.contains(&name))
}

fn kind_of_variable(name: &str) -> Option<CslFieldKind> {
    Some(match serde_json::from_value(Value::from(name)).ok()? {
        Variable::Number(_) if matches!(name, "section" | "version") => CslFieldKind::Text,
        Variable::Standard(_) => CslFieldKind::Text,
        Variable::Number(_) | Variable::Page(_) => CslFieldKind::Number,
        Variable::Name(_) => CslFieldKind::Names,
        Variable::Date(_) => CslFieldKind::Date,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_are_those_of_the_schema() {
        for (name, kind, is_set) in [
            ("title", Some(CslFieldKind::Text), true),
            ("archive_location", Some(CslFieldKind::Text), true),
            ("DOI", Some(CslFieldKind::Text), true),
            ("section", Some(CslFieldKind::Text), true),
            ("shortTitle", Some(CslFieldKind::Text), false),
            ("abstract", Some(CslFieldKind::Text), false),
            ("page", Some(CslFieldKind::Number), true),
            ("locator", Some(CslFieldKind::Number), false),
            ("part-number", None, true),
            ("printing", None, false),
            ("author", Some(CslFieldKind::Names), true),
            ("editor-translator", None, true),
            ("issued", Some(CslFieldKind::Date), true),
            ("id", None, false),
            ("custom", None, false),
            ("doi", None, false),
            ("archiveLocation", None, false),
        ] {
            assert_eq!(kind_of_field(name), kind, "{name}");
            assert_eq!(kind_of_set_field(name).is_some(), is_set, "{name}");
        }
    }
}
