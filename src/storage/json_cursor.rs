//! The tokens of a JSON text, pulled from front to back.
//!
//! The cursor checks the grammar (RFC 8259) of what it passes. Where the text
//! breaks it, a method answers [`Interruption::Malformed`] without saying more:
//! [`preflight`](super::preflight) then reads the text again and names the fault.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::field::{Integer, JsonText};
use super::json_value::JsonSlice;

/// Why reading ends before the end of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Interruption {
    /// The text is not JSON, nests too deep, or is no timeline.
    Malformed,
    /// A list follows one whose entries refer to it.
    OutOfOrder,
    /// The caller cancelled.
    Cancelled,
}

/// The value that was read, or why reading ends.
pub(super) type ReadResult<T> = Result<T, Interruption>;

const MALFORMED: Interruption = Interruption::Malformed;

/// A place in a JSON text that only moves forward, unless it is moved.
pub(super) struct JsonCursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> JsonCursor<'t> {
    /// A cursor at the start of a text.
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The offset of the cursor, in bytes.
    pub(super) const fn offset(&self) -> usize {
        self.at
    }

    /// Moves the cursor to an offset where it was before.
    pub(super) const fn move_to(&mut self, offset: usize) {
        self.at = offset;
    }

    /// The text from an offset up to the cursor.
    pub(super) fn text_since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Moves to the next byte that is not white space, and answers it.
    pub(super) fn peek(&mut self) -> ReadResult<u8> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.at).ok_or(MALFORMED)?;
            if byte > b' ' {
                return Ok(byte);
            }
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Err(MALFORMED);
            }
            self.at += 1;
            // A third of an indented file is indentation.
            self.at += leading_spaces(bytes.get(self.at..).unwrap_or_default());
        }
    }

    /// Whether nothing but white space follows.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.peek().is_err() && self.at == self.text.len()
    }

    /// Enters the array or object whose bracket the cursor is at, and answers
    /// whether it holds anything.
    pub(super) fn enter(&mut self, close: u8) -> ReadResult<bool> {
        self.at += 1;
        let is_empty = self.peek()? == close;
        self.at += usize::from(is_empty);
        Ok(!is_empty)
    }

    /// Passes what follows an element or a member, and answers whether another
    /// one comes.
    pub(super) fn advance(&mut self, close: u8) -> ReadResult<bool> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b',' => Ok(true),
            byte if byte == close => Ok(false),
            _ => Err(MALFORMED),
        }
    }

    /// A key and the colon after it. A key with half a surrogate pair is not
    /// text; its JSON stands for it.
    pub(super) fn key(&mut self) -> ReadResult<JsonText<'t>> {
        self.peek()?;
        let offset = self.at;
        let value = match self.string()? {
            Some(text) => text.value,
            None => Cow::Borrowed(self.text_since(offset)),
        };
        if self.peek()? != b':' {
            return Err(MALFORMED);
        }
        self.at += 1;
        Ok(JsonText { value, offset })
    }

    /// A string; `None` if it has half a surrogate pair.
    pub(super) fn string(&mut self) -> ReadResult<Option<JsonText<'t>>> {
        if self.peek()? != b'"' {
            return Err(MALFORMED);
        }
        let offset = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        let start = self.at;
        let mut is_escaped = false;
        loop {
            self.at += plain_bytes(bytes.get(self.at..).ok_or(MALFORMED)?);
            match bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    is_escaped = true;
                    self.at += 2;
                }
                _ => return Err(MALFORMED),
            }
        }
        let inside = self.text.get(start..self.at).ok_or(MALFORMED)?;
        self.at += 1;
        let value = if is_escaped {
            let token = self.text_since(offset);
            match serde_json::from_str(token) {
                Ok(text) => Cow::Owned(text),
                Err(_) if serde_json::from_str::<&RawValue>(token).is_ok() => return Ok(None),
                Err(_) => return Err(MALFORMED),
            }
        } else {
            Cow::Borrowed(inside)
        };
        Ok(Some(JsonText { value, offset }))
    }

    /// An integer of few digits; `None`, without moving, for any other value.
    pub(super) fn short_integer(&mut self) -> ReadResult<Option<Integer>> {
        self.peek()?;
        let offset = self.at;
        let rest = self.text.as_bytes().get(offset..).unwrap_or_default();
        let is_negative = rest.first() == Some(&b'-');
        let digits = rest.get(usize::from(is_negative)..).unwrap_or_default();
        let mut value = 0_i64;
        let mut count = 0;
        while let Some(digit) = digits.get(count).filter(|byte| byte.is_ascii_digit()) {
            count += 1;
            if count > 15 {
                return Ok(None);
            }
            value = value * 10 + i64::from(digit - b'0');
        }
        let has_leading_zero = count > 1 && digits.first() == Some(&b'0');
        let goes_on = matches!(digits.get(count), Some(b'.' | b'e' | b'E'));
        if count == 0 || has_leading_zero || goes_on {
            return Ok(None);
        }
        self.at = offset + usize::from(is_negative) + count;
        let value = if is_negative { -value } else { value };
        Ok(Some(Integer { value, offset }))
    }

    /// Any value of a text that is known to be JSON: only brackets and strings are looked
    /// at, which is faster than [`Self::value`].
    pub(super) fn skip(&mut self) -> ReadResult<JsonSlice<'t>> {
        self.peek()?;
        let offset = self.at;
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        loop {
            match bytes.get(self.at).ok_or(MALFORMED)? {
                b'"' => self.skip_string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1).ok_or(MALFORMED)?;
                    self.at += 1;
                }
                _ if depth > 0 => self.at += 1,
                _ => {
                    // A number or a word.
                    let rest = bytes.get(self.at..).unwrap_or_default();
                    let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | 0..=b' ');
                    self.at += rest.iter().position(ends).unwrap_or(rest.len()).max(1);
                }
            }
            if depth == 0 {
                break;
            }
        }
        let token = self.text_since(offset);
        Ok(JsonSlice { token, offset })
    }

    /// Passes over a string, with its escapes.
    fn skip_string(&mut self) -> ReadResult<()> {
        let bytes = self.text.as_bytes();
        self.at += 1;
        loop {
            self.at += plain_bytes(bytes.get(self.at..).ok_or(MALFORMED)?);
            match bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => self.at += 2,
                _ => return Err(MALFORMED),
            }
        }
        self.at += 1;
        Ok(())
    }

    /// Any value.
    pub(super) fn value(&mut self) -> ReadResult<JsonSlice<'t>> {
        self.peek()?;
        let offset = self.at;
        let rest = self.text.get(offset..).ok_or(MALFORMED)?;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let token = match values.next() {
            Some(Ok(value)) => value.get(),
            Some(Err(_)) | None => return Err(MALFORMED),
        };
        self.at += token.len();
        Ok(JsonSlice { token, offset })
    }
}

