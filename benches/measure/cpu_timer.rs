//! CPU time.

/// A stopwatch for the CPU time of this thread. Unlike a clock, it does not count
/// other work on the machine.
pub struct CpuTimer {
    start: f64,
}

impl CpuTimer {
    pub fn now() -> Self {
        Self {
            start: milliseconds(),
        }
    }

    /// The CPU time of this thread since then in milliseconds; the wall-clock time if
    /// the system does not report it.
    pub fn milliseconds(&self) -> f64 {
        milliseconds() - self.start
    }
}

#[cfg(unix)]
#[expect(
    clippy::cast_precision_loss,
    reason = "a benchmark runs for minutes, to the microsecond"
)]
fn milliseconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

#[cfg(not(unix))]
fn milliseconds() -> f64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(std::time::Instant::now);
    start.elapsed().as_secs_f64() * 1e3
}
