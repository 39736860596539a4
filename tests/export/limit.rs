//! The quotation limit over whole exports.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::common::Sandbox;
use crate::town::{export_json, folder_with, rows, timeline};

fn words(text: &str) -> usize {
    text.unicode_words().count()
}

/// The distinct texts that an export quotes of each source.
type QuotedTexts = BTreeMap<String, BTreeSet<String>>;

fn in_table(sandbox: &Sandbox, limit: &str) -> QuotedTexts {
    let table = sandbox
        .run("export", &["--to", "csv", "--quote-limit", limit])
        .out;
    let mut quoted = QuotedTexts::new();
    for row in rows(&table) {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        quoted
            .entry(text("source_id"))
            .or_default()
            .insert(text("quotation"));
    }
    quoted
}

fn in_json(sandbox: &Sandbox, limit: &str) -> QuotedTexts {
    let object = export_json(sandbox, "json", &["--quote-limit", limit]);
    let mut quoted = QuotedTexts::new();
    for passage in object["passages"].as_array().unwrap() {
        let of_source = quoted.entry(passage["source"].as_str().unwrap().to_owned());
        let texts = ["exact", "prefix", "suffix"].map(|key| passage[key].as_str());
        of_source
            .or_default()
            .extend(texts.into_iter().flatten().map(str::to_owned));
    }
    quoted
}

fn in_annotations(sandbox: &Sandbox, limit: &str) -> QuotedTexts {
    let collection = export_json(sandbox, "web-annotation", &["--quote-limit", limit]);
    let mut quoted = QuotedTexts::new();
    for annotation in collection["first"]["items"].as_array().unwrap() {
        let target = &annotation["target"];
        let of_source = quoted
            .entry(target["source"].as_str().unwrap().to_owned())
            .or_default();
        let selectors = target["selector"].as_array().cloned().unwrap_or_default();
        for selector in selectors {
            let texts =
                ["exact", "prefix", "suffix"].map(|key| selector[key].as_str().map(str::to_owned));
            of_source.extend(texts.into_iter().flatten());
        }
        let bodies = annotation["body"].as_array().unwrap().iter();
        let cut = bodies
            .filter_map(|body| body["value"].as_str())
            .filter(|text| text.ends_with("[…]"));
        of_source.extend(cut.map(str::to_owned));
    }
    quoted
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_format_quotes_more_words_of_a_source_than_the_limit(limit in 0_usize..45) {
        let sandbox = folder_with(&timeline());
        let limit_text = limit.to_string();
        for quoted in [in_table, in_json, in_annotations].map(|of| of(&sandbox, &limit_text)) {
            for (source, texts) in quoted {
                let shown: usize = texts.iter().map(|text| words(text)).sum();
                prop_assert!(shown <= limit, "{} of {}: {:?}", shown, source, texts);
            }
        }
    }
}

#[test]
fn cut_words_are_a_body_and_no_selector() {
    let sandbox = folder_with(&timeline());
    for limit in ["0", "1", "13", "14", "20", "none"] {
        let collection = export_json(&sandbox, "web-annotation", &["--quote-limit", limit]);
        for annotation in collection["first"]["items"].as_array().unwrap() {
            let bodies = annotation["body"].as_array().unwrap();
            let is_cut = bodies
                .iter()
                .any(|body| body["value"].as_str().unwrap().ends_with("[…]"));
            let selectors = annotation["target"]["selector"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let quotes = selectors
                .iter()
                .any(|selector| selector["type"] == "TextQuoteSelector");
            assert_ne!(is_cut, quotes, "{limit}: {annotation}");
            for selector in selectors {
                assert!(!selector.to_string().contains('…'), "{selector}");
            }
        }
    }
    // Without a recorded position only the source remains.
    let collection = export_json(&sandbox, "web-annotation", &["--quote-limit", "0"]);
    let letter = &collection["first"]["items"][1]["target"];
    assert_eq!(letter.get("selector"), None, "{letter}");
}

#[test]
fn repeated_words_count_once_and_appear_in_every_row() {
    let sandbox = folder_with(&timeline());
    let table = rows(
        &sandbox
            .run("export", &["--to", "csv", "--quote-limit", "14"])
            .out,
    );
    let quotations: Vec<(&Value, &Value, &Value)> = table
        .iter()
        .map(|row| (&row["passage_id"], &row["quotation"], &row["words_cut"]))
        .collect();
    let fire = json!("In the spring of 1921 the archive of the town burned to the ground");
    let (none, nothing) = (json!(""), json!("0"));
    assert_eq!(
        quotations,
        [
            (&json!("fire"), &fire, &nothing),
            (
                &json!("letter"),
                &json!("All is lost since 1922."),
                &nothing
            ),
            (&json!("room"), &json!("[…]"), &json!("12")),
            (&json!("fire"), &fire, &nothing),
            (&none, &none, &none),
        ]
    );
}

#[test]
fn every_export_states_the_limit_and_the_words_cut() {
    let sandbox = folder_with(&timeline());
    let limited = ["--quote-limit", "14"];
    let object = export_json(&sandbox, "json", &limited);
    assert_eq!(object["made"]["quote_limit"], 14);
    let cut = &object["made"]["cut"][0];
    assert_eq!(
        (&cut["source"], &cut["words_quoted"]),
        (&json!("memoir"), &json!(14))
    );
    let page = sandbox
        .run("export", &["--to", "md", "--quote-limit", "14"])
        .out;
    assert!(
        page.contains("at most 14 words per source; 19 words quoted, cut: 12 words of memoir"),
        "{page}"
    );
    let table = rows(
        &sandbox
            .run("export", &["--to", "csv", "--quote-limit", "14"])
            .out,
    );
    for row in &table {
        assert_eq!(row["quote_limit"], "14");
    }
    assert_eq!(table[0]["source_words_cut"], "12");
    let records = export_json(&sandbox, "csl", &limited);
    assert_eq!(records[0]["custom"]["annals"]["quote_limit"], 14);
    let unlimited = export_json(&sandbox, "json", &["--quote-limit", "none"]);
    assert_eq!(unlimited["made"]["quote_limit"], Value::Null);
    assert_eq!(unlimited["made"]["cut"], json!([]));
}
