//! `annals diff`: says how two versions of a timeline differ.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use crate::model::{Change, EntryKind, EntryText, visible_line};
use crate::storage::{merge, read_file};

/// How many characters of a value are shown.
const MAX_SHOWN: usize = 120;

/// Arguments of `annals diff`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Only content counts: order of keys, white space and escapes make no difference.

Exit codes: 0 equal, 1 different, 2 the files could not be compared.

Examples:
  annals diff old.json new.json
  annals diff old.json new.json --json")]
pub struct DiffArgs {
    /// The earlier version
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The later version
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &DiffArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let read = |path: &PathBuf| {
        let bytes = read_file(path).map(|(bytes, _)| bytes);
        bytes.map_err(CommandError::about(path))
    };
    let (old, new) = (read(&args.old)?, read(&args.new)?);
    // The changes that make the old version the new one.
    let merged = merge(&old, &old, &new).map_err(|error| {
        let path = if error.version == 2 {
            &args.new
        } else {
            &args.old
        };
        CommandError::about(path)(error.error)
    })?;
    let differences: Vec<Difference> = merged.changes.iter().filter_map(Difference::of).collect();
    if args.json {
        let differences: Vec<Value> = differences.iter().map(Difference::to_json).collect();
        streams.json(&json!({ "differences": differences }))?;
    } else {
        for difference in &differences {
            difference.write(streams)?;
        }
    }
    Ok(Outcome::problems_if(!differences.is_empty()))
}

/// One thing in which the versions differ.
struct Difference {
    /// `added`, `removed`, `changed` or `moved`.
    operation: &'static str,
    /// The kind of the entry; `None` for a field of the timeline.
    kind: Option<EntryKind>,
    id: String,
    /// The title or name of the entry; empty if it has none.
    title: String,
    /// The fields that differ: key, old and new value.
    fields: Vec<(String, Option<Value>, Option<Value>)>,
}

impl Difference {
    fn of(change: &Change) -> Option<Self> {
        let entry = |operation, kind, entry: &EntryText, fields| {
            let object = object(&entry.json);
            let title = object.get("title").or(object.get("name"));
            Self {
                operation,
                kind: Some(kind),
                id: entry.id.to_string(),
                title: title.and_then(Value::as_str).unwrap_or_default().to_owned(),
                fields,
            }
        };
        Some(match change {
            Change::Insert {
                kind, entry: it, ..
            } => entry("added", *kind, it, Vec::new()),
            Change::Remove { kind, entry: it } => entry("removed", *kind, it, Vec::new()),
            Change::Replace { kind, old, new } => entry("changed", *kind, old, fields(old, new)),
            Change::Move { kind, id, .. } => Self {
                operation: "moved",
                kind: Some(*kind),
                id: id.to_string(),
                title: String::new(),
                fields: Vec::new(),
            },
            Change::SetField { field, old, new } => {
                let value = |json: &Option<_>| serde_json::from_str(json.as_deref()?).ok();
                Self {
                    operation: "changed",
                    kind: None,
                    id: String::new(),
                    title: String::new(),
                    fields: vec![(field.to_string(), value(old), value(new))],
                }
            }
            Change::Batch(_) => return None,
        })
    }

    fn to_json(&self) -> Value {
        let fields = self.fields.iter().map(|(key, old, new)| {
            let mut field = Map::new();
            field.insert("field".to_owned(), key.as_str().into());
            for (key, value) in [("old", old), ("new", new)] {
                if let Some(value) = value {
                    field.insert(key.to_owned(), value.clone());
                }
            }
            Value::Object(field)
        });
        json!({
            "kind": self.operation,
            "list": self.kind.map(EntryKind::list_key),
            "id": self.kind.map(|_| &self.id),
            "fields": fields.collect::<Vec<_>>(),
        })
    }

    fn write(&self, streams: &mut Streams<'_>) -> Result<(), CommandError> {
        let what = match self.kind {
            None => "timeline",
            Some(EntryKind::Lane) => "lane",
            Some(EntryKind::Source) => "source",
            Some(EntryKind::Passage) => "passage",
            Some(EntryKind::Event) => "event",
        };
        let mut line = format!("{} {what}", self.operation);
        if self.kind.is_some() {
            line.push(' ');
            line.push_str(&visible_line(&self.id));
        }
        if !self.title.is_empty() {
            for part in [" “", &visible_line(&self.title), "”"] {
                line.push_str(part);
            }
        }
        writeln!(streams.out, "{line}")?;
        for (key, old, new) in &self.fields {
            let (old, new) = (shown(old.as_ref()), shown(new.as_ref()));
            writeln!(streams.out, "  {}: {old} → {new}", visible_line(key))?;
        }
        Ok(())
    }
}

/// The fields in which two versions of an entry differ.
fn fields(old: &EntryText, new: &EntryText) -> Vec<(String, Option<Value>, Option<Value>)> {
    let (old, new) = (object(&old.json), object(&new.json));
    let added = new.keys().filter(|key| !old.contains_key(*key));
    let keys = old.keys().chain(added);
    let fields = keys.map(|key| (key.clone(), old.get(key).cloned(), new.get(key).cloned()));
    fields.filter(|(_, old, new)| old != new).collect()
}

fn object(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).unwrap_or_default()
}

/// A value in one line.
fn shown(value: Option<&Value>) -> String {
    let text = match value {
        None => return "none".to_owned(),
        Some(Value::String(text)) => format!("“{text}”"),
        Some(other) => other.to_string(),
    };
    let line = visible_line(&text).into_owned();
    match line.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}
