//! Keeps runs of the program from writing in one folder at the same time.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// Locks a folder against saves by other runs of the program, until the returned file is
/// dropped. Another program may have locked the folder for long, and some
/// systems cannot lock folders: then it is done without.
pub(super) fn lock_folder(folder: &Path) -> Option<File> {
    const PAUSE: Duration = Duration::from_millis(5);
    const ATTEMPTS: u32 = 600;
    let file = File::open(folder).ok()?;
    for _ in 0..ATTEMPTS {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}
