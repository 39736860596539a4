//! Tests of the imports.

use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{ImportFormat, ImportResult, import};

fn imported(text: &str, format: ImportFormat) -> ImportResult {
    import(text.as_bytes(), format).unwrap()
}

fn records(imported: &ImportResult) -> Vec<(String, Value)> {
    let records = imported.records.iter();
    records
        .map(|record| (record.id.clone(), Value::Object(record.csl.clone())))
        .collect()
}

#[track_caller]
fn assert_problems(imported: &ImportResult, expected: &[(usize, &str)]) {
    let problems = imported.problems.iter();
    let problems: Vec<(usize, String)> = problems
        .map(|problem| (problem.line, problem.message.text()))
        .collect();
    let problems: Vec<(usize, &str)> = problems
        .iter()
        .map(|(line, text)| (*line, &**text))
        .collect();
    assert_eq!(problems, expected);
}

const BIBTEX: &str = r#"@string{pub = "Clock " # house}
@string{house = {Press}}
% a remark
@article{Mueller2020,
  author = {M{\"u}ller, J{\"o}rg and van den Berg, Jan and {World Bank} and others},
  title = {On {T}ime: {\'E}tudes},
  journal = {J. of Time}, year = 2020, month = mar, volume = 3, number = {2},
  pages = {10--19}, doi = {https://doi.org/10.1/x},
  url = {https://example.org/a_b?c=d%20e}
}
@Book{mueller2020, editor = "King, Jr., Martin Luther", title = {Whole}, publisher = pub,
  address = {Paris}, date = {1998/1999-05}, isbn = {978-1}}
@inproceedings{part, crossref = {mueller2020}, title = {Part}, author = {Ames, Ann}}
@misc{web, title = {Page}, howpublished = {https://example.org}, urldate = {2020-05-04}}
"#;

#[test]
fn bibtex_becomes_csl() {
    let imported = imported(BIBTEX, ImportFormat::BibTex);
    assert_problems(&imported, &[]);
    assert_eq!(
        records(&imported),
        [
            (
                "mueller2020".to_owned(),
                json!({
                    "type": "article-journal", "title": "On Time: Études",
                    "container-title": "J. of Time", "volume": "3", "issue": "2",
                    "URL": "https://example.org/a_b?c=d%20e", "page": "10-19", "DOI": "10.1/x",
                    "author": [
                        { "family": "Müller", "given": "Jörg" },
                        { "family": "Berg", "given": "Jan", "non-dropping-particle": "van den" },
                        { "literal": "World Bank" }
                    ],
                    "issued": { "date-parts": [[2020, 3]] }
                })
            ),
            (
                "mueller2020-2".to_owned(),
                json!({
                    "type": "book", "title": "Whole", "publisher": "Clock Press",
                    "publisher-place": "Paris", "ISBN": "978-1",
                    "editor": [{ "family": "King", "given": "Martin Luther", "suffix": "Jr." }],
                    "issued": { "date-parts": [[1998], [1999, 5]] }
                })
            ),
            (
                "part".to_owned(),
                json!({
                    "type": "paper-conference", "title": "Part", "container-title": "Whole",
                    "publisher": "Clock Press", "publisher-place": "Paris", "ISBN": "978-1",
                    "author": [{ "family": "Ames", "given": "Ann" }],
                    "editor": [{ "family": "King", "given": "Martin Luther", "suffix": "Jr." }],
                    "issued": { "date-parts": [[1998], [1999, 5]] }
                })
            ),
            (
                "web".to_owned(),
                json!({
                    "type": "document", "title": "Page", "URL": "https://example.org",
                    "accessed": { "date-parts": [[2020, 5, 4]] }
                })
            ),
        ]
    );
    let lines: Vec<usize> = imported.records.iter().map(|record| record.line).collect();
    assert_eq!(lines, [4, 11, 13, 14]);
}

#[test]
fn a_malformed_bibtex_entry_affects_only_itself() {
    let text = "@article{a, title = {One}}\n\n@article{b, title = {Two\n\n\
                @article{c, title = {Three}, year = {c. 1400}}\n@article{d}\n";
    let imported = imported(text, ImportFormat::BibTex);
    let titles: Vec<&Value> = imported
        .records
        .iter()
        .map(|record| &record.csl["title"])
        .collect();
    assert_eq!(titles, ["One", "Three"]);
    assert_eq!(
        imported.records[1].csl["issued"],
        json!({ "raw": "c. 1400" })
    );
    let places: Vec<usize> = imported
        .problems
        .iter()
        .map(|problem| problem.line)
        .collect();
    assert_eq!(places, [5, 6], "{:?}", imported.problems);
    assert!(
        imported.problems[0]
            .message
            .text()
            .contains("starts in line 3")
    );
    assert!(imported.problems[0].hint.is_some());
}

#[test]
fn cycles_and_deep_nesting_in_bibtex_end() {
    let deep = format!(
        "@book{{k, title = {}x{}}}",
        "{".repeat(5_000),
        "}".repeat(5_000)
    );
    let mut doubling = String::new();
    for step in 1..=15 {
        let before = step - 1;
        let four = format!("a{before} # a{before} # a{before} # a{before}");
        doubling.extend(["@string{a", &step.to_string(), " = ", &four, "}\n"]);
    }
    doubling += "@string{a0 = {xxxxxxxx}}\n";
    doubling += "@book{k, title = a15, note = {kept}}";
    for (text, count) in [
        (
            "@string{a = b}\n@string{b = a}\n@book{k, title = a, note = {kept}}",
            1,
        ),
        (
            "@book{k, crossref = {l}, title = {K}}\n@book{l, crossref = {k}, title = {L}}",
            2,
        ),
        ("@book{k, crossref = {k}, title = {K}}", 1),
        ("@book{k, xdata = {k}, title = {K}}", 1),
        (&*doubling, 1),
        (&*deep, 0),
    ] {
        let imported = imported(text, ImportFormat::BibTex);
        assert_eq!(imported.records.len(), count, "{:?}", imported.problems);
    }
}

const RIS: &str = "\u{feff}TY  - JOUR\r\nID  - Smith2020\r\nAU  - Smith, John, Jr.\r\n\
AU  - van den Berg, Jan\r\nA1  - World Bank\r\nTI  - A title that\r\n  goes on\r\nT2  - Journal\r\n\
PY  - 2020\r\nDA  - 2020/03/07/\r\nSP  - 10\r\nEP  - 19\r\nVL  - 3\r\nIS  - 2\r\n\
DO  - 10.1/x\r\nUR  - https://example.org\r\nUR  - https://example.com\r\nSN  - 1234-5678\r\n\
KW  - one\r\nKW  - two\r\nER  - \r\n\r\n\
TY  - CHAP\r\nTI  - Chapter\r\nT2  - Book\r\nED  - Ames, Ann\r\nPY  - 1999///Spring\r\n\
PB  - Press\r\nCY  - Paris\r\nSN  - 978-1\r\nZZ  - ?\r\nER  -\r\n";

#[test]
fn ris_becomes_csl() {
    let imported = imported(RIS, ImportFormat::Ris);
    assert_problems(
        &imported,
        &[(31, "The tag “ZZ” is unknown; its values are skipped.")],
    );
    assert_eq!(
        records(&imported),
        [
            (
                "smith2020".to_owned(),
                json!({
                    "type": "article-journal", "title": "A title that goes on",
                    "container-title": "Journal", "volume": "3", "issue": "2",
                    "URL": "https://example.org", "ISSN": "1234-5678", "DOI": "10.1/x",
                    "author": [
                        { "family": "Smith", "given": "John", "suffix": "Jr." },
                        { "family": "Berg", "given": "Jan", "non-dropping-particle": "van den" },
                        { "literal": "World Bank" }
                    ],
                    "keyword": "one, two", "page": "10-19",
                    "issued": { "date-parts": [[2020, 3, 7]] }
                })
            ),
            (
                "chapter".to_owned(),
                json!({
                    "type": "chapter", "title": "Chapter", "container-title": "Book",
                    "publisher": "Press", "publisher-place": "Paris", "ISBN": "978-1",
                    "editor": [{ "family": "Ames", "given": "Ann" }],
                    "issued": { "raw": "Spring 1999" }
                })
            ),
        ]
    );
}

#[test]
fn ris_problems_have_their_line() {
    let text =
        "no tag\nAU  - Outside\nTY  - NOSUCH\nTI  - One\nTY  - BOOK\nER  - \nTY  - BOOK\nTI  - Two";
    let imported = imported(text, ImportFormat::Ris);
    let titles: Vec<&Value> = imported
        .records
        .iter()
        .map(|record| &record.csl["title"])
        .collect();
    assert_eq!(titles, ["One", "Two"]);
    assert_problems(
        &imported,
        &[
            (1, "The line has no tag; it is skipped."),
            (2, "“AU” is outside of a record."),
            (
                3,
                "The type “NOSUCH” is unknown; it is imported as a document.",
            ),
            (5, "The previous record has no end."),
            (5, "The record is empty; it is skipped."),
            (7, "The last record has no end; the file may be truncated."),
        ],
    );
}

#[test]
fn csl_json_is_unchanged() {
    let text = r#"[
  { "id": "A", "type": "book", "title": "T", "custom": { "x": [1] }, "issued": { "raw": "2020" } },
  7,
  { "id": 12, "title": "No type" },
  {},
  { "id": "a", "type": "book" }
]"#;
    let imported = imported(text, ImportFormat::CslJson);
    assert_eq!(
        records(&imported),
        [
            (
                "a".to_owned(),
                json!({ "type": "book", "title": "T", "custom": { "x": [1] }, "issued": { "raw": "2020" } })
            ),
            ("12".to_owned(), json!({ "title": "No type" })),
            ("a-2".to_owned(), json!({ "type": "book" })),
        ]
    );
    assert_problems(
        &imported,
        &[
            (3, "This is not a record; it is skipped."),
            (4, "The record has no `type`."),
            (5, "The record is empty; it is skipped."),
        ],
    );
    for one in [
        r#"{ "type": "book" }"#,
        r#"{ "items": [{ "type": "book" }] }"#,
    ] {
        let imported = super::import(one.as_bytes(), ImportFormat::CslJson).unwrap();
        assert_eq!(
            records(&imported),
            [("source".to_owned(), json!({ "type": "book" }))]
        );
    }
}

#[test]
fn invalid_text_and_json_are_errors_with_a_position() {
    for (bytes, format, place) in [
        (&b"TY  - BOOK\nTI  - \xe9"[..], ImportFormat::Ris, (2, 7)),
        ("[\n  \"é\" x]".as_bytes(), ImportFormat::CslJson, (2, 7)),
        (b"", ImportFormat::CslJson, (1, 1)),
    ] {
        let refusal = import(bytes, format).unwrap_err();
        assert_eq!(refusal.line.zip(refusal.column), Some(place), "{refusal}");
        assert!(refusal.hint.is_some());
    }
    assert!(import(b"7", ImportFormat::CslJson).is_err());
    let deep = "[".repeat(1_000);
    assert!(import(deep.as_bytes(), ImportFormat::CslJson).is_err());
}

#[test]
fn the_format_comes_from_the_suffix_or_the_content() {
    for (name, content, format) in [
        ("a.bib", "", Some(ImportFormat::BibTex)),
        ("a.RIS", "@x{", Some(ImportFormat::Ris)),
        ("a.json", "", Some(ImportFormat::CslJson)),
        ("a.txt", "\u{feff}\nTY  - BOOK\n", Some(ImportFormat::Ris)),
        ("a", "% remark\n @book{x,\n", Some(ImportFormat::BibTex)),
        ("a", " [{", Some(ImportFormat::CslJson)),
        ("a.txt", "Plain text.", None),
    ] {
        let recognised = ImportFormat::recognise(Path::new(name), content.as_bytes());
        assert_eq!(recognised, format, "{name} {content:?}");
    }
    for format in ImportFormat::ALL {
        assert!(!format.title().is_empty());
    }
}

/// A text with pieces removed, repeated and inserted.
fn mutated(text: &'static str) -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{", "}", "\"", "\\", "@", "@book{", ",", "=", "#", "$", "\\'{", "TY  - ", "ER  - \n",
        "\n", "é", "\u{0}", "%", " and ", "[", "]", "\\\"", "AU  - ", "(",
    ]);
    let change = (any::<prop::sample::Index>(), 0..12_usize, piece, 0..3_u8);
    proptest::collection::vec(change, 0..8).prop_map(move |changes| {
        let mut characters: Vec<char> = text.chars().collect();
        for (at, length, piece, what) in changes {
            let at = at.index(characters.len() + 1).min(characters.len());
            let end = (at + length).min(characters.len());
            match what {
                0 => drop(characters.drain(at..end)),
                1 => {
                    let doubled = characters[at..end].to_vec();
                    characters.splice(at..at, doubled);
                }
                _ => drop(characters.splice(at..at, piece.chars())),
            }
        }
        characters.into_iter().collect()
    })
}

fn check_any(text: &str, format: ImportFormat) {
    let Ok(imported) = import(text.as_bytes(), format) else {
        return;
    };
    let lines = text.matches('\n').count() + 1;
    let mut ids = std::collections::HashSet::new();
    for record in &imported.records {
        assert!(!record.id.is_empty() && ids.insert(&record.id));
        assert!((1..=lines).contains(&record.line));
        assert!(!record.csl.is_empty() && !record.csl.contains_key("id"));
    }
    for problem in &imported.problems {
        assert!((1..=lines).contains(&problem.line), "{problem:?}");
    }
}

proptest! {
    #[test]
    fn no_bibtex_panics(text in mutated(BIBTEX)) {
        check_any(&text, ImportFormat::BibTex);
    }

    #[test]
    fn no_ris_panics(text in mutated(RIS)) {
        check_any(&text, ImportFormat::Ris);
    }

    #[test]
    fn no_json_panics(text in mutated(r#"[{"id":"a","type":"book","author":[{"family":"x"}]}, {"id":1}]"#)) {
        check_any(&text, ImportFormat::CslJson);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for format in ImportFormat::ALL {
            let _ = import(&bytes, format).map(|imported| imported.records.len());
        }
    }
}
