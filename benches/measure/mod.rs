//! Measuring for benches: CPU time, resident memory, and `serde_json` for comparison.

#![allow(dead_code, unused_imports, reason = "each bench uses some of it")]

pub mod owned;

mod cpu_timer;
mod memory;

pub use cpu_timer::CpuTimer;
pub use memory::resident;
