//! Division of the window between plot, quotations and source.

use eframe::egui::accesskit::Role;
use eframe::egui::{CursorIcon, Id, Rect, Sense, Stroke, Ui, Vec2, pos2};

use super::regions;
use super::theme::UiPalette;
use super::widgets::set_name;
use crate::language::say;
use crate::session::Panels;

/// Initial width of the quotations, in points.
const QUOTES: f32 = 408.0;
/// Initial width of the reader, in points.
const READER: f32 = 470.0;
const NARROWEST: f32 = 280.0;
/// Minimum share of the window's width for the plot.
const PLOT_SHARE: f32 = 0.4;
/// Window width in points from which the reader has a column of its own;
/// below, it is under the quotations.
const WIDE: f32 = 1500.0;
/// Share of the quotations in a column shared with the reader.
const QUOTES_SHARE: f32 = 0.42;
/// Minimum share of a form in a column shared with the reader.
const FORM_SHARE: f32 = 0.64;
const LEAST_SHARE: f32 = 0.15;
/// Distance that an arrow key moves an edge, in points.
const STEP: f32 = 24.0;

/// Column widths that the user chose.
#[derive(Debug, Clone, Copy, Default)]
pub struct PanelWidths {
    quotes: Option<f32>,
    reader: Option<f32>,
    shared: Option<f32>,
    share: Option<f32>,
}

/// Rectangles of the parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PanelRects {
    /// Lane names, plot, undated events and overview.
    pub plot: Rect,
    /// The quotations, if shown.
    pub quotes: Option<Rect>,
    /// The reader, if shown.
    pub reader: Option<Rect>,
}

impl PanelWidths {
    /// The same, with more height for a form where it shares a column.
    #[must_use]
    pub fn with_form(self) -> Self {
        let share = self.share.unwrap_or(QUOTES_SHARE);
        Self {
            share: Some(share.max(FORM_SHARE)),
            ..self
        }
    }

    /// Divides the body of the window between the visible parts.
    #[must_use]
    pub fn divide(&self, body: Rect, panels: Panels) -> PanelRects {
        let max_width = body.width() * (1.0 - PLOT_SHARE);
        let from_right = |from: f32, width: f32| {
            Rect::from_min_max(pos2(from - width, body.top()), pos2(from, body.bottom()))
        };
        let (quotes, reader) = match (panels.quotes, panels.reader) {
            (false, false) => (None, None),
            (true, false) => {
                // Quotations grow with the window; in a narrow window the plot
                // keeps its share.
                let width = QUOTES.max(body.width() * 0.27).min(body.width() * 0.38);
                let width = self.quotes.unwrap_or(width).clamp(NARROWEST, max_width);
                (Some(from_right(body.right(), width)), None)
            }
            (false, true) => {
                let width = self
                    .reader
                    .unwrap_or_else(|| READER.max(body.width() * 0.3));
                let width = width.clamp(NARROWEST, max_width);
                (None, Some(from_right(body.right(), width)))
            }
            (true, true) if body.width() >= WIDE => {
                let quotes = self
                    .quotes
                    .unwrap_or(QUOTES)
                    .clamp(NARROWEST, max_width / 2.0);
                let wanted = self
                    .reader
                    .unwrap_or_else(|| READER.max(body.width() * 0.28));
                let reader = wanted.clamp(NARROWEST, max_width - quotes);
                let reader_rect = from_right(body.right(), reader);
                (
                    Some(from_right(reader_rect.left(), quotes)),
                    Some(reader_rect),
                )
            }
            (true, true) => {
                let width = self
                    .shared
                    .unwrap_or_else(|| READER.min(body.width() * 0.4));
                let both = from_right(body.right(), width.clamp(NARROWEST, max_width));
                let share = self.share.unwrap_or(QUOTES_SHARE);
                let split = both.top() + both.height() * share;
                (Some(both.with_max_y(split)), Some(both.with_min_y(split)))
            }
        };
        let edge = [quotes, reader]
            .into_iter()
            .flatten()
            .map(|rect| rect.left())
            .fold(body.right(), f32::min);
        PanelRects {
            plot: Rect::from_min_max(body.min, pos2(edge, body.bottom())),
            quotes,
            reader,
        }
    }

