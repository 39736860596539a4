//! Words that look like dates but are not.

use super::found;

/// Checks that nothing is found.
fn check_none(texts: &[&str]) {
    let wrong: Vec<_> = texts
        .iter()
        .map(|text| (text, found(text, None)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn numbers_that_identify_something_are_not_years() {
    check_none(&[
        "numbered 2025/380",
        "#2017",
        "No. 1958",
        "no 1958",
        "para. 1958",
        "p. 1958",
        "pp. 1953–58",
        "§1958",
        "§ 1958",
        "Resolution 1973",
        "Highway 4",
        "National Highway 1958",
        "Trump 2.0",
        "version 1958.2",
        "A-1958",
        "B1958",
        "1958b",
        "file_1958_b",
        "COVID-19",
        "box 1958",
        "at 1945",
        "2012-1958",
        "tel. 555-1958-22",
        "10.1355/1958",
        "1,958",
        "12,1958,000",
        "1958.5",
        "19580",
        "12:1958",
    ]);
}

#[test]
fn numbers_that_count_something_are_not_years() {
    check_none(&[
        "1958 soldiers",
        "about 1958 soldiers",
        "some 1958 were there",
        "more than 1958",
        "at least 1958 were killed",
        "1958 hamlets burned",
        "1958 people",
        "$1958",
        "£1958 and €1958",
        "1958%",
        "1958 km",
        "1000s of people",
    ]);
}

#[test]
fn numbers_in_addresses_are_not_years() {
    check_none(&[
        "https://a.org/2025/02/07/1958-x",
        "www.a.org/1958",
        "me1958@a.org",
        "a/1958.txt",
        "C:\\1958\\x",
    ]);
}

#[test]
fn names_of_months_can_be_other_words() {
    check_none(&[
        "Buddhist monks marching through the streets",
        "they march in line",
        "they may go",
        "May they live long",
        "March on!",
        "an august person",
        "a second look, a first attempt",
        "the fall of Saigon",
        "in his sixties",
        "mid-level talks",
        "late for dinner",
        "early warning",
        "since then, and before that",
        "from here to there",
        "the next step",
        "that may be",
        "a decade",
        "in the years",
        "in the first decade",
        "the century",
        "",
        " \n ",
    ]);
}

#[test]
fn impossible_days_are_not_found() {
    for text in [
        "30 February 1956",
        "1956-13-12",
        "32/13/1956",
        "29 February 1957",
    ] {
        for (words, edtf) in found(text, None) {
            assert!(edtf.len() <= 7, "{text}: {words} {edtf}");
        }
    }
}
