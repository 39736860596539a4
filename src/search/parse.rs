//! Parsing filters as typed.

use super::filter::{
    Condition, EvidenceKind, Filter, FilterProblem, NameKind, NameQuery, Phrase, Term,
};
use super::fold::each_word;
use super::names::literal;
use crate::language::{InputError, Message};
use crate::model::Basis;
use annals_anchor::{AnchorState, is_invisible, typographic_form};
use annals_edtf::Edtf;
use annals_prose_dates::suggest_edtf;

/// The fields of a filter, each with an example.
pub const FIELDS: [(&str, &str); 11] = [
    ("lane", "lane:washington"),
    ("tag", "tag:aid"),
    ("source", "source:coplen"),
    ("actor", "actor:\"Prime Minister\""),
    ("date", "date:1953/1963"),
    ("possibly", "possibly:1953/1963"),
    ("certainly", "certainly:1953/1963"),
    ("basis", "basis:inferred"),
    ("state", "state:drifted"),
    ("evidence", "evidence:single-source"),
    ("is", "is:undated"),
];

impl Filter {
    /// Parses a filter: words, `"phrases"` and `field:value`, each excluded by a `-`
    /// before it. An invalid token is skipped and reported as a problem. [`FIELDS`]
    /// lists the fields:
    ///
    /// - `lane:`, `tag:`, `actor:`, `source:` match an id or name with words that begin
    ///   with the value; in quotation marks, the whole id or name. A value with
    ///   symbols (`C#`, `★`) that equals an id or name matches only that.
    /// - `date:` and `possibly:` match events that may be in the period, undated ones
    ///   included ([`crate::query::period_match`]); `certainly:` those that are. A
    ///   period is a date or an interval in EDTF.
    /// - `basis:stated`, `basis:inferred`; `is:undated`.
    /// - `state:` with the name of a state matches events with a passage in that state.
    /// - `evidence:none`, `evidence:single-source`, `evidence:several-sources` match by
    ///   the number of supporting sources; `evidence:disputed` and
    ///   `evidence:rival-dates` if the passages disagree.
    ///
    /// Values of one field are alternatives; different fields, words and exclusions all
    /// have to match.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<FilterProblem>) {
        let mut filter = Self::default();
        let mut problems = Vec::new();
        for token in tokens(text) {
            let condition = match token.field {
                None => Ok(parse_phrase(&token).map(Condition::Words)),
                Some(field) => parse_condition(field, &token).map(Some),
            };
            match condition {
                Ok(condition) => filter.terms.extend(condition.map(|condition| Term {
                    negated: token.negated,
                    condition,
                })),
                Err(InputError { message, hint }) => problems.push(FilterProblem {
                    column: text
                        .get(..token.range.start)
                        .map_or(0, |before| before.chars().count())
                        + 1,
                    message,
                    hint,
                }),
            }
        }
        (filter, problems)
    }
}

/// The field with this name, and its example. Case does not matter.
pub(super) fn known_field(name: &str) -> Option<(&'static str, &'static str)> {
    let mut fields = FIELDS.into_iter();
    fields.find(|(known, _)| known.eq_ignore_ascii_case(name))
}

/// A term of a filter as written.
#[derive(Debug, Clone)]
pub(super) struct FilterToken<'a> {
    /// Its bytes in the text.
    pub range: std::ops::Range<usize>,
    /// The name before the colon, known or not.
    pub field: Option<&'a str>,
    /// The value, without quotation marks.
    pub value: &'a str,
    /// Whether it is in closed quotation marks.
    pub is_closed: bool,
    pub negated: bool,
}

/// The tokens of a filter, in the order of its text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = FilterToken<'_>> {
    let mut rest = text.trim_start();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let begins = text.len() - rest.len();
        let negated = rest
            .strip_prefix('-')
            .filter(|after| after.starts_with(|c: char| !c.is_whitespace()));
        let (field, value) = split_field(negated.unwrap_or(rest));
        let (value, is_closed, after) = split_value(value);
        rest = after.trim_start();
        Some(FilterToken {
            range: begins..text.len() - after.len(),
            field,
            value,
            is_closed,
            negated: negated.is_some(),
        })
    })
}

pub(super) fn is_quotation_mark(c: char) -> bool {
    typographic_form(c) == Some('"')
}

