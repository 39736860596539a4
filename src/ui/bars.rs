//! Bars across the window, and the flat controls in them.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Button, Rect, Response, RichText, ScrollArea, Sense, Stroke, Ui, vec2};

use super::bidi;
use super::regions::{self, Region};
use super::theme::{self, UiPalette};
use super::widgets::{flat_button, focus_ring, rule, set_name, set_selectable_name, strong};

/// Height of a bar, in points.
const HEIGHT: f32 = 34.0;

/// Shows a bar at the top of `body`; it scrolls sideways where it is too
/// narrow. Returns its height in points.
pub fn show(
    ui: &mut Ui,
    body: Rect,
    name: &str,
    fill: egui::Color32,
    contents: impl FnOnce(&mut Ui),
) -> f32 {
    let strip = body.with_max_y(body.top() + HEIGHT);
    ui.painter().rect_filled(strip, 0.0, fill);
    rule(ui, strip, strip.bottom());
    let inner = strip.shrink2(vec2(10.0, 2.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt(name));
    ScrollArea::horizontal()
        .id_salt(name)
        .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
        .show(&mut child, |ui| ui.horizontal_centered(contents));
    HEIGHT
}

/// A tab in a bar. `name` is its accessible name.
pub fn tab(ui: &mut Ui, words: &str, is_shown: bool, name: &str) -> Response {
    let palette = UiPalette::of(ui);
    let (text, fill) = if is_shown {
        let text = strong(words, theme::TEXT_SIZE).color(palette.ink);
        (text, palette.panel)
    } else {
        let text = RichText::new(words).color(palette.muted);
        (text, egui::Color32::TRANSPARENT)
    };
    let button = Button::new(bidi::words(ui, text)).truncate();
    let response = flat_button(ui, button.min_size(vec2(0.0, 28.0)), fill);
    set_selectable_name(&response, Role::Tab, is_shown, || name);
    if is_shown {
        let stroke = Stroke::new(2.0, palette.focus);
        let rect = response.rect;
        ui.painter()
            .hline(rect.x_range(), rect.bottom() + 1.0, stroke);
    }
    response
}

/// A button whose icon the caller paints, so that it does not depend on a
/// font.
pub fn painted_button(ui: &mut Ui, side: f32, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
    regions::offer(ui, Region::TopBar, response.id);
    set_name(&response, Role::Button, || name);
    if response.hovered() {
        let background = UiPalette::of(ui).control;
        ui.painter().rect_filled(rect, 6.0, background);
    }
    focus_ring(ui, &response, rect, 6.0);
    response
}
