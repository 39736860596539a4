//! Tables of words and the dates found in them.

mod documents;
mod not_dates;
mod phrases;
mod properties;
mod relative;

use super::{DateFinding, find_dates};
use annals_edtf::Edtf;

/// The words found in a text and their dates, "-" for none.
fn found(text: &str, reference: Option<&str>) -> Vec<(String, String)> {
    let reference = reference.map(|reference| Edtf::parse(reference).unwrap());
    find_dates(text, reference.as_ref())
        .into_iter()
        .map(|DateFinding { text, edtf, .. }| {
            let edtf = edtf.map_or_else(|| "-".to_owned(), |edtf| edtf.as_str().to_owned());
            (text, edtf)
        })
        .collect()
}

/// Checks that a text has one finding: all of it, or the words between
/// the bars.
fn check(marked: &str, reference: Option<&str>, edtf: &str) {
    let text = marked.replace('|', "");
    let words = marked.split('|').nth(1).unwrap_or(&text);
    assert_eq!(
        found(&text, reference),
        [(words.to_owned(), edtf.to_owned())],
        "{marked}"
    );
}

/// The same for a table. Reports all failures at once.
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
