//! A folder that caches the previews of timelines, one for each file.
//!
//! Everything in it can be deleted at any time. An entry that cannot be read or
//! written is treated as absent: the cache reports no errors.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::leftovers::remove_leftovers_once;
use super::private_file::create_private_folder;
use super::stamp::Stamp;
use super::temporary_file::TemporaryFile;
use crate::model::Digest;

/// The first bytes of a cached file.
const SIGNATURE: &[u8] = b"annals cache 1\n";

/// The suffix of cached files. No others in the folder are touched.
const SUFFIX: &str = "kept";

/// How many files are cached.
const MAX_FILES: usize = 64;

/// How many bytes all cached files have together.
const MAX_BYTES: u64 = 1 << 30;

/// A folder with the encoded preview of each file.
#[derive(Debug, Clone)]
pub struct PreviewCache {
    folder: PathBuf,
    max_files: usize,
    max_bytes: u64,
}

/// One state of one file: its path and its [`Stamp`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileKey {
    /// The path without links.
    path: PathBuf,
    stamp: Stamp,
}

impl FileKey {
    /// The key of a file as it is now.
    ///
    /// # Errors
    ///
    /// If there is no such file, or its metadata cannot be read.
    pub fn of(path: &Path) -> io::Result<Self> {
        let path = fs::canonicalize(path)?;
        let stamp = Stamp::from(&fs::metadata(&path)?);
        Ok(Self { path, stamp })
    }

    /// Whether a stamp is of the same state. The file may have changed between making
    /// the key and reading it.
    #[must_use]
    pub fn matches(&self, stamp: Stamp) -> bool {
        self.stamp == stamp
    }

    /// The key as bytes. It includes the version of the program, because another
    /// version may compute something else.
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        let mut part = |part: &[u8]| {
            bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
            bytes.extend_from_slice(part);
        };
        part(env!("CARGO_PKG_VERSION").as_bytes());
        part(self.path.as_os_str().as_encoded_bytes());
        part(&self.stamp.length().to_le_bytes());
        // In nanoseconds since 1970; times before it are complemented.
        let since = |modified: SystemTime| match modified.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_nanos().to_le_bytes(),
            Err(before) => (!before.duration().as_nanos()).to_le_bytes(),
        };
        let modified = self.stamp.modified().map(since);
        part(modified.as_ref().map_or(&[], <[u8; 16]>::as_slice));
        part(&self.stamp.inode_bytes());
        bytes
    }

    /// The name of the cached file. It is the same for all states, so that a new one
    /// replaces the old one.
    fn name(&self) -> String {
        let digest = Digest::of(self.path.as_os_str().as_encoded_bytes());
        format!("{digest}.{SUFFIX}")
    }
}

