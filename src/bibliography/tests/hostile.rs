//! Malformed and malicious records.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{Bibliographer, Style};
use super::source;

/// Every line of every style.
fn lines(csl: &Value, locator: Option<&str>) -> Vec<String> {
    let source = source(csl);
    Style::ALL
        .into_iter()
        .map(Bibliographer::new)
        .flat_map(|bibliographer| {
            let mut lines = bibliographer.notes(&[(&source, locator), (&source, None)]);
            lines.push(bibliographer.footnote(&source, locator));
            lines.push(bibliographer.bibliography_entry(&source));
            lines.extend(bibliographer.bibliography(&[&source]));
            lines
        })
        .collect()
}

fn is_plain(line: &str) -> bool {
    !line.trim().is_empty() && !line.chars().any(char::is_control)
}

#[test]
fn a_record_that_cannot_be_set_gives_the_plain_line() {
    for csl in [
        json!({}),
        json!({ "type": "book" }),
        json!({ "title": ["a list"], "author": "a text", "issued": [] }),
        json!({ "title": "x".repeat(3_000) }),
        json!({ "author": [{ "family": "x".repeat(3_000) }] }),
    ] {
        let source = source(&csl);
        for bibliographer in Style::ALL.map(Bibliographer::new) {
            assert_eq!(
                bibliographer.footnote(&source, Some("p. 3")),
                source.fallback_footnote(Some("p. 3"))
            );
            assert_eq!(
                bibliographer.bibliography_entry(&source),
                source.fallback_footnote(None)
            );
            assert_eq!(
                bibliographer.notes(&[(&source, None)]),
                [source.fallback_footnote(None)]
            );
            assert_eq!(
                bibliographer.bibliography(&[&source]),
                [source.fallback_footnote(None)]
            );
        }
    }
}

#[test]
fn fields_of_the_wrong_type_affect_only_themselves() {
    for (key, value) in [
        ("issued", json!({ "date-parts": [[]] })),
        ("issued", json!({ "date-parts": [[99_999_999_999_i64]] })),
        (
            "issued",
            json!({ "date-parts": [[2025, 13, 40], [2026, "x"]] }),
        ),
        ("issued", json!({ "date-parts": { "a": [] }, "literal": 5 })),
        ("accessed", json!({ "date-parts": [[2025], [2026]] })),
        ("accessed", json!({ "raw": "2025/2026" })),
        (
            "author",
            json!([{}, null, 7, "A. Text", { "given": "Only" }, { "literal": "Body" }]),
        ),
        (
            "author",
            json!(vec![json!({ "family": "Many", "given": "A" }); 5_000]),
        ),
        ("page", json!("---")),
        ("page", json!(",,&&")),
        ("page", json!("1\\-2\\-3")),
        ("page", json!(-2_147_483_649_i64)),
        ("volume", json!(4_294_967_296_i64)),
        ("volume", json!("99999999999999999999")),
        ("edition", json!("-0")),
        ("edition", json!(1.5e300)),
        ("number", json!({ "a": 1 })),
        ("language", json!("not a tag at all")),
        ("id", json!([["x"]])),
        ("type", json!(7)),
    ] {
        let mut csl = json!({ "type": "article-journal", "title": "The Title" });
        csl[key] = value;
        for line in lines(&csl, Some("para. 3")) {
            // In APA and MLA a cite in the text names the author alone.
            let is_whole = line.contains("The Title") || line.starts_with('(');
            assert!(is_plain(&line) && is_whole, "{csl}: {line}");
        }
    }
}

#[test]
fn lines_have_no_control_characters_or_markup() {
    let csl = json!({
        "type": "book", "title": "A\u{1b}[31m <b>bold</b>\r\ntitle\u{0}",
        "author": [{ "family": "Le\u{7}", "given": "<i>X</i>" }], "issued": { "literal": "n\to" }
    });
    for line in lines(&csl, Some("p.\u{1b} 3")) {
        assert!(is_plain(&line) && !line.contains(['<', '>']), "{line:?}");
    }
}

/// Texts that are hard to parse as numbers, names and pages.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9ivx ,.&–\\-\\\\a-zÀ-ÿ٠-٩²]{0,12}",
        "[-]?[0-9]{1,11}(st|th|a)?",
        "\\PC{0,20}",
        Just("van der Berg".to_owned()),
        Just("e\u{301}\u{301}".to_owned()),
        Just("“quoted ‘twice’”".to_owned()),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        text().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-10_000_i64..10_000).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    let name = (text(), text(), text(), 0..16_u8).prop_map(|(family, given, more, which)| {
        let mut name = json!({ "family": family, "given": given });
        for (bit, key) in [
            (1, "suffix"),
            (2, "non-dropping-particle"),
            (4, "dropping-particle"),
        ] {
            if which & bit != 0 {
                name[key] = json!(more);
            }
        }
        if which & 8 != 0 {
            name["family"] = Value::Null;
        }
        name
    });
    let part = prop_oneof![
        (-40_000_i64..40_000).prop_map(Value::from),
        (0..40_i64).prop_map(Value::from),
        text().prop_map(Value::from)
    ];
    let date = proptest::collection::vec(proptest::collection::vec(part, 0..4), 0..3)
        .prop_map(|parts| json!({ "date-parts": parts }));
    prop_oneof![
        4 => leaf,
        2 => proptest::collection::vec(name, 0..4).prop_map(Value::from),
        2 => date,
        1 => text().prop_map(|raw| json!({ "raw": raw })),
        1 => text().prop_map(|literal| json!({ "literal": literal, "season": 2 })),
    ]
}

fn record() -> impl Strategy<Value = Value> {
    let keys = prop::sample::select(vec![
        "title",
        "title-short",
        "author",
        "editor",
        "translator",
        "container-title",
        "issued",
        "accessed",
        "original-date",
        "page",
        "volume",
        "issue",
        "number",
        "edition",
        "publisher",
        "publisher-place",
        "URL",
        "DOI",
        "genre",
        "medium",
        "collection-title",
        "section",
        "collection-number",
        "chapter-number",
        "number-of-volumes",
        "number-of-pages",
        "archive",
        "event-title",
        "version",
        "status",
        "part-number",
        "recipient",
        "director",
        "authority",
    ]);
    let kinds = prop::sample::select(vec![
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
        "nonsense",
    ]);
    (kinds, proptest::collection::vec((keys, value()), 1..9)).prop_map(|(kind, fields)| {
        let mut csl = json!({ "type": kind });
        for (key, value) in fields {
            csl[key] = value;
        }
        csl
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_record_gives_a_plain_line(csl in record(), locator in proptest::option::of(text())) {
        for line in lines(&csl, locator.as_deref()) {
            prop_assert!(is_plain(&line), "{csl}: {line:?}");
        }
    }
}
