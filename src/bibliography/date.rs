//! Dates of CSL-JSON: calendar dates for the processor, text for all others.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::clean::clean;
use crate::date_words::in_english;
use annals_edtf::{Edtf, days_in_month};
use annals_prose_dates::read_date;

/// A date of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecordDate {
    /// The date.
    pub(super) date: CslDate,
    /// Whether the record has it in square brackets: an editor supplied it, the
    /// document does not give it.
    pub(super) is_supplied: bool,
}

/// A calendar date or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CslDate {
    /// A year, and a month and a day where there are any. The year is astronomical: 0
    /// is 1 BCE.
    Calendar(Vec<i16>),
    /// A range, a season, an uncertain date, or text that is no date.
    Text(String),
}

impl CslDate {
    /// As CSL-JSON: `date-parts`, or `literal` for a text.
    pub(super) fn into_json(self) -> Value {
        match self {
            Self::Calendar(mut parts) => {
                // There is no year 0 in CSL-JSON: -1 is 1 BCE.
                if let Some(year) = parts.first_mut().filter(|year| **year <= 0) {
                    *year -= 1;
                }
                json!({ "date-parts": [parts] })
            }
            Self::Text(words) => json!({ "literal": words }),
        }
    }
}

/// Reads a date in any shape that files have: `date-parts` of numbers or texts,
/// `raw`, `literal`, a plain text or year.
pub(super) fn read(value: &Value) -> Option<RecordDate> {
    match value {
        Value::Object(object) => from_object(object),
        Value::String(text) => from_text(text),
        Value::Number(number) => from_text(&number.to_string()),
        _ => None,
    }
}

fn from_object(object: &Map<String, Value>) -> Option<RecordDate> {
    let text = |key: &str| object.get(key).and_then(Value::as_str);
    if let Some(given) = object.get("date-parts").and_then(from_parts) {
        let season = object.get("season").and_then(season_word);
        let is_circa = object.get("circa").is_some_and(is_true);
        let date = match (season, is_year(&given)) {
            (Some(season), true) => CslDate::Text(format!("{season} {}", date_in_words(&given))),
            _ => given,
        };
        let date = if is_circa {
            CslDate::Text(format!("ca. {}", date_in_words(&date)))
        } else {
            date
        };
        return Some(RecordDate {
            date,
            is_supplied: false,
        });
    }
    from_text(text("raw").or_else(|| text("literal"))?)
}

/// `[[2025, "02", 7]]`, or two of them for a range. An invalid month or day is
/// dropped with everything after it.
fn from_parts(value: &Value) -> Option<CslDate> {
    let dates: Vec<CslDate> = value
        .as_array()?
        .iter()
        .take(2)
        .filter_map(|parts| {
            let parts = parts.as_array()?;
            let part = |place: usize| parts.get(place).and_then(whole);
            let year = part(0).filter(|year| *year != 0)?;
            // CSL-JSON has no year 0: -1 is 1 BCE.
            let year = if year < 0 { year + 1 } else { year };
            day(year, part(1), part(2))
        })
        .collect();
    match dates.as_slice() {
        [one] => Some(one.clone()),
        [one, other] if one == other => Some(one.clone()),
        [one, other] => Some(CslDate::Text(range_in_words(one, other))),
        _ => None,
    }
}

fn day(year: i64, month: Option<i64>, day: Option<i64>) -> Option<CslDate> {
    let whole_year = i16::try_from(year).ok()?;
    if !(-9_000..=9_000).contains(&whole_year) {
        return Some(CslDate::Text(year.to_string()));
    }
    let month = month.and_then(|month| u8::try_from(month).ok());
    let month = month.filter(|month| (1..=12).contains(month));
    let day = month.zip(day).and_then(|(month, day)| {
        let day = u8::try_from(day).ok()?;
        (1..=days_in_month(year, month))
            .contains(&day)
            .then_some(day)
    });
    let parts = [Some(whole_year), month.map(i16::from), day.map(i16::from)];
    Some(CslDate::Calendar(parts.into_iter().flatten().collect()))
}

