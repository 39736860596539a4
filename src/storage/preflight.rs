//! Which bytes are a timeline at all. Everything that fails to open fails
//! here; whatever passes opens, with its problems.

use super::diagnostics::line_and_column;
use super::file_error::FileError;
use super::json_lint::deeper_than;
use super::json_value::{JsonSlice, JsonType};

/// The version of the file format that this program reads and writes.
pub const VERSION: i64 = 1;

/// The largest timeline that is read, in bytes: 1 GiB.
pub const MAX_TIMELINE_BYTES: u64 = 1 << 30;

/// How deep the values of a file may nest. A timeline needs seven levels.
pub const MAX_DEPTH: usize = 64;

/// A text that is a timeline.
pub(super) struct TimelineText<'t> {
    /// The text, without a byte order mark.
    pub(super) text: &'t str,
    /// The object that it holds.
    pub(super) root: JsonSlice<'t>,
}

/// Lets a timeline in, or says why not.
pub(super) fn preflight(bytes: &[u8]) -> Result<TimelineText<'_>, FileError> {
    if bytes.len() as u64 > MAX_TIMELINE_BYTES {
        return Err(too_large());
    }
    let text = decoded(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(FileError::new("The file is empty")
            .with_hint("The smallest timeline is `{ \"annals\": 1 }`."));
    }
    if let Some(offset) = deeper_than(MAX_DEPTH, text) {
        return Err(FileError::new(format!(
            "The file nests deeper than {MAX_DEPTH} levels, which no timeline needs"
        ))
        .at(line_and_column(text, offset)));
    }
    let root = JsonSlice::of_text(text).map_err(|error| not_json(text, &error))?;
    require_version(text, root)?;
    Ok(TimelineText { text, root })
}

/// The refusal of a file past the limit.
pub(super) fn too_large() -> FileError {
    FileError::new("The file is larger than 1 GiB, the most that is read as a timeline")
}

fn decoded(bytes: &[u8]) -> Result<&str, FileError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let (valid, _) = bytes.split_at(error.valid_up_to().min(bytes.len()));
        let valid = std::str::from_utf8(valid).unwrap_or_default();
        // A byte order mark is no column.
        let valid = valid.strip_prefix('\u{feff}').unwrap_or(valid);
        let refusal =
            FileError::new("The file is not UTF-8 text").at(line_and_column(valid, valid.len()));
        if looks_like_utf16(bytes) {
            refusal.with_hint("It looks like UTF-16. Save it as UTF-8.")
        } else {
            refusal.with_hint("A timeline is JSON in UTF-8. Save it in that encoding.")
        }
    })
}

/// A byte order mark of UTF-16, or an ASCII letter in every other byte.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || matches!(bytes, [0, b'{' | b' ', ..] | [b'{' | b' ', 0, ..])
}

fn not_json(text: &str, error: &serde_json::Error) -> FileError {
    let message = error.to_string();
    let mut offset = offset_of(text, error.line(), error.column());
    if message.starts_with("control character") {
        // This error names the character before the one it means.
        offset += text
            .get(offset..)
            .and_then(|rest| rest.find(char::is_control))
            .unwrap_or(0);
    }
    // serde_json appends its own place, whose columns are bytes.
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(message, _)| message);
    let (before, rest) = text.split_at_checked(offset).unwrap_or((text, ""));
    let found = rest.chars().next();
    let is_trailing_comma = matches!(found, Some('}' | ']')) && before.trim_end().ends_with(',');
    let message = if is_trailing_comma {
        "a comma follows the last entry"
    } else if message == "expected ident" {
        "expected `true`, `false` or `null`"
    } else {
        message
    };
    let refusal = FileError::new(format!("The file is not JSON: {message}"))
        .at(line_and_column(text, offset));
    let hint = match found {
        _ if looks_like_utf16(text.as_bytes()) => "It looks like UTF-16. Save it as UTF-8.",
        _ if error.is_eof() => "The end of the file is missing.",
        _ if is_trailing_comma => "Take the comma before this bracket out.",
        _ if message == "trailing characters" => {
            "A timeline is one object, and something follows its end."
        }
        _ if message.contains("control character") && found != Some('\0') => {
            "Inside a text, write a line break as `\\n` and a tab as `\\t`."
        }
        Some('\0') => "A character that no text needs stands here. Take it out.",
        Some('\'' | '‘' | '’' | '“' | '”') => {
            "Texts and keys stand in straight double quotes."
        }
        Some('/' | '#') => "JSON has no comments.",
        Some('"' | '{' | '[') => "Is a comma missing before this?",
        _ if message.contains("key must be a string") => "Keys stand in double quotes.",
        _ => return refusal,
    };
    refusal.with_hint(hint)
}

