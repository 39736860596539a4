//! Shapes text: which font has each character, and where each glyph is.

use std::collections::BTreeSet;
use std::ops::Range;

use harfrust::{Direction, FontRef, ShapeOptions, UnicodeBuffer};
use icu_properties::props::Script;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use skrifa::MetadataProvider as _;
use skrifa::charmap::Charmap;
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation as _;

use super::fonts::{Face, Fonts};

/// A part of a text in one font, one script and one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FontRun {
    pub range: Range<usize>,
    pub font: usize,
    pub is_right_to_left: bool,
}

/// A glyph. Lengths are shares of the font size.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ShapedGlyph {
    pub id: u32,
    /// The bytes of the text that it represents.
    pub range: Range<usize>,
    pub advance: f32,
    pub x: f32,
    pub y: f32,
}

/// Glyphs of one font, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GlyphRun {
    pub font: usize,
    pub glyphs: Vec<ShapedGlyph>,
}

impl GlyphRun {
    /// The width, as a share of the font size.
    pub(super) fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// Whether the base direction of a text is right to left (UAX #9, P2 and P3).
pub(super) fn is_right_to_left(text: &str) -> bool {
    !text.is_ascii() && unicode_bidi::get_base_direction(text) == unicode_bidi::Direction::Rtl
}

impl Fonts {
    /// The width of a text on one line, in points.
    pub(super) fn width(&self, text: &str, face: Face, size: f32) -> f32 {
        self.shape(text, face)
            .iter()
            .map(GlyphRun::width)
            .sum::<f32>()
            * size
    }

    /// The glyphs of a text on one line, from left to right.
    pub(super) fn shape(&self, text: &str, face: Face) -> Vec<GlyphRun> {
        let font_runs = self.font_runs(text, face);
        let font_runs = if font_runs.iter().any(|run| run.is_right_to_left) {
            visual_order(text, &font_runs)
        } else {
            font_runs
        };
        font_runs
            .iter()
            .filter_map(|run| self.shape_run(text, run))
            .collect()
    }

    fn shape_run(&self, text: &str, run: &FontRun) -> Option<GlyphRun> {
        let loaded = self.get(run.font)?;
        let font = loaded.font()?;
        let shaper = loaded.shaping.shaper(&font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text.get(run.range.clone())?);
        buffer.guess_segment_properties();
        buffer.set_direction(if run.is_right_to_left {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        let shaped = shaper.shape(buffer, ShapeOptions::default());
        let mut starts: Vec<usize> = shaped
            .glyph_infos()
            .iter()
            .map(|info| info.cluster as usize)
            .collect();
        starts.sort_unstable();
        starts.dedup();
        let length = run.range.len();
        #[expect(clippy::cast_precision_loss, reason = "units of a font are few")]
        let share = |units: i32| units as f32 / loaded.units_per_em;
        let glyphs = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| {
                let start = info.cluster as usize;
                let next = starts.partition_point(|other| *other <= start);
                let end = starts.get(next).copied().unwrap_or(length);
                ShapedGlyph {
                    id: info.glyph_id,
                    range: run.range.start + start..run.range.start + end,
                    advance: share(position.x_advance),
                    x: share(position.x_offset),
                    y: share(position.y_offset),
                }
            })
            .collect();
        Some(GlyphRun {
            font: run.font,
            glyphs,
        })
    }

    /// The runs of a text, in logical order.
    pub(super) fn font_runs(&self, text: &str, face: Face) -> Vec<FontRun> {
        let chain = self.chain(face);
        let has = FontCoverage::of(self, &chain);
        let levels = (!text.is_ascii()).then(|| ParagraphBidiInfo::new(text, None).levels);
        let is_rtl = |at: usize| {
            let level = levels.as_ref().and_then(|levels| levels.get(at));
            level.is_some_and(Level::is_rtl)
        };
        let scripts = CodePointMapData::<Script>::new();
        let mut font_runs: Vec<FontRun> = Vec::new();
        let mut script = Script::Common;
        for (start, cluster) in text.grapheme_indices(true) {
            let own = script_of(scripts, cluster);
            let last = font_runs.last().map(|run| run.font);
            let font = match last {
                // A space or a symbol uses the font of the text before it.
                Some(last) if own == Script::Common && has.all(last, cluster) => last,
                _ => has
                    .first(cluster)
                    .or(last)
                    .or(chain.first().copied())
                    .unwrap_or(0),
            };
            let end = start + cluster.len();
            let continues = own == Script::Common || script == Script::Common || own == script;
            match font_runs.last_mut() {
                Some(run)
                    if run.font == font && run.is_right_to_left == is_rtl(start) && continues =>
                {
                    run.range.end = end;
                }
                _ => {
                    script = Script::Common;
                    font_runs.push(FontRun {
                        range: start..end,
                        font,
                        is_right_to_left: is_rtl(start),
                    });
                }
            }
            if own != Script::Common {
                script = own;
            }
        }
        font_runs
    }

    /// Adds the characters of a text that no font of a face has.
    pub(super) fn add_missing(&self, text: &str, face: Face, missing: &mut BTreeSet<char>) {
        if text.is_ascii() {
            return;
        }
        let chain = self.chain(face);
        let has = FontCoverage::of(self, &chain);
        let lacks = |c: &char| !chain.iter().any(|font| has.one(*font, *c));
        missing.extend(text.chars().filter(lacks));
    }
}

/// The script of a grapheme cluster.
fn script_of(scripts: CodePointMapDataBorrowed<'_, Script>, cluster: &str) -> Script {
    let of_letters = cluster.chars().map(|c| scripts.get(c));
    of_letters
        .into_iter()
        .find(|script| *script != Script::Common && *script != Script::Inherited)
        .unwrap_or(Script::Common)
}

/// The character maps of some fonts.
struct FontCoverage<'f> {
    fonts: Vec<(usize, Charmap<'f>)>,
}

impl<'f> FontCoverage<'f> {
    fn of(fonts: &'f Fonts, chain: &[usize]) -> Self {
        let map = |font: &usize| {
            let loaded: FontRef<'f> = fonts.get(*font)?.font()?;
            Some((*font, loaded.charmap()))
        };
        Self {
            fonts: chain.iter().filter_map(map).collect(),
        }
    }

