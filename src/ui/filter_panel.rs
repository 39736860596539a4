//! Filter panel: every field with its values, and the number of events that
//! each would leave.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Button, Key, RichText, Stroke, TextEdit, Ui};

use super::bidi;
use super::period;
use super::theme::{self, UiPalette};
use super::widgets::{set_name, set_selectable_name, small, strong, text_field};
use crate::edits::NameList;
use crate::language::{format_count, say, say_with};
use crate::model::visible_line;
use crate::search::{chip_value, chips, toggled_chip};
use crate::session::{Action, Dialog, Facet, PanelAction, SearchAction, Session, SettingsAction};
use crate::settings::SavedFilter;

/// State of the panel while it is open.
#[derive(Debug, Default)]
pub struct FilterPanel {
    /// Name for saving the current filter.
    name: String,
    pub(super) period: String,
    /// The tag or actor that the user wants to rename.
    pub(super) name_to_rename: Option<String>,
}

/// Id of the field for the filter's name.
#[must_use]
pub fn field_id() -> egui::Id {
    egui::Id::unique("name of a filter")
}

impl FilterPanel {
    /// Shows saved filters, the period and the fields.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        self.saved(ui, session, actions);
        ui.separator();
        heading(ui, &say("filters-period"));
        period::show(ui, session, &mut self.period, actions);
        ui.separator();
        if session.search.is_indexing() {
            ui.label(RichText::new(say("filters-indexing")).color(UiPalette::of(ui).muted));
            return;
        }
        for facet in session.view.facets.iter() {
            if !facet.values.is_empty()
                && let Some(name) = values(ui, session, facet, actions)
            {
                self.name_to_rename = Some(name);
            }
        }
    }

    /// Saved filters, and saving the current one.
    fn saved(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        heading(ui, &say("filters-saved"));
        let settings = &session.settings;
        if settings.filters.is_empty() {
            ui.label(small(say("filters-none-saved")).color(UiPalette::of(ui).muted));
        }
        ui.horizontal_wrapped(|ui| {
            for (at, saved) in settings.filters.iter().enumerate() {
                let is_on = session.search.text.trim() == saved.filter.trim();
                let name = visible_line(&saved.name);
                let words = bidi::words(ui, RichText::new(name.as_ref()));
                let button = ui.add(Button::selectable(is_on, words));
                if button.on_hover_text(visible_line(&saved.filter)).clicked() {
                    let text = if is_on { "" } else { &saved.filter };
                    actions.push(SearchAction::SetText(text.to_owned()).into());
                }
                let delete = ui.add(Button::new("×").min_size(egui::vec2(24.0, 24.0)));
                set_name(&delete, Role::Button, || {
                    say_with("filters-delete", &[("name", name.as_ref().into())])
                });
                if delete.clicked() {
                    let mut changed = settings.clone();
                    changed.filters.remove(at);
                    actions.push(SettingsAction::Replace(Box::new(changed)).into());
                }
            }
        });
        let filter = session.filter_text();
        if filter.is_empty() {
            return;
        }
        ui.horizontal(|ui| {
            let label = say("filters-name");
            let field = TextEdit::singleline(&mut self.name)
                .id(field_id())
                .hint_text(RichText::new(&label).color(UiPalette::of(ui).dimmed))
                .desired_width(200.0);
            let (_, is_entered) = text_field(ui, field, &label);
            let name = self.name.trim().to_owned();
            let save = ui.add_enabled(!name.is_empty(), Button::new(say("filters-save")));
            if !name.is_empty() && (is_entered || save.clicked()) {
                let mut changed = settings.clone();
                changed.filters.retain(|saved| saved.name != name);
                changed.filters.push(SavedFilter { name, filter });
                actions.push(SettingsAction::Replace(Box::new(changed)).into());
                self.name.clear();
            }
        });
    }
}

