//! Where documents were found before, by digest. This is stored in the user's
//! state folder, never in a timeline file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::model::Digest;
use crate::storage;

/// The file with the locations of documents. It is a convenience: a file that
/// cannot be read or written is ignored.
#[derive(Debug, Clone, Default)]
pub struct DocumentLocations {
    file: Option<PathBuf>,
}

impl DocumentLocations {
    /// Stores locations in a file; without one nothing is stored.
    #[must_use]
    pub const fn in_file(file: Option<PathBuf>) -> Self {
        Self { file }
    }

    /// Existing files that were the documents with these digests.
    pub fn paths_of(&self, digests: impl Iterator<Item = Digest>) -> Vec<PathBuf> {
        let known = self.read();
        digests
            .filter_map(|digest| known.get(&digest.to_string()))
            .filter(|path| path.is_file())
            .cloned()
            .collect()
    }

    /// Stores where documents were found.
    pub fn remember(&self, found: impl Iterator<Item = (Digest, PathBuf)>) {
        let Some(file) = &self.file else { return };
        let before = self.read();
        let mut known = before.clone();
        known.extend(found.map(|(digest, path)| {
            let path = path.canonicalize().unwrap_or(path);
            (digest.to_string(), path)
        }));
        if known == before {
            return;
        }
        let Ok(text) = serde_json::to_string_pretty(&known) else {
            return;
        };
        // The file is a convenience: a failure is not reported.
        let _ = storage::write_private_file(file, text.as_bytes());
    }

    fn read(&self) -> BTreeMap<String, PathBuf> {
        self.file
            .as_ref()
            .and_then(|file| storage::read_file(file).ok())
            .and_then(|(bytes, _)| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_returned_while_the_file_exists() {
        let folder = tempfile::tempdir().unwrap();
        let document = folder.path().join("a.txt");
        std::fs::write(&document, "a").unwrap();
        let digest = Digest::of(b"a");
        let locations = DocumentLocations::in_file(Some(folder.path().join("state/located.json")));
        assert!(locations.paths_of([digest].into_iter()).is_empty());
        locations.remember([(digest, document.clone())].into_iter());
        assert_eq!(
            locations.paths_of([digest].into_iter()),
            [document.canonicalize().unwrap()]
        );
        std::fs::remove_file(&document).unwrap();
        assert!(locations.paths_of([digest].into_iter()).is_empty());
    }

    #[test]
    fn a_corrupt_locations_file_is_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("located.json");
        std::fs::write(&file, "{ not json").unwrap();
        let locations = DocumentLocations::in_file(Some(file));
        assert!(
            locations
                .paths_of([Digest::of(b"a")].into_iter())
                .is_empty()
        );
    }
}
