//! Text styles and controls that several panels share.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    self, Align, Button, Color32, FontId, Galley, Id, Label, Layout, Rect, Response, RichText,
    Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo,
};

use super::bidi::{self, RightEdge};
use super::theme::{self, SMALL_SIZE, TEXT_SIZE, UiPalette};
use crate::language::say;
use crate::session::Action;

/// Text of a remark, a fact or a small button.
pub fn small(words: impl Into<String>) -> RichText {
    RichText::new(words).font(theme::sans(SMALL_SIZE + 0.5))
}

/// Semibold text of a size in points.
pub fn strong(words: impl Into<String>, size: f32) -> RichText {
    RichText::new(words).font(theme::semibold(size))
}

/// Lays out one line in any script, shortened to `width` points.
pub fn one_line(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(width);
    bidi::layout_job(ui.ctx(), job, RightEdge::WidestLine)
}

/// A text in the format `plain` with ranges of bytes in another format.
pub fn highlighted(
    text: &str,
    ranges: impl IntoIterator<Item = Range<usize>>,
    plain: &TextFormat,
    highlight: &TextFormat,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut from = 0;
    for range in ranges {
        let before = text.get(from..range.start).unwrap_or_default();
        job.append(before, 0.0, plain.clone());
        from = range.end;
        let range = text.get(range).unwrap_or_default();
        job.append(range, 0.0, highlight.clone());
    }
    job.append(text.get(from..).unwrap_or_default(), 0.0, plain.clone());
    job
}

/// Sets the role of a control and its name for screen readers.
pub fn set_name<N: ToString>(control: &Response, role: Role, name: impl Fn() -> N) {
    control.widget_info(|| WidgetInfo::labeled(role, true, name()));
}

/// Like [`set_name`], with whether the control is selected.
pub fn set_selectable_name<N: ToString>(
    control: &Response,
    role: Role,
    is_selected: bool,
    name: impl Fn() -> N,
) {
    control.widget_info(|| WidgetInfo::selected(role, true, is_selected, name()));
}

/// Makes a label a heading for screen readers.
pub fn set_heading(label: &Response, name: &str) {
    label.ctx.accesskit_node_builder(label.id, |node| {
        node.set_role(Role::Heading);
        // A label's text is its value; a heading needs a name.
        node.set_label(name);
    });
}

/// A button that does an action, with the message id of its text.
pub fn action_button(
    ui: &mut Ui,
    text: &str,
    action: impl Into<Action>,
    actions: &mut Vec<Action>,
) {
    if ui.button(say(text)).clicked() {
        actions.push(action.into());
    }
}

/// A button in small text, with the message ids of its text and its tooltip.
pub fn small_button(ui: &mut Ui, text: &str, hint: &str) -> Response {
    ui.button(small(say(text))).on_hover_text(say(hint))
}

/// A label in the colour of warnings.
pub fn warning(ui: &mut Ui, words: impl Into<String>) {
    let words = RichText::new(words).color(UiPalette::of(ui).warning);
    ui.add(Label::new(words).wrap());
}

/// Main button of a dialog.
pub fn main_button(ui: &mut Ui, text: &str) -> Response {
    let palette = UiPalette::of(ui);
    let text = strong(text, TEXT_SIZE).color(palette.panel);
    ui.add(Button::new(text).fill(palette.ink))
}

/// A button that is frameless at rest, with a background on hover and a ring
/// while focused.
pub fn flat_button(ui: &mut Ui, button: Button<'_>, fill: Color32) -> Response {
    let response = ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        widgets.inactive.weak_bg_fill = fill;
        widgets.inactive.bg_stroke = Stroke::NONE;
        widgets.hovered.bg_stroke = Stroke::NONE;
        ui.add(button)
    });
    let response = response.inner;
    focus_ring(ui, &response, response.rect, 6.0);
    response
}

/// A text field of one line with its name for screen readers. Returns whether
/// Enter was pressed in it, too.
pub fn text_field(ui: &mut Ui, field: TextEdit<'_>, name: &str) -> (Response, bool) {
    let field = ui.add(field);
    set_name(&field, Role::TextInput, || name);
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    (field, is_entered)
}

/// The step to the next or previous match, when Enter or Shift+Enter was
/// pressed in a field. The field keeps the focus.
pub fn step_on_enter(ui: &Ui, field: &Response) -> Option<isize> {
    let (is_entered, goes_back) =
        ui.input(|input| (input.key_pressed(egui::Key::Enter), input.modifiers.shift));
    (field.lost_focus() && is_entered).then(|| {
        field.request_focus();
        if goes_back { -1 } else { 1 }
    })
}

/// A filled box for one entry of a list.
pub fn card(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    egui::Frame::NONE
        .fill(UiPalette::of(ui).band)
        .corner_radius(6)
        .inner_margin(egui::Margin::symmetric(11, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            contents(ui);
        });
}

/// Fills a rectangle and draws a line inside its edge.
pub fn outlined(ui: &Ui, rect: Rect, rounding: f32, fill: Color32, stroke: Stroke) {
    ui.painter().rect_filled(rect, rounding, fill);
    ui.painter()
        .rect_stroke(rect, rounding, stroke, StrokeKind::Inside);
}

/// Draws the keyboard focus ring inside a rectangle while a control is focused.
pub fn focus_ring(ui: &Ui, control: &Response, rect: Rect, rounding: f32) {
    if control.has_focus() {
        let stroke = Stroke::new(2.0, UiPalette::of(ui).focus);
        ui.painter()
            .rect_stroke(rect, rounding, stroke, StrokeKind::Inside);
    }
}

/// Draws a thin line across a rectangle at a height.
pub fn rule(ui: &Ui, rect: Rect, y: f32) {
    let stroke = Stroke::new(1.0, UiPalette::of(ui).line);
    ui.painter().hline(rect.x_range(), y, stroke);
}

/// A thin line across the panel.
pub fn separator(ui: &mut Ui) {
    let size = egui::vec2(ui.available_width(), 1.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    rule(ui, rect, rect.center().y);
}

/// A region of a rectangle that clips what is drawn in it.
pub fn clipped(ui: &mut Ui, rect: Rect, name: &str) -> Ui {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(name));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    child
}

/// A region of a rectangle with its controls in a row.
pub fn row(ui: &mut Ui, rect: Rect, name: &str) -> Ui {
    let layout = Layout::left_to_right(Align::Center);
    let builder = egui::UiBuilder::new().max_rect(rect).layout(layout);
    ui.new_child(builder.id_salt(name))
}

/// A value that is computed once and kept until its key changes.
pub fn cached<K, V>(ui: &Ui, id: Id, key: K, compute: impl FnOnce() -> V) -> Arc<V>
where
    K: PartialEq + Clone + Send + Sync + 'static,
    V: Send + Sync + 'static,
{
    let known: Option<(K, Arc<V>)> = ui.data(|memory| memory.get_temp(id));
    if let Some((_, value)) = known.filter(|(of, _)| *of == key) {
        return value;
    }
    let value = Arc::new(compute());
    ui.data_mut(|memory| memory.insert_temp(id, (key, Arc::clone(&value))));
    value
}