fn is_year(date: &CslDate) -> bool {
    matches!(date, CslDate::Calendar(parts) if parts.len() == 1)
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(is_true) => *is_true,
        Value::Number(number) => number.as_i64() != Some(0),
        Value::String(text) => !matches!(&*text.to_lowercase(), "" | "false" | "0"),
        _ => false,
    }
}

/// 1 is spring, 4 is winter; 13 to 16 and 21 to 24 mean the same.
fn season_word(value: &Value) -> Option<String> {
    match whole(value) {
        Some(1 | 13 | 21) => Some("Spring".to_owned()),
        Some(2 | 14 | 22) => Some("Summer".to_owned()),
        Some(3 | 15 | 23) => Some("Autumn".to_owned()),
        Some(4 | 16 | 24) => Some("Winter".to_owned()),
        Some(_) => None,
        None => value.as_str().and_then(clean),
    }
}

/// A date in EDTF or in words. Words that are one date as a whole become a
/// calendar date; all others stay as they are.
fn from_text(text: &str) -> Option<RecordDate> {
    let text = clean(text)?;
    let inner = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .filter(|inner| !inner.contains(['[', ']']))
        .map(str::trim);
    let is_supplied = inner.is_some_and(|inner| !inner.is_empty());
    let date = inner.filter(|inner| !inner.is_empty()).unwrap_or(&text);
    let date = from_words(date).unwrap_or_else(|| CslDate::Text(date.to_owned()));
    Some(RecordDate { date, is_supplied })
}

fn from_words(words: &str) -> Option<CslDate> {
    // Longer than any date in words.
    if words.chars().count() > 100 {
        return None;
    }
    if let Ok(edtf) = Edtf::parse(words) {
        return Some(from_edtf(&edtf));
    }
    simple(read_date(words)?.as_str())
}

fn from_edtf(edtf: &Edtf) -> CslDate {
    let text = edtf.as_str();
    if let Some(day) = simple(text) {
        return day;
    }
    let bare = text.trim_end_matches(['~', '?', '%']);
    let year = simple(bare).filter(is_year);
    let year = year.as_ref().map(date_in_words);
    CslDate::Text(match (year, text.get(bare.len()..)) {
        (Some(year), Some("~")) => format!("ca. {year}"),
        (Some(year), Some("?")) => format!("{year}?"),
        (Some(year), Some(_)) => format!("ca. {year}?"),
        _ => in_english(edtf),
    })
}

/// The date of `2025`, `2025-02` or `2025-02-07`; `None` for other EDTF.
pub(super) fn simple(edtf: &str) -> Option<CslDate> {
    let (is_before, digits) = match edtf.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, edtf),
    };
    let mut parts = digits.split('-');
    let mut part = |width: usize| match parts.next() {
        None => Some(None),
        Some(part) if part.len() == width => part.parse::<i64>().ok().map(Some),
        Some(_) => None,
    };
    let (year, month, day_of_month) = (part(4)??, part(2)?, part(2)?);
    let is_season = month.is_some_and(|month| month > 12);
    if parts.next().is_some() || is_season {
        return None;
    }
    day(if is_before { -year } else { year }, month, day_of_month)
}

/// "7 February 2025", "44 BCE".
fn date_in_words(date: &CslDate) -> String {
    match date {
        CslDate::Text(text) => text.clone(),
        CslDate::Calendar(parts) => {
            let mut edtf = String::new();
            for (place, part) in parts.iter().enumerate() {
                let sign = if place > 0 || *part < 0 { "-" } else { "" };
                let width = if place > 0 { 2 } else { 4 };
                // Writing to a string does not fail.
                let _ = write!(edtf, "{sign}{:0width$}", part.unsigned_abs());
            }
            Edtf::parse(&edtf).map_or(edtf, |date| in_english(&date))
        }
    }
}

