//! How deep a JSON text nests, and which keys it repeats. Nothing here recurses,
//! so that no text can exhaust the stack.

use std::borrow::Cow;
use std::collections::HashSet;

use super::json_value::unescaped;
use super::pointer::escaped;

/// The offset where a text nests deeper than `limit` levels, if it does. The text
/// need not be JSON.
pub(super) fn deeper_than(limit: usize, text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at),
            b'{' | b'[' => {
                depth += 1;
                if depth > limit {
                    return Some(at);
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The offset of the quotation mark that closes the string that opens at `start`,
/// or the end of the text.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// A key that its object already has.
pub(super) struct DuplicateKey<'a, 't> {
    /// The key.
    pub(super) key: Cow<'t, str>,
    /// The first byte of the second one.
    pub(super) offset: usize,
    /// The enclosing values, from the root to the object with the repeated key.
    levels: &'a [OpenContainer<'t>],
}

impl DuplicateKey<'_, '_> {
    /// The JSON Pointer of both. It contains every key on the way, each of which
    /// may be as long as the file.
    pub(super) fn pointer(&self) -> String {
        let mut pointer = String::new();
        for level in self.above() {
            pointer.push('/');
            match level {
                OpenContainer::Object { keys, .. } => pointer.push_str(&escaped(&keys.last)),
                OpenContainer::Array { position } => pointer.push_str(&position.to_string()),
            }
        }
        pointer.push('/');
        pointer.push_str(&escaped(&self.key));
        pointer
    }

    /// How many bytes the keys of that pointer have.
    pub(super) fn pointer_bytes(&self) -> usize {
        let keys = self.above().iter().map(|level| match level {
            OpenContainer::Object { keys, .. } => keys.last.len(),
            OpenContainer::Array { .. } => 0,
        });
        keys.fold(self.key.len(), usize::saturating_add)
    }

    fn above(&self) -> &[OpenContainer<'_>] {
        let above = self.levels.len().saturating_sub(1);
        self.levels.get(..above).unwrap_or_default()
    }
}

/// Calls `report` with every key that occurs twice in one object, at any depth.
/// The text must be JSON.
pub(super) fn each_duplicate_key<'t>(text: &'t str, mut report: impl FnMut(&DuplicateKey<'_, 't>)) {
    let bytes = text.as_bytes();
    let mut levels: Vec<OpenContainer<'t>> = Vec::new();
    // Key lists of closed objects, for reuse: a list of a million events then
    // allocates as often as one event.
    let mut free: Vec<KeySet<'t>> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let end = end_of_string(bytes, at);
                if let Some(OpenContainer::Object { keys, expects_key }) = levels.last_mut()
                    && std::mem::take(expects_key)
                {
                    let key = unescaped(text.get(at..=end).unwrap_or_default());
                    if !keys.insert(key.clone()) {
                        report(&DuplicateKey {
                            key,
                            offset: at,
                            levels: &levels,
                        });
                    }
                }
                at = end;
            }
            b'{' => levels.push(OpenContainer::Object {
                keys: free.pop().unwrap_or_default(),
                expects_key: true,
            }),
            b'[' => levels.push(OpenContainer::Array { position: 0 }),
            b'}' | b']' => {
                if let Some(OpenContainer::Object { mut keys, .. }) = levels.pop() {
                    keys.clear();
                    free.push(keys);
                }
            }
            b',' => match levels.last_mut() {
                Some(OpenContainer::Object { expects_key, .. }) => *expects_key = true,
                Some(OpenContainer::Array { position }) => *position += 1,
                None => {}
            },
            _ => {}
        }
        at += 1;
    }
}

enum OpenContainer<'t> {
    Object { keys: KeySet<'t>, expects_key: bool },
    Array { position: usize },
}

/// The keys of one object: a list while they are few, a hash set for the rest.
#[derive(Default)]
pub(super) struct KeySet<'t> {
    few: Vec<Cow<'t, str>>,
    many: HashSet<Cow<'t, str>>,
    last: Cow<'t, str>,
}

impl<'t> KeySet<'t> {
    const FEW: usize = 24;

    /// Adds a key; `false` if the object already has it.
    pub(super) fn insert(&mut self, key: Cow<'t, str>) -> bool {
        self.last.clone_from(&key);
        if self.few.contains(&key) {
            return false;
        }
        if self.few.len() < Self::FEW {
            self.few.push(key);
            return true;
        }
        self.many.insert(key)
    }

    fn clear(&mut self) {
        self.few.clear();
        self.many.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duplicates(text: &str) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        each_duplicate_key(text, |double| found.push((double.pointer(), double.offset)));
        found
    }

    #[test]
    fn depth_counts_brackets_outside_strings() {
        assert_eq!(deeper_than(2, "[[1]]"), None);
        assert_eq!(deeper_than(2, "[[[1]]]"), Some(2));
        assert_eq!(deeper_than(1, r#"{"[[{{": "\"[[["}"#), None);
        assert_eq!(deeper_than(1, "]]]][[["), Some(5));
        assert_eq!(deeper_than(1, "\"unfinished \\"), None);
    }

    #[test]
    fn repeated_keys_are_found_at_every_depth_and_nowhere_else() {
        for (text, found) in [
            (r#"{"a":1,"b":"a","c":{"a":1}}"#, vec![]),
            (r#"[{"a":1},{"a":2}]"#, vec![]),
            (r#"{"a":1,"a":2}"#, vec![("/a", 7)]),
            (r#"{"a":1,"\u0061":2}"#, vec![("/a", 7)]),
            (
                r#"{"x":[0,{"y/z":{"k":1,"j":2,"k":[3]}}]}"#,
                vec![("/x/1/y~1z/k", 28)],
            ),
            (r#"{"a":1,"a":2,"a":3}"#, vec![("/a", 7), ("/a", 13)]),
        ] {
            let found: Vec<(String, usize)> = found
                .into_iter()
                .map(|(p, at)| (p.to_owned(), at))
                .collect();
            assert_eq!(duplicates(text), found, "{text}");
        }
    }

    #[test]
    fn a_repeated_key_is_found_among_many() {
        let keys: Vec<String> = (0..100).map(|key| format!("\"k{key}\":0")).collect();
        let text = format!("{{{},\"k70\":1}}", keys.join(","));
        assert_eq!(duplicates(&text).len(), 1);
        assert_eq!(duplicates(&text.replace("\"k70\":1", "\"k3\":1")).len(), 1);
    }
}
