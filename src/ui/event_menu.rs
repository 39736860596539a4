//! Context menu of an event, wherever the event is drawn.

use eframe::egui::{Button, Response};

use crate::edits::EditCommand;
use crate::language::say;
use crate::model::{Event, Index};
use crate::session::{
    Action, ClipboardAction, Dialog, EditAction, FormAction, LinkKind, PanelAction,
    SelectionAction, Session, ViewAction,
};

/// Shows the menu when `response` is clicked with the secondary button.
pub fn show(
    response: &Response,
    event: Index<Event>,
    session: &Session,
    actions: &mut Vec<Action>,
) {
    response.context_menu(|ui| {
        for (name, action) in entries(event, session) {
            if ui.add(Button::new(say(name)).frame(false)).clicked() {
                // The actions are about the selected event.
                actions.push(SelectionAction::SelectForCommand(event).into());
                actions.push(action);
                ui.close();
            }
        }
    });
}

fn entries(event: Index<Event>, session: &Session) -> Vec<(&'static str, Action)> {
    let dialog = |dialog| PanelAction::OpenDialog(dialog).into();
    let is_several =
        session.view.multi_selection.is_several() && session.view.multi_selection.contains(event);
    let mut entries: Vec<(&str, Action)> = vec![
        ("event-edit", FormAction::EditEvent(event).into()),
        ("command-move-to-lane", dialog(Dialog::MoveToLane)),
    ];
    let open = session.open.as_deref();
    if is_several {
        entries.push(("command-merge-events", dialog(Dialog::MergeEvents)));
    } else if open.is_some_and(|open| open.timeline[event].citations.len() > 1) {
        entries.push(("event-split", dialog(Dialog::SplitEvent)));
    }
    entries.extend([
        (
            if is_several {
                "command-copy-events"
            } else {
                "event-copy"
            },
            ClipboardAction::SelectedEvents.into(),
        ),
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
    ]);
    if let Some(open) = open {
        let id: Box<str> = open.timeline[event].id.as_str().into();
        let edit = |command| EditAction::Do(Box::new(command)).into();
        let deleted = if is_several {
            session.selected_ids()
        } else {
            entries.push((
                "event-duplicate",
                edit(EditCommand::DuplicateEvent(id.clone())),
            ));
            vec![id]
        };
        entries.push(("event-delete", edit(EditCommand::DeleteEvents(deleted))));
    }
    entries
}
