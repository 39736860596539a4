//! Exports of timelines, in every format.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "a test fails so, and tables of cases are long"
)]

mod annotations;
mod colophon;
mod desk;
mod golden;
mod limit;
mod naughty;
mod page;
mod records;
mod verb;
