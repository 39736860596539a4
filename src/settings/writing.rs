//! Changes to the settings file: what changed and nothing else.

use std::fmt::Write as _;
use std::ops::Range;

use toml_edit::{Array, Document, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::command::Command;
use super::fields::{
    ABOUT_FILTERS, ABOUT_KEYS, ABOUT_PANELS, FIELDS, FILTERS, Field, KEYS, PANELS,
};
use super::file::{admit, filter_of};
use super::preferences::{Rebinding, SavedFilter, Settings};
use super::problem::{SettingProblem, line_and_column};
use super::repair::HOW_TO_WRITE;

/// The text with what changed between two states of the settings: comments,
/// unknown settings, order, and what others changed meanwhile stay as they are.
/// What is said
/// about a filter goes with it. A blank text becomes a whole file. Where nothing
/// changed, it is the text.
///
/// # Errors
///
/// [`SettingProblem`] where the text is no TOML or too large: it is the user's,
/// and not written over.
pub fn changed(text: &str, before: &Settings, after: &Settings) -> Result<String, SettingProblem> {
    admit(text)?;
    if before == after {
        return Ok(text.to_owned());
    }
    if text.trim().is_empty() {
        return Ok(whole(after));
    }
    // Lines are written with LF; a file with CRLF gets them back.
    let has_crlf = text.contains("\r\n");
    let lines = text.replace("\r\n", "\n");
    let lines = without_removed(&lines, before, after)?;
    let mut document = parsed(&lines)?.into_mut();
    let root = document.as_table_mut();
    for field in FIELDS {
        let value = (field.give)(after);
        if (field.give)(before).to_string() != value.to_string() {
            set_field(root, field, value);
        }
    }
    if before.filters != after.filters {
        set_filters(root, before, after);
    }
    if before.keys != after.keys {
        set_keys(root, before, after);
    }
    let written = written(&document, has_crlf);
    // Never is a file left that cannot be read.
    parsed(&written)?;
    admit(&written)?;
    Ok(written)
}

fn written(document: &DocumentMut, with_crlf: bool) -> String {
    let text = document.to_string();
    if with_crlf {
        text.replace('\n', "\r\n")
    } else {
        text
    }
}

fn parsed(text: &str) -> Result<Document<String>, SettingProblem> {
    Document::parse(text.to_owned()).map_err(|error| {
        let place = error.span().map(|span| line_and_column(text, span.start));
        let (line, column) = place.unzip();
        SettingProblem {
            line,
            column,
            ..SettingProblem::of_file(
                format!(
                    "The settings file is no TOML and is not written over: {}",
                    error.message()
                ),
                Some(HOW_TO_WRITE.to_owned()),
            )
        }
    })
}

/// The text without the entries that are to go, or to become something else. They
/// are cut out of the text itself, so that the comments about them stay.
fn without_removed(
    text: &str,
    before: &Settings,
    after: &Settings,
) -> Result<String, SettingProblem> {
    let document = parsed(text)?;
    let mut cut: Vec<Range<usize>> = Vec::new();
    let has_changed =
        |field: &&Field| (field.give)(before).to_string() != (field.give)(after).to_string();
    let root = document.as_table();
    for field in FIELDS.iter().filter(has_changed) {
        if let Some(table) = field.table {
            // A table is needed, and something else stands there.
            cut.extend(span_in(root, table, |item| {
                item.is_value() && !item.is_table_like()
            }));
        } else if let Some(Item::Table(table)) = root.get(field.name)
            && table.is_dotted()
        {
            leaves(table, &mut cut);
        }
    }
    if before.keys != after.keys {
        cut.extend(span_in(root, KEYS, |item| {
            item.is_value() && !item.is_table_like()
        }));
        if let Some(Item::Table(keys)) = root.get(KEYS) {
            for rebinding in &before.keys {
                if after.rebound(rebinding.command).is_none() {
                    cut.extend(span_in(keys, rebinding.command.id(), Item::is_value));
                }
            }
        }
    }
    cut.sort_by_key(|range| std::cmp::Reverse(range.start));
    cut.dedup();
    let mut text = text.to_owned();
    for range in cut {
        // A line of its own goes with its end; a comment beside it stays.
        let start = text.get(..range.start).and_then(|head| head.rfind('\n'));
        let start = start.map_or(0, |at| at + 1);
        let rest = text.get(range.end..).unwrap_or("");
        let line_end = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let is_bare = rest
            .get(..line_end)
            .is_some_and(|line| line.trim().is_empty());
        let end = range.end + if is_bare { line_end } else { 0 };
        text.replace_range(start..end, "");
    }
    Ok(text)
}

/// The entries of a table that is written with dots: `theme.a = 1`. A text
/// nests no deeper than its parser lets it.
fn leaves(table: &Table, cut: &mut Vec<Range<usize>>) {
    for (name, item) in table {
        match item {
            Item::Table(table) => leaves(table, cut),
            _ => cut.extend(span_in(table, name, Item::is_value)),
        }
    }
}

/// From the name of an entry to the end of its value, in bytes, where it is as
/// asked.
fn span_in(table: &Table, name: &str, is_asked: impl Fn(&Item) -> bool) -> Option<Range<usize>> {
    let (key, item) = table.get_key_value(name)?;
    let range = key.span()?.start..item.span()?.end;
    is_asked(item).then_some(range)
}

fn set_field(root: &mut Table, field: &Field, value: Value) {
    match field.table {
        None => set(root, field.name, value, field.about),
        Some(name) => {
            if let Some(table) = table_at(root, name, ABOUT_PANELS) {
                set(table, field.name, value, field.about);
            }
        }
    }
}

/// Gives an entry a value, where it stands or at the end, with a comment.
fn set(table: &mut dyn TableLike, name: &str, mut value: Value, about: &str) {
    match table.get_mut(name) {
        Some(Item::Value(known)) => {
            // What is said beside the value stays there.
            *value.decor_mut() = known.decor().clone();
            *known = value;
        }
        known => {
            if known.is_some() {
                table.remove(name);
            }
            let is_first = table.is_empty();
            let is_header = !table.is_dotted();
            table.insert(name, Item::Value(value));
            if is_header && let Some(mut key) = table.key_mut(name) {
                let gap = if is_first { "" } else { "\n" };
                key.leaf_decor_mut()
                    .set_prefix(gap.to_owned() + &comment(about));
            }
        }
    }
}

/// A table of the file, which is made where there is none, or something else.
fn table_at<'a>(root: &'a mut Table, name: &str, about: &str) -> Option<&'a mut dyn TableLike> {
    let is_table = root.get(name).is_some_and(Item::is_table_like);
    if !is_table {
        root.remove(name);
        let mut table = Table::new();
        table
            .decor_mut()
            .set_prefix(format!("\n{}", comment(about)));
        root.insert(name, Item::Table(table));
    }
    root.get_mut(name).and_then(Item::as_table_like_mut)
}

