//! A folder of what was made of files and need not be made again.
//!
//! Whatever is in it can be thrown away at any time, and what cannot be read is
//! not there: nothing in here is an error that anybody is told of.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::file::Stamp;
use crate::model::Digest;

/// What a kept file begins with.
const SIGNATURE: &[u8] = b"annals cache 1\n";

/// The suffix of kept files. Nothing else in the folder is touched.
const SUFFIX: &str = "kept";

/// The suffix of those that are being written.
const UNFINISHED: &str = "unfinished";

/// So many files are kept.
const MOST_FILES: usize = 64;

/// And so many bytes in all of them.
const MOST_BYTES: u64 = 1 << 30;

/// A folder in which things are kept by the file that they were made of.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    most_files: usize,
    most_bytes: u64,
}

/// One state of one file: where it lies, how long it is, when it was written,
/// and, where the system tells, which file it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheKey {
    /// Without links.
    path: PathBuf,
    stamp: Stamp,
}

impl CacheKey {
    /// The key of a file as it is now.
    ///
    /// # Errors
    ///
    /// Where there is no such file, or it cannot be looked at.
    pub fn of(path: &Path) -> io::Result<Self> {
        let path = fs::canonicalize(path)?;
        let stamp = Stamp::from(&fs::metadata(&path)?);
        Ok(Self { path, stamp })
    }

    /// Whether the file was in the same state when its stamp was this. What is
    /// read after the key was made may be of a later one.
    #[must_use]
    pub fn is_of(&self, stamp: Stamp) -> bool {
        self.stamp == stamp
    }

    /// The key as it is written. Another version of the program makes other
    /// things of a file.
    fn written(&self) -> Vec<u8> {
        let mut written = SIGNATURE.to_vec();
        let mut part = |part: &[u8]| {
            written.extend_from_slice(&(part.len() as u64).to_le_bytes());
            written.extend_from_slice(part);
        };
        part(env!("CARGO_PKG_VERSION").as_bytes());
        part(self.path.as_os_str().as_encoded_bytes());
        let (length, modified, identity) = self.stamp.parts();
        part(&length.to_le_bytes());
        // In nanoseconds from the beginning of 1970; before it, the other way.
        let since = |modified: SystemTime| match modified.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_nanos().to_le_bytes(),
            Err(before) => (!before.duration().as_nanos()).to_le_bytes(),
        };
        part(
            modified
                .map(since)
                .as_ref()
                .map_or(&[], <[u8; 16]>::as_slice),
        );
        let (device, inode) = identity.unwrap_or_default();
        part(&[u8::from(identity.is_some())]);
        part(&device.to_le_bytes());
        part(&inode.to_le_bytes());
        written
    }

    /// A name for what is kept of the file: of all its states the same, so that
    /// one takes the place of the one before.
    fn name(&self) -> String {
        let digest = Digest::of(self.path.as_os_str().as_encoded_bytes());
        format!("{digest}.{SUFFIX}")
    }
}

