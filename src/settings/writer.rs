//! Writes changed settings into the text of a settings file.

use std::fmt::Write as _;
use std::ops::Range;

use toml_edit::{Array, InlineTable, Item, Table, TableLike, Value};

use super::command::Command;
use super::entries::{FILTERS, KEYS, SettingName, TEMPLATE, comment_on};
use super::preferences::{SavedFilter, Settings};
use super::reader::parse;
use crate::storage::FileError;

/// Returns `text` with the settings that differ updated. Comments, unknown
/// settings and external edits are kept. A blank text becomes a new file.
///
/// # Errors
///
/// [`FileError`] where the text is too large or is not valid TOML.
pub fn update(text: &str, before: &Settings, after: &Settings) -> Result<String, FileError> {
    if before == after {
        return parse(text).map(|_| text.to_owned());
    }
    if text.trim().is_empty() {
        return update(&new_file(), &Settings::default(), after);
    }
    // `toml_edit` writes LF.
    let lines = text.replace("\r\n", "\n");
    let lines = without_reset_keys(&lines, before, after)?;
    let mut document = parse(&lines)?.into_mut();
    let root = document.as_table_mut();
    for setting in SettingName::all() {
        let (old, new) = (setting.value(before), setting.value(after));
        if let (Some(old), Some(new)) = (old, new)
            && old.to_string() != new.to_string()
        {
            set_value(root, &setting, new);
        }
    }
    if before.filters != after.filters {
        set_filters(root, before, after);
    }
    set_keys(root, before, after);
    let mut updated = document.to_string();
    if text.contains("\r\n") {
        updated = updated.replace('\n', "\r\n");
    }
    // A file that cannot be read again must never be written.
    parse(&updated)?;
    Ok(updated)
}

fn set_value(root: &mut Table, setting: &SettingName, value: Value) {
    let name = &setting.name;
    match setting.table.map(|table| table_or_insert(root, table)) {
        None => set_with_comment(root, name, value),
        Some(Some(Item::Table(table))) => set_with_comment(table, name, value),
        Some(Some(Item::Value(Value::InlineTable(table)))) => set(table, name, value),
        Some(_) => {}
    }
}

/// Sets a value. What is beside the old value, such as a comment, stays.
fn set(table: &mut dyn TableLike, name: &str, mut value: Value) {
    if let Some(old) = table.get_mut(name).and_then(Item::as_value_mut) {
        *value.decor_mut() = old.decor().clone();
        *old = value;
    } else {
        table.remove(name);
        table.insert(name, Item::Value(value));
    }
}

/// Sets a value, with a comment above it where it is new.
fn set_with_comment(table: &mut Table, name: &str, value: Value) {
    let is_new = !table.get(name).is_some_and(Item::is_value);
    let above = comment_above(table, name);
    let gap = if table.is_empty() { "" } else { "\n" };
    set(table, name, value);
    if is_new
        && !table.is_dotted()
        && let Some(mut key) = table.key_mut(name)
    {
        let prefix = format!("{above}{gap}{}", comment_lines(name));
        key.leaf_decor_mut().set_prefix(prefix);
    }
}

/// The table with this name, added at the end of the file where the name is
/// missing or has a value of another type.
fn table_or_insert<'a>(root: &'a mut Table, name: &str) -> Option<&'a mut Item> {
    if !root.get(name).is_some_and(Item::is_table_like) {
        let mut table = Table::new();
        let prefix = format!("{}\n{}", comment_above(root, name), comment_lines(name));
        table.decor_mut().set_prefix(prefix);
        root.insert(name, Item::Table(table));
    }
    root.get_mut(name)
}

/// The comment above an entry. In `a.b = 1` it belongs to the last part of the
/// key.
fn comment_above(table: &dyn TableLike, name: &str) -> String {
    let Some((key, item)) = table.get_key_value(name) else {
        return String::new();
    };
    match item {
        Item::Table(inner) if inner.is_dotted() => inner
            .iter()
            .map(|(name, _)| comment_above(inner, name))
            .collect(),
        _ => {
            let prefix = key.leaf_decor().prefix().and_then(|prefix| prefix.as_str());
            prefix.unwrap_or_default().to_owned()
        }
    }
}

/// The comment on a setting or a table, as lines.
fn comment_lines(name: &str) -> String {
    let comment = comment_on(name);
    let lines = comment.lines();
    lines.flat_map(|line| ["# ", line, "\n"]).collect()
}

// Filters.

