//! The field for a date, with what is understood of it while one types.

use eframe::egui::{
    Align, Button, Key, Label, Layout, Margin, RichText, Sense, TextEdit, Ui, vec2,
};

use super::field::{FormView, control, register};
use crate::date_words::{in_words, short_words};
use crate::edits::forms::{DateReading, FormField};
use crate::language::{say, say_with};
use crate::layout::{SampleSize, date_sample};
use crate::model::Basis;
use crate::ui::live_region;
use crate::ui::marks::ScenePainter;
use crate::ui::theme::UiPalette;
use crate::ui::widgets::small;
use annals_edtf::{Bound, Edtf};

/// Sizes of the mark, in points.
const MARK: SampleSize = SampleSize {
    width: 56.0,
    day_width: 8.0,
    member_width: 16.0,
    rival_width: 30.0,
    rival_distance: 12.0,
};

/// How a date is drawn and known.
pub(super) struct DateView<'a> {
    /// What the text means.
    pub(super) reading: &'a DateReading,
    /// The basis, if it is known.
    pub(super) basis: Option<Basis>,
    /// The colour of the lane.
    pub(super) accent: eframe::egui::Color32,
}

/// Shows the field and, below it, what is understood. The space for that is always
/// there. Returns whether Enter was pressed in the field.
pub(super) fn show(
    ui: &mut Ui,
    view: &FormView<'_>,
    field: &FormField,
    text: &mut String,
    date: &DateView<'_>,
) -> bool {
    let palette = UiPalette::of(ui);
    let label = say("form-date");
    let mut is_entered = false;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        // Other readings are beside the label, so that nothing moves.
        let shown = ui.horizontal(|ui| {
            let shown = ui.label(small(&label).color(palette.muted));
            let right = Layout::right_to_left(Align::Center);
            ui.with_layout(right, |ui| offer(ui, text, date.reading));
            shown
        });
        let response = control(ui, view, field, &label, |ui, id| {
            register(ui, id);
            ui.add(
                TextEdit::singleline(text)
                    .id(id)
                    .hint_text(RichText::new(say("form-date-hint")).color(palette.dimmed))
                    .margin(Margin::symmetric(8, 6))
                    .desired_width(f32::INFINITY),
            )
        });
        let response = response.labelled_by(shown.inner.id);
        is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        understood(ui, text, date);
    });
    is_entered
}

fn understood(ui: &mut Ui, text: &str, date: &DateView<'_>) {
    let palette = UiPalette::of(ui);
    let (first, second) = match date.reading {
        DateReading::Empty => (say("form-date-none"), String::new()),
        DateReading::Date { edtf, .. } => (meaning(edtf, text), extent_in_words(edtf)),
        DateReading::Words { .. } => (say("form-date-words"), say("form-date-words-kept")),
    };
    live_region::announce(ui, "date", format!("{first}. {second}"));
    ui.horizontal(|ui| {
        let line = ui.text_style_height(&eframe::egui::TextStyle::Body);
        let height = 2.0 * line + 4.0;
        let (rect, _) = ui.allocate_exact_size(vec2(MARK.width, height), Sense::hover());
        if let Some(edtf) = date.reading.edtf() {
            let painter = ScenePainter {
                origin: rect.left_center(),
                accent: date.accent,
                palette,
            };
            let mut shapes = Vec::new();
            let basis = date.basis.unwrap_or(Basis::Stated);
            for shape in date_sample(edtf, basis, MARK) {
                painter.paint(&mut shapes, shape);
            }
            ui.painter().extend(shapes);
        } else {
            let stroke = eframe::egui::Stroke::new(1.0, palette.line);
            let y = rect.center().y;
            ui.painter().hline(rect.x_range(), y, stroke);
        }
        ui.vertical(|ui| {
            ui.set_min_height(height);
            ui.spacing_mut().item_spacing.y = 1.0;
            // One line each, whatever is typed, so that nothing moves.
            for (words, color) in [(first, palette.ink), (second, palette.muted)] {
                let label = Label::new(small(words.as_str()).color(color)).truncate();
                ui.add(label).on_hover_text(words);
            }
        });
    });
}

/// "1958 · EDTF 1958", without the EDTF where the user typed it.
pub(super) fn meaning(edtf: &Edtf, typed: &str) -> String {
    let words = if short_words(edtf) == typed.trim() {
        in_words(edtf)
    } else {
        short_words(edtf)
    };
    if edtf.as_str() == typed.trim() {
        return words;
    }
    let parts = [("words", words.into()), ("edtf", edtf.as_str().into())];
    say_with("form-date-meaning", &parts)
}

/// "1 January 1958 to 31 December 1958".
fn extent_in_words(edtf: &Edtf) -> String {
    let extent = edtf.extent();
    let day = |bound: Bound, open: &str, unknown: &str| match bound {
        Bound::At(instant) => {
            let day = instant.day();
            let text = match day.year {
                0..=9999 => format!("{:04}-{:02}-{:02}", day.year, day.month, day.day),
                _ => format!("Y{}", day.year),
            };
            Edtf::parse(&text).map_or(text, |day| in_words(&day))
        }
        Bound::Open => say(open),
        Bound::Unknown => say(unknown),
        Bound::OutOfRange(_) => say("form-date-out-of-range"),
    };
    let first = day(extent.earliest, "form-date-open-start", "form-date-unknown");
    let last = day(extent.latest, "form-date-open-end", "form-date-unknown");
    let ends = [("earliest", first.into()), ("latest", last.into())];
    say_with("form-date-extent", &ends)
}

/// Another reading of the text, a click away.
fn offer(ui: &mut Ui, text: &mut String, reading: &DateReading) {
    let (id, date) = match reading {
        DateReading::Date {
            alternative: Some(date),
            ..
        } => ("form-date-or", date),
        DateReading::Words {
            suggestion: Some(date),
        } => ("form-date-take", date),
        _ => return,
    };
    let parts = [
        ("words", short_words(date).into()),
        ("edtf", date.as_str().into()),
    ];
    let words = small(say_with(id, &parts)).color(UiPalette::of(ui).focus);
    if ui.add(Button::new(words).frame(false)).clicked() {
        date.as_str().clone_into(text);
    }
}
