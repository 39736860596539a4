//! Key bindings: the commands that key presses run.

use std::collections::HashMap;

use super::chord::Chord;
use super::command::Command;
use super::key::Key;
use super::preferences::{CustomKeys, Settings};

/// A key press, with everything the toolkit reports about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one modifier or the target of the press"
)]
pub struct KeyPress {
    /// The character that it types, if any. A toolkit that reports key and text
    /// as separate events must join those of one press, so that one press runs
    /// one command.
    pub text: Option<char>,
    /// The key according to the keyboard layout.
    pub logical: Option<Key>,
    /// The key at this position of the US layout.
    pub physical: Option<Key>,
    /// Whether Ctrl, or the command key of the platform, is pressed.
    pub ctrl: bool,
    /// Whether Shift is pressed.
    pub shift: bool,
    /// Whether Alt is pressed.
    pub alt: bool,
    /// Whether an editable text field has the focus.
    pub typing: bool,
}

/// Two commands with the same chord.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// The chord of both.
    pub chord: Chord,
    /// The command that the chord runs.
    pub kept_by: Command,
    /// The command that does not get it.
    pub removed_from: Command,
}

/// The chords of every command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bindings {
    chords: HashMap<Command, Vec<Chord>>,
    commands: HashMap<Chord, Command>,
    conflicts: Vec<Conflict>,
}

impl Bindings {
    /// The chords of these settings: the user's in their order, then the
    /// defaults of the other commands. The first of two commands with the same
    /// chord gets it. [Reserved](Chord::reserved) chords are left out.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let mut bindings = Self::default();
        let commands = Command::ALL.iter().copied();
        let (fixed, mut others): (Vec<_>, Vec<_>) = commands.partition(|it| it.is_fixed());
        for command in fixed {
            bindings.take_defaults(command);
        }
        for CustomKeys { command, chords } in &settings.keys {
            let Some(place) = others.iter().position(|other| other == command) else {
                continue;
            };
            others.remove(place);
            for chord in chords.iter().filter(|chord| chord.reserved().is_none()) {
                bindings.take(*command, *chord);
            }
        }
        for command in others {
            bindings.take_defaults(command);
        }
        if !settings.single_keys {
            for chords in bindings.chords.values_mut() {
                chords.retain(|chord| !chord.is_single_key());
            }
            bindings.commands.retain(|chord, _| !chord.is_single_key());
        }
        bindings
    }

    fn take_defaults(&mut self, command: Command) {
        let chords = command.default_chords().iter();
        for chord in chords.filter_map(|text| text.parse().ok()) {
            self.take(command, chord);
        }
    }

    fn take(&mut self, command: Command, chord: Chord) {
        match self.commands.get(&chord) {
            Some(&kept_by) if kept_by != command => self.conflicts.push(Conflict {
                chord,
                kept_by,
                removed_from: command,
            }),
            Some(_) => {}
            None => {
                self.commands.insert(chord, command);
                self.chords.entry(command).or_default().push(chord);
            }
        }
    }

    /// The chords that run a command, in order; empty where it has none or has
    /// lost them to other commands.
    #[must_use]
    pub fn chords_of(&self, command: Command) -> &[Chord] {
        self.chords.get(&command).map_or(&[], Vec::as_slice)
    }

    /// The chords that two commands have.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The command that a press runs.
    ///
    /// Punctuation and digits match by the typed text, which takes precedence.
    /// Keys that type nothing match by name; letters by the logical Latin key,
    /// or else by the physical one; W A S D by the physical key, or else by the
    /// logical one. In a text field only Esc, function keys and chords with Ctrl
    /// that do not edit run commands.
    #[must_use]
    pub fn command_for(&self, press: &KeyPress) -> Option<Command> {
        candidates(press)
            .filter(|chord| !press.typing || acts_in_fields(*chord))
            .find_map(|chord| self.commands.get(&chord).copied())
    }
}

const fn acts_in_fields(chord: Chord) -> bool {
    matches!(chord.key(), Key::Function(_) | Key::Escape) || chord.has_ctrl() && !chord.is_editing()
}

/// The chords that a press can mean, by precedence.
fn candidates(press: &KeyPress) -> impl Iterator<Item = Chord> {
    let has_modifier = press.ctrl || press.alt;
    // AltGr is reported as Ctrl and Alt, with a typed character.
    let is_alt_gr = press.ctrl && press.alt && press.text.is_some();
    let chord = |shift: bool, key: Key| Chord::of(press.ctrl, press.alt, shift, key);
    let typed = press
        .text
        .filter(|_| !press.ctrl || is_alt_gr)
        .and_then(Key::of_character)
        .filter(|key| matches!(key, Key::Digit(_) | Key::Sign(_)))
        .map(|key| Chord::of(false, false, false, key));
    let named = press
        .logical
        .or(press.physical)
        .filter(|key| !key.is_character())
        .map(|key| match key {
            Key::Escape => Chord::of(false, false, false, key),
            _ => chord(press.shift, key),
        });
    let sign = sign_of(press).filter(|_| has_modifier);
    let sign = sign.map(|key| chord(press.shift && matches!(key, Key::Digit(_)), key));
    // W, A, S and D mean their place on the keyboard.
    let is_place = |key: &Key| !has_modifier && matches!(key, Key::Letter('W' | 'A' | 'S' | 'D'));
    let place = press.physical.or(press.logical).filter(is_place);
    let letter = [press.logical, press.physical]
        .into_iter()
        .flatten()
        .find(|key| matches!(key, Key::Letter(_)))
        .filter(|key| !is_place(key));
    // With Alt alone, some systems report the plain character as typed, so the
    // chord with Alt takes precedence.
    let alt_first = sign.filter(|_| press.alt);
    let letters = [place, letter].map(|key| key.map(|key| chord(press.shift, key)));
    let others = [named, sign].into_iter().chain(letters).flatten();
    alt_first
        .filter(|_| !is_alt_gr)
        .into_iter()
        .chain(typed)
        .chain(others.filter(move |_| !is_alt_gr))
}

/// The punctuation or digit of a press without typed text. Some layouts type
/// digits with Shift, so the physical key counts too.
fn sign_of(press: &KeyPress) -> Option<Key> {
    // ASCII punctuation takes precedence.
    let is_bare = matches!(
        press.logical,
        Some(Key::Sign('+' | '-' | '=' | ',' | '.' | '/'))
    );
    let key = match (press.logical, press.physical) {
        (Some(Key::Sign(_)), Some(Key::Digit(_))) if !is_bare => press.physical,
        (None, physical) => physical,
        (logical, _) => logical,
    };
    key.filter(|key| matches!(key, Key::Digit(_) | Key::Sign(_)))
}