    fn one(&self, font: usize, c: char) -> bool {
        let map = self.fonts.iter().find(|(number, _)| *number == font);
        is_without_glyph(c) || map.is_some_and(|(_, map)| map.map(c).is_some())
    }

    fn all(&self, font: usize, cluster: &str) -> bool {
        cluster.chars().all(|c| self.one(font, c))
    }

    /// The first font that has all characters of a cluster, otherwise the first that has its
    /// first character.
    fn first(&self, cluster: &str) -> Option<usize> {
        let fonts = || self.fonts.iter().map(|(font, _)| *font);
        let first = cluster.chars().next()?;
        fonts()
            .find(|font| self.all(*font, cluster))
            .or_else(|| fonts().find(|font| self.one(*font, first)))
    }
}

/// Whether a character needs no glyph: joiners, zero-width spaces, variation selectors.
const fn is_without_glyph(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}'
    )
}

/// The runs of a line from left to right (UAX #9, L2).
fn visual_order(text: &str, font_runs: &[FontRun]) -> Vec<FontRun> {
    let bidi = ParagraphBidiInfo::new(text, None);
    let (levels, visual_runs) = bidi.visual_runs(0..text.len());
    let mut ordered = Vec::with_capacity(font_runs.len());
    for visual in visual_runs {
        let is_rtl = levels.get(visual.start).is_some_and(Level::is_rtl);
        let mut within: Vec<FontRun> = font_runs
            .iter()
            .filter_map(|run| {
                let start = run.range.start.max(visual.start);
                let end = run.range.end.min(visual.end);
                (start < end).then(|| FontRun {
                    range: start..end,
                    is_right_to_left: is_rtl,
                    ..run.clone()
                })
            })
            .collect();
        if is_rtl {
            within.reverse();
        }
        ordered.extend(within);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_uses_a_font_that_has_it() {
        let fonts = Fonts::default();
        let text = "Phnom Penh (ភ្នំពេញ), Ω";
        let font_runs = fonts.font_runs(text, Face::Sans);
        let parts: Vec<(&str, usize)> = font_runs
            .iter()
            .map(|run| (&text[run.range.clone()], run.font))
            .collect();
        assert_eq!(parts[0], ("Phnom Penh (", 0));
        assert_eq!(parts[1].1, 3, "{parts:?}");
        assert!(parts[1].0.starts_with("ភ្នំពេញ"));
        let mut missing = BTreeSet::new();
        fonts.add_missing(text, Face::Sans, &mut missing);
        assert!(missing.is_empty(), "{missing:?}");
        fonts.add_missing("北京 𓀀", Face::Sans, &mut missing);
        assert_eq!(missing.into_iter().collect::<String>(), "京北𓀀");
    }

    #[test]
    fn every_byte_of_a_text_belongs_to_a_glyph() {
        let fonts = Fonts::default();
        for text in [
            "",
            "plain",
            "fi ﬁ",
            "ภาษา",
            "abc שלום (1958) def",
            "שלום abc",
            "កម្ពុជា\u{200b}ក",
        ] {
            let runs = fonts.shape(text, Face::Sans);
            let mut covered = vec![false; text.len()];
            for glyph in runs.iter().flat_map(|run| &run.glyphs) {
                assert!(text.get(glyph.range.clone()).is_some(), "{text}");
                covered[glyph.range.clone()].fill(true);
            }
            assert!(covered.iter().all(|it| *it), "{text}: {covered:?}");
        }
    }

    #[test]
    fn width_is_the_sum_of_the_letters() {
        let fonts = Fonts::default();
        let width = |text: &str| fonts.width(text, Face::Sans, 10.0);
        assert_eq!(width(""), 0.0);
        assert!((width("1958") - 4.0 * width("1")).abs() < 0.5);
        assert!(width("mm") > width("ii"));
    }
}
