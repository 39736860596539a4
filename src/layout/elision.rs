//! Shortens texts with an ellipsis.

use unicode_segmentation::UnicodeSegmentation as _;

/// The beginning of a text with an ellipsis, and the number of its grapheme clusters: as many
/// as fit.
#[must_use]
pub fn elided(text: &str, fits: impl Fn(&str) -> bool) -> (String, usize) {
    let clusters = text.grapheme_indices(true);
    let ends: Vec<usize> = clusters
        .map(|(start, cluster)| start + cluster.len())
        .collect();
    let count = ends.partition_point(|end| fits(&beginning(text, *end)));
    let end = count.checked_sub(1).and_then(|last| ends.get(last));
    (beginning(text, end.copied().unwrap_or(0)), count)
}

/// A text, shortened if it has more than `max_graphemes` grapheme clusters.
#[must_use]
pub fn limited(text: &str, max_graphemes: usize) -> String {
    match text.grapheme_indices(true).nth(max_graphemes) {
        Some((end, _)) => beginning(text, end),
        None => text.to_owned(),
    }
}

fn beginning(text: &str, end: usize) -> String {
    let beginning = text.get(..end).unwrap_or_default();
    format!("{}…", beginning.trim_end())
}
