//! Addresses that a timeline names, and which of them may be opened.
//!
//! A timeline is untrusted: what it calls a source's address may run a script,
//! start a program or lead elsewhere than it seems to. Only `http`, `https` and
//! `mailto` are taken, written out in full; what is opened is what was shown.
//!
//! Addresses are read as browsers read them (WHATWG URL, by the crate `url`),
//! but less of what is broken is mended: where two readers could find two hosts
//! in one text, it is refused.

use std::fmt;

use icu_properties::CodePointSetData;
use icu_properties::props::{BidiControl, DefaultIgnorableCodePoint};
use percent_encoding::{percent_decode_str, utf8_percent_encode};
use url::Url;

use super::visible::visible_id;

/// The longest address that is taken, in code points: one that nobody can read
/// through hides where it leads.
const MAX_LENGTH: usize = 2_048;

/// So many code points of a text are told in a message.
const TOLD: usize = 80;

/// The resolver of DOIs (DOI Handbook, 3.8).
const RESOLVER: &str = "https://doi.org/";

/// What a DOI keeps of its signs in an address.
const IN_DOI: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b':')
    .remove(b';')
    .remove(b'(')
    .remove(b')');

/// An address that may be opened, once a person has seen it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    url: Url,
    letters: Option<String>,
    warnings: Vec<String>,
}

/// Why an address is not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressError {
    /// What is wrong with it, in a sentence without its stop.
    pub message: String,
    /// How to mend it, in a sentence.
    pub hint: String,
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {}", self.message, self.hint)
    }
}

impl std::error::Error for AddressError {}

fn refused(message: impl Into<String>, hint: impl Into<String>) -> AddressError {
    AddressError {
        message: message.into(),
        hint: hint.into(),
    }
}

/// How an address is written that is taken.
const IN_FULL: &str = "Write it in full, beginning with https://.";

impl Address {
    /// Reads an address. White space around it does not count.
    ///
    /// # Errors
    ///
    /// [`AddressError`] for whatever is not opened: another scheme than
    /// `http`, `https` or `mailto`, none at all, characters that hide, or a text
    /// in which no host can be made out.
    pub fn of(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(refused("The address is empty", IN_FULL));
        }
        if text.chars().count() > MAX_LENGTH {
            return Err(refused(
                format!("The address is longer than {MAX_LENGTH} characters"),
                "Give the short form of it that its site offers.",
            ));
        }
        refuse_characters(text)?;
        let (scheme, rest) = scheme_of(text)?;
        match scheme.as_str() {
            "http" | "https" => Self::of_web(text, rest),
            "mailto" => Self::of_mail(text),
            other => Err(refused_scheme(other)),
        }
    }

    /// The address under which a DOI is found: `10.1000/182`, with or without
    /// `doi:` or the address of a resolver before it.
    ///
    /// # Errors
    ///
    /// [`AddressError`] where the text is no DOI.
    pub fn of_doi(doi: &str) -> Result<Self, AddressError> {
        const BEFORE: &[&str] = &[
            "https://doi.org/",
            "http://doi.org/",
            "https://dx.doi.org/",
            "http://dx.doi.org/",
            "doi:",
        ];
        let text = doi.trim();
        refuse_characters(text)?;
        let bare = BEFORE
            .iter()
            .find_map(|before| {
                let start = text.get(..before.len())?;
                start.eq_ignore_ascii_case(before).then_some(())?;
                text.get(before.len()..)
            })
            .unwrap_or(text)
            .trim_start();
        let (registrant, suffix) = bare.split_once('/').unwrap_or_default();
        let is_registrant = registrant
            .strip_prefix("10.")
            .is_some_and(|rest| rest.split('.').all(is_number));
        let climbs = suffix.split('/').any(|part| part == "." || part == "..");
        if !is_registrant || suffix.is_empty() || climbs {
            return Err(refused(
                format!("`{}` is no DOI", told(doi)),
                "A DOI is written 10.1000/182: a number that begins with 10., a slash, a name.",
            ));
        }
        Self::of(&format!("{RESOLVER}{}", utf8_percent_encode(bare, IN_DOI)))
    }

    fn of_web(text: &str, rest: &str) -> Result<Self, AddressError> {
        let Some(after) = rest.strip_prefix("//") else {
            return Err(refused(
                "The address has no // before its host",
                "Write https://, then the host.",
            ));
        };
        if text.contains('\\') {
            return Err(refused(
                "The address has a backslash, which some programs read as a slash and others do not",
                "Write / where a part ends, and %5C where a backslash is meant.",
            ));
        }
        let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.is_empty() {
            return Err(refused("The address names no host", IN_FULL));
        }
        let url = Url::parse(text).map_err(|error| {
            refused(
                format!("No host can be made out in the address: {error}"),
                "Look the address up at the source.",
            )
        })?;
        let Some(host) = url.host_str().map(str::to_owned) else {
            return Err(refused("The address names no host", IN_FULL));
        };
        let (in_letters, is_right) = idna::domain_to_unicode(&host);
        let letters = Some(visible_id(&in_letters).into_owned())
            .filter(|letters| is_right.is_ok() && *letters != host);
        let mut warnings = Vec::new();
        if !url.username().is_empty() || url.password().is_some() {
            let before = authority.rsplit_once('@').map_or("", |(before, _)| before);
            warnings.push(format!(
                "The host is {host}; `{}` before the @ is a name to log in with.",
                told(before)
            ));
        }
        if let Some(letters) = &letters {
            warnings.push(format!(
                "The host {host} is {letters} in letters, which may look like those of another host."
            ));
        }
        let written = written_host(authority);
        let is_known = written == host || letters.as_ref() == Some(&written);
        if !is_known {
            warnings.push(format!(
                "The host is written `{}`, and read as {host}.",
                told(&written)
            ));
        }
        Ok(Self {
            url,
            letters,
            warnings,
        })
    }

    /// A `mailto:` address (RFC 6068).
    fn of_mail(text: &str) -> Result<Self, AddressError> {
        const HINT: &str = "Write mailto:name@host and nothing else.";
        let url = Url::parse(text)
            .map_err(|error| refused(format!("The address cannot be read: {error}"), HINT))?;
        let to: Vec<u8> = percent_decode_str(url.path()).collect();
        if !to.contains(&b'@') {
            return Err(refused("The address names nobody to write to", HINT));
        }
        let hidden = |c: char| c.is_control() || character(c).is_some_and(|it| it != SPACE);
        let hides =
            |text: &str, allowed: &[char]| text.chars().any(|c| !allowed.contains(&c) && hidden(c));
        let mut is_hiding = hides(&String::from_utf8_lossy(&to), &[]);
        let mut fields = Vec::new();
        for (name, value) in url.query_pairs() {
            let name = name.to_lowercase();
            let breaks: &[char] = if name == "body" { &['\r', '\n'] } else { &[] };
            is_hiding |= hides(&name, &[]) || hides(&value, breaks);
            if name.starts_with("attach") {
                return Err(refused(
                    "The address asks to send a file of this machine along",
                    HINT,
                ));
            }
            fields.push(name);
        }
        if is_hiding {
            return Err(refused(
                "The address hides characters that make other fields of a message",
                HINT,
            ));
        }
        let warnings = if fields.is_empty() {
            Vec::new()
        } else {
            let fields = told(&fields.join(", "));
            vec![format!(
                "The message comes with fields filled in: {fields}."
            )]
        };
        Ok(Self {
            url,
            letters: None,
            warnings,
        })
    }

    /// The full address, exactly as it is opened: ASCII only, the host in its
    /// machine form.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.url.as_str()
    }

    /// The host, as machines write it (`xn--…`, numbers in the usual form);
    /// `None` of a `mailto:`.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.url.host_str()
    }

    /// The host in letters, where that is not how machines write it: to be shown
    /// beside the other, as letters of two scripts may look the same.
    #[must_use]
    pub fn host_in_letters(&self) -> Option<&str> {
        self.letters.as_deref()
    }

    /// What a person should know before opening it, in sentences.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The beginning of a text, made visible.
