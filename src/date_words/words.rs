//! Dates as a person says them, without false precision.
//!
//! All phrases are messages, `date-…` in `assets/language`, so that another
//! language is another file. The words are in the language of the thread.

use super::phrases::{contract, fill, fill_two};
use crate::language::{Language, current_language, group_digits, say, with_language};
use annals_edtf::syntax::{
    Component, Date, Endpoint, Expression, LongYear, Qualifier, SetMember, TimeOfDay, UtcOffset,
    Year,
};
use annals_edtf::{Bound, CivilDate, Edtf, Instant};

const MONTHS: [&str; 12] = [
    "date-january",
    "date-february",
    "date-march",
    "date-april",
    "date-may",
    "date-june",
    "date-july",
    "date-august",
    "date-september",
    "date-october",
    "date-november",
    "date-december",
];
const SEASONS: [&str; 4] = ["date-spring", "date-summer", "date-autumn", "date-winter"];
const QUARTERS: [&str; 4] = [
    "date-first-quarter",
    "date-second-quarter",
    "date-third-quarter",
    "date-fourth-quarter",
];
const THIRDS: [&str; 3] = ["date-first-third", "date-middle-third", "date-last-third"];
const HALVES: [&str; 2] = ["date-first-half", "date-second-half"];

/// A date in words: "1958", "about 1955–1959", "from about 1990 on".
#[must_use]
pub fn in_words(date: &Edtf) -> String {
    contract(date_words(date))
}

/// A date in English words, whatever the language of the thread: for citations
/// and stored texts.
#[must_use]
pub fn in_english(date: &Edtf) -> String {
    with_language(Language::English, || in_words(date))
}

/// A date in words, as short as possible. A vague part of a decade gets its
/// usual name: `1990~/1994~` is "the early 1990s", `1954~/1956~` "the
/// mid-1950s", `1955~/1959~` "the late 1950s". Other dates are the same as with
/// [`in_words`].
///
/// Early, mid and late are the digits 0–4, 4–6 and 5–9, both ends approximate,
/// as `annals_prose_dates` writes these words.
#[must_use]
pub fn short_words(date: &Edtf) -> String {
    part_of_decade(date).unwrap_or_else(|| in_words(date))
}

/// The time from one second to another in words: to the year above two years, to
/// the month above two months, otherwise to the day.
#[must_use]
pub fn span_in_words(first: Instant, last: Instant) -> String {
    const YEAR_SECONDS: i64 = 31_556_952;
    let (from, to) = (first.day(), last.day());
    let length = last.seconds().saturating_sub(first.seconds());
    let month = |day: CivilDate| month_of_year(day.month, &year_words(day.year));
    let day = |day: CivilDate| {
        let number = number_of_day(day.day);
        fill_two("date-day-of-month", &number, &month(day))
    };
    contract(if length > 2 * YEAR_SECONDS {
        between(&year_words(from.year), &year_words(to.year))
    } else if length > YEAR_SECONDS / 6 {
        between(&month(from), &month(to))
    } else {
        between(&day(from), &day(to))
    })
}

/// Whether the text has spaces: "May 1950–June" needs "from … to".
fn is_several_words(words: &str) -> bool {
    words.contains(char::is_whitespace)
}

/// The words for a date, before French contractions (*de le* becomes *du*).
fn date_words(date: &Edtf) -> String {
    match date.expression() {
        Expression::Date(one) => qualified(one),
        Expression::DateTime(day, time) => date_time(day, *time),
        Expression::Interval(start, end) => interval(start, end),
        Expression::OneOf(members) => set(members, "date-or", ["date-or-earlier", "date-or-later"]),
        Expression::AllOf(members) => {
            set(members, "date-and", ["date-and-earlier", "date-and-later"])
        }
    }
}

