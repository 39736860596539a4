//! Editing a field where it is shown: a pencil beside it, and the field in its place.

use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Id, Key, Modifiers, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, pos2, vec2,
};

use super::field::FormView;
use super::{citation, event};
use crate::edits::forms::{Form, FormField};
use crate::language::{say, say_with};
use crate::model::{Event, Index};
use crate::session::{Action, FormAction};
use crate::ui::panel_input::PanelInput;
use crate::ui::theme::UiPalette;
use crate::ui::widgets::{focus_ring, main_button, set_name, small};

/// Side of the pencil, in points.
const SIDE: f32 = 22.0;

/// A field of the selected event.
#[derive(Clone, Copy)]
pub struct InPlace<'a> {
    /// The timeline, and the state of its session.
    pub input: PanelInput<'a>,
    /// The event.
    pub event: Index<Event>,
}

impl InPlace<'_> {
    /// Whether a field is being edited here.
    fn edits(self, field: &FormField) -> bool {
        let open = self.input.session.edits.forms.in_place();
        let Some(Form::Event(form)) = open.map(|open| &open.form) else {
            return false;
        };
        form.only.as_ref() == Some(field)
            && form.original(&self.input.open.timeline) == Some(self.event)
    }
}

/// Shows a field with `show` and a pencil that edits it, or the form of the field
/// while it is edited. `name` is the name of the field.
pub fn editable(
    ui: &mut Ui,
    place: InPlace<'_>,
    field: &FormField,
    name: &str,
    actions: &mut Vec<Action>,
    show: impl FnOnce(&mut Ui, &mut Vec<Action>),
) {
    if edit_here(ui, place, field, actions) {
        return;
    }
    if place.input.open.is_preview() {
        show(ui, actions);
        return;
    }
    let top = ui.cursor().top();
    let right = ui.max_rect().right();
    ui.scope(|ui| {
        ui.set_max_width((ui.available_width() - SIDE - 4.0).max(60.0));
        show(ui, actions);
    });
    let bottom = (ui.cursor().top() - ui.spacing().item_spacing.y).max(top);
    if bottom <= top {
        return;
    }
    let row = Rect::from_min_max(pos2(ui.max_rect().left(), top), pos2(right, bottom));
    let middle = (row.top() + SIDE / 2.0).min(row.center().y.max(row.top() + 9.0));
    let at = pos2(right - SIDE / 2.0, middle);
    let response = pencil(ui, at, row, pencil_id(place.event, field), name);
    if is_awaited(ui, response.id) {
        response.request_focus();
    }
    if takes_f2(&response) || response.clicked() {
        actions.push(FormAction::EditField(place.event, field.clone()).into());
    }
}

/// What the focused control is, and the frame that showed it.
type FocusedControl = (Id, u64);

fn f2_id() -> Id {
    Id::unique("control that has F2")
}

/// Whether the focused control edits something of its own on F2.
pub fn has_own_f2(ui: &Ui) -> bool {
    let frame = ui.ctx().cumulative_frame_nr();
    let focused = ui.memory(egui::Memory::focused);
    let known: Option<FocusedControl> = ui.data(|memory| memory.get_temp(f2_id()));
    known.is_some_and(|(id, shown_in)| Some(id) == focused && shown_in + 1 >= frame)
}

/// Gives F2 to a control while it is focused. Returns whether it was pressed.
pub fn takes_f2(control: &Response) -> bool {
    if !control.has_focus() {
        return false;
    }
    let frame = control.ctx.cumulative_frame_nr();
    let owner: FocusedControl = (control.id, frame);
    control
        .ctx
        .data_mut(|memory| memory.insert_temp(f2_id(), owner));
    control.ctx.input(|input| input.key_pressed(Key::F2))
}

/// Shows a field's form if it is being edited. Returns whether it is.
pub fn edit_here(
    ui: &mut Ui,
    place: InPlace<'_>,
    field: &FormField,
    actions: &mut Vec<Action>,
) -> bool {
    let edits = place.edits(field);
    if edits {
        edit(ui, place, field, actions);
    }
    edits
}

fn pencil_id(event: Index<Event>, field: &FormField) -> Id {
    Id::unique(("pencil", event, field))
}

fn awaited_id() -> Id {
    Id::unique("pencil that gets the focus")
}

/// Gives the keyboard to the pencil of a field that was edited, once it is shown.
fn await_pencil(ui: &Ui, id: Id) {
    let awaited: FocusedControl = (id, ui.ctx().cumulative_frame_nr());
    ui.data_mut(|memory| memory.insert_temp(awaited_id(), awaited));
}

