//! An extractor's version contains that of its library. A library upgrade can
//! change texts, and so move recorded positions; these tests make sure that the
//! version changes with it.

use crate::{docx, epub, html, markdown, pdf};

/// The versions of a library in the lock file.
fn locked_versions(library: &str) -> Vec<&'static str> {
    let name = format!("name = \"{library}\"");
    let packages = include_str!("../../../Cargo.lock").split("[[package]]");
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
fn an_extractor_version_starts_with_the_library_version() {
    for (library, version) in [
        ("dom_smoothie", html::VERSION),
        ("hayro-interpret", pdf::VERSION),
        ("pulldown-cmark", markdown::VERSION),
        ("quick-xml", docx::VERSION),
        ("rbook", epub::VERSION),
    ] {
        let locked = locked_versions(library);
        let (of_library, rules) = version.split_once("-annals.").unwrap();
        assert!(
            locked.contains(&of_library),
            "{library} is {locked:?} in Cargo.lock, but the extractor's version is {version}. \
             Compare the texts of many documents with those of the earlier version, then update \
             `VERSION`."
        );
        assert!(rules.parse::<u32>().is_ok(), "{version}");
    }
}

#[test]
fn the_versions_of_indirect_libraries_are_checked() {
    for (library, version) in [
        // Glyphs and their characters, in hayro-interpret.
        ("hayro-cmap", "0.1.1"),
        ("hayro-font", "0.5.0"),
        ("hayro-syntax", "0.9.0"),
        // Trees of HTML, in dom_smoothie and for chapters that are not XML.
        ("dom_query", "0.29.0"),
        ("html5ever", "0.40.1"),
        // Decoding.
        ("chardetng", "1.0.0"),
        ("encoding_rs", "0.8.44"),
        // Chapters that are XML.
        ("quick-xml", "0.42.0"),
    ] {
        let locked = locked_versions(library);
        assert!(
            locked.contains(&version),
            "{library} is {locked:?} in Cargo.lock and was {version}. Compare the texts of many \
             documents with earlier ones. If one differs, raise the number behind “-annals.” of \
             each extractor that uses the library. Then update the version here."
        );
    }
}
