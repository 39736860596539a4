//! Phrases that several exports and the terminal share.

use annals_anchor::Match;

/// A number with its noun: "1 event", "2 events".
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The first few of several places: "4–9, 20–25, 40–45 and 3 more".
#[must_use]
pub fn places_in_words(places: &[Match]) -> String {
    const MAX_LISTED: usize = 5;
    let listed = places.iter().take(MAX_LISTED);
    let listed: Vec<String> = listed
        .map(|place| format!("{}–{}", place.start, place.end))
        .collect();
    let listed = listed.join(", ");
    match places.len().saturating_sub(MAX_LISTED) {
        0 => listed,
        more => format!("{listed} and {more} more"),
    }
}
