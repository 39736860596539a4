//! What the sessions ask of the environment: run on threads, answered by actions.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use eframe::egui::{self, Context};

use super::document_locations::DocumentLocations;
use super::timeline_loader::{self, LoadEvent, open};
use super::watch::{Stamps, WatchGuard, watch_guard};
use super::{Execution, absolute};
use super::{exporting, file_kind};
use crate::language::{say, say_with, speaking};
use crate::reading;
use crate::search::SearchIndex;
use crate::session::{
    Action, Document, DocumentAction, Effect, ExportFormat, Link, LinkProblem, Origin, Popup,
    ReaderAction, Shared, SourcePaths, TabNumber, VisibleSet, WorkspaceAction, format_citations,
};
use crate::settings::Recent;
use crate::storage::{self, Amendment, Cache, FileError};
use annals_documents::{Format, Worker};

/// A dialog that answers sooner than anybody could was never shown.
const TOO_SOON: Duration = Duration::from_millis(350);

/// How long it is read until progress is told again.
const TELLING: Duration = Duration::from_millis(60);

/// What every tab works with.
#[derive(Debug, Clone)]
pub(super) struct Environment {
    pub execution: Execution,
    pub locations: DocumentLocations,
    /// Where outlines of large timelines are kept for a second opening.
    pub cache: Option<Cache>,
    /// Who reads documents that a parser may choke on.
    pub worker: Worker,
    /// Where it is kept which timelines were open.
    pub recent_file: Option<PathBuf>,
    /// Where answers go.
    pub answers: Sender<(TabNumber, Action)>,
}

/// What is done for one tab.
pub(super) struct EffectRunner {
    tab: TabNumber,
    environment: Environment,
    watch: Option<WatchGuard>,
    /// Set to stop what is being read.
    stop: Arc<AtomicBool>,
    /// The revision whose index is made, and the last request to find out what
    /// is shown: work for earlier ones ends.
    indexing: Arc<AtomicU64>,
    narrowing: Arc<AtomicU64>,
    sorting: Arc<AtomicU64>,
    counting: Arc<AtomicU64>,
}

impl Drop for EffectRunner {
    fn drop(&mut self) {
        // What is done for a tab that is closed is done for nobody.
        self.stop.store(true, Ordering::Relaxed);
        self.indexing.store(u64::MAX, Ordering::Relaxed);
        self.narrowing.store(u64::MAX, Ordering::Relaxed);
        self.sorting.store(u64::MAX, Ordering::Relaxed);
        self.counting.store(u64::MAX, Ordering::Relaxed);
    }
}

impl EffectRunner {
    /// Nothing yet.
    pub(super) fn new(tab: TabNumber, environment: Environment) -> Self {
        Self {
            tab,
            environment,
            watch: None,
            stop: Arc::default(),
            indexing: Arc::default(),
            narrowing: Arc::default(),
            sorting: Arc::default(),
            counting: Arc::default(),
        }
    }

    /// From now on works with this.
    pub(super) fn take(&mut self, environment: &Environment) {
        self.environment = environment.clone();
    }

