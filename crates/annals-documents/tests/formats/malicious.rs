//! Documents that attack their reader, and documents that are damaged or have no
//! text. Each goes through the child process and gives an error.

use std::time::Duration;

use annals_documents::{DocumentFormat, ExtractError};

use super::worker;
use crate::sample_documents::{
    chapter, compressed_zeros, docx, epub, pdf, pdf_of_pages, pdf_that_draws, stream, zip_file,
};

/// Enough for any of these except the one that never ends.
const LONG: Duration = Duration::from_mins(2);

fn error(format: DocumentFormat, bytes: &[u8]) -> ExtractError {
    let read = worker().extract_within(LONG, format, bytes, None);
    read.map(|extracted| extracted.text.chars().take(100).collect::<String>())
        .unwrap_err()
}

#[test]
fn the_error_names_the_cause() {
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
        (DocumentFormat::Pdf, half(&good), "incomplete"),
        (
            DocumentFormat::Pdf,
            b"<html>Not found</html>".to_vec(),
            "not a PDF file",
        ),
        (DocumentFormat::Pdf, Vec::new(), "not a PDF file"),
        (DocumentFormat::Pdf, encrypted, "password"),
        (DocumentFormat::Pdf, scanned, "no text layer"),
        (DocumentFormat::Pdf, drawn, "no text"),
        (DocumentFormat::Docx, half(&word_file), "incomplete"),
        (DocumentFormat::Docx, b"words".to_vec(), "not a DOCX file"),
        (
            DocumentFormat::Docx,
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ".to_vec(),
            "encrypted",
        ),
        (
            DocumentFormat::Docx,
            zip_file(&[("a.txt", b"x")]),
            "is missing",
        ),
        (DocumentFormat::Docx, docx("<w:p/>", &[]), "no text"),
        (DocumentFormat::Epub, half(&book), "incomplete"),
        (DocumentFormat::Epub, locked, "encrypted"),
        (
            DocumentFormat::Epub,
            zip_file(&[("a.txt", b"x")]),
            "cannot be read",
        ),
        (
            DocumentFormat::Epub,
            epub(&[("a.xhtml", &chapter(""))], &[]),
            "no text",
        ),
        (
            DocumentFormat::Html,
            b"<script>fetch()</script>".to_vec(),
            "no text",
        ),
    ] {
        let error = error(format, &bytes);
        assert!(error.to_string().contains(cause), "{cause}: {error}");
        assert!(error.hint().is_some(), "{error}");
    }
}

#[test]
fn a_zip_bomb_decompresses_up_to_the_limit() {
    let blank = " ".repeat(129 << 20);
    for (format, bomb) in [
        (DocumentFormat::Docx, docx(&blank, &[])),
        (DocumentFormat::Epub, epub(&[("a.xhtml", &blank)], &[])),
    ] {
        assert!(bomb.len() < 2 << 20);
        let error = error(format, &bomb);
        assert!(
            error.to_string().contains("decompresses to more"),
            "{error}"
        );
    }

    let zeros = compressed_zeros(3 << 28);
    let error = error(
        DocumentFormat::Pdf,
        &pdf_that_draws(&zeros, "/Filter/FlateDecode", "", &[]),
    );
    let causes = ["memory", "no text", "damaged", "takes longer"];
    assert!(
        causes.iter().any(|cause| error.to_string().contains(cause)),
        "{error}"
    );
}

#[test]
fn entities_of_a_document_are_not_expanded() {
    let doctype = "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]>";
    let source = format!("{doctype}<html><body><p>x&b;y</p></body></html>");
    let bytes = epub(&[("a.xhtml", &source)], &[]);
    let extracted = worker().extract(DocumentFormat::Epub, bytes, None).unwrap();
    assert_eq!(extracted.text, "x&b;y");
}

#[test]
fn cyclic_references_end() {
    let line = [(50.0, 700.0, 10.0, "words")];
    let cyclic_pages = pdf(
        &[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
            b"<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>".to_vec(),
        ],
        "",
    );
    assert!(error(DocumentFormat::Pdf, &cyclic_pages).hint().is_some());

    let catalog = "/Outlines 6 0 R/PageLabels 8 0 R/Names<</Dests 8 0 R>>";
    let cycles = [
        b"<</First 7 0 R>>".to_vec(),
        b"<</Title(words)/Dest[4 0 R]/Next 7 0 R/First 7 0 R>>".to_vec(),
        b"<</Kids[8 0 R 8 0 R]>>".to_vec(),
    ];
    let bytes = pdf_of_pages(&[&line], catalog, &cycles);
    let extracted = worker().extract(DocumentFormat::Pdf, bytes, None).unwrap();
    assert_eq!(extracted.text, "words");

    let form = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>",
        b"/X Do",
    );
    let bytes = pdf_that_draws(b"/X Do", "", "/XObject<</X 5 0 R>>", &[form]);
    assert!(error(DocumentFormat::Pdf, &bytes).hint().is_some());
}

#[test]
fn deeply_nested_documents_are_read_or_refused() {
    let deep = 200_000;
    let arrays = [b"[".repeat(deep), b"]".repeat(deep)].concat();
    let line = [(50.0, 700.0, 10.0, "words")];
    // Without optimisation, building a tree of HTML is slow.
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
            DocumentFormat::Pdf,
            pdf_of_pages(&[&line], "/Outlines 6 0 R", std::slice::from_ref(&arrays)),
        ),
        (DocumentFormat::Pdf, pdf_that_draws(&arrays, "", "", &[])),
        (DocumentFormat::Html, html.into_bytes()),
        (DocumentFormat::Html, table.into_bytes()),
        (DocumentFormat::Epub, epub(&[("a.xhtml", &list)], &[])),
        (
            DocumentFormat::Docx,
            docx(
                &format!("{rows}<w:p><w:r><w:t>words</w:t></w:r></w:p>"),
                &[],
            ),
        ),
    ] {
        match worker().extract_within(LONG, format, bytes, None) {
            Ok(extracted) => assert!(extracted.text.contains("words"), "{format:?}"),
            Err(error) => assert!(error.hint().is_some(), "{error}"),
        }
    }
}

#[test]
fn an_endless_document_times_out() {
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
    let error = worker()
        .extract_within(time, DocumentFormat::Pdf, bytes, None)
        .unwrap_err();
    assert!(error.to_string().contains("takes longer"), "{error}");
}
