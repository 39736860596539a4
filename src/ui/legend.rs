//! The legend of the plot.

use crate::language::say;
use eframe::egui::{self, Label, RichText, Stroke, Ui, pos2, vec2};

use super::evidence;
use super::marks::ScenePainter;
use super::theme::UiPalette;
use crate::layout::{LegendSample, SampleSize, WINDOW_LEGEND};
use crate::query::Corroboration;
use crate::session::{Action, PanelAction, Session};

/// Sizes of the samples, in points.
const SAMPLE: SampleSize = SampleSize {
    width: 46.0,
    day_width: 7.0,
    member_width: 15.0,
    rival_width: 30.0,
    rival_distance: 12.0,
};

/// Shows one sample for each thing that a mark can show.
pub fn show(ui: &mut Ui, session: &Session, palette: UiPalette, actions: &mut Vec<Action>) {
    let mut shown = session.view.evidence;
    let option = ui.scope(|ui| {
        // Without a stroke the box is hardly visible on the panel.
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.2, palette.muted);
        ui.checkbox(&mut shown, say("legend-show-evidence"))
    });
    if option.inner.changed() {
        actions.push(Action::Panel(PanelAction::ToggleEvidence));
    }
    ui.add_space(3.0);
    let accent = palette.muted.lerp_to_gamma(palette.focus, 0.5);
    for entry in WINDOW_LEGEND {
        let are_rivals = entry.sample == LegendSample::Rivals;
        let height = if are_rivals { 44.0 } else { 24.0 };
        legend_row(ui, &say(entry.message), height, |ui, rect| {
            let painter = ScenePainter {
                origin: rect.left_center(),
                accent,
                palette,
            };
            let mut shapes = Vec::new();
            let (marks, connectors) = entry.sample.shapes(SAMPLE);
            for shape in connectors.into_iter().chain(marks) {
                painter.paint(&mut shapes, shape);
            }
            ui.painter().extend(shapes);
        });
    }
    ui.label(RichText::new(say("legend-undated")).color(palette.muted));
    evidence_signs(ui, palette);
}

/// The signs that the plot has while it shows evidence.
fn evidence_signs(ui: &mut Ui, palette: UiPalette) {
    ui.add_space(6.0);
    ui.label(RichText::new(say("legend-evidence")).color(palette.ink));
    for (corroboration, words) in [
        (Corroboration::SingleSource, "legend-single-source"),
        (Corroboration::None, "legend-no-passage"),
    ] {
        legend_row(ui, &say(words), 20.0, |ui, rect| {
            let mut shapes = Vec::new();
            let middle = pos2(rect.left() + SAMPLE.width / 2.0, rect.center().y);
            evidence::sign(&mut shapes, middle, corroboration, &palette);
            ui.painter().extend(shapes);
        });
    }
    let words = say("legend-hatching");
    legend_row(ui, &words, 36.0, |ui, rect| {
        let field = egui::Rect::from_min_size(rect.min, vec2(SAMPLE.width, rect.height()));
        evidence::hatched_sample(ui.painter(), field.shrink2(vec2(0.0, 6.0)), palette);
    });
}

fn legend_row(ui: &mut Ui, words: &str, tall: f32, paint: impl FnOnce(&Ui, egui::Rect)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(54.0, tall), egui::Sense::hover());
        paint(ui, rect);
        ui.add(Label::new(words).wrap());
    });
}
