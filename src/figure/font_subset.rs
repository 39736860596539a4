//! Embedded fonts of SVG files and pages: only the glyphs that occur, with kerning and the
//! shaping tables of their scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use read_fonts::FontRef;
use read_fonts::collections::IntSet;
use read_fonts::types::{NameId, Tag};
use skera::{DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use skrifa::MetadataProvider as _;

use super::fonts::Fonts;
use crate::theme::BUNDLED_FONTS;

/// Tables that do not change how a browser shows a text.
const DROPPED: [&[u8; 4]; 6] = [b"DSIG", b"JSTF", b"kern", b"LTSH", b"PCLT", b"SVG "];

/// The characters that are set in each font.
pub(super) type UsedCharacters = BTreeMap<usize, BTreeSet<char>>;

/// CSS rules with the used characters of the fonts embedded.
pub(super) fn font_faces(fonts: &Fonts, used: &UsedCharacters) -> String {
    let mut rules = String::new();
    for (font, characters) in used {
        let Some(loaded) = fonts.get(*font) else {
            continue;
        };
        let subset = subset(&loaded.bytes, characters);
        let bytes = subset.as_deref().unwrap_or(&loaded.bytes);
        let (family, weight) = (&loaded.family, loaded.weight);
        let bytes = BASE64_STANDARD.encode(bytes);
        let _ = writeln!(
            rules,
            "@font-face{{font-family:\"{family}\";font-weight:{weight};src:url(data:font/ttf;base64,{bytes})}}"
        );
    }
    rules
}

/// CSS rules with the characters of a text in the bundled fonts embedded, for a page that uses
/// these fonts.
#[must_use]
pub fn font_face_rules(text: &str) -> String {
    let fonts = Fonts::default();
    let characters: BTreeSet<char> = text.chars().filter(|c| !c.is_control()).collect();
    let of_font = |font: usize| {
        let map = fonts.get(font)?.font()?.charmap();
        let has = characters.iter().copied();
        let has: BTreeSet<char> = has.filter(|c| map.map(*c).is_some()).collect();
        // A font without letters of the text is not needed: every font has digits and spaces.
        has.iter().any(|c| c.is_alphabetic()).then_some((font, has))
    };
    let used = (0..BUNDLED_FONTS.len()).filter_map(of_font).collect();
    font_faces(&fonts, &used)
}

/// A font with only these characters and the glyphs that can replace them; `None` if it cannot
/// be subset.
fn subset(bytes: &[u8], characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let font = FontRef::from_index(bytes, 0).ok()?;
    let mut unicodes = IntSet::<u32>::empty();
    unicodes.extend(characters.iter().map(|c| u32::from(*c)));
    let mut dropped = IntSet::<Tag>::empty();
    dropped.extend(DROPPED.iter().map(|tag| Tag::new(tag)));
    let mut scripts = IntSet::<Tag>::empty();
    scripts.invert();
    let mut features = IntSet::<Tag>::empty();
    features.extend(DEFAULT_LAYOUT_FEATURES.iter().copied());
    let mut names = IntSet::<NameId>::empty();
    names.insert_range(NameId::from(0)..=NameId::from(6));
    let mut languages = IntSet::<u16>::empty();
    languages.insert(0x0409);
    let plan = Plan::new(
        &IntSet::empty(),
        &unicodes,
        &font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING,
        &dropped,
        &scripts,
        &features,
        &names,
        &languages,
    );
    subset_font(&font, &plan).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subset_has_its_characters_and_is_much_smaller() {
        let characters: BTreeSet<char> = "Phnom Penh 1958".chars().collect();
        for bundled in BUNDLED_FONTS.iter().take(3) {
            let subset = subset(bundled.bytes, &characters).unwrap();
            assert!(subset.len() * 10 < bundled.bytes.len(), "{}", subset.len());
            let font = skrifa::FontRef::new(&subset).unwrap();
            for c in &characters {
                assert!(font.charmap().map(*c).is_some(), "{c}");
            }
            assert!(font.charmap().map('z').is_none());
        }
    }

    #[test]
    fn the_same_characters_give_the_same_bytes() {
        let characters: BTreeSet<char> = "ភ្នំពេញ".chars().collect();
        let khmer = BUNDLED_FONTS[3].bytes;
        assert_eq!(subset(khmer, &characters), subset(khmer, &characters));
    }
}
