//! The writer under load, after kills, and on a full disk.
//!
//! Some tests start this test program again as a child, which runs [`child`].

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use super::*;
use crate::model::Change;
use crate::storage::journal::{JournalBase, JournalState, JournalStep};

/// Names the folder of the journal to a child.
const FOLDER: &str = "ANNALS_TEST_JOURNAL_FOLDER";
/// Names the work of a child.
const WORK: &str = "ANNALS_TEST_JOURNAL_WORK";

fn base() -> JournalRecord {
    JournalRecord::Base {
        base: JournalBase {
            digest: Digest::of(b"file"),
            path: None,
            at: 0,
        },
        pending: Vec::new(),
    }
}

/// The step that leads from one number to the next, about as long as that of an event.
fn step(number: usize) -> Arc<JournalStep> {
    let set = |old: usize, new: usize| Change::SetField {
        field: "title".into(),
        old: Some(format!("\"{old:0250}\"").into()),
        new: Some(format!("\"{new:0250}\"").into()),
    };
    Arc::new(JournalStep {
        name: Message::new("count-event").with("count", number),
        change: set(number, number + 1),
        inverse: set(number + 1, number),
        typing: None,
        view: None,
    })
}

fn open(folder: &Path) -> Journal {
    Journal::open(folder).unwrap()
}

/// A writer, and what it reported.
fn writer(folder: &Path) -> (JournalWriter, Arc<Mutex<Vec<JournalStatus>>>) {
    let statuses = Arc::new(Mutex::new(Vec::new()));
    let reported = Arc::clone(&statuses);
    let writer = JournalWriter::start(open(folder), move |status| {
        reported.lock().unwrap().push(status);
    });
    (writer, statuses)
}

fn wait_until(what: &str, mut is_true: impl FnMut() -> bool) {
    let started = Instant::now();
    while !is_true() {
        assert!(started.elapsed() < Duration::from_mins(1), "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn assert_is_a_prefix(state: &JournalState) {
    for (number, change) in state.pending.iter().enumerate() {
        assert_eq!(*change, step(number).change);
    }
}

#[test]
fn dropping_the_writer_writes_everything() {
    let folder = tempfile::tempdir().unwrap();
    let (writer, statuses) = writer(folder.path());
    writer.set_base_copy(Digest::of(b"file"), BaseSource::Bytes(b"file"[..].into()));
    writer.send(base());
    for number in 0..2_000 {
        writer.send(JournalRecord::Step(step(number)));
    }
    drop(writer);
    let journal = open(folder.path());
    assert_eq!(journal.state().pending.len(), 2_000);
    assert_is_a_prefix(journal.state());
    assert_eq!(journal.base_copy().as_deref(), Some(&b"file"[..]));
    assert_eq!(*statuses.lock().unwrap(), []);
}

#[test]
fn a_record_is_on_disk_within_a_second() {
    let folder = tempfile::tempdir().unwrap();
    let (writer, _) = writer(folder.path());
    writer.send(base());
    let mut times = Vec::new();
    for number in 0..40 {
        let sent = Instant::now();
        writer.send(JournalRecord::Step(step(number)));
        wait_until("a record is written", || writer.outstanding() == 0);
        times.push(sent.elapsed());
        // At times right after a synchronisation, at times long after it.
        std::thread::sleep(Duration::from_millis(if number % 8 == 0 { 250 } else { 3 }));
    }
    times.sort();
    eprintln!(
        "on disk after {:?} (median), {:?} (maximum)",
        times[20], times[39]
    );
    // A busy disk may delay one of them.
    assert!(times[35] < Duration::from_secs(1), "{times:?}");
}

#[test]
fn flushing_waits_for_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let (writer, _) = writer(folder.path());
    writer.send(base());
    for number in 0..100 {
        writer.send(JournalRecord::Step(step(number)));
    }
    writer.flush(Duration::from_mins(1)).unwrap();
    assert_eq!(writer.outstanding(), 0);
    let text = std::fs::read(folder.path().join("journal")).unwrap();
    assert_eq!(crate::storage::journal::replay(&text[..]).0.done, 100);
}

#[test]
fn words_typed_while_the_disk_is_busy_are_one_record() {
    let mut records = Vec::new();
    let form = |key: &str, json: &str| {
        JournalRecord::Form(crate::storage::journal::JournalForm {
            key: key.into(),
            json: json.into(),
        })
    };
    let sent = [
        JournalRecord::Step(step(0)),
        JournalRecord::Amend(step(1)),
        JournalRecord::Amend(step(2)),
        JournalRecord::Undo(step(2)),
        JournalRecord::Amend(step(3)),
        JournalRecord::Amend(step(4)),
        form("a", "1"),
        form("a", "2"),
        form("b", "3"),
        form("a", "4"),
    ];
    for record in sent {
        push_record(&mut records, record);
    }
    let expected = [
        JournalRecord::Step(step(2)),
        JournalRecord::Undo(step(2)),
        JournalRecord::Amend(step(4)),
        form("a", "2"),
        form("b", "3"),
        form("a", "4"),
    ];
    assert_eq!(records, expected);
}

#[test]
fn a_failure_and_its_end_are_reported_once() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("journals/a");
    std::fs::write(parent.path().join("journals"), "in the way").unwrap();
    let (writer, statuses) = writer(&folder);
    writer.send(base());
    for number in 0..20 {
        writer.send(JournalRecord::Step(step(number)));
        assert!(writer.flush(Duration::from_mins(1)).is_err());
    }
    assert_eq!(writer.outstanding(), 21);
    assert!(matches!(
        &statuses.lock().unwrap()[..],
        [JournalStatus::AtRisk(_)]
    ));
    std::fs::remove_file(parent.path().join("journals")).unwrap();
    // It is tried again without another record, too.
    wait_until("everything is on disk", || writer.outstanding() == 0);
    wait_until("the end is reported", || {
        statuses.lock().unwrap().len() == 2
    });
    writer.send(JournalRecord::Step(step(20)));
    drop(writer);
    let statuses = statuses.lock().unwrap();
    assert!(matches!(
        &statuses[..],
        [JournalStatus::AtRisk(_), JournalStatus::Safe]
    ));
    let words = |status: &JournalStatus| status.message().text();
    assert!(words(&statuses[0]).contains("would be lost"));
    assert!(words(&statuses[1]).contains("safe"));
    let journal = open(&folder);
    assert_eq!(journal.state().pending.len(), 21);
    assert_is_a_prefix(journal.state());
}

