//! The journal on disk: crashes, faults of the disk, and strange files.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;

use super::sample_editor::{Editor, operations};
use super::tests::{START, base, base_record, title_step};
use super::*;
use crate::model::Digest;

pub(super) struct TestFolder {
    pub(super) folder: TempDir,
    pub(super) store: JournalStore,
}

impl TestFolder {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = JournalStore::at(&folder.path().join("state"));
        Self { folder, store }
    }

    /// A file with a timeline, and the folder of its journal.
    pub(super) fn timeline(&self, name: &str, text: &str) -> (PathBuf, PathBuf) {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        let folder = self.store.for_file(&path);
        (path, folder)
    }
}

pub(super) fn base_at(path: &Path, bytes: &[u8]) -> JournalRecord {
    JournalRecord::Base {
        base: JournalBase {
            path: Some(path.to_path_buf()),
            ..base(bytes)
        },
        pending: Vec::new(),
    }
}

/// Adds a file's base with its copy, and steps.
pub(super) fn edit(journal: &mut Journal, path: &Path, text: &str, steps: usize) {
    journal.set_base_copy(
        Digest::of(text.as_bytes()),
        BaseSource::Bytes(text.as_bytes().into()),
    );
    journal.append([base_at(path, text.as_bytes())]).unwrap();
    for number in 0..steps {
        let step = title_step(number, number + 1);
        journal.append([JournalRecord::Step(step)]).unwrap();
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn base_name(text: &str) -> String {
    format!("base-{}", &Digest::of(text.as_bytes()).to_string()[..16])
}

#[test]
fn a_journal_is_restored_with_the_copy_of_its_file() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    assert!(!JournalStore::has_journal(&folder));
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 3);
    let state = journal.state().clone();
    // A crash: nothing is dropped.
    std::mem::forget(journal);
    release_lock(&folder);

    assert!(JournalStore::has_journal(&folder));
    assert_eq!(
        names(&folder),
        [base_name(START), "journal".into(), "lock".into()]
    );
    let mut journal = Journal::open(&folder).unwrap();
    assert_eq!((journal.state(), journal.ended_early()), (&state, None));
    assert!(journal.last_written().is_some());
    assert_eq!(journal.base_copy().as_deref(), Some(START.as_bytes()));
    // The file changed meanwhile.
    assert!(!journal.state().starts_from(Digest::of(b"changed")));
    journal
        .append([JournalRecord::Step(title_step(3, 4))])
        .unwrap();
    drop(journal);
    let journal = Journal::open(&folder).unwrap();
    assert_eq!(
        (journal.state().done, journal.state().pending.len()),
        (4, 4)
    );
}

/// Makes the lock free, as the end of a process does. A forgotten journal has it
/// still, so its file is replaced.
fn release_lock(folder: &Path) {
    fs::remove_file(folder.join("lock")).unwrap();
    fs::write(folder.join("lock"), "").unwrap();
}

#[test]
fn saving_removes_the_copy_and_keeps_the_steps() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 2);
    journal.set_base_copy(Digest::of(b"saved"), BaseSource::Bytes(b"saved"[..].into()));
    journal.append([base_at(&path, b"saved")]).unwrap();
    assert_eq!(names(&folder), ["journal", "lock"]);
    assert_eq!((journal.state().done, journal.base_copy()), (2, None));
    // The next change copies the file again.
    journal
        .append([JournalRecord::Undo(title_step(1, 2))])
        .unwrap();
    assert_eq!(journal.base_copy().as_deref(), Some(&b"saved"[..]));
    assert_eq!(
        names(&folder),
        [base_name("saved"), "journal".into(), "lock".into()]
    );
}

#[test]
fn a_large_file_is_copied_only_as_it_was_read() {
    let test = TestFolder::new();
    for (text_now, has_copy) in [(START, true), ("another", false)] {
        let (path, folder) = test.timeline(text_now, text_now);
        let mut journal = Journal::open(&folder).unwrap();
        journal.set_base_copy(Digest::of(START.as_bytes()), BaseSource::File(path.clone()));
        let step = JournalRecord::Step(title_step(0, 1));
        journal
            .append([base_at(&path, START.as_bytes()), step])
            .unwrap();
        assert_eq!(journal.base_copy().is_some(), has_copy);
        assert!(!folder.join("base-new").exists());
    }
}

#[test]
fn a_damaged_copy_of_the_file_is_no_copy() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 1);
    fs::write(folder.join(base_name(START)), "something else").unwrap();
    assert_eq!(journal.base_copy(), None);
}

