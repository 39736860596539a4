//! Hostile texts in every field stay text.

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::{Value, json};

use crate::common::Sandbox;
use crate::records::validate;
use crate::town::{folder_with, rows};

/// Markup, formulas, addresses, escapes, controls and scripts.
const HOSTILE: [&str; 46] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</blockquote><h1>x</h1>",
    "<!-- x --> <?php x ?> <![CDATA[x]]>",
    "&lt;b&gt; &#60; &amp;",
    "[x](javascript:alert(1)) ![x](http://e.org/x.png)",
    "[x]: http://e.org 'x'",
    "[^1] [[wiki]] [@cite] @user #tag",
    "http://e.org www.e.org me@e.org mailto:me@e.org xmpp:me@e.org",
    "<http://e.org> <me@e.org>",
    "# heading\n===\n---\n***",
    "- a\n- b\n+ c\n* d\n1. e\n2) f",
    "> quote\n>> more",
    "    code\n\tcode",
    "```\ncode\n``` ~~~ x",
    "`code` ``x`` *em* **strong** _em_ __strong__ ~~del~~ ^sup^ ~sub~",
    "| a | b |\n| - | - |\n| c | d |",
    "term\n: definition",
    "$x$ $$x$$ \\(x\\) \\begin{x}",
    "{#id .class} {::comment}",
    ":smile: --- -- ... 'q' \"q\"",
    "---\ntitle: x\n---",
    "%title",
    "\\ \\\\ \\n \\",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://e.org\",\"x\")",
    "'quoted'",
    "\tTAB",
    "\rCR",
    "\nLF",
    "\u{0}NUL\u{0}",
    "a,b;c\"d\"\r\ne",
    "\u{1b}[31mred\u{1b}[0m \u{7} \u{9b}2J",
    "gpj.\u{202e}exe \u{2066}x\u{2069} \u{200f}",
    "\u{feff}bom\u{feff} \u{e0041}\u{e007f}",
    "ភ្នំ\u{200b}ពេញ می\u{200c}خواهم 👩\u{200d}👩\u{200d}👧 zero\u{ad}width",
    "Z̴̧̢͎a̸̡͝l̵̛͜g̶̢͠o̷͝",
    "𝕬𝖓𝖓𝖆𝖑𝖘 ﷽ Ω≈ç√∫˜µ≤≥÷",
    "null undefined NaN true 1E400 -0",
    "${7*7} {{7*7}} %s %n $(id) `id` ; rm -rf",
    "\u{2028}line\u{2029}paragraph\u{85}next",
    "' OR 1=1 -- ../../etc/passwd",
];

/// A timeline with a text in every text field.
fn timeline_of(text: &str) -> Value {
    json!({
        "annals": 1, "title": text, "description": text, "language": text,
        "lanes": [{ "id": format!("lane{text}"), "name": text }],
        "sources": [{
            "id": format!("source{text}"), "language": text, "note": text,
            "csl": {
                "type": text, "title": text, "author": [{ "family": text, "given": text }],
                "container-title": text, "number": text, "publisher": text, "URL": text, "DOI": text,
                "issued": { "raw": text }, "abstract": text, "other": text
            }
        }],
        "passages": [{
            "id": format!("passage{text}"), "source": format!("source{text}"),
            "exact": text, "prefix": text, "suffix": text, "locator": text
        }],
        "events": [
            {
                "id": format!("event{text}"), "title": text, "date": "1958", "date_text": text,
                "dating": { "basis": "inferred", "reason": text }, "lane": format!("lane{text}"),
                "tags": [text, text], "actors": [text], "summary": text, "note": text,
                "citations": [{
                    "passage": format!("passage{text}"), "date": text, "stance": "disputes",
                    "attributed_to": text, "note": text
                }]
            },
            { "id": "undated", "title": text, "date": text, "lane": text, "citations": [] }
        ]
    })
}

fn each(check: impl Fn(&Sandbox, &str)) {
    let long = "x".repeat(100_000);
    let wide = "ក".repeat(20_000);
    for text in HOSTILE.iter().copied().chain([&*long, &*wide]) {
        check(&folder_with(&timeline_of(text)), text);
    }
}

