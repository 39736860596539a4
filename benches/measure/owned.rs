//! The content of a timeline as plain owned types.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Timeline {
    pub title: Option<String>,
    pub description: Option<String>,
    pub language: Option<String>,
    #[serde(default)]
    pub lanes: Vec<Lane>,
    #[serde(default)]
    pub sources: Vec<Source>,
    #[serde(default)]
    pub passages: Vec<Passage>,
    #[serde(default)]
    pub events: Vec<Event>,
}

#[derive(Deserialize)]
pub struct Lane {
    pub id: String,
    pub name: String,
    pub color: Option<String>,
}

#[derive(Deserialize)]
pub struct Source {
    pub id: String,
    pub csl: serde_json::Value,
    pub file: Option<String>,
    pub sha256: Option<String>,
    pub language: Option<String>,
    pub note: Option<String>,
}

#[derive(Deserialize)]
pub struct Passage {
    pub id: String,
    pub source: String,
    pub exact: String,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
    pub start: Option<u64>,
    pub end: Option<u64>,
    pub locator: Option<String>,
    pub replaces: Option<String>,
}

#[derive(Deserialize)]
pub struct Event {
    pub id: String,
    pub title: String,
    pub date: Option<String>,
    pub date_text: Option<String>,
    pub dating: Option<Dating>,
    pub lane: String,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub actors: Vec<String>,
    pub summary: Option<String>,
    pub note: Option<String>,
    pub citations: Vec<Citation>,
}

#[derive(Deserialize)]
pub struct Dating {
    pub basis: Option<String>,
    pub reason: Option<String>,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub before: Vec<String>,
}

#[derive(Deserialize)]
pub struct Citation {
    pub passage: String,
    pub date: Option<String>,
    pub dating: Option<Dating>,
    pub stance: Option<String>,
    pub attributed_to: Option<String>,
    pub note: Option<String>,
}
