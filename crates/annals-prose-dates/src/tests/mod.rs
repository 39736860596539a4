//! What is proposed from which words, in tables.

mod documents;
mod negative;
mod phrases;
mod properties;
mod relative;

use super::{Suggestion, suggest};
use annals_edtf::Edtf;

/// The words found in a text and their dates, "-" where there is none.
fn found(text: &str, anchor: Option<&str>) -> Vec<(String, String)> {
    let anchor = anchor.map(|anchor| Edtf::parse(anchor).unwrap());
    let suggestions = suggest(text, anchor.as_ref());
    suggestions
        .into_iter()
        .map(|Suggestion { text, edtf, .. }| {
            let edtf = edtf.map_or_else(|| "-".to_owned(), |edtf| edtf.as_str().to_owned());
            (text, edtf)
        })
        .collect()
}

/// Checks that a text yields one suggestion: all of it, or the words between
/// the bars.
fn check(marked: &str, anchor: Option<&str>, edtf: &str) {
    let text = marked.replace('|', "");
    let words = marked.split('|').nth(1).unwrap_or(&text);
    assert_eq!(
        found(&text, anchor),
        [(words.to_owned(), edtf.to_owned())],
        "{marked}"
    );
}

/// The same for a table; all that is wrong is told at once.
fn check_all(table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (marked, edtf) in table {
        let text = marked.replace('|', "");
        let words = marked.split('|').nth(1).unwrap_or(&text);
        let found = found(&text, None);
        if found != [(words.to_owned(), (*edtf).to_owned())] {
            wrong.push((*marked, *edtf, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
