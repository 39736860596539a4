//! How JSON is laid out: its lines, its indentation, and the white space between
//! its tokens.

use std::borrow::Cow;

use super::canonical::KeyOrder;
use super::json_value::{JsonMember, JsonSlice, JsonType};

/// A layout of JSON, in which new JSON is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout<'t> {
    /// What ends a line.
    pub(super) line_break: &'t str,
    /// The indentation of the line on which the value begins.
    pub(super) indentation: &'t str,
    /// The white space by which each level is indented further.
    pub(super) unit: &'t str,
    /// What comes between a key and its value.
    pub(super) colon: &'t str,
    /// What comes between the elements of a container on one line.
    pub(super) comma: &'t str,
    /// The white space inside the braces of an object on one line.
    pub(super) object_padding: &'t str,
    /// The white space inside the brackets of an array on one line.
    pub(super) array_padding: &'t str,
    /// Which containers are written on one line.
    pub(super) one_line: OneLine,
}

/// Which objects and arrays are on one line. Empty ones always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OneLine {
    /// None.
    Never,
    /// Those that contain no other ones.
    Leaves,
    /// All inside the entry.
    Inside,
    /// All, and the entry itself.
    Always,
}

impl<'t> Layout<'t> {
    /// The layout of the canonical form: one key or element per line.
    pub(super) const CANONICAL: Self = Layout {
        line_break: "\n",
        indentation: "",
        unit: "  ",
        colon: ": ",
        comma: ", ",
        object_padding: "",
        array_padding: "",
        one_line: OneLine::Never,
    };

    /// The layout of an object, given as a text without white space around it.
    pub(super) fn of_object(json: &'t str) -> Self {
        let mut layout = Self {
            line_break: if json.contains("\r\n") { "\r\n" } else { "\n" },
            indentation: last_indentation(json),
            ..Layout::CANONICAL
        };
        let Ok(root) = JsonSlice::of_text(json) else {
            return layout;
        };
        let members = root.members().unwrap_or_default();
        if let Some(first) = members.first() {
            let key_end = first.key_offset + first.key_token.len();
            let colon = json.get(key_end..first.value.offset);
            layout.colon = colon.filter(|it| !it.contains('\n')).unwrap_or(": ");
        }
        let mut survey = OneLineSurvey {
            text: json,
            ..OneLineSurvey::default()
        };
        survey.visit(root);
        let default_comma = if layout.colon.ends_with(' ') {
            ", "
        } else {
            ","
        };
        layout.comma = survey.comma.unwrap_or(default_comma);
        layout.object_padding = survey.object_padding.unwrap_or_default();
        layout.array_padding = survey.array_padding.unwrap_or_default();
        layout.one_line = if json.contains('\n') {
            survey.one_line.unwrap_or(OneLine::Never)
        } else {
            OneLine::Always
        };
        layout.unit = unit_of(json, &members);
        layout
    }

    /// The same layout, for a value on a line with this indentation.
    pub(super) const fn indented(self, indentation: &'t str) -> Self {
        Self {
            indentation,
            ..self
        }
    }

    /// Writes a file or an entry with its keys in canonical order. Recurses as deep as
    /// it nests.
    pub(super) fn write(&self, value: JsonSlice<'_>, order: KeyOrder, written: &mut String) {
        let is_one_line = self.one_line == OneLine::Always;
        let mut writer = JsonWriter {
            layout: self,
            written,
        };
        writer.value(value, order, 0, is_one_line);
    }

    /// A file or an entry with its keys in canonical order.
    pub(super) fn written(&self, value: JsonSlice<'_>, order: KeyOrder) -> String {
        let mut written = String::new();
        self.write(value, order, &mut written);
        written
    }

    /// A value inside an entry with its keys in canonical order.
    pub(super) fn written_inside(&self, value: JsonSlice<'_>, order: KeyOrder) -> String {
        let mut written = String::new();
        let mut writer = JsonWriter {
            layout: self,
            written: &mut written,
        };
        writer.value(value, order, 0, self.one_line >= OneLine::Inside);
        written
    }
}

/// A string with as few escapes as JSON allows.
pub(super) fn quoted(text: &str) -> String {
    // Writing a string cannot fail.
    serde_json::to_string(text).unwrap_or_default()
}

/// The white space at the start of a line.
pub(super) fn leading_space(line: &str) -> &str {
    let end = line.len() - line.trim_start().len();
    line.get(..end).unwrap_or_default()
}

