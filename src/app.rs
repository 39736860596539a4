//! The program with a window: drains actions, runs effects, shows the window.

mod inspecting;
mod located;
mod opening;
mod watch;

use crate::language::{Language, say, say_with, speak};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use eframe::egui::{self, Context, Ui, ViewportBuilder};

use crate::documents::Worker;
use crate::reading;
use crate::search::SearchIndex;
use crate::session::{
    Action, Document, DocumentAction, Effect, Narrowed, Origin, Places, Popup, ReaderAction,
    Session, Settings, Shared, set_citations,
};
use crate::storage::{self, Amendment, Cache, Refusal};
use crate::ui::{self, Window};

pub use located::Located;
pub use opening::{Opened, Told, open};
use watch::{Leash, Stamps, leash};

/// Key of the preferences in the store that the platform gives.
const SETTINGS_KEY: &str = "settings";

/// A dialog that answers sooner than anybody could was never shown.
const TOO_SOON: Duration = Duration::from_millis(350);

/// How long it is read until progress is told again.
const TELLING: Duration = Duration::from_millis(60);

/// Suffixes of the documents that are read.
const DOCUMENTS: &[&str] = &[
    "txt", "md", "markdown", "html", "htm", "xhtml", "pdf", "docx", "epub",
];

/// How effects are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runner {
    /// Each on a thread of its own: nothing blocks the window.
    Threads,
    /// At once, and no dialogs: what happens depends on the input alone.
    Inline,
}

/// The program with a window.
pub struct App {
    session: Session,
    window: Window,
    runner: Runner,
    located: Located,
    /// Where outlines of large timelines are kept for a second opening.
    cache: Option<Cache>,
    /// Who reads documents that a parser may choke on.
    worker: Worker,
    watch: Option<Leash>,
    /// Set to stop what is being read.
    stop: Arc<AtomicBool>,
    /// The revision whose index is made, and the last request to find out what
    /// is shown: work for earlier ones ends.
    indexing: Arc<AtomicU64>,
    narrowing: Arc<AtomicU64>,
    results: (Sender<Action>, Receiver<Action>),
    pending: Vec<Action>,
    started: Instant,
    theme: Option<crate::session::ThemeChoice>,
    title: String,
    frames: u32,
    /// Whether the user has said what becomes of changes that are in no copy.
    may_close: bool,
    /// Whether to say on stderr when the timeline is first drawn; `benches/start.rs` asks.
    times_start: bool,
}

impl App {
    /// The program about to open a timeline. The context gets fonts and
    /// styles.
    #[must_use]
    pub fn new(
        context: &Context,
        origin: Origin,
        places: Places,
        settings: Settings,
        located: Located,
        worker: Worker,
        runner: Runner,
    ) -> Self {
        ui::install_fonts(context);
        ui::install_styles(context);
        speak(settings.language);
        let (session, effects) = Session::open(origin, places, settings);
        let mut app = Self {
            session,
            window: Window::default(),
            runner,
            located,
            // What happens inline depends on the input alone.
            cache: (runner == Runner::Threads).then(kept_outlines).flatten(),
            worker,
            watch: None,
            stop: Arc::default(),
            indexing: Arc::default(),
            narrowing: Arc::default(),
            results: channel(),
            pending: Vec::new(),
            started: Instant::now(),
            theme: None,
            title: String::new(),
            frames: 0,
            may_close: false,
            times_start: std::env::var_os("ANNALS_TIME_START").is_some(),
        };
        app.run(context, effects);
        app
    }

    /// What is open and looked at.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Asks for something as if the user had done it.
    pub fn ask(&mut self, action: Action) {
        self.pending.push(action);
    }

    /// Drains what happened since the last frame.
    pub fn drain(&mut self, context: &Context) {
        let now = self.now(context);
        speak(self.session.settings.language);
        self.pending.extend(self.results.1.try_iter());
        for action in std::mem::take(&mut self.pending) {
            let effects = self.session.update(action, now);
            self.run(context, effects);
        }
        if self.theme != Some(self.session.settings.theme) {
            self.theme = Some(self.session.settings.theme);
            ui::set_theme(context, self.session.settings.theme);
        }
        self.name_window(context);
    }