/// "1998–1999"; with spaces around the dash if one end has spaces.
fn range_in_words(one: &CslDate, other: &CslDate) -> String {
    let (one, other) = (date_in_words(one), date_in_words(other));
    if one.contains(' ') || other.contains(' ') {
        format!("{one} – {other}")
    } else {
        format!("{one}–{other}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i16, month: i16, day: i16) -> CslDate {
        let parts = [month, day].into_iter().filter(|part| *part > 0);
        CslDate::Calendar(std::iter::once(year).chain(parts).collect())
    }

    fn words(words: &str) -> CslDate {
        CslDate::Text(words.to_owned())
    }

    #[test]
    fn dates_of_every_shape_are_read() {
        for (value, date) in [
            (json!({ "date-parts": [[2025, 2, 7]] }), on(2025, 2, 7)),
            (json!({ "date-parts": [["2025", "02"]] }), on(2025, 2, 0)),
            (json!({ "date-parts": [[2025, 2, 30]] }), on(2025, 2, 0)),
            (json!({ "date-parts": [[2025, 14, 3]] }), on(2025, 0, 0)),
            (json!({ "date-parts": [[-44]] }), on(-43, 0, 0)),
            (
                json!({ "date-parts": [[1998], [1999]] }),
                words("1998–1999"),
            ),
            (
                json!({ "date-parts": [[1998, 5], [1998, 6, 3]] }),
                words("May 1998 – 3 June 1998"),
            ),
            (
                json!({ "date-parts": [[2001]], "season": 4 }),
                words("Winter 2001"),
            ),
            (
                json!({ "date-parts": [[1958]], "circa": true }),
                words("ca. 1958"),
            ),
            (json!({ "date-parts": [[20_250]] }), words("20250")),
            (json!({ "raw": "2025" }), on(2025, 0, 0)),
            (json!({ "raw": "2025-02-07" }), on(2025, 2, 7)),
            (json!({ "raw": "7 February 2025" }), on(2025, 2, 7)),
            (json!({ "raw": "February 7, 2025" }), on(2025, 2, 7)),
            (json!({ "raw": "1958~" }), words("ca. 1958")),
            (json!({ "raw": "1958?" }), words("1958?")),
            (json!({ "raw": "forthcoming" }), words("forthcoming")),
            (json!({ "raw": "in the 1950s" }), words("in the 1950s")),
            (json!({ "literal": "spring, 2019" }), words("spring, 2019")),
            (json!({ "date-parts": [], "raw": "2025" }), on(2025, 0, 0)),
            (json!({ "date-parts": [[]], "literal": "x" }), words("x")),
            (json!("2025"), on(2025, 0, 0)),
            (json!(2025), on(2025, 0, 0)),
        ] {
            let read = read(&value).unwrap();
            assert_eq!((read.date, read.is_supplied), (date, false), "{value}");
        }
    }

    #[test]
    fn a_date_in_square_brackets_is_supplied() {
        for (text, date, is_supplied) in [
            ("[7 February 2025]", on(2025, 2, 7), true),
            ("[1958?]", words("1958?"), true),
            ("[]", words("[]"), false),
            ("1958 [1959]", words("1958 [1959]"), false),
        ] {
            let read = read(&json!({ "raw": text })).unwrap();
            assert_eq!((read.date, read.is_supplied), (date, is_supplied), "{text}");
        }
    }

    #[test]
    fn a_value_without_a_date_is_none() {
        for value in [
            json!(null),
            json!([]),
            json!({}),
            json!({ "raw": 7, "literal": [] }),
            json!({ "date-parts": [[0]] }),
            json!({ "date-parts": [[null]] }),
            json!({ "raw": " \n" }),
        ] {
            assert_eq!(read(&value), None, "{value}");
        }
    }
}
