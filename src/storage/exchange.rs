//! The last step of replacing a file: taking the old one's place, if nobody changed it.

use std::fs::{self, File, Metadata};
use std::io::{self, Seek as _};
use std::path::{Path, PathBuf};

use super::attributes::copy_attributes;
use super::open_watch::{OpenWatch, wait_for_writers};
use super::rename::{exchange, rename_new};
use super::replace::{folder_of, has_content, is_content, sync_folder};
use super::temporary_file::TemporaryFile;
use super::termination::postpone_termination;

/// How an exchange ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Exchange {
    /// The new file is in the place of the old.
    Done,
    /// Another program used the old file at the wrong moment. It has the expected
    /// content and is in its place.
    InUse,
    /// Another program has the old file open for writing, and does not close it.
    Occupied,
    /// Another program changed or removed the old file. Its version is in place.
    Changed {
        /// A file with what a third program wrote.
        recovered: Option<PathBuf>,
    },
}

/// A file that is about to be replaced.
#[derive(Debug)]
pub(super) struct OldFile {
    file: File,
    metadata: Metadata,
    watch: OpenWatch,
}

impl OldFile {
    /// Opens the file and watches from now on what others do to it.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        // Opened before it is watched, so that this opening is not reported.
        let file = File::open(path)?;
        let watch = OpenWatch::on(path);
        Ok(Self {
            metadata: file.metadata()?,
            file,
            watch,
        })
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Whether the file has exactly these bytes. Opens nothing, so that nothing is
    /// reported.
    pub(super) fn has_content(&self, bytes: &[u8]) -> io::Result<bool> {
        (&self.file).rewind()?;
        is_content(&self.file, bytes)
    }

    /// Whether the file, which has the path `displaced` now, has the content `expected`,
    /// and nobody used it since the last call.
    fn is_unchanged(&mut self, displaced: &Path, expected: &[u8]) -> bool {
        let Ok(metadata) = fs::metadata(displaced) else {
            return false;
        };
        let is_same = file_number(&metadata) == file_number(&self.metadata);
        // A program may have renamed a file with the same content over it.
        let has_content = if is_same {
            self.has_content(expected)
        } else {
            File::open(displaced).and_then(|file| is_content(&file, expected))
        };
        // The time of an overlay file system tells of changes that its old handles do
        // not show.
        let is_touched = is_same && metadata.modified().ok() != self.metadata.modified().ok();
        has_content.unwrap_or(false) && !is_touched && !self.watch.was_used()
    }
}

/// Puts a complete temporary file in the place of the old one, whose content was
/// `expected`. The module `replace` describes what is guaranteed.
///
/// # Errors
///
/// If the system cannot do it. The old file is then in its place.
pub(super) fn exchange_with(
    mut temporary: TemporaryFile,
    target: &Path,
    mut old: OldFile,
    new: &[u8],
    expected: &[u8],
) -> io::Result<Exchange> {
    let folder = folder_of(target);
    let checksums = (crc32fast::hash(expected), crc32fast::hash(new));
    if !wait_until_unused(&mut old.watch, target) {
        return Ok(Exchange::Occupied);
    }
    // Most changes happened while the new file was written. Then nothing is exchanged.
    if !old.is_unchanged(target, expected) {
        return Ok(match has_content(target, expected) {
            Ok(true) => Exchange::InUse,
            Ok(false) | Err(_) => Exchange::Changed { recovered: None },
        });
    }
    let _postponed = postpone_termination();
    temporary.begin_exchange(target, checksums.0, checksums.1)?;
    if let Err(error) = exchange(temporary.path(), target) {
        return match error.kind() {
            io::ErrorKind::Unsupported => {
                // Windows replaces no open file.
                drop(old);
                replace_unless_changed(temporary, target, expected)
            }
            // Another program removed the file.
            io::ErrorKind::NotFound => {
                temporary.discard();
                Ok(Exchange::Changed { recovered: None })
            }
            _ => {
                temporary.discard();
                Err(error)
            }
        };
    }
    if old.is_unchanged(temporary.path(), expected) {
        // Meanwhile a program that opened the old file just before the exchange has time
        // to be noticed.
        sync_folder(folder);
        if old.is_unchanged(temporary.path(), expected) {
            copy_late_changes(&old, &temporary);
            temporary.discard();
            return Ok(Exchange::Done);
        }
    }
    let recovered = match put_back(temporary, target) {
        Ok(temporary) => remove_our_version(temporary, new)?,
        Err(recovered) => Some(recovered?),
    };
    sync_folder(folder);
    wait_for_writers(target);
    if recovered.is_none() && has_content(target, expected).unwrap_or(false) {
        return Ok(Exchange::InUse);
    }
    Ok(Exchange::Changed { recovered })
}

