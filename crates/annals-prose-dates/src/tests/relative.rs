//! Relative dates, with and without a reference date.

use super::check;

#[test]
fn relative_dates_are_counted_from_the_reference_date() {
    for (words, reference, edtf) in [
        ("the following year", "1958", "1959"),
        ("The following year", "1958", "1959"),
        ("in the following year", "1958", "1959"),
        ("the next year", "1958-03-12", "1959"),
        ("the previous year", "1958", "1957"),
        ("the year before", "1958", "1957"),
        ("the year after", "1958", "1959"),
        ("two years later", "1958", "1960"),
        ("two years later", "1956-03-12", "1958"),
        ("some two years later", "1958", "1960~"),
        ("three months earlier", "1956-03-12", "1955-12"),
        ("three months earlier", "1958", "[1957,1958]"),
        ("that year", "1958", "1958"),
        ("later that year", "1958", "1958"),
        ("in the same year", "1956-03-12", "1956"),
        ("the same day", "1956-03-12", "1956-03-12"),
        ("the next day", "1956-12-31", "1957-01-01"),
        ("ten days later", "1956-03-12", "1956-03-22"),
        ("two weeks later", "1956-03-12", "1956-03-26~"),
        ("a decade later", "1958", "1968~"),
        ("ten years ago", "2025", "2015"),
        ("last year", "2025", "2024"),
        ("the following decade", "1958", "196X"),
        ("last March", "1958-07-01", "1958-03"),
        ("last March", "1958-02-01", "1957-03"),
        ("last March", "1958", "[1957-03,1958-03]"),
        ("the following March", "1956-03-12", "1957-03"),
        ("that March", "1956", "1956-03"),
        ("in March", "1956", "1956-03"),
        ("on 12 March", "1956", "1956-03-12"),
        ("|24 July|.", "2025", "2025-07-24"),
        ("the following summer", "1956-03-12", "1956-22"),
        ("the fifties", "1963", "195X"),
        ("the late ’50s", "1963", "1955~/1959~"),
        ("the fifties", "2005", "195X"),
        ("the following year", "1958~", "1959~"),
        ("the following year", "1953/1958", "1959"),
        ("the year before", "1953/1958", "1952"),
        ("the following year", "195X", "[1951..1960]"),
        ("the following year", "-0043", "-0042"),
        ("since the following year", "1958", "1959/.."),
        ("until the following year", "1958", "../1959"),
    ] {
        check(words, Some(reference), edtf);
    }
}

#[test]
fn relative_dates_without_a_suitable_reference_date_have_no_date() {
    for words in [
        "the following year",
        "two years later",
        "in March",
        "last March",
        "that year",
    ] {
        check(words, None, "-");
        check(words, Some("[..1957]"), "-");
    }
    check("the following year", Some("2017/.."), "-");
    check("the year before", Some("2017/.."), "2016");
    check("that year", Some("1953/1958"), "-");
    check("several years later", Some("1958"), "-");
    check("for nearly a decade", Some("1958"), "-");
    check("the following year", Some("Y-1000000"), "-");
}

#[test]
fn a_phrase_may_have_its_own_reference_date() {
    check("two years after 1958", None, "1960");
    check("the day after 12 March 1956", None, "1956-03-13");
    check("the year before 1958", None, "1957");
    check("a decade before March 1956", None, "1946~");
}

#[test]
fn before_and_after_count_only_at_the_end_of_a_clause() {
    // The year is counted from the war, not from the reference date.
    assert!(super::found("the year before the war", Some("1958")).is_empty());
    check("|the year before|.", Some("1958"), "1957");
}