    /// Does what a tab asks for, or begins to.
    pub(super) fn run(&mut self, context: &Context, effect: Effect, wants_outline: bool) {
        match effect {
            Effect::AddRecent(timeline) => self.note(timeline),
            Effect::PickCopy(_)
            | Effect::PickExport(..)
            | Effect::PickTimeline
            | Effect::PickAddition
            | Effect::PickSources => self.ask_for(context, effect),
            Effect::Copy(text) => context.copy_text(text),
            Effect::Find(request, text, words) => self.work(context, move || {
                let found = reading::find(&text.0, &words);
                Action::Reader(ReaderAction::Found(request, found))
            }),
            Effect::CopyWords(document, source, (start, end), style) => {
                self.work(context, move || {
                    let text = document.0.copied(source, start, end, style);
                    Action::Document(DocumentAction::Copy(text))
                });
            }
            Effect::Index(revision, document) => {
                let is_wanted = latest(&self.indexing, revision);
                self.work(context, move || {
                    let index = SearchIndex::build(&document.0.timeline, &|_| is_wanted());
                    let index = index.map(|index| Shared(Arc::new(index)));
                    Action::Document(DocumentAction::Indexed(revision, index))
                });
            }
            Effect::FindVisible(number, document, index, asked) => {
                let is_wanted = latest(&self.narrowing, number);
                self.work(context, move || {
                    let index = index.as_ref().map(|index| &*index.0);
                    let narrowed = VisibleSet::of(&document.0, index, &asked, &is_wanted);
                    // Who is no longer asked has an old number, and is not heard.
                    let narrowed = Box::new(narrowed.unwrap_or_default());
                    Action::Document(DocumentAction::VisibleFound(number, narrowed))
                });
            }
            Effect::OpenAddress(address) => {
                context.open_url(egui::OpenUrl::new_tab(address));
            }
            Effect::ReadLink(text) => self.work(context, move || {
                let (link, problems) = read_link(&text);
                Action::Workspace(WorkspaceAction::Follow(Box::new(link), problems))
            }),
            Effect::CountFacets(asked) => {
                let number = asked.number;
                let is_wanted = latest(&self.counting, number);
                self.work(context, move || {
                    let facets = asked.answer(&is_wanted).unwrap_or_default();
                    Action::Document(DocumentAction::FacetsCounted(number, facets))
                });
            }
            Effect::SortRows(asked) => {
                let number = asked.number;
                let is_wanted = latest(&self.sorting, number);
                self.work(context, move || {
                    // Who is no longer asked has an old number, and is not heard.
                    let rows = asked.answer(&is_wanted).unwrap_or_default();
                    Action::Document(DocumentAction::RowsSorted(number, rows))
                });
            }
            Effect::CheckStatedDates(revision, document, amendments) => {
                self.work(context, move || {
                    let problems = timeline_loader::check_stated_dates(&document.0, &amendments);
                    Action::Document(DocumentAction::StatedDatesChecked(revision, problems))
                })
            }
            Effect::DropInBackground(document) => {
                if self.environment.execution == Execution::Threads {
                    std::thread::spawn(move || drop(document));
                }
            }
            Effect::FormatCitations(revision, document, style, wanted) => {
                self.work(context, move || {
                    let lines = format_citations(&document.0, style, &wanted);
                    Action::Document(DocumentAction::CitationsFormatted(revision, style, lines))
                })
            }
            Effect::Read(request, origin, places, amendments) => {
                let ask = (request, origin, places, amendments);
                self.read(context, ask, wants_outline);
            }
            Effect::WriteCopy(origin, amendments, path) => {
                self.work(context, move || write_copy(&origin, &amendments, path));
            }
            Effect::Export(asked) => self.work(context, move || {
                let language = asked.language;
                speaking(language, || Action::Document(exporting::export(&asked)))
            }),
            // The workspace's, and the window's, own.
            Effect::StoreSettings(..)
            | Effect::Close
            | Effect::CloseTab
            | Effect::OpenBeside(_) => {}
            Effect::StopReading => self.stop.store(true, Ordering::Relaxed),
            Effect::Inspect(path) => {
                let worker = self.environment.worker.clone();
                self.work(context, move || {
                    Action::Document(match file_kind::inspect(&path, &worker) {
                        Ok(dropped) => DocumentAction::Inspected(path, dropped),
                        Err(refusal) => DocumentAction::InspectFailed(path, refusal),
                    })
                });
            }
        }
    }

