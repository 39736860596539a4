//! A cache of documents across revisions of a timeline: each document is read
//! and extracted once, however often the timeline changes.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use super::document_file::read_bytes;
use super::parallel::process_in_parallel;
use crate::model::{Digest, Extractor};
use crate::storage::{FileError, Stamp};
use annals_anchor::{
    Anchor, PositionSelector, PositionTrust, QuoteSelector, SearchableText, anchor,
};
use annals_documents::{DocumentFormat, DocumentStructure, Worker};

/// The most documents that are extracted at the same time. Each can use as much
/// memory as the limits of the worker allow.
const MAX_PARALLEL: usize = 4;

/// A file that changed so recently may change again without another time stamp:
/// FAT counts in steps of two seconds.
const STAMP_RESOLUTION: Duration = Duration::from_secs(2);

/// A document that has been read.
#[derive(Debug)]
pub struct LoadedDocument {
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its text.
    pub text: Arc<SearchableText>,
    /// Its pages and headings.
    pub structure: Arc<DocumentStructure>,
    /// Library and version that extracted the text.
    pub extractor: Extractor,
    /// The anchors so far, keyed by digest of quotation, position and trust.
    anchors: Mutex<HashMap<Digest, Anchor>>,
}

impl LoadedDocument {
    /// [`anchor`]s a quotation in the document, once.
    pub fn anchor(
        &self,
        quote: &QuoteSelector,
        position: Option<PositionSelector>,
        trust: PositionTrust,
    ) -> Anchor {
        // A digest, because a clone of the quotation would keep the texts of its
        // revision in memory.
        let key = Digest::of(format!("{quote:?} {position:?} {trust:?}").as_bytes());
        if let Some(anchor) = lock(&self.anchors).get(&key) {
            return anchor.clone();
        }
        let anchor = anchor(&self.text, quote, position, trust);
        lock(&self.anchors).insert(key, anchor.clone());
        anchor
    }

    #[cfg(test)]
    pub(super) fn anchor_count(&self) -> usize {
        lock(&self.anchors).len()
    }
}

/// A document, or why it cannot be read.
pub type LoadResult = Result<Arc<LoadedDocument>, FileError>;

/// A path, and the encoding that the source specifies.
pub(super) type DocumentRequest = (PathBuf, Option<String>);

/// The documents of a running program, by content. Clones share them.
///
/// A file is read again only if its size, time stamp or identity has changed,
/// and its text is extracted again only if its bytes have changed. A document
/// that nothing uses any more is dropped when
/// [`find_copies`](super::find_copies) runs next.
///
/// ```
/// use annals::library::DocumentCache;
/// use annals_documents::Worker;
///
/// let path = std::env::temp_dir().join("annals-cache-example.txt");
/// std::fs::write(&path, "In 1958 they built a radio station.")?;
/// let documents = DocumentCache::new(Worker::this_program());
/// let first = documents.load(&path, None).unwrap();
/// let second = documents.load(&path, None).unwrap();
/// assert!(std::sync::Arc::ptr_eq(&first, &second));
/// assert_eq!(documents.extraction_count(), 1);
/// std::fs::remove_file(&path)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct DocumentCache {
    shared: Arc<CacheState>,
}

#[derive(Debug)]
struct CacheState {
    worker: Worker,
    files: Mutex<HashMap<PathBuf, KnownFile>>,
    documents: Mutex<HashMap<DocumentKey, Arc<OnceLock<LoadResult>>>>,
    reads: AtomicUsize,
    extractions: AtomicUsize,
}

/// State of a file when last read.
#[derive(Debug, Clone, Copy)]
struct KnownFile {
    stamp: Stamp,
    digest: Digest,
    format: DocumentFormat,
}

/// What determines the text of a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct DocumentKey {
    digest: Digest,
    format: DocumentFormat,
    encoding: Option<String>,
}

impl DocumentCache {
    /// An empty cache. The worker extracts the documents.
    #[must_use]
    pub fn new(worker: Worker) -> Self {
        Self {
            shared: Arc::new(CacheState {
                worker,
                files: Mutex::default(),
                documents: Mutex::default(),
                reads: AtomicUsize::new(0),
                extractions: AtomicUsize::new(0),
            }),
        }
    }

