//! Command palette: finds every command by its name and runs it.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    self, Align2, Id, Key, Rect, RichText, Sense, Stroke, TextEdit, Ui, pos2, vec2,
};

use super::theme::{self, Palette, SMALL_SIZE};
use crate::language::say;
use crate::session::{Action, Dialog, PanelAction, Workspace, action_of};
use crate::settings::{Bindings, Command, palette};

/// Height of a row, in points.
const LINE: f32 = 30.0;

/// State of the palette: the typed text and the highlighted command.
#[derive(Debug, Default)]
pub struct CommandPalette {
    query: String,
    chosen: usize,
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
        bindings: &Bindings,
        actions: &mut Vec<Action>,
    ) -> Option<Command> {
        let palette = Palette::of(ui);
        let field = ui.add(
            TextEdit::singleline(&mut self.query)
                .id(field_id())
                .hint_text(RichText::new(say("commands-hint")).color(palette.dimmed))
                .desired_width(f32::INFINITY),
        );
        field.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, &self.query, &self.query, "");
            info.label = Some(say("commands-field"));
            info
        });
        if !self.was_open {
            field.request_focus();
        }
        self.was_open = true;
        if field.changed() {
            self.chosen = 0;
        }
        let named: Vec<(Command, String)> = Command::ALL
            .iter()
            .filter(|command| !command.is_fixed() && **command != Command::FindCommand)
            .map(|command| (*command, say(command.message_id())))
            .collect();
        let ranked = palette::rank(&self.query, &named);
        self.step(ui, ranked.len());
        let entered = ui.input(|input| input.key_pressed(Key::Enter));
        let mut done = None;
        if ranked.is_empty() {
            ui.label(RichText::new(say("commands-none")).color(palette.muted));
        }
        let mut group = None;
        for (at, (command, matched)) in ranked.iter().enumerate() {
            if self.query.is_empty() && group != Some(command.group()) {
                group = Some(command.group());
                ui.add_space(4.0);
                ui.label(
                    RichText::new(say(command.group().message_id()))
                        .font(theme::sans(SMALL_SIZE))
                        .color(palette.muted),
                );
            }
            let name = named
                .iter()
                .find(|(known, _)| known == command)
                .map_or("", |(_, name)| name.as_str());
            let can_be_done = is_windows_own(*command) || action_of(*command, workspace).is_some();
            let is_chosen = at == self.chosen;
            let line = CommandRow {
                name,
                matched,
                keys: &keys_of(bindings, *command),
                is_chosen,
                can_be_done,
            };
            let clicked = line.show(ui, palette, *command);
            if can_be_done && (clicked || (is_chosen && entered)) {
                done = Some(*command);
            }
        }
        if entered && done.is_none() {
            field.request_focus();
        }
        let command = done?;
        actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Commands)));
        if is_windows_own(command) {
            return Some(command);
        }
        actions.extend(action_of(command, workspace));
        None
    }

    fn step(&mut self, ui: &Ui, commands: usize) {
        let by = ui.input(|input| {
            isize::from(input.key_pressed(Key::ArrowDown))
                - isize::from(input.key_pressed(Key::ArrowUp))
        });
        let last = commands.saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }
}

/// Whether the window runs this command itself, without the session.
#[must_use]
pub const fn is_windows_own(command: Command) -> bool {
    matches!(command, Command::NextRegion | Command::PreviousRegion)
}

struct CommandRow<'a> {
    name: &'a str,
    /// Byte ranges of the name that match the typed text.
    matched: &'a [std::ops::Range<usize>],
    keys: &'a str,
    is_chosen: bool,
    can_be_done: bool,
}

impl CommandRow<'_> {
    fn show(&self, ui: &mut Ui, palette: Palette, command: Command) -> bool {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::CLICK);
        let response =
            ui.interact(rect, Id::unique(("command", command.id())), Sense::CLICK) | response;
        response.widget_info(|| {
            let message = if self.keys.is_empty() {
                self.name.to_owned()
            } else {
                format!("{}, {}", self.name, self.keys)
            };
            egui::WidgetInfo::selected(
                egui::accesskit::Role::MenuItem,
                self.can_be_done,
                self.is_chosen,
                message,
            )
        });
        if self.is_chosen {
            ui.painter().rect_filled(rect, 6.0, palette.control);
            ui.painter().rect_stroke(
                rect,
                6.0,
                Stroke::new(2.0, palette.focus),
                egui::StrokeKind::Inside,
            );
            response.scroll_to_me(None);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 6.0, palette.band);
        }
        let ink = if self.can_be_done {
            palette.ink
        } else {
            palette.dimmed
        };
        let keys = ui.painter().layout_no_wrap(
            self.keys.to_owned(),
            theme::sans(SMALL_SIZE + 0.5),
            palette.muted,
        );
        let keys_left = rect.right() - 10.0 - keys.size().x;
        let name = ui
            .painter()
            .layout_job(self.name_job(ink, keys_left - rect.left() - 22.0));
        let at = pos2(rect.left() + 10.0, rect.center().y - name.size().y / 2.0);
        ui.painter().galley(at, name, ink);
        let place = Rect::from_min_max(pos2(keys_left, rect.top()), rect.max);
        ui.painter().galley(
            Align2::LEFT_CENTER
                .align_size_within_rect(keys.size(), place)
                .min,
            keys,
            palette.muted,
        );
        response.clicked()
    }

    fn name_job(&self, ink: egui::Color32, room: f32) -> LayoutJob {
        let plain = TextFormat {
            font_id: theme::sans(theme::TEXT_SIZE),
            color: ink,
            ..TextFormat::default()
        };
        let typed = TextFormat {
            font_id: theme::semibold(theme::TEXT_SIZE),
            ..plain.clone()
        };
        let mut job = LayoutJob::default();
        let mut from = 0;
        for range in self.matched {
            let before = self.name.get(from..range.start).unwrap_or_default();
            job.append(before, 0.0, plain.clone());
            let word = self.name.get(range.clone()).unwrap_or_default();
            job.append(word, 0.0, typed.clone());
            from = range.end;
        }
        job.append(self.name.get(from..).unwrap_or_default(), 0.0, plain);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(20.0));
        job
    }
}