    fn read(
        &mut self,
        context: &Context,
        (request, origin, places, amendments): (u64, Origin, SourcePaths, Vec<Amendment>),
        wants_outline: bool,
    ) {
        let locations = self.environment.locations.clone();
        if self.environment.execution == Execution::Inline {
            let answer = open(
                &origin,
                &places,
                &amendments,
                &locations,
                &self.environment.worker,
                None,
                &mut |_| ControlFlow::Continue(()),
            );
            let answer = answer.map(|opened| opened.document);
            self.tell()(context, answered(request, origin, answer));
            return;
        }
        let (watch_guard, signal) = watch_guard();
        // The watch of what was open before ends here.
        self.watch = Some(watch_guard);
        let (tell, context) = (self.tell(), context.clone());
        let worker = self.environment.worker.clone();
        let cache = self.environment.cache.clone();
        // Whatever is still read for an earlier request is read for nobody.
        self.stop.store(true, Ordering::Relaxed);
        let stop = Arc::new(AtomicBool::new(false));
        self.stop = Arc::clone(&stop);
        std::thread::spawn(move || {
            let mut told = Instant::now();
            let progress = (tell.clone(), context.clone());
            let mut on_told = |what: LoadEvent| {
                if stop.load(Ordering::Relaxed) {
                    return ControlFlow::Break(());
                }
                let action = match what {
                    LoadEvent::Progress(opening) if told.elapsed() > TELLING => {
                        told = Instant::now();
                        DocumentAction::Progress(request, opening)
                    }
                    LoadEvent::Outline(outline) if wants_outline => {
                        DocumentAction::OutlineReady(request, outline)
                    }
                    LoadEvent::Progress(_) | LoadEvent::Outline(_) => {
                        return ControlFlow::Continue(());
                    }
                };
                (progress.0)(&progress.1, Action::Document(action));
                ControlFlow::Continue(())
            };
            // Stamps are taken before the reading, so that a change during it
            // is seen as one.
            let mut stamps = Stamps::of(&origin, &places);
            let answer = open(
                &origin,
                &places,
                &amendments,
                &locations,
                &worker,
                cache.as_ref(),
                &mut on_told,
            );
            if let Ok(opened) = &answer {
                stamps.add(opened.document.document_paths());
            }
            let differs = answer.as_ref().is_ok_and(|opened| opened.differs);
            let mut keep = None;
            let answer = answer.map(|opened| {
                let (document, kept) = opened.into_parts();
                keep = kept;
                document
            });
            let is_heard = tell(&context, answered(request, origin, answer));
            if differs {
                tell(
                    &context,
                    Action::Document(DocumentAction::OutlineDiffered(request)),
                );
            }
            if let Some((cache, (key, outline))) = cache.zip(keep) {
                cache.put(&key, &outline);
            }
            if is_heard && stamps.wait_for_change(&signal) {
                tell(&context, Action::Document(DocumentAction::FileChanged));
            }
        });
    }

    /// Asks the user for a file or a folder.
    fn ask_for(&self, context: &Context, effect: Effect) {
        match effect {
            Effect::PickCopy(origin) => {
                let (title, name) = (say("popup-save"), name_of_copy(&origin));
                self.pick(context, Popup::SavePath, move || {
                    let dialog = rfd::FileDialog::new().set_title(title).set_file_name(name);
                    dialog.save_file()
                });
            }
            Effect::PickExport(origin, form) => self.pick_export(context, &origin, form),
            Effect::PickTimeline => {
                let (title, timeline) = (say("popup-open"), say("dialog-timeline"));
                self.pick(context, Popup::OpenPath, move || {
                    rfd::FileDialog::new()
                        .set_title(title)
                        .add_filter(timeline, &["json"])
                        .pick_file()
                });
            }
            Effect::PickAddition => {
                let title = say("dialog-add");
                let (documents, records) = (say("dialog-documents"), say("dialog-records"));
                self.pick(context, Popup::AddPath, move || {
                    rfd::FileDialog::new()
                        .set_title(title)
                        .add_filter(documents, &Format::SUFFIXES.map(|(suffix, _)| suffix))
                        .add_filter(records, &["bib", "ris", "json"])
                        .pick_file()
                });
            }
            Effect::PickSources => {
                let title = say("dialog-sources");
                self.pick(context, Popup::Sources, move || {
                    rfd::FileDialog::new().set_title(title).pick_folder()
                });
            }
            _ => {}
        }
    }

    /// Asks the user where an export goes. Where there is no dialog, the popup's
    /// own field stays.
    fn pick_export(&self, context: &Context, origin: &Origin, form: ExportFormat) {
        let stem = origin.path().and_then(Path::file_stem);
        let stem = stem.map_or_else(
            || say("dialog-name"),
            |stem| stem.to_string_lossy().into_owned(),
        );
        let name = format!("{stem}.{}", form.suffix());
        let title = say("dialog-export");
        let (tell, context) = (self.tell(), context.clone());
        if self.environment.execution == Execution::Inline {
            return;
        }
        std::thread::spawn(move || {
            let dialog = rfd::FileDialog::new().set_title(title).set_file_name(name);
            if let Some(path) = dialog.save_file() {
                tell(&context, Action::Document(DocumentAction::ExportTo(path)));
            }
        });
    }

