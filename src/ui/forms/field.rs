//! Fields of a form: label, control, error.

use eframe::egui::accesskit::{Invalid, Role};
use eframe::egui::{self, Id, Response, RichText, Stroke, TextEdit, Ui};

use crate::edits::forms::{FieldError, FormField};
use crate::language::{Message, say};
use crate::model::Timeline;
use crate::session::OpenForm;
use crate::ui::panel_input::PanelInput;
use crate::ui::theme::{self, UiPalette};
use crate::ui::widgets::{focus_ring, set_selectable_name, small};

/// Space between two fields, in points.
pub(super) const GAP: f32 = 9.0;

/// The open form as it is drawn.
pub(super) struct FormView<'a> {
    /// The timeline, and the state of its session.
    pub(super) input: PanelInput<'a>,
    /// The form.
    pub(super) open: &'a OpenForm,
    /// What is wrong, once the user has tried to apply the form.
    pub(super) errors: Vec<FieldError>,
}

impl<'a> FormView<'a> {
    pub(super) fn new(input: PanelInput<'a>, open: &'a OpenForm) -> Self {
        let mut errors = open.refusal.clone();
        if open.shows_errors {
            errors.extend(open.form.errors(&input.open.timeline));
        }
        Self {
            input,
            open,
            errors,
        }
    }

    pub(super) const fn timeline(&self) -> &'a Timeline {
        &self.input.open.timeline
    }

    /// The id of the control of a field.
    pub(super) fn id(&self, field: &FormField) -> Id {
        Id::unique(("form field", self.open.number, field))
    }

    fn error(&self, field: &FormField) -> Option<&Message> {
        let mut errors = self.errors.iter();
        Some(&errors.find(|error| error.field == *field)?.message)
    }
}

fn registration(id: Id) -> Id {
    Id::unique(("editable field", id))
}

/// Records that a field is shown, so that keys pressed in it type text.
pub(super) fn register(ui: &Ui, id: Id) {
    let frame = ui.ctx().cumulative_frame_nr();
    ui.data_mut(|memory| memory.insert_temp(registration(id), frame));
}

/// Whether a control is an editable field of a form that this frame or the one before
/// has shown.
pub fn is_form_field(ui: &Ui, id: Id) -> bool {
    let frame = ui.ctx().cumulative_frame_nr();
    let shown_in: Option<u64> = ui.data(|memory| memory.get_temp(registration(id)));
    shown_in.is_some_and(|shown_in| shown_in + 1 >= frame)
}

/// A field with its label above and its error below. `add` shows the control with the
/// given id.
pub(super) fn labelled(
    ui: &mut Ui,
    view: &FormView<'_>,
    field: &FormField,
    label: &str,
    add: impl FnOnce(&mut Ui, Id) -> Response,
) -> Response {
    let palette = UiPalette::of(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let shown = ui.label(small(label).color(palette.muted));
        control(ui, view, field, label, add).labelled_by(shown.id)
    })
    .inner
}

/// A control without a visible label, and its error.
pub(super) fn control(
    ui: &mut Ui,
    view: &FormView<'_>,
    field: &FormField,
    name: &str,
    add: impl FnOnce(&mut Ui, Id) -> Response,
) -> Response {
    let palette = UiPalette::of(ui);
    let id = view.id(field);
    let error = view.error(field);
    let response = ui
        .scope(|ui| {
            if error.is_some() {
                let widgets = &mut ui.visuals_mut().widgets;
                widgets.inactive.bg_stroke = Stroke::new(1.5, palette.bad);
                widgets.hovered.bg_stroke = Stroke::new(1.5, palette.bad);
            }
            add(ui, id)
        })
        .inner;
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(name));
    if view.open.focus.as_ref() == Some(field) {
        response.request_focus();
        response.scroll_to_me(None);
    }
    if let Some(error) = error {
        let text = RichText::new(error.text()).font(theme::sans(theme::SMALL_SIZE + 0.5));
        let shown = ui.add(egui::Label::new(text.color(palette.bad)).wrap());
        ui.ctx().accesskit_node_builder(shown.id, |node| {
            node.set_role(Role::Alert);
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_invalid(Invalid::True);
            node.set_error_message(shown.id.accesskit_id());
            node.set_description(error.text());
        });
    }
    response
}

/// A field of one line. Returns whether Enter was pressed in it, too.
pub(super) fn line(
    ui: &mut Ui,
    view: &FormView<'_>,
    field: &FormField,
    label: &str,
    text: &mut String,
) -> bool {
    line_with_hint(ui, view, field, label, text, "")
}

/// [`line()`], with a hint that is shown while the field is empty.
pub(super) fn line_with_hint(
    ui: &mut Ui,
    view: &FormView<'_>,
    field: &FormField,
    label: &str,
    text: &mut String,
    hint: &str,
) -> bool {
    let response = labelled(ui, view, field, label, |ui, id| {
        let dimmed = UiPalette::of(ui).dimmed;
        register(ui, id);
        ui.add(
            TextEdit::singleline(text)
                .id(id)
                .hint_text(RichText::new(hint).color(dimmed))
                .margin(egui::Margin::symmetric(8, 6))
                .desired_width(f32::INFINITY),
        )
    });
    response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
}

/// A field of several lines that grows with its text.
pub(super) fn lines(
    ui: &mut Ui,
    view: &FormView<'_>,
    field: &FormField,
    label: &str,
    (text, rows, hint): (&mut String, usize, &str),
) {
    labelled(ui, view, field, label, |ui, id| {
        let dimmed = UiPalette::of(ui).dimmed;
        register(ui, id);
        ui.add(
            TextEdit::multiline(text)
                .id(id)
                .hint_text(RichText::new(hint).color(dimmed))
                .margin(egui::Margin::symmetric(8, 6))
                .desired_rows(rows)
                .desired_width(f32::INFINITY),
        )
    });
}

/// A choice between a few, as buttons in a row. Returns the chosen position.
pub(super) fn choice(
    ui: &mut Ui,
    view: &FormView<'_>,
    field: &FormField,
    label: &str,
    (options, current): (&[&str], Option<usize>),
) -> Option<usize> {
    let mut chosen = None;
    labelled(ui, view, field, label, |ui, _| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            let mut first: Option<Response> = None;
            for (position, option) in options.iter().enumerate() {
                let text = say(option);
                let is_current = current == Some(position);
                let palette = UiPalette::of(ui);
                let (ink, fill) = if is_current {
                    (palette.panel, palette.ink)
                } else {
                    (palette.ink, palette.paper)
                };
                let button = egui::Button::new(small(&text).color(ink))
                    .fill(fill)
                    .stroke(Stroke::new(1.0, palette.line));
                let response = ui.add(button);
                focus_ring(ui, &response, response.rect, 6.0);
                // The label of the field is part of the name.
                let name = format!("{label}: {text}");
                set_selectable_name(&response, Role::RadioButton, is_current, || &name);
                if response.clicked() {
                    chosen = Some(position);
                }
                first.get_or_insert(response);
            }
            first
        })
        .inner
        .unwrap_or_else(|| ui.label(""))
    });
    chosen
}
