//! Context menu of an event, wherever the event is drawn.

use eframe::egui::{Button, Response};

use crate::language::say;
use crate::model::{Event, Index};
use crate::session::{Action, ClipboardAction, LinkKind, PanelAction, SelectionAction, ViewAction};

/// The entries. Each selects the event first.
const ENTRIES: [(&str, MenuEntry); 4] = [
    ("command-zoom-to-selection", MenuEntry::Zoom),
    ("command-enter-quotes", MenuEntry::Quotes),
    ("command-copy-quotation", MenuEntry::Copy),
    ("command-copy-link", MenuEntry::Link),
];

#[derive(Clone, Copy)]
enum MenuEntry {
    Zoom,
    Quotes,
    Copy,
    Link,
}

/// Shows the menu when `response` is clicked with the secondary button.
pub fn show(response: &Response, event: Index<Event>, actions: &mut Vec<Action>) {
    response.context_menu(|ui| {
        for (name, done) in ENTRIES {
            if ui.add(Button::new(say(name)).frame(false)).clicked() {
                actions.push(Action::Selection(SelectionAction::SelectInPlace(event)));
                actions.push(match done {
                    MenuEntry::Zoom => Action::View(ViewAction::ZoomToSelection),
                    MenuEntry::Quotes => Action::Panel(PanelAction::FocusQuotes),
                    MenuEntry::Copy => Action::Clipboard(ClipboardAction::Quotation),
                    MenuEntry::Link => Action::Clipboard(ClipboardAction::Link(LinkKind::Event)),
                });
                ui.close();
            }
        }
    });
}
