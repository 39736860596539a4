//! What a child process that reads a document may use.

use std::time::Duration;

/// How long reading one document may keep a processor busy.
pub const MAX_TIME: Duration = Duration::from_secs(20);

/// How long reading one document may take by the clock: more, so that a
/// machine with other work refuses nothing that a quiet one reads.
pub const MAX_WAIT: Duration = Duration::from_mins(1);

/// The most address space that reading one document may take, in bytes: 1 GiB.
/// A file is held in it, and what it unfolds into.
pub const MAX_MEMORY: u64 = 1 << 30;

/// The most that a child may write, in bytes: the text, with the escapes of
/// JSON in it, and its division.
pub(super) const MAX_OUTPUT: usize = 192 << 20;

/// Limits this process for the rest of its life: to so much time on the
/// processor (whole seconds) and so much address space (bytes), and to no files
/// written and no memory image left behind.
///
/// Where the system has no such limits (Windows), or does not keep them
/// (macOS keeps no limit on memory), the parent's limits on time and output
/// remain.
pub(super) fn limit_this_process(time: Duration, memory: u64) {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let at_most = |most: u64| Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        // A limit that cannot be set is one the system does not have.
        #[cfg(not(any(target_os = "openbsd", target_os = "netbsd")))]
        let _ = setrlimit(Resource::As, at_most(memory));
        let _ = setrlimit(Resource::Data, at_most(memory));
        // A second more until the end that cannot be told from other ends.
        let seconds = time.as_secs();
        let busy = Rlimit {
            current: Some(seconds),
            maximum: Some(seconds + 1),
        };
        let _ = setrlimit(Resource::Cpu, busy);
        let _ = setrlimit(Resource::Fsize, at_most(0));
        let _ = setrlimit(Resource::Core, at_most(0));
    }
    #[cfg(not(unix))]
    let _ = (time, memory);
}
