//! Where documents were found before, by digest. This is stored in the user's
//! state folder, never in a timeline file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::model::Digest;
use crate::storage::{self, FileError, read_up_to};

/// The maximum size of the file in bytes.
const MAX_BYTES: u64 = 16 << 20;

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
        let found: Vec<(String, PathBuf)> = found
            .map(|(digest, path)| {
                let path = path.canonicalize().unwrap_or(path);
                (digest.to_string(), path)
            })
            .collect();
        // Most often they are known, and nothing has to be written.
        let known = self.read();
        if found
            .iter()
            .all(|(digest, path)| known.get(digest) == Some(path))
        {
            return;
        }
        // The file is a convenience: a failure is not reported.
        let _ = storage::update_private_file(file, MAX_BYTES, too_large, |bytes| {
            let mut known = parsed(bytes.unwrap_or_default());
            known.extend(found.iter().cloned());
            serde_json::to_vec_pretty(&known)
                .map_err(|error| FileError::new(format!("The list cannot be written: {error}")))
        });
    }

    fn read(&self) -> BTreeMap<String, PathBuf> {
        let file = self.file.as_ref();
        let bytes = file.and_then(|file| read_up_to(file, MAX_BYTES, too_large).ok());
        bytes.map_or_else(BTreeMap::new, |(bytes, _)| parsed(&bytes))
    }
}

/// The locations in a file; none where it is corrupt.
fn parsed(bytes: &[u8]) -> BTreeMap<String, PathBuf> {
    serde_json::from_slice(bytes).unwrap_or_default()
}

fn too_large() -> FileError {
    FileError::new("The list of documents is too large")
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
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &str| {
                let metadata = std::fs::metadata(folder.path().join(path)).unwrap();
                metadata.permissions().mode() & 0o777
            };
            assert_eq!((mode("state"), mode("state/located.json")), (0o700, 0o600));
        }
    }

    #[test]
    fn windows_add_to_the_locations_of_others() {
        let folder = tempfile::tempdir().unwrap();
        let locations = DocumentLocations::in_file(Some(folder.path().join("located.json")));
        std::thread::scope(|scope| {
            for window in 0..8_u8 {
                let (folder, locations) = (folder.path(), &locations);
                scope.spawn(move || {
                    let found = (Digest::of(&[window]), folder.join(window.to_string()));
                    locations.remember([found].into_iter());
                });
            }
        });
        assert_eq!(locations.read().len(), 8);
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
