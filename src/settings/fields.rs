//! The settings that are one value each: their names in the file, what is said
//! of them there, how they are read and written.

use toml_edit::Value;

use super::preferences::{LanguageChoice, Motion, Settings, ThemeChoice};
use crate::bibliography::Style;

/// A setting that is one value.
pub(super) struct Field {
    /// The table that it stands in, if not the file's own.
    pub table: Option<&'static str>,
    /// Its name there.
    pub name: &'static str,
    /// What it does, for the comment above it.
    pub about: &'static str,
    /// What it can be, for messages: "must be …".
    pub wanted: &'static str,
    /// The words that it can be.
    pub words: &'static [&'static str],
    /// Takes a value over; false where the value is none of this setting.
    pub take: fn(&mut Settings, &Value) -> bool,
    /// The value.
    pub give: fn(&Settings) -> Value,
}

impl Field {
    /// `theme`, `panels.shelf`.
    pub(super) fn path(&self) -> String {
        match self.table {
            Some(table) => format!("{table}.{}", self.name),
            None => self.name.to_owned(),
        }
    }
}

/// The table of the panels.
pub(super) const PANELS: &str = "panels";
/// What is said of it.
pub(super) const ABOUT_PANELS: &str =
    "The panels that are shown when the window opens: true or false.";
/// The list of filters.
pub(super) const FILTERS: &str = "filters";
/// What is said of it.
pub(super) const ABOUT_FILTERS: &str = "\
Filters by name: { name = \"Aid\", filter = \"what is typed into the search field\" }";
/// The table of keys.
pub(super) const KEYS: &str = "keys";
/// What is said of it.
pub(super) const ABOUT_KEYS: &str = "\
Other keys for the commands, as one or several: \"Ctrl+K\", \"Shift+F3\", \"Alt+ArrowLeft\", \"W\", \"/\", \"F6\".
zoom-in = [] leaves a command without a key. Esc, Enter, Tab, Ctrl+C and the like stay what they are.";

const THEMES: &[(&str, ThemeChoice)] = &[
    ("system", ThemeChoice::System),
    ("light", ThemeChoice::Light),
    ("dark", ThemeChoice::Dark),
];
const MOTIONS: &[(&str, Motion)] = &[
    ("system", Motion::System),
    ("full", Motion::Full),
    ("reduced", Motion::Reduced),
];
const LANGUAGES: &[(&str, LanguageChoice)] = &[
    ("system", LanguageChoice::System),
    ("en", LanguageChoice::English),
    ("fr", LanguageChoice::French),
];
const STYLES: &[(&str, Style)] = &[
    (Style::ChicagoNotes.name(), Style::ChicagoNotes),
    (Style::Apa.name(), Style::Apa),
    (Style::Mla.name(), Style::Mla),
];
/// The word for no limit.
const NO_LIMIT: &str = "none";