fn told(text: &str) -> String {
    match text.char_indices().nth(TOLD) {
        Some((at, _)) => format!("{}…", visible_id(text.get(..at).unwrap_or_default())),
        None => visible_id(text).into_owned(),
    }
}

/// The host as it is written, in small letters: without what stands before an @
/// and without the port.
fn written_host(authority: &str) -> String {
    let after = authority.rsplit_once('@').map_or(authority, |(_, it)| it);
    let host = match after.rsplit_once(':') {
        Some((host, port)) if port.is_empty() || is_number(port) => host,
        _ => after,
    };
    host.to_lowercase()
}

/// What white space is called.
const SPACE: &str = "white space";

/// What sort of character this is, where it must not stand in an address.
fn character(c: char) -> Option<&'static str> {
    if c.is_whitespace() {
        Some(SPACE)
    } else if c.is_control() {
        Some("a control character")
    } else if CodePointSetData::new::<BidiControl>().contains(c) {
        Some("a character that turns the direction of text")
    } else if CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) || c == '\u{feff}' {
        Some("a character that is not seen")
    } else {
        None
    }
}

fn refuse_characters(text: &str) -> Result<(), AddressError> {
    let found = text
        .chars()
        .enumerate()
        .find_map(|(at, c)| Some((at + 1, c, character(c)?)));
    match found {
        None => Ok(()),
        Some((at, c, sort)) => Err(refused(
            format!(
                "The address has {sort}, U+{:04X}, as its character {at}",
                u32::from(c)
            ),
            "Take it out, or write it percent-encoded where it belongs there.",
        )),
    }
}

/// The scheme in small letters, and what stands after its colon (RFC 3986,
/// 3.1).
fn scheme_of(text: &str) -> Result<(String, &str), AddressError> {
    if text.starts_with("//") || text.starts_with("\\\\") {
        return Err(refused(
            "The address begins with its host and names no scheme",
            IN_FULL,
        ));
    }
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    match text.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => Ok((scheme.to_ascii_lowercase(), rest)),
        _ => Err(refused(
            "The address names no scheme, so that nothing says from where it counts",
            IN_FULL,
        )),
    }
}

fn refused_scheme(scheme: &str) -> AddressError {
    let why = match scheme {
        "javascript" | "vbscript" | "livescript" => "would run a program of its own",
        "data" | "blob" | "about" | "view-source" => "names no place that could be looked up",
        "file" => "names a file of this machine",
        _ => "would start whatever program claims it",
    };
    let hint = match scheme {
        "file" => "Name a document of the source in its `file`.",
        _ => "Only http, https and mailto are opened.",
    };
    refused(format!("An address with `{}:` {why}", told(scheme)), hint)
}

#[cfg(test)]
mod tests;
