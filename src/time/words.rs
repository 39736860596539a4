//! Dates as a person would say them, without false precision.
//!
//! Every phrase stands in one table, so that another language is another
//! table and not another way of pasting strings together.

use edtf_core as core;

use super::edtf::Edtf;
use super::extent::{Bound, Extent};
use super::instant::Instant;

/// A date in words: "1958", "about 1955–1959", "from about 1990 on".
#[must_use]
pub fn in_words(date: &Edtf) -> String {
    ENGLISH.date(date)
}

/// A viewport or another plain stretch of time in words, to the year where it
/// is longer than two years, else to the month or day.
#[must_use]
pub fn span_in_words(first: Instant, last: Instant) -> String {
    const YEAR_SECONDS: i64 = 31_556_952;
    let (from, to) = (first.day(), last.day());
    let length = last.seconds().saturating_sub(first.seconds());
    if length > 2 * YEAR_SECONDS {
        return ENGLISH.between(&ENGLISH.year(from.year), &ENGLISH.year(to.year));
    }
    let month = |day: super::Civil| ENGLISH.month_of_year(day.month, &ENGLISH.year(day.year));
    if length > YEAR_SECONDS / 6 {
        return ENGLISH.between(&month(from), &month(to));
    }
    let day = |day: super::Civil| format!("{} {}", day.day, month(day));
    ENGLISH.between(&day(from), &day(to))
}

