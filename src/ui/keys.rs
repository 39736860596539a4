//! The keyboard: events to actions.
//!
//! Punctuation, + and − match the text that was typed, so that they work on
//! every layout; letters match the logical Latin key, else the physical one;
//! W A S D match the physical key, because they are a place for the hand.

use eframe::egui::{Event, Key, Modifiers, Ui};

use crate::session::{Action, DocumentAction, Popup, Session, ViewAction};

/// What one press of + or W magnifies.
const ZOOM_STEP: f64 = 1.3;
/// What one press of A or D moves by, as a share of the visible length.
const PAN_STEP: f64 = 0.12;
/// What Page Down scrolls rows by, in points.
const PAGE: f32 = 200.0;

/// The actions of this frame's key presses.
#[must_use]
pub fn actions(ui: &Ui, session: &Session, typing: bool) -> Vec<Action> {
    let nothing_focused = ui.memory(|memory| memory.focused().is_none());
    ui.input(|input| {
        input
            .events
            .iter()
            .filter_map(|event| match event {
                Event::Text(text) if !typing => typed(text),
                Event::Key {
                    key,
                    physical_key,
                    pressed: true,
                    modifiers,
                    ..
                } => pressed(*key, *physical_key, *modifiers, typing, nothing_focused, session),
                _ => None,
            })
            .collect()
    })
}

fn view(action: ViewAction) -> Option<Action> {
    Some(Action::View(action))
}

fn typed(text: &str) -> Option<Action> {
    match text {
        "," => view(ViewAction::PreviousEvent),
        "." => view(ViewAction::NextEvent),
        "[" => view(ViewAction::PreviousPassage),
        "]" => view(ViewAction::NextPassage),
        "+" | "=" => view(ViewAction::Zoom {
            factor: ZOOM_STEP,
            about: 0.0,
        }),
        "-" | "−" => view(ViewAction::Zoom {
            factor: 1.0 / ZOOM_STEP,
            about: 0.0,
        }),
        "?" => view(ViewAction::Toggle(Popup::Keys)),
        "0" => view(ViewAction::FitAll),
        _ => None,
    }
}

fn pressed(
    key: Key,
    physical: Option<Key>,
    modifiers: Modifiers,
    typing: bool,
    nothing_focused: bool,
    session: &Session,
) -> Option<Action> {
    if modifiers.command {
        return chord(key);
    }
    if key == Key::Escape {
        return view(ViewAction::Escape);
    }
    if typing {
        return None;
    }
    if modifiers.alt {
        return match key {
            Key::ArrowLeft => view(ViewAction::Back),
            Key::ArrowRight => view(ViewAction::Forth),
            _ => None,
        };
    }
    if modifiers.shift {
        // Shift and an arrow select text.
        return None;
    }
    match key {
        Key::ArrowLeft => return view(ViewAction::PreviousEvent),
        Key::ArrowRight => return view(ViewAction::NextEvent),
        Key::ArrowUp => return view(ViewAction::LaneUp),
        Key::ArrowDown => return view(ViewAction::LaneDown),
        Key::PageUp => return view(ViewAction::ScrollRows(-PAGE)),
        Key::PageDown => return view(ViewAction::ScrollRows(PAGE)),
        Key::Home => return view(ViewAction::FitAll),
        // Elsewhere Enter belongs to what has the keyboard.
        Key::Enter if nothing_focused && session.view.selection.is_some() => {
            return view(ViewAction::EnterQuotes);
        }
        _ => {}
    }
    match physical.unwrap_or(key) {
        Key::W => view(ViewAction::Zoom {
            factor: ZOOM_STEP,
            about: 0.0,
        }),
        Key::S => view(ViewAction::Zoom {
            factor: 1.0 / ZOOM_STEP,
            about: 0.0,
        }),
        Key::A => view(ViewAction::Pan(-PAN_STEP)),
        Key::D => view(ViewAction::Pan(PAN_STEP)),
        _ if key == Key::F => view(ViewAction::ZoomToSelection),
        _ => None,
    }
}

fn chord(key: Key) -> Option<Action> {
    match key {
        Key::O => Some(Action::Document(DocumentAction::PickTimeline)),
        Key::Num1 => view(ViewAction::ToggleShelf),
        Key::Num2 => view(ViewAction::ToggleOverview),
        Key::Num3 => view(ViewAction::ToggleQuotes),
        _ => None,
    }
}

/// Every key and gesture, for the popup that lists them.
pub const TABLE: &[(&str, &str)] = &[
    ("Click an event", "read the passages it rests on"),
    ("Wheel, W S, + −", "zoom in and out"),
    ("Drag, Shift + wheel, A D", "move earlier and later"),
    ("Double-click, F", "zoom to the selected event; F again: everything"),
    ("0, Home", "everything"),
    ("← →  or  , .", "previous, next event in time"),
    ("↑ ↓", "lane above, lane below; then the undated"),
    ("[ ]", "previous, next passage of the event"),
    ("Enter", "into the quotations"),
    ("Tab", "from control to control, mark to mark"),
    ("Alt + ←, Alt + →", "back and forth between views"),
    ("Wheel over lane names, Page Up, Page Down", "scroll the rows"),
    ("Ctrl + 1, 2, 3", "undated shelf, overview, quotations"),
    ("Ctrl + O", "open a timeline; or drop its file here"),
    ("Esc", "close; clear the selection"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_is_what_was_typed_whatever_key_made_it() {
        assert!(matches!(
            typed("?"),
            Some(Action::View(ViewAction::Toggle(Popup::Keys)))
        ));
        assert!(matches!(
            typed("."),
            Some(Action::View(ViewAction::NextEvent))
        ));
        assert!(typed("x").is_none());
    }

    #[test]
    fn every_key_of_the_list_says_what_it_does() {
        assert!(TABLE.iter().all(|(key, what)| !key.is_empty() && !what.is_empty()));
    }
}
