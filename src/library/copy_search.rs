//! The search for the copies of a timeline's sources.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::document_cache::{DocumentCache, DocumentRequest, LoadResult, LoadedDocument};
use super::holdings::{Holdings, MatchKind, SourceCopy};
use crate::language::{Message, MessageArgument};
use crate::model::{Digest, Extractor, Source, visible_id};
use crate::storage::{Code, FileError, LoadedTimeline, Problem};
use annals_anchor::PositionTrust;

/// The most entries of a folder of sources.
pub const MAX_FOLDER_ENTRIES: usize = 10_000;

/// Where to search for copies.
#[derive(Debug, Clone, Copy)]
pub struct CopySearch<'a> {
    /// The timeline with the sources.
    pub timeline: &'a LoadedTimeline,
    /// The folder of the timeline's file.
    pub timeline_folder: &'a Path,
    /// Folders that the user named. Their subfolders are not searched.
    pub sources_folders: &'a [PathBuf],
    /// Files that the user named.
    pub files: &'a [PathBuf],
    /// The documents that have been loaded before.
    pub documents: &'a DocumentCache,
}

/// The copies that a search found.
#[derive(Debug, Clone, Default)]
pub struct CopySearchResult {
    /// The copies.
    pub holdings: Holdings,
    /// Problems of the copies, in the order of the sources, without line and
    /// column (see [`locate_problems`](crate::storage::locate_problems)).
    pub problems: Vec<Problem>,
    /// JSON Pointers of recorded paths that leave the timeline's folder for a
    /// folder that the user named. Those are allowed, so that the problem that
    /// the file's reader reported is void.
    pub allowed_paths: Vec<String>,
}

impl CopySearchResult {
    /// The problems of a timeline and of its documents together.
    #[must_use]
    pub fn with_problems_of(&self, timeline: &LoadedTimeline) -> Vec<Problem> {
        let allowed: HashSet<&str> = self.allowed_paths.iter().map(String::as_str).collect();
        let is_allowed = |problem: &Problem| {
            problem.code == Code::FileOutsideFolder.name()
                && allowed.contains(problem.path.as_str())
        };
        timeline
            .problems
            .iter()
            .filter(|problem| !is_allowed(problem))
            .chain(&self.problems)
            .cloned()
            .collect()
    }
}

/// Searches for a copy of every source. A file with the recorded digest comes
/// first, then a file of the recorded name among those that the user named, then
/// the file at the recorded path.
///
/// # Errors
///
/// [`FileError`] where a folder that the user named cannot be read or has more
/// than [`MAX_FOLDER_ENTRIES`].
pub fn find_copies(search: CopySearch<'_>) -> Result<CopySearchResult, FileError> {
    let mut named_files: Vec<PathBuf> = search.files.to_vec();
    for folder in search.sources_folders {
        named_files.extend(files_in(folder)?);
    }
    let sources_folders = search.sources_folders.iter();
    let mut searcher = Searcher {
        search,
        timeline_folder: fs::canonicalize(search.timeline_folder).ok(),
        sources_folders: sources_folders
            .filter_map(|folder| fs::canonicalize(folder).ok())
            .collect(),
        loaded: HashMap::new(),
        result: CopySearchResult::default(),
    };
    searcher.run(&named_files);
    let holdings = &mut searcher.result.holdings;
    holdings.timeline_folder = searcher.timeline_folder;
    holdings.candidates = searcher.loaded.into_values().flatten().collect();
    search.documents.drop_unused();
    Ok(searcher.result)
}