/// The indentation of the line that a byte is on. That of the first line is not part of
/// the text of an entry, but its last line usually has the same.
pub(super) fn indentation_at(json: &str, offset: usize) -> &str {
    let before = json.get(..offset).unwrap_or_default();
    match before.rfind('\n') {
        Some(at) => leading_space(json.get(at + 1..).unwrap_or_default()),
        None => last_indentation(json),
    }
}

/// The indentation of the last line, if there are several.
fn last_indentation(json: &str) -> &str {
    json.rsplit_once('\n')
        .map_or("", |(_, line)| leading_space(line))
}

/// By what the members of an object are indented further than the object.
fn unit_of<'t>(json: &'t str, members: &[JsonMember<'t>]) -> &'t str {
    let mut starts = members.iter().map(|member| member.key_offset);
    let first = starts.find(|start| json.get(..*start).is_some_and(|it| it.contains('\n')));
    let indentation = first.map_or("", |first| indentation_at(json, first));
    let unit = indentation.strip_prefix(last_indentation(json));
    match unit {
        Some(unit) if !unit.is_empty() => unit,
        _ if indentation.contains('\t') => "\t",
        _ => "  ",
    }
}

/// What the containers on one line look like, except the outermost one.
#[derive(Default)]
struct OneLineSurvey<'t> {
    text: &'t str,
    one_line: Option<OneLine>,
    comma: Option<&'t str>,
    object_padding: Option<&'t str>,
    array_padding: Option<&'t str>,
}

impl<'t> OneLineSurvey<'t> {
    /// Looks at a container and those inside it.
    fn visit(&mut self, container: JsonSlice<'t>) {
        let mut children = Vec::new();
        // The first byte of each item, and the one after its last.
        let mut items = Vec::new();
        for member in container.members().unwrap_or_default() {
            items.push((member.key_offset, member.value.range().end));
            children.push(member.value);
        }
        container.each_element(|_, element| {
            items.push((element.offset, element.range().end));
            children.push(element);
        });
        children.retain(|child| child.is_filled());
        if !container.token.contains('\n') {
            self.add(container, &items, children.is_empty());
        }
        for child in children {
            self.visit(child);
        }
    }

    /// Takes the look of a container on one line.
    fn add(&mut self, container: JsonSlice<'t>, items: &[(usize, usize)], is_leaf: bool) {
        let text = self.text;
        let between = |start, end| text.get(start..end).filter(|gap| !gap.is_empty());
        let Some((first, _)) = items.first() else {
            return;
        };
        if container.token.len() < text.len() {
            let kind = if is_leaf {
                OneLine::Leaves
            } else {
                OneLine::Inside
            };
            self.one_line = self.one_line.max(Some(kind));
        }
        if let [(_, end), (start, _), ..] = items {
            self.comma = self.comma.or(between(*end, *start));
        }
        let padding = Some(text.get(container.offset + 1..*first).unwrap_or_default());
        match container.kind() {
            JsonType::Object => self.object_padding = self.object_padding.or(padding),
            _ => self.array_padding = self.array_padding.or(padding),
        }
    }
}

struct JsonWriter<'w> {
    layout: &'w Layout<'w>,
    written: &'w mut String,
}

