//! The user's preferences, as the settings file names them.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::chord::Chord;
use super::command::Command;
use crate::bibliography::Style;
use crate::language::Language;

/// The user's preferences, which no timeline file contains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Settings {
    /// The theme.
    pub theme: ThemeChoice,
    /// The text size in percent, within [`Settings::TEXT_SIZES`].
    #[serde(deserialize_with = "text_size")]
    pub text_size: u16,
    /// Whether changes of view are animated.
    pub motion: AnimationChoice,
    /// Whether the wheel scrolls rows over the plot and zooms over the lane
    /// names, rather than the other way round.
    pub swap_wheel: bool,
    /// The panels that are shown when the window opens.
    pub panels: Panels,
    /// The citation style.
    pub citation_style: Style,
    /// The language of the window.
    pub language: LanguageChoice,
    /// The most words that exports quote from one source; `None` for no limit.
    #[serde(with = "quote_limit")]
    pub quote_limit: Option<usize>,
    /// Whether changes are saved by themselves, two seconds after the last one.
    pub autosave: bool,
    /// Whether keys that type a character are commands outside fields (WCAG
    /// 2.2, success criterion 2.1.4).
    pub single_keys: bool,
    /// The saved filters; no two have the same name.
    #[serde(skip)]
    pub filters: Vec<SavedFilter>,
    /// The commands whose keys the user changed, in the order of the file.
    #[serde(skip)]
    pub keys: Vec<CustomKeys>,
}

fn text_size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let size = u16::deserialize(deserializer)?;
    if Settings::TEXT_SIZES.contains(&size) {
        Ok(size)
    } else {
        Err(D::Error::custom("the text size is out of range"))
    }
}

/// The limit as a number of words or `"none"`.
mod quote_limit {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Limit {
        Words(usize),
        Text(String),
    }

    #[expect(clippy::ref_option, reason = "serde gives a reference to the field")]
    pub(super) fn serialize<S: Serializer>(
        limit: &Option<usize>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match limit {
            Some(words) => words.serialize(serializer),
            None => serializer.serialize_str("none"),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<usize>, D::Error> {
        match Limit::deserialize(deserializer)? {
            Limit::Words(words) => Ok(Some(words)),
            Limit::Text(text) if text == "none" => Ok(None),
            Limit::Text(_) => Err(D::Error::custom("the limit is neither a number nor none")),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            text_size: Self::DEFAULT_TEXT_SIZE,
            motion: AnimationChoice::default(),
            swap_wheel: false,
            panels: Panels::default(),
            citation_style: Style::default(),
            language: LanguageChoice::default(),
            quote_limit: Some(300),
            autosave: true,
            single_keys: true,
            filters: Vec::new(),
            keys: Vec::new(),
        }
    }
}

impl Settings {
    /// The text sizes that can be set, in percent.
    pub const TEXT_SIZES: RangeInclusive<u16> = 80..=300;

    /// The default text size, in percent.
    pub const DEFAULT_TEXT_SIZE: u16 = 100;

    /// The steps of the commands for larger and smaller text, in percent.
    const TEXT_STEPS: [u16; 12] = [80, 90, 100, 110, 125, 140, 160, 180, 200, 230, 260, 300];

    /// Whether to do without animation. `system` is the system's preference for
    /// reduced motion, where it has one.
    #[must_use]
    pub fn reduces_motion(&self, system: Option<bool>) -> bool {
        match self.motion {
            AnimationChoice::System => system.unwrap_or(false),
            AnimationChoice::Full => false,
            AnimationChoice::Reduced => true,
        }
    }

    /// The next larger text size, in percent.
    #[must_use]
    pub fn larger_text(&self) -> u16 {
        let larger = |size: &u16| *size > self.text_size;
        let step = Self::TEXT_STEPS.into_iter().find(larger);
        step.unwrap_or(*Self::TEXT_SIZES.end())
    }

    /// The next smaller text size, in percent.
    #[must_use]
    pub fn smaller_text(&self) -> u16 {
        let smaller = |size: &u16| *size < self.text_size;
        let step = Self::TEXT_STEPS.into_iter().rev().find(smaller);
        step.unwrap_or(*Self::TEXT_SIZES.start())
    }

    /// The chords that the user gave a command; `None` where it has its default
    /// ones.
    #[must_use]
    pub fn custom_chords(&self, command: Command) -> Option<&[Chord]> {
        let known = self.keys.iter().find(|known| known.command == command)?;
        Some(&known.chords)
    }

    /// Gives a command these chords, or its default ones.
    pub fn rebind(&mut self, command: Command, chords: Option<Vec<Chord>>) {
        let known = self.keys.iter_mut().find(|known| known.command == command);
        match (known, chords) {
            (Some(known), Some(chords)) => known.chords = chords,
            (None, Some(chords)) => self.keys.push(CustomKeys { command, chords }),
            (_, None) => self.keys.retain(|known| known.command != command),
        }
    }
}

/// The colours of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// The system's preference.
    #[default]
    System,
    /// Dark text on light paper.
    Light,
    /// Light text on a dark ground.
    Dark,
}

/// Whether changes of view are animated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnimationChoice {
    /// The system's preference.
    #[default]
    System,
    /// They are.
    Full,
    /// They are not.
    Reduced,
}

