//! The limits of a child process that extracts a document.

use std::time::Duration;

/// The processor time for one document: 20 seconds.
pub const MAX_CPU_TIME: Duration = Duration::from_secs(20);

/// The time by the clock for one document: one minute. It is longer than
/// [`MAX_CPU_TIME`], so that a busy machine refuses nothing that an idle one
/// accepts.
pub const MAX_WALL_TIME: Duration = Duration::from_mins(1);

/// The address space for one document, in bytes: 1 GiB. It has to hold the file
/// and its decompressed content.
pub const MAX_MEMORY_BYTES: u64 = 1 << 30;

/// The longest output of a child, in bytes: the text with its JSON escapes, and
/// its structure.
pub(crate) const MAX_OUTPUT_BYTES: usize = 192 << 20;

/// Limits this process for the rest of its life: its processor time (in whole
/// seconds), its address space (in bytes), no written files, no core dump.
///
/// Windows has no such limits, and macOS does not enforce the one on memory.
/// There the parent's limits on time and output remain.
pub(crate) fn limit_this_process(cpu_time: Duration, memory: u64) {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let at_most = |most: u64| Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        // A limit that cannot be set is one that the system does not have.
        #[cfg(not(any(target_os = "openbsd", target_os = "netbsd")))]
        let _ = setrlimit(Resource::As, at_most(memory));
        let _ = setrlimit(Resource::Data, at_most(memory));
        // The soft limit ends the process by SIGXCPU, which the parent
        // recognises. The hard limit, a second later, is a plain SIGKILL.
        let seconds = cpu_time.as_secs();
        let cpu = Rlimit {
            current: Some(seconds),
            maximum: Some(seconds + 1),
        };
        let _ = setrlimit(Resource::Cpu, cpu);
        let _ = setrlimit(Resource::Fsize, at_most(0));
        let _ = setrlimit(Resource::Core, at_most(0));
    }
    #[cfg(not(unix))]
    let _ = (cpu_time, memory);
}
