//! Tests of the room.

mod bundled;
mod hostile;
mod styles;

use serde_json::{Value, json};

use crate::model::Source;

/// A source as the file's reader makes it.
fn source(csl: &Value) -> Source {
    let file = json!({
        "annals": 1,
        "lanes": [],
        "sources": [{ "id": "s", "csl": csl }],
        "passages": [],
        "events": []
    });
    let reading = crate::storage::read(file.to_string().as_bytes()).unwrap();
    reading.timeline.sources.into_iter().next().unwrap()
}
