//! Dates as a person says them, without false precision.
//!
//! All phrases are in one table ([`super::phrases`]), so that another language is
//! another table. The words are in the language of the thread.

use super::phrases::{Phrases, fill, fill_two, phrases};
use crate::language::{Language, with_language};
use annals_edtf::syntax::{
    Component, Date, Endpoint, Expression, LongYear, Qualifier, SetMember, TimeOfDay, Year, Zone,
};
use annals_edtf::{Bound, CivilDate, Edtf, Instant};

/// A date in words: "1958", "about 1955–1959", "from about 1990 on".
#[must_use]
pub fn in_words(date: &Edtf) -> String {
    let phrases = phrases();
    phrases.contracted(phrases.date(date))
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
    phrases()
        .part_of_decade(date)
        .unwrap_or_else(|| in_words(date))
}

/// The time from one second to another in words: to the year if it is longer than
/// two years, otherwise to the month or day.
#[must_use]
pub fn span_in_words(first: Instant, last: Instant) -> String {
    const YEAR_SECONDS: i64 = 31_556_952;
    let phrases = phrases();
    let (from, to) = (first.day(), last.day());
    let length = last.seconds().saturating_sub(first.seconds());
    if length > 2 * YEAR_SECONDS {
        return phrases
            .contracted(phrases.between(&phrases.year(from.year), &phrases.year(to.year)));
    }
    let month = |day: CivilDate| phrases.month_of_year(day.month, &phrases.year(day.year));
    if length > YEAR_SECONDS / 6 {
        return phrases.contracted(phrases.between(&month(from), &month(to)));
    }
    let day = |day: CivilDate| {
        let number = phrases.number_of_day(day.day);
        fill_two(&phrases.day_of_month, &number, &month(day))
    };
    phrases.contracted(phrases.between(&day(from), &day(to)))
}