impl PreviewCache {
    /// A cache in a folder, which is created with the first entry.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            max_files: MAX_FILES,
            max_bytes: MAX_BYTES,
        }
    }

    /// The entry of a file in this state; `None` if there is none or it cannot be
    /// read.
    #[must_use]
    pub fn get(&self, key: &FileKey) -> Option<Vec<u8>> {
        let path = self.folder.join(key.name());
        // Checked before it is opened, because opening a pipe waits for its writer.
        let metadata = fs::symlink_metadata(&path).ok()?;
        if !metadata.is_file() || metadata.len() > self.max_bytes {
            return None;
        }
        let mut file = File::open(&path).ok()?;
        let expected = key.to_bytes();
        let mut found = vec![0; expected.len()];
        file.read_exact(&mut found).ok()?;
        if found != expected {
            return None;
        }
        let rest = metadata.len().checked_sub(expected.len() as u64)?;
        let mut bytes = Vec::with_capacity(usize::try_from(rest).ok()?);
        file.take(self.max_bytes).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Stores an entry for a file in this state, in place of that of another state.
    /// Only the user can read it. The oldest entries are deleted if there are too
    /// many.
    pub fn put(&self, key: &FileKey, bytes: &[u8]) {
        let length = (key.to_bytes().len() + bytes.len()) as u64;
        if length > self.max_bytes {
            return;
        }
        // An entry that cannot be stored is computed again.
        let _ = self.write(key, bytes).and_then(|()| self.prune());
    }

    fn write(&self, key: &FileKey, bytes: &[u8]) -> io::Result<()> {
        create_private_folder(&self.folder)?;
        // An entry has its own file and no attributes of a user's, so it replaces the
        // old one without the care that files of users need. It is not synchronised to
        // disk: an incomplete entry is noticed when it is read.
        let temporary = TemporaryFile::create_in(&self.folder)?;
        temporary.file().write_all(&key.to_bytes())?;
        temporary.file().write_all(bytes)?;
        temporary.rename_to(&self.folder.join(key.name()))
    }

    /// Deletes the oldest entries beyond the limits, and what killed runs left.
    fn prune(&self) -> io::Result<()> {
        remove_leftovers_once(&self.folder);
        let mut entries = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let path = entry.path();
            if path.extension().and_then(OsStr::to_str) != Some(SUFFIX) {
                continue;
            }
            let metadata = entry.metadata()?;
            if metadata.is_file() {
                let modified = metadata.modified().unwrap_or(UNIX_EPOCH);
                entries.push((modified, path, metadata.len()));
            }
        }
        entries.sort();
        let (mut files, mut bytes) = (0, 0);
        for (_, path, length) in entries.into_iter().rev() {
            files += 1;
            bytes += length;
            if files > self.max_files || bytes > self.max_bytes {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct TestFolder {
        folder: tempfile::TempDir,
        cache: PreviewCache,
    }

    fn test_folder() -> TestFolder {
        let folder = tempfile::tempdir().unwrap();
        let cache = PreviewCache::at(&folder.path().join("cache").join("annals"));
        TestFolder { folder, cache }
    }

    impl TestFolder {
        fn file(&self, name: &str, text: &str) -> FileKey {
            let path = self.folder.path().join(name);
            fs::write(&path, text).unwrap();
            FileKey::of(&path).unwrap()
        }

        fn cached(&self) -> Vec<PathBuf> {
            let entries = fs::read_dir(&self.cache.folder).unwrap();
            entries.map(|entry| entry.unwrap().path()).collect()
        }
    }

    /// Sets the time of the last change, in seconds since 1970.
    fn set_modified(path: &Path, seconds: u64) {
        let time = UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        let file = File::options().write(true).open(path).unwrap();
        file.set_modified(time).unwrap();
    }

    #[test]
    fn an_entry_is_found_while_its_file_is_unchanged() {
        let test = test_folder();
        let key = test.file("a.json", "one");
        assert_eq!(test.cache.get(&key), None);
        test.cache.put(&key, b"from one");
        assert_eq!(test.cache.get(&key).as_deref(), Some(&b"from one"[..]));
        let path = test.folder.path().join("a.json");
        let (_, stamp) = super::super::read_file(&path).unwrap();
        assert!(key.matches(stamp));

        let longer = test.file("a.json", "three");
        assert_eq!(test.cache.get(&longer), None);
        assert!(!longer.matches(stamp));
        test.cache.put(&longer, b"from three");
        assert_eq!(test.cache.get(&key), None);
        assert_eq!(test.cached().len(), 1, "one state of a file is cached");

        set_modified(&path, 1_000_000_000);
        let older = FileKey::of(&path).unwrap();
        assert_eq!(test.cache.get(&older), None);
        let other = test.file("b.json", "three");
        assert_eq!(test.cache.get(&other), None);
        assert!(FileKey::of(&test.folder.path().join("none")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_has_no_entry() {
        let test = test_folder();
        let (one, two) = (
            test.folder.path().join("one"),
            test.folder.path().join("two"),
        );
        for path in [&one, &two] {
            fs::write(path, "same").unwrap();
            set_modified(path, 1_000_000_000);
        }
        let key = FileKey::of(&one).unwrap();
        test.cache.put(&key, b"of one");
        fs::rename(&two, &one).unwrap();
        assert_eq!(test.cache.get(&FileKey::of(&one).unwrap()), None);
        // A path through a link is the same path.
        let link = test.folder.path().join("link");
        std::os::unix::fs::symlink(&one, &link).unwrap();
        assert_eq!(FileKey::of(&link).unwrap(), FileKey::of(&one).unwrap());
    }

    #[test]
    fn an_entry_of_another_key_or_a_broken_one_is_ignored() {
        let test = test_folder();
        let (key, other) = (test.file("a.json", "a"), test.file("b.json", "b"));
        test.cache.put(&key, b"of a");
        let folder = &test.cache.folder;
        fs::rename(folder.join(key.name()), folder.join(other.name())).unwrap();
        assert_eq!(test.cache.get(&other), None);
        for broken in [&b""[..], b"annals cache 1\n", b"something else altogether"] {
            fs::write(folder.join(key.name()), broken).unwrap();
            assert_eq!(test.cache.get(&key), None);
        }
        fs::remove_dir_all(folder).unwrap();
        assert_eq!(test.cache.get(&key), None);
        // If a file is in the way of the folder, nothing is stored.
        fs::write(folder, "in the way").unwrap();
        test.cache.put(&key, b"of a");
        assert_eq!(test.cache.get(&key), None);
    }

    #[test]
    fn the_oldest_entries_are_deleted_and_no_other_files() {
        let test = test_folder();
        let cache = PreviewCache {
            max_files: 3,
            max_bytes: 4_000,
            ..test.cache.clone()
        };
        let key = |number: u64| test.file(&format!("{number}.json"), "x");
        let foreign = cache.folder.join("readme.txt");
        for number in 0..5_u64 {
            cache.put(&key(number), b"kept");
            set_modified(&cache.folder.join(key(number).name()), number + 2);
            if number == 0 {
                fs::write(&foreign, "x").unwrap();
                set_modified(&foreign, 1);
            }
        }
        let names: Vec<bool> = (0..5)
            .map(|number| cache.folder.join(key(number).name()).exists())
            .collect();
        assert_eq!(names, [false, false, true, true, true]);
        assert!(foreign.exists());
        // An entry of the full size replaces all others; a longer one is not stored.
        let long = key(5);
        let size = 4_000 - long.to_bytes().len();
        cache.put(&long, &vec![0; size]);
        assert_eq!(cache.get(&long).map(|bytes| bytes.len()), Some(size));
        assert_eq!(test.cached().len(), 2);
        let longer = key(6);
        cache.put(&longer, &vec![0; size + 1]);
        assert_eq!(cache.get(&longer), None);
        assert_eq!(test.cached().len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_can_read_entries() {
        use std::os::unix::fs::PermissionsExt as _;
        let test = test_folder();
        test.cache.put(&test.file("a.json", "a"), b"of a");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&test.cache.folder), 0o700);
        let cached = test.cached();
        assert_eq!(cached.len(), 1);
        assert_eq!(mode(&cached[0]), 0o600);
    }
}
