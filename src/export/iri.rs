//! Names for things that have no address: the same thing always has the same.

use std::fmt::Write as _;

use crate::model::{Address, Digest, Source};

/// A name made of texts: a UUID of version 8 (RFC 9562, 5.8) out of their
/// SHA-256, as a URN (RFC 9562, 4). Version 5 would be SHA-1.
pub(super) fn urn(parts: &[&str]) -> String {
    let mut named = String::from("annals");
    for part in parts {
        // Their lengths keep ("a", "bc") apart from ("ab", "c"). Writing to a
        // string does not fail.
        let _ = write!(named, "\n{}:{part}", part.len());
    }
    let digest = Digest::of(named.as_bytes()).to_string();
    let digits = |from: usize, to: usize| digest.get(from..to).unwrap_or_default();
    // The variant takes the first two bits of its digit: 8, 9, a or b.
    let variant = match digits(16, 17) {
        "0" | "4" | "8" | "c" => '8',
        "1" | "5" | "9" | "d" => '9',
        "2" | "6" | "a" | "e" => 'a',
        _ => 'b',
    };
    format!(
        "urn:uuid:{}-{}-8{}-{variant}{}-{}",
        digits(0, 8),
        digits(8, 12),
        digits(13, 16),
        digits(17, 20),
        digits(20, 32)
    )
}

/// The name of some bytes: `ni:///sha-256;…` (RFC 6920, 3), the digest in
/// base64url without padding (RFC 4648, 5).
pub(super) fn of_bytes(digest: Digest) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut name = String::from("ni:///sha-256;");
    for three in digest.bytes().chunks(3) {
        let byte = |place: usize| u32::from(three.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for letter in 0..=three.len() {
            let shift = 18 - 6 * letter;
            let place = usize::try_from(bits >> shift & 63).unwrap_or_default();
            name.push(char::from(LETTERS.get(place).copied().unwrap_or_default()));
        }
    }
    name
}

/// What a source is called on the web: its address, else that of its DOI, where
/// the record has one that may be opened; else the name of its recorded bytes;
/// else a name made of the timeline's digest and its id.
pub(super) fn of_source(source: &Source, timeline: Digest) -> String {
    let web = |address: Address| {
        let shown = address.shown().to_owned();
        address.host().map(|_| shown)
    };
    let url = || Address::of(source.csl.url.as_deref()?).ok().and_then(web);
    let doi = || {
        let record: serde_json::Value = serde_json::from_str(&source.csl.json).ok()?;
        let doi = record.get("DOI")?.as_str()?;
        Address::of_doi(doi).ok().and_then(web)
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
    fn the_name_of_bytes_is_that_of_the_standards_example() {
        // RFC 6920, 8.2: the digest of "Hello World!".
        assert_eq!(
            of_bytes(Digest::of(b"Hello World!")),
            "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
        );
    }

    #[test]
    fn a_name_is_a_uuid_of_version_8_and_depends_on_every_part() {
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
