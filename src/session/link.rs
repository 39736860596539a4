//! Links to a timeline, and to a place in it: `FILE#event=ID`,
//! `FILE#range=EDTF`, `FILE#filter=WORDS`.
//!
//! A text that is the path of an existing file is that file, whatever it
//! contains. Otherwise the part after the last `#` says what to show: keys with
//! percent-encoded values (RFC 3986, 2.1), joined by `&`, in any order. What is
//! wrong in it is a [`InputError`], and the file opens nevertheless.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use url::Url;

use crate::language::{InputError, Message};
use crate::model::excerpt;
use annals_edtf::Edtf;
use annals_prose_dates::suggest_edtf;

/// A link to a timeline, or to a place in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Link {
    /// The timeline; `None` for the open one.
    pub file: Option<PathBuf>,
    /// What to show of it.
    pub target: LinkTarget,
}

/// What a link shows of a timeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LinkTarget {
    /// The id of the event to select.
    pub event: Option<String>,
    /// The date whose extent to show.
    pub range: Option<Edtf>,
    /// The search text.
    pub filter: Option<String>,
}

/// What a copied link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// The selected event.
    Event,
    /// The visible span and the filter.
    View,
    /// The filter.
    Filter,
}

/// The characters that are not percent-encoded in a value: the unreserved ones
/// of RFC 3986, 2.3, and `/`, `:` and `,`, which do not end a value.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b':')
    .remove(b',');

/// Quotation marks that a pasted link may be in.
const QUOTES: &[(char, char)] = &[
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('<', '>'),
    ('“', '”'),
    ('‘', '’'),
    ('«', '»'),
];

impl LinkTarget {
    /// Whether it shows nothing in particular.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.event.is_none() && self.range.is_none() && self.filter.is_none()
    }

    /// Parses the part after the `#`.
    fn parse(text: &str, problems: &mut Vec<InputError>) -> Self {
        let mut target = Self::default();
        for part in text.split('&').filter(|part| !part.is_empty()) {
            problems.extend(target.add(part).err());
        }
        target
    }

    /// Adds a key with its value.
    fn add(&mut self, part: &str) -> Result<(), InputError> {
        let (key, written) = part.split_once('=').ok_or_else(|| unknown(part))?;
        let first = match key {
            "event" => self.event.as_deref(),
            "filter" => self.filter.as_deref(),
            "range" => self.range.as_ref().map(Edtf::as_str),
            _ => return Err(unknown(key)),
        };
        let value = decoded(written).ok_or_else(|| {
            InputError::new(
                Message::new("link-invalid-escape").with("part", excerpt(part)),
                Message::new("link-invalid-escape-hint"),
            )
        })?;
        if let Some(first) = first {
            return Err(InputError::new(
                Message::new("link-repeated-key").with("key", key),
                Message::new("link-repeated-key-hint").with("first", excerpt(first)),
            ));
        }
        match key {
            "event" => self.event = Some(value),
            "filter" => self.filter = Some(value),
            _ => self.range = Some(range(&value)?),
        }
        Ok(())
    }

    /// The part after the `#`.
    fn text(&self) -> String {
        let keys = [
            ("event", self.event.as_deref()),
            ("range", self.range.as_ref().map(Edtf::as_str)),
            ("filter", self.filter.as_deref()),
        ];
        let parts = keys.into_iter().filter_map(|(key, value)| {
            let value = utf8_percent_encode(value?, PLAIN);
            Some(format!("{key}={value}"))
        });
        parts.collect::<Vec<_>>().join("&")
    }
}

fn range(value: &str) -> Result<Edtf, InputError> {
    Edtf::parse(value).map_err(|_| {
        InputError::new(
            Message::new("link-invalid-range").with("range", excerpt(value)),
            match suggest_edtf(value) {
                Some(date) => Message::new("link-range-suggestion").with("date", date),
                None => Message::new("link-invalid-range-hint"),
            },
        )
    })
}

impl Link {
    /// Parses a pasted link. White space and quotation marks around it are
    /// ignored, unless they are in the name of a file. `exists` says whether
    /// there is a file.
    #[must_use]
    pub fn parse(text: &str, exists: &dyn Fn(&Path) -> bool) -> (Self, Vec<InputError>) {
        if !text.is_empty() && exists(Path::new(text)) {
            return (Self::of_file(text), Vec::new());
        }
        let mut bare = text.trim();
        for (open, close) in QUOTES {
            let inner = bare
                .strip_prefix(*open)
                .and_then(|b| b.strip_suffix(*close));
            if let Some(inner) = inner {
                bare = inner.trim();
                break;
            }
        }
        Self::read(bare, exists)
    }

