//! The parts that the searches share: arguments, random numbers and caught panics.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// The duration of the search and the seed, from the arguments `[SECONDS] [SEED]`.
/// Panics are silent from now on: a search prints those that it finds.
pub fn start() -> (Duration, u64) {
    let mut arguments = std::env::args().skip(1);
    let mut number = |default| {
        arguments
            .next()
            .and_then(|text| text.parse().ok())
            .unwrap_or(default)
    };
    std::panic::set_hook(Box::new(|_| {}));
    (Duration::from_secs(number(10)), number(2019).max(1))
}

/// The outcome of a check, or the message of its panic.
pub fn outcome(check: impl FnOnce() -> String) -> Result<String, String> {
    catch_unwind(AssertUnwindSafe(check)).map_err(|panic| {
        panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("it panicked")
            .to_owned()
    })
}

/// The exit code of a search: 1 if it found something.
pub fn exit_code(findings: u64) -> std::process::ExitCode {
    if findings == 0 {
        std::process::ExitCode::SUCCESS
    } else {
        std::process::ExitCode::FAILURE
    }
}

/// A xorshift64* generator: short, and the same on every machine.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number from 0 on below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// One of the items of a list.
    pub fn choose<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}