/// How many spaces a text begins with, as far as it can be read eight bytes at a
/// time.
fn leading_spaces(bytes: &[u8]) -> usize {
    const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
    let (chunks, _) = bytes.as_chunks::<8>();
    let mut count = 0;
    for chunk in chunks {
        let others = u64::from_le_bytes(*chunk) ^ SPACES;
        if others != 0 {
            return count + (others.trailing_zeros() / 8) as usize;
        }
        count += 8;
    }
    count
}

/// How many bytes come before the first quotation mark, backslash or control
/// character. Looks at eight bytes at a time: a byte is below 0x20, or is one of
/// the two marks (made zero), exactly where subtracting that much from it borrows
/// into its top bit; borrows only ever come from a byte that was found already.
fn plain_bytes(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut count = 0;
    for chunk in chunks {
        let word = u64::from_le_bytes(*chunk);
        let is_zero = |word: u64| word.wrapping_sub(ONES) & !word;
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let quote = is_zero(word ^ (ONES * u64::from(b'"')));
        let backslash = is_zero(word ^ (ONES * u64::from(b'\\')));
        let found = (control | quote | backslash) & TOPS;
        if found != 0 {
            return count + (found.trailing_zeros() / 8) as usize;
        }
        count += 8;
    }
    let ends = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    count + rest.iter().position(ends).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn plain_bytes_end_at_the_first_special_one(
            bytes in prop::collection::vec(any::<u8>(), 0..40)
        ) {
            let ends = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
            let expected = bytes.iter().position(ends).unwrap_or(bytes.len());
            prop_assert_eq!(plain_bytes(&bytes), expected);
        }

        #[test]
        fn white_space_before_a_token_is_passed(before in "[ \t\r\n]{0,40}", after in "[ x]{0,9}") {
            let text = format!("{before}[{after}");
            let mut cursor = JsonCursor::new(&text);
            prop_assert_eq!(cursor.peek(), Ok(b'['));
            prop_assert_eq!(cursor.offset(), before.len());
        }

        #[test]
        fn strings_are_read_as_serde_reads_them(text in any::<String>(), after in "[ ,}\n]{0,9}") {
            let written = serde_json::to_string(&text).unwrap();
            let whole = format!(" \n\t{written}{after}");
            let mut cursor = JsonCursor::new(&whole);
            prop_assert_eq!(&*cursor.string().unwrap().unwrap().value, &text);
            prop_assert_eq!(cursor.offset(), 3 + written.len());
        }

        #[test]
        fn short_integers_are_read_as_serde_reads_them(text in "-?[0-9]{0,20}[.e]?[0-9]{0,2}") {
            let mut cursor = JsonCursor::new(&text);
            let found = cursor.short_integer().ok().flatten().map(|integer| integer.value);
            let is_json = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            let token = JsonSlice { token: &text, offset: 0 };
            let expected = is_json.then(|| token.integer()).flatten();
            prop_assert!(found.is_none() || found == expected, "{} {:?} {:?}", text, found, expected);
        }
    }

    #[test]
    fn a_broken_string_is_malformed() {
        for text in [
            "\"a",
            "\"a\\",
            "\"\\x\"",
            "\"\\é\"",
            "\"a\nb\"",
            "x",
            "",
            "\u{1}\"a\"",
        ] {
            assert!(JsonCursor::new(text).string().is_err(), "{text:?}");
        }
        assert_eq!(JsonCursor::new("\"\\ud800\"").string(), Ok(None));
    }

    #[test]
    fn a_key_that_is_no_text_is_its_json() {
        let mut cursor = JsonCursor::new("\"\\u0061\": \"\\ud800\" :");
        assert_eq!(cursor.key().unwrap().value, "a");
        assert_eq!(cursor.key().unwrap().value, "\"\\ud800\"");
    }
}