    /// Parses a link of the command line, where the shell has removed quotation
    /// marks. A text that is no UTF-8 is the path of a file.
    #[must_use]
    pub fn parse_os(text: &OsStr, exists: &dyn Fn(&Path) -> bool) -> (Self, Vec<InputError>) {
        match text.to_str() {
            Some(text) => Self::read(text, exists),
            None => (Self::of_file(text), Vec::new()),
        }
    }

    /// Whether it leads nowhere.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.file.is_none() && self.target.is_empty()
    }

    /// The link as text. Parsing it gives the same link, except for a relative
    /// path that is no UTF-8, whose invalid bytes are replaced.
    #[must_use]
    pub fn text(&self) -> String {
        let target = self.target.text();
        let Some(file) = &self.file else {
            return format!("#{target}");
        };
        let Some(path) = file.to_str() else {
            let url = Url::from_file_path(file).map(String::from);
            let path = url.unwrap_or_else(|()| file.to_string_lossy().into_owned());
            return joined(&path, &target);
        };
        // After `./` nothing is taken for quotation marks or a scheme.
        let is_quote = |c: char| QUOTES.iter().any(|(open, _)| *open == c);
        let is_odd = path.starts_with(|c: char| c.is_whitespace() || is_quote(c) || c == '#')
            || has_scheme(path);
        if is_odd {
            return joined(&format!("./{path}"), &target);
        }
        joined(path, &target)
    }

    fn of_file(file: impl Into<PathBuf>) -> Self {
        Self {
            file: Some(file.into()),
            target: LinkTarget::default(),
        }
    }

    fn read(text: &str, exists: &dyn Fn(&Path) -> bool) -> (Self, Vec<InputError>) {
        let mut problems = Vec::new();
        if text.is_empty() {
            return (Self::default(), problems);
        }
        if exists(Path::new(text)) {
            return (Self::of_file(text), problems);
        }
        // In an address a # of the file name should be escaped, but may not
        // be.
        if let Some(Ok(path)) = of_address(text)
            && exists(&path)
        {
            return (Self::of_file(path), problems);
        }
        let (file, target) = text.rsplit_once('#').unwrap_or((text, ""));
        let file = match of_address(file) {
            None => Some(PathBuf::from(file)).filter(|_| !file.is_empty()),
            Some(Ok(path)) => Some(path),
            Some(Err(problem)) => {
                // The target would be shown in the wrong timeline.
                problems.push(problem);
                return (Self::default(), problems);
            }
        };
        let target = LinkTarget::parse(target, &mut problems);
        (Self { file, target }, problems)
    }
}

/// A path and the part after the `#`. An empty part leaves out the `#`, unless
/// the path would be cut or trimmed without it.
fn joined(path: &str, target: &str) -> String {
    let ends =
        path.ends_with(|c: char| c.is_whitespace() || QUOTES.iter().any(|(_, close)| *close == c));
    if target.is_empty() && !ends && !path.contains('#') {
        return path.to_owned();
    }
    format!("{path}#{target}")
}

/// Whether a text starts with a scheme and `:/`. A single letter is a drive, not
/// a scheme.
fn has_scheme(text: &str) -> bool {
    text.split_once(":/").is_some_and(|(scheme, rest)| {
        scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && (rest.starts_with('/') || scheme.eq_ignore_ascii_case("file"))
    })
}

/// The path of a `file:` address (RFC 8089); `None` if the text is a path and
/// not an address.
fn of_address(text: &str) -> Option<Result<PathBuf, InputError>> {
    has_scheme(text).then(|| path_of_address(text))
}

fn path_of_address(address: &str) -> Result<PathBuf, InputError> {
    let is_elsewhere = |message| InputError::new(message, Message::new("link-elsewhere-hint"));
    let is_wrong = |message| InputError::new(message, Message::new("link-path-hint"));
    let scheme = address.split(':').next().unwrap_or_default();
    if !scheme.eq_ignore_ascii_case("file") {
        let message = Message::new("link-other-scheme").with("scheme", excerpt(scheme));
        return Err(is_elsewhere(message));
    }
    // In a path `?` and `#` start neither a query nor a fragment.
    let whole = address.replace('?', "%3F").replace('#', "%23");
    let url = Url::parse(&whole).map_err(|error| {
        is_wrong(Message::new("link-invalid-address").with("error", error.to_string()))
    })?;
    if let Some(host) = url.host_str().filter(|host| *host != "localhost") {
        let message = Message::new("link-other-host").with("host", excerpt(host));
        return Err(is_elsewhere(message));
    }
    let path = url.to_file_path().ok();
    path.filter(|path| !path.as_os_str().as_encoded_bytes().contains(&0))
        .ok_or_else(|| is_wrong(Message::new("link-no-file").with("address", excerpt(address))))
}

