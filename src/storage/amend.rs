//! Adding entries to a timeline without touching what stands there.

use serde_json::{Map, Value};

use super::admission::admit;
use super::canonical::canonical;
use super::refusal::Refusal;
use super::syntax::{Raw, Type};

/// A list of a timeline that can be added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// `sources`
    Sources,
    /// `passages`
    Passages,
}

impl List {
    /// Its key in the file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Passages => "passages",
        }
    }
}

/// An entry to be added to a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Amendment {
    /// Where.
    pub list: List,
    /// The entry, with its `id`.
    pub entry: Map<String, Value>,
}

impl Amendment {
    /// The id of the entry; empty where it has none.
    #[must_use]
    pub fn id(&self) -> &str {
        self.entry
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

/// Adds entries at the ends of their lists. What stood in the file stays as it
/// was, byte for byte; a file in canonical form is in canonical form after. An
/// entry whose id the list has already is left out: it was added before.
///
/// # Errors
///
/// [`Refusal`] where the bytes are no timeline, or a list to be added to is
/// none.
pub fn amended(bytes: &[u8], amendments: &[Amendment]) -> Result<Vec<u8>, Refusal> {
    let mut text = bytes.to_vec();
    for amendment in amendments {
        if let Some(longer) = with(&text, amendment)? {
            text = longer;
        }
    }
    let was_canonical = canonical(bytes).is_ok_and(|form| form.as_bytes() == bytes);
    if was_canonical {
        return Ok(canonical(&text)?.into_bytes());
    }
    Ok(text)
}

/// The file with one entry more, or `None` where it has it already.
fn with(bytes: &[u8], amendment: &Amendment) -> Result<Option<Vec<u8>>, Refusal> {
    let admitted = admit(bytes)?;
    let before_text = bytes.len() - admitted.text.len();
    let key = amendment.list.key();
    let members = admitted.root.members().unwrap_or_default();
    let entry = indented(&Value::Object(amendment.entry.clone()), 4);
    // Of double keys the first holds.
    let list = members.iter().find(|member| member.key == key);
    let (at, added) = if let Some(member) = list {
        let list = member.value;
        if list.kind() != Type::Array {
            return Err(Refusal::new(format!(
                "`{key}` is no list, so that nothing can be added to it"
            ))
            .with_hint(format!("Make `{key}` a list: `\"{key}\": []`.")));
        }
        let (mut is_known, mut last) = (false, None);
        list.each_element(|_, element| {
            is_known |= id_of(element).as_deref() == Some(amendment.id());
            last = Some(element.offset + element.token.len());
        });
        if is_known {
            return Ok(None);
        }
        match last {
            Some(end) => (end, format!(",\n    {entry}")),
            None => (list.offset + 1, format!("\n    {entry}\n  ")),
        }
    } else {
        // A timeline holds `annals` at least.
        let last = members.last();
        let end = last.map_or(admitted.root.offset + 1, |member| {
            member.value.offset + member.value.token.len()
        });
        (end, format!(",\n  \"{key}\": [\n    {entry}\n  ]"))
    };
    let (head, tail) = bytes.split_at(bytes.len().min(before_text + at));
    Ok(Some([head, added.as_bytes(), tail].concat()))
}

fn id_of(entry: Raw<'_>) -> Option<String> {
    let members = entry.members()?;
    let id = members.iter().find(|member| member.key == "id")?;
    id.value.string().map(std::borrow::Cow::into_owned)
}

/// JSON of an entry whose first line is indented already.
fn indented(entry: &Value, by: usize) -> String {
    let plain = serde_json::to_string_pretty(entry).unwrap_or_default();
    plain.replace('\n', &format!("\n{}", " ".repeat(by)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::read;
    use serde_json::json;

    fn passage(id: &str) -> Amendment {
        let entry = json!({ "id": id, "source": "s", "exact": "new", "replaces": "p" });
        Amendment {
            list: List::Passages,
            entry: entry.as_object().unwrap().clone(),
        }
    }

    fn added(text: &str, amendments: &[Amendment]) -> String {
        String::from_utf8(amended(text.as_bytes(), amendments).unwrap()).unwrap()
    }

    const LOOSE: &str = "{ \"annals\": 1,\r\n  \"sources\": [{\"csl\":{},\"id\":\"s\"} ],\n\
        \"passages\": [ {\"id\":\"p\",\"source\":\"s\",\"exact\":\"old\", \"odd\": 1e+2} ] , \"x\": 0 }";

    #[test]
    fn what_stood_there_stays_byte_for_byte() {
        let text = added(LOOSE, &[passage("q"), passage("r")]);
        let (before, after) = LOOSE.split_at(LOOSE.find("1e+2}").unwrap() + 5);
        assert!(text.starts_with(before), "{text}");
        assert!(text.ends_with(after), "{text}");
        let timeline = read(text.as_bytes()).unwrap().timeline;
        let ids: Vec<_> = timeline.passages.iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids, ["p", "q", "r"]);
    }

    #[test]
    fn an_entry_that_is_there_is_not_added_again() {
        let once = added(LOOSE, &[passage("q")]);
        assert_eq!(added(&once, &[passage("q")]), once);
    }

    #[test]
    fn a_list_that_is_missing_or_empty_is_made() {
        for text in [
            "{\"annals\":1}",
            "{\"annals\": 1, \"passages\": [ ]}",
            "\u{feff}{\"annals\":1,\"title\":\"ភ្នំពេញ\"}",
        ] {
            let text = added(text, &[passage("q")]);
            let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
            assert_eq!(value["passages"][0]["id"], "q");
        }
    }

    #[test]
    fn a_canonical_file_stays_canonical() {
        let before = canonical(LOOSE.as_bytes()).unwrap();
        let after = added(&before, &[passage("q")]);
        assert_eq!(canonical(after.as_bytes()).unwrap(), after);
        assert!(after.len() > before.len());
    }

    #[test]
    fn what_is_no_list_is_refused_and_nothing_is_half_done() {
        let refusal = amended(b"{\"annals\":1,\"passages\":{}}", &[passage("q")]).unwrap_err();
        assert!(refusal.message.contains("no list"), "{refusal}");
        assert!(amended(b"[]", &[passage("q")]).is_err());
    }
}