/// The language of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum LanguageChoice {
    /// The system's language.
    #[default]
    #[serde(rename = "system")]
    System,
    /// English.
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
}

impl LanguageChoice {
    /// The chosen language. The system's is looked up once.
    #[must_use]
    pub fn language(self) -> Language {
        static SYSTEM_LANGUAGE: OnceLock<Language> = OnceLock::new();
        match self {
            Self::System => *SYSTEM_LANGUAGE.get_or_init(Language::from_system),
            Self::English => Language::English,
            Self::French => Language::French,
        }
    }
}

/// Which panels are shown; in the settings, when the window opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one panel, shown or not"
)]
pub struct Panels {
    /// The panel of undated events.
    #[serde(rename = "shelf")]
    pub undated: bool,
    /// The overview of the whole timeline.
    pub overview: bool,
    /// The quotations of the selected event.
    pub quotes: bool,
    /// The source reader.
    pub reader: bool,
    /// The table of events.
    pub table: bool,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            undated: true,
            overview: true,
            quotes: true,
            reader: false,
            table: false,
        }
    }
}

/// A filter saved under a name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SavedFilter {
    /// The name, which is not blank and which no other filter has.
    pub name: String,
    /// The filter, as typed into the search field.
    pub filter: String,
}

/// The keys that the user gave a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomKeys {
    /// The command.
    pub command: Command,
    /// Its chords; empty for a command without keys.
    pub chords: Vec<Chord>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn motion_follows_the_system_unless_the_user_chooses() {
        let cases = [
            (AnimationChoice::System, None, false),
            (AnimationChoice::System, Some(true), true),
            (AnimationChoice::System, Some(false), false),
            (AnimationChoice::Full, Some(true), false),
            (AnimationChoice::Reduced, Some(false), true),
            (AnimationChoice::Reduced, None, true),
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
    fn text_size_changes_in_steps_within_its_range() {
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
    fn a_command_can_be_rebound_and_reset() {
        let mut settings = Settings::default();
        let chords: Vec<Chord> = vec!["N".parse().unwrap()];
        settings.rebind(Command::NextEvent, Some(chords.clone()));
        settings.rebind(Command::Back, Some(Vec::new()));
        assert_eq!(
            settings.custom_chords(Command::NextEvent),
            Some(chords.as_slice())
        );
        assert_eq!(settings.custom_chords(Command::Back), Some(&[][..]));
        settings.rebind(Command::NextEvent, Some(Vec::new()));
        settings.rebind(Command::Back, None);
        settings.rebind(Command::Forward, None);
        assert_eq!(settings.keys.len(), 1);
        assert_eq!(settings.custom_chords(Command::Back), None);
    }
}