/// The byte that `serde_json` means by a line and a column counted in bytes. The
/// column is that of the last byte it has taken, or 0 before the first.
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

fn require_version(text: &str, root: JsonSlice<'_>) -> Result<(), FileError> {
    let at =
        |refusal: FileError, value: JsonSlice<'_>| refusal.at(line_and_column(text, value.offset));
    let no_timeline = |what: &str, value| {
        at(
            FileError::new(format!("The file is JSON and no timeline: {what}"))
                .with_hint("A timeline is an object that holds `\"annals\": 1`."),
            value,
        )
    };
    let Some(members) = root.members() else {
        return Err(no_timeline(&format!("it is {}", root.kind().name()), root));
    };
    let Some(member) = members.into_iter().find(|member| member.key == "annals") else {
        return Err(no_timeline("it holds no `annals`", root));
    };
    let value = member.value;
    match value.integer() {
        None if value.kind() == JsonType::Number => {
            Err(no_timeline("its `annals` is no whole number", value))
        }
        None => Err(no_timeline(
            &format!("its `annals` is {}", value.kind().name()),
            value,
        )),
        Some(VERSION) => Ok(()),
        Some(newer) if newer > VERSION => Err(at(
            FileError::new(format!(
                "The file has version {} of the format, and this program reads version {VERSION}",
                value.token
            ))
            .with_hint("A newer Annals wrote it. Open it with that one."),
            value,
        )),
        Some(_) => Err(at(
            FileError::new(format!(
                "The file has version {} of the format, which never existed",
                value.token
            ))
            .with_hint(format!("This program reads version {VERSION}.")),
            value,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> FileError {
        preflight(bytes).err().unwrap()
    }

    #[test]
    fn what_is_no_timeline_is_refused_with_its_place() {
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
            (b"{\"annals\": 1.0}", "no whole number", Some((1, 12)), ""),
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
                "a comma follows",
                Some((1, 9)),
                "Take",
            ),
            (b"{\"a\": 1", "EOF", Some((1, 7)), "end of the file"),
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
                "Take it out",
            ),
        ] {
            let refusal = refusal(bytes);
            let shown = String::from_utf8_lossy(bytes);
            assert!(refusal.message.contains(message), "{shown}: {refusal}");
            assert_eq!(
                refusal.line.zip(refusal.column),
                place,
                "{shown}: {refusal}"
            );
            let given = refusal.hint.unwrap_or_default();
            assert!(given.contains(hint), "{shown}: {given}");
        }
    }

    #[test]
    fn a_tower_of_brackets_is_refused_before_anything_climbs_it() {
        let tower = "[".repeat(1_000_000);
        let refusal = refusal(tower.as_bytes());
        assert!(refusal.message.contains("64 levels"), "{refusal}");
        assert_eq!(refusal.line.zip(refusal.column), Some((1, 65)));
        let inside = format!(
            "{{\"annals\":1,\"x\":{}{}}}",
            "[".repeat(63),
            "]".repeat(63)
        );
        assert!(preflight(inside.as_bytes()).is_ok());
    }

    #[test]
    fn a_byte_order_mark_is_read_past() {
        let admitted = preflight(b"\xef\xbb\xbf{\"annals\":1}").ok().unwrap();
        assert!(admitted.text.starts_with('{'));
    }
}