    /// Draws one frame.
    pub fn frame(&mut self, ui: &mut Ui) {
        let now = self.now(ui.ctx());
        let actions = self.window.show(ui, &self.session, now);
        self.session.view.focus = None;
        // Under way, what is selected may not be in view yet.
        self.session.view.reveal_row &= self.session.view.is_gliding(now);
        self.session.view.reader.reveal = None;
        if !actions.is_empty() {
            self.pending.extend(actions);
            ui.ctx().request_repaint();
        }
        if self.session.view.is_gliding(now) {
            ui.ctx().request_repaint();
        }
    }

    fn now(&self, context: &Context) -> f64 {
        match self.runner {
            Runner::Threads => self.started.elapsed().as_secs_f64(),
            // The clock of the input, so that a test says what time it is.
            Runner::Inline => context.input(|input| input.time),
        }
    }

    fn name_window(&mut self, context: &Context) {
        let title = match &self.session.document {
            Some(document) if !document.timeline.title.is_empty() => {
                format!("{} — Annals", document.timeline.title)
            }
            _ => "Annals".to_owned(),
        };
        if self.title != title {
            context.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn run(&mut self, context: &Context, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
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
                Effect::Narrow(number, document, index, asked) => {
                    let is_wanted = latest(&self.narrowing, number);
                    self.work(context, move || {
                        let index = index.as_ref().map(|index| &*index.0);
                        let narrowed = Narrowed::of(&document.0, index, &asked, &is_wanted);
                        // Who is no longer asked has an old number, and is not heard.
                        let narrowed = Box::new(narrowed.unwrap_or_default());
                        Action::Document(DocumentAction::Narrowed(number, narrowed))
                    });
                }
                Effect::Weigh(revision, document, amendments) => self.work(context, move || {
                    let problems = opening::weigh(&document.0, &amendments);
                    Action::Document(DocumentAction::Weighed(revision, problems))
                }),
                Effect::LetGo(document) => {
                    if self.runner == Runner::Threads {
                        std::thread::spawn(move || drop(document));
                    }
                }
                Effect::Cite(revision, document, style, wanted) => self.work(context, move || {
                    let lines = set_citations(&document.0, style, &wanted);
                    Action::Document(DocumentAction::CitationsSet(revision, style, lines))
                }),
                Effect::Read(request, origin, places, amendments) => {
                    self.read(context, request, origin, places, amendments);
                }
                Effect::PickCopy(origin) => {
                    let (title, name) = (say("popup-save"), name_of_copy(&origin));
                    self.pick(context, Popup::SavePath, move || {
                        let dialog = rfd::FileDialog::new().set_title(title).set_file_name(name);
                        dialog.save_file()
                    });
                }
                Effect::WriteCopy(origin, amendments, path) => {
                    self.work(context, move || write_copy(&origin, &amendments, path));
                }
                Effect::Close => {
                    self.may_close = true;
                    context.send_viewport_cmd(egui::ViewportCommand::Close);
                }
                Effect::PickTimeline => {
                    let (title, timeline) = (say("popup-open"), say("dialog-timeline"));
                    self.pick(context, Popup::OpenPath, move || {
                        rfd::FileDialog::new()
                            .set_title(title)
                            .add_filter(timeline, &["json"])
                            .pick_file()
                    });
                }
                Effect::StopReading => self.stop.store(true, Ordering::Relaxed),
                Effect::PickAddition => {
                    let title = say("dialog-add");
                    let (documents, records) = (say("dialog-documents"), say("dialog-records"));
                    self.pick(context, Popup::AddPath, move || {
                        rfd::FileDialog::new()
                            .set_title(title)
                            .add_filter(documents, DOCUMENTS)
                            .add_filter(records, &["bib", "ris", "json"])
                            .pick_file()
                    });
                }
                Effect::Inspect(path) => {
                    let worker = self.worker.clone();
                    self.work(context, move || {
                        Action::Document(match inspecting::inspect(&path, &worker) {
                            Ok(dropped) => DocumentAction::Inspected(path, dropped),
                            Err(refusal) => DocumentAction::NotUsable(path, refusal),
                        })
                    });
                }
                Effect::PickSources => {
                    let title = say("dialog-sources");
                    self.pick(context, Popup::Sources, move || {
                        rfd::FileDialog::new().set_title(title).pick_folder()
                    });
                }
            }
        }
    }

