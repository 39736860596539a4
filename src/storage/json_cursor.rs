//! One pass over well-formed text.
//!
//! The scanner takes what a careful writer of timelines writes and nothing
//! else: every step answers `None` at the first surprise, be it a fault, a
//! wrong type or a key that is not of the format, and tells nothing about it.
//! Whoever asked then has the careful reader look ([`super::fields`]). So what
//! the scanner does take must be exactly what that one would take.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::fields::{Text, Whole};
use super::json_value::JsonSlice;

/// A place in a text, moving forwards.
pub(super) struct JsonCursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> JsonCursor<'t> {
    /// A scanner at the start of a text.
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Where it stands, in bytes.
    pub(super) const fn offset(&self) -> usize {
        self.at
    }

    /// Goes back to where it stood.
    pub(super) const fn go_back(&mut self, offset: usize) {
        self.at = offset;
    }

    /// The next byte that is no white space. The scanner stands on it.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            if byte > b' ' {
                return Some(byte);
            }
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return None;
            }
            self.at += 1;
            // Of an indented file a third is indents.
            while let Some(indent) = bytes.get(self.at..).and_then(<[u8]>::first_chunk)
                && u64::from_le_bytes(*indent) == u64::from_le_bytes([b' '; 8])
            {
                self.at += 8;
            }
        }
    }

    /// Takes one byte, past white space.
    pub(super) fn take(&mut self, byte: u8) -> Option<()> {
        if self.peek()? != byte {
            return None;
        }
        self.at += 1;
        Some(())
    }

    /// Whether nothing but white space is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.peek().is_none() && self.at == self.text.len()
    }

    /// After an entry of a list or an object: whether another follows.
    pub(super) fn goes_on(&mut self, close: u8) -> Option<bool> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b',' => Some(true),
            byte if byte == close => Some(false),
            _ => None,
        }
    }

    /// Opens a list or an object; whether it holds anything.
    pub(super) fn opens(&mut self, open: u8, close: u8) -> Option<bool> {
        self.take(open)?;
        if self.peek()? == close {
            self.at += 1;
            return Some(false);
        }
        Some(true)
    }

    /// A key without escapes, and the colon after it.
    pub(super) fn key(&mut self) -> Option<&'t [u8]> {
        let (inside, escaped) = self.quoted()?;
        if escaped {
            return None;
        }
        self.take(b':')?;
        Some(inside.as_bytes())
    }

    /// A string.
    pub(super) fn text(&mut self) -> Option<Text<'t>> {
        self.peek()?;
        let offset = self.at;
        let (inside, escaped) = self.quoted()?;
        let value = if escaped {
            let token = self.text.get(offset..self.at)?;
            Cow::Owned(serde_json::from_str(token).ok()?)
        } else {
            Cow::Borrowed(inside)
        };
        Some(Text { value, offset })
    }

    /// What stands between quotation marks, and whether any of it is escaped.
    fn quoted(&mut self) -> Option<(&'t str, bool)> {
        self.take(b'"')?;
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut escaped = false;
        loop {
            self.at += plain(bytes.get(self.at..)?);
            match bytes.get(self.at)? {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.at += 2;
                }
                _ => return None,
            }
        }
        let inside = self.text.get(start..self.at)?;
        self.at += 1;
        Some((inside, escaped))
    }

    /// A list of strings, as it is written.
    pub(super) fn texts(&mut self) -> Option<&'t str> {
        self.peek()?;
        let start = self.at;
        let mut more = self.opens(b'[', b']')?;
        while more {
            // Escapes are looked at, as half a surrogate pair is no text.
            self.text()?;
            more = self.goes_on(b']')?;
        }
        self.text.get(start..self.at)
    }

    /// A whole number.
    pub(super) fn whole(&mut self) -> Option<Whole> {
        self.peek()?;
        let offset = self.at;
        let bytes = self.text.as_bytes();
        let is_negative = bytes.get(self.at) == Some(&b'-');
        self.at += usize::from(is_negative);
        let first = self.at;
        let mut value = 0_i64;
        while let Some(digit) = bytes.get(self.at).filter(|byte| byte.is_ascii_digit()) {
            value = value
                .checked_mul(10)?
                .checked_add(i64::from(digit - b'0'))?;
            self.at += 1;
        }
        let digits = self.at - first;
        let leads_with_zero = digits > 1 && bytes.get(first) == Some(&b'0');
        if digits == 0 || leads_with_zero || matches!(bytes.get(self.at), Some(b'.' | b'e' | b'E'))
        {
            return None;
        }
        let value = if is_negative { -value } else { value };
        Some(Whole { value, offset })
    }

    /// Any value at all.
    pub(super) fn value(&mut self) -> Option<JsonSlice<'t>> {
        self.peek()?;
        let offset = self.at;
        let rest = self.text.get(offset..)?;
        let value = serde_json::Deserializer::from_str(rest)
            .into_iter::<&RawValue>()
            .next()?;
        let token = value.ok()?.get();
        self.at += token.len();
        Some(JsonSlice { token, offset })
    }
}

/// How many bytes stand before the first quotation mark, backslash or control
/// character. Eight at a time: a byte is below 0x20, or is one of the two marks
/// (made zero), exactly where taking that much from it borrows into its top
/// bit; borrows only ever come from a byte that was found already.
fn plain(bytes: &[u8]) -> usize {
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
    let stops = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    count + rest.iter().position(stops).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_stop_is_found_where_it_stands(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let stops = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
            let expected = bytes.iter().position(stops).unwrap_or(bytes.len());
            prop_assert_eq!(plain(&bytes), expected);
        }

        #[test]
        fn strings_are_what_they_are_to_serde(text in any::<String>(), after in "[ ,}\n]{0,9}") {
            let written = serde_json::to_string(&text).unwrap();
            let whole = format!(" \n\t{written}{after}");
            let mut scanner = JsonCursor::new(&whole);
            prop_assert_eq!(&*scanner.text().unwrap().value, &text);
            prop_assert_eq!(scanner.offset(), 3 + written.len());
        }

        #[test]
        fn what_the_scanner_takes_for_a_number_is_one(text in "-?[0-9]{0,20}[.e]?[0-9]{0,2}") {
            let taken = JsonCursor::new(&text).whole().map(|whole| whole.value);
            let is_json = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            let token = JsonSlice { token: &text, offset: 0 };
            let read = is_json.then(|| token.integer()).flatten();
            prop_assert!(taken.is_none() || taken == read, "{} {:?} {:?}", text, taken, read);
        }
    }

    #[test]
    fn what_is_no_string_is_a_surprise() {
        for text in [
            "\"a",
            "\"a\\",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"a\nb\"",
            "x",
            "",
            "\u{1}\"a\"",
        ] {
            assert!(JsonCursor::new(text).text().is_none(), "{text:?}");
        }
    }

    #[test]
    fn lists_of_strings_are_taken_whole() {
        for (text, taken) in [
            ("[]", Some("[]")),
            (" [ \"a\" ,\n\"b]\" ] ,", Some("[ \"a\" ,\n\"b]\" ]")),
            ("[\"a\",]", None),
            ("[1]", None),
            ("[\"a\" \"b\"]", None),
        ] {
            assert_eq!(JsonCursor::new(text).texts(), taken, "{text}");
        }
    }
}
