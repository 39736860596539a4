//! A child that misbehaves in every way there is: each is an end that can be
//! told, and the parent lives on. The children are small shell scripts; those
//! that hold real parsers are in `tests/documents`.

#![cfg(unix)]

use std::process::Command;
use std::time::Duration;

use super::format::Format;
use super::worker::{End, Limits, run};

/// Runs a script as the last process of its shell, so that killing it kills
/// all there is.
fn ran(script: &str, input: &[u8]) -> Result<Vec<u8>, End> {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    let limits = Limits {
        time: Duration::from_millis(1500),
        output: 1000,
    };
    run(command, input, limits)
}

fn message(end: End) -> String {
    end.refusal(Format::Pdf).message
}

#[test]
fn what_a_child_writes_comes_back() {
    assert_eq!(ran("exec cat", b"words").unwrap(), b"words");
    // More than a pipe holds goes in, and nobody waits for the other.
    let much = vec![b'x'; 1 << 20];
    assert_eq!(ran("exec head -c 5", &much).unwrap(), b"xxxxx");
    assert_eq!(ran("exec true", &much).unwrap(), b"");
}

#[test]
fn a_child_that_never_ends_is_ended() {
    for script in [
        "exec sleep 600",
        "while :; do :; done",
        // Says all it has to say, and stays.
        "exec >&- 2>&-; exec sleep 600",
        "echo words; exec sleep 600",
    ] {
        let end = ran(script, b"").unwrap_err();
        assert!(matches!(end, End::TooLong(_)), "{script}: {end:?}");
        assert!(message(end).contains("longer than 1.5 seconds"));
    }
}

#[test]
fn a_child_that_says_too_much_is_ended() {
    for script in ["exec cat /dev/zero", "exec head -c 1001 /dev/zero"] {
        let end = ran(script, b"").unwrap_err();
        assert!(matches!(end, End::TooMuch), "{script}: {end:?}");
        assert!(message(end).contains("64 MiB of text"));
    }
    assert_eq!(ran("exec head -c 1000 /dev/zero", b"").unwrap().len(), 1000);
}

#[test]
fn a_childs_death_is_told_by_its_cause() {
    for (script, cause) in [
        ("kill -SEGV $$", "broke the reader"),
        ("kill -KILL $$", "broke the reader"),
        ("kill -XCPU $$", "longer than 20 seconds"),
        ("echo 'thread panicked' >&2; exit 101", "broke the reader"),
        (
            "echo 'memory allocation of 9 bytes failed' >&2; kill -ABRT $$",
            "memory",
        ),
        (
            "echo 'thread has overflowed its stack' >&2; kill -ABRT $$",
            "nested too deeply",
        ),
        ("exec cat /dev/zero >&2", "broke the reader"),
    ] {
        let end = ran(script, b"").unwrap_err();
        assert!(matches!(end, End::Died(..)), "{script}: {end:?}");
        let message = message(end);
        assert!(message.contains(cause), "{script}: {message}");
    }
}

#[test]
fn a_program_that_is_not_there_is_told() {
    let command = Command::new("there-is-no-such-program");
    let limits = Limits {
        time: Duration::from_secs(1),
        output: 1,
    };
    let end = run(command, b"", limits).unwrap_err();
    assert!(message(end).contains("cannot be started"));
}
