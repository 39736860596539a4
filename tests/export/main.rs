//! Exports of timelines, in every format.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "a test fails by panicking, and tables of cases are long"
)]

mod annotations;
mod colophon;
mod command;
#[path = "../common/mod.rs"]
mod common;
mod golden;
mod hostile_text;
mod limit;
mod page;
mod records;
mod report;
mod town;
