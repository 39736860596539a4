//! Settings dialog. Changes are written to the settings file, which has every
//! setting.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Label, RichText, Slider, TextEdit, Ui};

use super::command_palette::keys_of;
use super::theme::{self, UiPalette};
use super::widgets::{action_button, set_name, small, strong, text_field, warning};
use crate::bibliography::Style;
use crate::language::{Language, say, say_with};
use crate::model::{visible_id, visible_text};
use crate::session::{Action, ClipboardAction, SettingsAction, Workspace};
use crate::settings::{
    AnimationChoice, Bindings, Chord, Command, CommandGroup, LanguageChoice, Settings, ThemeChoice,
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
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let before = &workspace.session().settings;
        let mut settings = before.clone();
        problems(ui, workspace);
        appearance_section(ui, &mut settings);
        ui.separator();
        motion_section(ui, &mut settings);
        ui.separator();
        saving_section(ui, &mut settings);
        text_section(ui, &mut settings);
        ui.separator();
        self.keys(ui, &mut settings, workspace.bindings());
        ui.separator();
        file_section(ui, workspace, actions);
        if settings != *before {
            actions.push(SettingsAction::Replace(Box::new(settings)).into());
        }
    }

    /// Commands with their keys, which can be changed.
    fn keys(&mut self, ui: &mut Ui, settings: &mut Settings, bindings: &Bindings) {
        heading(ui, "settings-keys");
        ui.checkbox(&mut settings.single_keys, say("settings-single-keys"));
        for conflict in bindings.conflicts() {
            let conflict = [
                ("keys", conflict.chord.shown().into()),
                ("holder", say(conflict.kept_by.message_id()).into()),
                ("loser", say(conflict.removed_from.message_id()).into()),
            ];
            warning(ui, say_with("settings-key-taken", &conflict));
        }
        let closed = egui::CollapsingHeader::new(say("settings-all-keys")).id_salt("all keys");
        closed.show(ui, |ui| {
            for group in CommandGroup::ALL {
                ui.label(strong(say(group.message_id()), theme::TEXT_SIZE));
                for command in Command::ALL {
                    if command.group() == group && !command.is_fixed() {
                        ui.horizontal(|ui| self.command(ui, settings, bindings, *command));
                    }
                }
            }
        });
    }

    /// One command with its keys.
    fn command(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        bindings: &Bindings,
        command: Command,
    ) {
        let name = say(command.message_id());
        ui.set_min_height(26.0);
        let width = (ui.available_width() * 0.52).max(150.0);
        ui.add_sized(
            egui::vec2(width, 22.0),
            Label::new(&name).truncate().halign(egui::Align::Min),
        );
        let name = say_with("settings-keys-of", &[("command", name.into())]);
        if let Some((of, text)) = &mut self.rebinding
            && *of == command
        {
            if let Some(chords) = keys_field(ui, text, &name) {
                settings.rebind(command, Some(chords));
                self.rebinding = None;
            }
            return;
        }
        let mut keys = keys_of(bindings, command);
        if keys.is_empty() {
            "–".clone_into(&mut keys);
        }
        let change = ui.button(keys);
        set_name(&change, Role::Button, || &name);
        if change.on_hover_text(say("settings-keys-change")).clicked() {
            let chords = bindings.chords_of(command).iter();
            let written: Vec<String> = chords.map(ToString::to_string).collect();
            self.rebinding = Some((command, written.join(" ")));
        }
        if settings.custom_chords(command).is_some()
            && ui.button(say("settings-keys-reset")).clicked()
        {
            settings.rebind(command, None);
        }
    }
}

/// A field for the keys of a command. Returns them when the user confirms.
fn keys_field(ui: &mut Ui, text: &mut String, name: &str) -> Option<Vec<Chord>> {
    let field = TextEdit::singleline(text)
        .id(field_id())
        .desired_width(110.0);
    let (_, is_entered) = text_field(ui, field, name);
    let chords: Result<Vec<Chord>, _> = text.split_whitespace().map(str::parse).collect();
    let is_set = ui.button(say("settings-keys-set")).clicked();
    match chords {
        Ok(chords) => {
            let Some(reason) = chords.iter().find_map(|chord| chord.reserved()) else {
                return (is_entered || is_set).then_some(chords);
            };
            warning(ui, reason.text());
        }
        Err(error) => warning(ui, error.message.text()),
    }
    None
}

