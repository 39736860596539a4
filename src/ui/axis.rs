//! The axis under the plot: names and ticks of the divisions of time.

use eframe::egui::{Rect, Stroke, Ui, pos2, vec2};

use super::theme::{self, Palette};
use crate::layout::{Ticks, Viewport};

/// Paints the axis into `rect`.
pub fn show(ui: &Ui, rect: Rect, ticks: &Ticks, viewport: Viewport, palette: Palette) {
    let painter = ui.painter().with_clip_rect(rect.expand2(vec2(10.0, 0.0)));
    painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.muted));
    let baseline = rect.top() + 5.0;
    let context = ticks
        .context
        .as_ref()
        .map(|context| painter.layout_no_wrap(context.clone(), theme::semibold(12.5), palette.ink));
    // The division under the left edge goes first, then the name of the larger
    // division around it.
    #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
    let first_name = ticks
        .named
        .iter()
        .map(|tick| rect.left() + viewport.x_of(tick.at, rect.width()) as f32)
        .find(|x| *x >= rect.left())
        .unwrap_or(f32::MAX);
    let context = context.filter(|galley| rect.left() + galley.size().x + 14.0 <= first_name);
    let taken = context.as_ref().map_or(rect.left() - 8.0, |galley| {
        rect.left() + galley.size().x + 12.0
    });
    for tick in &ticks.named {
        #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
        let x = rect.left() + viewport.x_of(tick.at, rect.width()) as f32;
        if x < rect.left() {
            continue;
        }
        painter.vline(
            x,
            rect.top()..=rect.top() + 6.0,
            Stroke::new(1.0, palette.muted),
        );
        let (font, color) = if tick.begins_larger {
            (theme::semibold(12.5), palette.ink)
        } else {
            (theme::sans(12.5), palette.muted)
        };
        let galley = painter.layout_no_wrap(tick.label.clone(), font, color);
        let place = if ticks.name_instants {
            pos2(x - galley.size().x / 2.0, baseline)
        } else {
            pos2(x + 4.0, baseline)
        };
        // Leave out labels that the edge would cut or that overlap the context
        // label.
        if place.x >= taken && place.x + galley.size().x <= rect.right() + 6.0 {
            painter.galley(place, galley, color);
        }
    }
    if let Some(galley) = context {
        painter.galley(pos2(rect.left() + 4.0, baseline), galley, palette.ink);
    }
}
