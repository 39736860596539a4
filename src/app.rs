//! The program with a window: passes actions to the workspace, runs effects,
//! and shows the window.

mod document_locations;
mod effects;
mod exporting;
mod file_dialogs;
mod file_kind;
mod journal_writer;
mod saving;
mod settings_writer;
mod system;
mod tab_journal;
mod timeline_loader;
mod watch;
mod window_geometry;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

use eframe::egui::{self, Context, Rect, Ui, ViewportBuilder, pos2, vec2};

use crate::language::{InputError, set_language};
use crate::library::DocumentCache;
use crate::model::visible_line;
use crate::session::{
    self, Action, CloseAction, Effect, Link, LinkTarget, Origin, Session, Settings, SettingsAction,
    SourcePaths, TabEffects, TabNumber, Workspace, WorkspaceAction,
};
use crate::settings::places::{
    cache_folder, locations_file, recent_file, settings_file, state_folder, window_file,
};
use crate::settings::{RecentTimelines, SettingProblem, file};
use crate::storage::PreviewCache;
use crate::storage::journal::JournalStore;
use crate::ui::{self, WindowState};
use annals_documents::Worker;

pub use document_locations::DocumentLocations;
use effects::{EffectContext, EffectRunner};
pub use journal_writer::{JournalStatus, JournalWriter};
use settings_writer::SettingsWriter;
pub use timeline_loader::{LoadEvent, LoadOutcome, OnLoadEvent, TimelineLoader};
use window_geometry::{GeometryTracker, WindowGeometry};

/// How effects are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EffectMode {
    /// Each on its own thread, so that nothing blocks the window.
    Threads,
    /// At once and without dialogs, so that the outcome depends on the input
    /// only.
    Inline,
}

/// What the program with a window starts with.
pub struct StartOptions {
    /// The timeline.
    pub origin: Origin,
    /// Where to look for its documents.
    pub source_paths: SourcePaths,
    /// The settings.
    pub settings: Settings,
    /// Where the settings are written to, if anywhere.
    pub settings_file: Option<PathBuf>,
    /// What is wrong in that file.
    pub settings_problems: Vec<SettingProblem>,
    /// The file with the recently opened timelines.
    pub recent_file: Option<PathBuf>,
    /// The journals of unsaved changes, if there are any.
    pub journals: Option<JournalStore>,
    /// Where documents were found before.
    pub locations: DocumentLocations,
    /// The worker that reads documents.
    pub worker: Worker,
    /// How effects are run.
    pub effect_mode: EffectMode,
}

impl StartOptions {
    /// Opens a timeline with default settings, and neither reads nor writes files of
    /// the user.
    #[must_use]
    pub fn new(origin: Origin, worker: Worker, effect_mode: EffectMode) -> Self {
        Self {
            origin,
            source_paths: SourcePaths::default(),
            settings: Settings::default(),
            settings_file: None,
            settings_problems: Vec::new(),
            recent_file: None,
            journals: None,
            locations: DocumentLocations::default(),
            worker,
            effect_mode,
        }
    }
}

/// The program with a window.
pub struct App {
    workspace: Workspace,
    window_states: HashMap<TabNumber, WindowState>,
    runners: HashMap<TabNumber, EffectRunner>,
    effect_context: EffectContext,
    answers: Receiver<(TabNumber, Action)>,
    /// Actions that the workspace has not seen yet.
    pending: Vec<(TabNumber, Action)>,
    /// Writes the settings file, where there is one.
    settings_writer: Option<SettingsWriter>,
    started: Instant,
    theme: Option<session::ThemeChoice>,
    title: String,
    frames: u32,
    geometry: GeometryTracker,
    /// Whether the window may close without asking about unsaved changes.
    may_close: bool,
    /// Whether to report on stderr when the timeline is first drawn, for
    /// `benches/start.rs`.
    times_start: bool,
}

