//! Addresses (URLs) in a timeline, and which of them may be opened.
//!
//! A timeline is untrusted: the address of a source may run a script, start a
//! program or lead to another host than it seems. Only complete `http`, `https` and
//! `mailto` addresses are accepted, and exactly the shown address is opened.
//!
//! Addresses are parsed as in browsers (WHATWG URL Standard, by the crate `url`), but
//! more strictly: a text in which two parsers could find different hosts is refused.

use std::fmt;

use icu_properties::CodePointSetData;
use icu_properties::props::{BidiControl, DefaultIgnorableCodePoint};
use percent_encoding::{percent_decode_str, utf8_percent_encode};
use url::Url;

use super::visible::{excerpt, visible_id};

/// The longest address that is accepted, in code points. A longer one could hide its
/// host, because nobody reads it through.
const MAX_LENGTH: usize = 2_048;

/// The resolver of DOIs (DOI Handbook, 3.8).
const RESOLVER: &str = "https://doi.org/";

/// The characters of a DOI that are escaped in an address.
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

/// An address that may be opened after the user has seen it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    url: Url,
    letters: Option<String>,
    warnings: Vec<String>,
}

/// Why an address is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressError {
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
    /// How to fix it, as a sentence.
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

/// The hint about incomplete addresses.
const IN_FULL: &str = "Write it in full, beginning with https://.";

impl Address {
    /// Parses an address. White space around it is ignored.
    ///
    /// # Errors
    ///
    /// [`AddressError`] for a scheme other than `http`, `https` and `mailto`, for none
    /// at all, for hidden characters, and for a text without a clear host.
    pub fn of(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(refused("The address is empty", IN_FULL));
        }
        if text.chars().count() > MAX_LENGTH {
            return Err(refused(
                format!("The address is longer than {MAX_LENGTH} characters"),
                "Use a shorter address of the same page, if its site offers one.",
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

    /// The address of a DOI: `10.1000/182`, with or without `doi:` or the address of a
    /// resolver before it.
    ///
    /// # Errors
    ///
    /// [`AddressError`] if the text is not a DOI.
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
                format!("`{}` isn't a DOI", excerpt(doi)),
                "A DOI looks like 10.1000/182: a number that begins with 10., a slash, a name.",
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
                "Write / between parts, and %5C for a backslash.",
            ));
        }
        let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.is_empty() {
            return Err(refused("The address has no host", IN_FULL));
        }
        let url = Url::parse(text).map_err(|error| {
            refused(
                format!("No host can be found in the address: {error}"),
                "Look the address up at the source.",
            )
        })?;
        let Some(host) = url.host_str().map(str::to_owned) else {
            return Err(refused("The address has no host", IN_FULL));
        };
        let (in_letters, is_right) = idna::domain_to_unicode(&host);
        let letters = Some(visible_id(&in_letters).into_owned())
            .filter(|letters| is_right.is_ok() && *letters != host);
        let mut warnings = Vec::new();
        if !url.username().is_empty() || url.password().is_some() {
            let before = authority.rsplit_once('@').map_or("", |(before, _)| before);
            warnings.push(format!(
                "The host is {host}; `{}` before the @ is a user name.",
                excerpt(before)
            ));
        }
        if let Some(letters) = &letters {
            warnings.push(format!(
                "The host {host} is displayed as {letters}, which may look like another host."
            ));
        }
        let written = written_host(authority);
        let is_known = written == host || letters.as_ref() == Some(&written);
        if !is_known {
            warnings.push(format!(
                "The host is written `{}` but means {host}.",
                excerpt(&written)
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
            return Err(refused("The address has no recipient", HINT));
        }
        let hidden = |c: char| c.is_control() || forbidden_kind(c).is_some_and(|it| it != SPACE);
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
                    "The address asks to attach a file from this computer",
                    HINT,
                ));
            }
            fields.push(name);
        }
        if is_hiding {
            return Err(refused(
                "The address has hidden characters that add fields to the message",
                HINT,
            ));
        }
        let warnings = if fields.is_empty() {
            Vec::new()
        } else {
            let fields = excerpt(&fields.join(", "));
            vec![format!("The message has these fields filled in: {fields}.")]
        };
        Ok(Self {
            url,
            letters: None,
            warnings,
        })
    }

    /// The full address, exactly as it is opened: in ASCII, with the host in Punycode.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.url.as_str()
    }

    /// The host in ASCII (`xn--…`); `None` for `mailto`.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.url.host_str()
    }

    /// The host in Unicode, if it differs from [`Address::host`]. Show both, because
    /// letters of two scripts may look the same.
    #[must_use]
    pub fn host_in_letters(&self) -> Option<&str> {
        self.letters.as_deref()
    }

    /// What the user should know before opening it, in sentences.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The host as it is written, in lower case, without user name and port.
fn written_host(authority: &str) -> String {
    let after = authority.rsplit_once('@').map_or(authority, |(_, it)| it);
    let host = match after.rsplit_once(':') {
        Some((host, port)) if port.is_empty() || is_number(port) => host,
        _ => after,
    };
    host.to_lowercase()
}

/// The kind of character that white space is.
const SPACE: &str = "white space";

/// The kind of a character that is not allowed in an address.
fn forbidden_kind(c: char) -> Option<&'static str> {
    if c.is_whitespace() {
        Some(SPACE)
    } else if c.is_control() {
        Some("a control character")
    } else if CodePointSetData::new::<BidiControl>().contains(c) {
        Some("a character that changes the direction of text")
    } else if CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) || c == '\u{feff}' {
        Some("an invisible character")
    } else {
        None
    }
}

fn refuse_characters(text: &str) -> Result<(), AddressError> {
    let found = text
        .chars()
        .enumerate()
        .find_map(|(at, c)| Some((at + 1, c, forbidden_kind(c)?)));
    match found {
        None => Ok(()),
        Some((at, c, sort)) => Err(refused(
            format!(
                "The address has {sort}, U+{:04X}, as its character {at}",
                u32::from(c)
            ),
            "Remove it, or percent-encode it if it is part of the address.",
        )),
    }
}

/// The scheme in lower case, and the text after its colon (RFC 3986, section 3.1).
fn scheme_of(text: &str) -> Result<(String, &str), AddressError> {
    if text.starts_with("//") || text.starts_with("\\\\") {
        return Err(refused(
            "The address begins with its host and has no scheme",
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
        _ => Err(refused("The address has no scheme", IN_FULL)),
    }
}

fn refused_scheme(scheme: &str) -> AddressError {
    let why = match scheme {
        "javascript" | "vbscript" | "livescript" => "would run a program",
        "data" | "blob" | "about" | "view-source" => "has no place on the web",
        "file" => "is a file on this computer",
        _ => "would start another program",
    };
    let hint = match scheme {
        "file" => "Give the document of a source as its `file`.",
        _ => "Only http, https and mailto are opened.",
    };
    refused(
        format!("An address with `{}:` {why}", excerpt(scheme)),
        hint,
    )
}

#[cfg(test)]
mod tests;
