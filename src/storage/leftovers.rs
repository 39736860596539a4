//! Temporary files that a killed run of the program left behind.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use super::temporary_file::keep_visible;

/// No save takes longer. A leftover of this age is removed wherever it comes from.
const MAX_AGE: Duration = Duration::from_hours(24);

/// The name of a temporary file: `.annals-MACHINE-PROCESS-NUMBER.part` while it is
/// written, `.annals-MACHINE-PROCESS-NUMBER-OLD-NEW.swap` while it is exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TemporaryName {
    /// A checksum of the machine's name and its space of process numbers: a process
    /// number means nothing elsewhere.
    machine: u32,
    process: u32,
    number: u32,
    stage: Stage,
}

/// What a temporary file may contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// A part of what is to be written.
    Writing,
    /// The new content, or what was in its place: the content with the checksum `old`,
    /// or what another program wrote meanwhile.
    Exchange {
        /// The CRC-32 of the content that was read.
        old: u32,
        /// The CRC-32 of the content to write.
        new: u32,
    },
}

impl TemporaryName {
    /// A name for this process.
    pub(super) fn new(number: u32) -> Self {
        Self {
            machine: this_machine(),
            process: std::process::id(),
            number,
            stage: Stage::Writing,
        }
    }

    /// The name of the same file while it is exchanged.
    pub(super) fn in_exchange(self, old: u32, new: u32) -> Self {
        Self {
            stage: Stage::Exchange { old, new },
            ..self
        }
    }
}

impl fmt::Display for TemporaryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            machine,
            process,
            number,
            stage,
        } = self;
        write!(f, ".annals-{machine:08x}-{process}-{number}")?;
        match stage {
            Stage::Writing => f.write_str(".part"),
            Stage::Exchange { old, new } => write!(f, "-{old:08x}-{new:08x}.swap"),
        }
    }
}

/// The name is not one of a temporary file.
pub(super) struct NotTemporary;

impl From<std::num::ParseIntError> for NotTemporary {
    fn from(_: std::num::ParseIntError) -> Self {
        Self
    }
}

impl FromStr for TemporaryName {
    type Err = NotTemporary;

    fn from_str(name: &str) -> Result<Self, NotTemporary> {
        let rest = name.strip_prefix(".annals-").ok_or(NotTemporary)?;
        let (numbers, suffix) = rest.split_once('.').ok_or(NotTemporary)?;
        let numbers: Vec<&str> = numbers.split('-').collect();
        let (machine, process, number, stage) = match (suffix, &*numbers) {
            ("part", [machine, process, number]) => (machine, process, number, Stage::Writing),
            ("swap", [machine, process, number, old, new]) => {
                let old = u32::from_str_radix(old, 16)?;
                let new = u32::from_str_radix(new, 16)?;
                (machine, process, number, Stage::Exchange { old, new })
            }
            _ => return Err(NotTemporary),
        };
        let parsed = Self {
            machine: u32::from_str_radix(machine, 16)?,
            process: process.parse()?,
            number: number.parse()?,
            stage,
        };
        // Only what this program writes, digit for digit.
        (parsed.to_string() == name)
            .then_some(parsed)
            .ok_or(NotTemporary)
    }
}

/// Removes what killed runs left in a folder, once for each folder and run of the
/// program: a folder may have very many files. Returns the new names of files that are
/// the only copy of what another program wrote.
pub(super) fn remove_leftovers_once(folder: &Path) -> Vec<PathBuf> {
    static VISITED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut visited = VISITED.lock().unwrap_or_else(PoisonError::into_inner);
    if !visited.insert(folder.to_owned()) {
        return Vec::new();
    }
    drop(visited);
    // A folder that cannot be listed may be written to all the same.
    remove_leftovers(folder).unwrap_or_default()
}

/// Does it every time.
fn remove_leftovers(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut recovered = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(Ok(name)) = name.to_str().map(str::parse::<TemporaryName>) else {
            continue;
        };
        let path = entry.path();
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        if !metadata.is_file() || !is_abandoned(&name, &metadata) {
            continue;
        }
        if is_expendable(&path, name.stage) {
            let _ = fs::remove_file(&path);
        } else if let Ok(visible) = keep_visible(&path, None) {
            recovered.push(visible);
        }
    }
    Ok(recovered)
}

/// Whether the process that wrote a temporary file has ended.
fn is_abandoned(name: &TemporaryName, metadata: &Metadata) -> bool {
    (name.machine == this_machine() && has_ended(name.process))
        || age(metadata).is_some_and(|age| age > MAX_AGE)
}

/// Whether a temporary file holds nothing that another program wrote.
fn is_expendable(path: &Path, stage: Stage) -> bool {
    match stage {
        Stage::Writing => true,
        Stage::Exchange { old, new } => {
            checksum_of_file(path).is_ok_and(|found| found == old || found == new)
        }
    }
}