/// The phrases of one language. `{}` marks where a part goes, `{1}` and `{2}`
/// where two do.
struct Phrases {
    months: [&'static str; 12],
    seasons: [&'static str; 4],
    quarters: [&'static str; 4],
    thirds: [&'static str; 3],
    halves: [&'static str; 2],
    of_year: &'static str,
    southern: &'static str,
    northern: &'static str,
    before_common_era: &'static str,
    decade: &'static str,
    century: &'static str,
    between: &'static str,
    from_to: &'static str,
    some_day_from_to: &'static str,
    about: &'static str,
    perhaps: &'static str,
    perhaps_about: &'static str,
    partly_about: &'static str,
    partly_perhaps: &'static str,
    partly_perhaps_about: &'static str,
    significant: &'static str,
    from_on: &'static str,
    until: &'static str,
    end_unknown: &'static str,
    start_unknown: &'static str,
    or_earlier: &'static str,
    or_later: &'static str,
    always: &'static str,
    or: &'static str,
    and: &'static str,
    listed: &'static str,
    at_time: &'static str,
}

const ENGLISH: Phrases = Phrases {
    months: [
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
    ],
    seasons: ["spring", "summer", "autumn", "winter"],
    quarters: [
        "first quarter of",
        "second quarter of",
        "third quarter of",
        "fourth quarter of",
    ],
    thirds: [
        "first four months of",
        "middle four months of",
        "last four months of",
    ],
    halves: ["first half of", "second half of"],
    of_year: "{1} {2}",
    southern: "{} (southern hemisphere)",
    northern: "{} (northern hemisphere)",
    before_common_era: "{} BCE",
    decade: "the {}s",
    century: "some year from {1} to {2}",
    between: "{1}–{2}",
    from_to: "{1} to {2}",
    some_day_from_to: "some time from {1} to {2}",
    about: "about {}",
    perhaps: "perhaps {}",
    perhaps_about: "perhaps about {}",
    partly_about: "{} (in part approximate)",
    partly_perhaps: "{} (in part uncertain)",
    partly_perhaps_about: "{} (in part uncertain and approximate)",
    significant: "about {1} (between {2})",
    from_on: "from {} on",
    until: "until {}",
    end_unknown: "from {}, end unknown",
    start_unknown: "start unknown, until {}",
    or_earlier: "{} or earlier",
    or_later: "{} or later",
    always: "at all times",
    or: "{1} or {2}",
    and: "{1} and {2}",
    listed: "{1}, {2}",
    at_time: "{1}, {2}",
};

fn fill(phrase: &str, part: &str) -> String {
    phrase.replacen("{}", part, 1)
}

fn fill_two(phrase: &str, first: &str, second: &str) -> String {
    // The second goes in first, so that a brace in the parts is left alone.
    let (head, tail) = phrase.split_once("{2}").unwrap_or((phrase, ""));
    format!("{}{second}{tail}", head.replacen("{1}", first, 1))
}

impl Phrases {
    fn date(&self, date: &Edtf) -> String {
        match date.value() {
            Some(core::Edtf::Date(one)) => self.qualified(one),
            Some(core::Edtf::DateTime(date_time)) => self.date_time(date_time),
            Some(core::Edtf::Interval(interval)) => self.interval(interval),
            Some(core::Edtf::Set(set)) => self.set(set),
            // A year of more digits than anybody says in words.
            None => date.as_str().to_owned(),
        }
    }

    fn between(&self, first: &str, last: &str) -> String {
        if first == last {
            first.to_owned()
        } else if first.contains(' ') || last.contains(' ') {
            fill_two(self.from_to, first, last)
        } else {
            fill_two(self.between, first, last)
        }
    }

    fn year(&self, year: i64) -> String {
        if year > 0 {
            year.to_string()
        } else {
            fill(
                self.before_common_era,
                &year.saturating_neg().saturating_add(1).to_string(),
            )
        }
    }

    fn month_of_year(&self, month: u8, year: &str) -> String {
        let name = self
            .months
            .get(usize::from(month).wrapping_sub(1))
            .copied()
            .unwrap_or_default();
        fill_two(self.of_year, name, year)
    }

    /// A date without its qualifiers.
    fn plain(&self, date: &core::Date) -> String {
        if date.has_unspecified() {
            return self.unspecified(date);
        }
        let year = date.year.value().map_or_else(
            || core::Edtf::Date(*date).to_string(),
            |year| self.year(year),
        );
        if let Some(digits) = date.year.significant_digits {
            let extent = extent(date);
            let range = match (extent.earliest, extent.latest) {
                (Bound::At(first), Bound::At(last)) => {
                    self.between(&self.year(first.day().year), &self.year(last.day().year))
                }
                _ => format!("{digits} significant digits"),
            };
            return fill_two(self.significant, &year, &range);
        }
        let Some(month) = date.month.and_then(core::DateField::value) else {
            return year;
        };
        if month > 12 {
            return self.grouping(month, &year);
        }
        let month_of_year = self.month_of_year(month, &year);
        match date.day.and_then(core::DateField::value) {
            Some(day) => format!("{day} {month_of_year}"),
            None => month_of_year,
        }
    }

    fn grouping(&self, code: u8, year: &str) -> String {
        let of = |names: &[&str], first: u8| {
            let name = names.get(usize::from(code - first)).copied().unwrap_or("");
            fill_two(self.of_year, name, year)
        };
        match code {
            25..=28 => fill(self.northern, &of(&self.seasons, 25)),
            29..=32 => fill(self.southern, &of(&self.seasons, 29)),
            33..=36 => of(&self.quarters, 33),
            37..=39 => of(&self.thirds, 37),
            40..=41 => of(&self.halves, 40),
            _ => of(&self.seasons, 21),
        }
    }

    fn unspecified(&self, date: &core::Date) -> String {
        let extent = extent(date);
        let (Bound::At(first), Bound::At(last)) = (extent.earliest, extent.latest) else {
            return core::Edtf::Date(*date).to_string();
        };
        let (first, last) = (first.day(), last.day());
        if date.month.is_none()
            && let core::YearKind::Standard { digits, .. } = date.year.kind
        {
            return match digits {
                [Some(_), Some(_), Some(_), None] => fill(self.decade, &first.year.to_string()),
                _ => fill_two(self.century, &self.year(first.year), &self.year(last.year)),
            };
        }
        let whole_month = date.day.is_some_and(|day| day.digits == [None, None])
            && date.month.is_some_and(|month| !month.has_unspecified())
            && !date.year.has_unspecified();
        let whole_year = date.month.is_some_and(|month| month.digits == [None, None])
            && date.day.is_none_or(|day| day.digits == [None, None])
            && !date.year.has_unspecified();
        if whole_year {
            return format!("some time in {}", self.year(first.year));
        }
        if whole_month {
            return format!(
                "some day in {}",
                self.month_of_year(first.month, &self.year(first.year))
            );
        }
        let day = |day: super::Civil| {
            format!(
                "{} {}",
                day.day,
                self.month_of_year(day.month, &self.year(day.year))
            )
        };
        fill_two(self.some_day_from_to, &day(first), &day(last))
    }

    /// A date with its qualifiers: whole ones in front, partial ones behind.
    fn qualified(&self, date: &core::Date) -> String {
        let plain = self.plain(date);
        let parts = [
            Some(date.year.qualifier),
            date.month.map(|month| month.qualifier),
            date.day.map(|day| day.qualifier),
        ];
        let whole = parts
            .iter()
            .flatten()
            .all(|part| *part == date.year.qualifier);
        let phrase = match (whole, date.is_uncertain(), date.is_approximate()) {
            (_, false, false) => return plain,
            (true, false, true) => self.about,
            (true, true, false) => self.perhaps,
            (true, true, true) => self.perhaps_about,
            (false, false, true) => self.partly_about,
            (false, true, false) => self.partly_perhaps,
            (false, true, true) => self.partly_perhaps_about,
        };
        fill(phrase, &plain)
    }

    fn date_time(&self, date_time: &core::DateTime) -> String {
        let time = date_time.time;
        let zone = match time.shift {
            None => String::new(),
            Some(core::TimeShift::Utc) => " UTC".to_owned(),
            Some(core::TimeShift::Offset { minutes, .. }) => format!(
                " UTC{}{:02}:{:02}",
                if minutes < 0 { '−' } else { '+' },
                minutes.unsigned_abs() / 60,
                minutes.unsigned_abs() % 60
            ),
        };
        fill_two(
            self.at_time,
            &self.plain(&date_time.date),
            &format!(
                "{:02}:{:02}:{:02}{zone}",
                time.hour, time.minute, time.second
            ),
        )
    }

    fn interval(&self, interval: &core::Interval) -> String {
        use core::IntervalEndpoint as End;
        let start = match &interval.start {
            End::Date(date) => Some(self.qualified(date)),
            End::OnOrBefore(date) => Some(fill(self.or_earlier, &self.qualified(date))),
            End::OnOrAfter(date) => Some(fill(self.or_later, &self.qualified(date))),
            End::Open | End::Unknown => None,
        };
        let end = match &interval.end {
            End::Date(date) => Some(self.qualified(date)),
            End::OnOrBefore(date) => Some(fill(self.or_earlier, &self.qualified(date))),
            End::OnOrAfter(date) => Some(fill(self.or_later, &self.qualified(date))),
            End::Open | End::Unknown => None,
        };
        match (start, end) {
            (Some(start), Some(end)) => {
                // "about 1955–1959", not "about 1955–about 1959".
                if let (End::Date(first), End::Date(last)) = (&interval.start, &interval.end)
                    && is_wholly_approximate(first)
                    && is_wholly_approximate(last)
                {
                    return fill(
                        self.about,
                        &self.between(&self.plain(first), &self.plain(last)),
                    );
                }
                self.between(&start, &end)
            }
            (Some(start), None) if interval.end == End::Open => fill(self.from_on, &start),
            (Some(start), None) => fill(self.end_unknown, &start),
            (None, Some(end)) if interval.start == End::Open => fill(self.until, &end),
            (None, Some(end)) => fill(self.start_unknown, &end),
            (None, None) => self.always.to_owned(),
        }
    }

    fn set(&self, set: &core::Set) -> String {
        let members: Vec<String> = set
            .elements
            .iter()
            .map(|element| match element {
                core::SetElement::Date(date) => self.qualified(date),
                core::SetElement::OnOrBefore(date) => fill(self.or_earlier, &self.qualified(date)),
                core::SetElement::OnOrAfter(date) => fill(self.or_later, &self.qualified(date)),
                core::SetElement::Range(first, last) => {
                    self.between(&self.qualified(first), &self.qualified(last))
                }
            })
            .collect();
        let joint = match set.kind {
            core::SetKind::OneMember => self.or,
            core::SetKind::AllMembers => self.and,
        };
        let Some((last, others)) = members.split_last() else {
            return String::new();
        };
        let Some(listed) = others
            .iter()
            .cloned()
            .reduce(|listed, next| fill_two(self.listed, &listed, &next))
        else {
            return last.clone();
        };
        fill_two(joint, &listed, last)
    }
}

fn extent(date: &core::Date) -> Extent {
    Edtf::parse(&core::Edtf::Date(*date).to_string()).map_or(
        Extent {
            earliest: Bound::Unknown,
            latest: Bound::Unknown,
        },
        |date| date.extent(),
    )
}

/// Approximate as a whole and not uncertain in any part.
fn is_wholly_approximate(date: &core::Date) -> bool {
    let only_approximate =
        |qualifier: core::Qualifier| qualifier.approximate && !qualifier.uncertain;
    only_approximate(date.year.qualifier)
        && date
            .month
            .is_none_or(|month| only_approximate(month.qualifier))
        && date.day.is_none_or(|day| only_approximate(day.qualifier))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_a_person_would_say_them() {
        for (text, words) in [
            ("1958", "1958"),
            ("1985-04", "April 1985"),
            ("1985-04-12", "12 April 1985"),
            ("195X", "the 1950s"),
            ("19XX", "some year from 1900 to 1999"),
            ("1985-04-XX", "some day in April 1985"),
            ("1985-XX-XX", "some time in 1985"),
            ("1958~", "about 1958"),
            ("1958?", "perhaps 1958"),
            ("1958%", "perhaps about 1958"),
            ("2004-06~-11", "11 June 2004 (in part approximate)"),
            ("1955~/1959~", "about 1955–1959"),
            ("1990~/..", "from about 1990 on"),
            ("2017/..", "from 2017 on"),
            ("1914/", "from 1914, end unknown"),
            ("../1975", "until 1975"),
            ("/1975", "start unknown, until 1975"),
            ("1955~/1959", "about 1955 to 1959"),
            ("2001-21", "spring 2001"),
            ("2001-33", "first quarter of 2001"),
            ("[1667,1668,1670..1672]", "1667, 1668 or 1670–1672"),
            ("{1960,1961-12}", "1960 and December 1961"),
            ("[..1760-12]", "December 1760 or earlier"),
            ("-0043", "44 BCE"),
            ("0000", "1 BCE"),
            ("1950S2", "about 1950 (between 1900–1999)"),
            ("1985-04-12T23:20:30Z", "12 April 1985, 23:20:30 UTC"),
            (
                "1985-04-12T23:20:30-04:30",
                "12 April 1985, 23:20:30 UTC−04:30",
            ),
        ] {
            assert_eq!(in_words(&Edtf::parse(text).unwrap()), words, "{text}");
        }
    }

    #[test]
    fn a_viewport_is_told_no_finer_than_it_is_wide() {
        let day = |text: &str| Edtf::parse(text).unwrap().extent();
        let words = |first: &str, last: &str| span_in_words(day(first).first(), day(last).last());
        assert_eq!(words("1953", "1963"), "1953–1963");
        assert_eq!(
            words("1958-02", "1958-11"),
            "February 1958 to November 1958"
        );
        assert_eq!(words("1958-02-03", "1958-02-03"), "3 February 1958");
    }
}
