//! A child that misbehaves under the very limits and in the very thread that
//! parsers have: this test program, run once more as that child. Nothing is
//! feigned: memory runs out, the stack overflows, the processor's time is up.

#![cfg(unix)]

use std::hint::black_box;
use std::io::Write as _;
use std::process::{Command, ExitCode};
use std::time::Duration;

use super::child::serve_with;
use super::format::Format;
use super::structure::{PlainText, Structure};
use super::worker::{Limits, run};
use crate::model::Extractor;
use crate::storage::FileError;

/// Tells the child how to misbehave.
const WAY: &str = "ANNALS_TEST_CHILD";

/// What the child may use of the processor.
const BUSY: Duration = Duration::from_secs(1);

/// The child. Run with the other ignored tests it does nothing.
#[test]
#[ignore = "the child of the tests below"]
fn the_child() {
    let Ok(way) = std::env::var(WAY) else { return };
    let arguments = [Format::Pdf.name().to_owned()];
    let code = serve_with(arguments, BUSY, move |_, bytes, _| {
        misbehave(&way, &bytes);
        Ok(told(&bytes))
    });
    std::process::exit(i32::from(code != ExitCode::SUCCESS));
}

fn misbehave(way: &str, bytes: &[u8]) {
    match way {
        "panics" => panic!("as a parser does"),
        "aborts" => std::process::abort(),
        "nests" => drop(black_box(nest(usize::MAX))),
        "asks for much" => drop(black_box(vec![1_u8; 2 << 30])),
        "asks for ever more" => {
            let mut held = Vec::new();
            loop {
                held.push(black_box(vec![0_u8; 1 << 20]));
            }
        }
        "is busy" => loop {
            black_box(());
        },
        "waits" => std::thread::sleep(Duration::from_mins(10)),
        "talks" => while std::io::stdout().write_all(&[b'x'; 4096]).is_ok() {},
        "complains" => while std::io::stderr().write_all(&[b'x'; 4096]).is_ok() {},
        "writes" => {
            let path = String::from_utf8(bytes.to_vec()).unwrap();
            std::fs::write(path, "it is written").unwrap();
        }
        _ => {}
    }
}

fn told(bytes: &[u8]) -> PlainText {
    PlainText {
        text: format!("{} bytes", bytes.len()),
        structure: Structure::default(),
        extractor: Extractor {
            name: "n".to_owned(),
            version: "v".to_owned(),
        },
    }
}

/// Goes down as far as it is told, and needs its stack until it is back.
fn nest(depth: usize) -> usize {
    let held = black_box([depth; 64]);
    if depth == 0 {
        return 0;
    }
    nest(depth - 1) + black_box(&held)[depth % 64]
}

/// What the child writes, or why it wrote nothing.
fn said(way: &str, input: &[u8], time: Duration) -> Result<String, FileError> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "documents::misbehaving_tests::the_child"])
        .args(["--ignored", "--nocapture"])
        .env(WAY, way);
    let output = 1 << 20;
    let said = run(command, input, Limits { time, output });
    said.map(|said| String::from_utf8(said).unwrap())
        .map_err(|end| end.refusal(Format::Pdf))
}

/// Longer than anything here takes that ends by itself.
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn a_child_that_behaves_answers() {
    let said = said("behaves", &vec![b'x'; 1 << 20], PATIENCE).unwrap();
    assert!(said.contains(r#""text":"1048576 bytes""#), "{said}");
}

#[test]
fn a_child_that_complains_without_end_is_not_listened_to_without_end() {
    let said = said("complains", b"", PATIENCE).unwrap();
    assert!(said.contains(r#""text":"0 bytes""#), "{said}");
}

#[test]
fn however_a_child_misbehaves_the_refusal_tells_its_cause() {
    for (way, cause) in [
        ("panics", "broke the reader"),
        ("aborts", "broke the reader"),
        ("nests", "nested too deeply"),
        ("asks for much", "more than 1024 MiB of memory"),
        ("asks for ever more", "more than 1024 MiB of memory"),
        ("is busy", "longer than 20 seconds"),
        ("talks", "64 MiB of text"),
    ] {
        let refusal = said(way, b"", PATIENCE).unwrap_err();
        assert!(refusal.message.contains(cause), "{way}: {refusal}");
        assert!(refusal.hint.is_some(), "{way}: {refusal}");
    }
}

#[test]
fn a_child_that_waits_is_given_up_when_its_time_is_over() {
    let refusal = said("waits", b"", Duration::from_millis(500)).unwrap_err();
    assert!(refusal.message.contains("longer than"), "{refusal}");
}

#[test]
fn a_child_writes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let input = path.to_str().unwrap().as_bytes();
    let refusal = said("writes", input, PATIENCE).unwrap_err();
    assert!(refusal.message.contains("broke the reader"), "{refusal}");
    assert!(std::fs::read(&path).unwrap_or_default().is_empty());
}
