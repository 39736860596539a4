//! Files while they are written: other programs that change them meanwhile, other users
//! that look, and signals that end the program in the middle.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod common;

use std::fs::{self, File, Permissions};
use std::io::{Read as _, Seek as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use annals::storage::to_canonical_form;
use common::run_subcommand;

/// A timeline with these events, in a layout that is not canonical.
fn timeline(ids: &[String]) -> String {
    let event = |id: &String| {
        format!("{{\"id\":\"{id}\",\"title\":\"E\",\"lane\":\"a\",\"citations\":[]}}")
    };
    let events: Vec<String> = ids.iter().map(event).collect();
    format!(
        "{{\"annals\":1,\"lanes\":[{{\"id\":\"a\",\"name\":\"A\"}}],\"events\":[{}]}}",
        events.join(",")
    )
}

fn ids_in(bytes: &[u8]) -> Vec<String> {
    let value: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_default();
    let events = value["events"].as_array().cloned().unwrap_or_default();
    let id = |event: &serde_json::Value| event["id"].as_str().map(str::to_owned);
    events.iter().filter_map(id).collect()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
    let mut names: Vec<String> = entries
        .map(|entry| name(entry).into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// How another program writes a file.
#[derive(Debug, Clone, Copy)]
enum Editor {
    /// It empties the file and writes it again, as most do.
    Rewrites,
    /// It reads and writes through one handle, and empties nothing.
    Overwrites,
    /// It replaces the file by a new one.
    Replaces,
}

impl Editor {
    /// Adds one event, whatever else is in the file.
    fn add(self, path: &Path, id: &str) {
        let with = |bytes: &[u8]| {
            let mut ids = ids_in(bytes);
            ids.push(id.to_owned());
            timeline(&ids)
        };
        match self {
            Self::Rewrites => fs::write(path, with(&fs::read(path).unwrap())).unwrap(),
            Self::Overwrites => {
                let options = File::options().read(true).write(true).open(path);
                let mut file = options.unwrap();
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).unwrap();
                let text = with(&bytes);
                file.rewind().unwrap();
                file.write_all(text.as_bytes()).unwrap();
                file.set_len(text.len() as u64).unwrap();
            }
            Self::Replaces => {
                let new = path.with_extension("new");
                fs::write(&new, with(&fs::read(path).unwrap())).unwrap();
                fs::rename(new, path).unwrap();
            }
        }
    }
}

/// Edits a file while `fmt` formats it again and again. Returns how often `fmt` wrote,
/// and how many second versions it recovered.
fn edit_while_formatting(editor: Editor, edits: usize, seed: u64) -> (usize, usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("timeline.json");
    fs::write(&path, timeline(&[])).unwrap();
    let ended = AtomicBool::new(false);
    let formatted = std::thread::scope(|scope| {
        let formatter = scope.spawn(|| {
            let mut formatted = 0;
            while !ended.load(Ordering::Relaxed) {
                let before = fs::read(&path).unwrap();
                let code = run_subcommand(&["fmt", path.to_str().unwrap()]).code;
                formatted += usize::from(code == 0 && to_canonical_form(&before).is_ok());
                std::thread::sleep(Duration::from_millis(1));
            }
            formatted
        });
        let mut random = seed;
        for number in 0..edits {
            editor.add(&path, &format!("e{number}"));
            // Sometimes there is time to format the file before the next edit.
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            std::thread::sleep(Duration::from_micros((random >> 33) % 40_000));
        }
        ended.store(true, Ordering::Relaxed);
        formatter.join().unwrap()
    });
    let names = names_in(folder.path());
    let recovered: Vec<&String> = names.iter().filter(|it| it.contains("recovered")).collect();
    let mut found = ids_in(&fs::read(&path).unwrap());
    for name in &recovered {
        found.extend(ids_in(&fs::read(folder.path().join(name)).unwrap()));
    }
    for number in 0..edits {
        let id = format!("e{number}");
        assert!(found.contains(&id), "{editor:?}: {id} is lost, seed {seed}");
    }
    assert_eq!(names.len(), 1 + recovered.len(), "{names:?}");
    (formatted, recovered.len())
}

#[test]
fn no_edit_of_another_program_is_lost_while_fmt_writes() {
    const ROUNDS: u64 = 8;
    const EDITS: usize = 100;
    std::thread::scope(|scope| {
        for editor in [Editor::Rewrites, Editor::Overwrites, Editor::Replaces] {
            scope.spawn(move || {
                let (mut formatted, mut recovered) = (0, 0);
                for round in 0..ROUNDS {
                    let counts = edit_while_formatting(editor, EDITS, round);
                    formatted += counts.0;
                    recovered += counts.1;
                }
                eprintln!("{editor:?}: formatted {formatted} times, {recovered} second versions");
                assert!(formatted > 0, "{editor:?}: never formatted");
            });
        }
    });
}

#[test]
fn a_private_file_is_never_readable_by_others_while_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("timeline.json");
    let ids: Vec<String> = (0..2_000).map(|number| format!("e{number}")).collect();
    let text = timeline(&ids);
    fs::write(&path, &text).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    let ended = AtomicBool::new(false);
    let seen = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut seen = 0;
            while !ended.load(Ordering::Relaxed) {
                for entry in fs::read_dir(folder.path()).unwrap().flatten() {
                    let Ok(metadata) = entry.metadata() else {
                        continue;
                    };
                    seen += usize::from(entry.path() != path);
                    assert_eq!(metadata.mode() & 0o077, 0, "{:?}", entry.file_name());
                }
            }
            seen
        });
        for _ in 0..100 {
            assert_eq!(run_subcommand(&["fmt", path.to_str().unwrap()]).code, 0);
            // Written in place, so that the mode stays.
            fs::write(&path, &text).unwrap();
        }
        ended.store(true, Ordering::Relaxed);
        watcher.join().unwrap()
    });
    assert!(seen > 0, "no temporary file was seen");
}