#[test]
fn a_journal_without_content_leaves_nothing() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    drop(Journal::open(&folder).unwrap());
    assert!(!folder.exists());
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 0);
    assert!(folder.join("journal").exists());
    drop(journal);
    assert!(!folder.exists());
}

#[test]
fn discarded_work_is_not_on_disk() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 0);
    let secret = JournalForm {
        key: "event".into(),
        json: "{\"title\": \"a secret\"}".into(),
    };
    let step = JournalRecord::Step(title_step(0, 1));
    journal.append([step, JournalRecord::Form(secret)]).unwrap();
    let text = |folder: &Path| fs::read_to_string(folder.join("journal")).unwrap();
    assert!(text(&folder).contains("a secret"));
    journal.append([JournalRecord::Discard]).unwrap();
    assert!(!text(&folder).contains("a secret"));
    assert!(journal.state().is_empty());
    assert_eq!(names(&folder), ["journal", "lock"]);
}

#[test]
fn an_incomplete_record_is_overwritten() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 2);
    drop(journal);
    let file = folder.join("journal");
    let mut bytes = fs::read(&file).unwrap();
    for cut in [1, 20, 60] {
        bytes.truncate(bytes.len() - cut);
        fs::write(&file, &bytes).unwrap();
        let mut journal = Journal::open(&folder).unwrap();
        assert_eq!((journal.state().done, journal.ended_early()), (1, None));
        journal
            .append([JournalRecord::Step(title_step(1, 2))])
            .unwrap();
        let state = journal.state().clone();
        drop(journal);
        let journal = Journal::open(&folder).unwrap();
        assert_eq!((journal.state(), journal.ended_early()), (&state, None));
        bytes = fs::read(&file).unwrap();
    }
}

#[test]
fn a_damaged_journal_is_kept_beside_the_new_one() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 3);
    drop(journal);
    let file = folder.join("journal");
    let text = fs::read_to_string(&file).unwrap();
    let damaged = text.replacen("count-event", "count-eveNt", 2);
    let damaged = damaged.replacen("count-eveNt", "count-event", 1);
    fs::write(&file, &damaged).unwrap();

    let mut journal = Journal::open(&folder).unwrap();
    assert_eq!(journal.ended_early(), Some(&ReplayError::Damaged(4)));
    assert!(
        journal
            .ended_early()
            .unwrap()
            .message()
            .text()
            .contains("Line 4")
    );
    assert_eq!(journal.state().done, 1);
    // Reading alone changes nothing.
    assert_eq!(fs::read_to_string(&file).unwrap(), damaged);
    journal
        .append([JournalRecord::Step(title_step(1, 2))])
        .unwrap();
    drop(journal);
    assert_eq!(
        fs::read_to_string(folder.join("journal.unread")).unwrap(),
        damaged
    );
    let mut journal = Journal::open(&folder).unwrap();
    assert_eq!((journal.state().done, journal.ended_early()), (2, None));
    // It stays when the rest is given up.
    journal.append([JournalRecord::Discard]).unwrap();
    drop(journal);
    assert_eq!(names(&folder), ["journal.unread"]);
}

#[test]
fn a_journal_deleted_or_replaced_meanwhile_is_written_anew() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 1);
    let file = folder.join("journal");
    let faults: [&dyn Fn(); 4] = [
        &|| fs::remove_file(&file).unwrap(),
        &|| {
            fs::remove_file(&file).unwrap();
            fs::write(&file, "another file").unwrap();
        },
        &|| fs::write(&file, "").unwrap(),
        &|| fs::remove_dir_all(&folder).unwrap(),
    ];
    for (number, fault) in (1..).zip(faults) {
        fault();
        journal
            .append([JournalRecord::Step(title_step(number, number + 1))])
            .unwrap();
        let (state, ended_early) = replay(&fs::read(&file).unwrap()[..]);
        assert_eq!((&state, ended_early), (journal.state(), None));
        assert_eq!(state.done, number + 1);
    }
}

#[test]
fn a_long_journal_is_compacted() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 0);
    let mut largest = 0;
    for number in 0..1_500 {
        let form = JournalForm {
            key: "event".into(),
            json: "x".repeat(5_000).into(),
        };
        let step = JournalRecord::Step(title_step(number, number + 1));
        journal.write([step, JournalRecord::Form(form)]).unwrap();
        largest = largest.max(fs::metadata(folder.join("journal")).unwrap().len());
    }
    journal.sync().unwrap();
    assert!(largest < 4 << 20, "{largest} bytes");
    let state = journal.state().clone();
    drop(journal);
    let journal = Journal::open(&folder).unwrap();
    assert_eq!((journal.state(), journal.ended_early()), (&state, None));
    assert_eq!((state.steps.len(), state.pending.len()), (MAX_STEPS, 1_500));
    assert!(!folder.join("journal.new").exists());
}

