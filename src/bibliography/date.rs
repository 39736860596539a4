//! Dates of CSL-JSON: what the processor can set, and words for the rest.

use serde_json::{Map, Value};

use super::clean::clean;
use crate::date_words::in_english;
use annals_edtf::{Edtf, days_in_month};
use annals_prose_dates::read_date;

/// A date as a style is to set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Issued {
    /// The date, or the words that stand in its place.
    pub(super) date: Given,
    /// Whether it stands in square brackets in the record: supplied by an
    /// editor, not found in the document.
    pub(super) is_supplied: bool,
}

/// A date, or words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given {
    /// A year, with a month and a day where there are any.
    Day {
        /// Astronomical: 0 is 1 BCE.
        year: i16,
        /// From 1.
        month: Option<u8>,
        /// From 1.
        day: Option<u8>,
    },
    /// A range, a season, an uncertain date, or what nothing could be made of.
    Words(String),
}

/// Reads a date, in any of the shapes that stand in files: `date-parts` of
/// numbers or texts, `raw`, `literal`, a bare text or year.
pub(super) fn read(value: &Value) -> Option<Issued> {
    match value {
        Value::Object(object) => from_object(object),
        Value::String(text) => from_text(text),
        Value::Number(number) => from_text(&number.to_string()),
        _ => None,
    }
}

fn from_object(object: &Map<String, Value>) -> Option<Issued> {
    let text = |key: &str| object.get(key).and_then(Value::as_str);
    if let Some(given) = object.get("date-parts").and_then(from_parts) {
        let season = object.get("season").and_then(season_word);
        let is_circa = object.get("circa").is_some_and(is_true);
        let date = match (given, season) {
            (
                Given::Day {
                    year, month: None, ..
                },
                Some(season),
            ) => Given::Words(format!("{season} {}", year_in_words(year))),
            (given, _) => given,
        };
        let date = if is_circa {
            Given::Words(format!("ca. {}", day_in_words(&date)))
        } else {
            date
        };
        return Some(Issued {
            date,
            is_supplied: false,
        });
    }
    from_text(text("raw").or_else(|| text("literal"))?)
}

/// `[[2025, "02", 7]]`, or two of them for a range. What is no month or no day
/// is left out with all that stands after it.
fn from_parts(value: &Value) -> Option<Given> {
    let dates: Vec<Given> = value
        .as_array()?
        .iter()
        .take(2)
        .filter_map(|parts| {
            let parts = parts.as_array()?;
            let part = |place: usize| parts.get(place).and_then(whole);
            let year = part(0).filter(|year| *year != 0)?;
            // A year before our era is -1 for 1 BCE; there is no year 0.
            let year = if year < 0 { year + 1 } else { year };
            day(year, part(1), part(2))
        })
        .collect();
    match dates.as_slice() {
        [one] => Some(one.clone()),
        [one, other] if one == other => Some(one.clone()),
        [one, other] => Some(Given::Words(range_in_words(one, other))),
        _ => None,
    }
}

fn day(year: i64, month: Option<i64>, day: Option<i64>) -> Option<Given> {
    let whole_year = i16::try_from(year).ok()?;
    if !(-9_000..=9_000).contains(&whole_year) {
        return Some(Given::Words(year.to_string()));
    }
    let month = month.and_then(|month| u8::try_from(month).ok());
    let month = month.filter(|month| (1..=12).contains(month));
    let day = month.zip(day).and_then(|(month, day)| {
        let day = u8::try_from(day).ok()?;
        (1..=days_in_month(year, month))
            .contains(&day)
            .then_some(day)
    });
    Some(Given::Day {
        year: whole_year,
        month,
        day,
    })
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

/// 1 is spring, 4 winter; 13 to 16 and 21 to 24 mean the same.
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

/// A date in words or in EDTF. Words that are a date as a whole become one; all
/// others stay as they are.
fn from_text(text: &str) -> Option<Issued> {
    let text = clean(text)?;
    let inner = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .filter(|inner| !inner.contains(['[', ']']))
        .map(str::trim);
    let is_supplied = inner.is_some_and(|inner| !inner.is_empty());
    let date = inner.filter(|inner| !inner.is_empty()).unwrap_or(&text);
    let date = from_words(date).unwrap_or_else(|| Given::Words(date.to_owned()));
    Some(Issued { date, is_supplied })
}

fn from_words(words: &str) -> Option<Given> {
    // Longer than any date in words; the rest is not worth reading.
    if words.chars().count() > 100 {
        return None;
    }
    if let Ok(edtf) = Edtf::parse(words) {
        return Some(from_edtf(&edtf));
    }
    simple(read_date(words)?.as_str())
}

fn from_edtf(edtf: &Edtf) -> Given {
    let text = edtf.as_str();
    if let Some(day) = simple(text) {
        return day;
    }
    let bare = text.trim_end_matches(['~', '?', '%']);
    match (simple(bare), text.get(bare.len()..)) {
        (
            Some(Given::Day {
                year, month: None, ..
            }),
            Some(sign),
        ) => {
            let year = year_in_words(year);
            Given::Words(match sign {
                "~" => format!("ca. {year}"),
                "?" => format!("{year}?"),
                _ => format!("ca. {year}?"),
            })
        }
        _ => Given::Words(in_english(edtf)),
    }
}

/// `2025`, `2025-02`, `2025-02-07` and no other EDTF.
pub(super) fn simple(edtf: &str) -> Option<Given> {
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

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn year_in_words(year: i16) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BCE", 1 - i32::from(year))
    }
}

/// "7 February 2025".
fn day_in_words(date: &Given) -> String {
    match date {
        Given::Words(words) => words.clone(),
        Given::Day { year, month, day } => {
            let mut words = String::new();
            if let Some(day) = day {
                words = format!("{day} ");
            }
            let name = month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
            if let Some(name) = name {
                words.push_str(name);
                words.push(' ');
            }
            words + &year_in_words(*year)
        }
    }
}

/// "1998–1999"; with spaces round the dash where an end has any itself.
fn range_in_words(one: &Given, other: &Given) -> String {
    let (one, other) = (day_in_words(one), day_in_words(other));
    if one.contains(' ') || other.contains(' ') {
        format!("{one} – {other}")
    } else {
        format!("{one}–{other}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn on(year: i16, month: u8, day: u8) -> Given {
        Given::Day {
            year,
            month: (month > 0).then_some(month),
            day: (day > 0).then_some(day),
        }
    }

    fn words(words: &str) -> Given {
        Given::Words(words.to_owned())
    }

    #[test]
    fn a_date_is_read_in_every_shape_that_files_have() {
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
    fn square_brackets_say_that_a_date_is_supplied() {
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
    fn what_is_no_date_is_none() {
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
