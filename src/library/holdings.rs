//! Holdings: the copies of a timeline's sources that are on this machine.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::loading::{Loaded, Shelf};
use super::read::read_bytes;
use crate::model::{Digest, Extractor, Index, Source, visible_id};
use crate::storage::{Code, FileError, LoadedTimeline, Problem};
use annals_anchor::{PositionTrust, SearchableText};
use annals_documents::{Structure, Worker};

/// The most entries that a folder of sources may have.
pub const MAX_FOLDER_ENTRIES: usize = 10_000;

/// By what a copy was recognised as a source's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatchedBy {
    /// Its digest is the recorded one: it is the copy that was quoted.
    Digest,
    /// Its file name, in a folder or among files that the user named.
    FileName,
    /// It stands where the timeline says.
    RecordedPath,
}

/// A copy of one source.
#[derive(Debug, Clone)]
pub struct Held {
    /// Its text, made to be searched.
    pub text: Arc<SearchableText>,
    /// How the text is divided.
    pub structure: Arc<Structure>,
    /// What made the text.
    pub extractor: Extractor,
    /// The digest of its bytes.
    pub digest: Digest,
    /// By what it was recognised.
    pub matched_by: MatchedBy,
    /// Where it lies.
    pub path: PathBuf,
    /// How far recorded positions count in it: they decide in the recorded
    /// copy, where its text was made by the recorded extractor, and nowhere
    /// else.
    pub trust: PositionTrust,
}

/// The copies at hand, by source.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    held: Vec<Option<Held>>,
    /// The folder of the timeline, without links.
    folder: Option<PathBuf>,
}

impl Holdings {
    /// The copy of a source, if there is one.
    #[must_use]
    pub fn of(&self, source: Index<Source>) -> Option<&Held> {
        self.held.get(source.position())?.as_ref()
    }

    /// The folder that the timeline's file lies in, as an absolute path without
    /// links; `None` where it was not to be found.
    #[must_use]
    pub fn timeline_folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// How many sources have a copy.
    #[must_use]
    pub fn count(&self) -> usize {
        self.held.iter().flatten().count()
    }
}

/// Where to look for copies.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// The timeline that names the sources.
    pub reading: &'a LoadedTimeline,
    /// The folder that the timeline's file lies in.
    pub timeline_folder: &'a Path,
    /// Folders that the user named. Their files count, their folders do not.
    pub sources_folders: &'a [PathBuf],
    /// Files that the user named.
    pub files: &'a [PathBuf],
    /// Who reads those that a parser may choke on.
    pub worker: &'a Worker,
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// The copies.
    pub holdings: Holdings,
    /// What is wrong with them, by source; without line and column (see
    /// [`locate`](crate::storage::locate_problems)).
    pub problems: Vec<Problem>,
    /// JSON Pointers of recorded paths that leave the timeline's folder and
    /// lead into the one that the user named: that they were refused is no
    /// problem any more.
    pub permitted: Vec<String>,
}

impl Gathered {
    /// The problems of a timeline and of its documents, taken together.
    #[must_use]
    pub fn with_problems_of(&self, reading: &LoadedTimeline) -> Vec<Problem> {
        let permitted: HashSet<&str> = self.permitted.iter().map(String::as_str).collect();
        let is_permitted = |problem: &Problem| {
            problem.code == Code::FileOutsideFolder.name()
                && permitted.contains(problem.path.as_str())
        };
        reading
            .problems
            .iter()
            .filter(|problem| !is_permitted(problem))
            .chain(&self.problems)
            .cloned()
            .collect()
    }
}

/// Looks for a copy of every source. What the recorded digest recognises comes
/// first, then what the user named and a file name recognises, then what
/// stands at the recorded path.
///
/// # Errors
///
/// [`FileError`] where a folder that the user named cannot be read or has more
/// than [`MAX_FOLDER_ENTRIES`].
pub fn gather(search: Search<'_>) -> Result<Gathered, FileError> {
    let mut named: Vec<PathBuf> = search.files.to_vec();
    for folder in search.sources_folders {
        named.extend(files_in(folder)?);
    }
    let sources_folders = search
        .sources_folders
        .iter()
        .filter_map(|folder| fs::canonicalize(folder).ok())
        .collect();
    let mut gatherer = Gatherer {
        search,
        timeline_folder: fs::canonicalize(search.timeline_folder).ok(),
        sources_folders,
        gathered: Gathered::default(),
    };
    gatherer.gather(&named);
    gatherer.gathered.holdings.folder = gatherer.timeline_folder;
    Ok(gatherer.gathered)
}

