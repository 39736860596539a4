//! Settings dialog. Changes are written to the settings file, which has every
//! setting.

use eframe::egui::{self, Button, Label, RichText, Slider, TextEdit, Ui};

use super::command_palette::keys_of;
use super::theme::{self, Palette, SMALL_SIZE};
use crate::bibliography::Style;
use crate::language::{Language, say, say_with};
use crate::model::{visible_id, visible_text};
use crate::session::{Action, ClipboardAction, SettingsAction, Workspace};
use crate::settings::{
    Bindings, Chord, Command, Group, LanguageChoice, Motion, Settings, ThemeChoice,
};

/// State of the dialog while it is open.
#[derive(Debug, Default)]
pub struct SettingsDialog {
    /// Command whose keys are being changed, and the typed keys.
    rebinding: Option<(Command, String)>,
}

/// Id of the field for keys.
#[must_use]
pub fn field_id() -> egui::Id {
    egui::Id::unique("keys of a command")
}

impl SettingsDialog {
    /// Shows the settings.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        bindings: &Bindings,
        actions: &mut Vec<Action>,
    ) {
        let palette = Palette::of(ui);
        let before = &workspace.session().settings;
        let mut settings = before.clone();
        problems(ui, workspace, palette);
        appearance_section(ui, &mut settings, palette);
        ui.separator();
        motion_section(ui, &mut settings);
        ui.separator();
        text_section(ui, &mut settings, palette);
        ui.separator();
        self.keys(ui, &mut settings, bindings, palette);
        ui.separator();
        file_section(ui, workspace, palette, actions);
        if settings != *before {
            actions.push(Action::Settings(SettingsAction::Replace(Box::new(
                settings,
            ))));
        }
    }

    /// Commands with their keys, which can be changed.
    fn keys(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        bindings: &Bindings,
        palette: Palette,
    ) {
        heading(ui, "settings-keys");
        ui.checkbox(&mut settings.single_keys, say("settings-single-keys"));
        for conflict in bindings.conflicts() {
            let message = say_with(
                "settings-key-taken",
                &[
                    ("keys", conflict.chord.shown().into()),
                    ("holder", say(conflict.holder.message_id()).into()),
                    ("loser", say(conflict.loser.message_id()).into()),
                ],
            );
            ui.add(Label::new(RichText::new(message).color(palette.warning)).wrap());
        }
        let closed = egui::CollapsingHeader::new(say("settings-all-keys")).id_salt("all keys");
        closed.show(ui, |ui| {
            for group in Group::ALL {
                ui.label(
                    RichText::new(say(group.message_id())).font(theme::semibold(theme::TEXT_SIZE)),
                );
                for command in Command::ALL {
                    if command.group() == group && !command.is_fixed() {
                        self.keys_of_one(ui, settings, bindings, *command, palette);
                    }
                }
            }
        });
    }

    fn keys_of_one(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        bindings: &Bindings,
        command: Command,
        palette: Palette,
    ) {
        let name = say(command.message_id());
        ui.horizontal(|ui| {
            ui.set_min_height(26.0);
            let width = (ui.available_width() * 0.52).max(150.0);
            ui.add_sized(
                egui::vec2(width, 22.0),
                Label::new(&name).truncate().halign(egui::Align::Min),
            );
            let is_own = settings.custom_chords(command).is_none();
            if let Some((of, text)) = &mut self.rebinding
                && *of == command
            {
                let field = ui.add(
                    TextEdit::singleline(text)
                        .id(field_id())
                        .desired_width(110.0),
                );
                field.widget_info(|| {
                    egui::WidgetInfo::labeled(
                        egui::accesskit::Role::TextInput,
                        true,
                        say_with("settings-keys-of", &[("command", name.clone().into())]),
                    )
                });
                let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
                let chords: Result<Vec<Chord>, _> =
                    text.split_whitespace().map(str::parse::<Chord>).collect();
                let set = ui.button(say("settings-keys-set"));
                let mut reserved = chords.iter().flatten().filter_map(|chord| chord.reserved());
                if let Some(reason) = reserved.next() {
                    let reason = RichText::new(reason.text()).color(palette.warning);
                    ui.add(Label::new(reason).wrap());
                } else if let Ok(chords) = &chords
                    && (entered || set.clicked())
                {
                    settings.rebind(command, Some(chords.clone()));
                    self.rebinding = None;
                } else if let Err(error) = chords {
                    let message = RichText::new(error.message.text()).color(palette.warning);
                    ui.add(Label::new(message).wrap());
                }
                return;
            }
            let keys = keys_of(bindings, command);
            let shown = if keys.is_empty() {
                "–".to_owned()
            } else {
                keys
            };
            let change = ui.add(Button::new(RichText::new(shown)));
            change.widget_info(|| {
                egui::WidgetInfo::labeled(
                    egui::accesskit::Role::Button,
                    true,
                    say_with("settings-keys-of", &[("command", name.clone().into())]),
                )
            });
            if change.on_hover_text(say("settings-keys-change")).clicked() {
                let chords = bindings.chords_of(command).iter();
                let written: Vec<String> = chords.map(ToString::to_string).collect();
                self.rebinding = Some((command, written.join(" ")));
            }
            if !is_own && ui.button(say("settings-keys-reset")).clicked() {
                settings.rebind(command, None);
            }
        });
    }
}

