//! Tests of dates of every kind.

use super::{Bound, Edtf, Instant};
use proptest::prelude::*;

fn extent(text: &str) -> (Option<String>, Option<String>) {
    let extent = Edtf::parse(text).unwrap().extent();
    let iso = |bound: Bound| bound.instant().map(Instant::to_iso);
    (iso(extent.earliest), iso(extent.latest))
}

#[test]
fn extents_run_from_the_first_to_the_last_second() {
    for (text, earliest, latest) in [
        ("1958", "1958-01-01T00:00:00Z", "1958-12-31T23:59:59Z"),
        ("195X", "1950-01-01T00:00:00Z", "1959-12-31T23:59:59Z"),
        (
            "1955~/1959~",
            "1955-01-01T00:00:00Z",
            "1959-12-31T23:59:59Z",
        ),
        ("2000-02", "2000-02-01T00:00:00Z", "2000-02-29T23:59:59Z"),
        ("-0001", "-00001-01-01T00:00:00Z", "-00001-12-31T23:59:59Z"),
        ("1950S2", "1900-01-01T00:00:00Z", "1999-12-31T23:59:59Z"),
        ("2001-24", "2001-12-01T00:00:00Z", "2002-02-28T23:59:59Z"),
        (
            "1985-04-12T23:20:30",
            "1985-04-12T23:20:30Z",
            "1985-04-12T23:20:30Z",
        ),
        (
            "1985-04-12T23:20:30+05:30",
            "1985-04-12T17:50:30Z",
            "1985-04-12T17:50:30Z",
        ),
        (
            "1985-01-01T00:00:00-14:00",
            "1985-01-01T14:00:00Z",
            "1985-01-01T14:00:00Z",
        ),
        (
            "{1667,1668,1670..1672}",
            "1667-01-01T00:00:00Z",
            "1672-12-31T23:59:59Z",
        ),
    ] {
        assert_eq!(
            extent(text),
            (Some(earliest.into()), Some(latest.into())),
            "{text}"
        );
    }
}

#[test]
fn open_and_unknown_ends_differ_and_have_no_instant() {
    let open = Edtf::parse("1990~/..").unwrap().extent();
    assert_eq!(open.latest, Bound::Open);
    assert!(open.earliest.instant().is_some());
    let unknown = Edtf::parse("1914/").unwrap().extent();
    assert_eq!(unknown.latest, Bound::Unknown);
    assert_eq!(extent("1914/"), (Some("1914-01-01T00:00:00Z".into()), None));
    assert_eq!(
        extent("[..1975]"),
        (None, Some("1975-12-31T23:59:59Z".into()))
    );
}

#[test]
fn years_beyond_i64_seconds_are_valid_and_out_of_range() {
    assert!(
        !Edtf::parse("Y-1000000000")
            .unwrap()
            .extent()
            .is_out_of_range()
    );
    for text in ["Y400000000000", "Y-400000000000", "Y9E17"] {
        assert!(
            Edtf::parse(text).unwrap().extent().is_out_of_range(),
            "{text}"
        );
    }
}

#[test]
fn the_column_of_an_error_counts_code_points() {
    for (text, column) in [("", 1), ("1985-02-30", 9), ("19é5", 3), (" 1985", 1)] {
        assert_eq!(Edtf::parse(text).unwrap_err().column, column, "{text:?}");
    }
}

#[test]
fn a_year_of_any_number_of_digits_is_valid_and_out_of_range() {
    for (text, level) in [
        ("Y99999999999999999999", 1),
        ("Y-99999999999999999999", 1),
        ("Y-9223372036854775808", 1),
        ("Y1E20", 2),
        ("Y1E100001", 2),
        ("Y1E99999999999999999999", 2),
        ("Y99999999999999999999S20", 2),
        ("Y99999999999999999999?", 1),
    ] {
        let date = Edtf::parse(text).unwrap();
        assert_eq!((date.as_str(), date.level()), (text, level));
        assert!(date.extent().is_out_of_range(), "{text}");
        assert_eq!(extent(text), (None, None), "{text}");
    }
    let interval = Edtf::parse("1958/Y99999999999999999999").unwrap();
    assert!(interval.extent().is_out_of_range());
    assert_eq!(extent("1958/Y1E100001").0.unwrap(), "1958-01-01T00:00:00Z");
    for (text, column) in [
        ("Y99999999999999999999S21", 23),
        ("Y99999999999999999999-05", 22),
        ("Y99999999999999999999/x", 23),
        ("Y1E100001/1958/", 15),
    ] {
        assert_eq!(Edtf::parse(text).unwrap_err().column, column, "{text}");
    }
}

