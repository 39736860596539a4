//! Dialogs that change the selected events, and names of all events.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::{Button, Checkbox, Id, RichText, TextEdit, Ui, vec2};

use super::bidi;
use super::theme::{self, UiPalette};
use super::timeline_view::count;
use super::widgets::{cached, main_button, set_selectable_name, small, strong, text_field};
use crate::edits::forms::rank_suggestions;
use crate::edits::{EditCommand, NameList};
use crate::language::{say, say_with};
use crate::model::{Event, Index, Timeline, visible_line, visible_text};
use crate::session::{Action, Dialog, EditAction, OpenTimeline, PanelAction, Session};

/// Maximum number of names and events that are listed.
const MAX_LISTED: usize = 100;

/// Id of the text field of these dialogs.
#[must_use]
pub fn field_id() -> Id {
    Id::unique("text of a dialog about events")
}

/// State of the dialogs while one is open.
#[derive(Debug, Default)]
pub struct EventDialogs {
    text: String,
    /// The citations that go to a new event.
    citations: Vec<usize>,
    /// The name that is renamed.
    renamed: Option<String>,
    /// Whether the first control has had the keyboard.
    had_focus: bool,
}

impl EventDialogs {
    /// The dialog that asks for the new name of a tag or an actor.
    pub fn renaming(name: String) -> Self {
        Self {
            text: name.clone(),
            renamed: Some(name),
            ..Self::default()
        }
    }

