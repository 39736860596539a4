//! The settings file: TOML that the user may write by hand.
//!
//! What cannot be read of it is told with its place, and the setting is what it
//! is by itself. Writing touches the settings that changed and nothing else.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

use toml_edit::{Array, Item, TableLike, Value};

use super::bindings::Bindings;
use super::chord::Chord;
use super::command::Command;
use super::fields::{FIELDS, FILTERS, Field, KEYS, PANELS};
use super::preferences::{Rebinding, SavedFilter, Settings};
use super::problem::{Problems, SettingProblem};
use super::{private_file, repair};
use crate::storage::{FileError, read_up_to};

pub use super::writing::{changed, whole};

/// The most bytes of a settings file.
pub const MOST_BYTES: usize = 1 << 20;

/// A settings file as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// The settings; what the file does not say, or says wrongly, is what it is
    /// by itself.
    pub settings: Settings,
    /// What is wrong in the file.
    pub problems: Vec<SettingProblem>,
    /// The text; empty where there is no file, or none that can be read.
    pub text: String,
}

/// The settings of a text, and what is wrong in it, in the order of the text.
#[must_use]
pub fn read(text: &str) -> (Settings, Vec<SettingProblem>) {
    if let Err(problem) = admit(text) {
        return (Settings::default(), vec![problem]);
    }
    let mut reading = Reading {
        settings: Settings::default(),
        problems: Problems::of(text),
        places: HashMap::new(),
    };
    if let Some(document) = repair::parse(text, &mut reading.problems) {
        reading.root(document.as_table());
    }
    (reading.settings, reading.problems.told())
}

/// Refuses a text that is too large.
pub(super) fn admit(text: &str) -> Result<(), SettingProblem> {
    if text.len() > MOST_BYTES {
        Err(SettingProblem::of_file(
            "The settings file is too large",
            Some(format!("It may have {MOST_BYTES} bytes.")),
        ))
    } else {
        Ok(())
    }
}

/// Reads a settings file. One that is not there has no settings and no
/// problems; one that cannot be read has one problem.
#[must_use]
pub fn load(path: &Path) -> Loaded {
    match text_of(path) {
        Ok(text) => {
            let (settings, problems) = read(&text);
            Loaded {
                settings,
                problems,
                text,
            }
        }
        Err(problem) => Loaded {
            problems: vec![problem],
            ..Loaded::default()
        },
    }
}

/// Writes what changed between two states of the settings into the file as it
/// is now, whole or not at all, and gives the file as it is then: what was
/// changed there by others meanwhile stays. A file that is not there is made,
/// with a comment on each setting.
///
/// # Errors
///
/// [`FileError`] where the file is no TOML or cannot be read, and so is not
/// written over, or where the system does not let it be written.
pub fn store(path: &Path, before: &Settings, after: &Settings) -> Result<Loaded, FileError> {
    let text = text_of(path)?;
    let new_text = changed(&text, before, after)?;
    if new_text != text {
        private_file::write(path, new_text.as_bytes())?;
    }
    let (settings, problems) = read(&new_text);
    Ok(Loaded {
        settings,
        problems,
        text: new_text,
    })
}

/// The text of a file; empty where there is none.
fn text_of(path: &Path) -> Result<String, SettingProblem> {
    let too_large = || {
        let message = "The settings file is too large";
        FileError::new(message).with_hint(format!("It may have {MOST_BYTES} bytes."))
    };
    // A link that leads nowhere is a file that cannot be read, not a missing one.
    if !path.exists() && !path.is_symlink() {
        return Ok(String::new());
    }
    let (bytes, _) = read_up_to(path, MOST_BYTES as u64, too_large)
        .map_err(|refusal| SettingProblem::of_file(refusal.message, refusal.hint))?;
    String::from_utf8(bytes).map_err(|error| {
        let sound = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let before = String::from_utf8_lossy(bytes.get(..sound).unwrap_or_default());
        let (line, column) = super::problem::line_and_column(&before, sound);
        SettingProblem {
            line: Some(line),
            column: Some(column),
            ..SettingProblem::of_file(
                "The settings file is not in UTF-8",
                Some("Save it as UTF-8 in your editor.".to_owned()),
            )
        }
    })
}

/// Where something stands, in bytes, if it is known.
type Place = Option<Range<usize>>;

/// What is read of a text so far.
struct Reading<'a> {
    settings: Settings,
    problems: Problems<'a>,
    /// Where the keys of commands are given, in bytes.
    places: HashMap<Command, Place>,
}