/// A value with its escapes decoded; `None` if one is invalid or the result is
/// no UTF-8.
fn decoded(value: &str) -> Option<String> {
    let is_escape = |after: &str| {
        let digits = after.bytes().take(2);
        digits.filter(u8::is_ascii_hexdigit).count() == 2
    };
    if !value.split('%').skip(1).all(is_escape) {
        return None;
    }
    let decoded = percent_decode_str(value).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

fn unknown(key: &str) -> InputError {
    InputError::new(
        Message::new("link-unknown-key").with("key", excerpt(key)),
        Message::new("link-unknown-key-hint"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nothing(_: &Path) -> bool {
        false
    }

    fn link(file: &str, event: &str, range: &str, filter: &str) -> Link {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Link {
            file: some(file).map(PathBuf::from),
            target: LinkTarget {
                event: some(event),
                range: some(range).map(|range| Edtf::parse(&range).unwrap()),
                filter: some(filter),
            },
        }
    }

    #[test]
    fn a_link_has_a_file_and_a_target() {
        for (text, expected) in [
            ("", link("", "", "", "")),
            ("a.json", link("a.json", "", "", "")),
            ("a.json#", link("a.json", "", "", "")),
            ("a.json#event=x", link("a.json", "x", "", "")),
            ("#event=x", link("", "x", "", "")),
            ("#range=1953/1963", link("", "", "1953/1963", "")),
            (
                "a.json#filter=a%20b&range=195X&event=e%26%23",
                link("a.json", "e&#", "195X", "a b"),
            ),
            ("a#b.json#event=x", link("a#b.json", "x", "", "")),
            ("a.json#event=ភ្នំ", link("a.json", "ភ្នំ", "", "")),
            ("a.json#event=x=y+z", link("a.json", "x=y+z", "", "")),
            ("a.json#&event=x&", link("a.json", "x", "", "")),
            (
                "  \"/a b/c.json#event=x\"\n",
                link("/a b/c.json", "x", "", ""),
            ),
            ("“a.json”", link("a.json", "", "", "")),
            ("<file:///a.json#event=x>", link("/a.json", "x", "", "")),
            (
                "file:///a%20b%23c.json#event=x",
                link("/a b#c.json", "x", "", ""),
            ),
            ("file://localhost/a.json", link("/a.json", "", "", "")),
            ("FILE:/a.json", link("/a.json", "", "", "")),
            ("file:///a?b.json#event=x", link("/a?b.json", "x", "", "")),
            (
                "C:\\a\\b#c.json#event=x",
                link("C:\\a\\b#c.json", "x", "", ""),
            ),
        ] {
            assert_eq!(Link::parse(text, &nothing), (expected, vec![]), "{text:?}");
        }
    }

    #[test]
    fn an_existing_file_is_a_file_whatever_its_name() {
        for name in [
            "a.json#event=x",
            "#event=x",
            " a.json ",
            "\"a.json\"",
            "file:///a.json",
            "https://example.org",
        ] {
            let exists = |path: &Path| path == Path::new(name);
            let expected = (link(name, "", "", ""), vec![]);
            assert_eq!(Link::parse(name, &exists), expected);
            assert_eq!(Link::parse_os(OsStr::new(name), &exists), expected);
        }
        let exists = |path: &Path| path == Path::new("/a#b.json");
        let (read, _) = Link::parse("file:///a#b.json", &exists);
        assert_eq!(read, link("/a#b.json", "", "", ""));
    }

    #[test]
    fn an_invalid_target_is_reported_and_the_file_opens() {
        for (text, expected, message) in [
            ("a.json#evnt=x", link("a.json", "", "", ""), "`evnt`"),
            ("a.json#x", link("a.json", "", "", ""), "`x`"),
            ("a.json#Event=x", link("a.json", "", "", ""), "`Event`"),
            (
                "a.json#range=1958-13",
                link("a.json", "", "", ""),
                "isn’t a date in EDTF",
            ),
            (
                "a.json#range=",
                link("a.json", "", "", ""),
                "isn’t a date in EDTF",
            ),
            ("a.json#event=%", link("a.json", "", "", ""), "escape"),
            ("a.json#event=%4", link("a.json", "", "", ""), "escape"),
            ("a.json#event=%zz", link("a.json", "", "", ""), "escape"),
            ("a.json#event=%ff", link("a.json", "", "", ""), "escape"),
            (
                "a.json#event=x&event=y",
                link("a.json", "x", "", ""),
                "more than once",
            ),
            (
                "a.json#filter=x&filter=y",
                link("a.json", "", "", "x"),
                "more than once",
            ),
            (
                "a.json#range=1958&range=nonsense",
                link("a.json", "", "1958", ""),
                "more than once",
            ),
            ("a.json#event=x&b", link("a.json", "x", "", ""), "`b`"),
            ("a.json#\u{202e}=1", link("a.json", "", "", ""), "⟨U+202E⟩"),
            (
                "file://server/a.json#event=x",
                link("", "", "", ""),
                "`server`",
            ),
            (
                "https://example.org/a.json#event=x",
                link("", "", "", ""),
                "`https:`",
            ),
            ("file:///a%00.json", link("", "", "", ""), "not a file"),
        ] {
            let (read, problems) = Link::parse(text, &nothing);
            assert_eq!(read, expected, "{text:?}");
            assert_eq!(problems.len(), 1, "{text:?}: {problems:?}");
            assert!(
                problems[0].message.to_string().contains(message),
                "{problems:?}"
            );
            assert!(problems[0].hint.to_string().ends_with('.'), "{problems:?}");
        }
    }

    #[test]
    fn values_of_a_link_are_percent_encoded() {
        for (link, text) in [
            (link("", "a b", "", ""), "#event=a%20b"),
            (
                link("/x y/a.json", "é#&%", "1953/196X~", "lane:a, b"),
                "/x y/a.json#event=%C3%A9%23%26%25&range=1953/196X~&filter=lane:a,%20b",
            ),
            (link("a#b.json", "", "", ""), "a#b.json#"),
            (link(" a", "", "", ""), "./ a"),
            (link("file:/a", "", "", ""), "./file:/a"),
            (link("", "", "1958?", ""), "#range=1958%3F"),
        ] {
            assert_eq!(link.text(), text);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_utf_8_is_written_as_an_address() {
        use std::os::unix::ffi::OsStrExt as _;
        let path = OsStr::from_bytes(b"/a\xff#b.json");
        let (mut read, problems) = Link::parse_os(path, &nothing);
        assert_eq!(
            (read.file.as_deref(), problems),
            (Some(Path::new(path)), vec![])
        );
        read.target.event = Some("x".to_owned());
        assert_eq!(read.text(), "file:///a%FF%23b.json#event=x");
        assert_eq!(Link::parse(&read.text(), &nothing), (read, vec![]));
    }

    proptest! {
        #[test]
        fn parsing_the_text_of_a_link_restores_it(
            file in prop::option::of("[a-z#/\\\\ \"'%:&=?.ក-ឳ\n]{1,12}"),
            event in prop::option::of("[a-z#&%= \n\"'+ក-៹]{0,9}|\\PC{0,9}"),
            range in prop::option::of(prop::sample::select(vec!["1958?", "1953/1963", "[1667,1670..1672]", "Y-17E7", "..2004%"])),
            filter in prop::option::of("[a-z#&%= \n\"':ក-៹]{0,9}|\\PC{0,9}"),
        ) {
            let target = LinkTarget {
                event,
                range: range.and_then(|range| Edtf::parse(range).ok()),
                filter,
            };
            let link = Link { file: file.map(PathBuf::from), target };
            let (read, problems) = Link::parse(&link.text(), &nothing);
            prop_assert_eq!(problems, vec![]);
            prop_assert_eq!(&read.target, &link.target);
            // A path may have got a ./ before it.
            let bare = |link: &Link| link.file.as_ref().map(|path| Path::new(".").join(path).components().collect::<PathBuf>());
            prop_assert_eq!(bare(&read), bare(&link), "{}", link.text());
        }

        #[test]
        fn any_text_can_be_parsed(text in ".{0,60}|[file:/#=&%a-z]{0,40}") {
            let (link, _) = Link::parse(&text, &nothing);
            let again = Link::parse(&link.text(), &nothing);
            prop_assert_eq!(again.1, vec![]);
            prop_assert_eq!(again.0.target, link.target);
        }
    }
}