/// Waits until no program has the file open for writing, or is about to. Returns false if
/// one has it open for longer than a second.
fn wait_until_unused(watch: &mut OpenWatch, target: &Path) -> bool {
    // Programs that only read it again and again do not stop the save for ever.
    const ATTEMPTS: u32 = 20;
    for _ in 0..ATTEMPTS {
        watch.was_used();
        if !wait_for_writers(target) {
            return false;
        }
        // Somebody may have opened it since that process was looked at.
        if !watch.was_used() {
            break;
        }
    }
    true
}

/// Replaces the old file where it cannot be exchanged. Nobody notices a change between
/// the comparison and the renaming.
fn replace_unless_changed(
    temporary: TemporaryFile,
    target: &Path,
    expected: &[u8],
) -> io::Result<Exchange> {
    if !has_content(target, expected).unwrap_or(false) {
        temporary.discard();
        return Ok(Exchange::Changed { recovered: None });
    }
    let renamed = fs::rename(temporary.path(), target);
    temporary.discard();
    renamed?;
    sync_folder(folder_of(target));
    Ok(Exchange::Done)
}

/// Puts what was displaced back in its place. Returns the temporary file with what was
/// there instead, or without content; or, if it cannot be put back, the visible name
/// that it gets.
fn put_back(temporary: TemporaryFile, target: &Path) -> Result<TemporaryFile, io::Result<PathBuf>> {
    const ATTEMPTS: u32 = 100;
    for _ in 0..ATTEMPTS {
        match exchange(temporary.path(), target) {
            Ok(()) => return Ok(temporary),
            // Another program removed our version.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(_) => break,
        }
        match rename_new(temporary.path(), target) {
            Ok(()) => return Ok(temporary),
            // And then created the file again.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) => break,
        }
    }
    Err(temporary.keep())
}

/// Removes our version, which was in place for a moment. If a third program changed it
/// there, its version gets a visible name, which is returned.
fn remove_our_version(temporary: TemporaryFile, new: &[u8]) -> io::Result<Option<PathBuf>> {
    wait_for_writers(temporary.path());
    match has_content(temporary.path(), new) {
        Ok(true) => {
            temporary.discard();
            Ok(None)
        }
        // It is gone.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            temporary.discard();
            Ok(None)
        }
        Ok(false) | Err(_) => temporary.keep().map(Some),
    }
}

/// Copies the attributes again if they changed since they were copied.
fn copy_late_changes(old: &OldFile, temporary: &TemporaryFile) {
    let is_changed = |displaced: &File| {
        displaced
            .metadata()
            .is_ok_and(|now| has_other_rights(&now, &old.metadata))
    };
    if let Ok(displaced) = File::open(temporary.path())
        && is_changed(&displaced)
    {
        // The warnings are those of the first time.
        let _ = copy_attributes(&displaced, temporary.file());
    }
}

#[cfg(unix)]
fn has_other_rights(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let rights = |metadata: &Metadata| (metadata.mode(), metadata.uid(), metadata.gid());
    rights(one) != rights(other)
}