    /// Notes that a timeline was open.
    fn note(&self, timeline: PathBuf) {
        if let Some(path) = self.environment.recent_file.clone() {
            // A list that cannot be written is no loss worth a word.
            std::thread::spawn(move || Recent::remember_in(&path, &timeline));
        }
    }

    /// Does something slow, and tells the session what came of it.
    fn work(&self, context: &Context, work: impl FnOnce() -> Action + Send + 'static) {
        let (tell, context) = (self.tell(), context.clone());
        if self.environment.execution == Execution::Inline {
            tell(&context, work());
            return;
        }
        std::thread::spawn(move || tell(&context, work()));
    }

    /// Tells the tab what came of something, from any thread; whether it was
    /// heard.
    fn tell(&self) -> impl Fn(&Context, Action) -> bool + Clone + Send + 'static + use<> {
        let (tab, answers) = (self.tab, self.environment.answers.clone());
        move |context, action| {
            let is_heard = answers.send((tab, action)).is_ok();
            context.request_repaint();
            is_heard
        }
    }

    fn pick(
        &self,
        context: &Context,
        instead: Popup,
        dialog: impl FnOnce() -> Option<PathBuf> + Send + 'static,
    ) {
        let (tell, context) = (self.tell(), context.clone());
        if self.environment.execution == Execution::Inline {
            tell(
                &context,
                Action::Document(DocumentAction::NoPicker(instead)),
            );
            return;
        }
        std::thread::spawn(move || {
            let asked = Instant::now();
            let action = match dialog() {
                Some(path) if instead == Popup::OpenPath => DocumentAction::Open(path),
                Some(path) if instead == Popup::SavePath => DocumentAction::SaveCopyTo(path),
                Some(path) if instead == Popup::AddPath => DocumentAction::Add(path),
                Some(path) => DocumentAction::AddSources(path),
                None if asked.elapsed() < TOO_SOON => DocumentAction::NoPicker(instead),
                None => return,
            };
            tell(&context, Action::Document(action));
        });
    }
}

/// Notes the number of a request, and gives whether it is still the last.
fn latest(of: &Arc<AtomicU64>, number: u64) -> impl Fn() -> bool + Send + use<> {
    of.store(number, Ordering::Relaxed);
    let of = Arc::clone(of);
    move || of.load(Ordering::Relaxed) == number
}

/// Writes a timeline with what is to be added to it.
fn write_copy(origin: &Origin, amendments: &[Amendment], path: PathBuf) -> Action {
    let written = timeline_loader::bytes_of(origin, amendments)
        .and_then(|bytes| storage::write_atomically(&path, &bytes));
    Action::Document(match written {
        Ok(()) => DocumentAction::CopySaved(path, amendments.len()),
        Err(refusal) => DocumentAction::SaveFailed(path, refusal),
    })
}

/// A text as a link to a timeline. What is pasted may be anything, and only
/// what is a link is one.
fn read_link(text: &str) -> (Link, Vec<LinkProblem>) {
    let (mut link, problems) = Link::parse(text, &|path| path.is_file());
    let names_a_place = !link.target.is_empty() || !problems.is_empty();
    let is_link = text.trim().starts_with('#') && names_a_place;
    link.file = link.file.map(|path| absolute(&path));
    match &link.file {
        Some(path) if !path.is_file() => (Link::default(), Vec::new()),
        None if !is_link => (Link::default(), Vec::new()),
        _ => (link, problems),
    }
}

/// The name that a copy is suggested to have.
fn name_of_copy(origin: &Origin) -> String {
    let stem = origin.path().and_then(Path::file_stem);
    let stem = stem.map_or_else(
        || say("dialog-name").into(),
        std::ffi::OsStr::to_string_lossy,
    );
    say_with("dialog-name-of-copy", &[("name", stem.as_ref().into())])
}

fn answered(request: u64, origin: Origin, answer: Result<Document, FileError>) -> Action {
    Action::Document(match answer {
        Ok(document) => DocumentAction::Loaded(request, Box::new(document)),
        Err(refusal) => DocumentAction::LoadFailed(request, origin, refusal),
    })
}
