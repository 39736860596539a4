//! `assets/timeline.schema.json`, with which editors complete and check a timeline:
//! generated from the [shapes](super::schema) of entries and their doc comments.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::canonical::KeyOrder;
use super::field::{Field, Integer, JsonText, TextList};
use super::schema::{EventJson, LaneJson, PassageJson, SourceJson};

/// Examples of dates that an editor offers.
pub(super) const DATES: [&str; 8] = [
    "1958",
    "1958-04-17",
    "195X",
    "1955~/1959~",
    "1990/..",
    "1914/",
    "1958?",
    "[1667,1670]",
];

/// The fields of a `csl` that footnotes use most, besides those that the reader
/// uses. The reader does not check them.
const OTHER_CSL_FIELDS: [(&str, &str); 17] = [
    (
        "publisher-place",
        "The place of the publisher; for a thesis, of the university.",
    ),
    (
        "editor",
        "The editors, each a name with `family` and `given`, or `literal`.",
    ),
    ("translator", "The translators, as names."),
    ("interviewer", "The interviewers, as names."),
    ("recipient", "The recipients of a letter, as names."),
    ("collection-title", "The series that the work is part of."),
    ("collection-number", "The number in that series."),
    ("volume", "The volume."),
    ("issue", "The issue of a periodical."),
    ("edition", "The edition."),
    ("page", "The pages of the whole article or chapter."),
    (
        "genre",
        "The kind of document, such as “memorandum” or “PhD thesis”.",
    ),
    ("archive", "The archive that has the document."),
    ("archive_location", "Its shelfmark there."),
    ("accessed", "The date when the address was last visited."),
    (
        "DOI",
        "The digital object identifier, without the address of a resolver.",
    ),
    ("ISBN", "The ISBN."),
];

/// The root of a file, which the reader has no shape for: it reads list by list.
#[expect(dead_code, reason = "its fields are only described")]
#[derive(JsonSchema)]
#[schemars(rename = "Annals timeline")]
struct TimelineJson<'t> {
    /// The version of the file format.
    #[schemars(with = "i64", extend("const" = super::VERSION))]
    annals: i64,
    /// The title of the timeline.
    title: Option<JsonText<'t>>,
    /// What the timeline is about.
    description: Option<JsonText<'t>>,
    /// The language that the timeline is written in, as a BCP 47 tag.
    #[schemars(extend("examples" = ["en", "fr", "km"]))]
    language: Option<JsonText<'t>>,
    /// The lanes, from the top of the plot to its bottom.
    #[schemars(default)]
    lanes: Vec<LaneJson<'t>>,
    /// The documents that are quoted.
    #[schemars(default)]
    sources: Vec<SourceJson<'t>>,
    /// The quotations.
    #[schemars(default)]
    passages: Vec<PassageJson<'t>>,
    /// The events. Those without a date keep this order.
    #[schemars(default)]
    events: Vec<EventJson<'t>>,
}

/// A field that CSL-JSON allows to be a string or a number.
pub(super) struct TextOrNumber;

