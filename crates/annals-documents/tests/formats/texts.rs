//! The text of documents, format by format.

use annals_documents::DocumentFormat;

use crate::sample_documents::{
    chapter, docx, epub, pdf, pdf_of_pages, pdf_that_draws, stream, zip_file,
};
use crate::{headings, pages, read, text, worker};

const ARTICLE: &str = "Much has been written about the aid of those years, and most of it by those \
    who gave it. The records of those who received it tell of other things: of a hospital without \
    a road to it, of a road without a bridge, and of a radio station that nobody could hear.";

/// A page with an article and everything that usually surrounds it.
fn page(article: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Aid in the fifties</title><style>p {{ color: red \
         }}</style><script>var menu = 'Sports';</script></head><body><header><a href=/>The Paper\
         </a></header><nav><ul><li><a href=/a>Sports</a></li><li><a href=/b>Weather</a></li></ul>\
         </nav><main><article>{article}</article></main><aside><h4>Most read</h4><a href=/c>Ten \
         recipes</a></aside><footer>All rights reserved</footer></body></html>"
    )
}

#[test]
fn html_gives_the_article_without_menus() {
    let article = format!(
        "<h1>Aid in the fifties</h1><p>{ARTICLE}</p><h2>A road</h2><p>{ARTICLE}</p><ul><li>one\
         <li>two</ul><table><tr><th>Year<th>Aid<tr><td>1958<td>3 &amp; 4</table><p>{ARTICLE} It \
         <em>stood</em>\n in   the<br>open.<sup>2</sup></p>"
    );
    let extracted = read(DocumentFormat::Html, page(&article).as_bytes());
    let expected = format!(
        "Aid in the fifties\n\n{ARTICLE}\n\nA road\n\n{ARTICLE}\n\n• one\n\n• two\n\nYear\tAid\n\
         1958\t3 & 4\n\n{ARTICLE} It stood in the\nopen.2"
    );
    assert_eq!(extracted.text, expected);
    assert_eq!(
        headings(&extracted),
        [
            ("Aid in the fifties".to_owned(), 1),
            ("A road".to_owned(), 2)
        ]
    );
    assert_eq!(extracted.extractor.name, "dom_smoothie");
}

#[test]
fn html_without_an_article_gives_the_page() {
    for (source, expected) in [
        ("<p>one</p><p>two", "one\n\ntwo"),
        ("plain <b>words</b>", "plain words"),
        ("<pre>  a\n    b</pre>c", "  a\n    b\n\nc"),
        (
            "<ol start=3><li>a<li value=7>b<li>c</ol>",
            "3. a\n\n7. b\n\n8. c",
        ),
        ("<li><p>a</p><p>b</p></li>", "• a\n\nb"),
        ("a<script>b</script><p hidden>c</p><p>d", "a\n\nd"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢kan"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<nav>menu</nav><dl><dt>a<dd>b</dl>", "a\n\nb"),
    ] {
        let source = format!("<html><body>{source}</body></html>");
        assert_eq!(
            text(DocumentFormat::Html, source.as_bytes()),
            expected,
            "{source}"
        );
    }
}

#[test]
fn the_encoding_of_html_comes_from_mark_then_label_then_declaration() {
    let extract = |bytes: &[u8], label: Option<&str>| {
        let extracted = annals_documents::extract(DocumentFormat::Html, bytes, label).unwrap();
        let (_, encoding) = extracted.extractor.version.split_once('+').unwrap();
        (extracted.text, encoding.to_owned())
    };
    for (bytes, label, expected, encoding) in [
        (
            &b"<meta charset=iso-8859-2><p>\xb3"[..],
            None,
            "ł",
            "ISO-8859-2",
        ),
        (
            b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>\xc1",
            None,
            "а",
            "KOI8-R",
        ),
        (
            b"<?xml version='1.0' encoding='iso-8859-2'?><p>\xb3</p>",
            None,
            "ł",
            "ISO-8859-2",
        ),
        (
            b"<meta charset=utf-8><p>\xb3",
            Some("iso-8859-2"),
            "ł",
            "ISO-8859-2",
        ),
        (
            b"\xef\xbb\xbf<meta charset=koi8-r><p>\xc3\xa9",
            Some("koi8-r"),
            "é",
            "UTF-8",
        ),
        (b"<meta charset=utf-16><p>\xc3\xa9", None, "é", "UTF-8"),
        (b"<p>\xc3\xa9", None, "é", "UTF-8"),
        (b"<p>caf\xe9 na\xefve", None, "café naïve", "windows-1252"),
    ] {
        assert_eq!(
            extract(bytes, label),
            (expected.to_owned(), encoding.to_owned())
        );
    }
}

