//! Reads settings from the text of a settings file.
//!
//! Each entry is checked by itself, so that an invalid one is reported and
//! ignored while the others apply.

use std::ops::Range;

use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use toml_edit::{Document, Item, Table, TableLike, Value};

use super::bindings::Bindings;
use super::chord::Chord;
use super::command::Command;
use super::entries::{FILTERS, KEYS, PANELS, SettingName, setting_hint};
use super::file::{MAX_BYTES, SettingsFile};
use super::preferences::{CustomKeys, SavedFilter, Settings};
use super::problem::{Problems, shortened, too_large, unknown_name_hint};
use crate::language::Message;
use crate::storage::FileError;

/// Parses the text of a settings file.
///
/// # Errors
///
/// [`FileError`] where the text is too large or is not valid TOML.
pub(super) fn parse(text: &str) -> Result<Document<String>, FileError> {
    if text.len() > MAX_BYTES {
        return Err(too_large());
    }
    Document::parse(text.to_owned()).map_err(|error| {
        let message = Message::new("settings-not-toml").with("error", error.message());
        let hint = Message::new("settings-not-toml-hint");
        let offset = error.span().map_or(0, |span| span.start);
        FileError::new(message)
            .with_hint(hint)
            .at_offset(text, offset)
    })
}

/// The settings in a text and what is wrong with it, in the order of the text.
/// A text that is not valid TOML gives the default settings.
#[must_use]
pub fn read(text: &str) -> SettingsFile {
    let document = match parse(text) {
        Ok(document) => document,
        Err(problem) => return problem.into(),
    };
    let mut reader = SettingsReader {
        text,
        names: &SettingName::all(),
        settings: Settings::default(),
        filters: Vec::new(),
        keys: Vec::new(),
        problems: Problems::default(),
    };
    reader.read_root(document.as_table());
    reader.settings.filters = reader.filters;
    reader.settings.keys = reader.keys;
    report_conflicts(&reader.settings, document.as_table(), &mut reader.problems);
    SettingsFile {
        settings: reader.settings,
        problems: reader.problems.sorted(text),
    }
}

/// The saved filter in a table; `None` where its name or its filter is
/// missing or invalid.
fn parse_filter(value: Value) -> Option<SavedFilter> {
    let filter = SavedFilter::deserialize(value.into_deserializer()).ok()?;
    (!filter.name.trim().is_empty()).then_some(filter)
}

/// A range of the text in bytes, where it is known.
type ByteRange = Option<Range<usize>>;

struct SettingsReader<'a> {
    text: &'a str,
    /// The settings with one value each.
    names: &'a [SettingName],
    settings: Settings,
    filters: Vec<SavedFilter>,
    keys: Vec<CustomKeys>,
    problems: Problems,
}