#[test]
fn one_process_or_tab_has_a_journal() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 1);
    let holder = Journal::open(&folder).unwrap_err();
    assert!(holder.is_this_process());
    assert!(holder.started.is_some() && holder.host.is_some());
    assert!(
        holder
            .message()
            .text()
            .contains(&format!("process {}", std::process::id()))
    );
    assert_eq!(JournalLock::holder(&folder), Some(holder));
    drop(journal);
    assert_eq!(JournalLock::holder(&folder), None);
    assert_eq!(Journal::open(&folder).unwrap().state().done, 1);
}

#[test]
fn the_content_of_a_lock_file_is_only_for_people() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lock");
    for content in ["", "{", "{\"pid\": -1}", &"x".repeat(100_000)] {
        fs::write(&file, content).unwrap();
        let locked = fs::File::options().write(true).open(&file).unwrap();
        locked.try_lock().unwrap();
        match JournalLock::acquire(folder.path()) {
            Err(LockError::HeldBy(holder)) => {
                assert_eq!(holder, LockHolder::default());
                assert!(holder.message().text().contains("another process"));
            }
            other => panic!("{other:?}"),
        }
        drop(locked);
        drop(JournalLock::acquire(folder.path()).unwrap());
    }
    let elsewhere = LockHolder {
        pid: Some(7),
        host: Some("elsewhere".into()),
        started: None,
    };
    assert!(
        elsewhere
            .message()
            .text()
            .contains("process 7 on elsewhere")
    );
    assert!(!elsewhere.is_this_process());
}

#[cfg(unix)]
#[test]
fn only_the_user_can_read_a_journal() {
    use std::os::unix::fs::PermissionsExt as _;
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 1);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for name in names(&folder) {
        assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
    }
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(folder.parent().unwrap()), 0o700);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_huge_files_are_not_read() {
    use std::os::unix::fs::symlink;
    let test = TestFolder::new();
    let outside = test.folder.path().join("outside");
    fs::write(&outside, "private").unwrap();
    let pipe = |path: &Path| {
        let made = std::process::Command::new("mkfifo").arg(path).status();
        assert!(made.unwrap().success());
    };
    let huge = |path: &Path| fs::File::create(path).unwrap().set_len(10 << 30).unwrap();
    let cases: [(&str, &dyn Fn(&Path), ReplayError); 5] = [
        (
            "link",
            &|path| symlink(&outside, path).unwrap(),
            ReplayError::NoFile,
        ),
        (
            "zero",
            &|path| symlink("/dev/zero", path).unwrap(),
            ReplayError::NoFile,
        ),
        ("pipe", &pipe, ReplayError::NoFile),
        (
            "folder",
            &|path| fs::create_dir(path).unwrap(),
            ReplayError::NoFile,
        ),
        ("huge", &huge, ReplayError::TooLarge),
    ];
    for (name, put, error) in cases {
        let (path, folder) = test.timeline(name, START);
        fs::create_dir_all(&folder).unwrap();
        put(&folder.join("journal"));
        put(&folder.join(base_name(START)));
        put(&folder.join("journal.new"));
        let mut journal = Journal::open(&folder).unwrap();
        assert_eq!(journal.ended_early(), Some(&error), "{name}");
        assert_eq!(journal.base_copy(), None, "{name}");
        journal.set_base_copy(
            Digest::of(START.as_bytes()),
            BaseSource::Bytes(START.as_bytes().into()),
        );
        let records = [
            base_at(&path, START.as_bytes()),
            JournalRecord::Step(title_step(0, 1)),
        ];
        let appended = journal.append(records);
        if name == "folder" {
            // It is not removed with what may be in it.
            assert!(appended.is_err());
            continue;
        }
        appended.unwrap();
        drop(journal);
        let journal = Journal::open(&folder).unwrap();
        assert_eq!(
            (journal.state().done, journal.ended_early()),
            (1, None),
            "{name}"
        );
        assert_eq!(
            journal.base_copy().as_deref(),
            Some(START.as_bytes()),
            "{name}"
        );
    }
    assert_eq!(fs::read_to_string(&outside).unwrap(), "private");

    // In place of the lock and of the folder.
    let (_, folder) = test.timeline("lock", START);
    fs::create_dir_all(&folder).unwrap();
    for put in [&pipe as &dyn Fn(&Path), &|path| {
        symlink(&outside, path).unwrap();
    }] {
        put(&folder.join("lock"));
        assert!(matches!(
            JournalLock::acquire(&folder),
            Err(LockError::Failed(_))
        ));
        assert_eq!(JournalLock::holder(&folder), None);
        fs::remove_file(folder.join("lock")).unwrap();
    }
    fs::remove_dir(&folder).unwrap();
    let elsewhere = test.folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, &folder).unwrap();
    let mut journal = Journal::open(&folder).unwrap();
    assert!(journal.append([base_record(b"abc")]).is_err());
    assert_eq!(names(&elsewhere), [""; 0]);
}