/// The regular files of a folder, sorted by name.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let name = visible_id(&folder.to_string_lossy()).into_owned();
    let entries = fs::read_dir(folder).map_err(|error| {
        let message = match error.kind() {
            ErrorKind::NotFound => Message::new("sources-folder-missing"),
            ErrorKind::NotADirectory => Message::new("sources-folder-not-folder"),
            ErrorKind::PermissionDenied => Message::new("sources-folder-no-permission"),
            _ => Message::new("sources-folder-unreadable").with("error", error.to_string()),
        };
        FileError::new(message.with("folder", &name))
    })?;
    let mut paths = Vec::new();
    for (count, entry) in entries.enumerate() {
        if count >= MAX_FOLDER_ENTRIES {
            let message = Message::new("sources-folder-too-full")
                .with("folder", &name)
                .with("count", MessageArgument::ungrouped(MAX_FOLDER_ENTRIES));
            return Err(
                FileError::new(message).with_hint(Message::new("sources-folder-too-full-hint"))
            );
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

/// The possible files of a source's copy, the most certain first.
type Candidates = Vec<(PathBuf, MatchKind)>;

struct Searcher<'a> {
    search: CopySearch<'a>,
    timeline_folder: Option<PathBuf>,
    sources_folders: Vec<PathBuf>,
    loaded: HashMap<DocumentRequest, LoadResult>,
    result: CopySearchResult,
}

impl Searcher<'_> {
    fn run(&mut self, named_files: &[PathBuf]) {
        let by_digest = self.by_recorded_digest(named_files);
        let by_name = by_file_name(named_files);
        let timeline = self.search.timeline;
        // Paths that leave the timeline's folder; the file's reader refuses them.
        let outside: HashMap<usize, &str> = timeline
            .refused_files
            .iter()
            .map(|(source, file)| (source.position(), file.as_str()))
            .collect();
        let mut candidates: Vec<Candidates> = Vec::new();
        for (index, source) in timeline.timeline.sources.indexed() {
            let pointer = timeline.positions.of_source(index);
            let inside = source.file.as_deref();
            let file = inside.or_else(|| outside.get(&index.position()).copied());
            let recorded_path =
                file.and_then(|file| self.recorded_path(file, inside.is_some(), &pointer));
            let namesake = file.map(file_name);
            candidates.push(find_candidates(
                source,
                recorded_path,
                &by_digest,
                namesake.and_then(|name| by_name.get(name).copied()),
            ));
        }
        // The first candidate of each source is needed in any case, the others
        // rarely.
        let sources = timeline.timeline.sources.iter();
        let firsts = sources.zip(&candidates).filter_map(|(source, candidates)| {
            let (path, _) = candidates.first()?;
            Some((path.clone(), source.encoding.clone()))
        });
        self.loaded = self.search.documents.load_all(firsts);
        let sources = timeline.timeline.sources.indexed();
        for ((index, source), candidates) in sources.zip(candidates) {
            let pointer = timeline.positions.of_source(index);
            let copy = self.choose_copy(source, candidates, &pointer);
            self.result.holdings.copies.push(copy);
        }
    }

    /// The first candidate that is readable and, where that is required, has the
    /// recorded digest.
    fn choose_copy(
        &mut self,
        source: &Source,
        candidates: Candidates,
        pointer: &str,
    ) -> Option<SourceCopy> {
        let mut errors: BTreeMap<PathBuf, FileError> = BTreeMap::new();
        for (path, match_kind) in candidates {
            let document = match self.load(&path, source.encoding.as_ref()) {
                Ok(document) => document,
                Err(error) => {
                    errors.insert(path, error);
                    continue;
                }
            };
            let is_recorded_copy = source.sha256 == Some(document.digest);
            if match_kind == MatchKind::Digest && !is_recorded_copy {
                continue;
            }
            if !is_recorded_copy && let Some(recorded) = source.sha256 {
                self.report_other_copy(source, &path, &document, recorded, pointer);
            }
            let is_recorded_text =
                is_recorded_copy && self.check_extractor(source, &document.extractor, pointer);
            return Some(SourceCopy {
                document,
                match_kind: if is_recorded_copy {
                    MatchKind::Digest
                } else {
                    match_kind
                },
                path,
                trust: if is_recorded_text {
                    PositionTrust::Authoritative
                } else {
                    PositionTrust::Hint
                },
            });
        }
        for (path, error) in errors {
            self.report_unreadable(source, &path, &error, pointer);
        }
        None
    }

    fn load(&mut self, path: &Path, encoding: Option<&String>) -> LoadResult {
        let documents = self.search.documents;
        let request = (path.to_owned(), encoding.cloned());
        let result = self.loaded.entry(request);
        let result = result.or_insert_with(|| documents.load(path, encoding.map(String::as_str)));
        result.clone()
    }

    /// Those of the named files whose digest a source records.
    fn by_recorded_digest(&self, named_files: &[PathBuf]) -> BTreeMap<Digest, PathBuf> {
        let sources = &self.search.timeline.timeline.sources;
        let recorded: HashSet<Digest> = sources.iter().filter_map(|source| source.sha256).collect();
        let mut found = BTreeMap::new();
        if recorded.is_empty() {
            return found;
        }
        for path in named_files {
            // An unreadable file is reported if a source has its name.
            if let Ok(digest) = self.search.documents.digest(path)
                && recorded.contains(&digest)
            {
                found.entry(digest).or_insert_with(|| path.clone());
            }
        }
        found
    }

    /// The file at a recorded path, if it is in a folder that the user opened: the
    /// timeline's folder, if the path does not leave it (`is_inside`), or a folder of
    /// sources.
    fn recorded_path(&mut self, file: &str, is_inside: bool, pointer: &str) -> Option<PathBuf> {
        let path = fs::canonicalize(self.search.timeline_folder.join(file)).ok()?;
        let timeline_folder = self.timeline_folder.iter().filter(|_| is_inside);
        let mut folders = timeline_folder.chain(&self.sources_folders);
        let is_open = folders.any(|folder| path.starts_with(folder));
        let pointer = format!("{pointer}/file");
        match (is_inside, is_open) {
            (true, false) => {
                let message = format!(
                    "“{file}” is a link that leaves the folder of the timeline; it is not opened."
                );
                self.result.problems.push(
                    Problem::new(Code::FileOutsideFolder, pointer, message).with_hint(
                        "Put the document itself there, or name its folder with --sources.",
                    ),
                );
            }
            (false, true) => self.result.allowed_paths.push(pointer),
            (true, true) | (false, false) => {}
        }
        is_open.then_some(path)
    }

    fn report_other_copy(
        &mut self,
        source: &Source,
        path: &Path,
        document: &LoadedDocument,
        recorded: Digest,
        pointer: &str,
    ) {
        self.result.problems.push(
            Problem::new(
                Code::DigestMismatch,
                format!("{pointer}/sha256"),
                format!(
                    "“{}” is not the recorded copy of the source “{}”: its SHA-256 begins {}, the \
                     recorded one {}. Its passages are searched by their words and context.",
                    shown_name(path),
                    source.id,
                    document.digest.short(),
                    recorded.short(),
                ),
            )
            .with_hint("Find the recorded copy, or check the passages and record this one."),
        );
    }

    /// Whether the text is produced by the recorded extractor, if one is
    /// recorded. Otherwise that is a problem, since positions in one text mean
    /// nothing in the other.
    fn check_extractor(&mut self, source: &Source, used: &Extractor, pointer: &str) -> bool {
        let mut recorded = source.extractor.iter();
        let Some(recorded) = recorded.find(|recorded| *recorded != used) else {
            return true;
        };
        self.result.problems.push(
            Problem::new(
                Code::ExtractorChanged,
                format!("{pointer}/extractor"),
                format!(
                    "The text of the source “{}” is now extracted by {used}; its positions were \
                     recorded with {recorded}. Its passages are searched by their words and \
                     context.",
                    source.id,
                ),
            )
            .with_hint("Check the passages, then record their positions and this extractor."),
        );
        false
    }

    fn report_unreadable(
        &mut self,
        source: &Source,
        path: &Path,
        error: &FileError,
        pointer: &str,
    ) {
        let position = match (error.line, error.column) {
            (Some(line), Some(column)) => format!(" (line {line}, column {column})"),
            _ => String::new(),
        };
        let problem = Problem::new(
            Code::UnreadableDocument,
            format!("{pointer}/file"),
            format!(
                "“{}”, a copy of the source “{}”, cannot be read: {}{position}.",
                shown_name(path),
                source.id,
                error.message
            ),
        );
        self.result.problems.push(Problem {
            hint: error.hint.as_ref().map(ToString::to_string),
            ..problem
        });
    }
}

