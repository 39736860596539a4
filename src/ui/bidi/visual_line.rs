//! Places one line in visual order.

use eframe::egui::emath::GuiRounding as _;
use eframe::egui::epaint::Mesh;
use eframe::egui::epaint::text::{Glyph, Row, RowVisuals};
use eframe::egui::text::TextFormat;
use eframe::egui::{Color32, Pos2, Rect, Stroke, Vec2, pos2, vec2};
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation;

use super::shaping::{BidiParagraph, GlyphCluster, ShapedParagraph};

/// A line drawn by a text format.
type StrokeOf = fn(&TextFormat) -> Stroke;

/// A cluster with its position.
#[derive(Debug, Clone, Copy)]
struct PositionedCluster {
    /// Position among the clusters of the line, in reading order.
    cluster: usize,
    /// Left edge, in points from the left end of the row.
    x: f32,
}

/// Inputs for a row.
pub(super) struct LineLayout<'a> {
    pub paragraph: &'a BidiParagraph<'a>,
    pub shaped: &'a ShapedParagraph,
    /// Clusters of the line, with the ellipsis at the end.
    pub clusters: &'a [GlyphCluster],
    /// Space before its first cluster, in points.
    pub indent: f32,
    /// Minimum height, in points.
    pub height: f32,
    pub pixels_per_point: f32,
}

/// Levels of a line's clusters. White space at its end, and separators, take
/// the paragraph's level (UAX #9, L1).
pub(super) fn levels(clusters: &[GlyphCluster], paragraph: Level) -> Vec<Level> {
    let mut levels: Vec<Level> = clusters.iter().map(|cluster| cluster.level).collect();
    let mut is_end = true;
    for (level, cluster) in levels.iter_mut().zip(clusters).rev() {
        match cluster.class {
            BidiClass::B | BidiClass::S => is_end = true,
            BidiClass::WS
            | BidiClass::FSI
            | BidiClass::LRI
            | BidiClass::RLI
            | BidiClass::PDI
            | BidiClass::BN
            | BidiClass::LRE
            | BidiClass::RLE
            | BidiClass::LRO
            | BidiClass::RLO
            | BidiClass::PDF => {}
            _ => is_end = false,
        }
        if is_end {
            *level = paragraph;
        }
    }
    levels
}

