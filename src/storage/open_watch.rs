//! Notices that other programs use a file, on Linux.
//!
//! A program that opened a file before it was replaced writes into the replaced one. Two
//! sources together tell of such programs: the list of open files of every process of the
//! user (proc(5)), and reports of each opening and writing from some moment on
//! (inotify(7)).

use std::path::Path;
use std::time::{Duration, Instant};

/// Watches what other programs do to a file. Where the system cannot say it, they do
/// nothing.
#[derive(Debug)]
pub(super) struct OpenWatch {
    #[cfg(target_os = "linux")]
    events: Option<std::os::fd::OwnedFd>,
}

#[cfg(not(target_os = "linux"))]
impl OpenWatch {
    pub(super) fn on(_path: &Path) -> Self {
        Self {}
    }

    pub(super) fn was_used(&mut self) -> bool {
        false
    }
}

#[cfg(target_os = "linux")]
impl OpenWatch {
    /// Watches a file from now on, also after it was renamed.
    pub(super) fn on(path: &Path) -> Self {
        use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};
        let events = init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).and_then(|events| {
            add_watch(&events, path, WatchFlags::OPEN | WatchFlags::MODIFY).map(|_| events)
        });
        Self {
            events: events.ok(),
        }
    }

    /// Whether a program opened the file or wrote to it since the last call.
    pub(super) fn was_used(&mut self) -> bool {
        let Some(events) = &self.events else {
            return false;
        };
        let mut buffer = [std::mem::MaybeUninit::uninit(); 1024];
        let mut reader = rustix::fs::inotify::Reader::new(events, &mut buffer);
        let mut was_used = false;
        // Ends with an error once there are no more events.
        while reader.next().is_ok() {
            was_used = true;
        }
        was_used
    }
}

/// Waits until no program has a file open for writing, for a second at most. Returns
/// whether that is so.
///
/// Programs of other users are not seen, unless root asks. On other systems than Linux
/// none is seen.
pub(super) fn wait_for_writers(path: &Path) -> bool {
    const PAUSE: Duration = Duration::from_millis(2);
    const MAX_WAIT: Duration = Duration::from_secs(1);
    let started = Instant::now();
    while is_open_for_writing(path) {
        if started.elapsed() > MAX_WAIT {
            return false;
        }
        std::thread::sleep(PAUSE);
    }
    true
}

#[cfg(not(target_os = "linux"))]
fn is_open_for_writing(_path: &Path) -> bool {
    false
}

/// Whether a process has a file open for writing. `path` is absolute and without links.
#[cfg(target_os = "linux")]
fn is_open_for_writing(path: &Path) -> bool {
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return false;
    };
    processes.flatten().any(|process| {
        let name = process.file_name();
        let first = name.as_encoded_bytes().first();
        first.is_some_and(u8::is_ascii_digit) && has_open_for_writing(&process.path(), path)
    })
}

/// Whether one process, given by its folder in `/proc`, has a file open for writing.
#[cfg(target_os = "linux")]
fn has_open_for_writing(process: &Path, path: &Path) -> bool {
    // Those of other users cannot be listed.
    let Ok(handles) = std::fs::read_dir(process.join("fd")) else {
        return false;
    };
    handles.flatten().any(|handle| {
        let is_open = std::fs::read_link(handle.path()).is_ok_and(|opened| opened == path);
        is_open && {
            let info = process.join("fdinfo").join(handle.file_name());
            // It may be closed by now.
            std::fs::read_to_string(info).is_ok_and(|info| is_for_writing(&info))
        }
    })
}

/// Whether an open file is for writing. Its flags (open(2)) are an octal number, of which
/// the last two bits are 0 for reading only.
#[cfg(target_os = "linux")]
fn is_for_writing(info: &str) -> bool {
    let mut lines = info.lines();
    let flags = lines.find_map(|line| line.strip_prefix("flags:"));
    let flags = flags.and_then(|flags| u32::from_str_radix(flags.trim(), 8).ok());
    flags.is_some_and(|flags| flags & 0b11 != 0)
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Write as _;

    use super::*;

    #[test]
    fn opening_and_writing_are_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "one").unwrap();
        let mut before = File::options().append(true).open(&path).unwrap();
        let mut watch = OpenWatch::on(&path);
        assert!(!watch.was_used());
        before.write_all(b"two").unwrap();
        assert!(watch.was_used());
        assert!(!watch.was_used());
        drop(File::open(&path).unwrap());
        assert!(watch.was_used());
        // A renamed file is still watched.
        let moved = folder.path().join("b.json");
        fs::rename(&path, &moved).unwrap();
        assert!(!watch.was_used());
        fs::write(&moved, "three").unwrap();
        assert!(watch.was_used());
        // A file that is missing is not used.
        assert!(!OpenWatch::on(&path).was_used());
    }

    #[test]
    fn writers_are_waited_for_and_readers_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap().join("a.json");
        fs::write(&path, "one").unwrap();
        let _reader = File::open(&path).unwrap();
        assert!(wait_for_writers(&path));
        let writer = File::options().append(true).open(&path).unwrap();
        assert!(is_open_for_writing(&path));
        let closing = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            drop(writer);
        });
        assert!(wait_for_writers(&path));
        assert!(closing.is_finished() || closing.join().is_ok());
        assert!(!is_open_for_writing(&path));
        let _writer = File::create(&path).unwrap();
        assert!(!wait_for_writers(&path), "it stays open");
    }
}
