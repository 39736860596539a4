//! Phrases for dates: messages of [`crate::language`] whose arguments are filled
//! in here.
//!
//! Labels and lists show dates by the thousand. A message without arguments is
//! cached, and Fluent writes an argument that it is not given as its name:
//! `the early {$part}s`. To replace the name is many times faster than to format
//! the message.

use crate::language::{Language, current_language, say};

/// A phrase with one part.
pub(super) fn fill(id: &str, part: &str) -> String {
    say(id).replacen("{$part}", part, 1)
}

/// A phrase with two parts.
pub(super) fn fill_two(id: &str, first: &str, second: &str) -> String {
    let phrase = say(id).replacen("{$first}", first, 1);
    phrase.replacen("{$second}", second, 1)
}

/// Applies the contractions of the language to assembled words: *de le* becomes
/// *du* in French.
pub(super) fn contract(words: String) -> String {
    match current_language() {
        Language::English => words,
        Language::French => with_french_contractions(words),
    }
}

/// French contracts a preposition and the word after it: "du", "aux",
/// "d’avril". Applied in this order.
const CONTRACTIONS: &[(&str, &str)] = &[
    ("jusqu’à vers ", "jusque vers "),
    ("jusqu’à le ", "jusqu’au "),
    ("de vers ", "d’environ "),
    (" à vers ", " à environ "),
    ("de le ", "du "),
    ("de les ", "des "),
    (" à le ", " au "),
    (" à les ", " aux "),
    ("de avril", "d’avril"),
    ("de août", "d’août"),
    ("de octobre", "d’octobre"),
    ("de un ", "d’un "),
    ("de une ", "d’une "),
];

fn with_french_contractions(mut words: String) -> String {
    for (apart, together) in CONTRACTIONS {
        if words.contains(apart) {
            words = words.replace(apart, together);
        }
    }
    // "jusqu’en 1975", but "jusqu’à mars 1975".
    if let Some((before, after)) = words.split_once("jusqu’à ")
        && after.starts_with(|character: char| character.is_ascii_digit())
    {
        words = format!("{before}jusqu’en {after}");
    }
    words
}
