//! The keyboard: turns key events into actions.
//!
//! Punctuation, + and − match the typed text, so that they work on every
//! layout. Letters match the logical Latin key, else the physical one. W A S D
//! match the physical key, because they are positions of the hand.

use eframe::egui::{self, Event, Key, Ui};

use super::command_palette;
use super::forms;
use crate::session::{Action, PanelAction, ReaderAction, TableAction, Workspace, action_of};
use crate::settings::{self, Bindings, Command, KeyPress};

/// The focused widget, as far as it changes the meaning of plain keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FocusedWidget {
    /// An editable text field.
    Field,
    /// The text in the reader, which is read-only.
    Text,
    /// The field for finding words in that text.
    Find,
    /// The table of events.
    Table,
    /// A control that uses the arrow keys.
    Slider,
    /// Anything else, or nothing.
    Other,
}

/// The actions of this frame's key presses, and the commands that move the
/// keyboard focus between regions.
#[must_use]
pub fn actions(
    ui: &Ui,
    workspace: &Workspace,
    bindings: &Bindings,
    focus: FocusedWidget,
) -> (Vec<Action>, Vec<Command>) {
    let session = workspace.session();
    // A menu closes itself on Esc, and nothing moves behind it.
    let has_menu = egui::Popup::is_any_open(ui.ctx()) || forms::has_open_suggestions(ui);
    let has_dialog = session.view.dialog.is_some() || has_menu;
    let nothing_focused = ui.memory(|memory| memory.focused().is_none());
    let enters = nothing_focused && session.view.selection.is_some();
    let presses = ui.input(|input| presses(&input.events, focus));
    let (mut actions, mut focus_commands) = (Vec::new(), Vec::new());
    for press in presses {
        if !has_dialog && let Some(own) = key_for_focus(&press, focus) {
            actions.extend(own);
            continue;
        }
        let Some(command) = bindings.command_for(&press) else {
            continue;
        };
        // Elsewhere Enter belongs to the focused widget.
        if command == Command::EnterQuotes && !enters {
            continue;
        }
        if command == Command::EditField && forms::has_own_f2(ui) {
            continue;
        }
        if has_menu && command == Command::StepBack {
            continue;
        }
        if command_palette::is_focus_command(command) {
            focus_commands.extend((!has_dialog).then_some(command));
            continue;
        }
        let action =
            command_for_focus(command, focus, workspace).or_else(|| action_of(command, workspace));
        // Nothing moves behind a dialog.
        actions.extend(action.filter(|action| !has_dialog || is_for_dialogs(action)));
    }
    (actions, focus_commands)
}

/// Whether an action opens or closes a dialog, or changes the whole appearance.
const fn is_for_dialogs(action: &Action) -> bool {
    matches!(
        action,
        Action::Panel(PanelAction::Escape | PanelAction::ToggleDialog(_)) | Action::Settings(_)
    )
}

/// Key presses of a frame. A key and the text that it types are one press.
fn presses(events: &[Event], focus: FocusedWidget) -> Vec<KeyPress> {
    let typing = matches!(focus, FocusedWidget::Field | FocusedWidget::Find);
    let mut presses: Vec<KeyPress> = Vec::new();
    // Whether the next text event belongs to the last press.
    let mut may_type = false;
    for event in events {
        match event {
            Event::Key {
                key,
                physical_key,
                pressed: true,
                modifiers,
                ..
            } => {
                presses.push(KeyPress {
                    text: None,
                    logical: settings_key(*key),
                    physical: physical_key.and_then(settings_key),
                    ctrl: modifiers.command || modifiers.ctrl,
                    shift: modifiers.shift,
                    alt: modifiers.alt,
                    typing,
                });
                may_type = true;
            }
            Event::Text(text) => {
                let mut signs = text.chars();
                let (Some(sign), None) = (signs.next(), signs.next()) else {
                    continue;
                };
                match presses.last_mut().filter(|_| may_type) {
                    Some(press) => press.text = Some(sign),
                    None => presses.push(KeyPress {
                        text: Some(sign),
                        typing,
                        ..KeyPress::default()
                    }),
                }
                may_type = false;
            }
            _ => {}
        }
    }
    presses
}

fn settings_key(key: Key) -> Option<settings::Key> {
    settings::Key::from_name(&format!("{key:?}"))
}