/// Identifies a file, where the system can.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems cannot")]
fn file_number(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn file_number(_: &Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(not(unix))]
fn has_other_rights(one: &Metadata, other: &Metadata) -> bool {
    one.permissions() != other.permissions()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    struct Scene {
        folder: tempfile::TempDir,
        target: PathBuf,
    }

    impl Scene {
        /// A file with the content `old`.
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            // Without links, as for the caller.
            let target = folder.path().canonicalize().unwrap().join("a.json");
            fs::write(&target, "old").unwrap();
            Self { folder, target }
        }

        /// A temporary file with our version.
        fn temporary(&self) -> TemporaryFile {
            let temporary = TemporaryFile::create_in(folder_of(&self.target)).unwrap();
            temporary.file().write_all(b"ours").unwrap();
            temporary
        }

        /// A temporary file that was exchanged with the file.
        fn exchanged(&self) -> TemporaryFile {
            let mut temporary = self.temporary();
            temporary.begin_exchange(&self.target, 0, 0).unwrap();
            exchange(temporary.path(), &self.target).unwrap();
            temporary
        }

        fn contents(&self) -> Vec<(String, String)> {
            let mut contents: Vec<(String, String)> = fs::read_dir(self.folder.path())
                .unwrap()
                .map(|entry| {
                    let path = entry.unwrap().path();
                    let name = path.file_name().unwrap().to_string_lossy().into_owned();
                    (name, fs::read_to_string(path).unwrap())
                })
                .collect();
            contents.sort();
            contents
        }

        fn assert_contents(&self, expected: &[(&str, &str)]) {
            let contents = self.contents();
            let contents: Vec<(&str, &str)> = contents
                .iter()
                .map(|(name, content)| (name.as_str(), content.as_str()))
                .collect();
            assert_eq!(contents, expected);
        }
    }

    #[test]
    fn an_unchanged_file_is_exchanged() {
        let scene = Scene::new();
        let old = OldFile::open(&scene.target).unwrap();
        let outcome = exchange_with(scene.temporary(), &scene.target, old, b"ours", b"old");
        assert_eq!(outcome.unwrap(), Exchange::Done);
        scene.assert_contents(&[("a.json", "ours")]);
    }

    #[test]
    fn a_version_that_replaced_the_old_one_is_put_back() {
        let scene = Scene::new();
        let old = OldFile::open(&scene.target).unwrap();
        let new = scene.folder.path().join("new");
        fs::write(&new, "theirs").unwrap();
        fs::rename(new, &scene.target).unwrap();
        let outcome = exchange_with(scene.temporary(), &scene.target, old, b"ours", b"old");
        let changed = Exchange::Changed { recovered: None };
        assert_eq!(outcome.unwrap(), changed);
        scene.assert_contents(&[("a.json", "theirs")]);
    }

    #[test]
    fn a_removed_file_stays_removed() {
        let scene = Scene::new();
        let old = OldFile::open(&scene.target).unwrap();
        fs::remove_file(&scene.target).unwrap();
        let outcome = exchange_with(scene.temporary(), &scene.target, old, b"ours", b"old");
        let changed = Exchange::Changed { recovered: None };
        assert_eq!(outcome.unwrap(), changed);
        scene.assert_contents(&[]);
    }

    #[test]
    fn a_third_version_gets_a_visible_name() {
        let scene = Scene::new();
        let temporary = scene.exchanged();
        // A third program changes our version while it is in place.
        fs::write(&scene.target, "third").unwrap();
        let temporary = put_back(temporary, &scene.target).unwrap();
        let recovered = remove_our_version(temporary, b"ours").unwrap();
        let expected = scene.target.with_file_name("a-recovered-1.json");
        assert_eq!(recovered, Some(expected));
        scene.assert_contents(&[("a-recovered-1.json", "third"), ("a.json", "old")]);
    }

    #[test]
    fn the_old_version_is_put_back_where_ours_was_removed() {
        let scene = Scene::new();
        let temporary = scene.exchanged();
        fs::remove_file(&scene.target).unwrap();
        let temporary = put_back(temporary, &scene.target).unwrap();
        assert_eq!(remove_our_version(temporary, b"ours").unwrap(), None);
        scene.assert_contents(&[("a.json", "old")]);
    }

    #[test]
    fn without_an_exchange_the_file_is_compared_before_it_is_replaced() {
        let scene = Scene::new();
        let outcome = replace_unless_changed(scene.temporary(), &scene.target, b"other");
        let changed = Exchange::Changed { recovered: None };
        assert_eq!(outcome.unwrap(), changed);
        scene.assert_contents(&[("a.json", "old")]);
        let outcome = replace_unless_changed(scene.temporary(), &scene.target, b"old");
        assert_eq!(outcome.unwrap(), Exchange::Done);
        scene.assert_contents(&[("a.json", "ours")]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_that_writes_through_an_old_handle_is_noticed() {
        let scene = Scene::new();
        let mut old = OldFile::open(&scene.target).unwrap();
        assert!(old.is_unchanged(&scene.target, b"old"));
        let mut handle = File::options().append(true).open(&scene.target).unwrap();
        assert!(!old.is_unchanged(&scene.target, b"old"), "it was opened");
        assert!(old.is_unchanged(&scene.target, b"old"));
        let moved = scene.folder.path().join("moved");
        fs::rename(&scene.target, &moved).unwrap();
        assert!(old.is_unchanged(&moved, b"old"));
        handle.write_all(b"er").unwrap();
        assert!(!old.is_unchanged(&moved, b"old"), "it was written");
        drop(handle);
        assert!(!old.is_unchanged(&moved, b"old"), "it is longer");
    }
}
