//! Every way in which a child can end gives the right failure. The children are
//! small shell scripts; tests with real parsers are in `tests/`.

#![cfg(unix)]

use std::process::Command;
use std::time::Duration;

use crate::format::DocumentFormat;
use crate::worker::{ChildFailure, Limits, run};

/// Runs a script. Its last command replaces the shell, so that killing the child
/// kills everything.
fn run_script(script: &str, input: &[u8]) -> Result<Vec<u8>, ChildFailure> {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    let limits = Limits {
        wall_time: Duration::from_millis(1500),
        output_bytes: 1000,
    };
    run(command, input, limits)
}

fn message(failure: ChildFailure) -> String {
    failure.into_error(DocumentFormat::Pdf).to_string()
}

#[test]
fn the_output_of_a_child_is_returned() {
    assert_eq!(run_script("exec cat", b"words").unwrap(), b"words");
    // The input exceeds the capacity of a pipe.
    let much = vec![b'x'; 1 << 20];
    assert_eq!(run_script("exec head -c 5", &much).unwrap(), b"xxxxx");
    assert_eq!(run_script("exec true", &much).unwrap(), b"");
}

#[test]
fn a_child_that_never_ends_is_killed() {
    for script in [
        "exec sleep 600",
        "while :; do :; done",
        // Closes its output and stays.
        "exec >&- 2>&-; exec sleep 600",
        "echo words; exec sleep 600",
    ] {
        let failure = run_script(script, b"").unwrap_err();
        assert!(
            matches!(failure, ChildFailure::TimedOut(_)),
            "{script}: {failure:?}"
        );
        assert!(message(failure).contains("longer than 1.5 seconds"));
    }
}

#[test]
fn a_child_with_too_much_output_is_killed() {
    for script in ["exec cat /dev/zero", "exec head -c 1001 /dev/zero"] {
        let failure = run_script(script, b"").unwrap_err();
        assert!(
            matches!(failure, ChildFailure::OutputTooLong),
            "{script}: {failure:?}"
        );
        assert!(message(failure).contains("64 MiB of text"));
    }
    assert_eq!(
        run_script("exec head -c 1000 /dev/zero", b"")
            .unwrap()
            .len(),
        1000
    );
}

#[test]
fn the_error_of_a_crash_names_the_cause() {
    for (script, cause) in [
        ("kill -SEGV $$", "crashed"),
        ("kill -KILL $$", "crashed"),
        ("kill -XCPU $$", "longer than 20 seconds"),
        ("echo 'thread panicked' >&2; exit 101", "crashed"),
        (
            "echo 'memory allocation of 9 bytes failed' >&2; kill -ABRT $$",
            "memory",
        ),
        (
            "echo 'thread has overflowed its stack' >&2; kill -ABRT $$",
            "nested too deeply",
        ),
        ("exec cat /dev/zero >&2", "crashed"),
    ] {
        let failure = run_script(script, b"").unwrap_err();
        assert!(
            matches!(failure, ChildFailure::Crashed { .. }),
            "{script}: {failure:?}"
        );
        let message = message(failure);
        assert!(message.contains(cause), "{script}: {message}");
    }
}

#[test]
fn a_missing_program_is_an_error() {
    let command = Command::new("there-is-no-such-program");
    let limits = Limits {
        wall_time: Duration::from_secs(1),
        output_bytes: 1,
    };
    let failure = run(command, b"", limits).unwrap_err();
    assert!(message(failure).contains("cannot be started"));
}
