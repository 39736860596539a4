//! Sentences that the formats for people share.

use std::fmt::Write as _;

use super::content::{CitationRow, Report};
use super::state_counts::StateCounts;
use crate::export::dates::DateEntry;
use crate::export::wording::{counted, places_in_words};
use crate::library::SourceCopy;
use crate::storage::Severity;
use annals_anchor::{AnchorState, WordChange, WordSpan};

/// A diff with removed words in `[-…-]` and added ones in `{+…+}`.
pub(super) fn marked_changes(changes: &[WordSpan]) -> String {
    let marked = changes.iter().map(|span| match span.change {
        WordChange::Unchanged => span.words.clone(),
        WordChange::Removed => format!("[-{}-]", span.words),
        WordChange::Added => format!("{{+{}+}}", span.words),
    });
    marked.collect::<Vec<_>>().join(" ")
}

/// The result that an editor signs.
pub(super) fn verdict(report: &Report<'_>) -> String {
    let states = &report.states;
    let passages = report.states.total();
    let found = states.of(AnchorState::Exact) + states.of(AnchorState::Normalised);
    let mut sentences = vec![match found {
        _ if passages == 0 => "There are no passages.".to_owned(),
        _ if found == passages => "Every passage matches its source.".to_owned(),
        _ => {
            let verb = if found == 1 {
                "matches its source"
            } else {
                "match their sources"
            };
            let passages = counted(passages, "passage", "passages");
            format!("{found} of {passages} {verb}.")
        }
    }];
    let count = states.needing_review();
    if count > 0 {
        let needs = if count == 1 { "needs" } else { "need" };
        let kinds = StateCounts::NEEDING_REVIEW.map(|state| (states.of(state), state.name()));
        let kinds = kinds.iter().filter(|(count, _)| *count > 0);
        let kinds: Vec<String> = kinds
            .map(|(count, kind)| format!("{count} {kind}"))
            .collect();
        sentences.push(format!("{count} {needs} review: {}.", kinds.join(", ")));
    }
    let unavailable = states.of(AnchorState::Unavailable);
    if unavailable > 0 {
        sentences.push(format!(
            "{unavailable} could not be checked, because no copy of the document was found."
        ));
    }
    let errors = report.problem_count(Severity::Error);
    if errors > 0 {
        let errors = counted(errors, "error", "errors");
        sentences.push(format!("The file has {errors}."));
    }
    sentences.join(" ")
}

/// "1 error, 0 warnings".
pub(super) fn problems_in_words(report: &Report<'_>) -> String {
    let errors = counted(report.problem_count(Severity::Error), "error", "errors");
    let warnings = report.problem_count(Severity::Warning);
    format!("{errors}, {}", counted(warnings, "warning", "warnings"))
}

/// The quotation limit, and how many words it cut.
pub(super) fn limit_in_words(report: &Report<'_>) -> String {
    let colophon = &report.content.colophon;
    let quoted = counted(colophon.words_quoted, "word", "words");
    match colophon.quote_limit {
        Some(limit) => format!(
            "at most {} per source; {quoted} quoted, {} cut",
            counted(limit, "word", "words"),
            colophon.words_cut
        ),
        None => format!("none; {quoted} quoted"),
    }
}

/// How the document that was found relates to the recorded digest.
pub(super) fn copy_in_words(recorded: Option<&str>, found: Option<&str>) -> &'static str {
    match (recorded, found) {
        (_, None) => "no copy found",
        (None, Some(_)) => "no digest recorded",
        (Some(recorded), Some(found)) if recorded == found => "the recorded copy",
        (Some(_), Some(_)) => "not the recorded copy",
    }
}

/// The first eight digits of a digest.
pub(super) fn short_digest(digest: Option<&str>) -> String {
    digest.map_or_else(
        || "none".to_owned(),
        |digest| digest.chars().take(8).collect(),
    )
}

/// A date with how it is known; `text` and `id` escape for the format:
/// "about 1955–1959 (1955~/1959~), inferred: …".
pub(super) fn date_in_words(
    date: DateEntry<'_>,
    text: impl Fn(&str) -> String,
    id: impl Fn(&str) -> String,
) -> Option<String> {
    let words = date.in_words();
    let mut phrase = match (&words, date.invalid()) {
        (Some(words), _) => text(words),
        (None, Some(invalid)) => format!("“{}”, not EDTF", text(invalid)),
        (None, None) => return None,
    };
    if let Some(edtf) = date.edtf().filter(|edtf| words.as_deref() != Some(edtf)) {
        let _ = write!(phrase, " ({})", id(edtf));
    }
    phrase.push_str(match date.basis {
        Some("stated") => ", stated in a passage",
        Some(_) => ", inferred",
        None => "",
    });
    if let Some(reason) = date.reason {
        phrase.push_str(": ");
        phrase.push_str(&text(reason));
    }
    Some(phrase)
}

/// What a citation claims about its event, without its note; `text` and `id` escape
/// for the format: "supports · gives 1958 · attributed to the guard".
pub(super) fn claim_in_words(
    row: CitationRow<'_>,
    text: impl Fn(&str) -> String,
    id: impl Fn(&str) -> String,
) -> Option<String> {
    let entry = row.citation?;
    let mut parts = vec![entry.citation.stance.name().to_owned()];
    let date = date_in_words(entry.date, &text, id);
    parts.extend(date.map(|date| format!("gives {date}")));
    let by = entry.citation.attributed_to.as_deref();
    parts.extend(by.map(|by| format!("attributed to {}", text(by))));
    Some(parts.join(" · "))
}

/// The place of a passage: "at 27–63", "in 3 places: 4–9, 20–25, 40–45".
pub(super) fn place_in_words(row: CitationRow<'_>) -> Option<String> {
    let anchor = row.entry.anchor?;
    if let Some(place) = anchor.matched {
        return Some(format!("at {}–{}", place.start, place.end));
    }
    let candidates = &anchor.candidates;
    let places = counted(candidates.len(), "place", "places");
    (!candidates.is_empty()).then(|| format!("in {places}: {}", places_in_words(candidates)))
}

/// The score of a found passage: "score 0.809".
pub(super) fn score_in_words(row: CitationRow<'_>) -> Option<String> {
    let place = row.entry.anchor?.matched?;
    Some(format!("score {:.3}", place.score))
}

/// The name of a document's file, without the folder, which differs by machine.
pub(super) fn file_name(document: &SourceCopy) -> Option<String> {
    let name = document.path.file_name()?;
    Some(name.to_string_lossy().into_owned())
}