/// "# …", a line for each line.
fn comment(about: &str) -> String {
    about.lines().fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "# {line}");
        text
    })
}

// Filters.

/// The filters that are to stand in a file that has `current`: those of
/// `after`, save what others changed there.
fn merged(current: &[SavedFilter], before: &Settings, after: &Settings) -> Vec<SavedFilter> {
    let named =
        |list: &[SavedFilter], name: &str| list.iter().find(|filter| filter.name == name).cloned();
    let ours = after.filters.iter().filter_map(|filter| {
        if named(&before.filters, &filter.name).as_ref() == Some(filter) {
            // Not changed here: as it is there, if it is there.
            named(current, &filter.name)
        } else {
            Some(filter.clone())
        }
    });
    let is_theirs = |filter: &&SavedFilter| {
        let name = &filter.name;
        named(&before.filters, name).is_none() && named(&after.filters, name).is_none()
    };
    let theirs = current.iter().filter(is_theirs).cloned();
    ours.chain(theirs).collect()
}

fn set_filters(root: &mut Table, before: &Settings, after: &Settings) {
    match root.get_mut(FILTERS) {
        Some(Item::ArrayOfTables(tables)) => {
            let current: Vec<Table> = tables.iter().cloned().collect();
            let read = |table: &Table| filter_of(table);
            let write = |known: Option<&Table>, filter: &SavedFilter| {
                let mut table = known.cloned().unwrap_or_default();
                refill(&mut table, filter);
                table
            };
            tables.clear();
            for mut table in arranged(&current, read, write, before, after) {
                // Where it stands in the list is where it stands in the file.
                forget_positions(&mut table);
                tables.push(table);
            }
        }
        Some(Item::Value(Value::Array(list))) => {
            let current: Vec<Value> = list.iter().cloned().collect();
            let read = |value: &Value| value.as_inline_table().and_then(|table| filter_of(table));
            let write = |known: Option<&Value>, filter: &SavedFilter| {
                let mut value = known.cloned().unwrap_or_else(|| InlineTable::new().into());
                if let Some(table) = value.as_inline_table_mut() {
                    refill(table, filter);
                }
                value
            };
            let wanted = arranged(&current, read, write, before, after);
            list.clear();
            for value in wanted {
                list.push_formatted(value);
            }
            in_lines(list);
        }
        _ => set(
            root,
            FILTERS,
            Value::Array(list_of(&after.filters)),
            ABOUT_FILTERS,
        ),
    }
}

