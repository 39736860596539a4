//! What somebody meant who wrote an older or a looser form.
//!
//! The draft of 2012 is still what many catalogues hold, and other readers take
//! forms that the standard does not have. None of them is taken here; where the
//! standard's own form says the same, the refusal names it. A form is offered
//! only where it can be read, so that no advice is wrong.

use super::civil::{Civil, days_in_month};
use super::parser::read;

/// The standard's way to write `text`, where there is one that says the same.
pub(crate) fn modern(text: &str) -> Option<String> {
    // Advice is for what a person wrote by hand.
    if text.len() > 100 {
        return None;
    }
    let spelled = spelled_anew(text);
    let shaped = [Some(text), spelled.as_deref()]
        .into_iter()
        .flatten()
        .flat_map(|text| [next_midnight, split_up, set_of].map(|attempt| attempt(text)));
    std::iter::once(spelled.clone())
        .chain(shaped)
        .flatten()
        .find(|form| form != text && read(form).is_ok())
}

/// Sign by sign: what the draft and other readers write otherwise.
fn spelled_anew(text: &str) -> Option<String> {
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
        Some((season, place)) => in_hemisphere(season, place)?,
        None => text,
    };
    let text = without_parentheses(&text)?;
    let mut anew = String::new();
    for sign in text.chars() {
        anew.push(match sign {
            'u' | 'x' => 'X',
            'y' | 'e' | 't' | 'z' => sign.to_ascii_uppercase(),
            'p' | 's' => 'S',
            _ => sign,
        });
    }
    let anew = match anew.strip_prefix("-Y") {
        Some(year) => format!("Y-{year}"),
        None => anew,
    };
    let anew = anew.strip_prefix('+').map_or(anew.clone(), str::to_owned);
    Some(without_fraction(&with_colon_in_offset(&anew)))
}

/// `2001-21^southernHemisphere` as `2001-29`: the draft named the hemisphere
/// beside the season (4.8.1 gives each its own code).
fn in_hemisphere(season: &str, place: &str) -> Option<String> {
    let (year, code) = season.rsplit_once('-')?;
    let code: u8 = code.parse().ok().filter(|code| (21..=24).contains(code))?;
    let shift = match place.to_ascii_lowercase() {
        place if place.starts_with("north") => 4,
        place if place.starts_with("south") => 8,
        _ => return None,
    };
    Some(format!("{year}-{}", code + shift))
}

/// `2004-(06)?-11` as `2004-?06-11`: the draft grouped by parentheses, the
/// standard by the side on which the sign stands (8.2).
fn without_parentheses(text: &str) -> Option<String> {
    let mut text = text.to_owned();
    while let Some(open) = text.find('(') {
        let (before, rest) = (text.get(..open)?, text.get(open + 1..)?);
        let (inside, after) = rest.split_once(')')?;
        let sign = after
            .chars()
            .next()
            .filter(|sign| matches!(sign, '?' | '~' | '%'));
        let after = after.get(usize::from(sign.is_some())..)?;
        // Each component in them takes the sign on its own left.
        let marked: Vec<String> = inside
            .split('-')
            .map(|part| match sign {
                Some(sign) => format!("{sign}{part}"),
                None => part.to_owned(),
            })
            .collect();
        text = format!("{before}{}{after}", marked.join("-"));
    }
    Some(text)
}

/// `+0230` as `+02:30`.
fn with_colon_in_offset(text: &str) -> String {
    let Some((day, time)) = text.split_once('T') else {
        return text.to_owned();
    };
    let offset = time.rfind(['+', '-']).and_then(|at| time.get(at + 1..));
    match offset {
        Some(digits) if digits.len() == 4 && digits.bytes().all(|sign| sign.is_ascii_digit()) => {
            let at = text.len() - 2;
            match (text.get(..at), text.get(at..)) {
                (Some(hours), Some(minutes)) => format!("{hours}:{minutes}"),
                _ => format!("{day}T{time}"),
            }
        }
        _ => text.to_owned(),
    }
}

/// A time without its fraction of a second.
fn without_fraction(text: &str) -> String {
    let Some((whole, fraction)) = text.split_once(['.', ',']) else {
        return text.to_owned();
    };
    if !whole.contains('T') {
        return text.to_owned();
    }
    let zone = fraction.trim_start_matches(|sign: char| sign.is_ascii_digit());
    format!("{whole}{zone}")
}

/// `24:00:00` as the midnight that it is, at the beginning of the next day.
fn next_midnight(text: &str) -> Option<String> {
    let (day, time) = text.split_once('T')?;
    let zone = time.strip_prefix("24:00:00")?;
    let mut parts = day.split('-');
    let mut number = || parts.next()?.parse::<i64>().ok();
    let (year, month, day) = (number()?, number()?, number()?);
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
        return None;
    }
    let next = Civil { year, month, day }.days_since_epoch() + 1;
    let next = Civil::from_days_since_epoch(next);
    Some(format!(
        "{:04}-{:02}-{:02}T00:00:00{zone}",
        next.year, next.month, next.day
    ))
}

/// Digits run together, too few or too many: `19850412`, `198`, `19`, `12345`.
fn split_up(text: &str) -> Option<String> {
    let (text, sign) = match text.char_indices().next_back()? {
        (at, sign @ ('?' | '~' | '%')) => (text.get(..at)?, sign.to_string()),
        _ => (text, String::new()),
    };
    let (minus, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    if !digits.bytes().all(|sign| sign.is_ascii_digit()) {
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
    Some(form + &sign)
}

/// `..1984` and `1667,1668` as sets; `Y1985` as four digits.
fn set_of(text: &str) -> Option<String> {
    if let Some(year) = text.strip_prefix('Y') {
        let (minus, digits) = match year.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", year),
        };
        let digits = digits.trim_start_matches('0');
        return (digits.len() <= 4).then(|| format!("{minus}{digits:0>4}"));
    }
    if text.starts_with("..") || text.ends_with("..") {
        return Some(format!("[{text}]"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn older_and_looser_forms_are_named_in_the_words_of_the_standard() {
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
            assert_eq!(modern(text).as_deref(), Some(form), "{text}");
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
            assert_eq!(modern(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_advice_panic_and_all_advice_can_be_read(
            text in "[-0-9uxyeptXYEST?~%./,\\[\\]{}()^Zopen: −]{0,20}"
        ) {
            if let Some(form) = modern(&text) {
                prop_assert!(read(&form).is_ok(), "{} {}", text, form);
            }
        }
    }
}
