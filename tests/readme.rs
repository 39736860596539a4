//! The examples in the README are correct.

#![allow(clippy::unwrap_used, reason = "a test fails so")]

use annals::date_words::in_words;
use annals::storage;
use annals_edtf::Edtf;

const README: &str = include_str!("../README.md");

#[test]
fn the_timeline_in_the_readme_has_no_problems() {
    let begin = README.find("```json").unwrap() + "```json".len();
    let sample = &README[begin..];
    let sample = &sample[..sample.find("```").unwrap()];
    let reading = storage::read(sample.as_bytes()).unwrap();
    assert_eq!(reading.problems, []);
    assert_eq!(reading.timeline.events.len(), 1);
}

#[test]
fn the_dates_in_the_readme_mean_what_it_says() {
    for (date, words) in [
        ("1958", "1958"),
        ("1958-04", "April 1958"),
        ("195X", "the 1950s"),
        ("1955~/1959~", "about 1955–1959"),
        ("1990/..", "from 1990 on"),
        ("1914/", "from 1914, end unknown"),
        ("1958?", "perhaps 1958"),
        ("[1667,1670]", "1667 or 1670"),
    ] {
        assert!(
            README.contains(&format!("`{date}`")),
            "{date} is not in the README"
        );
        assert_eq!(in_words(&Edtf::parse(date).unwrap()), words);
    }
}

#[test]
fn the_readme_has_the_commands_to_run_and_test() {
    assert!(README.contains("cargo run --release "));
    assert!(README.contains("cargo test "));
}
