//! Time on the processor.

/// A moment from which on it is measured how long this thread runs. Other work
/// on the machine does not count, as it does on a clock.
pub struct Busy {
    begun: f64,
}

impl Busy {
    pub fn now() -> Self {
        Self {
            begun: milliseconds(),
        }
    }

    /// Milliseconds that this thread has run since; those that have gone by
    /// where the system does not tell.
    pub fn milliseconds(&self) -> f64 {
        milliseconds() - self.begun
    }
}

#[cfg(unix)]
#[expect(
    clippy::cast_precision_loss,
    reason = "a benchmark runs for minutes, to the microsecond"
)]
fn milliseconds() -> f64 {
    let told = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    told.tv_sec as f64 * 1e3 + told.tv_nsec as f64 / 1e6
}

#[cfg(not(unix))]
fn milliseconds() -> f64 {
    static BEGUN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    let begun = BEGUN.get_or_init(std::time::Instant::now);
    begun.elapsed().as_secs_f64() * 1e3
}