#[test]
fn a_member_out_of_range_affects_only_its_end_of_the_extent() {
    for (text, earliest, latest) in [
        ("[1950,Y400000000000]", Some("1950-01-01T00:00:00Z"), None),
        ("[Y-400000000000,1950]", None, Some("1950-12-31T23:59:59Z")),
        ("[Y-400000000000,1950,Y400000000000]", None, None),
        ("{1950,Y1E100001}", Some("1950-01-01T00:00:00Z"), None),
    ] {
        let (first, last) = extent(text);
        assert_eq!(
            (first.as_deref(), last.as_deref()),
            (earliest, latest),
            "{text}"
        );
        assert!(Edtf::parse(text).unwrap().extent().is_out_of_range());
    }
}

#[test]
fn a_text_that_ends_too_soon_has_its_error_after_its_end() {
    for (text, column) in [
        ("85", 3),
        ("-", 2),
        ("1985-", 6),
        ("1985--", 6),
        ("1985-0", 7),
        ("1985-4-12", 7),
        ("1985-04-1", 10),
        ("85/1990", 3),
        ("1990/85", 8),
        ("[1985,85]", 9),
        ("{1960", 6),
        ("19x8", 3),
        ("yesterday", 1),
    ] {
        assert_eq!(Edtf::parse(text).unwrap_err().column, column, "{text}");
    }
}

#[test]
fn levels_and_kinds_follow_the_standard() {
    for (text, level, kind) in [
        ("1958", 0, "date"),
        ("1985-04-12T23:20:30Z", 0, "date-time"),
        ("1964/2008", 0, "interval"),
        ("1958~", 1, "date"),
        ("201X", 1, "date"),
        ("2001-21", 1, "season"),
        ("1990~/..", 1, "interval"),
        ("Y170000002", 1, "date"),
        ("Y-17E7", 2, "date"),
        ("1950S2", 2, "date"),
        ("[1667,1668]", 2, "one-of"),
        ("{1667,1668}", 2, "all-of"),
        ("2004-06~-11", 2, "date"),
    ] {
        let date = Edtf::parse(text).unwrap();
        assert_eq!((date.level(), date.kind().name()), (level, kind), "{text}");
    }
}

#[test]
fn members_of_a_set_are_kept_as_written() {
    assert_eq!(
        Edtf::parse("[1667,1670..1672,1760-12..]")
            .unwrap()
            .members(),
        ["1667", "1670..1672", "1760-12.."]
    );
    assert!(Edtf::parse("1667").unwrap().members().is_empty());
}

fn some_date() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{4}[?~%]?",
        "[0-9]{3}X[?~%]?",
        "[0-9]{4}-(0[1-9]|1[0-2])[?~%]?",
        "[0-9]{4}-2[1-4]",
        "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
        "Y-?[1-9][0-9]{4,10}",
        "[0-9]{4}S[1-3]",
    ]
}

proptest! {
    #[test]
    fn any_valid_text_is_kept(text in ".{0,40}") {
        if let Ok(date) = Edtf::parse(&text) {
            prop_assert_eq!(date.as_str(), text);
        }
    }

    #[test]
    fn any_text_that_looks_like_edtf_parses_or_fails(
        text in "[-0-9XYES~?%./,\\[\\]{}TZ:+]{0,24}"
    ) {
        if let Ok(date) = Edtf::parse(&text) {
            prop_assert!(date.extent().first() <= date.extent().last());
            prop_assert!(!date.spans().is_empty());
        }
    }

    #[test]
    fn the_earliest_second_is_not_after_the_latest(text in some_date()) {
        if let Ok(date) = Edtf::parse(&text) {
            prop_assert!(date.extent().first() <= date.extent().last(), "{}", text);
        }
    }

    #[test]
    fn an_interval_covers_both_its_ends(first in some_date(), last in some_date()) {
        if let (Ok(first), Ok(last)) = (Edtf::parse(&first), Edtf::parse(&last))
            && let Ok(interval) = Edtf::parse(&format!("{}/{}", first.as_str(), last.as_str()))
        {
            prop_assert_eq!(interval.extent().first(), first.extent().first());
            prop_assert_eq!(interval.extent().last(), last.extent().last());
        }
    }
}
