//! Writes the journal of a timeline on a thread, so that no frame waits for the disk.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::language::Message;
use crate::model::Digest;
use crate::storage::FileError;
use crate::storage::journal::{BaseSource, Journal, JournalRecord};

/// The shortest time between two synchronisations with the disk. Records are in the
/// file before that, so the end of the process loses none of them.
const SYNC_INTERVAL: Duration = Duration::from_millis(200);

/// How long to wait before writing again after a failure, if there are no records.
const RETRY_INTERVAL: Duration = Duration::from_secs(3);

/// How long dropping a writer waits for the disk.
const MAX_WAIT: Duration = Duration::from_secs(3);

/// Whether unsaved changes would survive a crash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalStatus {
    /// The journal cannot be written. The work goes on in memory, and writing is
    /// tried again. Reported once until the journal is safe again.
    AtRisk(FileError),
    /// After a failure, everything is on disk again.
    Safe,
}

impl JournalStatus {
    /// The status in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::AtRisk(error) => error.message.clone(),
            Self::Safe => Message::new("journal-safe-again"),
        }
    }
}

/// A thread that writes the journal of one timeline.
///
/// Records are written as they come, and are on disk within a second: those that come
/// while the disk is busy are synchronised together. Dropping the writer waits until
/// all is on disk, for three seconds at most.
#[derive(Debug)]
pub struct JournalWriter {
    orders: Option<Sender<Order>>,
    sent: AtomicU64,
    durable: Arc<AtomicU64>,
    /// Disconnected when the thread has ended.
    ended: Receiver<()>,
}

#[derive(Debug)]
enum Order {
    Record(JournalRecord),
    SetBaseCopy(Digest, BaseSource),
    MoveTo(PathBuf, PathBuf),
    Flush(Sender<Result<(), FileError>>),
}

impl JournalWriter {
    /// Starts the thread. It calls `on_status` when writing fails for the first time,
    /// and when it succeeds again.
    pub fn start(journal: Journal, on_status: impl FnMut(JournalStatus) + Send + 'static) -> Self {
        let (orders, received) = channel();
        let (end, ended) = channel();
        let durable = Arc::new(AtomicU64::new(0));
        let thread = WriterThread {
            journal,
            on_status,
            durable: Arc::clone(&durable),
            taken: 0,
            synced_at: None,
            needs_sync: false,
            is_at_risk: false,
        };
        std::thread::spawn(move || {
            thread.run(&received);
            drop(end);
        });
        Self {
            orders: Some(orders),
            sent: AtomicU64::new(0),
            durable,
            ended,
        }
    }

    /// Adds a record.
    pub fn send(&self, record: JournalRecord) {
        self.sent.fetch_add(1, Ordering::Relaxed);
        self.order(Order::Record(record));
    }

    /// Gives the file that changes start from once a [`JournalRecord::Base`] has its
    /// digest. Send it before that record.
    pub fn set_base_copy(&self, digest: Digest, source: BaseSource) {
        self.order(Order::SetBaseCopy(digest, source));
    }

    /// Moves the journal to the folder of another path
    /// ([`JournalStore::for_file`](crate::storage::journal::JournalStore::for_file)),
    /// because the timeline was saved there. A failure is reported as a risk; the
    /// journal then goes on where it is.
    pub fn move_to(&self, folder: PathBuf, path: PathBuf) {
        self.order(Order::MoveTo(folder, path));
    }

    /// Waits until everything that was sent is on disk.
    ///
    /// # Errors
    ///
    /// Why it is not, or that it takes longer than the limit.
    pub fn flush(&self, limit: Duration) -> Result<(), FileError> {
        let (sender, answer) = channel();
        self.order(Order::Flush(sender));
        answer.recv_timeout(limit).unwrap_or_else(|error| {
            Err(FileError::new(
                Message::new("journal-failed").with("error", error.to_string()),
            ))
        })
    }

    /// The number of records that may not be on disk yet.
    #[must_use]
    pub fn outstanding(&self) -> u64 {
        let sent = self.sent.load(Ordering::Relaxed);
        sent.saturating_sub(self.durable.load(Ordering::Acquire))
    }

    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // The thread ends after its orders only.
            let _ = orders.send(order);
        }
    }
}

impl Drop for JournalWriter {
    fn drop(&mut self) {
        // The thread ends when the channel is disconnected.
        self.orders = None;
        let _ = self.ended.recv_timeout(MAX_WAIT);
    }
}