/// An export, whatever problems the file has.
fn out(sandbox: &Sandbox, format: &str) -> String {
    let output = sandbox.run("export", &["--to", format, "--quote-limit", "none"]);
    assert_ne!(output.code, 2, "{}", output.err);
    output.out
}

#[test]
fn texts_add_no_markup_to_markdown() {
    each(|sandbox, text| {
        let page = out(sandbox, "md");
        for event in Parser::new_ext(&page, Options::all()) {
            let is_ours = match &event {
                Event::Text(_) | Event::SoftBreak | Event::HardBreak | Event::End(_) => true,
                Event::Start(tag) => matches!(
                    tag,
                    Tag::Heading { .. }
                        | Tag::Paragraph
                        | Tag::List(None)
                        | Tag::Item
                        | Tag::BlockQuote(None)
                ),
                _ => false,
            };
            assert!(is_ours, "{event:?} of {text:?} in\n{page}");
        }
    });
}

#[test]
fn texts_add_no_blocks_to_markdown() {
    let blocks = |text: &str| {
        let page = out(&folder_with(&timeline_of(text)), "md");
        let starts =
            Parser::new_ext(&page, Options::all()).filter(|event| matches!(event, Event::Start(_)));
        starts.map(|event| format!("{event:?}")).collect::<Vec<_>>()
    };
    let plain = blocks("a b");
    // Dates that are one, texts that are blank when trimmed, and long ones differ.
    for text in HOSTILE {
        assert_eq!(blocks(text), plain, "{text:?}");
    }
}

#[test]
fn hidden_characters_are_visible_in_markdown() {
    each(|sandbox, text| {
        let page = out(sandbox, "md");
        let hidden = |c: char| {
            (c.is_control() && c != '\n' && c != '\t')
                || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
        };
        assert_eq!(page.chars().find(|c| hidden(*c)), None, "{text:?}");
    });
}

#[test]
fn no_field_starts_a_formula_and_every_text_survives() {
    each(|sandbox, text| {
        let table = out(sandbox, "csv");
        assert!(!table.contains('\0'));
        let rows = rows(&table);
        for (column, field) in rows[0].as_object().unwrap() {
            let field = field.as_str().unwrap();
            assert!(
                !field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
                "{column}: {field:?}"
            );
        }
        let stored = text.replace('\0', "\u{2400}");
        for column in [
            "title",
            "summary",
            "note",
            "quotation",
            "locator",
            "attributed_to",
            "citation_note",
            "reason",
            "date_text",
            "timeline_title",
        ] {
            let field = rows[0][column].as_str().unwrap();
            let back = field.strip_prefix('\'').unwrap_or(field);
            assert_eq!(back, stored, "{column}");
        }
    });
}

#[test]
fn lost_nuls_are_reported() {
    let output = folder_with(&timeline_of("\0")).run("export", &["--to", "csv"]);
    assert!(
        output.err.contains("NUL characters written as ␀ (U+2400)"),
        "{}",
        output.err
    );
}

#[test]
fn machine_formats_keep_the_characters() {
    each(|sandbox, text| {
        let object: Value = serde_json::from_str(&out(sandbox, "json")).unwrap();
        let event = &object["events"][0];
        for field in [
            &object["title"],
            &event["title"],
            &event["summary"],
            &event["tags"][0],
            &object["passages"][0]["exact"],
            &object["sources"][0]["csl"]["title"],
        ] {
            assert_eq!(*field, text);
        }
        let collection: Value = serde_json::from_str(&out(sandbox, "web-annotation")).unwrap();
        let annotation = &collection["first"]["items"][0];
        assert_eq!(annotation["target"]["selector"][0]["exact"], text);
        let bodies = annotation["body"].as_array().unwrap();
        assert!(
            bodies
                .iter()
                .any(|body| body["value"] == text && body["purpose"] == "tagging")
        );
        let source = annotation["target"]["source"].as_str().unwrap();
        assert!(url::Url::parse(source).is_ok(), "{source}");
        assert!(!source.starts_with("javascript:"), "{source}");
        let records: Value = serde_json::from_str(&out(sandbox, "csl")).unwrap();
        validate(&records);
        assert_eq!(records[0]["title"], text);
    });
}
