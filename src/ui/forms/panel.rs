//! A form as a panel, where the quotations are.

use eframe::egui::{
    self, Align, Key, Layout, Modifiers, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2,
};

use super::field::FormView;
use super::{event, passage, small_forms, source};
use crate::edits::forms::{Form, FormKind};
use crate::language::{say, say_with};
use crate::session::{Action, DeletionQuestion, FormAction, OpenForm};
use crate::ui::panel_input::PanelInput;
use crate::ui::regions::{self, Region};
use crate::ui::scene_cache::text_width;
use crate::ui::theme::{self, SMALL_SIZE, UiPalette};
use crate::ui::widgets::{clipped, main_button, rule, set_heading, warning};

/// Height of one row of buttons below the form with its margins, in points.
const FOOTER: f32 = 56.0;
/// Distance between two buttons, in points.
const GAP_X: f32 = 8.0;
/// Height of another row, in points.
const ROW: f32 = 36.0;
/// Height of the question before an entry is deleted, in points.
const QUESTION: f32 = 132.0;
/// Margin left and right of the fields, in points.
const MARGIN: i8 = 18;

/// Shows the open form.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    input: PanelInput<'_>,
    open: &OpenForm,
    actions: &mut Vec<Action>,
) {
    let palette = UiPalette::of(ui);
    ui.painter().rect_filled(rect, 0.0, palette.panel);
    let height = footer_height(ui, rect.width(), &open.form);
    let (body, footer) = rect.split_top_bottom_at_y(rect.bottom() - height);
    let question = if open.deletion.is_some() {
        QUESTION
    } else {
        0.0
    };
    let (body, question) = body.split_top_bottom_at_y(body.bottom() - question);
    let view = FormView::new(input, open);
    let mut form = open.form.clone();
    let is_inside = |ui: &Ui| {
        let focused = ui.memory(egui::Memory::focused);
        focused.is_none_or(|id| super::is_form_field(ui, id))
    };
    let mut applies =
        is_inside(ui) && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt(("form", open.number))
        .show(&mut clipped(ui, body, "form"), |ui| {
            egui::Frame::NONE
                .inner_margin(egui::Margin::symmetric(MARGIN, 14))
                .show(ui, |ui| {
                    ui.set_width(rect.width() - 2.0 * f32::from(MARGIN) - 10.0);
                    heading(ui, &form);
                    ui.add_space(6.0);
                    applies |= fields(ui, &view, &mut form);
                });
        });
    let focused = ui.memory(egui::Memory::focused);
    if let Some(id) = focused.filter(|id| super::is_form_field(ui, *id)) {
        regions::offer(ui, Region::Quotes, id);
    } else {
        let first = open
            .focus
            .clone()
            .unwrap_or(crate::edits::forms::FormField::Title);
        regions::offer(ui, Region::Quotes, view.id(&first));
    }
    let is_changed = form != open.form;
    if is_changed {
        actions.push(FormAction::Type(Box::new(form)).into());
    }
    if let Some(deletion) = &open.deletion {
        ask(ui, question, &view, deletion, actions);
    }
    buttons(ui, footer, open, &mut applies, actions);
    if applies {
        actions.push(FormAction::Apply.into());
    }
}

fn fields(ui: &mut Ui, view: &FormView<'_>, form: &mut Form) -> bool {
    match form {
        Form::Event(form) => event::show(ui, view, form),
        Form::Passage(form) => {
            passage::show(ui, view, form);
            false
        }
        Form::Source(form) => {
            source::show(ui, view, form);
            false
        }
        Form::Lane(form) => small_forms::lane(ui, view, form),
        Form::Timeline(form) => small_forms::timeline(ui, view, form),
    }
}

/// The message ids of the heading and of the main button.
const fn words(form: &Form) -> (&'static str, &'static str) {
    match (form.kind(), form.is_new()) {
        (FormKind::Event, true) => ("form-new-event", "form-add-event"),
        (FormKind::Event, false) => ("form-event", "form-apply"),
        (FormKind::Passage, true) => ("form-new-passage", "form-add-passage"),
        (FormKind::Passage, false) => ("form-edit-passage", "form-apply"),
        (FormKind::Source, true) => ("form-new-source", "form-add-source"),
        (FormKind::Source, false) => ("form-edit-source", "form-apply"),
        (FormKind::Lane, true) => ("form-new-lane", "form-add-lane"),
        (FormKind::Lane, false) => ("form-edit-lane", "form-apply"),
        (FormKind::Timeline, _) => ("form-timeline", "form-apply"),
    }
}

