//! Preferences: what the window does as the user likes it and no timeline file
//! holds.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::chord::Chord;
use super::command::Command;
use crate::bibliography::Style;

/// Preferences of the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Which theme.
    pub theme: ThemeChoice,
    /// The size of text in percent, within [`Settings::TEXT_SIZES`].
    pub text_size: u16,
    /// Whether what changes moves there.
    pub motion: Motion,
    /// Whether the wheel over the plot scrolls rows and over the lane names
    /// zooms.
    pub swap_wheel: bool,
    /// The panels that are shown when the window opens.
    pub panels: PanelsAtStart,
    /// The style that sources are cited in.
    pub citation_style: Style,
    /// The language of the interface.
    pub language: LanguageChoice,
    /// The most words of one source in what leaves the window; `None` where
    /// there is no limit.
    pub quote_limit: Option<usize>,
    /// Whether keys that type a character are commands outside fields (WCAG
    /// 2.2, success criterion 2.1.4).
    pub single_keys: bool,
    /// The filters that were kept, each under a name of its own.
    pub filters: Vec<SavedFilter>,
    /// The commands with other keys than their own, in the order of the file.
    pub keys: Vec<Rebinding>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            text_size: Self::NORMAL_TEXT,
            motion: Motion::default(),
            swap_wheel: false,
            panels: PanelsAtStart::default(),
            citation_style: Style::default(),
            language: LanguageChoice::default(),
            quote_limit: Some(300),
            single_keys: true,
            filters: Vec::new(),
            keys: Vec::new(),
        }
    }
}

impl Settings {
    /// The sizes that text can have, in percent.
    pub const TEXT_SIZES: RangeInclusive<u16> = 80..=300;

    /// The size that text has by itself, in percent.
    pub const NORMAL_TEXT: u16 = 100;

    /// The sizes that larger and smaller go through.
    const TEXT_STEPS: [u16; 12] = [80, 90, 100, 110, 125, 140, 160, 180, 200, 230, 260, 300];

    /// What was kept by the window's own store, before there was a settings
    /// file.
    #[must_use]
    pub fn from_earlier(
        theme: ThemeChoice,
        reduce_motion: bool,
        swap_wheel: bool,
        citation_style: Style,
    ) -> Self {
        Self {
            theme,
            motion: if reduce_motion {
                Motion::Reduced
            } else {
                Motion::System
            },
            swap_wheel,
            citation_style,
            ..Self::default()
        }
    }

    /// Whether to do without animation, where the system says that the user
    /// wants none, wants it, or does not say.
    #[must_use]
    pub fn reduces_motion(&self, system: Option<bool>) -> bool {
        match self.motion {
            Motion::System => system.unwrap_or(false),
            Motion::Full => false,
            Motion::Reduced => true,
        }
    }

    /// The next larger size of text, in percent.
    #[must_use]
    pub fn larger_text(&self) -> u16 {
        let larger = |size: &u16| *size > self.text_size;
        let step = Self::TEXT_STEPS.into_iter().find(larger);
        step.unwrap_or(*Self::TEXT_SIZES.end())
    }

    /// The next smaller size of text, in percent.
    #[must_use]
    pub fn smaller_text(&self) -> u16 {
        let smaller = |size: &u16| *size < self.text_size;
        let step = Self::TEXT_STEPS.into_iter().rev().find(smaller);
        step.unwrap_or(*Self::TEXT_SIZES.start())
    }

    /// The chords that the user gave a command; `None` where it has its own.
    #[must_use]
    pub fn rebound(&self, command: Command) -> Option<&[Chord]> {
        let of_it = |rebinding: &&Rebinding| rebinding.command == command;
        self.keys
            .iter()
            .find(of_it)
            .map(|rebinding| rebinding.chords.as_slice())
    }

