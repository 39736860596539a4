//! Runs the effects of the sessions: on threads, with actions as answers.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use eframe::egui::{self, Context};

use super::document_locations::DocumentLocations;
use super::tab_journal::{JournalQueue, Recovery, TabJournal};
use super::timeline_loader::{self, LoadEvent, LoadOutcome, TimelineLoader};
use super::watch::{SharedStamps, Stamps};
use super::{EffectMode, absolute, exporting, file_dialogs, file_kind, saving};
use crate::language::{InputError, with_language};
use crate::library::DocumentCache;
use crate::session::{
    Action, ClipboardAction, EditAction, Effect, Link, LoadAction, LoadRequest, ProblemReport,
    RecoveredWork, SaveAction, SourceAction, TabNumber, WorkspaceAction,
};
use crate::settings::RecentTimelines;
use crate::storage::PreviewCache;
use crate::storage::journal::{JournalStore, clear_private_data};

/// How long nothing changes before the timeline is saved by itself.
const AUTOSAVE_DELAY: Duration = Duration::from_secs(2);

/// The longest time to wait until the journal has what happened.
const JOURNAL_WAIT: Duration = Duration::from_secs(10);

/// The shortest time between two reports of progress.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(60);

/// What the effects of every tab need.
#[derive(Debug, Clone)]
pub(super) struct EffectContext {
    pub effect_mode: EffectMode,
    pub locations: DocumentLocations,
    /// The cache of previews of large timelines.
    pub cache: Option<PreviewCache>,
    /// The documents of all tabs.
    pub documents: DocumentCache,
    /// The file with the recently opened timelines.
    pub recent_file: Option<PathBuf>,
    /// The journals of unsaved changes.
    pub journals: Option<JournalStore>,
    /// The folders of what is stored on this computer, and of what can be computed
    /// again.
    pub private_folders: Option<(PathBuf, Option<PathBuf>)>,
    /// Receives the answers.
    pub answers: Sender<(TabNumber, Action)>,
}

/// Runs the effects of one tab.
pub(super) struct EffectRunner {
    tab: TabNumber,
    effect_context: EffectContext,
    /// Dropping it ends the watch on the files of the open timeline.
    watch: Option<Sender<()>>,
    /// The files that are watched.
    stamps: SharedStamps,
    /// The journal, and what records it; begun with the first timeline.
    journal: Option<(TabJournal, JournalQueue)>,
    /// Set to cancel the reading of the timeline.
    cancel_load: Arc<AtomicBool>,
}

/// Sends answers to a tab, from any thread.
#[derive(Clone)]
pub(super) struct Responder {
    tab: TabNumber,
    answers: Sender<(TabNumber, Action)>,
    context: Context,
}

impl Responder {
    /// Sends an answer. Returns whether the window is still there.
    pub(super) fn send(&self, action: impl Into<Action>) -> bool {
        let is_sent = self.answers.send((self.tab, action.into())).is_ok();
        self.context.request_repaint();
        is_sent
    }
}

impl EffectRunner {
    pub(super) fn new(tab: TabNumber, effect_context: EffectContext) -> Self {
        Self {
            tab,
            effect_context,
            watch: None,
            stamps: SharedStamps::default(),
            journal: None,
            cancel_load: Arc::default(),
        }
    }

