//! Time on the processor.

use std::time::Instant;

/// A moment from which on it is measured how long this thread runs. Other work
/// on the machine does not count, as it does on a clock.
pub struct Busy {
    begun: Instant,
    nanoseconds: Option<f64>,
}

impl Busy {
    pub fn now() -> Self {
        Self {
            begun: Instant::now(),
            nanoseconds: nanoseconds(),
        }
    }

    /// Milliseconds that this thread has run since; those that have gone by
    /// where the system does not tell.
    pub fn milliseconds(&self) -> f64 {
        match self.nanoseconds.zip(nanoseconds()) {
            Some((before, after)) => (after - before) / 1e6,
            None => self.begun.elapsed().as_secs_f64() * 1e3,
        }
    }
}

fn nanoseconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok()
}