    /// Shows the contents of a dialog, if it is one of these.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        dialog: Dialog,
        actions: &mut Vec<Action>,
    ) {
        let Some(open) = session.open.as_deref() else {
            return;
        };
        let command = match dialog {
            Dialog::MoveToLane => self.lanes(ui, session, open),
            Dialog::AddName(list) => self.name_to_add(ui, session, open, list),
            Dialog::RemoveName(list) => self.name_to_remove(ui, session, open, list),
            Dialog::MergeEvents => self.merge(ui, session, open),
            Dialog::SplitEvent => self.split(ui, session, open),
            Dialog::RenameName(list) => self.rename(ui, session, open, list),
            _ => None,
        };
        if let Some(command) = command {
            actions.push(PanelAction::ToggleDialog(dialog).into());
            actions.push(EditAction::Do(Box::new(command)).into());
        }
    }

    /// An entry of a list. The first one has the keyboard when the dialog opens.
    fn entry(&mut self, ui: &mut Ui, name: &str, detail: &str, is_current: bool) -> bool {
        let words = bidi::words(ui, RichText::new(visible_line(name)));
        let button = Button::selectable(is_current, words)
            .right_text(small(detail).color(UiPalette::of(ui).muted))
            .min_size(vec2(ui.available_width(), 28.0));
        let response = ui.add(button);
        set_selectable_name(&response, Role::Button, is_current, || {
            if detail.is_empty() {
                visible_line(name).into_owned()
            } else {
                format!("{}, {detail}", visible_line(name))
            }
        });
        if !std::mem::replace(&mut self.had_focus, true) {
            response.request_focus();
        }
        response.clicked()
    }

    /// The text field. It has the keyboard when the dialog opens. Returns whether Enter was
    /// pressed in it.
    fn field(&mut self, ui: &mut Ui, label: &str) -> bool {
        let field = TextEdit::singleline(&mut self.text)
            .id(field_id())
            .hint_text(RichText::new(label).color(UiPalette::of(ui).dimmed))
            .desired_width(ui.available_width() - 130.0);
        let (response, is_entered) = text_field(ui, field, label);
        if !std::mem::replace(&mut self.had_focus, true) {
            response.request_focus();
        }
        is_entered
    }

    fn lanes(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        open: &OpenTimeline,
    ) -> Option<EditCommand> {
        let events = session.selected_events();
        about(ui, open, &events);
        let timeline = &open.timeline;
        let mut chosen = None;
        for lane in &timeline.lanes {
            let is_in = |event: &Index<Event>| timeline[*event].lane_id.as_str() == lane.id;
            let is_current = events.iter().all(is_in);
            if self.entry(ui, &lane.name, "", is_current) {
                chosen = Some(lane.id.as_str().into());
            }
        }
        let lane = chosen?;
        let events = session.selected_ids();
        Some(EditCommand::SetEventLane { events, lane })
    }

    fn name_to_add(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        open: &OpenTimeline,
        list: NameList,
    ) -> Option<EditCommand> {
        about(ui, open, &session.selected_events());
        let label = say(match list {
            NameList::Tags => "names-new-tag",
            NameList::Actors => "names-new-actor",
        });
        let is_confirmed = ui
            .horizontal(|ui| {
                let is_entered = self.field(ui, &label);
                let can_add = !self.text.trim().is_empty();
                let add = ui.add_enabled(can_add, Button::new(say("names-add")));
                can_add && (is_entered || add.clicked())
            })
            .inner;
        let name = if is_confirmed {
            Some(self.text.trim().to_owned())
        } else {
            let names = names_of_all(ui, session, open, list);
            self.listed(ui, &names, true)
        };
        Some(EditCommand::AddName {
            events: session.selected_ids(),
            list,
            name: name?.into(),
        })
    }

    fn name_to_remove(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        open: &OpenTimeline,
        list: NameList,
    ) -> Option<EditCommand> {
        let events = session.selected_events();
        about(ui, open, &events);
        let id = Id::unique("names of the selected events");
        let key = (session.revision, list, events.len());
        let names = cached(ui, id, key, || {
            counted(&open.timeline, events.iter().copied(), list)
        });
        if names.is_empty() {
            ui.label(say(match list {
                NameList::Tags => "names-no-tags",
                NameList::Actors => "names-no-actors",
            }));
        }
        let name = self.listed(ui, &names, false)?;
        Some(EditCommand::RemoveName {
            events: session.selected_ids(),
            list,
            name: name.into(),
        })
    }

    /// Lists names with their numbers of events, those that fit the typed text first. Returns
    /// the one that is chosen.
    fn listed(
        &mut self,
        ui: &mut Ui,
        names: &[(String, usize)],
        is_filtered: bool,
    ) -> Option<String> {
        let typed = if is_filtered { self.text.as_str() } else { "" };
        let texts = names.iter().map(|(name, _)| name.as_str());
        let mut chosen = None;
        for place in rank_suggestions(typed, texts, MAX_LISTED) {
            if let Some((name, events)) = names.get(place)
                && self.entry(ui, name, &count(*events, "event"), false)
            {
                chosen = Some(name.clone());
            }
        }
        chosen
    }

    fn merge(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        open: &OpenTimeline,
    ) -> Option<EditCommand> {
        let events = session.selected_events();
        about(ui, open, &events);
        ui.label(say("merge-explained"));
        let timeline = &open.timeline;
        let mut into = None;
        for event in events.iter().take(MAX_LISTED) {
            let date = timeline[*event].date.as_ref();
            let date = date.map_or_else(|| say("table-undated"), |date| date.in_words().to_owned());
            let is_shown = session.view.selection == Some(*event);
            if self.entry(ui, timeline[*event].name(), &date, is_shown) {
                into = Some(*event);
            }
        }
        let into = into?;
        let ids = events.iter().filter(|event| **event != into);
        Some(EditCommand::MergeEvents {
            into: timeline[into].id.as_str().into(),
            others: ids.map(|it| timeline[*it].id.as_str().into()).collect(),
        })
    }

    fn split(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        open: &OpenTimeline,
    ) -> Option<EditCommand> {
        let timeline = &open.timeline;
        let event = session.view.selection?;
        about(ui, open, &[event]);
        ui.label(say("split-explained"));
        let event = &timeline[event];
        let all = event.citations.len();
        for (place, citation) in event.citations.iter().enumerate() {
            let passage = &timeline[citation.passage];
            let source = timeline[passage.source].brief_name();
            let words = crate::model::excerpt(&passage.quote.exact);
            let name = format!("{}: “{words}”", visible_line(source));
            let mut goes = self.citations.contains(&place);
            let check = ui.add(Checkbox::new(
                &mut goes,
                bidi::words(ui, RichText::new(&name)),
            ));
            if !std::mem::replace(&mut self.had_focus, true) {
                check.request_focus();
            }
            if check.changed() {
                self.citations.retain(|other| *other != place);
                self.citations.extend(goes.then_some(place));
            }
        }
        let is_confirmed = ui
            .horizontal(|ui| {
                let is_entered = self.field(ui, &say("split-title"));
                let can_split = !self.citations.is_empty() && self.citations.len() < all;
                let split = ui.add_enabled(can_split, Button::new(say("split-do")));
                can_split && (is_entered || split.clicked())
            })
            .inner;
        if !is_confirmed {
            return None;
        }
        self.citations.sort_unstable();
        Some(EditCommand::SplitEvent {
            event: event.id.as_str().into(),
            citations: std::mem::take(&mut self.citations),
            title: self.text.trim().into(),
        })
    }

    fn rename(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        open: &OpenTimeline,
        list: NameList,
    ) -> Option<EditCommand> {
        let names = names_of_all(ui, session, open, list);
        let number_of = |name: &str| names.iter().find(|it| it.0 == name).map(|it| it.1);
        let Some(from) = self.renamed.clone() else {
            ui.label(say(match list {
                NameList::Tags => "rename-choose-tag",
                NameList::Actors => "rename-choose-actor",
            }));
            if let Some(name) = self.listed(ui, &names, false) {
                *self = Self::renaming(name);
                // Not what has the keyboard in this frame.
                ui.ctx().request_repaint();
            }
            return None;
        };
        let events = number_of(&from).unwrap_or_default();
        ui.label(strong(visible_line(&from), theme::TEXT_SIZE + 1.0));
        ui.label(say_with("rename-in", &[("count", events.into())]));
        let to = self.text.trim().to_owned();
        let existing = number_of(&to).filter(|_| to != from);
        let is_entered = self.field(ui, &say("rename-name"));
        if let Some(others) = existing {
            let name = visible_text(&to).into_owned();
            let known = [("name", name.into()), ("count", others.into())];
            ui.label(say_with("rename-merges", &known));
        }
        let can_rename = !to.is_empty() && to != from;
        let mut command = None;
        ui.horizontal(|ui| {
            let text = say(if existing.is_some() {
                "rename-do-merge"
            } else {
                "rename-do"
            });
            let rename = ui
                .add_enabled_ui(can_rename, |ui| main_button(ui, &text))
                .inner;
            if can_rename && (is_entered || rename.clicked()) {
                command = Some(EditCommand::RenameName {
                    list,
                    from: from.as_str().into(),
                    to: to.as_str().into(),
                });
            }
            let remove = say_with("rename-remove", &[("count", events.into())]);
            if ui.button(remove).clicked() {
                command = Some(EditCommand::DeleteName {
                    list,
                    name: from.as_str().into(),
                });
            }
            if ui.button(say("rename-another")).clicked() {
                *self = Self::default();
            }
        });
        command
    }
}

