//! Whether bytes are a timeline at all, and if not, why. Bytes that pass can be
//! opened, with their problems.

use super::diagnostics::line_and_column;
use super::file_error::FileError;
use super::json_lint::deeper_than;
use super::json_value::{JsonSlice, JsonType};
use crate::language::{Message, MessageArgument};

/// The version of the file format, read and written.
pub const VERSION: i64 = 1;

/// The largest timeline that can be read: 1 GiB, in bytes.
pub const MAX_TIMELINE_BYTES: u64 = 1 << 30;

/// How many levels the values of a file may nest. A timeline needs seven.
pub const MAX_DEPTH: usize = 64;

/// The text of a timeline.
pub(super) struct TimelineText<'t> {
    /// The text, without a byte order mark.
    pub(super) text: &'t str,
    /// The root object.
    pub(super) root: JsonSlice<'t>,
}

/// Checks encoding, size, depth, grammar and version of a file.
pub(super) fn preflight(bytes: &[u8]) -> Result<TimelineText<'_>, FileError> {
    if bytes.len() as u64 > MAX_TIMELINE_BYTES {
        return Err(too_large());
    }
    let text = decoded(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(FileError::new(Message::new("timeline-empty"))
            .with_hint(Message::new("timeline-empty-hint")));
    }
    if let Some(offset) = deeper_than(MAX_DEPTH, text) {
        let message = Message::new("timeline-too-deep");
        let message = message.with("most", MessageArgument::ungrouped(MAX_DEPTH));
        return Err(FileError::new(message).at(line_and_column(text, offset)));
    }
    let root = JsonSlice::of_text(text).map_err(|error| not_json(text, &error))?;
    require_version(text, root)?;
    Ok(TimelineText { text, root })
}

/// The error about a file beyond [`MAX_TIMELINE_BYTES`].
pub(super) fn too_large() -> FileError {
    FileError::new(Message::new("timeline-too-large"))
}

fn decoded(bytes: &[u8]) -> Result<&str, FileError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let (valid, _) = bytes.split_at(error.valid_up_to().min(bytes.len()));
        let valid = std::str::from_utf8(valid).unwrap_or_default();
        // A byte order mark does not count as a column.
        let valid = valid.strip_prefix('\u{feff}').unwrap_or(valid);
        let error = FileError::new(Message::new("timeline-not-utf8"))
            .at(line_and_column(valid, valid.len()));
        if looks_like_utf16(bytes) {
            error.with_hint(Message::new("timeline-utf16-hint"))
        } else {
            error.with_hint(Message::new("timeline-not-utf8-hint"))
        }
    })
}

/// Whether bytes begin with a byte order mark or a brace of UTF-16.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || matches!(bytes, [0, b'{' | b' ', ..] | [b'{' | b' ', 0, ..])
}

fn not_json(text: &str, error: &serde_json::Error) -> FileError {
    let message = error.to_string();
    let mut offset = offset_of(text, error.line(), error.column());
    if message.starts_with("control character") {
        // This error is at the character before the wrong one.
        offset += text
            .get(offset..)
            .and_then(|rest| rest.find(char::is_control))
            .unwrap_or(0);
    }
    // serde_json appends its own place, with columns in bytes.
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(message, _)| message);
    let (before, rest) = text.split_at_checked(offset).unwrap_or((text, ""));
    let found = rest.chars().next();
    let is_trailing_comma = matches!(found, Some('}' | ']')) && before.trim_end().ends_with(',');
    let name = if is_trailing_comma {
        "last-comma"
    } else {
        syntax_error_name(message)
    };
    let file_error = Message::new("timeline-not-json").with("error", name);
    let file_error = FileError::new(file_error.with("text", message));
    let file_error = file_error.at(line_and_column(text, offset));
    let hint = match found {
        _ if looks_like_utf16(text.as_bytes()) => "timeline-utf16-hint",
        _ if error.is_eof() => "timeline-end-hint",
        _ if is_trailing_comma => "timeline-last-comma-hint",
        _ if name == "trailing" => "timeline-trailing-hint",
        _ if name == "control" && found != Some('\0') => "timeline-control-hint",
        Some('\0') => "timeline-nul-hint",
        Some('\'' | '‘' | '’' | '“' | '”') => "timeline-quotes-hint",
        Some('/' | '#') => "timeline-comment-hint",
        Some('"' | '{' | '[') => "timeline-comma-hint",
        _ if name == "key" => "timeline-key-hint",
        _ => return file_error,
    };
    file_error.with_hint(Message::new(hint))
}