impl App {
    /// A program that is about to open a timeline. The context gets fonts and
    /// styles.
    #[must_use]
    pub fn new(context: &Context, options: StartOptions) -> Self {
        context.add_plugin(ui::VisibleNames);
        ui::install_fonts(context);
        ui::install_styles(context);
        let (settings, effect_mode) = (options.settings, options.effect_mode);
        set_language(settings.language.language());
        let (mut workspace, effects) =
            Workspace::open(options.origin, options.source_paths, settings);
        let recent = options.recent_file.as_deref().map(RecentTimelines::load);
        workspace.set_settings_file(
            options.settings_file.clone(),
            options.settings_problems,
            recent.unwrap_or_default(),
        );
        let (sender, answers) = channel();
        let settings_writer = options
            .settings_file
            .map(|path| SettingsWriter::to(path, context.clone(), sender.clone()));
        let effect_context = EffectContext {
            effect_mode,
            locations: options.locations,
            cache: cache_folder()
                .filter(|_| effect_mode == EffectMode::Threads)
                .map(|folder| PreviewCache::at(&folder.join("outlines"))),
            documents: DocumentCache::new(options.worker),
            recent_file: options.recent_file,
            journals: options.journals,
            private_folders: state_folder()
                .filter(|_| effect_mode == EffectMode::Threads)
                .map(|state| (state, cache_folder())),
            answers: sender,
        };
        let mut app = Self {
            workspace,
            window_states: HashMap::new(),
            runners: HashMap::new(),
            effect_context,
            answers,
            pending: Vec::new(),
            settings_writer,
            started: Instant::now(),
            theme: None,
            title: String::new(),
            frames: 0,
            geometry: GeometryTracker::default(),
            may_close: false,
            times_start: std::env::var_os("ANNALS_TIME_START").is_some(),
        };
        app.run(context, effects);
        app.restore_untitled(context);
        app
    }

    /// Opens the new timelines of an earlier run that were never saved.
    fn restore_untitled(&self, context: &Context) {
        let Some(store) = self.effect_context.journals.clone() else {
            return;
        };
        let (tab, answers) = (self.workspace.number(), self.effect_context.answers.clone());
        let context = context.clone();
        let open = move || {
            for untitled in store.untitled() {
                let action = WorkspaceAction::New(Some(untitled.folder));
                // The window may be closed already.
                let _ = answers.send((tab, Action::Workspace(action)));
                context.request_repaint();
            }
        };
        match self.effect_context.effect_mode {
            EffectMode::Inline => open(),
            EffectMode::Threads => {
                std::thread::spawn(open);
            }
        }
    }

    /// Shows what a link names once the timeline is read, and the problems of the
    /// link.
    pub fn arrive_at(&mut self, target: LinkTarget, problems: Vec<InputError>) {
        let link = Link { file: None, target };
        self.ask(WorkspaceAction::Follow(Box::new(link), problems));
    }

    /// The session of the current tab.
    #[must_use]
    pub fn session(&self) -> &Session {
        self.workspace.session()
    }

    /// The open timelines.
    #[must_use]
    pub const fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Adds an action as if the user had done it in the current tab.
    pub fn ask(&mut self, action: impl Into<Action>) {
        let tab = self.workspace.number();
        self.pending.push((tab, action.into()));
    }

    /// Processes what happened since the last frame.
    pub fn drain(&mut self, context: &Context) {
        let now = self.now(context);
        set_language(self.session().settings.language.language());
        self.pending.extend(self.answers.try_iter());
        for (tab, action) in std::mem::take(&mut self.pending) {
            let effects = self.workspace.update(Some(tab), action, now);
            self.run(context, effects);
        }
        let size = f32::from(self.session().settings.text_size) / 100.0;
        if (context.zoom_factor() - size).abs() > f32::EPSILON {
            context.set_zoom_factor(size);
        }
        let theme = self.session().settings.theme;
        if self.theme != Some(theme) {
            self.theme = Some(theme);
            ui::set_theme(context, theme);
        }
        self.name_window(context);
    }

    /// Draws one frame.
    pub fn frame(&mut self, ui: &mut Ui) {
        let now = self.now(ui.ctx());
        let window = self
            .window_states
            .entry(self.workspace.number())
            .or_default();
        let actions = window.show(ui, &self.workspace, now);
        self.workspace.frame_shown(now);
        if !actions.is_empty() {
            let tab = self.workspace.number();
            self.pending
                .extend(actions.into_iter().map(|action| (tab, action)));
            ui.ctx().request_repaint();
        }
        if self.session().view.is_gliding(now) {
            ui.ctx().request_repaint();
        }
    }

    /// Reads the system's settings on a thread.
    fn ask_system(&self, context: &Context) {
        let (tab, answers) = (self.workspace.number(), self.effect_context.answers.clone());
        let context = context.clone();
        std::thread::spawn(move || {
            if let Some(still) = system::prefers_reduced_motion() {
                let motion = SettingsAction::SystemMotion(still);
                let _ = answers.send((tab, Action::Settings(motion)));
                context.request_repaint();
            }
        });
    }

    fn now(&self, context: &Context) -> f64 {
        match self.effect_context.effect_mode {
            EffectMode::Threads => self.started.elapsed().as_secs_f64(),
            // The clock of the input, so that tests set the time.
            EffectMode::Inline => context.input(|input| input.time),
        }
    }