/// What the dialog is about: the number of events, or the only one.
fn about(ui: &mut Ui, open: &OpenTimeline, events: &[Index<Event>]) {
    let text = match events {
        [event] => visible_line(open.timeline[*event].name()).into_owned(),
        _ => say_with("selected-events", &[("count", events.len().into())]),
    };
    bidi::label(ui, strong(text, theme::TEXT_SIZE));
    ui.add_space(2.0);
}

/// The names of all events with their numbers of events.
fn names_of_all(
    ui: &Ui,
    session: &Session,
    open: &OpenTimeline,
    list: NameList,
) -> Arc<Vec<(String, usize)>> {
    let id = Id::unique("names of all events");
    let events = || counted(&open.timeline, open.timeline.events.indexes(), list);
    cached(ui, id, (session.revision, list), events)
}

/// The names of some events with their numbers of events, the most frequent first.
fn counted(
    timeline: &Timeline,
    events: impl Iterator<Item = Index<Event>>,
    list: NameList,
) -> Vec<(String, usize)> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for event in events {
        let event = &timeline[event];
        let names = match list {
            NameList::Tags => &event.tags,
            NameList::Actors => &event.actors,
        };
        let mut names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            *numbers.entry(name).or_default() += 1;
        }
    }
    let mut counted: Vec<(String, usize)> = numbers
        .into_iter()
        .map(|(name, number)| (name.to_owned(), number))
        .collect();
    counted.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    counted
}
