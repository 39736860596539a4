//! The forms of a lane and of the timeline itself.

use eframe::egui::{Color32, Sense, Stroke, StrokeKind, Ui, vec2};

use super::field::{FormView, GAP, line, line_with_hint, lines};
use crate::edits::forms::{FormField, LaneForm, TimelineForm};
use crate::language::{say, say_with};
use crate::ui::theme::UiPalette;
use crate::ui::widgets::{set_name, small};

/// Colours that are offered for a lane: dark enough for text on a light page, and
/// different for people who see red and green alike.
const OFFERED: [&str; 8] = [
    "#b5502a", "#3b6ea5", "#8a6d00", "#3f7d58", "#7a4f9a", "#a13d63", "#2f7f86", "#5c5c66",
];

/// Shows the form of a lane. Returns whether Enter was pressed in the name.
pub(super) fn lane(ui: &mut Ui, view: &FormView<'_>, form: &mut LaneForm) -> bool {
    ui.spacing_mut().item_spacing.y = GAP;
    let applies = line(
        ui,
        view,
        &FormField::Name,
        &say("form-lane-name"),
        &mut form.name,
    );
    let (label, hint) = (say("form-color"), say("form-color-hint"));
    let applies_too = line_with_hint(ui, view, &FormField::Color, &label, &mut form.color, &hint);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        for offered in OFFERED {
            if swatch(ui, offered, form.color.trim() == offered) {
                offered.clone_into(&mut form.color);
            }
        }
        if ui.button(small(say("form-color-automatic"))).clicked() {
            form.color.clear();
        }
    });
    applies || applies_too
}

fn swatch(ui: &mut Ui, hex: &str, is_chosen: bool) -> bool {
    let palette = UiPalette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(26.0, 24.0), Sense::click());
    let name = say_with("form-color-offered", &[("color", hex.into())]);
    set_name(&response, eframe::egui::accesskit::Role::Button, || &name);
    let color = Color32::from_hex(hex).unwrap_or(palette.muted);
    ui.painter().rect_filled(rect.shrink(3.0), 4.0, color);
    if is_chosen || response.has_focus() || response.hovered() {
        let ring = if response.has_focus() {
            palette.focus
        } else {
            palette.ink
        };
        let stroke = Stroke::new(2.0, ring);
        ui.painter()
            .rect_stroke(rect, 6.0, stroke, StrokeKind::Inside);
    }
    response.on_hover_text(name).clicked()
}

/// Shows the form of the timeline itself. Returns whether Enter was pressed in the
/// title.
pub(super) fn timeline(ui: &mut Ui, view: &FormView<'_>, form: &mut TimelineForm) -> bool {
    ui.spacing_mut().item_spacing.y = GAP;
    let applies = line(
        ui,
        view,
        &FormField::Title,
        &say("form-title"),
        &mut form.title,
    );
    let label = say("form-description");
    let description = (&mut form.description, 4, "");
    lines(ui, view, &FormField::Description, &label, description);
    let (label, hint) = (say("form-language"), say("form-language-hint"));
    line_with_hint(
        ui,
        view,
        &FormField::Language,
        &label,
        &mut form.language,
        &hint,
    );
    applies
}