/// Removes, changes and adds filters by name, so that what others changed in
/// the list stays.
fn set_filters(root: &mut Table, before: &Settings, after: &Settings) {
    let has = |filters: &[SavedFilter], name: &str| filters.iter().any(|it| it.name == name);
    let is_kept = |table: &dyn TableLike| {
        name_of(table).is_none_or(|name| has(&after.filters, name) || !has(&before.filters, name))
    };
    let changed = after.filters.iter();
    let changed = changed.filter(|filter| !before.filters.contains(filter));
    match root.get_mut(FILTERS) {
        Some(Item::ArrayOfTables(tables)) => {
            tables.retain(|table| is_kept(table));
            for filter in changed {
                let known = tables.iter_mut().find(|table| has_name_of(*table, filter));
                if let Some(table) = known {
                    write_filter(table, filter);
                } else {
                    let mut table = Table::new();
                    write_filter(&mut table, filter);
                    tables.push(table);
                }
            }
        }
        Some(Item::Value(Value::Array(list))) => {
            list.retain(|value| value.as_inline_table().is_none_or(|table| is_kept(table)));
            for filter in changed {
                let known = list
                    .iter_mut()
                    .filter_map(Value::as_inline_table_mut)
                    .find(|table| has_name_of(*table, filter));
                match known {
                    Some(table) => write_filter(table, filter),
                    None => push_line(list, filter),
                }
            }
        }
        _ => {
            let mut list = Array::new();
            for filter in &after.filters {
                push_line(&mut list, filter);
            }
            set_with_comment(root, FILTERS, Value::Array(list));
        }
    }
}

fn name_of(table: &dyn TableLike) -> Option<&str> {
    table.get("name").and_then(Item::as_str)
}

fn has_name_of(table: &dyn TableLike, filter: &SavedFilter) -> bool {
    name_of(table) == Some(&filter.name)
}

fn write_filter(table: &mut dyn TableLike, filter: &SavedFilter) {
    for (name, text) in [("name", &filter.name), ("filter", &filter.filter)] {
        if table.get(name).and_then(Item::as_str) != Some(text) {
            set(table, name, text.into());
        }
    }
}

/// Adds a filter to a list, on a line of its own.
fn push_line(list: &mut Array, filter: &SavedFilter) {
    let mut table = InlineTable::new();
    write_filter(&mut table, filter);
    list.push_formatted(Value::from(table).decorated("\n  ", ""));
    list.set_trailing_comma(true);
    if list.trailing().as_str().is_none_or(str::is_empty) {
        list.set_trailing("\n");
    }
}

// Keys.

/// The text without the lines of the commands that get their default keys
/// back. They are cut out of the text, so that the comments above them stay.
fn without_reset_keys(
    text: &str,
    before: &Settings,
    after: &Settings,
) -> Result<String, FileError> {
    let document = parse(text)?;
    let mut text = text.to_owned();
    let Some(Item::Table(keys)) = document.as_table().get(KEYS) else {
        return Ok(text);
    };
    let range = |command: Command| -> Option<Range<usize>> {
        let (key, item) = keys.get_key_value(command.id())?;
        Some(key.span()?.start..item.as_value()?.span()?.end)
    };
    let reset = before.keys.iter().map(|rebinding| rebinding.command);
    let reset = reset.filter(|command| after.custom_chords(*command).is_none());
    let mut ranges: Vec<_> = reset.filter_map(range).collect();
    ranges.sort_by_key(|range| std::cmp::Reverse(range.start));
    for range in ranges {
        let line_start = text.get(..range.start).and_then(|head| head.rfind('\n'));
        let line_end = text.get(range.end..).and_then(|rest| rest.find('\n'));
        let end = line_end.map_or(text.len(), |length| range.end + length + 1);
        text.replace_range(line_start.map_or(0, |at| at + 1)..end, "");
    }
    Ok(text)
}

fn set_keys(root: &mut Table, before: &Settings, after: &Settings) {
    let commands = after.keys.iter().chain(&before.keys);
    for command in commands.map(|keys| keys.command) {
        let chords = after.custom_chords(command);
        if chords == before.custom_chords(command) {
            continue;
        }
        let table = table_or_insert(root, KEYS);
        let Some(table) = table.and_then(Item::as_table_like_mut) else {
            return;
        };
        match chords {
            Some(chords) => {
                let chords: Array = chords.iter().map(ToString::to_string).collect();
                set(table, command.id(), Value::Array(chords));
            }
            None => {
                table.remove(command.id());
            }
        }
    }
}

/// The text of a new settings file, with a comment on each setting.
#[must_use]
pub fn new_file() -> String {
    let mut text = TEMPLATE.to_owned();
    for command in Command::ALL.iter().filter(|command| !command.is_fixed()) {
        let chords: Array = command.default_chords().iter().copied().collect();
        // Writing to a string does not fail.
        let _ = writeln!(text, "# {command} = {chords}");
    }
    text
}
