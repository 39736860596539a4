//! The documents that the project's own chronology cites.

use std::fs;
use std::path::Path;

use super::found;

fn words_in(file: &str) -> Option<Vec<(String, String)>> {
    // Beside the folder of the workspace.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/sources");
    let Ok(text) = fs::read_to_string(folder.join(file)) else {
        eprintln!("skipped: {file} is not on this machine");
        return None;
    };
    Some(found(&text, None))
}

/// Checks the findings in a document, white space and Markdown aside.
fn check_document(file: &str, expected: &[(&str, &str)]) {
    let Some(found) = words_in(file) else { return };
    let plain: Vec<(String, String)> = found
        .into_iter()
        .map(|(words, edtf)| {
            let words = words.replace('*', "");
            (words.split_whitespace().collect::<Vec<_>>().join(" "), edtf)
        })
        .collect();
    let plain: Vec<(&str, &str)> = plain
        .iter()
        .map(|(words, edtf)| (words.as_str(), edtf.as_str()))
        .collect();
    assert_eq!(plain, expected, "{file}");
}

#[test]
fn the_first_document_has_two_dates() {
    check_document(
        "000_ea772f02b6b8c529.txt",
        &[("since 2023", "2023/.."), ("in 2024", "2024")],
    );
}

#[test]
fn the_second_document_has_dates_among_other_numbers() {
    check_document(
        "001_91600358683faf0d.txt",
        &[
            ("recent", "-"),
            ("since 2017", "2017/.."),
            ("For years", "-"),
            ("recent", "-"),
            ("in the late 1950s", "1955~/1959~"),
            ("in 1953", "1953"),
            ("in 1958", "1958"),
            ("in 1963", "1963"),
            ("in the late 1950s", "1955~/1959~"),
            ("recent", "-"),
            ("recent", "-"),
        ],
    );
}

#[test]
fn the_third_document_has_vague_dates_across_lines() {
    check_document(
        "002_f03a5b3ad347af92.txt",
        &[
            ("1993", "1993"),
            ("since the early 1990s", "1990~/.."),
            ("in the mid-2010s", "2014~/2016~"),
            ("For nearly a decade", "-"),
            ("recent", "-"),
            ("in years", "-"),
        ],
    );
}
