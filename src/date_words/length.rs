//! Lengths of time in words.

use annals_edtf::{DAY_SECONDS, Instant};

use crate::language::say_with;

/// The length from one second to another, both included, in the language of the
/// thread and in the largest unit of which there are at least two: "12 days",
/// "over 29 years". A remainder is written as "over", never rounded.
#[must_use]
pub fn length_in_words(first: Instant, last: Instant) -> String {
    let end = last.saturating_add(1);
    let (from, to) = (first.day(), end.day());
    let second_of_day = |instant: Instant| instant.seconds().rem_euclid(DAY_SECONDS);
    let is_whole_months = (from.day, second_of_day(first)) == (to.day, second_of_day(end));
    let last_month_is_incomplete = (to.day, second_of_day(end)) < (from.day, second_of_day(first));
    let months = to.year.saturating_sub(from.year).saturating_mul(12) + i64::from(to.month)
        - i64::from(from.month)
        - i64::from(last_month_is_incomplete);
    let words = |number: i64, unit: &str, is_exact: bool| {
        let length = say_with(unit, &[("number", number.into())]);
        if is_exact {
            length
        } else {
            say_with("length-over", &[("length", length.into())])
        }
    };
    if months >= 24 {
        return words(
            months / 12,
            "length-years",
            months % 12 == 0 && is_whole_months,
        );
    }
    if months >= 2 {
        return words(months, "length-months", is_whole_months);
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
    words(number, unit, seconds % length == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use annals_edtf::Edtf;

    #[test]
    fn a_length_has_the_largest_unit_of_which_there_are_two() {
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
