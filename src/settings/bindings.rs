//! Which press does which command.

use std::collections::HashMap;

use super::chord::{Chord, Match};
use super::command::Command;
use super::key::Key;
use super::preferences::Settings;

/// One press of a key, all that is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one key held down or not, and where the press goes"
)]
pub struct KeyPress {
    /// The character that it types, if it types one. A toolkit that tells keys
    /// and text apart must put the two of one press together here, so that one
    /// press is one command.
    pub text: Option<char>,
    /// The key by the layout.
    pub logical: Option<Key>,
    /// The key by its place, named after the US layout.
    pub physical: Option<Key>,
    /// Whether Ctrl, or the platform's command key, is held down.
    pub ctrl: bool,
    /// Whether Shift is held down.
    pub shift: bool,
    /// Whether Alt is held down.
    pub alt: bool,
    /// Whether a field that can be typed into has the keyboard. Text that is
    /// only read is none.
    pub typing: bool,
}

/// Two commands that ask for one chord.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// What both ask for.
    pub chord: Chord,
    /// The command that has it.
    pub holder: Command,
    /// The command that does not.
    pub loser: Command,
}

/// The keys of every command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bindings {
    /// In the order of [`Command::ALL`].
    chords: Vec<Vec<Chord>>,
    commands: HashMap<Chord, Command>,
    conflicts: Vec<Conflict>,
}

impl Bindings {
    /// The keys as these settings have them: those of the user first, in their
    /// order, then the defaults of the commands that the user gives none. Of two
    /// commands on one chord the first holds it. What is
    /// [reserved](Chord::reserved) is left out.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let mut bindings = Self {
            chords: vec![Vec::new(); Command::ALL.len()],
            commands: HashMap::new(),
            conflicts: Vec::new(),
        };
        let mut is_rebound = vec![false; Command::ALL.len()];
        let fixed = Command::ALL.iter().filter(|command| command.is_fixed());
        for &command in fixed {
            bindings.take_defaults(command);
        }
        for rebinding in &settings.keys {
            let command = rebinding.command;
            let seen = is_rebound.get_mut(place(command));
            if command.is_fixed() || seen.is_none_or(|seen| std::mem::replace(seen, true)) {
                continue;
            }
            for &chord in &rebinding.chords {
                if chord.reserved().is_none() {
                    bindings.take(command, chord);
                }
            }
        }
        for &command in Command::ALL {
            let is_done = is_rebound.get(place(command)).copied().unwrap_or(false);
            if !command.is_fixed() && !is_done {
                bindings.take_defaults(command);
            }
        }
        if !settings.single_keys {
            for chords in &mut bindings.chords {
                chords.retain(|chord| !chord.is_single_key());
            }
            bindings.commands.retain(|chord, _| !chord.is_single_key());
        }
        bindings
    }

    fn take_defaults(&mut self, command: Command) {
        for chord in default_chords(command) {
            self.take(command, chord);
        }
    }

    fn take(&mut self, command: Command, chord: Chord) {
        match self.commands.get(&chord) {
            Some(&holder) if holder != command => self.conflicts.push(Conflict {
                chord,
                holder,
                loser: command,
            }),
            Some(_) => {}
            None => {
                self.commands.insert(chord, command);
                if let Some(chords) = self.chords.get_mut(place(command)) {
                    chords.push(chord);
                }
            }
        }
    }

    /// The chords that do a command, the first one first; none where it has
    /// lost them all or never had any.
    #[must_use]
    pub fn chords_of(&self, command: Command) -> &[Chord] {
        self.chords.get(place(command)).map_or(&[], Vec::as_slice)
    }

    /// The command that a chord does.
    #[must_use]
    pub fn holder_of(&self, chord: Chord) -> Option<Command> {
        self.commands.get(&chord).copied()
    }

    /// Where two commands ask for one chord.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The command that a press does; one at most.
    ///
    /// Punctuation and digits match the text that was typed and win. Keys that
    /// type nothing match by name, letters by the logical Latin key, else the
    /// physical one, and W A S D by the physical key, else the logical one. In
    /// a field only Esc, the function keys and Ctrl with what is not editing
    /// act; Enter is the field's own.
    #[must_use]
    pub fn command_for(&self, press: &KeyPress) -> Option<Command> {
        candidates(press)
            .filter(|chord| !press.typing || acts_in_fields(*chord))
            .find_map(|chord| self.holder_of(chord))
    }
}