#[test]
fn a_pdf_has_its_page_labels_and_the_headings_of_its_outline() {
    let first = [
        (50.0, 700.0, 20.0, "Chapter 1"),
        (50.0, 660.0, 10.0, "The aid of the international commu-"),
        (50.0, 648.0, 10.0, "nity began in 1958."),
        (50.0, 610.0, 10.0, "It was café money."),
    ];
    let second = [
        (50.0, 700.0, 10.0, "A community of states"),
        (50.0, 660.0, 16.0, "1.1 A Road"),
    ];
    let catalog = "/Outlines 10 0 R/PageLabels<</Nums[0<</S/r/St 4>>1<</S/D/P(A-)>>]>>";
    let entries = [
        b"<</First 11 0 R>>".to_vec(),
        b"<</Title(Chapter 1)/Dest[4 0 R/Fit]/First 12 0 R>>".to_vec(),
        b"<</Title(\xfe\xff\0A\0 \0R\0o\0a\0d)/A<</S/GoTo/D(there)>>/Next 13 0 R>>".to_vec(),
        b"<</Title(Nowhere)/Dest[8 0 R/Fit]>>".to_vec(),
    ];
    let pages_of_three: [&[(f64, f64, f64, &str)]; 3] = [&first, &second, &[]];
    let names = "/Names<</Dests<</Kids[<</Names[(there)<</D[6 0 R/Fit]>>]>>]>>>>";
    let bytes = pdf_of_pages(&pages_of_three, &format!("{catalog}{names}"), &entries);
    let extracted = read(DocumentFormat::Pdf, &bytes);
    assert_eq!(
        extracted.text,
        "Chapter 1\n\nThe aid of the international community began in 1958.\n\nIt was café \
         money.\n\nA community of states\n\n1.1 A Road"
    );
    assert_eq!(pages(&extracted), [(0, "iv"), (86, "A-1"), (119, "A-2")]);
    assert_eq!(
        headings(&extracted),
        [("Chapter 1".to_owned(), 1), ("1.1 A Road".to_owned(), 2)]
    );
    assert_eq!(extracted.extractor.name, "hayro-interpret");
}

#[test]
fn pages_of_a_pdf_without_labels_are_numbered() {
    let line = [(50.0, 700.0, 10.0, "words")];
    let extracted = read(DocumentFormat::Pdf, &pdf_of_pages(&[&line, &line], "", &[]));
    assert_eq!(extracted.text, "words\n\nwords");
    assert_eq!(pages(&extracted), [(0, "1"), (7, "2")]);
}

/// A page with visible words, with invisible ones as OCR programs add them, and
/// with a filled-in form field.
fn pdf_with_form() -> Vec<u8> {
    let font = "<</Font<</F 3 0 R>>>>";
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources{font}/Annots[\
         <</Subtype/Widget/Rect[50 500 250 520]/AP<</N 6 0 R>>>><</Subtype/Widget/F 2/Rect[50 400 \
         250 420]/AP<</N 6 0 R>>>>]>>"
    );
    let words = b"BT /F 10 Tf 50 700 Td (shown) Tj 3 Tr 0 -50 Td (beneath a picture) Tj ET";
    let entries = format!("/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources{font}");
    pdf(
        &[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>".to_vec(),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
            page.into_bytes(),
            stream("", words),
            stream(&entries, b"BT /F 10 Tf 2 2 Td (filled in) Tj ET"),
        ],
        "",
    )
}

