//! Single members of entries, and what must not change with them.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::json_value::JsonSlice;
use super::{PatchError, set_members, to_canonical_form};
use crate::model::EntryKind;

type Patch = (&'static str, Option<Value>);

fn patched(json: &str, patches: &[Patch]) -> String {
    set_members(EntryKind::Event, json, patches).unwrap()
}

#[test]
fn members_are_set_added_and_removed_where_they_are() {
    let spread = "{\n\t\"id\": \"e\",\n\t\"title\": \"T\",\n\t\"lane\": \"l\"\n}";
    let cases: &[(&str, Patch, &str)] = &[
        // A value.
        (
            "{ \"id\" : \"e\",\r\n   \"title\":\t\"T\" }",
            ("/title", Some(json!("U"))),
            "{ \"id\" : \"e\",\r\n   \"title\":\t\"U\" }",
        ),
        // A new member at its canonical place, on a line of its own.
        (
            spread,
            ("/date", Some(json!("1958"))),
            "{\n\t\"id\": \"e\",\n\t\"title\": \"T\",\n\t\"date\": \"1958\",\n\t\"lane\": \"l\"\n}",
        ),
        (
            spread,
            ("/note", Some(json!("n"))),
            "{\n\t\"id\": \"e\",\n\t\"title\": \"T\",\n\t\"lane\": \"l\",\n\t\"note\": \"n\"\n}",
        ),
        // On the line of its neighbours.
        (
            r#"{"id":"e","lane":"l"}"#,
            ("/title", Some(json!("T"))),
            r#"{"id":"e","title":"T","lane":"l"}"#,
        ),
        (
            "{\"title\": \"T\", \"lane\": \"l\",\n \"tags\": []}",
            ("/id", Some(json!("e"))),
            "{\"id\": \"e\", \"title\": \"T\", \"lane\": \"l\",\n \"tags\": []}",
        ),
        (
            "{ \"id\": \"e\"\n, \"lane\": \"l\"\n}",
            ("/title", Some(json!("T"))),
            "{ \"id\": \"e\"\n, \"title\": \"T\"\n, \"lane\": \"l\"\n}",
        ),
        (
            "{\"id\":\"e\"}",
            ("/title", Some(json!("T"))),
            "{\"id\":\"e\",\"title\":\"T\"}",
        ),
        ("{ }", ("/title", Some(json!("T"))), "{\"title\": \"T\"}"),
        // A member and its comma go, and the line that it begins.
        (
            spread,
            ("/title", None),
            "{\n\t\"id\": \"e\",\n\t\"lane\": \"l\"\n}",
        ),
        (
            spread,
            ("/id", None),
            "{\n\t\"title\": \"T\",\n\t\"lane\": \"l\"\n}",
        ),
        (
            spread,
            ("/lane", None),
            "{\n\t\"id\": \"e\",\n\t\"title\": \"T\"\n}",
        ),
        (
            "{\"id\": 1,\n \"title\": 2, \"lane\": 3}",
            ("/title", None),
            "{\"id\": 1,\n \"lane\": 3}",
        ),
        ("{ \"id\": \"e\" }", ("/id", None), "{}"),
        (
            "{ \"id\": \"e\" }",
            ("/dating/basis", None),
            "{ \"id\": \"e\" }",
        ),
        // A repeated key is removed with the other.
        (
            "{\"note\": 1, \"id\": \"e\", \"note\": 2}",
            ("/note", None),
            "{\"id\": \"e\"}",
        ),
        (
            "{\"note\": 1, \"note\": 2}",
            ("/note", Some(json!(3))),
            "{\"note\": 3, \"note\": 2}",
        ),
    ];
    for (json, patch, expected) in cases {
        assert_eq!(patched(json, std::slice::from_ref(patch)), *expected);
    }
}

#[test]
fn containers_are_created_and_filled_in_the_layout_of_the_entry() {
    let spread = "{\n    \"id\": \"e\",\n    \"tags\": [],\n    \"citations\": [\n      {\n        \"passage\": \"p\"\n      }\n    ]\n  }";
    let compact = "{\n    \"id\": \"e\",\n    \"tags\": [ \"a\" ],\n    \"citations\": [\n      { \"passage\": \"p\", \"odd\": 1e+2 }\n    ]\n  }";
    let cases: &[(&str, Patch, &str, &str)] = &[
        (
            spread,
            ("/tags/-", Some(json!("x"))),
            "[],",
            "[\n      \"x\"\n    ],",
        ),
        (
            spread,
            ("/dating/basis", Some(json!("stated"))),
            "\"e\",",
            "\"e\",\n    \"dating\": {\n      \"basis\": \"stated\"\n    },",
        ),
        (
            spread,
            ("/citations/-", Some(json!({ "note": "n", "passage": "q" }))),
            "\n      }\n",
            "\n      },\n      {\n        \"passage\": \"q\",\n        \"note\": \"n\"\n      }\n",
        ),
        (
            spread,
            ("/citations/0/date", Some(json!("1958"))),
            "\"p\"",
            "\"p\",\n        \"date\": \"1958\"",
        ),
        (
            compact,
            ("/tags/-", Some(json!("x"))),
            "\"a\" ]",
            "\"a\", \"x\" ]",
        ),
        (
            compact,
            ("/dating/after/-", Some(json!("f"))),
            "\"e\",",
            "\"e\",\n    \"dating\": {\n      \"after\": [ \"f\" ]\n    },",
        ),
        (
            compact,
            ("/citations/-", Some(json!({ "passage": "q" }))),
            "1e+2 }",
            "1e+2 },\n      { \"passage\": \"q\" }",
        ),
        (
            compact,
            ("/citations/0/note", Some(json!("n"))),
            "\"p\", \"odd\"",
            "\"p\", \"note\": \"n\", \"odd\"",
        ),
        (compact, ("/tags/0", None), "[ \"a\" ]", "[]"),
    ];
    for (json, patch, old, new) in cases {
        let expected = json.replacen(old, new, 1);
        assert_ne!(*json, expected);
        assert_eq!(patched(json, std::slice::from_ref(patch)), expected);
    }
}

#[test]
fn a_replaced_list_keeps_the_bytes_of_equal_elements() {
    let json = "{\"citations\": [\n {\"passage\" : \"p\", \"n\": 1.0},\n {\"passage\":\"q\"},\n {  \"passage\": \"r\"}]}";
    let [p, q, r] = [
        json!({ "passage": "p", "n": 1.0 }),
        json!({ "passage": "q" }),
        json!({ "passage": "r" }),
    ];
    for (new, expected) in [
        (
            json!([r, p, q]),
            "{\"citations\": [\n {  \"passage\": \"r\"},\n {\"passage\" : \"p\", \"n\": 1.0},\n {\"passage\":\"q\"}]}",
        ),
        (
            json!([p, r]),
            "{\"citations\": [\n {\"passage\" : \"p\", \"n\": 1.0},\n {  \"passage\": \"r\"}]}",
        ),
        (
            json!([p, { "passage": "s" }, q, r]),
            "{\"citations\": [\n {\"passage\" : \"p\", \"n\": 1.0},\n {\"passage\": \"s\"},\n {\"passage\":\"q\"},\n {  \"passage\": \"r\"}]}",
        ),
        (
            json!([p, { "passage": "q", "note": "n" }, r]),
            "{\"citations\": [\n {\"passage\" : \"p\", \"n\": 1.0},\n {\"passage\":\"q\", \"note\": \"n\"},\n {  \"passage\": \"r\"}]}",
        ),
        (json!([]), "{\"citations\": []}"),
    ] {
        assert_eq!(patched(json, &[("/citations", Some(new))]), expected);
    }
}

#[test]
fn a_pointer_that_leads_nowhere_is_refused() {
    let json = r#"{"id": "e", "tags": ["a"]}"#;
    for pointer in [
        "/tags/1",
        "/tags/01",
        "/tags/a",
        "/id/x",
        "title",
        "/tags/1/x",
    ] {
        let error = set_members(EntryKind::Event, json, &[(pointer, Some(json!(1)))]);
        assert_eq!(error, Err(PatchError::NoSuchPlace(pointer.into())));
    }
    for pointer in ["", "/tags/1", "/tags/-"] {
        let error = set_members(EntryKind::Event, json, &[(pointer, None)]);
        assert_eq!(error, Err(PatchError::NoSuchPlace(pointer.into())));
    }
    for malformed in ["", "[]", "{\"id\"", &"[".repeat(100_000)] {
        let error = set_members(EntryKind::Event, malformed, &[("/id", Some(json!(1)))]);
        assert_eq!(error, Err(PatchError::Malformed));
    }
}

/// An entry with known and unknown keys.
fn entry() -> impl Strategy<Value = Value> {
    let text = prop_oneof!["[a-c]{0,2}", Just("é\"\\\n".to_owned())];
    let leaf = prop_oneof![
        text.prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        Just(Value::Null),
    ];
    let value = leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((key(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    proptest::collection::vec((key(), value), 0..6)
        .prop_map(|members| Value::Object(members.into_iter().collect()))
}

fn key() -> impl Strategy<Value = String> {
    const KNOWN: [&str; 8] = [
        "id",
        "title",
        "date",
        "dating",
        "citations",
        "tags",
        "basis",
        "passage",
    ];
    prop_oneof![
        4 => proptest::sample::select(&KNOWN[..]).prop_map(str::to_owned),
        1 => "[xy/~]{1,2}",
    ]
}

/// A pointer to some place of an entry, or just beyond.
fn pointer(entry: &Value, steps: &[(u8, String)]) -> String {
    let mut pointer = String::new();
    let mut value = Some(entry);
    for (number, key) in steps {
        let step = match value {
            Some(Value::Object(members)) if number % 4 > 0 && !members.is_empty() => {
                let at = usize::from(*number) % members.len();
                members.keys().nth(at).unwrap().clone()
            }
            Some(Value::Array(elements)) if number % 4 > 0 && !elements.is_empty() => {
                (usize::from(*number) % elements.len()).to_string()
            }
            Some(Value::Array(_)) => "-".to_owned(),
            Some(Value::Object(_)) => key.clone(),
            _ => break,
        };
        value = match value {
            Some(Value::Array(elements)) => {
                let at = step.parse::<usize>().ok();
                at.and_then(|at| elements.get(at))
            }
            Some(value) => value.get(&step),
            None => None,
        };
        pointer.push('/');
        pointer.push_str(&super::pointer::escaped(&step));
    }
    pointer
}

/// The value after a patch, as `set_members` documents it.
fn expected(value: &mut Value, steps: &[String], new: Option<&Value>) {
    match (steps, new) {
        ([], Some(new)) => *value = new.clone(),
        ([step], None) => match value {
            Value::Array(elements) => drop(elements.remove(step.parse().unwrap())),
            Value::Object(members) => drop(members.shift_remove(step)),
            _ => {}
        },
        ([step, rest @ ..], new) => {
            if value.is_null() && new.is_none() {
                return;
            }
            let next = match value {
                Value::Array(elements) if step == "-" => {
                    elements.push(Value::Null);
                    elements.last_mut().unwrap()
                }
                Value::Array(elements) => &mut elements[step.parse::<usize>().unwrap()],
                Value::Object(members) => match new {
                    Some(_) => members.entry(step.clone()).or_insert(Value::Null),
                    None => match members.get_mut(step) {
                        Some(member) => member,
                        None => return,
                    },
                },
                _ => return,
            };
            expected(next, rest, new);
        }
        ([], None) => {}
    }
}

/// A value with random white space between its tokens.
fn loose(value: &Value, gaps: &mut impl Iterator<Item = &'static str>) -> String {
    let items: Vec<String> = match value {
        Value::Array(elements) => {
            let elements = elements.iter();
            elements.map(|element| loose(element, gaps)).collect()
        }
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| {
                let (before, after) = (gaps.next().unwrap(), gaps.next().unwrap());
                format!("{}{before}:{after}{}", json!(key), loose(value, gaps))
            };
            members.iter().map(member).collect()
        }
        other => return other.to_string(),
    };
    let mut gap = || gaps.next().unwrap_or_default();
    let mut text = items.first().map_or(String::new(), |_| gap().to_owned());
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            text = format!("{text}{},{}", gap(), gap());
        }
        text.push_str(item);
    }
    text.push_str(gap());
    if value.is_array() {
        format!("[{text}]")
    } else {
        format!("{{{text}}}")
    }
}

/// Every value of an entry that is not on the way to a place or below it, with its text.
fn untouched(json: &str, pointer: &str) -> Vec<(String, String)> {
    fn collect(slice: JsonSlice<'_>, at: &str, pointer: &str, found: &mut Vec<(String, String)>) {
        let is_below = |inner: &str, outer: &str| {
            let rest = inner.strip_prefix(outer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if is_below(at, pointer) {
            return;
        }
        if !is_below(pointer, at) {
            found.push((at.to_owned(), slice.token.to_owned()));
            return;
        }
        for member in slice.members().unwrap_or_default() {
            let step = super::pointer::escaped(&member.key);
            collect(member.value, &format!("{at}/{step}"), pointer, found);
        }
        slice.each_element(|position, element| {
            collect(element, &format!("{at}/{position}"), pointer, found);
        });
    }
    let mut found = Vec::new();
    let root = JsonSlice::of_text(json).unwrap();
    collect(root, "", pointer, &mut found);
    found.sort();
    found
}

const GAPS: [&str; 8] = ["", " ", "\n  ", "\r\n\t", "", "  ", "\n", " "];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_patch_changes_its_member_and_nothing_else(
        entry in entry(),
        steps in proptest::collection::vec((any::<u8>(), key()), 1..4),
        new in proptest::option::of(entry()),
        gaps in proptest::collection::vec(0..GAPS.len(), 1..40),
    ) {
        let mut gaps = gaps.iter().map(|gap| GAPS[*gap]).collect::<Vec<_>>().into_iter().cycle();
        let text = loose(&entry, &mut gaps);
        let pointer = pointer(&entry, &steps);
        let is_end = pointer.ends_with("/-") || pointer.contains("/-/");
        prop_assume!(!(is_end && new.is_none()));
        let set = set_members(EntryKind::Event, &text, &[(&pointer, new.clone())]).unwrap();
        let mut value = entry.clone();
        let steps: Vec<String> = super::pointer::tokens(&pointer).collect();
        expected(&mut value, &steps, new.as_ref());
        prop_assert_eq!(serde_json::from_str::<Value>(&set).unwrap(), value.clone(), "{}", text);
        // Elements after a removed one have other positions.
        let is_removed_element = new.is_none()
            && entry.pointer(pointer.rsplit_once('/').unwrap().0).is_some_and(Value::is_array);
        if !is_removed_element {
            let after = untouched(&set, &pointer);
            for value in untouched(&text, &pointer) {
                prop_assert!(after.contains(&value), "{:?}\n{}\n{}", value, text, set);
            }
        }
        // The whole old value gives the old value again, member by member.
        let back = set_members(EntryKind::Event, &set, &[("", Some(entry.clone()))]).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&back).unwrap(), entry, "{}", set);
        let again = set_members(EntryKind::Event, &set, &[("", Some(value))]).unwrap();
        prop_assert_eq!(again, set);
    }

    #[test]
    fn a_canonical_entry_stays_canonical(
        entry in entry(),
        steps in proptest::collection::vec((any::<u8>(), key()), 1..4),
        new in proptest::option::of(entry()),
    ) {
        let mut entry = entry;
        entry["id"] = json!("e");
        let file = |entry: &str| format!("{{\"annals\":1,\"events\":[{entry}]}}");
        let canonical = to_canonical_form(file(&entry.to_string()).as_bytes()).unwrap();
        let text = canonical.strip_prefix("{\n  \"annals\": 1,\n  \"events\": [\n    ");
        let text = text.unwrap().strip_suffix("\n  ]\n}\n").unwrap();
        let pointer = pointer(&entry, &steps);
        let is_end = pointer.ends_with("/-") || pointer.contains("/-/");
        prop_assume!(!(is_end && new.is_none()));
        let set = set_members(EntryKind::Event, text, &[(&pointer, new)]).unwrap();
        let after = canonical.replacen(text, &set, 1);
        prop_assert_eq!(to_canonical_form(after.as_bytes()).unwrap(), after);
    }
}