/// The entries of a list that are to stand in it: those of the merged filters,
/// each as it stood where it did, then those that are no filters.
fn arranged<T: Clone>(
    current: &[T],
    read: impl Fn(&T) -> Option<SavedFilter>,
    write: impl Fn(Option<&T>, &SavedFilter) -> T,
    before: &Settings,
    after: &Settings,
) -> Vec<T> {
    let mut known: Vec<(SavedFilter, &T)> = Vec::new();
    let mut others = Vec::new();
    for entry in current {
        match read(entry) {
            Some(filter) if known.iter().all(|(known, _)| known.name != filter.name) => {
                known.push((filter, entry));
            }
            Some(_) => {}
            None => others.push(entry.clone()),
        }
    }
    let filters: Vec<SavedFilter> = known.iter().map(|(filter, _)| filter.clone()).collect();
    let mut entries: Vec<T> = merged(&filters, before, after)
        .iter()
        .map(|filter| {
            let stood = known.iter().find(|(known, _)| known.name == filter.name);
            write(stood.map(|(_, entry)| *entry), filter)
        })
        .collect();
    entries.append(&mut others);
    entries
}

fn refill(table: &mut dyn TableLike, filter: &SavedFilter) {
    if filter_of(table).as_ref() != Some(filter) {
        for (name, text) in [("name", &filter.name), ("filter", &filter.filter)] {
            match table.get_mut(name).and_then(Item::as_value_mut) {
                Some(known) => {
                    let mut value = Value::from(text.as_str());
                    *value.decor_mut() = known.decor().clone();
                    *known = value;
                }
                None => {
                    table.insert(name, Item::Value(text.as_str().into()));
                }
            }
        }
    }
}

fn forget_positions(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(table) => forget_positions(table),
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(forget_positions),
            _ => {}
        }
    }
}

fn list_of(filters: &[SavedFilter]) -> Array {
    let mut list = Array::new();
    for filter in filters {
        let mut table = InlineTable::new();
        refill(&mut table, filter);
        list.push_formatted(table.into());
    }
    in_lines(&mut list);
    list
}

/// One filter a line; what somebody laid out stays.
fn in_lines(list: &mut Array) {
    let is_bare = |text: Option<&str>| text.is_none_or(|text| !text.contains(['\n', '#']));
    for value in list.iter_mut() {
        if is_bare(value.decor().prefix().and_then(|prefix| prefix.as_str())) {
            value.decor_mut().set_prefix("\n  ");
        }
        if is_bare(value.decor().suffix().and_then(|suffix| suffix.as_str())) {
            value.decor_mut().set_suffix("");
        }
    }
    list.set_trailing_comma(!list.is_empty());
    if !list.is_empty() && is_bare(list.trailing().as_str()) {
        list.set_trailing("\n");
    }
}

