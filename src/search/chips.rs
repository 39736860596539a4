//! The fields of a filter as chips, to show, add and remove them. The typed text is
//! authoritative; chips are parsed from it.

use std::ops::Range;

use super::parse::{FilterToken, is_quotation_mark, known_field, tokens};

/// One `field:value` of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterChip {
    /// Its bytes in the text, with the `-` before it.
    pub range: Range<usize>,
    /// The field, one of [`FIELDS`](super::FIELDS).
    pub field: &'static str,
    /// Its value, without quotation marks.
    pub value: String,
    /// Whether it is excluded.
    pub negated: bool,
}

/// The chips of a filter, in the order of its text. Words and invalid tokens are no
/// chips.
#[must_use]
pub fn chips(text: &str) -> Vec<FilterChip> {
    let chip = |token: FilterToken<'_>| {
        let (field, _) = known_field(token.field?)?;
        let value = token.value.trim();
        (!value.is_empty()).then(|| FilterChip {
            range: token.range,
            // Both are the same field.
            field: if field == "date" { "possibly" } else { field },
            value: value.to_owned(),
            negated: token.negated,
        })
    };
    tokens(text).filter_map(chip).collect()
}

/// The text without a chip.
#[must_use]
pub fn without_chip(text: &str, chip: &FilterChip) -> String {
    let before = text.get(..chip.range.start).unwrap_or_default().trim_end();
    let after = text.get(chip.range.end..).unwrap_or_default().trim_start();
    if before.is_empty() || after.is_empty() {
        return format!("{before}{after}");
    }
    format!("{before} {after}")
}

/// The text with a field added that matches only this value.
#[must_use]
pub fn with_chip(text: &str, field: &str, value: &str) -> String {
    let is_one_word = value
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-/.~?%:".contains(c));
    let is_name = matches!(field, "lane" | "tag" | "actor" | "source");
    // A keyword needs no quotation marks; a name in quotation marks is the whole
    // name. A value with quotation marks is written as its words.
    let has_marks = value.chars().any(is_quotation_mark);
    let written = if (is_one_word && !is_name) || has_marks {
        let words = value.replace(is_quotation_mark, " ");
        let words: Vec<&str> = words.split_whitespace().collect();
        words.join("-")
    } else {
        format!("\"{value}\"")
    };
    let before = text.trim_end();
    // An open quotation mark would include the field.
    let is_open = before.matches(is_quotation_mark).count() % 2 == 1;
    let close = if is_open { "\"" } else { "" };
    let space = if before.is_empty() { "" } else { " " };
    format!("{before}{close}{space}{field}:{written}")
}

/// A value as its chip shows it: its words, if it cannot be written unchanged.
#[must_use]
pub fn chip_value(field: &str, value: &str) -> String {
    let written = with_chip("", field, value);
    chips(&written)
        .pop()
        .map_or_else(|| value.to_owned(), |chip| chip.value)
}

/// The text with the value of a field added, or removed if it has it.
#[must_use]
pub fn toggled_chip(text: &str, field: &str, value: &str) -> String {
    let value_there = chip_value(field, value);
    let of_it =
        |chip: &FilterChip| chip.field == field && chip.value == value_there && !chip.negated;
    match chips(text).iter().find(|chip| of_it(chip)) {
        Some(chip) => without_chip(text, chip),
        None => with_chip(text, field, value),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::Filter;

    #[test]
    fn fields_are_chips_and_words_are_not() {
        let text = "aid lane:\"Phnom Penh\" -tag:trade  date:1953/1963 \"lane:x\" nofield:y";
        let found: Vec<(&str, String, bool)> = chips(text)
            .into_iter()
            .map(|chip| (chip.field, chip.value, chip.negated))
            .collect();
        assert_eq!(
            found,
            [
                ("lane", "Phnom Penh".to_owned(), false),
                ("tag", "trade".to_owned(), true),
                ("possibly", "1953/1963".to_owned(), false),
            ]
        );
    }

    #[test]
    fn a_chip_is_toggled() {
        for (text, field, value, expected) in [
            ("", "lane", "Phnom Penh", "lane:\"Phnom Penh\""),
            ("aid", "basis", "stated", "aid basis:stated"),
            ("aid basis:stated", "basis", "stated", "aid"),
            ("basis:stated aid", "basis", "stated", "aid"),
            ("a state:drifted b", "state", "drifted", "a b"),
            (
                "-basis:stated",
                "basis",
                "stated",
                "-basis:stated basis:stated",
            ),
            ("", "tag", "C#", "tag:\"C#\""),
            ("", "tag", "“best” of", "tag:best-of"),
            ("tag:best-of", "tag", "“best” of", ""),
            ("\"cold war", "basis", "stated", "\"cold war\" basis:stated"),
        ] {
            assert_eq!(toggled_chip(text, field, value), expected, "{text} {field}");
        }
    }

    proptest! {
        #[test]
        fn adding_and_removing_a_chip_leaves_the_filter_unchanged(
            text in "[a-z\"“: -]{0,24}",
            value in "[A-Za-zក-ឳ #'-]{1,12}",
        ) {
            prop_assume!(value.chars().any(char::is_alphanumeric) && value.trim() == value);
            // An open quotation mark includes what follows it.
            let open = text.matches(is_quotation_mark).count() % 2;
            prop_assume!(open == 0 && !text.trim_end().ends_with([':', '-']));
            let with = with_chip(&text, "tag", &value);
            let chip = chips(&with).pop();
            prop_assert!(chip.as_ref().is_some_and(|chip| chip.value == value), "{with}");
            let back = without_chip(&with, &chip.unwrap());
            prop_assert_eq!(Filter::parse(&back).0, Filter::parse(&text).0);
        }
    }
}