impl LineLayout<'_> {
    /// Builds the row from an egui row that provides its other fields.
    pub(super) fn row(&self, template: &Row) -> Row {
        let levels = levels(self.clusters, self.paragraph.level);
        let (placed, width) = self.place(&levels);
        let height = self.row_height();
        let glyphs = self.glyphs(&placed, &levels, height);
        let mut row = template.clone();
        row.size = vec2(width, height);
        row.visuals = RowVisuals::default();
        row.glyphs = glyphs;
        if !self.clusters.is_empty() {
            self.paint(&placed, &mut row);
        }
        row
    }

    /// Clusters with their formats and left edges.
    fn formatted<'a>(
        &'a self,
        placed: &'a [PositionedCluster],
    ) -> impl Iterator<Item = (&'a GlyphCluster, &'a TextFormat, f32)> {
        placed.iter().filter_map(|placed| {
            let cluster = self.clusters.get(placed.cluster)?;
            let format = self.paragraph.format(cluster.section)?;
            Some((cluster, format, placed.x))
        })
    }

    fn round(&self, points: f32) -> f32 {
        // Compensates for rounding just below the half.
        (points * self.pixels_per_point + 0.01).round() / self.pixels_per_point
    }

    /// Positions from left to right, in visual order (UAX #9, L2).
    fn place(&self, levels: &[Level]) -> (Vec<PositionedCluster>, f32) {
        let mut x = 0.0;
        let mut placed = Vec::with_capacity(levels.len());
        for at in ParagraphBidiInfo::reorder_visual(levels) {
            let Some(cluster) = self.clusters.get(at) else {
                continue;
            };
            let leading_space = if at == 0 {
                self.indent
            } else {
                cluster.leading_space
            };
            if levels.get(at).is_some_and(Level::is_rtl) {
                placed.push(PositionedCluster { cluster: at, x });
                x += cluster.advance + leading_space;
            } else {
                placed.push(PositionedCluster {
                    cluster: at,
                    x: x + leading_space,
                });
                x += leading_space + cluster.advance;
            }
        }
        (placed, x)
    }

    fn row_height(&self) -> f32 {
        let heights = self
            .clusters
            .iter()
            .map(|cluster| cluster.glyph.line_height);
        let height = heights.fold(self.height, f32::max);
        height.round_to_pixels(self.pixels_per_point)
    }

    /// Baseline of a glyph in a row of a given height, computed as egui does.
    fn baseline(&self, glyph: &Glyph, format: &TextFormat, height: f32) -> f32 {
        let y = glyph.font_face_ascent
            + format.valign.to_factor() * (height - glyph.line_height)
            + 0.5 * (glyph.line_height - glyph.font_height)
            + 0.5 * (glyph.font_height - glyph.font_face_height);
        y.round_to_pixels(self.pixels_per_point)
    }

    /// One glyph for each character, in reading order. The characters of a
    /// ligature share its width; a combining mark has none.
    fn glyphs(&self, placed: &[PositionedCluster], levels: &[Level], height: f32) -> Vec<Glyph> {
        let mut places = vec![0.0; self.clusters.len()];
        for PositionedCluster { cluster, x } in placed {
            if let Some(place) = places.get_mut(*cluster) {
                *place = *x;
            }
        }
        let mut glyphs = Vec::new();
        for ((cluster, x), level) in self.clusters.iter().zip(places).zip(levels) {
            let Some(format) = self.paragraph.format(cluster.section) else {
                continue;
            };
            let chars = self.paragraph.chars.get(cluster.chars.clone());
            let text: String = match chars {
                Some(chars) if !chars.is_empty() => chars.iter().collect(),
                _ => cluster.glyph.chr.to_string(),
            };
            let baseline = self.baseline(&cluster.glyph, format, height);
            let graphemes: Vec<&str> = text.graphemes(true).collect();
            #[expect(clippy::cast_precision_loss, reason = "a cluster is short")]
            let grapheme_width = cluster.advance / graphemes.len().max(1) as f32;
            for (number, grapheme) in graphemes.into_iter().enumerate() {
                #[expect(clippy::cast_precision_loss, reason = "a cluster is short")]
                let before = grapheme_width * number as f32;
                for (place, chr) in grapheme.chars().enumerate() {
                    let is_base = place == 0;
                    let left = match (level.is_rtl(), is_base) {
                        (true, _) => x + cluster.advance - before - grapheme_width,
                        (false, true) => x + before,
                        (false, false) => x + before + grapheme_width,
                    };
                    let is_first = number == 0 && is_base;
                    let mut glyph = cluster.glyph;
                    glyph.chr = chr;
                    glyph.pos = pos2(left, baseline);
                    glyph.advance_width = if is_base { grapheme_width } else { 0.0 };
                    if !is_first {
                        let _ = std::mem::take(&mut glyph.uv_rect);
                    }
                    glyph.is_color = is_first && cluster.is_color;
                    glyphs.push(glyph);
                }
            }
        }
        glyphs
    }

    /// Paints backgrounds, then glyphs, then strikethroughs and underlines.
    fn paint(&self, placed: &[PositionedCluster], row: &mut Row) {
        let mut mesh = Mesh::default();
        self.paint_backgrounds(placed, row.size.y, &mut mesh);
        let glyph_index_start = mesh.indices.len();
        let first = mesh.vertices.len();
        self.paint_glyphs(placed, row, &mut mesh);
        let end = mesh.vertices.len();
        self.paint_lines(placed, row.size.y, &mut mesh);
        row.visuals = RowVisuals {
            mesh_bounds: mesh.calc_bounds(),
            mesh,
            glyph_index_start,
            glyph_vertex_range: first..end,
        };
    }

    fn paint_backgrounds(&self, placed: &[PositionedCluster], height: f32, mesh: &mut Mesh) {
        let parts = self.formatted(placed).map(|(cluster, format, x)| {
            let glyph = &cluster.glyph;
            let top = self.baseline(glyph, format, height) - glyph.font_ascent;
            let size = vec2(cluster.advance, glyph.line_height);
            let rect = Rect::from_min_size(pos2(x, top), size);
            let is_filled = format.background != Color32::TRANSPARENT;
            is_filled.then_some((rect, (format.background, format.expand_bg)))
        });
        for (rect, (color, expand)) in merged(parts, 0.5) {
            let rect = rect.expand(expand).round_to_pixels(self.pixels_per_point);
            mesh.add_colored_rect(rect, color);
        }
    }

    fn paint_glyphs(&self, placed: &[PositionedCluster], row: &mut Row, mesh: &mut Mesh) {
        let mut in_order = placed.to_vec();
        in_order.sort_unstable_by_key(|placed| placed.cluster);
        let mut glyph = 0;
        for (cluster, format, x) in self.formatted(&in_order) {
            let start = mesh.vertices.len();
            let dx = self.round(x - cluster.x);
            let baseline = self.baseline(&cluster.glyph, format, row.size.y);
            let quads = self.shaped.quads.get(cluster.quads.clone());
            for quad in quads.unwrap_or_default() {
                let by = vec2(dx, baseline - quad.baseline);
                let by = by.round_to_pixels(self.pixels_per_point);
                add_quad(mesh, &quad.corners, by, format.color);
            }
            let length = cluster.chars.len().max(1);
            for (number, glyph) in row.glyphs.iter_mut().skip(glyph).take(length).enumerate() {
                let vertex = if number == 0 {
                    start
                } else {
                    mesh.vertices.len()
                };
                glyph.first_vertex = u32::try_from(vertex).unwrap_or(u32::MAX);
            }
            glyph += length;
        }
    }

    /// Underlines and strikethroughs, each as long as its text.
    fn paint_lines(&self, placed: &[PositionedCluster], height: f32, mesh: &mut Mesh) {
        let kinds: [(StrokeOf, f32); 2] = [
            (|format| format.underline, 1.0),
            (|format| format.strikethrough, 0.5),
        ];
        for (stroke_of, share) in kinds {
            let parts = self.formatted(placed).map(|(cluster, format, x)| {
                let stroke = stroke_of(format);
                let glyph = &cluster.glyph;
                let top = self.baseline(glyph, format, height) - glyph.font_ascent;
                let mut y = top + glyph.line_height * share;
                stroke.round_center_to_pixel(self.pixels_per_point, &mut y);
                let rect = Rect::from_min_max(
                    pos2(x, y - stroke.width / 2.0),
                    pos2(x + cluster.advance, y + stroke.width / 2.0),
                );
                (!stroke.is_empty()).then_some((rect, stroke))
            });
            for (rect, stroke) in merged(parts, f32::INFINITY) {
                mesh.add_colored_rect(rect, stroke.color);
            }
        }
    }
}

