//! Panels, dialogs and the keyboard focus.

use crate::session::action::{Dialog, PanelAction};
use crate::session::effect::Effect;
use crate::session::exporting::ExportStatus;
use crate::session::state::Session;
use crate::session::view_state::FocusRequest;

impl Session {
    pub(super) fn update_panels(&mut self, action: PanelAction) -> Vec<Effect> {
        if self.is_preview() && action.needs_events() {
            return Vec::new();
        }
        let panels = &mut self.view.panels;
        match action {
            PanelAction::ToggleUndated => panels.undated ^= true,
            PanelAction::ToggleOverview => panels.overview ^= true,
            PanelAction::ToggleQuotes => panels.quotes ^= true,
            PanelAction::ToggleReader => self.toggle_reader(),
            PanelAction::ToggleTable => {
                panels.table ^= true;
                if panels.table {
                    self.view.focus = Some(FocusRequest::Table);
                } else {
                    // What is not visible is not changed.
                    self.view.multi_selection.clear();
                }
            }
            PanelAction::ToggleEvidence => {
                self.view.evidence ^= true;
                return self.update_visible();
            }
            PanelAction::ToggleDialog(dialog) => self.toggle_dialog(dialog),
            PanelAction::OpenDialog(dialog) => self.view.dialog = Some(dialog),
            PanelAction::FocusQuotes => {
                if self.view.selection.is_some() {
                    panels.quotes = true;
                    self.view.focus = Some(FocusRequest::Citation);
                }
            }
            PanelAction::FocusSearch => self.view.focus = Some(FocusRequest::Search),
            PanelAction::FocusTable => {
                panels.table = true;
                self.view.focus = Some(FocusRequest::Table);
            }
            PanelAction::Escape => return self.escape(),
            PanelAction::DismissNotices => {
                self.notices.notice = None;
                self.notices.link_problems.clear();
            }
        }
        Vec::new()
    }

    fn toggle_dialog(&mut self, dialog: Dialog) {
        if self.view.dialog == Some(Dialog::Unsaved) {
            self.edits.pending_close = None;
        }
        // The dialog that started an export has shown how it ended.
        self.export
            .status
            .take_if(|status| *status != ExportStatus::UnderWay);
        self.view.dialog = (self.view.dialog != Some(dialog)).then_some(dialog);
    }

    /// Ends the first of dialog, form, search, find bar, text selection and event
    /// selection.
    fn escape(&mut self) -> Vec<Effect> {
        if self.view.dialog == Some(Dialog::Unsaved) {
            self.edits.pending_close = None;
        }
        if self.view.dialog.take().is_some() {
            return Vec::new();
        }
        if self.edits.forms.in_place().is_some() {
            // As in every program, Esc takes back what is typed in a field.
            return self.discard_form();
        }
        if self.edits.forms.open.is_some() {
            return self.keep_form();
        }
        if !self.search.text.is_empty() {
            return self.search_for(String::new());
        }
        let reader = &mut self.view.reader;
        if reader.text_search.take().is_none() && reader.selected.take().is_none() {
            reader.active_passage = None;
            self.view.selection = None;
            self.view.citation = 0;
        }
        Vec::new()
    }
}

impl PanelAction {
    /// Whether it shows events or what they rest on, which a preview lacks.
    const fn needs_events(self) -> bool {
        match self {
            Self::ToggleReader | Self::ToggleTable | Self::FocusQuotes | Self::FocusTable => true,
            Self::ToggleDialog(dialog) => dialog.needs_events(),
            Self::ToggleUndated
            | Self::ToggleOverview
            | Self::ToggleQuotes
            | Self::ToggleEvidence
            | Self::OpenDialog(_)
            | Self::FocusSearch
            | Self::Escape
            | Self::DismissNotices => false,
        }
    }
}