    /// Draggable edges between the parts.
    pub fn dividers(&mut self, ui: &Ui, body: Rect, divided: PanelRects) {
        let PanelRects { quotes, reader, .. } = divided;
        match (quotes, reader) {
            (Some(quotes), Some(reader)) if quotes.bottom() <= reader.top() + 0.5 => {
                if let Some(by) = upper_edge(ui, reader, &say("height-of-quotations")) {
                    let share = self.share.unwrap_or(QUOTES_SHARE) + by / body.height().max(1.0);
                    self.share = Some(share.clamp(LEAST_SHARE, 1.0 - LEAST_SHARE));
                }
                let both = quotes.union(reader);
                if let Some(by) = left_edge(ui, both, &say("width-of-quotations")) {
                    self.shared = Some(both.width() - by);
                }
            }
            _ => {
                for (panel, name, width) in [
                    (reader, "width-of-source", &mut self.reader),
                    (quotes, "width-of-quotations", &mut self.quotes),
                ] {
                    if let Some(panel) = panel
                        && let Some(by) = left_edge(ui, panel, &say(name))
                    {
                        *width = Some(panel.width() - by);
                    }
                }
            }
        }
    }
}

/// Left edge of a panel. Returns the distance it was dragged to the right, in
/// points.
fn left_edge(ui: &Ui, panel: Rect, name: &str) -> Option<f32> {
    let rect = Rect::from_x_y_ranges(panel.left() - 3.0..=panel.left() + 3.0, panel.y_range());
    let (moved, stroke) = grip(ui, rect, name, CursorIcon::ResizeHorizontal);
    ui.painter().vline(panel.left(), panel.y_range(), stroke);
    (moved.x != 0.0).then_some(moved.x)
}

/// Upper edge of a panel. Returns the distance it was dragged down, in points.
pub fn upper_edge(ui: &Ui, panel: Rect, name: &str) -> Option<f32> {
    let rect = Rect::from_x_y_ranges(panel.x_range(), panel.top() - 3.0..=panel.top() + 3.0);
    let (moved, stroke) = grip(ui, rect, name, CursorIcon::ResizeVertical);
    ui.painter().hline(panel.x_range(), panel.top(), stroke);
    (moved.y != 0.0).then_some(moved.y)
}

/// Lets the user move an edge with the pointer or the arrow keys. Returns the
/// distance, and how the edge is drawn.
fn grip(ui: &Ui, rect: Rect, name: &str, cursor: CursorIcon) -> (Vec2, Stroke) {
    let palette = UiPalette::of(ui);
    let response = ui.interact(rect, Id::unique(("divider", name)), Sense::drag());
    set_name(&response, Role::Splitter, || name);
    let is_pointed_at = response.hovered() || response.dragged();
    if is_pointed_at {
        ui.ctx().set_cursor_icon(cursor);
    }
    let stroke = if response.has_focus() {
        Stroke::new(3.0, palette.focus)
    } else if is_pointed_at {
        Stroke::new(2.0, palette.muted)
    } else {
        Stroke::new(1.0, palette.line)
    };
    let moved = response.drag_delta() + STEP * regions::arrows(ui, &response);
    (moved, stroke)
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::vec2;

    fn divided(width: f32, quotes: bool, reader: bool) -> PanelRects {
        let panels = Panels {
            undated: true,
            overview: true,
            quotes,
            reader,
            table: false,
        };
        let body = Rect::from_min_size(pos2(0.0, 46.0), vec2(width, 754.0));
        PanelWidths::default().divide(body, panels)
    }

    #[test]
    fn plot_keeps_its_share_with_any_panels() {
        for width in [760.0, 1280.0, 1500.0, 1920.0, 3840.0] {
            for (quotes, reader) in [(false, false), (true, false), (false, true), (true, true)] {
                let divided = divided(width, quotes, reader);
                let plot = divided.plot.width();
                assert!(plot >= width * PLOT_SHARE - 1.0, "{width}: {plot}");
                assert_eq!(divided.quotes.is_some(), quotes);
                assert_eq!(divided.reader.is_some(), reader);
            }
        }
    }

    #[test]
    fn reader_is_below_quotations_in_a_narrow_window() {
        let narrow = divided(1280.0, true, true);
        assert_eq!(
            narrow.quotes.unwrap().bottom(),
            narrow.reader.unwrap().top()
        );
        let wide = divided(1920.0, true, true);
        assert_eq!(wide.quotes.unwrap().right(), wide.reader.unwrap().left());
    }
}
