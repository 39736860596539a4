//! The fonts of a figure: those of the program and those that the user names. Fonts of the
//! system are not used, so that a figure looks the same on every computer.

use std::borrow::Cow;
use std::sync::Arc;

use harfrust::{FontRef, ShaperData};
use skrifa::MetadataProvider as _;
use skrifa::string::StringId;

use crate::theme::BUNDLED_FONTS;

/// Typeface of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Face {
    Sans,
    Semibold,
    Serif,
}

/// The fonts of a figure.
#[derive(Debug, Clone)]
pub struct Fonts(Arc<Vec<LoadedFont>>);

/// A font with its shaping tables.
pub(super) struct LoadedFont {
    pub bytes: Cow<'static, [u8]>,
    /// Family name, for style sheets.
    pub family: String,
    pub weight: u16,
    pub units_per_em: f32,
    pub shaping: ShaperData,
}

impl std::fmt::Debug for LoadedFont {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.family, self.weight)
    }
}

impl Default for Fonts {
    fn default() -> Self {
        let bundled = BUNDLED_FONTS.iter().filter_map(|font| {
            LoadedFont::new(Cow::Borrowed(font.bytes), |_| {
                (font.family.to_owned(), font.weight)
            })
        });
        Self(Arc::new(bundled.collect()))
    }
}

impl Fonts {
    /// The bundled fonts and some files. The first file is preferred to the bundled fonts; the
    /// others are used for characters that all fonts before them lack.
    ///
    /// # Errors
    ///
    /// The position of the first file that is no TrueType or OpenType font with outlines.
    pub fn with(files: Vec<Vec<u8>>) -> Result<Self, usize> {
        let Self(bundled) = Self::default();
        let mut loaded = Arc::into_inner(bundled).unwrap_or_default();
        for (position, file) in files.into_iter().enumerate() {
            let font = LoadedFont::new(Cow::Owned(file), |font| {
                let name = font.localized_strings(StringId::FAMILY_NAME);
                let name = name.english_or_first();
                let name = name.map(|name| name.chars().filter(|c| is_plain(*c)).collect());
                let name = name.filter(|name: &String| !name.trim().is_empty());
                // Two files of one family must have different names.
                let name = name.unwrap_or_else(|| "Font".to_owned());
                (format!("{name} {}", position + 1), 400)
            });
            loaded.push(font.ok_or(position)?);
        }
        Ok(Self(Arc::new(loaded)))
    }

    pub(super) fn get(&self, font: usize) -> Option<&LoadedFont> {
        self.0.get(font)
    }

    /// The fonts of a face in order of preference.
    pub(super) fn chain(&self, face: Face) -> Vec<usize> {
        let bundled: [usize; 3] = match face {
            Face::Sans => [0, 3, 2],
            Face::Semibold => [1, 3, 2],
            Face::Serif => [2, 3, 0],
        };
        let mut named = BUNDLED_FONTS.len()..self.0.len();
        let first = named.next();
        first.into_iter().chain(bundled).chain(named).collect()
    }
}

/// Whether a character needs no escaping in a family name in CSS and attributes.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == ' ' || c == '-'
}

impl LoadedFont {
    fn new(
        bytes: Cow<'static, [u8]>,
        named: impl FnOnce(&FontRef<'_>) -> (String, u16),
    ) -> Option<Self> {
        let font = FontRef::from_index(&bytes, 0).ok()?;
        let units_per_em = skrifa::raw::TableProvider::head(&font).ok()?.units_per_em();
        // The range that OpenType 1.9 allows (`head` table).
        (16..=16_384).contains(&units_per_em).then_some(())?;
        // Bitmap fonts have no outlines to draw.
        font.outline_glyphs().format()?;
        let shaping = ShaperData::new(&font);
        let (family, weight) = named(&font);
        // Without a character map no text can be shaped.
        font.charmap().has_map().then_some(())?;
        Some(Self {
            family,
            weight,
            units_per_em: f32::from(units_per_em),
            shaping,
            bytes,
        })
    }

    pub(super) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.bytes, 0).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{KHMER, SANS, SERIF};

    #[test]
    fn the_first_named_font_precedes_the_bundled_fonts_and_the_others_follow() {
        let files = vec![SERIF.bytes.to_vec(), KHMER.bytes.to_vec()];
        let fonts = Fonts::with(files).unwrap();
        assert_eq!(fonts.chain(Face::Sans), [4, 0, 3, 2, 5]);
        assert_eq!(fonts.get(5).unwrap().family, "Noto Sans Khmer 2");
        assert_eq!(Fonts::default().chain(Face::Semibold), [1, 3, 2]);
    }

    #[test]
    fn unusable_fonts_are_refused() {
        // Overwrites the entry of a table, or bytes of the table.
        let patched = |name: &[u8; 4], at: usize, with: &[u8]| {
            let mut bytes = SANS.bytes.to_vec();
            let tables = bytes.windows(4).position(|four| four == name).unwrap();
            let place = if at == 0 {
                tables
            } else {
                let begins = bytes[tables + 8..tables + 12].try_into().unwrap();
                u32::from_be_bytes(begins) as usize + at
            };
            bytes[place..place + with.len()].copy_from_slice(with);
            bytes
        };
        for bytes in [
            Vec::new(),
            b"no font".to_vec(),
            SANS.bytes[..400].to_vec(),
            // Units per em out of range, and no outlines.
            patched(b"head", 18, &[0, 0]),
            patched(b"head", 18, &[0xff, 0xff]),
            patched(b"glyf", 0, b"gone"),
        ] {
            assert_eq!(Fonts::with(vec![bytes]).unwrap_err(), 0);
        }
    }
}