fn heading(ui: &mut Ui, form: &Form) {
    let name = say(words(form).0);
    let shown = RichText::new(name.to_uppercase()).font(theme::semibold(SMALL_SIZE + 0.5));
    let label = ui.label(shown.color(UiPalette::of(ui).muted));
    set_heading(&label, &name);
}

/// Height of the buttons below the form, in points: two rows where they do not fit
/// into one.
fn footer_height(ui: &Ui, width: f32, form: &Form) -> f32 {
    let mut buttons = vec![words(form).1, "form-keep", "form-discard"];
    if form.deletion(None).is_some() {
        buttons.push("form-delete");
    }
    let padding = 2.0 * ui.spacing().button_padding.x + GAP_X;
    let font = theme::semibold(theme::TEXT_SIZE);
    let needed = buttons.iter().map(|button| {
        let text = say(button);
        text_width(ui, &text, font.clone()) + padding
    });
    let needed = needed.sum::<f32>() + 2.0 * f32::from(MARGIN);
    if width < needed { FOOTER + ROW } else { FOOTER }
}

fn buttons(
    ui: &mut Ui,
    footer: Rect,
    open: &OpenForm,
    applies: &mut bool,
    actions: &mut Vec<Action>,
) {
    let palette = UiPalette::of(ui);
    ui.painter().rect_filled(footer, 0.0, palette.panel);
    rule(ui, footer, footer.top());
    let inner = footer.shrink2(vec2(f32::from(MARGIN), 10.0));
    let layout = Layout::left_to_right(Align::Min).with_main_wrap(true);
    let builder = UiBuilder::new().max_rect(inner).layout(layout);
    let mut row = ui.new_child(builder.id_salt("buttons of the form"));
    row.set_clip_rect(footer.intersect(ui.clip_rect()));
    row.spacing_mut().item_spacing = vec2(GAP_X, 6.0);
    let hint = say("form-apply-hint");
    if main_button(&mut row, &say(words(&open.form).1))
        .on_hover_text(hint)
        .clicked()
    {
        *applies = true;
    }
    let keep = row
        .button(say("form-keep"))
        .on_hover_text(say("form-keep-hint"));
    if keep.clicked() {
        actions.push(FormAction::KeepForLater.into());
    }
    let discard = row
        .button(say("form-discard"))
        .on_hover_text(say("form-discard-hint"));
    if discard.clicked() {
        actions.push(FormAction::Discard.into());
    }
    if open.form.deletion(None).is_some() {
        let delete = row.button(say("form-delete"));
        if delete.on_hover_text(say("form-delete-hint")).clicked() {
            actions.push(FormAction::Delete.into());
        }
    }
}

/// Says what else is affected by deleting the entry, and asks.
fn ask(
    ui: &mut Ui,
    rect: Rect,
    view: &FormView<'_>,
    question: &DeletionQuestion,
    actions: &mut Vec<Action>,
) {
    let palette = UiPalette::of(ui);
    ui.painter().rect_filled(rect, 0.0, palette.band);
    rule(ui, rect, rect.top());
    let inner = rect.shrink2(vec2(f32::from(MARGIN), 8.0));
    let mut area = clipped(ui, inner, "question");
    ScrollArea::vertical()
        .auto_shrink(false)
        .show(&mut area, |ui| {
            ui.spacing_mut().item_spacing.y = 5.0;
            match question {
                DeletionQuestion::Consequences(messages) => {
                    for message in messages {
                        warning(ui, message.text());
                    }
                    if ui.button(say("form-delete-now")).clicked() {
                        actions.push(FormAction::DeleteNow(None).into());
                    }
                }
                DeletionQuestion::LaneWithEvents(events) => {
                    let count = [("count", (*events).into())];
                    warning(ui, say_with("form-delete-lane", &count));
                    ui.horizontal_wrapped(|ui| {
                        let own = match &view.open.form {
                            Form::Lane(form) => form.lane.clone(),
                            _ => None,
                        };
                        let lanes = view.timeline().lanes.iter();
                        for lane in lanes.filter(|lane| Some(&lane.id) != own.as_ref()) {
                            let name = crate::model::visible_line(&lane.name).into_owned();
                            if ui.button(name).clicked() {
                                let id = lane.id.as_str().into();
                                actions.push(FormAction::DeleteNow(Some(id)).into());
                            }
                        }
                    });
                }
            }
            if ui.button(say("form-delete-cancel")).clicked() {
                actions.push(FormAction::CancelDeletion.into());
            }
        });
}
