//! Documents that are made to break readers, and those that honestly cannot be
//! read. Each goes through the child process, and each is refused in words.

use std::time::Duration;

use annals::documents::Format;
use annals::storage::FileError;

use super::making::{
    archive, chapter, docx, epub, folded_zeros, pdf, pdf_of_pages, pdf_that_draws, stream,
};
use super::worker;

/// Enough for any of these but the one that never ends.
const PATIENCE: Duration = Duration::from_mins(2);

fn refusal(format: Format, bytes: &[u8]) -> FileError {
    let read = worker().extract_within(PATIENCE, format, bytes, None);
    read.map(|plain| plain.text.chars().take(100).collect::<String>())
        .unwrap_err()
}

#[test]
fn what_cannot_be_read_is_refused_by_its_cause() {
    let line = [(50.0, 700.0, 10.0, "words")];
    let good = pdf_of_pages(&[&line], "", &[]);
    let image = stream(
        "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
        b"\x80",
    );
    let scanned = pdf_that_draws(
        b"600 0 0 800 0 0 cm /I Do",
        "",
        "/XObject<</I 5 0 R>>",
        &[image],
    );
    let drawn = pdf_that_draws(b"0 0 100 100 re f", "", "", &[]);
    let secret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    let encrypted = pdf(
        &[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Count 0/Kids[]>>".to_vec(),
            format!("<</Filter/Standard/V 1/R 2/O<{secret}>/U<{secret}>/P -44>>").into_bytes(),
        ],
        "/Encrypt 3 0 R/ID[<00><00>]",
    );
    let words = "<w:p><w:r><w:t>words</w:t></w:r></w:p>";
    let word_file = docx(words, &[]);
    let book = epub(&[("a.xhtml", &chapter("<p>words</p>"))], &[]);
    let locked = "<encryption><EncryptedData><EncryptionMethod \
                  Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes128-cbc\"/></EncryptedData>\
                  </encryption>";
    let locked = epub(&[("a.xhtml", "x")], &[("META-INF/encryption.xml", locked)]);
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    for (format, bytes, cause) in [
        (Format::Pdf, half(&good), "breaks off"),
        (
            Format::Pdf,
            b"<html>Not found</html>".to_vec(),
            "no PDF file",
        ),
        (Format::Pdf, Vec::new(), "no PDF file"),
        (Format::Pdf, encrypted, "password"),
        (Format::Pdf, scanned, "no text layer"),
        (Format::Pdf, drawn, "no text"),
        (Format::Docx, half(&word_file), "breaks off"),
        (Format::Docx, b"words".to_vec(), "no DOCX file"),
        (
            Format::Docx,
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ".to_vec(),
            "encrypted",
        ),
        (Format::Docx, archive(&[("a.txt", b"x")]), "lacks its part"),
        (Format::Docx, docx("<w:p/>", &[]), "no text"),
        (Format::Epub, half(&book), "breaks off"),
        (Format::Epub, locked, "encrypted"),
        (Format::Epub, archive(&[("a.txt", b"x")]), "cannot be read"),
        (
            Format::Epub,
            epub(&[("a.xhtml", &chapter(""))], &[]),
            "no text",
        ),
        (
            Format::Html,
            b"<script>fetch()</script>".to_vec(),
            "no text",
        ),
    ] {
        let refusal = refusal(format, &bytes);
        assert!(refusal.message.contains(cause), "{cause}: {refusal}");
        assert!(refusal.hint.is_some(), "{refusal}");
    }
}

#[test]
fn a_bomb_unfolds_no_further_than_the_limits() {
    let blank = " ".repeat(129 << 20);
    for (format, bomb) in [
        (Format::Docx, docx(&blank, &[])),
        (Format::Epub, epub(&[("a.xhtml", &blank)], &[])),
    ] {
        assert!(bomb.len() < 2 << 20);
        let refused = refusal(format, &bomb);
        assert!(refused.message.contains("unfolds into more"), "{refused}");
    }

    let zeros = folded_zeros(3 << 28);
    let refused = refusal(
        Format::Pdf,
        &pdf_that_draws(&zeros, "/Filter/FlateDecode", "", &[]),
    );
    let causes = ["memory", "no text", "damaged", "takes longer"];
    assert!(
        causes.iter().any(|cause| refused.message.contains(cause)),
        "{refused}"
    );
}