#[test]
fn a_pdf_gives_invisible_words_and_form_values() {
    let expected = "shown\n\nbeneath a picture\n\nfilled in";
    assert_eq!(text(DocumentFormat::Pdf, &pdf_with_form()), expected);
}

#[test]
fn bitmap_fonts_of_tex_are_read_by_their_codes() {
    let pdf_with_font = |names: &str| {
        let font = format!(
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 60 60]/FontMatrix[0.012 0 0 0.012 0 0]\
             /CharProcs<</a12 6 0 R/a101 6 0 R/a110 6 0 R/g1 6 0 R>>/Encoding<</Differences\
             [{names}]>>/FirstChar 12/LastChar 110/Widths[{}]>>",
            "40 ".repeat(99)
        );
        let more = [
            font.into_bytes(),
            stream("", b"40 0 0 0 40 40 d1 0 0 30 30 re f"),
        ];
        pdf_that_draws(
            b"BT /F 10 Tf 50 700 Td (\\014ne) Tj 40 0 Td (e) Tj ET",
            "",
            "/Font<</F 5 0 R>>",
            &more,
        )
    };
    let bytes = pdf_with_font("12/a12 101/a101 110/a110");
    assert_eq!(text(DocumentFormat::Pdf, &bytes), "fine e");
    // With other names, the codes can mean anything.
    let bytes = pdf_with_font("12/a12 101/g1 110/a110");
    let error = annals_documents::extract(DocumentFormat::Pdf, bytes, None).unwrap_err();
    assert!(error.to_string().contains("fonts"), "{error}");
}

#[test]
fn bytes_behind_the_end_of_a_pdf_are_ignored() {
    let mut bytes = pdf_with_form();
    let expected = text(DocumentFormat::Pdf, &bytes);
    bytes.resize(bytes.len() + 20_000, 0);
    assert_eq!(text(DocumentFormat::Pdf, &bytes), expected);
}

#[test]
fn a_docx_gives_paragraphs_headings_tables_and_notes() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"Own\"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space=\"preserve\">one </w:t></w:r><w:r><w:t>&amp; two</w:t></w:r><w:r>\
        <w:footnoteReference w:id=\"2\"/></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>, new</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r><w:r>\
        <w:br/><w:t>line</w:t><w:tab/><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r></w:p>\
        <w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r>\
        </w:p></w:tc><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r>\
        <w:t>d</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p><w:pPr><w:outlineLvl \
        w:val=\"2\"/></w:pPr><w:r><w:t>End</w:t></w:r></w:p>";
    let styles = "<w:styles><w:style w:styleId=\"Base\"><w:name w:val=\"heading 2\"/></w:style>\
        <w:style w:styleId=\"Own\"><w:basedOn w:val=\"Base\"/></w:style><w:style w:styleId=\"x\">\
        <w:basedOn w:val=\"x\"/></w:style></w:styles>";
    let notes = "<w:footnotes><w:footnote w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p>\
        </w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t>the note</w:t></w:r></w:p><w:p><w:r>\
        <w:t>goes on</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let extracted = read(
        DocumentFormat::Docx,
        &docx(
            body,
            &[("word/styles.xml", styles), ("word/footnotes.xml", notes)],
        ),
    );
    assert_eq!(
        extracted.text,
        "Title\n\none & two[1], new\nline well\u{2011}known\n\na b\tc\nd\n\nEnd\n\n[1] the note\n\n\
         goes on"
    );
    assert_eq!(
        headings(&extracted),
        [("Title".to_owned(), 2), ("End".to_owned(), 3)]
    );
}