/// A number in groups of three: 170,000,002.
fn grouped(digits: &str, separator: &str) -> String {
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push_str(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// Whether a dash next to the words would seem to join only the nearest one.
fn is_several_words(words: &str) -> bool {
    words.contains(char::is_whitespace)
}

impl Phrases {
    fn date(&self, date: &Edtf) -> String {
        match date.expression() {
            Expression::Date(one) => self.qualified(one),
            Expression::DateTime(day, time) => self.date_time(day, *time),
            Expression::Interval(start, end) => self.interval(start, end),
            Expression::OneOf(members) => {
                self.set(members, &self.or, [&self.or_earlier, &self.or_later])
            }
            Expression::AllOf(members) => {
                self.set(members, &self.and, [&self.and_earlier, &self.and_later])
            }
        }
    }

    fn part_of_decade(&self, date: &Edtf) -> Option<String> {
        let Expression::Interval(Endpoint::At(first), Endpoint::At(last)) = date.expression()
        else {
            return None;
        };
        let year = |date: &Date| {
            let about = Qualifier {
                uncertain: false,
                approximate: true,
            };
            let is_year = date.month.is_none() && date.significant_digits.is_none();
            (is_year && date.year_qualifier == about)
                .then(|| date.year.value())
                .flatten()
                .filter(|year| (100..=9_999).contains(year))
        };
        let (first, last) = (year(first)?, year(last)?);
        let decade = first - first % 10;
        let phrase = match (first - decade, last - decade) {
            (0, 4) => &self.early_decade,
            (4, 6) => &self.mid_decade,
            (5, 9) => &self.late_decade,
            _ => return None,
        };
        Some(fill(phrase, &decade.to_string()))
    }

    fn between(&self, first: &str, last: &str) -> String {
        if first == last {
            first.to_owned()
        } else if is_several_words(first) || is_several_words(last) {
            fill_two(&self.from_to, first, last)
        } else {
            fill_two(&self.between, first, last)
        }
    }

    /// A year, before the common era counted back from 1 BCE. Years of more than
    /// four digits keep their number and sign.
    fn year(&self, year: i64) -> String {
        match year {
            1..=99 => fill(&self.common_era, &year.to_string()),
            100..=9_999 => year.to_string(),
            -9_998..=0 => fill(&self.before_common_era, &(1 - year).to_string()),
            _ => {
                let size = grouped(&year.unsigned_abs().to_string(), &self.thousands);
                let sign = if year < 0 { &self.minus } else { "" };
                fill(&self.long_year, &format!("{sign}{size}"))
            }
        }
    }

    fn long_year(&self, long: &LongYear) -> String {
        if let Some(year) = long.value() {
            return self.year(year);
        }
        let sign = if long.negative { &self.minus } else { "" };
        let digits = format!("{sign}{}", grouped(&long.digits, &self.thousands));
        let written = match long.exponent {
            0 => digits,
            exponent => fill_two(&self.power_of_ten, &digits, &exponent.to_string()),
        };
        fill(&self.long_year, &written)
    }

    fn month(&self, month: u8) -> &str {
        self.months
            .get(usize::from(month).wrapping_sub(1))
            .map_or("", String::as_str)
    }

    fn number_of_day(&self, day: u8) -> String {
        if day == 1 {
            self.first_day.clone()
        } else {
            day.to_string()
        }
    }

    fn month_of_year(&self, month: u8, year: &str) -> String {
        fill_two(&self.of_year, self.month(month), year)
    }

    /// A date without its qualifiers.
    fn plain(&self, date: &Date) -> String {
        if date.significant_digits.is_some() {
            return self.significant_year(date);
        }
        let Some(month) = date.month else {
            return self.year_of(date);
        };
        if let Some(code) = date.grouping() {
            return self.grouping(code, date);
        }
        match date.day {
            None => self.month_in_year(month, date),
            Some(day) => self.day_in_month(day, month, date),
        }
    }

    fn significant_year(&self, date: &Date) -> String {
        let year = match &date.year {
            Year::Long(long) => self.long_year(long),
            year @ Year::FourDigits { .. } => self.year(year.value().unwrap_or_default()),
        };
        let extent = date.extent();
        if let (Bound::At(first), Bound::At(last)) = (extent.earliest, extent.latest) {
            let (first, last) = (self.year(first.day().year), self.year(last.day().year));
            let range = if is_several_words(&first) || is_several_words(&last) {
                fill_two(&self.and, &first, &last)
            } else {
                fill_two(&self.significant_range, &first, &last)
            };
            return fill_two(&self.significant, &year, &range);
        }
        let digits = match date.significant_digits {
            Some(1) | None => self.significant_digit.clone(),
            Some(digits) => fill(&self.significant_digits, &digits.to_string()),
        };
        fill_two(&self.listed, &fill(&self.about, &year), &digits)
    }

    /// The year of a date, which may have unspecified digits.
    fn year_of(&self, date: &Date) -> String {
        match &date.year {
            Year::Long(long) => self.long_year(long),
            year if !year.has_unspecified() => self.year(year.value().unwrap_or_default()),
            Year::FourDigits { digits, .. } => {
                let first = date.year.find(true, Some).unwrap_or_default();
                let last = date.year.find(false, Some).unwrap_or_default();
                match digits {
                    [None, None, None, None] if first == 0 => self.some_year.clone(),
                    [Some(_), Some(_), Some(_), None] if first >= 100 => {
                        fill(&self.decade, &first.to_string())
                    }
                    _ => fill_two(&self.some_year_from_to, &self.year(first), &self.year(last)),
                }
            }
        }
    }

    /// A part of a year, and the year.
    fn in_year(&self, smaller: &str, date: &Date, known: &str) -> String {
        if !date.year.has_unspecified() {
            return fill_two(known, smaller, &self.year_of(date));
        }
        let year = self.year_of(date);
        let is_decade = matches!(
            date.year,
            Year::FourDigits {
                digits: [Some(_), Some(_), Some(_), None],
                ..
            }
        ) && !year.starts_with(&self.some_year);
        let year = if is_decade {
            fill(&self.some_year_in, &year)
        } else {
            year
        };
        fill_two(&self.of, smaller, &year)
    }

    fn grouping(&self, code: u8, date: &Date) -> String {
        let of = |names: &[String], first: u8, known: &str| {
            let name = names.get(usize::from(code.wrapping_sub(first)));
            self.in_year(name.map_or("", String::as_str), date, known)
        };
        match code {
            25..=28 => fill(&self.northern, &of(&self.seasons, 25, &self.of_year)),
            29..=32 => fill(&self.southern, &of(&self.seasons, 29, &self.of_year)),
            33..=36 => of(&self.quarters, 33, &self.group_of_year),
            37..=39 => of(&self.thirds, 37, &self.group_of_year),
            40..=41 => of(&self.halves, 40, &self.group_of_year),
            _ => of(&self.seasons, 21, &self.of_year),
        }
    }

    /// Up to three alternatives by name, more as a range.
    fn alternatives(&self, names: &[String], from_to: &str) -> String {
        match names {
            [first, .., last] if names.len() > 3 => fill_two(from_to, first, last),
            _ => self.joined(names, &self.or),
        }
    }

    /// The month, or the months that its digits allow.
    fn month_named(&self, month: Component) -> String {
        match month.value() {
            Some(month) => self.month(month).to_owned(),
            None if month.is_wholly_unspecified() => self.some_month.clone(),
            None => {
                let names: Vec<String> = month
                    .candidates(12)
                    .map(|month| self.month(month).to_owned())
                    .collect();
                self.alternatives(&names, &self.some_month_from_to)
            }
        }
    }

    fn month_in_year(&self, month: Component, date: &Date) -> String {
        let known = if month.is_wholly_unspecified() {
            &self.of
        } else {
            &self.of_year
        };
        self.in_year(&self.month_named(month), date, known)
    }

    fn day_in_month(&self, day: Component, month: Component, date: &Date) -> String {
        if day.is_wholly_unspecified() && month.is_wholly_unspecified() {
            return if date.year.has_unspecified() {
                self.in_year(&self.some_day, date, &self.of)
            } else {
                fill(&self.some_time_in, &self.year_of(date))
            };
        }
        let within = self.month_in_year(month, date);
        if day.is_wholly_unspecified() {
            return fill(&self.some_day_in, &within);
        }
        let days = day.value().map_or_else(
            || {
                let days: Vec<String> = day
                    .candidates(31)
                    .map(|day| fill(&self.one_day, &self.number_of_day(day)))
                    .collect();
                self.alternatives(&days, &self.some_day_from_to)
            },
            |day| self.number_of_day(day),
        );
        if month.has_unspecified() {
            let day = if day.has_unspecified() {
                days
            } else {
                fill(&self.day_number, &days)
            };
            fill_two(&self.of, &day, &within)
        } else if day.has_unspecified() {
            fill_two(&self.days_of_month, &days, &within)
        } else {
            fill_two(&self.day_of_month, &days, &within)
        }
    }

    /// A date with its qualifiers: those of the whole date before it, those of
    /// parts after it.
    fn qualified(&self, date: &Date) -> String {
        let plain = self.plain(date);
        let (uncertain, approximate) = (date.is_uncertain(), date.is_approximate());
        let phrase = match (date.whole_qualifier(), uncertain, approximate) {
            (_, false, false) => return plain,
            (Some(whole), ..) => self.whole(whole),
            (None, false, true) => &self.partly_about,
            (None, true, false) => &self.partly_perhaps,
            (None, true, true) => {
                let both = |one: Qualifier| one.uncertain && one.approximate;
                if date.qualifiers().any(both) {
                    &self.partly_perhaps_about
                } else {
                    &self.partly_each
                }
            }
        };
        fill(phrase, &plain)
    }

    fn whole(&self, qualifier: Qualifier) -> &str {
        match (qualifier.uncertain, qualifier.approximate) {
            (false, true) => &self.about,
            (true, false) => &self.perhaps,
            (true, true) => &self.perhaps_about,
            (false, false) => "{}",
        }
    }

    fn whole_span(&self, qualifier: Qualifier) -> &str {
        match (qualifier.uncertain, qualifier.approximate) {
            (false, true) => &self.about_span,
            (true, false) => &self.perhaps_span,
            (true, true) => &self.perhaps_about_span,
            (false, false) => "{}",
        }
    }

    fn date_time(&self, day: &Date, time: TimeOfDay) -> String {
        let zone = match time.zone {
            Zone::Unspecified => String::new(),
            Zone::Utc => self.utc.clone(),
            Zone::Offset(minutes) => format!(
                "{}{}{:02}:{:02}",
                &self.utc,
                if minutes < 0 { &self.minus } else { "+" },
                minutes.unsigned_abs() / 60,
                minutes.unsigned_abs() % 60
            ),
        };
        fill_two(
            &self.at_time,
            &self.plain(day),
            &format!(
                "{:02}:{:02}:{:02}{zone}",
                time.hour, time.minute, time.second
            ),
        )
    }

    fn interval(&self, start: &Endpoint, end: &Endpoint) -> String {
        let side = |end: &Endpoint| match end {
            Endpoint::At(date) => Some(self.qualified(date)),
            Endpoint::OnOrBefore(date) => Some(fill(&self.or_earlier, &self.qualified(date))),
            Endpoint::OnOrAfter(date) => Some(fill(&self.or_later, &self.qualified(date))),
            Endpoint::Open | Endpoint::Unknown => None,
        };
        match (side(start), side(end)) {
            (Some(from), Some(to)) => {
                // "about 1955–1959", not "about 1955–about 1959".
                if let (Endpoint::At(first), Endpoint::At(last)) = (start, end)
                    && let Some(whole) = first.whole_qualifier()
                    && last.whole_qualifier() == Some(whole)
                {
                    let (first, last) = (self.plain(first), self.plain(last));
                    let plain = self.between(&first, &last);
                    let is_phrase = is_several_words(&plain);
                    return if is_phrase && first != last {
                        fill(self.whole_span(whole), &plain)
                    } else {
                        fill(self.whole(whole), &plain)
                    };
                }
                self.between(&from, &to)
            }
            (Some(from), None) if *end == Endpoint::Open => fill(&self.from_on, &from),
            (Some(from), None) => fill(&self.end_unknown, &from),
            (None, Some(to)) if *start == Endpoint::Open => fill(&self.until, &to),
            (None, Some(to)) => fill(&self.start_unknown, &to),
            (None, None) => self.always.clone(),
        }
    }

    fn set(&self, members: &[SetMember], joint: &str, [earlier, later]: [&str; 2]) -> String {
        let members: Vec<String> = members
            .iter()
            .map(|member| match member {
                SetMember::Date(date) => self.qualified(date),
                SetMember::OnOrBefore(date) => fill(earlier, &self.qualified(date)),
                SetMember::OnOrAfter(date) => fill(later, &self.qualified(date)),
                SetMember::Range(first, last) => {
                    self.between(&self.qualified(first), &self.qualified(last))
                }
            })
            .collect();
        self.joined(&members, joint)
    }

    /// "1667, 1668 or 1670".
    fn joined(&self, parts: &[String], joint: &str) -> String {
        let Some((last, others)) = parts.split_last() else {
            return String::new();
        };
        let Some(listed) = others
            .iter()
            .cloned()
            .reduce(|listed, next| fill_two(&self.listed, &listed, &next))
        else {
            return last.clone();
        };
        fill_two(joint, &listed, last)
    }
}
