//! The documents of a search, each read once, a few at a time.

use std::collections::{HashMap, HashSet};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use annals_documents::{Structure, Worker};

use super::read::read_document;
use crate::model::{Digest, Extractor};
use crate::storage::FileError;
use annals_anchor::SearchableText;

/// The most documents that are read at once: each may take as much memory as
/// one may take.
const MOST_AT_ONCE: usize = 4;

/// A document that was read.
pub(super) struct Loaded {
    pub(super) path: PathBuf,
    pub(super) digest: Digest,
    pub(super) text: Arc<SearchableText>,
    pub(super) structure: Arc<Structure>,
    pub(super) extractor: Extractor,
}

/// A path, and the encoding that was told.
pub(super) type Wanted = (PathBuf, Option<String>);

/// What came of reading a document. One that was refused is not tried again:
/// that may have taken all the time there is.
pub(super) type Outcome = Result<Arc<Loaded>, FileError>;

/// Documents that were read.
#[derive(Default)]
pub(super) struct Shelf {
    read: HashMap<Wanted, Outcome>,
}

impl Shelf {
    /// Reads documents that will be asked for, a few at a time.
    pub(super) fn fill(&mut self, wanted: impl IntoIterator<Item = Wanted>, worker: &Worker) {
        let wanted: HashSet<Wanted> = wanted.into_iter().collect();
        let wanted: Vec<Wanted> = wanted.into_iter().collect();
        let processors = thread::available_parallelism().map_or(1, NonZero::get);
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            let (tell, told) = mpsc::channel();
            for _ in 0..processors.min(MOST_AT_ONCE).min(wanted.len()) {
                let tell = tell.clone();
                scope.spawn(|| {
                    let tell = tell;
                    while let Some(one) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if tell.send((one.clone(), load(one, worker))).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(tell);
            self.read.extend(told);
        });
    }

    /// A document, read now if it was not yet.
    pub(super) fn take(&mut self, wanted: Wanted, worker: &Worker) -> Outcome {
        let read = self.read.entry(wanted);
        let read = read.or_insert_with_key(|wanted| load(wanted, worker));
        read.clone()
    }
}

fn load((path, told): &Wanted, worker: &Worker) -> Outcome {
    let (digest, plain) = read_document(path, worker, told.as_deref())?;
    Ok(Arc::new(Loaded {
        path: Path::to_owned(path),
        digest,
        text: Arc::new(SearchableText::new(plain.text)),
        structure: Arc::new(plain.structure),
        extractor: plain.extractor,
    }))
}
