//! Text fields of a CSV file, such that no spreadsheet takes one for a formula.

use std::borrow::Cow;

/// What a spreadsheet may take a field's first character for, or a reader of
/// ours for the guard.
const SIGNS: [char; 9] = ['=', '+', '-', '@', '\'', '\t', '\r', '\n', '\0'];

/// A text as it stands in a CSV field: where it begins with a sign that starts a
/// formula, or with an apostrophe, one apostrophe stands in front, so that a
/// reader who removes one gets the text back. NUL, which ends a file for many
/// readers, becomes its picture U+2400.
///
/// For texts alone: dates, extents and numbers are known not to hurt and stay as
/// they are.
#[must_use]
pub fn escape_formula(text: &str) -> Cow<'_, str> {
    let is_guarded = text.starts_with(SIGNS);
    if !is_guarded && !text.contains('\0') {
        return Cow::Borrowed(text);
    }
    let guard = if is_guarded { "'" } else { "" };
    Cow::Owned(format!("{guard}{}", text.replace('\0', "\u{2400}")))
}

/// How many NULs of a text do not come back.
#[must_use]
pub fn lost_nuls(text: &str) -> usize {
    text.matches('\0').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_may_start_a_formula_gets_an_apostrophe() {
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
        fn any_text_comes_back_through_a_csv_file(
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
