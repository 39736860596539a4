//! Sentences that the formats for people share.

use std::fmt::Write as _;

use super::content::{CitationRow, Report};
use super::state_counts::StateCounts;
use crate::export::content::SourceEntry;
use crate::export::wording::{copy_in_words, counted, places_in_words, problem_count};
use crate::library::SourceCopy;
use crate::model::Digest;
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
        let kinds = states.among(&StateCounts::NEEDING_REVIEW);
        sentences.push(format!("{count} {needs} review: {kinds}."));
    }
    let unavailable = states.of(AnchorState::Unavailable);
    if unavailable > 0 {
        sentences.push(format!(
            "{unavailable} could not be checked, because no copy of the document was found."
        ));
    }
    let errors = problem_count(report.problems, Severity::Error);
    if errors > 0 {
        let errors = counted(errors, "error", "errors");
        sentences.push(format!("The file has {errors}."));
    }
    sentences.join(" ")
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
    let date = entry.date.in_full(&text, id);
    parts.extend(date.map(|date| format!("gives {date}")));
    let by = entry.citation.attributed_to.as_deref();
    parts.extend(by.map(|by| format!("attributed to {}", text(by))));
    Some(parts.join(" · "))
}

/// The copy of a source: how it relates to the recorded digest, its file, and which
/// program extracted its text.
pub(super) fn copy_details(
    entry: &SourceEntry<'_>,
    text: impl Fn(&str) -> String,
    id: impl Fn(&str) -> String,
) -> Vec<String> {
    let mut details = vec![copy_in_words(entry.recorded(), entry.found()).to_owned()];
    let name = entry.document.and_then(file_name);
    details.extend(name.map(|name| format!("file {}", id(&name))));
    let extractor = entry.document.map(|document| &document.extractor);
    details.extend(extractor.map(|it| format!("read by {}", text(&it.to_string()))));
    let recorded = entry.source.extractor.as_ref();
    details.extend(recorded.map(|it| format!("recorded extractor {}", text(&it.to_string()))));
    details
}

/// Where and how well a passage was found, and in which copy: "at 27–63",
/// "score 0.809", "the recorded copy: f88499a9", "annals-text 1".
pub(super) fn state_details(
    row: CitationRow<'_>,
    text: impl Fn(&str) -> String,
    id: impl Fn(&str) -> String,
) -> Vec<String> {
    let entry = row.entry;
    let mut details = Vec::new();
    let place = entry.anchor.and_then(|anchor| anchor.matched);
    let candidates = entry.anchor.map_or(&[][..], |anchor| &anchor.candidates);
    if let Some(place) = place {
        details.push(format!("at {}–{}", place.start, place.end));
        details.push(format!("score {:.3}", place.score));
    } else if !candidates.is_empty() {
        let count = counted(candidates.len(), "place", "places");
        details.push(format!("in {count}: {}", places_in_words(candidates)));
    }
    let (recorded, found) = (entry.source.sha256, entry.found());
    let short = |digest: Option<Digest>| {
        id(&digest.map_or_else(|| "none".to_owned(), |digest| digest.short()))
    };
    let mut copy = format!(
        "{}: {}",
        copy_in_words(recorded, found),
        short(found.or(recorded))
    );
    if found.is_some() && recorded != found {
        let _ = write!(copy, ", recorded {}", short(recorded));
    }
    details.push(copy);
    details.extend(
        entry
            .document
            .map(|document| text(&document.extractor.to_string())),
    );
    details
}

/// The name of a document's file, without the folder, which differs by machine.
pub(super) fn file_name(document: &SourceCopy) -> Option<String> {
    let name = document.path.file_name()?;
    Some(name.to_string_lossy().into_owned())
}
