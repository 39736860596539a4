//! The canonical form of a file, in which two versions differ only where their
//! content does.
//!
//! Known keys come in the order of the format's description, unknown keys after
//! them in their own order. There is one key per line, indented by two spaces.
//! Numbers keep their digits, strings are escaped only if JSON requires it, and
//! arrays keep their order.

use super::diagnostics::line_and_column;
use super::file_error::FileError;
use super::json_layout::Layout;
use super::json_lint::each_duplicate_key;
use super::preflight::preflight;
use crate::model::{EntryKind, visible_id};

/// The objects of the format whose keys have an order.
#[derive(Clone, Copy)]
pub(super) enum KeyOrder {
    Timeline,
    Lane,
    Source,
    Csl,
    Name,
    Issued,
    Passage,
    Event,
    Dating,
    Citation,
    Review,
    Comment,
    /// Any other value: keys stay as they are.
    Other,
}

impl KeyOrder {
    /// The keys in their order, each with the order of its value, or of the elements
    /// of its list.
    pub(super) const fn keys(self) -> &'static [(&'static str, Self)] {
        use KeyOrder::{
            Citation, Comment, Csl, Dating, Event, Issued, Lane, Name, Other, Passage, Review,
            Source,
        };
        match self {
            Self::Timeline => &[
                ("annals", Other),
                ("title", Other),
                ("description", Other),
                ("language", Other),
                ("lanes", Lane),
                ("sources", Source),
                ("passages", Passage),
                ("events", Event),
            ],
            Self::Lane => &[("id", Other), ("name", Other), ("color", Other)],
            Self::Source => &[
                ("id", Other),
                ("csl", Csl),
                ("file", Other),
                ("sha256", Other),
                ("language", Other),
                ("note", Other),
            ],
            Self::Csl => &[
                ("type", Other),
                ("title", Other),
                ("author", Name),
                ("container-title", Other),
                ("number", Other),
                ("issued", Issued),
                ("URL", Other),
            ],
            Self::Name => &[("family", Other), ("given", Other)],
            Self::Issued => &[("raw", Other)],
            Self::Passage => &[
                ("id", Other),
                ("source", Other),
                ("exact", Other),
                ("prefix", Other),
                ("suffix", Other),
                ("start", Other),
                ("end", Other),
                ("locator", Other),
                ("replaces", Other),
            ],
            Self::Event => &[
                ("id", Other),
                ("title", Other),
                ("date", Other),
                ("date_text", Other),
                ("dating", Dating),
                ("lane", Other),
                ("tags", Other),
                ("actors", Other),
                ("summary", Other),
                ("citations", Citation),
                ("review", Review),
                ("comments", Comment),
            ],
            Self::Dating => &[("basis", Other)],
            // The format's sample has no `dating` here, so it comes after these, like an
            // unknown key. Its own keys have the order of any `dating`.
            Self::Citation => &[
                ("passage", Other),
                ("date", Other),
                ("stance", Other),
                ("attributed_to", Other),
                ("note", Other),
            ],
            Self::Review => &[("state", Other), ("by", Other), ("at", Other)],
            Self::Comment => &[
                ("id", Other),
                ("author", Other),
                ("at", Other),
                ("text", Other),
                ("resolved", Other),
            ],
            Self::Other => &[],
        }
    }

    /// The order of an entry of a kind.
    pub(super) fn of_entry(kind: EntryKind) -> Self {
        Self::Timeline.of_member(kind.list_key())
    }

    /// The position of a key in the order; unknown keys share the last one.
    pub(super) fn rank(self, key: &str) -> usize {
        let keys = self.keys();
        let known = keys.iter().position(|(known, _)| *known == key);
        known.unwrap_or(keys.len())
    }

    /// The order of the value of a member, or of the elements of its list.
    pub(super) fn of_member(self, key: &str) -> Self {
        if matches!(self, Self::Citation) && key == "dating" {
            return Self::Dating;
        }
        self.keys()
            .iter()
            .find(|(known, _)| *known == key)
            .map_or(Self::Other, |(_, order)| *order)
    }
}