/// The regular files of a folder, by name.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let shown = visible_id(&folder.to_string_lossy()).into_owned();
    let entries = fs::read_dir(folder).map_err(|error| {
        let what = match error.kind() {
            std::io::ErrorKind::NotFound => "does not exist".to_owned(),
            std::io::ErrorKind::NotADirectory => "is no folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "may not be read".to_owned(),
            _ => format!("cannot be read: {error}"),
        };
        FileError::new(format!("The folder of sources {shown} {what}"))
    })?;
    let mut paths = Vec::new();
    for (count, entry) in entries.enumerate() {
        if count >= MAX_FOLDER_ENTRIES {
            return Err(FileError::new(format!(
                "The folder of sources {shown} holds more than {MAX_FOLDER_ENTRIES} entries"
            ))
            .with_hint("Name a folder that holds only the sources."));
        }
        let Ok(entry) = entry else { continue };
        let path = entry.path();
        if fs::metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The places where one source's copy may be, the surest first.
type Candidates = Vec<(PathBuf, MatchedBy)>;

struct Gatherer<'a> {
    search: Search<'a>,
    timeline_folder: Option<PathBuf>,
    sources_folders: Vec<PathBuf>,
    gathered: Gathered,
}

impl Gatherer<'_> {
    fn gather(&mut self, named: &[PathBuf]) {
        let by_digest = self.named_by_digest(named);
        let by_name = by_file_name(named);
        let refused: HashMap<usize, &str> = self
            .search
            .reading
            .refused_files
            .iter()
            .map(|(source, file)| (source.position(), file.as_str()))
            .collect();
        let reading = self.search.reading;
        let mut candidates: Vec<Candidates> = Vec::new();
        for (index, source) in reading.timeline.indexed_sources() {
            let pointer = reading.positions.of_source(index);
            let written = source.file.as_deref();
            let refused = refused.get(&index.position()).copied();
            let recorded = match (written, refused) {
                (Some(file), _) => self.recorded_path(file, &pointer),
                (None, Some(file)) => self.permitted_path(file, &pointer),
                (None, None) => None,
            };
            let namesake = written.or(refused).map(file_name);
            candidates.push(candidates_of(
                source,
                recorded,
                by_digest.as_ref(),
                namesake.and_then(|name| by_name.get(name).copied()),
            ));
        }
        let worker = self.search.worker;
        let mut shelf = Shelf::default();
        // The first of each is read whatever comes of it, the others seldom.
        let sources = reading.timeline.indexed_sources();
        let firsts = sources.zip(&candidates).filter_map(|((_, source), all)| {
            let (path, _) = all.first()?;
            Some((path.clone(), source.encoding.clone()))
        });
        shelf.fill(firsts, worker);
        let sources = reading.timeline.indexed_sources();
        for ((index, source), candidates) in sources.zip(candidates) {
            let pointer = reading.positions.of_source(index);
            let held = self.held(source, candidates, &pointer, &mut shelf);
            self.gathered.holdings.held.push(held);
        }
    }

    /// The copy of one source, in the order of how sure it is.
    fn held(
        &mut self,
        source: &Source,
        candidates: Candidates,
        pointer: &str,
        shelf: &mut Shelf,
    ) -> Option<Held> {
        let mut refusals: BTreeMap<PathBuf, FileError> = BTreeMap::new();
        for (path, matched_by) in candidates {
            let wanted = (path.clone(), source.encoding.clone());
            let loaded = match shelf.take(wanted, self.search.worker) {
                Ok(loaded) => loaded,
                Err(refusal) => {
                    refusals.insert(path, refusal);
                    continue;
                }
            };
            let is_recorded_copy = source.sha256 == Some(loaded.digest);
            if matched_by == MatchedBy::Digest && !is_recorded_copy {
                continue;
            }
            if !is_recorded_copy && let Some(recorded) = source.sha256 {
                self.report_other_copy(source, &loaded, recorded, pointer);
            }
            let is_recorded_text = is_recorded_copy
                && !self.reports_other_extractor(source, &loaded.extractor, pointer);
            return Some(Held {
                text: Arc::clone(&loaded.text),
                structure: Arc::clone(&loaded.structure),
                extractor: loaded.extractor.clone(),
                digest: loaded.digest,
                matched_by: if is_recorded_copy {
                    MatchedBy::Digest
                } else {
                    matched_by
                },
                path: loaded.path.clone(),
                trust: if is_recorded_text {
                    PositionTrust::Authoritative
                } else {
                    PositionTrust::Hint
                },
            });
        }
        for (path, refusal) in refusals {
            self.report_unreadable(source, &path, &refusal, pointer);
        }
        None
    }

    /// The named documents whose digest some source records.
    fn named_by_digest(&self, named: &[PathBuf]) -> Option<BTreeMap<Digest, PathBuf>> {
        let sources = &self.search.reading.timeline.sources;
        let mut wanted: Vec<Digest> = sources.iter().filter_map(|source| source.sha256).collect();
        wanted.sort_unstable();
        if wanted.is_empty() || named.is_empty() {
            return None;
        }
        let mut found = BTreeMap::new();
        for path in named {
            // One that cannot be read is reported where its name is asked for.
            let Ok((_, bytes)) = read_bytes(path) else {
                continue;
            };
            let digest = Digest::of(&bytes);
            if wanted.binary_search(&digest).is_ok() {
                found.entry(digest).or_insert_with(|| path.clone());
            }
        }
        Some(found)
    }

    /// The file at a recorded path, if it is there and no link leads out of
    /// the folders that the user opened.
    fn recorded_path(&mut self, file: &str, pointer: &str) -> Option<PathBuf> {
        let path = fs::canonicalize(self.search.timeline_folder.join(file)).ok()?;
        let mut folders = self.timeline_folder.iter().chain(&self.sources_folders);
        if folders.any(|folder| path.starts_with(folder)) {
            return Some(path);
        }
        self.gathered.problems.push(
            Problem::new(
                Code::FileOutsideFolder,
                format!("{pointer}/file"),
                format!(
                    "“{file}” is a link that leaves the folder of the timeline; it is not opened."
                ),
            )
            .with_hint("Put the document itself there, or name its folder with --sources."),
        );
        None
    }

    /// The file at a recorded path that leaves the timeline's folder, if it
    /// leads into the folder that the user named.
    fn permitted_path(&mut self, file: &str, pointer: &str) -> Option<PathBuf> {
        let path = fs::canonicalize(self.search.timeline_folder.join(file)).ok()?;
        let mut named = self.sources_folders.iter();
        if !named.any(|folder| path.starts_with(folder)) {
            return None;
        }
        self.gathered.permitted.push(format!("{pointer}/file"));
        Some(path)
    }

    fn report_other_copy(
        &mut self,
        source: &Source,
        loaded: &Loaded,
        recorded: Digest,
        pointer: &str,
    ) {
        let name = loaded.path.file_name().unwrap_or_default();
        self.gathered.problems.push(
            Problem::new(
                Code::DigestMismatch,
                format!("{pointer}/sha256"),
                format!(
                    "“{}” is not the recorded copy of the source “{}”: its SHA-256 begins {}, the \
                     recorded one {}. Its passages are looked for by their words and context.",
                    name.to_string_lossy(),
                    source.id,
                    loaded.digest.short(),
                    recorded.short(),
                ),
            )
            .with_hint("Find the recorded copy, or check the passages and record this one."),
        );
    }

    /// Whether the text was made by another extractor than the recorded one;
    /// that is a problem, and positions in one mean nothing in the other.
    fn reports_other_extractor(
        &mut self,
        source: &Source,
        used: &Extractor,
        pointer: &str,
    ) -> bool {
        let Some(recorded) = source
            .extractor
            .as_ref()
            .filter(|recorded| *recorded != used)
        else {
            return false;
        };
        self.gathered.problems.push(
            Problem::new(
                Code::ExtractorChanged,
                format!("{pointer}/extractor"),
                format!(
                    "The text of the source “{}” is made by {used} now; its positions were \
                     recorded by {recorded}. Its passages are looked for by their words and \
                     context.",
                    source.id,
                ),
            )
            .with_hint("Check the passages, record where they stand now, and this extractor."),
        );
        true
    }

    fn report_unreadable(
        &mut self,
        source: &Source,
        path: &Path,
        refusal: &FileError,
        pointer: &str,
    ) {
        let place = match (refusal.line, refusal.column) {
            (Some(line), Some(column)) => format!(" (line {line}, column {column})"),
            _ => String::new(),
        };
        let name = path.file_name().unwrap_or_default();
        let problem = Problem::new(
            Code::UnreadableDocument,
            format!("{pointer}/file"),
            format!(
                "“{}”, a copy of the source “{}”, cannot be read: {}{place}.",
                name.to_string_lossy(),
                source.id,
                refusal.message
            ),
        );
        self.gathered.problems.push(Problem {
            hint: refusal.hint.clone(),
            ..problem
        });
    }
}

