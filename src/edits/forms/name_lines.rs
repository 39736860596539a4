//! Names of people and bodies as they are typed: one a line, "Family, Given".

use serde_json::{Map, Value, json};

/// The lines of a list of names of a CSL-JSON record.
pub(super) fn lines_of_names(names: &Value) -> String {
    let names = names.as_array().map_or(&[][..], Vec::as_slice);
    let lines: Vec<String> = names.iter().map(line_of).collect();
    lines.join("\n")
}

/// The names in lines; `None` if there are none. A line that one of the names before
/// had stays that name, with the parts that a line does not show. A line without a
/// comma is the name of a body, or of a person who has one name.
pub(super) fn names_of_lines(lines: &str, before: &Value) -> Option<Value> {
    let before = before.as_array().map_or(&[][..], Vec::as_slice);
    let names: Vec<Value> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let known = before.iter().find(|name| line_of(name) == line);
            known.cloned().unwrap_or_else(|| value_of(line))
        })
        .collect();
    (!names.is_empty()).then(|| Value::from(names))
}

fn line_of(name: &Value) -> String {
    let part = |key: &str| name.get(key).and_then(Value::as_str).unwrap_or_default();
    if let Some(whole) = name.as_str() {
        return whole.to_owned();
    }
    match (part("family"), part("given")) {
        ("", "") => part("literal").to_owned(),
        (family, "") => family.to_owned(),
        ("", given) => given.to_owned(),
        (family, given) => format!("{family}, {given}"),
    }
}

fn value_of(line: &str) -> Value {
    match line.split_once(',') {
        None => json!({ "literal": line }),
        Some((family, given)) => {
            let mut name = Map::new();
            for (key, part) in [("family", family.trim()), ("given", given.trim())] {
                if !part.is_empty() {
                    name.insert(key.to_owned(), json!(part));
                }
            }
            Value::Object(name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unchanged_line_keeps_the_whole_name() {
        let before = json!([
            { "family": "Coplen", "given": "Taylor" },
            { "family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van" },
            { "literal": "World Bank" },
        ]);
        let lines = lines_of_names(&before);
        assert_eq!(lines, "Coplen, Taylor\nBeethoven, Ludwig\nWorld Bank");
        assert_eq!(names_of_lines(&lines, &before), Some(before.clone()));
        let changed = names_of_lines("Beethoven, Ludwig\n\n Lak , Chansok\nUSAID", &before);
        let expected = json!([
            { "family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van" },
            { "family": "Lak", "given": "Chansok" },
            { "literal": "USAID" },
        ]);
        assert_eq!(changed, Some(expected));
        assert_eq!(names_of_lines(" \n", &before), None);
    }
}
