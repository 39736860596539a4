//! The keyboard: events to actions.
//!
//! Punctuation, + and − match the text that was typed, so that they work on
//! every layout; letters match the logical Latin key, else the physical one;
//! W A S D match the physical key, because they are a place for the hand.

use eframe::egui::{Event, Key, Modifiers, Ui};

use crate::session::{Action, DocumentAction, Popup, ReaderAction, Session, ViewAction};

/// What one press of + or W magnifies.
const ZOOM_STEP: f64 = 1.3;
/// What one press of A or D moves by, as a share of the visible length.
const PAN_STEP: f64 = 0.12;
/// What Page Down scrolls rows by, in points.
const PAGE: f32 = 200.0;

/// What has the keyboard, as far as plain keys care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focused {
    /// A field that text is typed into.
    Field,
    /// The text in the reader, which is read and not typed into.
    Text,
    /// The field in which words to find in that text are typed.
    Find,
    /// The table of events.
    Table,
    /// A control that the arrows move.
    Slider,
    /// Anything else, or nothing.
    Other,
}

/// The actions of this frame's key presses.
#[must_use]
pub fn actions(ui: &Ui, session: &Session, focus: Focused) -> Vec<Action> {
    let typing = matches!(focus, Focused::Field | Focused::Find);
    let nothing_focused = ui.memory(|memory| memory.focused().is_none());
    let has_popup = session.view.popup.is_some();
    ui.input(|input| {
        input
            .events
            .iter()
            .filter_map(|event| match event {
                Event::Text(text) if !typing => typed(text).map(Action::View),
                Event::Key {
                    key,
                    physical_key,
                    pressed: true,
                    modifiers,
                    ..
                } => pressed(
                    *key,
                    *physical_key,
                    *modifiers,
                    focus,
                    nothing_focused,
                    session,
                ),
                _ => None,
            })
            // Behind a popup nothing moves.
            .filter(|action| !has_popup || is_for_popups(action))
            .collect()
    })
}

/// Whether a key's action opens or closes a popup.
const fn is_for_popups(action: &Action) -> bool {
    matches!(
        action,
        Action::View(ViewAction::Escape | ViewAction::Toggle(_))
    )
}

fn typed(text: &str) -> Option<ViewAction> {
    match text {
        "," => Some(ViewAction::PreviousEvent),
        "." => Some(ViewAction::NextEvent),
        "[" => Some(ViewAction::PreviousPassage),
        "]" => Some(ViewAction::NextPassage),
        "+" | "=" => Some(ViewAction::Zoom {
            factor: ZOOM_STEP,
            about: 0.0,
        }),
        "-" | "−" => Some(ViewAction::Zoom {
            factor: 1.0 / ZOOM_STEP,
            about: 0.0,
        }),
        "?" => Some(ViewAction::Toggle(Popup::Keys)),
        "/" => Some(ViewAction::EnterSearch),
        "0" => Some(ViewAction::FitAll),
        _ => None,
    }
}

fn pressed(
    key: Key,
    physical: Option<Key>,
    modifiers: Modifiers,
    focus: Focused,
    nothing_focused: bool,
    session: &Session,
) -> Option<Action> {
    if modifiers.command {
        return chord(key, modifiers, focus, session);
    }
    let typing = matches!(focus, Focused::Field | Focused::Find);
    if key == Key::F3 && session.view.reader.finding.is_some() {
        let by = if modifiers.shift { -1 } else { 1 };
        return Some(Action::Reader(ReaderAction::StepFound(by)));
    }
    let pages = matches!(key, Key::PageUp | Key::PageDown | Key::Space);
    if focus == Focused::Text && pages {
        // The text scrolls.
        return None;
    }
    let is_arrow = matches!(
        key,
        Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown
    );
    if focus == Focused::Slider && is_arrow {
        return None;
    }
    if focus == Focused::Table && modifiers.is_none() {
        match key {
            Key::ArrowUp => return Some(Action::View(ViewAction::StepRow(-1))),
            Key::ArrowDown => return Some(Action::View(ViewAction::StepRow(1))),
            Key::Enter => return Some(Action::View(ViewAction::EnterQuotes)),
            // The table scrolls.
            Key::PageUp | Key::PageDown => return None,
            _ => {}
        }
    }
    let has_selection = session.view.selection.is_some();
    let enters = nothing_focused && has_selection;
    plain(key, physical, modifiers, typing, enters).map(Action::View)
}

