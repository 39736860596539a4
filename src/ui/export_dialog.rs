//! Export dialogs: choice of format, content and file.

use std::path::{Path, PathBuf};

use eframe::egui::{DragValue, Key, RichText, Ui};

use super::bidi::{self, Edge};
use super::dialogs::main_button;
use super::live_region;
use super::theme::{self, Palette};
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
    figure_form: ExportFormat,
    page_form: ExportFormat,
    figure: FigureChoices,
    path: String,
    /// Format for which the file name was last adjusted.
    named_for: Option<(ExportFormat, Origin)>,
    /// An existing file that a second press would replace.
    replaced: Option<PathBuf>,
    /// File name of the last export. Its outcome is shown beside this name
    /// only.
    written: String,
}

/// Height reserved for the outcome under the button, in points.
const ROOM_TO_TELL: f32 = 44.0;

impl Default for ExportDialog {
    fn default() -> Self {
        Self {
            figure_form: ExportFormat::Figure(FigureFormat::Svg),
            page_form: ExportFormat::Text(TimelineFormat::Html),
            figure: FigureChoices::default(),
            path: String::new(),
            named_for: None,
            replaced: None,
            written: String::new(),
        }
    }
}

impl ExportDialog {
    /// Shows the dialog for figures.
    pub fn figure(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        palette: Palette,
        actions: &mut Vec<Action>,
    ) {
        bidi::label(ui, say("export-figure-explained"), Edge::Text);
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            for form in ExportFormat::FIGURES {
                ui.radio_value(&mut self.figure_form, form, say(name(form)));
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
        self.figure_form = self.place(ui, session, self.figure_form, palette, actions);
    }

    /// Shows the dialog for pages and tables.
    pub fn page(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        palette: Palette,
        actions: &mut Vec<Action>,
    ) {
        bidi::label(ui, say("export-page-explained"), Edge::Text);
        ui.add_space(4.0);
        for form in ExportFormat::TEXTS {
            ui.radio_value(&mut self.page_form, form, say(name(form)));
        }
        self.page_form = self.place(ui, session, self.page_form, palette, actions);
    }

    /// Choice of the file, and the outcome. Returns the format: that of the
    /// name's suffix if it has one.
    fn place(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        form: ExportFormat,
        palette: Palette,
        actions: &mut Vec<Action>,
    ) -> ExportFormat {
        if let Some(chosen) = &session.export.path {
            self.path = chosen.to_string_lossy().into_owned();
            // The system's file dialog has asked already.
            self.replaced = Some(chosen.clone());
            actions.push(Action::Export(ExportAction::PathTaken));
        }
        self.name_for(form, session.origin());
        ui.add_space(6.0);
        let limit = match session.settings.quote_limit {
            Some(words) => say_with("export-limit", &[("count", words.into())]),
            None => say("export-no-limit"),
        };
        bidi::label(ui, RichText::new(limit).color(palette.muted), Edge::Text);
        let mut form = form;
        let mut entered = false;
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            let label = ui.label(say("export-path"));
            let field = eframe::egui::TextEdit::singleline(&mut self.path)
                .hint_text(format!("timeline.{}", form.suffix()))
                .desired_width(ui.available_width() - 170.0);
            let field = ui.add(field).labelled_by(label.id);
            entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if field.changed() {
                form = self.form_named(form);
            }
            if ui.button(say("export-choose")).clicked() {
                actions.push(Action::Export(ExportAction::PickPath(form)));
            }
        });
        let path = place_of(self.path.trim(), session.origin());
        let is_named = !self.path.trim().is_empty();
        let is_under_way = session.export.status == Some(ExportStatus::UnderWay);
        let asks = is_named && self.replaced.as_ref() == Some(&path);
        ui.horizontal(|ui| {
            let is_ready = is_named && !is_under_way;
            let pressed = ui
                .add_enabled_ui(is_ready, |ui| {
                    let label = if asks {
                        "dialog-do-replace"
                    } else {
                        "export-write"
                    };
                    main_button(ui, &say(label), palette).clicked()
                })
                .inner
                || entered && is_ready;
            if is_under_way {
                ui.spinner();
                ui.label(say("export-in-progress"));
            }
            if !pressed {
                return;
            }
            // The timeline itself is never replaced, so do not offer it.
            let is_own = session.origin().path() == Some(path.as_path());
            if path.exists() && !asks && !is_own {
                self.replaced = Some(path.clone());
            } else {
                self.replaced = None;
                self.written.clone_from(&self.path);
                actions.push(Action::Export(ExportAction::Start(ExportOptions {
                    format: form,
                    figure: self.figure,
                    path: path.clone(),
                })));
            }
        });
        // Reserve room for the outcome, so that nothing moves under the
        // pointer.
        ui.scope(|ui| {
            ui.set_min_height(ROOM_TO_TELL);
            if is_named && self.replaced.as_ref() == Some(&path) && path.exists() {
                ui.label(RichText::new(say("export-confirm-replace")).color(palette.warning));
            } else if self.written == self.path {
                outcome(ui, session.export.status.as_ref(), palette);
            }
        });
        form
    }
}