fn annals(arguments: &[&Path]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(arguments);
    command
}

/// Starts `annals fmt`, sends it a signal after a while, and returns its output.
fn fmt_until(path: &Path, wait: Duration, signal: rustix::process::Signal) -> Output {
    let child = annals(&[Path::new("fmt"), path])
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(wait);
    let process = rustix::process::Pid::from_child(&child);
    // It may have ended.
    let _ = rustix::process::kill_process(process, signal);
    child.wait_with_output().unwrap()
}

/// Runs `fmt` on a large file and ends it at many moments. Calls `check` each time after
/// it has ended.
fn end_fmt(signal: rustix::process::Signal, check: impl Fn(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("timeline.json");
    let ids: Vec<String> = (0..8_000).map(|number| format!("e{number}")).collect();
    let old = timeline(&ids);
    let new = to_canonical_form(old.as_bytes()).unwrap();
    let started = std::time::Instant::now();
    fs::write(&path, &old).unwrap();
    assert!(
        annals(&[Path::new("fmt"), &path])
            .status()
            .unwrap()
            .success()
    );
    let whole = started.elapsed();
    let mut ended = 0;
    for number in 0..25 {
        fs::write(&path, &old).unwrap();
        // More often near the end, when it writes.
        let wait = whole.mul_f64(f64::from(number + 6) / 30.0);
        let output = fmt_until(&path, wait, signal);
        let content = fs::read_to_string(&path).unwrap();
        assert!(content == old || content == new, "half a file");
        match output.status.signal() {
            Some(by) => {
                assert_eq!(by, signal.as_raw());
                ended += 1;
            }
            None => assert!(content == new, "it ended by itself"),
        }
        check(folder.path());
    }
    assert!(ended > 0, "no run was ended");
    fs::write(&path, &old).unwrap();
    assert!(
        annals(&[Path::new("fmt"), &path])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(names_in(folder.path()), ["timeline.json"]);
}

#[test]
fn a_kill_leaves_the_old_or_the_new_version_and_the_next_run_tidies_up() {
    end_fmt(rustix::process::Signal::KILL, |_| {});
}

#[test]
fn a_signal_leaves_no_temporary_file() {
    use rustix::process::Signal;
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        end_fmt(signal, |folder| {
            assert_eq!(names_in(folder), ["timeline.json"], "{signal:?}");
        });
    }
}

/// A user that owns nothing.
const USER: u32 = 64_321;

/// A folder of [`USER`] with a copy of the program; `None`, said aloud, without root.
fn folder_of_user() -> Option<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir().unwrap();
    if let Err(error) = chown(folder.path(), Some(USER), Some(USER)) {
        eprintln!("skipped: without root there is no second user: {error}");
        return None;
    }
    let program = folder.path().join("annals");
    // A hard link is not possible between file systems.
    fs::copy(env!("CARGO_BIN_EXE_annals"), &program).unwrap();
    Some((folder, program))
}

