//! `assets/timeline.schema.json`, by which editors complete and check a
//! timeline: made of the shapes that the reader fills, and of what stands above
//! their fields.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::canonical::Shape;
use super::field::{Field, Integer, Text, TextList};
use super::schema::{EventShape, LaneShape, PassageShape, SourceShape};

/// Dates that an editor offers.
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

/// What a `csl` may hold beside what the reader looks at: the fields that
/// footnotes use most. Of these the reader demands nothing.
const OTHER_CSL_FIELDS: [(&str, &str); 17] = [
    (
        "publisher-place",
        "Where the publisher is; for a thesis, where the university is.",
    ),
    (
        "editor",
        "The editors, each a name with `family` and `given`, or `literal`.",
    ),
    ("translator", "The translators, as names."),
    ("interviewer", "The interviewers, as names."),
    ("recipient", "To whom a letter went, as names."),
    ("collection-title", "The series that the work is part of."),
    ("collection-number", "The number in that series."),
    ("volume", "The volume."),
    ("issue", "The issue of a periodical."),
    ("edition", "The edition."),
    ("page", "The pages of the whole article or chapter."),
    (
        "genre",
        "What kind of document it is, such as “memorandum” or “PhD thesis”.",
    ),
    ("archive", "The archive that holds the document."),
    ("archive_location", "Its shelfmark there."),
    ("accessed", "When the address was last looked at."),
    (
        "DOI",
        "The digital object identifier, without an address before it.",
    ),
    ("ISBN", "The ISBN."),
];

/// The root of a file, which has no shape of its own: it is read list by list.
#[expect(dead_code, reason = "its fields are only described")]
#[derive(JsonSchema)]
#[schemars(rename = "Annals timeline")]
struct TimelineShape<'t> {
    /// The version of the file format.
    #[schemars(with = "i64", extend("const" = super::VERSION))]
    annals: i64,
    /// The title of the timeline.
    title: Option<Text<'t>>,
    /// What the timeline is about.
    description: Option<Text<'t>>,
    /// The language that the timeline is written in, as a BCP 47 tag.
    #[schemars(extend("examples" = ["en", "fr", "km"]))]
    language: Option<Text<'t>>,
    /// The lanes, from the top of the plot to its bottom.
    #[schemars(default)]
    lanes: Vec<LaneShape<'t>>,
    /// The documents that are quoted.
    #[schemars(default)]
    sources: Vec<SourceShape<'t>>,
    /// The quotations.
    #[schemars(default)]
    passages: Vec<PassageShape<'t>>,
    /// The events. Those without a date keep the order in which they stand here.
    #[schemars(default)]
    events: Vec<EventShape<'t>>,
}

/// What CSL-JSON allows to be either.
pub(super) struct TextOrNumber;

/// Says what a type is in JSON, wherever it stands.
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

plain!(Text<'_>, "Text", { "type": "string" });
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

/// Adds to a record what nothing but footnotes looks at.
pub(super) fn with_other_fields(schema: &mut Schema) {
    let Some(Value::Object(known)) = schema.get_mut("properties") else {
        panic!("a record has properties");
    };
    let mut properties = Map::new();
    properties.insert(
        "type".to_owned(),
        json!({
            "description": "What kind of document it is, by which footnotes differ.",
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

/// A field that may be absent is no field that may be null.
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

/// What a reader looks for first stands first, and a description is one line. A
/// format of numbers is nobody's business here.
fn told_in_order(schema: &mut Schema) {
    // `false`, for a key that may not be there, is a schema and no object.
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

/// The whole schema, as it stands in the file.
fn generated() -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<TimelineShape<'_>>();
    schema.insert(
        "description".to_owned(),
        json!(
            "A chronology whose every event rests on passages of its sources. Keys that stand \
             nowhere in here are kept as they are."
        ),
    );
    RecursiveTransform(without_null).transform(&mut schema);
    RecursiveTransform(told_in_order).transform(&mut schema);
    schema.to_value()
}

/// The keys of an object of the schema.
fn keys_of(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let properties = schema.pointer(&format!("{pointer}/properties")).unwrap();
    properties.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_schema_in_assets_is_the_one_that_the_shapes_make() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/timeline.schema.json");
    let made = format!("{:#}\n", generated());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "{} is another; UPDATE_SNAPSHOTS=1 writes it anew",
        path.display()
    );
}

#[test]
fn every_key_and_every_object_of_the_schema_says_what_it_means() {
    fn look(schema: &Value, at: &str, silent: &mut Vec<String>) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            for (key, inner) in properties {
                let at = format!("{at}/{key}");
                let words = inner.get("description").and_then(Value::as_str);
                if words.is_none_or(|words| words.len() < 8 || !words.ends_with('.')) {
                    silent.push(at);
                }
            }
        }
    }
    let schema = generated();
    let mut silent = Vec::new();
    look(&schema, "", &mut silent);
    let definitions = schema["$defs"].as_object().unwrap();
    assert_eq!(definitions.len(), 10, "{:?}", definitions.keys());
    for (name, definition) in definitions {
        assert!(definition["description"].is_string(), "{name}");
        look(definition, name, &mut silent);
    }
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn the_schema_and_the_canonical_order_know_the_same_keys() {
    // The order is that of the format's sample; what the sample does not show
    // stays where it was found.
    let schema = generated();
    for (pointer, shape, not_in_the_sample) in [
        ("", Shape::Timeline, &[][..]),
        ("/$defs/Lane", Shape::Lane, &[]),
        ("/$defs/Source", Shape::Source, &["encoding", "extractor"]),
        ("/$defs/Name", Shape::Name, &["literal"]),
        ("/$defs/Issued", Shape::Issued, &["date-parts", "literal"]),
        ("/$defs/Passage", Shape::Passage, &[]),
        ("/$defs/Event", Shape::Event, &["note"]),
        (
            "/$defs/Dating",
            Shape::Dating,
            &["after", "before", "reason"],
        ),
        ("/$defs/Citation", Shape::Citation, &["dating"]),
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
    let ordered = Shape::Csl.keys().iter().map(|(key, _)| *key);
    let expected = others.chain(ordered).chain(["publisher"]);
    assert_eq!(csl, expected.map(str::to_owned).collect());
}