/// The name in our messages of a syntax error of `serde_json`, which gives only English
/// texts (`serde_json::error::ErrorCode`, version 1.0).
fn syntax_error_name(text: &str) -> &'static str {
    match text {
        "EOF while parsing a list" => "list-end",
        "EOF while parsing an object" => "object-end",
        "EOF while parsing a string" => "string-end",
        "EOF while parsing a value" => "value-end",
        "expected `:`" => "colon",
        "expected `,` or `]`" => "list-comma",
        "expected `,` or `}`" => "object-comma",
        "trailing comma" => "last-comma",
        "expected ident" => "literal",
        "expected value" => "value",
        "key must be a string" => "key",
        "invalid escape" => "escape",
        "invalid number" => "number",
        "trailing characters" => "trailing",
        _ if text.starts_with("control character") => "control",
        _ => "other",
    }
}

/// The byte at a line and column of `serde_json`, which counts columns in bytes.
/// Its column is that of the last byte read, or 0 before the first.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut offset = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The type of a value without its article, which chooses the words of a message.
fn kind_of(value: JsonSlice<'_>) -> &'static str {
    let name = value.kind().name();
    name.rsplit(' ').next().unwrap_or(name)
}

fn require_version(text: &str, root: JsonSlice<'_>) -> Result<(), FileError> {
    let at = |error: FileError, value: JsonSlice<'_>| error.at(line_and_column(text, value.offset));
    let not_a_timeline = |message: Message, value| {
        let error = FileError::new(message);
        at(error.with_hint(Message::new("timeline-other-hint")), value)
    };
    let Some(members) = root.members() else {
        let message = Message::new("timeline-is-other").with("kind", kind_of(root));
        return Err(not_a_timeline(message, root));
    };
    let Some(member) = members.into_iter().find(|member| member.key == "annals") else {
        return Err(not_a_timeline(Message::new("timeline-no-version"), root));
    };
    let value = member.value;
    match value.integer() {
        None if value.kind() == JsonType::Number => Err(not_a_timeline(
            Message::new("timeline-version-no-integer"),
            value,
        )),
        None => {
            let message = Message::new("timeline-version-is-other");
            Err(not_a_timeline(message.with("kind", kind_of(value)), value))
        }
        Some(VERSION) => Ok(()),
        Some(newer) if newer > VERSION => Err(at(
            FileError::new(
                Message::new("timeline-newer")
                    .with("version", value.token)
                    .with("known", VERSION.to_string()),
            )
            .with_hint(Message::new("timeline-newer-hint")),
            value,
        )),
        Some(_) => Err(at(
            FileError::new(Message::new("timeline-unknown-version").with("version", value.token))
                .with_hint(
                    Message::new("timeline-unknown-version-hint")
                        .with("known", VERSION.to_string()),
                ),
            value,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, with_language};

    fn error_of(bytes: &[u8]) -> FileError {
        preflight(bytes).err().unwrap()
    }

    #[test]
    fn a_file_that_is_no_timeline_is_refused_with_line_and_column() {
        let utf16: Vec<u8> = "\u{feff}{}"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (bytes, message, place, hint) in [
            (&b""[..], "empty", None, "smallest"),
            (b" \n", "empty", None, "smallest"),
            (b"{\n\"a\": \"\xe9\"}", "not UTF-8", Some((2, 7)), "UTF-8"),
            (
                b"\xef\xbb\xbf{\"\xe9\"}",
                "not UTF-8",
                Some((1, 3)),
                "UTF-8",
            ),
            (&utf16, "not UTF-8", Some((1, 1)), "UTF-16"),
            (b"{\0}\0", "not JSON", Some((1, 2)), "UTF-16"),
            (b"[1]", "it is an array", Some((1, 1)), "\"annals\": 1"),
            (b"{}", "no `annals`", Some((1, 1)), "\"annals\": 1"),
            (
                b"{\"annals\": \"1\"}",
                "`annals` is a string",
                Some((1, 12)),
                "",
            ),
            (
                b"{\"annals\": 1.0}",
                "not a whole number",
                Some((1, 12)),
                "",
            ),
            (b"{\"annals\": 0}", "version 0", Some((1, 12)), "version 1"),
            (
                b"{\"annals\": -3}",
                "version -3",
                Some((1, 12)),
                "version 1",
            ),
            (
                b"{\"annals\": 2}",
                "reads version 1",
                Some((1, 12)),
                "newer",
            ),
            (
                b"{\"annals\": 99999999999999999999}",
                "version 99999999999999999999",
                Some((1, 12)),
                "newer",
            ),
            (
                "{\"é\": 1,}".as_bytes(),
                "a comma after the last entry",
                Some((1, 9)),
                "Remove",
            ),
            (
                b"{\"a\": 1",
                "ends inside an object",
                Some((1, 7)),
                "end of the file",
            ),
            (b"{'a': 1}", "not JSON", Some((1, 2)), "double quotes"),
            (b"{\n  // x\n}", "not JSON", Some((2, 3)), "comments"),
            (
                b"{\"a\": \"x\ny\"}",
                "control character",
                Some((1, 9)),
                "\\n",
            ),
            (
                "“annals”".as_bytes(),
                "not JSON",
                Some((1, 1)),
                "double quotes",
            ),
            (
                b"{\"a\": 1 \"b\": 2}",
                "expected `,`",
                Some((1, 9)),
                "comma",
            ),
            (b"{} {}", "trailing characters", Some((1, 4)), "one object"),
            (b"{\"a\": tru}", "expected `true`", Some((1, 10)), ""),
            (
                b"{\"a\": \"\0\"}",
                "control character",
                Some((1, 8)),
                "Remove it",
            ),
        ] {
            let error = error_of(bytes);
            let shown = String::from_utf8_lossy(bytes);
            assert!(error.message.text().contains(message), "{shown}: {error}");
            assert_eq!(error.line.zip(error.column), place, "{shown}: {error}");
            let given = error.hint.map_or_else(String::new, |hint| hint.text());
            assert!(given.contains(hint), "{shown}: {given}");
        }
    }

    #[test]
    fn every_syntax_error_has_words_in_every_language() {
        for (json, name) in [
            ("[1", "list-end"),
            ("[", "list-end"),
            ("{\"a\": 1", "object-end"),
            ("\"a", "string-end"),
            ("{\"a\":", "value-end"),
            ("{\"a\" 1}", "colon"),
            ("[1 2]", "list-comma"),
            ("{\"a\": 1 2}", "object-comma"),
            ("tru", "value-end"),
            ("trux", "literal"),
            ("x", "value"),
            ("{1: 2}", "key"),
            ("\"\\q\"", "escape"),
            ("\"\t\"", "control"),
            ("-x", "number"),
            ("1 2", "trailing"),
        ] {
            let error = JsonSlice::of_text(json).err().unwrap();
            let text = error.to_string();
            let text = text
                .rsplit_once(" at line ")
                .map_or(&*text, |(text, _)| text);
            assert_eq!(syntax_error_name(text), name, "{json}: {text}");
            let message = not_json(json, &error).message;
            let french = with_language(Language::French, || message.text());
            assert_ne!(message.to_string(), french);
            assert!(!french.contains(text), "{french}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_before_parsing() {
        let brackets = "[".repeat(1_000_000);
        let error = error_of(brackets.as_bytes());
        assert!(error.message.text().contains("64 levels"), "{error}");
        assert_eq!(error.line.zip(error.column), Some((1, 65)));
        let inside = format!(
            "{{\"annals\":1,\"x\":{}{}}}",
            "[".repeat(63),
            "]".repeat(63)
        );
        assert!(preflight(inside.as_bytes()).is_ok());
    }

    #[test]
    fn a_byte_order_mark_is_ignored() {
        let file = preflight(b"\xef\xbb\xbf{\"annals\":1}").ok().unwrap();
        assert!(file.text.starts_with('{'));
    }
}
