//! Why a text is no date, in words.

use annals_edtf::{DatePlace, EdtfError, EndReason, Expectation, NextComponent};

use crate::language::{MessageArgument, say_with};

/// What was expected where a text stops being EDTF, in the language of the thread:
/// "a day from 01 to 28".
#[must_use]
pub fn expectation_in_words(error: &EdtfError) -> String {
    let component = |component| match component {
        Some(NextComponent::Month) => "month",
        Some(NextComponent::Day) => "day",
        None => "none",
    };
    let end = |place| match place {
        DatePlace::Alone => "alone",
        DatePlace::Interval => "interval",
        DatePlace::Set => "set",
    };
    let reason = |reason| match reason {
        EndReason::NoMonth => "month",
        EndReason::NoDay => "day",
        EndReason::NoTime => "time",
    };
    let arguments: Vec<(&str, MessageArgument<'_>)> = match error.expected {
        Expectation::Day { last } => vec![("last", i64::from(last).into())],
        Expectation::SignificantDigits { most } => vec![("most", most.to_string().into())],
        Expectation::Length { most } => vec![("most", MessageArgument::ungrouped(most))],
        Expectation::AfterDate {
            component: next,
            qualifier,
            place,
        } => {
            let qualifier = match (qualifier, next) {
                (true, _) => "yes",
                (false, Some(_)) => "no",
                (false, None) => "none",
            };
            vec![
                ("component", component(next).into()),
                ("qualifier", qualifier.into()),
                ("place", end(place).into()),
            ]
        }
        Expectation::EndOfDate { place, reason: why } => {
            vec![("place", end(place).into()), ("reason", reason(why).into())]
        }
        _ => Vec::new(),
    };
    let id = format!("edtf-{}", error.expected.code());
    let words = say_with(&id, &arguments);
    if error.is_space {
        return say_with("edtf-no-space", &[("expected", words.into())]);
    }
    words
}