/// Defines the schema of a type, inline wherever it is used.
macro_rules! plain {
    ($shape:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $shape {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

plain!(JsonText<'_>, "Text", { "type": "string" });
plain!(Integer, "Integer", { "type": "integer", "minimum": 0 });
plain!(TextList<'_>, "TextList", { "type": "array", "items": { "type": "string" } });
plain!(TextOrNumber, "TextOrNumber", { "type": ["string", "number"] });

impl<T: JsonSchema> JsonSchema for Field<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// Adds the fields that only footnotes use to a record.
pub(super) fn with_other_fields(schema: &mut Schema) {
    let Some(Value::Object(known)) = schema.get_mut("properties") else {
        panic!("a record has properties");
    };
    let mut properties = Map::new();
    properties.insert(
        "type".to_owned(),
        json!({
            "description": "The kind of document, which determines the form of footnotes.",
            "examples": [
                "article-journal", "article-magazine", "article-newspaper", "book", "chapter",
                "document", "hearing", "interview", "legal_case", "legislation", "manuscript",
                "paper-conference", "personal_communication", "post", "report", "speech",
                "thesis", "treaty", "webpage"
            ]
        }),
    );
    properties.append(known);
    for (key, description) in OTHER_CSL_FIELDS {
        properties.insert(key.to_owned(), json!({ "description": description }));
    }
    *known = properties;
}

/// Removes `null` from the types of optional fields: they may be absent, not null.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(choices)) = schema.get_mut("anyOf") else {
        return;
    };
    choices.retain(|choice| *choice != json!({ "type": "null" }));
    if let [Value::Object(only)] = choices.as_slice() {
        let only = only.clone();
        schema.remove("anyOf");
        for (key, value) in only {
            schema.insert(key, value);
        }
    }
}

/// Sorts the keywords for readers, puts descriptions on one line, and removes the
/// `format` of numbers.
fn in_reading_order(schema: &mut Schema) {
    // `false`, the schema of a forbidden key, is not an object.
    let Some(found) = schema.as_object_mut() else {
        return;
    };
    let mut found = std::mem::take(found);
    found.shift_remove("format");
    if let Some(Value::String(words)) = found.get_mut("description") {
        *words = words.replace('\n', " ");
    }
    for key in ["$schema", "title", "description", "type", "$ref"] {
        if let Some(value) = found.shift_remove(key) {
            schema.insert(key.to_owned(), value);
        }
    }
    schema.ensure_object().append(&mut found);
}

/// The whole schema, as in the file.
fn generated() -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<TimelineJson<'_>>();
    schema.insert(
        "description".to_owned(),
        json!(
            "A chronology whose events rest on passages of their sources. Unknown keys are kept \
             as they are."
        ),
    );
    RecursiveTransform(without_null).transform(&mut schema);
    RecursiveTransform(in_reading_order).transform(&mut schema);
    let mut schema = schema.to_value();
    add_conflicts(&mut schema);
    schema
}

/// Adds what a merge could not decide, which the reader only reports: any entry and the
/// timeline itself may have it.
fn add_conflicts(schema: &mut Value) {
    let description = "What a merge could not decide. The value of one side is used meanwhile.";
    let property = json!({
        "description": description,
        "type": "array",
        "items": { "$ref": "#/$defs/Conflict" },
    });
    for owner in [
        "",
        "/$defs/Lane",
        "/$defs/Source",
        "/$defs/Passage",
        "/$defs/Event",
    ] {
        let properties = schema.pointer_mut(&format!("{owner}/properties")).unwrap();
        properties["conflicts"] = property.clone();
    }
    let value = |side: &str| json!({ "description": format!("{side} Absent if there was none.") });
    schema["$defs"]["Conflict"] = json!({
        "description": "A field that two versions of the timeline changed differently.",
        "type": "object",
        "properties": {
            "field": {
                "description": "The field, as a JSON Pointer in the entry; empty for the whole entry.",
                "type": "string",
            },
            "base": value("The value before both changes."),
            "ours": value("The value of the version that was merged into."),
            "theirs": value("The value of the other version."),
        },
        "required": ["field"],
    });
}

/// The keys of an object of the schema.
fn keys_of(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let properties = schema.pointer(&format!("{pointer}/properties")).unwrap();
    properties.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_schema_in_assets_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/timeline.schema.json");
    let generated = format!("{:#}\n", generated());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == generated,
        "{} is out of date; UPDATE_SNAPSHOTS=1 writes it again",
        path.display()
    );
}

#[test]
fn every_key_and_object_of_the_schema_has_a_description() {
    fn find_undescribed(schema: &Value, at: &str, undescribed: &mut Vec<String>) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            for (key, inner) in properties {
                let at = format!("{at}/{key}");
                let words = inner.get("description").and_then(Value::as_str);
                if words.is_none_or(|words| words.len() < 8 || !words.ends_with('.')) {
                    undescribed.push(at);
                }
            }
        }
    }
    let schema = generated();
    let mut undescribed = Vec::new();
    find_undescribed(&schema, "", &mut undescribed);
    let definitions = schema["$defs"].as_object().unwrap();
    assert_eq!(definitions.len(), 13, "{:?}", definitions.keys());
    for (name, definition) in definitions {
        assert!(definition["description"].is_string(), "{name}");
        find_undescribed(definition, name, &mut undescribed);
    }
    assert_eq!(undescribed, Vec::<String>::new());
}

#[test]
fn the_schema_and_the_canonical_order_have_the_same_keys() {
    // The order is that of the format's sample, which does not have all keys.
    let schema = generated();
    for (pointer, shape, not_in_the_sample) in [
        ("", KeyOrder::Timeline, &["conflicts"][..]),
        ("/$defs/Lane", KeyOrder::Lane, &["conflicts"]),
        (
            "/$defs/Source",
            KeyOrder::Source,
            &["conflicts", "encoding", "extractor"],
        ),
        ("/$defs/Name", KeyOrder::Name, &["literal"]),
        (
            "/$defs/Issued",
            KeyOrder::Issued,
            &["date-parts", "literal"],
        ),
        ("/$defs/Passage", KeyOrder::Passage, &["conflicts"]),
        ("/$defs/Event", KeyOrder::Event, &["conflicts", "note"]),
        (
            "/$defs/Dating",
            KeyOrder::Dating,
            &["after", "before", "reason"],
        ),
        ("/$defs/Citation", KeyOrder::Citation, &["dating"]),
        ("/$defs/Review", KeyOrder::Review, &[]),
        ("/$defs/Comment", KeyOrder::Comment, &[]),
    ] {
        let ordered = shape.keys().iter().map(|(key, _)| *key);
        let expected: BTreeSet<String> = ordered
            .chain(not_in_the_sample.iter().copied())
            .map(str::to_owned)
            .collect();
        assert_eq!(keys_of(&schema, pointer), expected, "{pointer}");
    }
    let csl = keys_of(&schema, "/$defs/Csl");
    let others = OTHER_CSL_FIELDS.iter().map(|(key, _)| *key);
    let ordered = KeyOrder::Csl.keys().iter().map(|(key, _)| *key);
    let expected = others.chain(ordered).chain(["publisher"]);
    assert_eq!(csl, expected.map(str::to_owned).collect());
}