#[test]
fn entities_are_not_expanded() {
    let doctype = "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]>";
    let source = format!("{doctype}<html><body><p>x&b;y</p></body></html>");
    let bytes = epub(&[("a.xhtml", &source)], &[]);
    let plain = worker().extract(Format::Epub, &bytes, None).unwrap();
    assert_eq!(plain.text, "x&b;y");
}

#[test]
fn what_refers_to_itself_ends() {
    let line = [(50.0, 700.0, 10.0, "words")];
    let pages_in_a_circle = pdf(
        &[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
            b"<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>".to_vec(),
        ],
        "",
    );
    assert!(!refusal(Format::Pdf, &pages_in_a_circle).message.is_empty());

    let catalog = "/Outlines 6 0 R/PageLabels 8 0 R/Names<</Dests 8 0 R>>";
    let circles = [
        b"<</First 7 0 R>>".to_vec(),
        b"<</Title(words)/Dest[4 0 R]/Next 7 0 R/First 7 0 R>>".to_vec(),
        b"<</Kids[8 0 R 8 0 R]>>".to_vec(),
    ];
    let bytes = pdf_of_pages(&[&line], catalog, &circles);
    let plain = worker().extract(Format::Pdf, &bytes, None).unwrap();
    assert_eq!(plain.text, "words");

    let form = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>",
        b"/X Do",
    );
    let bytes = pdf_that_draws(b"/X Do", "", "/XObject<</X 5 0 R>>", &[form]);
    assert!(!refusal(Format::Pdf, &bytes).message.is_empty());
}

#[test]
fn what_is_nested_without_end_is_refused_or_read() {
    let deep = 200_000;
    let arrays = [b"[".repeat(deep), b"]".repeat(deep)].concat();
    let line = [(50.0, 700.0, 10.0, "words")];
    // Trees of HTML are built slowly where nothing is optimised.
    let html = format!("{}words", "<div>".repeat(deep / 100));
    let table = format!("{}words", "<table><tr><td>".repeat(deep / 100));
    let list = chapter(&format!(
        "{}words{}",
        "<ul><li>".repeat(deep),
        "</li></ul>".repeat(deep)
    ));
    let rows = "<w:tbl><w:tr><w:tc>".repeat(deep);
    for (format, bytes) in [
        (
            Format::Pdf,
            pdf_of_pages(&[&line], "/Outlines 6 0 R", std::slice::from_ref(&arrays)),
        ),
        (Format::Pdf, pdf_that_draws(&arrays, "", "", &[])),
        (Format::Html, html.into_bytes()),
        (Format::Html, table.into_bytes()),
        (Format::Epub, epub(&[("a.xhtml", &list)], &[])),
        (
            Format::Docx,
            docx(
                &format!("{rows}<w:p><w:r><w:t>words</w:t></w:r></w:p>"),
                &[],
            ),
        ),
    ] {
        match worker().extract_within(PATIENCE, format, &bytes, None) {
            Ok(plain) => assert!(plain.text.contains("words"), "{format:?}"),
            Err(refusal) => assert!(!refusal.message.is_empty() && refusal.hint.is_some()),
        }
    }
}

#[test]
fn a_document_that_takes_for_ever_is_given_up() {
    // Each form draws the next one sixteen times: 16 to the power of 12.
    let forms: Vec<Vec<u8>> = (0..12)
        .map(|at| {
            let resources = format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>",
                6 + at
            );
            stream(&resources, &b"/X Do ".repeat(16))
        })
        .collect();
    let bytes = pdf_that_draws(b"/X Do", "", "/XObject<</X 5 0 R>>", &forms);
    let time = Duration::from_millis(500);
    let refused = worker()
        .extract_within(time, Format::Pdf, &bytes, None)
        .unwrap_err();
    assert!(refused.message.contains("takes longer"), "{refused}");
}
