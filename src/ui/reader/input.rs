//! Pointer and keyboard input in the text: selecting, pointing, copying.

use eframe::egui::{self, Pos2, Rect, Ui};

use super::highlights::innermost;
use super::selection::{TextSelection, word_at};
use super::text::{ParagraphLayout, ReaderFrame, TextState};
use crate::session::{Action, ClipboardAction, ReaderAction};

/// Selects text by dragging and clicking; a click on a passage activates it.
pub(super) fn pointer(
    ui: &Ui,
    frame: &ReaderFrame<'_>,
    rect: Rect,
    response: &egui::Response,
    layouts: &[ParagraphLayout<'_>],
    state: &mut TextState,
    actions: &mut Vec<Action>,
) {
    let distance = |layout: &ParagraphLayout<'_>, at: Pos2| {
        let range = layout.y_range();
        (range.start() - at.y).max(at.y - range.end()).max(0.0)
    };
    let nearest = |at: Pos2| {
        let layouts = layouts.iter().filter(|_| rect.is_positive());
        let layout =
            layouts.min_by(|one, other| distance(one, at).total_cmp(&distance(other, at)))?;
        Some((layout, layout.code_point_at(at)))
    };
    if let Some(at) = response.hover_pos() {
        let icon = if innermost(frame, layouts, at).is_some() {
            egui::CursorIcon::PointingHand
        } else {
            egui::CursorIcon::Text
        };
        ui.ctx().set_cursor_icon(icon);
    }
    if response.drag_started() || response.clicked() {
        response.request_focus();
    }
    let pressed_at = ui.input(|input| input.pointer.press_origin());
    if response.drag_started()
        && let Some((_, anchor)) = pressed_at.and_then(nearest)
    {
        state.selection = Some(TextSelection::new(anchor, anchor));
    }
    let Some(at) = response.interact_pointer_pos() else {
        return;
    };
    let Some((layout, head)) = nearest(at) else {
        return;
    };
    let anchor = state.selection.map(|selection| selection.anchor);
    if response.dragged()
        && let Some(anchor) = anchor
    {
        state.select(Some(TextSelection::new(anchor, head)), actions);
    }
    let paragraph = layout.paragraph;
    let extends = ui.input(|input| input.modifiers.shift);
    if response.triple_clicked() {
        let whole = TextSelection::new(paragraph.start, paragraph.end);
        state.select(Some(whole), actions);
    } else if response.double_clicked() {
        let words = frame.open.text.text.slice(paragraph.start, paragraph.end);
        let (start, end) = word_at(words, head - paragraph.start);
        let word = TextSelection::new(paragraph.start + start, paragraph.start + end);
        state.select(Some(word), actions);
    } else if response.clicked()
        && let Some(anchor) = anchor.filter(|_| extends)
    {
        state.select(Some(TextSelection::new(anchor, head)), actions);
    } else if response.clicked() {
        state.select(None, actions);
        let passage = innermost(frame, layouts, at);
        actions.extend(passage.map(|passage| ReaderAction::ActivatePassage(passage).into()));
    }
}

/// Copies, selects all, and moves the end of a selection.
pub(super) fn keys(
    ui: &Ui,
    frame: &ReaderFrame<'_>,
    response: &egui::Response,
    state: &mut TextState,
    actions: &mut Vec<Action>,
) {
    let reader = &frame.open.session.view.reader;
    if reader.selected.is_none() && !response.dragged() {
        state.selection = None;
    }
    if !response.has_focus() {
        return;
    }
    let (copies, selects_all, step) = ui.input(|input| {
        let pressed = |key| isize::from(input.key_pressed(key));
        let step = pressed(egui::Key::ArrowRight) - pressed(egui::Key::ArrowLeft)
            + 60 * (pressed(egui::Key::ArrowDown) - pressed(egui::Key::ArrowUp));
        (
            input.events.contains(&egui::Event::Copy),
            input.modifiers.command && input.key_pressed(egui::Key::A),
            if input.modifiers.shift { step } else { 0 },
        )
    });
    let length = frame.open.text.text.code_points();
    if selects_all {
        state.select(Some(TextSelection::new(0, length)), actions);
    }
    if let (true, Some(selection)) = (step != 0, state.selection) {
        let head = selection.head.saturating_add_signed(step).min(length);
        state.select(Some(TextSelection::new(selection.anchor, head)), actions);
    }
    if copies && reader.selected.is_some() {
        actions.push(ClipboardAction::SelectedText.into());
    }
}