/// Every setting of one value, in the order of a new file.
pub(super) const FIELDS: &[Field] = &[
    Field {
        table: None,
        name: "theme",
        about: "Light or dark: \"system\", \"light\" or \"dark\".",
        wanted: "\"system\", \"light\" or \"dark\"",
        words: &["system", "light", "dark"],
        take: |settings, value| take_word(&mut settings.theme, THEMES, value),
        give: |settings| word_of(settings.theme, THEMES),
    },
    Field {
        table: None,
        name: "text-size",
        about: "The size of text in percent, from 80 to 300.",
        wanted: "a whole number from 80 to 300",
        words: &[],
        take: |settings, value| {
            let size = value.as_integer().and_then(|size| u16::try_from(size).ok());
            let size = size.filter(|size| Settings::TEXT_SIZES.contains(size));
            taken(&mut settings.text_size, size)
        },
        give: |settings| {
            let (least, most) = (Settings::TEXT_SIZES.start(), Settings::TEXT_SIZES.end());
            Value::from(i64::from(settings.text_size.clamp(*least, *most)))
        },
    },
    Field {
        table: None,
        name: "motion",
        about: "Whether views glide: \"system\", \"full\" or \"reduced\".",
        wanted: "\"system\", \"full\" or \"reduced\"",
        words: &["system", "full", "reduced"],
        take: |settings, value| take_word(&mut settings.motion, MOTIONS, value),
        give: |settings| word_of(settings.motion, MOTIONS),
    },
    Field {
        table: None,
        name: "swap-wheel",
        about: "Whether the wheel scrolls rows over the plot, and zooms over the lane names: true or false.",
        wanted: "true or false",
        words: &[],
        take: |settings, value| taken(&mut settings.swap_wheel, value.as_bool()),
        give: |settings| settings.swap_wheel.into(),
    },
    Field {
        table: None,
        name: "citation-style",
        about: "How sources are cited: \"chicago-notes\", \"apa\" or \"mla\".",
        wanted: "\"chicago-notes\", \"apa\" or \"mla\"",
        words: &["chicago-notes", "apa", "mla"],
        take: |settings, value| take_word(&mut settings.citation_style, STYLES, value),
        give: |settings| word_of(settings.citation_style, STYLES),
    },
    Field {
        table: None,
        name: "language",
        about: "The language of the window: \"system\", \"en\" or \"fr\".",
        wanted: "\"system\", \"en\" or \"fr\"",
        words: &["system", "en", "fr"],
        take: |settings, value| take_word(&mut settings.language, LANGUAGES, value),
        give: |settings| word_of(settings.language, LANGUAGES),
    },
    Field {
        table: None,
        name: "quote-limit",
        about: "The most words of one source in what leaves the window: a number, or \"none\" for no limit.",
        wanted: "a whole number of words, or \"none\"",
        words: &[NO_LIMIT],
        take: |settings, value| {
            let limit = match (value.as_str(), value.as_integer()) {
                (Some(NO_LIMIT), _) => Some(None),
                (_, Some(words)) => usize::try_from(words).ok().map(Some),
                _ => None,
            };
            taken(&mut settings.quote_limit, limit)
        },
        give: |settings| match settings.quote_limit {
            // TOML has no larger numbers, and no source has more words.
            Some(words) => i64::try_from(words).unwrap_or(i64::MAX).into(),
            None => NO_LIMIT.into(),
        },
    },
    Field {
        table: None,
        name: "single-keys",
        about: "Whether single keys such as W or / are commands: true or false.",
        wanted: "true or false",
        words: &[],
        take: |settings, value| taken(&mut settings.single_keys, value.as_bool()),
        give: |settings| settings.single_keys.into(),
    },
    panel(
        "shelf",
        "The undated events.",
        |settings, value| taken(&mut settings.panels.shelf, value.as_bool()),
        |settings| settings.panels.shelf.into(),
    ),
    panel(
        "overview",
        "The whole timeline as a strip.",
        |settings, value| taken(&mut settings.panels.overview, value.as_bool()),
        |settings| settings.panels.overview.into(),
    ),
    panel(
        "quotes",
        "The quotations of the selected event.",
        |settings, value| taken(&mut settings.panels.quotes, value.as_bool()),
        |settings| settings.panels.quotes.into(),
    ),
    panel(
        "reader",
        "The sources.",
        |settings, value| taken(&mut settings.panels.reader, value.as_bool()),
        |settings| settings.panels.reader.into(),
    ),
    panel(
        "table",
        "The table of events.",
        |settings, value| taken(&mut settings.panels.table, value.as_bool()),
        |settings| settings.panels.table.into(),
    ),
];

const fn panel(
    name: &'static str,
    about: &'static str,
    take: fn(&mut Settings, &Value) -> bool,
    give: fn(&Settings) -> Value,
) -> Field {
    Field {
        table: Some(PANELS),
        name,
        about,
        wanted: "true or false",
        words: &[],
        take,
        give,
    }
}

fn taken<T>(setting: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) => {
            *setting = value;
            true
        }
        None => false,
    }
}

fn take_word<T: Copy>(setting: &mut T, words: &[(&str, T)], value: &Value) -> bool {
    let word = value.as_str();
    let known = words.iter().find(|(known, _)| Some(*known) == word);
    taken(setting, known.map(|(_, choice)| *choice))
}

fn word_of<T: Copy + PartialEq>(choice: T, words: &[(&str, T)]) -> Value {
    let known = words.iter().find(|(_, known)| *known == choice);
    known.map_or("", |(word, _)| *word).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_setting_is_taken_and_given_back() {
        for field in FIELDS {
            for word in field.words {
                let mut settings = Settings::default();
                let value = Value::from(*word);
                assert!(
                    (field.take)(&mut settings, &value),
                    "{} {word}",
                    field.path()
                );
                assert_eq!((field.give)(&settings).as_str(), Some(*word));
                assert!(field.about.contains(&format!("\"{word}\"")), "{word}");
            }
            let default = Settings::default();
            let mut again = default.clone();
            assert!((field.take)(&mut again, &(field.give)(&default)));
            assert_eq!(again, default, "{}", field.path());
        }
    }

    #[test]
    fn every_style_has_its_word() {
        let styles: Vec<Style> = STYLES.iter().map(|(_, style)| *style).collect();
        assert_eq!(styles, Style::ALL);
    }
}
