//! Runs subcommands in the process of a test.

#![allow(dead_code, unused_imports, reason = "each test uses a part of it")]

mod sandbox;

use annals::cli::{Invocation, Subcommand, parse_from, run};
use annals_documents::Worker;
use serde_json::Value;

pub use sandbox::Sandbox;

/// The exit code and the output of a subcommand.
#[derive(Debug, PartialEq, Eq)]
pub struct SubcommandOutput {
    pub code: u8,
    pub out: String,
    pub err: String,
}

impl SubcommandOutput {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

/// The program itself, as the worker that reads documents.
pub fn worker() -> Worker {
    Worker {
        program: env!("CARGO_BIN_EXE_annals").into(),
    }
}

/// Parses the arguments after the name of the program.
pub fn subcommand(arguments: &[&str]) -> Subcommand {
    match parse_from(["annals"].iter().chain(arguments)) {
        Ok(Invocation::Subcommand(subcommand)) => subcommand,
        other => panic!("{arguments:?}: {other:?}"),
    }
}

/// Runs a subcommand that writes text.
pub fn run_subcommand(arguments: &[&str]) -> SubcommandOutput {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&subcommand(arguments), &worker(), &mut out, &mut err).code();
    SubcommandOutput {
        code,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}
