//! The strings, and a timeline with them in every field.

use std::collections::BTreeSet;

use naughty_strings::BLNS;
use serde_json::{Value, json};

/// Cases that the published list lacks: closing delimiters of every format that we
/// write, and hidden characters.
const OURS: &[&str] = &[
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "url(https://evil.example/x)",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "[x](javascript:alert(1)) ![x](https://evil.example/x.png) <https://evil.example>",
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "@import 'https://evil.example/x.css';",
    "\u{0}\u{1b}[2J\u{1b}]8;;https://evil.example\u{7}x\u{1b}]8;;\u{7}",
    "gpj.\u{202e}exe\u{2066}\u{2069}\u{200f}",
    "\u{e0041}\u{e0042}\u{feff}x\u{feff}",
    "\u{9b}31m\u{85}\u{2028}\u{2029}",
    "\u{fffe}\u{ffff}\u{10ffff}",
    "العربية 123 עברית",
    "ខ្មែរ\u{200b}ភ្នំពេញ",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "👩‍👩‍👧‍👦🇰🇭",
];

pub fn strings() -> Vec<String> {
    let published = BLNS.iter().map(|one| (*one).to_owned());
    let ours = OURS.iter().map(|one| (*one).to_owned());
    published
        .chain(ours)
        .filter(|one| !one.is_empty())
        .collect()
}

/// A timeline with the strings in every field, one event per string.
pub fn naughty(strings: &[String]) -> Value {
    let pick = |at: usize| &strings[at % strings.len()];
    let lanes: Vec<Value> = (0..5)
        .map(|n| json!({ "id": format!("lane {n} {}", pick(n * 97)), "name": pick(n * 89 + 3), "color": pick(n) }))
        .collect();
    let sources: Vec<Value> = strings
        .iter()
        .enumerate()
        .map(|(n, one)| {
            json!({
                "id": format!("s{n} {one}"),
                "csl": {
                    "type": "article", "title": one, "author": [{ "family": one, "given": pick(n + 1) }, { "literal": pick(n + 2) }],
                    "container-title": pick(n + 3), "number": pick(n + 4), "publisher": pick(n + 5),
                    "issued": { "raw": pick(n + 6) }, "URL": pick(n + 7), "DOI": pick(n + 8), one.as_str(): one,
                },
                "file": pick(n + 9), "language": pick(n + 10), "note": pick(n + 11),
                "extractor": { "name": pick(n + 12), "version": pick(n + 13) },
            })
        })
        .collect();
    let passages: Vec<Value> = strings
        .iter()
        .enumerate()
        .map(|(n, one)| {
            json!({
                "id": format!("p{n} {one}"), "source": format!("s{n} {one}"), "exact": format!("w {one}"),
                "prefix": pick(n + 1), "suffix": pick(n + 2), "locator": pick(n + 3), "start": n, "end": n + 1,
            })
        })
        .collect();
    let events: Vec<Value> = strings
        .iter()
        .enumerate()
        .map(|(n, one)| {
            let dated = n % 3 != 0;
            let mut event = json!({
                "id": format!("e{n} {one}"), "title": one, "date_text": pick(n + 1),
                "lane": lanes[n % lanes.len()]["id"], "tags": [one, pick(n + 2)], "actors": [pick(n + 3)],
                "summary": pick(n + 4), "note": pick(n + 5),
                "citations": [
                    { "passage": format!("p{n} {one}"), "date": pick(n + 6), "stance": "disputes",
                      "attributed_to": pick(n + 7), "note": pick(n + 8), "dating": { "basis": "inferred", "reason": pick(n + 9) } },
                ],
            });
            if dated {
                event["date"] = json!(format!("{}", 1000 + n));
                event["dating"] = json!({ "basis": "inferred", "reason": pick(n + 10) });
            }
            event
        })
        .collect();
    json!({
        "annals": 1, "title": pick(31), "description": strings.iter().take(60).cloned().collect::<Vec<_>>().join(" "),
        "language": pick(5), pick(7).as_str(): pick(8),
        "lanes": lanes, "sources": sources, "passages": passages, "events": events,
    })
}

/// The controls of a text that a terminal obeys or that change its direction.
pub fn hidden(text: &str) -> BTreeSet<char> {
    let hides = |c: &char| {
        matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    text.chars().filter(hides).collect()
}
