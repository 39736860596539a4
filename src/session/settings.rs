//! Preferences: what the window remembers and no timeline file holds.

use crate::bibliography::Style;
use crate::language::Language;
use serde::{Deserialize, Serialize};

/// Preferences of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Which theme.
    pub theme: ThemeChoice,
    /// Whether to do without animation.
    pub reduce_motion: bool,
    /// Whether the wheel over the plot scrolls rows and over the lane names
    /// zooms.
    pub swap_wheel: bool,
    /// The language that the window speaks.
    #[serde(default)]
    pub language: Language,
    /// The style that sources are cited in.
    pub citation_style: Style,
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