/// Splits off `field:`.
fn split_field(token: &str) -> (Option<&str>, &str) {
    match token.split_once(':') {
        Some((field, value))
            if !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_alphabetic()) =>
        {
            (Some(field), value)
        }
        _ => (None, token),
    }
}

/// A value, whether it is in closed quotation marks, and what follows it.
fn split_value(rest: &str) -> (&str, bool, &str) {
    if let Some(inner) = rest.strip_prefix(is_quotation_mark) {
        return match inner.split_once(is_quotation_mark) {
            Some((value, after)) => (value, true, after),
            None => (inner, false, ""),
        };
    }
    let end = rest.find(|c: char| c.is_whitespace() || is_quotation_mark(c));
    let (value, after) = rest.split_at(end.unwrap_or(rest.len()));
    (value, false, after)
}

/// The words of a value; `None` if it has none. The last one is a prefix if nothing
/// or a `*` follows it.
fn parse_phrase(token: &FilterToken<'_>) -> Option<Phrase> {
    let mut words = Vec::new();
    let mut end = 0;
    each_word(token.value, |word, bytes| {
        words.push(word.to_owned());
        end = bytes.end;
    });
    let after = token.value.get(end..).unwrap_or_default();
    let after = after.trim_matches(is_invisible);
    let is_open = after == "*" || (after.is_empty() && !token.is_closed);
    (!words.is_empty()).then_some(Phrase { words, is_open })
}

/// The condition of a field with a value, or the message and hint of a problem.
fn parse_condition(field: &str, token: &FilterToken<'_>) -> Result<Condition, InputError> {
    let Some((known, example)) = known_field(field) else {
        let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
        return Err(InputError::new(
            Message::new("filter-unknown-field").with("field", field),
            Message::new("filter-unknown-field-hint").with("fields", names.join(", ")),
        ));
    };
    let text = token.value.trim();
    let (phrase, literal) = (parse_phrase(token), literal(text));
    if phrase.is_none() && literal.is_none() {
        return Err(InputError::new(
            Message::new("filter-missing-value").with("field", known),
            Message::new("filter-missing-value-hint").with("example", example),
        ));
    }
    let named = |kind| {
        Ok(Condition::Named(
            kind,
            NameQuery {
                phrase,
                literal,
                is_whole: token.is_closed,
            },
        ))
    };
    match known {
        "lane" => named(NameKind::Lane),
        "tag" => named(NameKind::Tag),
        "actor" => named(NameKind::Actor),
        "source" => named(NameKind::Source),
        "basis" => one_of(
            known,
            text,
            &[Basis::Stated, Basis::Inferred].map(|basis| (basis.name(), Condition::Basis(basis))),
        ),
        "state" => one_of(
            known,
            text,
            &AnchorState::ALL.map(|state| (state.name(), Condition::State(state))),
        ),
        "evidence" => one_of(
            known,
            text,
            &EvidenceKind::ALL.map(|rests| (rests.name(), Condition::EvidenceKind(rests))),
        ),
        "is" => one_of(known, text, &[("undated", Condition::Undated)]),
        _ => period(text, known == "certainly"),
    }
}

fn one_of(field: &str, text: &str, choices: &[(&str, Condition)]) -> Result<Condition, InputError> {
    let lower = text.to_lowercase();
    if let Some((_, condition)) = choices.iter().find(|(name, _)| *name == lower) {
        return Ok(condition.clone());
    }
    let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    Err(InputError::new(
        Message::new("filter-unknown-value")
            .with("text", text)
            .with("field", field),
        Message::new("filter-unknown-value-hint").with("values", names.join(", ")),
    ))
}

fn period(text: &str, certainly: bool) -> Result<Condition, InputError> {
    match Edtf::parse(text) {
        Ok(period) if !period.members().is_empty() => Err(InputError::new(
            Message::new("filter-set").with("text", text),
            Message::new("filter-set-hint"),
        )),
        Ok(period) if period.extent().is_out_of_range() => Err(InputError::new(
            Message::new("filter-out-of-range").with("text", text),
            Message::new("filter-out-of-range-hint"),
        )),
        Ok(period) => Ok(Condition::Period(period, certainly)),
        Err(_) => Err(InputError::new(
            Message::new("filter-invalid-date").with("text", text),
            suggest_edtf(text).map_or_else(
                || Message::new("filter-invalid-date-hint"),
                |date| Message::new("filter-date-suggestion").with("date", date),
            ),
        )),
    }
}