fn is_awaited(ui: &Ui, id: Id) -> bool {
    /// Frames until the field is closed.
    const FEW: u64 = 4;
    let known: Option<FocusedControl> = ui.data(|memory| memory.get_temp(awaited_id()));
    let Some((_, since)) = known.filter(|(awaited, _)| *awaited == id) else {
        return false;
    };
    ui.data_mut(|memory| memory.remove::<FocusedControl>(awaited_id()));
    ui.ctx().cumulative_frame_nr() <= since + FEW
}

/// A pencil that is seen while the pointer is in `row` or the keyboard on it.
fn pencil(ui: &Ui, at: Pos2, row: Rect, id: Id, name: &str) -> Response {
    let rect = Rect::from_center_size(at, vec2(SIDE, SIDE));
    let response = ui.interact(rect, id, Sense::click());
    let words = say_with("form-edit", &[("field", name.into())]);
    set_name(&response, Role::Button, || &words);
    let palette = UiPalette::of(ui);
    let is_near = ui.rect_contains_pointer(row) || response.hovered();
    if is_near || response.has_focus() {
        if response.hovered() {
            ui.painter().rect_filled(rect, 5.0, palette.control);
        }
        let color = if response.hovered() {
            palette.ink
        } else {
            palette.muted
        };
        paint_pencil(ui, rect.center(), color);
        focus_ring(ui, &response, rect, 5.0);
    }
    response.on_hover_text(words)
}

/// Paints a pencil that writes to the lower left.
fn paint_pencil(ui: &Ui, center: Pos2, color: egui::Color32) {
    let stroke = Stroke::new(1.4, color);
    let at = |x: f32, y: f32| center + vec2(x, y);
    let body = [at(-2.9, 2.0), at(3.0, -3.9), at(4.9, -2.0), at(-1.0, 3.9)];
    let painter = ui.painter();
    painter.add(Shape::closed_line(body.to_vec(), stroke));
    painter.line_segment([at(-2.9, 2.0), at(-4.6, 5.6)], stroke);
    painter.line_segment([at(-1.0, 3.9), at(-4.6, 5.6)], stroke);
}

/// The field itself, with buttons. Enter in one line and Ctrl+Enter apply.
fn edit(ui: &mut Ui, place: InPlace<'_>, field: &FormField, actions: &mut Vec<Action>) {
    let Some(open) = place.input.session.edits.forms.in_place() else {
        return;
    };
    let Form::Event(before) = &open.form else {
        return;
    };
    let view = FormView::new(place.input, open);
    let mut form = before.clone();
    let is_inside = ui
        .memory(egui::Memory::focused)
        .is_some_and(|id| super::is_form_field(ui, id));
    let mut applies =
        is_inside && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        match field {
            FormField::Title => applies |= event::title(ui, &view, &mut form),
            FormField::Date => applies |= event::date(ui, &view, &mut form),
            FormField::Lane => applies |= event::lane(ui, &view, &mut form.lane),
            FormField::Tags => event::tags(ui, &view, &mut form),
            FormField::Actors => event::actors(ui, &view, &mut form),
            FormField::Summary => event::summary(ui, &view, &mut form),
            FormField::Note => event::note(ui, &view, &mut form),
            FormField::Citation(position, _) => {
                if let Some(entry) = form.citations.get_mut(*position) {
                    citation::details(ui, &view, *position, entry);
                }
            }
            _ => {}
        }
        ui.horizontal(|ui| {
            applies |= main_button(ui, &say("form-apply"))
                .on_hover_text(say("form-apply-hint"))
                .clicked();
            if ui
                .button(say("form-cancel"))
                .on_hover_text(say("form-cancel-hint"))
                .clicked()
            {
                actions.push(FormAction::Discard.into());
            }
        });
    });
    if form != *before {
        actions.push(FormAction::Type(Box::new(Form::Event(form))).into());
    }
    if applies {
        await_pencil(ui, pencil_id(place.event, field));
        actions.push(FormAction::Apply.into());
    }
}

/// Buttons for the fields that the event does not have yet.
pub fn add_buttons(ui: &mut Ui, place: InPlace<'_>, actions: &mut Vec<Action>) {
    let event = &place.input.open.timeline[place.event];
    let absent = [
        (
            FormField::Actors,
            event.actors.is_empty(),
            "form-add-actors",
        ),
        (
            FormField::Summary,
            event.summary.is_none(),
            "form-add-summary",
        ),
        (FormField::Note, event.note.is_none(), "form-add-note"),
        (FormField::Tags, event.tags.is_empty(), "form-add-tags"),
    ];
    let absent = absent.iter().filter(|(_, is_absent, _)| *is_absent);
    let (edited, offered): (Vec<_>, Vec<_>) = absent.partition(|(field, ..)| place.edits(field));
    for (field, _, _) in edited {
        edit(ui, place, field, actions);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for (field, _, name) in offered {
            if ui.button(small(say(name))).clicked() {
                actions.push(FormAction::EditField(place.event, field.clone()).into());
            }
        }
    });
}
