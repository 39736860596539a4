//! Styles, forms of footnotes, and records of many types.

use serde_json::json;

use super::super::{Bibliographer, Style};
use super::source;

#[test]
fn a_style_is_parsed_from_its_name() {
    for style in Style::ALL {
        assert_eq!(style.name().parse(), Ok(style));
        assert_eq!(style.name().to_uppercase().parse(), Ok(style));
        assert_eq!(style.to_string(), style.name());
        assert!(!style.title().is_empty());
    }
    assert_eq!(Style::default(), Style::ChicagoNotes);
    let error = "chicago".parse::<Style>().unwrap_err().to_string();
    assert!(error.contains("chicago-notes, apa, mla"), "{error}");
}

#[test]
fn a_repeated_citation_has_the_short_form() {
    let one = source(&json!({
        "type": "book", "title": "On Time", "author": [{ "family": "Ames", "given": "Ann" }],
        "publisher": "Clock Press", "publisher-place": "Paris", "issued": { "date-parts": [[1990]] }
    }));
    let mut other = source(&json!({
        "type": "book", "title": "On Place", "author": [{ "family": "Bell", "given": "Bo" }],
        "publisher": "Map Press", "issued": { "date-parts": [[1991]] }
    }));
    other.id = "other".to_owned();
    let cites = [
        (&one, Some("p. 3")),
        (&one, Some("pp. 4-7")),
        (&other, None),
        (&one, Some("ch. 2")),
    ];
    assert_eq!(
        Bibliographer::default().notes(&cites),
        [
            "Ann Ames, On Time (Clock Press, 1990), 3.",
            "Ames, On Time, 4–7.",
            "Bo Bell, On Place (Map Press, 1991).",
            "Ames, On Time, chap. 2.",
        ]
    );
    assert_eq!(
        Bibliographer::default().bibliography(&[&other, &one, &other]),
        [
            "Ames, Ann. On Time. Clock Press, 1990.",
            "Bell, Bo. On Place. Map Press, 1991."
        ]
    );
    let apa = Bibliographer::new(Style::Apa);
    assert_eq!(apa.style(), Style::Apa);
    assert_eq!(
        apa.notes(&cites[..2]),
        ["(Ames, 1990, p. 3)", "(Ames, 1990, pp. 4–7)"]
    );
}

#[test]
fn apa_disambiguates_sources_of_one_author_and_year() {
    let mut sources: Vec<_> = ["A first", "A second"]
        .into_iter()
        .map(|title| {
            source(&json!({
                "type": "book", "title": title, "author": [{ "family": "Ames", "given": "Ann" }],
                "issued": { "raw": "1990" }
            }))
        })
        .collect();
    sources[1].id = "second".to_owned();
    let cites: Vec<_> = sources.iter().map(|source| (source, None)).collect();
    assert_eq!(
        Bibliographer::new(Style::Apa).notes(&cites),
        ["(Ames, 1990a)", "(Ames, 1990b)"]
    );
}

#[test]
fn citations_above_the_limit_are_formatted_alone() {
    let source =
        source(&json!({ "type": "book", "title": "On Time", "issued": { "raw": "1990" } }));
    let cites = vec![(&source, Some("p. 3")); 301];
    let notes = Bibliographer::default().notes(&cites);
    assert_eq!(notes.len(), 301);
    assert!(
        notes.iter().all(|note| note == "On Time (1990), 3."),
        "{}",
        notes[0]
    );
}

