//! Stable IRIs for things without an address: the same thing always has the same.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use uuid::Builder;

use crate::model::{Address, Digest, Source};

/// An IRI derived from texts: a UUID of version 8 (RFC 9562, 5.8) from their
/// SHA-256, as a URN (RFC 9562, 4). Version 5 would be SHA-1.
pub(super) fn urn(parts: &[&str]) -> String {
    let mut named = String::from("annals");
    for part in parts {
        // The lengths distinguish ("a", "bc") from ("ab", "c").
        let _ = write!(named, "\n{}:{part}", part.len());
    }
    let digest = Digest::of(named.as_bytes());
    let first = digest.bytes().first_chunk().copied().unwrap_or_default();
    Builder::from_custom_bytes(first)
        .into_uuid()
        .urn()
        .to_string()
}

/// The IRI of bytes: `ni:///sha-256;…` (RFC 6920, 3), the digest in base64url
/// without padding (RFC 4648, 5).
pub(super) fn of_bytes(digest: Digest) -> String {
    let digest = BASE64_URL_SAFE_NO_PAD.encode(digest.bytes());
    format!("ni:///sha-256;{digest}")
}

/// An address that a link may lead to: one with a host.
pub(super) fn web_address(url: &str) -> Option<String> {
    shown_with_host(&Address::of(url).ok()?)
}

fn shown_with_host(address: &Address) -> Option<String> {
    address.host().map(|_| address.shown().to_owned())
}

/// The IRI of a source: its address, else that of its DOI, where it is one that may
/// be opened; else the name of its recorded bytes; else one derived from the
/// timeline's digest and the source's id.
pub(super) fn of_source(source: &Source, timeline: Digest) -> String {
    let url = || web_address(source.csl.url.as_deref()?);
    let doi = || {
        let record: serde_json::Value = serde_json::from_str(&source.csl.json).ok()?;
        let doi = record.get("DOI")?.as_str()?;
        shown_with_host(&Address::of_doi(doi).ok()?)
    };
    url()
        .or_else(doi)
        .or_else(|| source.sha256.map(of_bytes))
        .unwrap_or_else(|| urn(&[&timeline.to_string(), "source", &source.id]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_iri_of_bytes_matches_the_example_of_the_standard() {
        // RFC 6920, 8.2: the digest of "Hello World!".
        assert_eq!(
            of_bytes(Digest::of(b"Hello World!")),
            "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
        );
    }

    #[test]
    fn a_urn_is_a_uuid_of_version_8_and_depends_on_every_part() {
        let names = [
            urn(&[]),
            urn(&["a"]),
            urn(&["a", "bc"]),
            urn(&["ab", "c"]),
            urn(&["a", "", "bc"]),
        ];
        for (at, name) in names.iter().enumerate() {
            let uuid = name.strip_prefix("urn:uuid:").unwrap();
            let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
            assert_eq!(groups, [8, 4, 4, 4, 12], "{uuid}");
            assert_eq!(uuid.as_bytes()[14], b'8', "{uuid}");
            assert!(b"89ab".contains(&uuid.as_bytes()[19]), "{uuid}");
            assert!(!names[..at].contains(name), "{uuid}");
        }
        assert_eq!(urn(&["a"]), urn(&["a"]));
    }
}
