//! The date of an event in words, with its basis.

use super::date_claims::{ClaimRole, DateClaim, date_claims};
use crate::date_words::in_words;
use crate::language::{say, say_with};
use crate::model::{Basis, Event, Index, Timeline, visible_text};

/// The date of an event as a person would say it, and how it is known, in the
/// current language: "1958, stated in the passage".
#[must_use]
pub fn date_in_words(timeline: &Timeline, index: Index<Event>) -> String {
    let event = &timeline[index];
    let quoted = event
        .date_text
        .as_ref()
        .map(|text| {
            let words = visible_text(text);
            let quoted = say_with("quoted", &[("words", words.as_ref().into())]);
            format!(" ({quoted})")
        })
        .unwrap_or_default();
    let all = date_claims(timeline, index);
    let rivals: Vec<&str> = all
        .iter()
        .filter(|claim| claim.role == ClaimRole::Rival)
        .map(DateClaim::words)
        .collect();
    let Some(date) = &event.date else {
        if !all.is_empty() {
            let dates: Vec<&str> = all.iter().map(DateClaim::words).collect();
            let dates = dates.join(&say("event-rival-or"));
            return say_with("event-undated-by-sources", &[("dates", dates.into())]);
        }
        return match &event.date_text {
            Some(text) => say_with(
                "event-undated-says",
                &[("words", visible_text(text).as_ref().into())],
            ),
            None => say("event-undated"),
        };
    };
    let Some(edtf) = &date.edtf else {
        return say_with(
            "event-invalid-date",
            &[("text", visible_text(&date.text).as_ref().into())],
        );
    };
    if !rivals.is_empty() {
        return say_with(
            "event-rival-dates",
            &[
                ("date", in_words(edtf).into()),
                ("others", rivals.join(&say("event-rival-or")).into()),
            ],
        );
    }
    let words = in_words(edtf);
    // The source's own words add something only where they are others.
    let quoted = if event
        .date_text
        .as_ref()
        .is_some_and(|text| text.contains(&words))
    {
        String::new()
    } else {
        quoted
    };
    match event.dating.basis {
        Some(Basis::Stated) => {
            let id = if event.citations.len() > 1 {
                "event-stated-in-a-passage"
            } else {
                "event-stated-in-the-passage"
            };
            say_with(id, &[("date", format!("{words}{quoted}").into())])
        }
        Some(Basis::Inferred) => say_with(
            "event-inferred-not-stated",
            &[("date", format!("{words}{quoted}").into())],
        ),
        None => format!("{words}{quoted}"),
    }
}