    /// A document. `encoding` is a label of the WHATWG Encoding Standard, for
    /// text, Markdown and HTML without a byte order mark.
    ///
    /// # Errors
    ///
    /// [`FileError`] where the file cannot be read, is larger than
    /// [`MAX_DOCUMENT_BYTES`](super::MAX_DOCUMENT_BYTES), has no known
    /// [`DocumentFormat`] or no text, or where the worker fails or takes too long. A
    /// failed extraction is not repeated before
    /// [`forget_failures`](Self::forget_failures).
    pub fn load(&self, path: &Path, encoding: Option<&str>) -> LoadResult {
        let key = |digest, format| DocumentKey {
            digest,
            format,
            encoding: encoding.map(str::to_owned),
        };
        if let Some(file) = self.unchanged_file(path) {
            let documents = lock(&self.shared.documents);
            let slot = documents.get(&key(file.digest, file.format));
            if let Some(result) = slot.and_then(|slot| slot.get()) {
                return result.clone();
            }
        }
        let (digest, format, bytes) = self.read(path)?;
        let slot = Arc::clone(
            lock(&self.shared.documents)
                .entry(key(digest, format))
                .or_default(),
        );
        // Outside the lock: other documents are loaded meanwhile.
        slot.get_or_init(|| self.extract(digest, format, bytes, encoding))
            .clone()
    }

    /// The digest of a document's bytes.
    pub(super) fn digest(&self, path: &Path) -> Result<Digest, FileError> {
        match self.unchanged_file(path) {
            Some(file) => Ok(file.digest),
            None => Ok(self.read(path)?.0),
        }
    }

    /// Loads documents in parallel.
    pub(super) fn load_all(
        &self,
        requests: impl IntoIterator<Item = DocumentRequest>,
    ) -> HashMap<DocumentRequest, LoadResult> {
        let requests: HashSet<DocumentRequest> = requests.into_iter().collect();
        let requests: Vec<DocumentRequest> = requests.into_iter().collect();
        let mut results = HashMap::new();
        let load = |request: &DocumentRequest| {
            let result = self.load(&request.0, request.1.as_deref());
            (request.clone(), result)
        };
        let _ = process_in_parallel(&requests, MAX_PARALLEL, load, |_, (request, result)| {
            results.insert(request, result);
            ControlFlow::Continue(())
        });
        results
    }

    /// Lets documents that could not be extracted be tried again: on a busy
    /// machine they may only have taken too long.
    pub fn forget_failures(&self) {
        lock(&self.shared.documents).retain(|_, slot| !matches!(slot.get(), Some(Err(_))));
    }

    /// Drops the documents that nothing uses any more.
    pub(super) fn drop_unused(&self) {
        lock(&self.shared.documents).retain(|_, slot| match slot.get() {
            Some(Ok(document)) => Arc::strong_count(document) > 1,
            Some(Err(_)) | None => true,
        });
    }

    /// How many files have been read.
    #[must_use]
    pub fn read_count(&self) -> usize {
        self.shared.reads.load(Ordering::Relaxed)
    }

    /// How many documents have been extracted.
    #[must_use]
    pub fn extraction_count(&self) -> usize {
        self.shared.extractions.load(Ordering::Relaxed)
    }

    /// The state of a file when last read, if it has not changed since.
    fn unchanged_file(&self, path: &Path) -> Option<KnownFile> {
        let known = lock(&self.shared.files).get(path).copied()?;
        (Stamp::of(path)? == known.stamp).then_some(known)
    }

    fn read(&self, path: &Path) -> Result<(Digest, DocumentFormat, Vec<u8>), FileError> {
        self.shared.reads.fetch_add(1, Ordering::Relaxed);
        let (format, bytes, stamp) = read_bytes(path)?;
        let digest = Digest::of(&bytes);
        let file = KnownFile {
            stamp,
            digest,
            format,
        };
        if is_settled(path) {
            lock(&self.shared.files).insert(path.to_owned(), file);
        }
        Ok((digest, format, bytes))
    }

    fn extract(
        &self,
        digest: Digest,
        format: DocumentFormat,
        bytes: Vec<u8>,
        encoding: Option<&str>,
    ) -> LoadResult {
        self.shared.extractions.fetch_add(1, Ordering::Relaxed);
        let extracted = self.shared.worker.extract(format, bytes, encoding)?;
        Ok(Arc::new(LoadedDocument {
            digest,
            text: Arc::new(SearchableText::new(extracted.text)),
            structure: Arc::new(extracted.structure),
            extractor: extracted.extractor,
            anchors: Mutex::default(),
        }))
    }
}

/// Whether every later change of a file gives it another time stamp.
fn is_settled(path: &Path) -> bool {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified());
    let age = modified.map(|modified| SystemTime::now().duration_since(modified));
    age.is_ok_and(|age| age.is_ok_and(|age| age > STAMP_RESOLUTION))
}

/// Locks, ignoring poisoning: every update is atomic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
