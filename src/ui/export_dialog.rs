//! Export dialogs: choice of format, content and file.

use std::path::{Path, PathBuf};

use eframe::egui::{DragValue, Key, RichText, TextEdit, Ui};

use super::bidi::{self};
use super::live_region;
use super::theme::{self, UiPalette};
use super::widgets::{action_button, main_button, strong, warning};
use crate::export::TimelineFormat;
use crate::figure::FigureFormat;
use crate::language::{say, say_with};
use crate::model::{visible_id, visible_text};
use crate::session::{
    Action, ExportAction, ExportFormat, ExportOptions, ExportStatus, FigureChoices, Origin, Session,
};
use crate::theme::Theme;

/// State of the export dialogs while they are open.
#[derive(Debug)]
pub struct ExportDialog {
    figure_format: ExportFormat,
    text_format: ExportFormat,
    figure: FigureChoices,
    path: String,
    /// Format for which the file name was last adjusted.
    named_for: Option<(ExportFormat, Origin)>,
    /// An existing file that a second press would replace.
    to_replace: Option<PathBuf>,
    /// File name of the last export. Its outcome is shown beside this name
    /// only.
    written: String,
}

/// Height reserved for the outcome under the button, in points.
const OUTCOME_HEIGHT: f32 = 44.0;

impl Default for ExportDialog {
    fn default() -> Self {
        Self {
            figure_format: ExportFormat::Figure(FigureFormat::Svg),
            text_format: ExportFormat::Text(TimelineFormat::Html),
            figure: FigureChoices::default(),
            path: String::new(),
            named_for: None,
            to_replace: None,
            written: String::new(),
        }
    }
}

impl ExportDialog {
    /// Shows the dialog for figures.
    pub fn figure(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        bidi::label(ui, say("export-figure-explained"));
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            for format in ExportFormat::FIGURES {
                ui.radio_value(&mut self.figure_format, format, say(name(format)));
            }
        });
        ui.horizontal_wrapped(|ui| {
            ui.radio_value(&mut self.figure.is_whole, false, say("export-in-view"));
            ui.radio_value(&mut self.figure.is_whole, true, say("export-whole"));
        });
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            let label = ui.label(say("export-width"));
            ui.add(DragValue::new(&mut self.figure.width).range(300..=4000))
                .labelled_by(label.id);
            ui.label(say("export-points"));
        });
        ui.horizontal_wrapped(|ui| {
            for theme in Theme::ALL {
                ui.radio_value(&mut self.figure.theme, theme, say(theme_name(theme)));
            }
        });
        ui.checkbox(&mut self.figure.lists_undated, say("export-undated"));
        ui.checkbox(&mut self.figure.quotes, say("export-quotes"));
        self.figure_format = self.file(ui, session, self.figure_format, actions);
    }

    /// Shows the dialog for pages and tables.
    pub fn page(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        bidi::label(ui, say("export-page-explained"));
        ui.add_space(4.0);
        for format in ExportFormat::TEXTS {
            ui.radio_value(&mut self.text_format, format, say(name(format)));
        }
        self.text_format = self.file(ui, session, self.text_format, actions);
    }

    /// Choice of the file, and the outcome. Returns the format: that of the
    /// name's suffix if it has one.
    fn file(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        mut format: ExportFormat,
        actions: &mut Vec<Action>,
    ) -> ExportFormat {
        let palette = UiPalette::of(ui);
        if let Some(chosen) = &session.export.path {
            self.path = chosen.to_string_lossy().into_owned();
            // The system's file dialog has asked already.
            self.to_replace = Some(chosen.clone());
            actions.push(ExportAction::PathTaken.into());
        }
        self.suggest_path(format, session.origin());
        ui.add_space(6.0);
        let limit = match session.settings.quote_limit {
            Some(words) => say_with("export-limit", &[("count", words.into())]),
            None => say("export-no-limit"),
        };
        bidi::label(ui, RichText::new(limit).color(palette.muted));
        let mut is_entered = false;
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            let label = ui.label(say("export-path"));
            let field = TextEdit::singleline(&mut self.path)
                .hint_text(format!("timeline.{}", format.suffix()))
                .desired_width(ui.available_width() - 170.0);
            let field = ui.add(field).labelled_by(label.id);
            is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if field.changed() {
                format = self.format_of_suffix(format);
            }
            action_button(ui, "export-choose", ExportAction::PickPath(format), actions);
        });
        let path = resolved(self.path.trim(), session.origin());
        let is_named = !self.path.trim().is_empty();
        let is_under_way = session.export.status == Some(ExportStatus::UnderWay);
        let is_confirming = is_named && self.to_replace.as_ref() == Some(&path);
        ui.horizontal(|ui| {
            let is_ready = is_named && !is_under_way;
            let label = if is_confirming {
                "dialog-do-replace"
            } else {
                "export-write"
            };
            let button = ui.add_enabled_ui(is_ready, |ui| main_button(ui, &say(label)));
            if is_under_way {
                ui.spinner();
                ui.label(say("export-in-progress"));
            }
            if !(button.inner.clicked() || is_entered && is_ready) {
                return;
            }
            // The timeline itself is never replaced, so do not offer it.
            let is_timeline = session.origin().path() == Some(path.as_path());
            if path.exists() && !is_confirming && !is_timeline {
                self.to_replace = Some(path.clone());
                return;
            }
            self.to_replace = None;
            self.written.clone_from(&self.path);
            let options = ExportOptions {
                format,
                figure: self.figure,
                path: path.clone(),
            };
            actions.push(ExportAction::Start(options).into());
        });
        // Reserve space for the outcome, so that nothing moves under the
        // pointer.
        ui.scope(|ui| {
            ui.set_min_height(OUTCOME_HEIGHT);
            if is_named && self.to_replace.as_ref() == Some(&path) && path.exists() {
                warning(ui, say("export-confirm-replace"));
            } else if self.written == self.path {
                outcome(ui, session.export.status.as_ref());
            }
        });
        format
    }

    /// Format that the name's suffix stands for, else `format`.
    fn format_of_suffix(&mut self, format: ExportFormat) -> ExportFormat {
        let path = Path::new(self.path.trim());
        let Some(suffix) = path.extension().filter(|_| format.is_misnamed(path)) else {
            return format;
        };
        let family: &[ExportFormat] = if ExportFormat::FIGURES.contains(&format) {
            &ExportFormat::FIGURES
        } else {
            &ExportFormat::TEXTS
        };
        let mut family = family.iter();
        let named = family.find(|format| suffix.eq_ignore_ascii_case(format.suffix()));
        let named = named.copied().unwrap_or(format);
        if let Some((of, _)) = &mut self.named_for {
            *of = named;
        }
        named
    }

    /// Suggests a file beside the timeline, and adjusts the suffix when the
    /// format changes.
    fn suggest_path(&mut self, format: ExportFormat, origin: &Origin) {
        if let Some((named, of)) = &self.named_for {
            if of != origin {
                self.path.clear();
                self.to_replace = None;
            } else if *named == format {
                return;
            }
        }
        self.named_for = Some((format, origin.clone()));
        let timeline = origin.path();
        let path = match (self.path.trim(), timeline) {
            ("", None) => return,
            // A suffix of its own, so that it never equals the timeline's
            // name.
            ("", Some(timeline)) => timeline.with_extension("export"),
            (path, _) => PathBuf::from(path),
        };
        let mut path = path.with_extension(format.suffix());
        if timeline == Some(path.as_path()) {
            path.set_extension(format!("export.{}", format.suffix()));
        }
        self.path = path.to_string_lossy().into_owned();
    }
}