    /// Runs an effect, or starts it.
    pub(super) fn run(&mut self, context: &Context, effect: Effect) {
        let responder = Responder {
            tab: self.tab,
            answers: self.effect_context.answers.clone(),
            context: context.clone(),
        };
        match effect {
            Effect::Load(request) => self.load(request, responder),
            Effect::Check(request) => {
                let effect_context = self.effect_context.clone();
                self.spawn(move || {
                    let number = request.ticket.number();
                    if let Some(check) = check(&request, &effect_context) {
                        responder.send(LoadAction::Checked(number, check));
                    }
                });
            }
            Effect::StopLoading => self.cancel_load.store(true, Ordering::Relaxed),
            Effect::Pick(dialog) => {
                file_dialogs::pick(dialog, self.effect_context.effect_mode, responder);
            }
            Effect::Copy(text) => context.copy_text(text),
            Effect::OpenAddress(address) => context.open_url(egui::OpenUrl::new_tab(address)),
            Effect::DropInBackground(open) => {
                if self.effect_context.effect_mode == EffectMode::Threads {
                    std::thread::spawn(move || drop(open));
                }
            }
            Effect::AddRecent(timeline) => {
                if let Some(path) = self.effect_context.recent_file.clone() {
                    // The list is a convenience: a failure is not reported.
                    std::thread::spawn(move || RecentTimelines::remember_in(&path, &timeline));
                }
            }
            Effect::Inspect(path) => {
                let documents = self.effect_context.documents.clone();
                self.work(responder, move || {
                    match file_kind::inspect(&path, &documents) {
                        Ok(kind) => SourceAction::Inspected(path, kind),
                        Err(error) => SourceAction::InspectFailed(path, error),
                    }
                });
            }
            Effect::Save(request) => {
                let stamps = self.stamps.clone();
                self.work(responder, move || saving::save(request, &stamps));
            }
            Effect::ClearPrivateData => {
                let folders = self.effect_context.private_folders.clone();
                self.work(responder, move || clear_private(folders));
            }
            Effect::Journal(update) => {
                if let Some((_, queue)) = &self.journal {
                    queue.send(update);
                }
            }
            Effect::WaitToSave(ticket) => {
                // Whoever drives an inline program says when to save.
                if self.effect_context.effect_mode == EffectMode::Threads {
                    std::thread::spawn(move || {
                        std::thread::sleep(AUTOSAVE_DELAY);
                        if ticket.is_newest() {
                            responder.send(SaveAction::Due(ticket.number()));
                        }
                    });
                }
            }
            Effect::Export(task) => self.work(responder, move || {
                with_language(task.language, || exporting::run(&task))
            }),
            Effect::CopyCited(open, source, (start, end), style) => {
                self.work(responder, move || {
                    ClipboardAction::Text(open.0.copied(source, start, end, style))
                });
            }
            Effect::ParseLink(text) => self.work(responder, move || {
                let (link, problems) = parse_link(&text);
                WorkspaceAction::Follow(Box::new(link), problems)
            }),
            Effect::CheckStatedDates(ticket, open, changes) => {
                self.work(responder, move || {
                    let problems = timeline_loader::check_stated_dates(&open.0, &changes);
                    LoadAction::StatedDatesChecked(ticket.number(), problems)
                });
            }
            Effect::Compute(ticket, task) => self.spawn(move || {
                if let Some(answer) = task.run(&ticket) {
                    responder.send(answer);
                }
            }),
            // The workspace and the window run these.
            Effect::StoreSettings(..)
            | Effect::CloseWindow
            | Effect::CloseTab
            | Effect::OpenInTab(_) => {}
        }
    }

    /// Reads a timeline, sends its progress, and then watches its files.
    fn load(&mut self, request: LoadRequest, responder: Responder) {
        // Whatever is still read for an earlier request is stopped, and the
        // watch of the timeline before ends.
        self.cancel_load.store(true, Ordering::Relaxed);
        self.cancel_load = Arc::default();
        if self.journal.is_none()
            && let Some(store) = self.effect_context.journals.clone()
        {
            let journal = TabJournal::new(store, responder.clone());
            self.journal = Some((journal.clone(), JournalQueue::new(journal)));
        }
        let job = LoadJob {
            request,
            responder,
            journal: self
                .journal
                .as_ref()
                .map(|(journal, queue)| (journal.clone(), queue.barrier())),
            effect_context: self.effect_context.clone(),
            cancel_load: Arc::clone(&self.cancel_load),
            stamps: self.stamps.clone(),
        };
        if self.effect_context.effect_mode == EffectMode::Inline {
            job.load();
            return;
        }
        let (sender, end_watch) = channel();
        self.watch = Some(sender);
        std::thread::spawn(move || job.load_and_watch(&end_watch));
    }

    /// Does something slow and sends the answer.
    fn work<A: Into<Action>>(
        &self,
        responder: Responder,
        work: impl FnOnce() -> A + Send + 'static,
    ) {
        self.spawn(move || {
            responder.send(work());
        });
    }

    fn spawn(&self, job: impl FnOnce() + Send + 'static) {
        match self.effect_context.effect_mode {
            EffectMode::Inline => job(),
            EffectMode::Threads => {
                std::thread::spawn(job);
            }
        }
    }
}

/// The reading of one timeline.
struct LoadJob {
    request: LoadRequest,
    responder: Responder,
    /// The journal, and a barrier that opens once it has all that happened before.
    journal: Option<(TabJournal, Receiver<()>)>,
    effect_context: EffectContext,
    cancel_load: Arc<AtomicBool>,
    stamps: SharedStamps,
}

