//! Pointer and keyboard input in the text: selecting, pointing, copying.

use eframe::egui::{self, Pos2, Rect, Ui};

use super::highlights::innermost;
use super::selection::{TextSelection, word_at};
use super::text::{ParagraphLayout, ReaderFrame, TextState};
use crate::session::{Action, ClipboardAction, ReaderAction};

pub(super) fn pointer(
    ui: &Ui,
    frame: &ReaderFrame<'_>,
    rect: Rect,
    response: &egui::Response,
    layouts: &[ParagraphLayout<'_>],
    state: &mut TextState,
    actions: &mut Vec<Action>,
) {
    let nearest = |at: Pos2| {
        layouts
            .iter()
            .min_by(|one, other| {
                let distance = |layout: &ParagraphLayout<'_>| {
                    let range = layout.y_range();
                    (range.start() - at.y).max(at.y - range.end()).max(0.0)
                };
                distance(one).total_cmp(&distance(other))
            })
            .filter(|_| rect.is_positive())
    };
    let mut select = |state: &mut TextState, selection: Option<TextSelection>| {
        state.selection = selection;
        let range = selection.map(TextSelection::range);
        actions.push(Action::Reader(ReaderAction::SelectText(range)));
    };
    if let Some(at) = response.hover_pos() {
        let icon = if innermost(frame, layouts, at).is_some() {
            egui::CursorIcon::PointingHand
        } else {
            egui::CursorIcon::Text
        };
        ui.ctx().set_cursor_icon(icon);
    }
    let press = ui.input(|input| input.pointer.press_origin());
    let now = response.interact_pointer_pos();
    if response.drag_started() || response.clicked() {
        response.request_focus();
    }
    if response.drag_started()
        && let Some((at, layout)) = press.and_then(|at| Some((at, nearest(at)?)))
    {
        let anchor = layout.code_point_at(at);
        state.selection = Some(TextSelection {
            anchor,
            head: anchor,
        });
    }
    if response.dragged()
        && let (Some(selection), Some(at)) = (state.selection, now)
        && let Some(layout) = nearest(at)
    {
        let head = layout.code_point_at(at);
        select(state, Some(TextSelection { head, ..selection }));
    }
    let Some((at, under)) = now.and_then(|at| Some((at, nearest(at)?))) else {
        return;
    };
    let start = under.paragraph.start;
    if response.triple_clicked() {
        let whole = TextSelection {
            anchor: start,
            head: under.paragraph.end,
        };
        select(state, Some(whole));
    } else if response.double_clicked() {
        let within = under.code_point_at(at) - start;
        let words = frame.page.text.slice(start, under.paragraph.end);
        let (first, end) = word_at(words, within);
        let word = TextSelection {
            anchor: start + first,
            head: start + end,
        };
        select(state, Some(word));
    } else if response.clicked() {
        let extends = ui.input(|input| input.modifiers.shift);
        match state.selection {
            Some(selection) if extends => {
                let head = under.code_point_at(at);
                select(state, Some(TextSelection { head, ..selection }));
            }
            _ => {
                select(state, None);
                if let Some(passage) = innermost(frame, layouts, at) {
                    actions.push(Action::Reader(ReaderAction::ActivatePassage(passage)));
                }
            }
        }
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
    let reader = &frame.session.view.reader;
    if reader.selected.is_none() && !response.dragged() {
        state.selection = None;
    }
    if !response.has_focus() {
        return;
    }
    let (copies, selects_all, step) = ui.input(|input| {
        let copies = input
            .events
            .iter()
            .any(|event| matches!(event, egui::Event::Copy));
        let pressed = |key| isize::from(input.key_pressed(key));
        let step = pressed(egui::Key::ArrowRight) - pressed(egui::Key::ArrowLeft)
            + 60 * (pressed(egui::Key::ArrowDown) - pressed(egui::Key::ArrowUp));
        (
            copies,
            input.modifiers.command && input.key_pressed(egui::Key::A),
            if input.modifiers.shift { step } else { 0 },
        )
    });
    let length = frame.page.text.code_points();
    if selects_all {
        state.selection = Some(TextSelection {
            anchor: 0,
            head: length,
        });
        actions.push(Action::Reader(ReaderAction::SelectText(Some((0, length)))));
    }
    if let (true, Some(selection)) = (step != 0, state.selection) {
        let head = selection.head.saturating_add_signed(step).min(length);
        let selection = TextSelection { head, ..selection };
        state.selection = Some(selection);
        actions.push(Action::Reader(ReaderAction::SelectText(Some(
            selection.range(),
        ))));
    }
    if copies && reader.selected.is_some() {
        actions.push(Action::Clipboard(ClipboardAction::SelectedText));
    }
}