impl ExportDialog {
    /// Format that the name's suffix stands for, else `form`.
    fn form_named(&mut self, form: ExportFormat) -> ExportFormat {
        let path = Path::new(self.path.trim());
        let family: &[ExportFormat] = if ExportFormat::FIGURES.contains(&form) {
            &ExportFormat::FIGURES
        } else {
            &ExportFormat::TEXTS
        };
        let Some(suffix) = path.extension().filter(|_| form.is_misnamed(path)) else {
            return form;
        };
        let mut family = family.iter();
        let named = family.find(|form| suffix.eq_ignore_ascii_case(form.suffix()));
        let named = named.copied().unwrap_or(form);
        if let Some((of, _)) = &mut self.named_for {
            *of = named;
        }
        named
    }

    /// Suggests a file beside the timeline, and adjusts the suffix when the
    /// format changes.
    fn name_for(&mut self, form: ExportFormat, origin: &Origin) {
        let before = self.named_for.as_ref();
        if before.is_some_and(|(named, of)| *named == form && of == origin) {
            return;
        }
        if before.is_some_and(|(_, of)| of != origin) {
            self.path.clear();
            self.replaced = None;
        }
        self.named_for = Some((form, origin.clone()));
        let timeline = origin.path();
        let path = match (self.path.trim(), timeline) {
            ("", None) => return,
            // A suffix of its own, so that it never equals the timeline's
            // name.
            ("", Some(timeline)) => timeline.with_extension("export"),
            (path, _) => PathBuf::from(path),
        };
        let path = path.with_extension(form.suffix());
        let is_timeline = timeline == Some(path.as_path());
        let path = if is_timeline {
            path.with_extension(format!("export.{}", form.suffix()))
        } else {
            path
        };
        self.path = path.to_string_lossy().into_owned();
    }
}

/// Resolves a typed path: relative to the timeline's folder, with `~` as the
/// home folder.
fn place_of(typed: &str, origin: &Origin) -> PathBuf {
    let own = || Some(directories::BaseDirs::new()?.home_dir().to_path_buf());
    let typed = match typed.strip_prefix("~/").zip(own()) {
        Some((rest, own)) => own.join(rest),
        None => PathBuf::from(typed),
    };
    match origin.path().and_then(Path::parent) {
        Some(folder) => folder.join(typed),
        None => typed,
    }
}

fn outcome(ui: &mut Ui, exported: Option<&ExportStatus>, palette: Palette) {
    let mut message = |text: String, color| {
        live_region::announce(ui, "export", text.clone());
        bidi::label(
            ui,
            RichText::new(text)
                .font(theme::semibold(theme::TEXT_SIZE))
                .color(color),
            Edge::Text,
        );
    };
    match exported {
        None | Some(ExportStatus::UnderWay) => {}
        Some(ExportStatus::Written {
            path,
            words_cut,
            without_glyph,
            lost_nuls,
        }) => {
            let place = path.to_string_lossy();
            let place = visible_id(&place);
            message(
                say_with("export-written", &[("path", place.as_ref().into())]),
                palette.good,
            );
            if *words_cut > 0 {
                let cut = say_with("export-words-cut", &[("count", (*words_cut).into())]);
                message(cut, palette.warning);
            }
            if *lost_nuls > 0 {
                let nuls = say_with("export-nuls", &[("count", (*lost_nuls).into())]);
                message(nuls, palette.warning);
            }
            if !without_glyph.is_empty() {
                let letters = visible_text(without_glyph);
                let named = [("letters", letters.as_ref().into())];
                message(say_with("export-without-glyph", &named), palette.warning);
            }
        }
        Some(ExportStatus::Refused(refusal)) => message(refusal.to_string(), palette.bad),
    }
}

const fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "export-light",
        Theme::Dark => "export-dark",
        Theme::Print => "export-white",
    }
}

const fn name(form: ExportFormat) -> &'static str {
    match form {
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