impl LoadJob {
    /// Reads the timeline and sends the answer. Returns the files that it was
    /// read from; `None` if nobody waits for it any more.
    fn load(&self) -> Option<Vec<PathBuf>> {
        let mut request = self.request.clone();
        let number = request.ticket.number();
        let recovered = self.recover(&mut request);
        let cache = self.effect_context.cache.as_ref();
        let loader = TimelineLoader {
            locations: &self.effect_context.locations,
            documents: &self.effect_context.documents,
            cache,
        };
        let outcome = loader.load(&request, &mut self.on_event());
        let LoadOutcome {
            open,
            preview_is_outdated,
            preview,
            merged,
        } = match outcome {
            Ok(outcome) => outcome,
            Err(error) => {
                let failed = LoadAction::Failed(number, request.origin.clone(), error);
                return self.responder.send(failed).then(Vec::new);
            }
        };
        let files = open.document_paths();
        if let Some(recovered) = recovered {
            self.responder
                .send(LoadAction::Recovered(number, Box::new(recovered)));
        }
        if let Some(merged) = merged {
            self.responder
                .send(LoadAction::Merged(number, Box::new(merged)));
        }
        let loaded = LoadAction::Loaded(number, Box::new(open));
        let is_sent = self.responder.send(loaded);
        if preview_is_outdated {
            self.responder.send(LoadAction::PreviewDiffered(number));
        }
        if let Some((cache, (key, preview))) = cache.zip(preview) {
            cache.put(&key, &preview);
        }
        is_sent.then_some(files)
    }

    /// Adds the work of an earlier run to the request.
    fn recover(&self, request: &mut LoadRequest) -> Option<RecoveredWork> {
        let (journal, barrier) = self.journal.as_ref()?;
        // Otherwise work that is being recorded would be taken for that of an earlier run.
        let _ = barrier.recv_timeout(JOURNAL_WAIT);
        let number = request.ticket.number();
        let recovery = journal.recover(&request.origin);
        let locked = match &recovery {
            Recovery::EditedElsewhere(holder) => Some(holder.clone()),
            Recovery::Nothing | Recovery::Work(..) => None,
        };
        self.responder
            .send(LoadAction::EditedElsewhere(number, locked));
        match recovery {
            Recovery::Work(work, base) if request.changes.is_empty() => {
                request.changes.clone_from(&work.state.pending);
                request.base = base;
                Some(work)
            }
            Recovery::Work(..) | Recovery::EditedElsewhere(_) | Recovery::Nothing => None,
        }
    }

    /// Reads the timeline, and then waits until one of its files changes.
    fn load_and_watch(self, end_watch: &Receiver<()>) {
        // Stamps are taken before the reading, so that a change during it is
        // noticed.
        self.stamps
            .set(Stamps::of(&self.request.origin, &self.request.source_paths));
        if let Some(files) = self.load() {
            self.stamps.add(files);
            if self.stamps.wait_for_change(end_watch) {
                self.responder.send(LoadAction::Reload);
            }
        }
    }

    /// Sends progress and previews, and breaks off once the request is stale or
    /// stopped.
    fn on_event(&self) -> impl FnMut(LoadEvent) -> ControlFlow<()> {
        let number = self.request.ticket.number();
        let reports_progress = self.effect_context.effect_mode == EffectMode::Threads;
        let mut last = Instant::now();
        move |event| {
            if self.cancel_load.load(Ordering::Relaxed) || !self.request.ticket.is_newest() {
                return ControlFlow::Break(());
            }
            match event {
                LoadEvent::Progress(progress)
                    if reports_progress && last.elapsed() > PROGRESS_INTERVAL =>
                {
                    last = Instant::now();
                    self.responder.send(LoadAction::Progress(number, progress));
                }
                LoadEvent::Preview(preview) if self.request.wants_preview => {
                    self.responder
                        .send(LoadAction::PreviewReady(number, preview));
                }
                LoadEvent::Progress(_) | LoadEvent::Preview(_) => {}
            }
            ControlFlow::Continue(())
        }
    }
}

/// Removes what the program stored in these folders: the state and the cache.
fn clear_private(folders: Option<(PathBuf, Option<PathBuf>)>) -> EditAction {
    let cleared = folders.map(|(state, cache)| clear_private_data(&state, cache.as_deref()));
    let cleared = cleared.unwrap_or_default();
    let kept = cleared.kept.len() + cleared.failed.len();
    EditAction::PrivateDataCleared(cleared.removed.len(), kept)
}

/// Checks a timeline with its changes. `None` if it cannot be read any more, which the
/// watch of its files reports, or if the request is stale.
fn check(request: &LoadRequest, effect_context: &EffectContext) -> Option<ProblemReport> {
    if !request.ticket.is_newest() {
        return None;
    }
    let loader = TimelineLoader {
        locations: &effect_context.locations,
        documents: &effect_context.documents,
        cache: None,
    };
    let on_event = &mut |_| {
        if request.ticket.is_newest() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    let open = loader.load(request, on_event).ok()?.open;
    if open.defers_date_check {
        let problems = timeline_loader::check_stated_dates(&open, &request.changes);
        open.add_date_problems(problems);
    }
    Some(open.problem_report())
}

/// Reads a pasted text as a link. Any text may be pasted: one that names no
/// existing file and no place in the timeline gives an empty link.
fn parse_link(text: &str) -> (Link, Vec<InputError>) {
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