/// Resolves a typed path: relative to the timeline's folder, with `~` as the
/// home folder.
fn resolved(typed: &str, origin: &Origin) -> PathBuf {
    let home = || Some(directories::BaseDirs::new()?.home_dir().to_path_buf());
    let typed = match typed.strip_prefix("~/").zip(home()) {
        Some((rest, home)) => home.join(rest),
        None => PathBuf::from(typed),
    };
    match origin.path().and_then(Path::parent) {
        Some(folder) => folder.join(typed),
        None => typed,
    }
}

fn outcome(ui: &mut Ui, status: Option<&ExportStatus>) {
    let palette = UiPalette::of(ui);
    let mut message = |text: String, color| {
        live_region::announce(ui, "export", text.clone());
        bidi::label(ui, strong(text, theme::TEXT_SIZE).color(color));
    };
    match status {
        None | Some(ExportStatus::UnderWay) => {}
        Some(ExportStatus::Written {
            path,
            words_cut,
            without_glyph,
            lost_nuls,
            warnings,
        }) => {
            let path = path.to_string_lossy();
            let path = [("path", visible_id(&path).into_owned().into())];
            message(say_with("export-written", &path), palette.good);
            for (id, number) in [
                ("export-words-cut", *words_cut),
                ("export-nuls", *lost_nuls),
            ] {
                if number > 0 {
                    message(say_with(id, &[("count", number.into())]), palette.warning);
                }
            }
            if !without_glyph.is_empty() {
                let letters = [("letters", visible_text(without_glyph).into_owned().into())];
                message(say_with("export-without-glyph", &letters), palette.warning);
            }
            for warning in warnings {
                message(warning.text(), palette.warning);
            }
        }
        Some(ExportStatus::Failed(error)) => message(error.to_string(), palette.bad),
    }
}

const fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "export-light",
        Theme::Dark => "export-dark",
        Theme::Print => "export-white",
    }
}

const fn name(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Figure(FigureFormat::Svg) => "export-svg",
        ExportFormat::Figure(FigureFormat::Pdf) => "export-pdf",
        ExportFormat::Figure(FigureFormat::Png) => "export-png",
        ExportFormat::Text(TimelineFormat::Html) => "export-html",
        ExportFormat::Text(TimelineFormat::Csv) => "export-csv",
        ExportFormat::Text(TimelineFormat::Markdown) => "export-markdown",
        ExportFormat::Text(TimelineFormat::Json) => "export-json",
        ExportFormat::Text(TimelineFormat::WebAnnotation) => "export-web-annotation",
        ExportFormat::Text(TimelineFormat::Csl) => "export-csl",
    }
}