    /// Gives a command these chords, or its own again.
    pub fn rebind(&mut self, command: Command, chords: Option<Vec<Chord>>) {
        let place = self.keys.iter().position(|known| known.command == command);
        match (place, chords) {
            (Some(place), Some(chords)) => {
                if let Some(known) = self.keys.get_mut(place) {
                    known.chords = chords;
                }
            }
            (None, Some(chords)) => self.keys.push(Rebinding { command, chords }),
            (Some(place), None) => {
                self.keys.remove(place);
            }
            (None, None) => {}
        }
    }
}

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Paper.
    Light,
    /// Night.
    Dark,
}

/// Whether what changes moves there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// As the system has it.
    #[default]
    System,
    /// It does.
    Full,
    /// It is there at once.
    Reduced,
}

/// The language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LanguageChoice {
    /// As the system has it.
    #[default]
    System,
    /// English.
    English,
    /// French.
    French,
}

/// The panels that are shown when the window opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one panel, shown or not"
)]
pub struct PanelsAtStart {
    /// The shelf of undated events.
    pub shelf: bool,
    /// The overview strip.
    pub overview: bool,
    /// The quote panel.
    pub quotes: bool,
    /// The source reader.
    pub reader: bool,
    /// The table of events.
    pub table: bool,
}

impl Default for PanelsAtStart {
    fn default() -> Self {
        Self {
            shelf: true,
            overview: true,
            quotes: true,
            reader: false,
            table: false,
        }
    }
}

/// A filter under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFilter {
    /// The name, not blank; no two filters have the same.
    pub name: String,
    /// The filter, as it is typed into the search field.
    pub filter: String,
}

/// Other keys for a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebinding {
    /// The command.
    pub command: Command,
    /// Its chords; none where it is to have none.
    pub chords: Vec<Chord>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn motion_follows_the_system_unless_the_user_says_otherwise() {
        let cases = [
            (Motion::System, None, false),
            (Motion::System, Some(true), true),
            (Motion::System, Some(false), false),
            (Motion::Full, Some(true), false),
            (Motion::Reduced, Some(false), true),
            (Motion::Reduced, None, true),
        ];
        for (motion, system, reduces) in cases {
            let settings = Settings {
                motion,
                ..Settings::default()
            };
            assert_eq!(
                settings.reduces_motion(system),
                reduces,
                "{motion:?} {system:?}"
            );
        }
    }

    #[test]
    fn what_was_chosen_before_there_was_a_file_is_kept() {
        let settings = Settings::from_earlier(ThemeChoice::Dark, true, true, Style::Mla);
        assert_eq!(settings.theme, ThemeChoice::Dark);
        assert!(settings.reduces_motion(None) && settings.swap_wheel);
        assert_eq!(settings.citation_style, Style::Mla);
        let default = Settings::from_earlier(ThemeChoice::System, false, false, Style::default());
        assert_eq!(default, Settings::default());
    }

    #[test]
    fn text_grows_and_shrinks_by_steps_and_stays_within_its_sizes() {
        let mut settings = Settings::default();
        for text_size in [110, 125, 140, 160, 180, 200, 230, 260, 300, 300] {
            settings.text_size = settings.larger_text();
            assert_eq!(settings.text_size, text_size);
        }
        settings.text_size = 115;
        assert_eq!(
            (settings.smaller_text(), settings.larger_text()),
            (110, 125)
        );
        settings.text_size = 80;
        assert_eq!(settings.smaller_text(), 80);
    }

    #[test]
    fn a_command_is_given_other_keys_and_its_own_again() {
        let mut settings = Settings::default();
        let chords: Vec<Chord> = vec!["N".parse().unwrap()];
        settings.rebind(Command::NextEvent, Some(chords.clone()));
        settings.rebind(Command::Back, Some(Vec::new()));
        assert_eq!(
            settings.rebound(Command::NextEvent),
            Some(chords.as_slice())
        );
        assert_eq!(settings.rebound(Command::Back), Some(&[][..]));
        settings.rebind(Command::NextEvent, Some(Vec::new()));
        settings.rebind(Command::Back, None);
        settings.rebind(Command::Forward, None);
        assert_eq!(settings.keys.len(), 1);
        assert_eq!(settings.rebound(Command::Back), None);
    }
}
