//! Suggestions for texts in an older or looser form.
//!
//! Many catalogues still use the EDTF draft of 2012, and other parsers accept
//! forms that the standard does not have. This crate rejects them, and its error
//! suggests the form of the standard that says the same. It suggests only what
//! [`parse`] accepts.

use crate::parser::parse;
use crate::syntax::Expression;

/// The longest text that gets a suggestion, in bytes. Longer ones are not
/// written by hand.
const MAX_LENGTH: usize = 100;

/// What to write instead of `text`, if the crate knows.
pub(crate) fn standard_form(text: &str) -> Option<String> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let respelled = respelled(text);
    let reshaped = [Some(text), respelled.as_deref()]
        .into_iter()
        .flatten()
        .flat_map(|text| [next_midnight, year_or_day, set_or_short_year].map(|form| form(text)));
    std::iter::once(respelled.clone())
        .chain(reshaped)
        .flatten()
        .find(|form| form != text && parse(form).is_ok())
}

/// Replaces the characters and words that the draft and other parsers write
/// differently.
fn respelled(text: &str) -> Option<String> {
    let text = text
        .trim()
        .replace(['\u{2212}', '\u{2013}', '\u{2010}', '\u{2011}'], "-");
    let text = text.replace("unknown", "").replace("open", "..");
    let text = text.replace("?~", "%").replace("~?", "%");
    let in_set = text.starts_with(['[', '{']);
    let text = if in_set {
        text.split(',').map(str::trim).collect::<Vec<_>>().join(",")
    } else {
        text
    };
    let text = match text.split_once('^') {
        Some((season, hemisphere)) => in_hemisphere(season, hemisphere)?,
        None => text,
    };
    let text = without_parentheses(&text)?;
    let mut respelled = String::new();
    for character in text.chars() {
        respelled.push(match character {
            'u' | 'x' => 'X',
            'y' | 'e' | 't' | 'z' => character.to_ascii_uppercase(),
            'p' | 's' => 'S',
            _ => character,
        });
    }
    let respelled = match respelled.strip_prefix("-Y") {
        Some(year) => format!("Y-{year}"),
        None => respelled,
    };
    let unsigned = respelled.strip_prefix('+').unwrap_or(&respelled);
    Some(without_fraction(&with_colon_in_offset(unsigned)))
}

/// `2001-21^southernHemisphere` becomes `2001-29`. The draft wrote the
/// hemisphere after the season; the standard has a code for each (4.8.1).
fn in_hemisphere(season: &str, hemisphere: &str) -> Option<String> {
    let (year, code) = season.rsplit_once('-')?;
    let code: u8 = code.parse().ok().filter(|code| (21..=24).contains(code))?;
    let shift = match hemisphere.to_ascii_lowercase() {
        hemisphere if hemisphere.starts_with("north") => 4,
        hemisphere if hemisphere.starts_with("south") => 8,
        _ => return None,
    };
    Some(format!("{year}-{}", code + shift))
}

/// `2004-(06)?-11` becomes `2004-?06-11`. The draft grouped components with
/// parentheses; in the standard the side of the qualifier decides (8.2).
fn without_parentheses(text: &str) -> Option<String> {
    let mut text = text.to_owned();
    while let Some(open) = text.find('(') {
        let (before, rest) = (text.get(..open)?, text.get(open + 1..)?);
        let (inside, after) = rest.split_once(')')?;
        let end_of_qualifier = usize::from(after.starts_with(['?', '~', '%']));
        let (qualifier, after) = after.split_at(end_of_qualifier);
        // Each component in them gets the qualifier on its left.
        let components: Vec<String> = inside
            .split('-')
            .map(|component| format!("{qualifier}{component}"))
            .collect();
        text = format!("{before}{}{after}", components.join("-"));
    }
    Some(text)
}

/// `+0230` becomes `+02:30`.
fn with_colon_in_offset(text: &str) -> String {
    let Some((day, time)) = text.split_once('T') else {
        return text.to_owned();
    };
    let offset = time.rfind(['+', '-']).and_then(|at| time.get(at + 1..));
    match offset {
        Some(digits) if digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            let at = text.len() - 2;
            match (text.get(..at), text.get(at..)) {
                (Some(hours), Some(minutes)) => format!("{hours}:{minutes}"),
                _ => format!("{day}T{time}"),
            }
        }
        _ => text.to_owned(),
    }
}

