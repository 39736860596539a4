//! Lays out an egui galley again for scripts that egui cannot.

use std::sync::Arc;

use eframe::egui::emath::GuiRounding as _;
use eframe::egui::epaint::text::{FontsView, PlacedRow, Row};
use eframe::egui::text::LayoutJob;
use eframe::egui::{Align, Galley, Rect, pos2};

use super::line_breaking::break_lines;
use super::shaping::BidiParagraph;
use super::visual_line::LineLayout;

/// The edge at which right-to-left paragraphs start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RightEdge {
    /// The right edge of the widest line: the text takes no more width than it
    /// needs.
    WidestLine,
    /// The width at which lines wrap, if there is one.
    WrapWidth,
}

/// Lays out a galley again: lines broken between words of any script,
/// characters in visual order (UAX #9). Rows hold one glyph for each
/// character, in reading order; `pos` is where each is drawn. Justified text
/// becomes ragged.
pub fn relayout(fonts: &mut FontsView<'_>, galley: &Galley, edge: RightEdge) -> Galley {
    let job = &galley.job;
    let mut rows = RowBuilder {
        galley,
        placed: Vec::new(),
        right_to_left: Vec::new(),
        y: 0.0,
        is_cut: false,
    };
    let mut from = 0;
    let mut parts = paragraphs(job).peekable();
    while let Some(text) = parts.next() {
        rows.add(fonts, text, from, parts.peek().is_none());
        from += text.len() + 1;
        if rows.is_cut {
            break;
        }
    }
    rows.finish(edge)
}

fn paragraphs(job: &LayoutJob) -> Box<dyn Iterator<Item = &str> + '_> {
    if job.break_on_newline {
        Box::new(job.text.split('\n'))
    } else {
        Box::new(std::iter::once(job.text.as_str()))
    }
}

/// The rows laid out so far.
struct RowBuilder<'a> {
    galley: &'a Galley,
    placed: Vec<PlacedRow>,
    /// For each row, whether its paragraph is right-to-left.
    right_to_left: Vec<bool>,
    y: f32,
    is_cut: bool,
}

impl RowBuilder<'_> {
    fn add(&mut self, fonts: &mut FontsView<'_>, text: &str, from: usize, is_last: bool) {
        let galley = self.galley;
        let job = &galley.job;
        let Some(template_row) = galley.rows.first().map(|placed| Arc::clone(&placed.row)) else {
            return;
        };
        let max_rows = job.wrap.max_rows.saturating_sub(self.placed.len());
        if max_rows == 0 {
            self.is_cut = true;
            return;
        }
        let mut paragraph = BidiParagraph::new(text, from, job);
        let mut shaped = paragraph.shape(fonts);
        let last_section = paragraph.sections.len().saturating_sub(1);
        let ellipsis = job.wrap.overflow_character.and_then(|ellipsis_char| {
            let is_needed = job.wrap.max_rows < usize::MAX;
            let at = paragraph.chars.len();
            is_needed
                .then(|| paragraph.ellipsis(fonts, ellipsis_char, last_section, at, &mut shaped))
                .flatten()
        });
        let width = ellipsis.as_ref();
        let width = width.map_or(0.0, |ellipsis| ellipsis.advance + ellipsis.leading_space);
        let lines = break_lines(&shaped.clusters, job, max_rows, width);
        let empty_height = paragraph.format(last_section).map_or(0.0, |format| {
            let height = format.line_height;
            height.unwrap_or_else(|| fonts.row_height(&format.font_id))
        });
        let count = lines.len();
        for (number, line) in lines.into_iter().enumerate() {
            let mut clusters = shaped
                .clusters
                .get(line.clusters.clone())
                .unwrap_or_default()
                .to_vec();
            if line.is_cut {
                self.is_cut = true;
                if let Some(mut ellipsis) = ellipsis.clone() {
                    let end = clusters.last().map_or(0, |cluster| cluster.chars.end);
                    ellipsis.chars = end..end;
                    clusters.push(ellipsis);
                }
            }
            let is_first = self.placed.is_empty();
            let min_height = if is_first {
                job.first_row_min_height
            } else {
                0.0
            };
            let line_layout = LineLayout {
                paragraph: &paragraph,
                shaped: &shaped,
                indent: match clusters.first() {
                    Some(first) if line.clusters.start == 0 && number == 0 => first.leading_space,
                    _ => 0.0,
                },
                height: if text.is_empty() {
                    min_height.max(empty_height)
                } else {
                    min_height
                },
                clusters: &clusters,
                pixels_per_point: galley.pixels_per_point,
            };
            let row = line_layout.row(&template_row);
            let ends_paragraph = number + 1 == count && !line.is_cut;
            self.push(row, ends_paragraph && !is_last, paragraph.level.is_rtl());
        }
    }

    fn push(&mut self, row: Row, ends_with_newline: bool, is_right_to_left: bool) {
        let height = row.size.y;
        self.placed.push(PlacedRow {
            pos: pos2(0.0, self.y),
            row: Arc::new(row),
            ends_with_newline,
        });
        self.right_to_left.push(is_right_to_left);
        self.y = (self.y + height).round_to_pixels(self.galley.pixels_per_point);
    }

    fn finish(mut self, edge: RightEdge) -> Galley {
        let mut result = self.galley.clone();
        let pixels = result.pixels_per_point;
        let job = Arc::clone(&result.job);
        let widest = self.placed.iter().map(|row| row.size.x).fold(0.0, f32::max);
        let right = match edge {
            RightEdge::WrapWidth if job.wrap.max_width.is_finite() => job.wrap.max_width,
            _ => widest,
        };
        result.rect = Rect::ZERO;
        result.mesh_bounds = Rect::NOTHING;
        result.num_vertices = 0;
        result.num_indices = 0;
        for (placed, is_right_to_left) in self.placed.iter_mut().zip(&self.right_to_left) {
            let width = placed.row.size.x;
            let x: f32 = match job.halign {
                Align::LEFT if *is_right_to_left => (right - width).max(0.0),
                Align::LEFT => 0.0,
                Align::Center => -width / 2.0,
                Align::RIGHT => -width,
            };
            placed.pos.x = x.round_to_pixels(pixels);
            if job.round_output_to_gui {
                let row = Arc::make_mut(&mut placed.row);
                row.size = row.size.round_ui();
            }
            result.rect |= placed.rect();
            let visuals = &placed.row.visuals;
            result.mesh_bounds |= visuals.mesh_bounds.translate(placed.pos.to_vec2());
            result.num_vertices += visuals.mesh.vertices.len();
            result.num_indices += visuals.mesh.indices.len();
        }
        if job.round_output_to_gui {
            let is_much_wider = result.rect.width() > job.wrap.max_width + 1.0;
            result.rect = result.rect.round_ui();
            if !is_much_wider {
                let max_x = result.rect.min.x + job.wrap.max_width;
                result.rect.max.x = result.rect.max.x.min(max_x).floor_ui();
            }
        }
        result.elided = self.is_cut;
        result.rows = self.placed;
        result
    }
}
