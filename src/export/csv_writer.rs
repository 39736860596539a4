//! Tables as comma-separated values (RFC 4180) that no spreadsheet takes for
//! formulas.

use std::borrow::Cow;
use std::fmt::Display;

use ::csv::{Terminator, Writer, WriterBuilder};

use super::dates::DateEntry;
use super::format::write_failed;
use crate::storage::FileError;

/// First characters that a spreadsheet reads as a formula, and the apostrophe
/// that guards against it.
const FORMULA_STARTS: [char; 9] = ['=', '+', '-', '@', '\'', '\t', '\r', '\n', '\0'];

/// A table that is written record by record.
pub(super) struct CsvWriter {
    writer: Writer<Vec<u8>>,
    fields: Vec<String>,
    lost_nuls: usize,
}

impl CsvWriter {
    /// Begins a table with these comma-separated column names.
    pub(super) fn new(header: &str) -> Result<Self, FileError> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        writer
            .write_record(header.split(','))
            .map_err(write_failed)?;
        Ok(Self {
            writer,
            fields: Vec::new(),
            lost_nuls: 0,
        })
    }

    /// Appends a text of the timeline.
    pub(super) fn text<'t>(&mut self, text: impl Into<Option<&'t str>>) {
        let text = text.into().unwrap_or_default();
        self.lost_nuls += text.matches('\0').count();
        self.fields.push(escape_formula(text).into_owned());
    }

    /// Appends a validated value: a number, a date, a digest, a fixed word.
    pub(super) fn value(&mut self, value: Option<impl Display>) {
        let field = value.map(|value| value.to_string());
        self.fields.push(field.unwrap_or_default());
    }

    /// Appends a date as EDTF, the text of an invalid date, and the date in words.
    pub(super) fn date(&mut self, date: Option<DateEntry<'_>>) {
        self.value(date.and_then(DateEntry::edtf));
        self.text(date.and_then(DateEntry::invalid));
        self.text(date.and_then(DateEntry::in_words).as_deref());
    }

    /// Appends the bounds of a date.
    pub(super) fn extent(&mut self, date: Option<DateEntry<'_>>) {
        self.value(date.and_then(DateEntry::earliest));
        self.value(date.and_then(DateEntry::latest));
    }

    /// Appends how a date is known.
    pub(super) fn basis(&mut self, date: Option<DateEntry<'_>>) {
        self.value(date.and_then(|date| date.basis));
        self.text(date.and_then(|date| date.reason));
    }

    /// Writes the record.
    ///
    /// # Errors
    ///
    /// [`FileError`] where it has another number of fields than the header.
    pub(super) fn end_record(&mut self) -> Result<(), FileError> {
        self.writer
            .write_record(self.fields.drain(..))
            .map_err(write_failed)?;
        Ok(())
    }

    /// The bytes of the table, and the number of NULs that became U+2400.
    pub(super) fn finish(self) -> Result<(Vec<u8>, usize), FileError> {
        let bytes = self.writer.into_inner();
        let bytes = bytes.map_err(|error| write_failed(error.error()))?;
        Ok((bytes, self.lost_nuls))
    }
}

/// A text as a CSV field: an apostrophe guards a first character that would start
/// a formula, or that is an apostrophe, so that a reader who removes one gets the
/// text back. NUL, which ends a file for many readers, becomes U+2400.
fn escape_formula(text: &str) -> Cow<'_, str> {
    let is_guarded = text.starts_with(FORMULA_STARTS);
    if !is_guarded && !text.contains('\0') {
        return Cow::Borrowed(text);
    }
    let guard = if is_guarded { "'" } else { "" };
    Cow::Owned(format!("{guard}{}", text.replace('\0', "\u{2400}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_start_gets_an_apostrophe() {
        for (text, field) in [
            ("", ""),
            ("plain = text", "plain = text"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("'quoted'", "''quoted'"),
            ("\tx", "'\tx"),
            ("\r\nx", "'\r\nx"),
            ("\nx", "'\nx"),
            ("\0x", "'␀x"),
            ("x\0", "x␀"),
        ] {
            assert_eq!(escape_formula(text), field, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_survives_a_csv_file(
            texts in proptest::collection::vec(r"(?s)[=+\-@'\t\r\n\x00,;\x22]{0,2}.{0,12}", 1..6)
        ) {
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            // A first field of its own: a record of one empty field is a blank line.
            let fields = texts.iter().map(|text| escape_formula(text));
            writer
                .write_record(std::iter::once(Cow::Borrowed("x")).chain(fields).map(Cow::into_owned))
                .unwrap();
            let bytes = writer.into_inner().unwrap();
            prop_assert!(!bytes.contains(&0));
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
            let record = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(record.len(), texts.len() + 1);
            for (field, text) in record.iter().skip(1).zip(&texts) {
                prop_assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
                let back = field.strip_prefix('\'').unwrap_or(field);
                let stored = text.replace('\0', "\u{2400}");
                prop_assert_eq!(back, stored.as_str());
            }
        }
    }
}