fn plain(
    key: Key,
    physical: Option<Key>,
    modifiers: Modifiers,
    typing: bool,
    enters: bool,
) -> Option<ViewAction> {
    if key == Key::Escape {
        return Some(ViewAction::Escape);
    }
    if typing {
        return None;
    }
    if modifiers.alt {
        return match key {
            Key::ArrowLeft => Some(ViewAction::Back),
            Key::ArrowRight => Some(ViewAction::Forth),
            _ => None,
        };
    }
    if modifiers.shift {
        // Shift and an arrow select text.
        return None;
    }
    match key {
        Key::ArrowLeft => return Some(ViewAction::PreviousEvent),
        Key::ArrowRight => return Some(ViewAction::NextEvent),
        Key::ArrowUp => return Some(ViewAction::LaneUp),
        Key::ArrowDown => return Some(ViewAction::LaneDown),
        Key::PageUp => return Some(ViewAction::ScrollRows(-PAGE)),
        Key::PageDown => return Some(ViewAction::ScrollRows(PAGE)),
        Key::Home => return Some(ViewAction::FitAll),
        // Elsewhere Enter belongs to what has the keyboard.
        Key::Enter if enters => return Some(ViewAction::EnterQuotes),
        _ => {}
    }
    match physical.unwrap_or(key) {
        Key::W => Some(ViewAction::Zoom {
            factor: ZOOM_STEP,
            about: 0.0,
        }),
        Key::S => Some(ViewAction::Zoom {
            factor: 1.0 / ZOOM_STEP,
            about: 0.0,
        }),
        Key::A => Some(ViewAction::Pan(-PAN_STEP)),
        Key::D => Some(ViewAction::Pan(PAN_STEP)),
        _ if key == Key::F => Some(ViewAction::ZoomToSelection),
        _ if key == Key::E => Some(ViewAction::ToggleEvidence),
        _ if key == Key::Z => Some(ViewAction::ToggleSilences),
        _ => None,
    }
}

fn chord(key: Key, modifiers: Modifiers, focus: Focused, session: &Session) -> Option<Action> {
    let action = match key {
        Key::O => return Some(Action::Document(DocumentAction::PickTimeline)),
        Key::F if matches!(focus, Focused::Text | Focused::Find) => {
            let words = session.view.reader.finding.as_ref();
            let words = words.map_or_else(String::new, |finding| finding.words.clone());
            return Some(Action::Reader(ReaderAction::Find(Some(words))));
        }
        Key::F => ViewAction::EnterSearch,
        Key::Tab => {
            let by = if modifiers.shift { -1 } else { 1 };
            return Some(Action::Reader(ReaderAction::StepTab(by)));
        }
        Key::Num1 => ViewAction::ToggleShelf,
        Key::Num2 => ViewAction::ToggleOverview,
        Key::Num3 => ViewAction::ToggleQuotes,
        Key::Num4 => ViewAction::ToggleReader,
        Key::Num5 => ViewAction::ToggleTable,
        _ => return None,
    };
    Some(Action::View(action))
}

/// Every key and gesture, for the popup that lists them.
pub const TABLE: &[(&str, &str)] = &[
    ("Click an event", "read the passages it rests on"),
    ("Wheel, W S, + −", "zoom in and out"),
    ("Drag, Shift + wheel, A D", "move earlier and later"),
    (
        "Double-click, F",
        "zoom to the selected event; F again: everything",
    ),
    ("0, Home", "everything"),
    ("← →  or  , .", "previous, next event in time"),
    ("↑ ↓", "lane above, lane below; then the undated"),
    ("[ ]", "previous, next passage of the event"),
    ("Enter", "into the quotations, then into the source"),
    ("E", "what each event rests on, on the plot"),
    (
        "Z",
        "fold the long empty stretches of the axis, or unfold them",
    ),
    (
        "Click, drag a lane's name",
        "fold the lane, move it (Shift + ↑ ↓); drag the line under it: its height",
    ),
    (
        "L on a group of events",
        "list them; Enter zooms in on them",
    ),
    ("Tab", "from control to control, mark to mark"),
    ("F6", "from region to region"),
    ("Alt + ←, Alt + →", "back and forth between views"),
    (
        "Wheel over lane names, Page Up, Page Down",
        "scroll the rows",
    ),
    (
        "Ctrl + 1, 2, 3, 4",
        "undated shelf, overview, quotations, source",
    ),
    ("/", "search the timeline; Enter goes from hit to hit"),
    (
        "Ctrl + F, then Enter",
        "the same; with the keyboard in a source, find words in it",
    ),
    ("Ctrl + Tab", "the next open source"),
    (
        "Page Up, Page Down, Space",
        "scroll the source that is read",
    ),
    (
        "Drag over text, Ctrl + C",
        "copy words of a source with their citation",
    ),
    ("Ctrl + O", "open a timeline; or drop its file here"),
    ("Esc", "close; stop finding; clear the selection"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_is_what_was_typed_whatever_key_made_it() {
        assert_eq!(typed("?"), Some(ViewAction::Toggle(Popup::Keys)));
        assert_eq!(typed("."), Some(ViewAction::NextEvent));
        assert!(typed("x").is_none());
    }

    #[test]
    fn every_key_of_the_list_says_what_it_does() {
        assert!(
            TABLE
                .iter()
                .all(|(key, what)| !key.is_empty() && !what.is_empty())
        );
    }
}