/// Joins rectangles from left to right that have the same style and height, and
/// at most a small gap between them, in points. `None` is a gap of its own.
fn merged<S: PartialEq>(
    parts: impl Iterator<Item = Option<(Rect, S)>>,
    gap: f32,
) -> Vec<(Rect, S)> {
    let mut merged: Vec<(Rect, S)> = Vec::new();
    let mut is_open = false;
    for part in parts {
        let Some((rect, style)) = part else {
            is_open = false;
            continue;
        };
        match merged.last_mut().filter(|_| is_open) {
            Some((before, of))
                if *of == style
                    && before.y_range() == rect.y_range()
                    && (before.right() - rect.left()).abs() < gap =>
            {
                before.max.x = rect.right();
            }
            _ => merged.push((rect, style)),
        }
        is_open = true;
    }
    merged
}

fn add_quad(
    mesh: &mut Mesh,
    corners: &[eframe::egui::epaint::Vertex; 4],
    by: Vec2,
    color: Color32,
) {
    let Ok(index) = u32::try_from(mesh.vertices.len()) else {
        return;
    };
    mesh.add_triangle(index, index + 1, index + 2);
    mesh.add_triangle(index + 2, index + 1, index + 3);
    for corner in corners {
        let pos: Pos2 = corner.pos + by;
        mesh.vertices.push(eframe::egui::epaint::Vertex {
            pos,
            color,
            ..*corner
        });
    }
}
