//! What a child process that reads a document may use.

use std::time::Duration;

/// How long reading one document may take.
pub const MAX_TIME: Duration = Duration::from_secs(20);

/// The most address space that reading one document may take, in bytes: 1 GiB.
/// A file is held in it, and what it unfolds into.
pub const MAX_MEMORY: u64 = 1 << 30;

/// The most that a child may write, in bytes: the text, with the escapes of
/// JSON in it, and its division.
pub(super) const MAX_OUTPUT: usize = 192 << 20;

/// Limits this process to what reading one document may use: memory, time on
/// the processor, no files written, no memory image left behind. For the rest
/// of its life.
///
/// Where the system has no such limits (Windows), or does not keep them
/// (macOS keeps no limit on memory), the parent's limits on time and output
/// remain.
pub(super) fn limit_this_process() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let at_most = |most: u64| Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        // A limit that cannot be set is one the system does not have.
        #[cfg(not(any(target_os = "openbsd", target_os = "netbsd")))]
        let _ = setrlimit(Resource::As, at_most(MAX_MEMORY));
        let _ = setrlimit(Resource::Data, at_most(MAX_MEMORY));
        // A second more until the end that cannot be told from other ends.
        let seconds = MAX_TIME.as_secs();
        let busy = Rlimit {
            current: Some(seconds),
            maximum: Some(seconds + 1),
        };
        let _ = setrlimit(Resource::Cpu, busy);
        let _ = setrlimit(Resource::Fsize, at_most(0));
        let _ = setrlimit(Resource::Core, at_most(0));
    }
}
