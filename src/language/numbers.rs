//! Formats numbers for display.

use super::languages::Language;
use super::lookup::current_language;

/// A count with separators of thousands: 12,345; in French a no-break space.
#[must_use]
pub fn format_count(number: usize) -> String {
    group_digits(&number.to_string(), current_language())
}

/// A number with two decimals: 0.87; in French 0,87.
#[must_use]
pub fn decimal(number: f64) -> String {
    let written = format!("{number:.2}");
    match current_language() {
        Language::English => written,
        Language::French => written.replace('.', ","),
    }
}

/// Digits in groups of three, with the separator of a language.
pub fn group_digits(digits: &str, language: Language) -> String {
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(language.thousands());
        }
        shown.push(digit);
    }
    shown
}