impl SettingsReader<'_> {
    fn read_root(&mut self, root: &Table) {
        for (name, item) in root {
            match (name, item.as_table_like()) {
                (PANELS, Some(table)) => {
                    for (name, item) in table.iter() {
                        self.read_value(Some(PANELS), name, name_span_of(table, name), item);
                    }
                }
                (KEYS, Some(table)) => {
                    for (name, item) in table.iter() {
                        self.read_bindings(name, name_span_of(table, name), item);
                    }
                }
                (FILTERS, _) => self.read_filters(item),
                (PANELS | KEYS, None) => self.report_invalid(name, None, item, name),
                _ => self.read_value(None, name, name_span_of(root, name), item),
            }
        }
    }

    fn read_value(&mut self, table: Option<&str>, name: &str, name_span: ByteRange, item: &Item) {
        let path = table.map_or_else(|| name.to_owned(), |table| format!("{table}.{name}"));
        let siblings = self.names.iter().filter(|setting| setting.table == table);
        let Some(setting) = siblings.clone().find(|setting| setting.name == name) else {
            let tables = [PANELS, FILTERS, KEYS].into_iter();
            let tables = tables.filter(|_| table.is_none());
            let known = siblings.map(|setting| &*setting.name).chain(tables);
            let message = Message::new("settings-unknown").with("name", shortened(&path));
            let hint = || unknown_name_hint(name, known);
            return self.problems.add(name_span, &path, message, hint);
        };
        match setting.set(&self.settings, item) {
            Some(settings) => self.settings = settings,
            None => self.report_invalid(&path, name_span, item, name),
        }
    }

    fn read_filters(&mut self, item: &Item) {
        let values: Vec<(ByteRange, Value)> = match item {
            Item::ArrayOfTables(tables) => tables
                .iter()
                .map(|table| (table.span(), table.clone().into_inline_table().into()))
                .collect(),
            Item::Value(Value::Array(list)) => list
                .iter()
                .map(|value| (value.span(), value.clone()))
                .collect(),
            _ => return self.report_invalid(FILTERS, None, item, FILTERS),
        };
        for (number, (span, value)) in values.into_iter().enumerate() {
            let path = format!("{FILTERS}[{number}]");
            let Some(filter) = parse_filter(value) else {
                let message = Message::new("settings-filter-incomplete");
                let hint = || setting_hint(FILTERS);
                self.problems.add(span, &path, message, hint);
                continue;
            };
            if self.filters.iter().any(|known| known.name == filter.name) {
                let message = Message::new("settings-filter-repeated");
                let message = message.with("name", shortened(&filter.name));
                let hint = || Message::new("settings-filter-repeated-hint");
                self.problems.add(span, &path, message, hint);
            } else {
                self.filters.push(filter);
            }
        }
    }

    fn read_bindings(&mut self, name: &str, name_span: ByteRange, item: &Item) {
        let path = format!("{KEYS}.{name}");
        let Some(command) = Command::from_id(name) else {
            let known = Command::ALL.iter().map(|command| command.id());
            let message = Message::new("settings-unknown-command").with("name", shortened(name));
            return self
                .problems
                .add(name_span, &path, message, || unknown_name_hint(name, known));
        };
        if command.is_fixed() {
            let message = Message::new("settings-key-fixed").with("command", name);
            let hint = || Message::new("settings-key-fixed-hint");
            return self.problems.add(name_span, &path, message, hint);
        }
        let values: Vec<&Value> = match item {
            Item::Value(Value::Array(list)) => list.iter().collect(),
            Item::Value(value) => vec![value],
            _ => return self.report_invalid(&path, name_span, item, KEYS),
        };
        let mut chords = Vec::new();
        for value in values {
            let Some(text) = value.as_str() else {
                return self.report_invalid(&path, name_span, item, KEYS);
            };
            match text.parse::<Chord>().and_then(Chord::unreserved) {
                Ok(chord) if chords.contains(&chord) => {}
                Ok(chord) => chords.push(chord),
                Err(error) => {
                    let hint = || error.hint;
                    return self.problems.add(value.span(), &path, error.message, hint);
                }
            }
        }
        self.keys.push(CustomKeys { command, chords });
    }

    /// Reports an invalid value. The comment on `setting` is the hint.
    fn report_invalid(&mut self, path: &str, name_span: ByteRange, item: &Item, setting: &str) {
        let span = item.span();
        let message = match item.as_value().and(span.clone()) {
            Some(span) => {
                let value = shortened(self.text.get(span).unwrap_or_default());
                Message::new("settings-invalid").with("value", value)
            }
            None => Message::new("settings-invalid-table"),
        };
        self.problems
            .add(span.or(name_span), path, message, || setting_hint(setting));
    }
}

fn name_span_of(table: &dyn TableLike, name: &str) -> ByteRange {
    table.get_key_value(name).and_then(|(key, _)| key.span())
}

/// Reports every key that two commands are bound to.
fn report_conflicts(settings: &Settings, root: &Table, problems: &mut Problems) {
    let keys = root.get(KEYS).and_then(Item::as_table_like);
    let span_of = |command: Command| keys?.get(command.id())?.span();
    for conflict in Bindings::of(settings).conflicts() {
        let (kept_by, removed_from) = (conflict.kept_by, conflict.removed_from);
        let span = span_of(removed_from).or_else(|| span_of(kept_by));
        let message = Message::new("settings-key-conflict")
            .with("keys", conflict.chord.to_string())
            .with("holder", kept_by.id());
        let hint = || Message::new("settings-key-conflict-hint").with("loser", removed_from.id());
        problems.add(span, &format!("{KEYS}.{removed_from}"), message, hint);
    }
}