#[test]
fn dates_without_a_style_form_are_set_as_text() {
    for (issued, words) in [
        (json!({ "literal": "spring, 2019" }), "spring, 2019"),
        (json!({ "raw": "forthcoming" }), "forthcoming"),
        (json!({ "date-parts": [[1998], [1999]] }), "1998–1999"),
        (json!({ "raw": "1958~" }), "ca. 1958"),
        (json!({ "raw": "[1958?]" }), "[1958?]"),
        (
            json!({ "date-parts": [[2021]], "season": "2" }),
            "Summer 2021",
        ),
        (json!({ "date-parts": [[9797]] }), "9797"),
        (json!({ "date-parts": [["2025"]] }), "2025"),
        (json!({ "date-parts": [[]], "raw": "2025" }), "2025"),
    ] {
        let source = source(&json!({
            "type": "book", "title": "On Time", "publisher": "Clock Press", "issued": issued
        }));
        assert_eq!(
            Bibliographer::default().footnote(&source, None),
            format!("On Time (Clock Press, {words})."),
        );
    }
}

#[test]
fn corrections_never_change_an_address() {
    let source = source(&json!({
        "type": "webpage", "title": "On Time", "URL": "https://example.org/a..b,,c",
        "issued": { "raw": "[1990]" }
    }));
    assert_eq!(
        Bibliographer::new(Style::Mla).bibliography_entry(&source),
        "On Time. [1990], https://example.org/a..b,,c."
    );
}

#[test]
fn footnotes_have_exactly_the_data_of_the_record() {
    let author = json!([{ "family": "Ames", "given": "Ann" }]);
    for (csl, note) in [
        (
            json!({ "type": "article", "title": "T", "URL": "https://example.org" }),
            "“T,” https://example.org.",
        ),
        (
            json!({ "type": "no-such-type", "title": "T", "author": author }),
            "Ann Ames, “T,” n.d.",
        ),
        (
            json!({ "title": "T", "container-title": "J", "number": 7 }),
            "“T,” J, no. 7 (n.d.).",
        ),
        (
            json!({ "type": "report", "title": "T", "author": [{ "literal": "World Bank" }],
                    "publisher": "The Bank", "issued": { "raw": "1 May 2001" } }),
            "World Bank, T (The Bank, 2001).",
        ),
        (
            json!({ "type": "book", "title": "Why <i>This</i>?", "author": [
                { "family": "Berg", "given": "Jan", "non-dropping-particle": "van den" },
                { "family": "King", "given": "Martin Luther", "suffix": "Jr." }
            ], "issued": { "raw": "1990" } }),
            "Jan van den Berg and Martin Luther King Jr., Why This? (1990).",
        ),
        (
            json!({ "type": "article-journal", "title": "T", "author": author,
                    "container-title": "eLife and PLoS", "volume": "3", "issue": 2, "page": "10-19",
                    "DOI": "10.1/x", "issued": { "date-parts": [[2001, 5]] } }),
            "Ann Ames, “T,” eLife and PLoS 3, no. 2 (2001): 10–19, https://doi.org/10.1/x.",
        ),
    ] {
        let source = source(&csl);
        assert_eq!(
            Bibliographer::default().footnote(&source, None),
            note,
            "{csl}"
        );
    }
}

#[test]
fn a_locator_in_brackets_keeps_them_besides_those_of_the_style() {
    let source = source(&json!({
        "type": "book", "title": "A first", "author": [{ "family": "Ames", "given": "Ann" }],
        "issued": { "raw": "1990" }
    }));
    for (style, locator, cited) in [
        (
            Style::Apa,
            "para. 3 (the body)",
            "(Ames, 1990, para. 3 (the body))",
        ),
        (Style::Apa, "the body (end)", "(Ames, 1990, the body (end))"),
        (Style::Apa, "para. 3", "(Ames, 1990, para. 3)"),
        (Style::Apa, "3 :)", "(Ames, 1990, 3 :)"),
    ] {
        let bibliographer = Bibliographer::new(style);
        assert_eq!(bibliographer.footnote(&source, Some(locator)), cited);
        let notes = bibliographer.notes(&[(&source, Some(locator))]);
        assert_eq!(notes, [cited]);
    }
    let mla = Bibliographer::new(Style::Mla).footnote(&source, Some("para. 3 (the body)"));
    assert!(mla.ends_with("(the body))"), "{mla}");
}