impl Reading<'_> {
    fn root(&mut self, root: &dyn TableLike) {
        let tables = [PANELS, FILTERS, KEYS];
        for (name, place, item) in entries(root) {
            match name {
                PANELS => self.table(item, PANELS, Self::panels),
                KEYS => self.table(item, KEYS, Self::keys),
                FILTERS => self.filters(item),
                _ => {
                    if let Some(field) = field_of(None, name) {
                        self.field(field, place, item);
                    } else {
                        let known = FIELDS.iter().filter(|field| field.table.is_none());
                        let known = known.map(|field| field.name).chain(tables);
                        let hint = self.problems.meant(name, known);
                        self.unknown(place, name, hint);
                    }
                }
            }
        }
        self.conflicts();
    }

    fn table(&mut self, item: &Item, name: &str, read: fn(&mut Self, &dyn TableLike)) {
        match item.as_table_like() {
            Some(table) => read(self, table),
            None => self.problems.add(
                item.span(),
                name,
                format!("`{name}` must be a table, and is {}", kind(item)),
                Some(format!(
                    "Write [{name}] on a line of its own, and its settings below it."
                )),
            ),
        }
    }

    fn panels(&mut self, table: &dyn TableLike) {
        for (name, place, item) in entries(table) {
            if let Some(field) = field_of(Some(PANELS), name) {
                self.field(field, place, item);
            } else {
                let known = FIELDS.iter().filter(|field| field.table == Some(PANELS));
                let hint = self.problems.meant(name, known.map(|field| field.name));
                self.unknown(place, &format!("{PANELS}.{name}"), hint);
            }
        }
    }

    fn field(&mut self, field: &Field, place: Place, item: &Item) {
        let value = item.as_value();
        if value.is_some_and(|value| (field.take)(&mut self.settings, value)) {
            return;
        }
        let word = item.as_str().unwrap_or("");
        let default = (field.give)(&Settings::default());
        let hint = self
            .problems
            .meant(word, field.words.iter().copied())
            .unwrap_or_else(|| {
                format!(
                    "Write for example {} = {}.",
                    field.name,
                    default.to_string().trim()
                )
            });
        self.problems.add(
            item.span().or(place),
            field.path(),
            format!(
                "`{}` must be {}, and is {}",
                field.path(),
                field.wanted,
                kind(item)
            ),
            Some(hint),
        );
    }

    fn unknown(&mut self, place: Place, path: &str, hint: Option<String>) {
        let message = format!("There is no setting `{}`", shortened(path));
        let hint = hint.unwrap_or_else(|| "It is left as it is.".to_owned());
        self.problems
            .add(place, shortened(path), message, Some(hint));
    }

    fn filters(&mut self, item: &Item) {
        let mut names = HashSet::new();
        let mut found = Vec::new();
        let tables: Vec<(Place, Option<&dyn TableLike>)> = match item {
            Item::ArrayOfTables(tables) => tables
                .iter()
                .map(|table| (table.span(), Some(table as &dyn TableLike)))
                .collect(),
            Item::Value(Value::Array(values)) => values
                .iter()
                .map(|value| {
                    let table = value.as_inline_table();
                    (value.span(), table.map(|table| table as &dyn TableLike))
                })
                .collect(),
            _ => {
                self.problems.add(
                    item.span(),
                    FILTERS,
                    format!("`{FILTERS}` must be a list, and is {}", kind(item)),
                    Some("Write filters = [{ name = \"…\", filter = \"…\" }].".to_owned()),
                );
                return;
            }
        };
        for (number, (place, table)) in tables.into_iter().enumerate() {
            let path = format!("{FILTERS}[{number}]");
            let Some(table) = table else {
                let hint = "Write { name = \"…\", filter = \"…\" }.".to_owned();
                let message = "A filter must be a table with a name and a filter";
                self.problems.add(place, path, message, Some(hint));
                continue;
            };
            for (name, place, _) in entries(table) {
                if !["name", "filter"].contains(&name) {
                    let hint = self.problems.meant(name, ["name", "filter"].into_iter());
                    self.unknown(place, &format!("{path}.{name}"), hint);
                }
            }
            let Some(filter) = filter_of(table) else {
                let hint = "Write { name = \"…\", filter = \"…\" }.".to_owned();
                let message = "A filter needs a `name` that is not blank and a `filter`, both text";
                self.problems.add(place, path, message, Some(hint));
                continue;
            };
            if names.insert(filter.name.clone()) {
                found.push(filter);
            } else {
                self.problems.add(
                    place,
                    path,
                    format!(
                        "There is a filter “{}” already, and the first holds",
                        shortened(&filter.name)
                    ),
                    Some("Give it another name.".to_owned()),
                );
            }
        }
        self.settings.filters = found;
    }

    fn keys(&mut self, table: &dyn TableLike) {
        for (name, place, item) in entries(table) {
            let path = format!("{KEYS}.{}", shortened(name));
            let Some(command) = Command::from_id(name) else {
                let known = Command::ALL.iter().map(|command| command.id());
                let hint = self
                    .problems
                    .meant(name, known)
                    .unwrap_or_else(|| "It is left as it is.".to_owned());
                let message = format!("There is no command `{}`", shortened(name));
                self.problems.add(place, path, message, Some(hint));
                continue;
            };
            if command.is_fixed() {
                let message = format!("The key of `{name}` cannot be changed");
                let hint = "Esc and Enter mean the same in every program.".to_owned();
                self.problems.add(place, path, message, Some(hint));
                continue;
            }
            let Some(texts) = chord_texts(item) else {
                self.problems.add(
                    item.span().or(place),
                    path,
                    format!(
                        "Keys must be a text or a list of texts, and are {}",
                        kind(item)
                    ),
                    Some(format!(
                        "Write for example {name} = \"Ctrl+K\", or {name} = [] for none."
                    )),
                );
                continue;
            };
            let chords = self.chords(&path, &texts);
            // Where none of them can be taken, the command keeps its own.
            if !chords.is_empty() || texts.is_empty() {
                self.places.insert(command, item.span().or(place));
                self.settings.keys.push(Rebinding { command, chords });
            }
        }
    }

    /// The chords that can be taken; what is wrong with the others is told.
    fn chords(&mut self, path: &str, texts: &[(&str, Place)]) -> Vec<Chord> {
        let mut chords = Vec::new();
        for (text, place) in texts {
            match text.parse::<Chord>() {
                Ok(chord) => match chord.reserved() {
                    Some(reason) => self.problems.add(
                        place.clone(),
                        path,
                        format!("{chord} cannot be taken: {reason}"),
                        Some("Choose another key.".to_owned()),
                    ),
                    None if chords.contains(&chord) => {}
                    None => chords.push(chord),
                },
                Err(error) => {
                    self.problems
                        .add(place.clone(), path, error.message, Some(error.hint));
                }
            }
        }
        chords
    }

    /// Tells where two commands ask for one chord.
    fn conflicts(&mut self) {
        for conflict in Bindings::of(&self.settings).conflicts() {
            let (holder, loser) = (conflict.holder, conflict.loser);
            let place = self.places.get(&loser).or_else(|| self.places.get(&holder));
            self.problems.add(
                place.cloned().flatten(),
                format!("{KEYS}.{loser}"),
                format!(
                    "{} is asked for by `{holder}` and by `{loser}`; `{holder}` has it",
                    conflict.chord
                ),
                Some(format!(
                    "Give `{loser}` another key, or none: {loser} = []."
                )),
            );
        }
    }
}

