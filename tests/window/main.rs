//! Journeys through the whole window without a display: what a person does,
//! and what the window then shows.

#![expect(clippy::expect_used, clippy::panic, reason = "a failing test panics")]
#![allow(
    clippy::redundant_closure_for_method_calls,
    reason = "the method is not general enough in its lifetimes"
)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels are few"
)]

mod commands;
mod editing;
mod evidence;
mod export_dialog;
mod forms;
mod french;
mod harness;
mod journeys;
#[path = "../naughty/strings.rs"]
mod naughty;
mod pictures;
mod reader;
mod renderer;
mod search;
mod several_events;