#[test]
fn a_folder_that_cannot_be_written_leaves_the_journal_in_memory() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    // A file is in the way, which stops root as well.
    let journals = folder.parent().unwrap();
    fs::create_dir_all(journals.parent().unwrap()).unwrap();
    fs::write(journals, "in the way").unwrap();
    let mut journal = Journal::open(&folder).unwrap();
    journal.set_base_copy(
        Digest::of(START.as_bytes()),
        BaseSource::Bytes(START.as_bytes().into()),
    );
    let failed = journal
        .append([base_at(&path, START.as_bytes())])
        .unwrap_err();
    assert!(failed.message.text().contains("would be lost"), "{failed}");
    assert!(failed.hint.is_some());
    for number in 0..3 {
        let step = JournalRecord::Step(title_step(number, number + 1));
        assert!(journal.append([step]).is_err());
    }
    assert_eq!(journal.state().done, 3);
    fs::remove_file(journals).unwrap();
    journal
        .append([JournalRecord::Step(title_step(3, 4))])
        .unwrap();
    let state = journal.state().clone();
    drop(journal);
    let journal = Journal::open(&folder).unwrap();
    assert_eq!(journal.state(), &state);
    assert_eq!((state.done, state.pending.len()), (4, 4));
    assert_eq!(journal.base_copy().as_deref(), Some(START.as_bytes()));
}

#[cfg(unix)]
#[test]
fn a_read_only_journal_is_read_and_goes_on_in_memory() {
    use std::os::unix::fs::PermissionsExt as _;
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 1);
    drop(journal);
    let set_mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    for name in names(&folder) {
        set_mode(&folder.join(name), 0o400);
    }
    set_mode(&folder, 0o500);
    if fs::File::create(folder.join("probe")).is_ok() {
        eprintln!("skipped: this user may write in read-only folders");
        set_mode(&folder, 0o700);
        return;
    }
    let mut journal = Journal::open(&folder).unwrap();
    assert_eq!((journal.state().done, journal.ended_early()), (1, None));
    assert_eq!(journal.base_copy().as_deref(), Some(START.as_bytes()));
    let step = JournalRecord::Step(title_step(1, 2));
    let failed = journal.append([step]).unwrap_err();
    assert!(failed.message.text().contains("may not write"), "{failed}");
    set_mode(&folder, 0o700);
    for name in names(&folder) {
        set_mode(&folder.join(name), 0o600);
    }
    journal.sync().unwrap();
    drop(journal);
    assert_eq!(Journal::open(&folder).unwrap().state().done, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_journal_on_disk_restores_the_editor(
        operations in operations(40),
        reopened_after in proptest::collection::vec(1_usize..9, 1..5),
    ) {
        let test = TestFolder::new();
        let folder = test.store.new_untitled();
        let mut editor = Editor::new();
        editor.run_all(operations);
        let mut journal = Journal::open(&folder).unwrap();
        let mut lengths = reopened_after.into_iter().cycle();
        let mut rest = &editor.records[..];
        // An empty journal is removed when it is closed, with its base.
        let base = |record: &JournalRecord| matches!(record, JournalRecord::Base { .. });
        let mut last_base = editor.records[0].clone();
        while !rest.is_empty() {
            let (batch, after) = rest.split_at(rest.len().min(lengths.next().unwrap()));
            rest = after;
            journal.append(batch.iter().cloned()).unwrap();
            last_base = batch.iter().rfind(|it| base(it)).cloned().unwrap_or(last_base);
            let state = journal.state().clone();
            drop(journal);
            journal = Journal::open(&folder).unwrap();
            if state.is_empty() {
                journal.append([last_base.clone()]).unwrap();
            }
            prop_assert_eq!(journal.ended_early(), None);
            prop_assert_eq!(journal.state(), &state);
        }
        editor.assert_restored_by(journal.state());
    }
}
