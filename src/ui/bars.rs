//! Bars across the window, and the flat controls in them.

use eframe::egui::{
    self, Button, Rect, Response, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::bidi;
use super::regions::{self, Region};
use super::theme::{self, Palette};

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
    let palette = Palette::of(ui);
    let strip = Rect::from_min_max(body.min, pos2(body.right(), body.top() + HEIGHT));
    ui.painter().rect_filled(strip, 0.0, fill);
    ui.painter().hline(
        strip.x_range(),
        strip.bottom(),
        Stroke::new(1.0, palette.line),
    );
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
    let palette = Palette::of(ui);
    let text = if is_shown {
        RichText::new(words)
            .font(theme::semibold(theme::TEXT_SIZE))
            .color(palette.ink)
    } else {
        RichText::new(words).color(palette.muted)
    };
    let fill = if is_shown {
        palette.panel
    } else {
        egui::Color32::TRANSPARENT
    };
    let button = Button::new(bidi::words(ui, text))
        .truncate()
        .min_size(vec2(0.0, 28.0));
    let response = flat(ui, button, fill);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::accesskit::Role::Tab, true, is_shown, name)
    });
    if is_shown {
        ui.painter().hline(
            response.rect.x_range(),
            response.rect.bottom() + 1.0,
            Stroke::new(2.0, palette.focus),
        );
    }
    response
}

/// A button that is frameless at rest, with a background on hover and a ring
/// while focused.
pub fn flat(ui: &mut Ui, button: Button<'_>, fill: egui::Color32) -> Response {
    let response = ui
        .scope(|ui| {
            let widgets = &mut ui.visuals_mut().widgets;
            widgets.inactive.weak_bg_fill = fill;
            widgets.inactive.bg_stroke = Stroke::NONE;
            widgets.hovered.bg_stroke = Stroke::NONE;
            ui.add(button)
        })
        .inner;
    regions::offer(ui, Region::TopBar, response.id);
    ring(ui, &response, response.rect);
    response
}

/// A button whose picture the caller paints, so that it does not depend on a
/// font.
pub fn picture(ui: &mut Ui, side: f32, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
    regions::offer(ui, Region::TopBar, response.id);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    if response.hovered() {
        let ground = Palette::of(ui).control;
        ui.painter().rect_filled(rect, 6.0, ground);
    }
    ring(ui, &response, rect);
    response
}

/// Draws the keyboard focus ring.
pub fn ring(ui: &Ui, response: &Response, rect: Rect) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Palette::of(ui).focus);
        ui.painter()
            .rect_stroke(rect, 6.0, stroke, StrokeKind::Inside);
    }
}