fn part_of_decade(date: &Edtf) -> Option<String> {
    let Expression::Interval(Endpoint::At(first), Endpoint::At(last)) = date.expression() else {
        return None;
    };
    let year = |date: &Date| {
        let approximate = Qualifier {
            uncertain: false,
            approximate: true,
        };
        let is_year = date.month.is_none() && date.significant_digits.is_none();
        (is_year && date.year_qualifier == approximate)
            .then(|| date.year.value())
            .flatten()
            .filter(|year| (100..=9_999).contains(year))
    };
    let (first, last) = (year(first)?, year(last)?);
    let decade = first - first % 10;
    let phrase = match (first - decade, last - decade) {
        (0, 4) => "date-early-decade",
        (4, 6) => "date-mid-decade",
        (5, 9) => "date-late-decade",
        _ => return None,
    };
    Some(fill(phrase, &decade.to_string()))
}

fn between(first: &str, last: &str) -> String {
    if first == last {
        first.to_owned()
    } else if is_several_words(first) || is_several_words(last) {
        fill_two("date-from-to", first, last)
    } else {
        fill_two("date-between", first, last)
    }
}

/// A year, before the common era counted back from 1 BCE. Years of more than
/// four digits keep their number and sign.
fn year_words(year: i64) -> String {
    match year {
        1..=99 => fill("date-common-era", &year.to_string()),
        100..=9_999 => year.to_string(),
        -9_998..=0 => fill("date-before-common-era", &(1 - year).to_string()),
        _ => {
            let size = group_digits(&year.unsigned_abs().to_string(), current_language());
            fill("date-long-year", &(minus_if(year < 0) + &size))
        }
    }
}

fn minus_if(negative: bool) -> String {
    if negative {
        say("date-minus")
    } else {
        String::new()
    }
}

fn long_year(long: &LongYear) -> String {
    if let Some(year) = long.value() {
        return year_words(year);
    }
    let digits = minus_if(long.negative) + &group_digits(&long.digits, current_language());
    let written = match long.exponent {
        0 => digits,
        exponent => fill_two("date-power-of-ten", &digits, &exponent.to_string()),
    };
    fill("date-long-year", &written)
}

fn month_name(month: u8) -> String {
    name_by_number(&MONTHS, month, 1)
}

/// The name with a number, in a list whose first name has the number `first`.
fn name_by_number(ids: &[&str], number: u8, first: u8) -> String {
    let id = ids.get(usize::from(number.wrapping_sub(first)));
    id.map_or_else(String::new, |id| say(id))
}

fn number_of_day(day: u8) -> String {
    if day == 1 {
        say("date-first-day")
    } else {
        day.to_string()
    }
}

fn month_of_year(month: u8, year: &str) -> String {
    fill_two("date-of-year", &month_name(month), year)
}

/// A date without its qualifiers.
fn unqualified(date: &Date) -> String {
    if date.significant_digits.is_some() {
        return significant_year(date);
    }
    let Some(month) = date.month else {
        return year_of(date);
    };
    if let Some(code) = date.grouping() {
        return grouping(code, date);
    }
    match date.day {
        None => month_in_year(month, date),
        Some(day) => day_in_month(day, month, date),
    }
}

fn significant_year(date: &Date) -> String {
    let year = match &date.year {
        Year::Long(long) => long_year(long),
        year @ Year::FourDigits { .. } => year_words(year.value().unwrap_or_default()),
    };
    let extent = date.extent();
    if let (Bound::At(first), Bound::At(last)) = (extent.earliest, extent.latest) {
        let (first, last) = (year_words(first.day().year), year_words(last.day().year));
        let range = if is_several_words(&first) || is_several_words(&last) {
            fill_two("date-and", &first, &last)
        } else {
            fill_two("date-significant-range", &first, &last)
        };
        return fill_two("date-significant", &year, &range);
    }
    let digits = match date.significant_digits {
        Some(1) | None => say("date-significant-digit"),
        Some(digits) => fill("date-significant-digits", &digits.to_string()),
    };
    fill_two("date-listed", &fill("date-about", &year), &digits)
}

