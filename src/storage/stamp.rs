//! Notices that a file changed, without reading it.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::SystemTime;

/// The metadata by which a change of a file is noticed without reading it.
///
/// On Unix this includes the inode change time, which no program can set. A change
/// that keeps the size and restores the modification time is noticed by it, unless
/// both fall into one tick of the file system's clock (some milliseconds).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    inode: Option<Inode>,
}

/// The parts of a [`Stamp`] that only Unix has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Inode {
    device: u64,
    /// Differs after the file was replaced by renaming.
    number: u64,
    /// The inode change time (`st_ctime`): seconds and nanoseconds.
    changed: (i64, i64),
}

impl Stamp {
    /// The stamp of a file as it is now; `None` if it cannot be read.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        fs::metadata(path)
            .ok()
            .map(|metadata| Self::from(&metadata))
    }

    /// The length of the file in bytes.
    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    /// The time of the last change of the content.
    pub(super) const fn modified(&self) -> Option<SystemTime> {
        self.modified
    }

    /// Device, inode and the two parts of its change time as bytes; empty if the
    /// system has none of them.
    pub(super) fn inode_bytes(&self) -> Vec<u8> {
        let Some(inode) = self.inode else {
            return Vec::new();
        };
        let (seconds, nanoseconds) = inode.changed;
        [
            inode.device.to_le_bytes(),
            inode.number.to_le_bytes(),
            seconds.to_le_bytes(),
            nanoseconds.to_le_bytes(),
        ]
        .concat()
    }
}

impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let inode = {
            use std::os::unix::fs::MetadataExt as _;
            Some(Inode {
                device: metadata.dev(),
                number: metadata.ino(),
                changed: (metadata.ctime(), metadata.ctime_nsec()),
            })
        };
        #[cfg(not(unix))]
        let inode = None;
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            inode,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_change_with_equal_size_and_time_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "one").unwrap();
        let before = Stamp::of(&path).unwrap();
        // The clock of the file system must tick.
        std::thread::sleep(std::time::Duration::from_millis(20));
        fs::write(&path, "two").unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(before.modified.unwrap()).unwrap();
        let after = Stamp::of(&path).unwrap();
        let (length, modified) = (before.length(), before.modified());
        assert_eq!((after.length(), after.modified()), (length, modified));
        assert_ne!(after, before);
        assert_eq!(Stamp::of(&path), Some(after));
        assert_eq!(Stamp::of(&folder.path().join("none")), None);
    }
}