fn heading(ui: &mut Ui, id: &str) {
    ui.label(strong(say(id), theme::TEXT_SIZE + 1.0));
}

/// A row of choices for one setting.
fn choices<T: PartialEq>(
    ui: &mut Ui,
    id: &str,
    setting: &mut T,
    choices: impl IntoIterator<Item = (T, String)>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.label(say(id));
        for (choice, name) in choices {
            ui.radio_value(setting, choice, name);
        }
    });
}

/// Problems in the settings file.
fn problems(ui: &mut Ui, workspace: &Workspace) {
    for problem in workspace.settings_problems() {
        let at = match (problem.error.line, problem.error.column) {
            (Some(line), Some(column)) => say_with(
                "settings-problem-at",
                &[("line", line.into()), ("column", column.into())],
            ),
            _ => String::new(),
        };
        let (key, message) = (visible_id(&problem.key), problem.error.message.text());
        warning(ui, format!("{at}{key} — {}", visible_text(&message)));
        if let Some(hint) = &problem.error.hint {
            let hint = RichText::new(visible_text(&hint.text())).color(UiPalette::of(ui).muted);
            ui.add(Label::new(hint).wrap());
        }
    }
}

fn appearance_section(ui: &mut Ui, settings: &mut Settings) {
    heading(ui, "settings-appearance");
    let themes = [
        (ThemeChoice::System, say("settings-as-system")),
        (ThemeChoice::Light, say("settings-light")),
        (ThemeChoice::Dark, say("settings-dark")),
    ];
    choices(ui, "settings-theme", &mut settings.theme, themes);
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
    let languages = [
        (LanguageChoice::System, say("settings-as-system")),
        (
            LanguageChoice::English,
            Language::English.own_name().to_owned(),
        ),
        (
            LanguageChoice::French,
            Language::French.own_name().to_owned(),
        ),
    ];
    choices(ui, "settings-language", &mut settings.language, languages);
    ui.label(small(say("settings-panels")).color(UiPalette::of(ui).muted));
    ui.horizontal_wrapped(|ui| {
        let panels = &mut settings.panels;
        for (panel, id) in [
            (&mut panels.undated, "settings-panel-shelf"),
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
    let motions = [
        (AnimationChoice::System, say("settings-as-system")),
        (AnimationChoice::Full, say("settings-motion-full")),
        (AnimationChoice::Reduced, say("settings-motion-reduced")),
    ];
    choices(ui, "settings-motion", &mut settings.motion, motions);
    ui.checkbox(&mut settings.swap_wheel, say("settings-swap-wheel"));
}

fn saving_section(ui: &mut Ui, settings: &mut Settings) {
    heading(ui, "settings-saving");
    ui.checkbox(&mut settings.autosave, say("settings-autosave"));
}

fn text_section(ui: &mut Ui, settings: &mut Settings) {
    heading(ui, "settings-quotations");
    let styles = Style::ALL.map(|style| (style, style.title().to_owned()));
    let style = &mut settings.citation_style;
    choices(ui, "settings-citation-style", style, styles);
    ui.horizontal_wrapped(|ui| {
        let mut is_limited = settings.quote_limit.is_some();
        let limited = ui.checkbox(&mut is_limited, say("settings-quote-limit"));
        if limited.changed() {
            let default = Settings::default().quote_limit;
            settings.quote_limit = default.filter(|_| is_limited);
        }
        if let Some(limit) = &mut settings.quote_limit {
            let unit = say("settings-quote-limit-words");
            let field = egui::DragValue::new(limit).range(1..=100_000).speed(10.0);
            set_name(&ui.add(field), Role::SpinButton, || &unit);
            ui.label(RichText::new(&unit).color(UiPalette::of(ui).muted));
        }
    });
}

/// Path of the settings file.
fn file_section(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    let muted = UiPalette::of(ui).muted;
    let Some(path) = workspace.settings_file() else {
        ui.label(RichText::new(say("settings-no-file")).color(muted));
        return;
    };
    let path = path.display().to_string();
    let shown = say_with(
        "settings-file",
        &[("path", visible_id(&path).into_owned().into())],
    );
    ui.add(Label::new(small(shown).color(muted)).wrap());
    action_button(
        ui,
        "settings-copy-path",
        ClipboardAction::Text(path),
        actions,
    );
}
