//! The settings that have one value each, in the order of a new settings file.

use serde::de::IntoDeserializer as _;
use serde::{Deserialize as _, Serialize as _};
use toml_edit::{Item, TableLike, Value};

use super::preferences::Settings;

/// A setting with one value.
pub(super) struct SettingEntry {
    /// The table that contains it; `None` for the root of the file.
    pub table: Option<&'static str>,
    /// Its name in that table.
    pub name: &'static str,
    /// The comment above it in a new file, and the hint for an invalid value.
    pub comment: &'static str,
}

impl SettingEntry {
    const fn root(name: &'static str, comment: &'static str) -> Self {
        Self {
            table: None,
            name,
            comment,
        }
    }

    const fn panel(name: &'static str, comment: &'static str) -> Self {
        Self {
            table: Some(PANELS),
            name,
            comment,
        }
    }

    /// Its current value.
    pub(super) fn value(&self, settings: &Settings) -> Option<Value> {
        let mut root = values(settings)?;
        table_of(&mut root, self.table)?
            .remove(self.name)?
            .into_value()
            .ok()
    }

    /// The settings with this value instead; `None` where the value is invalid.
    pub(super) fn set(&self, settings: &Settings, value: &Item) -> Option<Settings> {
        let mut root = values(settings)?;
        table_of(&mut root, self.table)?.insert(self.name, value.clone());
        Settings::deserialize(root.into_deserializer()).ok()
    }
}

/// The settings with one value each, as a TOML table.
fn values(settings: &Settings) -> Option<Value> {
    let serializer = toml_edit::ser::ValueSerializer::new();
    settings.serialize(serializer).ok()
}

fn table_of<'a>(root: &'a mut Value, table: Option<&str>) -> Option<&'a mut dyn TableLike> {
    let root = root.as_inline_table_mut()?;
    match table {
        None => Some(root),
        Some(name) => root
            .get_mut(name)?
            .as_inline_table_mut()
            .map(|table| table as &mut dyn TableLike),
    }
}

/// The table of panels.
pub(super) const PANELS: &str = "panels";
/// Its comment.
pub(super) const PANELS_COMMENT: &str =
    "The panels that are shown when the window opens: true or false.";
/// The list of saved filters.
pub(super) const FILTERS: &str = "filters";
/// Its comment.
pub(super) const FILTERS_COMMENT: &str = "\
Saved filters: { name = \"Aid\", filter = \"what you would type into the search field\" }";
/// The table of keys.
pub(super) const KEYS: &str = "keys";
/// Its comment.
pub(super) const KEYS_COMMENT: &str = "\
Other keys for commands, one or several: \"Ctrl+K\", \"Shift+F3\", \"Alt+ArrowLeft\", \"W\", \"/\", \"F6\".
zoom-in = [] leaves a command without a key. Esc, Enter, Tab, Ctrl+C and the like cannot be changed.";

/// Every setting with one value.
pub(super) const SETTING_ENTRIES: &[SettingEntry] = &[
    SettingEntry::root("theme", "The theme: \"system\", \"light\" or \"dark\"."),
    SettingEntry::root("text-size", "The text size in percent, from 80 to 300."),
    SettingEntry::root(
        "motion",
        "Whether changes of view are animated: \"system\", \"full\" or \"reduced\".",
    ),
    SettingEntry::root(
        "swap-wheel",
        "Whether the wheel scrolls rows over the plot and zooms over the lane names: true or false.",
    ),
    SettingEntry::root(
        "citation-style",
        "The citation style: \"chicago-notes\", \"apa\" or \"mla\".",
    ),
    SettingEntry::root(
        "language",
        "The language of the window: \"system\", \"en\" or \"fr\".",
    ),
    SettingEntry::root(
        "quote-limit",
        "The most words that exports quote from one source: a number, or \"none\" for no limit.",
    ),
    SettingEntry::root(
        "single-keys",
        "Whether single keys such as W or / are commands: true or false.",
    ),
    SettingEntry::panel("shelf", "Undated events."),
    SettingEntry::panel("overview", "The overview of the whole timeline."),
    SettingEntry::panel("quotes", "Quotations of the selected event."),
    SettingEntry::panel("reader", "The source."),
    SettingEntry::panel("table", "The table of events."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::Style;
    use crate::settings::{LanguageChoice, Motion, ThemeChoice};

    #[test]
    fn every_entry_reads_what_it_writes() {
        let default = Settings::default();
        for entry in SETTING_ENTRIES {
            let value = entry.value(&default).unwrap();
            assert_eq!(entry.set(&default, &value.into()), Some(default.clone()));
        }
    }

    #[test]
    fn comments_list_every_word_that_a_setting_takes() {
        let words = [
            ("theme", ["system", "light", "dark"].as_slice()),
            ("motion", &["system", "full", "reduced"]),
            ("citation-style", &Style::ALL.map(Style::name)),
            ("language", &["system", "en", "fr"]),
            ("quote-limit", &["none"]),
        ];
        for (name, words) in words {
            let entry = SETTING_ENTRIES
                .iter()
                .find(|entry| entry.name == name)
                .unwrap();
            for word in words {
                let settings = entry
                    .set(&Settings::default(), &toml_edit::value(*word))
                    .unwrap();
                assert_eq!(entry.value(&settings).unwrap().as_str(), Some(*word));
                assert!(entry.comment.contains(&format!("\"{word}\"")), "{word}");
            }
        }
        let dark = SETTING_ENTRIES[0].set(&Settings::default(), &toml_edit::value("dark"));
        assert_eq!(dark.unwrap().theme, ThemeChoice::Dark);
        let full = SETTING_ENTRIES[2].set(&Settings::default(), &toml_edit::value("full"));
        assert_eq!(full.unwrap().motion, Motion::Full);
        let french = SETTING_ENTRIES[5].set(&Settings::default(), &toml_edit::value("fr"));
        assert_eq!(french.unwrap().language, LanguageChoice::French);
    }
}