/// The candidates of a source, in the order of [`find_copies`].
fn find_candidates(
    source: &Source,
    recorded_path: Option<PathBuf>,
    by_digest: &BTreeMap<Digest, PathBuf>,
    namesake: Option<&PathBuf>,
) -> Candidates {
    let digest = source.sha256;
    let at_path = recorded_path.clone().filter(|_| digest.is_some());
    let with_digest = digest.and_then(|digest| by_digest.get(&digest).cloned());
    [
        (at_path, MatchKind::Digest),
        (with_digest, MatchKind::Digest),
        (namesake.cloned(), MatchKind::FileName),
        (recorded_path, MatchKind::RecordedPath),
    ]
    .into_iter()
    .filter_map(|(path, match_kind)| Some((path?, match_kind)))
    .collect()
}

/// The files by their names; of several the first.
fn by_file_name(files: &[PathBuf]) -> HashMap<&OsStr, &PathBuf> {
    let mut by_name = HashMap::new();
    for path in files {
        if let Some(name) = path.file_name() {
            by_name.entry(name).or_insert(path);
        }
    }
    by_name
}

/// The last part of a recorded path.
fn file_name(path: &str) -> &OsStr {
    OsStr::new(path.rsplit(['/', '\\']).next().unwrap_or(path))
}

fn shown_name(path: &Path) -> std::borrow::Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}