/// The CRC-32 of a file.
fn checksum_of_file(path: &Path) -> io::Result<u32> {
    let mut file = File::open(path)?;
    let mut hasher = crc32fast::Hasher::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finalize()),
            length => hasher.update(&buffer[..length]),
        }
    }
}

/// The time since a file was last written, renamed or exchanged.
fn age(metadata: &Metadata) -> Option<Duration> {
    #[cfg(unix)]
    let changed = {
        use std::os::unix::fs::MetadataExt as _;
        let seconds = u64::try_from(metadata.ctime()).ok()?;
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))?
    };
    #[cfg(not(unix))]
    let changed = metadata.modified().ok()?;
    SystemTime::now().duration_since(changed).ok()
}

/// Whether there is no process with this number; false where the system cannot say.
fn has_ended(process: u32) -> bool {
    #[cfg(unix)]
    {
        let process = i32::try_from(process).ok();
        let process = process.and_then(rustix::process::Pid::from_raw);
        process.is_some_and(|process| {
            rustix::process::test_kill_process(process) == Err(rustix::io::Errno::SRCH)
        })
    }
    #[cfg(not(unix))]
    {
        let _ = process;
        false
    }
}

fn this_machine() -> u32 {
    static MACHINE: OnceLock<u32> = OnceLock::new();
    *MACHINE.get_or_init(|| {
        let mut hasher = crc32fast::Hasher::new();
        #[cfg(unix)]
        hasher.update(rustix::system::uname().nodename().to_bytes());
        // In a container, process numbers are its own.
        if let Ok(namespace) = fs::read_link("/proc/self/ns/pid") {
            hasher.update(namespace.as_os_str().as_encoded_bytes());
        }
        hasher.finalize()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_temporary_files_are_parsed() {
        let own = TemporaryName::new(7);
        let exchange = TemporaryName {
            stage: Stage::Exchange {
                old: 0xabc,
                new: u32::MAX,
            },
            ..own
        };
        for name in [own, exchange] {
            assert_eq!(name.to_string().parse::<TemporaryName>().ok(), Some(name));
        }
        for name in [
            "",
            ".annals",
            ".annals-1-2-3.part",
            ".annals-00000001-02-3.part",
            ".annals-00000001-2.part",
            ".annals-00000001-2-3.tmp",
            ".annals-00000001-2-3.swap",
            ".annals-00000001-2-3-00000004-00000005.part",
            ".annals-00000001-2-3-00000004-0000000G.swap",
            "annals-00000001-2-3.part",
            ".annals-00000001-2-3.part.json",
        ] {
            assert!(name.parse::<TemporaryName>().is_err(), "{name}");
        }
    }

    /// The number of a process that has ended.
    #[cfg(unix)]
    fn ended_process() -> u32 {
        let mut child = std::process::Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        child.id()
    }

    #[cfg(unix)]
    #[test]
    fn leftovers_of_ended_processes_are_removed_and_versions_of_others_kept() {
        let folder = tempfile::tempdir().unwrap();
        let own = TemporaryName::new(0);
        let ended = TemporaryName {
            process: ended_process(),
            ..own
        };
        let exchange = |number| TemporaryName {
            number,
            stage: Stage::Exchange {
                old: crc32fast::hash(b"old"),
                new: crc32fast::hash(b"new"),
            },
            ..ended
        };
        let elsewhere = TemporaryName {
            machine: !own.machine,
            ..ended
        };
        let cases = [
            (ended.to_string(), "half", false),
            (exchange(1).to_string(), "old", false),
            (exchange(2).to_string(), "new", false),
            (exchange(3).to_string(), "theirs", false),
            // Of a process that runs, and of one that may run on another machine.
            (own.to_string(), "half", true),
            (elsewhere.to_string(), "half", true),
            (".annals-notes.txt".to_owned(), "x", true),
            ("timeline.json".to_owned(), "{}", true),
        ];
        for (name, content, _) in &cases {
            fs::write(folder.path().join(name), content).unwrap();
        }
        fs::create_dir(folder.path().join(exchange(4).to_string())).unwrap();
        let visible = folder.path().join("annals-recovered-1");
        assert_eq!(
            remove_leftovers(folder.path()).unwrap(),
            std::slice::from_ref(&visible)
        );
        assert_eq!(fs::read(visible).unwrap(), b"theirs");
        for (name, _, stays) in &cases {
            assert_eq!(folder.path().join(name).exists(), *stays, "{name}");
        }
        assert_eq!(
            remove_leftovers(folder.path()).unwrap(),
            Vec::<PathBuf>::new()
        );
        assert!(remove_leftovers(&folder.path().join("none")).is_err());
    }
}
