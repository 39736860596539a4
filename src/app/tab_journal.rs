//! The journal of the timeline in one tab: recovers work of an earlier run, and
//! records the edits of this one.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{SystemTime, UNIX_EPOCH};

use super::effects::Responder;
use super::journal_writer::{JournalStatus, JournalWriter};
use crate::language::Message;
use crate::model::{Change, Digest};
use crate::session::{EditAction, FileVersion, JournalUpdate, Origin, RecoveredWork};
use crate::storage::journal::{
    BaseSource, Journal, JournalBase, JournalLock, JournalRecord, JournalStore, ReplayError,
};
use crate::storage::{self};

/// What the journal of a timeline has when the timeline is opened.
#[expect(clippy::large_enum_variant, reason = "there is one for each opening")]
pub(super) enum Recovery {
    /// Nothing, or it is known already.
    Nothing,
    /// Another window edits the timeline.
    EditedElsewhere(Message),
    /// Work of an earlier run, and the file that its changes begin from.
    Work(RecoveredWork, Option<FileVersion>),
}

/// The journal of one tab, which its workers share.
#[derive(Clone)]
pub(super) struct TabJournal(Arc<Mutex<State>>);

struct State {
    store: JournalStore,
    /// The folder for the journal of a new timeline.
    untitled: PathBuf,
    responder: Responder,
    /// The timeline that is open.
    origin: Option<Origin>,
    /// Its file, and the changes that lead to what is shown.
    base: Option<(FileVersion, Vec<Change>)>,
    /// Writes the journal, once there is one.
    writer: Option<JournalWriter>,
    /// The work of an earlier run, until the session has it.
    recovered: Option<(RecoveredWork, Option<FileVersion>)>,
}

impl TabJournal {
    pub(super) fn new(store: JournalStore, responder: Responder) -> Self {
        Self(Arc::new(Mutex::new(State {
            untitled: store.new_untitled(),
            store,
            responder,
            origin: None,
            base: None,
            writer: None,
            recovered: None,
        })))
    }

    /// Looks for work of an earlier run when a timeline is read.
    pub(super) fn recover(&self, origin: &Origin) -> Recovery {
        self.with(|state| state.recover(origin))
    }

    /// Records what happened.
    fn update(&self, update: JournalUpdate) {
        self.with(|state| state.update(update));
    }

