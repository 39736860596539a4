//! The README and the first timeline in the format reference are correct.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use annals::check;
use annals::date_words::in_words;
use annals_edtf::Edtf;

const README: &str = include_str!("../README.md");
const GUIDE: &str = include_str!("../assets/guide/guide.md");
const FORMAT: &str = include_str!("../assets/guide/format.md");

#[test]
fn the_first_timeline_of_the_reference_has_no_problems() {
    let samples = FORMAT.split("```json").skip(1);
    let sample = samples
        .filter_map(|rest| rest.split("```").next())
        .find(|sample| sample.contains("\"events\""));
    let loaded = check::read_checked(sample.unwrap().as_bytes()).unwrap();
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.timeline.events.len(), 1);
}

#[test]
fn the_dates_of_the_readme_and_the_guide_mean_what_they_say() {
    for (text, date, words) in [
        (README, "1958-04-17", "17 April 1958"),
        (README, "1955~/1959~", "about 1955–1959"),
        (GUIDE, "1958", "1958"),
        (GUIDE, "1958-04", "April 1958"),
        (GUIDE, "195X", "the 1950s"),
        (GUIDE, "1955~/1959~", "about 1955–1959"),
        (GUIDE, "1990/..", "from 1990 on"),
        (GUIDE, "1914/", "from 1914, end unknown"),
        (GUIDE, "1958?", "perhaps 1958"),
        (GUIDE, "[1667,1670]", "1667 or 1670"),
    ] {
        assert!(text.contains(&format!("`{date}`")), "{date} is missing");
        assert_eq!(in_words(&Edtf::parse(date).unwrap()), words);
    }
}

#[test]
fn the_readme_contains_the_two_commands() {
    assert!(README.contains("cargo run --release "));
    assert!(README.contains("cargo test "));
}
