//! Temporary files that replace others.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::SystemTime;

use super::leftovers::TemporaryName;
use super::private_file::create_private_file;
use super::rename::rename_new;

/// The temporary files that exist now, to remove them when a signal ends the program.
static EXISTING: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file beside the one that it will replace. Only its owner can read it until it
/// gets the attributes of that file. It is removed when it is dropped.
#[derive(Debug)]
pub(super) struct TemporaryFile {
    path: PathBuf,
    name: TemporaryName,
    file: File,
    /// The file that it was exchanged with, if it may now have that one's content and
    /// nobody has compared it. Dropping it then keeps the content under a visible name.
    exchanged_with: Option<PathBuf>,
}

impl TemporaryFile {
    /// Creates an empty file under an unused name. The name is short, because names of
    /// users' files may have the maximal length.
    pub(super) fn create_in(folder: &Path) -> io::Result<Self> {
        Self::create_with(folder, create_private_file)
    }

    /// Creates a file with the mode that any new file has, to see what that is.
    pub(super) fn create_sample_in(folder: &Path) -> io::Result<Self> {
        Self::create_with(folder, |path| File::create_new(path))
    }

    fn create_with(folder: &Path, create: fn(&Path) -> io::Result<File>) -> io::Result<Self> {
        const ATTEMPTS: u32 = 100;
        let mut outcome = Err(io::Error::from(io::ErrorKind::AlreadyExists));
        for _ in 0..ATTEMPTS {
            let name = TemporaryName::new(next_number());
            let path = folder.join(name.to_string());
            // Registered first, so that a signal never finds it unregistered.
            existing().push(path.clone());
            outcome = create(&path).map(|file| Self {
                path: path.clone(),
                name,
                file,
                exchanged_with: None,
            });
            if outcome.is_err() {
                unregister(&path);
            }
            match &outcome {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                _ => break,
            }
        }
        outcome
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the file in the place of another, or under a new name.
    pub(super) fn rename_to(self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)
    }

    /// Gives the file its final name unless that is taken.
    pub(super) fn rename_to_new(self, target: &Path) -> io::Result<()> {
        rename_new(&self.path, target)
    }

    /// Renames it before an exchange with `target`, and closes it for writing. The name has checksums of the old
    /// and the new content, so that the next run knows after a kill whether what it
    /// finds is of another program.
    pub(super) fn begin_exchange(&mut self, target: &Path, old: u32, new: u32) -> io::Result<()> {
        let name = self.name.in_exchange(old, new);
        let path = self.path.with_file_name(name.to_string());
        // Whatever has it open for writing from now on is another program.
        let reading = File::open(&self.path)?;
        rename_new(&self.path, &path)?;
        self.file = reading;
        existing().push(path.clone());
        unregister(&self.path);
        (self.name, self.path) = (name, path);
        self.exchanged_with = Some(target.to_owned());
        Ok(())
    }

    /// Says that the content was compared and is of no more use.
    pub(super) fn discard(mut self) {
        self.exchanged_with = None;
    }

    /// Keeps the content under a visible name beside the file that it was exchanged
    /// with. Returns that name.
    pub(super) fn keep(mut self) -> io::Result<PathBuf> {
        let target = self.exchanged_with.take();
        keep_visible(&self.path, target.as_deref())
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        match self.exchanged_with.take() {
            Some(target) => {
                let _ = keep_visible(&self.path, Some(&target));
            }
            // It is gone already where it was renamed.
            None => {
                let _ = fs::remove_file(&self.path);
            }
        }
        unregister(&self.path);
    }
}

/// Renames a file with the version of another program to an unused visible name, made
/// from that of the file that it is a version of.
pub(super) fn keep_visible(path: &Path, version_of: Option<&Path>) -> io::Result<PathBuf> {
    const ATTEMPTS: u32 = 1_000;
    // So that the longer name is not too long.
    const MAX_STEM: usize = 200;
    let part = |part: fn(&Path) -> Option<&OsStr>| version_of.and_then(part);
    let stem = part(Path::file_stem).filter(|stem| stem.len() <= MAX_STEM);
    let mut outcome = Err(io::Error::from(io::ErrorKind::AlreadyExists));
    for number in 1..=ATTEMPTS {
        let mut name = stem.unwrap_or("annals".as_ref()).to_owned();
        name.push(format!("-recovered-{number}"));
        if let Some(extension) = part(Path::extension) {
            name.push(".");
            name.push(extension);
        }
        let visible = path.with_file_name(name);
        outcome = rename_new(path, &visible).map(|()| visible);
        match &outcome {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            _ => break,
        }
    }
    outcome
}

/// Removes all temporary files of this process. No more can be created after it.
#[cfg(unix)]
pub(super) fn remove_all() {
    let existing = existing();
    for path in existing.iter() {
        let _ = fs::remove_file(path);
    }
    std::mem::forget(existing);
}

/// A number for a new file. The first depends on the time: in containers, processes of
/// different runs often have the same number.
fn next_number() -> u32 {
    static NEXT: OnceLock<AtomicU32> = OnceLock::new();
    let next = NEXT.get_or_init(|| {
        let time = SystemTime::UNIX_EPOCH.elapsed();
        AtomicU32::new(time.map_or(0, |time| time.subsec_nanos()))
    });
    next.fetch_add(1, Ordering::Relaxed)
}

fn existing() -> MutexGuard<'static, Vec<PathBuf>> {
    EXISTING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn unregister(path: &Path) {
    existing().retain(|existing| existing != path);
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_dropped_file_is_removed_and_a_renamed_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let temporary = TemporaryFile::create_in(folder.path()).unwrap();
        assert_eq!(names(folder.path()).len(), 1);
        let path = temporary.path().to_owned();
        assert!(existing().contains(&path));
        drop(temporary);
        assert_eq!(names(folder.path()).len(), 0);
        assert!(!existing().contains(&path));
        let temporary = TemporaryFile::create_in(folder.path()).unwrap();
        temporary.rename_to(&folder.path().join("a")).unwrap();
        let temporary = TemporaryFile::create_in(folder.path()).unwrap();
        let taken = temporary.rename_to_new(&folder.path().join("a"));
        assert_eq!(taken.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(names(folder.path()), ["a"]);
        assert!(TemporaryFile::create_in(&folder.path().join("none")).is_err());
    }

    #[test]
    fn content_that_nobody_compared_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            let mut temporary = TemporaryFile::create_in(folder.path()).unwrap();
            temporary.file().write_all(b"theirs").unwrap();
            let target = folder.path().join("a.json");
            temporary.begin_exchange(&target, 1, 2).unwrap();
            drop(temporary);
        }
        assert_eq!(
            names(folder.path()),
            ["a-recovered-1.json", "a-recovered-2.json"]
        );
        // Where the name gets too long, it is a general one.
        let mut temporary = TemporaryFile::create_in(folder.path()).unwrap();
        let target = folder.path().join(format!("{}.json", "a".repeat(250)));
        temporary.begin_exchange(&target, 1, 2).unwrap();
        let kept = temporary.keep().unwrap();
        assert_eq!(kept, folder.path().join("annals-recovered-1.json"));
        let mut temporary = TemporaryFile::create_in(folder.path()).unwrap();
        temporary.begin_exchange(&target, 1, 2).unwrap();
        temporary.discard();
        assert_eq!(names(folder.path()).len(), 3);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let temporary = TemporaryFile::create_in(folder.path()).unwrap();
        let mode = fs::metadata(temporary.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o7777, 0o600);
    }
}
