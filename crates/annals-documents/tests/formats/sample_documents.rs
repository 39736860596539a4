//! Makes small documents by hand, so that a test shows their content.

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

/// A PDF with these objects. The first has number 1 and is the catalog.
pub(crate) fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).as_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").as_bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(
        format!("trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n")
            .as_bytes(),
    );
    bytes
}

/// A stream object.
pub(crate) fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{entries}/Length {}>>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

/// A PDF with these pages, each of which has lines of x, y, size and words, with
/// more entries of the catalog and more objects (numbered from
/// `4 + 2 * pages`).
pub(crate) fn pdf_of_pages(
    pages: &[&[(f64, f64, f64, &str)]],
    catalog: &str,
    more: &[Vec<u8>],
) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", 4 + 2 * at))
        .collect();
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>").into_bytes(),
        format!(
            "<</Type/Pages/Count {}/Kids[{}]>>",
            pages.len(),
            kids.join(" ")
        )
        .into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    for (at, lines) in pages.iter().enumerate() {
        let mut content = Vec::new();
        for (x, y, size, words) in *lines {
            content.extend(format!("BT /F {size} Tf {x} {y} Td (").as_bytes());
            content.extend(encoding_rs::WINDOWS_1252.encode(words).0.iter());
            content.extend(b") Tj ET\n");
        }
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {} 0 R/Resources<</Font<</F \
             3 0 R>>>>>>",
            5 + 2 * at
        );
        objects.push(page.into_bytes());
        objects.push(stream("", &content));
    }
    objects.extend(more.iter().cloned());
    pdf(&objects, "")
}

/// A PDF with one page of that content, and more objects (numbered from 5).
pub(crate) fn pdf_that_draws(
    content: &[u8],
    entries: &str,
    resources: &str,
    more: &[Vec<u8>],
) -> Vec<u8> {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<{resources}>>>>"
    );
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
        page.into_bytes(),
        stream(entries, content),
    ];
    objects.extend(more.iter().cloned());
    pdf(&objects, "")
}

/// A zlib stream (RFC 1950, 1951) of that many NULs: one literal, then copies of
/// 258 bytes, in the fixed code.
pub(crate) fn compressed_zeros(count: usize) -> Vec<u8> {
    let mut bytes = vec![0x78, 0x9c];
    let (mut pending, mut bits) = (0_u32, 0);
    let mut put = |value: u32, width: u32| {
        pending |= value << bits;
        bits += width;
        while bits >= 8 {
            bytes.push(pending as u8);
            pending >>= 8;
            bits -= 8;
        }
    };
    // A last block in the fixed code; the literal 0 is 00110000.
    put(0b011, 3);
    put(0b0000_1100, 8);
    for _ in 0..count / 258 {
        // Length 258 is 11000101, distance 1 is 00000; both first bit first.
        put(0b1010_0011, 8);
        put(0, 5);
    }
    put(0, 7);
    put(0, 8);
    bytes.extend([0; 4]);
    bytes
}

/// A ZIP file with these files.
pub(crate) fn zip_file(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A DOCX with this body, and these other parts.
pub(crate) fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/\
         wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let mut files = vec![("word/document.xml", document.as_bytes())];
    files.extend(parts.iter().map(|(name, part)| (*name, part.as_bytes())));
    zip_file(&files)
}

/// An EPUB 3 with these chapters in its spine, in this order, and more files.
pub(crate) fn epub(chapters: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    let mut manifest = String::new();
    let mut spine = String::new();
    for (at, (name, _)) in chapters.iter().enumerate() {
        manifest +=
            &format!("<item id=\"c{at}\" href=\"{name}\" media-type=\"application/xhtml+xml\"/>");
        spine += &format!("<itemref idref=\"c{at}\"/>");
    }
    if more.iter().any(|(name, _)| *name == "OEBPS/nav.xhtml") {
        manifest += "<item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\" \
                     media-type=\"application/xhtml+xml\"/>";
    }
    let package = format!(
        "<?xml version=\"1.0\"?><package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"i\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:identifier id=\"i\">i</dc:identifier><dc:title>T</dc:title><dc:language>en\
         </dc:language></metadata><manifest>{manifest}</manifest><spine>{spine}</spine></package>"
    );
    let container = "<?xml version=\"1.0\"?><container version=\"1.0\" \
                     xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
                     <rootfile full-path=\"OEBPS/package.opf\" \
                     media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
    let mut files = vec![
        ("mimetype".to_owned(), "application/epub+zip".to_owned()),
        ("META-INF/container.xml".to_owned(), container.to_owned()),
        ("OEBPS/package.opf".to_owned(), package),
    ];
    for (name, source) in chapters {
        files.push((format!("OEBPS/{name}"), (*source).to_owned()));
    }
    for (name, source) in more {
        files.push(((*name).to_owned(), (*source).to_owned()));
    }
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_bytes()))
        .collect();
    zip_file(&files)
}

/// A chapter of an EPUB.
pub(crate) fn chapter(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><title/></head><body>{body}</body>\
         </html>"
    )
}
