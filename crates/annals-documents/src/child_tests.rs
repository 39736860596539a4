//! Children that misbehave under the limits and in the thread of a real parser.
//! The child is this test program, started again. Nothing is simulated: memory
//! runs out, the stack overflows, the processor time is used up.

#![cfg(unix)]

use std::hint::black_box;
use std::io::Write as _;
use std::process::{Command, ExitCode};
use std::time::Duration;

use crate::child::serve_with;
use crate::error::ExtractError;
use crate::format::DocumentFormat;
use crate::structure::{DocumentStructure, ExtractedText, Extractor};
use crate::worker::{Limits, run};

/// The environment variable with the child's behaviour.
const BEHAVIOUR: &str = "ANNALS_TEST_CHILD";

/// The child's processor time.
const CPU_TIME: Duration = Duration::from_secs(1);

/// The child. Without the environment variable it does nothing.
#[test]
#[ignore = "the child of the tests below"]
fn misbehaving_child() {
    let Ok(behaviour) = std::env::var(BEHAVIOUR) else {
        return;
    };
    let arguments = [DocumentFormat::Pdf.name().to_owned()];
    let code = serve_with(arguments, CPU_TIME, move |_, bytes, _| {
        misbehave(&behaviour, &bytes);
        Ok(response(&bytes))
    });
    std::process::exit(i32::from(code != ExitCode::SUCCESS));
}

fn misbehave(behaviour: &str, bytes: &[u8]) {
    match behaviour {
        "panics" => panic!("as a parser does"),
        "aborts" => std::process::abort(),
        "recurses" => drop(black_box(recurse(usize::MAX))),
        "allocates at once" => drop(black_box(vec![1_u8; 2 << 30])),
        "allocates repeatedly" => {
            let mut blocks = Vec::new();
            loop {
                blocks.push(black_box(vec![0_u8; 1 << 20]));
            }
        }
        "loops" => loop {
            black_box(());
        },
        "sleeps" => std::thread::sleep(Duration::from_mins(10)),
        "floods stdout" => while std::io::stdout().write_all(&[b'x'; 4096]).is_ok() {},
        "floods stderr" => while std::io::stderr().write_all(&[b'x'; 4096]).is_ok() {},
        "writes a file" => {
            let path = String::from_utf8(bytes.to_vec()).unwrap();
            std::fs::write(path, "content").unwrap();
        }
        _ => {}
    }
}

fn response(bytes: &[u8]) -> ExtractedText {
    ExtractedText {
        text: format!("{} bytes", bytes.len()),
        structure: DocumentStructure::default(),
        extractor: Extractor {
            name: "n".to_owned(),
            version: "v".to_owned(),
        },
    }
}

/// Recurses to a depth; each level uses stack until it returns.
fn recurse(depth: usize) -> usize {
    let frame = black_box([depth; 64]);
    if depth == 0 {
        return 0;
    }
    recurse(depth - 1) + black_box(&frame)[depth % 64]
}

/// The output of the child.
fn output(behaviour: &str, input: &[u8], wall_time: Duration) -> Result<String, ExtractError> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "child_tests::misbehaving_child"])
        .args(["--ignored", "--nocapture"])
        .env(BEHAVIOUR, behaviour);
    let limits = Limits {
        wall_time,
        output_bytes: 1 << 20,
    };
    run(command, input, limits)
        .map(|output| String::from_utf8(output).unwrap())
        .map_err(|failure| failure.into_error(DocumentFormat::Pdf))
}

/// Longer than any child here that ends by itself.
const LONG: Duration = Duration::from_mins(1);

#[test]
fn the_response_of_a_child_is_returned() {
    let output = output("behaves", &vec![b'x'; 1 << 20], LONG).unwrap();
    assert!(output.contains(r#""text":"1048576 bytes""#), "{output}");
}

#[test]
fn endless_error_output_does_not_block_the_response() {
    let output = output("floods stderr", b"", LONG).unwrap();
    assert!(output.contains(r#""text":"0 bytes""#), "{output}");
}

#[test]
fn the_error_of_a_misbehaving_child_names_the_cause() {
    for (behaviour, cause) in [
        ("panics", "crashed"),
        ("aborts", "crashed"),
        ("recurses", "nested too deeply"),
        ("allocates at once", "more than 1024 MiB of memory"),
        ("allocates repeatedly", "more than 1024 MiB of memory"),
        ("loops", "longer than 20 seconds"),
        ("floods stdout", "64 MiB of text"),
    ] {
        let error = output(behaviour, b"", LONG).unwrap_err();
        assert!(error.to_string().contains(cause), "{behaviour}: {error}");
        assert!(error.hint().is_some(), "{behaviour}: {error}");
    }
}

#[test]
fn a_sleeping_child_is_killed_when_its_time_is_over() {
    let error = output("sleeps", b"", Duration::from_millis(500)).unwrap_err();
    assert!(error.to_string().contains("longer than"), "{error}");
}

#[test]
fn a_child_cannot_write_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let input = path.to_str().unwrap().as_bytes();
    let error = output("writes a file", input, LONG).unwrap_err();
    assert!(error.to_string().contains("crashed"), "{error}");
    assert!(std::fs::read(&path).unwrap_or_default().is_empty());
}