/// The year of a date, which may have unspecified digits.
fn year_of(date: &Date) -> String {
    match &date.year {
        Year::Long(long) => long_year(long),
        year if !year.has_unspecified() => year_words(year.value().unwrap_or_default()),
        Year::FourDigits { digits, .. } => {
            let first = date.year.find(true, Some).unwrap_or_default();
            let last = date.year.find(false, Some).unwrap_or_default();
            match digits {
                [None, None, None, None] if first == 0 => say("date-some-year"),
                [Some(_), Some(_), Some(_), None] if first >= 100 => {
                    fill("date-decade", &first.to_string())
                }
                _ => fill_two(
                    "date-some-year-from-to",
                    &year_words(first),
                    &year_words(last),
                ),
            }
        }
    }
}

/// A part of a year, and the year. The phrase is that for a year without X.
fn in_year(smaller: &str, date: &Date, phrase_for_known_year: &str) -> String {
    if !date.year.has_unspecified() {
        return fill_two(phrase_for_known_year, smaller, &year_of(date));
    }
    let year = year_of(date);
    let is_decade = matches!(
        date.year,
        Year::FourDigits {
            digits: [Some(_), Some(_), Some(_), None],
            ..
        }
    ) && !year.starts_with(&say("date-some-year"));
    let year = if is_decade {
        fill("date-some-year-in", &year)
    } else {
        year
    };
    fill_two("date-of", smaller, &year)
}

/// A season or another part of a year, by its code (ISO 8601-2, 4.8.1).
fn grouping(code: u8, date: &Date) -> String {
    let season = |first: u8| in_year(&name_by_number(&SEASONS, code, first), date, "date-of-year");
    let part = |ids: &[&str], first: u8| {
        in_year(
            &name_by_number(ids, code, first),
            date,
            "date-group-of-year",
        )
    };
    match code {
        25..=28 => fill("date-northern", &season(25)),
        29..=32 => fill("date-southern", &season(29)),
        33..=36 => part(&QUARTERS, 33),
        37..=39 => part(&THIRDS, 37),
        40..=41 => part(&HALVES, 40),
        _ => season(21),
    }
}

/// Up to three alternatives by name, more as a range.
fn alternatives(names: &[String], from_to: &str) -> String {
    match names {
        [first, .., last] if names.len() > 3 => fill_two(from_to, first, last),
        _ => list_with(names, "date-or"),
    }
}

/// The month, or the months that its digits allow.
fn month_named(month: Component) -> String {
    match month.value() {
        Some(month) => month_name(month),
        None if month.is_wholly_unspecified() => say("date-some-month"),
        None => {
            let names: Vec<String> = month.candidates(12).map(month_name).collect();
            alternatives(&names, "date-some-month-from-to")
        }
    }
}

fn month_in_year(month: Component, date: &Date) -> String {
    let phrase = if month.is_wholly_unspecified() {
        "date-of"
    } else {
        "date-of-year"
    };
    in_year(&month_named(month), date, phrase)
}

fn day_in_month(day: Component, month: Component, date: &Date) -> String {
    if day.is_wholly_unspecified() && month.is_wholly_unspecified() {
        return if date.year.has_unspecified() {
            in_year(&say("date-some-day"), date, "date-of")
        } else {
            fill("date-some-time-in", &year_of(date))
        };
    }
    let within = month_in_year(month, date);
    if day.is_wholly_unspecified() {
        return fill("date-some-day-in", &within);
    }
    let days = day.value().map_or_else(
        || {
            let days: Vec<String> = day
                .candidates(31)
                .map(|day| fill("date-one-day", &number_of_day(day)))
                .collect();
            alternatives(&days, "date-some-day-from-to")
        },
        number_of_day,
    );
    if month.has_unspecified() {
        let day = if day.has_unspecified() {
            days
        } else {
            fill("date-day-number", &days)
        };
        fill_two("date-of", &day, &within)
    } else if day.has_unspecified() {
        fill_two("date-days-of-month", &days, &within)
    } else {
        fill_two("date-day-of-month", &days, &within)
    }
}

/// A date with its qualifiers: those of the whole date before it, those of
/// parts after it.
fn qualified(date: &Date) -> String {
    let words = unqualified(date);
    let (uncertain, approximate) = (date.is_uncertain(), date.is_approximate());
    let phrase = match (date.whole_qualifier(), uncertain, approximate) {
        (_, false, false) => return words,
        (Some(whole), ..) => qualifier_phrase(whole),
        (None, false, true) => "date-partly-about",
        (None, true, false) => "date-partly-perhaps",
        (None, true, true) => {
            let both = |one: Qualifier| one.uncertain && one.approximate;
            if date.qualifiers().any(both) {
                "date-partly-perhaps-about"
            } else {
                "date-partly-each"
            }
        }
    };
    fill(phrase, &words)
}

