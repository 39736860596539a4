//! Writes a generated chronology as a timeline file.
//!
//! `cargo bench --bench generate -- N OUT` writes N events to OUT. The same N and
//! environment variable `SEED` give the same bytes. Memory does not grow with N.

#![allow(
    missing_docs,
    clippy::print_stderr,
    clippy::pedantic,
    reason = "a bench prints"
)]

#[allow(dead_code, reason = "shared with the benches that measure")]
mod generated;

use std::fs::File;
use std::io::BufWriter;
use std::process::ExitCode;

use generated::Chronology;

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let [events, out] = arguments.as_slice() else {
        eprintln!("usage: cargo bench --bench generate -- N OUT");
        return ExitCode::from(2);
    };
    let Ok(events) = events.parse() else {
        eprintln!("{events:?} is not a number of events");
        return ExitCode::from(2);
    };
    let seed = std::env::var("SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let chronology = Chronology::new(events, seed.unwrap_or(1));
    let written = File::create(out)
        .and_then(|file| chronology.write(BufWriter::with_capacity(1 << 20, file)));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{out}: {error}");
            ExitCode::FAILURE
        }
    }
}
