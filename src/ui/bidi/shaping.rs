//! Divides a paragraph into words that egui can shape, and collects the
//! result.

use std::ops::Range;

use eframe::egui::epaint::Vertex;
use eframe::egui::epaint::text::{FontsView, Glyph};
use eframe::egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use eframe::egui::{Color32, Stroke};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo};
use unicode_bidi_mirroring::get_mirrored;
use unicode_segmentation::UnicodeSegmentation;

use super::alignment::{GlyphSpan, align};
use super::direction::{are_of_one_script, in_right_to_left_block, is_right_to_left_letter};

/// Longer words are shaped in parts, in graphemes. No natural word is so long.
const LONGEST: usize = 48;

/// The zero width non-joiner.
const NON_JOINER: char = '\u{200C}';

/// Textured rectangle of a glyph, in points from the left end of its word.
#[derive(Debug, Clone, Copy)]
pub(super) struct GlyphQuad {
    pub corners: [Vertex; 4],
    /// Offset of its baseline.
    pub baseline: f32,
}

/// Smallest part of a text with a position of its own.
#[derive(Debug, Clone)]
pub(super) struct GlyphCluster {
    /// Characters of the paragraph.
    pub chars: Range<usize>,
    /// Its embedding level (UAX #9), before rule L1.
    pub level: Level,
    /// Its class, for rule L1.
    pub class: BidiClass,
    /// Space before it in reading direction, in points.
    pub leading_space: f32,
    /// Its left edge, from the left end of its word, in points.
    pub x: f32,
    /// Its width, in points.
    pub advance: f32,
    pub quads: Range<usize>,
    /// One of its glyphs, for the metrics of its font.
    pub glyph: Glyph,
    /// Whether it has its own colours.
    pub is_color: bool,
    /// Section of the paragraph in which it starts.
    pub section: usize,
    /// Whether a line may end after it.
    pub may_break: bool,
}

/// Clusters of a paragraph, in reading order.
#[derive(Debug, Clone, Default)]
pub(super) struct ShapedParagraph {
    pub clusters: Vec<GlyphCluster>,
    pub quads: Vec<GlyphQuad>,
}

/// One paragraph of a text, without the line feed at its end.
pub(super) struct BidiParagraph<'a> {
    pub text: &'a str,
    /// Offset of its first byte in the whole text.
    from: usize,
    /// Its sections, with their byte ranges in the paragraph.
    pub sections: Vec<(Range<usize>, &'a LayoutSection)>,
    pub level: Level,
    pub chars: Vec<char>,
}

/// A unit of shaping.
#[derive(Debug, Default)]
struct ShapingUnit {
    text: String,
    /// Position of the first character in the paragraph.
    first: usize,
    chars: Vec<char>,
    /// Where its graphemes start, in characters of the word.
    starts: Vec<usize>,
    level: Option<Level>,
    section: usize,
    /// Whether it must not join its neighbours.
    is_alone: bool,
    is_right_to_left: bool,
}

impl<'a> BidiParagraph<'a> {
    pub(super) fn new(text: &'a str, from: usize, job: &'a LayoutJob) -> Self {
        let end = from + text.len();
        let overlap = |section: &LayoutSection| {
            let (first, last) = (section.byte_range.start.0, section.byte_range.end.0);
            let is_within = first < end && last > from || first == last && first == from;
            is_within.then(|| first.max(from) - from..last.min(end).max(from) - from)
        };
        let mut sections: Vec<_> = job
            .sections
            .iter()
            .filter_map(|section| Some((overlap(section)?, section)))
            .collect();
        if sections.is_empty() {
            // An empty line is as high as the text before it.
            let before = job.sections.iter().rev();
            let before = before.into_iter().find(|s| s.byte_range.start.0 <= from);
            sections.extend(
                before
                    .or(job.sections.first())
                    .map(|section| (0..0, section)),
            );
        }
        Self {
            text,
            from,
            sections,
            level: Level::ltr(),
            chars: text.chars().collect(),
        }
    }

