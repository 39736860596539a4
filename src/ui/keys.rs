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

/// Every key and gesture, for the popup that lists them: the message that names
/// it, and the message that says what it does.
pub const TABLE: &[(&str, &str)] = &[
    ("keys-click", "keys-click-does"),
    ("keys-zoom", "keys-zoom-does"),
    ("keys-pan", "keys-pan-does"),
    ("keys-fit", "keys-fit-does"),
    ("keys-all", "keys-all-does"),
    ("keys-next", "keys-next-does"),
    ("keys-lanes", "keys-lanes-does"),
    ("keys-passages", "keys-passages-does"),
    ("keys-enter", "keys-enter-does"),
    ("keys-evidence", "keys-evidence-does"),
    ("keys-fold", "keys-fold-does"),
    ("keys-lane-name", "keys-lane-name-does"),
    ("keys-list", "keys-list-does"),
    ("keys-tab", "keys-tab-does"),
    ("keys-regions", "keys-regions-does"),
    ("keys-history", "keys-history-does"),
    ("keys-rows", "keys-rows-does"),
    ("keys-panels", "keys-panels-does"),
    ("keys-search", "keys-search-does"),
    ("keys-find", "keys-find-does"),
    ("keys-next-source", "keys-next-source-does"),
    ("keys-scroll", "keys-scroll-does"),
    ("keys-copy", "keys-copy-does"),
    ("keys-open", "keys-open-does"),
    ("keys-escape", "keys-escape-does"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::say;

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
                .all(|(key, does)| say(key) != *key && say(does) != *does)
        );
    }
}