fn fmt_as_user(program: &Path, path: &Path) -> Output {
    Command::new(program)
        .args([Path::new("fmt"), path])
        .uid(USER)
        .gid(USER)
        .output()
        .unwrap()
}

#[test]
fn a_file_that_its_user_may_not_write_is_refused() {
    let Some((folder, program)) = folder_of_user() else {
        return;
    };
    let path = folder.path().join("timeline.json");
    let text = timeline(&["a".to_owned()]);
    // The owner of the file, its mode, whether it may be written.
    for (owner, mode, may_write) in [
        (0, 0o644, false),
        (0, 0o666, true),
        (USER, 0o444, false),
        (USER, 0o644, true),
    ] {
        fs::write(&path, &text).unwrap();
        chown(&path, Some(owner), None).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let output = fmt_as_user(&program, &path);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_written = fs::read_to_string(&path).unwrap() != text;
        assert_eq!(is_written, may_write, "{owner} {mode:o}: {said}");
        assert_eq!(output.status.code(), Some(if may_write { 0 } else { 2 }));
        if !may_write {
            assert!(said.contains("permission") || said.contains("read-only"));
        }
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn what_cannot_be_kept_is_reported_and_nobody_gets_more_rights() {
    let Some((folder, program)) = folder_of_user() else {
        return;
    };
    let path = folder.path().join("timeline.json");
    // Owner, group, mode before and after, what is reported.
    for (owner, group, before, after, words) in [
        (USER, USER, 0o640, 0o640, &[][..]),
        (USER, 0, 0o640, 0o600, &["group"]),
        (USER, 0, 0o664, 0o644, &["group"]),
        (0, USER, 0o664, 0o664, &["owner"]),
        (0, 0, 0o666, 0o666, &["owner", "group"]),
    ] {
        fs::write(&path, timeline(&["a".to_owned()])).unwrap();
        chown(&path, Some(owner), Some(group)).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(before)).unwrap();
        let output = fmt_as_user(&program, &path);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        let mode = fs::metadata(&path).unwrap().mode() & 0o7777;
        assert_eq!(mode, after, "{owner}:{group} {before:o} became {mode:o}");
        assert_eq!(said.lines().count(), words.len(), "{said}");
        for word in words {
            assert!(said.contains(&format!("The {word} of the file")), "{said}");
        }
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn root_keeps_owner_and_group_of_anybody() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("timeline.json");
    fs::write(&path, timeline(&["a".to_owned()])).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    if let Err(error) = chown(&path, Some(USER), Some(USER)) {
        eprintln!("skipped: only root can give files away: {error}");
        return;
    }
    let output = run_subcommand(&["fmt", path.to_str().unwrap()]);
    assert_eq!((output.code, output.err.as_str()), (0, ""));
    let metadata = fs::metadata(&path).unwrap();
    assert_eq!((metadata.uid(), metadata.gid()), (USER, USER));
    assert_eq!(metadata.mode() & 0o7777, 0o640);
}
