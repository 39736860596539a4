//! The axis under the plot: names and ticks of the divisions of time.

use eframe::egui::{Rect, Stroke, Ui, pos2, vec2};

use super::theme::{self, SMALL_SIZE, UiPalette};
use crate::layout::{AxisPart, Ticks, Viewport, draw_axis};

/// Paints the axis into `rect`.
pub fn show(ui: &Ui, rect: Rect, ticks: &Ticks, viewport: Viewport, palette: UiPalette) {
    let painter = ui.painter().with_clip_rect(rect.expand2(vec2(10.0, 0.0)));
    let stroke = Stroke::new(1.0, palette.muted);
    painter.hline(rect.x_range(), rect.top(), stroke);
    let lay_out = |text: &str, is_strong: bool| {
        let (font, color) = if is_strong {
            (theme::semibold(SMALL_SIZE), palette.ink)
        } else {
            (theme::sans(SMALL_SIZE), palette.muted)
        };
        let galley = painter.layout_no_wrap(text.to_owned(), font, color);
        let width = galley.size().x;
        (galley, width)
    };
    let ends = (rect.left(), rect.width(), rect.right() + 6.0);
    draw_axis(ticks, viewport, ends, lay_out, |part| match part {
        AxisPart::Tick(x) => drop(painter.vline(x, rect.top()..=rect.top() + 6.0, stroke)),
        AxisPart::Label { x, text, .. } => {
            painter.galley(pos2(x, rect.top() + 5.0), text, palette.ink);
        }
    });
}
