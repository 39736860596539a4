//! What a date field understands of the text that is typed into it.

use crate::edits::{TypedDate, read_typed_date};
use annals_edtf::Edtf;
use annals_prose_dates::{read_date, suggest_edtf};

/// The longest text that is read as a date, in bytes.
const MAX_BYTES: usize = 400;

/// What a text in a date field means. No text is refused: what is no date is kept
/// in words, and the event stays undated.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there is one, in the open form")]
pub enum DateReading {
    /// No text: the event has no date.
    Empty,
    /// A date.
    Date {
        /// The date.
        edtf: Edtf,
        /// Whether it is typed in words. They are kept beside the date.
        in_words: bool,
        /// What the text means in ordinary writing, if it is EDTF and means another
        /// date there: `1910-12` is December 1910, or 1910 to 1912.
        alternative: Option<Edtf>,
    },
    /// Words without a date. `suggestion` is the EDTF that was probably meant by a
    /// text that resembles it.
    Words {
        /// Offered, never taken unasked.
        suggestion: Option<Edtf>,
    },
}

impl DateReading {
    /// The date, if the text means one.
    #[must_use]
    pub const fn edtf(&self) -> Option<&Edtf> {
        match self {
            Self::Date { edtf, .. } => Some(edtf),
            Self::Empty | Self::Words { .. } => None,
        }
    }
}

/// Reads the text of a date field: as EDTF, else as words in a language, a BCP 47 tag.
///
/// ```
/// use annals::edits::forms::read_date_entry;
///
/// let edtf = |text: &str| {
///     let reading = read_date_entry(text, Some("en"));
///     reading.edtf().map(|date| date.as_str().to_owned())
/// };
/// assert_eq!(edtf("1958-03").as_deref(), Some("1958-03"));
/// assert_eq!(edtf("late 1950s").as_deref(), Some("1955~/1959~"));
/// assert_eq!(edtf("shortly before the war"), None);
/// ```
#[must_use]
pub fn read_date_entry(text: &str, language: Option<&str>) -> DateReading {
    if text.len() > MAX_BYTES {
        return DateReading::Words { suggestion: None };
    }
    match read_typed_date(text, language) {
        TypedDate::Empty => DateReading::Empty,
        TypedDate::Edtf(edtf) => {
            let text = text.trim();
            let alternative = years_with_short_end(text).or_else(|| read_date(text));
            DateReading::Date {
                alternative: alternative.filter(|other| *other != edtf),
                edtf,
                in_words: false,
            }
        }
        TypedDate::Words(edtf) => DateReading::Date {
            edtf,
            in_words: true,
            alternative: None,
        },
        TypedDate::Unknown => DateReading::Words {
            suggestion: suggest_edtf(text.trim()).and_then(|date| Edtf::parse(&date).ok()),
        },
    }
}

/// Two years of which the second is abbreviated, `1910-12`, as an interval.
fn years_with_short_end(text: &str) -> Option<Edtf> {
    let (first, last) = text.split_once('-')?;
    let is_number =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(first, 4) || !is_number(last, 2) {
        return None;
    }
    let (century, year) = first.split_at(2);
    (year < last)
        .then(|| Edtf::parse(&format!("{first}/{century}{last}")).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_field_reads_edtf_then_words_and_refuses_nothing() {
        for (text, date, in_words, alternative) in [
            ("1958", Some("1958"), false, None),
            ("  1958-03 ", Some("1958-03"), false, None),
            ("1955~/1959~", Some("1955~/1959~"), false, None),
            ("1910-12", Some("1910-12"), false, Some("1910/1912")),
            ("1921-25", Some("1921-25"), false, Some("1921/1925")),
            ("1921-03", Some("1921-03"), false, None),
            ("late 1950s", Some("1955~/1959~"), true, None),
            ("the 1950s", Some("195X"), true, None),
            ("12 March 1956", Some("1956-03-12"), true, None),
            ("shortly before the war", None, false, None),
            ("last year", None, false, None),
            ("1958-13-40", None, false, None),
        ] {
            match read_date_entry(text, None) {
                DateReading::Date {
                    edtf,
                    in_words: is_words,
                    alternative: other,
                } => {
                    assert_eq!(Some(edtf.as_str()), date, "{text}");
                    assert_eq!(is_words, in_words, "{text}");
                    assert_eq!(other.as_ref().map(Edtf::as_str), alternative, "{text}");
                }
                DateReading::Words { .. } => assert_eq!(date, None, "{text}"),
                DateReading::Empty => panic!("{text} is not empty"),
            }
        }
        assert_eq!(read_date_entry(" \t", None), DateReading::Empty);
    }

    #[test]
    fn an_older_form_of_edtf_is_suggested_and_not_taken() {
        let DateReading::Words { suggestion } = read_date_entry("194u", None) else {
            panic!("an older form is no date");
        };
        assert_eq!(suggestion.as_ref().map(Edtf::as_str), Some("194X"));
    }
}