/// The filter of a table; `None` where it is none.
pub(super) fn filter_of(table: &dyn TableLike) -> Option<SavedFilter> {
    let text = |name: &str| table.get(name).and_then(Item::as_str);
    let name = text("name").filter(|name| !name.trim().is_empty())?;
    Some(SavedFilter {
        name: name.to_owned(),
        filter: text("filter")?.to_owned(),
    })
}

/// The texts of one key or several, with their places.
fn chord_texts(item: &Item) -> Option<Vec<(&str, Place)>> {
    match item.as_value()? {
        Value::String(text) => Some(vec![(text.value(), text.span())]),
        Value::Array(list) => texts_of(list),
        _ => None,
    }
}

fn texts_of(list: &Array) -> Option<Vec<(&str, Place)>> {
    list.iter()
        .map(|value| value.as_str().map(|text| (text, value.span())))
        .collect()
}

/// What stands in a table: name, place of the name, item.
fn entries(table: &dyn TableLike) -> impl Iterator<Item = (&str, Place, &Item)> {
    table.iter().map(|(name, item)| {
        let place = table.get_key_value(name).and_then(|(key, _)| key.span());
        (name, place, item)
    })
}

fn field_of(table: Option<&str>, name: &str) -> Option<&'static Field> {
    FIELDS
        .iter()
        .find(|field| field.table == table && field.name == name)
}

/// What an item is, in words: `the text “blue”`, `a number`.
fn kind(item: &Item) -> String {
    match item {
        Item::None => "nothing".to_owned(),
        Item::Value(Value::String(text)) => format!("the text “{}”", shortened(text.value())),
        Item::Value(Value::Integer(number)) => format!("the number {}", number.value()),
        Item::Value(Value::Float(number)) => format!("the number {}", number.value()),
        Item::Value(Value::Boolean(value)) => format!("{}", value.value()),
        Item::Value(Value::Datetime(_)) => "a date".to_owned(),
        Item::Value(Value::Array(_)) | Item::ArrayOfTables(_) => "a list".to_owned(),
        Item::Value(Value::InlineTable(_)) | Item::Table(_) => "a table".to_owned(),
    }
}

/// The first characters of a text that may be long.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
