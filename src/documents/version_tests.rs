//! The extractors' versions name the libraries that make the text. Positions
//! count in exactly that text, so a library that is upgraded without a word
//! would move passages without one.

use super::{docx, epub, html, markdown, pdf};

/// The versions that the lock file names for a library.
fn locked(library: &str) -> Vec<&'static str> {
    let name = format!("name = \"{library}\"");
    let packages = include_str!("../../Cargo.lock").split("[[package]]");
    packages
        .filter(|package| package.lines().any(|line| line == name))
        .filter_map(|package| {
            let version = package
                .lines()
                .find_map(|line| line.strip_prefix("version = "));
            Some(version?.trim_matches('"'))
        })
        .collect()
}

#[test]
fn an_extractors_version_begins_with_that_of_its_library() {
    for (library, version) in [
        ("dom_smoothie", html::VERSION),
        ("hayro-interpret", pdf::VERSION),
        ("pulldown-cmark", markdown::VERSION),
        ("quick-xml", docx::VERSION),
        ("rbook", epub::VERSION),
    ] {
        let locked = locked(library);
        let (of_library, rules) = version.split_once("-annals.").unwrap();
        assert!(
            locked.contains(&of_library),
            "{library} is {locked:?} in Cargo.lock, and its extractor says {version}. Hold the \
             texts of many documents against those of the version before, and raise `VERSION`."
        );
        assert!(rules.parse::<u32>().is_ok(), "{version}");
    }
}

#[test]
fn the_libraries_beneath_are_those_that_the_rules_were_made_with() {
    for (library, version) in [
        // Glyphs and what they say, in hayro-interpret.
        ("hayro-cmap", "0.1.1"),
        ("hayro-font", "0.5.0"),
        ("hayro-syntax", "0.9.0"),
        // Trees of HTML, in dom_smoothie and for chapters that are no XML.
        ("dom_query", "0.29.0"),
        ("html5ever", "0.40.1"),
        // Which characters bytes are.
        ("chardetng", "1.0.0"),
        ("encoding_rs", "0.8.44"),
        // Chapters that are XML.
        ("quick-xml", "0.42.0"),
    ] {
        let locked = locked(library);
        assert!(
            locked.contains(&version),
            "{library} is {locked:?} in Cargo.lock and was {version}. Hold the texts of many \
             documents against those made before; where one differs, raise the number behind \
             “-annals.” of each extractor that uses it. Then write the new version here."
        );
    }
}
