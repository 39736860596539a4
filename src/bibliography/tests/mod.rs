//! Tests of citations.

mod bundled;
mod hostile;
mod styles;

use serde_json::{Value, json};

use crate::model::Source;

/// A source with this record, as read from a file.
fn source(csl: &Value) -> Source {
    let file = json!({
        "annals": 1,
        "lanes": [],
        "sources": [{ "id": "s", "csl": csl }],
        "passages": [],
        "events": []
    });
    let reading = crate::storage::read(file.to_string().as_bytes()).unwrap();
    reading.timeline.sources.first().unwrap().clone()
}
