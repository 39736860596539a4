//! A label in any script.

use std::sync::Arc;

use eframe::egui::{FontSelection, Galley, Label, Response, RichText, Ui, WidgetText};

use super::direction::is_plain;
use super::galley_layout::RightEdge;
use super::layout_cache::layout_job;

/// Text for a control that is one line high, such as a button.
pub fn words(ui: &Ui, text: RichText) -> WidgetText {
    if is_plain(text.text()) {
        return text.into();
    }
    lay_out(ui, text.into(), f32::INFINITY).into()
}

/// A label that wraps. Screen readers get its text in reading order. Where
/// egui would lay the text out wrongly it cannot be selected by the pointer,
/// because egui would copy other words than those under it.
pub fn label(ui: &mut Ui, text: impl Into<WidgetText>) -> Response {
    let text = text.into();
    if is_plain(text.text()) {
        return ui.add(Label::new(text).wrap());
    }
    let galley = lay_out(ui, text, ui.available_width());
    ui.add(Label::new(galley).selectable(false))
}

fn lay_out(ui: &Ui, text: WidgetText, width: f32) -> Arc<Galley> {
    let job = text.into_layout_job(ui.style(), FontSelection::Default, ui.text_valign());
    let mut job = Arc::unwrap_or_clone(job);
    job.wrap.max_width = width;
    layout_job(ui.ctx(), job, RightEdge::WidestLine)
}