/// The phrase for a date with a qualifier.
const fn qualifier_phrase(qualifier: Qualifier) -> &'static str {
    match (qualifier.uncertain, qualifier.approximate) {
        (true, true) => "date-perhaps-about",
        (true, false) => "date-perhaps",
        _ => "date-about",
    }
}

/// The phrase for a range in several words whose ends have one qualifier.
const fn span_qualifier_phrase(qualifier: Qualifier) -> &'static str {
    match (qualifier.uncertain, qualifier.approximate) {
        (true, true) => "date-perhaps-about-span",
        (true, false) => "date-perhaps-span",
        _ => "date-about-span",
    }
}

fn date_time(day: &Date, time: TimeOfDay) -> String {
    let offset = match time.offset {
        UtcOffset::Unspecified => String::new(),
        UtcOffset::Utc => say("date-utc"),
        UtcOffset::Minutes(minutes) => format!(
            "{}{}{:02}:{:02}",
            say("date-utc"),
            if minutes < 0 {
                say("date-minus")
            } else {
                "+".to_owned()
            },
            minutes.unsigned_abs() / 60,
            minutes.unsigned_abs() % 60
        ),
    };
    fill_two(
        "date-at-time",
        &unqualified(day),
        &format!(
            "{:02}:{:02}:{:02}{offset}",
            time.hour, time.minute, time.second
        ),
    )
}

fn interval(start: &Endpoint, end: &Endpoint) -> String {
    let side = |end: &Endpoint| match end {
        Endpoint::At(date) => Some(qualified(date)),
        Endpoint::OnOrBefore(date) => Some(fill("date-or-earlier", &qualified(date))),
        Endpoint::OnOrAfter(date) => Some(fill("date-or-later", &qualified(date))),
        Endpoint::Open | Endpoint::Unknown => None,
    };
    match (side(start), side(end)) {
        (Some(from), Some(to)) => {
            // "about 1955–1959", not "about 1955–about 1959".
            if let (Endpoint::At(first), Endpoint::At(last)) = (start, end)
                && let Some(qualifier) = first.whole_qualifier()
                && last.whole_qualifier() == Some(qualifier)
                && qualifier.is_qualified()
            {
                let (first, last) = (unqualified(first), unqualified(last));
                let range = between(&first, &last);
                let phrase = if is_several_words(&range) && first != last {
                    span_qualifier_phrase(qualifier)
                } else {
                    qualifier_phrase(qualifier)
                };
                return fill(phrase, &range);
            }
            between(&from, &to)
        }
        (Some(from), None) if *end == Endpoint::Open => fill("date-from-on", &from),
        (Some(from), None) => fill("date-end-unknown", &from),
        (None, Some(to)) if *start == Endpoint::Open => fill("date-until", &to),
        (None, Some(to)) => fill("date-start-unknown", &to),
        (None, None) => say("date-always"),
    }
}

fn set(members: &[SetMember], conjunction: &str, [earlier, later]: [&str; 2]) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|member| match member {
            SetMember::Date(date) => qualified(date),
            SetMember::OnOrBefore(date) => fill(earlier, &qualified(date)),
            SetMember::OnOrAfter(date) => fill(later, &qualified(date)),
            SetMember::Range(first, last) => between(&qualified(first), &qualified(last)),
        })
        .collect();
    list_with(&members, conjunction)
}

/// A list whose last part follows a conjunction: "1667, 1668 or 1670".
fn list_with(parts: &[String], conjunction: &str) -> String {
    let Some((last, others)) = parts.split_last() else {
        return String::new();
    };
    let Some(listed) = others
        .iter()
        .cloned()
        .reduce(|listed, next| fill_two("date-listed", &listed, &next))
    else {
        return last.clone();
    };
    fill_two(conjunction, &listed, last)
}