    fn with<T>(&self, action: impl FnOnce(&mut State) -> T) -> T {
        action(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl State {
    fn recover(&mut self, origin: &Origin) -> Recovery {
        if self.origin.as_ref() != Some(origin) {
            self.origin = Some(origin.clone());
            self.base = None;
            self.writer = None;
            self.recovered = None;
        }
        if self.writer.is_some() {
            // Until the session has the work of the earlier run, it is given again: the
            // file may not be readable at first.
            return match &self.recovered {
                Some((work, base)) => Recovery::Work(work.clone(), base.clone()),
                None => Recovery::Nothing,
            };
        }
        let folder = self.folder(origin);
        if !JournalStore::has_journal(&folder) && !self.take_over_moved(origin, &folder) {
            return match JournalLock::holder(&folder) {
                Some(holder) => Recovery::EditedElsewhere(holder.message()),
                None => Recovery::Nothing,
            };
        }
        let journal = match Journal::open(&folder) {
            Ok(journal) => journal,
            Err(holder) => return Recovery::EditedElsewhere(holder.message()),
        };
        let state = journal.state().clone();
        let ended_early = journal.ended_early().map(ReplayError::message);
        let bytes = journal.base_copy();
        let base = state.base.as_ref().map(|base| FileVersion {
            digest: base.digest,
            bytes: bytes.map(Arc::from),
            is_built_in: false,
        });
        self.start(journal);
        if state.is_empty() && ended_early.is_none() {
            return Recovery::Nothing;
        }
        let work = RecoveredWork { state, ended_early };
        self.recovered = Some((work.clone(), base.clone()));
        Recovery::Work(work, base)
    }

    /// Takes over the journal of a file that was moved to this place.
    fn take_over_moved(&self, origin: &Origin, folder: &std::path::Path) -> bool {
        let Some(path) = origin.path() else {
            return false;
        };
        let digest = || Some(Digest::of(&storage::read_file(path).ok()?.0));
        let moved = self.store.find_moved(digest);
        let journal = moved.and_then(|moved| Journal::open(&moved).ok());
        journal.is_some_and(|mut journal| journal.move_to(folder, path).is_ok())
    }

    fn folder(&self, origin: &Origin) -> PathBuf {
        match origin {
            Origin::BuiltIn => self.store.built_in(),
            Origin::Untitled(Some(folder)) => folder.clone(),
            Origin::Untitled(None) => self.untitled.clone(),
            Origin::File(path) => self.store.for_file(path),
        }
    }

    fn start(&mut self, journal: Journal) {
        let responder = self.responder.clone();
        let writer = JournalWriter::start(journal, move |status| {
            let reason = match &status {
                JournalStatus::AtRisk(_) => Some(status.message()),
                JournalStatus::Safe => None,
            };
            responder.send(EditAction::AtRisk(reason));
        });
        self.writer = Some(writer);
    }

    fn update(&mut self, update: JournalUpdate) {
        match update {
            JournalUpdate::Base(file, pending) => {
                self.recovered = None;
                self.base = Some((file, pending));
                self.send_base();
            }
            JournalUpdate::MovedTo(path) => {
                if let Some(writer) = &self.writer {
                    writer.move_to(self.store.for_file(&path), path.clone());
                }
                self.origin = Some(Origin::File(path));
            }
            JournalUpdate::Record(JournalRecord::Discard) if self.writer.is_none() => {}
            JournalUpdate::Record(record) => {
                if self.writer.is_none() && !self.begin() {
                    return;
                }
                if let Some(writer) = &self.writer {
                    writer.send(record);
                }
            }
        }
    }

    /// Begins a journal with the first edit. Returns false if another window edits the
    /// timeline.
    fn begin(&mut self) -> bool {
        let Some(origin) = self.origin.clone() else {
            return false;
        };
        match Journal::open(&self.folder(&origin)) {
            Ok(journal) => {
                self.start(journal);
                self.send_base();
                true
            }
            Err(holder) => {
                self.responder.send(EditAction::Locked(holder.message()));
                false
            }
        }
    }

    /// Records the file and the changes that it lacks.
    fn send_base(&self) {
        let (Some(writer), Some((file, pending))) = (&self.writer, &self.base) else {
            return;
        };
        let path = self.origin.as_ref().and_then(Origin::path);
        let source = match (&file.bytes, path) {
            (Some(bytes), _) => Some(BaseSource::Bytes(Arc::clone(bytes))),
            (None, path) => path.map(|path| BaseSource::File(path.to_path_buf())),
        };
        if let Some(source) = source {
            writer.set_base_copy(file.digest, source);
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        writer.send(JournalRecord::Base {
            base: JournalBase {
                digest: file.digest,
                path: path.and_then(|path| std::path::absolute(path).ok()),
                at: now.map_or(0, |now| now.as_secs()),
            },
            pending: pending.clone(),
        });
    }
}

enum QueuedUpdate {
    Update(JournalUpdate),
    /// Answers once everything before it is recorded.
    Barrier(Sender<()>),
}

/// Records what happens on a thread of its own, in order, so that the window never
/// waits for the disk. Dropping it waits until everything is recorded.
pub(super) struct JournalQueue {
    updates: Option<Sender<QueuedUpdate>>,
    thread: Option<JoinHandle<()>>,
}

impl JournalQueue {
    pub(super) fn new(journal: TabJournal) -> Self {
        let (updates, received) = channel();
        let thread = std::thread::spawn(move || {
            for update in received {
                match update {
                    QueuedUpdate::Update(update) => journal.update(update),
                    // Nobody may wait any more.
                    QueuedUpdate::Barrier(done) => drop(done.send(())),
                }
            }
            // Waits for the disk.
            journal.with(|state| state.writer = None);
        });
        Self {
            updates: Some(updates),
            thread: Some(thread),
        }
    }

    pub(super) fn send(&self, update: JournalUpdate) {
        if let Some(updates) = &self.updates {
            // The thread ends after the last update only.
            let _ = updates.send(QueuedUpdate::Update(update));
        }
    }

    /// Receives once everything that was sent before is recorded.
    pub(super) fn barrier(&self) -> Receiver<()> {
        let (done, barrier) = channel();
        if let Some(updates) = &self.updates {
            let _ = updates.send(QueuedUpdate::Barrier(done));
        }
        barrier
    }
}

impl Drop for JournalQueue {
    fn drop(&mut self) {
        self.updates = None;
        if let Some(thread) = self.thread.take() {
            // A panic there has nothing to add.
            let _ = thread.join();
        }
    }
}