fn heading(ui: &mut Ui, words: &str) {
    ui.label(strong(words, theme::TEXT_SIZE));
}

/// Values of one field. Returns the tag or actor that is to be renamed.
fn values(
    ui: &mut Ui,
    session: &Session,
    facet: &Facet,
    actions: &mut Vec<Action>,
) -> Option<String> {
    let list = match facet.field {
        "tag" => Some(NameList::Tags),
        "actor" => Some(NameList::Actors),
        _ => None,
    };
    let mut to_rename = None;
    let palette = UiPalette::of(ui);
    let text = &session.search.text;
    let mut chosen = chips(text);
    chosen.retain(|chip| chip.field == facet.field && !chip.negated);
    heading(ui, &field_name(facet.field));
    ui.horizontal_wrapped(|ui| {
        for value in &facet.values {
            let written = chip_value(facet.field, &value.value);
            let is_on = chosen.iter().any(|chip| chip.value == written);
            // Do not offer values that would leave no event.
            if value.count == 0 && !is_on {
                continue;
            }
            let name = value_name(facet.field, &value.value, &value.name);
            let words = format!("{name}  {}", format_count(value.count));
            let stroke = if is_on { palette.focus } else { palette.line };
            let words = bidi::words(ui, RichText::new(words));
            let button = Button::selectable(is_on, words)
                .frame_when_inactive(true)
                .stroke(Stroke::new(1.0, stroke))
                .corner_radius(12.0);
            let button = ui.add(button);
            let value_and_count = [("name", name.into()), ("count", value.count.into())];
            set_selectable_name(&button, Role::CheckBox, is_on, || {
                say_with("filters-value", &value_and_count)
            });
            if let Some(list) = list {
                let has_focus = button.has_focus();
                let is_pressed = has_focus && ui.input(|input| input.key_pressed(Key::F2));
                let mut renames = is_pressed;
                button.context_menu(|ui| renames |= ui.button(say("filters-rename")).clicked());
                if renames {
                    to_rename = Some(value.value.clone());
                    actions.push(PanelAction::OpenDialog(Dialog::RenameName(list)).into());
                }
            }
            if button.clicked() {
                let text = toggled_chip(text, facet.field, &value.value);
                actions.push(SearchAction::SetText(text).into());
            }
        }
        if facet.more > 0 {
            let message = say_with("filters-more", &[("count", facet.more.into())]);
            ui.label(RichText::new(message).color(palette.muted));
        }
    });
    ui.add_space(4.0);
    to_rename
}

/// Label of a field.
#[must_use]
pub fn field_name(field: &str) -> String {
    say(match field {
        "lane" => "field-lane",
        "tag" => "field-tag",
        "source" => "field-source",
        "actor" => "field-actor",
        "certainly" => "field-certainly",
        "basis" => "field-basis",
        "evidence" => "field-evidence",
        "state" => "field-state",
        "is" => "field-is",
        _ => "field-possibly",
    })
}

/// Label of a value: names as they are in the file, the program's own words in
/// the language of the window.
#[must_use]
pub fn value_name(field: &str, value: &str, name: &str) -> String {
    let id = match (field, value) {
        ("basis", "stated") => "value-stated",
        ("basis", "inferred") => "value-inferred",
        ("evidence", "none") => "value-none",
        ("evidence", "single-source") => "value-single-source",
        ("evidence", "several-sources") => "value-several-sources",
        ("evidence", "disputed") => "value-disputed",
        ("evidence", "rival-dates") => "value-rival-dates",
        ("state", "exact") => "value-exact",
        ("state", "normalised") => "value-normalised",
        ("state", "drifted") => "value-drifted",
        ("state", "ambiguous") => "value-ambiguous",
        ("state", "missing") => "value-missing",
        ("state", "unavailable") => "value-unavailable",
        ("is", "undated") => "value-undated",
        _ => return visible_line(name).into_owned(),
    };
    say(id)
}