    pub(super) fn format(&self, section: usize) -> Option<&'a TextFormat> {
        self.sections
            .get(section)
            .map(|(_, section)| &section.format)
    }

    fn section_at(&self, byte: usize) -> usize {
        self.sections
            .partition_point(|(range, _)| range.end <= byte)
            .min(self.sections.len().saturating_sub(1))
    }

    /// Shapes each word with egui.
    pub(super) fn shape(&mut self, fonts: &mut FontsView<'_>) -> ShapedParagraph {
        let bidi = ParagraphBidiInfo::new(self.text, None);
        self.level = bidi.paragraph_level;
        let may_break = opportunities(self.text);
        let mut shaped = ShapedParagraph::default();
        for word in self.words(fonts, &bidi, &may_break) {
            self.shape_word(fonts, &word, &mut shaped);
        }
        self.finish(&bidi, &may_break, &mut shaped);
        shaped
    }

    fn words(
        &self,
        fonts: &mut FontsView<'_>,
        bidi: &ParagraphBidiInfo<'_>,
        may_break: &[bool],
    ) -> Vec<ShapingUnit> {
        let mut words: Vec<ShapingUnit> = Vec::new();
        let mut position = 0;
        for (byte, grapheme) in self.text.grapheme_indices(true) {
            let length = grapheme.chars().count();
            let level = bidi.levels.get(byte).copied().unwrap_or(self.level);
            let section = self.section_at(byte);
            let first = grapheme.chars().next().unwrap_or_default();
            let is_letter = is_right_to_left_letter(first);
            let is_alone = first.is_whitespace()
                || if level.is_rtl() {
                    !is_letter
                } else {
                    in_right_to_left_block(first)
                };
            let joins = words.last().is_some_and(|word| {
                !is_alone
                    && !word.is_alone
                    && word.level == Some(level)
                    && !may_break.get(byte).copied().unwrap_or(false)
                    && word.starts.len() < LONGEST
                    && (word.section == section || self.are_shaped_alike(word.section, section))
                    && (!is_letter
                        || word
                            .chars
                            .first()
                            .is_some_and(|c| are_of_one_script(*c, first)))
            });
            if !joins {
                words.push(ShapingUnit {
                    first: position,
                    level: Some(level),
                    section,
                    is_alone,
                    is_right_to_left: is_letter,
                    ..ShapingUnit::default()
                });
            }
            if let Some(word) = words.last_mut() {
                let begin = word.chars.len();
                word.starts.push(begin);
                // The shaper separates the non-joiner from what it follows.
                let apart = grapheme.chars().enumerate().skip(1);
                let apart = apart.filter(|(_, c)| *c == NON_JOINER);
                word.starts.extend(apart.map(|(at, _)| begin + at));
                word.chars.extend(grapheme.chars());
                word.text.push_str(grapheme);
                if level.is_rtl()
                    && let Some(mirrored) = mirrored(grapheme)
                    && let Some(format) = self.format(section)
                    && fonts.has_glyph(&format.font_id, mirrored)
                {
                    word.text = mirrored.to_string();
                    word.chars = vec![mirrored];
                }
            }
            position += length;
        }
        words
    }

    /// Whether a word may span two sections: only colours and lines differ.
    fn are_shaped_alike(&self, one: usize, other: usize) -> bool {
        match (self.sections.get(one), self.sections.get(other)) {
            (Some((_, one)), Some((_, other))) => {
                other.leading_space == 0.0 && unpainted(&one.format) == unpainted(&other.format)
            }
            _ => false,
        }
    }

    fn shape_word(
        &self,
        fonts: &mut FontsView<'_>,
        word: &ShapingUnit,
        shaped: &mut ShapedParagraph,
    ) {
        let Some(format) = self.format(word.section) else {
            return;
        };
        let galley = fonts.layout_job(LayoutJob {
            text: word.text.clone(),
            sections: vec![LayoutSection {
                leading_space: 0.0,
                byte_range: ByteIndex(0)..ByteIndex(word.text.len()),
                format: unpainted(format),
            }],
            break_on_newline: false,
            round_output_to_gui: false,
            ..LayoutJob::default()
        });
        let Some(row) = galley.rows.first() else {
            return;
        };
        let glyphs = &row.row.glyphs;
        let vertices = &row.row.visuals.mesh.vertices;
        let runs = align(&word.chars, &word.starts, glyphs, word.is_right_to_left);
        // Where each glyph starts. egui puts letter spacing before each
        // cluster but the first.
        let mut is_first: Vec<bool> = vec![false; glyphs.len() + 1];
        for span in runs.iter().flatten().filter(|span| !span.glyphs.is_empty()) {
            if let Some(is_first) = is_first.get_mut(span.glyphs.start) {
                *is_first = true;
            }
        }
        let mut edges = Vec::with_capacity(glyphs.len() + 1);
        let mut x = 0.0;
        for (position, glyph) in glyphs.iter().enumerate() {
            if position > 0 && is_first.get(position) == Some(&true) {
                x += format.extra_letter_spacing;
            }
            edges.push(x);
            x += glyph.advance_width;
        }
        edges.push(x);
        for GlyphSpan { chars, glyphs: at } in runs.into_iter().flatten() {
            let first_quad = shaped.quads.len();
            let span_glyphs = glyphs.get(at.clone()).unwrap_or_default();
            for glyph in span_glyphs
                .iter()
                .filter(|glyph| !glyph.uv_rect.is_nothing())
            {
                let from = glyph.first_vertex as usize;
                let corners = vertices.get(from..from + 4).unwrap_or_default();
                if let Ok(corners) = <[Vertex; 4]>::try_from(corners) {
                    shaped.quads.push(GlyphQuad {
                        corners,
                        baseline: glyph.pos.y,
                    });
                }
            }
            let Some(glyph) = span_glyphs
                .first()
                .or(glyphs.first())
                .copied()
                .or_else(|| blank(fonts, format))
            else {
                continue;
            };
            shaped.clusters.push(GlyphCluster {
                chars: word.first + chars.start..word.first + chars.end,
                level: word.level.unwrap_or(self.level),
                class: BidiClass::L,
                leading_space: 0.0,
                x: edges.get(at.start).copied().unwrap_or_default(),
                advance: span_glyphs.iter().map(|glyph| glyph.advance_width).sum(),
                quads: first_quad..shaped.quads.len(),
                glyph,
                is_color: span_glyphs.iter().any(|glyph| glyph.is_color),
                section: word.section,
                may_break: false,
            });
        }
    }

    /// Completes what depends on the whole paragraph.
    fn finish(
        &self,
        bidi: &ParagraphBidiInfo<'_>,
        may_break: &[bool],
        shaped: &mut ShapedParagraph,
    ) {
        let mut bytes: Vec<usize> = self.text.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(self.text.len());
        let byte_of = |at: usize| bytes.get(at).copied().unwrap_or(self.text.len());
        let mut section_before = None;
        for cluster in &mut shaped.clusters {
            let (start, end) = (byte_of(cluster.chars.start), byte_of(cluster.chars.end));
            cluster.section = self.section_at(start);
            cluster.class = bidi
                .original_classes
                .get(start)
                .copied()
                .unwrap_or(BidiClass::L);
            cluster.may_break = may_break.get(end).copied().unwrap_or(false);
            if let Some((range, section)) = self.sections.get(cluster.section) {
                if cluster.chars.start > 0 {
                    cluster.leading_space += section.format.extra_letter_spacing;
                }
                // A paragraph within a section starts without leading space.
                let is_start = section_before != Some(cluster.section) && range.start == start;
                if is_start && section.byte_range.start.0 == self.from + start {
                    cluster.leading_space += section.leading_space;
                }
            }
            section_before = Some(cluster.section);
        }
    }

    /// An ellipsis in the format of a section, for text that was cut.
    pub(super) fn ellipsis(
        &self,
        fonts: &mut FontsView<'_>,
        sign: char,
        section: usize,
        at: usize,
        shaped: &mut ShapedParagraph,
    ) -> Option<GlyphCluster> {
        let word = ShapingUnit {
            text: sign.to_string(),
            first: at,
            chars: vec![sign],
            starts: vec![0],
            level: Some(self.level),
            section,
            is_alone: true,
            is_right_to_left: false,
        };
        self.shape_word(fonts, &word, shaped);
        let mut cluster = shaped.clusters.pop()?;
        cluster.class = BidiClass::ON;
        Some(cluster)
    }
}

