//! Lengths of time in words, in the language of the thread.

use annals_edtf::{DAY_SECONDS, Instant};

use crate::language::say_with;

/// How long it is from one second to another, both included, in the largest
/// unit of which there are at least two: "12 days", "over 29 years". What is
/// left of a further unit is said and not rounded away.
#[must_use]
pub fn length_in_words(first: Instant, last: Instant) -> String {
    let end = last.saturating_add(1);
    let (from, to) = (first.day(), end.day());
    let is_same_time =
        first.seconds().rem_euclid(DAY_SECONDS) == end.seconds().rem_euclid(DAY_SECONDS);
    let is_same_day = from.day == to.day && is_same_time;
    let is_short = to.day < from.day
        || (to.day == from.day
            && end.seconds().rem_euclid(DAY_SECONDS) < first.seconds().rem_euclid(DAY_SECONDS));
    let months = to.year.saturating_sub(from.year).saturating_mul(12) + i64::from(to.month)
        - i64::from(from.month)
        - i64::from(is_short);
    let said = |number: i64, unit: &str, is_exact: bool| {
        let length = say_with(unit, &[("number", number.into())]);
        if is_exact {
            length
        } else {
            say_with("length-over", &[("length", length.into())])
        }
    };
    if months >= 24 {
        return said(months / 12, "length-years", months % 12 == 0 && is_same_day);
    }
    if months >= 2 {
        return said(months, "length-months", is_same_day);
    }
    let seconds = end.seconds().saturating_sub(first.seconds());
    let (number, unit, length) = if seconds >= 2 * DAY_SECONDS {
        (seconds / DAY_SECONDS, "length-days", DAY_SECONDS)
    } else if seconds >= 7_200 {
        (seconds / 3_600, "length-hours", 3_600)
    } else if seconds >= 120 {
        (seconds / 60, "length-minutes", 60)
    } else {
        (seconds, "length-seconds", 1)
    };
    said(number, unit, seconds % length == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use annals_edtf::Edtf;

    #[test]
    fn a_length_is_said_in_the_largest_unit_of_which_there_are_two_and_never_rounded_up() {
        for (date, expected) in [
            ("1965/1994", "30 years"),
            ("1965-01-02/1994", "over 29 years"),
            ("1965/1966", "2 years"),
            ("1965/1965", "12 months"),
            ("1965-01-31/1965-05-29", "over 3 months"),
            ("1965-01-15/1965-03-14", "2 months"),
            ("1965-01-15/1965-03-13", "58 days"),
            ("1965-01-15", "24 hours"),
            ("-0002/0001", "4 years"),
        ] {
            let extent = Edtf::parse(date).unwrap().extent();
            assert_eq!(
                length_in_words(extent.first(), extent.last()),
                expected,
                "{date}"
            );
        }
        let at = Instant::from_seconds;
        assert_eq!(length_in_words(at(0), at(5_399)), "90 minutes");
        assert_eq!(length_in_words(at(0), at(7_200)), "over 2 hours");
        assert_eq!(length_in_words(at(0), at(0)), "1 second");
    }
}