// Keys.

fn set_keys(root: &mut Table, before: &Settings, after: &Settings) {
    let Some(table) = table_at(root, KEYS, ABOUT_KEYS) else {
        return;
    };
    for &command in Command::ALL {
        let (was, is) = (before.rebound(command), after.rebound(command));
        match is {
            _ if was == is => {}
            None => {
                table.remove(command.id());
            }
            Some(chords) => {
                let texts: Array = chords.iter().map(ToString::to_string).collect();
                let known = table.get_mut(command.id());
                if let Some(known) = known.and_then(Item::as_value_mut) {
                    let mut value = Value::Array(texts);
                    *value.decor_mut() = known.decor().clone();
                    *known = value;
                } else {
                    table.remove(command.id());
                    table.insert(command.id(), Item::Value(texts.into()));
                }
            }
        }
    }
    set_order(table, &after.keys);
}

/// Puts the commands into an order, of which the first holds a chord that two
/// ask for. What is no command of it stays before or behind them.
fn set_order(table: &mut dyn TableLike, keys: &[Rebinding]) {
    let wanted = |name: &str| keys.iter().position(|known| known.command.id() == name);
    let places: Vec<usize> = table.iter().filter_map(|(name, _)| wanted(name)).collect();
    if places.is_sorted() {
        return;
    }
    let names: Vec<String> = table.iter().map(|(name, _)| name.to_owned()).collect();
    let mut entries: Vec<(Option<usize>, String, Option<toml_edit::Key>, Item)> = Vec::new();
    for name in names {
        let key = table.get_key_value(&name).map(|(key, _)| key.clone());
        if let Some(item) = table.remove(&name) {
            entries.push((wanted(&name), name, key, item));
        }
    }
    // What is none of them comes first.
    entries.sort_by_key(|(place, ..)| *place);
    for (_, name, key, item) in entries {
        table.insert(&name, item);
        if let (Some(mut written), Some(key)) = (table.key_mut(&name), key) {
            // The comment above it goes with it.
            *written.leaf_decor_mut() = key.leaf_decor().clone();
        }
    }
}

// A new file.

/// A whole settings file, with a comment on each setting.
#[must_use]
pub fn whole(settings: &Settings) -> String {
    let mut text = String::from(
        "# The settings of Annals. The window writes here what is changed in its dialog;\n\
         # what is written here by hand stays, comments too. What is wrong is told in the\n\
         # window, with its line, and everything else holds.\n",
    );
    for field in FIELDS.iter().filter(|field| field.table.is_none()) {
        push_field(&mut text, field, settings, "\n");
    }
    let list = Value::Array(list_of(&settings.filters)).decorated(" ", "");
    let _ = write!(text, "\n{}{FILTERS} ={list}\n", comment(ABOUT_FILTERS));
    let _ = write!(text, "\n{}[{PANELS}]\n", comment(ABOUT_PANELS));
    for field in FIELDS.iter().filter(|field| field.table == Some(PANELS)) {
        push_field(&mut text, field, settings, "");
    }
    let _ = write!(text, "\n{}", comment(ABOUT_KEYS));
    text.push_str("# The commands, with the keys that they have by themselves:\n#\n");
    for command in Command::ALL.iter().filter(|command| !command.is_fixed()) {
        let chords: Array = command.default_chords().iter().copied().collect();
        let _ = writeln!(
            text,
            "# {command} ={}",
            Value::Array(chords).decorated(" ", "")
        );
    }
    let _ = writeln!(text, "[{KEYS}]");
    for Rebinding { command, chords } in &settings.keys {
        let chords: Array = chords.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            text,
            "{command} ={}",
            Value::Array(chords).decorated(" ", "")
        );
    }
    text
}

fn push_field(text: &mut String, field: &Field, settings: &Settings, gap: &str) {
    let value = (field.give)(settings).decorated(" ", "");
    let _ = writeln!(text, "{gap}{}{} ={value}", comment(field.about), field.name);
}