impl JsonWriter<'_> {
    fn value(&mut self, value: JsonSlice<'_>, order: KeyOrder, depth: usize, is_one_line: bool) {
        match value.kind() {
            JsonType::Object => self.object(value, order, depth, is_one_line),
            JsonType::Array => self.array(value, order, depth, is_one_line),
            JsonType::String => self.string(value.string().as_deref(), value.token),
            JsonType::Null | JsonType::Boolean | JsonType::Number => {
                self.written.push_str(value.token);
            }
        }
    }

    fn object(&mut self, value: JsonSlice<'_>, order: KeyOrder, depth: usize, is_one_line: bool) {
        let mut members = value.members().unwrap_or_default();
        // Unknown keys share the last rank and keep their order: the sort is stable.
        members.sort_by_key(|member| order.rank(&member.key));
        let is_one_line = is_one_line
            || self.layout.one_line == OneLine::Leaves
                && members.iter().all(|member| !member.value.is_filled());
        let inner_one_line = is_one_line || self.layout.one_line >= OneLine::Inside;
        let padding = is_one_line.then_some(self.layout.object_padding);
        self.written.push('{');
        for (position, member) in members.iter().enumerate() {
            self.begin(position, depth + 1, padding);
            self.string(unescaped_key(member).as_deref(), member.key_token);
            self.written.push_str(self.layout.colon);
            let order = order.of_member(&member.key);
            self.value(member.value, order, depth + 1, inner_one_line);
        }
        self.end(members.is_empty(), depth, padding);
        self.written.push('}');
    }

    fn array(&mut self, value: JsonSlice<'_>, order: KeyOrder, depth: usize, is_one_line: bool) {
        let mut is_one_line = is_one_line;
        if !is_one_line && self.layout.one_line == OneLine::Leaves {
            is_one_line = true;
            value.each_element(|_, element| is_one_line &= !element.is_filled());
        }
        let inner_one_line = is_one_line || self.layout.one_line >= OneLine::Inside;
        let padding = is_one_line.then_some(self.layout.array_padding);
        self.written.push('[');
        let mut is_empty = true;
        value.each_element(|position, element| {
            is_empty = false;
            self.begin(position, depth + 1, padding);
            self.value(element, order, depth + 1, inner_one_line);
        });
        self.end(is_empty, depth, padding);
        self.written.push(']');
    }

    /// Writes what comes before an item; `padding` is given if all are on one line.
    fn begin(&mut self, position: usize, depth: usize, padding: Option<&str>) {
        match (position, padding) {
            (0, Some(padding)) => self.written.push_str(padding),
            (_, Some(_)) => self.written.push_str(self.layout.comma),
            (0, None) => self.indent(depth),
            (_, None) => {
                self.written.push(',');
                self.indent(depth);
            }
        }
    }

    fn end(&mut self, is_empty: bool, depth: usize, padding: Option<&str>) {
        match padding {
            _ if is_empty => {}
            Some(padding) => self.written.push_str(padding),
            None => self.indent(depth),
        }
    }

    fn indent(&mut self, depth: usize) {
        let layout = self.layout;
        self.written.push_str(layout.line_break);
        self.written.push_str(layout.indentation);
        let units = std::iter::repeat_n(layout.unit, depth);
        self.written.extend(units);
    }

    /// Writes a string with as few escapes as JSON allows. One with half a surrogate
    /// pair stays as it is.
    fn string(&mut self, text: Option<&str>, token: &str) {
        match text {
            Some(text) => self.written.push_str(&quoted(text)),
            None => self.written.push_str(token),
        }
    }
}

/// The key of a member; `None` if it has half a surrogate pair.
fn unescaped_key<'m>(member: &JsonMember<'m>) -> Option<Cow<'m, str>> {
    let token = JsonSlice {
        token: member.key_token,
        offset: 0,
    };
    token.string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A new event in the layout of another one.
    fn laid_out(like: &str) -> String {
        let new = r#"{"tags":["a","b"],"id":"n","citations":[{"passage":"p"}],"x":{}}"#;
        let value = JsonSlice::of_text(new).unwrap();
        Layout::of_object(like).written(value, KeyOrder::of_entry(crate::model::EntryKind::Event))
    }

    #[test]
    fn a_new_object_looks_like_the_one_next_to_it() {
        for (like, expected) in [
            (
                r#"{"id":"e"}"#,
                r#"{"id":"n","tags":["a","b"],"citations":[{"passage":"p"}],"x":{}}"#,
            ),
            (
                r#"{ "id": "e", "tags": ["a", "b"] }"#,
                r#"{ "id": "n", "tags": ["a", "b"], "citations": [{ "passage": "p" }], "x": {} }"#,
            ),
            (
                "{\n    \"id\": \"e\",\n    \"tags\": [\"a\", \"b\"]\n  }",
                "{\n    \"id\": \"n\",\n    \"tags\": [\"a\", \"b\"],\n    \"citations\": [\n      {\"passage\": \"p\"}\n    ],\n    \"x\": {}\n  }",
            ),
            (
                "{\r\n\t\t\"id\" : \"e\"\r\n\t}",
                "{\r\n\t\t\"id\" : \"n\",\r\n\t\t\"tags\" : [\r\n\t\t\t\"a\",\r\n\t\t\t\"b\"\r\n\t\t],\r\n\t\t\"citations\" : [\r\n\t\t\t{\r\n\t\t\t\t\"passage\" : \"p\"\r\n\t\t\t}\r\n\t\t],\r\n\t\t\"x\" : {}\r\n\t}",
            ),
            (
                "{\n  \"citations\": [{\"passage\": \"q\"}],\n  \"id\": \"e\"\n}",
                "{\n  \"id\": \"n\",\n  \"tags\": [\"a\", \"b\"],\n  \"citations\": [{\"passage\": \"p\"}],\n  \"x\": {}\n}",
            ),
        ] {
            assert_eq!(laid_out(like), expected);
        }
    }
}
