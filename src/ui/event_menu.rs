//! Context menu of an event, wherever the event is drawn.

use eframe::egui::{Button, Response};

use crate::language::say;
use crate::model::{Event, Index};
use crate::session::{Action, DocumentAction, LinkKind, ViewAction};

/// The entries. Each selects the event first.
const ENTRIES: [(&str, Done); 4] = [
    ("command-zoom-to-selection", Done::Zoom),
    ("command-enter-quotes", Done::Quotes),
    ("command-copy-quotation", Done::Copy),
    ("command-copy-link", Done::Link),
];

#[derive(Clone, Copy)]
enum Done {
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
                actions.push(Action::View(ViewAction::SelectInPlace(event)));
                actions.push(match done {
                    Done::Zoom => Action::View(ViewAction::ZoomToSelection),
                    Done::Quotes => Action::View(ViewAction::EnterQuotes),
                    Done::Copy => Action::Document(DocumentAction::CopyQuotation),
                    Done::Link => Action::View(ViewAction::CopyLink(LinkKind::Event)),
                });
                ui.close();
            }
        }
    });
}