    fn read(
        &mut self,
        context: &Context,
        request: u64,
        origin: Origin,
        places: Places,
        amendments: Vec<Amendment>,
    ) {
        let located = self.located.clone();
        if self.runner == Runner::Inline {
            let answer = open(
                &origin,
                &places,
                &amendments,
                &located,
                &self.worker,
                None,
                &mut |_| ControlFlow::Continue(()),
            );
            let answer = answer.map(|opened| opened.document);
            self.pending.push(answered(request, origin, answer));
            return;
        }
        let (leash, leashed) = leash();
        // The watch of what was open before ends here.
        self.watch = Some(leash);
        let (sender, context) = (self.results.0.clone(), context.clone());
        let worker = self.worker.clone();
        // Over what is open of the same timeline no outline is shown.
        let cache = self.cache.clone();
        let wants_outline = self.session.wants_outline();
        // Whatever is still read for an earlier request is read for nobody.
        self.stop.store(true, Ordering::Relaxed);
        let stop = Arc::new(AtomicBool::new(false));
        self.stop = Arc::clone(&stop);
        std::thread::spawn(move || {
            let mut told = Instant::now();
            let progress = (sender.clone(), context.clone());
            let mut on_told = |what: Told| {
                if stop.load(Ordering::Relaxed) {
                    return ControlFlow::Break(());
                }
                let action = match what {
                    Told::Opening(opening) if told.elapsed() > TELLING => {
                        told = Instant::now();
                        DocumentAction::Progress(request, opening)
                    }
                    Told::Outline(outline) if wants_outline => {
                        DocumentAction::Outlined(request, outline)
                    }
                    Told::Opening(_) | Told::Outline(_) => return ControlFlow::Continue(()),
                };
                let _ = progress.0.send(Action::Document(action));
                progress.1.request_repaint();
                ControlFlow::Continue(())
            };
            // Stamps are taken before the reading, so that a change during it
            // is seen as one.
            let mut stamps = Stamps::of(&origin, &places);
            let answer = open(
                &origin,
                &places,
                &amendments,
                &located,
                &worker,
                cache.as_ref(),
                &mut on_told,
            );
            if let Ok(opened) = &answer {
                stamps.add(opened.document.document_paths());
            }
            let tell = |action| {
                let told = sender.send(action).is_ok();
                context.request_repaint();
                told
            };
            let differs = answer.as_ref().is_ok_and(|opened| opened.differs);
            let mut keep = None;
            let answer = answer.map(|opened| {
                let (document, kept) = opened.into_parts();
                keep = kept;
                document
            });
            let is_heard = tell(answered(request, origin, answer));
            if differs {
                tell(Action::Document(DocumentAction::OutlineDiffered(request)));
            }
            if let Some((cache, (key, outline))) = cache.zip(keep) {
                cache.put(&key, &outline);
            }
            if is_heard && stamps.wait_for_change(&leashed) {
                tell(Action::Document(DocumentAction::Changed));
            }
        });
    }

    /// Does something slow, and tells the session what came of it.
    fn work(&mut self, context: &Context, work: impl FnOnce() -> Action + Send + 'static) {
        if self.runner == Runner::Inline {
            self.pending.push(work());
            context.request_repaint();
            return;
        }
        let (sender, context) = (self.results.0.clone(), context.clone());
        std::thread::spawn(move || {
            let _ = sender.send(work());
            context.request_repaint();
        });
    }