/// The actions of a key press for the focused widget; none if the widget
/// handles it by itself. `None` if the key means a command.
///
/// Pages scroll the text in the reader; arrows move through the rows of the
/// table.
fn key_for_focus(press: &KeyPress, focus: FocusedWidget) -> Option<Vec<Action>> {
    use settings::Key;
    let key = press.logical?;
    if focus == FocusedWidget::Table && press.ctrl && key == Key::Letter('A') {
        return Some(vec![TableAction::SelectAll.into()]);
    }
    if press.ctrl || press.alt {
        return None;
    }
    match (focus, key) {
        (FocusedWidget::Table, Key::ArrowUp) if press.shift => {
            Some(vec![TableAction::ExtendSelectionBy(-1).into()])
        }
        (FocusedWidget::Table, Key::ArrowDown) if press.shift => {
            Some(vec![TableAction::ExtendSelectionBy(1).into()])
        }
        // Shift with an arrow selects text.
        _ if press.shift => key.is_arrow().then(Vec::new),
        (FocusedWidget::Text, Key::PageUp | Key::PageDown | Key::Space)
        | (FocusedWidget::Table, Key::PageUp | Key::PageDown) => Some(Vec::new()),
        (FocusedWidget::Slider, _) if key.is_arrow() => Some(Vec::new()),
        (FocusedWidget::Table, Key::ArrowUp) => Some(vec![TableAction::StepRow(-1).into()]),
        (FocusedWidget::Table, Key::ArrowDown) => Some(vec![TableAction::StepRow(1).into()]),
        (FocusedWidget::Table, Key::Enter) => Some(vec![PanelAction::FocusQuotes.into()]),
        _ => None,
    }
}

/// Meaning of a command while a source has the focus.
fn command_for_focus(
    command: Command,
    focus: FocusedWidget,
    workspace: &Workspace,
) -> Option<Action> {
    let reader = &workspace.session().view.reader;
    if !matches!(focus, FocusedWidget::Text | FocusedWidget::Find) {
        return None;
    }
    let step = match command {
        Command::FindHere => {
            let words = reader.text_search.as_ref();
            let words = words.map_or_else(String::new, |text_search| text_search.words.clone());
            return Some(ReaderAction::Find(Some(words)).into());
        }
        Command::NextTab => 1,
        Command::PreviousTab => -1,
        _ => return None,
    };
    reader.current?;
    Some(ReaderAction::StepTab(step).into())
}

/// Gestures and keys of focused widgets, for the list of keys: message ids of
/// the gesture and of its effect.
pub const GESTURES: &[(&str, &str)] = &[
    ("keys-click", "keys-click-does"),
    ("keys-zoom", "keys-zoom-does"),
    ("keys-pan", "keys-pan-does"),
    ("keys-fit", "keys-fit-does"),
    ("keys-lane-name", "keys-lane-name-does"),
    ("keys-list", "keys-list-does"),
    ("keys-rows", "keys-rows-does"),
    ("keys-tab", "keys-tab-does"),
    ("keys-scroll", "keys-scroll-does"),
    ("keys-copy", "keys-copy-does"),
    ("keys-drag-event", "keys-drag-event-does"),
    ("keys-select-rows", "keys-select-rows-does"),
    ("keys-copy-events", "keys-copy-events-does"),
    ("keys-drop", "keys-drop-does"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::say;
    use eframe::egui::Modifiers;

    fn key(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: Some(key),
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    #[test]
    fn key_and_its_text_are_one_press() {
        let text = |text: &str| Event::Text(text.to_owned());
        let found = presses(
            &[key(Key::Slash), text("?"), text("."), key(Key::W)],
            FocusedWidget::Other,
        );
        let typed: Vec<Option<char>> = found.iter().map(|press| press.text).collect();
        assert_eq!(typed, [Some('?'), Some('.'), None]);
        assert_eq!(found[0].logical, Some(settings::Key::Sign('/')));
    }

    #[test]
    fn every_egui_key_used_by_commands_has_a_name() {
        for command in Command::ALL {
            for chord in command.default_chords() {
                assert!(chord.parse::<settings::Chord>().is_ok(), "{chord}");
            }
        }
        for known in [
            Key::ArrowLeft,
            Key::PageDown,
            Key::Num1,
            Key::OpenBracket,
            Key::F6,
            Key::Plus,
        ] {
            assert!(settings_key(known).is_some(), "{known:?}");
        }
    }

    #[test]
    fn every_listed_gesture_has_a_message() {
        assert!(
            GESTURES
                .iter()
                .all(|(gesture, does)| say(gesture) != *gesture && say(does) != *does)
        );
    }
}
