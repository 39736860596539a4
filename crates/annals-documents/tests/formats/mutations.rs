//! Valid documents with changed and missing bytes: always a text or an error,
//! never a panic in this process or an endless wait.

use std::time::Duration;

use annals_documents::{DocumentFormat, extract};
use proptest::prelude::*;

use super::worker;
use crate::sample_documents::{chapter, docx, epub, pdf_of_pages};

fn seeds() -> Vec<(DocumentFormat, Vec<u8>)> {
    let line = [(50.0, 700.0, 10.0, "one two"), (50.0, 688.0, 10.0, "three")];
    let labels = "/PageLabels<</Nums[0<</S/r>>]>>/Outlines<</First<</Title(one)/Dest[4 0 R]>>>>";
    let body = "<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr><w:r><w:t>one</w:t></w:r></w:p>";
    let styles = "<w:style w:styleId=\"H\"><w:outlineLvl w:val=\"0\"/></w:style>";
    vec![
        (
            DocumentFormat::Pdf,
            pdf_of_pages(&[&line, &line], labels, &[]),
        ),
        (
            DocumentFormat::Docx,
            docx(body, &[("word/styles.xml", styles)]),
        ),
        (
            DocumentFormat::Epub,
            epub(&[("a.xhtml", &chapter("<h1>one</h1><p>two</p>"))], &[]),
        ),
        (
            DocumentFormat::Html,
            b"<title>a</title><h1>one</h1><p>two<table><tr><td>3".to_vec(),
        ),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_document_gives_a_text_or_an_error(
        which in 0_usize..4,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        share in prop_oneof![3 => Just(1.0), 1 => 0.0..1.0_f64],
    ) {
        let (format, mut bytes) = seeds().swap_remove(which);
        #[expect(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "a part of a length")]
        bytes.truncate((bytes.len() as f64 * share) as usize);
        for (at, byte) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        match worker().extract_within(Duration::from_secs(30), format, bytes, None) {
            Ok(extracted) => {
                let length = extracted.text.chars().count();
                for page in &extracted.structure.pages {
                    prop_assert!(page.start <= length);
                }
                for heading in &extracted.structure.headings {
                    prop_assert!(heading.start < heading.end && heading.end <= length);
                }
            }
            Err(error) => prop_assert!(error.hint().is_some(), "{}", error),
        }
    }

    #[test]
    fn any_bytes_are_read_as_markdown_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..400)
    ) {
        if let Ok(extracted) = extract(DocumentFormat::Markdown, bytes, None) {
            let length = extracted.text.chars().count();
            for heading in &extracted.structure.headings {
                prop_assert!(heading.start < heading.end && heading.end <= length);
            }
        }
    }
}
