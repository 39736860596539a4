//! Ids of new entries.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::model::{EntryKind, Timeline};

/// How many code points of a title are in an id.
const MAX_SLUG: usize = 40;

/// The letters of the random part: no two look alike.
const ALPHABET: [u8; 32] = *b"0123456789abcdefghjkmnpqrstvwxyz";

/// Makes the ids of new entries: words and four random characters, `mill-burns-7k2f`, so that
/// two people never make the same one.
pub(super) struct NewIds<'a> {
    timeline: &'a Timeline,
    state: u64,
    made: HashSet<(EntryKind, String)>,
}

impl<'a> NewIds<'a> {
    pub(super) fn new(timeline: &'a Timeline, seed: u64) -> Self {
        Self {
            timeline,
            state: seed,
            made: HashSet::new(),
        }
    }

    /// An id that no entry of this kind has.
    pub(super) fn make(&mut self, kind: EntryKind, words: &str) -> Box<str> {
        let slug = match slug_of(words) {
            slug if slug.is_empty() => noun(kind).to_owned(),
            slug => slug,
        };
        loop {
            let id = format!("{slug}-{}", self.random_part());
            if self.is_free(kind, &id) {
                self.made.insert((kind, id.clone()));
                return id.into();
            }
        }
    }

    /// The same id if it is free, else a new one.
    pub(super) fn reuse(&mut self, kind: EntryKind, id: &str, words: &str) -> Box<str> {
        if !id.is_empty() && self.is_free(kind, id) {
            self.made.insert((kind, id.to_owned()));
            return id.into();
        }
        self.make(kind, words)
    }

    fn is_free(&self, kind: EntryKind, id: &str) -> bool {
        !self.timeline.has_id(kind, id) && !self.made.contains(&(kind, id.to_owned()))
    }

    pub(super) fn random_part(&mut self) -> String {
        let bits = self.next_random();
        let letter = |place: u32| {
            let at = usize::try_from((bits >> (5 * place)) % 32).unwrap_or_default();
            char::from(ALPHABET.get(at).copied().unwrap_or(b'0'))
        };
        (0..4).map(letter).collect()
    }

    /// The next number of `SplitMix64` (Steele, Lea, Flood 2014).
    const fn next_random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

const fn noun(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Lane => "lane",
        EntryKind::Source => "source",
        EntryKind::Passage => "passage",
        EntryKind::Event => "event",
    }
}

/// The words of a text in lower case with hyphens between them, up to [`MAX_SLUG`] code points.
/// Latin letters lose their accents; marks of other scripts stay.
fn slug_of(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut is_inside = false;
    let mut is_after_latin = false;
    for letter in text.nfd() {
        if is_combining_mark(letter) {
            if let Some(word) = words.last_mut().filter(|_| is_inside && !is_after_latin) {
                word.push(letter);
            }
            continue;
        }
        if !letter.is_alphanumeric() {
            // An apostrophe does not end a word.
            is_inside = is_inside && matches!(letter, '\'' | '’');
            continue;
        }
        if !is_inside {
            words.push(String::new());
        }
        is_inside = true;
        is_after_latin = letter.is_ascii();
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    let mut slug = String::new();
    let mut length = 0;
    for word in words {
        length += word.chars().count() + 1;
        if length > MAX_SLUG && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(MAX_SLUG));
    }
    slug.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_words_of_a_title() {
        for (title, slug) in [
            ("The mill burns", "the-mill-burns"),
            ("L’État: 1er congrès!", "letat-1er-congres"),
            ("  ", ""),
            ("«…»", ""),
            ("ភ្នំពេញ", "ភ្នំពេញ"),
            ("Встреча", "встреча"),
            (
                "A very long title that goes on and on without an end",
                "a-very-long-title-that-goes-on-and-on",
            ),
        ] {
            assert_eq!(slug_of(title), slug, "{title}");
        }
        let endless = slug_of(&"x".repeat(100));
        assert_eq!(endless.len(), MAX_SLUG);
    }

    #[test]
    fn ids_are_unique_and_depend_on_the_seed_alone() {
        let timeline = Timeline::default();
        let ids = |seed| -> Vec<Box<str>> {
            let mut ids = NewIds::new(&timeline, seed);
            (0..200)
                .map(|_| ids.make(EntryKind::Event, "Fire"))
                .collect()
        };
        let (one, other) = (ids(1), ids(2));
        assert_eq!(one, ids(1));
        assert_ne!(one, other);
        let different: HashSet<&Box<str>> = one.iter().collect();
        assert_eq!(different.len(), one.len());
        assert!(
            one.iter()
                .all(|id| id.len() == 9 && id.starts_with("fire-"))
        );
    }

    #[test]
    fn an_id_that_is_free_is_reused_once() {
        let timeline = Timeline::default();
        let mut ids = NewIds::new(&timeline, 1);
        assert_eq!(&*ids.reuse(EntryKind::Event, "fire", "Fire"), "fire");
        assert_ne!(&*ids.reuse(EntryKind::Event, "fire", "Fire"), "fire");
        assert_eq!(&*ids.reuse(EntryKind::Lane, "fire", "Fire"), "fire");
    }
}
