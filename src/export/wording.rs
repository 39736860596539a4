//! Phrases that several exports and the terminal share.

use crate::model::Digest;
use crate::storage::{Problem, Severity};
use annals_anchor::Match;

/// A number with its noun: "1 event", "2 events".
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The first few of several items: "4–9, 20–25, 40–45 and 3 more".
#[must_use]
pub fn listed(items: impl ExactSizeIterator<Item = String>, max_items: usize) -> String {
    let more = items.len().saturating_sub(max_items);
    let listed = items.take(max_items).collect::<Vec<_>>().join(", ");
    match more {
        0 => listed,
        more => format!("{listed} and {more} more"),
    }
}

/// Several places in a document.
#[must_use]
pub fn places_in_words(places: &[Match]) -> String {
    let places = places.iter();
    listed(
        places.map(|place| format!("{}–{}", place.start, place.end)),
        5,
    )
}

/// The number of problems of a severity.
#[must_use]
pub fn problem_count(problems: &[Problem], severity: Severity) -> usize {
    let problems = problems.iter();
    problems.filter(|it| it.severity == severity).count()
}

/// "1 error, 0 warnings".
#[must_use]
pub fn problems_in_words(problems: &[Problem]) -> String {
    let count = |severity| problem_count(problems, severity);
    let errors = counted(count(Severity::Error), "error", "errors");
    let warnings = counted(count(Severity::Warning), "warning", "warnings");
    format!("{errors}, {warnings}")
}

/// How the document that was found relates to the recorded digest.
#[must_use]
pub fn copy_in_words(recorded: Option<Digest>, found: Option<Digest>) -> &'static str {
    match (recorded, found) {
        (_, None) => "no copy found",
        (None, Some(_)) => "no digest recorded",
        (recorded, found) if recorded == found => "the recorded copy",
        (Some(_), Some(_)) => "not the recorded copy",
    }
}

/// A digest, if there is one.
#[must_use]
pub fn digest_or_none(digest: Option<Digest>) -> String {
    digest.map_or_else(|| "none".to_owned(), |digest| digest.to_string())
}
