//! Test harness: the program in a headless window of a given size.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use annals::app::{App, EffectMode, StartOptions};
use annals::session::{Action, Origin, Settings, SourcePaths, ThemeChoice};
use eframe::egui::{self, Context, Event, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::renderer::SoftwareRenderer;

/// The program in a headless window.
pub struct TestWindow {
    pub harness: Harness<'static, Option<App>>,
}

/// What is opened, and with which options.
pub struct WindowOptions {
    pub origin: Origin,
    pub places: SourcePaths,
    pub settings: Settings,
    pub size: Vec2,
    pub tofu: bool,
    /// The folder of the journals of unsaved changes.
    pub state_folder: Option<PathBuf>,
}

impl Default for WindowOptions {
    fn default() -> Self {
        Self {
            origin: Origin::BuiltIn,
            places: SourcePaths::default(),
            settings: Settings {
                theme: ThemeChoice::Light,
                motion: annals::settings::AnimationChoice::Reduced,
                language: annals::settings::LanguageChoice::English,
                swap_wheel: false,
                ..Settings::default()
            },
            size: egui::vec2(1280.0, 800.0),
            tofu: false,
            state_folder: None,
        }
    }
}

/// A file dropped on the window.
#[derive(Debug)]
struct DroppedPath(PathBuf);

impl egui::DroppedFile for DroppedPath {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Folder of the full texts, if there is one; otherwise prints that it is
/// absent.
pub fn full_texts() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the full texts are not at {}", folder.display());
    None
}

impl WindowOptions {
    pub fn file(path: &Path) -> Self {
        Self {
            origin: Origin::File(path.to_path_buf()),
            ..Self::default()
        }
    }

    pub fn open(self) -> TestWindow {
        let mut builder = Harness::builder()
            .with_size(self.size)
            .with_max_steps(16)
            .with_render_cursor(false)
            .with_theme(egui::Theme::Light)
            .renderer(SoftwareRenderer::default());
        if self.tofu {
            builder = builder.allow_missing_glyphs();
        }
        let worker = annals_documents::Worker {
            program: env!("CARGO_BIN_EXE_annals").into(),
        };
        let mut options = Some(StartOptions {
            source_paths: self.places,
            settings: self.settings,
            journals: self
                .state_folder
                .map(|folder| annals::storage::journal::JournalStore::at(&folder)),
            ..StartOptions::new(self.origin, worker, EffectMode::Inline)
        });
        let harness = builder
            .with_context_setup(|context: &Context| annals::ui::install_fonts(context))
            .build_ui_state(
                move |ui, app: &mut Option<App>| {
                    let app = app.get_or_insert_with(|| {
                        App::new(ui.ctx(), options.take().expect("opened once"))
                    });
                    app.drain(ui.ctx());
                    app.frame(ui);
                },
                None,
            );
        let mut window = TestWindow { harness };
        window.settle();
        window
    }
}

impl TestWindow {
    pub fn open() -> Self {
        WindowOptions::default().open()
    }

    pub fn settle(&mut self) {
        self.harness.run();
    }

    pub fn app(&self) -> &App {
        self.harness.state().as_ref().expect("the program runs")
    }

    /// Sends an action, as if the user had caused it.
    pub fn ask(&mut self, action: Action) {
        let app = self.harness.state_mut().as_mut().expect("the program runs");
        app.ask(action);
        self.settle();
    }

    pub fn press(&mut self, key: egui::Key) {
        self.harness.key_press(key);
        self.settle();
    }

    pub fn press_with(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Clicks the widget with this name.
    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    /// Activates the first control with this name, wherever it is scrolled to,
    /// as a screen reader does.
    pub fn activate(&mut self, label: &str) {
        self.harness
            .get_all_by_label(label)
            .next()
            .unwrap_or_else(|| panic!("no control “{label}”"))
            .click_accesskit();
        self.settle();
    }

    /// Clicks the mark whose name starts with `title`.
    pub fn click_mark(&mut self, title: &str) {
        let name = self.mark(title);
        self.click(&name);
    }

    /// The whole name of the mark that starts with `title`.
    pub fn mark(&self, title: &str) -> String {
        let begin = format!("{title}, ");
        self.labels()
            .into_iter()
            .find(|label| label.starts_with(&begin))
            .unwrap_or_else(|| panic!("no mark “{title}” among {:#?}", self.labels()))
    }

    /// Every accessible name and text in the window.
    pub fn labels(&self) -> Vec<String> {
        self.harness
            .root()
            .children_recursive()
            .flat_map(|node| {
                let node = node.accesskit_node();
                [node.label(), node.value()]
            })
            .flatten()
            .collect()
    }

    /// Whether a text in the window contains `words`.
    pub fn shows(&self, words: &str) -> bool {
        self.labels().iter().any(|label| label.contains(words))
    }

    #[track_caller]
    pub fn expect(&self, words: &str) {
        assert!(
            self.shows(words),
            "“{words}” is not in {:#?}",
            self.labels()
        );
    }

    #[track_caller]
    pub fn expect_not(&self, words: &str) {
        assert!(!self.shows(words), "“{words}” is in the window");
    }

    /// The last text copied to the clipboard.
    pub fn copied(&self) -> Option<String> {
        self.harness
            .output()
            .platform_output
            .commands
            .iter()
            .find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            })
    }

    /// Drops a file on the window.
    pub fn drop_file(&mut self, path: &Path) {
        let file: Arc<dyn egui::DroppedFile + Send + Sync> =
            Arc::new(DroppedPath(path.to_path_buf()));
        self.harness.input_mut().dropped_files.push(file);
        self.settle();
    }

    /// Types into the field with this name.
    pub fn type_into(&mut self, label: &str, text: &str) {
        self.harness.get_by_label(label).focus();
        self.settle();
        self.type_text(text);
    }

    /// Screen rectangle of the first text that starts with `begin`.
    pub fn place_of(&self, begin: &str) -> egui::Rect {
        self.harness
            .root()
            .children_recursive()
            .find(|node| {
                let node = node.accesskit_node();
                let starts =
                    |text: Option<String>| text.is_some_and(|text| text.starts_with(begin));
                starts(node.label()) || starts(node.value())
            })
            .unwrap_or_else(|| panic!("no text “{begin}”"))
            .rect()
    }

    /// Drags from one point to another.
    pub fn drag(&mut self, from: egui::Pos2, to: egui::Pos2) {
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        };
        self.harness.event(Event::PointerMoved(from));
        self.harness.step();
        self.harness.event(button(from, true));
        self.harness.step();
        self.harness
            .event(Event::PointerMoved(from + (to - from) / 2.0));
        self.harness.step();
        self.harness.event(Event::PointerMoved(to));
        self.harness.step();
        self.harness.event(button(to, false));
        self.settle();
    }

    pub fn picture(&mut self) -> image::RgbaImage {
        self.harness.render().expect("a picture")
    }
}
