//! The annotations against the Web Annotation Data Model (W3C Recommendation of
//! 23 February 2017): a test for each MUST that applies. The last tests assert that
//! nothing else is written (choices, styles, audiences, other selectors).

use std::collections::{BTreeMap, BTreeSet};

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use serde_json::{Map, Value, json};
use url::Url;

use crate::town::{TEXT, export_json, folder_with, timeline};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const CONTEXT_FILE: &str = include_str!("anno.jsonld");

fn collection() -> Value {
    export_json(&folder_with(&timeline()), "web-annotation", &[])
}

fn annotations(collection: &Value) -> &Vec<Value> {
    collection["first"]["items"].as_array().unwrap()
}

/// Every object of a value, whatever it is in.
fn objects(value: &Value) -> Vec<&Map<String, Value>> {
    match value {
        Value::Object(object) => {
            let within = object.values().flat_map(objects);
            std::iter::once(object).chain(within).collect()
        }
        Value::Array(list) => list.iter().flat_map(objects).collect(),
        _ => Vec::new(),
    }
}

fn of_type<'v>(value: &'v Value, name: &str) -> Vec<&'v Map<String, Value>> {
    let is_one = |object: &&Map<String, Value>| object.get("type") == Some(&json!(name));
    let found: Vec<_> = objects(value).into_iter().filter(is_one).collect();
    assert!(!found.is_empty(), "there is no {name} to look at");
    found
}

/// An IRI with a scheme, which needs no base.
fn is_absolute(iri: &Value) -> bool {
    let parsed = iri.as_str().map(Url::parse);
    parsed.is_some_and(|parsed| parsed.is_ok())
}

#[test]
fn section_3_1_an_annotation_has_the_context_of_the_model_as_a_string() {
    for annotation in annotations(&collection()) {
        assert_eq!(annotation["@context"], CONTEXT);
    }
}

#[test]
fn section_3_1_an_annotation_has_exactly_one_unique_iri() {
    let collection = collection();
    let mut seen = BTreeSet::new();
    for annotation in annotations(&collection) {
        assert!(is_absolute(&annotation["id"]), "{annotation}");
        assert!(seen.insert(annotation["id"].as_str().unwrap()));
    }
    assert_eq!(seen.len(), 4, "one for each citation");
}

#[test]
fn section_3_1_an_annotation_has_its_class_and_a_target() {
    for annotation in annotations(&collection()) {
        assert_eq!(annotation["type"], "Annotation");
        assert!(annotation["target"].is_object(), "{annotation}");
    }
}

#[test]
fn section_3_2_1_a_source_on_the_web_has_exactly_one_iri() {
    let sandbox = folder_with(&timeline());
    for (url, expected) in [
        (
            json!("https://example.org/memoir"),
            "https://example.org/memoir",
        ),
        (json!("javascript:alert(1)"), "ni:///sha-256;"),
        (json!("not an address"), "ni:///sha-256;"),
        (json!(null), "ni:///sha-256;"),
    ] {
        let mut changed = timeline();
        changed["sources"][0]["csl"]["URL"] = url;
        std::fs::write(sandbox.path("town.json"), changed.to_string()).unwrap();
        let collection = export_json(&sandbox, "web-annotation", &[]);
        for target in of_type(&collection, "SpecificResource") {
            assert!(is_absolute(&target["source"]), "{target:?}");
        }
        let source = &annotations(&collection)[0]["target"]["source"];
        assert!(source.as_str().unwrap().starts_with(expected), "{source}");
        let nameless = &annotations(&collection)[1]["target"]["source"];
        assert!(
            nameless.as_str().unwrap().starts_with("urn:uuid:"),
            "{nameless}"
        );
    }
}

#[test]
fn section_3_2_4_a_textual_body_has_one_value_and_a_format() {
    for body in of_type(&collection(), "TextualBody") {
        assert!(body["value"].is_string(), "{body:?}");
        assert_eq!(body["format"], "text/plain");
    }
}

#[test]
fn section_3_2_5_body_and_body_value_are_never_together() {
    assert!(
        objects(&collection())
            .iter()
            .all(|object| !object.contains_key("bodyValue"))
    );
}