#[test]
fn the_journal_moves_with_the_timeline() {
    let parent = tempfile::tempdir().unwrap();
    let (old, new) = (parent.path().join("old"), parent.path().join("new"));
    let (writer, statuses) = writer(&old);
    writer.send(base());
    writer.send(JournalRecord::Step(step(0)));
    writer.move_to(new.clone(), "/home/a/b.json".into());
    writer.send(JournalRecord::Step(step(1)));
    drop(writer);
    assert!(!old.exists());
    assert_eq!(open(&new).state().done, 2);
    assert_eq!(*statuses.lock().unwrap(), []);
}

/// Does the work that a test gave to this process.
#[test]
#[ignore = "the child of the tests below"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    match std::env::var(WORK).unwrap().as_str() {
        "edit" => edit_until_killed(folder),
        #[cfg(unix)]
        "fill" => fill_the_disk(folder),
        other => panic!("{other}"),
    }
}

/// A command that runs [`child`], after a prefix of other commands.
fn child_command(prefix: &[&str], folder: &Path, work: &str) -> Command {
    let program = std::env::current_exe().unwrap();
    let mut words = prefix
        .iter()
        .map(std::ffi::OsString::from)
        .collect::<Vec<_>>();
    words.push(program.into());
    words.extend(
        [
            "--ignored",
            "--exact",
            "app::journal_writer::tests::child",
            "--nocapture",
        ]
        .map(Into::into),
    );
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]);
    command.env(FOLDER, folder).env(WORK, work);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Says on standard output what was sent and what is on disk.
fn edit_until_killed(folder: &Path) {
    let (writer, _) = writer(folder);
    writer.set_base_copy(Digest::of(b"file"), BaseSource::Bytes(b"file"[..].into()));
    writer.send(base());
    let mut said = 0;
    for number in 0.. {
        writer.send(JournalRecord::Step(step(number)));
        let sent = number + 1;
        // The first record is the base.
        let durable = (sent + 1).saturating_sub(usize::try_from(writer.outstanding()).unwrap());
        let durable = durable.saturating_sub(1).max(said);
        said = durable;
        writeln!(std::io::stdout(), "\nnumbers {sent} {durable}").unwrap();
        std::thread::sleep(Duration::from_micros(400));
    }
}