#[test]
fn the_body_of_a_docx_is_found_by_its_relationship() {
    let relationships = "<Relationships><Relationship Type=\"http://x/officeDocument\" \
                         Target=\"/other/body.xml\"/></Relationships>";
    let body = "<w:document><w:body><w:p><w:r><w:t>words</w:t></w:r></w:p></w:body></w:document>";
    let bytes = zip_file(&[
        ("_rels/.rels", relationships.as_bytes()),
        ("other/body.xml", body.as_bytes()),
    ]);
    assert_eq!(text(DocumentFormat::Docx, &bytes), "words");
}

#[test]
fn an_epub_gives_its_chapters_in_spine_order() {
    let second = chapter("<h2 id=\"b\">Two</h2><p>of <i>aid</i>&#160;&eacute; &mdash; x</p>");
    let first = chapter(
        "<h1>One</h1><p>first<span epub:type=\"pagebreak\" title=\"12\"/> page</p><p>next<br/>line\
         <a id=\"p13\"/>end</p>",
    );
    // Not well-formed, and read as HTML.
    let third = "<html><body><p>three<p>four & five</body></html>";
    let chapters = [
        ("z.xhtml", first.as_str()),
        ("a.xhtml", &second),
        ("b b.xhtml", third),
    ];
    let extracted = read(DocumentFormat::Epub, &epub(&chapters, &[]));
    assert_eq!(
        extracted.text,
        "One\n\nfirst page\n\nnext\nlineend\n\nTwo\n\nof aid\u{a0}é — x\n\nthree\n\nfour & five"
    );
    assert_eq!(
        headings(&extracted),
        [("One".to_owned(), 1), ("Two".to_owned(), 2)]
    );
    assert_eq!(pages(&extracted), [(10, "12")]);

    let nav = chapter(
        "<nav epub:type=\"toc\"><ol><li><a href=\"z.xhtml\">One</a></li></ol></nav><nav \
         epub:type=\"page-list\"><ol><li><a href=\"z.xhtml\">11</a></li><li><a \
         href=\"z.xhtml#p13\">13</a></li><li><a href=\"a.xhtml#b\">14</a></li></ol></nav>",
    );
    let extracted = read(
        DocumentFormat::Epub,
        &epub(&chapters, &[("OEBPS/nav.xhtml", &nav)]),
    );
    assert_eq!(pages(&extracted), [(0, "11"), (26, "13"), (31, "14")]);
}

#[test]
fn a_chapter_that_an_epub_lists_twice_is_read_once() {
    let chapters = [
        ("a.xhtml", chapter("<p>one</p><p id=\"x\">two</p>")),
        ("a.xhtml#x", String::new()),
        ("b.xhtml", chapter("<p>three</p>")),
    ];
    let chapters: Vec<(&str, &str)> = chapters
        .iter()
        .map(|(name, source)| (*name, source.as_str()))
        .collect();
    let bytes = epub(&chapters, &[]);
    assert_eq!(text(DocumentFormat::Epub, &bytes), "one\n\ntwo\n\nthree");
}

#[test]
fn the_same_bytes_give_the_same_text() {
    let chapters = [
        ("a.xhtml", chapter("<p>one</p>")),
        ("b.xhtml", chapter("<p>two</p>")),
    ];
    let chapters: Vec<(&str, &str)> = chapters
        .iter()
        .map(|(name, source)| (*name, source.as_str()))
        .collect();
    let line = [
        (50.0, 700.0, 10.0, "inter-"),
        (50.0, 688.0, 10.0, "national"),
    ];
    for (format, bytes) in [
        (
            DocumentFormat::Html,
            page(&format!("<p>{ARTICLE}</p>")).into_bytes(),
        ),
        (DocumentFormat::Pdf, pdf_of_pages(&[&line], "", &[])),
        (
            DocumentFormat::Docx,
            docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>", &[]),
        ),
        (DocumentFormat::Epub, epub(&chapters, &[])),
    ] {
        let once = read(format, &bytes);
        for _ in 0..5 {
            assert_eq!(read(format, &bytes), once);
        }
        assert_eq!(worker().extract(format, bytes, None).unwrap(), once);
    }
}