fn heading(ui: &mut Ui, id: &str) {
    ui.label(RichText::new(say(id)).font(theme::semibold(theme::TEXT_SIZE + 1.0)));
}

/// Problems in the settings file.
fn problems(ui: &mut Ui, workspace: &Workspace, palette: Palette) {
    for problem in workspace.settings_problems() {
        let at = match (problem.line, problem.column) {
            (Some(line), Some(column)) => say_with(
                "settings-problem-at",
                &[("line", line.into()), ("column", column.into())],
            ),
            _ => String::new(),
        };
        let message = format!(
            "{at}{} — {}",
            visible_id(&problem.key),
            visible_text(&problem.message.text())
        );
        ui.add(Label::new(RichText::new(message).color(palette.warning)).wrap());
        if let Some(hint) = &problem.hint {
            ui.add(
                Label::new(RichText::new(visible_text(&hint.text())).color(palette.muted)).wrap(),
            );
        }
    }
}

fn appearance_section(ui: &mut Ui, settings: &mut Settings, palette: Palette) {
    heading(ui, "settings-appearance");
    ui.horizontal_wrapped(|ui| {
        ui.label(say("settings-theme"));
        for (choice, id) in [
            (ThemeChoice::System, "settings-as-system"),
            (ThemeChoice::Light, "settings-light"),
            (ThemeChoice::Dark, "settings-dark"),
        ] {
            ui.radio_value(&mut settings.theme, choice, say(id));
        }
    });
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(say("settings-text-size"));
        let slider = Slider::new(&mut settings.text_size, Settings::TEXT_SIZES)
            .step_by(10.0)
            .suffix(" %")
            // Apply on release: otherwise the slider moves under the pointer
            // as text grows.
            .update_while_editing(false);
        ui.add(slider).labelled_by(label.id);
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(say("settings-language"));
        ui.radio_value(
            &mut settings.language,
            LanguageChoice::System,
            say("settings-as-system"),
        );
        for (choice, language) in [
            (LanguageChoice::English, Language::English),
            (LanguageChoice::French, Language::French),
        ] {
            ui.radio_value(&mut settings.language, choice, language.own_name());
        }
    });
    ui.label(
        RichText::new(say("settings-panels"))
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(palette.muted),
    );
    ui.horizontal_wrapped(|ui| {
        let panels = &mut settings.panels;
        for (panel, id) in [
            (&mut panels.shelf, "settings-panel-shelf"),
            (&mut panels.overview, "settings-panel-overview"),
            (&mut panels.quotes, "settings-panel-quotes"),
            (&mut panels.reader, "settings-panel-reader"),
            (&mut panels.table, "settings-panel-table"),
        ] {
            ui.checkbox(panel, say(id));
        }
    });
}

fn motion_section(ui: &mut Ui, settings: &mut Settings) {
    heading(ui, "settings-navigation");
    ui.horizontal_wrapped(|ui| {
        ui.label(say("settings-motion"));
        for (choice, id) in [
            (Motion::System, "settings-as-system"),
            (Motion::Full, "settings-motion-full"),
            (Motion::Reduced, "settings-motion-reduced"),
        ] {
            ui.radio_value(&mut settings.motion, choice, say(id));
        }
    });
    ui.checkbox(&mut settings.swap_wheel, say("settings-swap-wheel"));
}

fn text_section(ui: &mut Ui, settings: &mut Settings, palette: Palette) {
    heading(ui, "settings-quotations");
    ui.horizontal_wrapped(|ui| {
        ui.label(say("settings-citation-style"));
        for style in Style::ALL {
            ui.radio_value(&mut settings.citation_style, style, style.title());
        }
    });
    ui.horizontal_wrapped(|ui| {
        let mut is_limited = settings.quote_limit.is_some();
        if ui
            .checkbox(&mut is_limited, say("settings-quote-limit"))
            .changed()
        {
            settings.quote_limit = is_limited
                .then(|| Settings::default().quote_limit)
                .flatten();
        }
        if let Some(limit) = &mut settings.quote_limit {
            let drag = egui::DragValue::new(limit).range(1..=100_000).speed(10.0);
            let field = ui.add(drag);
            field.widget_info(|| {
                egui::WidgetInfo::labeled(
                    egui::accesskit::Role::SpinButton,
                    true,
                    say("settings-quote-limit-words"),
                )
            });
            ui.label(RichText::new(say("settings-quote-limit-words")).color(palette.muted));
        }
    });
}

/// Path of the settings file.
fn file_section(ui: &mut Ui, workspace: &Workspace, palette: Palette, actions: &mut Vec<Action>) {
    let Some(path) = workspace.settings_file() else {
        ui.label(RichText::new(say("settings-no-file")).color(palette.muted));
        return;
    };
    let shown = visible_id(&path.display().to_string()).into_owned();
    ui.add(
        Label::new(
            RichText::new(say_with("settings-file", &[("path", shown.into())]))
                .font(theme::sans(SMALL_SIZE + 0.5))
                .color(palette.muted),
        )
        .wrap(),
    );
    let copy = ui.button(say("settings-copy-path"));
    if copy.clicked() {
        let text = path.display().to_string();
        actions.push(Action::Clipboard(ClipboardAction::Text(text)));
    }
}
