//! Command palette: finds every command by its name and runs it.

use eframe::egui::accesskit::Role;
use eframe::egui::text::{TextFormat, TextWrapping};
use eframe::egui::{self, Id, Key, RichText, Sense, Stroke, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::theme::{self, SMALL_SIZE, TEXT_SIZE, UiPalette};
use super::widgets::{highlighted, text_field};
use crate::language::say;
use crate::session::{Action, Dialog, PanelAction, Workspace, action_of};
use crate::settings::command_ranking::rank_commands;
use crate::settings::{Bindings, Command};

/// Height of a row, in points.
const ROW_HEIGHT: f32 = 30.0;

/// State of the palette: the typed text and the highlighted command.
#[derive(Debug, Default)]
pub struct CommandPalette {
    query: String,
    current: usize,
    /// Whether it was open in the previous frame.
    was_open: bool,
}

/// Id of the text field.
#[must_use]
pub fn field_id() -> Id {
    Id::unique("find a command")
}

/// The keys of a command as text: "W, +".
#[must_use]
pub fn keys_of(bindings: &Bindings, command: Command) -> String {
    let mut shown: Vec<String> = Vec::new();
    for chord in bindings.chords_of(command) {
        let sign = chord.shown();
        // Two key bindings can look the same.
        if !shown.contains(&sign) {
            shown.push(sign);
        }
    }
    shown.join(", ")
}

impl CommandPalette {
    /// Clears the text if the palette was open.
    pub fn reset(&mut self) {
        if self.was_open {
            *self = Self::default();
        }
    }

    /// Shows the field and the list. Commands of the session become actions; a
    /// command of the window itself is returned.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        actions: &mut Vec<Action>,
    ) -> Option<Command> {
        let palette = UiPalette::of(ui);
        let field = TextEdit::singleline(&mut self.query)
            .id(field_id())
            .hint_text(RichText::new(say("commands-hint")).color(palette.dimmed))
            .desired_width(f32::INFINITY);
        let (field, _) = text_field(ui, field, &say("commands-field"));
        if !self.was_open {
            field.request_focus();
        }
        self.was_open = true;
        if field.changed() {
            self.current = 0;
        }
        let named: Vec<(Command, String)> = Command::ALL
            .iter()
            .filter(|command| !command.is_fixed() && **command != Command::FindCommand)
            .map(|command| (*command, say(command.message_id())))
            .collect();
        let ranked = rank_commands(&self.query, &named);
        self.step(ui, ranked.len());
        let is_entered = ui.input(|input| input.key_pressed(Key::Enter));
        let mut chosen = None;
        if ranked.is_empty() {
            ui.label(RichText::new(say("commands-none")).color(palette.muted));
        }
        let mut group = None;
        for (at, (command, matches)) in ranked.iter().enumerate() {
            if self.query.is_empty() && group != Some(command.group()) {
                group = Some(command.group());
                ui.add_space(4.0);
                let name = RichText::new(say(command.group().message_id()));
                let name = name.font(theme::sans(SMALL_SIZE));
                ui.label(name.color(palette.muted));
            }
            let row = CommandRow {
                command: *command,
                matches,
                keys: keys_of(workspace.bindings(), *command),
                is_current: at == self.current,
                is_available: is_focus_command(*command)
                    || action_of(*command, workspace).is_some(),
            };
            let is_clicked = row.show(ui);
            if row.is_available && (is_clicked || (row.is_current && is_entered)) {
                chosen = Some(*command);
            }
        }
        if is_entered && chosen.is_none() {
            field.request_focus();
        }
        let command = chosen?;
        actions.push(PanelAction::ToggleDialog(Dialog::Commands).into());
        if is_focus_command(command) {
            return Some(command);
        }
        actions.extend(action_of(command, workspace));
        None
    }

    fn step(&mut self, ui: &Ui, commands: usize) {
        let pressed = |key| isize::from(ui.input(|input| input.key_pressed(key)));
        let by = pressed(Key::ArrowDown) - pressed(Key::ArrowUp);
        let last = commands.saturating_sub(1);
        self.current = self.current.saturating_add_signed(by).min(last);
    }
}

/// Whether the command only moves the keyboard focus between regions. The window runs it
/// itself, without the session.
#[must_use]
pub const fn is_focus_command(command: Command) -> bool {
    matches!(command, Command::NextRegion | Command::PreviousRegion)
}

struct CommandRow<'a> {
    command: Command,
    /// Byte ranges of the name that match the typed text.
    matches: &'a [std::ops::Range<usize>],
    keys: String,
    is_current: bool,
    is_available: bool,
}

impl CommandRow<'_> {
    /// Shows the row. Returns whether it was clicked.
    fn show(&self, ui: &mut Ui) -> bool {
        let palette = UiPalette::of(ui);
        let size = vec2(ui.available_width(), ROW_HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        let id = Id::unique(("command", self.command.id()));
        let response = ui.interact(rect, id, Sense::CLICK) | response;
        let name = say(self.command.message_id());
        response.widget_info(|| {
            let mut message = name.clone();
            if !self.keys.is_empty() {
                message = format!("{name}, {}", self.keys);
            }
            WidgetInfo::selected(Role::MenuItem, self.is_available, self.is_current, message)
        });
        if self.is_current {
            ui.painter().rect_filled(rect, 6.0, palette.control);
            let stroke = Stroke::new(2.0, palette.focus);
            ui.painter()
                .rect_stroke(rect, 6.0, stroke, egui::StrokeKind::Inside);
            response.scroll_to_me(None);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 6.0, palette.band);
        }
        let ink = if self.is_available {
            palette.ink
        } else {
            palette.dimmed
        };
        let font = theme::sans(SMALL_SIZE + 0.5);
        let keys = ui.painter();
        let keys = keys.layout_no_wrap(self.keys.clone(), font, palette.muted);
        let keys_left = rect.right() - 10.0 - keys.size().x;
        let plain = TextFormat::simple(theme::sans(TEXT_SIZE), ink);
        let typed = TextFormat::simple(theme::semibold(TEXT_SIZE), ink);
        let mut job = highlighted(&name, self.matches.iter().cloned(), &plain, &typed);
        let width = keys_left - rect.left() - 22.0;
        job.wrap = TextWrapping::truncate_at_width(width.max(20.0));
        let name = ui.painter().layout_job(job);
        for (x, galley) in [(rect.left() + 10.0, name), (keys_left, keys)] {
            let at = pos2(x, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, palette.muted);
        }
        response.clicked()
    }
}