/// The state of the thread.
struct WriterThread<F> {
    journal: Journal,
    on_status: F,
    /// The number of records that are on disk.
    durable: Arc<AtomicU64>,
    /// The number of records that were received.
    taken: u64,
    synced_at: Option<Instant>,
    needs_sync: bool,
    is_at_risk: bool,
}

/// Orders that are carried out together.
#[derive(Default)]
struct Batch {
    records: Vec<JournalRecord>,
    /// Receive the outcome.
    flushes: Vec<Sender<Result<(), FileError>>>,
    /// Whether there are no more orders.
    is_last: bool,
}

impl<F: FnMut(JournalStatus)> WriterThread<F> {
    fn run(mut self, orders: &Receiver<Order>) {
        loop {
            let mut batch = Batch::default();
            let first = match self.pause() {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(pause) => orders.recv_timeout(pause),
            };
            match first {
                Ok(order) => self.take(order, &mut batch),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => batch.is_last = true,
            }
            for order in orders.try_iter() {
                self.take(order, &mut batch);
            }
            let must_sync = batch.is_last || !batch.flushes.is_empty();
            let outcome = self.write(batch.records, must_sync);
            for answer in batch.flushes {
                // The sender may have stopped waiting.
                let _ = answer.send(outcome.clone());
            }
            if batch.is_last {
                return;
            }
        }
    }

    /// How long to wait for orders; `None` if there is nothing else to do.
    fn pause(&self) -> Option<Duration> {
        if self.is_at_risk {
            return Some(RETRY_INTERVAL);
        }
        let since = self.synced_at.map_or(SYNC_INTERVAL, |at| at.elapsed());
        self.needs_sync.then(|| SYNC_INTERVAL.saturating_sub(since))
    }

    fn take(&mut self, order: Order, batch: &mut Batch) {
        match order {
            Order::Record(record) => {
                self.taken += 1;
                push_record(&mut batch.records, record);
            }
            Order::SetBaseCopy(digest, source) => self.journal.set_base_copy(digest, source),
            Order::MoveTo(folder, path) => {
                // The records before it belong to the old folder, in memory at least.
                let records = std::mem::take(&mut batch.records);
                let written = self.journal.write(records);
                let moved = self.journal.move_to(&folder, &path);
                self.needs_sync = true;
                self.report(moved.and(written).err());
            }
            Order::Flush(answer) => batch.flushes.push(answer),
        }
    }

    /// Writes records, and synchronises them with the disk if the last time is long
    /// ago.
    fn write(&mut self, records: Vec<JournalRecord>, must_sync: bool) -> Result<(), FileError> {
        self.needs_sync |= !records.is_empty();
        let mut outcome = self.journal.write(records);
        let is_due = self
            .synced_at
            .is_none_or(|at| at.elapsed() >= SYNC_INTERVAL);
        if outcome.is_ok() && self.needs_sync && (is_due || must_sync || self.is_at_risk) {
            outcome = self.journal.sync();
            self.synced_at = Some(Instant::now());
            if outcome.is_ok() {
                self.needs_sync = false;
                self.durable.store(self.taken, Ordering::Release);
            }
        }
        self.report(outcome.as_ref().err().cloned());
        outcome
    }

    /// Reports a failure, or the end of failures, once.
    fn report(&mut self, error: Option<FileError>) {
        match error {
            Some(error) if !self.is_at_risk => {
                self.is_at_risk = true;
                (self.on_status)(JournalStatus::AtRisk(error));
            }
            None if self.is_at_risk && !self.needs_sync => {
                self.is_at_risk = false;
                (self.on_status)(JournalStatus::Safe);
            }
            _ => {}
        }
    }
}

/// Adds a record, in place of the last one if that has no effect of its own: while the
/// disk is busy, a word that is typed is one record.
fn push_record(records: &mut Vec<JournalRecord>, record: JournalRecord) {
    match (records.last_mut(), record) {
        (
            Some(JournalRecord::Step(last) | JournalRecord::Amend(last)),
            JournalRecord::Amend(step),
        ) => *last = step,
        (Some(JournalRecord::Form(last)), JournalRecord::Form(form)) if last.key == form.key => {
            *last = form;
        }
        (_, record) => records.push(record),
    }
}

#[cfg(test)]
mod tests;
