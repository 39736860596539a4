//! Dates of every kind, in English words.

#[path = "../../crates/annals-edtf/tests/generators/mod.rs"]
mod generators;

use annals_edtf::Edtf;
use generators::{any_kind, nearly_edtf};
use proptest::prelude::*;

use super::words::{in_words, short_words, span_in_words};

#[test]
fn dates_read_as_a_person_says_them() {
    for (text, words) in [
        ("1958", "1958"),
        ("1985-04", "April 1985"),
        ("1985-04-12", "12 April 1985"),
        ("195X", "the 1950s"),
        ("19XX", "some year from 1900 to 1999"),
        ("1985-04-XX", "some day in April 1985"),
        ("1985-XX-XX", "some time in 1985"),
        ("1985-XX", "some month of 1985"),
        ("XXXX", "some year"),
        ("1XX3", "some year from 1003 to 1993"),
        ("-01XX", "some year from 200 BCE to 101 BCE"),
        ("195X-12", "December of some year in the 1950s"),
        ("1XXX-12", "December of some year from 1000 to 1999"),
        ("XXXX-12-XX", "some day in December of some year"),
        ("XXXX-XX-XX", "some day of some year"),
        ("195X-XX-XX", "some day of some year in the 1950s"),
        ("156X-12-25", "25 December of some year in the 1560s"),
        ("1560-XX-25", "day 25 of some month of 1560"),
        ("1560-X2", "February or December 1560"),
        ("1984-1X", "October, November or December 1984"),
        ("2020-0X", "some month from January to September 2020"),
        ("2020-05-X5", "5, 15 or 25 May 2020"),
        ("2020-05-1X", "some day from 10 to 19 May 2020"),
        ("2020-XX-1X", "some day from 10 to 19 of some month of 2020"),
        ("1560-X2-XX", "some day in February or December 1560"),
        ("195X-22", "summer of some year in the 1950s"),
        ("195X-33", "first quarter of some year in the 1950s"),
        ("1958~", "about 1958"),
        ("1958?", "perhaps 1958"),
        ("1958%", "perhaps about 1958"),
        ("2004-06~-11", "11 June 2004 (in part approximate)"),
        ("?2004-06-11", "11 June 2004 (in part uncertain)"),
        (
            "2004-%06-11",
            "11 June 2004 (in part uncertain and approximate)",
        ),
        (
            "?2004-06-~11",
            "11 June 2004 (in part uncertain, in part approximate)",
        ),
        ("?2004-?06-?11", "perhaps 11 June 2004"),
        ("1984?/2004?", "perhaps 1984–2004"),
        ("1984%/2004%", "perhaps about 1984–2004"),
        ("1984?/2004%", "perhaps 1984 to perhaps about 2004"),
        ("1955~/1959~", "about 1955–1959"),
        ("1990~/..", "from about 1990 on"),
        ("2017/..", "from 2017 on"),
        ("1914/", "from 1914, end unknown"),
        ("../1975", "until 1975"),
        ("/1975", "start unknown, until 1975"),
        ("1955~/1959", "about 1955 to 1959"),
        ("2001-21", "spring 2001"),
        ("2001-33", "first quarter of 2001"),
        ("2001-38", "middle four months of 2001"),
        ("2001-41", "second half of 2001"),
        ("2001-26", "summer 2001 (northern hemisphere)"),
        ("2001-29?", "perhaps spring 2001 (southern hemisphere)"),
        ("-0043-24", "winter 44 BCE"),
        ("2001-21/2001-23", "spring 2001 to autumn 2001"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670–1672"),
        ("{1960,1961-12}", "1960 and December 1961"),
        ("[..1760-12]", "December 1760 or earlier"),
        ("[1667,1760-12..]", "1667 or December 1760 or later"),
        ("{..1984}", "1984 and earlier"),
        ("{1984..}", "1984 and later"),
        ("[1984]", "1984"),
        ("[1984,1986,1988]", "1984, 1986 or 1988"),
        ("[1984~,1986?]", "about 1984 or perhaps 1986"),
        (
            "..2004-06-01/2004-06-20..",
            "1 June 2004 or earlier to 20 June 2004 or later",
        ),
        ("../1984..", "until 1984 or later"),
        ("-0044/-0030", "45 BCE to 31 BCE"),
        ("-0044/0014", "45 BCE to 14 CE"),
        ("0007", "7 CE"),
        ("000X", "some year from 1 BCE to 9 CE"),
        ("0410", "410"),
        ("Y170000002", "year 170,000,002"),
        ("Y-17E7", "year −170,000,000"),
        (
            "Y17101E4S3",
            "about year 171,010,000 (between year 171,000,000 and year 171,999,999)",
        ),
        ("Y9E30", "year 9 × 10^30"),
        ("Y12345678901234567890", "year 12,345,678,901,234,567,890"),
        ("Y9E30S1", "about year 9 × 10^30, one significant digit"),
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
fn a_vague_part_of_a_decade_is_early_mid_or_late() {
    for (text, words) in [
        ("1990~/1994~", "the early 1990s"),
        ("2014~/2016~", "the mid-2010s"),
        ("1955~/1959~", "the late 1950s"),
        ("0950~/0954~", "the early 950s"),
        // Anything else reads like `in_words`.
        ("1990~/1995~", "about 1990–1995"),
        ("1990/1994", "1990–1994"),
        ("1990?/1994?", "perhaps 1990–1994"),
        ("1990~/2004~", "about 1990–2004"),
        ("1990-01~/1994~", "about January 1990 to 1994"),
        ("-0054~/-0050~", "about 55 BCE to 51 BCE"),
        ("1990~/..", "from about 1990 on"),
        ("195X", "the 1950s"),
    ] {
        let date = Edtf::parse(text).unwrap();
        assert_eq!(short_words(&date), words, "{text}");
    }
    let late = Edtf::parse("1955~/1959~").unwrap();
    assert_eq!(in_words(&late), "about 1955–1959");
}

#[test]
fn a_span_reads_no_finer_than_its_length_requires() {
    let day = |text: &str| Edtf::parse(text).unwrap().extent();
    let words = |first: &str, last: &str| span_in_words(day(first).first(), day(last).last());
    assert_eq!(words("1953", "1963"), "1953–1963");
    assert_eq!(
        words("1958-02", "1958-11"),
        "February 1958 to November 1958"
    );
    assert_eq!(words("1958-02-03", "1958-02-03"), "3 February 1958");
}

fn check_words(date: &Edtf) {
    for words in [in_words(date), short_words(date)] {
        let is_clean = !words.is_empty()
            && !words.contains(['{', '}'])
            && !words.contains("  ")
            && words.trim() == words;
        assert!(is_clean, "{}: {words:?}", date.as_str());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_date_has_words(text in prop_oneof![any_kind(), nearly_edtf()]) {
        if let Ok(date) = Edtf::parse(&text) {
            check_words(&date);
        }
    }
}

#[test]
fn every_conformance_case_has_words() {
    for table in [
        include_str!("../../crates/annals-edtf/tests/cases/valid-0.txt"),
        include_str!("../../crates/annals-edtf/tests/cases/valid-1.txt"),
        include_str!("../../crates/annals-edtf/tests/cases/valid-2.txt"),
    ] {
        for line in table.lines().filter(|line| !line.starts_with("## ")) {
            let text = line.split(' ').next().unwrap();
            check_words(&Edtf::parse(text).unwrap());
        }
    }
}

#[test]
fn a_year_of_any_number_of_digits_has_words() {
    for text in [
        "Y99999999999999999999",
        "Y-99999999999999999999",
        "Y-9223372036854775808",
        "Y1E20",
        "Y1E100001",
        "Y1E99999999999999999999",
        "Y99999999999999999999S20",
        "Y99999999999999999999?",
    ] {
        assert!(!in_words(&Edtf::parse(text).unwrap()).is_empty(), "{text}");
    }
}