#[test]
fn section_3_3_1_no_timestamps_are_written() {
    for object in objects(&collection()) {
        for key in ["created", "modified", "generated", "sourceDate"] {
            assert!(!object.contains_key(key), "{key}");
        }
    }
}

#[test]
fn section_3_3_2_an_agent_has_at_most_one_iri() {
    let collection = collection();
    let agents = of_type(&collection, "Software");
    assert_eq!(agents.len(), 1);
    assert!(is_absolute(&agents[0]["id"]));
    assert_eq!(
        agents[0]["name"],
        concat!("annals ", env!("CARGO_PKG_VERSION"))
    );
    for annotation in annotations(&collection) {
        assert_eq!(annotation["generator"], agents[0]["id"]);
    }
}

#[test]
fn section_3_3_5_motivations_and_purposes_are_those_of_the_model() {
    let context: Value = serde_json::from_str(CONTEXT_FILE).unwrap();
    for object in objects(&collection()) {
        for key in ["motivation", "purpose"] {
            let Some(reason) = object.get(key) else {
                continue;
            };
            let expanded = &context["@context"][reason.as_str().unwrap()];
            assert_eq!(*expanded, format!("oa:{}", reason.as_str().unwrap()));
        }
    }
}

#[test]
fn section_4_a_specific_resource_has_exactly_one_source() {
    for target in of_type(&collection(), "SpecificResource") {
        assert!(target["source"].is_string(), "{target:?}");
    }
}

#[test]
fn section_4_2_4_a_quote_selector_has_one_type_one_exact_and_at_most_one_context() {
    let collection = collection();
    let selectors = of_type(&collection, "TextQuoteSelector");
    for selector in &selectors {
        assert!(selector["exact"].is_string());
        for key in ["prefix", "suffix"] {
            assert!(selector.get(key).is_none_or(Value::is_string));
        }
    }
    assert_eq!(selectors[0]["prefix"], "𐀀 ");
    assert_eq!(selectors[0]["suffix"], ", and nobody was hurt.");
}

#[test]
fn section_4_2_4_and_4_2_5_characters_are_code_points() {
    let letters: Vec<char> = TEXT.chars().collect();
    let collection = collection();
    let mut looked_at = 0;
    for target in of_type(&collection, "SpecificResource") {
        let selectors = target["selector"].as_array().unwrap();
        let [quote, position] = selectors.as_slice() else {
            continue;
        };
        let at = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
        let selected: String = letters[at("start")..at("end")].iter().collect();
        assert_eq!(quote["exact"], selected);
        looked_at += 1;
    }
    assert_eq!(looked_at, 3);
}

#[test]
fn section_4_2_5_a_position_selector_has_a_non_negative_start_and_end() {
    for selector in of_type(&collection(), "TextPositionSelector") {
        assert!(selector["start"].is_u64() && selector["end"].is_u64());
        assert!(selector["start"].as_u64() <= selector["end"].as_u64());
    }
}

#[test]
fn section_4_3_1_a_time_state_names_the_copy_of_the_positions() {
    for state in of_type(&collection(), "TimeState") {
        assert!(is_absolute(&state["cached"]), "{state:?}");
        assert!(
            state["cached"]
                .as_str()
                .unwrap()
                .starts_with("ni:///sha-256;")
        );
        assert_eq!(state.len(), 2);
    }
}

#[test]
fn section_5_1_a_collection_has_the_context_one_iri_its_class_and_a_label() {
    let collection = collection();
    assert_eq!(collection["@context"], CONTEXT);
    assert!(is_absolute(&collection["id"]));
    assert_eq!(collection["type"], "AnnotationCollection");
    assert_eq!(collection["label"], "A town | and its <archive>");
}

#[test]
fn section_5_1_a_collection_has_a_total_and_a_first_page_unless_empty() {
    let collection = collection();
    assert_eq!(collection["total"], 4);
    assert!(collection["first"].is_object());
    let mut empty = timeline();
    empty["events"].as_array_mut().unwrap().truncate(1);
    let empty = export_json(&folder_with(&empty), "web-annotation", &[]);
    assert_eq!(empty["total"], 0);
    assert_eq!(
        empty.get("first"),
        None,
        "a page has one annotation at least"
    );
}

