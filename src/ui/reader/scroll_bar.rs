//! Scroll bar of the reader, with the positions of passages.

use crate::language::say;
use eframe::egui::accesskit::Role;
use eframe::egui::{Color32, Id, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::ui::theme::UiPalette;
use crate::ui::widgets::set_name;

/// Width of the bar, in points.
pub const WIDTH: f32 = 14.0;

/// Shows the bar of a text of `length` code points, of which `in_view` is
/// visible, with strokes for passages and matches. Returns the code point that
/// the user scrolled to.
pub fn show(
    ui: &Ui,
    rect: Rect,
    length: usize,
    in_view: (usize, usize),
    strokes: impl Iterator<Item = (usize, usize, Color32)>,
    matches: impl Iterator<Item = usize>,
) -> Option<usize> {
    let palette = UiPalette::of(ui);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0.0, palette.band);
    #[expect(clippy::cast_precision_loss, reason = "points on the screen")]
    let y_of = |code_point: usize| {
        rect.top() + rect.height() * (code_point as f32 / length.max(1) as f32).min(1.0)
    };
    let (top, bottom) = (y_of(in_view.0), y_of(in_view.1));
    let thumb = Rect::from_x_y_ranges(
        rect.x_range(),
        top..=bottom.max(top + 18.0).min(rect.bottom()),
    );
    let response = ui.interact(
        rect,
        Id::unique("reader scroll bar"),
        Sense::CLICK | Sense::DRAG,
    );
    set_name(&response, Role::ScrollBar, || say("reader-place"));
    let is_active = response.hovered() || response.dragged();
    // Skip strokes that fall on others.
    let mut drawn = (f32::NEG_INFINITY, f32::NEG_INFINITY);
    for (start, end, color) in strokes {
        let (top, bottom) = (y_of(start), y_of(end));
        if top - drawn.0 < 0.5 && bottom <= drawn.1 {
            continue;
        }
        drawn = (top, bottom);
        let stroke = Rect::from_min_max(
            pos2(rect.left() + 3.0, top),
            pos2(rect.right() - 3.0, bottom.max(top + 2.0)),
        );
        painter.rect_filled(stroke, 1.0, color);
    }
    let mut drawn = f32::NEG_INFINITY;
    for place in matches {
        let y = y_of(place);
        if y - drawn < 0.5 {
            continue;
        }
        drawn = y;
        let stroke = Rect::from_min_max(pos2(rect.left(), y), pos2(rect.right(), y + 1.5));
        painter.rect_filled(stroke, 0.0, palette.warning);
    }
    // Above the strokes, so that it is visible among many passages.
    painter.rect(
        thumb.shrink2(vec2(0.5, 0.0)),
        4.0,
        palette
            .muted
            .gamma_multiply(if is_active { 0.32 } else { 0.18 }),
        Stroke::new(1.2, palette.muted),
        StrokeKind::Inside,
    );
    if !(response.dragged() || response.clicked()) {
        return None;
    }
    let at = response.interact_pointer_pos()?;
    let share = ((at.y - rect.top()) / rect.height().max(1.0)).clamp(0.0, 1.0);
    Some(code_point_at(share, length))
}

/// Code point at a share of a text of `length` code points.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a place on the screen"
)]
pub fn code_point_at(share: f32, length: usize) -> usize {
    (share * length as f32) as usize
}