    fn name_window(&mut self, context: &Context) {
        let title = match &self.session().open {
            Some(open) if !open.timeline.title.is_empty() => {
                format!("{} — Annals", visible_line(&open.timeline.title))
            }
            _ => "Annals".to_owned(),
        };
        if self.title != title {
            context.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Runs effects, or starts them.
    fn run(&mut self, context: &Context, effects: TabEffects) {
        for (tab, effect) in effects {
            if let Effect::StoreSettings(before, after) = effect {
                if let Some(settings_writer) = &self.settings_writer {
                    settings_writer.store((before, after));
                }
                continue;
            }
            if effect == Effect::CloseWindow {
                self.may_close = true;
                context.send_viewport_cmd(egui::ViewportCommand::Close);
                continue;
            }
            let effect_context = &self.effect_context;
            self.runners
                .entry(tab)
                .or_insert_with(|| EffectRunner::new(tab, effect_context.clone()))
                .run(context, effect);
        }
        self.runners.retain(|tab, _| self.workspace.has(*tab));
        self.window_states.retain(|tab, _| self.workspace.has(*tab));
    }
}

impl eframe::App for App {
    fn logic(&mut self, context: &Context, frame: &mut eframe::Frame) {
        self.geometry.follow(context, || screens(frame));
        let closes = context.input(|input| input.viewport().close_requested());
        if closes && !self.may_close && self.workspace.has_unsaved_changes() {
            context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.ask(CloseAction::Window);
        }
        self.drain(context);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
        self.frames = self.frames.saturating_add(1);
        if self.times_start && self.session().open.is_some() {
            self.times_start = false;
            eprintln!(
                "first frame with the timeline{}: number {}, {:.1} ms after the program began",
                if self.session().is_preview() {
                    ", in preview"
                } else {
                    ""
                },
                self.frames,
                self.started.elapsed().as_secs_f64() * 1_000.0
            );
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        // Waits until the last changes of timelines and settings are recorded.
        self.runners.clear();
        self.settings_writer = None;
        self.geometry.store();
    }
}

/// The screens, in points.
fn screens(frame: &eframe::Frame) -> Vec<Rect> {
    let Some(window) = frame.winit_window() else {
        return Vec::new();
    };
    let scale = window.scale_factor();
    let monitors = window.available_monitors();
    monitors
        .map(|monitor| {
            let corner = monitor.position().to_logical::<f32>(scale);
            let size = monitor.size().to_logical::<f32>(scale);
            Rect::from_min_size(pos2(corner.x, corner.y), vec2(size.width, size.height))
        })
        .collect()
}

/// The window's icon; none where it cannot be read.
fn icon() -> egui::IconData {
    let png = include_bytes!("../assets/packaging/annals-256.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}

/// Opens the window and runs until it is closed.
///
/// # Errors
///
/// If the system provides no window.
pub fn run(
    file: Option<&Path>,
    sources: Option<&Path>,
    worker: Worker,
) -> Result<(), eframe::Error> {
    let link = file.map(|file| Link::parse_os(file.as_os_str(), &|path| path.exists()));
    let (link, problems) = link.unwrap_or_default();
    let origin = file_origin(link.file.as_deref());
    let mut source_paths = SourcePaths::default();
    if let Some(folder) = sources {
        source_paths.add(folder.to_path_buf());
    }
    let window_file = window_file();
    let geometry = window_file.as_deref().map(WindowGeometry::load);
    let geometry = geometry.unwrap_or_default();
    let viewport = ViewportBuilder::default()
        .with_title("Annals")
        // The desktop finds the menu entry by this id (assets/packaging).
        .with_app_id("internal.annals.annals")
        .with_icon(icon());
    let options = eframe::NativeOptions {
        viewport: geometry.apply_to(viewport),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "annals",
        options,
        Box::new(move |creation| {
            let settings_file = settings_file();
            let loaded = settings_file.as_deref().map(file::load).unwrap_or_default();
            let options = StartOptions {
                source_paths,
                settings: loaded.settings,
                settings_file,
                settings_problems: loaded.problems,
                recent_file: recent_file(),
                journals: state_folder().map(|folder| JournalStore::at(&folder)),
                locations: DocumentLocations::in_file(locations_file()),
                ..StartOptions::new(origin, worker, EffectMode::Threads)
            };
            let mut app = App::new(&creation.egui_ctx, options);
            app.geometry = GeometryTracker::new(window_file, geometry);
            app.arrive_at(link.target, problems);
            app.ask_system(&creation.egui_ctx);
            Ok(Box::new(app))
        }),
    )
}

/// An absolute path, which stays valid in a link that is copied.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// The timeline to open. Where the user names none: `timeline.json` of the
/// current folder, else the built-in chronology.
fn file_origin(file: Option<&Path>) -> Origin {
    let here = Path::new("timeline.json");
    match file {
        Some(path) => Origin::File(absolute(path)),
        None if here.is_file() => Origin::File(absolute(here)),
        None => Origin::BuiltIn,
    }
}