/// Drops the fraction of a second.
fn without_fraction(text: &str) -> String {
    let Some((whole, fraction)) = text.split_once(['.', ',']) else {
        return text.to_owned();
    };
    if !whole.contains('T') {
        return text.to_owned();
    }
    let zone = fraction.trim_start_matches(|character: char| character.is_ascii_digit());
    format!("{whole}{zone}")
}

/// `2016-05-02T24:00:00` becomes `2016-05-03T00:00:00`.
fn next_midnight(text: &str) -> Option<String> {
    let (day, time) = text.split_once('T')?;
    let zone = time.strip_prefix("24:00:00")?;
    let (Expression::Date(date), _) = parse(day).ok()? else {
        return None;
    };
    if date.day.is_none() || !date.is_plain() {
        return None;
    }
    let next = date.extent().latest.instant()?.saturating_add(1);
    Some(next.to_iso().replace('Z', zone))
}

/// `19850412` becomes `1985-04-12`, `198` `198X`, `19` `19XX` and `12345`
/// `Y12345`.
fn year_or_day(text: &str) -> Option<String> {
    let date = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
    let qualifier = text.get(date.len()..)?;
    let (minus, digits) = split_minus(date);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let form = match digits.len() {
        2 => format!("{minus}{digits}XX"),
        3 => format!("{minus}{digits}X"),
        8 => format!(
            "{minus}{}-{}-{}",
            digits.get(..4)?,
            digits.get(4..6)?,
            digits.get(6..)?
        ),
        5.. => format!("Y{minus}{digits}"),
        _ => return None,
    };
    Some(form + qualifier)
}

/// `..1984` becomes `[..1984]`, and `Y1985` `1985`.
fn set_or_short_year(text: &str) -> Option<String> {
    if let Some(year) = text.strip_prefix('Y') {
        let (minus, digits) = split_minus(year);
        let digits = digits.trim_start_matches('0');
        return (digits.len() <= 4).then(|| format!("{minus}{digits:0>4}"));
    }
    if text.starts_with("..") || text.ends_with("..") {
        return Some(format!("[{text}]"));
    }
    None
}

fn split_minus(text: &str) -> (&str, &str) {
    match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn older_and_looser_forms_get_the_form_of_the_standard() {
        for (text, form) in [
            ("198u", "198X"),
            ("19uu", "19XX"),
            ("196x", "196X"),
            ("1984?~", "1984%"),
            ("y170000002", "Y170000002"),
            ("y-17e7", "Y-17E7"),
            ("y17101e4p3", "Y17101E4S3"),
            ("unknown/2006", "/2006"),
            ("2004-01-01/open", "2004-01-01/.."),
            ("2001-21^southernHemisphere", "2001-29"),
            ("2004-(06)?-11", "2004-?06-11"),
            ("2004-06-(01)~/2004-06-(20)~", "2004-06-~01/2004-06-~20"),
            ("[1667,1668, 1670..1672]", "[1667,1668,1670..1672]"),
            ("2016-05-02T24:00:00", "2016-05-03T00:00:00"),
            ("2016-12-31T24:00:00Z", "2017-01-01T00:00:00Z"),
            ("2016-05-02T16:54:59.042Z", "2016-05-02T16:54:59Z"),
            ("2016-05-02T16:54:59+0230", "2016-05-02T16:54:59+02:30"),
            (
                "2020-05-01T10:30:00\u{2212}05:00",
                "2020-05-01T10:30:00-05:00",
            ),
            ("19850412", "1985-04-12"),
            ("198", "198X"),
            ("19~", "19XX~"),
            ("12345", "Y12345"),
            ("-12345", "Y-12345"),
            ("-Y17E7", "Y-17E7"),
            ("+2006", "2006"),
            ("Y1985", "1985"),
            ("Y-0044", "-0044"),
            ("..1984", "[..1984]"),
            (" 1985 ", "1985"),
        ] {
            assert_eq!(standard_form(text).as_deref(), Some(form), "{text}");
        }
        for text in [
            "hello",
            "1985-13",
            "1985-02-30",
            "2000/1999",
            "1985-1",
            "/",
            "",
        ] {
            assert_eq!(standard_form(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_suggestion_is_valid(
            text in "[-0-9uxyeptXYEST?~%./,\\[\\]{}()^Zopen: −]{0,20}"
        ) {
            if let Some(form) = standard_form(&text) {
                prop_assert!(parse(&form).is_ok(), "{} {}", text, form);
            }
        }
    }
}
