//! The one place where a session changes, one module for each subject.

use super::action::Action;
use super::effect::Effect;
use super::state::Session;

/// The length of a year, in seconds, for showing what has only one end.
const YEAR_SECONDS: i64 = 31_556_952;

impl Session {
    /// Changes the state. `now` is in seconds of a clock that only moves
    /// forward.
    pub fn update(&mut self, action: Action, now: f64) -> Vec<Effect> {
        let mut effects = match action {
            Action::Load(action) => self.update_load(action),
            Action::Source(action) => self.update_sources(action, now),
            Action::Edit(action) => self.update_edits(action, now),
            Action::Form(action) => self.synced(|it| it.update_forms(action, now)),
            Action::Close(action) => self.update_close(action),
            Action::Clipboard(action) => self.copy(action),
            Action::Export(action) => self.update_export(action),
            Action::Citation(action) => self.update_citations(action),
            Action::View(action) => self.synced(|it| it.update_view(&action, now)),
            Action::Selection(action) => self.synced(|it| it.update_selection(action, now)),
            Action::Search(action) => self.synced(|it| it.update_search(action, now)),
            Action::Table(action) => self.synced(|it| it.update_table(action, now)),
            Action::Panel(action) => {
                let effects = self.synced(|it| it.update_panels(action));
                self.list_conflicts(now);
                effects
            }
            Action::Reader(action) => self.update_reader(action, now),
            Action::Settings(action) => {
                self.update_settings(action);
                Vec::new()
            }
            // The workspace has done it.
            Action::Workspace(_) => Vec::new(),
        };
        self.view.multi_selection.keep_with(self.view.selection);
        effects.extend(self.leave_field(now));
        effects.extend(self.request_rows());
        effects.extend(self.request_facets());
        effects
    }

    /// Makes a change; if it selects another event or citation, an open reader
    /// shows its passage.
    fn synced(&mut self, change: impl FnOnce(&mut Self) -> Vec<Effect>) -> Vec<Effect> {
        let before = (self.view.selection, self.view.citation);
        let effects = change(self);
        if before != (self.view.selection, self.view.citation) {
            self.sync_reader();
        }
        effects
    }
}

mod citations;
mod clipboard;
mod close;
mod commands;
mod edits;
mod export;
mod forms;
mod links;
mod load;
mod panels;
mod preview;
mod reader;
mod saving;
mod search;
mod selection;
mod settings;
mod sources;
mod table;
mod view;

pub(super) use close::discard_journal;
pub use reader::Highlight;
pub(super) use view::whole_viewport;

#[cfg(test)]
mod axis_tests;
#[cfg(test)]
mod edits_tests;
#[cfg(test)]
mod forms_tests;
#[cfg(test)]
mod links_tests;
#[cfg(test)]
mod preview_tests;
#[cfg(test)]
mod tests;