impl Cache {
    /// A cache in a folder, which is made when the first thing is kept.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            most_files: MOST_FILES,
            most_bytes: MOST_BYTES,
        }
    }

    /// What is kept of a file in this state; `None` where nothing is, or where
    /// it cannot be read.
    #[must_use]
    pub fn get(&self, key: &CacheKey) -> Option<Vec<u8>> {
        let path = self.folder.join(key.name());
        // Looked at before it is opened: opening a pipe waits for its writer.
        let metadata = fs::symlink_metadata(&path).ok()?;
        if !metadata.is_file() || metadata.len() > self.most_bytes {
            return None;
        }
        let mut file = File::open(&path).ok()?;
        let expected = key.written();
        let mut found = vec![0; expected.len()];
        file.read_exact(&mut found).ok()?;
        if found != expected {
            return None;
        }
        let rest = metadata.len().checked_sub(expected.len() as u64)?;
        let mut bytes = Vec::with_capacity(usize::try_from(rest).ok()?);
        file.take(self.most_bytes).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Keeps bytes for a file in this state, in place of what was kept of it
    /// before. Only the user can read them. What is oldest is thrown away where
    /// it becomes too much.
    pub fn put(&self, key: &CacheKey, bytes: &[u8]) {
        let length = (key.written().len() + bytes.len()) as u64;
        if length > self.most_bytes {
            return;
        }
        // See the file: what cannot be kept is made again.
        let _ = self.write(key, bytes).and_then(|()| self.prune());
    }

    fn write(&self, key: &CacheKey, bytes: &[u8]) -> io::Result<()> {
        let mut maker = DirBuilder::new();
        maker.recursive(true);
        private_folder(&mut maker);
        maker.create(&self.folder)?;
        let target = self.folder.join(key.name());
        let temporary = target.with_extension(format!("{}.{UNFINISHED}", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        private_file(&mut options);
        // One of this name is of a process that is gone.
        let _ = fs::remove_file(&temporary);
        let mut file = options.open(&temporary)?;
        // It need not reach the disk: what did not is noticed when it is read.
        let outcome = file
            .write_all(&key.written())
            .and_then(|()| file.write_all(bytes))
            .and_then(|()| {
                drop(file);
                fs::rename(&temporary, &target)
            });
        if outcome.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        outcome
    }

    /// Throws away the oldest, until what is left is not too much.
    fn prune(&self) -> io::Result<()> {
        let mut kept = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let path = entry.path();
            let suffix = path.extension().and_then(OsStr::to_str);
            if !matches!(suffix, Some(SUFFIX | UNFINISHED)) {
                continue;
            }
            let metadata = entry.metadata()?;
            if metadata.is_file() {
                let modified = metadata.modified().unwrap_or(UNIX_EPOCH);
                kept.push((modified, path, metadata.len()));
            }
        }
        kept.sort();
        let (mut files, mut bytes) = (0, 0);
        for (_, path, length) in kept.into_iter().rev() {
            files += 1;
            bytes += length;
            if files > self.most_files || bytes > self.most_bytes {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}

#[cfg(unix)]
fn private_folder(maker: &mut DirBuilder) {
    use std::os::unix::fs::DirBuilderExt as _;
    maker.mode(0o700);
}

#[cfg(unix)]
fn private_file(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

// Elsewhere the folder for what a user caches is the user's alone.
#[cfg(not(unix))]
fn private_folder(_: &mut DirBuilder) {}

#[cfg(not(unix))]
fn private_file(_: &mut OpenOptions) {}

#[cfg(test)]
mod tests {
    use super::*;

    struct Place {
        folder: tempfile::TempDir,
        cache: Cache,
    }

    fn place() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(&folder.path().join("cache").join("annals"));
        Place { folder, cache }
    }

    impl Place {
        fn file(&self, name: &str, text: &str) -> CacheKey {
            let path = self.folder.path().join(name);
            fs::write(&path, text).unwrap();
            CacheKey::of(&path).unwrap()
        }

        fn kept(&self) -> Vec<PathBuf> {
            let entries = fs::read_dir(&self.cache.folder).unwrap();
            entries.map(|entry| entry.unwrap().path()).collect()
        }
    }

    /// Makes a file as old as the epoch and so many seconds.
    fn age(path: &Path, seconds: u64) {
        let time = UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        let file = OpenOptions::new().write(true).open(path).unwrap();
        file.set_modified(time).unwrap();
    }

    #[test]
    fn what_was_kept_of_a_file_is_found_while_the_file_is_as_it_was() {
        let place = place();
        let key = place.file("a.json", "one");
        assert_eq!(place.cache.get(&key), None);
        place.cache.put(&key, b"made of one");
        assert_eq!(place.cache.get(&key).as_deref(), Some(&b"made of one"[..]));
        let path = place.folder.path().join("a.json");
        let (_, stamp) = super::super::read_file(&path).unwrap();
        assert!(key.is_of(stamp));

        let longer = place.file("a.json", "three");
        assert_eq!(place.cache.get(&longer), None);
        assert!(!longer.is_of(stamp));
        place.cache.put(&longer, b"made of three");
        assert_eq!(place.cache.get(&key), None);
        assert_eq!(place.kept().len(), 1, "one state of a file is kept");

        age(&path, 1_000_000_000);
        let older = CacheKey::of(&path).unwrap();
        assert_eq!(place.cache.get(&older), None);
        let other = place.file("b.json", "three");
        assert_eq!(place.cache.get(&other), None);
        assert!(CacheKey::of(&place.folder.path().join("none")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_was_put_in_the_place_of_another_is_another() {
        let place = place();
        let (one, two) = (
            place.folder.path().join("one"),
            place.folder.path().join("two"),
        );
        for path in [&one, &two] {
            fs::write(path, "same").unwrap();
            age(path, 1_000_000_000);
        }
        let key = CacheKey::of(&one).unwrap();
        place.cache.put(&key, b"of one");
        fs::rename(&two, &one).unwrap();
        assert_eq!(place.cache.get(&CacheKey::of(&one).unwrap()), None);
        // A way there through a link is the same way.
        let link = place.folder.path().join("link");
        std::os::unix::fs::symlink(&one, &link).unwrap();
        assert_eq!(CacheKey::of(&link).unwrap(), CacheKey::of(&one).unwrap());
    }

    #[test]
    fn a_file_of_the_same_name_that_is_of_another_key_is_nothing() {
        let place = place();
        let (key, other) = (place.file("a.json", "a"), place.file("b.json", "b"));
        place.cache.put(&key, b"of a");
        let folder = &place.cache.folder;
        fs::rename(folder.join(key.name()), folder.join(other.name())).unwrap();
        assert_eq!(place.cache.get(&other), None);
        for broken in [&b""[..], b"annals cache 1\n", b"something else altogether"] {
            fs::write(folder.join(key.name()), broken).unwrap();
            assert_eq!(place.cache.get(&key), None);
        }
        fs::remove_dir_all(folder).unwrap();
        assert_eq!(place.cache.get(&key), None);
        // Where a file lies in the way of the folder, nothing is kept.
        fs::write(folder, "in the way").unwrap();
        place.cache.put(&key, b"of a");
        assert_eq!(place.cache.get(&key), None);
    }

    #[test]
    fn the_oldest_go_first_and_nobody_elses_files_do() {
        let place = place();
        let cache = Cache {
            most_files: 3,
            most_bytes: 4_000,
            ..place.cache.clone()
        };
        let key = |number: u64| place.file(&format!("{number}.json"), "x");
        let strange = cache.folder.join("readme.txt");
        let left_over = cache.folder.join(format!("x.1.{UNFINISHED}"));
        for number in 0..5_u64 {
            cache.put(&key(number), b"kept");
            age(&cache.folder.join(key(number).name()), number + 2);
            if number == 0 {
                for file in [&strange, &left_over] {
                    fs::write(file, "x").unwrap();
                    age(file, 1);
                }
            }
        }
        let names: Vec<bool> = (0..5)
            .map(|number| cache.folder.join(key(number).name()).exists())
            .collect();
        assert_eq!(names, [false, false, true, true, true]);
        assert!(strange.exists() && !left_over.exists());
        // One that takes all the room drives out the others, and one too long is
        // not kept.
        let long = key(5);
        let room = 4_000 - long.written().len();
        cache.put(&long, &vec![0; room]);
        assert_eq!(cache.get(&long).map(|kept| kept.len()), Some(room));
        assert_eq!(place.kept().len(), 2);
        let longer = key(6);
        cache.put(&longer, &vec![0; room + 1]);
        assert_eq!(cache.get(&longer), None);
        assert_eq!(place.kept().len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_can_read_what_is_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = place();
        place.cache.put(&place.file("a.json", "a"), b"of a");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&place.cache.folder), 0o700);
        let kept = place.kept();
        assert_eq!(kept.len(), 1);
        assert_eq!(mode(&kept[0]), 0o600);
    }
}