/// Writes a timeline in canonical form.
///
/// # Errors
///
/// [`FileError`] if the bytes are no timeline, or if an object has a key twice:
/// other programs would keep only one of them.
pub fn to_canonical_form(bytes: &[u8]) -> Result<String, FileError> {
    let file = preflight(bytes)?;
    let mut first = None;
    each_duplicate_key(file.text, |duplicate| {
        if first.is_none() {
            first = Some((duplicate.key.clone(), duplicate.pointer(), duplicate.offset));
        }
    });
    if let Some((key, pointer, offset)) = first {
        return Err(FileError::new(format!(
            "The key “{}” is repeated in one object ({}), and one of the two would be lost",
            visible_id(&key),
            visible_id(&pointer),
        ))
        .at(line_and_column(file.text, offset))
        .with_hint("Remove one of them, then format again."));
    }
    let mut written = String::with_capacity(file.text.len());
    Layout::CANONICAL.write(file.root, KeyOrder::Timeline, &mut written);
    written.push('\n');
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn formatted(text: &str) -> String {
        to_canonical_form(text.as_bytes()).unwrap()
    }

    #[test]
    fn known_keys_are_sorted_and_unknown_ones_follow() {
        let text = r#"{"zeta":1,"events":[{"note":"n","citations":[{"dating":{"reason":"r","basis":"stated"},"note":"c","passage":"p"}],"id":"e","color":"x","title":"t"}],
            "alpha":[],"annals":1,"lanes":[{"name":"L","id":"l"}],
            "sources":[{"csl":{"URL":"u","DOI":"d","author":[{"given":"g","family":"f"}],"issued":{"season":1,"raw":"1958"},"type":"b"},"id":"s"}]}"#;
        assert_eq!(
            formatted(text),
            r#"{
  "annals": 1,
  "lanes": [
    {
      "id": "l",
      "name": "L"
    }
  ],
  "sources": [
    {
      "id": "s",
      "csl": {
        "type": "b",
        "author": [
          {
            "family": "f",
            "given": "g"
          }
        ],
        "issued": {
          "raw": "1958",
          "season": 1
        },
        "URL": "u",
        "DOI": "d"
      }
    }
  ],
  "events": [
    {
      "id": "e",
      "title": "t",
      "citations": [
        {
          "passage": "p",
          "note": "c",
          "dating": {
            "basis": "stated",
            "reason": "r"
          }
        }
      ],
      "note": "n",
      "color": "x"
    }
  ],
  "zeta": 1,
  "alpha": []
}
"#
        );
    }

    #[test]
    fn digits_stay_and_needless_escapes_go() {
        for (written, canonical) in [
            ("1.50e+07", "1.50e+07"),
            ("-0", "-0"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
            (r#""\u00e9\u1780""#, "\"éក\""),
            (r#""\/\u0022\u005c\u000a\u001F""#, r#""/\"\\\n\u001f""#),
            (r#""\ud83d\ude00""#, "\"😀\""),
            (r#""\ud83d""#, r#""\ud83d""#),
            ("{ }", "{}"),
            ("[ ]", "[]"),
        ] {
            let text = format!("{{\"annals\":1,\"x\":{written}}}");
            assert_eq!(
                formatted(&text),
                format!("{{\n  \"annals\": 1,\n  \"x\": {canonical}\n}}\n")
            );
        }
    }

    #[test]
    fn crlf_and_a_byte_order_mark_go() {
        assert_eq!(
            formatted("\u{feff}{\r\n\"annals\":1\r\n}\r\n"),
            "{\n  \"annals\": 1\n}\n"
        );
    }

    #[test]
    fn a_repeated_key_is_refused_with_its_place() {
        let error = to_canonical_form(b"{\"annals\":1,\n\"x\":{\"k\":1,\n \"k\":2}}").unwrap_err();
        assert!(error.message.text().contains("“k”"), "{error}");
        assert!(error.message.text().contains("/x/k"), "{error}");
        assert_eq!((error.line, error.column), (Some(3), Some(2)));
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let key = prop_oneof![
            "[a-z]{1,3}",
            ".{0,4}",
            Just("id".to_owned()),
            Just("csl".to_owned()),
            Just("dating".to_owned()),
            Just("citations".to_owned()),
        ];
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 40, 6, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::vec((key.clone(), inner), 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn formatting_changes_no_value_and_is_idempotent(
            events in any_json(), sources in any_json(), other in any_json()
        ) {
            let file = json!({
                "other": other, "events": [events], "annals": 1, "sources": [sources],
            });
            let once = to_canonical_form(file.to_string().as_bytes()).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Value>(&once).unwrap(), &file);
            prop_assert_eq!(to_canonical_form(once.as_bytes()).unwrap(), once);
        }
    }
}