/// An invisible glyph for characters that egui leaves out, such as a combining
/// mark without a base in no font.
fn blank(fonts: &mut FontsView<'_>, format: &TextFormat) -> Option<Glyph> {
    let job = LayoutJob::single_section(" ".to_owned(), unpainted(format));
    let galley = fonts.layout_job(job);
    galley.rows.first()?.row.glyphs.first().copied()
}

/// A format without properties that only affect painting.
fn unpainted(format: &TextFormat) -> TextFormat {
    TextFormat {
        color: Color32::WHITE,
        background: Color32::TRANSPARENT,
        expand_bg: 0.0,
        underline: Stroke::NONE,
        strikethrough: Stroke::NONE,
        ..format.clone()
    }
}

/// The mirrored form of a bracket (UAX #9, L4).
fn mirrored(grapheme: &str) -> Option<char> {
    let mut chars = grapheme.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => get_mirrored(c),
        _ => None,
    }
}

/// For each byte of a text, whether a line may start there (UAX #14).
/// Dictionaries find words in scripts without spaces.
fn opportunities(text: &str) -> Vec<bool> {
    let mut may_break = vec![false; text.len() + 1];
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    for at in segmenter.segment_str(text) {
        if at > 0
            && let Some(place) = may_break.get_mut(at)
        {
            *place = true;
        }
    }
    may_break
}