    fn pick(
        &self,
        context: &Context,
        instead: Popup,
        dialog: impl FnOnce() -> Option<PathBuf> + Send + 'static,
    ) {
        if self.runner == Runner::Inline {
            let _ = self
                .results
                .0
                .send(Action::Document(DocumentAction::NoPicker(instead)));
            return;
        }
        let (sender, context) = (self.results.0.clone(), context.clone());
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
            let _ = sender.send(Action::Document(action));
            context.request_repaint();
        });
    }
}

/// Where outlines are kept: in the user's cache folder, where the platform has
/// one.
fn kept_outlines() -> Option<Cache> {
    let directories = directories::ProjectDirs::from("", "", "annals")?;
    Some(Cache::at(&directories.cache_dir().join("outlines")))
}

/// Notes the number of a request, and gives whether it is still the last.
fn latest(of: &Arc<AtomicU64>, number: u64) -> impl Fn() -> bool + Send + use<> {
    of.store(number, Ordering::Relaxed);
    let of = Arc::clone(of);
    move || of.load(Ordering::Relaxed) == number
}

/// Writes a timeline with what is to be added to it.
fn write_copy(origin: &Origin, amendments: &[Amendment], path: PathBuf) -> Action {
    let written = opening::bytes_of(origin, amendments)
        .and_then(|bytes| storage::write_atomically(&path, &bytes));
    Action::Document(match written {
        Ok(()) => DocumentAction::CopySaved(path, amendments.len()),
        Err(refusal) => DocumentAction::CopyRefused(path, refusal),
    })
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

fn answered(request: u64, origin: Origin, answer: Result<Document, Refusal>) -> Action {
    Action::Document(match answer {
        Ok(document) => DocumentAction::Opened(request, Box::new(document)),
        Err(refusal) => DocumentAction::Refused(request, origin, refusal),
    })
}

impl eframe::App for App {
    fn logic(&mut self, context: &Context, _frame: &mut eframe::Frame) {
        let closes = context.input(|input| input.viewport().close_requested());
        if closes && !self.may_close && self.session.changes.unsaved() > 0 {
            context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.ask(Action::Document(DocumentAction::Close));
        }
        self.drain(context);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
        self.frames = self.frames.saturating_add(1);
        if self.times_start && self.session.document.is_some() {
            self.times_start = false;
            eprintln!(
                "first frame with the timeline{}: number {}, {:.1} ms after the program began",
                if self.session.is_outline() {
                    ", in outline"
                } else {
                    ""
                },
                self.frames,
                self.started.elapsed().as_secs_f64() * 1_000.0
            );
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS_KEY, &self.session.settings);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// Opens the window and runs until it is closed.
///
/// # Errors
///
/// Where the system gives no window to draw in.
pub fn run(
    file: Option<&Path>,
    sources: Option<&Path>,
    worker: Worker,
) -> Result<(), eframe::Error> {
    let origin = origin_of(file);
    let mut places = Places::default();
    if let Some(folder) = sources {
        places.add(folder.to_path_buf());
    }
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("Annals")
            .with_app_id("annals")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([760.0, 480.0]),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "annals",
        options,
        Box::new(move |creation| {
            let settings = creation
                .storage
                .and_then(|storage| eframe::get_value(storage, SETTINGS_KEY))
                .unwrap_or_else(|| Settings {
                    // On a first start.
                    language: Language::of_system(),
                    ..Settings::default()
                });
            Ok(Box::new(App::new(
                &creation.egui_ctx,
                origin,
                places,
                settings,
                Located::of_user(),
                worker,
                Runner::Threads,
            )))
        }),
    )
}

/// The timeline that is opened where none is named: the current folder's, else
/// the chronology built in.
fn origin_of(file: Option<&Path>) -> Origin {
    let here = Path::new("timeline.json");
    match file {
        Some(path) => Origin::File(path.to_path_buf()),
        None if here.is_file() => Origin::File(here.to_path_buf()),
        None => Origin::BuiltIn,
    }
}
