//! The settings with one value each, and the comments on settings.

use serde::de::IntoDeserializer as _;
use serde::{Deserialize as _, Serialize as _};
use toml_edit::{Item, TableLike, Value};

use super::preferences::Settings;
use crate::language::Message;

/// A new settings file with the default values, except for the list of commands at its
/// end. The comment above a setting is also the hint for an invalid value.
pub(super) const TEMPLATE: &str = include_str!("../../assets/settings.toml");

/// The table of panels.
pub(super) const PANELS: &str = "panels";
/// The list of saved filters.
pub(super) const FILTERS: &str = "filters";
/// The table of keys.
pub(super) const KEYS: &str = "keys";

/// A setting with one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SettingName {
    /// The table that contains it; `None` for the root of the file.
    pub table: Option<&'static str>,
    /// Its name in that table.
    pub name: String,
}

impl SettingName {
    /// Every setting with one value, in the order of a new settings file.
    pub(super) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        let root = values(&Settings::default());
        for (name, value) in root.iter().filter_map(Value::as_inline_table).flatten() {
            let (table, names) = match value.as_inline_table() {
                None => (None, vec![name]),
                Some(panels) => (Some(PANELS), panels.iter().map(|(name, _)| name).collect()),
            };
            all.extend(names.into_iter().map(|name| Self {
                table,
                name: name.to_owned(),
            }));
        }
        all
    }

    /// Its current value.
    pub(super) fn value(&self, settings: &Settings) -> Option<Value> {
        let mut root = values(settings)?;
        table_or_root(&mut root, self.table)?
            .remove(&self.name)?
            .into_value()
            .ok()
    }

    /// The settings with this value instead; `None` where the value is invalid.
    pub(super) fn set(&self, settings: &Settings, value: &Item) -> Option<Settings> {
        let mut root = values(settings)?;
        table_or_root(&mut root, self.table)?.insert(&self.name, value.clone());
        Settings::deserialize(root.into_deserializer()).ok()
    }
}

/// The settings with one value each, as a TOML table.
fn values(settings: &Settings) -> Option<Value> {
    let serializer = toml_edit::ser::ValueSerializer::new();
    settings.serialize(serializer).ok()
}

fn table_or_root<'a>(root: &'a mut Value, table: Option<&str>) -> Option<&'a mut dyn TableLike> {
    let root = root.as_inline_table_mut()?;
    match table {
        None => Some(root),
        Some(name) => root
            .get_mut(name)?
            .as_inline_table_mut()
            .map(|table| table as &mut dyn TableLike),
    }
}

/// The comment on a setting or a table in a new file, without its `#`.
pub(super) fn comment_on(name: &str) -> String {
    let mut comment = Vec::new();
    for line in TEMPLATE.lines() {
        let entry = line.strip_prefix('[').unwrap_or(line).strip_prefix(name);
        if entry.is_some_and(|rest| rest.starts_with([' ', ']'])) {
            break;
        }
        match line.strip_prefix("# ") {
            Some(text) => comment.push(text),
            None => comment.clear(),
        }
    }
    comment.join("\n")
}

/// The comment on a setting or a table as a message, the hint about an invalid
/// value.
pub(super) fn setting_hint(name: &str) -> Message {
    match name {
        "theme" => Message::new("setting-theme"),
        "text-size" => Message::new("setting-text-size"),
        "motion" => Message::new("setting-motion"),
        "swap-wheel" => Message::new("setting-swap-wheel"),
        "citation-style" => Message::new("setting-citation-style"),
        "language" => Message::new("setting-language"),
        "quote-limit" => Message::new("setting-quote-limit"),
        "autosave" => Message::new("setting-autosave"),
        "single-keys" => Message::new("setting-single-keys"),
        "shelf" => Message::new("setting-panel-shelf"),
        "overview" => Message::new("setting-panel-overview"),
        "quotes" => Message::new("setting-panel-quotes"),
        "reader" => Message::new("setting-panel-reader"),
        "table" => Message::new("setting-panel-table"),
        PANELS => Message::new("setting-panels"),
        FILTERS => Message::new("setting-filters"),
        KEYS => Message::new("setting-keys"),
        _ => Message::English(comment_on(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::Style;
    use crate::settings::{AnimationChoice, LanguageChoice, ThemeChoice};

    fn setting(name: &str) -> SettingName {
        let mut all = SettingName::all().into_iter();
        all.find(|setting| setting.name == name).unwrap()
    }

    #[test]
    fn every_setting_reads_what_it_writes() {
        let default = Settings::default();
        assert_eq!(SettingName::all().len(), 14);
        for setting in SettingName::all() {
            let value = setting.value(&default).unwrap();
            assert_eq!(setting.set(&default, &value.into()), Some(default.clone()));
        }
    }

    #[test]
    fn every_setting_and_table_has_a_comment() {
        let settings = SettingName::all().into_iter().map(|setting| setting.name);
        for name in settings.chain([PANELS, FILTERS, KEYS].map(str::to_owned)) {
            assert!(!comment_on(&name).is_empty(), "{name}");
            let hint = setting_hint(&name);
            assert_eq!(hint.to_string(), comment_on(&name));
            assert!(
                !matches!(hint, Message::English(_)),
                "{name} is not translated"
            );
        }
        assert_eq!(comment_on("reader"), "The source.");
        assert_eq!(comment_on(KEYS).lines().count(), 2);
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
            let setting = setting(name);
            for word in words {
                let settings = setting
                    .set(&Settings::default(), &toml_edit::value(*word))
                    .unwrap();
                assert_eq!(setting.value(&settings).unwrap().as_str(), Some(*word));
                assert!(comment_on(name).contains(&format!("\"{word}\"")), "{word}");
            }
        }
        let set = |name, word| {
            let value = toml_edit::value(word);
            setting(name).set(&Settings::default(), &value).unwrap()
        };
        assert_eq!(set("theme", "dark").theme, ThemeChoice::Dark);
        assert_eq!(set("motion", "full").motion, AnimationChoice::Full);
        assert_eq!(set("language", "fr").language, LanguageChoice::French);
    }
}