/// Kills a child after some time. Checks that everything is there that the child said
/// was on disk, and everything that is older than a second. Returns how many records
/// there are.
fn kill_after(time: Duration) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let mut child = child_command(&[], folder.path(), "edit").spawn().unwrap();
    let output = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let lines = BufReader::new(output).lines().map_while(Result::ok);
        let mut numbers = Vec::new();
        for line in lines {
            if let Some(both) = line.strip_prefix("numbers ")
                && let Some((sent, durable)) = both.split_once(' ')
                // The last line may be cut.
                && let (Ok(sent), Ok(durable)) = (sent.parse::<usize>(), durable.parse::<usize>())
            {
                numbers.push((Instant::now(), sent, durable));
            }
        }
        numbers
    });
    wait_until("the child starts", || {
        folder.path().join("journal").exists()
    });
    std::thread::sleep(time);
    let killed = Instant::now();
    child.kill().unwrap();
    child.wait().unwrap();
    let mut numbers = reader.join().unwrap();
    // A number cut at its end is smaller, which asks for less.
    numbers.pop();
    let on_disk = numbers.iter().map(|(_, _, durable)| *durable).max();
    let old = numbers
        .iter()
        .filter(|(at, ..)| *at + Duration::from_secs(1) < killed)
        .map(|(_, sent, _)| *sent)
        .max();

    let journal = open(folder.path());
    assert_eq!(journal.ended_early(), None);
    assert_is_a_prefix(journal.state());
    let restored = journal.state().pending.len();
    assert!(
        restored >= on_disk.unwrap_or(0),
        "{restored} of {on_disk:?} that were on disk"
    );
    assert!(
        restored >= old.unwrap_or(0),
        "{restored} of {old:?} that were a second old"
    );
    restored
}

#[test]
fn a_killed_process_loses_nothing_that_was_on_disk() {
    let mut random: u32 = 2_026;
    let mut restored = 0;
    let started = Instant::now();
    let kills = 200;
    for _ in 0..kills {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        restored += kill_after(Duration::from_micros(u64::from(random >> 17)));
    }
    eprintln!(
        "{kills} kills, {restored} records restored, {:?}",
        started.elapsed()
    );
    assert!(
        restored > kills,
        "the children were killed before they worked"
    );
}

#[test]
fn a_killed_process_loses_nothing_older_than_a_second() {
    for tenths in [11, 13, 16] {
        let restored = kill_after(Duration::from_millis(tenths * 100));
        assert!(restored > 100, "{restored}");
    }
}

/// Edits until the limit of the process on the size of files is reached, raises the
/// limit, and edits on.
#[cfg(unix)]
fn fill_the_disk(folder: &Path) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let (writer, statuses) = writer(folder);
    writer.set_base_copy(Digest::of(b"file"), BaseSource::Bytes(b"file"[..].into()));
    writer.send(base());
    let mut sent = 0;
    while statuses.lock().unwrap().is_empty() {
        assert!(sent < 10_000, "the limit has no effect");
        writer.send(JournalRecord::Step(step(sent)));
        sent += 1;
        let _ = writer.flush(Duration::from_mins(1));
    }
    for _ in 0..20 {
        writer.send(JournalRecord::Step(step(sent)));
        sent += 1;
        assert!(writer.flush(Duration::from_mins(1)).is_err());
    }
    {
        let statuses = statuses.lock().unwrap();
        assert_eq!(statuses.len(), 1);
        let text = statuses[0].message().text();
        assert!(text.contains("disk is full"), "{text}");
    }
    // What is on disk now is a prefix.
    let text = std::fs::read(folder.join("journal")).unwrap();
    let (state, ended_early) = crate::storage::journal::replay(&text[..]);
    assert_eq!(ended_early, None);
    assert!(state.done > 0 && state.done < sent);

    let maximum = getrlimit(Resource::Fsize).maximum;
    let unlimited = Rlimit {
        current: maximum,
        maximum,
    };
    setrlimit(Resource::Fsize, unlimited).unwrap();
    writer.send(JournalRecord::Step(step(sent)));
    sent += 1;
    writer.flush(Duration::from_mins(1)).unwrap();
    assert_eq!(statuses.lock().unwrap()[1..], [JournalStatus::Safe]);
    drop(writer);
    let journal = open(folder);
    assert_eq!(journal.state().pending.len(), sent);
    assert_is_a_prefix(journal.state());
    writeln!(std::io::stdout(), "\nthe disk was filled").unwrap();
}

#[cfg(unix)]
#[test]
fn work_on_a_full_disk_goes_on_in_memory_until_there_is_space() {
    let folder = tempfile::tempdir().unwrap();
    // Without the trap, the signal would end the process.
    let limit = "trap '' XFSZ; ulimit -S -f 64 && exec \"$@\"";
    let output = child_command(&["sh", "-c", limit, "sh"], folder.path(), "fill")
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(words.contains("the disk was filled"), "{words}\n{errors}");
}
