//! Context menu of an event, wherever the event is drawn.

use eframe::egui::{Button, Response};

use crate::edits::EditCommand;
use crate::language::say;
use crate::model::{Event, Index};
use crate::session::{
    Action, ClipboardAction, EditAction, FormAction, LinkKind, OpenTimeline, PanelAction,
    SelectionAction, ViewAction,
};

/// Shows the menu when `response` is clicked with the secondary button.
pub fn show(
    response: &Response,
    open: &OpenTimeline,
    event: Index<Event>,
    actions: &mut Vec<Action>,
) {
    response.context_menu(|ui| {
        let id: Box<str> = open.timeline[event].id.as_str().into();
        let edit = |command| EditAction::Do(Box::new(command)).into();
        let entries: [(&str, Action); 7] = [
            ("event-edit", FormAction::EditEvent(event).into()),
            (
                "command-zoom-to-selection",
                ViewAction::ZoomToSelection.into(),
            ),
            ("command-enter-quotes", PanelAction::FocusQuotes.into()),
            ("command-copy-quotation", ClipboardAction::Quotation.into()),
            (
                "command-copy-link",
                ClipboardAction::Link(LinkKind::Event).into(),
            ),
            (
                "event-duplicate",
                edit(EditCommand::DuplicateEvent(id.clone())),
            ),
            ("event-delete", edit(EditCommand::DeleteEvents(vec![id]))),
        ];
        for (name, action) in entries {
            if ui.add(Button::new(say(name)).frame(false)).clicked() {
                // The actions are about the selected event.
                actions.push(SelectionAction::SelectInPlace(event).into());
                actions.push(action);
                ui.close();
            }
        }
    });
}