/// Its place in [`Command::ALL`], whose order is that of the enum.
const fn place(command: Command) -> usize {
    command as usize
}

/// The chords that a command has by itself.
pub(super) fn default_chords(command: Command) -> impl Iterator<Item = Chord> {
    command
        .default_chords()
        .iter()
        .filter_map(|text| text.parse().ok())
}

const fn acts_in_fields(chord: Chord) -> bool {
    match chord.matched() {
        Match::Named(Key::Function(_) | Key::Escape) => true,
        _ => chord.has_ctrl() && !chord.is_editing(),
    }
}

/// The chords that a press may be, the one that wins first.
fn candidates(press: &KeyPress) -> impl Iterator<Item = Chord> {
    let is_held = press.ctrl || press.alt;
    // AltGr is reported as both, and then a sign is typed.
    let is_alt_gr = press.ctrl && press.alt && press.text.is_some();
    let chord = |shift: bool, matched: Match| Chord::of(press.ctrl, press.alt, shift, matched);
    let typed = press
        .text
        .filter(|_| !press.ctrl || is_alt_gr)
        .map(|sign| Chord::of(false, false, false, Match::Typed(sign)));
    let named = press
        .logical
        .or(press.physical)
        .filter(|key| !matches!(key, Key::Letter(_) | Key::Digit(_) | Key::Sign(_)))
        .map(|key| match key {
            Key::Escape => Chord::of(false, false, false, Match::Named(key)),
            _ => chord(press.shift, Match::Named(key)),
        });
    let sign = sign_of(press)
        .filter(|_| is_held)
        .map(|sign| chord(press.shift && sign.is_ascii_digit(), Match::Sign(sign)));
    let position = press
        .physical
        .or(press.logical)
        .and_then(letter_of)
        .filter(|_| !is_held)
        .map(|letter| chord(press.shift, Match::Position(letter)));
    let letter = press
        .logical
        .and_then(letter_of)
        .or_else(|| press.physical.and_then(letter_of))
        .map(|letter| chord(press.shift, Match::Letter(letter)));
    // With Alt alone the chord with Alt comes before what is typed, which
    // on some systems is the bare sign.
    let alt_first = sign.filter(|_| press.alt);
    let others = [named, sign, position, letter];
    alt_first
        .filter(|_| !is_alt_gr)
        .into_iter()
        .chain(typed)
        .chain(others.into_iter().flatten().filter(move |_| !is_alt_gr))
}

const fn letter_of(key: Key) -> Option<char> {
    match key {
        Key::Letter(letter) => Some(letter),
        _ => None,
    }
}

/// The sign or digit of a press that types none. In some layouts digits
/// stand on keys that type other signs, so that their place counts too.
fn sign_of(press: &KeyPress) -> Option<char> {
    match (press.logical, press.physical) {
        (None | Some(Key::Sign(_)), Some(Key::Digit(digit))) if !is_bare_sign(press) => Some(digit),
        (Some(Key::Digit(sign) | Key::Sign(sign)), _) | (None, Some(Key::Sign(sign))) => Some(sign),
        _ => None,
    }
}

/// Whether the layout has a sign that ASCII has on the key: then it is meant.
fn is_bare_sign(press: &KeyPress) -> bool {
    matches!(
        press.logical,
        Some(Key::Sign('+' | '-' | '=' | ',' | '.' | '/'))
    )
}
