//! Finds out the kind of a dropped or picked file: a timeline, records of
//! sources, or a document.

use std::path::{Path, PathBuf};

use crate::bibliography::{ImportFormat, MAX_IMPORT_BYTES, import};
use crate::language::Message;
use crate::library::{DocumentCache, LoadedDocument};
use crate::session::{FileKind, NewDocument};
use crate::storage::{FileError, read_up_to};

/// The longest title that is taken from a document, in code points.
const MAX_TITLE: usize = 160;

/// Finds out the kind of a file.
///
/// # Errors
///
/// [`FileError`] if it cannot be used.
pub fn inspect(path: &Path, documents: &DocumentCache) -> Result<FileKind, FileError> {
    if path.is_dir() {
        return Ok(FileKind::Folder);
    }
    let has_suffix = |suffixes: &[&str]| {
        path.extension().is_some_and(|extension| {
            suffixes
                .iter()
                .any(|suffix| extension.eq_ignore_ascii_case(suffix))
        })
    };
    if has_suffix(&["json", "bib", "bibtex", "biblatex", "ris"]) {
        let too_large = || FileError::new(Message::new("file-import-too-large"));
        // A larger JSON file can be a timeline, but not records.
        let bytes = match read_up_to(path, MAX_IMPORT_BYTES, too_large) {
            Ok((bytes, _)) => bytes,
            Err(_) if has_suffix(&["json"]) => return Ok(FileKind::Timeline),
            Err(error) => return Err(error),
        };
        if has_suffix(&["json"]) && is_timeline(&bytes) {
            return Ok(FileKind::Timeline);
        }
        return match ImportFormat::recognise(path, &bytes) {
            Some(format) => Ok(FileKind::Records(import(&bytes, format)?)),
            None => Ok(FileKind::Timeline),
        };
    }
    let document = documents.load(path, None)?;
    Ok(FileKind::Document(Box::new(new_document(path, &document))))
}

/// Whether JSON is a timeline. Invalid JSON counts as one, because opening it
/// reports what is wrong, and where.
fn is_timeline(bytes: &[u8]) -> bool {
    type Object = serde_json::Map<String, serde_json::Value>;
    match serde_json::from_slice::<Object>(bytes) {
        Ok(object) => object.contains_key("annals"),
        Err(error) => !error.is_data(),
    }
}

/// The properties of a new source.
fn new_document(path: &Path, document: &LoadedDocument) -> NewDocument {
    let text = document.text.text();
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let heading = document.structure.headings.first().map(|heading| {
        let words = text.chars().skip(heading.start);
        words.take(heading.end - heading.start).collect::<String>()
    });
    let first_line = || text.lines().find(|line| !line.trim().is_empty());
    let title: String = heading
        .or_else(|| first_line().map(str::to_owned))
        .unwrap_or_default();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_title = !title.is_empty() && title.chars().count() <= MAX_TITLE;
    NewDocument {
        path: PathBuf::from(path),
        canonical: path.canonicalize().ok(),
        digest: document.digest,
        title: if is_title { title } else { stem.clone() },
        stem,
        extractor: document.extractor.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use annals_documents::Worker;
    use std::fs;

    #[test]
    fn the_kind_of_a_file_follows_from_its_name_and_content() {
        let folder = tempfile::tempdir().unwrap();
        let documents = DocumentCache::new(Worker {
            program: "there-is-no-such-program".into(),
        });
        let inspected = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            inspect(&path, &documents)
        };
        assert!(matches!(
            inspected("t.json", "{\"annals\": 1}"),
            Ok(FileKind::Timeline)
        ));
        assert!(matches!(
            inspected("broken.json", "{"),
            Ok(FileKind::Timeline)
        ));
        assert!(matches!(
            inspect(folder.path(), &documents),
            Ok(FileKind::Folder)
        ));
        assert!(inspected("a.xyz", "\0\0").is_err());
        match inspected(
            "refs.bib",
            "@book{a, title = {One}, author = {Writer, A.}, year = 1999}",
        ) {
            Ok(FileKind::Records(imported)) => assert_eq!(imported.records.len(), 1),
            other => panic!("{other:?}"),
        }
        match inspected(
            "refs.json",
            r#"[{"id": "x", "type": "book", "title": "One"}]"#,
        ) {
            Ok(FileKind::Records(imported)) => assert_eq!(imported.records.len(), 1),
            other => panic!("{other:?}"),
        }
        match inspected("paper.md", "# A *Title*\n\nText.") {
            Ok(FileKind::Document(new)) => {
                assert_eq!(
                    (new.title.as_str(), new.stem.as_str()),
                    ("A Title", "paper")
                );
            }
            other => panic!("{other:?}"),
        }
    }
}
