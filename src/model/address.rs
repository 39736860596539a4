//! Addresses (URLs) in a timeline, and which of them may be opened.
//!
//! A timeline is untrusted: the address of a source may run a script, start a
//! program or lead to another host than it seems. Only complete `http`, `https` and
//! `mailto` addresses are accepted, and exactly the shown address is opened.
//!
//! Addresses are parsed as in browsers (WHATWG URL Standard, by the crate `url`), but
//! more strictly: a text in which two parsers could find different hosts is refused.

use icu_properties::CodePointSetData;
use icu_properties::props::{BidiControl, DefaultIgnorableCodePoint};
use percent_encoding::{percent_decode_str, utf8_percent_encode};
use url::Url;

use super::visible::{excerpt, visible_id};
use crate::language::{InputError, Message, MessageArgument};

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
    warnings: Vec<Message>,
}

const fn refused(message: Message, hint: &'static str) -> InputError {
    InputError::new(message, Message::new(hint))
}

/// The hint about incomplete addresses.
const IN_FULL: &str = "address-in-full";

impl Address {
    /// Parses an address. White space around it is ignored.
    ///
    /// # Errors
    ///
    /// [`InputError`] for a scheme other than `http`, `https` and `mailto`, for none
    /// at all, for hidden characters, and for a text without a clear host.
    pub fn of(text: &str) -> Result<Self, InputError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(refused(Message::new("address-empty"), IN_FULL));
        }
        if text.chars().count() > MAX_LENGTH {
            return Err(refused(
                Message::new("address-too-long")
                    .with("most", MessageArgument::ungrouped(MAX_LENGTH)),
                "address-too-long-hint",
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
    /// [`InputError`] if the text is not a DOI.
    pub fn of_doi(doi: &str) -> Result<Self, InputError> {
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
                Message::new("address-no-doi").with("doi", excerpt(doi)),
                "address-no-doi-hint",
            ));
        }
        Self::of(&format!("{RESOLVER}{}", utf8_percent_encode(bare, IN_DOI)))
    }

    fn of_web(text: &str, rest: &str) -> Result<Self, InputError> {
        let Some(after) = rest.strip_prefix("//") else {
            return Err(refused(
                Message::new("address-no-slashes"),
                "address-no-slashes-hint",
            ));
        };
        if text.contains('\\') {
            return Err(refused(
                Message::new("address-backslash"),
                "address-backslash-hint",
            ));
        }
        let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.is_empty() {
            return Err(refused(Message::new("address-no-host"), IN_FULL));
        }
        let url = Url::parse(text).map_err(|error| {
            refused(
                Message::new("address-host-not-found").with("error", error.to_string()),
                "address-host-not-found-hint",
            )
        })?;
        let Some(host) = url.host_str().map(str::to_owned) else {
            return Err(refused(Message::new("address-no-host"), IN_FULL));
        };
        let (in_letters, is_right) = idna::domain_to_unicode(&host);
        let letters = Some(visible_id(&in_letters).into_owned())
            .filter(|letters| is_right.is_ok() && *letters != host);
        let mut warnings = Vec::new();
        if !url.username().is_empty() || url.password().is_some() {
            let before = authority.rsplit_once('@').map_or("", |(before, _)| before);
            let warning = Message::new("address-user-name").with("host", &host);
            warnings.push(warning.with("name", excerpt(before)));
        }
        if let Some(letters) = &letters {
            let warning = Message::new("address-shown-in-letters").with("host", &host);
            warnings.push(warning.with("letters", letters));
        }
        let written = written_host(authority);
        let is_known = written == host || letters.as_ref() == Some(&written);
        if !is_known {
            let warning = Message::new("address-written-otherwise").with("host", &host);
            warnings.push(warning.with("written", excerpt(&written)));
        }
        Ok(Self {
            url,
            letters,
            warnings,
        })
    }

    /// A `mailto:` address (RFC 6068).
    fn of_mail(text: &str) -> Result<Self, InputError> {
        const HINT: &str = "address-mail-hint";
        let url = Url::parse(text).map_err(|error| {
            refused(
                Message::new("address-unreadable").with("error", error.to_string()),
                HINT,
            )
        })?;
        let to: Vec<u8> = percent_decode_str(url.path()).collect();
        if !to.contains(&b'@') {
            return Err(refused(Message::new("address-no-recipient"), HINT));
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
                return Err(refused(Message::new("address-attaches-file"), HINT));
            }
            fields.push(name);
        }
        if is_hiding {
            return Err(refused(Message::new("address-hidden-fields"), HINT));
        }
        let warnings = if fields.is_empty() {
            Vec::new()
        } else {
            let fields = excerpt(&fields.join(", "));
            vec![Message::new("address-filled-fields").with("fields", fields)]
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
    pub fn warnings(&self) -> &[Message] {
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

/// The message about white space.
const SPACE: &str = "address-space";

/// The message about a character that is not allowed in an address.
fn forbidden_kind(c: char) -> Option<&'static str> {
    if c.is_whitespace() {
        Some(SPACE)
    } else if c.is_control() {
        Some("address-control")
    } else if CodePointSetData::new::<BidiControl>().contains(c) {
        Some("address-direction")
    } else if CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) || c == '\u{feff}' {
        Some("address-invisible")
    } else {
        None
    }
}

fn refuse_characters(text: &str) -> Result<(), InputError> {
    let found = text
        .chars()
        .enumerate()
        .find_map(|(at, c)| Some((at + 1, c, forbidden_kind(c)?)));
    match found {
        None => Ok(()),
        Some((at, c, message)) => {
            let code = format!("U+{:04X}", u32::from(c));
            let message = Message::new(message).with("code", code);
            let message = message.with("position", MessageArgument::ungrouped(at));
            Err(refused(message, "address-character-hint"))
        }
    }
}

/// The scheme in lower case, and the text after its colon (RFC 3986, section 3.1).
fn scheme_of(text: &str) -> Result<(String, &str), InputError> {
    if text.starts_with("//") || text.starts_with("\\\\") {
        return Err(refused(Message::new("address-begins-with-host"), IN_FULL));
    }
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    match text.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => Ok((scheme.to_ascii_lowercase(), rest)),
        _ => Err(refused(Message::new("address-no-scheme"), IN_FULL)),
    }
}

fn refused_scheme(scheme: &str) -> InputError {
    let message = match scheme {
        "javascript" | "vbscript" | "livescript" => Message::new("address-runs-program"),
        "data" | "blob" | "about" | "view-source" => Message::new("address-not-on-web"),
        "file" => Message::new("address-is-file"),
        _ => Message::new("address-starts-program"),
    };
    let hint = match scheme {
        "file" => "address-is-file-hint",
        _ => "address-schemes-hint",
    };
    refused(message.with("scheme", excerpt(scheme)), hint)
}

#[cfg(test)]
mod tests;