#[test]
fn section_5_2_the_page_has_one_iri_its_class_its_collection_and_its_items() {
    let collection = collection();
    let page = &collection["first"];
    assert!(is_absolute(&page["id"]));
    assert_eq!(page["type"], "AnnotationPage");
    assert_eq!(page["partOf"], collection["id"]);
    assert_eq!(page["startIndex"], 0);
    assert_eq!(collection["last"], page["id"]);
    assert_eq!(
        page.get("@context"),
        None,
        "an embedded page should have none"
    );
    for key in ["next", "prev"] {
        assert_eq!(page.get(key), None, "there is one page");
    }
    assert!(!page["items"].as_array().unwrap().is_empty());
}

#[test]
fn the_collection_states_the_timelines_digest_and_the_version() {
    let sandbox = folder_with(&timeline());
    let bytes = std::fs::read(sandbox.path("town.json")).unwrap();
    let digest = annals::model::Digest::of(&bytes).to_string();
    let collection = export_json(&sandbox, "web-annotation", &["--quote-limit", "5"]);
    let about = collection["dcterms:description"].as_str().unwrap();
    for expected in [
        &*digest,
        "town.json",
        concat!("annals ", env!("CARGO_PKG_VERSION")),
        "5 words per source",
        "of memoir",
    ] {
        assert!(about.contains(expected), "{expected}: {about}");
    }
}

/// The meaning of a key of the export in the context.
fn expanded(context: &Value, key: &str) -> Option<String> {
    let whole = |term: &str| {
        let (prefix, rest) = term.split_once(':')?;
        let prefix = context[prefix].as_str()?;
        Some(format!("{prefix}{rest}"))
    };
    match &context[key] {
        Value::String(term) => whole(term),
        Value::Object(term) => match term["@id"].as_str()? {
            keyword @ ("@id" | "@type") => Some(keyword.to_owned()),
            term => whole(term),
        },
        _ => whole(key),
    }
}

/// The number of each property in a value.
fn count(context: &Value, value: &Value, counts: &mut BTreeMap<String, usize>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| count(context, one, counts)),
        Value::Object(object) => {
            for (key, value) in object.iter().filter(|(key, _)| *key != "@context") {
                let property = expanded(context, key);
                let property = property.unwrap_or_else(|| panic!("`{key}` means nothing"));
                let values = match value {
                    Value::Array(list) if key != "items" => list.len(),
                    _ => 1,
                };
                if property == "@type" {
                    let class = expanded(context, value.as_str().unwrap());
                    assert!(class.is_some(), "{value} is no class");
                }
                if !property.starts_with('@') {
                    *counts.entry(property).or_default() += values;
                }
                count(context, value, counts);
            }
        }
        _ => {}
    }
}

#[test]
fn every_key_expands_to_an_iri_without_loss() {
    let collection = collection();
    let context: Value = serde_json::from_str(CONTEXT_FILE).unwrap();
    let mut written = BTreeMap::new();
    count(&context["@context"], &collection, &mut written);
    let text = collection.to_string();
    let parser = JsonLdParser::new().for_slice(&text);
    let parser = parser.with_load_document_callback(|address, _| {
        if address != CONTEXT {
            return Err(format!("nothing but the context is read, and not {address}").into());
        }
        Ok(JsonLdRemoteDocument {
            document: CONTEXT_FILE.as_bytes().to_vec(),
            document_url: CONTEXT.to_owned(),
        })
    });
    let mut arrived: BTreeMap<String, usize> = BTreeMap::new();
    for quad in parser {
        let quad = quad.unwrap();
        *arrived
            .entry(quad.predicate.as_str().to_owned())
            .or_default() += 1;
    }
    // Classes and the links of the list are no keys of ours.
    for own in ["type", "first", "rest"] {
        assert!(arrived.remove(&format!("{RDF}{own}")) > Some(0), "{own}");
    }
    assert_eq!(arrived, written);
}

#[test]
fn a_context_that_is_not_bundled_is_refused() {
    let mut collection = collection();
    collection["@context"] = json!("https://example.org/other.jsonld");
    let text = collection.to_string();
    let parser = JsonLdParser::new().for_slice(&text);
    let mut parser = parser.with_load_document_callback(|address, _| Err(address.into()));
    assert!(parser.any(|quad| quad.is_err()));
}
