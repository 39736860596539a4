//! Preferences as they were kept before there was a settings file: in the
//! window's own store.

use serde::Deserialize;

use crate::bibliography::Style;
use crate::settings::Settings;

/// Key of the preferences in that store.
const KEY: &str = "settings";

/// What was kept.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Earlier {
    theme: Theme,
    reduce_motion: bool,
    swap_wheel: bool,
    citation_style: Style,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// The preferences in the store, where there are any.
pub(super) fn settings(storage: &dyn eframe::Storage) -> Option<Settings> {
    let earlier: Earlier = eframe::get_value(storage, KEY)?;
    let theme = match earlier.theme {
        Theme::System => crate::settings::ThemeChoice::System,
        Theme::Light => crate::settings::ThemeChoice::Light,
        Theme::Dark => crate::settings::ThemeChoice::Dark,
    };
    let (reduce, swap) = (earlier.reduce_motion, earlier.swap_wheel);
    let settings = Settings::from_earlier(theme, reduce, swap, earlier.citation_style);
    (settings != Settings::default()).then_some(settings)
}
