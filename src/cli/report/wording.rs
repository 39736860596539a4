//! What the formats for people say alike.

use super::content::Report;
use super::facts::{DateFacts, StateCounts, StretchFacts};
use crate::cli::terminal::counted;
use annals_anchor::{AnchorState, WordChange};

/// The words of a diff with what was removed in `[-…-]` and what was added in
/// `{+…+}`.
pub(super) fn marked_diff(diff: &[StretchFacts]) -> String {
    let marked = diff.iter().map(|stretch| match stretch.change {
        WordChange::Unchanged => stretch.words.clone(),
        WordChange::Removed => format!("[-{}-]", stretch.words),
        WordChange::Added => format!("{{+{}+}}", stretch.words),
    });
    marked.collect::<Vec<_>>().join(" ")
}

/// The sentence that an editor signs below.
pub(super) fn verdict(report: &Report<'_>) -> String {
    let states = &report.summary.states;
    let passages = report.summary.passages;
    let mut sentences = Vec::new();
    let standing = states.exact + states.normalised;
    if passages == 0 {
        sentences.push("There are no passages.".to_owned());
    } else if standing == passages {
        sentences.push("Every passage stands in its source as it was written down.".to_owned());
    } else {
        let verb = if standing == 1 { "stands" } else { "stand" };
        sentences.push(format!(
            "{standing} of {} {verb} in the sources as written down.",
            counted(passages, "passage", "passages"),
        ));
    }
    if states.astray() > 0 {
        let kinds = [
            (states.drifted, "drifted"),
            (states.ambiguous, "ambiguous"),
            (states.missing, "missing"),
        ];
        let kinds = kinds.iter().filter(|(count, _)| *count > 0);
        let kinds: Vec<String> = kinds
            .map(|(count, kind)| format!("{count} {kind}"))
            .collect();
        let needs = if states.astray() == 1 {
            "needs"
        } else {
            "need"
        };
        sentences.push(format!(
            "{} {needs} a look: {}.",
            states.astray(),
            kinds.join(", ")
        ));
    }
    if states.unavailable > 0 {
        sentences.push(format!(
            "{} could not be checked: no copy of the document was at hand.",
            states.unavailable
        ));
    }
    if report.summary.errors > 0 {
        sentences.push(format!(
            "The file has {}.",
            counted(report.summary.errors, "error", "errors")
        ));
    }
    sentences.join(" ")
}

/// The states that occur, with their counts.
pub(super) fn states_in_words(states: &StateCounts) -> String {
    let counts = AnchorState::ALL.into_iter().zip(states.all());
    let said = counts
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| format!("{count} {}", state.name()));
    said.collect::<Vec<_>>().join(", ")
}

/// The limit on quotations, and what it cut.
pub(super) fn limit_in_words(report: &Report<'_>) -> String {
    let quoted = counted(report.summary.words_quoted, "word", "words");
    match report.options.quote_limit {
        Some(limit) => format!(
            "at most {} a source; {quoted} quoted, {} cut",
            counted(limit, "word", "words"),
            report.summary.words_cut
        ),
        None => format!("none; {quoted} quoted"),
    }
}

/// The copy at hand held against the recorded digest.
pub(super) fn copy_in_words(recorded: Option<&str>, found: Option<&str>) -> &'static str {
    match (recorded, found) {
        (_, None) => "no copy at hand",
        (None, Some(_)) => "no digest recorded",
        (Some(recorded), Some(found)) if recorded == found => "the recorded copy",
        (Some(_), Some(_)) => "not the recorded copy",
    }
}

/// The first eight digits of a digest.
pub(super) fn short(digest: Option<&str>) -> String {
    digest.map_or_else(
        || "none".to_owned(),
        |digest| digest.chars().take(8).collect(),
    )
}

/// How a date is known: ", stated in a passage".
pub(super) fn basis_in_words(dating: &DateFacts<'_>) -> &'static str {
    match dating.basis {
        Some("stated") => ", stated in a passage",
        Some(_) => ", inferred",
        None => "",
    }
}

/// A date's EDTF where its words are others.
pub(super) fn edtf_beside<'r>(dating: &DateFacts<'r>) -> Option<&'r str> {
    dating
        .date
        .filter(|date| dating.date_in_words.as_deref() != Some(*date))
}

/// Where a passage stands: "at 27–63", "in 3 places: 4–9, 20–25, 40–45".
pub(super) fn place_in_words(passage: &super::facts::PassageFacts<'_>) -> Option<String> {
    const MOST_LISTED: usize = 5;
    if let (Some(start), Some(end)) = (passage.start, passage.end) {
        return Some(format!("at {start}–{end}"));
    }
    let candidates = &passage.candidates;
    if candidates.is_empty() {
        return None;
    }
    let listed = candidates.iter().take(MOST_LISTED);
    let listed: Vec<String> = listed
        .map(|place| format!("{}–{}", place.start, place.end))
        .collect();
    let rest = candidates.len().saturating_sub(MOST_LISTED);
    let more = if rest > 0 {
        format!(" and {rest} more")
    } else {
        String::new()
    };
    Some(format!(
        "in {}: {}{more}",
        counted(candidates.len(), "place", "places"),
        listed.join(", ")
    ))
}
