//! Builds CSL-JSON records from the fields of other formats.

use serde_json::{Map, Value, json};

use crate::bibliography::clean::clean;
use crate::bibliography::date::{CslDate, simple};

/// A record under construction.
#[derive(Debug, Default)]
pub(super) struct CslBuilder(pub(super) Map<String, Value>);

impl CslBuilder {
    pub(super) fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Sets a text, unless the field exists or the text is empty.
    pub(super) fn text(&mut self, key: &str, text: &str) {
        if let Some(text) = clean(text)
            && !self.has(key)
        {
            self.0.insert(key.to_owned(), Value::String(text));
        }
    }

    /// Sets a date, unless the field exists.
    pub(super) fn date(&mut self, key: &str, text: &str) {
        if let Some(date) = date(text)
            && !self.has(key)
        {
            self.0.insert(key.to_owned(), date);
        }
    }

    /// Adds a name in a role.
    pub(super) fn name(&mut self, key: &str, name: Value) {
        let names = self.0.entry(key).or_insert_with(|| json!([]));
        if let Some(names) = names.as_array_mut() {
            names.push(name);
        }
    }

    /// Sets a DOI, without the URL of the resolver.
    pub(super) fn doi(&mut self, text: &str) {
        let text = text.trim();
        let bare = [
            "https://doi.org/",
            "http://doi.org/",
            "http://dx.doi.org/",
            "https://dx.doi.org/",
            "doi:",
            "DOI:",
        ]
        .iter()
        .find_map(|start| text.strip_prefix(start));
        self.text("DOI", bare.unwrap_or(text));
    }
}

/// `{"date-parts": …}` for a date or two dates with a slash between them,
/// `{"raw": …}` for any other text.
pub(super) fn date(text: &str) -> Option<Value> {
    let text = clean(text)?;
    let part = |text: &str| match simple(text.trim()) {
        Some(CslDate::Calendar(parts)) if parts.first() > Some(&0) => Some(parts),
        _ => None,
    };
    let dates: Option<Vec<Vec<i16>>> = text.split('/').map(part).collect();
    Some(match dates.filter(|dates| dates.len() <= 2) {
        Some(dates) => json!({ "date-parts": dates }),
        None => json!({ "raw": text }),
    })
}

/// A date from a year, and a month and a day if there are any.
pub(super) fn issued_date(year: &str, month: Option<u8>, day: Option<u8>) -> Option<Value> {
    let year = year.trim();
    let text = match (month, day) {
        _ if year.len() != 4 => return date(year),
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        (None, _) => year.to_owned(),
    };
    date(&text)
}

/// The English months by their first three letters.
pub(super) const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The month of "3", "03", "mar", "March".
pub(super) fn month(text: &str) -> Option<u8> {
    let text = text.trim();
    if let Ok(number) = text.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let start: String = text.chars().take(3).collect::<String>().to_lowercase();
    let index = MONTHS.iter().position(|month| *month == start)?;
    u8::try_from(index + 1).ok()
}

/// "Family, Given, Suffix", or a body without a comma.
pub(super) fn name(text: &str) -> Option<Value> {
    let text = clean(text)?;
    let mut parts = text.split(',').map(str::trim);
    let family = parts.next().unwrap_or_default();
    let given = parts.next().unwrap_or_default();
    let suffix = parts.next().unwrap_or_default();
    Some(match (family, given) {
        ("", "") => return None,
        (whole, "") | ("", whole) => json!({ "literal": whole }),
        (family, given) => parted_name(family, given, "", suffix),
    })
}

/// A name from its parts. Without a particle, the lower-case words at the start
/// of the family name become it.
pub(super) fn parted_name(family: &str, given: &str, particle: &str, suffix: &str) -> Value {
    let (particle, family) = if particle.is_empty() {
        let starts_small = |word: &str| word.starts_with(char::is_lowercase);
        let small: usize = family
            .split_inclusive(' ')
            .take_while(|word| starts_small(word))
            .map(str::len)
            .sum();
        match family.split_at_checked(small) {
            Some((particle, rest)) if !rest.is_empty() => (particle.trim(), rest),
            _ => ("", family),
        }
    } else {
        (particle, family)
    };
    let mut name = Map::new();
    for (key, part) in [
        ("family", family),
        ("given", given),
        ("non-dropping-particle", particle),
        ("suffix", suffix),
    ] {
        if let Some(part) = clean(part) {
            name.insert(key.to_owned(), Value::String(part));
        }
    }
    Value::Object(name)
}