/// Where the copy of a source may be: recognised by its digest first, then by
/// its name among what the user named, then by where it stands.
fn candidates_of(
    source: &Source,
    recorded: Option<PathBuf>,
    by_digest: Option<&BTreeMap<Digest, PathBuf>>,
    namesake: Option<&PathBuf>,
) -> Candidates {
    let by_digest = source
        .sha256
        .and_then(|digest| by_digest?.get(&digest))
        .cloned();
    let recorded_copy = recorded.as_ref().filter(|_| source.sha256.is_some());
    let mut candidates = Candidates::new();
    candidates.extend(recorded_copy.map(|path| (path.clone(), MatchedBy::Digest)));
    candidates.extend(by_digest.map(|path| (path, MatchedBy::Digest)));
    candidates.extend(namesake.map(|path| (path.clone(), MatchedBy::FileName)));
    candidates.extend(recorded.map(|path| (path, MatchedBy::RecordedPath)));
    candidates
}

/// The named files by what they are called; of several the first.
fn by_file_name(named: &[PathBuf]) -> HashMap<&OsStr, &PathBuf> {
    let mut by_name = HashMap::new();
    for path in named {
        if let Some(name) = path.file_name() {
            by_name.entry(name).or_insert(path);
        }
    }
    by_name
}

/// What a recorded path ends in: the name of the document.
fn file_name(path: &str) -> &OsStr {
    OsStr::new(path.rsplit(['/', '\\']).next().unwrap_or(path))
}
