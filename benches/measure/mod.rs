//! What benches measure with: time on the processor and resident memory.
//!
//! Rule of the room: nothing here knows what is measured.

#![allow(dead_code, reason = "each bench uses some of it")]

pub mod owned;

mod busy;
mod memory;

pub use busy::Busy;
pub use memory::resident;
